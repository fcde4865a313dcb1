/* layout_jisc.c - CSV of JISC Online Surveys: Unique Response Number in front,
 * headers with the number of their question, `7. text`, `4.2. text - line`; a
 * letter, `5.a.`, follows up on what is before it.  Choices of one cell are
 * joined by a comma alone. */
#include "ingest/layout.h"

#include <string.h>

/* What stands behind the number; *number is that of the question, *letter the
 * last of its parts where that is one, else 0. */
static struct text behind_number(struct text t, struct text *number,
                                 char *letter)
{
    size_t at = 0, end = 0;

    *letter = '\0';
    *number = (struct text){t.p, 0};
    while (at < t.n) {
        size_t from = at;

        while (at < t.n && ((t.p[at] >= '0' && t.p[at] <= '9') ||
                            (end && t.p[at] >= 'a' && t.p[at] <= 'z')))
            at++;
        if (at == from || at == t.n || t.p[at] != '.')
            break;
        if (!end)
            number->n = at;
        *letter = t.p[from] >= 'a' && at == from + 1 ? t.p[from] : '\0';
        end = ++at;
    }
    return end ? text_trim((struct text){t.p + end, t.n - end}) : t;
}

static int recognise(const struct head *head, struct str *why)
{
    size_t numbered = 0;

    if (!text_same(head_cell(head, 0, 0), text_of("Unique Response Number")))
        return 0;
    for (size_t i = 1; i < head->columns; i++) {
        struct text number;
        char letter;

        (void)behind_number(text_trim(head_cell(head, 0, i)), &number, &letter);
        numbered += number.n > 0;
    }
    str_addf(why, "a Unique Response Number in front, %zu headers numbered",
             numbered);
    return numbered ? 90 : 70;
}

static bool same_number(const struct column *a, const struct column *b)
{
    struct text x, y;
    char letter;

    (void)behind_number(text_of(a->whole), &x, &letter);
    (void)behind_number(text_of(b->whole), &y, &letter);
    return x.n && text_equal(x, y);
}

static enum status describe(const struct head *head, struct arena *arena,
                            struct columns *columns, struct err *err)
{
    enum status rc = layout_flat(head, 0, arena, columns, err);
    struct column *c = columns->column;

    columns->header_rows = 1;
    for (size_t i = 0; i < columns->n && rc == OK; i++) {
        struct text number, t;
        char letter;

        t = behind_number(text_of(c[i].whole), &number, &letter);
        c[i].question = layout_text(arena, t);
        if (!c[i].question)
            rc = err_nomem(err);
    }
    if (rc == OK)
        rc = layout_group(columns, arena, err);
    for (size_t i = 1; i < columns->n && rc == OK; i++) {
        struct text number, t;
        char letter;

        t = behind_number(text_of(c[i].whole), &number, &letter);
        if (!letter || c[i].label[0] || !same_number(&c[i - 1], &c[i]))
            continue;
        c[i].kind = KIND_OTHER;
        rc = layout_part(&c[i], arena, text_of(c[i - 1].question), t, err);
    }
    return rc;
}

const struct layout layout_jisc_csv = {.name = "jisc_csv",
                                       .tight = true,
                                       .recognise = recognise,
                                       .describe = describe};
