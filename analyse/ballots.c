/* ballots.c - see ballots.h. */
#include "analyse/ballots.h"

#include <stdlib.h>
#include "core/base/mem.h"

/* One ballot on its way: the items that were ranked, by the place written. */
struct sorted {
    int32_t place;
    uint32_t item;
};

static size_t sort_ballot(const struct answer_column *column, size_t k,
                          size_t row, struct sorted *s)
{
    size_t m = 0;

    for (size_t i = 0; i < k; i++) {
        struct sorted one = {column[i].code[row], (uint32_t)i};
        size_t at = m;

        if (one.place < 1)
            continue;
        while (at > 0 && s[at - 1].place > one.place) {
            s[at] = s[at - 1];
            at--;
        }
        s[at] = one;
        m++;
    }
    return m;
}

static enum ballot_kind kind_of(const struct sorted *s, size_t m, size_t places)
{
    if (m == 0)
        return BALLOT_NONE;
    if (m != places)
        return BALLOT_PARTIAL;
    for (size_t i = 0; i < m; i++)
        if (s[i].place != (int32_t)i + 1)
            return BALLOT_PARTIAL;
    return BALLOT_COMPLETE;
}

/* Where a group of items that starts at s[from] begins: as written, behind
 * what is taken, and no later than leaves room for those that follow. */
static size_t group_start(size_t written, size_t taken, size_t k, size_t left)
{
    size_t start = written > taken ? written : taken + 1;
    size_t latest = k - left + 1;

    return start < latest ? start : latest;
}

static void place_ballot(struct ballots *b, size_t row, const struct sorted *s,
                         size_t m)
{
    double *place = b->place + row * b->k, sum = 0, rest;
    uint16_t *best = b->best + row * b->k;
    double k = (double)b->k;
    size_t taken = 0;

    for (size_t from = 0, to; from < m; from = to) {
        size_t start;

        for (to = from; to < m && s[to].place == s[from].place; to++)
            ;
        start = group_start((size_t)s[from].place, taken, b->k, m - from);
        taken = start + (to - from) - 1;
        for (size_t i = from; i < to; i++) {
            place[s[i].item] = ((double)start + (double)taken) / 2;
            best[s[i].item] = (uint16_t)start;
            sum += place[s[i].item];
        }
    }
    rest = m < b->k ? (k * (k + 1) / 2 - sum) / (double)(b->k - m) : 0;
    for (size_t i = 0; i < b->k; i++)
        if (!best[i])
            place[i] = rest;
}

enum status ballots_init(struct ballots *b, const struct answer_column *column,
                         size_t k, size_t n, size_t places, struct err *err)
{
    struct sorted *s = mem_array(k, sizeof *s);

    *b = (struct ballots){.n = n, .k = k};
    b->kind = mem_array(n, sizeof *b->kind);
    b->place = mem_array(n * k, sizeof *b->place);
    b->best = mem_array(n * k, sizeof *b->best);
    if (!s || !b->kind || !b->place || !b->best) {
        free(s);
        ballots_free(b);
        return err_nomem(err);
    }
    for (size_t row = 0; row < n; row++) {
        size_t m = sort_ballot(column, k, row, s);

        b->kind[row] = (unsigned char)kind_of(s, m, places);
        if (m)
            place_ballot(b, row, s, m);
    }
    free(s);
    return OK;
}

void ballots_free(struct ballots *b)
{
    free(b->kind);
    free(b->place);
    free(b->best);
    *b = (struct ballots){0};
}
