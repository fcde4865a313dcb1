/* feed.h - a parsed batch of rows as tables of rows (row_table.h), from which
 * SQLite writes it. */
#ifndef CORE_STORE_FEED_H
#define CORE_STORE_FEED_H

#include "core/store/definition.h"

/* What the rows of the feeds are read from; borrowed until the call that
 * reads them returns. */
struct feed_batch {
    const struct answer_batch *batch;
    int64_t survey_id, source_id, first_id; /* response.id of row 0 */
};

struct feeds;
/* places and ids are borrowed until feeds_free(). */
MUST_CHECK enum status feeds_new(struct feeds **out, struct store *store,
                                 const struct answer_places *places,
                                 const struct definition_ids *ids,
                                 int64_t survey_id, struct err *err);
/* Writes the batch into response, comment, weight and the answers tables. */
MUST_CHECK enum status feeds_write(struct feeds *feeds,
                                   const struct feed_batch *from,
                                   struct err *err);
void feeds_free(struct feeds *feeds); /* NULL is allowed */

/* "answer", "other", "unrecognised" */
const char *comment_kind_name(enum comment_kind kind);

#endif
