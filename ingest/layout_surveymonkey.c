/* layout_surveymonkey.c - two header rows: the question over its first column
 * alone, below it the choice, the line, or what kind of answer it is.
 *
 * Known by that shape: continuation cells of the first row are blank where the
 * second has text, and columns of the platform itself are blank in the
 * second.  No header of the first row has to be there. */
#include "ingest/layout.h"

static const struct {
    const char *words;
    enum column_kind kind;
} kinds[] = {
    {"Response", KIND_ALONE},
    {"Open-Ended Response", KIND_WORDS},
    {"Other (please specify)", KIND_OTHER},
};
enum { KINDS_KNOWN = sizeof kinds / sizeof *kinds };

static enum column_kind kind_of(struct text cell)
{
    for (size_t i = 0; i < KINDS_KNOWN; i++)
        if (text_same(cell, text_of(kinds[i].words)))
            return kinds[i].kind;
    return KIND_UNTOLD;
}

static bool blank(const struct head *head, size_t row, size_t column)
{
    return text_trim(head_cell(head, row, column)).n == 0;
}

/* A row of codes on top, q1 or Q4_1, over first columns of questions. */
static size_t rows_of_codes(const struct head *head)
{
    size_t codes = 0;

    for (size_t i = 0; i < head->columns; i++) {
        struct text t = text_trim(head_cell(head, 0, i));

        if (t.n == 0)
            continue;
        if (t.n < 2 || t.n > 12 || (t.p[0] != 'q' && t.p[0] != 'Q') ||
            t.p[1] < '0' || t.p[1] > '9')
            return 0;
        codes++;
    }
    return codes >= 2 && head->n > 3;
}

/* One row: a long whole number for each respondent. */
static bool is_flat(const struct head *head)
{
    struct text first = head_cell(head, 0, 0), t;
    size_t ids = 0;

    if (!text_same(first, text_of("RespondentID")) &&
        !text_same(first, text_of("Respondent ID")))
        return false;
    for (size_t r = 1; r < head->n; r++) {
        size_t n = 0;

        t = text_trim(head_cell(head, r, 0));
        while (n < t.n && t.p[n] >= '0' && t.p[n] <= '9')
            n++;
        n = n == t.n && n >= 8 && n <= 14;
        if (r == 1 && !n)
            return false; /* a second header row */
        ids += n;
    }
    return head->n > 1 && 10 * ids >= 9 * (head->n - 1);
}

static bool repeats(const struct head *head, size_t row, size_t column)
{
    return column > 0 && !blank(head, row, column) &&
           text_equal(head_cell(head, row, column),
                      head_cell(head, row, column - 1));
}

struct shown {
    size_t continued, kinds, both_blank, platform;
};

static struct shown look(const struct head *head, size_t row)
{
    struct shown s = {0};

    for (size_t i = 0; i < head->columns; i++) {
        bool first = !blank(head, row, i), second = !blank(head, row + 1, i);

        s.continued += second && (!first || repeats(head, row, i));
        s.both_blank += !first && !second;
        s.platform += first && !second;
        s.kinds += kind_of(head_cell(head, row + 1, i)) != KIND_UNTOLD;
    }
    return s;
}

static int recognise(const struct head *head, struct str *why)
{
    size_t row = rows_of_codes(head);
    struct shown s;

    if (is_flat(head)) {
        str_add(why, "one header row, with Respondent ID and long numbers");
        return 60;
    }
    if (head->n < row + 2 || blank(head, row, 0))
        return 0;
    s = look(head, row);
    /* A few columns may have lost their headers. */
    if (10 * s.both_blank > head->columns || s.continued + s.kinds == 0)
        return 0;
    if (s.both_blank && s.kinds < 3 && !row)
        return 0;
    if (s.kinds == 0 && !row && (s.continued < 2 || !blank(head, 1, 0)))
        return 0;
    str_addf(why,
             "%s header rows: %zu columns go on with the question before "
             "them, %zu say Response or the like, %zu are the platform's own",
             row ? "three" : "two", s.continued, s.kinds, s.platform);
    return 90;
}

static enum status describe_flat(const struct head *head, struct arena *arena,
                                 struct columns *columns, struct err *err)
{
    enum status rc = layout_flat(head, 0, arena, columns, err);

    columns->header_rows = 1;
    return rc == OK ? layout_group(columns, arena, err) : rc;
}

static enum status describe(const struct head *head, struct arena *arena,
                            struct columns *columns, struct err *err)
{
    size_t row = rows_of_codes(head);
    char *question = NULL;

    if (is_flat(head))
        return describe_flat(head, arena, columns, err);
    columns->header_rows = row + 2;
    for (size_t i = 0; i < columns->n; i++) {
        struct column *c = &columns->column[i];
        struct text second = text_trim(head_cell(head, row + 1, i));

        if (!blank(head, row, i) || !question)
            question = layout_text(arena, head_cell(head, row, i));
        c->question = question;
        c->kind = kind_of(second);
        if (c->kind == KIND_ALONE || c->kind == KIND_WORDS)
            second = text_of("");
        c->label = layout_text(arena, second);
        if (!c->question || !c->label)
            return err_nomem(err);
        if (text_trim(head_cell(head, row + 1, i)).n)
            continue;
        c->role = role_of(text_of(question));
        if (c->role == ROLE_ANSWER && !(row && !blank(head, 0, i)))
            c->role = ROLE_PLATFORM;
        question = NULL; /* nothing goes on from a column of the platform */
    }
    return OK;
}

const struct layout layout_surveymonkey = {.name = "surveymonkey",
                                           .commas = true,
                                           .spreads = true,
                                           .recognise = recognise,
                                           .describe = describe};
