/* evidence_json.c - see files.h. */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/num.h"
#include "report/files.h"
#include "report/story.h"

static int by_id(const void *a, const void *b)
{
    const struct cell *const *x = a, *const *y = b;

    return strcmp((*x)->id, (*y)->id);
}

static size_t cells_of(const struct exhibit *e, const struct cell **cell)
{
    size_t n = 0;

    for (size_t i = 0; i < e->table.n_rows * e->table.n_columns; i++) {
        if (e->table.entry[i].cell)
            cell[n++] = e->table.entry[i].cell;
    }
    for (size_t s = 0; s < e->n_sentences; s++) {
        for (size_t i = 0; i < e->sentence[s].n; i++) {
            if (e->sentence[s].span[i].cell)
                cell[n++] = e->sentence[s].span[i].cell;
        }
    }
    for (size_t r = 0; r < e->chart.n_rows; r++) {
        for (size_t s = 0; s < e->chart.n_series; s++) {
            if (e->chart.row[r].cell[s])
                cell[n++] = e->chart.row[r].cell[s];
        }
    }
    for (size_t i = 0; i < e->title.n; i++) {
        if (e->title.span[i].cell)
            cell[n++] = e->title.span[i].cell;
    }
    return n;
}

static size_t most_cells(const struct exhibit *e)
{
    size_t n = e->table.n_rows * e->table.n_columns + e->title.n +
               e->chart.n_rows * e->chart.n_series;

    for (size_t s = 0; s < e->n_sentences; s++)
        n += e->sentence[s].n;
    return n;
}

enum status files_cells(const struct cell ***cell, size_t *n,
                        const struct exhibit *e, size_t n_exhibits,
                        struct err *err)
{
    const struct cell **all;
    size_t most = 0, found = 0, kept = 0;

    for (size_t i = 0; i < n_exhibits; i++)
        most += most_cells(&e[i]);
    all = mem_array(most + 1, sizeof *all);
    if (!all)
        return err_nomem(err);
    for (size_t i = 0; i < n_exhibits; i++)
        found += cells_of(&e[i], all + found);
    if (found > 0)
        qsort(all, found, sizeof *all, by_id);
    for (size_t i = 0; i < found; i++) {
        if (kept == 0 || all[kept - 1] != all[i])
            all[kept++] = all[i];
    }
    *cell = all;
    *n = kept;
    return OK;
}

/* ---- JSON ------------------------------------------------------------- */

static bool put(json_t *object, const char *name, json_t *value)
{
    return value && json_object_set_new(object, name, value) == 0;
}

static bool put_text(json_t *object, const char *name, const char *text)
{
    return !text || put(object, name, json_string(text));
}

/* As it is written everywhere under out/: 12 significant digits. */
static bool put_number(json_t *object, const char *name, double x)
{
    struct str text = {0};
    double short_x;
    bool done;

    if (isnan(x))
        return true;
    num_add(&text, x);
    done = num_parse(str_text(&text), &short_x);
    str_free(&text);
    if (!done)
        return false;
    if (short_x == floor(short_x) && fabs(short_x) < 1e15)
        return put(object, name, json_integer((json_int_t)short_x));
    return put(object, name, json_real(short_x));
}

static bool put_key(json_t *row, const struct cell_key *k)
{
    return put_text(row, "source", k->source) &&
           put_text(row, "question", k->question) &&
           put_text(row, "item", k->item) &&
           put_text(row, "option", k->option) &&
           put_text(row, "breakdown", k->breakdown) &&
           put_text(row, "level", k->level) &&
           put_text(row, "other", k->other) && put_text(row, "base", k->base) &&
           put_text(row, "scheme", k->scheme) &&
           put_text(row, "measure", k->measure) &&
           put_text(row, "unranked", k->unranked);
}

static bool put_figures(json_t *row, const struct figures *f)
{
    return put_number(row, "value", f->value) && put_number(row, "se", f->se) &&
           put_number(row, "lower", f->lower) &&
           put_number(row, "upper", f->upper) &&
           put_number(row, "confidence", f->confidence) &&
           put_number(row, "df", f->df) && put_number(row, "n", f->n) &&
           put_number(row, "count", f->count) &&
           put_number(row, "n_weighted", f->n_weighted) &&
           put_number(row, "n_effective", f->n_effective) &&
           put_number(row, "deff", f->deff) &&
           put_number(row, "rank", f->rank) &&
           put_number(row, "rank_lower", f->rank_lower) &&
           put_number(row, "rank_upper", f->rank_upper) &&
           put_number(row, "rank_lower_all", f->rank_lower_all) &&
           put_number(row, "rank_upper_all", f->rank_upper_all) &&
           put_number(row, "tier", f->tier) && put_number(row, "p", f->p) &&
           put_number(row, "p_adjusted", f->p_adjusted) &&
           put_number(row, "difference", f->difference) &&
           put_number(row, "effect_value", f->effect_value) &&
           put_number(row, "rules_ahead", f->rules_ahead) &&
           put_number(row, "rules_behind", f->rules_behind) &&
           put_number(row, "rules", f->rules);
}

static bool add_cell(json_t *rows, const struct cell *c)
{
    json_t *row = json_object();

    if (!row || !put_text(row, "id", c->id) || !put_key(row, &c->key) ||
        !put_figures(row, &c->f) || !put_text(row, "interval", c->interval) ||
        !put_text(row, "method", c->method) ||
        (c->headline && !put(row, "headline", json_true())) ||
        (c->mark != MARK_NONE && !put_text(row, "mark", mark_text(c->mark)))) {
        json_decref(row);
        return false;
    }
    return json_array_append_new(rows, row) == 0;
}

static bool add_facts(json_t *rows, const struct pack *pack)
{
    bool done = add_cell(rows, pack->received) &&
                add_cell(rows, pack->analysed) &&
                add_cell(rows, pack->removed) && add_cell(rows, pack->rejected);

    for (size_t i = 0; i < pack->n_sources && done; i++) {
        const struct pack_source *s = &pack->source[i];

        if (!s->superseded)
            done = add_cell(rows, s->received) && add_cell(rows, s->analysed) &&
                   add_cell(rows, s->removed) && add_cell(rows, s->rejected);
    }
    for (size_t i = 0; i < pack->n_removals && done; i++)
        done = add_cell(rows, pack->removal[i].rows);
    for (size_t i = 0; i < pack->n_comments && done; i++)
        done = add_cell(rows, pack->comments[i].n);
    for (size_t i = 0; i < pack->n_weights; i++)
        for (size_t k = 0; k < WEIGHT_FACTS && done; k++)
            done = add_cell(rows, pack->weights[i].fact[k]);
    for (size_t i = 0; i < STATED && done; i++)
        done = add_cell(rows, pack->stated[i]);
    return done;
}

/* What intervals and tests of a source's figures are. */
static bool put_meaning(json_t *file, enum sample_kind sample)
{
    bool open = sample != SAMPLE_PROBABILITY;

    return put_text(file, "intervals",
                    open ? "stability among those who replied"
                         : "95% confidence intervals") &&
           put_text(file, "tests",
                    open ? "differences between groups of respondents"
                         : "differences between groups sampled");
}

static json_t *files_json(const struct pack *pack)
{
    json_t *files = json_array();

    for (size_t i = 0; files && i < pack->n_sources; i++) {
        const struct pack_source *s = &pack->source[i];
        json_t *file = json_object();

        if (!file || !put_text(file, "source", s->key) ||
            !put_text(file, "name", s->name) ||
            !put_text(file, "sha256", s->sha256) ||
            !put_text(file, "platform", s->platform) ||
            !put_text(file, "encoding", s->encoding) ||
            !put_text(file, "sample", sample_kind_name(s->sample)) ||
            !put_meaning(file, s->sample) ||
            (s->superseded && !put(file, "superseded", json_true())) ||
            json_array_append(files, file) != 0) {
            json_decref(file);
            json_decref(files);
            return NULL;
        }
        json_decref(file);
    }
    return files;
}

static json_t *exhibits_json(const struct exhibits *exhibits)
{
    json_t *all = json_array();

    for (size_t i = 0; all && i < exhibits->n; i++) {
        const struct exhibit *e = &exhibits->exhibit[i];
        struct str title = {0};
        json_t *one = json_object();
        bool done;

        words_plain(&title, &e->title);
        done = one && !title.failed && put_text(one, "name", e->name) &&
               put_text(one, "title", str_cstr(&title)) &&
               put_text(one, "question", e->asked) &&
               json_array_append(all, one) == 0;
        json_decref(one);
        str_free(&title);
        if (!done) {
            json_decref(all);
            return NULL;
        }
    }
    return all;
}

static json_t *provenance(const struct pack *pack)
{
    const struct survey *s = pack->survey;
    json_t *root = json_object();

    if (root && put_text(root, "canvass", CANVASS_VERSION) &&
        put_text(root, "analysed_by", pack->version) &&
        put_text(root, "definition_sha256", pack->config_sha256) &&
        put_text(root, "survey", s->key) && put_text(root, "wave", s->wave) &&
        put_text(root, "title", s->title) &&
        put_text(root, "organisation", s->organisation) &&
        put_text(root, "from", s->from) && put_text(root, "to", s->to) &&
        put(root, "files", files_json(pack)))
        return root;
    json_decref(root);
    return NULL;
}

static json_t *numbers_json(const struct pack *pack,
                            const struct cell *const *cell, size_t n)
{
    json_t *rows = json_array();
    bool done = rows && add_facts(rows, pack);

    for (size_t i = 0; i < n && done; i++) {
        if (!cell[i]->fact && cell[i]->mark != MARK_WITHHELD)
            done = add_cell(rows, cell[i]);
    }
    if (done)
        return rows;
    json_decref(rows);
    return NULL;
}

/* Those of the exhibits and of the story, each once. */
static enum status all_cells(const struct cell ***cell, size_t *n,
                             const struct exhibits *exhibits, struct err *err)
{
    size_t more = exhibits->story ? story_cells(exhibits->story, NULL) : 0;
    const struct cell **all;
    size_t kept = 0;
    enum status rc = files_cells(cell, n, exhibits->exhibit, exhibits->n, err);

    if (rc != OK || more == 0)
        return rc;
    all = mem_array(*n + more, sizeof *all);
    if (!all)
        return err_nomem(err);
    if (*n > 0)
        memcpy(all, *cell, *n * sizeof *all);
    more = *n + story_cells(exhibits->story, all + *n);
    qsort(all, more, sizeof *all, by_id);
    for (size_t i = 0; i < more; i++) {
        if (kept == 0 || all[kept - 1] != all[i])
            all[kept++] = all[i];
    }
    free(*cell);
    *cell = all;
    *n = kept;
    return OK;
}

enum status evidence_json(struct str *out, const struct pack *pack,
                          const struct exhibits *exhibits, struct err *err)
{
    const struct cell **cell = NULL;
    size_t n = 0;
    json_t *root = NULL;
    char *text = NULL;
    enum status rc = all_cells(&cell, &n, exhibits, err);

    if (rc == OK) {
        root = provenance(pack);
        if (!root || !put(root, "exhibits", exhibits_json(exhibits)) ||
            !put(root, "numbers", numbers_json(pack, cell, n)))
            rc = err_nomem(err);
    }
    if (rc == OK) {
        text = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(12));
        rc = text ? OK : err_nomem(err);
    }
    if (rc == OK) {
        str_add(out, text);
        str_add_char(out, '\n');
        rc = str_status(out, err);
    }
    free(text);
    json_decref(root);
    free(cell);
    return rc;
}
