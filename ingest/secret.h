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
    bool lost; /* ids are hashed with it, and there is no such file */
    unsigned char key[HASH_BYTES];
};

/* Sees whether the database at path, if there is one, holds ids hashed with a
 * key that is not there.  vfs as in ingest.h. */
MUST_CHECK enum status secret_look(struct secret *secret, const char *database,
                                   const char *vfs, struct err *err);
/* Reads the key, or makes one where there is no file: 64 hexadecimal figures.
 * Once read it stays.  ERR_INPUT where the file holds no key, others may read
 * it or it is lost: under another key, nobody would be known again; ERR_IO. */
MUST_CHECK enum status secret_need(struct secret *secret, struct err *err);

#endif
