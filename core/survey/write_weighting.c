/* write_weighting.c - the part of a definition that weights and tests. */
#include <math.h>
#include "core/base/num.h"
#include "core/survey/parts.h"

static void add_text(struct str *out, const char *key, const char *text)
{
    if (!text)
        return;
    str_addf(out, ", %s: ", key);
    yaml_quote(out, text);
}

static void add_number(struct str *out, const char *key, double x)
{
    if (isnan(x))
        return;
    str_addf(out, "%s: ", key);
    num_add_exact(out, x);
}

static void add_totals(struct str *out, const struct weighting_definition *w)
{
    if (w->n_totals)
        str_add(out, ", totals: [");
    for (size_t i = 0; i < w->n_totals; i++) {
        str_addf(out, "%s{question: %s, ", i ? ", " : "", w->total[i].question);
        add_number(out, "total", w->total[i].total);
        str_add(out, i + 1 == w->n_totals ? "}]" : "}");
    }
}

static void add_scheme(const struct weighting_definition *w,
                       enum survey_form form, struct str *out)
{
    str_addf(out, "  - {name: %s, method: %s", w->name,
             weighting_methods[w->method]);
    if (form == SURVEY_DRAFT)
        add_text(out, "targets", w->targets);
    str_add(out, ", margins: [");
    for (size_t i = 0; i < w->margins.n; i++) {
        str_add(out, i ? ", " : "");
        yaml_quote(out, w->margins.word[i]);
    }
    str_add(out, "]");
    add_totals(out, w);
    str_addf(out, ", missing: %s, no_target: %s", weighting_rules[w->missing],
             weighting_rules[w->no_target]);
    if (!isnan(w->cap))
        add_number(out, ", cap", w->cap);
    if (!isnan(w->lower)) {
        add_number(out, ", bounds: {lower", w->lower);
        add_number(out, ", upper", w->upper);
        str_add(out, "}");
    }
    str_addf(out, ", from: %s}\n", weighting_starts[w->from]);
}

static void add_replicates(const struct replicates_definition *r,
                           struct str *out)
{
    str_addf(out, "replicates: {method: %s", replicates_methods[r->method]);
    if (r->method == REPLICATES_BOOTSTRAP)
        add_number(out, ", count", r->count);
    if (r->weights) {
        str_addf(out, ", weights: %s, are: %s", r->weights,
                 replicates_kinds[r->are]);
        add_number(out, ", scale", r->scale);
    }
    str_addf(out, ", centre: %s}\n", replicates_centres[r->centre]);
}

void write_renamed(const struct source_definition *source, struct str *out)
{
    for (size_t i = 0; i < source->n_renamed; i++) {
        str_add(out, i ? ", {from: " : ", renamed: [{from: ");
        yaml_quote(out, source->renamed[i].from);
        str_add(out, ", to: ");
        yaml_quote(out, source->renamed[i].to);
        str_add(out, "}");
    }
    if (source->n_renamed)
        str_add(out, "]");
}

void write_weighting(const struct survey *s, enum survey_form form,
                     struct str *out)
{
    const struct telling *t = &s->telling;

    if (s->targets && form == SURVEY_DRAFT) {
        str_add(out, "targets: ");
        yaml_quote(out, s->targets);
        str_add(out, "\n");
    }
    if (s->n_weightings)
        str_add(out, "weighting:\n");
    for (size_t i = 0; i < s->n_weightings; i++)
        add_scheme(&s->weighting[i], form, out);
    if (s->lonely != LONELY_IS_ERROR)
        str_addf(out, "lonely: %s\n", lonely_rules[s->lonely]);
    if (s->quantiles != QUANTILES_SCHOOL)
        str_addf(out, "quantiles: %s\n", quantiles_rules[s->quantiles]);
    if (s->replicates.method != REPLICATES_NONE && form == SURVEY_DRAFT)
        add_replicates(&s->replicates, out);
    if (t->points < 5 || t->points > 5 || t->base < 50 || t->base > 50 ||
        t->p < 0.05 || t->p > 0.05) {
        add_number(out, "telling: {points", t->points);
        add_number(out, ", base", t->base);
        add_number(out, ", p", t->p);
        str_add(out, "}\n");
    }
}
