/* small.h - a database made of a definition and a few rows, without ingest:
 * for tests of what comes after it. */
#ifndef TESTS_SUPPORT_SMALL_H
#define TESTS_SUPPORT_SMALL_H

/* Writes a new database at `path`.  rows: CSV; its header names columns of
 * answers (QUESTION or QUESTION__ITEM), and may name `source` (a key of the
 * definition; the first where there is none), `weight`, `stratum`, `cluster`
 * and `fpc`.  A cell is an
 * option's key, a number, `` for blank, `.` for not asked, `?` for
 * unrecognised.  A column that is not named is blank.  Fails the test where
 * anything goes wrong. */
void small_database(const char *path, const char *yaml, const char *rows);

#endif
