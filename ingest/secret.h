/* secret.h - the key under which ids that give a person away are hashed.
 *
 * Who replied twice is seen from the hashes; who it was is not, without the
 * key.  It lies beside the database, readable by its owner alone, and must not
 * be handed on with it. */
#ifndef INGEST_SECRET_H
#define INGEST_SECRET_H

#include <stdbool.h>
#include "core/base/hash.h"

struct secret {
    const char *path; /* borrowed; NULL: a key of this run alone */
    bool read;
    unsigned char key[HASH_BYTES];
};

/* Reads the key, or makes one where there is no file: 64 hexadecimal figures.
 * Once read it stays.  ERR_INPUT where the file holds no key or others may read
 * it; ERR_IO. */
MUST_CHECK enum status secret_need(struct secret *secret, struct err *err);

#endif
