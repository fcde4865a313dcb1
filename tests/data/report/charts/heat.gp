set terminal svg size 720,246 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fixed
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
set yrange [246:0]
set label 'Burglary' at screen 0.352777777778, screen 0.758130081301 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Anti-social behaviour' at screen 0.352777777778, screen 0.632113821138 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Speeding and dangerous driving' at screen 0.352777777778, screen 0.506097560976 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Drugs and drug dealing' at screen 0.352777777778, screen 0.380081300813 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Domestic abuse' at screen 0.352777777778, screen 0.25406504065 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Rural crime, including hare' at screen 0.352777777778, screen 0.144308943089 right noenhanced front textcolor rgb '#0B0C0C'
set label 'coursing' at screen 0.352777777778, screen 0.0630081300813 right noenhanced front textcolor rgb '#0B0C0C'
set label 'Everyone' at screen 0.427083333333, screen 0.869918699187 center noenhanced front textcolor rgb '#0B0C0C'
set label '16 to 34' at screen 0.552083333333, screen 0.869918699187 center noenhanced front textcolor rgb '#0B0C0C'
set label '35 to 64' at screen 0.677083333333, screen 0.869918699187 center noenhanced front textcolor rgb '#0B0C0C'
set label '65 and' at screen 0.802083333333, screen 0.951219512195 center noenhanced front textcolor rgb '#0B0C0C'
set label 'over' at screen 0.802083333333, screen 0.869918699187 center noenhanced front textcolor rgb '#0B0C0C'
set label 'Victims' at screen 0.927083333333, screen 0.869918699187 center noenhanced front textcolor rgb '#0B0C0C'
set label '3' at screen 0.427083333333, screen 0.506097560976 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.427083333333, screen 0.380081300813 center noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.427083333333, screen 0.25406504065 center noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.427083333333, screen 0.103658536585 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.552083333333, screen 0.632113821138 center noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.552083333333, screen 0.506097560976 center noenhanced front textcolor rgb '#0B0C0C'
set label '3' at screen 0.552083333333, screen 0.380081300813 center noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.552083333333, screen 0.103658536585 center noenhanced front textcolor rgb '#0B0C0C'
set label '3' at screen 0.677083333333, screen 0.506097560976 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.677083333333, screen 0.380081300813 center noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.677083333333, screen 0.25406504065 center noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.677083333333, screen 0.103658536585 center noenhanced front textcolor rgb '#0B0C0C'
set label '3' at screen 0.802083333333, screen 0.506097560976 center noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.802083333333, screen 0.380081300813 center noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.802083333333, screen 0.25406504065 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.802083333333, screen 0.103658536585 center noenhanced front textcolor rgb '#0B0C0C'
set label '3' at screen 0.927083333333, screen 0.632113821138 center noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.927083333333, screen 0.506097560976 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.927083333333, screen 0.25406504065 center noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.927083333333, screen 0.103658536585 center noenhanced front textcolor rgb '#0B0C0C'
set label '1' at screen 0.427083333333, screen 0.758130081301 center noenhanced front textcolor rgb '#FEFEFE'
set label '2' at screen 0.427083333333, screen 0.632113821138 center noenhanced front textcolor rgb '#FEFEFE'
set label '2' at screen 0.552083333333, screen 0.758130081301 center noenhanced front textcolor rgb '#FEFEFE'
set label '1' at screen 0.552083333333, screen 0.25406504065 center noenhanced front textcolor rgb '#FEFEFE'
set label '1' at screen 0.677083333333, screen 0.758130081301 center noenhanced front textcolor rgb '#FEFEFE'
set label '2' at screen 0.677083333333, screen 0.632113821138 center noenhanced front textcolor rgb '#FEFEFE'
set label '1' at screen 0.802083333333, screen 0.758130081301 center noenhanced front textcolor rgb '#FEFEFE'
set label '2' at screen 0.802083333333, screen 0.632113821138 center noenhanced front textcolor rgb '#FEFEFE'
set label '1' at screen 0.927083333333, screen 0.758130081301 center noenhanced front textcolor rgb '#FEFEFE'
set label '2' at screen 0.927083333333, screen 0.380081300813 center noenhanced front textcolor rgb '#FEFEFE'
plot 'data.txt' index 0 using 1:2:3:4:5:6 with boxxyerror lc rgb '#6B6B6B', \
  'data.txt' index 1 using 1:2:3:4:5:6 with boxxyerror lc rgb '#FFFFFF', \
  'data.txt' index 2 using 1:2:3:4:5:6 with boxxyerror lc rgb '#6B6B6B', \
  'data.txt' index 3 using 1:2:3:4:5:6 with boxxyerror lc rgb '#DCE9F5', \
  'data.txt' index 4 using 1:2:3:4:5:6 with boxxyerror lc rgb '#6B6B6B', \
  'data.txt' index 5 using 1:2:3:4:5:6 with boxxyerror lc rgb '#B4D2EC', \
  'data.txt' index 6 using 1:2:3:4:5:6 with boxxyerror lc rgb '#2073BD', \
  'data.txt' index 7 using 1:2:3:4:5:6 with boxxyerror lc rgb '#12436E'
set output
set terminal pngcairo size 1440,492 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fontscale 1.5 linewidth 2
set output 'chart.png'
replot
set output
# data.txt
264 169.5 264 351 169.5 197.5
264 206.5 264 351 206.5 234.5
354 107.5 354 441 107.5 135.5
354 206.5 354 441 206.5 234.5
444 169.5 444 531 169.5 197.5
444 206.5 444 531 206.5 234.5
534 138.5 534 621 138.5 166.5
534 169.5 534 621 169.5 197.5
624 107.5 624 711 107.5 135.5
624 206.5 624 711 206.5 234.5


265.5 171 265.5 349.5 171 196
265.5 208 265.5 349.5 208 233
355.5 109 355.5 439.5 109 134
355.5 208 355.5 439.5 208 233
445.5 171 445.5 529.5 171 196
445.5 208 445.5 529.5 208 233
535.5 140 535.5 619.5 140 165
535.5 171 535.5 619.5 171 196
625.5 109 625.5 709.5 109 134
625.5 208 625.5 709.5 208 233


264 138.5 264 351 138.5 166.5
354 76.5 354 441 76.5 104.5
444 138.5 444 531 138.5 166.5
534 206.5 534 621 206.5 234.5
624 169.5 624 711 169.5 197.5


265.5 140 265.5 349.5 140 165
355.5 78 355.5 439.5 78 103
445.5 140 445.5 529.5 140 165
535.5 208 535.5 619.5 208 233
625.5 171 625.5 709.5 171 196


264 107.5 264 351 107.5 135.5
354 138.5 354 441 138.5 166.5
444 107.5 444 531 107.5 135.5
534 107.5 534 621 107.5 135.5
624 76.5 624 711 76.5 104.5


265.5 109 265.5 349.5 109 134
355.5 140 355.5 439.5 140 165
445.5 109 445.5 529.5 109 134
535.5 109 535.5 619.5 109 134
625.5 78 625.5 709.5 78 103


264 76.5 264 351 76.5 104.5
354 45.5 354 441 45.5 73.5
444 76.5 444 531 76.5 104.5
534 76.5 534 621 76.5 104.5
624 138.5 624 711 138.5 166.5


264 45.5 264 351 45.5 73.5
354 169.5 354 441 169.5 197.5
444 45.5 444 531 45.5 73.5
534 45.5 534 621 45.5 73.5
624 45.5 624 711 45.5 73.5


set terminal svg size 288,377 noenhanced font 'Liberation Sans,13' background rgb '#FFFFFF' fixed
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
set yrange [377:0]
set label 'A' at screen 0.00694444444444, screen 0.972148541114 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Everyone' at screen 0.0602940277778, screen 0.972148541114 left noenhanced front textcolor rgb '#0B0C0C'
set label 'B' at screen 0.316049583333, screen 0.972148541114 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label '16 to 34' at screen 0.369399166667, screen 0.972148541114 left noenhanced front textcolor rgb '#0B0C0C'
set label 'C' at screen 0.596243263889, screen 0.972148541114 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label '35 to 64' at screen 0.652274097222, screen 0.972148541114 left noenhanced front textcolor rgb '#0B0C0C'
set label 'D' at screen 0.00694444444444, screen 0.916445623342 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label '65 and over' at screen 0.0629752777778, screen 0.916445623342 left noenhanced front textcolor rgb '#0B0C0C'
set label 'E' at screen 0.368828229167, screen 0.916445623342 left noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'Victims' at screen 0.4221778125, screen 0.916445623342 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Burglary' at screen 0.00694444444444, screen 0.786472148541 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Anti-social behaviour' at screen 0.00694444444444, screen 0.651193633952 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Speeding and dangerous driving' at screen 0.00694444444444, screen 0.515915119363 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Drugs and drug dealing' at screen 0.00694444444444, screen 0.380636604775 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Domestic abuse' at screen 0.00694444444444, screen 0.245358090186 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Rural crime, including hare coursing' at screen 0.00694444444444, screen 0.110079575597 left noenhanced front textcolor rgb '#0B0C0C'
set label 'A' at screen 0.0989583333333, screen 0.850132625995 center noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'B' at screen 0.293402777778, screen 0.850132625995 center noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'C' at screen 0.487847222222, screen 0.850132625995 center noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'D' at screen 0.682291666667, screen 0.850132625995 center noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label 'E' at screen 0.876736111111, screen 0.850132625995 center noenhanced front textcolor rgb '#0B0C0C' font 'Liberation Sans:Bold,13'
set label '3' at screen 0.0989583333333, screen 0.458885941645 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.0989583333333, screen 0.323607427056 center noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.0989583333333, screen 0.188328912467 center noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.0989583333333, screen 0.053050397878 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.293402777778, screen 0.594164456233 center noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.293402777778, screen 0.458885941645 center noenhanced front textcolor rgb '#0B0C0C'
set label '3' at screen 0.293402777778, screen 0.323607427056 center noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.293402777778, screen 0.053050397878 center noenhanced front textcolor rgb '#0B0C0C'
set label '3' at screen 0.487847222222, screen 0.458885941645 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.487847222222, screen 0.323607427056 center noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.487847222222, screen 0.188328912467 center noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.487847222222, screen 0.053050397878 center noenhanced front textcolor rgb '#0B0C0C'
set label '3' at screen 0.682291666667, screen 0.458885941645 center noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.682291666667, screen 0.323607427056 center noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.682291666667, screen 0.188328912467 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.682291666667, screen 0.053050397878 center noenhanced front textcolor rgb '#0B0C0C'
set label '3' at screen 0.876736111111, screen 0.594164456233 center noenhanced front textcolor rgb '#0B0C0C'
set label '5' at screen 0.876736111111, screen 0.458885941645 center noenhanced front textcolor rgb '#0B0C0C'
set label '4' at screen 0.876736111111, screen 0.188328912467 center noenhanced front textcolor rgb '#0B0C0C'
set label '6' at screen 0.876736111111, screen 0.053050397878 center noenhanced front textcolor rgb '#0B0C0C'
set label '1' at screen 0.0989583333333, screen 0.729442970822 center noenhanced front textcolor rgb '#FEFEFE'
set label '2' at screen 0.0989583333333, screen 0.594164456233 center noenhanced front textcolor rgb '#FEFEFE'
set label '2' at screen 0.293402777778, screen 0.729442970822 center noenhanced front textcolor rgb '#FEFEFE'
set label '1' at screen 0.293402777778, screen 0.188328912467 center noenhanced front textcolor rgb '#FEFEFE'
set label '1' at screen 0.487847222222, screen 0.729442970822 center noenhanced front textcolor rgb '#FEFEFE'
set label '2' at screen 0.487847222222, screen 0.594164456233 center noenhanced front textcolor rgb '#FEFEFE'
set label '1' at screen 0.682291666667, screen 0.729442970822 center noenhanced front textcolor rgb '#FEFEFE'
set label '2' at screen 0.682291666667, screen 0.594164456233 center noenhanced front textcolor rgb '#FEFEFE'
set label '1' at screen 0.876736111111, screen 0.729442970822 center noenhanced front textcolor rgb '#FEFEFE'
set label '2' at screen 0.876736111111, screen 0.323607427056 center noenhanced front textcolor rgb '#FEFEFE'
plot 'data.txt' index 0 using 1:2:3:4:5:6 with boxxyerror lc rgb '#6B6B6B', \
  'data.txt' index 1 using 1:2:3:4:5:6 with boxxyerror lc rgb '#FFFFFF', \
  'data.txt' index 2 using 1:2:3:4:5:6 with boxxyerror lc rgb '#6B6B6B', \
  'data.txt' index 3 using 1:2:3:4:5:6 with boxxyerror lc rgb '#DCE9F5', \
  'data.txt' index 4 using 1:2:3:4:5:6 with boxxyerror lc rgb '#6B6B6B', \
  'data.txt' index 5 using 1:2:3:4:5:6 with boxxyerror lc rgb '#B4D2EC', \
  'data.txt' index 6 using 1:2:3:4:5:6 with boxxyerror lc rgb '#2073BD', \
  'data.txt' index 7 using 1:2:3:4:5:6 with boxxyerror lc rgb '#12436E'
set output
# data.txt
2 295 2 55 295 317
2 346 2 55 346 368
58 193 58 111 193 215
58 346 58 111 346 368
114 295 114 167 295 317
114 346 114 167 346 368
170 244 170 223 244 266
170 295 170 223 295 317
226 193 226 279 193 215
226 346 226 279 346 368


3.5 296.5 3.5 53.5 296.5 315.5
3.5 347.5 3.5 53.5 347.5 366.5
59.5 194.5 59.5 109.5 194.5 213.5
59.5 347.5 59.5 109.5 347.5 366.5
115.5 296.5 115.5 165.5 296.5 315.5
115.5 347.5 115.5 165.5 347.5 366.5
171.5 245.5 171.5 221.5 245.5 264.5
171.5 296.5 171.5 221.5 296.5 315.5
227.5 194.5 227.5 277.5 194.5 213.5
227.5 347.5 227.5 277.5 347.5 366.5


2 244 2 55 244 266
58 142 58 111 142 164
114 244 114 167 244 266
170 346 170 223 346 368
226 295 226 279 295 317


3.5 245.5 3.5 53.5 245.5 264.5
59.5 143.5 59.5 109.5 143.5 162.5
115.5 245.5 115.5 165.5 245.5 264.5
171.5 347.5 171.5 221.5 347.5 366.5
227.5 296.5 227.5 277.5 296.5 315.5


2 193 2 55 193 215
58 244 58 111 244 266
114 193 114 167 193 215
170 193 170 223 193 215
226 142 226 279 142 164


3.5 194.5 3.5 53.5 194.5 213.5
59.5 245.5 59.5 109.5 245.5 264.5
115.5 194.5 115.5 165.5 194.5 213.5
171.5 194.5 171.5 221.5 194.5 213.5
227.5 143.5 227.5 277.5 143.5 162.5


2 142 2 55 142 164
58 91 58 111 91 113
114 142 114 167 142 164
170 142 170 223 142 164
226 244 226 279 244 266


2 91 2 55 91 113
58 295 58 111 295 317
114 91 114 167 91 113
170 91 170 223 91 113
226 91 226 279 91 113


