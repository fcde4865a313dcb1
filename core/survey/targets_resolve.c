/* targets_resolve.c - the margins of targets.csv in the survey. */
#include "core/survey/targets.h"

#include <string.h>
#include "core/survey/yaml.h"

struct resolving {
    struct targets *targets;
    struct target_margin *margin;
    const struct survey *survey;
    struct err *err;
};

#define BAD(r, line, ...)                                                      \
    err_at((r)->err, ERR_INPUT, (r)->targets->path, (line), __VA_ARGS__)
#define SHOWN(r, text) yaml_shown((r)->targets->arena, (text))

/* Part 0 or 1 of "a*b". */
static struct text part_of(const char *name, size_t part)
{
    const char *star = strchr(name, '*');

    if (!star)
        return text_of(name);
    return part ? text_of(star + 1)
                : (struct text){name, (size_t)(star - name)};
}

static enum status no_margin(struct targets *t, const char *name,
                             struct err *err)
{
    struct str all = {0};
    enum status rc;

    for (size_t i = 0; i < t->n; i++)
        str_addf(&all, "%s%s", i ? ", " : "", t->margin[i].name);
    rc = str_status(&all, err);
    if (rc == OK)
        rc = err_at(err, ERR_INPUT, t->path, 0,
                    "there are no targets for '%s'; there are some for %s",
                    yaml_shown(t->arena, name), str_cstr(&all));
    str_free(&all);
    return rc;
}

static enum status find_questions(struct resolving *r)
{
    struct target_margin *m = r->margin;

    for (size_t i = 0; i < m->n_questions; i++) {
        struct text part = text_trim(part_of(m->name, i));
        char *key = arena_text(r->targets->arena, part.p, part.n);
        const struct question *q;

        if (!key)
            return err_nomem(r->err);
        m->question[i] = survey_question(r->survey, key);
        if (m->question[i] == SURVEY_NONE)
            return BAD(r, m->line, "the survey has no question '%s'",
                       SHOWN(r, key));
        q = &r->survey->question[m->question[i]];
        if (!question_splits(q))
            return BAD(r, m->line,
                       "question '%s' is of type %s; margins are of questions "
                       "of type single or scale",
                       q->key, question_type_name(q->type));
    }
    if (m->n_questions > 1 && m->question[0] == m->question[1])
        return BAD(r, m->line, "the margin '%s' crosses a question with itself",
                   m->name);
    return OK;
}

static bool stands_for(const struct option *o, struct text level)
{
    if (text_same(level, text_of(o->key)) ||
        text_same(level, text_of(o->label)))
        return true;
    for (size_t i = 0; i < o->match.n; i++)
        if (text_same(level, text_of(o->match.word[i])))
            return true;
    return false;
}

static enum status no_option(struct resolving *r, const struct question *q,
                             struct text level, size_t line)
{
    struct str all = {0};
    char *copy = arena_text(r->targets->arena, level.p, level.n);
    enum status rc;

    for (size_t i = 0; i < q->options.n && i < 20; i++)
        str_addf(&all, "%s%s", i ? ", " : "", q->options.option[i].key);
    if (q->options.n > 20)
        str_add(&all, " and others");
    rc = copy ? str_status(&all, r->err) : err_nomem(r->err);
    if (rc == OK)
        rc = BAD(r, line, "question '%s' has no '%s'; it has %s", q->key,
                 SHOWN(r, copy), q->options.n ? str_cstr(&all) : "no levels");
    str_free(&all);
    return rc;
}

static enum status find_option(struct resolving *r, struct target *t,
                               size_t part)
{
    const struct question *q = &r->survey->question[r->margin->question[part]];
    struct text level = text_trim(part_of(t->level, part));

    for (size_t i = 0; i < q->options.n; i++) {
        const struct option *o = &q->options.option[i];

        if (!stands_for(o, level))
            continue;
        if (o->state != STATE_ANSWERED)
            return BAD(r, t->line,
                       "'%s' of '%s' is no answer (%s) and can have no target; "
                       "those who gave it are dealt with by missing",
                       o->key, q->key, answer_state_name(o->state));
        t->option[part] = i;
        return OK;
    }
    return no_option(r, q, level, t->line);
}

static enum status check_once(struct resolving *r, const struct target *t)
{
    for (const struct target *o = r->margin->target; o < t; o++)
        if (o->option[0] == t->option[0] && o->option[1] == t->option[1])
            return BAD(r, t->line,
                       "'%s' of '%s' is the level of line %zu in other words; "
                       "keep one",
                       SHOWN(r, t->level), r->margin->name, o->line);
    return OK;
}

enum status targets_margin(struct targets *targets, const char *name,
                           const struct survey *survey,
                           const struct target_margin **out, struct err *err)
{
    struct resolving r = {.targets = targets, .survey = survey, .err = err};
    enum status rc = OK;

    for (size_t m = 0; m < targets->n; m++)
        if (strcmp(targets->margin[m].name, name) == 0)
            r.margin = &targets->margin[m];
    if (!r.margin)
        return no_margin(targets, name, err);
    if (!r.margin->resolved)
        rc = find_questions(&r);
    for (size_t l = 0; l < r.margin->n && rc == OK && !r.margin->resolved;
         l++) {
        struct target *t = &r.margin->target[l];

        for (size_t i = 0; i < r.margin->n_questions && rc == OK; i++)
            rc = find_option(&r, t, i);
        if (rc == OK)
            rc = check_once(&r, t);
    }
    if (rc != OK)
        return rc;
    r.margin->resolved = true;
    *out = r.margin;
    return OK;
}
