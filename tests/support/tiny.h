/* tiny.h - a tiny survey with a question of every kind, and rows for it that
 * follow from their number: for tests of the store. */
#ifndef TESTS_SUPPORT_TINY_H
#define TESTS_SUPPORT_TINY_H

#include "core/store/results.h"
#include "core/store/store.h"

/* pcp/2016, sources web and paper. */
extern const char tiny_yaml[];

struct tiny {
    struct survey *survey;
    struct survey_digests digests;
    struct answer_places places;
};

/* Writes FOLDER/survey.yaml and what it names, and reads it.  The levels of
 * its lookup are filled in.  Fails the test where anything is wrong. */
struct tiny tiny_read(const char *folder, const char *yaml);
void tiny_free(struct tiny *tiny);
/* tiny_yaml with the first `find` replaced; to be freed. */
char *tiny_edit(const char *find, const char *put);

enum { TINY_IDS = 1, TINY_WEIGHTS = 2 };
/* Gives the present source rows first .. first + n - 1 of the survey: ids
 * "R<row>", each tenth removed as "blank". */
enum status tiny_rows(struct store_ingest *ingest, const struct tiny *tiny,
                      size_t first, size_t n, unsigned with, struct err *err);
double tiny_weight(size_t row); /* NaN for each sixth */
/* The code or value that row has in a column; the value is NaN for codes. */
int32_t tiny_code(const struct tiny *tiny, size_t place, size_t row);
double tiny_value(const struct tiny *tiny, size_t place, size_t row);

struct stored_source tiny_source(const char *key, const char *name);

/* Rows 0 .. n - 1 from web.csv, n .. 2n - 1 from paper.csv, which has weights
 * and one rejected row, in one transaction. */
enum status tiny_ingest(struct store *store, struct tiny *tiny, size_t n,
                        struct err *err);
/* Four result rows, in one transaction. */
enum status tiny_analyse(struct store *store, struct err *err);

#endif
