set terminal svg size 720,321 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fixed
set output 'chart.svg'
reset
unset key
unset xtics
unset ytics
set border 0
set style fill solid 1 noborder
set errorbars 0.6
set lmargin at screen 0.198375111111
set rmargin at screen 0.942001777778
set tmargin at screen 0.98753894081
set bmargin at screen 0.164589823468
set xrange [1:6]
set yrange [268.166666667:4]
set label '1' at screen 0.198375111111, screen 0.120976116303 center noenhanced front textcolor rgb '#595959'
set label '2' at screen 0.347100444444, screen 0.120976116303 center noenhanced front textcolor rgb '#595959'
set label '3' at screen 0.495825777778, screen 0.120976116303 center noenhanced front textcolor rgb '#595959'
set label '4' at screen 0.644551111111, screen 0.120976116303 center noenhanced front textcolor rgb '#595959'
set label '5' at screen 0.793276444444, screen 0.120976116303 center noenhanced front textcolor rgb '#595959'
set label '6' at screen 0.942001777778, screen 0.120976116303 center noenhanced front textcolor rgb '#595959'
set label 'Average place' at screen 0.198375111111, screen 0.046209761163 left noenhanced front textcolor rgb '#595959'
set label 'Burglary' at screen 0.00277777777778, screen 0.945482866044 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,16'
set label 'Everyone' at screen 0.187264, screen 0.875908618899 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Aged 16 to 34' at screen 0.187264, screen 0.791796469367 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Aged 35 to 64' at screen 0.187264, screen 0.707684319834 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Aged 65 and over' at screen 0.187264, screen 0.623572170301 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Anti-social behaviour' at screen 0.00277777777778, screen 0.528556593977 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,16'
set label 'Everyone' at screen 0.187264, screen 0.458982346833 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Aged 16 to 34' at screen 0.187264, screen 0.3748701973 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Aged 35 to 64' at screen 0.187264, screen 0.290758047767 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Aged 65 and over' at screen 0.187264, screen 0.206645898235 right noenhanced front textcolor rgb '#0B0C0C'
set label '2.94' at screen 0.997222222222, screen 0.875908618899 right noenhanced front textcolor rgb '#0B0C0C'
set label '3.41' at screen 0.997222222222, screen 0.791796469367 right noenhanced front textcolor rgb '#0B0C0C'
set label '2.88' at screen 0.997222222222, screen 0.707684319834 right noenhanced front textcolor rgb '#0B0C0C'
set label '2.61' at screen 0.997222222222, screen 0.623572170301 right noenhanced front textcolor rgb '#0B0C0C'
set label '4.02' at screen 0.997222222222, screen 0.458982346833 right noenhanced front textcolor rgb '#0B0C0C'
set label '4.98' at screen 0.997222222222, screen 0.3748701973 right noenhanced front textcolor rgb '#0B0C0C'
set label '4.10' at screen 0.997222222222, screen 0.290758047767 right noenhanced front textcolor rgb '#0B0C0C'
set label '3.40' at screen 0.997222222222, screen 0.206645898235 right noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 1 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 2 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 3 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 4 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 5 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 6 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 5 lc rgb '#FFFFFF', \
  'data.txt' index 6 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 2 lc rgb '#3D3D3D', \
  'data.txt' index 7 using 1:2 with points pt 7 ps 1.11111111111 lc rgb '#12436D'
set output
set terminal pngcairo size 1440,642 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fontscale 1.5 linewidth 2
set output 'chart.png'
replot
set output
# data.txt
1 25.3333333333 0 29
1 52.3333333333 0 29
1 79.3333333333 0 29
1 106.333333333 0 29
1 159.166666667 0 29
1 186.166666667 0 29
1 213.166666667 0 29
1 240.166666667 0 29


2 25.3333333333 0 29
2 52.3333333333 0 29
2 79.3333333333 0 29
2 106.333333333 0 29
2 159.166666667 0 29
2 186.166666667 0 29
2 213.166666667 0 29
2 240.166666667 0 29


3 25.3333333333 0 29
3 52.3333333333 0 29
3 79.3333333333 0 29
3 106.333333333 0 29
3 159.166666667 0 29
3 186.166666667 0 29
3 213.166666667 0 29
3 240.166666667 0 29


4 25.3333333333 0 29
4 52.3333333333 0 29
4 79.3333333333 0 29
4 106.333333333 0 29
4 159.166666667 0 29
4 186.166666667 0 29
4 213.166666667 0 29
4 240.166666667 0 29


5 25.3333333333 0 29
5 52.3333333333 0 29
5 79.3333333333 0 29
5 106.333333333 0 29
5 159.166666667 0 29
5 186.166666667 0 29
5 213.166666667 0 29
5 240.166666667 0 29


6 25.3333333333 0 29
6 52.3333333333 0 29
6 79.3333333333 0 29
6 106.333333333 0 29
6 159.166666667 0 29
6 186.166666667 0 29
6 213.166666667 0 29
6 240.166666667 0 29


2.94 39.8333333333 2.74 3.14
3.41 66.8333333333 3.21 3.61
2.88 93.8333333333 2.68 3.08
2.61 120.833333333 2.41 2.81
4.02 173.666666667 3.82 4.22
4.98 200.666666667 4.78 5.18
4.1 227.666666667 3.9 4.3
3.4 254.666666667 3.2 3.6


2.94 39.8333333333
3.41 66.8333333333
2.88 93.8333333333
2.61 120.833333333
4.02 173.666666667
4.98 200.666666667
4.1 227.666666667
3.4 254.666666667


set terminal svg size 288,291 noenhanced font 'Liberation Sans,13' background rgb '#FFFFFF' fixed
set output 'chart.svg'
reset
unset key
unset xtics
unset ytics
set border 0
set style fill solid 1 noborder
set errorbars 0.6
set lmargin at screen 0.412064027778
set rmargin at screen 0.875680694444
set tmargin at screen 0.986254295533
set bmargin at screen 0.181557846506
set xrange [1:6]
set yrange [238.166666667:4]
set label '2' at screen 0.504787361111, screen 0.133447880871 center noenhanced front textcolor rgb '#595959'
set label '4' at screen 0.690234027778, screen 0.133447880871 center noenhanced front textcolor rgb '#595959'
set label '6' at screen 0.875680694444, screen 0.133447880871 center noenhanced front textcolor rgb '#595959'
set label 'Average place' at screen 0.412064027778, screen 0.0509736540664 left noenhanced front textcolor rgb '#595959'
set label 'Burglary' at screen 0.00694444444444, screen 0.945017182131 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Everyone' at screen 0.38428625, screen 0.878579610538 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Aged 16 to 34' at screen 0.38428625, screen 0.796105383734 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Aged 35 to 64' at screen 0.38428625, screen 0.71363115693 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Aged 65 and over' at screen 0.38428625, screen 0.631156930126 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Anti-social behaviour' at screen 0.00694444444444, screen 0.536655211913 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Everyone' at screen 0.38428625, screen 0.470217640321 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Aged 16 to 34' at screen 0.38428625, screen 0.387743413517 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Aged 35 to 64' at screen 0.38428625, screen 0.305269186712 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Aged 65 and over' at screen 0.38428625, screen 0.222794959908 right noenhanced front textcolor rgb '#0B0C0C'
set label '2.94' at screen 0.993055555556, screen 0.878579610538 right noenhanced front textcolor rgb '#0B0C0C'
set label '3.41' at screen 0.993055555556, screen 0.796105383734 right noenhanced front textcolor rgb '#0B0C0C'
set label '2.88' at screen 0.993055555556, screen 0.71363115693 right noenhanced front textcolor rgb '#0B0C0C'
set label '2.61' at screen 0.993055555556, screen 0.631156930126 right noenhanced front textcolor rgb '#0B0C0C'
set label '4.02' at screen 0.993055555556, screen 0.470217640321 right noenhanced front textcolor rgb '#0B0C0C'
set label '4.98' at screen 0.993055555556, screen 0.387743413517 right noenhanced front textcolor rgb '#0B0C0C'
set label '4.10' at screen 0.993055555556, screen 0.305269186712 right noenhanced front textcolor rgb '#0B0C0C'
set label '3.40' at screen 0.993055555556, screen 0.222794959908 right noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 1 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 2 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 3 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 5 lc rgb '#FFFFFF', \
  'data.txt' index 3 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 2 lc rgb '#3D3D3D', \
  'data.txt' index 4 using 1:2 with points pt 7 ps 0.888888888889 lc rgb '#12436D'
set output
# data.txt
2 22.3333333333 0 26
2 46.3333333333 0 26
2 70.3333333333 0 26
2 94.3333333333 0 26
2 141.166666667 0 26
2 165.166666667 0 26
2 189.166666667 0 26
2 213.166666667 0 26


4 22.3333333333 0 26
4 46.3333333333 0 26
4 70.3333333333 0 26
4 94.3333333333 0 26
4 141.166666667 0 26
4 165.166666667 0 26
4 189.166666667 0 26
4 213.166666667 0 26


6 22.3333333333 0 26
6 46.3333333333 0 26
6 70.3333333333 0 26
6 94.3333333333 0 26
6 141.166666667 0 26
6 165.166666667 0 26
6 189.166666667 0 26
6 213.166666667 0 26


2.94 35.3333333333 2.74 3.14
3.41 59.3333333333 3.21 3.61
2.88 83.3333333333 2.68 3.08
2.61 107.333333333 2.41 2.81
4.02 154.166666667 3.82 4.22
4.98 178.166666667 4.78 5.18
4.1 202.166666667 3.9 4.3
3.4 226.166666667 3.2 3.6


2.94 35.3333333333
3.41 59.3333333333
2.88 83.3333333333
2.61 107.333333333
4.02 154.166666667
4.98 178.166666667
4.1 202.166666667
3.4 226.166666667


