#!/bin/bash
# scripts/demo.sh BUILD [RESPONSES] - generates the sample consultation into
# demo/, which is made anew, runs the whole program on it, says where the page
# is.
set -u
cd "$(dirname "$0")/.." || exit 1
root=$PWD
case $1 in /*) build=$1 ;; *) build=$root/$1 ;; esac
rm -rf demo && mkdir demo && cd demo || exit 1

"$build/generate" -n "${2:-3500}" --seed 1 -o consultation.csv \
    --districts districts.csv || exit 1
cp "$root/fixtures/consultation.yaml" . || exit 1
echo "demo: canvass run consultation.yaml consultation.csv -o out"
"$build/canvass" run consultation.yaml consultation.csv -o out
status=$?
# 1 is a page too, with something for the analyst's eye.
[ $status -le 1 ] || exit $status
printf '\nThe page is %s\n' "$root/demo/out/index.html"
