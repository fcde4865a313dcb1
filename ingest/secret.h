/* secret.h - the key under which ids that give a person away are hashed.
 *
 * Who replied twice is seen from the hashes; who it was is not, without the
 * key.  It lies beside the database, readable by its owner alone, and must not
 * be handed on with it.  A database has one key for good. */
#ifndef INGEST_SECRET_H
#define INGEST_SECRET_H

#include <stdbool.h>
#include "core/base/hash.h"
#include "core/store/store.h"

struct secret {
    const char *path;     /* borrowed; NULL: a key of this run alone */
    const char *database; /* whose ids it is the key to; borrowed */
    bool read;
    bool lost; /* ids are hashed with it, and there is no such file */
    unsigned char key[HASH_BYTES];
    char fingerprint[HASH_HEX]; /* of the key, once it is read: tells it from
                                   others, and gives nothing of it away */
    char known[HASH_HEX];       /* of the database's key; "": not known */
};

/* Asks the store which key its hashed ids have, and whether that is gone. */
MUST_CHECK enum status secret_look(struct secret *secret, struct store *store,
                                   struct err *err);
/* Reads the key, or makes one where there is no file: 64 hexadecimal figures.
 * Once read it stays.  ERR_INPUT where the file holds no key, others may read
 * it, it is lost or it is not the database's: under another key, nobody would
 * be known again; ERR_IO. */
MUST_CHECK enum status secret_need(struct secret *secret, struct err *err);

#endif
