/* table_csv.c - see files.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/csv.h"
#include "core/base/num.h"
#include "report/files.h"

static void cell_text(struct str *out, const char *text)
{
    str_add_char(out, ',');
    csv_add(out, text_of(text), true);
}

static void cell_number_text(struct str *out, double x)
{
    str_add_char(out, ',');
    if (!isnan(x))
        num_add(out, x);
}

static const char *head[] = {
    "item",        "item_label", "option", "option_label", "breakdown",
    "level",       "source",     "base",   "scheme",       "measure",
    "unranked",    "value",      "se",     "lower",        "upper",
    "confidence",  "n",          "count",  "place",        "place_lower",
    "place_upper", "mark",       "id"};

static void add_row(struct str *out, const struct cell *c,
                    const struct survey *survey)
{
    size_t question = survey_question(survey, c->key.question);
    const struct question *q =
        question == SURVEY_NONE ? NULL : &survey->question[question];
    size_t item = q && c->key.item ? survey_item(q, c->key.item) : SURVEY_NONE;
    size_t option =
        q && c->key.option ? survey_option(q, c->key.option) : SURVEY_NONE;
    const double number[] = {
        c->f.value, c->f.se,    c->f.lower, c->f.upper,      c->f.confidence,
        c->f.n,     c->f.count, c->f.rank,  c->f.rank_lower, c->f.rank_upper};

    csv_add(out, text_of(c->key.question), true);
    cell_text(out, c->key.item);
    cell_text(out, item == SURVEY_NONE ? "" : q->item[item].label);
    cell_text(out, c->key.option);
    cell_text(out,
              option == SURVEY_NONE ? "" : q->options.option[option].label);
    cell_text(out, c->key.breakdown);
    cell_text(out, c->key.level);
    cell_text(out, c->key.source);
    cell_text(out, c->key.base);
    cell_text(out, c->key.scheme);
    cell_text(out, c->key.measure);
    cell_text(out, c->key.unranked);
    for (size_t i = 0; i < sizeof number / sizeof *number; i++)
        cell_number_text(out, number[i]);
    cell_text(out, mark_text(c->mark));
    cell_text(out, c->id);
    str_add(out, "\r\n");
}

/* Cells in the order of the table, each once. */
static size_t in_order(const struct exhibit *e, const struct cell **cell)
{
    const struct table *t = &e->table;
    size_t n = 0;

    for (size_t c = 0; c < t->n_columns; c++) {
        for (size_t r = 0; r < t->n_rows; r++) {
            const struct cell *x = t->entry[r * t->n_columns + c].cell;
            bool seen = !x || x->fact;

            for (size_t i = n; i-- > 0 && !seen;)
                seen = cell[i] == x;
            if (!seen)
                cell[n++] = x;
        }
    }
    return n;
}

enum status table_csv(struct str *out, const struct exhibit *e,
                      const struct survey *survey, struct arena *arena,
                      struct err *err)
{
    size_t most = e->table.n_rows * e->table.n_columns;
    const struct cell **cell = arena_alloc(arena, most + 1, sizeof *cell);
    size_t n;

    if (!cell)
        return err_nomem(err);
    str_add(out, "\xEF\xBB\xBF"
                 "question");
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        cell_text(out, head[i]);
    str_add(out, "\r\n");
    n = in_order(e, cell);
    for (size_t i = 0; i < n; i++)
        add_row(out, cell[i], survey);
    return str_status(out, err);
}
