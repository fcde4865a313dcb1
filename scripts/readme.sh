#!/bin/bash
# scripts/readme.sh check|fill BUILD/VARIANT - runs every command of the
# README's console blocks, in order, in an empty folder, as a reader would.
#
# check: what each printed is what stands below it; one line a difference, and
#        status 1 where there is one.
# fill:  writes what they printed into the README, to be read before it is
#        committed.
set -u
mode=$1
root=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$2" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/canvass-readme.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
export PATH=$build:$PATH LC_ALL=C TZ=UTC

# What the reader has: the hand-written definition, and an export of their own.
cp "$root/fixtures/consultation.yaml" "$work" || exit 1
cd "$work" || exit 1
generate -n 1000 -o responses.csv || exit 1

in_block=no skipping=no
while IFS= read -r line; do
    case $in_block,$line in
    no,'```console') in_block=yes skipping=no ;;
    yes,'```') in_block=no ;;
    yes,'$ '*)
        printf '%s\n' "$line"
        bash -c "${line#\$ }" 2>&1 </dev/null
        skipping=yes
        continue
        ;;
    yes,*) [ $skipping = no ] || continue ;;
    esac
    printf '%s\n' "$line"
done <"$root/README.md" >"$work/README.new"

case $mode in
fill) cp "$work/README.new" "$root/README.md" ;;
check) diff "$root/README.md" "$work/README.new" ;;
*) exit 2 ;;
esac
