/* plan.h - which exhibits a survey's pack holds: made from the definition
 * alone, before a number is read. */
#ifndef REPORT_PLAN_H
#define REPORT_PLAN_H

#include "core/base/mem.h"
#include "core/survey/survey.h"

enum section {
    SECTION_WHO,       /* who replied */
    SECTION_HEADLINE,  /* what they put first */
    SECTION_GROUPS,    /* the headline for each level of each breakdown */
    SECTION_QUESTIONS, /* each question, and by each breakdown */
    SECTION_PERSONS,   /* each question about the person who answers; where
                          nothing was put first, they stand in SECTION_WHO */
    SECTIONS
};

enum planned_kind {
    PLANNED_QUESTION,   /* a question, for everyone */
    PLANNED_RULES,      /* a question that is ranked, by every rule */
    PLANNED_IMPORTANCE, /* a grid of satisfaction beside a choice */
    PLANNED_CROSS,      /* a question by a breakdown */
    PLANNED_KINDS       /* how many individuals, organisations and staff */
};

/* How the rest is split: a breakdown of the definition, or the kinds of
 * respondent. */
struct split {
    const char *name;  /* "age", "district*age", "respondent" */
    const char *label; /* "age", "district and age", "kind of respondent" */
    size_t question[2];
    size_t n;       /* 1 or 2; 0: the kinds of respondent */
    bool sensitive; /* counts of 1 to 9 are withheld */
};

struct planned {
    const char *name; /* of its files and its place on the page */
    enum planned_kind kind;
    enum section section;
    size_t question;
    const struct split *split; /* of PLANNED_CROSS */
    const char *source;        /* NULL: all pooled */
};

struct plan {
    const struct survey *survey;
    const char *scheme;  /* by which every number of the pack is weighted */
    const char **source; /* NULL: pooled; else each source beside the rest */
    size_t n_sources;    /* at least 1 */
    struct split *split;
    size_t n_splits;
    struct planned *exhibit;
    size_t n_exhibits;
};

/* Everything in arena.  ERR_NOMEM is the only failure. */
MUST_CHECK enum status plan_exhibits(struct plan *out,
                                     const struct survey *survey,
                                     struct arena *arena, struct err *err);
/* Keeps the one exhibit of that name; ERR_USAGE, naming --list, where there is
 * none. */
MUST_CHECK enum status plan_only(struct plan *plan, const char *name,
                                 struct err *err);

/* "age_band" as "age band", for a sentence; NULL: out of memory. */
char *plan_words(struct arena *arena, const char *key);
/* A question about the person who answers, or made from one. */
bool plan_about_you(const struct survey *survey, size_t question);
bool plan_sensitive(const struct survey *survey, size_t question);
/* Text, area and date: only how many answered. */
bool plan_counted_only(const struct question *question);
/* Ranked by rules of which the own exhibit shows but one, or none: a ranking,
 * a grid with sides or scores. */
bool plan_ranked(const struct question *question);

#endif
