/* count.c - what canvass takes to count alone, for bench/engine: weighted
 * tables of 20 questions by 6 breakdowns, by the pass over cells that analyse
 * makes, from columns in memory.
 *
 * usage: count DATABASE
 * Of the database that bench/engine ingested tables.yaml into.  Prints seconds
 * to load the columns, seconds to count on all cores, and responses and weight
 * of one cell, which its peers are held to. */
#include <stdio.h>
#include <stdlib.h>

#include "analyse/infer/infer.h"
#include "bench/clock.h"
#include "core/base/mem.h"
#include "core/base/threads.h"
#include "core/store/store.h"

enum { QUESTIONS = 20, BREAKDOWNS = 6, COLUMNS = QUESTIONS + BREAKDOWNS };

/* A question with its codes as cells: who gave no answer has one too. */
struct counted {
    int32_t *cell;
    size_t cells;
};

struct count {
    struct store *store;
    struct stored_survey stored;
    struct answer_places places;
    struct frame frame;
    struct answer_column column[COLUMNS];
    struct counted by[COLUMNS]; /* breakdowns first, as in the definition */
    struct cell *table[QUESTIONS][BREAKDOWNS];
};

static enum status load(struct count *c, const char *path, struct err *err)
{
    const struct answer_place *place[COLUMNS];
    enum status rc = store_open(&c->store, path, STORE_WRITE, err);

    if (rc == OK)
        rc = store_begin(c->store, err); /* rolled back */
    if (rc == OK)
        rc = store_find(c->store, NULL, &c->stored, err);
    if (rc == OK)
        rc = answer_places(c->stored.survey, &c->places, err);
    if (rc == OK && c->places.n != COLUMNS)
        rc = err_set(err, ERR_USAGE, "%s is not of tables.yaml", path);
    if (rc == OK)
        rc = store_load_frame(c->store, &c->stored, 0, &c->frame, err);
    for (size_t i = 0; rc == OK && i < COLUMNS; i++)
        place[i] = &c->places.place[i];
    return rc == OK ? store_load_columns(c->store, &c->stored, place, COLUMNS,
                                         &c->frame, 0, c->column, err)
                    : rc;
}

static enum status code(void *with, size_t task, struct err *err)
{
    struct count *c = with;
    struct counted *to = &c->by[task];
    size_t options = c->stored.survey->question[task].options.n;

    *to =
        (struct counted){mem_array(c->frame.n, sizeof *to->cell), options + 1};
    if (!to->cell)
        return err_nomem(err);
    for (size_t i = 0; i < c->frame.n; i++) {
        int32_t given = c->column[task].code[i];

        to->cell[i] = given < 1 ? (int32_t)options : given - 1;
    }
    return OK;
}

static enum status tabulate(void *with, size_t task, struct err *err)
{
    struct count *c = with;
    const struct design design = {.n = c->frame.n, .weight = c->frame.supplied};
    const struct counted *q = &c->by[BREAKDOWNS + task];
    enum status rc = OK;

    for (size_t b = 0; rc == OK && b < BREAKDOWNS; b++) {
        const struct counted *by = &c->by[b];
        struct cell *table = mem_array(q->cells * by->cells, sizeof *table);

        rc = table ? infer_table(&design, q->cell, q->cells, by->cell,
                                 by->cells, table, err)
                   : err_nomem(err);
        c->table[task][b] = table;
    }
    return rc;
}

static void release(struct count *c)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        answer_column_free(&c->column[i]);
        free(c->by[i].cell);
    }
    for (size_t q = 0; q < QUESTIONS; q++)
        for (size_t b = 0; b < BREAKDOWNS; b++)
            free(c->table[q][b]);
    frame_free(&c->frame);
    stored_survey_free(&c->stored);
    store_close(c->store);
}

int main(int argc, char **argv)
{
    struct count c = {.store = NULL};
    struct err err = {0};
    double start = clock_now(), loaded;
    enum status rc;

    if (argc != 2) {
        fputs("usage: count DATABASE\n", stderr);
        return 2;
    }
    rc = load(&c, argv[1], &err);
    loaded = clock_now();
    if (rc == OK)
        rc = threads_run(COLUMNS, 0, code, &c, &err);
    if (rc == OK)
        rc = threads_run(QUESTIONS, 0, tabulate, &c, &err);
    if (rc == OK)
        printf("%.3f %.4f %.0f %.15g\n", loaded - start, clock_now() - loaded,
               c.table[QUESTIONS - 1][BREAKDOWNS - 1][0].n,
               c.table[QUESTIONS - 1][BREAKDOWNS - 1][0].w);
    else
        fprintf(stderr, "count: %s\n", err.text);
    release(&c);
    return rc == OK ? 0 : 4;
}
