/* subject.c - see subject.h. */
#include "analyse/subject.h"

#include <stdlib.h>
#include "analyse/procedures.h"
#include "core/base/mem.h"

/* Words of dates are read by nobody here. */
static enum status gather(struct answer_column *to,
                          const struct answer_column *from,
                          const struct view *v, struct err *err)
{
    to->n = v->n_rows;
    to->code = mem_array(v->n_rows, sizeof *to->code);
    if (from->value)
        to->value = mem_array(v->n_rows, sizeof *to->value);
    if (!to->code || (from->value && !to->value))
        return err_nomem(err);
    for (size_t i = 0; i < v->n_rows; i++) {
        size_t row = v->row ? v->row[i] : i;

        to->code[i] = from->code[row];
        if (from->value)
            to->value[i] = from->value[row];
    }
    return OK;
}

enum status subject_of_view(struct subject *own, const struct subject *of,
                            const struct view *view, bool in_place,
                            struct err *err)
{
    enum status rc = OK;

    *own = *of;
    own->n = view->n_rows;
    if (!in_place) {
        own->column = mem_array(of->n_columns, sizeof *own->column);
        if (!own->column)
            return err_nomem(err);
        for (size_t c = 0; rc == OK && c < of->n_columns; c++)
            rc = gather(&own->column[c], &of->column[c], view, err);
    }
    return rc == OK ? shape_of(of->question->type)->prepare(own, err) : rc;
}

void subject_free(struct subject *own, const struct subject *of)
{
    for (size_t c = 0;
         own->column != of->column && own->column && c < of->n_columns; c++)
        answer_column_free(&own->column[c]);
    if (own->column != of->column)
        free(own->column);
    coding_free(&own->coding);
    ballots_free(&own->ballots);
    free(own->given);
    free(own->order);
}
