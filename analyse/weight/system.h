/* system.h - the equations behind a weighting problem, for the files of
 * analyse/weight/ alone.
 *
 * Responses with the same levels share their g, so the equations are those of
 * their cells: a million responses in five margins are a few thousand cells.
 * Columns are levels that somebody has, then numbers.  Everything is scaled so
 * that the targets of a margin add up to the number of responses. */
#ifndef ANALYSE_WEIGHT_SYSTEM_H
#define ANALYSE_WEIGHT_SYSTEM_H

#include "analyse/weight/weight.h"
#include "core/base/text.h"

struct system {
    const struct weight_problem *problem;
    const struct weights *weights;
    size_t units; /* cells; with numbers each response is its own */
    size_t n_margins, n_columns, n_numbers;
    size_t k;         /* n_columns + n_numbers */
    uint32_t *column; /* units by n_margins */
    double *number;   /* units by n_numbers, scaled */
    double *d;        /* units: sums of design weights */
    double scale;     /* weights times this add up to n_used */
    double *target;   /* k */
    bool *redundant;  /* k */
    double *lambda;   /* k */
    double *u, *g;    /* units */
    double *sum;      /* k: sum of d g x */
    double *work;     /* k by k, and a row more */
    double misfit;    /* at g */
    size_t worst;     /* its column */
    size_t steps;
};

/* The equations of cells and targets that stand in `weights`, with d from its
 * base; both are borrowed. */
MUST_CHECK enum status system_init(struct system *s,
                                   const struct weight_problem *problem,
                                   const struct weights *weights,
                                   struct err *err);
void system_free(struct system *s);
/* d anew from weights of responses, g 1. */
void system_load(struct system *s, const double *weight);

/* sum, misfit and worst from g. */
void system_measure(struct system *s);

/* Finds lambda, u and g.  ERR_INPUT where the targets cannot be met. */
MUST_CHECK enum status system_solve(struct system *s, struct err *err);
/* Raking by turns: `most` sweeps, or until the misfit is below `enough`. */
void system_sweep(struct system *s, size_t most, double enough);

/* Marks columns that follow from those before them, and refuses targets that
 * contradict what follows. */
MUST_CHECK enum status system_rank(struct system *s, struct err *err);

/* X'diag(v)X of the units into the lower triangle of work. */
void system_cross(struct system *s, const double *v);

/* L L' of the lower triangle of h (k by k), in place, in order; a column of
 * which nothing is left after those before it is skipped: skip[j] is set and
 * its row of L is the loadings on them. */
void factor(double *h, size_t k, bool *skip);
/* Solves L L' x = b in place; skipped columns give 0. */
void factor_solve(const double *l, size_t k, const bool *skip, double *b);
/* The combination of earlier columns that column i is: a[0 .. i-1]. */
void factor_combination(const double *l, size_t k, size_t i, const bool *skip,
                        double *a);

/* When targets count as met, and how often trimming and raking take turns. */
#define WEIGHT_ENOUGH 1e-10
enum { WEIGHT_ROUNDS = 500 };

/* Who is in which level, and what each level is to have: fills weight (NaN or
 * 0), base, level[], n_used, cell[] and column[]. */
MUST_CHECK enum status gather(const struct weight_problem *problem,
                              struct weights *out, struct notes *notes,
                              struct err *err);
/* How the levels of one margin are used. */
struct place {
    double *n, *d;    /* n_levels + 1: by level, then those without an answer */
    uint32_t *column; /* the same: index of level[], or WEIGHT_NONE */
};
/* Fills cell[], n_cells and column[] of `out` from its base and the places;
 * cells are numbered as they appear.  With numbers each response is its own.
 */
MUST_CHECK enum status cells_find(const struct weight_problem *problem,
                                  struct weights *out,
                                  const struct place *place, struct err *err);

/* The number that weights of used responses add up to: problem->total, or the
 * sum of base. */
double gather_total(const struct weight_problem *problem,
                    const struct weights *weights);

/* For counts in messages. */
#define RESPONSES(n) ((n) > 1 ? "responses" : "response")

/* How a message names a column: `"16-24" of age`, or a number's name. */
void say_column(struct str *out, const struct weight_problem *problem,
                const struct weights *weights, size_t column);
/* ERR_INPUT at the line of a column's target, or of the scheme. */
MUST_CHECK enum status say_bad(const struct weight_problem *problem,
                               const struct weights *weights, size_t column,
                               struct err *err, const char *format, ...)
    PRINTF_LIKE(5, 6);
/* The level that a level without enough responses could be merged with: the
 * next one that has a target, else the one before; NULL where it would leave
 * the margin with one level. */
const char *say_neighbour(const struct weight_margin *margin, int32_t level);

#endif
