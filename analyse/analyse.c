/* analyse.c - the door of the room: takes a definition, runs the table of
 * procedures over every question, saves what comes out.
 *
 * A question is one task, which alone sees its columns and its rows and leaves
 * the database alone; weights, then rows in the order of the questions, are
 * saved while other tasks run, so that the number of threads shows in nothing
 * but the time. */
#include "analyse/analyse.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "analyse/order.h"
#include "analyse/plans.h"
#include "analyse/procedures.h"
#include "analyse/rank/sets.h"
#include "analyse/replicated.h"
#include "analyse/spread.h"
#include "analyse/subject.h"
#include "analyse/weighing.h"
#include "core/base/mem.h"
#include "core/base/progress.h"
#include "core/base/threads.h"
#include "core/store/results_orders.h"

enum { TASKS_TOGETHER = 32 };

struct work {
    const struct analyse_request *request;
    struct data data;
    struct store_results *results;
    struct plans *plans; /* NULL: none was given */
    struct notes *notes;
    struct analyse_summary *summary;
    size_t first; /* question of the first task */
    struct rows rows[TASKS_TOGETHER];
    struct notes said[TASKS_TOGETHER];
    struct progress *progress;
};

enum status slice_tabulate(struct slice *s, struct cell *cell, struct err *err)
{
    const struct subject *u = s->subject;
    size_t n_levels = s->split->n_levels;
    enum status rc = OK;

    for (size_t c = 0; rc == OK && c < u->n_columns; c++)
        rc = infer_table(&s->design, u->column[c].code, u->coding.n_slots,
                         s->split->code, n_levels,
                         cell + c * n_levels * u->coding.n_slots, err);
    s->table = cell;
    return rc;
}

static enum status run_procedure(const struct procedure_row *p, struct slice *s,
                                 struct err *err)
{
    size_t first = s->rows->n_estimates, interval = s->rows->n_intervals;
    enum status rc = p->run(s, err);

    if (rc == OK && p->again && replicated_applies(s))
        rc = replicated_errors(s, p->run, first, interval, err);
    return rc;
}

static enum status run_slice(struct slice *s, struct err *err)
{
    const struct subject *u = s->subject;
    const struct question *q = u->question;
    struct cell *cell = NULL;
    enum status rc = OK;

    if (shape_of(q->type)->coded) {
        cell = mem_array(u->n_columns * s->split->n_levels * u->coding.n_slots,
                         sizeof *cell);
        s->scratch = mem_array(3 * u->coding.n_slots, sizeof *s->scratch);
        rc = cell && s->scratch ? slice_tabulate(s, cell, err) : err_nomem(err);
        if (rc == OK)
            rc = spread_make(s, err);
    }
    for (size_t p = 0; rc == OK && p < n_procedures; p++)
        if (procedures[p].type == q->type &&
            (!procedures[p].applies || procedures[p].applies(q)))
            rc = run_procedure(&procedures[p], s, err);
    spread_free(s);
    free(cell);
    free(s->scratch);
    return rc;
}

static enum status run_view(const struct view *v, const struct subject *u,
                            struct rows *rows, struct err *err)
{
    enum status rc = OK;

    for (size_t k = 0; k < v->n_schemes; k++)
        for (size_t b = 0; b < v->n_splits; b++) {
            struct slice s = {.subject = u,
                              .view = v,
                              .scheme = &v->scheme[k],
                              .split = &v->split[b],
                              .design = v->scheme[k].design,
                              .rows = rows};

            if (rc == OK && s.split->n_levels)
                rc = run_slice(&s, err);
        }
    return rc;
}

/* A question that another is set beside, in the view of that other. */
struct beside_view {
    struct subject whole, own;
};

static void subject_whole(struct subject *u, const struct data *d, size_t index)
{
    u->survey = d->survey;
    u->index = index;
    u->question = &d->survey->question[index];
    u->n = d->frame.n;
    u->column = d->column + answer_place_of(&d->places, index, SURVEY_NONE);
    u->n_columns = answer_columns_of(u->question);
    u->asked_exists = coding_asked_exists(d->survey, u->question);
}

static enum status set_beside(const struct data *d, const struct beside *beside,
                              const struct view *view, struct beside_view *b,
                              const struct subject **to, struct err *err)
{
    if (!beside->question)
        return OK;
    subject_whole(&b->whole, d, beside->question_index);
    *to = &b->own;
    return subject_of_view(&b->own, &b->whole, view, false, err);
}

static bool stands_beside(const struct survey *survey, size_t index)
{
    for (size_t i = 0; i < survey->n_questions; i++) {
        const struct question *q = &survey->question[i];

        if ((q->importance.question && q->importance.question_index == index) ||
            (q->overall.question && q->overall.question_index == index))
            return true;
    }
    return false;
}

/* The last view that is shown may spoil the columns, unless another question
 * reads them too. */
static enum status run_subject(const struct data *d, const struct subject *u,
                               struct rows *rows, struct err *err)
{
    bool shared = stands_beside(d->survey, u->index);
    size_t last = d->n_views;
    enum status rc = OK;

    while (last > 0 && !d->view[last - 1].n_schemes)
        last--;
    for (size_t v = 0; rc == OK && v < last; v++) {
        const struct view *view = &d->view[v];
        struct beside_view importance = {0}, overall = {0};
        struct subject own = {0};

        if (!view->n_schemes)
            continue;
        rc = subject_of_view(&own, u, view,
                             v + 1 == last && !view->row && !shared, err);
        if (rc == OK)
            rc = set_beside(d, &u->question->importance, view, &importance,
                            &own.importance, err);
        if (rc == OK)
            rc = set_beside(d, &u->question->overall, view, &overall,
                            &own.overall, err);
        if (rc == OK)
            rc = run_view(view, &own, rows, err);
        subject_free(&own, u);
        subject_free(&importance.own, &importance.whole);
        subject_free(&overall.own, &overall.whole);
    }
    return rc;
}

static enum status run_question(struct work *w, size_t task, struct err *err)
{
    struct subject u = {.seed = w->request->seed,
                        .threads = w->request->threads,
                        .everything = w->request->everything,
                        .notes = &w->said[task]};
    struct rank_draws draws = {0};
    enum status rc = OK;

    subject_whole(&u, &w->data, w->first + task);
    if (subject_places(&u) > 1) {
        rc = rank_draws_init(&draws, subject_places(&u), SETS_DRAWS, u.seed,
                             err);
        u.draws = &draws;
    }
    if (rc == OK && shape_of(u.question->type) &&
        u.index != u.survey->replicates.weights_index)
        rc = run_subject(&w->data, &u, &w->rows[task], err);
    rank_draws_free(&draws);
    return rc;
}

static enum status save_rows(struct work *w, struct rows *rows, struct err *err)
{
    size_t at = 0;
    enum status rc = OK;

    for (size_t i = 0; rc == OK && i < rows->n_estimates; i++) {
        rc = store_estimate(w->results, &rows->estimate[i], err);
        for (; rc == OK && at < rows->n_intervals &&
               rows->interval[at].estimate == i;
             at++)
            rc = store_interval(w->results, &rows->interval[at], err);
    }
    for (size_t i = 0; rc == OK && i < rows->n_rankings; i++)
        rc = store_ranking(w->results, &rows->ranking[i], err);
    for (size_t i = 0; rc == OK && i < rows->n_tests; i++)
        rc = store_test(w->results, &rows->test[i], err);
    for (size_t i = 0; rc == OK && i < rows->n_majorities; i++)
        rc = store_majority(w->results, &rows->majority[i], err);
    if (rc == OK && w->plans)
        rc = plans_keep(w->plans, rows, err);
    w->summary->estimates += rows->n_estimates;
    w->summary->rankings += rows->n_rankings;
    w->summary->tests += rows->n_tests;
    rows_free(rows);
    return rc;
}

/* Task 0 of the first group are the weights: nothing is left to compute. */
static size_t weights_tasks(const struct work *w)
{
    return w->first == 0;
}

static enum status run_task(void *with, size_t task, struct err *err)
{
    struct work *w = with;
    size_t before = weights_tasks(w);

    return task < before ? OK : run_question(w, task - before, err);
}

static enum status save_task(void *with, size_t task, struct err *err)
{
    struct work *w = with;
    size_t before = weights_tasks(w);

    if (task < before)
        return weighing_weights(&w->data, w->results, err);
    return save_rows(w, &w->rows[task - before], err);
}

static enum status run_group(struct work *w, size_t end, struct err *err)
{
    size_t n = end - w->first;
    enum status rc = threads_run_settled(
        n + weights_tasks(w), w->request->threads, run_task, save_task, w, err);

    for (size_t t = 0; t < n; t++) {
        for (size_t i = 0; rc == OK && i < w->said[t].n; i++)
            rc = notes_add(w->data.notes, err, w->said[t].note[i].kind, "%s",
                           w->said[t].note[i].text);
        notes_free(&w->said[t]);
        rows_free(&w->rows[t]);
    }
    progress_at(w->progress, (double)end, (double)w->data.survey->n_questions,
                end);
    return rc;
}

static enum status need_beside(struct data *d, size_t first, size_t end,
                               struct err *err)
{
    enum status rc = OK;

    for (size_t i = first; rc == OK && i < end; i++) {
        const struct question *q = &d->survey->question[i];

        if (q->importance.question)
            rc = data_need(d, q->importance.question_index, err);
        if (rc == OK && q->overall.question)
            rc = data_need(d, q->overall.question_index, err);
    }
    return rc;
}

static enum status run_questions(struct work *w, struct err *err)
{
    size_t n = w->data.survey->n_questions;
    enum status rc = OK;

    for (size_t first = 0, batch; rc == OK && first < n; first = batch) {
        batch = data_batch(&w->data, first);
        rc = data_load(&w->data, first, batch, err);
        if (rc == OK)
            rc = need_beside(&w->data, first, batch, err);
        for (w->first = first; rc == OK && w->first < batch;) {
            size_t end = w->first + TASKS_TOGETHER;

            end = end < batch ? end : batch;
            rc = run_group(w, end, err);
            w->first = end;
        }
        data_unload(&w->data);
    }
    return rc;
}

static enum status analyse_survey(struct work *w, struct store *store,
                                  const struct stored_survey *stored,
                                  struct err *err)
{
    struct run run = {.stage = "analyse",
                      .version = CANVASS_VERSION,
                      .seed = w->request->seed};
    time_t now = time(NULL);
    struct tm utc;
    enum status rc;

    if (!gmtime_r(&now, &utc) ||
        !strftime(run.started, sizeof run.started, "%Y-%m-%dT%H:%M:%SZ", &utc))
        return err_set(err, ERR_IO, "the clock cannot be read");
    if (w->request->plan_path &&
        (rc = plans_open(&w->plans, w->request->plan_path, stored->survey,
                         err)) != OK)
        return rc;
    if ((rc = data_open(&w->data, store, stored, w->request->threads, w->notes,
                        err)) != OK)
        return rc;
    if (w->plans)
        plans_of(w->plans, &w->data);
    w->summary->responses = w->data.frame.n;
    if ((rc = store_results_begin(&w->results, store, stored, &run,
                                  &w->data.frame, w->data.kind, err)) != OK ||
        (rc = weighing_save(&w->data, w->results, err)) != OK ||
        (rc = run_questions(w, err)) != OK)
        return rc;
    if (w->plans &&
        (rc = plans_save(w->plans, w->results, w->notes, err)) != OK)
        return rc;
    return store_results_end(w->results, err);
}

static enum status check_only(const char *only, const struct survey *survey,
                              const char *path, struct err *err)
{
    size_t key = strlen(survey->key);
    const char *wave;

    if (!only)
        return OK;
    wave = only[key] == '/' ? only + key + 1 : only + key;
    if (strncmp(only, survey->key, key) == 0 &&
        (only[key] == '\0' || only[key] == '/') &&
        strcmp(wave, survey->wave) == 0)
        return OK;
    return err_set(err, ERR_USAGE,
                   "--only %s, but %s is the definition of %s%s%s; leave one "
                   "of the two out",
                   only, path, survey->key, *survey->wave ? "/" : "",
                   survey->wave);
}

/* The survey in the database that `survey` defines, with its definition made
 * this one, where ingest would do nothing else with it. */
static enum status take_definition(struct store *store,
                                   const struct analyse_request *request,
                                   struct survey *survey,
                                   struct stored_survey *stored,
                                   struct err *err)
{
    const char *path = request->survey_path;
    bool found = false;
    enum status rc = check_only(request->only, survey, path, err);

    if (rc == OK)
        rc =
            store_lookup(store, survey->key, survey->wave, &found, stored, err);
    if (rc == OK && !found)
        rc = err_set(err, ERR_INPUT,
                     "%s: the survey %s%s%s is not in %s; run `canvass ingest "
                     "-d %s %s`",
                     path, survey->key, *survey->wave ? "/" : "", survey->wave,
                     request->database, request->database, path);
    return rc == OK ? store_update_definition(store, stored, survey, err) : rc;
}

static enum status find_survey(struct store *store,
                               const struct analyse_request *request,
                               struct stored_survey *stored, struct err *err)
{
    struct survey *survey = NULL;
    enum status rc;

    if (!request->survey_path)
        return store_find(store, request->only, stored, err);
    rc = survey_read(&survey, request->survey_path, err);
    if (rc == OK)
        rc = take_definition(store, request, survey, stored, err);
    survey_free(survey);
    return rc;
}

enum status analyse_run(const struct analyse_request *request,
                        struct analyse_summary *summary, struct notes *notes,
                        struct err *err)
{
    struct store *store = NULL;
    struct stored_survey stored = {0};
    struct work *work = mem_array(1, sizeof *work);
    enum status rc;

    *summary = (struct analyse_summary){0};
    if (!work)
        return err_nomem(err);
    work->request = request;
    work->summary = summary;
    work->notes = notes;
    gsl_set_error_handler_off();
    rc = store_open_vfs(&store, request->database, STORE_WRITE, request->vfs,
                        err);
    if (rc != OK || (rc = store_begin(store, err)) != OK)
        goto done;
    work->progress = progress_new("analysing", "questions");
    if ((rc = find_survey(store, request, &stored, err)) == OK &&
        (rc = analyse_survey(work, store, &stored, err)) == OK)
        rc = store_commit(store, err);
done:
    progress_free(work->progress);
    plans_free(work->plans);
    store_results_free(work->results);
    data_close(&work->data);
    stored_survey_free(&stored);
    store_close(store);
    free(work);
    return rc;
}
