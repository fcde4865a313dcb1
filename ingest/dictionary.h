/* dictionary.h - words of cells and what they stand for.
 *
 * A cell is looked up by its bytes; what is met for the first time is folded
 * (text_fold) and compared with the words, and the answer is remembered, so
 * that the usual cell costs one hash.  A number is also found by its value:
 * "4.0" is "4". */
#ifndef INGEST_DICTIONARY_H
#define INGEST_DICTIONARY_H

#include <stdint.h>
#include "core/base/err.h"
#include "core/base/text.h"

enum { DICTIONARY_UNKNOWN = INT32_MIN };

struct dictionary;
struct dictionary *dictionary_new(void);    /* NULL: out of memory */
void dictionary_free(struct dictionary *d); /* NULL is allowed */

/* Numbers are words like any: 007 is not 7. */
void dictionary_words_only(struct dictionary *d);

/* The first meaning of a word stays. */
MUST_CHECK enum status dictionary_add(struct dictionary *d, struct text word,
                                      int32_t value, struct err *err);
/* DICTIONARY_UNKNOWN where no word fits (or memory for folding is out). */
int32_t dictionary_find(struct dictionary *d, struct text cell);

/* The meaning of a cell; one that fits no word becomes a word itself and gets
 * the value `fresh`. */
MUST_CHECK enum status dictionary_meet(struct dictionary *d, struct text cell,
                                       int32_t fresh, int32_t *value,
                                       struct err *err);

/* 64 bits of a text; the same in every run. */
uint64_t text_hash(struct text t, uint64_t seed);

#endif
