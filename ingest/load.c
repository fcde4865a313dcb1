/* load.c - see load.h. */
#include "ingest/load.h"

#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

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

enum status load_open(struct loaded *f, struct loading *l,
                      const struct source_definition *source, const char *path,
                      const char *encoding, const char *platform,
                      struct err *err)
{
    enum status rc;

    *f = (struct loaded){0};
    rc = export_open(&f->export, path, encoding ? encoding : source->encoding,
                     platform ? platform : source->platform, err);
    if (rc == OK)
        rc = bind_export(&f->binding, l->survey, source, &l->places, f->export,
                         err);
    if (rc != OK)
        load_close(f);
    return rc;
}

void load_close(struct loaded *f)
{
    decoding_free(f->decoding);
    binding_free(f->binding);
    export_close(f->export);
    *f = (struct loaded){0};
}

static enum status hand_on(struct decoding *d, const struct sink *sink,
                           struct err *err)
{
    struct answer_batch batch;
    enum status rc = decode_batch(d, &batch, err);

    if (rc == OK && sink->batch && batch.n)
        rc = sink->batch(sink->with, &batch, err);
    decode_clear(d);
    return rc;
}

static enum status hand_rejected(const struct export_row *row,
                                 const struct sink *sink, struct err *err)
{
    const struct rejected_row rejected = {.line = row->line,
                                          .reason = row->reason,
                                          .detail = row->detail,
                                          .raw = row->raw};

    return sink->reject ? sink->reject(sink->with, &rejected, err) : OK;
}

/* The size tells of a file that grew or was cut while it was read. */
static enum status check_unchanged(const struct export *e, struct err *err)
{
    struct stat st;

    if (stat(e->path, &st) == 0 && (uint64_t)st.st_size == e->scan.bytes)
        return OK;
    return err_set(err, ERR_INPUT,
                   "%s: changed while it was read; wait until it is written "
                   "and start again",
                   e->path);
}

static enum status each_row(struct loaded *f, const struct sink *sink,
                            size_t most, struct progress *bar, struct err *err)
{
    struct decoding *d = f->decoding;
    struct export *e = f->export;
    struct export_row row;
    enum status rc = OK;

    while (rc == OK && (most == 0 || f->received < most)) {
        rc = export_next(e, &row, err);
        if (rc != OK || row.what == EXPORT_END)
            break;
        f->received++;
        if (row.what == EXPORT_REJECTED) {
            f->rejected++;
            rc = hand_rejected(&row, sink, err);
            continue;
        }
        rc = decode_row(d, &row, err);
        if (rc == OK && d->n == d->rows) {
            rc = hand_on(d, sink, err);
            progress_at(bar, (double)e->reader->bytes_read(e->rows),
                        (double)e->scan.bytes, f->received);
        }
    }
    return rc == OK ? hand_on(d, sink, err) : rc;
}

enum status load_rows(struct loaded *f, struct loading *l,
                      const struct sink *sink, size_t most, struct err *err)
{
    struct str what = {0};
    struct progress *bar;
    enum status rc;

    decoding_free(f->decoding);
    f->decoding = NULL;
    f->received = f->rejected = 0;
    binding_recount(f->binding);
    str_addf(&what, "reading %.*s", (int)f->export->name.n, f->export->name.p);
    bar = progress_new(str_cstr(&what), "rows");
    rc = export_rewind(f->export, err);
    if (rc == OK)
        rc = decoding_new(&f->decoding, f->binding, l->derived, l->rules, err);
    if (rc == OK)
        rc = each_row(f, sink, most, bar, err);
    if (rc == OK && most == 0)
        rc = check_unchanged(f->export, err);
    progress_free(bar);
    str_free(&what);
    return rc;
}
