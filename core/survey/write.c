/* write.c - a definition as YAML: the draft that an analyst goes on with, and
 * the public account of what was asked.
 *
 * In flow style, a line for each thing that the analyst may want to move, cut
 * or change; a list that would make its line too long has a line for each
 * option or item. */
#include "core/survey/survey.h"

#include <string.h>
#include "core/survey/flow.h"
#include "core/survey/parts.h"

static void add_design(struct flow *f, const struct source_definition *source)
{
    flow_text(f, "weight", source->weight);
    flow_text(f, "stratum", source->stratum);
    flow_text(f, "cluster", source->cluster);
    flow_text(f, "fpc", source->fpc);
}

static void add_sources(const struct survey *s, enum survey_form form,
                        struct str *out)
{
    str_add(out, "sources:\n");
    for (size_t i = 0; i < s->n_sources; i++) {
        const struct source_definition *source = &s->source[i];
        struct flow f = {.out = out, .form = form};

        str_add(out, "  - {");
        flow_name(&f, "key", source->key);
        if (form == SURVEY_DRAFT) {
            flow_words(&f, "files", &source->files);
            flow_text(&f, "platform", source->platform);
            flow_text(&f, "encoding", source->encoding);
            flow_text(&f, "sheet", source->sheet);
            flow_text(&f, "codebook", source->codebook);
            flow_text(&f, "id", source->id);
            flow_text(&f, "submitted", source->submitted);
            if (source->date_order)
                flow_name(&f, "date_order", date_orders[source->date_order]);
        }
        flow_text(&f, "channel", source->channel);
        flow_name(&f, "sample", sample_kind_name(source->sample));
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
        flow_name(&f, "from", s->from);
        flow_name(&f, "to", s->to);
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
        flow_name(&f, "question", r->question);
        flow_words(&f, "individual", &r->individual);
        flow_words(&f, "organisation", &r->organisation);
        flow_words(&f, "staff", &r->staff);
        str_add(out, "}\n");
    }
    if (h->question) {
        f.any = false;
        str_add(out, "headline: {");
        flow_name(&f, "question", h->question);
        flow_name(&f, "rule", h->rule);
        flow_name(&f, "base", h->base);
        flow_name(&f, "scheme", h->scheme);
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
    flow_yes(&f, "test", s->remove.test);
    flow_name(&f, "duplicate_id", duplicates[s->remove.duplicate_id]);
    flow_yes(&f, "blank", s->remove.blank);
    flow_yes(&f, "outside_fieldwork", s->remove.outside_fieldwork);
    flow_number(&f, "incomplete_below", s->remove.incomplete_below);
    if (form == SURVEY_DRAFT)
        flow_text(&f, "listed", s->remove.listed);
    str_add(out, "}\ndisclosure: {");
    f.any = false;
    flow_number(&f, "min_base", (double)s->disclosure.min_base);
    flow_number(&f, "small_base", (double)s->disclosure.small_base);
    flow_number(&f, "min_count", (double)s->disclosure.min_count);
    flow_words(&f, "sensitive", &s->disclosure.sensitive);
    str_add(out, "}\n");
    if (form == SURVEY_DRAFT && s->ignore.n) {
        str_add(out, "ignore: ");
        yaml_words(out, &s->ignore);
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
        flow_cells(out, cells);
        str_add_char(out, '\n');
    }
    add_uses(survey, out);
    write_scales(survey, form, out);
    write_questions(survey, form, out);
    add_breakdowns(survey, out);
    write_weighting(survey, form, out);
    add_rules(survey, form, out);
}
