/* spread.c - see spread.h. */
#include "analyse/spread.h"

#include <math.h>
#include <stdlib.h>
#include "analyse/infer/design.h"
#include "analyse/infer/sparse.h"
#include "core/base/mem.h"

static size_t slots_of(const struct slice *s)
{
    return s->subject->coding.n_slots;
}

static size_t cells_of(const struct slice *s)
{
    return s->split->n_levels * slots_of(s);
}

bool spread_compares(const struct slice *slice)
{
    return cells_of(slice) <= SPREAD_CELLS;
}

/* Cell of each response in a column: level by level; -1 in none. */
static void number_cells(const struct slice *s, size_t column, int32_t *cell)
{
    const int32_t *slot = s->subject->column[column].code;
    const int32_t *level = s->split->code;
    int32_t n = (int32_t)slots_of(s);

    for (size_t i = 0; i < s->subject->n; i++)
        cell[i] = level[i] < 0 || slot[i] < 0 ? -1 : level[i] * n + slot[i];
}

/* A level at a time, where all at once is too much. */
static enum status by_level(const struct slice *s, const int32_t *cell,
                            struct spread *to, struct err *err)
{
    size_t n = slots_of(s);
    int32_t *own = mem_array(s->subject->n, sizeof *own);
    enum status rc = own ? OK : err_nomem(err);

    for (size_t l = 0; rc == OK && l < s->split->n_levels; l++) {
        int32_t first = (int32_t)(l * n), end = first + (int32_t)n;

        for (size_t i = 0; i < s->subject->n; i++)
            own[i] = cell[i] >= first && cell[i] < end ? cell[i] - first : -1;
        rc = infer_sparse(&s->design, own, n, NULL, 1, to->v + l * n * n, err);
    }
    free(own);
    return rc;
}

/* Which clusters and strata have somebody in each cell. */
static void mark(const struct slice *s, size_t column, const int32_t *cell,
                 struct spread *to)
{
    const struct design *d = &s->design;
    size_t n = cells_of(s);

    if (!d->cluster && !d->stratum)
        for (size_t c = 0; c < n; c++)
            to->home[c] = slice_cells(s, column, 0)[c].n > 0;
    for (size_t i = 0; (d->cluster || d->stratum) && i < d->n; i++) {
        if (cell[i] < 0)
            continue;
        if (d->cluster)
            to->in[d->cluster[i] * n + (size_t)cell[i]] = 1;
        to->home[(d->stratum ? d->stratum[i] : 0) * n + (size_t)cell[i]] = 1;
    }
}

static enum status make_one(const struct slice *s, size_t column, int32_t *cell,
                            struct spread *to, struct err *err)
{
    const struct design *d = &s->design;
    size_t n = cells_of(s), slots = slots_of(s);
    size_t levels = s->split->n_levels;

    to->full = spread_compares(s);
    to->v = mem_array(to->full ? n * n : n * slots, sizeof *to->v);
    to->in = mem_array(d->cluster ? design_clusters(d) * n : 0, 1);
    to->home = mem_array(design_strata(d) * n, 1);
    to->df = mem_array(levels * BASES, sizeof *to->df);
    if (!to->v || !to->in || !to->home || !to->df)
        return err_nomem(err);
    for (size_t i = 0; i < levels * BASES; i++)
        to->df[i] = (double)NAN;
    number_cells(s, column, cell);
    mark(s, column, cell, to);
    if (!to->full)
        return by_level(s, cell, to, err);
    return infer_sparse(d, cell, n, NULL, 1, to->v, err);
}

enum status spread_make(struct slice *slice, struct err *err)
{
    size_t n = slice->subject->n_columns;
    int32_t *cell;
    enum status rc = OK;

    slice->spread = NULL;
    if (slice->scheme->plain)
        return OK;
    slice->spread = mem_array(n, sizeof *slice->spread);
    cell = mem_array(slice->subject->n, sizeof *cell);
    if (!slice->spread || !cell)
        rc = err_nomem(err);
    for (size_t c = 0; rc == OK && c < n; c++)
        rc = make_one(slice, c, cell, &slice->spread[c], err);
    free(cell);
    return rc;
}

void spread_free(struct slice *slice)
{
    for (size_t c = 0; slice->spread && c < slice->subject->n_columns; c++) {
        free(slice->spread[c].v);
        free(slice->spread[c].in);
        free(slice->spread[c].home);
        free(slice->spread[c].df);
    }
    free(slice->spread);
    slice->spread = NULL;
}

/* n/(n-1) [ sum of a b w^2 where the levels are one - totals' product / n ] */
static double plain_form(const struct slice *s, size_t column, size_t la,
                         const double *a, size_t lb, const double *b)
{
    const struct cell *one = slice_cells(s, column, la);
    const struct cell *two = slice_cells(s, column, lb);
    double product = 0, total_a = 0, total_b = 0, n = s->view->n;

    for (size_t k = 0; k < slots_of(s); k++) {
        if (la == lb)
            product += a[k] * b[k] * one[k].ww;
        total_a += a[k] * one[k].w;
        total_b += b[k] * two[k].w;
    }
    return design_factor(n) * (product - total_a * total_b / n);
}

double slice_form(const struct slice *slice, size_t column, size_t la,
                  const double *a, size_t lb, const double *b)
{
    const struct spread *spread = slice->spread;
    size_t n = slots_of(slice), all = cells_of(slice);
    const double *v;
    double sum = 0;

    if (!spread)
        return plain_form(slice, column, la, a, lb, b);
    spread += column;
    v = spread->full ? spread->v + la * n * all + lb * n
                     : spread->v + la * n * n;
    for (size_t j = 0; j < n; j++) {
        const double *row = v + j * (spread->full ? all : n);
        double part = 0;

        if (!(a[j] < 0 || a[j] > 0))
            continue;
        for (size_t k = 0; k < n; k++)
            part += row[k] * b[k];
        sum += a[j] * part;
    }
    return sum;
}

/* Of `rows` by cells: how many have a member at these levels and slots. */
static double count_in(const struct slice *s, const unsigned char *in,
                       size_t rows, size_t from, size_t to,
                       const double *domain)
{
    size_t slots = slots_of(s), all = cells_of(s);
    double found = 0;

    for (size_t r = 0; r < rows; r++) {
        bool has = false;

        for (size_t c = from * slots; !has && c < to * slots; c++)
            has = in[r * all + c] && domain[c % slots] > 0;
        found += has;
    }
    return found;
}

double slice_df(const struct slice *slice, size_t column, size_t from,
                size_t to, const double *domain)
{
    const struct design *d = &slice->design;
    const struct spread *spread = slice->spread;
    double n = 0;

    if (spread && d->cluster)
        n = count_in(slice, spread[column].in, design_clusters(d), from, to,
                     domain);
    else
        for (size_t l = from; l < to; l++)
            for (size_t k = 0; k < slots_of(slice); k++)
                if (domain[k] > 0)
                    n += slice_cells(slice, column, l)[k].n;
    if (!(n > 0))
        return (double)NAN;
    return n - (spread ? count_in(slice, spread[column].home, design_strata(d),
                                  from, to, domain)
                       : 1);
}
