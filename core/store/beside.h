/* beside.h - read-only connections of threads, beside the one that holds the
 * file.
 *
 * The store's transaction is exclusive, so that SQLite would keep its own
 * other connections out as well; but as long as nothing of it has reached the
 * file, the file is what was committed last and nobody else can change it: it
 * may be read without a lock. */
#ifndef CORE_STORE_BESIDE_H
#define CORE_STORE_BESIDE_H

#include "core/store/db.h"

/* True within a transaction that has written nothing to the file. */
bool beside_allowed(const struct store *store);
/* For one thread, to be closed before the store writes again; the path stays
 * the store's.  Only where beside_allowed(). */
MUST_CHECK enum status beside_open(const struct store *store,
                                   struct store **out, struct err *err);
void beside_close(struct store *beside); /* NULL: nothing */

#endif
