/* slice.h - what a procedure works on: one question, in one view, under one
 * scheme, split one way; and the rows that come out of it. */
#ifndef ANALYSE_SLICE_H
#define ANALYSE_SLICE_H

#include "analyse/ballots.h"
#include "analyse/coding.h"
#include "analyse/data.h"
#include "analyse/infer/infer.h"
#include "analyse/rows.h"

struct rank_draws;
struct spread;

/* One question, made ready once for all its slices. */
struct subject {
    const struct survey *survey;
    const struct question *question;
    size_t index;                 /* of the question */
    size_t n;                     /* responses */
    struct answer_column *column; /* n_columns: its items, or itself */
    size_t n_columns;
    bool asked_exists;      /* the base asked */
    struct coding coding;   /* of coded answers: the columns hold slots */
    struct ballots ballots; /* of a ranking */
    double *given;          /* of points: n, the sum that each gave; or NaN */
    uint32_t *order;        /* of numbers: n_columns by n, by infer_order() */
    uint64_t seed;          /* of simulations */
    unsigned threads;       /* as of threads_run() */
    bool everything;        /* all pairs, all intervals */
    struct notes *notes;    /* of the question */
    const struct subject *importance; /* questions that it is set beside, in */
    const struct subject *overall;    /* the same view; NULL: none */
    const struct rank_draws *draws;   /* of as many items as have places; NULL:
                                         no simulated sets */
};

struct slice {
    const struct subject *subject;
    const struct view *view;
    const struct scheme *scheme;
    const struct split *split;
    struct design design;     /* of the scheme */
    const struct cell *table; /* of coded answers: columns by levels by slots */
    struct spread *spread;    /* of coded answers, by column; NULL: plain */
    double *scratch;          /* of coded answers: 3 numbers for each slot */
    struct rows *rows;
};

/* The cells of a column and level, coding.n_slots of them. */
const struct cell *slice_cells(const struct slice *slice, size_t column,
                               size_t level);
/* Key of the item that a column stands for; NULL where there are no items. */
const char *slice_item(const struct slice *slice, size_t column);

/* Rows with their names filled in and every number NaN. */
struct estimate slice_estimate(const struct slice *slice, size_t level,
                               enum base base, enum measure measure);
struct ranking slice_ranking(const struct slice *slice, size_t level,
                             enum base base, enum rule rule);

/* The numbers of a row from its mean.  A share has the interval beta, at 0 and
 * 1 kish; anything else t.  count is NaN where there is no numerator. */
void estimate_fill(struct estimate *e, const struct mean_estimate *mean,
                   double count, bool share);
void ranking_fill(struct ranking *r, const struct mean_estimate *mean,
                  double count, bool share);

/* Places of k scores: 1 plus the number strictly ahead.  Scores that differ by
 * no more than 1e-12 of the larger are level.  NaN has the place NaN. */
void order_places(const double *score, size_t k, enum better better,
                  double *place);

/* One way of turning a question's answers into rows. */
typedef enum status procedure(struct slice *slice, struct err *err);

#endif
