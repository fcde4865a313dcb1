/* spss_sets.c - see spss_sets.h.
 *
 * The dictionary is walked record by record, by the lengths that each gives;
 * whatever does not fit ends the walk. */
#include "ingest/spss_sets.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Bytes of a record of sets at the most. */
enum { RECORD_MOST = 1 << 20, HEADER = 176, LAYOUT_AT = 64 };

/* ---- what a record says ------------------------------------------------ */

static struct text word_of(struct text *t)
{
    struct text word;
    size_t n = 0;

    while (t->n && t->p[0] == ' ')
        *t = (struct text){t->p + 1, t->n - 1};
    while (n < t->n && t->p[n] != ' ')
        n++;
    word = (struct text){t->p, n};
    *t = (struct text){t->p + n, t->n - n};
    return word;
}

/* "5 words": a length, a space, and so many bytes. */
static bool counted_of(struct text *t, struct text *out)
{
    struct text digits = word_of(t);
    size_t n = 0;

    if (digits.n == 0 || digits.n > 6)
        return false;
    for (size_t i = 0; i < digits.n; i++) {
        if (digits.p[i] < '0' || digits.p[i] > '9')
            return false;
        n = n * 10 + (size_t)(digits.p[i] - '0');
    }
    if (t->n < n + 1)
        return false;
    *out = (struct text){t->p + 1, n};
    *t = (struct text){t->p + 1 + n, t->n - 1 - n};
    return true;
}

/* "$x=D1 1 5 Label a b", "$x=E 1 1 1 5 Label a b", "$x=C 5 Label a b". */
static bool set_of(struct text line, struct spss_set *out)
{
    const char *equals = line.n ? memchr(line.p, '=', line.n) : NULL;
    struct text t, name;

    if (!equals || equals == line.p || line.p[0] != '$')
        return false;
    name = (struct text){line.p + 1, (size_t)(equals - line.p) - 1};
    t = (struct text){equals + 1, line.n - name.n - 2};
    if (t.n < 2)
        return false;
    *out = (struct spss_set){.dichotomies = t.p[0] == 'D' || t.p[0] == 'E'};
    if (!out->dichotomies && t.p[0] != 'C')
        return false;
    if (t.p[0] == 'E') {
        t = (struct text){t.p + 1, t.n - 1};
        (void)word_of(&t); /* where its label comes from */
    } else {
        t = (struct text){t.p + 1, t.n - 1};
    }
    if (out->dichotomies && !counted_of(&t, &out->counted))
        return false;
    if (!counted_of(&t, &out->label))
        return false;
    out->name = name;
    out->counted = text_trim(out->counted);
    out->label = text_trim(out->label);
    if (out->label.n == 0)
        out->label = name;
    out->members = text_trim(t);
    return out->members.n > 0;
}

enum status spss_sets_parse(struct text record, struct spss_sets *out,
                            struct err *err)
{
    while (record.n) {
        const char *end = memchr(record.p, '\n', record.n);
        struct text line = {record.p,
                            end ? (size_t)(end - record.p) : record.n};
        size_t n = line.n + (end != NULL);
        struct spss_set set;
        enum status rc = OK;

        if (set_of(line, &set))
            rc = mem_grow((void **)&out->set, &out->room, out->n + 1,
                          sizeof *out->set, err);
        else
            set.members.n = 0;
        if (rc != OK)
            return rc;
        if (set.members.n)
            out->set[out->n++] = set;
        record = (struct text){record.p + n, record.n - n};
    }
    return OK;
}

static bool is_name(struct text name, struct text variable)
{
    return name.n && name.n == variable.n &&
           strncasecmp(name.p, variable.p, name.n) == 0;
}

/* "V1=first\tV2=second": the short name of a variable; none: empty. */
static struct text short_of(struct text names, struct text variable)
{
    while (names.n) {
        const char *end = memchr(names.p, '\t', names.n);
        struct text pair = {names.p, end ? (size_t)(end - names.p) : names.n};
        const char *equals = pair.n ? memchr(pair.p, '=', pair.n) : NULL;
        size_t n = equals ? (size_t)(equals - pair.p) : pair.n;

        if (equals &&
            is_name((struct text){equals + 1, pair.n - n - 1}, variable))
            return (struct text){pair.p, n};
        n = pair.n + (end != NULL);
        names = (struct text){names.p + n, names.n - n};
    }
    return (struct text){names.p, 0};
}

const struct spss_set *spss_set_of(const struct spss_sets *sets,
                                   const char *variable)
{
    struct text full = text_of(variable), brief = short_of(sets->names, full);

    for (size_t i = 0; i < sets->n; i++) {
        struct text names = sets->set[i].members;

        while (names.n) {
            struct text name = word_of(&names);

            if (is_name(name, full) || is_name(name, brief))
                return &sets->set[i];
        }
    }
    return NULL;
}

void spss_sets_free(struct spss_sets *sets)
{
    free(sets->set);
    *sets = (struct spss_sets){0};
}

/* ---- the dictionary ---------------------------------------------------- */

struct walk {
    FILE *file;
    bool big; /* end first */
};

static bool number_of(struct walk *w, uint32_t *out)
{
    unsigned char b[4];

    if (fread(b, 1, sizeof b, w->file) != sizeof b)
        return false;
    *out = w->big ? (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
                        (uint32_t)b[2] << 8 | b[3]
                  : (uint32_t)b[3] << 24 | (uint32_t)b[2] << 16 |
                        (uint32_t)b[1] << 8 | b[0];
    return true;
}

static bool skip(struct walk *w, uint64_t n)
{
    return n <= INT32_MAX && fseek(w->file, (long)n, SEEK_CUR) == 0;
}

/* After its type: of a variable. */
static bool skip_variable(struct walk *w)
{
    uint32_t width, labelled, missing, n = 0;

    if (!number_of(w, &width) || !number_of(w, &labelled) ||
        !number_of(w, &missing) || !skip(w, 16))
        return false;
    if (labelled && (!number_of(w, &n) || !skip(w, ((uint64_t)n + 3) / 4 * 4)))
        return false;
    if (missing > 3)
        missing = (uint32_t)-missing; /* a range */
    return missing <= 3 && skip(w, 8 * (uint64_t)missing);
}

static bool skip_labels(struct walk *w)
{
    uint32_t n;

    if (!number_of(w, &n))
        return false;
    for (; n; n--) {
        int length;

        if (!skip(w, 8) || (length = fgetc(w->file)) == EOF ||
            !skip(w, (uint64_t)(length + 1 + 7) / 8 * 8 - 1))
            return false;
    }
    return true;
}

static bool skip_times(struct walk *w, uint64_t size)
{
    uint32_t n;

    return number_of(w, &n) && skip(w, n * size);
}

static bool extension(struct walk *w, struct arena *arena,
                      struct spss_sets *out, enum status *rc, struct err *err)
{
    enum { SETS = 7, LONG_NAMES = 13, MORE_SETS = 19 };
    uint32_t kind, size, n;
    uint64_t bytes;
    char *record;

    if (!number_of(w, &kind) || !number_of(w, &size) || !number_of(w, &n))
        return false;
    bytes = (uint64_t)size * n;
    if ((kind != SETS && kind != MORE_SETS && kind != LONG_NAMES) ||
        bytes > RECORD_MOST)
        return skip(w, bytes);
    record = arena_alloc(arena, (size_t)bytes + 1, 1);
    if (!record) {
        *rc = err_nomem(err);
        return false;
    }
    if (fread(record, 1, (size_t)bytes, w->file) != bytes)
        return false;
    if (kind == LONG_NAMES) {
        out->names = (struct text){record, (size_t)bytes};
        return true;
    }
    *rc = spss_sets_parse((struct text){record, (size_t)bytes}, out, err);
    return *rc == OK;
}

static enum status walk(struct walk *w, struct arena *arena,
                        struct spss_sets *out, struct err *err)
{
    enum { VARIABLE = 2, LABELS = 3, LABELLED = 4, NOTES = 6, EXTENSION = 7 };
    enum status rc = OK;
    uint32_t type;
    bool more = true;

    while (more && number_of(w, &type)) {
        if (type == VARIABLE)
            more = skip_variable(w);
        else if (type == LABELS)
            more = skip_labels(w);
        else if (type == LABELLED)
            more = skip_times(w, 4);
        else if (type == NOTES)
            more = skip_times(w, 80);
        else
            more = type == EXTENSION && extension(w, arena, out, &rc, err);
    }
    return rc;
}

enum status spss_sets_read(const char *path, struct arena *arena,
                           struct spss_sets *out, struct err *err)
{
    struct walk w = {.file = fopen(path, "rb")};
    enum status rc = OK;
    uint32_t layout;

    *out = (struct spss_sets){0};
    if (!w.file)
        return err_set(err, ERR_INPUT, "%s: cannot be read: %s", path,
                       strerror(errno));
    if (fseek(w.file, LAYOUT_AT, SEEK_SET) == 0 && number_of(&w, &layout)) {
        w.big = layout > 0xFFFF;
        if (fseek(w.file, HEADER, SEEK_SET) == 0)
            rc = walk(&w, arena, out, err);
    }
    (void)fclose(w.file); /* read only */
    return rc;
}
