/* rankings.c - every rule over the ballots of a ranking, level by level.
 *
 * A level is a task of its own with rows of its own, which are put together in
 * the order of the levels: threads show in nothing but the time. */
#include <stdlib.h>
#include <string.h>
#include "analyse/counting.h"
#include "analyse/procedures.h"
#include "core/base/mem.h"
#include "core/base/threads.h"

struct election {
    struct slice *slice;
    struct buckets buckets;
    struct level_order *level; /* n_levels */
    struct rows *rows;         /* n_levels */
};

/* What lasts over the two bases of a level. */
struct tally {
    struct scoring *scores;
    struct pairs *pairs;
};

/* Crossings have many levels and few people in each. */
static bool is_crossing(const struct slice *slice)
{
    return slice->split->breakdown && strchr(slice->split->breakdown, '*');
}

static enum status count_base(struct tally *t, struct ballot_box *box,
                              struct level_order *level, struct rows *rows,
                              struct err *err)
{
    bool closer = box->chief || !box->slice->split->breakdown;
    struct counting c;
    enum status rc = counting_init(&c, box, rows, err);

    if (rc != OK)
        return rc;
    rc = scoring_count(t->scores, box, &c, err);
    if (rc == OK && closer)
        rc = pairs_count(t->pairs, box, &c, err);
    if (rc == OK && box->n && closer)
        rc = models_count(box, &c, box->chief ? &level->fit : NULL, err);
    if (rc == OK && closer && !is_crossing(box->slice))
        rc = pairs_keep(t->pairs, box, &c, err);
    if (rc == OK)
        rc = agreement_keep(box, scoring_places(t->scores), &c, err);
    if (rc == OK && box->chief) {
        level->n = box->n;
        moments_merge(&level->places, scoring_places(t->scores));
    }
    counting_free(&c);
    return rc;
}

static enum status count_level(void *with, size_t l, struct err *err)
{
    static const enum base bases[] = {BASE_COMPLETE, BASE_RANKED};
    const struct election *e = with;
    struct level_order *level = &e->level[l];
    struct tally t = {0};
    size_t k = e->slice->subject->n_columns;
    enum status rc = poll_init(&level->poll, e->slice, &e->buckets, l, err);

    level->level = e->slice->split->level[l];
    if (rc == OK)
        rc = moments_init(&level->places, k, err);
    if (rc == OK)
        rc = scoring_new(&t.scores, e->slice, err);
    if (rc == OK)
        rc = pairs_new(&t.pairs, k, err);
    for (size_t b = 0; rc == OK && b < 2; b++) {
        struct ballot_box box = ballot_box(&level->poll, e->slice, l, bases[b]);

        rc = count_base(&t, &box, level, &e->rows[l], err);
    }
    scoring_free(t.scores);
    pairs_free(t.pairs);
    return rc;
}

static void election_free(struct election *e)
{
    for (size_t l = 0; l < e->slice->split->n_levels; l++) {
        if (e->level) {
            poll_free(&e->level[l].poll);
            moments_free(&e->level[l].places);
            choice_fit_free(&e->level[l].fit);
        }
        if (e->rows)
            rows_free(&e->rows[l]);
    }
    free(e->level);
    free(e->rows);
    buckets_free(&e->buckets);
}

enum status order_by_ballots(struct slice *slice, struct err *err)
{
    size_t n = slice->split->n_levels;
    struct election e = {.slice = slice,
                         .level = mem_array(n, sizeof *e.level),
                         .rows = mem_array(n, sizeof *e.rows)};
    enum status rc = e.level && e.rows ? OK : err_nomem(err);

    if (rc == OK)
        rc = buckets_init(&e.buckets, slice, NULL, err);
    if (rc == OK)
        rc = threads_run(n, slice->subject->threads, count_level, &e, err);
    for (size_t l = 0; rc == OK && l < n; l++)
        rc = rows_append(slice->rows, &e.rows[l], err);
    if (rc == OK && slice->split->breakdown)
        rc = groups_keep(slice, e.level, slice->rows, err);
    election_free(&e);
    return rc;
}
