/* data.h - the thin layer over the store: who replied, in which groups, with
 * which weights; and the answers, loaded a batch of questions at a time. */
#ifndef ANALYSE_DATA_H
#define ANALYSE_DATA_H

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

struct scheme {
    const char *name;
    const double *weight; /* frame order; NULL: all 1 */
};

/* What stands together in result rows: all sources pooled, or one of them. */
struct view {
    const char *source; /* NULL: pooled */
    double n;           /* its analysed responses: the whole design */
    struct split *split;
    size_t n_splits;
    struct scheme *scheme;
    size_t n_schemes;
};

struct data {
    struct store *store;
    const struct stored_survey *stored;
    const struct survey *survey;
    struct arena *arena; /* of views and names */
    struct answer_places places;
    struct frame frame;
    enum respondent_kind *kind;   /* frame order */
    struct answer_column *column; /* by place; code NULL where not loaded */
    struct view *view;
    size_t n_views;
};

/* Loads the frame, sorts respondents into kinds and makes the views.
 * ERR_INPUT where a supplied weight is not a number above 0. */
MUST_CHECK enum status data_open(struct data *data, struct store *store,
                                 const struct stored_survey *stored,
                                 struct err *err);
void data_close(struct data *data);

/* Questions from `first` on whose columns are loaded together: all that
 * memory allows.  Returns the question after the last one. */
size_t data_batch(const struct data *data, size_t first);
MUST_CHECK enum status data_load(struct data *data, size_t first, size_t end,
                                 struct err *err);
void data_unload(struct data *data);

#endif
