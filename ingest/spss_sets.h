/* spss_sets.h - the multiple response sets of an SPSS file, which ReadStat
 * 1.1.8 leaves out.
 *
 * A set of dichotomies ("$x=D1 1 5 Label a b c") says that its variables are
 * the choices of one question, and which value of theirs means chosen; one of
 * categories ("$x=C 5 Label a b c") that they are the first, second, third
 * answer to one question.  Records 7/7 and 7/19 of the dictionary; 7/13 has
 * the long names of variables that sets may call by their short ones. */
#ifndef INGEST_SPSS_SETS_H
#define INGEST_SPSS_SETS_H

#include <stdbool.h>
#include "core/base/mem.h"
#include "core/base/text.h"

struct spss_set {
    struct text name; /* without its $ */
    bool dichotomies;
    struct text counted; /* the value that means chosen, as text */
    struct text label;   /* of the set; its name where it has none */
    struct text members; /* names, parted by spaces */
};
struct spss_sets {
    struct spss_set *set;
    size_t n, room;
    struct text names; /* "SHORT=long", parted by TABs: of variables */
};

/* The sets that the dictionary of the file at path holds, in the arena; n is
 * 0 where there are none or it is not what it should be: what is wrong with
 * the file, the reader of the rest says. */
MUST_CHECK enum status spss_sets_read(const char *path, struct arena *arena,
                                      struct spss_sets *out, struct err *err);
/* The first set that has the variable, by its long or short name; NULL: none.
 */
const struct spss_set *spss_set_of(const struct spss_sets *sets,
                                   const char *variable);
void spss_sets_free(struct spss_sets *sets);

/* What a record says; for the reader, and tests. */
MUST_CHECK enum status spss_sets_parse(struct text record,
                                       struct spss_sets *out, struct err *err);

#endif
