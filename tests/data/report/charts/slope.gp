set terminal svg size 720,386 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fixed
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
set yrange [386:0]
set label 'Victims of crime' at screen 0.173611111111, screen 0.974093264249 right noenhanced front textcolor rgb '#595959'
set label 'Everybody else' at screen 0.423611111111, screen 0.974093264249 left noenhanced front textcolor rgb '#595959'
set label '2.41' at screen 0.136111111111, screen 0.824179620035 right noenhanced front textcolor rgb '#0B0C0C'
set label '4.10' at screen 0.136111111111, screen 0.59067357513 right noenhanced front textcolor rgb '#0B0C0C'
set label '4.22' at screen 0.136111111111, screen 0.538860103627 right noenhanced front textcolor rgb '#0B0C0C'
set label '5.13' at screen 0.136111111111, screen 0.448359240069 right noenhanced front textcolor rgb '#0B0C0C'
set label '5.20' at screen 0.136111111111, screen 0.396545768566 right noenhanced front textcolor rgb '#0B0C0C'
set label '6.80' at screen 0.136111111111, screen 0.217616580311 right noenhanced front textcolor rgb '#0B0C0C'
set label '3.20' at screen 0.466666666667, screen 0.720207253886 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Burglary' at screen 0.521887111111, screen 0.720207253886 left noenhanced front textcolor rgb '#0B0C0C'
set label '3.90' at screen 0.466666666667, screen 0.623488773748 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Anti-social behaviour' at screen 0.521887111111, screen 0.623488773748 left noenhanced front textcolor rgb '#0B0C0C'
set label '4.30' at screen 0.466666666667, screen 0.561312607945 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Speeding and dangerous driving' at screen 0.521887111111, screen 0.561312607945 left noenhanced front textcolor rgb '#0B0C0C'
set label '5.05' at screen 0.466666666667, screen 0.464594127807 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Drugs and drug dealing' at screen 0.521887111111, screen 0.464594127807 left noenhanced front textcolor rgb '#0B0C0C'
set label '5.20' at screen 0.466666666667, screen 0.402417962003 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Domestic abuse' at screen 0.521887111111, screen 0.402417962003 left noenhanced front textcolor rgb '#0B0C0C'
set label '6.40' at screen 0.466666666667, screen 0.278065630397 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Rural crime, including hare coursing' at screen 0.521887111111, screen 0.278065630397 left noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4 with vectors nohead lw 2 lc rgb '#12436D', \
  'data.txt' index 1 using 1:2 with points pt 7 ps 1.11111111111 lc rgb '#12436D', \
  'data.txt' index 2 using 1:2:3:4 with vectors nohead lw 2 lc rgb '#F46A25', \
  'data.txt' index 3 using 1:2 with points pt 7 ps 1.11111111111 lc rgb '#F46A25', \
  'data.txt' index 4 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#6B6B6B', \
  'data.txt' index 5 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#6B6B6B'
set output
set terminal pngcairo size 1440,772 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fontscale 1.5 linewidth 2
set output 'chart.png'
replot
set output
# data.txt
120 164.4 190 -17.0666666667
120 216.666666667 190 -48
120 302 190 -21.3333333333


120 164.4
310 147.333333333
120 216.666666667
310 168.666666667
120 302
310 280.666666667


120 67.8666666667 190 42.1333333333
120 158 190 50.6666666667
120 212.933333333 190 3.73333333333


120 67.8666666667
310 110
120 158
310 208.666666667
120 212.933333333
310 216.666666667


113 164.4 -11 13.6
113 216.666666667 -11 16.2666666667


317 216.666666667 15 14


set terminal svg size 288,323 noenhanced font 'Liberation Sans,13' background rgb '#FFFFFF' fixed
set output 'chart.svg'
reset
unset key
unset xtics
unset ytics
set border 0
set style fill solid 1 noborder
set errorbars 0.6
set lmargin at screen 0.141680416667
set rmargin at screen 0.83748625
set tmargin at screen 0.922600619195
set bmargin at screen 0.0123839009288
set xrange [8:2]
set yrange [319:25]
set object rectangle from screen 0.00694444444444, screen 0.989164086687 to screen 0.0555555555556, screen 0.945820433437 fc rgb '#12436D' fs solid 1 noborder
set label 'Victims of crime' at screen 0.0763888888889, screen 0.967492260062 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.466369444444, screen 0.989164086687 to screen 0.514980555556, screen 0.945820433437 fc rgb '#F46A25' fs solid 1 noborder
set label 'Everybody else' at screen 0.535813888889, screen 0.967492260062 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Burglary' at screen 0.00694444444444, screen 0.874613003096 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Anti-social behaviour' at screen 0.00694444444444, screen 0.722910216718 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Speeding and dangerous driving' at screen 0.00694444444444, screen 0.571207430341 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Drugs and drug dealing' at screen 0.00694444444444, screen 0.419504643963 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Domestic abuse' at screen 0.00694444444444, screen 0.267801857585 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Rural crime, including hare coursing' at screen 0.00694444444444, screen 0.116099071207 left noenhanced front textcolor rgb '#0B0C0C'
set label '2.41' at screen 0.821189518056, screen 0.8173374613 left noenhanced front textcolor rgb '#0B0C0C'
set label '3.20' at screen 0.667075083333, screen 0.8173374613 right noenhanced front textcolor rgb '#0B0C0C'
set label '4.22' at screen 0.548788091667, screen 0.665634674923 right noenhanced front textcolor rgb '#0B0C0C'
set label '3.90' at screen 0.648397736111, screen 0.665634674923 left noenhanced front textcolor rgb '#0B0C0C'
set label '5.20' at screen 0.435139805556, screen 0.513931888545 right noenhanced front textcolor rgb '#0B0C0C'
set label '4.30' at screen 0.602010680556, screen 0.513931888545 left noenhanced front textcolor rgb '#0B0C0C'
set label '4.10' at screen 0.625204208333, screen 0.362229102167 left noenhanced front textcolor rgb '#0B0C0C'
set label '5.05' at screen 0.452534951389, screen 0.362229102167 right noenhanced front textcolor rgb '#0B0C0C'
set label '5.13' at screen 0.505757540278, screen 0.210526315789 left noenhanced front textcolor rgb '#0B0C0C'
set label '5.20' at screen 0.435139805556, screen 0.210526315789 right noenhanced front textcolor rgb '#0B0C0C'
set label '6.80' at screen 0.249591583333, screen 0.0588235294118 right noenhanced front textcolor rgb '#0B0C0C'
set label '6.40' at screen 0.358478638889, screen 0.0588235294118 left noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4 with vectors nohead lw 2 lc rgb '#6B6B6B', \
  'data.txt' index 1 using 1:2 with points pt 7 ps 1.11111111111 lc rgb '#12436D', \
  'data.txt' index 2 using 1:2 with points pt 7 ps 1.11111111111 lc rgb '#F46A25'
set output
# data.txt
2.41 59 0.79 0
4.22 108 -0.32 0
5.2 157 -0.9 0
4.1 206 0.95 0
5.13 255 0.07 0
6.8 304 -0.4 0


2.41 59
4.22 108
5.2 157
4.1 206
5.13 255
6.8 304


3.2 59
3.9 108
4.3 157
5.05 206
5.2 255
6.4 304


