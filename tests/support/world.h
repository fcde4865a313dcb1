/* world.h - an export that the whole program has ingested and analysed, to be
 * compared with expected values: its rows are found by the names of columns
 * and by labels, as expected values have them. */
#ifndef TESTS_SUPPORT_WORLD_H
#define TESTS_SUPPORT_WORLD_H

#include <sqlite3.h>
#include <stdbool.h>
#include "core/survey/survey.h"
#include "tests/support/sheet.h"

struct world {
    struct survey *survey;
    sqlite3 *db;
    sqlite3_stmt *estimate, *ranking;
    const char *const *alias; /* of columns, in the order of the export; NULL:
                                 columns go by their own name */
    double n;                 /* analysed responses */
};
/* Opens folder/oracle.db and reads its definition; alias and n are left. */
void world_open(struct world *w, const char *folder, const char *definition);
void world_close(struct world *w);

/* What a row of the database says; NaN where it says nothing. */
struct found {
    bool there;
    double value, se, lower, upper, df, n, count, n_weighted, n_effective, deff,
        rank;
};
/* estimate: question, item, option, breakdown, level, base, scheme, measure.
 * ranking: question, item, breakdown, level, base, scheme, rule, unranked.
 * "" where a name does not apply. */
struct found world_find(sqlite3_stmt *s, const char *const name[8]);

/* A question, or a line of one, by the column that it came from. */
struct where {
    const struct question *question;
    const char *item; /* "" none */
};
bool world_locate(const struct world *w, const char *column, struct where *out);
/* The keys of an expected row's breakdown and level; "" where it has none. */
bool world_level(const struct world *w, const struct expected *e,
                 const char **breakdown, const char **level);
/* The share, in the base answered, that an expected row means: of its item,
 * a label; of the first option where it has none. */
struct found world_share(const struct world *w, const struct expected *e,
                         const char *scheme);

/* Columns 2 to 38 of Star Wars by the names of the expected values. */
extern const char *const world_films[37];

/* Files of ../shared; to be freed. */
char *world_path(const char *path); /* made absolute */
/* Copies a file of the project into a folder. */
void world_copy(const char *folder, const char *from, const char *name);
char *world_shared(const char *folder, const char *name);

#endif
