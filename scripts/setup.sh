#!/bin/bash
# scripts/setup.sh [KIND...] - installs the packages of packages.txt that are
# missing (build, run and test unless kinds are named).
#
# Silent where nothing is missing.  Otherwise it says what is, and installs it
# as root or by `sudo -n`; without either it prints the line to type and ends
# in 1.  It never asks: it also runs where nobody is there to answer.
set -u
cd "$(dirname "$0")/.." || exit 1
[ $# -gt 0 ] || set -- build run test

say() { printf 'setup: %s\n' "$*" >&2; }

wanted() {
    awk -v kinds=" $* " '{ sub(/#.*/, "") }
        NF >= 2 && index(kinds, " " $1 " ") { print $2 }' packages.txt
}

# Sets `missing` to those of the list that are not installed.
look() {
    local installed package
    # shellcheck disable=SC2086
    installed=$(dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' $list \
        2>/dev/null | awk 'substr($1, 2, 1) == "i" { printf " %s ", $2 }')
    missing=
    for package in $list; do
        case $installed in
        *" $package "*) ;;
        *) missing="$missing${missing:+ }$package" ;;
        esac
    done
}

if ! command -v dpkg-query >/dev/null; then
    say "this is no Debian (no dpkg-query); install what packages.txt names" \
        "by hand, then use: make SETUP=no"
    exit 1
fi

list=$(wanted "$@")
[ -n "$list" ] || { say "packages.txt has nothing for: $*"; exit 1; }
look
[ -n "$missing" ] || exit 0
say "missing: $missing"

if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
else
    line="apt-get update && apt-get install -y --no-install-recommends $missing"
    say "installing them needs the rights of root; type this, then make again:"
    if command -v sudo >/dev/null; then
        printf "\n    sudo sh -c '%s'\n\n" "$line" >&2
    else
        printf "\n    su -c '%s'\n\n" "$line" >&2
    fi
    exit 1
fi

apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C \
        apt-get -q -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 "$@" </dev/null
}

# The lock on the package lists has no time-out of its own in apt, so we wait
# for it here.
update() {
    local messages tries=0
    while ! messages=$(apt update 2>&1 >/dev/null); do
        case $messages in
        *"ould not get lock"*) ;;
        *) printf '%s\n' "$messages" >&2; return 1 ;;
        esac
        tries=$((tries + 1))
        [ $tries -lt 120 ] || return 1
        [ $tries -gt 1 ] || say "waiting for another apt to end"
        sleep 5
    done
}

# A broken list of somebody else's need not be in our way: install decides.
update || say "apt-get update failed; trying with the package lists of before"
# shellcheck disable=SC2086
if ! apt install -y --no-install-recommends $missing >&2; then
    say "apt-get could not install: $missing; see its message above"
    exit 1
fi
look
[ -z "$missing" ] || { say "still missing: $missing"; exit 1; }
say "done"
