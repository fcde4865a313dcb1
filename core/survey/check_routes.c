/* check_routes.c - what questions say of other questions: who was asked, and
 * what derived questions come from. */
#include "core/survey/check.h"

#include <stdlib.h>
#include <string.h>

static bool chosen_items(const struct question *q)
{
    return q->type == TYPE_MULTIPLE || q->type == TYPE_PICK;
}

/* The nearest name among questions before `limit`; NULL: none is near. */
static const char *near_question(struct check *c, const char *key, size_t limit)
{
    const char **names = arena_alloc(c->scratch, limit + 1, sizeof *names);

    if (!names)
        return NULL;
    for (size_t i = 0; i < limit; i++)
        names[i] = c->survey->question[i].key;
    return form_nearest(names, key);
}

static enum status no_question(struct check *c, size_t line, const char *where,
                               const char *key, size_t limit)
{
    const char *near = near_question(c, key, limit);

    if (near)
        return BAD(c, line, "%s: there is no question '%s'; did you mean '%s'?",
                   where, SHOWN(c, key), near);
    return BAD(c, line, "%s: there is no question '%s'", where, SHOWN(c, key));
}

static enum status no_choice(struct check *c, size_t line, const char *where,
                             const struct question *q, const char *choice)
{
    struct str all = {0};
    bool items = q->n_items > 0;
    size_t n = items ? q->n_items : q->options.n;
    enum status rc;

    for (size_t i = 0; i < n; i++)
        str_addf(&all, "%s%s", i ? ", " : "",
                 items ? q->item[i].key : q->options.option[i].key);
    rc = str_status(&all, c->err);
    if (rc == OK)
        rc = BAD(c, line, "%s: question '%s' has no %s '%s'; allowed: %s",
                 where, q->key, items ? "item" : "option", SHOWN(c, choice),
                 str_cstr(&all));
    str_free(&all);
    return rc;
}

static enum status check_asked_if(struct check *c, size_t at)
{
    struct question *q = &c->survey->question[at];
    struct asked_if *a = &q->asked_if;
    const struct question *to;
    const char *where;

    a->question_index = SURVEY_NONE;
    if (!a->question)
        return OK;
    where = arena_printf(c->scratch, "question '%s': asked_if", q->key);
    if (!where)
        return err_nomem(c->err);
    a->question_index = survey_question(c->survey, a->question);
    if (a->question_index == SURVEY_NONE)
        return no_question(c, a->line, where, a->question, at);
    if (a->question_index >= at)
        return BAD(c, a->line,
                   "%s: question '%s' does not come before it; name an earlier "
                   "one",
                   where, SHOWN(c, a->question));
    to = &c->survey->question[a->question_index];
    if (!chosen_items(to) && !question_splits(to))
        return BAD(c, a->line,
                   "%s: '%s' is of type %s%s; allowed: single, scale (without "
                   "items), multiple, pick",
                   where, to->key, question_type_name(to->type),
                   to->n_items ? " with items" : "");
    for (size_t i = 0; i < a->options.n; i++) {
        const char *choice = a->options.word[i];
        size_t found =
            to->n_items ? survey_item(to, choice) : survey_option(to, choice);

        if (found == SURVEY_NONE)
            return no_choice(c, a->line, where, to, choice);
    }
    return OK;
}

static size_t items_shared(const struct question *a, const struct question *b)
{
    size_t n = 0;

    for (size_t i = 0; i < a->n_items; i++)
        n += survey_item(b, a->item[i].key) != SURVEY_NONE;
    return n;
}

/* Resolves what a grid is set beside; *to is NULL where it names nothing. */
static enum status find_beside(struct check *c, const struct question *q,
                               const char *name, struct beside *b,
                               const struct question **to)
{
    const char *where =
        arena_printf(c->scratch, "question '%s': %s", q->key, name);

    *to = NULL;
    b->question_index = SURVEY_NONE;
    if (!b->question)
        return OK;
    if (!where)
        return err_nomem(c->err);
    if (q->type != TYPE_SCALE || !q->n_items || !question_has_sides(q))
        return BAD(c, b->line,
                   "%s belongs to a grid of a scale whose options have sides",
                   where);
    b->question_index = survey_question(c->survey, b->question);
    if (b->question_index == SURVEY_NONE)
        return no_question(c, b->line, where, b->question,
                           c->survey->n_questions);
    *to = &c->survey->question[b->question_index];
    return OK;
}

static enum status check_beside(struct check *c, struct question *q)
{
    const struct question *to;
    enum status rc = find_beside(c, q, "importance", &q->importance, &to);

    if (rc == OK && to && !(chosen_items(to) && items_shared(q, to) >= 2))
        return BAD(c, q->importance.line,
                   "question '%s': importance: '%s' is not a multiple or a "
                   "pick with at least two items of the same keys",
                   q->key, to->key);
    if (rc == OK)
        rc = find_beside(c, q, "overall", &q->overall, &to);
    if (rc == OK && to && (to->n_items || !question_has_scores(to)))
        return BAD(c, q->overall.line,
                   "question '%s': overall: '%s' is not a scale without items "
                   "whose options have scores",
                   q->key, to->key);
    if (rc == OK && to && !question_has_scores(q))
        return BAD(c, q->overall.line,
                   "question '%s': overall needs options that have scores",
                   q->key);
    return rc;
}

static enum status check_level(struct check *c, const struct question *q,
                               const struct question *from, size_t level,
                               size_t *level_of)
{
    const struct derive_level *l = &q->derived.map[level];
    const char *where = arena_printf(c->scratch, "question '%s': map", q->key);

    if (!where)
        return err_nomem(c->err);
    if (l->from.n == 0)
        return BAD(c, l->line, "%s: the level '%s' has no options; list them",
                   where, SHOWN(c, l->level));
    for (size_t i = 0; i < l->from.n; i++) {
        size_t o = survey_option(from, l->from.word[i]);

        if (o == SURVEY_NONE)
            return no_choice(c, l->line, where, from, l->from.word[i]);
        if (level_of[o])
            return BAD(c, l->line,
                       "%s: the option '%s' is listed twice, in '%s' and in "
                       "'%s'; keep one",
                       where, SHOWN(c, l->from.word[i]),
                       SHOWN(c, q->derived.map[level_of[o] - 1].level),
                       SHOWN(c, l->level));
        level_of[o] = level + 1;
    }
    return OK;
}

static enum status check_map(struct check *c, const struct question *q,
                             const struct question *from)
{
    const struct derivation *d = &q->derived;
    size_t *level_of;
    enum status rc = OK;

    if (d->n_map == 0)
        return BAD(c, q->line,
                   "question '%s' has no rule; give one of map, lookup, any",
                   q->key);
    if (!question_splits(from) || from->options.n == 0)
        return BAD(c, q->line,
                   "question '%s': map sorts the options of a single or scale "
                   "without items; '%s' has none",
                   q->key, from->key);
    level_of = mem_array(from->options.n, sizeof *level_of);
    if (!level_of)
        return err_nomem(c->err);
    for (size_t i = 0; i < d->n_map && rc == OK; i++)
        rc = check_level(c, q, from, i, level_of);
    free(level_of);
    return rc;
}

static enum status check_derived(struct check *c, size_t at)
{
    struct question *q = &c->survey->question[at];
    const struct question *from;
    const char *where = arena_printf(c->scratch, "question '%s': from", q->key);

    if (!where)
        return err_nomem(c->err);
    q->derived.from_index = survey_question(c->survey, q->derived.from);
    if (q->derived.from_index == SURVEY_NONE)
        return no_question(c, q->line, where, q->derived.from, at);
    if (q->derived.from_index >= at)
        return BAD(c, q->line,
                   "%s: question '%s' does not come before it; name an earlier "
                   "one",
                   where, SHOWN(c, q->derived.from));
    from = &c->survey->question[q->derived.from_index];
    if (q->derived.rule == DERIVE_MAP)
        return check_map(c, q, from);
    if (q->derived.rule == DERIVE_ANY && !chosen_items(from))
        return BAD(c, q->line,
                   "%s: any comes from a multiple or pick; '%s' is of type %s",
                   where, from->key, question_type_name(from->type));
    if (q->derived.rule == DERIVE_LOOKUP &&
        (from->n_items || from->derived.rule != DERIVE_NONE ||
         (from->type != TYPE_AREA && from->type != TYPE_TEXT &&
          from->type != TYPE_SINGLE)))
        return BAD(c, q->line,
                   "%s: lookup comes from an area, text or single without "
                   "items; '%s' is %s%s",
                   where, from->key,
                   from->derived.rule != DERIVE_NONE ? "derived" : "of type ",
                   from->derived.rule != DERIVE_NONE
                       ? ""
                       : question_type_name(from->type));
    return OK;
}

enum status check_routes(struct check *c)
{
    struct survey *s = c->survey;
    enum status rc = OK;

    for (size_t i = 0; i < s->n_questions && rc == OK; i++) {
        rc = check_asked_if(c, i);
        if (rc == OK)
            rc = check_beside(c, &s->question[i]);
        if (rc == OK && s->question[i].derived.rule != DERIVE_NONE)
            rc = check_derived(c, i);
    }
    return rc;
}
