/* make.h - what the makers of exhibits share. */
#ifndef REPORT_MAKE_H
#define REPORT_MAKE_H

#include "report/exhibit.h"

/* One line of a bar chart or table: an item or an option by one measure. */
struct line {
    const char *item, *option, *measure;
    const char *label;
    bool said;         /* label is the survey's wording */
    const char *group; /* the item of a grid; NULL */
    const char *base;
    const struct cell *cell; /* for everyone */
};
struct lines {
    struct line *line;
    size_t n;
    bool sorted; /* by value, best first; else in their own order */
    bool ranked; /* cells carry places */
};

struct maker {
    const struct pack *pack;
    const struct survey *survey;
    const struct planned *planned;
    const struct question *question;
    struct arena *arena;
    struct err *err;
    struct exhibit *exhibit;
};

/* A result of the maker's question, source and scheme; level NULL: everyone. */
const struct cell *make_get(const struct maker *m, const char *item,
                            const char *option, const char *level,
                            const char *base, const char *measure);
bool make_is_headline(const struct maker *m);
/* The rule and base by which the maker's question is put in order. */
const char *make_rule(const struct maker *m);
const char *make_base(const struct maker *m);

/* The lines of the question's own table. */
MUST_CHECK enum status make_lines(const struct maker *m, struct lines *out);
/* One line an item by a rule, best first. */
MUST_CHECK enum status make_rule_lines(const struct maker *m, const char *rule,
                                       const char *base, struct lines *out);
MUST_CHECK enum status make_table(const struct maker *m, size_t n_rows,
                                  size_t n_columns);
struct entry *make_entry(const struct maker *m, size_t row, size_t column);
MUST_CHECK enum status make_chart(const struct maker *m, enum chart_kind kind,
                                  size_t n_rows, size_t n_series);

/* Adds a sentence, a note, or fills any words. */
MUST_CHECK enum status make_say(const struct maker *m, struct prose *out,
                                enum pattern pattern, const struct slot *slot,
                                size_t n);
MUST_CHECK enum status make_sentence(const struct maker *m,
                                     enum pattern pattern,
                                     const struct slot *slot, size_t n);
MUST_CHECK enum status make_note(const struct maker *m, enum pattern pattern,
                                 const struct slot *slot, size_t n);
/* A sentence may stand on it: shown, and no small base. */
bool make_sound(const struct cell *cell);
/* "of those who answered" */
const char *make_base_words(const char *base);
/* The same as a heading: "Of those who answered"; for bases of rankings. */
const char *make_who(const char *base);
/* The base of an exhibit of which all cells have one base, or from the least
 * to the greatest. */
MUST_CHECK enum status make_bases(const struct maker *m, const char *base);

/* Levels of the maker's breakdown, in the order of the results. */
struct levels {
    const char **key, **label;
    size_t n;
};
MUST_CHECK enum status make_levels(const struct maker *m,
                                   const struct split *split,
                                   struct levels *out);

/* Charts over lines and levels, or of the exhibit's own table; none where there
 * is nothing to draw. */
MUST_CHECK enum status make_heat(const struct maker *m,
                                 const struct lines *lines,
                                 const struct levels *levels);
MUST_CHECK enum status make_slope(const struct maker *m,
                                  const struct lines *lines,
                                  const struct levels *levels);
MUST_CHECK enum status make_grouped(const struct maker *m,
                                    const struct lines *lines,
                                    const struct levels *levels);
/* Places in n columns of the table. */
MUST_CHECK enum status make_bump(const struct maker *m, const size_t *column,
                                 size_t n);
/* *made where the question is a score, such as 0 to 10. */
MUST_CHECK enum status make_histogram(const struct maker *m,
                                      const struct lines *lines, bool *made);

/* A kind of exhibit each. */
typedef enum status make_exhibit(const struct maker *m);
/* A way of counting in a sentence: "Borda score". */
const char *make_rule_words(const char *rule);
make_exhibit make_question, make_rules, make_cross, make_kinds, make_ways;
make_exhibit make_bars, make_grid, make_scale, make_importance;
/* The finding and the sentences of a question's own bars. */
MUST_CHECK enum status make_findings(const struct maker *m,
                                     const struct lines *lines);
/* What every exhibit says of its marks and intervals. */
MUST_CHECK enum status make_notes(const struct maker *m);

#endif
