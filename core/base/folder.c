/* folder.c - output folders and temporary folders (file.h).
 *
 * Nothing here syncs single files: what is in an output folder can be made
 * again from the database, and the folder takes its name by one rename.
 * Trees are removed through folder descriptors, never through paths, so that
 * a link put in the way is removed and not followed. */
#include "core/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/base/mem.h"

enum { DEEPEST = 100 }; /* each level costs a descriptor */

struct outdir {
    struct str real;  /* the folder wanted, links resolved */
    struct str made;  /* the new one beside it */
    struct str aside; /* the old one while they change places */
    bool committed;
};

static int remove_tree_at(int at, const char *name, int depth);

/* Closes fd.  Returns 0 or errno of the first failure. */
static int empty_folder(int fd, int depth)
{
    DIR *dir = fdopendir(fd);
    struct dirent *entry;
    int cause = 0;

    if (!dir) {
        cause = errno;
        (void)close(fd);
        return cause;
    }
    for (;;) {
        int rc;

        errno = 0;
        entry = readdir(dir);
        if (!entry)
            break;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        rc = remove_tree_at(dirfd(dir), entry->d_name, depth + 1);
        if (cause == 0)
            cause = rc;
    }
    if (cause == 0)
        cause = errno;
    (void)closedir(dir); /* only read from */
    return cause;
}

static int remove_tree_at(int at, const char *name, int depth)
{
    int fd, cause;

    if (unlinkat(at, name, 0) == 0 || errno == ENOENT)
        return 0;
    if (errno != EISDIR && errno != EPERM)
        return errno;
    if (depth > DEEPEST)
        return ELOOP;
    fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno;
    cause = empty_folder(fd, depth);
    if (unlinkat(at, name, AT_REMOVEDIR) != 0 && cause == 0)
        cause = errno;
    return cause;
}

static int remove_tree(const char *path)
{
    return remove_tree_at(AT_FDCWD, path, 0);
}

/* Is there anything in it, and is one of that ours? */
static enum status look_into(const char *folder, const char *marker,
                             bool *empty, bool *ours, struct err *err)
{
    struct dirent *entry;
    DIR *dir = opendir(folder);

    if (!dir)
        return err_at(err, ERR_IO, folder, 0,
                      "cannot be read: %s; choose another output folder",
                      strerror(errno));
    while ((entry = readdir(dir))) {
        const char *name = entry->d_name;

        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            continue;
        *empty = false;
        if (strcmp(name, "evidence.json") == 0 ||
            (marker && strcmp(name, marker) == 0))
            *ours = true;
    }
    (void)closedir(dir); /* only read from */
    return OK;
}

/* May `folder` be replaced?  `shown` is the name that the user gave. */
static enum status may_replace(const char *folder, const char *shown,
                               const char *marker, struct err *err)
{
    bool empty = true, ours = false;
    enum status rc;

    switch (file_kind(folder)) {
    case FILE_NONE:
        return OK;
    case FILE_FOLDER:
        rc = look_into(folder, marker, &empty, &ours, err);
        if (rc != OK || empty || ours)
            return rc;
        return err_at(err, ERR_INPUT, shown, 0,
                      "holds other files and would be replaced; name a new "
                      "folder or an empty one");
    case FILE_REGULAR:
    case FILE_OTHER:
        break;
    }
    return err_at(err, ERR_INPUT, shown, 0, "is not a folder; name another");
}

static enum status find_place(struct outdir *dir, const char *folder,
                              struct err *err)
{
    struct text name = path_name(folder);
    enum status rc;

    if (name.n == 0 || text_equal(name, text_of(".")) ||
        text_equal(name, text_of("..")) || text_equal(name, text_of("/")))
        return err_set(err, ERR_INPUT,
                       "'%s' cannot be the output folder; name a folder of "
                       "its own",
                       folder);
    rc = path_real(folder, &dir->real, err);
    if (rc != OK)
        return rc;
    str_addf(&dir->made, "%s.tmp-%ld", str_cstr(&dir->real), (long)getpid());
    str_addf(&dir->aside, "%s.old-%ld", str_cstr(&dir->real), (long)getpid());
    rc = str_status(&dir->made, err);
    return rc == OK ? str_status(&dir->aside, err) : rc;
}

static enum status make_folder(const char *path, struct err *err)
{
    if (mkdir(path, 0777) == 0)
        return OK;
    return err_at(err, ERR_IO, path, 0,
                  "cannot be made: %s; choose a place that you may write to",
                  strerror(errno));
}

enum status outdir_open(struct outdir **out, const char *folder,
                        const char *marker, struct err *err)
{
    struct outdir *dir = mem_array(1, sizeof *dir);
    enum status rc;

    if (!dir)
        return err_nomem(err);
    dir->committed = true; /* nothing to remove yet */
    rc = find_place(dir, folder, err);
    if (rc == OK)
        rc = may_replace(str_cstr(&dir->real), folder, marker, err);
    if (rc == OK) {
        /* One of our own process number, left by a run that was killed. */
        (void)remove_tree(str_cstr(&dir->made)); /* mkdir tells */
        rc = make_folder(str_cstr(&dir->made), err);
    }
    if (rc != OK) {
        outdir_close(dir);
        return rc;
    }
    dir->committed = false;
    *out = dir;
    return OK;
}

const char *outdir_path(const struct outdir *dir)
{
    return str_cstr(&dir->made);
}

/* A name of one or two parts that leads nowhere else. */
static bool is_inside(const char *name)
{
    size_t parts = 0;

    for (const char *p = name;; p++) {
        size_t n = strcspn(p, "/");

        if (n == 0 || ++parts > 2 || (n == 1 && p[0] == '.') ||
            (n == 2 && p[0] == '.' && p[1] == '.'))
            return false;
        p += n;
        if (*p == '\0')
            return true;
    }
}

static enum status write_new(const char *path, struct text bytes,
                             struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    int cause = fd < 0 ? errno : 0;

    while (cause == 0 && bytes.n > 0) {
        ssize_t k = write(fd, bytes.p, bytes.n);

        if (k < 0 && errno != EINTR)
            cause = errno;
        if (k > 0) {
            bytes.p += k;
            bytes.n -= (size_t)k;
        }
    }
    if (fd >= 0 && close(fd) != 0 && cause == 0)
        cause = errno;
    if (cause != 0)
        return err_at(
            err, ERR_IO, path, 0, "cannot be written: %s; %s", strerror(cause),
            cause == ENOSPC ? "make room on the disk" : "check the disk");
    return OK;
}

enum status outdir_write(struct outdir *dir, const char *name,
                         struct text bytes, struct err *err)
{
    struct str path = {0}, folder = {0};
    const char *slash = strchr(name, '/');
    enum status rc;

    if (!is_inside(name))
        return err_set(err, ERR_IO,
                       "'%s' would lie outside the output folder; change the "
                       "name",
                       name);
    path_join(&path, str_cstr(&dir->made), name);
    path_folder(&folder, str_cstr(&path));
    rc = str_status(&path, err);
    if (rc == OK)
        rc = str_status(&folder, err);
    if (rc == OK && slash && file_kind(str_cstr(&folder)) == FILE_NONE)
        rc = make_folder(str_cstr(&folder), err);
    if (rc == OK)
        rc = write_new(str_cstr(&path), bytes, err);
    str_free(&folder);
    str_free(&path);
    return rc;
}

static enum status cannot_replace(const struct outdir *dir, struct err *err)
{
    return err_at(err, ERR_IO, str_cstr(&dir->real), 0,
                  "cannot be replaced: %s; close what has it open, or choose "
                  "another folder",
                  strerror(errno));
}

enum status outdir_commit(struct outdir *dir, struct err *err)
{
    const char *real = str_cstr(&dir->real), *aside = str_cstr(&dir->aside);
    bool had_old = rename(real, aside) == 0;
    enum status rc;

    if (!had_old && errno != ENOENT)
        return cannot_replace(dir, err);
    if (rename(str_cstr(&dir->made), real) != 0) {
        rc = cannot_replace(dir, err);
        if (had_old)
            (void)rename(aside, real); /* the message above says enough */
        return rc;
    }
    dir->committed = true;
    if (had_old)
        (void)remove_tree(aside); /* what cannot be removed stays aside */
    return OK;
}

void outdir_close(struct outdir *dir)
{
    if (!dir)
        return;
    if (!dir->committed)
        (void)remove_tree(str_cstr(&dir->made)); /* nobody left to tell */
    str_free(&dir->real);
    str_free(&dir->made);
    str_free(&dir->aside);
    free(dir);
}

enum status tempdir_make(struct str *path, struct err *err)
{
    const char *tmp = getenv("TMPDIR");
    struct str template = {0};
    enum status rc;

    path_join(&template, tmp && tmp[0] ? tmp : "/tmp", "canvass-XXXXXX");
    rc = str_status(&template, err);
    if (rc == OK && !mkdtemp(template.p))
        rc = err_set(err, ERR_IO,
                     "no temporary folder in '%s': %s; set TMPDIR to a folder "
                     "that you may write to",
                     tmp && tmp[0] ? tmp : "/tmp", strerror(errno));
    if (rc == OK) {
        str_add_n(path, template.p, template.n);
        rc = str_status(path, err);
        if (rc != OK)
            (void)rmdir(template.p); /* the first failure is told */
    }
    str_free(&template);
    return rc;
}

void tempdir_remove(const char *path)
{
    (void)remove_tree(path); /* a folder left in /tmp is no reason to fail */
}
