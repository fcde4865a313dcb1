set terminal svg size 720,538 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fixed
set output 'chart.svg'
reset
unset key
unset xtics
unset ytics
set border 0
set style fill solid 1 noborder
set errorbars 0.6
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
set xrange [0:720]
set yrange [538:0]
set label '20%' at screen 0.0690697777778, screen 0.0706319702602 left noenhanced front textcolor rgb '#595959'
set label '90%' at screen 0.994444444444, screen 0.0706319702602 right noenhanced front textcolor rgb '#595959'
set label '0%' at screen 0.0607364444444, screen 0.150557620818 right noenhanced front textcolor rgb '#595959'
set label '50%' at screen 0.0607364444444, screen 0.897769516729 right noenhanced front textcolor rgb '#595959'
set label 'Per cent satisfied, of those who gave a view' at screen 0.0690697777778, screen 0.0334572490706 left noenhanced front textcolor rgb '#595959'
set label 'Per cent who put it among their first three' at screen 0.00277777777778, screen 0.981412639405 left noenhanced front textcolor rgb '#595959'
set label 'Important, less satisfied' at screen 0.0746253333333, screen 0.92936802974 left noenhanced front textcolor rgb '#595959'
set label 'Important, satisfied' at screen 0.988888888889, screen 0.92936802974 right noenhanced front textcolor rgb '#595959'
set label 'Less important, less satisfied' at screen 0.0746253333333, screen 0.118959107807 left noenhanced front textcolor rgb '#595959'
set label 'Less important, satisfied' at screen 0.988888888889, screen 0.118959107807 right noenhanced front textcolor rgb '#595959'
set label 'Burglary' at screen 0.333889098413, screen 0.778215613383 center noenhanced front textcolor rgb '#0B0C0C'
set label 'Anti-social behaviour' at screen 0.330781574603, screen 0.71843866171 center noenhanced front textcolor rgb '#0B0C0C'
set label 'Speeding and' at screen 0.285152647619, screen 0.602527881041 center noenhanced front textcolor rgb '#0B0C0C'
set label 'dangerous driving' at screen 0.285152647619, screen 0.565353159851 center noenhanced front textcolor rgb '#0B0C0C'
set label 'Answering 999 calls' at screen 0.67104312381, screen 0.688550185874 center noenhanced front textcolor rgb '#0B0C0C'
set label 'Answering 101 calls' at screen 0.418910374603, screen 0.434498141264 center noenhanced front textcolor rgb '#0B0C0C'
set label 'Support for victims' at screen 0.78212424127, screen 0.4643866171 center noenhanced front textcolor rgb '#0B0C0C'
set label 'Events and open days' at screen 0.752213257143, screen 0.225278810409 center noenhanced front textcolor rgb '#0B0C0C'
set label 'Rural crime' at screen 0.356964228571, screen 0.314944237918 center noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 1 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#595959', \
  'data.txt' index 2 using 1:2 with points pt 7 ps 1.11111111111 lc rgb '#12436D'
set output
set terminal pngcairo size 1440,1076 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fontscale 1.5 linewidth 2
set output 'chart.png'
replot
set output
# data.txt
49.73024 26 666.26976 0
716 26 0 460
716 486 -666.26976 0
49.73024 486 0 -460


382.86512 26 0 460
49.73024 256 666.26976 0


202.020470857 119.32
154.429773714 151.48
278.165586286 223.84
563.709769143 167.56
221.056749714 304.24
487.564653714 288.16
630.336745143 416.8
306.720004571 368.56


set terminal svg size 288,568 noenhanced font 'Liberation Sans,13' background rgb '#FFFFFF' fixed
set output 'chart.svg'
reset
unset key
unset xtics
unset ytics
set border 0
set style fill solid 1 noborder
set errorbars 0.6
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
set xrange [0:288]
set yrange [568:0]
set label '20%' at screen 0.145506319444, screen 0.371478873239 left noenhanced front textcolor rgb '#595959'
set label '90%' at screen 0.986111111111, screen 0.371478873239 right noenhanced front textcolor rgb '#595959'
set label '0%' at screen 0.124672986111, screen 0.471830985915 right noenhanced front textcolor rgb '#595959'
set label '50%' at screen 0.124672986111, screen 0.883802816901 right noenhanced front textcolor rgb '#595959'
set label 'Per cent satisfied, of those who gave a' at screen 0.145506319444, screen 0.341549295775 left noenhanced front textcolor rgb '#595959'
set label 'view' at screen 0.145506319444, screen 0.31161971831 left noenhanced front textcolor rgb '#595959'
set label 'Per cent who put it among their first three' at screen 0.00694444444444, screen 0.985035211268 left noenhanced front textcolor rgb '#595959'
set label '1' at screen 0.00694444444444, screen 0.271126760563 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Burglary' at screen 0.0889322222222, screen 0.271126760563 left noenhanced front textcolor rgb '#0B0C0C'
set label '2' at screen 0.00694444444444, screen 0.235915492958 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Anti-social behaviour' at screen 0.0889322222222, screen 0.235915492958 left noenhanced front textcolor rgb '#0B0C0C'
set label '3' at screen 0.00694444444444, screen 0.200704225352 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Speeding and dangerous driving' at screen 0.0889322222222, screen 0.200704225352 left noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.00694444444444, screen 0.165492957746 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Answering 999 calls' at screen 0.0889322222222, screen 0.165492957746 left noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.00694444444444, screen 0.130281690141 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Answering 101 calls' at screen 0.0889322222222, screen 0.130281690141 left noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.00694444444444, screen 0.0950704225352 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Support for victims' at screen 0.0889322222222, screen 0.0950704225352 left noenhanced front textcolor rgb '#0B0C0C'
set label '7' at screen 0.00694444444444, screen 0.0598591549296 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Events and open days' at screen 0.0889322222222, screen 0.0598591549296 left noenhanced front textcolor rgb '#0B0C0C'
set label '8' at screen 0.00694444444444, screen 0.0246478873239 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Rural crime' at screen 0.0889322222222, screen 0.0246478873239 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Important, less' at screen 0.159395208333, screen 0.941021126761 left noenhanced front textcolor rgb '#595959'
set label 'satisfied' at screen 0.159395208333, screen 0.911091549296 left noenhanced front textcolor rgb '#595959'
set label 'Important,' at screen 0.972222222222, screen 0.941021126761 right noenhanced front textcolor rgb '#595959'
set label 'satisfied' at screen 0.972222222222, screen 0.911091549296 right noenhanced front textcolor rgb '#595959'
set label 'Less important,' at screen 0.159395208333, screen 0.444542253521 left noenhanced front textcolor rgb '#595959'
set label 'less satisfied' at screen 0.159395208333, screen 0.414612676056 left noenhanced front textcolor rgb '#595959'
set label 'Less important,' at screen 0.972222222222, screen 0.444542253521 right noenhanced front textcolor rgb '#595959'
set label 'satisfied' at screen 0.972222222222, screen 0.414612676056 right noenhanced front textcolor rgb '#595959'
set label '1' at screen 0.378221918651, screen 0.817887323944 center noenhanced front textcolor rgb '#0B0C0C'
set label '2' at screen 0.318178719246, screen 0.784929577465 center noenhanced front textcolor rgb '#0B0C0C'
set label '3' at screen 0.474291037698, screen 0.710774647887 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.834550234127, screen 0.768450704225 center noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.402239198413, screen 0.62838028169 center noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.738481115079, screen 0.64485915493 center noenhanced front textcolor rgb '#0B0C0C'
set label '7' at screen 0.918610713294, screen 0.513028169014 center noenhanced front textcolor rgb '#0B0C0C'
set label '8' at screen 0.510316957341, screen 0.562464788732 center noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 1 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#595959', \
  'data.txt' index 2 using 1:2 with points pt 7 ps 1.11111111111 lc rgb '#12436D'
set output
# data.txt
41.90582 23 242.09418 0
284 23 0 320
284 343 -242.09418 0
41.90582 343 0 -320


162.95291 23 0 320
41.90582 183 242.09418 0


97.2416325714 103.44
79.9491911429 122.16
124.909538857 164.28
228.664187429 131.52
104.158609143 211.08
200.996281143 201.72
252.873605429 276.6
135.285003714 248.52


