/* file.c - whole files and paths.  Folders are in folder.c. */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "core/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status cannot_read(const char *path, int cause, struct err *err)
{
    const char *advice = cause == ENOENT || cause == ENOTDIR
                             ? "check the name and the folder"
                         : cause == EACCES ? "ask for permission to read it"
                                           : "check the file and its disk";

    return err_at(err, ERR_INPUT, path, 0, "cannot be read: %s; %s",
                  strerror(cause), advice);
}

/* O_NONBLOCK so that opening a FIFO does not wait for a writer; it means
 * nothing for the regular files that are let through. */
enum status file_open(const char *path, int *fd, struct err *err)
{
    struct stat st;
    int f = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    enum status rc = OK;

    if (f < 0)
        return cannot_read(path, errno, err);
    if (fstat(f, &st) != 0)
        rc = cannot_read(path, errno, err);
    else if (S_ISDIR(st.st_mode))
        rc = err_at(err, ERR_INPUT, path, 0,
                    "is a folder; name a file inside it");
    else if (!S_ISREG(st.st_mode))
        rc = err_at(err, ERR_INPUT, path, 0,
                    "is not a regular file; copy it to one first");
    if (rc == OK)
        *fd = f;
    else
        (void)close(f); /* nothing was written */
    return rc;
}

static enum status read_all(int fd, const char *path, size_t most,
                            struct str *out, struct err *err)
{
    enum { CHUNK = 64 * 1024 };
    size_t n = 0;
    char *chunk = malloc(CHUNK);
    enum status rc = chunk ? OK : err_nomem(err);

    while (rc == OK) {
        ssize_t k = read(fd, chunk, CHUNK);

        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            rc = cannot_read(path, errno, err);
        if (k <= 0)
            break;
        n += (size_t)k;
        if (n > most)
            rc = err_at(err, ERR_INPUT, path, 0,
                        "is larger than %zu bytes; check that it is the right "
                        "file",
                        most);
        else
            str_add_n(out, chunk, (size_t)k);
    }
    free(chunk);
    return rc == OK ? str_status(out, err) : rc;
}

enum status file_read(const char *path, size_t most, struct str *out,
                      struct err *err)
{
    int fd;
    enum status rc = file_open(path, &fd, err);

    if (rc != OK)
        return rc;
    rc = read_all(fd, path, most, out, err);
    (void)close(fd); /* only read from */
    return rc;
}

static enum status cannot_write(const char *path, int cause, struct err *err)
{
    const char *advice =
        cause == ENOSPC || cause == EDQUOT ? "make room on the disk"
        : cause == EACCES || cause == EROFS || cause == EPERM
            ? "choose a place that you may write to"
        : cause == ENOENT || cause == ENOTDIR ? "make its folder first"
                                              : "check the disk";

    return err_at(err, ERR_IO, path, 0, "cannot be written: %s; %s",
                  strerror(cause), advice);
}

/* All of it, then down to the disk.  Returns 0 or errno. */
static int write_all(int fd, struct text bytes)
{
    while (bytes.n > 0) {
        ssize_t k = write(fd, bytes.p, bytes.n);

        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            return errno;
        bytes.p += k;
        bytes.n -= (size_t)k;
    }
    return fsync(fd) == 0 ? 0 : errno;
}

/* So that the new name outlives a power cut.  Some file systems cannot sync a
 * folder; the file itself is whole all the same. */
static void sync_folder(const char *path)
{
    struct str folder = {0};
    int fd;

    path_folder(&folder, path);
    fd = folder.failed ? -1 : open(str_cstr(&folder), O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        (void)close(fd);
    }
    str_free(&folder);
}

static enum status write_beside(const char *path, const char *beside,
                                struct text bytes, unsigned mode,
                                struct err *err)
{
    int fd, cause;

    /* One of our own process number, left by a run that was killed. */
    if (unlink(beside) != 0 && errno != ENOENT)
        return cannot_write(path, errno, err);
    fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
              (mode_t)mode);
    if (fd < 0)
        return cannot_write(path, errno, err);
    cause = write_all(fd, bytes);
    if (close(fd) != 0 && cause == 0)
        cause = errno;
    if (cause == 0 && rename(beside, path) != 0)
        cause = errno;
    if (cause != 0) {
        (void)unlink(beside); /* the first failure is the one to tell */
        return cannot_write(path, cause, err);
    }
    sync_folder(path);
    return OK;
}

enum status file_write(const char *path, struct text bytes, unsigned mode,
                       struct err *err)
{
    struct str beside = {0};
    enum file_kind kind = file_kind(path);
    enum status rc;

    /* Renaming over a device would replace the device. */
    if (kind == FILE_FOLDER || kind == FILE_OTHER)
        return err_at(err, ERR_IO, path, 0,
                      "cannot be written: it is not a regular file; choose "
                      "another name");
    str_addf(&beside, "%s.tmp-%ld", path, (long)getpid());
    rc = str_status(&beside, err);
    if (rc == OK)
        rc = write_beside(path, str_cstr(&beside), bytes, mode, err);
    str_free(&beside);
    return rc;
}

static struct file_stamp stamp_of(const struct stat *st)
{
    return (struct file_stamp){(uint64_t)st->st_dev, (uint64_t)st->st_ino,
                               (uint64_t)st->st_size, st->st_mtim.tv_sec,
                               st->st_mtim.tv_nsec};
}

bool file_stamp(int fd, struct file_stamp *out)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return false;
    *out = stamp_of(&st);
    return true;
}

bool file_stamp_of(const char *path, struct file_stamp *out)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return false;
    *out = stamp_of(&st);
    return true;
}

bool file_is(const char *path, const struct file_stamp *stamp)
{
    struct file_stamp now;

    return file_stamp_of(path, &now) && now.device == stamp->device &&
           now.node == stamp->node && now.bytes == stamp->bytes &&
           now.seconds == stamp->seconds &&
           now.nanoseconds == stamp->nanoseconds;
}

enum file_kind file_kind(const char *path)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return errno == ENOENT || errno == ENOTDIR ? FILE_NONE : FILE_OTHER;
    return S_ISREG(st.st_mode)   ? FILE_REGULAR
           : S_ISDIR(st.st_mode) ? FILE_FOLDER
                                 : FILE_OTHER;
}

void path_join(struct str *out, const char *folder, const char *name)
{
    size_t n = strlen(folder);

    if (n > 0 && name[0] != '/') {
        str_add_n(out, folder, n);
        if (folder[n - 1] != '/')
            str_add_char(out, '/');
    }
    str_add(out, name);
}

/* The length of path without slashes at its end; those of the root stay. */
static size_t length(const char *path)
{
    size_t n = strlen(path);

    while (n > 1 && path[n - 1] == '/')
        n--;
    return n;
}

struct text path_name(const char *path)
{
    size_t n = length(path), from = n;

    while (from > 0 && path[from - 1] != '/')
        from--;
    if (from == n && n > 0)
        from = n - 1; /* the root */
    return (struct text){path + from, n - from};
}

void path_folder(struct str *out, const char *path)
{
    struct text name = path_name(path);
    size_t n = (size_t)(name.p - path);

    while (n > 1 && path[n - 1] == '/')
        n--;
    if (n > 0)
        str_add_n(out, path, n);
    else
        str_add(out, path[0] == '/' ? "/" : ".");
}

void path_stem(struct str *out, const char *path)
{
    struct text name = path_name(path);
    size_t n = name.n;

    while (n > 0 && name.p[n - 1] != '.')
        n--;
    /* A dot in front hides a file; it does not begin an ending. */
    str_add_n(out, name.p, n > 1 ? n - 1 : name.n);
}

static enum status real_of_missing(const char *path, struct str *out,
                                   struct err *err)
{
    struct str folder = {0};
    struct text name = path_name(path);
    char *real = NULL;
    enum status rc;

    path_folder(&folder, path);
    rc = str_status(&folder, err);
    if (rc == OK) {
        real = realpath(str_cstr(&folder), NULL);
        if (!real)
            rc = cannot_read(str_cstr(&folder), errno, err);
    }
    if (rc == OK) {
        str_add(out, real);
        if (strcmp(real, "/") != 0)
            str_add_char(out, '/');
        str_add_n(out, name.p, name.n);
        rc = str_status(out, err);
    }
    free(real);
    str_free(&folder);
    return rc;
}

enum status path_real(const char *path, struct str *out, struct err *err)
{
    char *real = realpath(path, NULL);
    enum status rc;

    if (!real)
        return errno == ENOENT ? real_of_missing(path, out, err)
                               : cannot_read(path, errno, err);
    str_add(out, real);
    free(real);
    rc = str_status(out, err);
    return rc;
}

enum status path_beside(const char *file, const char *path, struct str *out,
                        struct err *err)
{
    struct str folder = {0}, own = {0}, real = {0};
    enum status rc;

    path_folder(&folder, file);
    rc = str_status(&folder, err);
    if (rc == OK && (path[0] == '/' || strcmp(str_cstr(&folder), ".") == 0)) {
        str_add(out, path);
    } else if (rc == OK) {
        rc = path_real(file, &own, err);
        if (rc == OK)
            rc = path_real(path, &real, err);
        if (rc == OK) {
            size_t n = own.n - path_name(str_cstr(&own)).n;
            bool below = real.n > n && memcmp(real.p, own.p, n) == 0;

            str_add(out, real.p + (below ? n : 0));
        }
    }
    str_free(&folder);
    str_free(&own);
    str_free(&real);
    return rc == OK ? str_status(out, err) : rc;
}
