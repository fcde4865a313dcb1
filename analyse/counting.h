/* counting.h - what the rules over ballots share: one base of one level, and
 * the places that each way of counting gives. */
#ifndef ANALYSE_COUNTING_H
#define ANALYSE_COUNTING_H

#include "analyse/order.h"
#include "analyse/poll.h"
#include "analyse/rank/choice.h"
#include "analyse/rank/pairwise.h"

enum { WAYS = 32 }; /* the most */

/* The places by each way of counting, in the order of the rows. */
struct ways {
    size_t n, k;
    struct {
        const char *rule;
        bool chief; /* the first of a rule: the others say otherwise what an
                       item not ranked means */
    } way[WAYS];
    size_t *rank; /* WAYS by k */
};

struct counting {
    const struct ballot_box *box;
    struct rows *rows;
    struct ranking *row;        /* room for k */
    struct mean_estimate *mean; /* room for k */
    struct ways ways;
};
MUST_CHECK enum status counting_init(struct counting *c,
                                     const struct ballot_box *box,
                                     struct rows *rows, struct err *err);
void counting_free(struct counting *c);

/* Starts the k rows of a way: names, n and weights of the base. */
void counting_rows(struct counting *c, const struct measure_row *rule,
                   const char *name, const char *unranked);
/* Gives the rows places (rank NULL: by score) and sets (v NULL: none), keeps
 * them, and the places. */
MUST_CHECK enum status counting_keep(struct counting *c, struct order order,
                                     struct err *err);

/* Scores of one level: sums that are begun with the complete ballots and go on
 * with the others.  rankings_scores.c */
struct scoring;
MUST_CHECK enum status scoring_new(struct scoring **out,
                                   const struct slice *slice, struct err *err);
void scoring_free(struct scoring *s);
/* Adds the ballots of the box that are not in yet, and keeps its rows; fills
 * box->of.  mean: k by k moments of the mean rank, copied if not NULL. */
MUST_CHECK enum status scoring_count(struct scoring *s, struct ballot_box *box,
                                     struct counting *c, struct err *err);
/* Of the mean ranks as they are now; borrowed. */
const struct moments *scoring_places(const struct scoring *s);

/* Majorities of one level, in the same way.  rankings_pairs.c */
struct pairs;
MUST_CHECK enum status pairs_new(struct pairs **out, size_t k, struct err *err);
void pairs_free(struct pairs *p);
MUST_CHECK enum status pairs_count(struct pairs *p,
                                   const struct ballot_box *box,
                                   struct counting *c, struct err *err);
/* A row of `pairwise` for each two items; after every rule was counted. */
MUST_CHECK enum status pairs_keep(const struct pairs *p,
                                  const struct ballot_box *box,
                                  struct counting *c, struct err *err);

/* Rules that rest on majorities alone: places by each. */
enum { MAJORITY_RULES = 4 };
extern const enum rule majority_rule[MAJORITY_RULES];
/* rank: MAJORITY_RULES by k; beats: k, items that Schulze's method puts behind,
 * or NULL. */
MUST_CHECK enum status majority_ranks(const struct pairwise *m, size_t *rank,
                                      size_t *beats, struct err *err);

/* Percentiles of the places when respondents are drawn again.
 * rankings_again.c */
enum { AGAIN_DRAWS = 1000, AGAIN_CELLS = 200000 };
struct again {
    bool there;            /* false: too many ballots, or nobody */
    size_t *lower, *upper; /* AGAIN_WAYS by k: the majority rules with unranked
                              items last, then ignored, then run-off */
};
enum { AGAIN_WAYS = 2 * MAJORITY_RULES + 1, AGAIN_RUNOFF = 2 * MAJORITY_RULES };
MUST_CHECK enum status again_init(struct again *a, const struct ballot_box *box,
                                  struct err *err);
void again_free(struct again *a);

/* Plackett-Luce and Bradley-Terry.  fit: the first of Plackett-Luce, for the
 * caller to free; may be NULL.  rankings_models.c */
MUST_CHECK enum status models_count(const struct ballot_box *box,
                                    struct counting *c, struct choice_fit *fit,
                                    struct err *err);

/* How far people agree, and the rules.  rankings_agree.c */
MUST_CHECK enum status agreement_keep(const struct ballot_box *box,
                                      const struct moments *places,
                                      struct counting *c, struct err *err);

/* What the tests between levels need of one of them. */
struct level_order {
    const char *level;
    struct poll poll;
    size_t n;              /* ballots of the chief base */
    struct moments places; /* of their mean ranks */
    struct choice_fit fit; /* of Plackett-Luce */
};
/* Do levels differ?  rankings_groups.c */
MUST_CHECK enum status groups_keep(const struct slice *slice,
                                   const struct level_order *level,
                                   struct rows *rows, struct err *err);

/* A test with its names filled in and every number NaN. */
struct test slice_test(const struct slice *slice, enum base base,
                       const char *name);

#endif
