/* plan_books.c - see plan_books.h. */
#include "ingest/plan_books.h"

#include <string.h>
#include "core/base/file.h"
#include "core/base/mem.h"
#include "ingest/codebook.h"

static enum status pick(struct survey *survey, const char **book,
                        const char *const **exports, size_t *n, struct err *err)
{
    const char **kept = arena_alloc(survey->arena, *n, sizeof *kept);
    size_t stay = 0;
    enum status rc = kept ? OK : err_nomem(err);

    for (size_t i = 0; i < *n && rc == OK; i++) {
        const char *path = (*exports)[i];
        bool is;

        rc = codebook_is(path, &is, err);
        if (rc == OK && is && *book)
            rc = err_set(err, ERR_USAGE,
                         "%s: is a second codebook beside %s; name one", path,
                         *book);
        if (rc == OK && is)
            *book = path;
        else if (rc == OK)
            kept[stay++] = path;
    }
    *exports = kept;
    *n = stay;
    return rc;
}

static enum status give(struct plan *p, const char *book, struct notes *notes,
                        struct err *err)
{
    struct survey *survey = p->survey;
    struct str real = {0};
    struct text name = path_name(book);
    size_t given = 0;
    enum status rc = path_real(book, &real, err);
    char *path = rc == OK ? arena_text(survey->arena, real.p, real.n) : NULL;

    if (rc == OK && !path)
        rc = err_nomem(err);
    str_free(&real);
    for (size_t i = 0; i < survey->n_sources && rc == OK; i++) {
        given += !survey->source[i].codebook;
        survey->source[i].codebook = path;
    }
    p->told_book = true;
    if (rc == OK && given)
        rc = notes_add(notes, err, NOTE_INFO,
                       "%s: add to the source, so that it is used the next "
                       "time: codebook: \"%.*s\"",
                       survey->path, (int)name.n, name.p);
    return rc;
}

enum status plan_books(struct plan *p, struct notes *notes, struct err *err)
{
    const char *book = p->request->told.codebook;
    enum status rc = pick(p->survey, &book, &p->exports, &p->n_exports, err);

    return rc == OK && book ? give(p, book, notes, err) : rc;
}
