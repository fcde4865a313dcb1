#!/bin/bash
# Every command of the README prints what stands below it.
. tests/house/check.sh

check "the README's commands" scripts/readme.sh check "${CANVASS%/*}"
# What `sh` blocks name are targets of the Makefile.
for target in $(sed -n '/^```sh$/,/^```$/s/^make //p' README.md); do
    check "make $target" grep -q "^$target:" Makefile
done
finish
