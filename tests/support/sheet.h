/* sheet.h - a CSV file whole in memory, for tests: data and expected values. */
#ifndef TESTS_SUPPORT_SHEET_H
#define TESTS_SUPPORT_SHEET_H

#include <stddef.h>

struct sheet {
    size_t rows, columns; /* rows without the header */
    char **head;          /* columns */
    char **cell;          /* rows by columns, "" where a row is short */
    struct arena *arena;
};

/* All of these fail the test where the file or the column is not there. */
struct sheet sheet_read(const char *path);
void sheet_free(struct sheet *sheet);
size_t sheet_column(const struct sheet *sheet, const char *name);
const char *sheet_text(const struct sheet *sheet, size_t row,
                       const char *column);
/* NaN where the cell is no number. */
double sheet_number(const struct sheet *sheet, size_t row, const char *column);

/* One expected value: the file's own columns, in its order. */
struct expected {
    const char *dataset, *question, *item, *breakdown, *level, *statistic;
    double value;
};
/* Row `row` of a tidy file of expected values. */
struct expected sheet_expected(const struct sheet *sheet, size_t row);

#endif
