/* data.h - the thin layer over the store: who replied, in which groups, with
 * which weights; and the answers, loaded a batch of questions at a time. */
#ifndef ANALYSE_DATA_H
#define ANALYSE_DATA_H

#include "analyse/infer/infer.h"
#include "analyse/infer/projection.h"
#include "analyse/weight/weight.h"
#include "core/base/notes.h"
#include "core/store/store.h"

/* A breakdown over the responses of a view: level code[i], or -1 for a
 * response outside.  Level names are option keys, joined by * in a crossing.
 * The first split is everyone: breakdown NULL, one level of name NULL. */
struct split {
    const char *breakdown;
    const char **level;
    size_t n_levels;
    int32_t *code;
};

struct weighted;

/* Arrays in the order of the view's rows. */
struct scheme {
    const char *name;
    const double *weight;            /* NULL: all 1 */
    struct design design;            /* with strata, clusters and calibration */
    bool plain;                      /* sums of w and w^2 by cell are enough */
    const struct weighted *weighted; /* to targets; NULL */
    const double *factor;            /* supplied replicates: rows by n_factors;
                                        NULL: none */
    size_t n_factors;
};

/* What stands together in result rows: all sources pooled, or one of them, or
 * those of either that have a weight under a scheme.  A view is a survey of
 * its own: everything in it has n_rows places, in the order of the frame. */
struct view {
    const char *source; /* NULL: pooled */
    const size_t *row;  /* n_rows of the frame; NULL: all of it */
    size_t n_rows;
    double n; /* the same: the whole design */
    struct split *split;
    size_t n_splits;
    struct scheme *scheme;
    size_t n_schemes;
};

/* A scheme of the definition, solved for a view or for the individuals in it.
 */
struct weighted {
    const struct weighting_definition *definition;
    const char *source; /* NULL: pooled */
    size_t n;           /* individuals */
    size_t *row;        /* of the frame */
    struct weight_problem problem;
    struct weights weights;
    struct calibration calibration; /* of those who have a weight */
    struct projection projection;
};

struct data {
    struct store *store;
    unsigned threads; /* that load columns; 0: as many as there are */
    const struct stored_survey *stored;
    const struct survey *survey;
    struct arena *arena; /* of views and names */
    struct answer_places places;
    struct frame frame;
    enum respondent_kind *kind;   /* frame order */
    struct answer_column *column; /* by place; code NULL where not loaded */
    struct view *view;
    size_t n_views;
    struct weighted *weighted;
    size_t n_weighted;
    struct notes *notes; /* what was done that the analyst should know */
};

/* Loads the frame, sorts respondents into kinds, finds weights and makes the
 * views.  ERR_INPUT where a supplied weight is not a number above 0, a stratum
 * has one cluster and the definition does not say what then, or targets cannot
 * be met. */
MUST_CHECK enum status data_open(struct data *data, struct store *store,
                                 const struct stored_survey *stored,
                                 unsigned threads, struct notes *notes,
                                 struct err *err);
void data_close(struct data *data);

/* Questions from `first` on whose columns are loaded together: all that
 * memory allows.  Returns the question after the last one. */
size_t data_batch(const struct data *data, size_t first);
MUST_CHECK enum status data_load(struct data *data, size_t first, size_t end,
                                 struct err *err);
void data_unload(struct data *data);
/* Loads one question, unless it is. */
MUST_CHECK enum status data_need(struct data *data, size_t question,
                                 struct err *err);

#endif
