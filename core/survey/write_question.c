/* write_question.c - the part of a definition that asks. */
#include <string.h>
#include "core/survey/flow.h"
#include "core/survey/parts.h"

enum { WIDTH = 100 };

static void add_option(struct str *out, enum survey_form form,
                       const struct option *o)
{
    struct flow f = {.out = out, .form = form};

    str_add_char(out, '{');
    flow_text(&f, "key", o->key);
    if (o->label && strcmp(o->label, o->key) != 0)
        flow_text(&f, "label", o->label);
    flow_number(&f, "score", o->score);
    if (o->side != SIDE_NONE)
        flow_name(&f, "side", option_side_name(o->side));
    if (o->state != STATE_ANSWERED)
        flow_name(&f, "state", answer_state_name(o->state));
    if (form == SURVEY_DRAFT) {
        flow_words(&f, "match", &o->match);
        flow_text(&f, "words", o->words);
    }
    str_add_char(out, '}');
}

static void add_item(struct str *out, enum survey_form form,
                     const struct item *item)
{
    struct flow f = {.out = out, .form = form};

    str_add_char(out, '{');
    flow_name(&f, "key", item->key);
    if (item->label && strcmp(item->label, item->key) != 0)
        flow_text(&f, "label", item->label);
    if (form == SURVEY_DRAFT) {
        flow_text(&f, "column", item->column);
        flow_words(&f, "columns", &item->columns);
        flow_words(&f, "match", &item->match);
        flow_text(&f, "words", item->words);
    }
    if (item->excludes)
        flow_yes(&f, "excludes", true);
    if (item->actual_stated)
        flow_number(&f, "actual", item->actual);
    str_add_char(out, '}');
}

static void add_lists(struct flow *f, const struct question *q, bool broken)
{
    const char *between = broken ? ",\n      " : ", ";
    const char *start = broken ? "[\n      " : "[";
    size_t n = q->scale ? 0 : q->options.n;

    if (n) {
        flow_member(f, "options");
        for (size_t i = 0; i < n; i++) {
            str_add(f->out, i ? between : start);
            add_option(f->out, f->form, &q->options.option[i]);
        }
        str_add_char(f->out, ']');
    }
    if (q->n_items) {
        flow_member(f, "items");
        for (size_t i = 0; i < q->n_items; i++) {
            str_add(f->out, i ? between : start);
            add_item(f->out, f->form, &q->item[i]);
        }
        str_add_char(f->out, ']');
    }
}

/* The columns are the export's and stay out of what is published. */
static void add_tasks(struct flow *f, const struct question *q)
{
    flow_member(f, "tasks");
    for (size_t i = 0; i < q->n_tasks; i++) {
        struct flow task = {.out = f->out, .form = f->form};

        str_add(f->out, i ? ", {" : "[{");
        if (f->form == SURVEY_DRAFT) {
            flow_text(&task, "best", q->task[i].best);
            flow_text(&task, "worst", q->task[i].worst);
        }
        flow_words(&task, "shown", &q->task[i].shown);
        str_add_char(f->out, '}');
    }
    str_add_char(f->out, ']');
}

static void add_type(struct flow *f, const struct question *q)
{
    if (q->type == TYPE_RANKING && q->places != q->n_items)
        flow_number(f, "places", (double)q->places);
    if (q->type == TYPE_PICK) {
        flow_number(f, "max", (double)q->max);
        flow_name(f, "over", q->over_keep ? "keep" : "drop");
    }
    if (q->type == TYPE_POINTS)
        flow_number(f, "total", q->total);
    if (q->n_tasks)
        add_tasks(f, q);
    if (q->asked_if.question) {
        flow_member(f, "asked_if");
        str_add_char(f->out, '{');
        yaml_quote(f->out, q->asked_if.question);
        str_add(f->out, ": ");
        yaml_words(f->out, &q->asked_if.options);
        str_add_char(f->out, '}');
    }
    if (q->importance.question)
        flow_name(f, "importance", q->importance.question);
    if (q->overall.question)
        flow_name(f, "overall", q->overall.question);
    if (q->about_you)
        flow_yes(f, "about_you", true);
    if (q->sensitive)
        flow_yes(f, "sensitive", true);
}

/* What is asked, and where its answers lie. */
static void add_asked(struct flow *f, const struct question *q)
{
    const char *usual = q->column && q->column[0] != '@' ? q->column : q->key;
    bool draft = f->form == SURVEY_DRAFT;

    if (q->text && (strcmp(q->text, draft ? usual : q->key) != 0))
        flow_text(f, "text", q->text);
    if (draft) {
        flow_text(f, "column", q->column);
        flow_words(f, "columns", &q->columns);
        flow_text(f, "separator", q->separator);
        flow_text(f, "words", q->words);
    }
    add_type(f, q);
    if (draft && (q->type == TYPE_AREA || (q->type == TYPE_TEXT && !q->keep)))
        flow_yes(f, "keep", q->keep);
    if (draft && q->decimal)
        flow_name(f, "decimal", decimal_marks[q->decimal]);
    if (draft && q->cells.given) {
        flow_member(f, "cells");
        flow_cells(f->out, &q->cells);
    }
    flow_name(f, "scale", q->scale);
}

static void add_question(struct str *out, enum survey_form form,
                         const struct question *q)
{
    struct str line = {0};
    struct flow f = {.out = &line, .form = form};
    struct flow broken;
    size_t head;

    str_add(&line, "  - {");
    flow_name(&f, "key", q->key);
    flow_name(&f, "type", question_type_name(q->type));
    add_asked(&f, q);
    broken = f;
    head = line.n;
    add_lists(&f, q, false);
    if (line.n > WIDTH && q->n_items + q->options.n > 0) {
        str_add_n(out, line.p, head);
        broken.out = out;
        add_lists(&broken, q, true);
    } else {
        str_add(out, str_cstr(&line));
    }
    str_add(out, "}\n");
    out->failed |= line.failed;
    str_free(&line);
}

static void add_derived(struct str *out, enum survey_form form,
                        const struct question *q)
{
    const struct derivation *d = &q->derived;
    struct flow f = {.out = out, .form = form};

    str_add(out, "  - {");
    flow_name(&f, "key", q->key);
    if (q->text && strcmp(q->text, q->key) != 0)
        flow_text(&f, "text", q->text);
    flow_name(&f, "from", d->from);
    if (q->about_you)
        flow_yes(&f, "about_you", true);
    if (q->sensitive)
        flow_yes(&f, "sensitive", true);
    if (d->rule == DERIVE_ANY)
        flow_yes(&f, "any", true);
    if (d->rule == DERIVE_LOOKUP && form == SURVEY_DRAFT)
        flow_text(&f, "lookup", d->lookup);
    if (d->rule == DERIVE_MAP) {
        flow_member(&f, "map");
        for (size_t i = 0; i < d->n_map; i++) {
            str_add(out, i ? ", " : "{");
            yaml_quote(out, d->map[i].level);
            str_add(out, ": ");
            yaml_words(out, &d->map[i].from);
        }
        str_add_char(out, '}');
    }
    str_add(out, "}\n");
}

void write_questions(const struct survey *s, enum survey_form form,
                     struct str *out)
{
    bool derived = false;

    str_add(out, "questions:\n");
    for (size_t i = 0; i < s->n_questions; i++) {
        const struct question *q = &s->question[i];
        bool is_derived = q->derived.rule != DERIVE_NONE;

        if (is_derived && !derived)
            str_add(out, "derived:\n");
        derived |= is_derived;
        if (q->note && form == SURVEY_DRAFT)
            yaml_comment(out, 2, q->note);
        if (is_derived)
            add_derived(out, form, q);
        else
            add_question(out, form, q);
    }
}

/* Scales in the order in which questions name them. */
void write_scales(const struct survey *s, enum survey_form form,
                  struct str *out)
{
    bool any = false;

    for (size_t i = 0; i < s->n_questions; i++) {
        const struct question *q = &s->question[i];
        bool seen = !q->scale;

        for (size_t j = 0; j < i && !seen; j++)
            seen = s->question[j].scale &&
                   strcmp(s->question[j].scale, q->scale) == 0;
        if (seen)
            continue;
        str_add(out, any ? "  " : "scales:\n  ");
        any = true;
        yaml_quote(out, q->scale);
        str_add(out, ":\n");
        for (size_t o = 0; o < q->options.n; o++) {
            str_add(out, "    - ");
            add_option(out, form, &q->options.option[o]);
            str_add_char(out, '\n');
        }
    }
}
