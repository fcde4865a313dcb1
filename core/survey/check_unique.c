/* check_unique.c - keys, options, words and columns: none twice.
 *
 * By sorting, because a definition may hold tens of thousands of options. */
#include "core/survey/check.h"

#include <stdlib.h>
#include <string.h>

struct name {
    const char *text;
    size_t owner; /* the same name twice by one owner is no fault */
    size_t order; /* of the file */
    size_t line;
    size_t question, item; /* for columns; SURVEY_NONE */
};

struct names {
    struct name *name;
    size_t n, room;
};

static int by_text(const void *a, const void *b)
{
    const struct name *x = a, *y = b;
    int order = strcmp(x->text, y->text);

    if (order)
        return order;
    return (x->order > y->order) - (x->order < y->order);
}

static enum status add(struct check *c, struct names *names, struct name name)
{
    void *array = names->name;
    enum status rc;

    if (!name.text)
        return err_nomem(c->err);
    rc = mem_grow(&array, &names->room, names->n + 1, sizeof name, c->err);
    if (rc != OK)
        return rc;
    names->name = array;
    name.order = names->n;
    names->name[names->n++] = name;
    return OK;
}

/* The earliest name of the file that somebody else had before; NULL: none. */
static const struct name *find_twice(struct names *names,
                                     const struct name **before)
{
    const struct name *found = NULL;
    size_t start = 0;

    if (names->n == 0)
        return NULL;
    qsort(names->name, names->n, sizeof *names->name, by_text);
    for (size_t i = 1; i < names->n; i++) {
        const struct name *x = &names->name[i];

        if (strcmp(x->text, names->name[start].text) != 0)
            start = i;
        else if (x->owner != names->name[start].owner &&
                 (!found || x->order < found->order)) {
            found = x;
            *before = &names->name[start];
        }
    }
    return found;
}

static enum status report_keys(struct check *c, struct names *names,
                               const char *what)
{
    const struct name *before = NULL;
    const struct name *x = find_twice(names, &before);
    enum status rc = OK;

    if (x)
        rc = BAD(c, x->line,
                 "the key '%s' of %s is given twice, first on line %zu; keys "
                 "are unique",
                 SHOWN(c, x->text), what, before->line);
    free(names->name);
    return rc;
}

static enum status unique_sources(struct check *c)
{
    struct names names = {0};
    enum status rc = OK;

    for (size_t i = 0; i < c->survey->n_sources && rc == OK; i++)
        rc = add(c, &names,
                 (struct name){.text = c->survey->source[i].key,
                               .owner = i,
                               .line = c->survey->source[i].line});
    if (rc == OK)
        return report_keys(c, &names, "a source");
    free(names.name);
    return rc;
}

static enum status unique_questions(struct check *c)
{
    struct names names = {0};
    enum status rc = OK;

    for (size_t i = 0; i < c->survey->n_questions && rc == OK; i++)
        rc = add(c, &names,
                 (struct name){.text = c->survey->question[i].key,
                               .owner = i,
                               .line = c->survey->question[i].line});
    if (rc == OK)
        return report_keys(c, &names, "a question");
    free(names.name);
    return rc;
}

static enum status unique_items(struct check *c, const struct question *q)
{
    struct names names = {0};
    enum status rc = OK;

    for (size_t i = 0; i < q->n_items && rc == OK; i++)
        rc = add(c, &names,
                 (struct name){.text = q->item[i].key,
                               .owner = i,
                               .line = q->item[i].line});
    if (rc == OK)
        return report_keys(c, &names, "an item");
    free(names.name);
    return rc;
}

/* Everything that a cell is compared with: label, key and match words. */
static enum status add_matches(struct check *c, struct names *names,
                               const char *key, const char *label,
                               const struct words *match, struct name name)
{
    enum status rc;

    name.text = check_folded(c, key);
    rc = add(c, names, name);
    name.text = rc == OK ? check_folded(c, label) : "";
    if (rc == OK)
        rc = add(c, names, name);
    for (size_t i = 0; i < match->n && rc == OK; i++) {
        name.text = check_folded(c, match->word[i]);
        rc = add(c, names, name);
    }
    return rc;
}

static enum status report_matches(struct check *c, const struct question *q,
                                  struct names *names, const char *what)
{
    const struct name *before = NULL;
    const struct name *x = find_twice(names, &before);

    if (!x)
        return OK;
    return BAD(
        c, x->line,
        "question '%s': the words '%s' stand for %s %zu and %zu; a cell can "
        "mean only one (case, spaces and the style of quotes and dashes "
        "do not count)",
        q->key, SHOWN(c, x->text), what, before->owner + 1, x->owner + 1);
}

/* Where each option has a column of its own, its words are its own, too. */
static enum status unique_options(struct check *c, const struct question *q)
{
    bool spread = q->columns.n || (q->n_items && q->item[0].columns.n);
    const struct words none = {0};
    struct names names = {0};
    enum status rc = OK;

    for (size_t i = 0; i < q->options.n && rc == OK; i++) {
        const struct option *o = &q->options.option[i];

        rc =
            add_matches(c, &names, o->key, o->label, spread ? &none : &o->match,
                        (struct name){.owner = i, .line = o->line});
    }
    if (rc == OK)
        rc = report_matches(c, q, &names, "options");
    free(names.name);
    return rc;
}

/* Items of a joined column, or of tasks, are words in a cell, too. */
static enum status unique_parts(struct check *c, const struct question *q)
{
    struct names names = {0};
    enum status rc = OK;

    if (!q->column && !q->n_tasks && !q->columns.n)
        return OK;
    for (size_t i = 0; i < q->n_items && rc == OK; i++) {
        const struct item *o = &q->item[i];

        rc = add_matches(c, &names, o->key, o->label, &o->match,
                         (struct name){.owner = i, .line = o->line});
    }
    if (rc == OK)
        rc = report_matches(c, q, &names, "items");
    free(names.name);
    return rc;
}

/* A word in two lists of cells would contradict itself. */
static enum status unique_cells(struct check *c, const struct cells *cells)
{
    const struct words *list[] = {&cells->not_asked, &cells->blank,
                                  &cells->not_selected};
    struct names names = {0};
    const struct name *x, *before = NULL;
    enum status rc = OK;

    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; i < list[k]->n && rc == OK; i++)
            rc = add(c, &names,
                     (struct name){.text = check_folded(c, list[k]->word[i]),
                                   .owner = k});
    x = rc == OK ? find_twice(&names, &before) : NULL;
    if (x)
        rc = BAD(c, cells->line, "cells: '%s' is in two lists; keep one",
                 SHOWN(c, x->text));
    free(names.name);
    return rc;
}

enum { OWNER_ID, OWNER_IGNORE, OWNERS };

static enum status add_column(struct check *c, struct names *names,
                              const char *column, size_t line, size_t question,
                              size_t item)
{
    if (!column)
        return OK;
    return add(c, names,
               (struct name){.text = column,
                             .owner = OWNERS + names->n,
                             .line = line,
                             .question = question,
                             .item = item});
}

static enum status add_spread(struct check *c, struct names *names,
                              const struct words *columns, size_t line,
                              size_t question, size_t item)
{
    enum status rc = OK;

    for (size_t i = 0; i < columns->n && rc == OK; i++)
        rc = add_column(c, names, columns->word[i], line, question, item);
    return rc;
}

static enum status add_question(struct check *c, struct names *names, size_t at)
{
    const struct question *q = &c->survey->question[at];
    enum status rc = add_column(c, names, q->column, q->line, at, SURVEY_NONE);

    if (rc == OK)
        rc = add_spread(c, names, &q->columns, q->line, at, SURVEY_NONE);
    if (rc == OK)
        rc = add_column(c, names, q->words, q->line, at, SURVEY_NONE);
    for (size_t i = 0; i < q->options.n && rc == OK; i++)
        rc = add_column(c, names, q->options.option[i].words,
                        q->options.option[i].line, at, SURVEY_NONE);
    for (size_t i = 0; i < q->n_items && rc == OK; i++) {
        rc = add_column(c, names, q->item[i].column, q->item[i].line, at, i);
        if (rc == OK)
            rc = add_spread(c, names, &q->item[i].columns, q->item[i].line, at,
                            i);
        if (rc == OK)
            rc = add_column(c, names, q->item[i].words, q->item[i].line, at, i);
    }
    for (size_t i = 0; i < q->n_tasks && rc == OK; i++) {
        const struct shown_task *t = &q->task[i];

        rc = add_column(c, names, t->best, t->line, at, SURVEY_NONE);
        if (rc == OK)
            rc = add_column(c, names, t->worst, t->line, at, SURVEY_NONE);
    }
    return rc;
}

static const char *user_of(struct check *c, const struct name *x)
{
    const struct question *q;
    char *out;

    if (x->owner == OWNER_ID)
        return "as the id of a source";
    if (x->owner == OWNER_IGNORE)
        return "in ignore";
    q = &c->survey->question[x->question];
    if (x->item == SURVEY_NONE)
        out = arena_printf(c->scratch, "by question '%s'", q->key);
    else
        out = arena_printf(c->scratch, "by item '%s' of question '%s'",
                           q->item[x->item].key, q->key);
    return out ? out : "by a question";
}

static enum status unique_columns(struct check *c)
{
    const struct survey *s = c->survey;
    struct names names = {0};
    const struct name *x, *before = NULL;
    size_t ignored = node_line(c->root, "ignore", NULL);
    enum status rc = OK;

    for (size_t i = 0; i < s->n_sources && rc == OK; i++)
        if (s->source[i].id)
            rc = add(c, &names,
                     (struct name){.text = s->source[i].id,
                                   .owner = OWNER_ID,
                                   .line = s->source[i].line});
    for (size_t i = 0; i < s->n_questions && rc == OK; i++)
        rc = add_question(c, &names, i);
    for (size_t i = 0; i < s->ignore.n && rc == OK; i++)
        rc = add(c, &names,
                 (struct name){.text = s->ignore.word[i],
                               .owner = OWNER_IGNORE,
                               .line = ignored});
    x = rc == OK ? find_twice(&names, &before) : NULL;
    if (x)
        rc = BAD(c, x->line,
                 "the column '%s' is used %s and %s; a column is one thing",
                 SHOWN(c, x->text), user_of(c, before), user_of(c, x));
    free(names.name);
    return rc;
}

/* QUESTION__ITEM needs no check of its own: no key holds `__` and an item's
 * starts with a letter, so that different keys give different columns. */
enum status check_unique(struct check *c)
{
    enum status rc = unique_sources(c);

    if (rc == OK)
        rc = unique_questions(c);
    for (size_t i = 0; i < c->survey->n_questions && rc == OK; i++) {
        const struct question *q = &c->survey->question[i];

        rc = unique_items(c, q);
        if (rc == OK)
            rc = unique_options(c, q);
        if (rc == OK)
            rc = unique_cells(c, &q->cells);
        if (rc == OK)
            rc = unique_parts(c, q);
    }
    if (rc == OK)
        rc = unique_cells(c, &c->survey->cells);
    if (rc == OK)
        rc = unique_columns(c);
    return rc;
}
