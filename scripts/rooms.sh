#!/bin/bash
# scripts/rooms.sh [ROOT] - what design and style forbid and a script can see:
# includes through a door that scripts/rooms.txt does not have, functions that
# c-style bans, files over 500 lines, functions over 60 (unless a flat table).
# One line for each offence; ends in 1 where there is one.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$here/..}" || exit 1
for room in core ingest analyse report cli fixtures tests bench; do
    [ -d "$room" ] && find "$room" -name '*.[ch]'
done | LC_ALL=C sort | LC_ALL=C xargs -r awk -f "$here/rooms.awk" "$here/rooms.txt"
