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

static int recognise(const struct head *head, struct str *why)
{
    size_t continued = 0, kinds_told = 0, both_blank = 0, platform = 0;

    if (head->n < 2 || blank(head, 0, 0))
        return 0;
    for (size_t i = 0; i < head->columns; i++) {
        bool first = !blank(head, 0, i), second = !blank(head, 1, i);

        continued += !first && second;
        both_blank += !first && !second;
        platform += first && !second;
        kinds_told += kind_of(head_cell(head, 1, i)) != KIND_UNTOLD;
    }
    /* A few columns may have lost their headers. */
    if (10 * both_blank > head->columns || continued + kinds_told == 0)
        return 0;
    if (both_blank && kinds_told < 3)
        return 0;
    if (kinds_told == 0 && (continued < 2 || !blank(head, 1, 0)))
        return 0;
    str_addf(why,
             "two header rows: %zu columns go on with the question before "
             "them, %zu say Response or the like, %zu are the platform's own",
             continued, kinds_told, platform);
    return 90;
}

static enum status describe(const struct head *head, struct arena *arena,
                            struct columns *columns, struct err *err)
{
    char *question = NULL;

    columns->header_rows = 2;
    for (size_t i = 0; i < columns->n; i++) {
        struct column *c = &columns->column[i];
        struct text second = text_trim(head_cell(head, 1, i));

        if (!blank(head, 0, i) || !question)
            question = layout_text(arena, head_cell(head, 0, i));
        c->question = question;
        c->kind = kind_of(second);
        if (c->kind == KIND_ALONE || c->kind == KIND_WORDS)
            second = text_of("");
        c->label = layout_text(arena, second);
        if (!c->question || !c->label)
            return err_nomem(err);
        if (text_trim(head_cell(head, 1, i)).n)
            continue;
        c->role = role_of(text_of(question));
        if (c->role == ROLE_ANSWER)
            c->role = ROLE_PLATFORM;
        question = NULL; /* nothing goes on from a column of the platform */
    }
    return OK;
}

const struct layout layout_surveymonkey = {"surveymonkey", recognise, describe};
