/* export_names.c - finding a column by its name, and what is near to it. */
#include "ingest/export.h"

#include <ctype.h>
#include <string.h>

static size_t by_letters(const struct export *e, const char *letters)
{
    for (size_t i = 0; i < e->columns.n; i++) {
        const char *a = e->columns.column[i].letters, *b = letters;

        while (*a && toupper((unsigned char)*b) == *a) {
            a++;
            b++;
        }
        if (!*a && !*b)
            return i;
    }
    return (size_t)-1;
}

static size_t by_name(const struct export *e, struct text name)
{
    struct str folded = {0};
    size_t found = (size_t)-1;

    text_fold(&folded, name);
    for (size_t i = 0; i < e->columns.n && folded.n; i++)
        if (strcmp(e->columns.column[i].folded, str_cstr(&folded)) == 0) {
            found = i;
            break;
        }
    str_free(&folded);
    return found;
}

/* "name#2" for "name #2". */
static size_t by_number(const struct export *e, const char *name)
{
    const char *mark = strrchr(name, '#');
    struct str apart = {0};
    size_t found = (size_t)-1;

    if (!mark || mark == name || mark[-1] == ' ' ||
        strspn(mark + 1, "0123456789") != strlen(mark + 1))
        return found;
    str_add_n(&apart, name, (size_t)(mark - name));
    str_add_char(&apart, ' ');
    str_add(&apart, mark);
    if (!apart.failed)
        found = by_name(e, str_text(&apart));
    str_free(&apart);
    return found;
}

size_t export_column(const struct export *e, const char *name)
{
    size_t found = (size_t)-1;

    if (name[0] == '@')
        found = by_letters(e, name + 1);
    if (found == (size_t)-1)
        found = by_name(e, text_of(name));
    return found == (size_t)-1 ? by_number(e, name) : found;
}

const char *export_column_name(const struct export *e, size_t column,
                               struct str *out)
{
    const struct column *c = &e->columns.column[column];

    str_clear(out);
    if (c->name[0])
        str_add(out, c->name);
    else
        str_addf(out, "@%s", c->letters);
    return str_cstr(out);
}

/* How alike two folded names are: shared pairs of letters, of all pairs of
 * the shorter and the longer (Dice), in thousandths. */
static size_t alike(struct text a, struct text b)
{
    size_t shared = 0;

    if (a.n > 200)
        a.n = 200;
    if (b.n > 200)
        b.n = 200;
    if (a.n < 2 || b.n < 2)
        return text_equal(a, b) ? 1000 : 0;
    for (size_t i = 0; i + 1 < a.n; i++)
        for (size_t j = 0; j + 1 < b.n; j++)
            if (memcmp(a.p + i, b.p + j, 2) == 0) {
                shared++;
                break;
            }
    return 2000 * shared / (a.n + b.n - 2);
}

void export_nearest(const struct export *e, const char *name, struct str *out)
{
    enum { SHOWN = 3 };
    struct str folded = {0}, shown = {0};
    bool taken[SHOWN] = {false};
    size_t picked[SHOWN] = {0};

    text_fold(&folded, text_of(name));
    for (size_t k = 0; k < SHOWN; k++) {
        size_t best = 0, most = 0;

        for (size_t i = 0; i < e->columns.n; i++) {
            size_t score =
                alike(str_text(&folded), text_of(e->columns.column[i].folded));
            bool had = false;

            for (size_t j = 0; j < k; j++)
                had |= taken[j] && picked[j] == i;
            if (!had && score >= most + (i > 0 && most > 0)) {
                best = i;
                most = score;
            }
        }
        if (most < 300 && k > 0)
            break;
        taken[k] = true;
        picked[k] = best;
        str_addf(out, "%s\"%.100s\"", k ? ", " : "",
                 export_column_name(e, best, &shown));
    }
    str_free(&folded);
    str_free(&shown);
}
