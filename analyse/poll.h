/* poll.h - the ballots of one level of a breakdown, taken out of the whole so
 * that the pure functions of rank/ run over them alone.
 *
 * Complete ballots lie first: the base complete is the beginning of the base
 * ranked.  Without strata, clusters, population and calibration a domain taken
 * out alone has the covariance of the domain in the whole, but for the factor
 * N/(N-1) over n/(n-1); otherwise influences are put back into the whole. */
#ifndef ANALYSE_POLL_H
#define ANALYSE_POLL_H

#include "analyse/rank/places.h"
#include "analyse/slice.h"

/* Rows of the frame by level of a split, in the order of the frame. */
struct buckets {
    size_t n_levels;
    size_t *start; /* n_levels + 1 */
    size_t *row;
};
/* keep: n, 0 leaves a response out; NULL: all. */
MUST_CHECK enum status buckets_init(struct buckets *b,
                                    const struct slice *slice,
                                    const unsigned char *keep, struct err *err);
void buckets_free(struct buckets *b);

/* Responses taken out of a slice: a domain. */
struct domain {
    const struct slice *slice;
    size_t n;
    const size_t *row;    /* of the frame; borrowed */
    const double *weight; /* NULL: all 1; borrowed */
};

/* True where a domain may stand alone. */
bool design_stands_alone(const struct design *design);

/* u: n rows by k columns, influences of the domain's responses alone.  v: k by
 * k, their covariance in the whole design. */
MUST_CHECK enum status domain_covariance(const struct domain *d,
                                         const double *u, size_t k, double *v,
                                         struct err *err);

/* One level's ballots. */
struct poll {
    size_t k, n, n_complete;
    size_t *row;    /* n */
    uint16_t *best; /* n by k: place; 0: not ranked */
    double *middle; /* n by k: place, not ranked at the mean of those left */
    double *weight; /* n; NULL: all 1 */
};
MUST_CHECK enum status poll_init(struct poll *p, const struct slice *slice,
                                 const struct buckets *buckets, size_t level,
                                 struct err *err);
void poll_free(struct poll *p);

/* One base of a level: the first n ballots of a poll. */
struct ballot_box {
    const struct poll *poll;
    const struct slice *slice;
    size_t level, n;
    enum base base;
    bool full;  /* nobody left an item out: the treatments are one */
    bool chief; /* the base that sets, tests and the bootstrap speak of */
    struct mean_estimate of; /* n, weights and df of the base; value NaN */
};
struct ballot_box ballot_box(const struct poll *poll, const struct slice *slice,
                             size_t level, enum base base);
struct domain ballot_domain(const struct ballot_box *box);
/* The ballots and a design in which the covariance of their estimates is
 * `*factor` times that in the whole: the box alone where the design is simple
 * (member NULL), else the whole, with room for a byte a response. */
struct places ballot_places(const struct ballot_box *box,
                            unsigned char *member);
struct design ballot_design(const struct ballot_box *box, double *factor);

/* The base of a question that sets are given for at each level: the
 * headline's own, else the usual one. */
bool base_is_chief(const struct slice *slice, enum base base);

#endif
