/* secret.c - see secret.h. */
#include "ingest/secret.h"

#include <string.h>
#include <sys/stat.h>
#include "core/base/file.h"

static int figure_of(char c)
{
    static const char figures[] = "0123456789abcdef";
    const char *at = c ? strchr(figures, c) : NULL;

    return at ? (int)(at - figures) : -1;
}

static bool parse(struct text t, unsigned char key[HASH_BYTES])
{
    t = text_trim(t);
    if (t.n != (size_t)2 * HASH_BYTES)
        return false;
    for (size_t i = 0; i < HASH_BYTES; i++) {
        int high = figure_of(t.p[2 * i]), low = figure_of(t.p[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        key[i] = (unsigned char)(high * 16 + low);
    }
    return true;
}

static enum status read_key(struct secret *s, struct err *err)
{
    enum { MOST = 4096 };
    struct str text = {0};
    struct stat stat;
    enum status rc = file_read(s->path, MOST, &text, err);

    if (rc == OK && lstat(s->path, &stat) == 0 && (stat.st_mode & 077) != 0)
        rc = err_set(err, ERR_INPUT,
                     "%s: is the key to hashed ids, and others may read it; "
                     "type: chmod 600 %s",
                     s->path, s->path);
    if (rc == OK && !parse(str_text(&text), s->key))
        rc = err_set(err, ERR_INPUT,
                     "%s: holds no key (64 hexadecimal figures); name another "
                     "file with --key",
                     s->path);
    str_free(&text);
    return rc;
}

static enum status make_key(struct secret *s, struct err *err)
{
    struct str text = {0};
    char hex[HASH_HEX];
    enum status rc = hash_key(s->key, err);

    if (rc != OK || !s->path)
        return rc;
    hash_hex(s->key, hex);
    str_addf(&text, "%s\n", hex);
    rc = str_status(&text, err);
    if (rc == OK)
        rc = file_write(s->path, str_text(&text), 0600, err);
    str_free(&text);
    return rc;
}

/* Where all ids of a source are empty its key is one that hashed nothing. */
enum status secret_look(struct secret *s, struct store *store, struct err *err)
{
    bool missing = file_kind(s->path) == FILE_NONE, any = false;
    enum status rc = store_key_fingerprint(store, s->known, err);

    s->database = store_path(store);
    if (rc == OK && (missing || s->known[0]))
        rc = store_hashed_ids(store, &any, err);
    if (!any)
        s->known[0] = '\0';
    s->lost = missing && any;
    return rc;
}

static enum status compare(struct secret *s, struct err *err)
{
    enum status rc = hash_keyed(
        s->key, text_of("canvass: the key to hashed ids"), s->fingerprint, err);

    if (rc == OK && s->known[0] && strcmp(s->known, s->fingerprint) != 0)
        rc = err_set(err, ERR_INPUT,
                     "%s: is not the key that the ids in %s are hashed with: "
                     "nobody in a later download would be known again; name "
                     "that key with --key, or begin a new database",
                     s->path, s->database);
    return rc;
}

enum status secret_need(struct secret *s, struct err *err)
{
    enum status rc;

    if (s->read)
        return OK;
    if (s->lost)
        return err_set(err, ERR_INPUT,
                       "%s: is gone, and the ids in the database are hashed "
                       "with this key: nobody in a later download would be "
                       "known again; put it back, name it with --key, or begin "
                       "a new database",
                       s->path);
    rc = s->path && file_kind(s->path) != FILE_NONE ? read_key(s, err)
                                                    : make_key(s, err);
    if (rc == OK)
        rc = compare(s, err);
    s->read = rc == OK;
    return rc;
}
