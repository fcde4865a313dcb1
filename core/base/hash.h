/* hash.h - SHA-256 (libcrypto) of files, definitions and rows. */
#ifndef CORE_BASE_HASH_H
#define CORE_BASE_HASH_H

#include <stdint.h>
#include "core/base/err.h"
#include "core/base/text.h"

enum { HASH_BYTES = 32, HASH_HEX = 65 /* with the NUL */ };

struct hash;                 /* a running digest */
struct hash *hash_new(void); /* NULL: out of memory */
void hash_free(struct hash *h);
/* Begin again. */
MUST_CHECK enum status hash_reset(struct hash *h, struct err *err);
MUST_CHECK enum status hash_add(struct hash *h, const void *p, size_t n,
                                struct err *err);
/* The length first, so that no two lists of fields give the same bytes. */
MUST_CHECK enum status hash_add_field(struct hash *h, struct text t,
                                      struct err *err);
MUST_CHECK enum status hash_end(struct hash *h, unsigned char out[HASH_BYTES],
                                struct err *err);

/* Lower-case hexadecimal. */
void hash_hex(const unsigned char digest[HASH_BYTES], char out[HASH_HEX]);
MUST_CHECK enum status hash_bytes(const void *p, size_t n, char out[HASH_HEX],
                                  struct err *err);
/* A key nobody can guess, from the system's random numbers. */
MUST_CHECK enum status hash_key(unsigned char key[HASH_BYTES], struct err *err);
/* HMAC-SHA-256 (RFC 2104) of a text under a key. */
MUST_CHECK enum status hash_keyed(const unsigned char key[HASH_BYTES],
                                  struct text t, char out[HASH_HEX],
                                  struct err *err);
/* ERR_INPUT where path is no readable regular file. */
MUST_CHECK enum status hash_file(const char *path, char out[HASH_HEX],
                                 struct err *err);
#endif
