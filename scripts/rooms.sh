#!/bin/bash
# scripts/rooms.sh [ROOT] - what design and style forbid and a script can see:
# includes through a door that scripts/rooms.txt does not have, functions that
# c-style bans, files over 500 lines, functions over 60 (unless a flat table).
# One line for each offence; ends in 1 where there is one.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$here/..}" || exit 1
rooms="core ingest analyse report cli fixtures tests bench"
# shellcheck disable=SC2086
mapfile -t files < <(
    for room in $rooms; do
        [ -d "$room" ] && find "$room" -name '*.[ch]'
    done | LC_ALL=C sort
)
[ ${#files[@]} -gt 0 ] || exit 0
LC_ALL=C awk -f "$here/rooms.awk" "$here/rooms.txt" "${files[@]}"
