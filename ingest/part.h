/* part.h - a part of a zip archive read as XML, event by event.
 *
 * Nothing is unpacked to disk, and names of parts are looked up, never
 * followed.  What an attacker may do is bounded: a document type is refused,
 * and with it every entity of its own; so is a part that grows to more than
 * PART_MOST bytes, or past PART_FREE bytes and more than PART_RATIO times its
 * packed size; elements lie at most PART_DEPTH deep. */
#ifndef INGEST_PART_H
#define INGEST_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <zip.h>
#include "core/base/err.h"

#define PART_MOST ((uint64_t)8 << 30)
#define PART_FREE ((uint64_t)32 << 20)
enum { PART_RATIO = 200, PART_DEPTH = 64 };

struct part;

/* Names come without their prefix. */
struct part_events {
    void (*start)(void *with, const char *name, const char **attribute);
    void (*end)(void *with, const char *name);
    void (*text)(void *with, const char *p, int n); /* NULL: not wanted */
};

/* The value of an attribute, whatever the prefix of its name; NULL: none. */
const char *part_attribute(const char **attribute, const char *name);

/* path, of the archive, is for messages; both are borrowed.  *out is NULL
 * where there is no such part: that is no error. */
MUST_CHECK enum status part_open(struct part **out, zip_t *zip,
                                 const char *path, const char *name,
                                 const struct part_events *events, void *with,
                                 struct err *err);
/* Goes on to the next part_pause() or to the end (*more false).  ERR_INPUT as
 * above and where it is no XML. */
MUST_CHECK enum status part_go(struct part *part, bool *more, struct err *err);
/* From within an event: part_go() returns after it. */
void part_pause(struct part *part);
/* From within an event: part_go() fails with this; `what` is a constant. */
void part_refuse(struct part *part, const char *what);
uint64_t part_read(const struct part *part); /* bytes of XML so far */
uint64_t part_size(const struct part *part); /* as the archive says */
void part_close(struct part *part);          /* NULL is allowed */

/* All of a part at once; *there tells whether it exists. */
MUST_CHECK enum status part_all(zip_t *zip, const char *path, const char *name,
                                const struct part_events *events, void *with,
                                bool *there, struct err *err);

#endif
