set terminal svg size 720,240 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fixed
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
set yrange [240:0]
set label 'Burglary' at screen 0.369844, screen 0.75 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Anti-social behaviour' at screen 0.369844, screen 0.616666666667 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Speeding and dangerous driving' at screen 0.369844, screen 0.483333333333 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Drugs and drug dealing' at screen 0.369844, screen 0.35 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Domestic abuse' at screen 0.369844, screen 0.216666666667 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Rural crime, including hare coursing' at screen 0.369844, screen 0.0833333333333 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Average' at screen 0.462205111111, screen 0.95 center noenhanced front textcolor rgb '#0B0C0C'
set label 'place' at screen 0.462205111111, screen 0.866666666667 center noenhanced front textcolor rgb '#0B0C0C'
set label 'Borda score' at screen 0.613594, screen 0.866666666667 center noenhanced front textcolor rgb '#0B0C0C'
set label 'Placed first' at screen 0.764982888889, screen 0.866666666667 center noenhanced front textcolor rgb '#0B0C0C'
set label 'In the first' at screen 0.916371777778, screen 0.95 center noenhanced front textcolor rgb '#0B0C0C'
set label 'three' at screen 0.916371777778, screen 0.866666666667 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.462205111111, screen 0.35 center noenhanced front textcolor rgb '#FFFFFE'
set label '4' at screen 0.613594, screen 0.35 center noenhanced front textcolor rgb '#FFFFFE'
set label '4' at screen 0.764982888889, screen 0.35 center noenhanced front textcolor rgb '#FFFFFE'
set label '3' at screen 0.916371777778, screen 0.483333333333 center noenhanced front textcolor rgb '#FFFFFE'
set label '5' at screen 0.462205111111, screen 0.216666666667 center noenhanced front textcolor rgb '#FFFFFE'
set label '5' at screen 0.613594, screen 0.216666666667 center noenhanced front textcolor rgb '#FFFFFE'
set label '1' at screen 0.764982888889, screen 0.75 center noenhanced front textcolor rgb '#FFFFFE'
set label '5' at screen 0.916371777778, screen 0.216666666667 center noenhanced front textcolor rgb '#FFFFFE'
set label '6' at screen 0.462205111111, screen 0.0833333333333 center noenhanced front textcolor rgb '#FFFFFE'
set label '6' at screen 0.613594, screen 0.0833333333333 center noenhanced front textcolor rgb '#FFFFFE'
set label '6' at screen 0.764982888889, screen 0.0833333333333 center noenhanced front textcolor rgb '#FFFFFE'
set label '6' at screen 0.916371777778, screen 0.0833333333333 center noenhanced front textcolor rgb '#FFFFFE'
set label '1' at screen 0.462205111111, screen 0.75 center noenhanced front textcolor rgb '#FEFFFF'
set label '1' at screen 0.613594, screen 0.75 center noenhanced front textcolor rgb '#FEFFFF'
set label '2' at screen 0.764982888889, screen 0.616666666667 center noenhanced front textcolor rgb '#FEFFFF'
set label '1' at screen 0.916371777778, screen 0.75 center noenhanced front textcolor rgb '#FEFFFF'
set label '2' at screen 0.462205111111, screen 0.616666666667 center noenhanced front textcolor rgb '#FEFFFF'
set label '2' at screen 0.613594, screen 0.616666666667 center noenhanced front textcolor rgb '#FEFFFF'
set label '3' at screen 0.764982888889, screen 0.483333333333 center noenhanced front textcolor rgb '#FEFFFF'
set label '2' at screen 0.916371777778, screen 0.616666666667 center noenhanced front textcolor rgb '#FEFFFF'
set label '3' at screen 0.462205111111, screen 0.483333333333 center noenhanced front textcolor rgb '#FEFFFF'
set label '3' at screen 0.613594, screen 0.483333333333 center noenhanced front textcolor rgb '#FEFFFF'
set label '5' at screen 0.764982888889, screen 0.216666666667 center noenhanced front textcolor rgb '#FEFFFF'
set label '4' at screen 0.916371777778, screen 0.35 center noenhanced front textcolor rgb '#FEFFFF'
plot 'data.txt' index 0 using 1:2:3:4 with vectors nohead lw 1.5 lc rgb '#767676', \
  'data.txt' index 1 using 1:2 with points pt 7 ps 2.56 lc rgb '#767676', \
  'data.txt' index 2 using 1:2:3:4 with vectors nohead lw 3 lc rgb '#12436D', \
  'data.txt' index 3 using 1:2 with points pt 7 ps 2.56 lc rgb '#12436D'
set output
set terminal pngcairo size 1440,480 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fontscale 1.5 linewidth 2
set output 'chart.png'
replot
set output
# data.txt
332.78768 156 109 0
441.78768 156 109 0
550.78768 156 109 -32
332.78768 188 109 0
441.78768 188 109 -128
550.78768 60 109 128
332.78768 220 109 0
441.78768 220 109 0
550.78768 220 109 0


332.78768 156
441.78768 156
550.78768 156
659.78768 124
332.78768 188
441.78768 188
550.78768 60
659.78768 188
332.78768 220
441.78768 220
550.78768 220
659.78768 220


332.78768 60 109 0
441.78768 60 109 32
550.78768 92 109 -32
332.78768 92 109 0
441.78768 92 109 32
550.78768 124 109 -32
332.78768 124 109 0
441.78768 124 109 64
550.78768 188 109 -32


332.78768 60
441.78768 60
550.78768 92
659.78768 60
332.78768 92
441.78768 92
550.78768 124
659.78768 92
332.78768 124
441.78768 124
550.78768 188
659.78768 156


set terminal svg size 288,318 noenhanced font 'Liberation Sans,13' background rgb '#FFFFFF' fixed
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
set yrange [318:0]
set label 'A' at screen 0.00694444444444, screen 0.966981132075 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Average place' at screen 0.0602940277778, screen 0.966981132075 left noenhanced front textcolor rgb '#0B0C0C'
set label 'B' at screen 0.41880375, screen 0.966981132075 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Borda score' at screen 0.472153333333, screen 0.966981132075 left noenhanced front textcolor rgb '#0B0C0C'
set label 'C' at screen 0.00694444444444, screen 0.900943396226 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Placed first' at screen 0.0629752777778, screen 0.900943396226 left noenhanced front textcolor rgb '#0B0C0C'
set label 'D' at screen 0.352950625, screen 0.900943396226 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'In the first three' at screen 0.408981458333, screen 0.900943396226 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Burglary' at screen 0.4375, screen 0.746855345912 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Anti-social' at screen 0.4375, screen 0.661949685535 right noenhanced front textcolor rgb '#0B0C0C'
set label 'behaviour' at screen 0.4375, screen 0.608490566038 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Speeding and' at screen 0.4375, screen 0.52358490566 right noenhanced front textcolor rgb '#0B0C0C'
set label 'dangerous driving' at screen 0.4375, screen 0.470125786164 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Drugs and drug' at screen 0.4375, screen 0.385220125786 right noenhanced front textcolor rgb '#0B0C0C'
set label 'dealing' at screen 0.4375, screen 0.331761006289 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Domestic abuse' at screen 0.4375, screen 0.246855345912 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Rural crime,' at screen 0.4375, screen 0.161949685535 right noenhanced front textcolor rgb '#0B0C0C'
set label 'including hare' at screen 0.4375, screen 0.108490566038 right noenhanced front textcolor rgb '#0B0C0C'
set label 'coursing' at screen 0.4375, screen 0.0550314465409 right noenhanced front textcolor rgb '#0B0C0C'
set label 'A' at screen 0.543402777778, screen 0.822327044025 center noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'B' at screen 0.671875, screen 0.822327044025 center noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'C' at screen 0.800347222222, screen 0.822327044025 center noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'D' at screen 0.928819444444, screen 0.822327044025 center noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label '4' at screen 0.543402777778, screen 0.358490566038 center noenhanced front textcolor rgb '#FFFFFE'
set label '4' at screen 0.671875, screen 0.358490566038 center noenhanced front textcolor rgb '#FFFFFE'
set label '4' at screen 0.800347222222, screen 0.358490566038 center noenhanced front textcolor rgb '#FFFFFE'
set label '3' at screen 0.928819444444, screen 0.496855345912 center noenhanced front textcolor rgb '#FFFFFE'
set label '5' at screen 0.543402777778, screen 0.246855345912 center noenhanced front textcolor rgb '#FFFFFE'
set label '5' at screen 0.671875, screen 0.246855345912 center noenhanced front textcolor rgb '#FFFFFE'
set label '1' at screen 0.800347222222, screen 0.746855345912 center noenhanced front textcolor rgb '#FFFFFE'
set label '5' at screen 0.928819444444, screen 0.246855345912 center noenhanced front textcolor rgb '#FFFFFE'
set label '6' at screen 0.543402777778, screen 0.108490566038 center noenhanced front textcolor rgb '#FFFFFE'
set label '6' at screen 0.671875, screen 0.108490566038 center noenhanced front textcolor rgb '#FFFFFE'
set label '6' at screen 0.800347222222, screen 0.108490566038 center noenhanced front textcolor rgb '#FFFFFE'
set label '6' at screen 0.928819444444, screen 0.108490566038 center noenhanced front textcolor rgb '#FFFFFE'
set label '1' at screen 0.543402777778, screen 0.746855345912 center noenhanced front textcolor rgb '#FEFFFF'
set label '1' at screen 0.671875, screen 0.746855345912 center noenhanced front textcolor rgb '#FEFFFF'
set label '2' at screen 0.800347222222, screen 0.635220125786 center noenhanced front textcolor rgb '#FEFFFF'
set label '1' at screen 0.928819444444, screen 0.746855345912 center noenhanced front textcolor rgb '#FEFFFF'
set label '2' at screen 0.543402777778, screen 0.635220125786 center noenhanced front textcolor rgb '#FEFFFF'
set label '2' at screen 0.671875, screen 0.635220125786 center noenhanced front textcolor rgb '#FEFFFF'
set label '3' at screen 0.800347222222, screen 0.496855345912 center noenhanced front textcolor rgb '#FEFFFF'
set label '2' at screen 0.928819444444, screen 0.635220125786 center noenhanced front textcolor rgb '#FEFFFF'
set label '3' at screen 0.543402777778, screen 0.496855345912 center noenhanced front textcolor rgb '#FEFFFF'
set label '3' at screen 0.671875, screen 0.496855345912 center noenhanced front textcolor rgb '#FEFFFF'
set label '5' at screen 0.800347222222, screen 0.246855345912 center noenhanced front textcolor rgb '#FEFFFF'
set label '4' at screen 0.928819444444, screen 0.358490566038 center noenhanced front textcolor rgb '#FEFFFF'
plot 'data.txt' index 0 using 1:2:3:4 with vectors nohead lw 1.5 lc rgb '#767676', \
  'data.txt' index 1 using 1:2 with points pt 7 ps 2.08 lc rgb '#767676', \
  'data.txt' index 2 using 1:2:3:4 with vectors nohead lw 3 lc rgb '#12436D', \
  'data.txt' index 3 using 1:2 with points pt 7 ps 2.08 lc rgb '#12436D'
set output
# data.txt
156.5 204 37 0
193.5 204 37 0
230.5 204 37 -44
156.5 239.5 37 0
193.5 239.5 37 -159
230.5 80.5 37 159
156.5 283.5 37 0
193.5 283.5 37 0
230.5 283.5 37 0


156.5 204
193.5 204
230.5 204
267.5 160
156.5 239.5
193.5 239.5
230.5 80.5
267.5 239.5
156.5 283.5
193.5 283.5
230.5 283.5
267.5 283.5


156.5 80.5 37 0
193.5 80.5 37 35.5
230.5 116 37 -35.5
156.5 116 37 0
193.5 116 37 44
230.5 160 37 -44
156.5 160 37 0
193.5 160 37 79.5
230.5 239.5 37 -35.5


156.5 80.5
193.5 80.5
230.5 116
267.5 80.5
156.5 116
193.5 116
230.5 160
267.5 116
156.5 160
193.5 160
230.5 239.5
267.5 204


