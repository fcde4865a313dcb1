/* check.h - the meaning of a definition, in parts: see survey_check(). */
#ifndef CORE_SURVEY_CHECK_H
#define CORE_SURVEY_CHECK_H

#include "core/survey/parts.h"

struct check {
    struct survey *survey;
    const struct node *root; /* NULL for a draft */
    struct arena *scratch;   /* ends with the check */
    const char *file;        /* for messages; NULL */
    struct err *err;
};

#define BAD(c, line, ...)                                                      \
    err_at((c)->err, ERR_INPUT, (c)->file, (line), __VA_ARGS__)
#define SHOWN(c, text) yaml_shown((c)->scratch, (text))

/* Labels, texts, places and the options of derived questions that were not
 * given. */
MUST_CHECK enum status check_fill(struct check *c);
/* The items of a task of which none are stated; the tasks of a question. */
MUST_CHECK enum status check_fill_shown(struct check *c,
                                        const struct question *q,
                                        struct shown_task *task);
MUST_CHECK enum status check_tasks(struct check *c, const struct question *q);
/* Each question by itself: its type and what belongs to it. */
MUST_CHECK enum status check_questions(struct check *c);
/* Keys, options, words and columns: none twice. */
MUST_CHECK enum status check_unique(struct check *c);
/* Who was asked, and what derived questions come from. */
MUST_CHECK enum status check_routes(struct check *c);
/* Respondent, headline, breakdowns: what analyse uses. */
MUST_CHECK enum status check_uses(struct check *c);

/* Weighting, lonely, telling. */
MUST_CHECK enum status check_weighting(struct check *c);

/* The shared word between options, match words and the like: folded and in
 * the scratch arena; NULL: out of memory. */
char *check_folded(struct check *c, const char *text);
/* ERR_INPUT unless it can be an option's key: 1 to 60 bytes, no `*`, no
 * control character.  `what`: "option" or "level". */
MUST_CHECK enum status check_option_key(struct check *c, const char *key,
                                        size_t line, const char *what,
                                        const char *question);

#endif
