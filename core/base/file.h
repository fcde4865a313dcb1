/* file.h - whole files in, whole files and folders out, paths.
 *
 * What is written appears complete or not at all: a file is written beside
 * itself and renamed; so is a folder. */
#ifndef CORE_BASE_FILE_H
#define CORE_BASE_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include "core/base/err.h"
#include "core/base/text.h"

/* The bytes of a regular file of at most `most` bytes; appended to out.
 * ERR_INPUT, with the path and what to do, where it is missing, a folder, a
 * FIFO, unreadable or larger. */
MUST_CHECK enum status file_read(const char *path, size_t most, struct str *out,
                                 struct err *err);
/* Opens a regular file for reading; the caller closes *fd.  ERR_INPUT as
 * above.  Never waits for the other end of a FIFO. */
MUST_CHECK enum status file_open(const char *path, int *fd, struct err *err);
/* Writes path.tmp-PID in the same folder, flushes it to the disk, renames.
 * mode as for open().  ERR_IO; the old file is then as it was. */
MUST_CHECK enum status file_write(const char *path, struct text bytes,
                                  unsigned mode, struct err *err);

/* What a file is known by, without reading it: written to, or another put in
 * its place, it is another. */
struct file_stamp {
    uint64_t device, node, bytes;
    int64_t seconds, nanoseconds; /* since 1970, when it was last written to */
};
/* Of an open file.  False where the system does not tell. */
bool file_stamp(int fd, struct file_stamp *out);
bool file_stamp_of(const char *path, struct file_stamp *out);
/* The file at path is there, and has that stamp. */
bool file_is(const char *path, const struct file_stamp *stamp);

enum file_kind { FILE_NONE, FILE_REGULAR, FILE_FOLDER, FILE_OTHER };
enum file_kind file_kind(const char *path);

/* Paths.  All results are appended to out. */
void path_join(struct str *out, const char *folder, const char *name);
void path_folder(struct str *out, const char *path); /* "." where none */
/* The last part without its ending: "a/b.c.csv" gives "b.c". */
void path_stem(struct str *out, const char *path);
struct text path_name(const char *path); /* borrowed: the last part */
/* The real path, links resolved; of what does not exist, its folder's real
 * path and its name. */
MUST_CHECK enum status path_real(const char *path, struct str *out,
                                 struct err *err);
/* path as it is seen from the folder of `file`: itself where both are seen from
 * here or it is absolute, else its real path, without the folder's where it
 * lies below. */
MUST_CHECK enum status path_beside(const char *file, const char *path,
                                   struct str *out, struct err *err);

/* An output folder written beside itself.  open: makes FOLDER.tmp-PID, empty.
 * commit: the old folder is moved aside, the new one takes its name, the old
 * one is removed.  abort: the new one is removed, the old one is untouched.
 * A folder that is there and not empty is replaced only if it holds
 * `evidence.json` or `marker`, so that a home folder is not wiped. */
struct outdir;
MUST_CHECK enum status outdir_open(struct outdir **out, const char *folder,
                                   const char *marker, struct err *err);
const char *outdir_path(const struct outdir *dir); /* of the new folder */
/* name may hold one '/': its folder is made. */
MUST_CHECK enum status outdir_write(struct outdir *dir, const char *name,
                                    struct text bytes, struct err *err);
MUST_CHECK enum status outdir_commit(struct outdir *dir, struct err *err);
void outdir_close(struct outdir *dir); /* aborts what was not committed; NULL */

/* A private temporary folder (0700) under TMPDIR or /tmp, removed with what is
 * in it by tempdir_remove(). */
MUST_CHECK enum status tempdir_make(struct str *path, struct err *err);
void tempdir_remove(const char *path);

#endif
