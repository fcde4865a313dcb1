/* derive.c - see derive.h. */
#include "ingest/derive.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/csv.h"
#include "ingest/decode.h"
#include "ingest/personal.h"

enum { PREFIX_MOST = 16, LEVELS_MOST = 2000 };

struct lookup {
    size_t question;
    struct dictionary *prefix; /* plain prefix -> option code */
    size_t longest;
};

struct derivations {
    struct survey *survey;
    struct lookup *lookup; /* n_questions; question SURVEY_NONE: none */
    struct str plain;
    int32_t **map; /* of each question with a map: option or item -> code */
};

/* ---- postcodes -------------------------------------------------------- */

static bool alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

/* Where the first part of a plain postcode ends, when no space tells: a whole
 * one ends in a figure and two letters; else it is letters, then up to two
 * figures, then perhaps a letter. */
static size_t guess_outward(const char *p, size_t n)
{
    size_t i = 0;

    if (n >= 5 && p[n - 3] <= '9' && p[n - 2] > '9' && p[n - 1] > '9')
        return n - 3;
    while (i < n && p[i] > '9')
        i++;
    if (i == 0 || i == n)
        return n;
    for (int digits = 0; i < n && p[i] <= '9' && digits < 2; digits++)
        i++;
    return i < n && p[i] > '9' ? i + 1 : i;
}

void postcode_plain(struct text t, struct str *out, size_t *outward)
{
    size_t from = out->n, at = 0, n;
    bool spaced = false, figures = false;

    t = text_trim(t);
    for (size_t i = 0; i < t.n; i++) {
        char c = t.p[i] >= 'a' && t.p[i] <= 'z' ? (char)(t.p[i] - 32) : t.p[i];

        if (alnum(c)) {
            str_add_char(out, c);
            figures |= c <= '9';
        } else if (c == ' ' && !spaced && figures) {
            /* "CB 24 3XY" parts behind the figures */
            spaced = true;
            at = out->n - from;
        }
    }
    if (out->failed) {
        *outward = 0;
        return;
    }
    n = out->n - from;
    *outward = spaced ? at : guess_outward(out->p ? out->p + from : "", n);
    /* Without the space PE1 3CK would begin with PE13. */
    if (*outward < n) {
        str_add_char(out, ' ');
        if (!out->failed) {
            memmove(out->p + from + *outward + 1, out->p + from + *outward,
                    n - *outward);
            out->p[from + *outward] = ' ';
        }
    }
}

int32_t derive_lookup(struct derivations *d, size_t question,
                      struct text postcode)
{
    struct lookup *l = &d->lookup[question];
    size_t outward;
    const char *p;

    str_clear(&d->plain);
    postcode_plain(postcode, &d->plain, &outward);
    if (d->plain.n == 0)
        return text_trim(postcode).n ? CODE_UNRECOGNISED : CODE_BLANK;
    p = d->plain.p;
    for (size_t n = d->plain.n < l->longest ? d->plain.n : l->longest; n > 0;
         n--) {
        int32_t code;

        /* PE1 is no prefix of PE13 */
        if (n < outward && p[n - 1] <= '9' && p[n] <= '9')
            continue;
        code = dictionary_find(l->prefix, (struct text){p, n});
        if (code > 0)
            return code;
    }
    return CODE_UNRECOGNISED;
}

/* ---- reading a lookup ------------------------------------------------- */

struct lookup_reader {
    struct derivations *d;
    struct question *q;
    struct lookup *to;
    const char *path;
    struct err *err;
};

static enum status add_level(struct lookup_reader *r, struct text level,
                             int32_t *code)
{
    struct arena *arena = r->d->survey->arena;
    struct options *options = &r->q->options;
    struct str slug = {0};
    struct option *o;

    for (size_t i = 0; i < options->n; i++)
        if (text_same(level, text_of(options->option[i].label))) {
            *code = (int32_t)i + 1;
            return OK;
        }
    if (options->n == LEVELS_MOST)
        return err_set(r->err, ERR_INPUT,
                       "%s: has more than %d levels; give broader ones",
                       r->path, (int)LEVELS_MOST);
    text_slug(&slug, level, 60);
    o = &options->option[options->n];
    *o = (struct option){.score = (double)NAN, .line = r->q->line};
    o->label = arena_text(arena, level.p, level.n);
    o->key = slug.n ? arena_text(arena, slug.p, slug.n) : o->label;
    for (size_t i = 0; o->key && i < options->n; i++)
        if (strcmp(options->option[i].key, o->key) == 0)
            o->key = o->label; /* two levels with one slug */
    str_free(&slug);
    if (!o->key || !o->label)
        return err_nomem(r->err);
    *code = (int32_t)++options->n;
    return OK;
}

static enum status add_prefix(struct lookup_reader *r, struct text prefix,
                              struct text level, size_t line)
{
    struct str plain = {0};
    size_t outward;
    int32_t code = 0, before;
    enum status rc = add_level(r, level, &code);

    postcode_plain(prefix, &plain, &outward);
    if (rc == OK)
        rc = str_status(&plain, r->err);
    if (rc == OK && (plain.n == 0 || plain.n > PREFIX_MOST))
        rc = err_at(r->err, ERR_INPUT, r->path, line,
                    "'%.*s' is no prefix of a postcode; a prefix is up to %d "
                    "letters and figures, as PE13 or CB25 0",
                    (int)prefix.n, prefix.p, (int)PREFIX_MOST);
    if (rc == OK) {
        before = dictionary_find(r->to->prefix, str_text(&plain));
        if (before > 0 && before != code)
            rc = err_at(r->err, ERR_INPUT, r->path, line,
                        "the prefix '%.*s' has two levels, %s and %.*s; keep "
                        "one",
                        (int)prefix.n, prefix.p,
                        r->q->options.option[before - 1].label, (int)level.n,
                        level.p);
    }
    if (rc == OK)
        rc = dictionary_add(r->to->prefix, str_text(&plain), code, r->err);
    if (plain.n > r->to->longest)
        r->to->longest = plain.n;
    str_free(&plain);
    return rc;
}

static enum status find_header(struct lookup_reader *r,
                               const struct csv_row *row, size_t at[2])
{
    static const char *const names[2] = {"prefix", "level"};

    for (size_t k = 0; k < 2; k++) {
        at[k] = NO_COLUMN;
        for (size_t i = 0; row->what == CSV_ROW && i < row->n; i++)
            if (text_same(row->cell[i], text_of(names[k])))
                at[k] = i;
        if (at[k] == NO_COLUMN)
            return err_at(r->err, ERR_INPUT, r->path, 1,
                          "has no column '%s'; a lookup is CSV with the "
                          "columns prefix and level",
                          names[k]);
    }
    return OK;
}

static enum status read_rows(struct lookup_reader *r, struct csv_reader *csv)
{
    size_t at[2];
    struct csv_row row;
    enum status rc = csv_next(csv, &row, r->err);

    if (rc == OK)
        rc = find_header(r, &row, at);
    while (rc == OK) {
        rc = csv_next(csv, &row, r->err);
        if (rc != OK || row.what == CSV_END)
            break;
        if (row.what == CSV_BAD_ROW)
            return err_at(r->err, ERR_INPUT, r->path, row.line, "%s",
                          row.problem);
        if (row.empty)
            continue;
        if (row.n <= at[0] || row.n <= at[1] ||
            text_trim(row.cell[at[1]]).n == 0)
            return err_at(r->err, ERR_INPUT, r->path, row.line,
                          "has no level; give prefix and level on each line");
        rc = add_prefix(r, text_trim(row.cell[at[0]]),
                        text_trim(row.cell[at[1]]), row.line);
    }
    return rc;
}

static enum status read_lookup(struct derivations *d, size_t question,
                               struct err *err)
{
    struct question *q = &d->survey->question[question];
    struct str path = {0};
    struct csv_reader *csv = NULL;
    struct csv_options options = {.delimiter = ','};
    struct lookup_reader r = {
        .d = d, .q = q, .to = &d->lookup[question], .err = err};
    enum status rc;

    survey_path(d->survey, q->derived.lookup, &path);
    rc = str_status(&path, err);
    r.path = str_cstr(&path);
    r.to->prefix = dictionary_new();
    q->options.n = 0;
    q->options.option =
        arena_alloc(d->survey->arena, LEVELS_MOST, sizeof *q->options.option);
    if (rc == OK && (!r.to->prefix || !q->options.option))
        rc = err_nomem(err);
    if (r.to->prefix)
        dictionary_words_only(r.to->prefix);
    if (rc == OK)
        rc = csv_open_file(&csv, r.path, &options, err);
    if (rc == OK)
        rc = read_rows(&r, csv);
    if (rc == OK && q->options.n == 0)
        rc = err_set(err, ERR_INPUT,
                     "%s: holds no prefix; give prefix and level on each line",
                     r.path);
    csv_close(csv);
    str_free(&path);
    return rc;
}

/* ---- maps ------------------------------------------------------------- */

static enum status make_map(struct derivations *d, size_t question,
                            struct err *err)
{
    const struct question *q = &d->survey->question[question];
    const struct question *from = &d->survey->question[q->derived.from_index];
    bool items = from->type == TYPE_MULTIPLE || from->type == TYPE_PICK;
    size_t n = items ? from->n_items : from->options.n;
    int32_t *map = mem_array(n + 1, sizeof *map);

    if (!map)
        return err_nomem(err);
    d->map[question] = map;
    for (size_t l = 0; l < q->derived.n_map; l++)
        for (size_t w = 0; w < q->derived.map[l].from.n; w++) {
            const char *key = q->derived.map[l].from.word[w];
            size_t at =
                items ? survey_item(from, key) : survey_option(from, key);

            if (at != SURVEY_NONE && at < n && map[at] == 0)
                map[at] = (int32_t)l + 1;
        }
    return OK;
}

enum status derivations_new(struct derivations **out, struct survey *survey,
                            struct err *err)
{
    struct derivations *d = calloc(1, sizeof *d);
    enum status rc = OK;

    *out = NULL;
    if (!d)
        return err_nomem(err);
    d->survey = survey;
    d->lookup = mem_array(survey->n_questions, sizeof *d->lookup);
    d->map = mem_array(survey->n_questions, sizeof *d->map);
    if (!d->lookup || !d->map)
        rc = err_nomem(err);
    for (size_t i = 0; rc == OK && i < survey->n_questions; i++) {
        if (survey->question[i].derived.rule == DERIVE_LOOKUP)
            rc = read_lookup(d, i, err);
        else if (survey->question[i].derived.rule == DERIVE_MAP)
            rc = make_map(d, i, err);
    }
    if (rc == OK)
        *out = d;
    else
        derivations_free(d);
    return rc;
}

void derivations_free(struct derivations *d)
{
    if (!d)
        return;
    for (size_t i = 0; i < d->survey->n_questions; i++) {
        if (d->lookup)
            dictionary_free(d->lookup[i].prefix);
        if (d->map)
            free(d->map[i]);
    }
    free(d->lookup);
    free(d->map);
    str_free(&d->plain);
    free(d);
}

/* ---- rows ------------------------------------------------------------- */

/* Over the items of a multiple: those that are chosen, in order; else what
 * its first item says of why there is no answer. */
static int32_t derive_map(const int32_t *map, struct decoding *d,
                          const struct bound *from)
{
    bool items = from->q->type == TYPE_MULTIPLE || from->q->type == TYPE_PICK;
    int32_t code = *decode_code(d, from, 0);

    if (!items) {
        if (code < 1)
            return code;
        return map[code - 1] ? map[code - 1] : CODE_BLANK;
    }
    for (size_t i = 0; i < from->n; i++)
        if (*decode_code(d, from, i) == 1 && map[i])
            return map[i];
    return code < 0 ? code : CODE_BLANK;
}

enum { ANY_YES = 1, ANY_NO = 2 };

static int32_t derive_any(struct decoding *d, const struct bound *from)
{
    int32_t code = *decode_code(d, from, 0);

    for (size_t i = 0; i < from->n; i++) {
        int32_t c = *decode_code(d, from, i);

        if (c == 1 && !from->q->item[i].excludes)
            return ANY_YES;
        if (c == 0 || c == 1)
            code = ANY_NO;
    }
    return code >= 0 ? ANY_NO : code;
}

/* Of a postcode in no line of the lookup its first part is kept, of anything
 * else the words. */
static enum status keep_unplaced(struct derivations *d, struct decoding *to,
                                 struct bound *b, struct text t,
                                 struct err *err)
{
    size_t outward;

    if (!personal_like_postcode(t))
        return decode_unmatched(to, b, SURVEY_NONE, t, err);
    str_clear(&d->plain);
    postcode_plain(t, &d->plain, &outward);
    return decode_unmatched(to, b, SURVEY_NONE,
                            (struct text){d->plain.p, outward}, err);
}

static enum status derive_one(struct derivations *d, struct decoding *to,
                              struct bound *b, const struct text *cell,
                              struct err *err)
{
    const struct derivation *rule = &b->q->derived;
    const struct bound *from = &to->binding->question[rule->from_index];
    int32_t *code = decode_code(to, b, 0);
    int32_t state = *decode_code(to, from, 0);

    switch (rule->rule) {
    case DERIVE_MAP:
        *code = derive_map(d->map[b->index], to, from);
        return OK;
    case DERIVE_ANY:
        *code = derive_any(to, from);
        return OK;
    case DERIVE_LOOKUP:
        *code = state;
        if (state < 1 || !from->column)
            return OK;
        *code = derive_lookup(d, b->index, cell[from->column[0]]);
        return *code == CODE_UNRECOGNISED
                   ? keep_unplaced(d, to, b, cell[from->column[0]], err)
                   : OK;
    case DERIVE_NONE:
        break;
    }
    return OK;
}

enum status derive_row(struct derivations *d, struct decoding *decoding,
                       const struct text *cell, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < d->survey->n_questions && rc == OK; i++) {
        struct bound *b = &decoding->binding->question[i];

        if (b->q->derived.rule != DERIVE_NONE)
            rc = derive_one(d, decoding, b, cell, err);
    }
    return rc;
}
