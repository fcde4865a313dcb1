# check.sh - sourced by the tests that are scripts.  They end with `finish`,
# which says what cmocka would, for tests/run to count.
passed=0 failed=0
files=${TEST_TMPDIR:-$(mktemp -d)}

# check NAME COMMAND...: the command succeeds.
check() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s\n[  FAILED  ] %s\n' "$output" "$name"
    fi
}

# same NAME WANTED FOUND: two texts are equal.
same() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'wanted:\n%s\nfound:\n%s\n[  FAILED  ] %s\n' "$2" "$3" "$1"
    fi
}

finish() {
    printf '[  PASSED  ] %d test(s).\n' $passed
    [ $failed -eq 0 ] || printf '[  FAILED  ] %d test(s).\n' $failed
    exit $((failed > 0))
}
