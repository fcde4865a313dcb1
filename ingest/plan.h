/* plan.h - what an ingest will do: files opened, identity looked up, what
 * supersedes what.  Reads, and changes nothing. */
#ifndef INGEST_PLAN_H
#define INGEST_PLAN_H

#include "core/store/store.h"
#include "ingest/files.h"
#include "ingest/ingest.h"
#include "ingest/load.h"
#include "ingest/sketch.h"

struct planned {
    size_t source; /* of the definition */
    char *path, *real;
    char *encoding, *platform; /* as decided */
    struct loaded loaded;
    int64_t live_id;              /* of the live source that it is; 0: new */
    size_t superseded_by;         /* 1 + index of a planned file; 0: by none */
    struct difference difference; /* if it is */
    struct sketch *sketch;        /* NULL: not needed */
    int64_t id;                   /* once it is in the store */
};

struct plan {
    const struct ingest_request *request;
    const char *const *exports; /* of it, without codebooks */
    size_t n_exports;
    bool told_book; /* a codebook, which no digest knows of */
    struct survey *survey;
    struct survey_digests digests;
    struct loading loading;
    struct str key; /* path of the key to hashed ids */
    struct store *store;
    bool found;                  /* the survey and wave are there already */
    struct stored_survey stored; /* if found */
    struct stored_sources live;  /* superseded ones too */
    size_t *live_superseded_by;  /* as above, of each of live */
    struct difference *live_difference; /* if it is */
    bool unchanged;
    struct planned *file; /* live ones again, then new ones */
    size_t n, room;
};

MUST_CHECK enum status plan_make(struct plan **out,
                                 const struct ingest_request *request,
                                 struct notes *notes, struct err *err);
/* Closes the store, too; NULL is allowed. */
void plan_free(struct plan *p);

#endif
