/* plan.c - see plan.h.
 *
 * A file is known by its bytes.  What the database holds of this survey and
 * wave is rebuilt from the files it came from, so each must be there still, as
 * it was, unless what is named now takes its place. */
#include "ingest/plan.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "ingest/plan_books.h"

static enum status copy(const char *text, char **out, struct err *err)
{
    struct str s = {0};

    str_add(&s, text);
    return str_take(&s, out, err);
}

/* Opens a file and lays it against the definition. */
static enum status add_file(struct plan *p, const char *path, const char *real,
                            size_t source, int64_t live_id, struct err *err)
{
    struct planned f = {.source = source, .live_id = live_id};
    enum status rc =
        mem_grow((void **)&p->file, &p->room, p->n + 1, sizeof *p->file, err);

    if (rc == OK)
        rc = copy(path, &f.path, err);
    if (rc == OK)
        rc = copy(real, &f.real, err);
    if (rc == OK)
        rc = load_open(&f.loaded, &p->loading, &p->survey->source[source],
                       f.path, &p->request->told, err);
    if (rc == OK)
        rc = copy(encoding_name(f.loaded.export->encoding), &f.encoding, err);
    if (rc == OK)
        rc = copy(f.loaded.export->layout->name, &f.platform, err);
    if (rc == OK) {
        p->file[p->n++] = f;
        return OK;
    }
    load_close(&f.loaded);
    free(f.path);
    free(f.real);
    free(f.encoding);
    free(f.platform);
    return rc;
}

static size_t source_index(const struct survey *survey, const char *key)
{
    for (size_t i = 0; i < survey->n_sources; i++)
        if (strcmp(survey->source[i].key, key) == 0)
            return i;
    return SURVEY_NONE;
}

static const char *sha_of(const struct planned *f)
{
    return f->loaded.export->scan.sha256;
}

static bool is_live(const struct stored_source *s)
{
    return s->superseded_by == 0;
}

/* Files of the same bytes and source are one; what was superseded stays so. */
static enum status match_live(struct plan *p, struct notes *notes,
                              struct err *err)
{
    size_t n = 0;
    enum status rc = OK;

    for (size_t i = 0; i < p->n && rc == OK; i++) {
        struct planned *f = &p->file[i];
        const char *key = p->survey->source[f->source].key;
        const struct stored_source *same = NULL;
        bool twice = false;

        for (size_t j = 0; j < n; j++)
            twice |= strcmp(sha_of(&p->file[j]), sha_of(f)) == 0 &&
                     p->file[j].source == f->source;
        for (size_t j = 0; j < p->live.n; j++)
            if (strcmp(p->live.source[j].sha256, sha_of(f)) == 0 &&
                strcmp(p->live.source[j].key, key) == 0 &&
                (!same || is_live(&p->live.source[j])))
                same = &p->live.source[j];
        if (twice)
            rc = notes_add(notes, err, NOTE_INFO,
                           "%s: has the same bytes as another file of source "
                           "'%s' and is taken once",
                           f->path, key);
        else if (same && !is_live(same))
            rc = notes_add(notes, err, NOTE_INFO,
                           "%s: was superseded by a later file of source "
                           "'%s' and is passed over",
                           f->path, key);
        else if (same)
            f->live_id = same->id;
        if (twice || (same && !is_live(same))) {
            load_close(&f->loaded);
            free(f->path);
            free(f->real);
            free(f->encoding);
            free(f->platform);
        } else {
            p->file[n++] = *f;
        }
    }
    p->n = n;
    return rc;
}

static bool is_planned(const struct plan *p, int64_t live_id)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->file[i].live_id == live_id)
            return true;
    return false;
}

/* ---- what takes the place of what -------------------------------------- */

static enum status make_sketch(struct plan *p, struct planned *f,
                               struct err *err)
{
    const struct sink sink = {NULL, sketch_batch, NULL};
    struct sink to = sink;

    if (f->sketch)
        return OK;
    f->sketch = sketch_new();
    if (!f->sketch)
        return err_nomem(err);
    to.with = f->sketch;
    return load_rows(&f->loaded, &p->loading, &to, 0, err);
}

/* A new file against the live ones of its source that are not named now. */
static enum status compare_live(struct plan *p, size_t new, struct err *err)
{
    struct planned *f = &p->file[new];
    enum status rc = OK;

    for (size_t i = 0; i < p->live.n && rc == OK; i++) {
        const struct stored_source *s = &p->live.source[i];
        struct overlap o = {0};
        uint64_t rows, again;

        if (!is_live(s) || p->live_superseded_by[i] || is_planned(p, s->id) ||
            strcmp(s->key, p->survey->source[f->source].key) != 0)
            continue;
        rc = make_sketch(p, f, err);
        o.in = f->sketch;
        o.shown = sketch_new();
        if (rc == OK)
            rc = store_overlap(p->store, s->id, overlap_seen, &o, &rows, &again,
                               err);
        if (rc == OK && (!o.shown || o.failed))
            rc = err_nomem(err);
        sketch_free(o.shown);
        if (rc == OK && overlap_contains(&o)) {
            p->live_superseded_by[i] = new + 1;
            p->live_difference[i] = overlap_difference(&o);
        }
    }
    return rc;
}

/* Files of one source that are ingested together: a file that another contains
 * is superseded by it; of two with the same responses the later stays. */
static enum status compare_planned(struct plan *p, size_t new, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < p->n && rc == OK; i++) {
        struct planned *a = &p->file[i], *b = &p->file[new];
        struct overlap first, second;

        if (i == new || a->source != b->source || a->superseded_by ||
            b->superseded_by || (i > new && !a->live_id))
            continue;
        rc = make_sketch(p, a, err);
        if (rc == OK)
            rc = make_sketch(p, b, err);
        if (rc != OK)
            break;
        first = sketch_overlap(b->sketch, a->sketch);
        second = sketch_overlap(a->sketch, b->sketch);
        if (overlap_contains(&first) &&
            (!overlap_contains(&second) ||
             sketch_count(b->sketch) >= sketch_count(a->sketch))) {
            a->superseded_by = new + 1;
            a->difference = overlap_difference(&first);
        } else if (overlap_contains(&second)) {
            b->superseded_by = i + 1;
            b->difference = overlap_difference(&second);
        }
    }
    return rc;
}

static enum status note_place(const char *of, const char *by,
                              const struct difference *d, bool told_changed,
                              struct notes *notes, struct err *err)
{
    const char *about = d->sampled ? "about " : "";
    struct str changed = {0};
    enum status rc;

    if (told_changed)
        str_addf(&changed, "%s%" PRIu64 " with other answers", about,
                 d->changed);
    else
        str_add(&changed, "which answers changed is not told, because the "
                          "definition did");
    rc = str_status(&changed, err);
    if (rc == OK)
        rc = notes_add(
            notes, err, d->vanished ? NOTE_ATTENTION : NOTE_INFO,
            "%s: takes the place of %s, whose responses it "
            "contains: %s%" PRIu64 " new, %s, %s%" PRIu64 " vanished",
            by, of, about, d->new, str_cstr(&changed), about, d->vanished);
    str_free(&changed);
    return rc;
}

static enum status note_superseded(const struct plan *p, struct notes *notes,
                                   struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < p->live.n && rc == OK; i++)
        if (p->live_superseded_by[i])
            rc = note_place(
                p->live.source[i].name,
                p->file[p->live_superseded_by[i] - 1].path,
                &p->live_difference[i],
                strcmp(p->stored.digests.ingest, p->digests.ingest) == 0, notes,
                err);
    for (size_t i = 0; i < p->n && rc == OK; i++)
        if (p->file[i].superseded_by)
            rc = note_place(p->file[i].path,
                            p->file[p->file[i].superseded_by - 1].path,
                            &p->file[i].difference, true, notes, err);
    return rc;
}

static enum status compare(struct plan *p, struct notes *notes, struct err *err)
{
    enum status rc = OK;

    p->live_superseded_by = mem_array(p->live.n, sizeof *p->live_superseded_by);
    p->live_difference = mem_array(p->live.n, sizeof *p->live_difference);
    if (!p->live_superseded_by || !p->live_difference)
        return err_nomem(err);
    for (size_t i = 0; i < p->n && rc == OK; i++) {
        if (p->file[i].live_id)
            continue;
        rc = compare_live(p, i, err);
        if (rc == OK)
            rc = compare_planned(p, i, err);
    }
    return rc == OK ? note_superseded(p, notes, err) : rc;
}

/* ---- live files that were not named ------------------------------------ */

static enum status take_live(struct plan *p, const struct stored_source *s,
                             struct err *err)
{
    size_t source = source_index(p->survey, s->key);
    enum status rc;

    if (source == SURVEY_NONE)
        return err_set(err, ERR_INPUT,
                       "%s: the database holds %s of source '%s', which the "
                       "definition has no longer; put the source back, or "
                       "begin a new database",
                       p->survey->path, s->name, s->key);
    if (file_kind(s->path) == FILE_NONE)
        return err_set(err, ERR_INPUT,
                       "%s: is gone, and the survey is rebuilt from it; put "
                       "the file back, name a later download that contains "
                       "it, or begin a new database",
                       s->path);
    rc = add_file(p, s->path, s->path, source, s->id, err);
    if (rc == OK && strcmp(sha_of(&p->file[p->n - 1]), s->sha256) != 0)
        rc = err_set(err, ERR_INPUT,
                     "%s: is not what it was when it was ingested, and what "
                     "is named now does not contain it; put the file back, or "
                     "begin a new database",
                     s->path);
    return rc;
}

static int by_id(const void *a, const void *b)
{
    const struct planned *x = a, *y = b;

    if (!x->live_id != !y->live_id)
        return x->live_id ? -1 : 1;
    if (x->live_id)
        return (x->live_id > y->live_id) - (x->live_id < y->live_id);
    return (x->id > y->id) - (x->id < y->id); /* the order named */
}

/* Files that are in the database first, as they came in. */
static void sort_files(struct plan *p)
{
    size_t *from = mem_array(p->n + 1, sizeof *from);

    if (!from)
        return; /* another order, nothing worse */
    for (size_t i = 0; i < p->n; i++)
        p->file[i].id = (int64_t)i;
    qsort(p->file, p->n, sizeof *p->file, by_id);
    for (size_t i = 0; i < p->n; i++)
        from[p->file[i].id] = i;
    for (size_t i = 0; i < p->n; i++) {
        if (p->file[i].superseded_by)
            p->file[i].superseded_by = from[p->file[i].superseded_by - 1] + 1;
        p->file[i].id = 0;
    }
    for (size_t i = 0; i < p->live.n; i++)
        if (p->live_superseded_by[i])
            p->live_superseded_by[i] = from[p->live_superseded_by[i] - 1] + 1;
    free(from);
}

static enum status take_all_live(struct plan *p, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < p->live.n && rc == OK; i++) {
        const struct stored_source *s = &p->live.source[i];

        if (is_live(s) && !p->live_superseded_by[i] && !is_planned(p, s->id))
            rc = take_live(p, s, err);
    }
    return rc;
}

/* ---- the whole --------------------------------------------------------- */

static enum status name_key(struct plan *p, struct err *err)
{
    str_add(&p->key, p->request->key ? p->request->key : p->request->database);
    if (!p->request->key)
        str_add(&p->key, ".key");
    p->loading.secret.path = str_cstr(&p->key);
    return str_status(&p->key, err);
}

static enum status look_up(struct plan *p, struct err *err)
{
    enum status rc = store_open_vfs(&p->store, p->request->database,
                                    STORE_CREATE, p->request->vfs, err);

    if (rc == OK)
        rc = store_lookup(p->store, p->survey->key, p->survey->wave, &p->found,
                          &p->stored, err);
    if (rc == OK && p->found)
        rc = store_sources(p->store, p->stored.id, &p->live, err);
    return rc;
}

/* named: how many files were, before those superseded were passed over. */
static bool nothing_new(const struct plan *p, size_t named)
{
    if (!p->found || p->told_book ||
        strcmp(p->stored.digests.ingest, p->digests.ingest) != 0)
        return false;
    for (size_t i = 0; i < p->n; i++)
        if (!p->file[i].live_id)
            return false;
    return named > 0;
}

static enum status open_files(struct plan *p, struct err *err)
{
    struct files files = {0};
    enum status rc =
        files_find(&files, p->survey, p->exports, p->n_exports, err);

    for (size_t i = 0; i < files.n && rc == OK; i++)
        rc = add_file(p, files.file[i].path, files.file[i].real,
                      files.file[i].source, 0, err);
    files_free(&files);
    return rc;
}

static enum status note_files(struct plan *p, struct notes *notes,
                              struct err *err)
{
    enum status rc = load_note_questions(p->survey, notes, err);

    for (size_t i = 0; i < p->n && rc == OK; i++) {
        rc = load_note_opening(&p->file[i].loaded, notes, err);
        if (rc == OK)
            rc = bind_look(p->file[i].loaded.binding, notes, err);
    }
    return rc;
}

static enum status settle(struct plan *p, struct notes *notes, struct err *err)
{
    size_t named = p->n;
    enum status rc = match_live(p, notes, err);

    p->unchanged = rc == OK && nothing_new(p, named);
    if (rc != OK || p->unchanged)
        return rc;
    rc = compare(p, notes, err);
    if (rc == OK)
        rc = take_all_live(p, err);
    if (rc == OK && p->n == 0)
        rc = files_none(p->survey, err);
    if (rc == OK && named == 0)
        p->unchanged = nothing_new(p, p->n);
    if (rc != OK || p->unchanged)
        return rc;
    sort_files(p);
    return note_files(p, notes, err);
}

enum status plan_make(struct plan **out, const struct ingest_request *request,
                      struct notes *notes, struct err *err)
{
    struct plan *p = calloc(1, sizeof *p);
    enum status rc;

    *out = NULL;
    if (!p)
        return err_nomem(err);
    p->request = request;
    p->exports = request->exports;
    p->n_exports = request->n_exports;
    rc = survey_read(&p->survey, request->survey_path, err);
    if (rc == OK)
        rc = survey_digests(p->survey, &p->digests, err);
    if (rc == OK)
        rc = plan_books(p, notes, err);
    if (rc == OK)
        rc = loading_open(&p->loading, p->survey, err);
    if (rc == OK)
        rc = name_key(p, err);
    if (rc == OK)
        rc = look_up(p, err);
    if (rc == OK)
        rc = secret_look(&p->loading.secret, p->store, err);
    if (rc == OK)
        rc = open_files(p, err);
    if (rc == OK)
        rc = settle(p, notes, err);
    if (rc == OK)
        *out = p;
    else
        plan_free(p);
    return rc;
}

void plan_free(struct plan *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < p->n; i++) {
        load_close(&p->file[i].loaded);
        sketch_free(p->file[i].sketch);
        free(p->file[i].path);
        free(p->file[i].real);
        free(p->file[i].encoding);
        free(p->file[i].platform);
    }
    free(p->file);
    free(p->live_superseded_by);
    free(p->live_difference);
    if (p->found)
        stored_survey_free(&p->stored);
    stored_sources_free(&p->live);
    store_close(p->store);
    str_free(&p->key);
    loading_close(&p->loading);
    survey_free(p->survey);
    free(p);
}
