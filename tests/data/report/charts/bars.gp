set terminal svg size 720,272 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fixed
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
set tmargin at screen 0.985294117647
set bmargin at screen 0.191176470588
set xrange [0:0.5]
set yrange [220:4]
set arrow from first 0, graph 0 to first 0, graph 1 nohead front lw 1 lc rgb '#595959'
set label '0%' at screen 0.420077777778, screen 0.139705882353 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.1, graph 0 to first 0.1, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '10%' at screen 0.524213244444, screen 0.139705882353 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.2, graph 0 to first 0.2, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '20%' at screen 0.628348711111, screen 0.139705882353 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.3, graph 0 to first 0.3, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '30%' at screen 0.732484177778, screen 0.139705882353 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.4, graph 0 to first 0.4, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '40%' at screen 0.836619644444, screen 0.139705882353 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.5, graph 0 to first 0.5, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '50%' at screen 0.940755111111, screen 0.139705882353 center noenhanced front textcolor rgb '#595959'
set label 'Per cent' at screen 0.420077777778, screen 0.0514705882353 left noenhanced front textcolor rgb '#595959'
set label 'Speeding traffic' at screen 0.408966666667, screen 0.919117647059 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Nuisance and anti-social behaviour' at screen 0.408966666667, screen 0.786764705882 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Break-ins to homes, sheds and garages' at screen 0.408966666667, screen 0.654411764706 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Drug dealing in the street' at screen 0.408966666667, screen 0.522058823529 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Inconsiderate parking' at screen 0.408966666667, screen 0.389705882353 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Bicycle theft' at screen 0.408966666667, screen 0.257352941176 right noenhanced front textcolor rgb '#0B0C0C'
set label '43%' at screen 0.8984096, screen 0.919117647059 left noenhanced front textcolor rgb '#0B0C0C'
set label '38%' at screen 0.846341866667, screen 0.786764705882 left noenhanced front textcolor rgb '#0B0C0C'
set label '31%' at screen 0.77344704, screen 0.654411764706 left noenhanced front textcolor rgb '#0B0C0C'
set label '24%' at screen 0.700552213333, screen 0.522058823529 left noenhanced front textcolor rgb '#0B0C0C'
set label '23%' at screen 0.690138666667, screen 0.389705882353 left noenhanced front textcolor rgb '#0B0C0C'
set label '9%' at screen 0.544349013333, screen 0.257352941176 left noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4:5:6 with boxxyerror lc rgb '#12436D', \
  'data.txt' index 1 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 5 lc rgb '#FFFFFF', \
  'data.txt' index 1 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 2 lc rgb '#3D3D3D'
set output
set terminal pngcairo size 1440,544 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fontscale 1.5 linewidth 2
set output 'chart.png'
replot
set output
# data.txt
0 11 0 0.43 11 33
0 47 0 0.38 47 69
0 83 0 0.31 83 105
0 119 0 0.24 119 141
0 155 0 0.23 155 177
0 191 0 0.09 191 213


0.43 22 0.41 0.45
0.38 58 0.36 0.4
0.31 94 0.29 0.33
0.24 130 0.22 0.26
0.23 166 0.21 0.25
0.09 202 0.07 0.11


set terminal svg size 288,350 noenhanced font 'Liberation Sans,13' background rgb '#FFFFFF' fixed
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
set tmargin at screen 0.988571428571
set bmargin at screen 0.148571428571
set xrange [0:0.5]
set yrange [298:4]
set label '0%' at screen 0.03125, screen 0.108571428571 center noenhanced front textcolor rgb '#595959'
set label '20%' at screen 0.368009361111, screen 0.108571428571 center noenhanced front textcolor rgb '#595959'
set label '40%' at screen 0.704768722222, screen 0.108571428571 center noenhanced front textcolor rgb '#595959'
set label 'Per cent' at screen 0.03125, screen 0.04 left noenhanced front textcolor rgb '#595959'
set label 'Speeding traffic' at screen 0.00694444444444, screen 0.944285714286 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Nuisance and anti-social behaviour' at screen 0.00694444444444, screen 0.804285714286 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Break-ins to homes, sheds and garages' at screen 0.00694444444444, screen 0.664285714286 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Drug dealing in the street' at screen 0.00694444444444, screen 0.524285714286 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Inconsiderate parking' at screen 0.00694444444444, screen 0.384285714286 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Bicycle theft' at screen 0.00694444444444, screen 0.244285714286 left noenhanced front textcolor rgb '#0B0C0C'
set label '43%' at screen 0.813264118056, screen 0.891428571429 left noenhanced front textcolor rgb '#0B0C0C'
set label '38%' at screen 0.729074277778, screen 0.751428571429 left noenhanced front textcolor rgb '#0B0C0C'
set label '31%' at screen 0.611208501389, screen 0.611428571429 left noenhanced front textcolor rgb '#0B0C0C'
set label '24%' at screen 0.493342725, screen 0.471428571429 left noenhanced front textcolor rgb '#0B0C0C'
set label '23%' at screen 0.476504756944, screen 0.331428571429 left noenhanced front textcolor rgb '#0B0C0C'
set label '9%' at screen 0.240773204167, screen 0.191428571429 left noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#595959', \
  'data.txt' index 1 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 2 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 3 using 1:2:3:4:5:6 with boxxyerror lc rgb '#12436D', \
  'data.txt' index 4 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 5 lc rgb '#FFFFFF', \
  'data.txt' index 4 using 1:2:3:4 with xerrorbars pt 7 ps 0 lw 2 lc rgb '#3D3D3D'
set output
# data.txt
0 28 0 20
0 77 0 20
0 126 0 20
0 175 0 20
0 224 0 20
0 273 0 20


0.2 28 0 20
0.2 77 0 20
0.2 126 0 20
0.2 175 0 20
0.2 224 0 20
0.2 273 0 20


0.4 28 0 20
0.4 77 0 20
0.4 126 0 20
0.4 175 0 20
0.4 224 0 20
0.4 273 0 20


0 30 0 0.43 30 46
0 79 0 0.38 79 95
0 128 0 0.31 128 144
0 177 0 0.24 177 193
0 226 0 0.23 226 242
0 275 0 0.09 275 291


0.43 38 0.41 0.45
0.38 87 0.36 0.4
0.31 136 0.29 0.33
0.24 185 0.22 0.26
0.23 234 0.21 0.25
0.09 283 0.07 0.11


