set terminal svg size 720,188 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fixed
set output 'chart.svg'
reset
unset key
unset xtics
unset ytics
set border 0
set style fill solid 1 noborder
set errorbars 0.6
set lmargin at screen 0.402397777778
set rmargin at screen 0.967777777778
set tmargin at screen 0.851063829787
set bmargin at screen 0.276595744681
set xrange [0:1]
set yrange [136:28]
set arrow from first 0, graph 0 to first 0, graph 1 nohead front lw 1 lc rgb '#595959'
set label '0%' at screen 0.402397777778, screen 0.202127659574 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.2, graph 0 to first 0.2, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '20%' at screen 0.515473777778, screen 0.202127659574 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.4, graph 0 to first 0.4, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '40%' at screen 0.628549777778, screen 0.202127659574 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.6, graph 0 to first 0.6, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '60%' at screen 0.741625777778, screen 0.202127659574 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.8, graph 0 to first 0.8, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '80%' at screen 0.854701777778, screen 0.202127659574 center noenhanced front textcolor rgb '#595959'
set arrow from first 1, graph 0 to first 1, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '100%' at screen 0.967777777778, screen 0.202127659574 center noenhanced front textcolor rgb '#595959'
set label 'Per cent of those who gave a view' at screen 0.402397777778, screen 0.0744680851064 left noenhanced front textcolor rgb '#595959'
set object rectangle from screen 0.00277777777778, screen 0.973404255319 to screen 0.0222222222222, screen 0.898936170213 fc rgb '#12436D' fs solid 1 noborder
set label 'Fully' at screen 0.0305555555556, screen 0.936170212766 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.102034444444, screen 0.973404255319 to screen 0.121478888889, screen 0.898936170213 fc rgb '#F46A25' fs solid 1 noborder
set label 'Partly' at screen 0.129812222222, screen 0.936170212766 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.211674444444, screen 0.973404255319 to screen 0.231118888889, screen 0.898936170213 fc rgb '#801650' fs solid 1 noborder
set label 'Not at all' at screen 0.239452222222, screen 0.936170212766 left noenhanced front textcolor rgb '#0B0C0C'
set label 'The plan says what it will do' at screen 0.391286666667, screen 0.755319148936 right noenhanced front textcolor rgb '#0B0C0C'
set label 'The plan is easy to read' at screen 0.391286666667, screen 0.563829787234 right noenhanced front textcolor rgb '#0B0C0C'
set label 'The plan says how it will be measured' at screen 0.391286666667, screen 0.372340425532 right noenhanced front textcolor rgb '#0B0C0C'
set label '44%' at screen 0.526781377778, screen 0.755319148936 center noenhanced front textcolor rgb '#FEFFFF'
set label '28%' at screen 0.481550977778, screen 0.563829787234 center noenhanced front textcolor rgb '#FEFFFF'
set label '19%' at screen 0.456108877778, screen 0.372340425532 center noenhanced front textcolor rgb '#FEFFFF'
set label '41%' at screen 0.767067877778, screen 0.755319148936 center noenhanced front textcolor rgb '#0B0C0D'
set label '50%' at screen 0.702049177778, screen 0.563829787234 center noenhanced front textcolor rgb '#0B0C0D'
set label '37%' at screen 0.614415277778, screen 0.372340425532 center noenhanced front textcolor rgb '#0B0C0D'
set label '15%' at screen 0.925374277778, screen 0.755319148936 center noenhanced front textcolor rgb '#FEFEFF'
set label '22%' at screen 0.905585977778, screen 0.563829787234 center noenhanced front textcolor rgb '#FEFEFF'
set label '44%' at screen 0.843394177778, screen 0.372340425532 center noenhanced front textcolor rgb '#FEFEFF'
plot 'data.txt' index 0 using 1:2:3:4:5:6 with boxxyerror lc rgb '#12436D', \
  'data.txt' index 1 using 1:2:3:4:5:6 with boxxyerror lc rgb '#F46A25', \
  'data.txt' index 2 using 1:2:3:4:5:6 with boxxyerror lc rgb '#801650'
set output
set terminal pngcairo size 1440,376 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fontscale 1.5 linewidth 2
set output 'chart.png'
replot
set output
# data.txt
0 35 0 0.437543441776 35 57
0 71 0 0.277543441776 71 93
0 107 0 0.187543441776 107 129


0.442456558224 35 0.442456558224 0.847543441776 35 57
0.282456558224 71 0.282456558224 0.777543441776 71 93
0.192456558224 107 0.192456558224 0.557543441776 107 129


0.852456558224 35 0.852456558224 1 35 57
0.782456558224 71 0.782456558224 1 71 93
0.562456558224 107 0.562456558224 1 107 129


set terminal svg size 288,224 noenhanced font 'Liberation Sans,13' background rgb '#FFFFFF' fixed
set output 'chart.svg'
reset
unset key
unset xtics
unset ytics
set border 0
set style fill solid 1 noborder
set errorbars 0.6
set lmargin at screen 0.03125
set rmargin at screen 0.930555555556
set tmargin at screen 0.888392857143
set bmargin at screen 0.232142857143
set xrange [0:1]
set yrange [172:25]
set label '0%' at screen 0.03125, screen 0.169642857143 center noenhanced front textcolor rgb '#595959'
set label '25%' at screen 0.256076388889, screen 0.169642857143 center noenhanced front textcolor rgb '#595959'
set label '50%' at screen 0.480902777778, screen 0.169642857143 center noenhanced front textcolor rgb '#595959'
set label '75%' at screen 0.705729166667, screen 0.169642857143 center noenhanced front textcolor rgb '#595959'
set label '100%' at screen 0.930555555556, screen 0.169642857143 center noenhanced front textcolor rgb '#595959'
set label 'Per cent of those who gave a view' at screen 0.03125, screen 0.0625 left noenhanced front textcolor rgb '#595959'
set object rectangle from screen 0.00694444444444, screen 0.984375 to screen 0.0555555555556, screen 0.921875 fc rgb '#12436D' fs solid 1 noborder
set label 'Fully' at screen 0.0763888888889, screen 0.953125 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.231997048611, screen 0.984375 to screen 0.280608159722, screen 0.921875 fc rgb '#F46A25' fs solid 1 noborder
set label 'Partly' at screen 0.301441493056, screen 0.953125 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.478140798611, screen 0.984375 to screen 0.526751909722, screen 0.921875 fc rgb '#801650' fs solid 1 noborder
set label 'Not at all' at screen 0.547585243056, screen 0.953125 left noenhanced front textcolor rgb '#0B0C0C'
set label 'The plan says what it will do' at screen 0.00694444444444, screen 0.819196428571 left noenhanced front textcolor rgb '#0B0C0C'
set label 'The plan is easy to read' at screen 0.00694444444444, screen 0.600446428571 left noenhanced front textcolor rgb '#0B0C0C'
set label 'The plan says how it will be measured' at screen 0.00694444444444, screen 0.381696428571 left noenhanced front textcolor rgb '#0B0C0C'
set label '44%' at screen 0.229097222222, screen 0.736607142857 center noenhanced front textcolor rgb '#FEFFFF'
set label '28%' at screen 0.157152777778, screen 0.517857142857 center noenhanced front textcolor rgb '#FEFFFF'
set label '19%' at screen 0.116684027778, screen 0.299107142857 center noenhanced front textcolor rgb '#FEFFFF'
set label '41%' at screen 0.611302083333, screen 0.736607142857 center noenhanced front textcolor rgb '#0B0C0D'
set label '50%' at screen 0.507881944444, screen 0.517857142857 center noenhanced front textcolor rgb '#0B0C0D'
set label '37%' at screen 0.368489583333, screen 0.299107142857 center noenhanced front textcolor rgb '#0B0C0D'
set label '15%' at screen 0.863107638889, screen 0.736607142857 center noenhanced front textcolor rgb '#FEFEFF'
set label '22%' at screen 0.831631944444, screen 0.517857142857 center noenhanced front textcolor rgb '#FEFEFF'
set label '44%' at screen 0.732708333333, screen 0.299107142857 center noenhanced front textcolor rgb '#FEFEFF'
plot 'data.txt' index 0 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#595959', \
  'data.txt' index 1 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 2 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 3 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 4 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 5 using 1:2:3:4:5:6 with boxxyerror lc rgb '#12436D', \
  'data.txt' index 6 using 1:2:3:4:5:6 with boxxyerror lc rgb '#F46A25', \
  'data.txt' index 7 using 1:2:3:4:5:6 with boxxyerror lc rgb '#801650'
set output
# data.txt
0 49 0 20
0 98 0 20
0 147 0 20


0.25 49 0 20
0.25 98 0 20
0.25 147 0 20


0.5 49 0 20
0.5 98 0 20
0.5 147 0 20


0.75 49 0 20
0.75 98 0 20
0.75 147 0 20


1 49 0 20
1 98 0 20
1 147 0 20


0 51 0 0.436138996139 51 67
0 100 0 0.276138996139 100 116
0 149 0 0.186138996139 149 165


0.443861003861 51 0.443861003861 0.846138996139 51 67
0.283861003861 100 0.283861003861 0.776138996139 100 116
0.193861003861 149 0.193861003861 0.556138996139 149 165


0.853861003861 51 0.853861003861 1 51 67
0.783861003861 100 0.783861003861 1 100 116
0.563861003861 149 0.563861003861 1 149 165


