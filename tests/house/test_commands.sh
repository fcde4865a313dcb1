#!/bin/bash
# Every subcommand and option stands in --help, in the man page and in the
# completion; what `make install` puts down works.
. tests/house/check.sh

if [ ! -x "$CANVASS" ]; then
    echo "no program at $CANVASS"
    exit 1
fi
names="run init check ingest analyse report"

# The man page as words.
page=$files/page
sed 's/\\-/-/g; s/\\f[A-Z]//g; s/[",]/ /g' man/canvass.1 >"$page"

# Options of a command, one a line: in --help; by its first name alone there;
# in its section of the man page; by completion.
help_options() {
    "$CANVASS" "$1" --help |
        sed -nE 's/^  +(-[a-z], )?(--[a-z]+).*/\1\2/p' | tr -s ', ' '\n\n' |
        sort
}
first_names() {
    "$CANVASS" "$1" --help | sed -nE 's/^  +(-[-a-z]+).*/\1/p' |
        grep -vx -- -h | sort
}
page_options() {
    awk -v section="canvass $1" '
        /^\.S[SH]/ { ours = ($0 == ".SS " section); listed = 0 }
        /^Options:/ { listed = ours }
        listed' "$page" | tr ' ' '\n' | grep -- '^-' | sort
}
complete_with() { # WORD... the last is being typed
    COMP_WORDS=(canvass "$@") COMP_CWORD=$#
    _canvass
    printf '%s\n' "${COMPREPLY[@]}" | sort
}
. man/canvass.bash

same "commands of --help" "$(tr ' ' '\n' <<<"$names" | sort)" \
    "$("$CANVASS" --help | sed -nE 's/^  ([a-z]+) .*/\1/p' |
        grep -vx canvass | sort)"
same "commands of the man page" "$(tr ' ' '\n' <<<"$names" | sort)" \
    "$(sed -n 's/^\.SS canvass //p' "$page" | sort)"
same "commands by completion" \
    "$(printf '%s\n' --help --version $names | sort)" "$(complete_with "")"

for name in $names; do
    same "options of $name in the man page" "$(first_names "$name")" \
        "$(page_options "$name")"
    same "options of $name by completion" "$(help_options "$name")" \
        "$(complete_with "$name" -)"
    check "synopsis of $name" grep -q "^\.B canvass $name" "$page"
    check "--help of $name shows an example" \
        grep -q "^  canvass $name " <<<"$("$CANVASS" "$name" --help)"
    check "--help of $name fits a screen" \
        test "$("$CANVASS" "$name" --help | wc -l)" -le 24
    # Each gets as far as a file that is not there.
    same "options that $name does not take" "" \
        "$(for option in $(help_options "$name" | grep '^--'); do
            "$CANVASS" "$name" /no/such/file "$option" 1 2>&1 |
                grep 'does not take'
        done)"
done

every=$(for name in $names; do help_options "$name"; done | sort -u)
same "the options that the man page explains" "$every" \
    "$(awk '/^\.SH/ { ours = ($2 == "OPTIONS") }
        ours && /^\.BR? -/' "$page" | tr ' ' '\n' | grep -- '^-' | sort -u)"
# What is allowed is said where something else is given.
export_file=$(mktemp "${TMPDIR:-/tmp}/export.XXXXXX") || exit 1
printf 'a,b\n1,2\n' >"$export_file"
for option in encoding platform; do
    same "values of --$option" \
        "$("$CANVASS" init "$export_file" --$option none -o none.yaml 2>&1 |
            sed -nE "s/.*allowed: //p" | sed 's/, /\n/g' | sort)" \
        "$(complete_with ingest --$option "")"
done
rm -f "$export_file"

version=$(cat VERSION)
same "version" "canvass $version" "$("$CANVASS" --version)"
variant=$(dirname "$CANVASS")
# -o: whatever was edited meanwhile, the program under test is not made anew.
check "make install" make -s -o "$CANVASS" SETUP=no \
    V="$(basename "$variant")" BUILD="$(dirname "$variant")" \
    DESTDIR="$files/root" PREFIX=/usr install
same "what is installed" "\
755 usr/bin/canvass
644 usr/share/bash-completion/completions/canvass
644 usr/share/man/man1/canvass.1" \
    "$(cd "$files/root" && find . -type f -printf '%m %P\n' | sort -k2)"
same "what is installed runs" "canvass $version" \
    "$("$files/root/usr/bin/canvass" --version)"
finish
