/* personal.h - what gives a person away inside a text: e-mail addresses,
 * telephone and National Insurance numbers, IP addresses, full postcodes, and
 * links.
 *
 * Patterns, not knowledge: a name in a comment is not found, and a comment
 * stays unredacted material, whatever was masked in it. */
#ifndef INGEST_PERSONAL_H
#define INGEST_PERSONAL_H

#include <stdint.h>
#include "core/base/text.h"

enum personal {
    PERSONAL_EMAIL,
    PERSONAL_TELEPHONE,
    PERSONAL_IP,
    PERSONAL_INSURANCE,
    PERSONAL_POSTCODE,
    PERSONAL_LINK,
    PERSONALS
};
const char *personal_name(enum personal kind); /* "e-mail" */

/* Length of what begins at t.p[at], which is the start of a word; 0: nothing.
 * *kind says what it is. */
size_t personal_at(struct text t, size_t at, enum personal *kind);

/* Appends t with each find made `[e-mail]` and the like, and counts the finds
 * of each kind in; NULL: not. */
void personal_mask(struct text t, struct str *out, uint64_t found[PERSONALS]);

/* True where the whole of t, but for white space, is one such thing. */
bool personal_is(struct text t, enum personal kind);

/* A postcode of the United Kingdom, whole or its first part (with or without
 * the digit behind it), in any way of writing. */
bool personal_like_postcode(struct text t);

#endif
