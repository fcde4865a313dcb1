/* program.h - running the programs, and asking their databases, in tests of
 * the whole. */
#ifndef TESTS_SUPPORT_PROGRAM_H
#define TESTS_SUPPORT_PROGRAM_H

#include "core/base/child.h"

/* Runs $CANVASS (or another program of its folder, "generate") in `folder`
 * with the NULL-ended words; the result is freed by child_result_free().  Fails
 * the test where it cannot be started or was killed. */
struct child_result program_run(const char *program, const char *folder,
                                const char *const words[]);
#define run_canvass(folder, ...)                                               \
    program_run("canvass", folder, (const char *const[]){__VA_ARGS__, NULL})
#define run_generate(folder, ...)                                              \
    program_run("generate", folder, (const char *const[]){__VA_ARGS__, NULL})

/* The run ended in `status`; prints what it said otherwise.  Frees it. */
void program_expect(struct child_result run, int status);

/* A file of `folder` with these bytes. */
void program_file(const char *folder, const char *name, const char *bytes);
/* folder/name, in memory to be freed. */
char *program_path(const char *folder, const char *name);

/* Every row of a query, cells by '|' and rows by '\n', as the sqlite3 shell
 * prints them; to be freed. */
char *program_query(const char *folder, const char *database, const char *sql);
/* The one number that a query gives; fails the test where there is none. */
double program_number(const char *folder, const char *database,
                      const char *sql);

/* A digest over the names and bytes of a folder's files, for "nothing has
 * changed"; to be freed. */
char *program_digest(const char *folder);

#endif
