/* profile.h - what lies in the columns of an export: for a draft.  Memory is
 * bounded: of a column with many different values only their kinds are
 * counted. */
#ifndef INGEST_PROFILE_H
#define INGEST_PROFILE_H

#include "ingest/dictionary.h"
#include "ingest/export.h"

enum { PROFILE_VALUES = 300 };

/* One value as first met, however often and in whatever style. */
struct value {
    char *text;
    size_t n;
    double number; /* NaN: none */
    bool missing;  /* stands for no answer, as the file says */
};

struct profile {
    size_t filled;
    struct value *value; /* in the order offered, then met */
    size_t n;            /* at most PROFILE_VALUES */
    size_t room;
    bool many;                    /* different values than that */
    size_t numbers, whole, dates; /* cells of these kinds */
    size_t personal;              /* e-mail, telephone, IP address, NI */
    size_t decimal_commas;        /* numbers with one, */
    bool no_list;                 /* of which some can be nothing else */
    size_t postcodes;
    size_t joined;           /* cells with a ; in them */
    double least, most, sum; /* of the numbers */
    size_t longest;
    size_t commas;      /* with a comma between parts: see profile.c */
    size_t spaces;      /* with a space between parts */
    size_t part_cells;  /* parts met, known or not */
    struct value *part; /* of joined cells, as value above */
    size_t parts, parts_room;
    bool not_asked; /* a cell that the platform writes for that */
    bool many_parts;
    struct dictionary *values;     /* while the export is read */
    struct dictionary *part_words; /* of part; NULL where no comma ends one */
};

/* Columns that share a question, beside each other: what their numbers do
 * within a row. */
enum { TOTALS = 6 };
/* Of columns that share no question, and belong together all the same. */
enum joined { JOINED_NOT, JOINED_LINES, JOINED_POINTS, JOINED_PLACES };
struct group {
    size_t from, to; /* columns [from, to) */
    enum joined joined;
    /* Lines of a grid with a column for each of its choices, labelled
       `line - choice`: how many, of how many columns each, from the first
       on.  Else one line of all columns. */
    size_t lines, width;
    bool places;     /* labelled 1, 2, 3, or Rank 1, Rank 2 */
    size_t ordered;  /* then, rows with at least two cells filled, */
    size_t repeated; /* and with the same words in two */
    size_t answered; /* lines of rows with a cell that holds something, */
    size_t several;  /* and with more than one */
    size_t rows;     /* with a number in at least one of them */
    size_t tied;     /* rows with a number twice */
    double sum;      /* that leads, and by how many rows at least; of joined
                        ones the total, or the last place */
    size_t lead;
    double most;           /* sum of a row */
    size_t totals[TOTALS]; /* rows whose sum is that of group_totals[] */
};
extern const double group_totals[TOTALS];

struct profiles {
    struct profile *column; /* as the export's */
    struct group *group;
    size_t n_groups;
    size_t rows;
    size_t not_asked; /* columns with a cell that the platform writes for it */
    double *number;   /* of the row at hand */
    bool *given;      /* cells of it that hold something */
    struct arena *arena;
};

/* Finds lines and width by the labels. */
void group_lines(struct group *g, const struct column *column);
/* `line - choice` in its parts; false: no such label. */
bool label_parts(const char *label, struct text *line, struct text *choice);
/* Counts the row's cells in. */
void group_count(struct group *g, const struct column *column,
                 const bool *given);

void group_repeats(struct group *g, const struct text *cell);

/* Reads the whole export. */
MUST_CHECK enum status profiles_read(struct profiles **out, struct export *e,
                                     struct err *err);
void profiles_free(struct profiles *p, size_t columns); /* NULL is allowed */

#endif
