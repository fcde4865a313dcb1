set terminal svg size 720,356 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fixed
set output 'chart.svg'
reset
unset key
unset xtics
unset ytics
set border 0
set style fill solid 1 noborder
set errorbars 0.6
set lmargin at screen 0.422222222222
set rmargin at screen 0.904040444444
set tmargin at screen 0.808988764045
set bmargin at screen 0.14606741573
set xrange [-0.5:0.9]
set yrange [304:68]
set arrow from first -0.5, graph 0 to first -0.5, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '50%' at screen 0.422222222222, screen 0.106741573034 center noenhanced front textcolor rgb '#595959'
set arrow from first -0.25, graph 0 to first -0.25, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '25%' at screen 0.508261190476, screen 0.106741573034 center noenhanced front textcolor rgb '#595959'
set arrow from first 0, graph 0 to first 0, graph 1 nohead back lw 1 lc rgb '#595959'
set label '0%' at screen 0.59430015873, screen 0.106741573034 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.25, graph 0 to first 0.25, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '25%' at screen 0.680339126984, screen 0.106741573034 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.5, graph 0 to first 0.5, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '50%' at screen 0.766378095238, screen 0.106741573034 center noenhanced front textcolor rgb '#595959'
set arrow from first 0.75, graph 0 to first 0.75, graph 1 nohead back lw 1 lc rgb '#D9D9D9'
set label '75%' at screen 0.852417063492, screen 0.106741573034 center noenhanced front textcolor rgb '#595959'
set label 'Per cent of those who gave a view' at screen 0.422222222222, screen 0.0393258426966 left noenhanced front textcolor rgb '#595959'
set object rectangle from screen 0.00277777777778, screen 0.98595505618 to screen 0.0222222222222, screen 0.946629213483 fc rgb '#801650' fs solid 1 noborder
set label 'Strongly disagree' at screen 0.0305555555556, screen 0.966292134831 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.234334444444, screen 0.98595505618 to screen 0.253778888889, screen 0.946629213483 fc rgb '#F46A25' fs solid 1 noborder
set label 'Disagree' at screen 0.262112222222, screen 0.966292134831 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.377691111111, screen 0.98595505618 to screen 0.397135555556, screen 0.946629213483 fc rgb '#767676' fs solid 1 noborder
set label 'Neither agree nor disagree' at screen 0.405468888889, screen 0.966292134831 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.705217777778, screen 0.98595505618 to screen 0.724662222222, screen 0.946629213483 fc rgb '#2073BC' fs solid 1 noborder
set label 'Agree' at screen 0.732995555556, screen 0.966292134831 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.817471111111, screen 0.98595505618 to screen 0.836915555556, screen 0.946629213483 fc rgb '#12436D' fs solid 1 noborder
set label 'Strongly agree' at screen 0.845248888889, screen 0.966292134831 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Officers should be seen most where' at screen 0.411111111111, screen 0.761235955056 right noenhanced front textcolor rgb '#0B0C0C'
set label 'people feel least safe' at screen 0.411111111111, screen 0.705056179775 right noenhanced front textcolor rgb '#0B0C0C'
set label 'People should be able to report crime' at screen 0.411111111111, screen 0.609550561798 right noenhanced front textcolor rgb '#0B0C0C'
set label 'online and follow its progress' at screen 0.411111111111, screen 0.553370786517 right noenhanced front textcolor rgb '#0B0C0C'
set label 'More should be spent on preventing' at screen 0.411111111111, screen 0.457865168539 right noenhanced front textcolor rgb '#0B0C0C'
set label 'crime, even if less is left for responding' at screen 0.411111111111, screen 0.401685393258 right noenhanced front textcolor rgb '#0B0C0C'
set label 'to it' at screen 0.411111111111, screen 0.345505617978 right noenhanced front textcolor rgb '#0B0C0C'
set label 'I would pay up to £2 a year more in' at screen 0.411111111111, screen 0.25 right noenhanced front textcolor rgb '#0B0C0C'
set label 'council tax' at screen 0.411111111111, screen 0.193820224719 right noenhanced front textcolor rgb '#0B0C0C'
set label '22%' at screen 0.468683265079, screen 0.22191011236 center noenhanced front textcolor rgb '#FEFEFF'
set label '22%' at screen 0.515144307937, screen 0.401685393258 center noenhanced front textcolor rgb '#0B0C0D'
set label '19%' at screen 0.539235219048, screen 0.22191011236 center noenhanced front textcolor rgb '#0B0C0D'
set label '18%' at screen 0.59430015873, screen 0.581460674157 center noenhanced front textcolor rgb '#FFFFFE'
set label '24%' at screen 0.59430015873, screen 0.401685393258 center noenhanced front textcolor rgb '#FFFFFE'
set label '45%' at screen 0.690663803175, screen 0.733146067416 center noenhanced front textcolor rgb '#FFFEFF'
set label '40%' at screen 0.694105361905, screen 0.581460674157 center noenhanced front textcolor rgb '#FFFEFF'
set label '29%' at screen 0.685501465079, screen 0.401685393258 center noenhanced front textcolor rgb '#FFFEFF'
set label '30%' at screen 0.668293671429, screen 0.22191011236 center noenhanced front textcolor rgb '#FFFEFF'
set label '35%' at screen 0.828326152381, screen 0.733146067416 center noenhanced front textcolor rgb '#FEFFFF'
set label '25%' at screen 0.805956020635, screen 0.581460674157 center noenhanced front textcolor rgb '#FEFFFF'
set label '16%' at screen 0.747449522222, screen 0.22191011236 center noenhanced front textcolor rgb '#FEFFFF'
set label 'Don’t' at screen 0.997222222222, screen 0.898876404494 right noenhanced front textcolor rgb '#595959'
set label 'know' at screen 0.997222222222, screen 0.842696629213 right noenhanced front textcolor rgb '#595959'
set label '2%' at screen 0.997222222222, screen 0.733146067416 right noenhanced front textcolor rgb '#0B0C0C'
set label '6%' at screen 0.997222222222, screen 0.581460674157 right noenhanced front textcolor rgb '#0B0C0C'
set label '9%' at screen 0.997222222222, screen 0.401685393258 right noenhanced front textcolor rgb '#0B0C0C'
set label '4%' at screen 0.997222222222, screen 0.22191011236 right noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4:5:6 with boxxyerror lc rgb '#801650', \
  'data.txt' index 1 using 1:2:3:4:5:6 with boxxyerror lc rgb '#F46A25', \
  'data.txt' index 2 using 1:2:3:4:5:6 with boxxyerror lc rgb '#767676', \
  'data.txt' index 3 using 1:2:3:4:5:6 with boxxyerror lc rgb '#2073BC', \
  'data.txt' index 4 using 1:2:3:4:5:6 with boxxyerror lc rgb '#12436D'
set output
set terminal pngcairo size 1440,712 noenhanced font 'Liberation Sans,16' background rgb '#FFFFFF' fontscale 1.5 linewidth 2
set output 'chart.png'
replot
set output
# data.txt
-0.145 84 -0.145 -0.119035639075 84 106
-0.26 138 -0.26 -0.204035639075 138 160
-0.46 202 -0.46 -0.344035639075 202 224
-0.475 266 -0.475 -0.259035639075 266 288


-0.110964360925 84 -0.110964360925 -0.0590356390746 84 106
-0.195964360925 138 -0.195964360925 -0.0940356390746 138 160
-0.335964360925 202 -0.335964360925 -0.124035639075 202 224
-0.250964360925 266 -0.250964360925 -0.0690356390746 266 288


-0.0509643609254 84 -0.0509643609254 0.0509643609254 84 106
-0.0859643609254 138 -0.0859643609254 0.0859643609254 138 160
-0.115964360925 202 -0.115964360925 0.115964360925 202 224
-0.0609643609254 266 -0.0609643609254 0.0609643609254 266 288


0.0590356390746 84 0.0590356390746 0.500964360925 84 106
0.0940356390746 138 0.0940356390746 0.485964360925 138 160
0.124035639075 202 0.124035639075 0.405964360925 202 224
0.0690356390746 266 0.0690356390746 0.360964360925 266 288


0.509035639075 84 0.509035639075 0.855 84 106
0.494035639075 138 0.494035639075 0.74 138 160
0.414035639075 202 0.414035639075 0.54 202 224
0.369035639075 266 0.369035639075 0.525 266 288


set terminal svg size 288,400 noenhanced font 'Liberation Sans,13' background rgb '#FFFFFF' fixed
set output 'chart.svg'
reset
unset key
unset xtics
unset ytics
set border 0
set style fill solid 1 noborder
set errorbars 0.6
set lmargin at screen 0.0694444444444
set rmargin at screen 0.784899861111
set tmargin at screen 0.7475
set bmargin at screen 0.13
set xrange [-0.5:0.9]
set yrange [348:101]
set label '50%' at screen 0.0694444444444, screen 0.095 center noenhanced front textcolor rgb '#595959'
set label '0%' at screen 0.324964236111, screen 0.095 center noenhanced front textcolor rgb '#595959'
set label '50%' at screen 0.580484027778, screen 0.095 center noenhanced front textcolor rgb '#595959'
set label 'Per cent of those who gave a view' at screen 0.0694444444444, screen 0.035 left noenhanced front textcolor rgb '#595959'
set object rectangle from screen 0.00694444444444, screen 0.99125 to screen 0.0555555555556, screen 0.95625 fc rgb '#801650' fs solid 1 noborder
set label 'Strongly disagree' at screen 0.0763888888889, screen 0.97375 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.500731423611, screen 0.99125 to screen 0.549342534722, screen 0.95625 fc rgb '#F46A25' fs solid 1 noborder
set label 'Disagree' at screen 0.570175868056, screen 0.97375 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.00694444444444, screen 0.93875 to screen 0.0555555555556, screen 0.90375 fc rgb '#767676' fs solid 1 noborder
set label 'Neither agree nor disagree' at screen 0.0763888888889, screen 0.92125 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.695670486111, screen 0.93875 to screen 0.744281597222, screen 0.90375 fc rgb '#2073BC' fs solid 1 noborder
set label 'Agree' at screen 0.765114930556, screen 0.92125 left noenhanced front textcolor rgb '#0B0C0C'
set object rectangle from screen 0.00694444444444, screen 0.88625 to screen 0.0555555555556, screen 0.85125 fc rgb '#12436D' fs solid 1 noborder
set label 'Strongly agree' at screen 0.0763888888889, screen 0.86875 left noenhanced front textcolor rgb '#0B0C0C'
set label 'Officers should be seen most where people feel' at screen 0.00694444444444, screen 0.70875 left noenhanced front textcolor rgb '#0B0C0C'
set label 'least safe' at screen 0.00694444444444, screen 0.66625 left noenhanced front textcolor rgb '#0B0C0C'
set label 'People should be able to report crime online' at screen 0.00694444444444, screen 0.54375 left noenhanced front textcolor rgb '#0B0C0C'
set label 'and follow its progress' at screen 0.00694444444444, screen 0.50125 left noenhanced front textcolor rgb '#0B0C0C'
set label 'More should be spent on preventing crime, even' at screen 0.00694444444444, screen 0.37875 left noenhanced front textcolor rgb '#0B0C0C'
set label 'if less is left for responding to it' at screen 0.00694444444444, screen 0.33625 left noenhanced front textcolor rgb '#0B0C0C'
set label 'I would pay up to £2 a year more in council tax' at screen 0.00694444444444, screen 0.21375 left noenhanced front textcolor rgb '#0B0C0C'
set label '22%' at screen 0.138434788194, screen 0.1675 center noenhanced front textcolor rgb '#FEFEFF'
set label '22%' at screen 0.207425131944, screen 0.29 center noenhanced front textcolor rgb '#0B0C0D'
set label '24%' at screen 0.324964236111, screen 0.29 center noenhanced front textcolor rgb '#FFFFFE'
set label '45%' at screen 0.468055319444, screen 0.62 center noenhanced front textcolor rgb '#FFFEFF'
set label '40%' at screen 0.473165715278, screen 0.455 center noenhanced front textcolor rgb '#FFFEFF'
set label '29%' at screen 0.460389725694, screen 0.29 center noenhanced front textcolor rgb '#FFFEFF'
set label '30%' at screen 0.434837746528, screen 0.1675 center noenhanced front textcolor rgb '#FFFEFF'
set label '35%' at screen 0.672471152778, screen 0.62 center noenhanced front textcolor rgb '#FEFFFF'
set label '25%' at screen 0.639253579861, screen 0.455 center noenhanced front textcolor rgb '#FEFFFF'
set label 'Don’t' at screen 0.993055555556, screen 0.81625 right noenhanced front textcolor rgb '#595959'
set label 'know' at screen 0.993055555556, screen 0.77375 right noenhanced front textcolor rgb '#595959'
set label '2%' at screen 0.993055555556, screen 0.62 right noenhanced front textcolor rgb '#0B0C0C'
set label '6%' at screen 0.993055555556, screen 0.455 right noenhanced front textcolor rgb '#0B0C0C'
set label '9%' at screen 0.993055555556, screen 0.29 right noenhanced front textcolor rgb '#0B0C0C'
set label '4%' at screen 0.993055555556, screen 0.1675 right noenhanced front textcolor rgb '#0B0C0C'
plot 'data.txt' index 0 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 1 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#595959', \
  'data.txt' index 2 using 1:2:3:4 with vectors nohead lw 1 lc rgb '#D9D9D9', \
  'data.txt' index 3 using 1:2:3:4:5:6 with boxxyerror lc rgb '#801650', \
  'data.txt' index 4 using 1:2:3:4:5:6 with boxxyerror lc rgb '#F46A25', \
  'data.txt' index 5 using 1:2:3:4:5:6 with boxxyerror lc rgb '#767676', \
  'data.txt' index 6 using 1:2:3:4:5:6 with boxxyerror lc rgb '#2073BC', \
  'data.txt' index 7 using 1:2:3:4:5:6 with boxxyerror lc rgb '#12436D'
set output
# data.txt
-0.5 142 0 20
-0.5 208 0 20
-0.5 274 0 20
-0.5 323 0 20


0 142 0 20
0 208 0 20
0 274 0 20
0 323 0 20


0.5 142 0 20
0.5 208 0 20
0.5 274 0 20
0.5 323 0 20


-0.145 144 -0.145 -0.121794429112 144 160
-0.26 210 -0.26 -0.206794429112 210 226
-0.46 276 -0.46 -0.346794429112 276 292
-0.475 325 -0.475 -0.261794429112 325 341


-0.108205570888 144 -0.108205570888 -0.0617944291117 144 160
-0.193205570888 210 -0.193205570888 -0.0967944291117 210 226
-0.333205570888 276 -0.333205570888 -0.126794429112 276 292
-0.248205570888 325 -0.248205570888 -0.0717944291117 325 341


-0.0482055708883 144 -0.0482055708883 0.0482055708883 144 160
-0.0832055708883 210 -0.0832055708883 0.0832055708883 210 226
-0.113205570888 276 -0.113205570888 0.113205570888 276 292
-0.0582055708883 325 -0.0582055708883 0.0582055708883 325 341


0.0617944291117 144 0.0617944291117 0.498205570888 144 160
0.0967944291117 210 0.0967944291117 0.483205570888 210 226
0.126794429112 276 0.126794429112 0.403205570888 276 292
0.0717944291117 325 0.0717944291117 0.358205570888 325 341


0.511794429112 144 0.511794429112 0.855 144 160
0.496794429112 210 0.496794429112 0.74 210 226
0.416794429112 276 0.416794429112 0.54 276 292
0.371794429112 325 0.371794429112 0.525 325 341


