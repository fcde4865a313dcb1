/* data.c - see data.h. */
#include "analyse/data.h"

#include <math.h>
#include <stdlib.h>
#include "analyse/views.h"
#include "analyse/weighting.h"
#include "core/base/mem.h"

enum { BATCH_BYTES = 768 << 20 };

static size_t first_place(const struct data *d, size_t question)
{
    return question < d->survey->n_questions
               ? answer_place_of(&d->places, question, SURVEY_NONE)
               : d->places.n;
}

size_t data_batch(const struct data *data, size_t first)
{
    size_t columns = BATCH_BYTES / (12 * (data->frame.n + 1)), end = first + 1;

    while (end < data->survey->n_questions &&
           first_place(data, end + 1) - first_place(data, first) <= columns)
        end++;
    return end;
}

static size_t distinct(size_t *index, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        size_t k = 0;

        while (k < kept && index[k] != index[i])
            k++;
        if (k == kept)
            index[kept++] = index[i];
    }
    return kept;
}

/* Those of the places that are not loaded yet, by one call. */
static enum status load_places(struct data *d, const size_t *wanted, size_t n,
                               struct err *err)
{
    const struct answer_place **place = mem_array(n, sizeof *place);
    struct answer_column *column = mem_array(n, sizeof *column);
    size_t missing = 0;
    enum status rc = place && column ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < n; i++)
        if (!d->column[wanted[i]].code)
            place[missing++] = &d->places.place[wanted[i]];
    if (rc == OK && missing)
        rc = store_load_columns(d->store, d->stored, place, missing, &d->frame,
                                d->threads, column, err);
    for (size_t i = 0; rc == OK && i < missing; i++)
        d->column[place[i] - d->places.place] = column[i];
    free(place);
    free(column);
    return rc;
}

enum status data_load(struct data *data, size_t first, size_t end,
                      struct err *err)
{
    size_t from = first_place(data, first);
    size_t n = first_place(data, end) - from;
    size_t *wanted = mem_array(n, sizeof *wanted);
    enum status rc;

    if (!wanted)
        return err_nomem(err);
    for (size_t i = 0; i < n; i++)
        wanted[i] = from + i;
    rc = load_places(data, wanted, n, err);
    free(wanted);
    return rc;
}

enum status data_need(struct data *data, size_t question, struct err *err)
{
    size_t from = first_place(data, question);
    size_t n = first_place(data, question + 1) - from;
    size_t *wanted = mem_array(n, sizeof *wanted);
    enum status rc = wanted ? OK : err_nomem(err);

    for (size_t i = 0; rc == OK && i < n; i++)
        wanted[i] = from + i;
    if (rc == OK)
        rc = load_places(data, wanted, n, err);
    free(wanted);
    return rc;
}

/* What the views are made of: the whole of a small survey, so that its table
 * is read once; of a large one the questions that split it. */
static enum status load_splitting(struct data *d, struct err *err)
{
    const struct survey *s = d->survey;
    size_t n = 0, *wanted;
    enum status rc;

    if (data_batch(d, 0) >= s->n_questions)
        return data_load(d, 0, s->n_questions, err);
    wanted = mem_array(2 * s->n_breakdowns + 1 + weighting_questions(s, NULL),
                       sizeof *wanted);
    if (!wanted)
        return err_nomem(err);
    n = weighting_questions(s, wanted);
    for (size_t i = 0; i < n; i++)
        wanted[i] = first_place(d, wanted[i]);
    for (size_t b = 0; b < s->n_breakdowns; b++)
        for (size_t k = 0; k < s->breakdown[b].n; k++)
            wanted[n++] = first_place(d, s->breakdown[b].question[k]);
    if (s->respondent.question)
        wanted[n++] = first_place(d, s->respondent.question_index);
    n = distinct(wanted, n);
    rc = load_places(d, wanted, n, err);
    free(wanted);
    if (rc == OK && s->replicates.method == REPLICATES_SUPPLIED)
        rc = data_need(d, s->replicates.weights_index, err);
    return rc;
}

void data_unload(struct data *data)
{
    for (size_t i = 0; data->column && i < data->places.n; i++)
        answer_column_free(&data->column[i]);
}

static enum status check_weights(const struct data *d, struct err *err)
{
    const struct frame *f = &d->frame;

    for (size_t i = 0; f->supplied && i < f->n; i++)
        if (!(f->supplied[i] > 0 && isfinite(f->supplied[i])))
            return err_set(err, ERR_INPUT,
                           "%s: response %lld of source '%s' has the weight "
                           "%g%s; a weight is a number above 0: correct the "
                           "export, or list the response in removals, and "
                           "ingest again",
                           store_path(d->store), (long long)f->response_id[i],
                           f->source_key[f->source[i]], f->supplied[i],
                           f->supplied[i] < 0 ? ""
                                              : ", or none that is a "
                                                "number");
    return OK;
}

enum status data_open(struct data *data, struct store *store,
                      const struct stored_survey *stored, unsigned threads,
                      struct notes *notes, struct err *err)
{
    enum status rc;

    *data = (struct data){.store = store,
                          .threads = threads,
                          .stored = stored,
                          .survey = stored->survey,
                          .notes = notes};
    data->arena = arena_new();
    if (!data->arena)
        return err_nomem(err);
    if ((rc = answer_places(stored->survey, &data->places, err)) != OK ||
        (rc = store_load_frame(store, stored, threads, &data->frame, err)) !=
            OK ||
        (rc = check_weights(data, err)) != OK)
        return rc;
    data->column = mem_array(data->places.n, sizeof *data->column);
    data->kind = mem_array(data->frame.n, sizeof *data->kind);
    if (!data->column || !data->kind)
        return err_nomem(err);
    if ((rc = load_splitting(data, err)) != OK)
        return rc;
    return views_make(data, err);
}

void data_close(struct data *data)
{
    views_free(data);
    weighting_free(data);
    data_unload(data);
    free(data->column);
    free(data->kind);
    frame_free(&data->frame);
    arena_free(data->arena);
    *data = (struct data){0};
}
