/* rank_data.h - profiles for the tests of analyse/rank/: written as text, made
 * by a fixed recurrence, or read from the shared data; and the oracles. */
#ifndef TESTS_ANALYSE_RANK_DATA_H
#define TESTS_ANALYSE_RANK_DATA_H

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/infer/infer.h"
#include "analyse/rank/places.h"
#include "core/base/csv.h"
#include "core/base/num.h"
#include "core/base/text.h"
#include "tests/support/check.h"

struct profile {
    size_t n, k;
    uint16_t *place;
    double *weight;
};

static inline struct profile profile_new(size_t n, size_t k)
{
    struct profile p = {.n = n, .k = k};

    p.place = calloc(n * k + 1, sizeof *p.place);
    p.weight = calloc(n + 1, sizeof *p.weight);
    for (size_t i = 0; i < n; i++)
        p.weight[i] = 1;
    return p;
}

static inline void profile_free(struct profile *p)
{
    free(p->place);
    free(p->weight);
}

static inline struct places profile_places(const struct profile *p)
{
    return (struct places){
        .n = p->n, .k = p->k, .place = p->place, .weight = p->weight};
}

static inline struct design profile_design(const struct profile *p)
{
    return (struct design){.n = p->n, .weight = p->weight};
}

/* Orders of letters, best first, a tie in brackets: "A(BC)D"; items that are
 * missing are not ranked.  weight[i] ballots say order[i]. */
static inline struct profile
profile_text(size_t k, size_t n, const char *const *order, const double *weight)
{
    struct profile p = profile_new(n, k);

    for (size_t row = 0; row < n; row++) {
        uint16_t at = 1, next = 1;
        bool tie = false;

        p.weight[row] = weight[row];
        for (const char *c = order[row]; *c; c++) {
            if (*c == '(' || *c == ')') {
                tie = *c == '(';
                at = next;
                continue;
            }
            p.place[row * k + (size_t)(*c - 'A')] = tie ? at : next;
            next++;
        }
    }
    return p;
}

static inline double next_random(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

/* Random orders, a share of them cut short and some neighbours tied. */
static inline struct profile profile_random(size_t n, size_t k, bool partial,
                                            uint64_t *seed)
{
    struct profile p = profile_new(n, k);

    for (size_t row = 0; row < n; row++) {
        uint16_t *place = p.place + row * k;
        size_t ranked = k;

        for (size_t i = 0; i < k; i++) {
            size_t j = (size_t)(next_random(seed) * (double)(i + 1));

            place[i] = place[j];
            place[j] = (uint16_t)(i + 1);
        }
        if (partial && next_random(seed) < 0.5)
            ranked = 1 + (size_t)(next_random(seed) * (double)k);
        for (size_t i = 0; i < k; i++)
            if (place[i] > ranked)
                place[i] = 0;
        for (size_t i = 0; partial && i < k; i++)
            if (place[i] == 2 && next_random(seed) < 0.3)
                place[i] = 1;
        p.weight[row] = 0.2385 + 3 * next_random(seed);
    }
    return p;
}

/* The cells `first` .. first + k - 1 of a CSV as places; rows that are not all
 * filled are left out. */
static inline struct profile profile_csv(const char *path, size_t first,
                                         size_t k, size_t skip)
{
    struct csv_options options = {.delimiter = ','};
    struct csv_reader *reader = NULL;
    struct csv_row row;
    struct err err = {0};
    struct profile p = profile_new(2000, k);

    p.n = 0;
    assert_ok(csv_open_file(&reader, path, &options, &err), &err);
    for (;;) {
        size_t full = 0;

        assert_ok(csv_next(reader, &row, &err), &err);
        if (row.what == CSV_END)
            break;
        if (skip > 0) {
            skip--;
            continue;
        }
        for (size_t i = 0; i < k && first + i < row.n; i++) {
            int64_t place;

            if (!num_parse_int(text_trim(row.cell[first + i]), &place))
                continue;
            p.place[p.n * k + i] = (uint16_t)place;
            full++;
        }
        if (full == k)
            p.n++;
        else
            memset(p.place + p.n * k, 0, k * sizeof *p.place);
    }
    csv_close(reader);
    return p;
}

/* PrefLib: "60: 3,1,2,4", one ballot a row. */
static inline struct profile profile_soi(const char *path, size_t k)
{
    struct profile p = profile_new(2000, k);
    FILE *file = fopen(path, "r");
    char line[200];

    assert_non_null(file);
    p.n = 0;
    while (fgets(line, sizeof line, file)) {
        char *at;
        long count = strtol(line, &at, 10);
        uint16_t place[16] = {0}, next = 1;

        if (line[0] == '#' || *at != ':')
            continue;
        while (*at == ':' || *at == ',')
            place[strtol(at + 1, &at, 10) - 1] = next++;
        for (long c = 0; c < count; c++)
            memcpy(p.place + p.n++ * k, place, k * sizeof *place);
    }
    assert_int_equal(fclose(file), 0);
    return p;
}

/* Rows of one oracle: question, item, level, statistic, value. */
struct oracle {
    size_t n, room;
    struct oracle_row {
        char *cell[4];
        double value;
    } * row;
};

static inline char *oracle_copy(struct text t)
{
    char *copy = calloc(t.n + 1, 1);

    memcpy(copy, t.p, t.n);
    return copy;
}

static inline struct oracle oracle_read(const char *path)
{
    struct csv_options options = {.delimiter = ','};
    struct csv_reader *reader = NULL;
    struct csv_row row;
    struct err err = {0};
    struct oracle o = {.room = 2000};

    o.row = calloc(o.room, sizeof *o.row);
    assert_ok(csv_open_file(&reader, path, &options, &err), &err);
    for (;;) {
        struct oracle_row *into = &o.row[o.n];

        assert_ok(csv_next(reader, &row, &err), &err);
        if (row.what == CSV_END)
            break;
        if (row.n < 7 || !num_parse(row.cell[6], &into->value))
            continue;
        into->cell[0] = oracle_copy(row.cell[1]);
        into->cell[1] = oracle_copy(row.cell[2]);
        into->cell[2] = oracle_copy(row.cell[4]);
        into->cell[3] = oracle_copy(row.cell[5]);
        o.n++;
    }
    csv_close(reader);
    return o;
}

static inline void oracle_free(struct oracle *o)
{
    for (size_t i = 0; i < o->n; i++)
        for (size_t c = 0; c < 4; c++)
            free(o->row[i].cell[c]);
    free(o->row);
}

/* The value; fails where there is none.  `question` and `statistic` may be the
 * beginnings of their names. */
static inline double oracle_value(const struct oracle *o, const char *question,
                                  const char *item, const char *level,
                                  const char *statistic)
{
    for (size_t i = 0; i < o->n; i++) {
        char **cell = o->row[i].cell;

        if (strncmp(cell[0], question, strlen(question)) == 0 &&
            strcmp(cell[1], item) == 0 && strcmp(cell[2], level) == 0 &&
            strncmp(cell[3], statistic, strlen(statistic)) == 0)
            return o->row[i].value;
    }
    print_error("no %s of %s in %s\n", statistic, item, question);
    fail();
    return 0;
}

#endif
