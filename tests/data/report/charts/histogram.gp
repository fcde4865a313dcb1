set terminal svg size 720,310 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fixed
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
set yrange [310:0]
set label '2%' at screen 0.0479797979798, screen 0.258064516129 center noenhanced front textcolor rgb '#0B0C0C'
set label '2%' at screen 0.138383838384, screen 0.258064516129 center noenhanced front textcolor rgb '#0B0C0C'
set label '4%' at screen 0.228787878788, screen 0.322580645161 center noenhanced front textcolor rgb '#0B0C0C'
set label '6%' at screen 0.319191919192, screen 0.387096774194 center noenhanced front textcolor rgb '#0B0C0C'
set label '7%' at screen 0.409595959596, screen 0.41935483871 center noenhanced front textcolor rgb '#0B0C0C'
set label '13%' at screen 0.5, screen 0.612903225806 center noenhanced front textcolor rgb '#0B0C0C'
set label '12%' at screen 0.590404040404, screen 0.58064516129 center noenhanced front textcolor rgb '#0B0C0C'
set label '22%' at screen 0.680808080808, screen 0.903225806452 center noenhanced front textcolor rgb '#0B0C0C'
set label '20%' at screen 0.771212121212, screen 0.838709677419 center noenhanced front textcolor rgb '#0B0C0C'
set label '7%' at screen 0.861616161616, screen 0.41935483871 center noenhanced front textcolor rgb '#0B0C0C'
set label '5%' at screen 0.95202020202, screen 0.354838709677 center noenhanced front textcolor rgb '#0B0C0C'
set label '0' at screen 0.0479797979798, screen 0.116129032258 center noenhanced front textcolor rgb '#0B0C0C'
set label '1' at screen 0.138383838384, screen 0.116129032258 center noenhanced front textcolor rgb '#0B0C0C'
set label '2' at screen 0.228787878788, screen 0.116129032258 center noenhanced front textcolor rgb '#0B0C0C'
set label '3' at screen 0.319191919192, screen 0.116129032258 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.409595959596, screen 0.116129032258 center noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.5, screen 0.116129032258 center noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.590404040404, screen 0.116129032258 center noenhanced front textcolor rgb '#0B0C0C'
set label '7' at screen 0.680808080808, screen 0.116129032258 center noenhanced front textcolor rgb '#0B0C0C'
set label '8' at screen 0.771212121212, screen 0.116129032258 center noenhanced front textcolor rgb '#0B0C0C'
set label '9' at screen 0.861616161616, screen 0.116129032258 center noenhanced front textcolor rgb '#0B0C0C'
set label '10' at screen 0.95202020202, screen 0.116129032258 center noenhanced front textcolor rgb '#0B0C0C'
set label 'Per cent of those who gave a score' at screen 0.00277777777778, screen 0.0387096774194 left noenhanced front textcolor rgb '#595959'
set label 'Average 6.3' at screen 0.617525252525, screen 0.967741935484 center noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4:5:6 with boxxyerror lc rgb '#12436D', \
  'data.txt' index 1 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#595959', \
  'data.txt' index 2 using 1:2:3:4 with vectors nohead lw 2 lc rgb '#3D3D3D'
set output
set terminal pngcairo size 1440,620 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fontscale 1.5 linewidth 2
set output 'chart.png'
replot
set output
# data.txt
3 240 3 66.0909090909 240 260
68.0909090909 240 68.0909090909 131.181818182 240 260
133.181818182 220 133.181818182 196.272727273 220 260
198.272727273 200 198.272727273 261.363636364 200 260
263.363636364 190 263.363636364 326.454545455 190 260
328.454545455 130 328.454545455 391.545454545 130 260
393.545454545 140 393.545454545 456.636363636 140 260
458.636363636 40 458.636363636 521.727272727 40 260
523.727272727 60 523.727272727 586.818181818 60 260
588.818181818 190 588.818181818 651.909090909 190 260
653.909090909 210 653.909090909 717 210 260


2 260 716 0


444.618181818 22 0 97


set terminal svg size 288,298 noenhanced font 'Liberation Sans,13' background rgb '#FFFFFF' fixed
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
set yrange [298:0]
set label '2' at screen 0.0517676767677, screen 0.243288590604 center noenhanced front textcolor rgb '#0B0C0C'
set label '2' at screen 0.141414141414, screen 0.243288590604 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.231060606061, screen 0.310402684564 center noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.320707070707, screen 0.377516778523 center noenhanced front textcolor rgb '#0B0C0C'
set label '7' at screen 0.410353535354, screen 0.411073825503 center noenhanced front textcolor rgb '#0B0C0C'
set label '13' at screen 0.5, screen 0.612416107383 center noenhanced front textcolor rgb '#0B0C0C'
set label '12' at screen 0.589646464646, screen 0.578859060403 center noenhanced front textcolor rgb '#0B0C0C'
set label '22' at screen 0.679292929293, screen 0.914429530201 center noenhanced front textcolor rgb '#0B0C0C'
set label '20' at screen 0.768939393939, screen 0.847315436242 center noenhanced front textcolor rgb '#0B0C0C'
set label '7' at screen 0.858585858586, screen 0.411073825503 center noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.948232323232, screen 0.343959731544 center noenhanced front textcolor rgb '#0B0C0C'
set label '0' at screen 0.0517676767677, screen 0.105704697987 center noenhanced front textcolor rgb '#0B0C0C'
set label '1' at screen 0.141414141414, screen 0.105704697987 center noenhanced front textcolor rgb '#0B0C0C'
set label '2' at screen 0.231060606061, screen 0.105704697987 center noenhanced front textcolor rgb '#0B0C0C'
set label '3' at screen 0.320707070707, screen 0.105704697987 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.410353535354, screen 0.105704697987 center noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.5, screen 0.105704697987 center noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.589646464646, screen 0.105704697987 center noenhanced front textcolor rgb '#0B0C0C'
set label '7' at screen 0.679292929293, screen 0.105704697987 center noenhanced front textcolor rgb '#0B0C0C'
set label '8' at screen 0.768939393939, screen 0.105704697987 center noenhanced front textcolor rgb '#0B0C0C'
set label '9' at screen 0.858585858586, screen 0.105704697987 center noenhanced front textcolor rgb '#0B0C0C'
set label '10' at screen 0.948232323232, screen 0.105704697987 center noenhanced front textcolor rgb '#0B0C0C'
set label 'Per cent of those who gave a score' at screen 0.00694444444444, screen 0.0352348993289 left noenhanced front textcolor rgb '#595959'
set label 'Average 6.3' at screen 0.61654040404, screen 0.971476510067 center noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4:5:6 with boxxyerror lc rgb '#12436D', \
  'data.txt' index 1 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#595959', \
  'data.txt' index 2 using 1:2:3:4 with vectors nohead lw 2 lc rgb '#3D3D3D'
set output
# data.txt
3 234 3 26.8181818182 234 254
28.8181818182 234 28.8181818182 52.6363636364 234 254
54.6363636364 214 54.6363636364 78.4545454545 214 254
80.4545454545 194 80.4545454545 104.272727273 194 254
106.272727273 184 106.272727273 130.090909091 184 254
132.090909091 124 132.090909091 155.909090909 124 254
157.909090909 134 157.909090909 181.727272727 134 254
183.727272727 34 183.727272727 207.545454545 34 254
209.545454545 54 209.545454545 233.363636364 54 254
235.363636364 184 235.363636364 259.181818182 184 254
261.181818182 204 261.181818182 285 204 254


2 254 284 0


177.563636364 19 0 97


