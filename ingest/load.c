/* load.c - see load.h.  One thread reads and decodes; the caller's own hands
 * on, to the store, what is ready. */
#include "ingest/load.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"
#include "core/base/relay.h"
#include "ingest/codebook.h"

enum status loading_open(struct loading *l, struct survey *survey,
                         struct err *err)
{
    enum status rc;

    *l = (struct loading){.survey = survey};
    rc = derivations_new(&l->derived, survey, err);
    if (rc == OK)
        rc = rules_new(&l->rules, survey, err);
    if (rc == OK)
        rc = answer_places(survey, &l->places, err);
    if (rc != OK)
        loading_close(l);
    return rc;
}

void loading_close(struct loading *l)
{
    derivations_free(l->derived);
    rules_free(l->rules);
    *l = (struct loading){0};
}

static enum status take_codebook(struct loaded *f, const struct survey *survey,
                                 const struct source_definition *source,
                                 struct err *err)
{
    struct str path = {0};
    enum status rc;

    survey_path(survey, source->codebook, &path);
    rc = str_status(&path, err);
    if (rc == OK)
        rc = codebook_take(f->export, str_cstr(&path), err);
    str_free(&path);
    return rc;
}

enum status load_open(struct loaded *f, struct loading *l,
                      const struct source_definition *source, const char *path,
                      const struct told *told, struct err *err)
{
    const struct told known = {
        .encoding = told->encoding ? told->encoding : source->encoding,
        .platform = told->platform ? told->platform : source->platform,
        .sheet = told->sheet ? told->sheet : source->sheet};
    enum status rc;

    *f = (struct loaded){0};
    rc = export_open(&f->export, path, &known, err);
    if (rc == OK && source->codebook)
        rc = take_codebook(f, l->survey, source, err);
    if (rc == OK)
        rc = bind_export(&f->binding, l->survey, source, &l->places, f->export,
                         err);
    if (rc == OK && f->binding->hides_id) {
        rc = secret_need(&l->secret, err);
        f->binding->secret = l->secret.key;
    }
    if (rc != OK)
        load_close(f);
    return rc;
}

void load_close(struct loaded *f)
{
    binding_free(f->binding);
    export_close(f->export);
    *f = (struct loaded){0};
}

/* ---- from the reader to the sink -------------------------------------- */

enum {
    SLOTS = 3,              /* one filled, one written, one ready */
    MOST_REJECTED = 1 << 18 /* bytes of rejected rows in a slot */
};

/* A rejected row of which the texts are still in a buffer that moves. */
struct refused {
    struct rejected_row row;
    size_t detail, raw; /* in slot.text */
};

/* Rows on their way: read by one thread, handed on by another. */
struct slot {
    struct decoding *decoding;
    struct refused *refused;
    size_t n_refused, room;
    struct str text;
    double bytes; /* of the file, read so far */
    uint64_t received;
};

struct passage {
    struct loaded *file;
    const struct sink *sink;
    size_t most;
    struct progress *bar;
    struct slot slot[SLOTS];
};

static enum status passage_open(struct passage *p, struct loading *l,
                                struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < SLOTS && rc == OK; i++)
        rc = decoding_new(&p->slot[i].decoding, p->file->binding, l->derived,
                          l->rules, err);
    return rc;
}

static void passage_close(struct passage *p)
{
    for (size_t i = 0; i < SLOTS; i++) {
        decoding_free(p->slot[i].decoding);
        free(p->slot[i].refused);
        str_free(&p->slot[i].text);
    }
}

static void add_text(struct str *s, struct text t)
{
    str_add_n(s, t.p, t.n);
    str_add_char(s, '\0');
}

static enum status refuse(struct slot *s, const struct export_row *row,
                          struct err *err)
{
    enum status rc = mem_grow((void **)&s->refused, &s->room, s->n_refused + 1,
                              sizeof *s->refused, err);

    if (rc != OK)
        return rc;
    s->refused[s->n_refused++] =
        (struct refused){.row = {.line = row->line,
                                 .reason = row->reason,
                                 .raw = {NULL, row->raw.n}},
                         .detail = s->text.n,
                         .raw = s->text.n + strlen(row->detail) + 1};
    add_text(&s->text, text_of(row->detail));
    add_text(&s->text, row->raw);
    return str_status(&s->text, err);
}

static enum status fill(void *with, size_t at, bool *last, struct err *err)
{
    struct passage *p = with;
    struct loaded *f = p->file;
    struct slot *s = &p->slot[at];
    struct export_row row = {.what = EXPORT_END};
    enum status rc = OK;

    decode_clear(s->decoding);
    str_clear(&s->text);
    s->n_refused = 0;
    while (rc == OK && !decode_full(s->decoding) && s->text.n < MOST_REJECTED) {
        row.what = EXPORT_END;
        if (p->most == 0 || f->received < p->most)
            rc = export_next(f->export, &row, err);
        if (rc != OK || row.what == EXPORT_END)
            break;
        f->received++;
        f->rejected += row.what == EXPORT_REJECTED;
        rc = row.what == EXPORT_REJECTED ? refuse(s, &row, err)
                                         : decode_row(s->decoding, &row, err);
    }
    *last = row.what == EXPORT_END;
    s->bytes = (double)f->export->reader->bytes_read(f->export->rows);
    s->received = f->received;
    return rc;
}

static enum status take(void *with, size_t at, struct err *err)
{
    struct passage *p = with;
    const struct sink *sink = p->sink;
    struct slot *s = &p->slot[at];
    struct answer_batch batch;
    enum status rc = OK;

    for (size_t i = 0; i < s->n_refused && rc == OK && sink->reject; i++) {
        struct refused *r = &s->refused[i];

        r->row.detail = s->text.p + r->detail;
        r->row.raw.p = s->text.p + r->raw;
        rc = sink->reject(sink->with, &r->row, err);
    }
    if (rc == OK)
        rc = decode_batch(s->decoding, &batch, err);
    if (rc == OK && sink->batch && batch.n)
        rc = sink->batch(sink->with, &batch, err);
    progress_at(p->bar, s->bytes, (double)p->file->export->scan.bytes,
                s->received);
    return rc;
}

enum status load_rows(struct loaded *f, struct loading *l,
                      const struct sink *sink, size_t most, struct err *err)
{
    struct passage p = {.file = f, .sink = sink, .most = most};
    struct str what = {0};
    enum status rc;

    f->received = f->rejected = 0;
    binding_recount(f->binding);
    str_addf(&what, "reading %.*s", (int)f->export->name.n, f->export->name.p);
    p.bar = progress_new(str_cstr(&what), "rows");
    rc = export_rewind(f->export, err);
    if (rc == OK)
        rc = passage_open(&p, l, err);
    if (rc == OK)
        rc = relay_run(SLOTS, fill, take, &p, err);
    progress_free(p.bar);
    passage_close(&p);
    str_free(&what);
    return rc;
}
