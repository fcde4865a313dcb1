#!/bin/bash
# The checkout keeps to its rooms; and what does not is seen.
. tests/house/check.sh

check "this checkout" scripts/rooms.sh

tree=$files/tree
mkdir -p "$tree/analyse/infer" "$tree/core/base" "$tree/core/store" \
    "$tree/ingest" "$tree/report"
touch "$tree/core/store/store.h" "$tree/core/base/err.h" "$tree/ingest/x.h"
cat >"$tree/analyse/a.c" <<'C'
#include "core/base/err.h"
#include "core/store/store.h"
#include "ingest/x.h"
#include "err.h"
#include <math.h>
#include <gsl/gsl_cdf.h>
#include <sqlite3.h>
  #  include <pthread.h>
#include NAME
/* strcpy(a, b) */ int b = sprintf (x, "system(1) \" /*", '"', y); // atoi(1)
/*
atof(s)
*/ char *t = strtok(s), *mine_strcat(int), *u = strtok_r(s);
C
cat >"$tree/analyse/infer/b.c" <<'C'
#include "core/store/store.h"
C
cat >"$tree/report/c.c" <<'C'
#include "core/store/store.h"
#include <csv.h>
#include "report/load.h"
C
cp "$tree/report/c.c" "$tree/report/load.c"
touch "$tree/report/load.h"
cat >"$tree/core/base/d.c" <<'C'
#include <csv.h>
#include <openssl/evp.h>
#include <pthread.h>
C
{
    printf 'int flat(int a)\n{\n'
    printf '    add(a);\n%.0s' {1..70}
    printf '}\nint deep(int a)\n{\n    if (a)\n'
    printf '    add(a);\n%.0s' {1..70}
    printf '}\n'
} >"$tree/ingest/e.c"
printf 'int a;\n%.0s' {1..501} >"$tree/ingest/long.h"

same "offences are named" "\
analyse/a.c:3: analyse may not include \"ingest/x.h\"; see scripts/rooms.txt
analyse/a.c:4: \"err.h\" is no path from the root
analyse/a.c:7: <sqlite3.h> has no place in analyse; see scripts/rooms.txt
analyse/a.c:8: <pthread.h> has no place in analyse; see scripts/rooms.txt
analyse/a.c:9: an #include that names no file
analyse/a.c:10: sprintf() is not used here; see the house style
analyse/a.c:13: strtok() is not used here; see the house style
analyse/infer/b.c:1: analyse/infer may not include \"core/store/store.h\"; \
see scripts/rooms.txt
ingest/e.c:75: a function of 73 lines; 60 are allowed
ingest/long.h:501: a file of 501 lines; 500 are allowed
report/c.c:1: report may not include \"core/store/store.h\"; \
see scripts/rooms.txt
report/c.c:2: <csv.h> has no place in report; see scripts/rooms.txt
report/c.c:3: report may not include \"report/load.h\"; see scripts/rooms.txt
report/load.c:2: <csv.h> has no place in report/load; \
see scripts/rooms.txt" \
    "$(scripts/rooms.sh "$tree")"
check "offences end in 1" bash -c '! scripts/rooms.sh "$1" >/dev/null' - "$tree"
finish
