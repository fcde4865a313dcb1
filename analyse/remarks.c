/* remarks.c - see remarks.h and procedures.h. */
#include "analyse/remarks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/procedures.h"
#include "core/base/mem.h"
#include "core/base/text.h"

static enum status remark_levels(const struct data *d, const struct split *s,
                                 struct err *err)
{
    enum status rc = OK;

    if (s->n_levels == 0)
        rc = notes_add(d->notes, err, NOTE_INFO,
                       "breakdown '%s': nobody has a level; there is nothing "
                       "to compare",
                       s->breakdown);
    if (s->n_levels == 1)
        rc = notes_add(d->notes, err, NOTE_INFO,
                       "breakdown '%s': everybody with a level is '%s'; there "
                       "is nothing to compare",
                       s->breakdown, s->level[0]);
    return rc;
}

static enum status remark_persons(const struct data *d, const struct split *s,
                                  size_t n, struct err *err)
{
    size_t *count = mem_array(s->n_levels, sizeof *count);
    enum status rc = count ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < n; i++)
        if (s->code[i] >= 0)
            count[s->code[i]]++;
    for (size_t l = 0; rc == OK && l < s->n_levels; l++)
        if (count[l] == 1)
            rc = notes_add(d->notes, err, NOTE_INFO,
                           "breakdown '%s': level '%s' is one response, which "
                           "has no variance; merge it with another",
                           s->breakdown, s->level[l]);
    free(count);
    return rc;
}

enum status remark_breakdowns(const struct data *data, const struct view *view,
                              struct err *err)
{
    enum status rc = OK;

    for (size_t k = 0; rc == OK && k < view->n_splits; k++) {
        const struct split *s = &view->split[k];

        if (!s->breakdown || strchr(s->breakdown, '*') ||
            strcmp(s->breakdown, "respondent") == 0)
            continue;
        rc = remark_levels(data, s, err);
        if (rc == OK && s->n_levels)
            rc = remark_persons(data, s, view->n_rows, err);
    }
    return rc;
}

/* ---- questions --------------------------------------------------------- */

/* Once for a question: everyone, under the first scheme.  Everyone is of one
 * kind where kinds of respondent are told apart. */
static bool is_whole(const struct slice *s)
{
    const struct survey *survey = s->subject->survey;

    return !s->split->breakdown && s->scheme == s->view->scheme &&
           !(survey->respondent.question &&
             survey->respondent.question_index == s->subject->index);
}

static enum status say_equal(const struct slice *s, size_t column,
                             const char *answer, struct err *err)
{
    const char *item = slice_item(s, column);

    return notes_add(s->subject->notes, err, NOTE_INFO,
                     "question '%s'%s%s: all answers are '%s'; standard errors "
                     "are 0 and say nothing, and there is nothing to test",
                     s->subject->question->key, item ? ", " : "",
                     item ? item : "", answer);
}

enum status remark_equal_options(struct slice *slice, struct err *err)
{
    const struct coding *c = &slice->subject->coding;
    size_t n_columns = is_whole(slice) ? slice->subject->n_columns : 0;
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < n_columns; i++) {
        const struct cell *cell = slice_cells(slice, i, 0);
        size_t chosen = 0, last = 0;

        for (size_t k = 0; k < c->n_choices; k++)
            if (cell[k].n > 0) {
                chosen++;
                last = k;
            }
        if (chosen == 1 && cell[last].n > 1)
            rc = say_equal(slice, i,
                           slice->subject->question->options.option[last].key,
                           err);
    }
    return rc;
}

enum status remark_equal_numbers(struct slice *slice, struct err *err)
{
    size_t n_columns = is_whole(slice) ? slice->subject->n_columns : 0;
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < n_columns; i++) {
        const double *value = slice->subject->column[i].value;
        double least = (double)INFINITY, most = -(double)INFINITY;
        size_t n = 0;

        for (size_t k = 0; k < slice->subject->n; k++) {
            if (isnan(value[k]) || slice->split->code[k] < 0)
                continue;
            least = fmin(least, value[k]);
            most = fmax(most, value[k]);
            n++;
        }
        if (n > 1 && !(most > least)) {
            struct str answer = {0};

            str_addf(&answer, "%g", most);
            rc = answer.failed ? err_nomem(err)
                               : say_equal(slice, i, str_cstr(&answer), err);
            str_free(&answer);
        }
    }
    return rc;
}
