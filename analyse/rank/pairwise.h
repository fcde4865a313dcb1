/* pairwise.h - who is put above whom: weighted majorities, and the rules that
 * rest on them alone (Copeland, Schulze, ranked pairs, minimax). */
#ifndef ANALYSE_RANK_PAIRWISE_H
#define ANALYSE_RANK_PAIRWISE_H

#include "analyse/infer/infer.h"
#include "analyse/rank/places.h"

/* What a ballot says of an item that it does not rank. */
enum unranked {
    UNRANKED_LAST,   /* tied last: below every item that it does rank */
    UNRANKED_IGNORED /* nothing: the item is in none of its pairs */
};

struct pairwise {
    size_t k;
    double *votes; /* k by k: weight of ballots with row above column */
    double *tied;  /* k by k: weight of those that have both level */
    double total;  /* weight of all ballots used */
};
MUST_CHECK enum status pairwise_init(struct pairwise *m, const struct places *p,
                                     enum unranked unranked, struct err *err);
/* From counts: votes k by k, copied; `total` sets the tolerance. */
MUST_CHECK enum status pairwise_from(struct pairwise *m, const double *votes,
                                     size_t k, double total, struct err *err);
void pairwise_free(struct pairwise *m);

/* votes(i, j) - votes(j, i); 0 where the two are within the tolerance. */
double pairwise_margin(const struct pairwise *m, size_t i, size_t j);

/* votes(i, j) / (votes(i, j) + votes(j, i)); NaN where nobody chose. */
double pairwise_share(const struct pairwise *m, size_t i, size_t j);

/* se: k by k, the standard error of each share (a ratio of two totals: u =
 * (y - p) / (votes(i, j) + votes(j, i)) for those who chose), NaN where nobody
 * did.  R: svyratio, or svymean in the subset of those who chose. */
MUST_CHECK enum status pairwise_errors(const struct pairwise *m,
                                       const struct places *p,
                                       const struct design *design,
                                       enum unranked unranked, double *se,
                                       struct err *err);

/* The item that beats (is beaten by) every other in a majority, else k. */
size_t pairwise_winner(const struct pairwise *m);
size_t pairwise_loser(const struct pairwise *m);

/* Net wins: majorities won less majorities lost; a tied majority is neither.
 * Copeland (1951).  wins, losses, rank: k each; wins and losses may be NULL. */
void copeland(const struct pairwise *m, size_t *wins, size_t *losses,
              size_t *rank);

/* How strong a majority is: Schulze (2011), Soc. Choice Welf. 36:267. */
enum strength {
    STRENGTH_WINNING, /* votes for, where there are more than against */
    STRENGTH_MARGINS  /* votes for less votes against */
};

/* Strongest paths p(i, j) by widest path; i is ahead of j where p(i, j) > p(j,
 * i), which is transitive.  strength: k by k or NULL; 0: no path.  rank: 1 plus
 * those that are ahead.  ERR_NOMEM. */
MUST_CHECK enum status schulze(const struct pairwise *m, enum strength by,
                               double *strength, size_t *rank, struct err *err);

/* Tideman (1987), Soc. Choice Welf. 4:185.  Majorities are locked in from the
 * strongest; one that would close a circle is left out.  Equally strong: by
 * MARGINS those with more votes for go first, by WINNING those with fewer
 * against; what is still equal is judged together: of those that no stronger
 * one forbids, all are locked but those that lie on a circle which they make
 * with each other.  So no order of items breaks a tie; what is left undecided
 * comes out tied.  rank: 1 plus those from which locked majorities lead here.
 * Trap: implementations that break ties by item order give one of several
 * answers. */
MUST_CHECK enum status ranked_pairs(const struct pairwise *m, enum strength by,
                                    size_t *rank, struct err *err);

/* worst[i]: by WINNING the most votes of a majority against i (0: none), by
 * MARGINS the largest margin of another over i (below 0 for a Condorcet
 * winner).  The least is best.  Simpson (1969), Kramer (1977). */
void minimax(const struct pairwise *m, enum strength by, double *worst,
             size_t *rank);

#endif
