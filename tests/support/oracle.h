/* oracle.h - the real data of ../shared with their designs, and the values
 * expected of them, for tests of formulas alone: no database, no ingest. */
#ifndef TESTS_SUPPORT_ORACLE_H
#define TESTS_SUPPORT_ORACLE_H

#include <stdbool.h>
#include "analyse/infer/infer.h"
#include "tests/support/sheet.h"

struct oracle_data {
    char *name; /* as in the expected values: masculinity, apisrs(fpc), ... */
    struct sheet sheet;
    size_t first; /* row of the first response: after a second header */
    size_t n;
    struct design design;
    double *weight, *population;
    uint32_t *stratum, *cluster;
};
/* Reads the file of a data set under its design; fails the test for a name
 * that it does not know. */
struct oracle_data oracle_data(const char *shared, const char *name);
void oracle_data_free(struct oracle_data *data);

/* The text of response i in a column by name or by the alias that the
 * expected values use; NULL where it is missing. */
const char *oracle_text(const struct oracle_data *data, size_t i,
                        const char *column);
/* The same as a number or as the score that the expected values use; NaN where
 * it is missing. */
double *oracle_numbers(const struct oracle_data *data, const char *column);

/* A column as codes by label in byte order. */
struct oracle_codes {
    size_t k;
    const char **label; /* borrowed of the data */
    int32_t *code;      /* -1: missing, or excluded */
};
/* question: may end in #excl_no_answer or #excl(LABEL).  only NULL: all rows,
 * else those where it is not below 0: labels are those that such rows have. */
struct oracle_codes oracle_codes(const struct oracle_data *data,
                                 const char *question, const int32_t *only);
void oracle_codes_free(struct oracle_codes *codes);
size_t oracle_code_of(const struct oracle_codes *codes, const char *label);
/* The two labels of "A|B"; false where the text is none of two labels. */
bool oracle_pair_of(const struct oracle_codes *codes, const char *text,
                    size_t *a, size_t *b);

/* The expected values of a file, and how many were compared. */
struct oracle {
    struct sheet sheet;
    size_t compared;
};
struct oracle oracle_read(const char *shared, const char *file);
void oracle_free(struct oracle *oracle);
/* The end of the block of rows that begins at `from`: same data set, question
 * and breakdown. */
size_t oracle_block(const struct oracle *oracle, size_t from);
/* Counts, and fails the test where the two differ by more than tolerance *
 * max(1, |expected|), or in infinity. */
void oracle_compare(struct oracle *oracle, const struct expected *expected,
                    double ours, double tolerance);
/* The same for a p-value: 1e-10 absolute, and on the log scale 1e-6 (times its
 * size) for those below 1e-10. */
void oracle_compare_p(struct oracle *oracle, const struct expected *expected,
                      double ours);

#endif
