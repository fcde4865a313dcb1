/* check_question.c - each question by itself. */
#include "core/survey/check.h"

#include <math.h>
#include <string.h>

/* What belongs to a type. */
static const struct type_rule {
    bool options;        /* it is answered by one of them */
    bool grid;           /* it may have items, a column each */
    bool list;           /* it must have items: a list to choose from */
    bool joined;         /* the list may lie in one column */
    size_t fewest_items; /* of a list */
} rules[TYPES] = {
    [TYPE_SINGLE] = {.options = true, .grid = true},
    [TYPE_SCALE] = {.options = true, .grid = true},
    [TYPE_MULTIPLE] = {.list = true, .joined = true, .fewest_items = 1},
    [TYPE_PICK] = {.list = true, .joined = true, .fewest_items = 1},
    [TYPE_RANKING] = {.list = true, .joined = true, .fewest_items = 2},
    [TYPE_POINTS] = {.list = true, .fewest_items = 1},
    [TYPE_BEST_WORST] = {.list = true, .fewest_items = 3},
    [TYPE_NUMBER] = {.grid = true},
    [TYPE_DATE] = {.grid = true},
    [TYPE_TEXT] = {.grid = true},
    [TYPE_AREA] = {0},
};

static bool is_derived(const struct question *q)
{
    return q->derived.rule != DERIVE_NONE;
}

static enum status fill_any(struct check *c, struct question *q)
{
    static const char *const level[2][2] = {{"yes", "Yes"}, {"no", "No"}};
    struct arena *arena = c->survey->arena;
    struct option *option = arena_alloc(arena, 2, sizeof *option);

    if (!option)
        return err_nomem(c->err);
    for (size_t i = 0; i < 2; i++) {
        option[i].key = arena_text(arena, level[i][0], strlen(level[i][0]));
        option[i].label = arena_text(arena, level[i][1], strlen(level[i][1]));
        option[i].score = (double)NAN;
        option[i].line = q->line;
        if (!option[i].key || !option[i].label)
            return err_nomem(c->err);
    }
    q->options = (struct options){option, 2};
    return OK;
}

static enum status fill_map(struct check *c, struct question *q)
{
    const struct derivation *d = &q->derived;
    struct option *option =
        arena_alloc(c->survey->arena, d->n_map, sizeof *option);

    if (!option)
        return err_nomem(c->err);
    for (size_t i = 0; i < d->n_map; i++) {
        option[i].key = d->map[i].level;
        option[i].score = (double)NAN;
        option[i].line = d->map[i].line;
    }
    q->options = (struct options){option, d->n_map};
    return OK;
}

static enum status fill_question(struct check *c, struct question *q)
{
    enum status rc = OK;

    if (q->options.n == 0 && q->derived.rule == DERIVE_ANY)
        rc = fill_any(c, q);
    else if (q->options.n == 0 && q->derived.rule == DERIVE_MAP)
        rc = fill_map(c, q);
    if (rc != OK)
        return rc;
    /* A column named by its letters says nothing to a reader. */
    if (!q->text)
        q->text = q->column && q->column[0] != '@' ? q->column : q->key;
    for (size_t i = 0; i < q->options.n; i++)
        if (!q->options.option[i].label)
            q->options.option[i].label = q->options.option[i].key;
    for (size_t i = 0; i < q->n_items; i++)
        if (!q->item[i].label)
            q->item[i].label = q->item[i].key;
    if (q->type == TYPE_RANKING && q->places == 0)
        q->places = q->columns.n ? q->columns.n : q->n_items;
    for (size_t i = 0; i < q->n_tasks && rc == OK; i++)
        rc = check_fill_shown(c, q, &q->task[i]);
    return rc;
}

enum status check_fill(struct check *c)
{
    enum status rc = OK;

    for (size_t i = 0; i < c->survey->n_questions && rc == OK; i++)
        rc = fill_question(c, &c->survey->question[i]);
    return rc;
}

static enum status check_score(struct check *c, const struct question *q,
                               const struct option *o)
{
    bool measured = !isnan(o->score) || o->side != SIDE_NONE;

    if (measured && q->type == TYPE_SINGLE)
        return BAD(c, o->line,
                   "question '%s': score and side belong to the options of "
                   "questions of type scale",
                   q->key);
    if (measured && o->state != STATE_ANSWERED)
        return BAD(c, o->line,
                   "question '%s': the option '%s' is %s, so it has no score "
                   "and no side",
                   q->key, SHOWN(c, o->key), answer_state_name(o->state));
    return OK;
}

static enum status check_options(struct check *c, const struct question *q)
{
    enum status rc = OK;

    if (!rules[q->type].options && (q->options.n || q->scale))
        return BAD(c, q->line,
                   "question '%s': options and scale belong to single and "
                   "scale; type %s has none",
                   q->key, question_type_name(q->type));
    if (q->type == TYPE_SINGLE && q->scale)
        return BAD(c, q->line,
                   "question '%s': a scale belongs to questions of type scale; "
                   "make it one, or list its options",
                   q->key);
    if (rules[q->type].options && q->options.n == 0 && !is_derived(q))
        return BAD(c, q->line, "question '%s' has no options; list them%s",
                   q->key,
                   q->type == TYPE_SCALE ? " or name one of the scales" : "");
    for (size_t i = 0; i < q->options.n && rc == OK; i++) {
        const struct option *o = &q->options.option[i];

        rc = check_option_key(c, o->key, o->line,
                              is_derived(q) ? "a level" : "an option", q->key);
        if (rc == OK)
            rc = check_score(c, q, o);
    }
    return rc;
}

static enum status check_items(struct check *c, const struct question *q)
{
    const struct type_rule *r = &rules[q->type];
    const char *type = question_type_name(q->type);

    if (q->n_items && !r->grid && !r->list)
        return BAD(c, q->line, "question '%s': type %s has no items", q->key,
                   type);
    if (r->list && q->n_items < r->fewest_items)
        return BAD(
            c, q->line,
            "question '%s': type %s needs items, at least %zu; it has %zu",
            q->key, type, r->fewest_items, q->n_items);
    for (size_t i = 0; i < q->n_items; i++) {
        const struct item *item = &q->item[i];
        bool chosen = q->type == TYPE_MULTIPLE || q->type == TYPE_PICK;

        if (!text_is_key(text_of(item->key)))
            return BAD(c, item->line, "question '%s': item '%s' is no key",
                       q->key, SHOWN(c, item->key));
        if (item->excludes && !chosen)
            return BAD(c, item->line,
                       "question '%s': excludes belongs to the items of "
                       "multiple and pick",
                       q->key);
        if (item->match.n && !chosen && !q->column && !q->n_tasks &&
            !q->columns.n)
            return BAD(c, item->line,
                       "question '%s': match belongs to items that are found "
                       "in a cell; item '%s' has a column",
                       q->key, item->key);
    }
    return OK;
}

/* A list of columns is as long as what it is a list for. */
static enum status check_spread(struct check *c, const struct question *q,
                                const struct words *columns, size_t line)
{
    bool ranks = q->type == TYPE_RANKING;

    if (!columns->n)
        return OK;
    if (!ranks && q->type != TYPE_SINGLE && q->type != TYPE_SCALE)
        return BAD(c, line,
                   "question '%s': columns belongs to single, scale and "
                   "ranking, not to type %s",
                   q->key, question_type_name(q->type));
    if (columns->n != (ranks ? q->places : q->options.n))
        return BAD(c, line,
                   "question '%s': %zu columns for %zu %s; name one for each, "
                   "in their order",
                   q->key, columns->n, ranks ? q->places : q->options.n,
                   ranks ? "places" : "options");
    return OK;
}

/* One way of lying in columns: column, columns, or items with theirs. */
static enum status check_lying(struct check *c, const struct question *q)
{
    enum status rc = check_spread(c, q, &q->columns, q->line);

    if (rc == OK && q->columns.n &&
        (q->column || (q->n_items && q->type != TYPE_RANKING)))
        rc = BAD(c, q->line,
                 "question '%s' has columns beside %s; keep one of the two",
                 q->key, q->column ? "a column" : "items with columns");
    for (size_t i = 0; i < q->n_items && rc == OK; i++) {
        const struct item *item = &q->item[i];

        if (!item->columns.n)
            continue;
        rc = (q->type == TYPE_SCALE || q->type == TYPE_SINGLE) && !item->column
                 ? check_spread(c, q, &item->columns, item->line)
                 : BAD(c, item->line,
                       "question '%s': columns of an item belongs to single "
                       "and scale, in place of its column",
                       q->key);
        if (rc == OK && !q->item[0].columns.n)
            rc = BAD(c, item->line,
                     "question '%s': columns of some items alone; give all "
                     "of them columns, or none",
                     q->key);
    }
    return rc;
}

/* Either the question has its column, or every item has one. */
static enum status check_columns(struct check *c, const struct question *q)
{
    const struct type_rule *r = &rules[q->type];

    if (q->n_items == 0 && !q->column && !q->columns.n)
        return BAD(c, q->line, "question '%s' has no column; name it", q->key);
    if (q->n_items && q->column && !r->joined)
        return BAD(
            c, q->line,
            "question '%s': type %s with items has a column for each item "
            "and none of its own",
            q->key, question_type_name(q->type));
    if (q->n_items && q->column && (!q->separator || !q->separator[0]))
        return BAD(c, q->line,
                   "question '%s': its answers are joined in one column; say "
                   "what stands between them, as separator: \";\"",
                   q->key);
    if (q->separator && !(q->n_items && q->column))
        return BAD(c, q->line,
                   "question '%s': a separator belongs to a question whose "
                   "items lie in one column",
                   q->key);
    for (size_t i = 0; i < q->n_items; i++) {
        const struct item *item = &q->item[i];

        if ((q->column || q->columns.n) && item->column)
            return BAD(c, item->line,
                       "question '%s' has a column and so has item '%s'; keep "
                       "one",
                       q->key, item->key);
        if (!q->column && !item->column && !q->columns.n &&
            !(item->columns.n && q->item[0].columns.n))
            return BAD(c, item->line,
                       "question '%s': item '%s' has no column; name it%s",
                       q->key, item->key,
                       r->joined ? ", or give the question one column and a "
                                   "separator"
                                 : "");
    }
    return OK;
}

static enum status check_limits(struct check *c, const struct question *q)
{
    bool figures = q->type == TYPE_NUMBER || q->type == TYPE_POINTS;
    const char *stray = q->places && q->type != TYPE_RANKING      ? "places"
                        : q->max && q->type != TYPE_PICK          ? "max"
                        : !q->over_keep && q->type != TYPE_PICK   ? "over"
                        : q->total != 0 && q->type != TYPE_POINTS ? "total"
                                                                  : NULL;
    const char *owner = q->places && q->type != TYPE_RANKING ? "ranking"
                        : stray && stray[0] == 't'           ? "points"
                                                             : "pick";

    if (stray)
        return BAD(c, q->line,
                   "question '%s': %s belongs to questions of type %s, not to "
                   "type %s",
                   q->key, stray, owner, question_type_name(q->type));
    if (q->decimal && !figures)
        return BAD(c, q->line,
                   "question '%s': decimal belongs to questions of type number "
                   "and points, not to type %s",
                   q->key, question_type_name(q->type));
    if (q->type == TYPE_RANKING && q->places > q->n_items)
        return BAD(c, q->line,
                   "question '%s': %zu places for %zu items; allowed: 1 to "
                   "%zu",
                   q->key, q->places, q->n_items, q->n_items);
    if (q->type == TYPE_PICK && q->max == 0)
        return BAD(c, q->line,
                   "question '%s': a pick needs max, how many may be chosen; "
                   "allowed: 1 and more",
                   q->key);
    for (size_t i = 0; i < q->n_items; i++) {
        double actual = q->item[i].actual;

        if (!q->item[i].actual_stated)
            continue;
        if (q->type != TYPE_POINTS)
            return BAD(c, q->item[i].line,
                       "question '%s': actual belongs to items of points",
                       q->key);
        if (!(actual >= 0 && actual <= q->total))
            return BAD(c, q->item[i].line,
                       "question '%s': actual of '%s' is outside 0 to the "
                       "total of %g",
                       q->key, q->item[i].key, q->total);
    }
    if (q->type == TYPE_POINTS && !(q->total > 0))
        return BAD(c, q->line,
                   "question '%s': points need total, how many are shared out; "
                   "allowed: more than 0",
                   q->key);
    return OK;
}

static enum status check_text(struct check *c, const struct question *q)
{
    bool own_words = q->type == TYPE_TEXT || q->type == TYPE_AREA;

    if (q->keep && !own_words)
        return BAD(c, q->line,
                   "question '%s': keep belongs to questions of type text and "
                   "area",
                   q->key);
    if (q->words && own_words)
        return BAD(c, q->line,
                   "question '%s': words belongs to questions with answers to "
                   "choose from; type %s is its own words",
                   q->key, question_type_name(q->type));
    for (size_t i = 0; i < q->n_items; i++)
        if (q->item[i].words && own_words)
            return BAD(c, q->item[i].line,
                       "question '%s': item '%s' of a text has no words but "
                       "its own",
                       q->key, q->item[i].key);
    return OK;
}

static enum status check_question(struct check *c, const struct question *q)
{
    enum status rc = OK;

    if (!text_is_key(text_of(q->key)))
        return BAD(c, q->line, "question '%s' is no key", SHOWN(c, q->key));
    rc = check_options(c, q);
    if (rc != OK || is_derived(q))
        return rc;
    rc = check_items(c, q);
    if (rc == OK)
        rc = check_lying(c, q);
    if (rc == OK)
        rc = q->type == TYPE_BEST_WORST || q->n_tasks ? check_tasks(c, q)
                                                      : check_columns(c, q);
    if (rc == OK)
        rc = check_limits(c, q);
    if (rc == OK)
        rc = check_text(c, q);
    return rc;
}

enum status check_questions(struct check *c)
{
    enum status rc = OK;

    if (c->survey->n_questions == 0 || is_derived(&c->survey->question[0]))
        return BAD(c, node_line(c->root, "questions", NULL),
                   "questions is empty; list at least one");
    for (size_t i = 0; i < c->survey->n_questions && rc == OK; i++)
        rc = check_question(c, &c->survey->question[i]);
    return rc;
}
