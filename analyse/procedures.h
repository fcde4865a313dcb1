/* procedures.h - the table of what is computed for which type of question.  A
 * new measure, rule or type is a function in a file of its own and a row here.
 */
#ifndef ANALYSE_PROCEDURES_H
#define ANALYSE_PROCEDURES_H

#include "analyse/slice.h"

/* How a type's answers are made ready, once for a question. */
struct shape {
    enum question_type type;
    enum status (*prepare)(struct subject *subject, struct err *err);
    bool coded; /* its columns become slots, its slices have tables */
};
const struct shape *shape_of(enum question_type type); /* NULL: none */

struct procedure_row {
    enum question_type type;
    bool (*applies)(const struct question *question); /* NULL: always */
    procedure *run;
    bool
        again; /* only estimates, each from weights: can be run on replicates */
};
extern const struct procedure_row procedures[];
extern const size_t n_procedures;

/* shares.c: coded answers */
procedure share_of_options; /* each option, of each item of a grid */
procedure share_of_items;   /* each choice of a multiple or pick */
procedure share_given;      /* who gave a date, text, area or number */
procedure sides;            /* positive, negative, net */
procedure mean_of_scores;
procedure top_and_bottom;
/* answers_given.c */
procedure share_of_answers; /* choices in per cent of answers */
/* tests_coded.c: by a breakdown */
procedure test_shares, test_sides, test_score_means;
/* tests_counted.c: by a breakdown */
procedure test_choices; /* of a multiple, as a whole */
procedure test_numbers;
/* orders.c: items in order */
procedure order_by_picks;    /* pick_share */
procedure order_by_positive; /* positive_share */
procedure order_by_net;      /* net_score */
procedure order_by_scores;   /* mean_score */
/* rankings.c: first_choice, top_n, mean_rank, borda */
procedure order_by_ballots;
/* satisfaction.c: grids set beside other questions */
procedure order_by_importance; /* importance_satisfaction */
procedure derive_importance;   /* derived_importance */
/* numbers.c */
procedure describe_number; /* mean, median, sd */
procedure mean_of_points;
procedure order_by_tasks;  /* best_worst, best_worst_logit, log_worth */
procedure order_by_points; /* points_share */

/* remarks.c: questions that everybody answered alike; no rows */
procedure remark_equal_options, remark_equal_numbers;

#endif
