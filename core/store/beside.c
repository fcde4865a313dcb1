/* beside.c - see beside.h. */
#include "core/store/beside.h"

#include <stdlib.h>
#include <string.h>
#include "core/base/mem.h"

bool beside_allowed(const struct store *store)
{
    int written = 0, most = 0;

    return db_in_transaction(store) && !store->fresh &&
           sqlite3_db_status(store->db, SQLITE_DBSTATUS_CACHE_WRITE, &written,
                             &most, 0) == SQLITE_OK &&
           written == 0;
}

/* Every byte but letters, digits and / as %41, so that the name is a path and
 * nothing else. */
static enum status uri_of(const struct store *store, char **out,
                          struct err *err)
{
    static const char plain[] = "/.0123456789abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    struct str uri = {0};
    enum status rc;

    str_add(&uri, "file:");
    for (const char *p = store->name; *p; p++)
        if (strchr(plain, *p))
            str_addf(&uri, "%c", *p);
        else
            str_addf(&uri, "%%%02x", (unsigned)(unsigned char)*p);
    str_add(&uri, "?mode=ro&nolock=1");
    rc = str_take(&uri, out, err);
    str_free(&uri);
    return rc;
}

enum status beside_open(const struct store *store, struct store **out,
                        struct err *err)
{
    struct store *own = mem_array(1, sizeof *own);
    char *uri = NULL;
    enum status rc = own ? uri_of(store, &uri, err) : err_nomem(err);

    *out = NULL;
    if (rc == OK) {
        own->path = store->path;
        if (sqlite3_open_v2(uri, &own->db,
                            SQLITE_OPEN_READONLY | SQLITE_OPEN_URI |
                                SQLITE_OPEN_NOMUTEX,
                            store->vfs->zName) != SQLITE_OK)
            rc = db_fail(own, "open the database", err);
    }
    if (rc == OK)
        rc = db_harden(own, err);
    if (rc == OK)
        rc = db_exec(own,
                     "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
                     "PRAGMA cache_size = 32; PRAGMA query_only = ON",
                     err);
    free(uri);
    if (rc != OK) {
        beside_close(own);
        return rc;
    }
    *out = own;
    return OK;
}

void beside_close(struct store *beside)
{
    if (!beside)
        return;
    (void)sqlite3_close_v2(beside->db); /* nothing was written */
    free(beside);
}
