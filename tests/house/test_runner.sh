#!/bin/bash
# tests/run counts what the programs say, and what they do not say.
. tests/house/check.sh

build=$files/build
mkdir -p "$build/tests/core"
program() {
    printf '#!/bin/bash\n%s\n' "$2" >"$build/tests/core/$1"
    chmod +x "$build/tests/core/$1"
}
run() {
    (cd "$build" && TMPDIR=$files "$OLDPWD/tests/run" "$build" \
        "${@/#/$build/tests/core/}") 2>&1
}

program good 'echo "[  PASSED  ] 3 test(s)."'
program mixed 'echo "[ RUN      ] x"; echo "1 is not 2"; echo "[  FAILED  ] x"
echo "[  PASSED  ] 2 test(s)."; echo "[  SKIPPED ] 1 test(s), listed below:"
echo "[  FAILED  ] 4 test(s), listed below:"; exit 4'
program crash 'echo "[ RUN      ] x"; kill -SEGV $$'
program silent 'exit 0'
program groups 'echo "[  PASSED  ] 3 test(s)."; echo "[  PASSED  ] 4 test(s)."'
program world '[ -d $HOME ] && [ -d $TEST_TMPDIR ] && [ "$LC_ALL$TZ" = CUTC ] &&
[ $(umask) = 0022 ] && [ -z "$SECRET" ] && echo "[  PASSED  ] 1 test(s)."'

same "all is well" "7 passed, 0 failed, 0 skipped" "$(run groups)"
check "all is well ends in 0" run good
same "counts" "12 passed, 6 failed, 1 skipped" \
    "$(run good mixed crash silent groups | tail -n 1)"
same "what failed is shown" 1 "$(run good mixed | grep -c '^1 is not 2$')"
check "a failure ends in 1" bash -c '! "$@"' - tests/run "$build" \
    "$build/tests/core/mixed"
same "a world of its own" "1 passed, 0 failed, 0 skipped" \
    "$(SECRET=1 LC_ALL=POSIX run world | tail -n 1)"
finish
