/* choice.h - the engine of Plackett-Luce, Bradley-Terry and best-worst models:
 * choices out of sets of items, by maximum likelihood.
 *
 * Offered the set A, somebody chooses C out of it, with probability
 *
 *   delta_|C| (prod over C of alpha)^(1/|C|) / D(A),
 *   D(A) = sum over t of delta_t e_t(alpha^(1/t) of A),   delta_1 = 1,
 *
 * where e_t is the elementary symmetric polynomial, that is, the sum over all
 * subsets of t items, and t runs over the tie orders seen.  Davidson (1970),
 * JASA 65:317; Turner, van Etten, Firth & Kosmidis (2020), Comput. Stat. 35:
 * 1027, sections 2.1 and 2.2.  Without ties D is the sum of the worths: Luce
 * (1959).  A choice of the worst has 1/alpha for alpha, and no ties.
 *
 * log L = sum w (mean log alpha of C + log delta) - sum over A of W(A) log D(A)
 * is concave in the logarithms, so equal sets are added up and Newton's method
 * with halved steps cannot miss.  It starts from MM steps (Hunter 2004, Ann.
 * Stat. 32:384), alpha_i = alpha_i won_i / expected_i.  No pseudo-observations:
 * R's PlackettLuce() must be called with npseudo = 0 to agree. */
#ifndef ANALYSE_RANK_CHOICE_H
#define ANALYSE_RANK_CHOICE_H

#include <stdint.h>
#include "analyse/infer/infer.h"

enum { CHOICE_ITEMS = 64 }; /* the most: a set is the bits of one number */

enum choice_kind { CHOICE_BEST = 1, CHOICE_WORST = -1 };

struct choice {
    uint64_t offered, chosen; /* bits of items; chosen is part of offered */
    enum choice_kind kind;    /* CHOICE_WORST: one item is chosen */
};

/* Sums over equal choices. */
struct choices;
/* ERR_INPUT with more than CHOICE_ITEMS items. */
MUST_CHECK enum status choices_new(struct choices **out, size_t k,
                                   struct err *err);
void choices_free(struct choices *c); /* NULL is allowed */
/* A set of one item, or nothing chosen, says nothing and is left out. */
MUST_CHECK enum status choices_add(struct choices *c, struct choice choice,
                                   double weight, struct err *err);

/* A ballot without ties: item[0] out of `offered`, item[1] out of what is left,
 * and so on; the same as n choices, by less work. */
MUST_CHECK enum status choices_add_order(struct choices *c,
                                         const unsigned char *item, size_t n,
                                         uint64_t offered, double weight,
                                         struct err *err);

enum choice_state {
    CHOICE_FITTED,
    CHOICE_NO_DATA,      /* nobody chose anything */
    CHOICE_DISCONNECTED, /* no finite worths: see `group` */
    CHOICE_DIVERGED      /* no maximum found */
};
/* A sentence for a page: "the items fall into groups ...". */
const char *choice_state_text(enum choice_state state);

struct choice_fit {
    enum choice_state state; /* unless CHOICE_FITTED all numbers are NaN */
    size_t k, ties;          /* ties: how many tie orders were seen */
    size_t p;                /* parameters: k + ties */
    double *theta;           /* p: log worths with mean 0, then log delta */
    double *alpha;           /* p: exp() of theta, worths and delta */
    double *covariance;      /* p by p: inverse observed information, of worths
                                with mean 0 */
    size_t *order;           /* ties: t of each delta */
    double loglik;
    double stages; /* sum of weights of the choices */
    size_t steps;  /* of Newton's method */
    /* group[i]: items of the same number are preferred to each other in turn,
     * directly or through others.  A finite maximum needs one group (Ford 1957,
     * Am. Math. Mon. 64:28).  A tie connects both ways where any two items
     * beat each other in turn. */
    size_t *group, n_groups;
};

/* ERR_NOMEM alone: what cannot be fitted is told by out->state. */
MUST_CHECK enum status choice_fit(struct choice_fit *out,
                                  const struct choices *c, struct err *err);
void choice_fit_free(struct choice_fit *fit);

/* Adds the derivative of the log probability of one choice to score[p]. */
void choice_score(const struct choice_fit *fit, struct choice choice,
                  double *score);

/* The same for a ballot without ties, as choices_add_order() took it; the model
 * has no tie orders. */
void choice_score_order(const struct choice_fit *fit, const unsigned char *item,
                        size_t n, uint64_t offered, double *score);

/* The sandwich.  u: design->n rows by p, the scores of each respondent.  *v,
 * which the caller frees: fit->covariance on both sides of the covariance of
 * their total under the design, whose weights are those that choices_add()
 * had.  R: vcov(coxph(..., robust = TRUE)) times n/(n-1),
 * and svycoxph's.  NaN unless fitted.  ERR_NOMEM, or as design_check(). */
MUST_CHECK enum status choice_sandwich(const struct choice_fit *fit,
                                       const double *u,
                                       const struct design *design, double **v,
                                       struct err *err);

/* The same estimate seen from item `from`, or from the mean (from = k), and
 * shares of worth that add up to 1.  v: p by p of mean-0 worths, from this or
 * from infer_covariance(); value and se: k each. */
void choice_contrast(const struct choice_fit *fit, const double *v, size_t from,
                     double *value, double *se);
void choice_worth(const struct choice_fit *fit, const double *v, double *worth,
                  double *se);

/* Quasi-variances q of k contrasts with covariance v (stride numbers a row):
 * they minimise the sum over pairs of (log(q_i + q_j) - log var(i - j))^2.
 * Firth & de Menezes (2004), Biometrika 91:65; R's qvcalc().  worst[0], [1]:
 * the least and greatest relative error of a pair's standard error,
 * sqrt((q_i + q_j) / var) - 1.  A q may be negative: then its root is no
 * standard error, though the pairs' are.  k below 3: q is NaN, since only the
 * sum is known; NaN too where none is found.  ERR_NOMEM. */
MUST_CHECK enum status quasi_variances(const double *v, size_t k, size_t stride,
                                       double *q, double worst[2],
                                       struct err *err);

#endif
