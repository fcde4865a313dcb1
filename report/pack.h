/* pack.h - what came through the gate: the only numbers that exhibits and
 * writers can see.
 *
 * A cell that the gate withholds carries its mark and its key, and none of
 * its numbers: they are NaN.  Everything hangs in the pack's arena. */
#ifndef REPORT_PACK_H
#define REPORT_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include "core/base/mem.h"
#include "core/base/text.h"
#include "core/survey/survey.h"
#include "report/plan.h"

/* Names of a result row, as in the database; NULL where one does not apply.
 * A rule of a ranking or the name of a test stands in `measure`; `other` is
 * the second of two levels, items or orders that are compared. */
struct cell_key {
    const char *source, *question, *item, *option, *breakdown, *level;
    const char *base, *scheme, *measure, *unranked;
    const char *other;
};

/* Numbers of a result row; NaN where one does not apply. */
struct figures {
    double value, se, lower, upper, confidence, df;
    double n, count; /* unweighted base and numerator */
    double n_weighted, n_effective, deff;
    double rank, rank_lower, rank_upper, rank_lower_all, rank_upper_all;
    double tier; /* from 1: items that share one cannot be
                    separated */
    double p, p_adjusted, difference, effect_value; /* of a test */
    /* Of two items: ways of counting that put the one or the other first. */
    double rules_ahead, rules_behind, rules;
};
extern const struct figures figures_none; /* all NaN */

enum cell_kind {
    CELL_RESULT, /* an estimate or a place */
    CELL_TEST,
    CELL_PAIR,    /* two items */
    CELL_PROFILE, /* those who replied beside the population */
    CELL_OTHER    /* a place in somebody else's order, and its agreement */
};

enum mark {
    MARK_NONE,
    MARK_LOW,      /* [u]: a base under small_base */
    MARK_WITHHELD, /* [c]: nothing is told */
    MARK_NOBODY    /* [z]: nobody is in the base */
};
const char *mark_text(enum mark mark); /* "[u]"; "" for none */

enum field {
    FIELD_VALUE,
    FIELD_LOWER,
    FIELD_UPPER,
    FIELD_N,
    FIELD_COUNT,
    FIELD_RANK,
    FIELD_RANK_LOWER,
    FIELD_RANK_UPPER,
    FIELD_RANK_LOWER_ALL,
    FIELD_RANK_UPPER_ALL,
    FIELD_P,
    FIELD_P_ADJUSTED,
    FIELD_DIFFERENCE,
    FIELD_EFFECT,
    FIELD_RULES_AHEAD,
    FIELD_RULES_BEHIND,
    FIELD_RULES,
    FIELDS
};
const char *field_name(enum field field); /* as in evidence.json */

struct cell {
    const char *id; /* names its row in evidence.json; see cell_id() */
    struct cell_key key;
    enum cell_kind kind;
    enum mark mark;
    bool fact; /* a count of the ledger or of comments, a limit: f.value */
    bool headline;
    bool told;            /* of a test: worth telling */
    const char *compared; /* of a test: the measure; NULL */
    struct figures f;
    const char *interval, *method;
};
/* NaN where the cell is NULL, withheld, or has no such number. */
double cell_number(const struct cell *cell, enum field field);

/* QUESTION[/ITEM[/OPTION]][@BREAKDOWN=LEVEL][^OTHER][~SOURCE]:BASE:SCHEME:
 * MEASURE, an empty item kept where an option follows; `%`, `/`, `@`, `=`,
 * `^`, `~` and `:` in a name are written %XX, so that no two rows have one id.
 */
void cell_id(struct str *out, const struct cell_key *key);

struct pack_source {
    const char *key, *name, *sha256, *channel, *platform, *encoding;
    enum sample_kind sample;
    bool superseded;
    const struct cell *received, *analysed, *removed, *rejected;
};
struct pack_removal {
    const char *source, *reason;
    const struct cell *rows;
};
struct pack_comments {     /* answers in words: how many, never what */
    size_t question, item; /* SURVEY_NONE where the question has none */
    bool other;            /* words beside an option */
    const struct cell *n;
};
struct pack_level {
    const char *breakdown, *level;
};
struct pack_bearing { /* what the evidence says to a plan; see evidence.h */
    const char *kind, *theme, *objective, *title, *order;
    double position;
    const struct cell *cell;  /* the row that it tells; NULL: none, or gone */
    const struct cell *other; /* place in somebody else's order, or its tau */
    size_t question, item;    /* SURVEY_NONE: none */
};

/* How a scheme's weights came out, as columns of the table weighting. */
enum weight_fact {
    WEIGHT_N,
    WEIGHT_N_EFFECTIVE,
    WEIGHT_DEFF,
    WEIGHT_MINIMUM,
    WEIGHT_Q05,
    WEIGHT_MEDIAN,
    WEIGHT_Q95,
    WEIGHT_MAXIMUM,
    WEIGHT_CAPPED, /* how many stand at the cap */
    WEIGHT_GAP,    /* furthest from a target, as a share */
    WEIGHT_FACTS
};
const char *weight_fact_name(size_t fact); /* "n_effective" */
struct pack_weights {
    const char *source; /* NULL: pooled */
    const char *scheme;
    const struct cell *fact[WEIGHT_FACTS];
};

/* Limits that the definition states, or that hold unless it does. */
enum stated {
    STATED_MIN_BASE,
    STATED_SMALL_BASE,
    STATED_MIN_COUNT,
    STATED_TELL_POINTS,
    STATED_TELL_BASE,
    STATED_TELL_P,
    STATED
};

struct pack {
    struct arena *arena;
    const struct survey *survey;
    const struct plan *plan;
    const char *version, *config_sha256; /* of the analysis */
    struct cell *cell;                   /* by id */
    size_t n_cells;
    struct pack_level *level; /* in the order of the results */
    size_t n_levels;
    struct pack_source *source;
    size_t n_sources;
    struct pack_removal *removal;
    size_t n_removals;
    struct pack_comments *comments;
    size_t n_comments;
    struct pack_weights *weights; /* a source and scheme each */
    size_t n_weights;
    const struct cell **test; /* in the order of the results */
    size_t n_tests;
    const struct cell **profile;
    size_t n_profile;
    struct pack_bearing *bearing; /* in the order of the results */
    size_t n_bearings;
    const struct cell *received, *analysed, *removed, *rejected; /* totals */
    const struct cell *stated[STATED]; /* facts, as of the ledger */
    bool open;       /* at least one source shown is no probability sample */
    size_t withheld; /* cells with MARK_WITHHELD */
};

/* NULL where there is no such row.  An unranked of NULL finds the row
 * whatever it says. */
const struct cell *pack_find(const struct pack *pack,
                             const struct cell_key *key);
/* Of that key, and not superseded; NULL where there is none. */
const struct pack_source *pack_source(const struct pack *pack, const char *key);
/* Whether figures of that source (NULL: of all) are of people who chose to
 * reply: of a source that is no probability sample. */
bool pack_is_open(const struct pack *pack, const char *source);
/* Whether figures of a probability sample stand by themselves. */
bool pack_has_sample(const struct pack *pack);
#endif
