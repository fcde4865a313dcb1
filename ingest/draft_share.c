/* draft_share.c - columns of numbers beside each other that come to the same in
 * each row, in exports that have no mark for it: points shared out, or the
 * places of a ranking. */
#include "ingest/draft.h"

#include <math.h>
#include <stdlib.h>
#include "ingest/numbers.h"

enum {
    FEWEST = 3,       /* columns */
    WIDEST = 40,      /* of one question */
    ROWS = 2000,      /* looked at, */
    CELLS = 1 << 20,  /* and as many of them at most */
    FEWEST_ROWS = 10, /* that come to the same by no chance */
    IN_TEN = 9        /* rows that do so */
};

/* Rows of the columns that may be shares, with what each row has come to and
 * how many cells it gave, from the first column up to here. */
struct sums {
    size_t *group; /* that each column is */
    size_t columns, rows;
    double *number, *sum; /* by row and column; NaN: no number */
};

/* Columns of a run, seen together. */
struct window {
    size_t from, n; /* columns of the sums */
    double total;
    size_t same, rows; /* rows that come to it, of those with a number */
};

static bool may_be_share(const struct draft *d, const struct group *g)
{
    const struct profile *p = draft_profile(d, g->from);
    size_t filled;

    (void)profile_answers(p, &filled);
    return draft_stands_alone(d, g) && filled && p->n >= 2 &&
           p->numbers * 20 >= filled * 19 && p->numbers && p->least >= 0;
}

/* Whether the columns stand beside each other, and under one heading. */
static bool goes_on(const struct draft *d, const struct sums *s, size_t i)
{
    const struct group *g = &d->profiles->group[s->group[i]];

    return s->group[i] == s->group[i - 1] + 1 &&
           !draft_header(d, g->from)->section;
}

/* ---- reading ----------------------------------------------------------- */

static void take(const struct draft *d, struct sums *s, const struct text *cell)
{
    double *number = s->number + s->rows * s->columns;
    double *sum = s->sum + s->rows * s->columns, come = 0;

    for (size_t i = 0; i < s->columns; i++) {
        size_t column = d->profiles->group[s->group[i]].from;

        number[i] = (double)NAN;
        (void)number_of(text_trim(cell[column]), &number[i]);
        come += isnan(number[i]) ? 0 : number[i];
        sum[i] = come;
    }
    s->rows++;
}

static enum status read_sums(struct draft *d, struct sums *s)
{
    size_t most = CELLS / s->columns < ROWS ? CELLS / s->columns : ROWS;
    struct export_row row;
    enum status rc;

    s->number = mem_array(most * s->columns, sizeof *s->number);
    s->sum = mem_array(most * s->columns, sizeof *s->sum);
    if (!s->number || !s->sum)
        return err_nomem(d->err);
    rc = export_rewind(d->export, d->err);
    while (rc == OK && s->rows < most) {
        rc = export_next(d->export, &row, d->err);
        if (rc != OK || row.what == EXPORT_END)
            break;
        if (row.what == EXPORT_ROW)
            take(d, s, row.cell);
    }
    return rc;
}

/* ---- windows ----------------------------------------------------------- */

static bool given(const struct sums *s, const struct window *w, size_t row)
{
    const double *number = s->number + row * s->columns + w->from;

    for (size_t i = 0; i < w->n; i++)
        if (!isnan(number[i]))
            return true;
    return false;
}

static double come_to(const struct sums *s, const struct window *w, size_t row)
{
    const double *sum = s->sum + row * s->columns;

    return sum[w->from + w->n - 1] - (w->from ? sum[w->from - 1] : 0);
}

static bool same(double sum, double total)
{
    return fabs(sum - total) <= 0.005 * total;
}

/* The sum of more than half of the rows outlives the others. */
static void count(const struct sums *s, struct window *w)
{
    size_t lead = 0;

    w->same = w->rows = 0;
    for (size_t row = 0; row < s->rows; row++)
        if (given(s, w, row)) {
            double sum = come_to(s, w, row);

            w->total = lead == 0 ? sum : w->total;
            lead = same(sum, w->total) ? lead + 1 : lead - 1;
        }
    for (size_t row = 0; row < s->rows; row++)
        if (given(s, w, row)) {
            w->rows++;
            w->same += same(come_to(s, w, row), w->total);
        }
}

static bool is_shared(const struct window *w)
{
    return w->rows >= FEWEST_ROWS && 10 * w->same >= IN_TEN * w->rows &&
           w->total >= 1;
}

/* The window from there on of which the most rows come to one sum, the
 * narrowest of equals: what adds the same to each row is another question.  n
 * is 0 where there is none. */
static struct window best_from(const struct draft *d, const struct sums *s,
                               size_t from)
{
    struct window best = {0}, w = {.from = from, .n = 1};

    while (from + w.n < s->columns && w.n < WIDEST &&
           goes_on(d, s, from + w.n)) {
        w.n++;
        if (w.n < FEWEST)
            continue;
        count(s, &w);
        if (is_shared(&w) && w.same > best.same)
            best = w;
    }
    return best;
}

/* ---- what they are ----------------------------------------------------- */

static bool tied(const double *number, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (number[i] == number[k])
                return true;
    return false;
}

/* Places are whole, go up to as many as there are items, and are given to one
 * item each; ticks are neither. */
static enum joined kind_of(const struct draft *d, const struct sums *s,
                           const struct window *w, double *most)
{
    size_t ties = 0;
    bool whole = true;

    *most = 0;
    for (size_t i = w->from; i < w->from + w->n; i++) {
        const struct profile *p =
            draft_profile(d, d->profiles->group[s->group[i]].from);

        whole &= p->whole == p->numbers;
        *most = fmax(*most, p->most);
    }
    for (size_t row = 0; row < s->rows; row++)
        ties += tied(s->number + row * s->columns + w->from, w->n);
    if (whole && *most >= 2 && *most <= (double)w->n && 10 * ties <= w->rows)
        return JOINED_PLACES;
    return whole && *most <= 2 ? JOINED_NOT : JOINED_POINTS;
}

/* Joins from the last on: the places of the groups before stay. */
static void join_all(struct draft *d, const struct sums *s,
                     const struct window *w, size_t n)
{
    while (n-- > 0) {
        size_t from = s->group[w[n].from];
        double most;
        enum joined kind = kind_of(d, s, &w[n], &most);

        if (kind == JOINED_NOT)
            continue;
        draft_join_groups(d, from, from + w[n].n, kind);
        d->profiles->group[from].sum =
            kind == JOINED_PLACES ? most : w[n].total;
    }
}

static enum status find_all(struct draft *d, const struct sums *s)
{
    struct window *w = mem_array(s->columns, sizeof *w);
    size_t n = 0;

    if (!w)
        return err_nomem(d->err);
    for (size_t from = 0; from < s->columns;) {
        w[n] = best_from(d, s, from);
        from += w[n].n ? w[n].n : 1;
        n += w[n].n > 0;
    }
    join_all(d, s, w, n);
    free(w);
    return OK;
}

enum status draft_join_numbers(struct draft *d)
{
    struct sums s = {0};
    enum status rc = OK;

    s.group = mem_array(d->profiles->n_groups, sizeof *s.group);
    if (!s.group)
        return err_nomem(d->err);
    for (size_t g = 0; g < d->profiles->n_groups; g++)
        if (may_be_share(d, &d->profiles->group[g]))
            s.group[s.columns++] = g;
    if (s.columns >= FEWEST)
        rc = read_sums(d, &s);
    if (rc == OK && s.rows)
        rc = find_all(d, &s);
    free(s.group);
    free(s.number);
    free(s.sum);
    return rc;
}
