/* spss_conversion.h - what spss.c (the dictionary, the passes) and spss_rows.c
 * (values, rows) share of a file that is being read. */
#ifndef INGEST_SPSS_CONVERSION_H
#define INGEST_SPSS_CONVERSION_H

#include <readstat.h>
#include <stdio.h>
#include "core/base/err.h"
#include "ingest/spss_categories.h"
#include "ingest/spss_sets.h"

struct label {
    char *value, *text;
    double number; /* NaN: a string's */
};
struct label_set {
    char *name;
    struct label *label;
    size_t n, room;
};
struct variable {
    char *name, *label, *set;
    readstat_variable_t *of; /* borrowed, during a pass */
    enum { SHOW_NUMBER, SHOW_DATE, SHOW_TIME } show;
    char *choice; /* it is, of a multiple response set; NULL: none */
    const struct spss_set *of_set;
    struct spss_categories *first; /* it is the first, second ... of; NULL */
    size_t values, bare; /* that are not missing; of these without a label */
    bool unlabelled;     /* is not to be read by its labels */
};
struct conversion {
    struct arena *arena;
    const char *assumed; /* encoding of a file that names none; NULL */
    bool raw;            /* ReadStat cannot convert its texts: it is not to */
    char *encoding;      /* that it names; NULL: not known */
    struct variable *variable;
    size_t n, room;
    struct label_set *set;
    size_t n_sets, sets_room;
    struct spss_sets multiple;
    struct spss_categories *categories; /* of each of them */
    bool looked;                        /* at the labels that are categories */
    bool writing, headed;
    bool begun; /* the row at hand has a cell */
    struct str out;
    FILE *to;
    struct err *err;
    enum status rc;
};

/* The labels of that name; NULL: none. */
struct label_set *spss_labels_named(struct conversion *c, const char *name);
/* A value as text: a date of v, which may be NULL, in ISO 8601. */
void spss_add_value(struct str *out, const struct conversion *c,
                    const struct variable *v, readstat_value_t value);
/* The three heads, once. */
void spss_add_heads(struct conversion *c);
/* Looks at a value in the first pass; writes its cell in the second. */
int spss_on_value(int row, readstat_variable_t *variable,
                  readstat_value_t value, void *with);
/* Hands on what waits, where it is more than `most` bytes. */
void spss_flush(struct conversion *c, size_t most);

#endif
