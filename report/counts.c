/* counts.c - primary and secondary suppression in one table of counts. */
#include "report/gate.h"

#include <math.h>

struct strip { /* a row or a column */
    const double *count;
    bool *withheld;
    size_t n, step;
};

static size_t count_withheld(const struct strip *s)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n; i++)
        n += s->withheld[i * s->step];
    return n;
}

/* True where `a` is the better one to withhold too. */
static bool rather(double a, double b)
{
    if ((a == 0) != (b == 0))
        return b == 0;
    return a < b;
}

/* One withheld cell among shown ones is their difference to the total.  The
 * total (place 0) is taken last. */
static bool add_second(const struct strip *s)
{
    size_t best = s->n;

    if (count_withheld(s) != 1)
        return false;
    for (size_t i = s->n; i-- > 0;) {
        double x = s->count[i * s->step];

        if (isnan(x) || s->withheld[i * s->step])
            continue;
        if (best == s->n || (i > 0 && rather(x, s->count[best * s->step])))
            best = i;
    }
    if (best == s->n)
        return false;
    s->withheld[best * s->step] = true;
    return true;
}

static bool primary(const struct counts *t)
{
    bool changed = false;

    for (size_t i = 0; i < t->n_rows * t->n_columns; i++) {
        if (i % t->n_columns == 0 && !t->everyone_too)
            continue;
        if (!t->withheld[i] && t->count[i] > 0 && t->count[i] < t->least) {
            t->withheld[i] = true;
            changed = true;
        }
    }
    return changed;
}

bool gate_counts(const struct counts *t)
{
    bool changed = primary(t);
    bool again = true;

    while (again) {
        again = false;
        for (size_t r = 0; r < t->n_rows && t->rows_add_up; r++) {
            const struct strip row = {t->count + r * t->n_columns,
                                      t->withheld + r * t->n_columns,
                                      t->n_columns, 1};

            again |= add_second(&row);
        }
        for (size_t c = 0; c < t->n_columns && t->columns_add_up; c++) {
            const struct strip column = {t->count + c, t->withheld + c,
                                         t->n_rows, t->n_columns};

            again |= add_second(&column);
        }
        changed |= again;
    }
    return changed;
}
