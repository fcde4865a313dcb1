/* spss_categories.h - a multiple response set of categories (the first, second,
 * third answer to one question) as a column for each category, ticked or
 * not. */
#ifndef INGEST_SPSS_CATEGORIES_H
#define INGEST_SPSS_CATEGORIES_H

#include "core/base/mem.h"
#include "core/base/text.h"

struct spss_category {
    char *code, *label;
    bool chosen; /* in the row at hand */
};
/* Start with zeroes. */
struct spss_categories {
    const char *name, *label; /* of the set; borrowed */
    struct spss_category *category;
    size_t n, room;
    size_t members, last; /* variables, and the index of the last one */
    bool unfit;           /* not all of its values are categories */
    bool answered;        /* a member has a value in the row at hand */
};

/* A category that is not there yet; in the arena. */
MUST_CHECK enum status spss_categories_add(struct spss_categories *c,
                                           struct arena *arena,
                                           const char *code, const char *label,
                                           struct err *err);
/* A member has this value in the row at hand. */
void spss_categories_meet(struct spss_categories *c, struct text code);
/* Head `row` of its columns, as spss.h has them: names, labels, none. */
void spss_categories_head(const struct spss_categories *c, int row,
                          struct str *out);
/* The cells of the row at hand, which is then forgotten. */
void spss_categories_cells(struct spss_categories *c, struct str *out);

#endif
