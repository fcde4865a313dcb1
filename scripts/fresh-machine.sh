#!/bin/bash
# scripts/fresh-machine.sh [FOLDER] - shows that two commands are enough on a
# Debian 12 that has git and make and nothing else.
#
# Makes such a machine with debootstrap in FOLDER (anew in /tmp and removed
# afterwards unless named) and in copies of it, from a clone of what is
# committed here:
#   as root            make demo, make test, a second make that builds nothing
#   without rights     make test stops with the line to type; root types it;
#                      then the same three
# Needs root, debootstrap, the network and 3 GB.  ../shared is lent to the
# tests, read-only, where it is there.  MIRROR=URL takes another mirror.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
mirror=${MIRROR:-http://deb.debian.org/debian}
if [ $# -gt 0 ]; then
    work=$1
    mkdir -p "$work"
else
    work=$(mktemp -d /tmp/canvass-fresh.XXXXXX)
fi

let_go() {
    local machine
    for machine in "$work"/root "$work"/user; do
        ! mountpoint -q "$machine/home/tester/shared" ||
            umount "$machine/home/tester/shared"
        ! mountpoint -q "$machine/dev/pts" || umount "$machine/dev/pts"
        ! mountpoint -q "$machine/proc" || umount "$machine/proc"
        rm -rf --one-file-system "$machine"
    done
    [ $# -gt 0 ] || return 0
    rm -rf --one-file-system "$work"
}
if [ $# -gt 0 ]; then trap let_go EXIT; else trap 'let_go all' EXIT; fi

say() { printf '\n### %s\n' "$*"; }

# machine NAME: a copy of the base with a user and a clone.
machine() {
    local at=$work/$1
    cp -a "$work/base" "$at"
    cp /etc/resolv.conf "$at/etc/resolv.conf"
    mount -t proc proc "$at/proc"
    mount -t devpts -o newinstance,ptmxmode=666 devpts "$at/dev/pts"
    chroot "$at" useradd -m tester
    git clone -q --no-local "$here" "$at/home/tester/canvass"
    chroot "$at" chown -R "$2" /home/tester/canvass
    [ -d "$here/../shared" ] || return 0
    mkdir "$at/home/tester/shared"
    mount --bind -o ro "$here/../shared" "$at/home/tester/shared"
}

# on NAME USER COMMAND: in the clone, with an empty environment.
on() {
    chroot "$work/$1" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb \
        su -s /bin/sh "$2" -c "cd /home/tester/canvass && $3"
}

three() {
    say "$2, make demo"
    on "$1" "$2" "make demo"
    on "$1" "$2" "test -s demo/out/index.html"
    say "$2, make test"
    on "$1" "$2" "make test"
    say "$2, make again"
    on "$1" "$2" "make" | tee "$work/again"
    grep -q "Nothing to be done" "$work/again"
    on "$1" "$2" "git status --porcelain" | tee "$work/again"
    [ ! -s "$work/again" ]
}

if [ ! -d "$work/base" ]; then
    say "debootstrap"
    debootstrap --variant=minbase --include=git,make,ca-certificates \
        bookworm "$work/base.new" "$mirror" >"$work/debootstrap.log"
    mv "$work/base.new" "$work/base"
fi

machine root root
three root root

machine user tester
say "tester, make test without rights"
if on user tester "make test" >"$work/refused" 2>&1; then
    echo "it should have stopped"
    exit 1
fi
cat "$work/refused"
line=$(sed -n "s/^    su -c '\(.*\)'$/\1/p" "$work/refused")
say "root types: $line"
chroot "$work/user" env DEBIAN_FRONTEND=noninteractive \
    sh -c "$line" >"$work/typed.log" 2>&1
three user tester
say "both machines are as they should be"
