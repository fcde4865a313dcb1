/* draft_name.c - what a draft is called, the files it is for, and what was
 * called an id and is none. */
#include <string.h>
#include "core/base/file.h"
#include "ingest/draft.h"
#include "ingest/personal.h"

enum { KEY_MOST = 60 };

/* A key out of the name of the file: without double underscores. */
enum status draft_name(struct draft *d)
{
    struct survey *s = d->survey;
    struct str stem = {0}, key = {0};

    path_stem(&stem, d->export->path);
    text_slug(&key, str_text(&stem), KEY_MOST);
    if (!text_is_key(str_text(&key))) {
        str_clear(&key);
        str_add(&key, "survey_");
        text_slug(&key, str_text(&stem), KEY_MOST - 7);
    }
    if (!text_is_key(str_text(&key))) {
        str_clear(&key);
        str_add(&key, "survey");
    }
    for (size_t i = 0; i < stem.n; i++)
        if (stem.p[i] == '_')
            stem.p[i] = ' ';
    if (!key.failed && !stem.failed) {
        s->key = arena_text(d->arena, str_cstr(&key), key.n);
        s->title = arena_text(d->arena, str_cstr(&stem), stem.n);
    }
    str_free(&stem);
    str_free(&key);
    return s->key && s->title ? OK : err_nomem(d->err);
}

enum status draft_path(struct draft *d, const char *path, bool pattern,
                       char **out)
{
    struct str seen = {0}, s = {0};
    enum status rc = OK;

    *out = NULL;
    if (d->path)
        rc = path_beside(d->path, path, &seen, d->err);
    else
        str_add(&seen, path);
    if (rc == OK && text_valid_utf8(str_text(&seen)) != seen.n)
        rc = err_set(d->err, ERR_INPUT,
                     "%s: its name is no UTF-8, as a definition must be; "
                     "give the file another name",
                     path);
    for (const char *p = str_cstr(&seen); rc == OK && *p; p++) {
        if (pattern && strchr("*?[]\\", *p))
            str_add_char(&s, '\\'); /* for glob() to take it for itself */
        str_add_char(&s, *p);
    }
    if (rc == OK && !s.failed && !seen.failed)
        *out = arena_text(d->arena, str_cstr(&s), s.n);
    str_free(&seen);
    str_free(&s);
    return rc != OK || *out ? rc : err_nomem(d->err);
}

void draft_add_line(struct str *out, struct text text)
{
    for (size_t i = 0; i < text.n; i++)
        str_add_char(out, (unsigned char)text.p[i] < ' ' ? ' ' : text.p[i]);
}

enum status draft_note_no_id(struct draft *d, size_t column)
{
    const struct profile *p = &d->profiles->column[column];
    const char *name = d->export->columns.column[column].name, *often = NULL;
    struct str sample = {0};
    size_t again = 0;
    enum status rc;

    for (size_t i = 0; i < p->n; i++) {
        if (p->value[i].n > 1 && !often)
            often = p->value[i].text;
        again += p->value[i].n > 1;
    }
    if (!often)
        return OK;
    personal_mask(text_of(often), &sample, NULL);
    rc = notes_add(
        d->notes, d->err, NOTE_ATTENTION,
        "%s: \"%s\" is called an id, but %zu of its %s%zu values %s in several "
        "rows, as \"%s\"; it is left out, and each row is a response: look for "
        "rows that are there twice, or take it with id: \"%s\" in the source",
        d->export->path, name, again, p->many ? "first " : "", p->n,
        again == 1 ? "stands" : "stand", str_cstr(&sample), name);
    str_free(&sample);
    return rc;
}
