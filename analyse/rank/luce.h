/* luce.h - Plackett-Luce and Bradley-Terry on ballots, best-worst tasks. */
#ifndef ANALYSE_RANK_LUCE_H
#define ANALYSE_RANK_LUCE_H

#include "analyse/rank/choice.h"
#include "analyse/rank/pairwise.h"

/* How a ballot becomes choices. */
enum luce_kind {
    /* Plackett (1975): first out of all, second out of the rest ...  A tie is
     * chosen together (Davidson-Luce). */
    LUCE_TOP_K,  /* items not ranked are in every set and never chosen: they
                    stand below, in an unknown order.  "Rank your first N" */
    LUCE_SUBSET, /* items not ranked are in no set: nothing is known of them;
                    a ballot with one item says nothing.  R: PlackettLuce(rank,
                    npseudo = 0) */
    /* Bradley and Terry (1952): each pair on its own; ties are left out. */
    LUCE_PAIRS_LAST,   /* an item not ranked loses to each that is */
    LUCE_PAIRS_IGNORED /* pairs of two ranked items alone */
};

struct luce {
    struct choice_fit fit;
    double *robust; /* p by p: covariance of theta by respondent under the
                       design (sandwich); NaN as in fit.  Pairs of one ballot
                       are dependent: for LUCE_PAIRS_* it is the only one that
                       allows for it */
};

/* Plackett-Luce without ties on complete ballots is coxph(Surv(rank, chosen) ~
 * item + strata(ballot), ties = "breslow"); the robust covariance is svycoxph's
 * with the ballot as the cluster.  `design` has p->weight as its weight; NULL:
 * robust is not made (NULL).  Weights as such scale fit.covariance, so with
 * weights use robust.  One pass over the ballots, then work by the number of
 * different sets.  ERR_INPUT with more than CHOICE_ITEMS items, ERR_NOMEM. */
MUST_CHECK enum status luce_fit(struct luce *out, const struct places *p,
                                enum luce_kind kind,
                                const struct design *design, struct err *err);
void luce_free(struct luce *luce);

/* Bradley-Terry from a table of counts.  deviance, df: against a share of its
 * own for each pair that was compared, R's glm(cbind(win, loss), binomial).
 * fit.covariance takes pairs for independent; deviance and df may be NULL. */
MUST_CHECK enum status bradley_terry(struct choice_fit *out,
                                     const struct pairwise *m, double *deviance,
                                     size_t *df, struct err *err);

/* Two or more groups fitted alone and together (the same kind, without weights
 * or with weights that count people): 2 (sum of their logliks - loglik of all),
 * chi-square with df = parameters of the groups less those of all.  NaN unless
 * all are fitted.  With survey weights it has no such distribution: use
 * wald_groups() of agreement.h on the robust covariances. */
struct likelihood_ratio {
    double chisq, df, p;
};
struct likelihood_ratio luce_ratio(const struct choice_fit *all,
                                   const struct choice_fit *group,
                                   size_t n_groups);

/* Best-worst tasks: which items were shown, which one was named best and which
 * worst; none: NO_ITEM. */
enum { NO_ITEM = -1 };
struct task {
    uint64_t shown; /* bits of items */
    int best, worst;
    size_t respondent; /* row of the design */
};

/* Counts: (weighted times best - times worst) / times shown, in [-1, 1]; NaN
 * if never shown.  v: k by k, their covariance by infer_covariance() with
 * respondents as rows (ratios of totals), NaN if never shown; may be NULL.
 * Trap: shown unequally often with other items, raw counts are biased: see
 * best_worst_logit(). */
MUST_CHECK enum status best_worst_counts(const struct task *task, size_t n,
                                         size_t k, const struct design *design,
                                         double *score, double *v,
                                         struct err *err);

/* Sequential best-worst logit: the best out of those shown by alpha, then the
 * worst out of the rest by 1 / alpha.  Marley and Louviere (2005), J. Math.
 * Psych. 49:464.  R: coxph on stacked strata, the rows of the worst with the
 * sign turned, cluster(respondent).  `design` is of respondents. */
MUST_CHECK enum status best_worst_logit(struct luce *out,
                                        const struct task *task, size_t n,
                                        size_t k, const struct design *design,
                                        struct err *err);

#endif
