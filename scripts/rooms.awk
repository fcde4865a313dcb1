# rooms.awk - see rooms.sh.  First file: the table; then the sources.
BEGIN {
    standard = " assert complex ctype errno fenv float inttypes iso646 limits" \
        " locale math setjmp signal stdalign stdarg stdatomic stdbool stddef" \
        " stdint stdio stdlib stdnoreturn string tgmath time uchar wchar" \
        " wctype dirent fcntl fnmatch ftw getopt glob iconv langinfo libgen" \
        " poll spawn strings sys/file sys/ioctl sys/mman sys/resource" \
        " sys/select sys/stat sys/time sys/types sys/wait termios unistd" \
        " utime "
    banned = "^(v?sprintf|strcpy|strcat|gets|system|popen|strtok|atoi|atof)$"
    MOST_LINES = 500
    MOST_FUNCTION = 60
}

function offence(line, what) {
    printf "%s:%d: %s\n", FILENAME, line, what
    offences++
}

# The table.
FNR == NR {
    sub(/#.*/, "")
    if (split($0, part, /\|/) < 3)
        next
    gsub(/[ \t]/, "", part[1])
    ours[part[1]] = part[2]
    libraries[part[1]] = part[3]
    next
}

FNR == 1 {
    end_file()
    room = room_of(FILENAME)
    if (room == "")
        offence(1, "no room of rooms.txt; add a row or move the file")
    comment = 0
    in_function = 0
    file = FILENAME
}

{ lines = FNR }

/^[ \t]*#[ \t]*include/ { check_include($0) }

{
    code = strip($0)
    check_banned(code)
    if (code ~ /^{[ \t]*$/) {
        in_function = FNR
        flat = 1
    } else if (in_function && code ~ /^}/) {
        if (FNR - in_function + 1 > MOST_FUNCTION && !flat)
            offence(in_function, "a function of " FNR - in_function + 1 \
                " lines; " MOST_FUNCTION " are allowed")
        in_function = 0
    } else if (in_function &&
               code ~ /(^|[^a-zA-Z0-9_])(if|else|for|while|do|goto)([^a-zA-Z0-9_]|$)/) {
        flat = 0
    }
}

END {
    end_file()
    exit offences > 0
}

function end_file() {
    if (file != "" && lines > MOST_LINES) {
        printf "%s:%d: a file of %d lines; %d are allowed\n", file, lines,
            lines, MOST_LINES
        offences++
    }
}

# A row names a folder, or a file without its ending, and its parts: file_*.
function room_of(path,    r, best) {
    best = ""
    for (r in ours)
        if (index(path, r) == 1 && length(r) > length(best) &&
            substr(path, length(r) + 1, 1) ~ /[\/._]/)
            best = r
    return best
}

# Does a word of `list` begin `name`?  A word without an ending is a folder.
function admits(list, name,    word, n, i) {
    if (index(" " list " ", " !" name " "))
        return 0
    n = split(list, word, " ")
    for (i = 1; i <= n; i++) {
        if (word[i] == name)
            return 1
        if (word[i] !~ /\.h$/ && word[i] !~ /\/$/)
            word[i] = word[i] "/"
        if (word[i] ~ /\/$/ && index(name, word[i]) == 1)
            return 1
    }
    return 0
}

function check_include(line,    name) {
    name = line
    sub(/^[ \t]*#[ \t]*include[ \t]*/, "", name)
    if (name ~ /^<[^>]*>/) {
        sub(/^</, "", name)
        sub(/>.*/, "", name)
        if (index(standard, " " substr(name, 1, length(name) - 2) " "))
            return
        if (!admits(libraries[room], name))
            offence(FNR, "<" name "> has no place in " room \
                "; see scripts/rooms.txt")
    } else if (name ~ /^"[^"]*"/) {
        sub(/^"/, "", name)
        sub(/".*/, "", name)
        if ((getline ignored < name) < 0)
            offence(FNR, "\"" name "\" is no path from the root")
        else if (!admits(ours[room], name))
            offence(FNR, room " may not include \"" name \
                "\"; see scripts/rooms.txt")
        close(name)
    } else {
        offence(FNR, "an #include that names no file")
    }
}

function check_banned(code,    name) {
    while (match(code, /[a-zA-Z_][a-zA-Z0-9_]*[ \t]*\(/)) {
        name = substr(code, RSTART, RLENGTH - 1)
        sub(/[ \t]+$/, "", name)
        if (name ~ banned)
            offence(FNR, name "() is not used here; see the house style")
        code = substr(code, RSTART + RLENGTH)
    }
}

# The line without comments and with empty strings.
function strip(line,    out, c, two, quote) {
    out = ""
    while (line != "") {
        if (comment) {
            c = index(line, "*/")
            if (!c)
                return out
            comment = 0
            line = substr(line, c + 2)
            continue
        }
        if (!match(line, /["']|\/\*|\/\//))
            return out line
        out = out substr(line, 1, RSTART - 1)
        two = substr(line, RSTART, 2)
        quote = substr(two, 1, 1)
        line = substr(line, RSTART + 1)
        if (two == "//")
            return out
        if (two == "/*") {
            comment = 1
            line = substr(line, 2)
            continue
        }
        # A string or a letter: up to the next quote that no \ escapes.
        out = out quote quote
        do {
            if (!match(line, /\\.|["']/))
                return out
            c = substr(line, RSTART, 1)
            line = substr(line, RSTART + RLENGTH)
        } while (c != quote)
    }
    return out
}
