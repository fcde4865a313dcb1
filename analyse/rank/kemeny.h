/* kemeny.h - the order that disagrees least with the ballots.
 *
 * An order's total is the weight of all ballots' pairs that it puts the other
 * way: the sum of votes(j, i) over all i that stand above j.  Kemeny (1959),
 * Daedalus 88:577; Young and Levenglick (1978), SIAM J. Appl. Math. 35:285. */
#ifndef ANALYSE_RANK_KEMENY_H
#define ANALYSE_RANK_KEMENY_H

#include "analyse/rank/pairwise.h"

/* Up to so many items (or items that majorities run in circles among) every
 * order is weighed, by subsets: Held and Karp (1962), O(2^n n^2). */
enum { KEMENY_EXACT = 15 };

struct kemeny {
    double total;  /* of the best orders found */
    double bound;  /* no order has less; total where exact */
    double second; /* the next total above; NaN if none or more than
                      KEMENY_EXACT items */
    double most;   /* of the reverse of the best orders: the most there is,
                      where exact */
    double orders; /* how many orders have the least total; NaN if not exact */
    double tau;    /* the mean over pairs that were compared: 1 - 2 total /
                      (sum of votes); NaN if none */
    bool exact;
};

/* rank[i]: 1 plus the items that stand above i in EVERY best order, so that
 * what some best orders put one way and some the other comes out tied.
 * lowest[i], highest[i] (or NULL): the first and last place of i over all best
 * orders.
 *
 * More than KEMENY_EXACT items: they are first cut where every item of the one
 * part beats every item of the other, which each best order obeys (Truchon
 * 1998), and each part is solved alone.  A part that is itself larger is
 * searched from its Borda order, forwards and backwards, by moving one item at
 * a time; then exact is false and bound adds the lesser vote of each of its
 * pairs.  With several orders of the same total the search may miss some, so
 * that its ties are not all there are.  ERR_NOMEM. */
MUST_CHECK enum status kemeny(const struct pairwise *m, size_t *rank,
                              size_t *lowest, size_t *highest,
                              struct kemeny *out, struct err *err);

#endif
