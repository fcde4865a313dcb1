set terminal svg size 720,323 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fixed
set output 'chart.svg'
reset
unset key
unset xtics
unset ytics
set border 0
set style fill solid 1 noborder
set errorbars 0.6
set lmargin at screen 0.156781777778
set rmargin at screen 0.768837777778
set tmargin at screen 0.851393188854
set bmargin at screen 0.163570691434
set xrange [0:0.5]
set yrange [270.166666667:48]
set label '0%' at screen 0.156781777778, screen 0.120227038184 center noenhanced front textcolor rgb '#595959'
set label '10%' at screen 0.279192977778, screen 0.120227038184 center noenhanced front textcolor rgb '#595959'
set label '20%' at screen 0.401604177778, screen 0.120227038184 center noenhanced front textcolor rgb '#595959'
set label '30%' at screen 0.524015377778, screen 0.120227038184 center noenhanced front textcolor rgb '#595959'
set label '40%' at screen 0.646426577778, screen 0.120227038184 center noenhanced front textcolor rgb '#595959'
set label '50%' at screen 0.768837777778, screen 0.120227038184 center noenhanced front textcolor rgb '#595959'
set label 'Per cent' at screen 0.156781777778, screen 0.0459236326109 left noenhanced front textcolor rgb '#595959'
set object rectangle from screen 0.00277777777778, screen 0.984520123839 to screen 0.0222222222222, screen 0.941176470588 fc rgb '#12436D' fs solid 1 noborder
set label 'Replied' at screen 0.0305555555556, screen 0.962848297214 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.138822222222, screen 0.984520123839 to screen 0.144377777778, screen 0.941176470588 fc rgb '#0B0C0C' fs solid 1 noborder
set label 'Population' at screen 0.159655555556, screen 0.962848297214 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Age' at screen 0.00277777777778, screen 0.80959752322 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,16'
set label '16 to 34' at screen 0.145670666667, screen 0.737358101135 right noenhanced front textcolor rgb '#0B0C0C'
set label '35 to 64' at screen 0.145670666667, screen 0.647574819401 right noenhanced front textcolor rgb '#0B0C0C'
set label '65 and over' at screen 0.145670666667, screen 0.557791537668 right noenhanced front textcolor rgb '#0B0C0C'
set label 'District' at screen 0.00277777777778, screen 0.460268317853 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,16'
set label 'Cambridge' at screen 0.145670666667, screen 0.388028895769 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Fenland' at screen 0.145670666667, screen 0.298245614035 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Peterborough' at screen 0.145670666667, screen 0.208462332301 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Population' at screen 0.997222222222, screen 0.882352941176 right noenhanced front textcolor rgb '#595959'
set label '28%' at screen 0.997222222222, screen 0.737358101135 right noenhanced front textcolor rgb '#0B0C0C'
set label '49%' at screen 0.997222222222, screen 0.647574819401 right noenhanced front textcolor rgb '#0B0C0C'
set label '23%' at screen 0.997222222222, screen 0.557791537668 right noenhanced front textcolor rgb '#0B0C0C'
set label '18%' at screen 0.997222222222, screen 0.388028895769 right noenhanced front textcolor rgb '#0B0C0C'
set label '12%' at screen 0.997222222222, screen 0.298245614035 right noenhanced front textcolor rgb '#0B0C0C'
set label '25%' at screen 0.997222222222, screen 0.208462332301 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Replied' at screen 0.869288888889, screen 0.882352941176 right noenhanced front textcolor rgb '#595959'
set label '14%' at screen 0.869288888889, screen 0.737358101135 right noenhanced front textcolor rgb '#0B0C0C'
set label '47%' at screen 0.869288888889, screen 0.647574819401 right noenhanced front textcolor rgb '#0B0C0C'
set label '39%' at screen 0.869288888889, screen 0.557791537668 right noenhanced front textcolor rgb '#0B0C0C'
set label '19%' at screen 0.869288888889, screen 0.388028895769 right noenhanced front textcolor rgb '#0B0C0C'
set label '11%' at screen 0.869288888889, screen 0.298245614035 right noenhanced front textcolor rgb '#0B0C0C'
set label '21%' at screen 0.869288888889, screen 0.208462332301 right noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#595959', \
  'data.txt' index 1 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 2 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 3 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 4 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 5 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 6 using 1:2:3:4:5:6 with boxxyerror lc rgb '#12436D', \
  'data.txt' index 7 using 1:2:3:4:5:6 with boxxyerror lc rgb '#FFFFFF', \
  'data.txt' index 8 using 1:2:3:4:5:6 with boxxyerror lc rgb '#0B0C0C'
set output
set terminal pngcairo size 1440,646 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fontscale 1.5 linewidth 2
set output 'chart.png'
replot
set output
# data.txt
0 69.3333333333 0 31
0 98.3333333333 0 31
0 127.333333333 0 31
0 182.166666667 0 31
0 211.166666667 0 31
0 240.166666667 0 31


0.1 69.3333333333 0 31
0.1 98.3333333333 0 31
0.1 127.333333333 0 31
0.1 182.166666667 0 31
0.1 211.166666667 0 31
0.1 240.166666667 0 31


0.2 69.3333333333 0 31
0.2 98.3333333333 0 31
0.2 127.333333333 0 31
0.2 182.166666667 0 31
0.2 211.166666667 0 31
0.2 240.166666667 0 31


0.3 69.3333333333 0 31
0.3 98.3333333333 0 31
0.3 127.333333333 0 31
0.3 182.166666667 0 31
0.3 211.166666667 0 31
0.3 240.166666667 0 31


0.4 69.3333333333 0 31
0.4 98.3333333333 0 31
0.4 127.333333333 0 31
0.4 182.166666667 0 31
0.4 211.166666667 0 31
0.4 240.166666667 0 31


0.5 69.3333333333 0 31
0.5 98.3333333333 0 31
0.5 127.333333333 0 31
0.5 182.166666667 0 31
0.5 211.166666667 0 31
0.5 240.166666667 0 31


0 76.8333333333 0 0.14 76.8333333333 92.8333333333
0 105.833333333 0 0.47 105.833333333 121.833333333
0 134.833333333 0 0.39 134.833333333 150.833333333
0 189.666666667 0 0.19 189.666666667 205.666666667
0 218.666666667 0 0.11 218.666666667 234.666666667
0 247.666666667 0 0.21 247.666666667 263.666666667


0.275461562704 73.8333333333 0.275461562704 0.284538437296 73.8333333333 95.8333333333
0.485461562704 102.833333333 0.485461562704 0.494538437296 102.833333333 124.833333333
0.225461562704 131.833333333 0.225461562704 0.234538437296 131.833333333 153.833333333
0.175461562704 186.666666667 0.175461562704 0.184538437296 186.666666667 208.666666667
0.115461562704 215.666666667 0.115461562704 0.124538437296 215.666666667 237.666666667
0.245461562704 244.666666667 0.245461562704 0.254538437296 244.666666667 266.666666667


0.277730781352 73.8333333333 0.277730781352 0.282269218648 73.8333333333 95.8333333333
0.487730781352 102.833333333 0.487730781352 0.492269218648 102.833333333 124.833333333
0.227730781352 131.833333333 0.227730781352 0.232269218648 131.833333333 153.833333333
0.177730781352 186.666666667 0.177730781352 0.182269218648 186.666666667 208.666666667
0.117730781352 215.666666667 0.117730781352 0.122269218648 215.666666667 237.666666667
0.247730781352 244.666666667 0.247730781352 0.252269218648 244.666666667 266.666666667


set terminal svg size 288,389 noenhanced font 'Liberation Sans,13' background rgb '#FFFFFF' fixed
set output 'chart.svg'
reset
unset key
unset xtics
unset ytics
set border 0
set style fill solid 1 noborder
set errorbars 0.6
set lmargin at screen 0.03125
set rmargin at screen 0.508316319444
set tmargin at screen 0.892030848329
set bmargin at screen 0.135818337618
set xrange [0:0.5]
set yrange [336.166666667:42]
set label '0%' at screen 0.03125, screen 0.0998286203942 center noenhanced front textcolor rgb '#595959'
set label '20%' at screen 0.222076527778, screen 0.0998286203942 center noenhanced front textcolor rgb '#595959'
set label '40%' at screen 0.412903055556, screen 0.0998286203942 center noenhanced front textcolor rgb '#595959'
set label 'Per cent' at screen 0.03125, screen 0.0381319622965 left noenhanced front textcolor rgb '#595959'
set object rectangle from screen 0.00694444444444, screen 0.991002570694 to screen 0.0555555555556, screen 0.95501285347 fc rgb '#12436D' fs solid 1 noborder
set label 'Replied' at screen 0.0763888888889, screen 0.973007712082 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.309977430556, screen 0.991002570694 to screen 0.323866319444, screen 0.95501285347 fc rgb '#0B0C0C' fs solid 1 noborder
set label 'Population' at screen 0.362060763889, screen 0.973007712082 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Age' at screen 0.00694444444444, screen 0.86118251928 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label '16 to 34' at screen 0.00694444444444, screen 0.81148243359 left noenhanced front textcolor rgb '#0B0C0C'
set label '35 to 64' at screen 0.00694444444444, screen 0.703513281919 left noenhanced front textcolor rgb '#0B0C0C'
set label '65 and over' at screen 0.00694444444444, screen 0.595544130249 left noenhanced front textcolor rgb '#0B0C0C'
set label 'District' at screen 0.00694444444444, screen 0.478577549272 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Cambridge' at screen 0.00694444444444, screen 0.428877463582 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Fenland' at screen 0.00694444444444, screen 0.320908311911 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Peterborough' at screen 0.00694444444444, screen 0.21293916024 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Population' at screen 0.993055555556, screen 0.913881748072 right noenhanced front textcolor rgb '#595959'
set label '28%' at screen 0.993055555556, screen 0.763924592973 right noenhanced front textcolor rgb '#0B0C0C'
set label '49%' at screen 0.993055555556, screen 0.655955441302 right noenhanced front textcolor rgb '#0B0C0C'
set label '23%' at screen 0.993055555556, screen 0.547986289632 right noenhanced front textcolor rgb '#0B0C0C'
set label '18%' at screen 0.993055555556, screen 0.381319622965 right noenhanced front textcolor rgb '#0B0C0C'
set label '12%' at screen 0.993055555556, screen 0.273350471294 right noenhanced front textcolor rgb '#0B0C0C'
set label '25%' at screen 0.993055555556, screen 0.165381319623 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Replied' at screen 0.723425347222, screen 0.913881748072 right noenhanced front textcolor rgb '#595959'
set label '14%' at screen 0.723425347222, screen 0.763924592973 right noenhanced front textcolor rgb '#0B0C0C'
set label '47%' at screen 0.723425347222, screen 0.655955441302 right noenhanced front textcolor rgb '#0B0C0C'
set label '39%' at screen 0.723425347222, screen 0.547986289632 right noenhanced front textcolor rgb '#0B0C0C'
set label '19%' at screen 0.723425347222, screen 0.381319622965 right noenhanced front textcolor rgb '#0B0C0C'
set label '11%' at screen 0.723425347222, screen 0.273350471294 right noenhanced front textcolor rgb '#0B0C0C'
set label '21%' at screen 0.723425347222, screen 0.165381319623 right noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#595959', \
  'data.txt' index 1 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 2 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 3 using 1:2:3:4:5:6 with boxxyerror lc rgb '#12436D', \
  'data.txt' index 4 using 1:2:3:4:5:6 with boxxyerror lc rgb '#FFFFFF', \
  'data.txt' index 5 using 1:2:3:4:5:6 with boxxyerror lc rgb '#0B0C0C'
set output
# data.txt
0 81.8333333333 0 20
0 123.833333333 0 20
0 165.833333333 0 20
0 230.666666667 0 20
0 272.666666667 0 20
0 314.666666667 0 20


0.2 81.8333333333 0 20
0.2 123.833333333 0 20
0.2 165.833333333 0 20
0.2 230.666666667 0 20
0.2 272.666666667 0 20
0.2 314.666666667 0 20


0.4 81.8333333333 0 20
0.4 123.833333333 0 20
0.4 165.833333333 0 20
0.4 230.666666667 0 20
0.4 272.666666667 0 20
0.4 314.666666667 0 20


0 86.8333333333 0 0.14 86.8333333333 96.8333333333
0 128.833333333 0 0.47 128.833333333 138.833333333
0 170.833333333 0 0.39 170.833333333 180.833333333
0 235.666666667 0 0.19 235.666666667 245.666666667
0 277.666666667 0 0.11 277.666666667 287.666666667
0 319.666666667 0 0.21 319.666666667 329.666666667


0.265443440123 83.8333333333 0.265443440123 0.294556559877 83.8333333333 99.8333333333
0.475443440123 125.833333333 0.475443440123 0.504556559877 125.833333333 141.833333333
0.215443440123 167.833333333 0.215443440123 0.244556559877 167.833333333 183.833333333
0.165443440123 232.666666667 0.165443440123 0.194556559877 232.666666667 248.666666667
0.105443440123 274.666666667 0.105443440123 0.134556559877 274.666666667 290.666666667
0.235443440123 316.666666667 0.235443440123 0.264556559877 316.666666667 332.666666667


0.272721720061 83.8333333333 0.272721720061 0.287278279939 83.8333333333 99.8333333333
0.482721720061 125.833333333 0.482721720061 0.497278279939 125.833333333 141.833333333
0.222721720061 167.833333333 0.222721720061 0.237278279939 167.833333333 183.833333333
0.172721720061 232.666666667 0.172721720061 0.187278279939 232.666666667 248.666666667
0.112721720061 274.666666667 0.112721720061 0.127278279939 274.666666667 290.666666667
0.242721720061 316.666666667 0.242721720061 0.257278279939 316.666666667 332.666666667


