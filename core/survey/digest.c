/* digest.c - what each stage uses of a definition, as three digests.
 *
 * Every field goes in by name with its length, so that no two definitions give
 * the same bytes.  Who uses what:
 *
 * - ingest: what decides which code an answer is stored as and which rows are
 *   left out.  Not the labels, although a cell may be recognised by one:
 *   answers that are stored keep their codes when a label is put better.
 * - analyse: who counts as whom, what is computed for whom, scores and sides.
 * - report: words. */
#include "core/survey/survey.h"

#include <string.h>
#include "core/base/hash.h"
#include "core/base/num.h"
#include "core/survey/parts.h"

struct digest {
    struct hash *hash;
    struct err *err;
    enum status rc; /* the first failure sticks */
};

static void put(struct digest *d, const char *name, struct text value)
{
    if (d->rc == OK)
        d->rc = hash_add_field(d->hash, text_of(name), d->err);
    if (d->rc == OK)
        d->rc = hash_add_field(d->hash, value, d->err);
}

/* No text is not the empty text. */
static void put_text(struct digest *d, const char *name, const char *text)
{
    put(d, name, text_of(text ? "=" : "-"));
    if (text)
        put(d, name, text_of(text));
}

static void put_number(struct digest *d, const char *name, double x)
{
    struct str s = {0};

    num_add_exact(&s, x);
    if (d->rc == OK)
        d->rc = str_status(&s, d->err);
    put(d, name, str_text(&s));
    str_free(&s);
}

static void put_yes(struct digest *d, const char *name, bool yes)
{
    put(d, name, text_of(yes ? "yes" : "no"));
}

static void put_words(struct digest *d, const char *name,
                      const struct words *words)
{
    put_number(d, name, (double)words->n);
    for (size_t i = 0; i < words->n; i++)
        put_text(d, name, words->word[i]);
}

static void put_cells(struct digest *d, const struct cells *cells)
{
    put_words(d, "not_asked", &cells->not_asked);
    put_words(d, "blank", &cells->blank);
    put_words(d, "not_selected", &cells->not_selected);
}

/* The bytes of a file that the definition names. */
static void put_file(struct digest *d, const struct survey *s, const char *name,
                     const char *path)
{
    struct str full = {0};
    char hex[HASH_HEX] = "";

    put_text(d, name, path);
    if (!path)
        return;
    survey_path(s, path, &full);
    if (d->rc == OK)
        d->rc = str_status(&full, d->err);
    if (d->rc == OK)
        d->rc = hash_file(str_cstr(&full), hex, d->err);
    put_text(d, name, hex);
    str_free(&full);
}

static void put_source(struct digest *d, const struct survey *survey,
                       const struct source_definition *s)
{
    put_text(d, "source", s->key);
    put_words(d, "files", &s->files);
    put_text(d, "platform", s->platform);
    put_text(d, "encoding", s->encoding);
    put_text(d, "sheet", s->sheet);
    if (s->codebook)
        put_file(d, survey, "codebook", s->codebook);
    put_text(d, "id", s->id);
    put_text(d, "submitted", s->submitted);
    if (s->date_order)
        put_text(d, "date_order", date_orders[s->date_order]);
    put_text(d, "channel", s->channel);
    put_text(d, "sample", sample_kind_name(s->sample));
    put_text(d, "weight", s->weight);
    if (s->stratum || s->cluster || s->fpc) {
        put_text(d, "stratum", s->stratum);
        put_text(d, "cluster", s->cluster);
        put_text(d, "fpc", s->fpc);
    }
    for (size_t i = 0; i < s->n_renamed; i++) {
        put_text(d, "renamed", s->renamed[i].from);
        put_text(d, "to", s->renamed[i].to);
    }
}

static void put_options(struct digest *d, const struct options *options)
{
    put_number(d, "options", (double)options->n);
    for (size_t i = 0; i < options->n; i++) {
        const struct option *o = &options->option[i];

        put_text(d, "key", o->key);
        put_text(d, "state", answer_state_name(o->state));
        put_words(d, "match", &o->match);
        put_text(d, "words", o->words);
    }
}

/* Nothing where there are none: definitions without keep their digest. */
static void put_spread(struct digest *d, const struct words *columns)
{
    if (columns->n)
        put_words(d, "columns", columns);
}

static void put_items(struct digest *d, const struct question *q)
{
    put_number(d, "items", (double)q->n_items);
    for (size_t i = 0; i < q->n_items; i++) {
        const struct item *item = &q->item[i];

        put_text(d, "key", item->key);
        put_text(d, "column", item->column);
        put_spread(d, &item->columns);
        put_words(d, "match", &item->match);
        put_text(d, "words", item->words);
        put_yes(d, "excludes", item->excludes);
    }
    for (size_t i = 0; i < q->n_tasks; i++) {
        put_text(d, "best", q->task[i].best);
        put_text(d, "worst", q->task[i].worst);
        put_words(d, "shown", &q->task[i].shown);
    }
}

static void put_derived(struct digest *d, const struct survey *s,
                        const struct derivation *from)
{
    put_number(d, "rule", (double)from->rule);
    if (from->rule == DERIVE_NONE)
        return;
    put_text(d, "from", from->from);
    put_number(d, "map", (double)from->n_map);
    for (size_t i = 0; i < from->n_map; i++) {
        put_text(d, "level", from->map[i].level);
        put_words(d, "options", &from->map[i].from);
    }
    if (from->rule == DERIVE_LOOKUP)
        put_file(d, s, "lookup", from->lookup);
}

static void put_question(struct digest *d, const struct survey *s,
                         const struct question *q)
{
    put_text(d, "question", q->key);
    put_text(d, "type", question_type_name(q->type));
    put_text(d, "column", q->column);
    put_spread(d, &q->columns);
    put_text(d, "words", q->words);
    put_number(d, "places", (double)q->places);
    put_number(d, "max", (double)q->max);
    put_yes(d, "over", q->over_keep);
    put_number(d, "total", q->total);
    put_text(d, "separator", q->separator);
    put_yes(d, "keep", q->keep);
    if (q->decimal)
        put_text(d, "decimal", decimal_marks[q->decimal]);
    put_text(d, "asked_if", q->asked_if.question);
    put_words(d, "answers", &q->asked_if.options);
    put_yes(d, "cells", q->cells.given);
    put_cells(d, &q->cells);
    /* Those of a lookup come from its file, which put_derived() takes. */
    if (q->derived.rule != DERIVE_LOOKUP)
        put_options(d, &q->options);
    put_items(d, q);
    put_derived(d, s, &q->derived);
}

static void put_ingest(struct digest *d, const struct survey *s)
{
    const struct remove_rules *r = &s->remove;

    put(d, "canvass", text_of("ingest 1"));
    put_text(d, "survey", s->key);
    put_text(d, "wave", s->wave);
    for (size_t i = 0; i < s->n_sources; i++)
        put_source(d, s, &s->source[i]);
    put_cells(d, &s->cells);
    for (size_t i = 0; i < s->n_questions; i++)
        put_question(d, s, &s->question[i]);
    put_yes(d, "test", r->test);
    put_number(d, "duplicate_id", (double)r->duplicate_id);
    put_yes(d, "blank", r->blank);
    put_yes(d, "outside_fieldwork", r->outside_fieldwork);
    put_text(d, "from", r->outside_fieldwork ? s->from : NULL);
    put_text(d, "to", r->outside_fieldwork ? s->to : NULL);
    put_number(d, "incomplete_below", r->incomplete_below);
    put_file(d, s, "listed", r->listed);
    put_words(d, "ignore", &s->ignore);
}

static void put_scores(struct digest *d, const struct question *q)
{
    put_text(d, "question", q->key);
    for (size_t i = 0; i < q->options.n; i++) {
        const struct option *o = &q->options.option[i];

        /* A derived question has neither. */
        if (q->derived.rule != DERIVE_NONE)
            return;
        put_text(d, "option", o->key);
        put_text(d, "side", option_side_name(o->side));
        put_number(d, "score", o->score);
    }
}

static void put_beside(struct digest *d, const struct question *q)
{
    if (q->importance.question || q->overall.question) {
        put_text(d, "importance", q->importance.question);
        put_text(d, "overall", q->overall.question);
    }
    for (size_t i = 0; i < q->n_items; i++) {
        if (q->item[i].actual_stated)
            put_number(d, q->item[i].key, q->item[i].actual);
    }
}

static void put_weighting(struct digest *d, const struct survey *s,
                          const struct weighting_definition *w)
{
    put_text(d, "weighting", w->name);
    put_number(d, "method", (double)w->method);
    put_file(d, s, "targets", w->targets);
    put_words(d, "margins", &w->margins);
    put_number(d, "totals", (double)w->n_totals);
    for (size_t i = 0; i < w->n_totals; i++) {
        put_text(d, "total", w->total[i].question);
        put_number(d, "total", w->total[i].total);
    }
    put_number(d, "missing", (double)w->missing);
    put_number(d, "no_target", (double)w->no_target);
    put_number(d, "cap", w->cap);
    put_number(d, "lower", w->lower);
    put_number(d, "upper", w->upper);
    put_number(d, "from", (double)w->from);
}

static void put_analyse(struct digest *d, const struct survey *s)
{
    put(d, "canvass", text_of("analyse 1"));
    put_yes(d, "pool", s->pool);
    put_text(d, "respondent", s->respondent.question);
    put_words(d, "individual", &s->respondent.individual);
    put_words(d, "organisation", &s->respondent.organisation);
    put_words(d, "staff", &s->respondent.staff);
    put_text(d, "headline", s->headline.question);
    put_text(d, "rule", s->headline.rule);
    put_text(d, "base", s->headline.base);
    put_text(d, "scheme", s->headline.scheme);
    put_number(d, "breakdowns", (double)s->n_breakdowns);
    for (size_t i = 0; i < s->n_breakdowns; i++)
        put_text(d, "breakdown", s->breakdown[i].name);
    put_file(d, s, "targets", s->targets);
    put_number(d, "weightings", (double)s->n_weightings);
    for (size_t i = 0; i < s->n_weightings; i++)
        put_weighting(d, s, &s->weighting[i]);
    put_number(d, "lonely", (double)s->lonely);
    if (s->quantiles != QUANTILES_SCHOOL)
        put_number(d, "quantiles", (double)s->quantiles);
    if (s->replicates.method != REPLICATES_NONE) {
        put_number(d, "replicates", (double)s->replicates.method);
        put_number(d, "count", s->replicates.count);
        put_text(d, "weights", s->replicates.weights);
        put_number(d, "are", (double)s->replicates.are);
        put_number(d, "scale", s->replicates.scale);
        put_number(d, "centre", (double)s->replicates.centre);
    }
    put_number(d, "points", s->telling.points);
    put_number(d, "base", s->telling.base);
    put_number(d, "p", s->telling.p);
    for (size_t i = 0; i < s->n_questions; i++) {
        put_scores(d, &s->question[i]);
        put_beside(d, &s->question[i]);
    }
}

static void put_words_of(struct digest *d, const struct question *q)
{
    put_text(d, "question", q->key);
    put_text(d, "text", q->text);
    put_yes(d, "about_you", q->about_you);
    put_yes(d, "sensitive", q->sensitive);
    for (size_t i = 0; i < q->n_items; i++)
        put_text(d, "item", q->item[i].label);
    if (q->derived.rule != DERIVE_LOOKUP)
        for (size_t i = 0; i < q->options.n; i++)
            put_text(d, "option", q->options.option[i].label);
}

static void put_report(struct digest *d, const struct survey *s)
{
    put(d, "canvass", text_of("report 1"));
    put_text(d, "title", s->title);
    put_text(d, "organisation", s->organisation);
    put_text(d, "contact", s->contact);
    put_text(d, "from", s->from);
    put_text(d, "to", s->to);
    for (size_t i = 0; i < s->n_questions; i++)
        put_words_of(d, &s->question[i]);
    put_number(d, "min_base", (double)s->disclosure.min_base);
    put_number(d, "small_base", (double)s->disclosure.small_base);
    put_number(d, "min_count", (double)s->disclosure.min_count);
    put_words(d, "sensitive", &s->disclosure.sensitive);
}

static void take(struct digest *d, const struct survey *s,
                 void (*part)(struct digest *, const struct survey *),
                 char hex[HASH_HEX])
{
    unsigned char bytes[HASH_BYTES];

    if (d->rc == OK)
        d->rc = hash_reset(d->hash, d->err);
    part(d, s);
    if (d->rc == OK)
        d->rc = hash_end(d->hash, bytes, d->err);
    if (d->rc == OK)
        hash_hex(bytes, hex);
}

enum status survey_digests(const struct survey *survey,
                           struct survey_digests *out, struct err *err)
{
    struct digest d = {.hash = hash_new(), .err = err};

    *out = (struct survey_digests){0};
    if (!d.hash)
        return err_nomem(err);
    take(&d, survey, put_ingest, out->ingest);
    take(&d, survey, put_analyse, out->analyse);
    take(&d, survey, put_report, out->report);
    hash_free(d.hash);
    if (d.rc != OK)
        *out = (struct survey_digests){0};
    return d.rc;
}
