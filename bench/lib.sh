# bench/lib.sh - what the scripts of bench/ share; read in, not run.
# usage: . "$(dirname "$0")/lib.sh" BUILD/VARIANT
# Leaves: built (absolute), here, fixtures, and a folder of its own as the
# present one, gone at the end.
built=$(realpath "$1") || exit 1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fixtures=$(realpath "$here/../fixtures")
work=$(mktemp -d "${TMPDIR:-/tmp}/canvass-bench.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C

# took NAME COMMAND... - leaves wall and cpu (seconds) and memory (MiB at most).
took() {
    local name=$1 status
    shift
    : >figure
    "$built/measure" figure "$@" >"$name.out" 2>"$name.err" </dev/null
    status=$?
    if [ $status -gt 1 ]; then
        echo "bench: $name ended in $status:" >&2
        tail -n 3 "$name.err" >&2
        exit 1
    fi
    read -r wall cpu memory <figure
}

# row WHAT RESPONSES - one line of what took() left.
row() {
    awk -v what="$1" -v n="$2" -v wall="$wall" -v cpu="$cpu" -v mem="$memory" \
        'BEGIN {
            printf "  %-24s %8.2f s %8.2f s cpu %10.0f rows/s %8.1f MiB\n",
                what, wall, cpu, n / wall, mem }'
}

# export_of RESPONSES [OPTION...] - writes export.csv, districts.csv and survey.yaml.
export_of() {
    "$built/generate" -n "$1" "${@:2}" --seed 1 -o export.csv \
        --districts districts.csv || exit 1
    cp "$fixtures/consultation.yaml" survey.yaml
    printf '%s responses, %s columns, %s MB\n' "$1" \
        "$(head -n 1 export.csv | "$built/tokens" /dev/stdin |
            cut -d ' ' -f 2)" \
        $(($(stat -c %s export.csv) / 1000000))
}

# sum A B... - of seconds.
sum() {
    printf '%s\n' "$@" | awk '{ s += $1 } END { print s }'
}
