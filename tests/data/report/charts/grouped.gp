set terminal svg size 720,403 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fixed
set output 'chart.svg'
reset
unset key
unset xtics
unset ytics
set border 0
set style fill solid 1 noborder
set errorbars 0.6
set lmargin at screen 0.420077777778
set rmargin at screen 0.940755111111
set tmargin at screen 0.930521091811
set bmargin at screen 0.130521091811
set xrange [0:0.7]
set yrange [350.4:28]
set arrow from first 0, graph 0 to first 0, graph 1 nohead front lw 1 lc rgb '#595959'
set label '0%' at screen 0.420077777778, screen 0.0957816377171 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.2, graph 0 to first 0.2, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '20%' at screen 0.568842730159, screen 0.0957816377171 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.4, graph 0 to first 0.4, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '40%' at screen 0.71760768254, screen 0.0957816377171 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.6, graph 0 to first 0.6, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '60%' at screen 0.866372634921, screen 0.0957816377171 center noenhanced front textcolor rgb '#595959'
set label 'Per cent' at screen 0.420077777778, screen 0.0362282878412 left noenhanced front textcolor rgb '#595959'
set object rectangle from screen 0.00277777777778, screen 0.987593052109 to screen 0.0222222222222, screen 0.952853598015 fc rgb '#12436D' fs solid 1 noborder
set label 'Individuals' at screen 0.0305555555556, screen 0.970223325062 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.163004444444, screen 0.987593052109 to screen 0.182448888889, screen 0.952853598015 fc rgb '#F46A25' fs solid 1 noborder
set label 'Organisations' at screen 0.190782222222, screen 0.970223325062 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.356947777778, screen 0.987593052109 to screen 0.376392222222, screen 0.952853598015 fc rgb '#801650' fs solid 1 noborder
set label 'Staff' at screen 0.384725555556, screen 0.970223325062 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Speeding traffic' at screen 0.408966666667, screen 0.830521091811 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Nuisance and anti-social behaviour' at screen 0.408966666667, screen 0.630521091811 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Break-ins to homes, sheds and garages' at screen 0.408966666667, screen 0.430521091811 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Domestic abuse' at screen 0.408966666667, screen 0.230521091811 right noenhanced front textcolor rgb '#0B0C0C'
set label '43%' at screen 0.771959390476, screen 0.882630272953 left noenhanced front textcolor rgb '#0B0C0C'
set label '38%' at screen 0.734768152381, screen 0.682630272953 left noenhanced front textcolor rgb '#0B0C0C'
set label '31%' at screen 0.682700419048, screen 0.482630272953 left noenhanced front textcolor rgb '#0B0C0C'
set label '24%' at screen 0.630632685714, screen 0.282630272953 left noenhanced front textcolor rgb '#0B0C0C'
set label '31%' at screen 0.682700419048, screen 0.830521091811 left noenhanced front textcolor rgb '#0B0C0C'
set label '44%' at screen 0.779397638095, screen 0.630521091811 left noenhanced front textcolor rgb '#0B0C0C'
set label '19%' at screen 0.593441447619, screen 0.430521091811 left noenhanced front textcolor rgb '#0B0C0C'
set label '49%' at screen 0.81658887619, screen 0.230521091811 left noenhanced front textcolor rgb '#0B0C0C'
set label '22%' at screen 0.615756190476, screen 0.77841191067 left noenhanced front textcolor rgb '#0B0C0C'
set label '41%' at screen 0.757082895238, screen 0.57841191067 left noenhanced front textcolor rgb '#0B0C0C'
set label '27%' at screen 0.652947428571, screen 0.37841191067 left noenhanced front textcolor rgb '#0B0C0C'
set label '61%' at screen 0.905847847619, screen 0.17841191067 left noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4:5:6 with boxxyerror lc rgb '#12436D', \
  'data.txt' index 1 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 5 lc rgb '#FFFFFF', \
  'data.txt' index 1 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 2 lc rgb '#3D3D3D', \
  'data.txt' index 2 using 1:2:3:4:5:6 with boxxyerror lc rgb '#F46A25', \
  'data.txt' index 3 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 5 lc rgb '#FFFFFF', \
  'data.txt' index 3 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 2 lc rgb '#3D3D3D', \
  'data.txt' index 4 using 1:2:3:4:5:6 with boxxyerror lc rgb '#801650', \
  'data.txt' index 5 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 5 lc rgb '#FFFFFF', \
  'data.txt' index 5 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 2 lc rgb '#3D3D3D'
set output
set terminal pngcairo size 1440,806 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fontscale 1.5 linewidth 2
set output 'chart.png'
replot
set output
# data.txt
0 37.8 0 0.43 37.8 56.8
0 118.4 0 0.38 118.4 137.4
0 199 0 0.31 199 218
0 279.6 0 0.24 279.6 298.6


0.43 47.3 0.4 0.46
0.38 127.9 0.35 0.41
0.31 208.5 0.28 0.34
0.24 289.1 0.21 0.27


0 58.8 0 0.31 58.8 77.8
0 139.4 0 0.44 139.4 158.4
0 220 0 0.19 220 239
0 300.6 0 0.49 300.6 319.6


0.31 68.3 0.28 0.34
0.44 148.9 0.41 0.47
0.19 229.5 0.16 0.22
0.49 310.1 0.46 0.52


0 79.8 0 0.22 79.8 98.8
0 160.4 0 0.41 160.4 179.4
0 241 0 0.27 241 260
0 321.6 0 0.61 321.6 340.6


0.22 89.3 0.19 0.25
0.41 169.9 0.38 0.44
0.27 250.5 0.24 0.3
0.61 331.1 0.58 0.64


set terminal svg size 288,440 noenhanced font 'Liberation Sans,13' background rgb '#FFFFFF' fixed
set output 'chart.svg'
reset
unset key
unset xtics
unset ytics
set border 0
set style fill solid 1 noborder
set errorbars 0.6
set lmargin at screen 0.03125
set rmargin at screen 0.873148402778
set tmargin at screen 0.943181818182
set bmargin at screen 0.119545454545
set xrange [0:0.7]
set yrange [387.4:25]
set label '0%' at screen 0.03125, screen 0.0877272727273 center noenhanced front textcolor rgb '#595959'
set label '20%' at screen 0.271792400794, screen 0.0877272727273 center noenhanced front textcolor rgb '#595959'
set label '40%' at screen 0.512334801587, screen 0.0877272727273 center noenhanced front textcolor rgb '#595959'
set label '60%' at screen 0.752877202381, screen 0.0877272727273 center noenhanced front textcolor rgb '#595959'
set label 'Per cent' at screen 0.03125, screen 0.0331818181818 left noenhanced front textcolor rgb '#595959'
set object rectangle from screen 0.00694444444444, screen 0.992045454545 to screen 0.0555555555556, screen 0.960227272727 fc rgb '#12436D' fs solid 1 noborder
set label 'Individuals' at screen 0.0763888888889, screen 0.976136363636 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.355842361111, screen 0.992045454545 to screen 0.404453472222, screen 0.960227272727 fc rgb '#F46A25' fs solid 1 noborder
set label 'Organisations' at screen 0.425286805556, screen 0.976136363636 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.773227256944, screen 0.992045454545 to screen 0.821838368056, screen 0.960227272727 fc rgb '#801650' fs solid 1 noborder
set label 'Staff' at screen 0.842671701389, screen 0.976136363636 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Speeding traffic' at screen 0.00694444444444, screen 0.901590909091 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Nuisance and anti-social behaviour' at screen 0.00694444444444, screen 0.695681818182 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Break-ins to homes, sheds and garages' at screen 0.00694444444444, screen 0.489772727273 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Domestic abuse' at screen 0.00694444444444, screen 0.283863636364 left noenhanced front textcolor rgb '#0B0C0C'
set label '43%' at screen 0.608803077381, screen 0.859545454545 left noenhanced front textcolor rgb '#0B0C0C'
set label '38%' at screen 0.548667477183, screen 0.653636363636 left noenhanced front textcolor rgb '#0B0C0C'
set label '31%' at screen 0.464477636905, screen 0.447727272727 left noenhanced front textcolor rgb '#0B0C0C'
set label '24%' at screen 0.380287796627, screen 0.241818181818 left noenhanced front textcolor rgb '#0B0C0C'
set label '31%' at screen 0.464477636905, screen 0.818636363636 left noenhanced front textcolor rgb '#0B0C0C'
set label '44%' at screen 0.620830197421, screen 0.612727272727 left noenhanced front textcolor rgb '#0B0C0C'
set label '19%' at screen 0.320152196429, screen 0.406818181818 left noenhanced front textcolor rgb '#0B0C0C'
set label '49%' at screen 0.680965797619, screen 0.200909090909 left noenhanced front textcolor rgb '#0B0C0C'
set label '22%' at screen 0.356233556548, screen 0.777727272727 left noenhanced front textcolor rgb '#0B0C0C'
set label '41%' at screen 0.584748837302, screen 0.571818181818 left noenhanced front textcolor rgb '#0B0C0C'
set label '27%' at screen 0.416369156746, screen 0.365909090909 left noenhanced front textcolor rgb '#0B0C0C'
set label '61%' at screen 0.825291238095, screen 0.16 left noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#595959', \
  'data.txt' index 1 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 2 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 3 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 4 using 1:2:3:4:5:6 with boxxyerror lc rgb '#12436D', \
  'data.txt' index 5 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 5 lc rgb '#FFFFFF', \
  'data.txt' index 5 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 2 lc rgb '#3D3D3D', \
  'data.txt' index 6 using 1:2:3:4:5:6 with boxxyerror lc rgb '#F46A25', \
  'data.txt' index 7 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 5 lc rgb '#FFFFFF', \
  'data.txt' index 7 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 2 lc rgb '#3D3D3D', \
  'data.txt' index 8 using 1:2:3:4:5:6 with boxxyerror lc rgb '#801650', \
  'data.txt' index 9 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 5 lc rgb '#FFFFFF', \
  'data.txt' index 9 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 2 lc rgb '#3D3D3D'
set output
# data.txt
0 51.8 0 56
0 142.4 0 56
0 233 0 56
0 323.6 0 56


0.2 51.8 0 56
0.2 142.4 0 56
0.2 233 0 56
0.2 323.6 0 56


0.4 51.8 0 56
0.4 142.4 0 56
0.4 233 0 56
0.4 323.6 0 56


0.6 51.8 0 56
0.6 142.4 0 56
0.6 233 0 56
0.6 323.6 0 56


0 53.8 0 0.43 53.8 69.8
0 144.4 0 0.38 144.4 160.4
0 235 0 0.31 235 251
0 325.6 0 0.24 325.6 341.6


0.43 61.8 0.4 0.46
0.38 152.4 0.35 0.41
0.31 243 0.28 0.34
0.24 333.6 0.21 0.27


0 71.8 0 0.31 71.8 87.8
0 162.4 0 0.44 162.4 178.4
0 253 0 0.19 253 269
0 343.6 0 0.49 343.6 359.6


0.31 79.8 0.28 0.34
0.44 170.4 0.41 0.47
0.19 261 0.16 0.22
0.49 351.6 0.46 0.52


0 89.8 0 0.22 89.8 105.8
0 180.4 0 0.41 180.4 196.4
0 271 0 0.27 271 287
0 361.6 0 0.61 361.6 377.6


0.22 97.8 0.19 0.25
0.41 188.4 0.38 0.44
0.27 279 0.24 0.3
0.61 369.6 0.58 0.64


