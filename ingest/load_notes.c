/* load_notes.c - what was understood of a file, and what needs an eye: each
 * with the line of survey.yaml that would settle it. */
#include "ingest/load.h"

#include <inttypes.h>
#include <string.h>
#include "ingest/scales.h"

enum { MOST_NAMED = 8 };

/* A note for each line. */
static enum status note_lines(const char *lines, struct notes *notes,
                              struct err *err)
{
    enum status rc = OK;

    while (*lines && rc == OK) {
        size_t n = strcspn(lines, "\n");

        rc = notes_add(notes, err, NOTE_INFO, "%.*s", (int)n, lines);
        lines += n + (lines[n] == '\n');
    }
    return rc;
}

void load_encoding_evidence(const struct export *e, struct str *out)
{
    if (e->encoding_told)
        str_add(out, "as told");
    else if (e->scan.wide != WIDE_NOT)
        str_addf(out, "is UTF-16, %s byte first",
                 e->scan.wide == WIDE_LITTLE ? "low" : "high");
    else if (e->encoding != ENCODING_UTF8)
        str_addf(out,
                 "is no UTF-8 in %" PRIu64 " places; evidence %" PRId64
                 " for windows-1252, %" PRId64 " for macintosh",
                 e->scan.bad_runs, e->scan.sense[ENCODING_WINDOWS_1252],
                 e->scan.sense[ENCODING_MACINTOSH]);
    else if (e->scan.bad_runs)
        str_addf(out, "is UTF-8 but in %" PRIu64 " places", e->scan.bad_runs);
    else
        str_addf(out, "%sis UTF-8 throughout",
                 e->scan.mark ? "has the byte order mark, " : "");
}

size_t load_types(const struct survey *survey, struct str *out)
{
    size_t count[TYPES] = {0}, n = 0;

    for (size_t i = 0; i < survey->n_questions; i++)
        if (survey->question[i].derived.rule == DERIVE_NONE)
            count[survey->question[i].type]++;
    for (int t = 0; t < TYPES; t++) {
        if (count[t])
            str_addf(out, "%s%zu %s", n ? ", " : "", count[t],
                     question_type_name((enum question_type)t));
        n += count[t];
    }
    return n;
}

/* Options of which all are codes or figures, with nothing to tell what they
 * stand for: of a scale with scores they need no words. */
static bool is_in_codes(const struct question *q)
{
    size_t codes = 0;

    if (q->derived.rule != DERIVE_NONE || question_has_scores(q) ||
        (q->type != TYPE_SINGLE && q->type != TYPE_SCALE))
        return false;
    for (size_t i = 0; i < q->options.n; i++) {
        const struct option *o = &q->options.option[i];

        if (o->state == STATE_ANSWERED && !label_is_code(o->label))
            return false;
        codes += o->state == STATE_ANSWERED;
    }
    return codes >= 2;
}

static enum status note_codes(const struct survey *survey, struct notes *notes,
                              struct err *err)
{
    const struct question *first = NULL;
    struct str keys = {0};
    size_t n = 0;
    enum status rc = OK;

    for (size_t i = 0; i < survey->n_questions; i++) {
        const struct question *q = &survey->question[i];

        if (!is_in_codes(q))
            continue;
        first = first ? first : q;
        if (n++ < MOST_NAMED)
            str_addf(&keys, "%s%s", n > 1 ? ", " : "", q->key);
    }
    if (n > MOST_NAMED)
        str_add(&keys, " and more");
    rc = str_status(&keys, err);
    if (rc == OK && n)
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s:%zu: the options of %zu question%s are codes "
                       "without words (%s); give each its label, as {key: "
                       "\"%s\", label: \"...\"}, or draft again with a "
                       "codebook or an export of words behind the export",
                       survey->path[0] ? survey->path : "survey.yaml",
                       first->line, n, n == 1 ? "" : "s", str_cstr(&keys),
                       first->options.option[0].key);
    str_free(&keys);
    return rc;
}

enum status load_note_questions(const struct survey *survey,
                                struct notes *notes, struct err *err)
{
    struct str types = {0};
    size_t n = load_types(survey, &types);
    enum status rc = str_status(&types, err);

    if (rc == OK)
        rc = notes_add(notes, err, NOTE_INFO, "%s: %zu question%s: %s",
                       survey->path[0] ? survey->path : "survey.yaml", n,
                       n == 1 ? "" : "s", str_cstr(&types));
    str_free(&types);
    return rc == OK ? note_codes(survey, notes, err) : rc;
}

static enum status note_encoding(const struct export *e, struct notes *notes,
                                 struct err *err)
{
    struct str evidence = {0};
    enum status rc;

    if (e->encoding_told ||
        (e->encoding == ENCODING_UTF8 && e->scan.wide == WIDE_NOT))
        return OK;
    load_encoding_evidence(e, &evidence);
    rc = str_status(&evidence, err);
    if (rc == OK && e->scan.wide != WIDE_NOT)
        rc = notes_add(notes, err, NOTE_INFO, "%s: %s", e->path,
                       str_cstr(&evidence));
    else if (rc == OK)
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s: %s, so it was read as %s; encoding: %s in its "
                       "source decides otherwise",
                       e->path, str_cstr(&evidence), encoding_name(e->encoding),
                       encoding_name(e->encoding == ENCODING_MACINTOSH
                                         ? ENCODING_WINDOWS_1252
                                         : ENCODING_MACINTOSH));
    str_free(&evidence);
    return rc;
}

enum status load_note_export(const struct export *e, struct notes *notes,
                             struct err *err)
{
    enum status rc = notes_add(
        notes, err, NOTE_INFO, "%s: %s, %s (%s), %zu column%s", e->path,
        encoding_name(e->encoding), e->layout->name, str_cstr(&e->why),
        e->columns.n, e->columns.n == 1 ? "" : "s");

    if (rc == OK && e->said.n)
        rc = notes_add(notes, err, NOTE_INFO, "%s: %s", e->path,
                       str_cstr(&e->said));
    if (rc == OK)
        rc = note_lines(str_cstr(&e->book), notes, err);
    if (rc == OK && e->layout->unchecked)
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s: layout not checked on a real file: %s is known "
                       "from descriptions alone",
                       e->path, e->layout->name);
    if (rc == OK && strcmp(str_cstr(&e->why), "as told") != 0)
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s: if %s is wrong, platform: NAME in its source, or "
                       "--platform, sets it",
                       e->path, e->layout->name);
    if (rc == OK)
        rc = note_encoding(e, notes, err);
    if (rc == OK && e->titles)
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s: %zu title line%s above the headers left out",
                       e->path, e->titles, e->titles == 1 ? " is" : "s are");
    if (rc == OK)
        rc = clean_note(e->path, e->header_cleaned, "headers", notes, err);
    return rc == OK ? note_lines(str_cstr(&e->dropped), notes, err) : rc;
}

enum status load_note_opening(const struct loaded *f, struct notes *notes,
                              struct err *err)
{
    enum status rc = load_note_export(f->export, notes, err);

    return rc == OK ? bind_note_columns(f->binding, notes, err) : rc;
}

/* ---- rows ------------------------------------------------------------- */

static enum status note_padding(const struct loaded *f, struct notes *notes,
                                struct err *err)
{
    const struct export *e = f->export;
    uint64_t unread = f->rejected - e->headers_again - e->totals;
    enum status rc = OK;

    if (e->empty_rows)
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s: %" PRIu64 " row%s without id and answer, as "
                       "padding, %s not counted",
                       e->path, e->empty_rows, e->empty_rows == 1 ? "" : "s",
                       e->empty_rows == 1 ? "is" : "are");
    if (rc == OK && e->short_rows && !e->reader->sparse)
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s: %" PRIu64 " row%s out empty cells at the end, as "
                       "this file does",
                       e->path, e->short_rows,
                       e->short_rows == 1 ? " leaves" : "s leave");
    if (rc == OK && e->bad_bytes)
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s:%zu: %" PRIu64 " bytes in %" PRIu64 " rows, the "
                       "first here, are no UTF-8 and were read as "
                       "windows-1252",
                       e->path, e->first_bad_line, e->bad_bytes, e->bad_rows);
    if (rc == OK && e->headers_again)
        rc = notes_add(notes, err, NOTE_ATTENTION,
                       "%s:%zu: the headers stand here again%s, as where "
                       "downloads are put one behind the other; no response, "
                       "but in the table rejected",
                       e->path, e->first_header_again,
                       e->headers_again > 1 ? " and further down" : "");
    if (rc == OK && e->totals)
        rc = notes_add(notes, err, NOTE_ATTENTION,
                       "%s:%zu: a row of totals stands here%s; no response, "
                       "but in the table rejected",
                       e->path, e->first_total,
                       e->totals > 1 ? " and further down" : "");
    if (rc == OK && unread)
        rc = notes_add(notes, err, NOTE_ATTENTION,
                       "%s: %" PRIu64 " row%s could not be read; see the "
                       "table rejected",
                       e->path, unread, unread == 1 ? "" : "s");
    return rc;
}

static enum status note_source_columns(const struct loaded *f,
                                       struct notes *notes, struct err *err)
{
    const struct binding *d = f->binding;
    const struct source_definition *s = f->binding->source;
    enum status rc = OK;

    if (d->bad_dates)
        rc = notes_add(notes, err, NOTE_ATTENTION,
                       "%s:%zu: %" PRIu64 " time%s of reply in \"%s\", %s",
                       f->export->path, d->bad_date_line, d->bad_dates,
                       d->bad_dates == 1 ? "" : "s", s->submitted,
                       d->bad_dates == 1 ? "here, is no date"
                                         : "the first here, are no date");
    if (rc == OK && d->bad_weights)
        rc = notes_add(notes, err, NOTE_ATTENTION,
                       "%s:%zu: %" PRIu64 " weights in \"%s\", the first "
                       "here, are no number above 0; canvass analyse will "
                       "refuse them: correct them, or list the responses in "
                       "removals",
                       f->export->path, d->bad_weight_line, d->bad_weights,
                       s->weight);
    return rc;
}

/* A scalar within [] and {} of YAML, in double quotes. */
static void quote(struct str *out, const char *text)
{
    str_add_char(out, '"');
    for (const char *p = text; *p; p++) {
        if (*p == '"' || *p == '\\')
            str_add_char(out, '\\');
        str_add_char(out, (unsigned char)*p < ' ' ? ' ' : *p);
    }
    str_add_char(out, '"');
}

/* The line to paste for a cell that matches nothing. */
static void paste_line(struct str *out, const struct bound *b,
                       const char *sample)
{
    struct str slug = {0};
    bool parts = b->decoder && b->decoder->seeds == SEED_PARTS;

    text_slug(&slug, text_of(sample), 40);
    if (slug.n == 0)
        str_add(&slug, "option");
    if (b->decoder && b->decoder->seeds == SEED_OPTIONS) {
        str_add(out, "{key: ");
        quote(out, str_cstr(&slug));
        str_add(out, ", label: ");
        quote(out, sample);
        str_add(out, "}");
    } else if (parts) {
        str_addf(out, "{key: %s%s, label: ",
                 text_is_key(str_text(&slug)) ? "" : "item_", str_cstr(&slug));
        quote(out, sample);
        str_add(out, "}");
    } else if (b->decoder && b->decoder->seeds == SEED_CHOSEN) {
        str_add(out, "match: [");
        quote(out, sample);
        str_add(out, "]");
    } else {
        str_add(out, "cells: {blank: [");
        quote(out, sample);
        str_add(out, "]}");
    }
    str_free(&slug);
}

/* What is wrong with one cell, or with several, and what to do. */
static const char *where_to(const struct bound *b, bool one)
{
    if (b->q->derived.rule == DERIVE_LOOKUP)
        return one ? "is in no line of the lookup"
                   : "are in no line of the lookup";
    if (b->decoder && b->decoder->seeds == SEED_OPTIONS)
        return one ? "matches no option; add one, or a match to one, as"
                   : "match no option; add one, or a match to one, as";
    if (b->decoder && b->decoder->seeds == SEED_PARTS)
        return one ? "matches no item; add one, or a match to one, as"
                   : "match no item; add one, or a match to one, as";
    if (b->decoder && b->decoder->seeds == SEED_CHOSEN)
        return one ? "matches no item; add a match to the item, as"
                   : "match no item; add a match to the item, as";
    return one ? "is no answer of its type; if it means none, add"
               : "are no answer of its type; if they mean none, add";
}

static enum status note_unmatched(const struct loaded *f, const struct bound *b,
                                  struct notes *notes, struct err *err)
{
    const struct unmatched *u = &b->unmatched;
    const struct survey *s = f->binding->survey;
    bool lookup = b->q->derived.rule == DERIVE_LOOKUP;
    struct str text = {0};
    enum status rc;

    if (u->n == 0)
        return OK;
    str_addf(&text, "%s%s%zu: question '%s': %" PRIu64 " cell%s of %s %s",
             s->path[0] ? s->path : "survey.yaml", ":", b->q->line, b->q->key,
             u->n, u->n == 1 ? "" : "s", f->export->path,
             where_to(b, u->n == 1));
    for (size_t i = 0; i < u->samples; i++) {
        str_add(&text, i ? " or " : lookup ? ", as " : " ");
        if (lookup)
            quote(&text, u->sample[i]);
        else
            paste_line(&text, b, u->sample[i]);
    }
    if (u->more)
        str_add(&text, " and others");
    rc = str_status(&text, err);
    if (rc == OK)
        rc = notes_add(notes, err, NOTE_ATTENTION, "%s", str_cstr(&text));
    str_free(&text);
    return rc;
}

static enum status note_question(const struct loaded *f, const struct bound *b,
                                 struct notes *notes, struct err *err)
{
    const struct survey *s = f->binding->survey;
    enum status rc = note_unmatched(f, b, notes, err);

    if (rc == OK && b->unasked)
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s:%zu: question '%s': %" PRIu64 " answered it in %s "
                       "although asked_if says that %s not asked; what "
                       "they say counts; give asked_if the answers of all who "
                       "were asked, or take it out",
                       s->path[0] ? s->path : "survey.yaml", b->q->line,
                       b->q->key, b->unasked, f->export->path,
                       b->unasked == 1 ? "this one was" : "they were");
    return rc;
}

static enum status note_masked(const struct loaded *f,
                               const uint64_t masked[PERSONALS],
                               struct notes *notes, struct err *err)
{
    struct str kinds = {0};
    uint64_t all = 0;
    enum status rc;

    for (int kind = 0; kind < PERSONALS; kind++) {
        if (masked[kind])
            str_addf(&kinds, "%s%s (%" PRIu64 ")", all ? ", " : "",
                     personal_name((enum personal)kind), masked[kind]);
        all += masked[kind];
    }
    rc = str_status(&kinds, err);
    if (rc == OK && all)
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s: masked in texts, which stay unredacted material "
                       "all the same: %s",
                       f->export->path, str_cstr(&kinds));
    str_free(&kinds);
    return rc;
}

enum status load_note_rows(const struct loaded *f, struct notes *notes,
                           struct err *err)
{
    uint64_t masked[PERSONALS] = {0};
    enum status rc = note_padding(f, notes, err);

    if (rc == OK)
        rc = clean_note(f->export->path, f->export->cleaned, "answers", notes,
                        err);

    if (rc == OK)
        rc = note_source_columns(f, notes, err);
    for (size_t i = 0; i < f->binding->survey->n_questions && rc == OK; i++) {
        rc = note_question(f, &f->binding->question[i], notes, err);
        for (size_t kind = 0; kind < PERSONALS; kind++)
            masked[kind] += f->binding->question[i].masked[kind];
    }
    return rc == OK ? note_masked(f, masked, notes, err) : rc;
}
