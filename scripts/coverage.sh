#!/bin/bash
# scripts/coverage.sh BUILD - lines executed by the tests, by room and in all,
# from a build with V=cov after its tests.  The least covered files come first.
set -u
cd "$(dirname "$0")/.." || exit 1
find "$1" -name '*.gcno' ! -path "$1/tests/*" -print0 |
    xargs -0 -r gcov -n 2>/dev/null |
    awk '
        /^File / { gsub(/^File .|.$/, ""); file = $0 }
        /^Lines executed:/ && file ~ /\.c$/ && file !~ /^\// {
            sub(/^Lines executed:/, "")
            share = $0 + 0
            lines = $NF
            printf "f %6.2f %5d %s\n", share, lines, file
            room = file
            sub(/\/[^\/]*$/, "", room)
            all[room] += lines
            hit[room] += share * lines / 100
            total += lines
            covered += share * lines / 100
            file = ""
        }
        END {
            for (room in all)
                printf "r %6.2f %5d %s\n", 100 * hit[room] / all[room],
                    all[room], room
            if (total)
                printf "t %6.2f %5d all lines\n", 100 * covered / total, total
        }' | LC_ALL=C sort -k1,1 -k2,2n -k4 |
    awk '$1 != "f" || ++n <= 10 {
        if (kind != "" && kind != $1)
            print ""
        kind = $1
        sub(/^. /, "")
        print
    }'
