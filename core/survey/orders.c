/* orders.c - see orders.h. */
#include "core/survey/orders.h"

#include <math.h>
#include "core/base/csv.h"
#include "core/base/file.h"
#include "core/base/num.h"

/* A file at hand: its columns, the question that its items are of. */
struct reading {
    const char *path;
    const struct question *question;
    struct plan_order *order;
    size_t item, place; /* columns */
};

static enum status take_header(struct reading *r, const struct csv_row *row,
                               struct err *err)
{
    r->item = r->place = SURVEY_NONE;
    for (size_t i = 0; i < row->n; i++) {
        if (text_same(row->cell[i], text_of("item")))
            r->item = i;
        else if (text_same(row->cell[i], text_of("place")))
            r->place = i;
    }
    if (r->item == SURVEY_NONE || r->place == SURVEY_NONE)
        return err_at(err, ERR_INPUT, r->path, row->line,
                      "the header lacks a column; it has to name item and "
                      "place");
    return OK;
}

static size_t find_item(const struct question *q, struct text name)
{
    for (size_t i = 0; i < q->n_items; i++)
        if (text_same(name, text_of(q->item[i].key)) ||
            text_same(name, text_of(q->item[i].label)))
            return i;
    return SURVEY_NONE;
}

static enum status take_row(struct reading *r, const struct csv_row *row,
                            struct err *err)
{
    size_t most = r->item > r->place ? r->item : r->place, item;
    struct text name;
    double place;

    if (row->n <= most)
        return err_at(err, ERR_INPUT, r->path, row->line,
                      "the row is short; give an item and its place");
    name = text_trim(row->cell[r->item]);
    item = find_item(r->question, name);
    if (item == SURVEY_NONE)
        return err_at(err, ERR_INPUT, r->path, row->line,
                      "'%.*s' is no item of question '%s'; use its keys or "
                      "labels",
                      (int)(name.n < 60 ? name.n : 60), name.p,
                      r->question->key);
    if (!num_parse(text_trim(row->cell[r->place]), &place) || place < 1)
        return err_at(err, ERR_INPUT, r->path, row->line,
                      "the place is no number from 1; 1 is first");
    if (!isnan(r->order->place[item]))
        return err_at(err, ERR_INPUT, r->path, row->line,
                      "item '%s' has a place already; give it one",
                      r->question->item[item].key);
    r->order->place[item] = place;
    return OK;
}

static enum status take_rows(struct reading *r, struct csv_reader *reader,
                             struct err *err)
{
    struct csv_row row;
    bool header = true;

    for (;;) {
        enum status rc = csv_next(reader, &row, err);

        if (rc != OK || row.what == CSV_END)
            return rc;
        if (row.what == CSV_BAD_ROW)
            return err_at(err, ERR_INPUT, r->path, row.line, "%s; correct it",
                          row.problem);
        if (row.empty)
            continue;
        rc = header ? take_header(r, &row, err) : take_row(r, &row, err);
        if (rc != OK)
            return rc;
        header = false;
    }
}

enum status order_read(const struct plan *plan, struct plan_order *order,
                       const struct survey *survey, struct err *err)
{
    struct reading r = {.order = order};
    struct csv_reader *reader = NULL;
    struct str folder = {0}, path = {0};
    enum status rc;

    if (!survey->headline.question)
        return err_at(err, ERR_INPUT, plan->path, order->line,
                      "order '%s' stands beside the headline, and the survey "
                      "has none; name a headline in survey.yaml",
                      order->key);
    r.question = &survey->question[survey->headline.question_index];
    order->place =
        arena_alloc(plan->arena, r.question->n_items, sizeof *order->place);
    if (!order->place)
        return err_nomem(err);
    for (size_t i = 0; i < r.question->n_items; i++)
        order->place[i] = (double)NAN;
    path_folder(&folder, plan->path);
    path_join(&path, str_cstr(&folder), order->file);
    rc = str_status(&path, err);
    r.path = str_cstr(&path);
    if (rc == OK)
        rc = csv_open_file(&reader, r.path,
                           &(struct csv_options){.delimiter = ','}, err);
    if (rc == OK)
        rc = take_rows(&r, reader, err);
    csv_close(reader);
    str_free(&folder);
    str_free(&path);
    return rc;
}
