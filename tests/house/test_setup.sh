#!/bin/bash
# scripts/setup.sh on machines of every kind: its commands are stand-ins that
# write down how they were called.
. tests/house/check.sh

# machine NAME: a folder of commands.  The files of its folder `state` decide:
# uid, installed (a list), broken (what apt-get update says), nothing (apt-get
# installs nothing).
machine() {
    bin=$files/$1/bin state=$files/$1/state
    mkdir -p "$bin" "$state"
    for tool in awk bash cat dirname env grep mv; do
        ln -s "$(command -v $tool)" "$bin/$tool"
    done
    echo 1000 >"$state/uid"
    echo gcc >"$state/installed"
    : >"$state/calls"
    command_of id 'cat "$state/uid"'
    command_of sleep 'exit 0'
    command_of dpkg-query 'for package in "${@:3}"; do
        if grep -qx "$package" "$state/installed"; then
            echo "ii  $package"
        else
            echo "no packages found matching $package" >&2
        fi
    done'
    command_of apt-get 'echo "$DEBIAN_FRONTEND apt-get $*" >>"$state/calls"
    case "$* " in
    *" update "*)
        [ ! -f "$state/broken" ] && exit 0
        cat "$state/broken" >&2; mv "$state/broken" "$state/mended"; exit 100 ;;
    *" install "*)
        [ -f "$state/nothing" ] || printf "%s\n" "$@" >>"$state/installed" ;;
    esac'
}
command_of() {
    printf '#!/bin/bash\nstate=%q\n%s\n' "$state" "$2" >"$bin/$1"
    chmod +x "$bin/$1"
}
setup() {
    PATH=$bin bash scripts/setup.sh "$@" 2>&1
    echo "status $?"
}

build=$(awk '$1 == "build" { print $2 }' packages.txt | xargs)
lacking=${build/gcc /}
install="install -y --no-install-recommends $lacking"
apt="noninteractive apt-get -q -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0"

machine complete
printf '%s\n' $build >"$state/installed"
same "nothing missing: silent" "status 0" "$(setup build)"
same "nothing missing: nothing called" "" "$(cat "$state/calls")"

machine root
echo 0 >"$state/uid"
same "root: installs" "setup: missing: $lacking
setup: done
status 0" "$(setup build)"
same "root: how" "$apt update
$apt $install" "$(cat "$state/calls")"
same "root: once" "status 0" "$(setup build)"

machine sudo
command_of sudo 'echo "sudo $*" >>"$state/calls"; shift; "$@"'
same "sudo: installs" "status 0" "$(setup build | tail -n 1)"
same "sudo: how" "sudo -n env DEBIAN_FRONTEND=noninteractive LC_ALL=C \
apt-get -q -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 $install" \
    "$(grep 'sudo.*install' "$state/calls")"

line="apt-get update && apt-get install -y --no-install-recommends $lacking"
stop="setup: missing: $lacking
setup: installing them needs the rights of root; type this, then make again:"
machine sudo-asks
command_of sudo 'exit 1'
same "sudo that asks: the line to type" "$stop

    sudo sh -c '$line'

status 1" "$(setup build)"
same "sudo that asks: nothing called" "" "$(cat "$state/calls")"

machine no-rights
same "no sudo: the line to type" "$stop

    su -c '$line'

status 1" "$(setup build)"

machine locked
echo 0 >"$state/uid"
echo "E: Could not get lock /var/lib/apt/lists/lock" >"$state/broken"
same "the lock is waited for" "setup: missing: $lacking
setup: waiting for another apt to end
setup: done
status 0" "$(setup build)"

machine broken-list
echo 0 >"$state/uid"
echo "E: The repository 'http://example.org x' has no Release file." \
    >"$state/broken"
same "a broken list is no reason to stop" "setup: missing: $lacking
E: The repository 'http://example.org x' has no Release file.
setup: apt-get update failed; trying with the package lists of before
setup: done
status 0" "$(setup build)"

machine nothing
echo 0 >"$state/uid"
touch "$state/nothing"
same "not installed after all" "setup: still missing: $lacking
status 1" "$(setup build | tail -n 2)"

machine other-system
rm "$bin/dpkg-query"
same "no Debian" "setup: this is no Debian (no dpkg-query); install what \
packages.txt names by hand, then use: make SETUP=no
status 1" "$(setup build)"
finish
