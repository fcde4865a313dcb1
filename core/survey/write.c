/* write.c - a definition as YAML: the draft that an analyst goes on with, and
 * the public account of what was asked.
 *
 * In flow style, a line for each thing that the analyst may want to move, cut
 * or change; a list that would make its line too long has a line for each
 * option or item. */
#include "core/survey/survey.h"

#include <math.h>
#include <string.h>
#include "core/base/num.h"
#include "core/survey/parts.h"

enum { WIDTH = 100 };

/* A mapping in { } that is being written. */
struct flow {
    struct str *out;
    enum survey_form form;
    bool any; /* a member was written */
};

static void member(struct flow *f, const char *key)
{
    str_addf(f->out, "%s%s: ", f->any ? ", " : "", key);
    f->any = true;
}

static void member_text(struct flow *f, const char *key, const char *text)
{
    if (!text)
        return;
    member(f, key);
    yaml_quote(f->out, text);
}

/* A key, a name of ours or a date: never in need of quotes but by accident. */
static void member_name(struct flow *f, const char *key, const char *name)
{
    if (!name)
        return;
    member(f, key);
    if (form_is_date(name))
        str_add(f->out, name);
    else
        yaml_quote(f->out, name);
}

static void member_yes(struct flow *f, const char *key, bool yes)
{
    member(f, key);
    str_add(f->out, yes ? "yes" : "no");
}

static void member_number(struct flow *f, const char *key, double x)
{
    struct str s = {0};
    double back = (double)NAN;

    if (isnan(x))
        return;
    member(f, key);
    num_add(&s, x);
    if (!s.failed && (!num_parse(str_text(&s), &back) || back != x)) {
        str_clear(&s);
        num_add_exact(&s, x);
    }
    str_add(f->out, str_cstr(&s));
    f->out->failed |= s.failed;
    str_free(&s);
}

static void add_words(struct str *out, const struct words *words)
{
    str_add_char(out, '[');
    for (size_t i = 0; i < words->n; i++) {
        str_add(out, i ? ", " : "");
        yaml_quote(out, words->word[i]);
    }
    str_add_char(out, ']');
}

static void member_words(struct flow *f, const char *key,
                         const struct words *words)
{
    if (words->n == 0)
        return;
    member(f, key);
    add_words(f->out, words);
}

static void add_cells(struct str *out, const struct cells *cells)
{
    struct flow f = {.out = out};

    str_add_char(out, '{');
    member_words(&f, "not_asked", &cells->not_asked);
    member_words(&f, "blank", &cells->blank);
    member_words(&f, "not_selected", &cells->not_selected);
    str_add_char(out, '}');
}

static void add_option(struct str *out, enum survey_form form,
                       const struct option *o)
{
    struct flow f = {.out = out, .form = form};

    str_add_char(out, '{');
    member_text(&f, "key", o->key);
    if (o->label && strcmp(o->label, o->key) != 0)
        member_text(&f, "label", o->label);
    member_number(&f, "score", o->score);
    if (o->side != SIDE_NONE)
        member_name(&f, "side", option_side_name(o->side));
    if (o->state != STATE_ANSWERED)
        member_name(&f, "state", answer_state_name(o->state));
    if (form == SURVEY_DRAFT) {
        member_words(&f, "match", &o->match);
        member_text(&f, "words", o->words);
    }
    str_add_char(out, '}');
}

static void add_item(struct str *out, enum survey_form form,
                     const struct item *item)
{
    struct flow f = {.out = out, .form = form};

    str_add_char(out, '{');
    member_name(&f, "key", item->key);
    if (item->label && strcmp(item->label, item->key) != 0)
        member_text(&f, "label", item->label);
    if (form == SURVEY_DRAFT) {
        member_text(&f, "column", item->column);
        member_words(&f, "columns", &item->columns);
        member_words(&f, "match", &item->match);
        member_text(&f, "words", item->words);
    }
    if (item->excludes)
        member_yes(&f, "excludes", true);
    if (item->actual_stated)
        member_number(&f, "actual", item->actual);
    str_add_char(out, '}');
}

static void add_lists(struct flow *f, const struct question *q, bool broken)
{
    const char *between = broken ? ",\n      " : ", ";
    const char *start = broken ? "[\n      " : "[";
    size_t n = q->scale ? 0 : q->options.n;

    if (n) {
        member(f, "options");
        for (size_t i = 0; i < n; i++) {
            str_add(f->out, i ? between : start);
            add_option(f->out, f->form, &q->options.option[i]);
        }
        str_add_char(f->out, ']');
    }
    if (q->n_items) {
        member(f, "items");
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
    member(f, "tasks");
    for (size_t i = 0; i < q->n_tasks; i++) {
        struct flow task = {.out = f->out, .form = f->form};

        str_add(f->out, i ? ", {" : "[{");
        if (f->form == SURVEY_DRAFT) {
            member_text(&task, "best", q->task[i].best);
            member_text(&task, "worst", q->task[i].worst);
        }
        member_words(&task, "shown", &q->task[i].shown);
        str_add_char(f->out, '}');
    }
    str_add_char(f->out, ']');
}

static void add_type(struct flow *f, const struct question *q)
{
    if (q->type == TYPE_RANKING && q->places != q->n_items)
        member_number(f, "places", (double)q->places);
    if (q->type == TYPE_PICK) {
        member_number(f, "max", (double)q->max);
        member_name(f, "over", q->over_keep ? "keep" : "drop");
    }
    if (q->type == TYPE_POINTS)
        member_number(f, "total", q->total);
    if (q->n_tasks)
        add_tasks(f, q);
    if (q->asked_if.question) {
        member(f, "asked_if");
        str_add_char(f->out, '{');
        yaml_quote(f->out, q->asked_if.question);
        str_add(f->out, ": ");
        add_words(f->out, &q->asked_if.options);
        str_add_char(f->out, '}');
    }
    if (q->importance.question)
        member_name(f, "importance", q->importance.question);
    if (q->overall.question)
        member_name(f, "overall", q->overall.question);
    if (q->about_you)
        member_yes(f, "about_you", true);
    if (q->sensitive)
        member_yes(f, "sensitive", true);
}

/* What is asked, and where its answers lie. */
static void add_asked(struct flow *f, const struct question *q)
{
    const char *usual = q->column && q->column[0] != '@' ? q->column : q->key;
    bool draft = f->form == SURVEY_DRAFT;

    if (q->text && (strcmp(q->text, draft ? usual : q->key) != 0))
        member_text(f, "text", q->text);
    if (draft) {
        member_text(f, "column", q->column);
        member_words(f, "columns", &q->columns);
        member_text(f, "separator", q->separator);
        member_text(f, "words", q->words);
    }
    add_type(f, q);
    if (draft && (q->type == TYPE_AREA || (q->type == TYPE_TEXT && !q->keep)))
        member_yes(f, "keep", q->keep);
    if (draft && q->cells.given) {
        member(f, "cells");
        add_cells(f->out, &q->cells);
    }
    member_name(f, "scale", q->scale);
}

static void add_question(struct str *out, enum survey_form form,
                         const struct question *q)
{
    struct str line = {0};
    struct flow f = {.out = &line, .form = form};
    struct flow broken;
    size_t head;

    str_add(&line, "  - {");
    member_name(&f, "key", q->key);
    member_name(&f, "type", question_type_name(q->type));
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
    member_name(&f, "key", q->key);
    if (q->text && strcmp(q->text, q->key) != 0)
        member_text(&f, "text", q->text);
    member_name(&f, "from", d->from);
    if (q->about_you)
        member_yes(&f, "about_you", true);
    if (q->sensitive)
        member_yes(&f, "sensitive", true);
    if (d->rule == DERIVE_ANY)
        member_yes(&f, "any", true);
    if (d->rule == DERIVE_LOOKUP && form == SURVEY_DRAFT)
        member_text(&f, "lookup", d->lookup);
    if (d->rule == DERIVE_MAP) {
        member(&f, "map");
        for (size_t i = 0; i < d->n_map; i++) {
            str_add(out, i ? ", " : "{");
            yaml_quote(out, d->map[i].level);
            str_add(out, ": ");
            add_words(out, &d->map[i].from);
        }
        str_add_char(out, '}');
    }
    str_add(out, "}\n");
}

static void add_questions(const struct survey *s, enum survey_form form,
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
static void add_scales(const struct survey *s, enum survey_form form,
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

static void add_design(struct flow *f, const struct source_definition *source)
{
    member_text(f, "weight", source->weight);
    member_text(f, "stratum", source->stratum);
    member_text(f, "cluster", source->cluster);
    member_text(f, "fpc", source->fpc);
    write_renamed(source, f->out);
}

static void add_sources(const struct survey *s, enum survey_form form,
                        struct str *out)
{
    str_add(out, "sources:\n");
    for (size_t i = 0; i < s->n_sources; i++) {
        const struct source_definition *source = &s->source[i];
        struct flow f = {.out = out, .form = form};

        str_add(out, "  - {");
        member_name(&f, "key", source->key);
        if (form == SURVEY_DRAFT) {
            member_words(&f, "files", &source->files);
            member_text(&f, "platform", source->platform);
            member_text(&f, "encoding", source->encoding);
            member_text(&f, "sheet", source->sheet);
            member_text(&f, "id", source->id);
            member_text(&f, "submitted", source->submitted);
        }
        member_text(&f, "channel", source->channel);
        member_name(&f, "sample", sample_kind_name(source->sample));
        if (form == SURVEY_DRAFT)
            add_design(&f, source);
        write_renamed(source, out);
        str_add(out, "}\n");
    }
}

static void add_line(struct str *out, const char *key, const char *text)
{
    if (!text[0])
        return;
    str_addf(out, "%s: ", key);
    yaml_quote(out, text);
    str_add_char(out, '\n');
}

static void add_head(const struct survey *s, enum survey_form form,
                     struct str *out)
{
    struct flow f = {.out = out, .form = form};

    add_line(out, "survey", s->key);
    add_line(out, "wave", s->wave);
    add_line(out, "title", s->title);
    add_line(out, "organisation", s->organisation);
    add_line(out, "contact", s->contact);
    if (s->from || s->to) {
        str_add(out, "fieldwork: {");
        member_name(&f, "from", s->from);
        member_name(&f, "to", s->to);
        str_add(out, "}\n");
    } else if (form == SURVEY_DRAFT) {
        yaml_comment(out, 0, "fieldwork: {from: YYYY-MM-DD, to: YYYY-MM-DD}");
    }
}

static void add_uses(const struct survey *s, struct str *out)
{
    const struct respondent *r = &s->respondent;
    const struct headline *h = &s->headline;
    struct flow f = {.out = out};

    if (r->question) {
        str_add(out, "respondent: {");
        member_name(&f, "question", r->question);
        member_words(&f, "individual", &r->individual);
        member_words(&f, "organisation", &r->organisation);
        member_words(&f, "staff", &r->staff);
        str_add(out, "}\n");
    }
    if (h->question) {
        f.any = false;
        str_add(out, "headline: {");
        member_name(&f, "question", h->question);
        member_name(&f, "rule", h->rule);
        member_name(&f, "base", h->base);
        member_name(&f, "scheme", h->scheme);
        str_add(out, "}\n");
    }
}

static void add_breakdowns(const struct survey *s, struct str *out)
{
    if (s->n_breakdowns == 0)
        return;
    str_add(out, "breakdowns: [");
    for (size_t i = 0; i < s->n_breakdowns; i++) {
        str_add(out, i ? ", " : "");
        yaml_quote(out, s->breakdown[i].name);
    }
    str_add(out, "]\n");
}

static void add_rules(const struct survey *s, enum survey_form form,
                      struct str *out)
{
    static const char *const duplicates[] = {"first", "last", "keep"};
    struct flow f = {.out = out, .form = form};

    str_add(out, "remove: {");
    member_yes(&f, "test", s->remove.test);
    member_name(&f, "duplicate_id", duplicates[s->remove.duplicate_id]);
    member_yes(&f, "blank", s->remove.blank);
    member_yes(&f, "outside_fieldwork", s->remove.outside_fieldwork);
    member_number(&f, "incomplete_below", s->remove.incomplete_below);
    if (form == SURVEY_DRAFT)
        member_text(&f, "listed", s->remove.listed);
    str_add(out, "}\ndisclosure: {");
    f.any = false;
    member_number(&f, "min_base", (double)s->disclosure.min_base);
    member_number(&f, "small_base", (double)s->disclosure.small_base);
    member_number(&f, "min_count", (double)s->disclosure.min_count);
    member_words(&f, "sensitive", &s->disclosure.sensitive);
    str_add(out, "}\n");
    if (form == SURVEY_DRAFT && s->ignore.n) {
        str_add(out, "ignore: ");
        add_words(out, &s->ignore);
        str_add_char(out, '\n');
    }
}

void survey_write(const struct survey *survey, enum survey_form form,
                  struct str *out)
{
    const struct cells *cells = &survey->cells;

    add_head(survey, form, out);
    add_sources(survey, form, out);
    str_addf(out, "pool: %s\n", survey->pool ? "yes" : "no");
    if (form == SURVEY_DRAFT &&
        cells->not_asked.n + cells->blank.n + cells->not_selected.n) {
        str_add(out, "cells: ");
        add_cells(out, cells);
        str_add_char(out, '\n');
    }
    add_uses(survey, out);
    add_scales(survey, form, out);
    add_questions(survey, form, out);
    add_breakdowns(survey, out);
    write_weighting(survey, form, out);
    add_rules(survey, form, out);
}
