/* procedures.c - see procedures.h. */
#include "analyse/procedures.h"

#include <math.h>
#include "core/base/mem.h"

static enum status prepare_coded(struct subject *s, struct err *err)
{
    enum status rc = coding_init(&s->coding, s->question, err);

    if (rc == OK)
        coding_apply(&s->coding, s->question, s->column, s->n_columns, s->n);
    return rc;
}

static enum status prepare_numbers(struct subject *s, struct err *err)
{
    enum status rc = prepare_coded(s, err);

    s->order = mem_array(s->n_columns * s->n, sizeof *s->order);
    if (rc == OK && !s->order)
        rc = err_nomem(err);
    for (size_t k = 0; rc == OK && k < s->n_columns; k++)
        rc = infer_order(s->column[k].value, s->n, s->order + k * s->n, err);
    return rc;
}

static enum status prepare_ballots(struct subject *s, struct err *err)
{
    return ballots_init(&s->ballots, s->column, s->n_columns, s->n,
                        s->question->places, err);
}

/* Points: an item left empty beside others that were given points has none;
 * who wrote what is no number for any item is left out, since the shares of
 * the others depend on it. */
static enum status prepare_points(struct subject *s, struct err *err)
{
    s->given = mem_array(s->n, sizeof *s->given);
    if (!s->given)
        return err_nomem(err);
    for (size_t i = 0; i < s->n; i++) {
        for (size_t k = 0; k < s->n_columns; k++) {
            double *value = &s->column[k].value[i];

            if (s->column[k].code[i] == CODE_UNRECOGNISED)
                s->given[i] = (double)NAN;
            if (!(*value > 0))
                *value = 0;
            s->given[i] += *value;
        }
        if (!(s->given[i] > 0))
            s->given[i] = (double)NAN;
    }
    return OK;
}

/* The numbers of items are all there is. */
static enum status prepare_tasks(struct subject *s, struct err *err)
{
    (void)s;
    (void)err;
    return OK;
}

static const struct shape shapes[] = {
    {TYPE_SINGLE, prepare_coded, true},
    {TYPE_SCALE, prepare_coded, true},
    {TYPE_MULTIPLE, prepare_coded, true},
    {TYPE_PICK, prepare_coded, true},
    {TYPE_NUMBER, prepare_numbers, true},
    {TYPE_DATE, prepare_coded, true},
    {TYPE_TEXT, prepare_coded, true},
    {TYPE_AREA, prepare_coded, true},
    {TYPE_RANKING, prepare_ballots, false},
    {TYPE_POINTS, prepare_points, false},
    {TYPE_BEST_WORST, prepare_tasks, false},
};

const struct shape *shape_of(enum question_type type)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].type == type)
            return &shapes[i];
    return NULL;
}

static bool grid_with_sides(const struct question *q)
{
    return q->n_items && question_has_sides(q);
}

static bool grid_with_scores(const struct question *q)
{
    return q->n_items && question_has_scores(q);
}

static bool beside_importance(const struct question *q)
{
    return q->importance.question != NULL;
}

static bool beside_overall(const struct question *q)
{
    return q->overall.question != NULL;
}

const struct procedure_row procedures[] = {
    {TYPE_SINGLE, NULL, remark_equal_options, false},
    {TYPE_SINGLE, NULL, share_of_options, true},
    {TYPE_SINGLE, question_has_sides, sides, true},
    {TYPE_SINGLE, question_has_scores, mean_of_scores, true},
    {TYPE_SINGLE, question_has_scores, top_and_bottom, true},
    {TYPE_SINGLE, NULL, test_shares, false},
    {TYPE_SINGLE, question_has_sides, test_sides, false},
    {TYPE_SINGLE, question_has_scores, test_score_means, false},
    {TYPE_SCALE, NULL, remark_equal_options, false},
    {TYPE_SCALE, NULL, share_of_options, true},
    {TYPE_SCALE, question_has_sides, sides, true},
    {TYPE_SCALE, question_has_scores, mean_of_scores, true},
    {TYPE_SCALE, question_has_scores, top_and_bottom, true},
    {TYPE_SCALE, NULL, test_shares, false},
    {TYPE_SCALE, question_has_sides, test_sides, false},
    {TYPE_SCALE, question_has_scores, test_score_means, false},
    {TYPE_SCALE, grid_with_sides, order_by_positive, false},
    {TYPE_SCALE, grid_with_sides, order_by_net, false},
    {TYPE_SCALE, grid_with_scores, order_by_scores, false},
    {TYPE_SCALE, beside_importance, order_by_importance, false},
    {TYPE_SCALE, beside_overall, derive_importance, false},
    {TYPE_MULTIPLE, NULL, share_of_items, true},
    {TYPE_MULTIPLE, NULL, share_of_answers, true},
    {TYPE_MULTIPLE, NULL, test_choices, false},
    {TYPE_MULTIPLE, NULL, test_shares, false},
    {TYPE_MULTIPLE, NULL, order_by_picks, false},
    {TYPE_PICK, NULL, share_of_items, true},
    {TYPE_PICK, NULL, share_of_answers, true},
    {TYPE_PICK, NULL, test_choices, false},
    {TYPE_PICK, NULL, test_shares, false},
    {TYPE_PICK, NULL, order_by_picks, false},
    {TYPE_RANKING, NULL, order_by_ballots, false},
    {TYPE_BEST_WORST, NULL, order_by_tasks, false},
    {TYPE_POINTS, NULL, mean_of_points, true},
    {TYPE_POINTS, NULL, test_numbers, false},
    {TYPE_POINTS, NULL, order_by_points, false},
    {TYPE_NUMBER, NULL, remark_equal_numbers, false},
    {TYPE_NUMBER, NULL, describe_number, true},
    {TYPE_NUMBER, NULL, test_numbers, false},
    {TYPE_NUMBER, NULL, share_given, true},
    {TYPE_DATE, NULL, share_given, true},
    {TYPE_TEXT, NULL, share_given, true},
    {TYPE_AREA, NULL, share_given, true},
};
const size_t n_procedures = sizeof procedures / sizeof *procedures;
