/* definition.h - a survey's definition as rows: survey, question, item,
 * option. */
#ifndef CORE_STORE_DEFINITION_H
#define CORE_STORE_DEFINITION_H

#include "core/store/db.h"

/* Where a definition's questions and items are in the database. */
struct definition_ids {
    int64_t *question; /* by index */
    int64_t **item;    /* by question's index and item's; NULL without items */
    size_t n;
};
void definition_ids_free(struct definition_ids *ids);

/* The row of `survey`, made or brought up to date; *id is kept for a survey
 * and wave that is there. */
MUST_CHECK enum status definition_survey(struct store *store,
                                         const struct survey *survey,
                                         const struct survey_digests *digests,
                                         int64_t *id, struct err *err);
/* The files that analyse reads (of targets) go into the database, read anew
 * from the definition's folder and checked for their form. */
MUST_CHECK enum status definition_files(struct store *store, int64_t survey_id,
                                        const struct survey *survey,
                                        struct err *err);
/* New rows for every question, its items and options. */
MUST_CHECK enum status definition_insert(struct store *store, int64_t survey_id,
                                         const struct survey *survey,
                                         struct definition_ids *ids,
                                         struct err *err);
/* The options of a question again. */
MUST_CHECK enum status definition_options(struct store *store,
                                          int64_t question_id,
                                          const struct question *question,
                                          struct err *err);
/* Puts the stored options of lookups into the definition. */
MUST_CHECK enum status definition_fill(struct store *store, int64_t survey_id,
                                       struct survey *survey, struct err *err);

/* ---- design.c: strata, clusters and populations ----------------------- */

MUST_CHECK enum status design_write(struct store *store,
                                    const struct answer_batch *batch,
                                    int64_t first_id, struct err *err);
/* Fills stratum, cluster and population of a frame, where the definition has
 * any.  ERR_INPUT where a response lacks what its source should have. */
MUST_CHECK enum status design_load(struct store *store,
                                   const struct stored_survey *stored,
                                   struct frame *frame, struct err *err);

/* ---- tables.c: the answers of a survey -------------------------------- */

/* "answers_7_1" or "answers_labelled_7_1", in double quotes. */
void answers_name(struct str *sql, const char *kind, int64_t survey_id,
                  size_t part);
MUST_CHECK enum status tables_drop(struct store *store, int64_t survey_id,
                                   struct err *err);
/* How many there are. */
MUST_CHECK enum status tables_count(struct store *store, int64_t survey_id,
                                    size_t *n, struct err *err);
MUST_CHECK enum status tables_create(struct store *store, int64_t survey_id,
                                     const struct answer_places *places,
                                     const struct definition_ids *ids,
                                     struct err *err);
/* The labelled views, anew. */
MUST_CHECK enum status views_create(struct store *store, int64_t survey_id,
                                    const struct survey *survey,
                                    const struct answer_places *places,
                                    struct err *err);

#endif
