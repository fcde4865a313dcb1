/* files.h - which files, and of which source: named on the command line, or by
 * the patterns of the definition. */
#ifndef INGEST_FILES_H
#define INGEST_FILES_H

#include "core/survey/survey.h"

struct file {
    char *path;    /* as given, or as the pattern found it */
    char *real;    /* the real path */
    size_t source; /* of the definition */
};
struct files {
    struct file *file;
    size_t n, room;
};

/* exports: n of them; 0: those that the patterns find, by source, in the order
 * of the bytes of their names.  ERR_INPUT where an export fits no source or
 * several; no file at all is no error here. */
MUST_CHECK enum status files_find(struct files *out,
                                  const struct survey *survey,
                                  const char *const *exports, size_t n,
                                  struct err *err);
MUST_CHECK enum status files_add(struct files *files, const char *path,
                                 size_t source, struct err *err);
void files_free(struct files *files);

/* ERR_INPUT that says which patterns found nothing. */
MUST_CHECK enum status files_none(const struct survey *survey, struct err *err);

/* True where the file's name fits one of the source's patterns. */
bool files_fits(const struct source_definition *source, const char *path);

#endif
