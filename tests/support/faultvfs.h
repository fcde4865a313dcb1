/* faultvfs.h - a VFS of SQLite over the default one, that fails when told.
 *
 * Everything that reaches the disk is counted: writes, flushes, truncations,
 * deletions and new files.  A flush is counted and not done: what these tests
 * are about is a process that stops, not the power.
 *
 *     struct faultvfs *vfs = faultvfs_new("faulty");
 *     faultvfs_arm(vfs, FAULT_STOP, n);
 *     ... store_open_vfs(..., "faulty", ...) ...
 *     if (!faultvfs_fired(vfs)) there were fewer than n + 1 operations
 *     faultvfs_free(vfs);
 */
#ifndef TESTS_SUPPORT_FAULTVFS_H
#define TESTS_SUPPORT_FAULTVFS_H

#include <stdbool.h>
#include <stddef.h>

enum fault {
    FAULT_NONE,
    FAULT_FULL_ONCE, /* operation n says that the disk is full */
    FAULT_FULL,      /* from operation n on the disk is full: nothing can be
                        written, but deleted and shortened */
    FAULT_STOP       /* the process stops at operation n: a write reaches the
                        disk by half, and nothing does after it */
};

struct faultvfs;
/* Registers it; name is borrowed.  NULL: out of memory. */
struct faultvfs *faultvfs_new(const char *name);
void faultvfs_free(struct faultvfs *vfs); /* when every file is closed */
/* Counts from 0 again. */
void faultvfs_arm(struct faultvfs *vfs, enum fault fault, size_t n);
bool faultvfs_fired(const struct faultvfs *vfs);
size_t faultvfs_operations(const struct faultvfs *vfs);

#endif
