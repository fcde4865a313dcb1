/* survey.h - a survey's definition: survey.yaml as structs.
 *
 * Made by survey_read() or survey_parse(); everything hangs in one arena and
 * ends with survey_free().  All text is UTF-8, NUL-terminated, never NULL
 * unless the comment says so.  `line` is the line of survey.yaml, 0 for what
 * was made by the program.  Strings that name keys are resolved to indices at
 * the end of parsing; SURVEY_NONE is "no such thing". */
#ifndef CORE_SURVEY_SURVEY_H
#define CORE_SURVEY_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/text.h"

#define SURVEY_NONE ((size_t)-1)

enum question_type {
    TYPE_SINGLE,
    TYPE_MULTIPLE,
    TYPE_PICK, /* a multiple of at most `max` */
    TYPE_SCALE,
    TYPE_RANKING,
    TYPE_POINTS,
    TYPE_BEST_WORST,
    TYPE_NUMBER,
    TYPE_DATE,
    TYPE_TEXT,
    TYPE_AREA,
    TYPES
};

/* Why an answer is or is not there.  An option's own state is one of
 * ANSWERED, REFUSED, UNKNOWN, NOT_APPLICABLE. */
enum answer_state {
    STATE_ANSWERED,
    STATE_NOT_ASKED,
    STATE_BLANK,
    STATE_REFUSED,
    STATE_UNKNOWN,
    STATE_NOT_APPLICABLE,
    STATE_UNRECOGNISED,
    STATES
};

enum option_side { SIDE_NONE, SIDE_POSITIVE, SIDE_NEUTRAL, SIDE_NEGATIVE };

/* Of days in figures; DATE_UNTOLD: by the days themselves. */
enum date_order { DATE_UNTOLD, DATE_DAY_FIRST, DATE_MONTH_FIRST };
/* What parts decimals; DECIMAL_UNTOLD: by the numbers themselves. */
enum decimal_mark { DECIMAL_UNTOLD, DECIMAL_POINT, DECIMAL_COMMA };

enum sample_kind { SAMPLE_OPEN, SAMPLE_PANEL, SAMPLE_PROBABILITY };

struct words {
    char **word;
    size_t n;
};

struct option {
    char *key, *label; /* label is the key where none is given */
    double score;      /* NaN: none */
    enum option_side side;
    enum answer_state state;
    struct words match; /* other words or codes for it */
    char *words;        /* column of "other, please specify"; NULL: none */
    size_t line;
};

/* Options of one question or of a named scale; option i has code i + 1. */
struct options {
    struct option *option;
    size_t n;
};

struct item {
    char *key, *label;
    char *column;         /* NULL where the question has one joined column */
    struct words columns; /* of a grid: one for each option; see question */
    struct words match;   /* of a joined cell's part */
    char *words;          /* column of written-in text; NULL: none */
    bool excludes;        /* "none of these" */
    double actual;        /* of points, where stated: what is spent on it today,
                             of the total */
    bool actual_stated;
    size_t line;
};

/* Of a best_worst: which items were shown together, and the columns of the one
 * named best and of the one named worst. */
struct shown_task {
    char *best, *worst;
    struct words shown; /* item keys; filled with all where none is stated */
    size_t line;
};

/* Words in cells that are no answer; survey-wide, or a question's own. */
struct cells {
    struct words not_asked, blank, not_selected;
    bool given; /* of a question: replaces the survey's */
    size_t line;
};

/* A question that another one is set beside. */
struct beside {
    char *question; /* NULL: none */
    size_t question_index;
    size_t line;
};

/* The question was put to those who chose one of `options` of `question`;
 * without: to everyone. */
struct asked_if {
    char *question;       /* NULL: everyone */
    struct words options; /* option keys; of a multiple: item keys */
    size_t question_index;
    size_t line;
};

enum derive_rule { DERIVE_NONE, DERIVE_MAP, DERIVE_LOOKUP, DERIVE_ANY };

struct derive_level { /* of map: level <- option keys of `from` */
    char *level;
    struct words from;
    size_t line;
};

struct derivation {
    enum derive_rule rule;
    char *from;
    size_t from_index;        /* question */
    struct derive_level *map; /* DERIVE_MAP */
    size_t n_map;
    char *lookup; /* DERIVE_LOOKUP: path as written */
};

struct question {
    char *key;
    enum question_type type;
    char *text;   /* what was asked; the key where none is given */
    char *column; /* NULL where each item has its own */
    /* Where an answer lies in one of several: of single and scale a column for
       each option, in their order; of a ranking one for each place, best
       first, with the item in the cell. */
    struct words columns;
    char *words;            /* column of written-in text of the whole; NULL */
    char *scale;            /* name of its scale; NULL */
    struct options options; /* resolved from the scale too; of a lookup empty
                               until ingest or the store fills them */
    struct item *item;      /* n_items 0: the question is its own only item */
    size_t n_items;
    struct shown_task *task; /* of a best_worst */
    size_t n_tasks;
    size_t places;   /* of a ranking: to be filled; n_items unless stated */
    size_t max;      /* of a pick */
    bool over_keep;  /* more picks than max: kept and flagged (default), or
                        `over: drop`, the answer is unrecognised */
    double total;    /* of points */
    char *separator; /* of a joined column; NULL: none */
    struct asked_if asked_if;
    /* Of a grid of satisfaction: the choice among the same items that says how
       important each is, and satisfaction with the whole. */
    struct beside importance, overall;
    bool about_you, sensitive;
    bool keep; /* text and area: may its words enter the database? text
                  yes, area no unless stated */
    enum decimal_mark decimal; /* of number and points */
    struct cells cells;
    struct derivation derived; /* rule DERIVE_NONE: asked, not derived */
    char *note; /* of a draft: printed as a comment above it; NULL */
    size_t line;
};

/* A column that a later download calls by another name. */
struct renamed_column {
    char *from, *to; /* the name in this definition, that of the download */
    size_t line;
};

struct source_definition {
    char *key;
    struct words files; /* patterns, from the definition's folder */
    char *platform;     /* NULL: recognised */
    char *sheet;        /* of a workbook; NULL: chosen */
    char *encoding;     /* NULL: recognised */
    char *codebook; /* path as written, to what codes stand for; NULL: none */
    char *id, *submitted; /* columns; NULL: none */
    enum date_order date_order;
    char *channel; /* "online" unless stated */
    enum sample_kind sample;
    char *weight, *stratum, *cluster, *fpc; /* columns; NULL: none */
    struct renamed_column *renamed;
    size_t n_renamed;
    size_t line;
};

/* Kinds of respondent: option keys of `question`. */
struct respondent {
    char *question; /* NULL: everyone is an individual */
    size_t question_index;
    struct words individual, organisation, staff;
    size_t line;
};

struct headline {
    char *question; /* NULL: none */
    size_t question_index;
    char *rule, *base, *scheme; /* names; checked */
    size_t line;
};

struct breakdown { /* one question, or a crossing of two */
    char *name;    /* "age" or "district*age" */
    size_t question[2];
    size_t n; /* 1 or 2 */
    size_t line;
};

/* A number whose total in the population is known. */
struct weighting_total {
    char *question; /* of type number */
    double total;
    size_t question_index;
    size_t line;
};

enum weighting_method {
    WEIGHTING_RAKE,
    WEIGHTING_POSTSTRATIFY,
    WEIGHTING_LINEAR,
    WEIGHTING_LOGIT
};
enum weighting_rule { WEIGHTING_KEEP_SHARE, WEIGHTING_DROP, WEIGHTING_ERROR };

/* Weights to known totals: docs/methods/weighting.md. */
struct weighting_definition {
    char *name;
    enum weighting_method method;
    char *targets; /* path as written; that of the survey where not given */
    struct words margins;
    struct weighting_total *total;
    size_t n_totals;
    enum weighting_rule missing, no_target;
    double cap;          /* NaN: none */
    double lower, upper; /* bounds of weight over design weight; NaN: none */
    enum { FROM_SUPPLIED, FROM_UNWEIGHTED } from; /* what it starts at */
    size_t line;
};

/* Which differences are worth telling: all three, or it is not told. */
struct telling {
    double points; /* of difference, at least */
    double base;   /* responses on each side, at least */
    double p;      /* adjusted, under this */
    size_t line;
};

/* What becomes of a stratum with one cluster, which has no variance. */
enum lonely_rule {
    LONELY_IS_ERROR,
    LONELY_REMOVED,
    LONELY_ADJUSTED,
    LONELY_AVERAGED
};

/* What stands at a share of the weight that no answer meets exactly; see
 * docs/methods/quantiles.md. */
enum quantiles_rule { QUANTILES_SCHOOL, QUANTILES_MATH };

/* Replicate weights, by which standard errors are found instead of by
 * linearisation. */
struct replicates_definition {
    enum replicates_method {
        REPLICATES_NONE,
        REPLICATES_JACKKNIFE,
        REPLICATES_BOOTSTRAP,
        REPLICATES_SUPPLIED
    } method;
    double count;         /* of a bootstrap: 200 */
    char *weights;        /* supplied: a number question with an item for each
                             replicate; NULL */
    size_t weights_index; /* of the question; SURVEY_NONE */
    enum { ARE_FACTORS, ARE_WEIGHTS } are;
    double scale; /* supplied: NaN where not given */
    enum { CENTRE_MEAN, CENTRE_ESTIMATE } centre;
    size_t line;
};

struct remove_rules {
    bool test; /* yes */
    enum { DUPLICATE_FIRST, DUPLICATE_LAST, DUPLICATE_KEEP } duplicate_id;
    bool blank;              /* yes */
    bool outside_fieldwork;  /* no */
    double incomplete_below; /* share of the questions asked; 0: none */
    char *listed;            /* path as written; NULL: none */
    size_t line;
};

struct disclosure {
    size_t min_base, small_base, min_count; /* 10, 50, 10 */
    struct words sensitive;
};

struct survey {
    struct arena *arena;
    char *path; /* where it was read from, for messages and for the files
                   named in it; "" where it came from the database */
    char *yaml; /* its text as read, n_yaml bytes */
    size_t n_yaml;
    char *key, *wave;                     /* wave "" where not given */
    char *title, *organisation, *contact; /* "" where not given */
    char *from, *to;                      /* fieldwork, ISO dates; NULL */
    struct source_definition *source;
    size_t n_sources;
    bool pool;
    struct cells cells;
    struct respondent respondent;
    struct headline headline;
    struct question *question; /* asked, then derived */
    size_t n_questions;
    struct breakdown *breakdown;
    size_t n_breakdowns;
    char *targets; /* path as written; NULL: none */
    struct weighting_definition *weighting;
    size_t n_weightings;
    struct telling telling; /* 5 points, bases of 50, p under 0.05 */
    enum lonely_rule lonely;
    enum quantiles_rule quantiles;
    struct replicates_definition replicates;
    struct remove_rules remove;
    struct disclosure disclosure;
    struct words ignore; /* columns */
};

/* Reads and checks PATH, form and meaning.  ERR_INPUT with
 * `PATH:LINE: what is wrong and what is allowed`; *out is then NULL. */
MUST_CHECK enum status survey_read(struct survey **out, const char *path,
                                   struct err *err);
/* The same from bytes; `path` is for messages and may be "". */
MUST_CHECK enum status survey_parse(struct survey **out, struct text yaml,
                                    const char *path, struct err *err);
/* An empty definition with every default, for a draft. */
struct survey *survey_new(void);         /* NULL: out of memory */
void survey_free(struct survey *survey); /* NULL is allowed */

/* Resolves keys to indices and checks the meaning; survey_parse() has done so,
 * a draft has to. */
MUST_CHECK enum status survey_check(struct survey *survey, struct err *err);

size_t survey_question(const struct survey *survey, const char *key);
size_t survey_item(const struct question *question, const char *key);
size_t survey_option(const struct question *question, const char *key);

/* A path of the definition, made to start from its folder; appended to out. */
void survey_path(const struct survey *survey, const char *path,
                 struct str *out);

const char *question_type_name(enum question_type type);
const char *answer_state_name(enum answer_state state);
const char *option_side_name(enum option_side side); /* "" for none */
const char *sample_kind_name(enum sample_kind kind);

/* True where people chose it from answers offered: it may split others. */
bool question_splits(const struct question *question);
/* A scale of which at least one option has a side. */
bool question_has_sides(const struct question *question);
/* A scale of which at least one option has a score. */
bool question_has_scores(const struct question *question);

/* What each stage uses, as a digest in hexadecimal: a change to `ingest` asks
 * for a rebuild, to `analyse` for a new analysis, to `report` for a new
 * report.  The bytes of a lookup and of a list of removals are part of
 * `ingest`: ERR_INPUT where one cannot be read. */
struct survey_digests {
    char ingest[65], analyse[65], report[65];
};
MUST_CHECK enum status survey_digests(const struct survey *survey,
                                      struct survey_digests *out,
                                      struct err *err);

enum survey_form {
    SURVEY_DRAFT, /* everything, with notes as comments */
    SURVEY_PUBLIC /* what was asked: no ids, columns, files, removal lists,
                     match words or written-in text */
};
/* The definition as YAML in the order of design.md, that survey_parse() (of a
 * draft) reads back to the same.  Appends to out. */
void survey_write(const struct survey *survey, enum survey_form form,
                  struct str *out);

#endif
