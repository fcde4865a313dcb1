/* faultvfs.c - see faultvfs.h. */
#include "tests/support/faultvfs.h"

#include <sqlite3.h>
#include <stdlib.h>

struct faultvfs {
    sqlite3_vfs base;
    sqlite3_vfs *real;
    enum fault fault;
    size_t at, operations;
    bool fired;
};

/* The real file lies behind ours in the memory that SQLite gives. */
struct faultfile {
    sqlite3_file base;
    struct faultvfs *vfs;
};

static sqlite3_file *real_of(sqlite3_file *file)
{
    return (sqlite3_file *)((struct faultfile *)file + 1);
}

enum operation { WRITE, FLUSH, SHORTEN, DELETE, MAKE };

/* What an operation says, SQLITE_OK where it is to be done. */
static int meet(struct faultvfs *vfs, enum operation operation, bool *half)
{
    bool now = vfs->operations++ == vfs->at && vfs->fault != FAULT_NONE;

    if (half)
        *half = now && vfs->fault == FAULT_STOP;
    if (now)
        vfs->fired = true;
    if (!vfs->fired || (!now && vfs->fault == FAULT_FULL_ONCE))
        return SQLITE_OK;
    if (vfs->fault == FAULT_STOP)
        return SQLITE_IOERR;
    if (vfs->fault == FAULT_FULL && operation != WRITE && operation != MAKE)
        return SQLITE_OK;
    return operation == MAKE ? SQLITE_CANTOPEN : SQLITE_FULL;
}

/* ---- files ------------------------------------------------------------ */

static int file_close(sqlite3_file *file)
{
    sqlite3_file *real = real_of(file);

    return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *into, int n,
                     sqlite3_int64 offset)
{
    return real_of(file)->pMethods->xRead(real_of(file), into, n, offset);
}

static int file_write(sqlite3_file *file, const void *from, int n,
                      sqlite3_int64 offset)
{
    sqlite3_file *real = real_of(file);
    bool half = false;
    int code = meet(((struct faultfile *)file)->vfs, WRITE, &half);

    if (half && n > 1)
        (void)real->pMethods->xWrite(real, from, n / 2, offset);
    return code == SQLITE_OK ? real->pMethods->xWrite(real, from, n, offset)
                             : code;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    sqlite3_file *real = real_of(file);
    int code = meet(((struct faultfile *)file)->vfs, SHORTEN, NULL);

    return code == SQLITE_OK ? real->pMethods->xTruncate(real, size) : code;
}

static int file_sync(sqlite3_file *file, int flags)
{
    (void)flags;
    return meet(((struct faultfile *)file)->vfs, FLUSH, NULL);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int file_lock(sqlite3_file *file, int lock)
{
    return real_of(file)->pMethods->xLock(real_of(file), lock);
}

static int file_unlock(sqlite3_file *file, int lock)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), lock);
}

static int file_reserved(sqlite3_file *file, int *reserved)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), reserved);
}

static int file_control(sqlite3_file *file, int operation, void *with)
{
    if (operation == SQLITE_FCNTL_SIZE_HINT) /* would grow it uncounted */
        return SQLITE_NOTFOUND;
    return real_of(file)->pMethods->xFileControl(real_of(file), operation,
                                                 with);
}

static int file_sector(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int file_device(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static const sqlite3_io_methods methods = {
    .iVersion = 1, /* no shared memory, no mapping: all goes through here */
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_device,
};

/* ---- the VFS ---------------------------------------------------------- */

static sqlite3_vfs *real_vfs(sqlite3_vfs *vfs)
{
    return ((struct faultvfs *)vfs)->real;
}

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file,
                    int flags, int *out)
{
    struct faultfile *ours = (struct faultfile *)file;
    sqlite3_file *real = real_of(file);
    int code = SQLITE_OK;

    ours->base.pMethods = NULL;
    ours->vfs = (struct faultvfs *)vfs;
    real->pMethods = NULL;
    if (flags & SQLITE_OPEN_CREATE)
        code = meet(ours->vfs, MAKE, NULL);
    if (code == SQLITE_OK)
        code = real_vfs(vfs)->xOpen(real_vfs(vfs), name, real, flags, out);
    if (real->pMethods)
        ours->base.pMethods = &methods;
    return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    int code = meet((struct faultvfs *)vfs, DELETE, NULL);

    (void)sync;
    return code == SQLITE_OK ? real_vfs(vfs)->xDelete(real_vfs(vfs), name, 0)
                             : code;
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    return real_vfs(vfs)->xAccess(real_vfs(vfs), name, flags, out);
}

static int vfs_path(sqlite3_vfs *vfs, const char *name, int n, char *out)
{
    return real_vfs(vfs)->xFullPathname(real_vfs(vfs), name, n, out);
}

static int vfs_random(sqlite3_vfs *vfs, int n, char *out)
{
    return real_vfs(vfs)->xRandomness(real_vfs(vfs), n, out);
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds)
{
    return real_vfs(vfs)->xSleep(real_vfs(vfs), microseconds);
}

static int vfs_time(sqlite3_vfs *vfs, double *out)
{
    return real_vfs(vfs)->xCurrentTime(real_vfs(vfs), out);
}

static int vfs_error(sqlite3_vfs *vfs, int n, char *out)
{
    return real_vfs(vfs)->xGetLastError(real_vfs(vfs), n, out);
}

struct faultvfs *faultvfs_new(const char *name)
{
    struct faultvfs *vfs = calloc(1, sizeof(*vfs));

    if (!vfs)
        return NULL;
    vfs->real = sqlite3_vfs_find(NULL);
    vfs->base = (sqlite3_vfs){
        .iVersion = 1,
        .szOsFile = (int)sizeof(struct faultfile) + vfs->real->szOsFile,
        .mxPathname = vfs->real->mxPathname,
        .zName = name,
        .xOpen = vfs_open,
        .xDelete = vfs_delete,
        .xAccess = vfs_access,
        .xFullPathname = vfs_path,
        .xRandomness = vfs_random,
        .xSleep = vfs_sleep,
        .xCurrentTime = vfs_time,
        .xGetLastError = vfs_error,
    };
    if (sqlite3_vfs_register(&vfs->base, 0) != SQLITE_OK) {
        free(vfs);
        return NULL;
    }
    return vfs;
}

void faultvfs_free(struct faultvfs *vfs)
{
    if (!vfs)
        return;
    (void)sqlite3_vfs_unregister(&vfs->base); /* fails only if not there */
    free(vfs);
}

void faultvfs_arm(struct faultvfs *vfs, enum fault fault, size_t n)
{
    vfs->fault = fault;
    vfs->at = n;
    vfs->operations = 0;
    vfs->fired = false;
}

bool faultvfs_fired(const struct faultvfs *vfs)
{
    return vfs->fired;
}

size_t faultvfs_operations(const struct faultvfs *vfs)
{
    return vfs->operations;
}
