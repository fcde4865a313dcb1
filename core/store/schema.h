/* schema.h - the tables that every database has, and how older ones become
 * them. */
#ifndef CORE_STORE_SCHEMA_H
#define CORE_STORE_SCHEMA_H

#include "core/store/db.h"

enum {
    SCHEMA_APPLICATION = 0x63767331, /* "cvs1", in the file's header */
    SCHEMA_VERSION = 2               /* of schema_steps' last */
};

/* Step i takes a database of version i to version i + 1; the first makes it
 * from nothing. */
struct schema_step {
    const char *const *sql; /* ended by NULL */
};
extern const struct schema_step schema_steps[SCHEMA_VERSION];

/* Runs the steps from the version that the file has; within a transaction.
 * ERR_INPUT where it is newer than the last step. */
MUST_CHECK enum status schema_migrate(struct store *store,
                                      const struct schema_step *steps,
                                      int64_t n, struct err *err);
/* ERR_INPUT unless every table of canvass is there and an ordinary table. */
MUST_CHECK enum status schema_check(struct store *store, struct err *err);
/* Fills the table of measures with those of core/evidence. */
MUST_CHECK enum status schema_measures(struct store *store, struct err *err);

#endif
