/* read.c - survey.yaml into struct survey: form, scales, derived, meaning. */
#include "core/survey/survey.h"

#include <math.h>
#include <string.h>
#include "core/base/file.h"
#include "core/survey/parts.h"

void survey_defaults(struct survey *survey)
{
    static char none[] = "";

    survey->path = none;
    survey->yaml = none;
    survey->key = none;
    survey->wave = none;
    survey->title = none;
    survey->organisation = none;
    survey->contact = none;
    survey->respondent.question_index = SURVEY_NONE;
    survey->headline.question_index = SURVEY_NONE;
    survey->remove = (struct remove_rules){.test = true, .blank = true};
    survey->disclosure =
        (struct disclosure){.min_base = 10, .small_base = 50, .min_count = 10};
    survey->replicates = (struct replicates_definition){
        .count = 200, .weights_index = SURVEY_NONE, .scale = (double)NAN};
    survey->telling = (struct telling){.points = 5, .base = 50, .p = 0.05};
}

/* The survey of a definition in an arena of its own; NULL: out of memory. */
static struct definition *definition_new(void)
{
    struct arena *arena = arena_new();
    struct definition *d = arena ? arena_alloc(arena, 1, sizeof *d) : NULL;

    if (!d) {
        arena_free(arena);
        return NULL;
    }
    d->survey.arena = arena;
    survey_defaults(&d->survey);
    return d;
}

struct survey *survey_new(void)
{
    struct definition *d = definition_new();

    return d ? &d->survey : NULL;
}

void survey_free(struct survey *survey)
{
    if (survey)
        arena_free(survey->arena);
}

static enum status no_such_scale(const struct form *form,
                                 const struct definition *d,
                                 const struct question *q)
{
    struct str all = {0};
    enum status rc;

    for (size_t i = 0; i < d->n_scales; i++)
        str_addf(&all, "%s%s", i ? ", " : "; allowed: ", d->scale[i].name);
    rc = str_status(&all, form->err);
    if (rc == OK)
        rc = err_at(form->err, ERR_INPUT, form->file, q->line,
                    "question '%s': there is no scale '%s'%s", q->key,
                    yaml_shown(form->arena, q->scale),
                    all.n ? str_cstr(&all) : "; scales has none");
    str_free(&all);
    return rc;
}

static enum status take_scale(const struct form *form,
                              const struct definition *d, struct question *q)
{
    if (!q->scale)
        return OK;
    if (q->options.n)
        return err_at(form->err, ERR_INPUT, form->file, q->line,
                      "question '%s' has a scale and options; keep one",
                      q->key);
    for (size_t i = 0; i < d->n_scales; i++) {
        if (strcmp(d->scale[i].name, q->scale) == 0) {
            q->options = d->scale[i].options;
            return OK;
        }
    }
    return no_such_scale(form, d, q);
}

/* What depends on more than one key, or on whether a key was given. */
static enum status settle(const struct form *form, struct definition *d,
                          const struct node *root)
{
    const struct node *list = node_get(root, "questions");
    const struct node *node = list ? list->first : NULL;
    struct survey *s = &d->survey;

    for (size_t i = 0; i < s->n_questions && node; i++, node = node->next) {
        struct question *q = &s->question[i];
        enum status rc = take_scale(form, d, q);

        if (rc != OK)
            return rc;
        if (q->type == TYPE_TEXT && !node_get(node, "keep"))
            q->keep = true;
    }
    return OK;
}

/* Derived questions stand behind those that were asked. */
static enum status join_derived(struct definition *d, struct err *err)
{
    struct survey *s = &d->survey;
    size_t asked = s->n_questions;
    struct question *all;

    if (d->n_derived == 0)
        return OK;
    all = arena_alloc(s->arena, asked + d->n_derived, sizeof *all);
    if (!all)
        return err_nomem(err);
    for (size_t i = 0; i < asked; i++)
        all[i] = s->question[i];
    for (size_t i = 0; i < d->n_derived; i++) {
        struct question *q = &all[asked + i];

        *q = d->derived[i];
        q->type = TYPE_SINGLE;
        /* None of the three was given: the check says so. */
        if (q->derived.rule == DERIVE_NONE)
            q->derived.rule = DERIVE_MAP;
    }
    s->question = all;
    s->n_questions = asked + d->n_derived;
    return OK;
}

static enum status parse(struct definition *d, struct text yaml,
                         const char *path, struct err *err)
{
    struct survey *s = &d->survey;
    struct form form = {s->arena, path[0] ? path : NULL, err};
    struct node *root = NULL;
    enum status rc;

    s->path = arena_text(s->arena, path, strlen(path));
    s->yaml = arena_text(s->arena, yaml.p ? yaml.p : "", yaml.n);
    s->n_yaml = yaml.n;
    if (!s->path || !s->yaml)
        return err_nomem(err);
    rc = yaml_tree(s->arena, yaml, form.file, &root, err);
    if (rc == OK)
        rc = form_load(&form, &definition_table, root, d);
    if (rc == OK)
        rc = settle(&form, d, root);
    if (rc == OK)
        rc = join_derived(d, err);
    if (rc == OK)
        rc = survey_check_tree(s, root, err);
    return rc;
}

enum status survey_parse(struct survey **out, struct text yaml,
                         const char *path, struct err *err)
{
    struct definition *d = definition_new();
    enum status rc;

    *out = NULL;
    if (!d)
        return err_nomem(err);
    rc = parse(d, yaml, path, err);
    if (rc == OK)
        *out = &d->survey;
    else
        survey_free(&d->survey);
    return rc;
}

enum status survey_read(struct survey **out, const char *path, struct err *err)
{
    struct str bytes = {0};
    enum status rc;

    *out = NULL;
    rc = file_read(path, YAML_BYTES, &bytes, err);
    if (rc == OK)
        rc = survey_parse(out, str_text(&bytes), path, err);
    str_free(&bytes);
    return rc;
}
