/* draft.h - what the files that draft a definition share.
 *
 * draft.c puts the whole together; draft_question.c decides what a column is,
 * draft_group.c what several are together, draft_join.c and draft_share.c which
 * belong together though nothing says so; draft_answers.c looks at answers,
 * draft_options.c makes options, draft_keys.c items and keys; draft_route.c
 * looks at rows for who was asked what, and for the headline. */
#ifndef INGEST_DRAFT_H
#define INGEST_DRAFT_H

#include "core/base/notes.h"
#include "core/survey/survey.h"
#include "ingest/profile.h"
#include "ingest/scales.h"

enum coded { CODED_UNTOLD, CODED_YES, CODED_NO };

struct answers;

struct draft {
    struct export *export;
    struct profiles *profiles;
    struct survey *survey;
    struct arena *arena; /* the survey's */
    size_t room;         /* for questions */
    size_t ignore_room;
    enum coded coded; /* see draft_coded() */
    struct told told;
    const char *path; /* of the definition, or NULL */
    struct notes *notes;
    struct err *err;
};

/* ---- draft_name.c ------------------------------------------------------ */

/* Key and title of the survey, out of the name of the export. */
MUST_CHECK enum status draft_name(struct draft *d);
/* *out: what the definition calls the file at path, as a pattern where that is
 * asked for.  ERR_INPUT where no definition can hold its name. */
MUST_CHECK enum status draft_path(struct draft *d, const char *path,
                                  bool pattern, char **out);
/* What is called an id and tells no rows apart: downloads put one behind the
 * other, several rows of one person, or a spreadsheet that rounded 1E+10. */
MUST_CHECK enum status draft_note_no_id(struct draft *d, size_t column);
/* Appends text, line ends made spaces: for a comment. */
void draft_add_line(struct str *out, struct text text);

/* ---- draft_question.c -------------------------------------------------- */

const struct column *draft_header(const struct draft *d, size_t column);
const struct profile *draft_profile(const struct draft *d, size_t column);
/* How many different values are an answer; *filled: cells that hold one. */
size_t profile_answers(const struct profile *p, size_t *filled);
/* "Up to three", "no more than 3": how many may be chosen; 0: not said. */
size_t draft_most_picks(const char *text);
/* Whether folded text has one of the words in it. */
bool draft_says(const char *text, const char *const *words, size_t n);
/* Who replied, by what was asked. */
bool draft_about_you(const char *text);
/* Adds what one column asks. */
MUST_CHECK enum status draft_single(struct draft *d, size_t column,
                                    const char *text);
MUST_CHECK enum status draft_text(struct draft *d, size_t column,
                                  const char *text);

/* ---- draft_codes.c ----------------------------------------------------- */

/* True where the export's choices are figures throughout, not words. */
bool draft_coded(struct draft *d);
/* True where the answers, all in figures, are codes of choices and no scale,
 * as far as the export and what is asked tell. */
bool draft_is_codes(struct draft *d, const struct answers *a, const char *text);
/* The question asks for a number: "how many". */
bool draft_counts(const char *text);

/* ---- draft_group.c ----------------------------------------------------- */

/* Adds what the group's columns ask: one question, or several. */
MUST_CHECK enum status draft_group(struct draft *d, const struct group *g);

/* ---- draft_join.c ------------------------------------------------------ */

/* Makes one group of columns beside each other that nothing in the export puts
 * together, and that are the lines of one question all the same. */
MUST_CHECK enum status draft_join(struct draft *d);
/* Makes one of the groups [from, to). */
void draft_join_groups(struct draft *d, size_t from, size_t to,
                       enum joined joined);
/* Adds what the columns of such a group ask. */
MUST_CHECK enum status draft_joined(struct draft *d, const struct group *g);
/* True for one column of answers that shares no question with another. */
bool draft_stands_alone(const struct draft *d, const struct group *g);

/* ---- draft_share.c ----------------------------------------------------- */

/* Does so for numbers that come to the same in each row. */
MUST_CHECK enum status draft_join_numbers(struct draft *d);

/* ---- draft_spread.c ---------------------------------------------------- */

/* True where the group's columns are the choices of one answer, or of one in
 * each line of a grid: nobody ever gave two. */
bool draft_is_spread(const struct draft *d, const struct group *g);
/* Adds that question. */
MUST_CHECK enum status draft_spread(struct draft *d, const struct group *g);

/* True where the columns are the places of a ranking, with items in them. */
bool draft_is_places(const struct draft *d, const struct group *g);
MUST_CHECK enum status draft_places(struct draft *d, const struct group *g);

/* ---- draft_answers.c --------------------------------------------------- */

/* Different answers, collected from columns. */
struct answers {
    struct value *value;
    size_t n, room;
    size_t filled; /* cells */
    char *strays;  /* what was taken out, in words; NULL: nothing */
};
/* Adds the values of a profile that are not there yet and that mean an answer
 * at all (not NA, -, Not selected). */
MUST_CHECK enum status answers_add(struct draft *d, struct answers *a,
                                   const struct profile *p);
void answers_free(struct answers *a);
/* Takes out what is too rare to be an answer that was offered: of at least
 * 2,500 cells, what at most 5 hold and fewer than 1 in 500; and of an answer
 * in a known scale or in figures, what fewer than 1 in 100 hold beside it. */
MUST_CHECK enum status answers_strays(struct draft *d, struct answers *a);
/* True for words that tell of no answer. */
enum no_answer { IS_ANSWER, IS_NOT_ASKED, IS_BLANK, IS_NOT_SELECTED };
enum no_answer no_answer_of(const char *text);
extern const char *const sheet_errors[];
extern const size_t n_sheet_errors;

/* The known scale that the answers are of, apart from those that come last
 * and, beside at least four points, one more: *beside is its index, or n. */
struct known_scale answers_scale(const struct answers *a, size_t *beside);
/* True where all answers (apart from those that come last) are different whole
 * numbers from 0 to 10, some of them with words ("1 = Not at all"). */
bool answers_points(const struct answers *a);

/* Such answers: from which to which, and what stands at both ends. */
struct figures {
    double least, most;
    size_t n, bare; /* how many, and without words */
    struct text low, high;
};
/* False where they are no such answers. */
bool figures_of(const struct answers *a, struct figures *f);
/* The scale whose ends are called as theirs; shape NULL: none.  *up: the
 * highest is its positive end. */
struct known_scale figures_ends(const struct figures *f, bool *up);

/* ---- draft_options.c --------------------------------------------------- */

/* Options in the order of a draft: scale; else numbers ascending; else first
 * seen; then other, none, don't know, prefer not to say. */
MUST_CHECK enum status draft_options(struct draft *d, struct question *q,
                                     const struct answers *a);
/* Items with n labels; columns and words are the caller's to add. */
MUST_CHECK enum status draft_items(struct draft *d, struct question *q,
                                   const char *const *label, size_t n);

/* ---- draft_keys.c ------------------------------------------------------ */

/* A key out of a question's text: its telling words; unique in the survey. */
char *draft_question_key(struct draft *d, const char *text);
/* Room for one more question, with a key out of `text`; NULL: no memory. */
struct question *draft_question(struct draft *d, enum question_type type,
                                const char *text);
MUST_CHECK enum status draft_ignore(struct draft *d, size_t column);
/* The name of a column in the survey's arena; NULL: no memory. */
char *draft_column(struct draft *d, size_t column);

/* Appends other words, unless they read like the key. */
MUST_CHECK enum status draft_match(struct draft *d, struct words *match,
                                   const char *key, const char *text);

/* ---- draft_route.c ----------------------------------------------------- */

/* Proposes asked_if and the headline from the rows. */
MUST_CHECK enum status draft_routes(struct draft *d);

#endif
