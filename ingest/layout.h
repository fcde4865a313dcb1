/* layout.h - the shape that a platform gives to its export: which rows are
 * headers, what each column is called, and what it is.
 *
 * A new platform is one new file with a `struct layout` and one row in the
 * table of layouts.c. */
#ifndef INGEST_LAYOUT_H
#define INGEST_LAYOUT_H

#include <stdbool.h>
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/text.h"

/* The first rows of an export, in UTF-8, without empty and bad ones. */
struct head_row {
    size_t line, n;
    struct text *cell;
};
struct head {
    const struct head_row *row;
    size_t n;
    const char *path; /* for messages */
    size_t columns;   /* of the widest header candidate */
};
struct text head_cell(const struct head *head, size_t row, size_t column);

/* What a column is, apart from an answer. */
enum column_role {
    ROLE_ANSWER,
    ROLE_ID,
    ROLE_STARTED,
    ROLE_SUBMITTED,
    ROLE_TEST, /* says whether the row is a test */
    ROLE_WEIGHT,
    ROLE_PLATFORM, /* of the platform and of no use here: collector, progress */
    ROLE_PERSONAL  /* name, e-mail, address, telephone, IP address */
};

/* How a layout says that a column is answered. */
enum column_kind {
    KIND_UNTOLD,
    KIND_ALONE, /* the question's one column of answers */
    KIND_WORDS, /* open-ended */
    KIND_OTHER  /* "other, please specify" of the columns before it */
};

/* An answer that the file says was offered. */
struct offered {
    char *label;
    char *code;   /* that stands in cells for it; NULL: the label does */
    bool missing; /* stands for no answer */
};

struct column {
    char *name;      /* whole, as survey.yaml names it, with " #2" if need be */
    char *folded;    /* of the name, to compare by */
    char *whole;     /* its header where that is no joined one; NULL */
    char *question;  /* what was asked */
    char *label;     /* the column's part of it; "" where it has none */
    char *section;   /* what a codebook says to stand above; NULL: nothing */
    char letters[8]; /* "AB" */
    enum column_role role;
    bool own; /* the role is the platform's own word, no usual header's */
    enum column_kind kind;
    struct offered *offered; /* in their order; 0 where the file says nothing */
    size_t n_offered;
};

struct columns {
    struct column *column;
    size_t n;
    size_t header_rows; /* rows of the head before the first response */
};

/* Ends with a cell of NULL. */
struct code_words {
    const char *cell, *label;
    int score;
};

struct layout {
    const char *name;
    const char *not_asked; /* cell of a question that was not put; NULL */
    bool choices_only;     /* ... where it is of choices; others are empty */
    bool commas;           /* choices of one cell are joined by ", " */
    bool tight;            /* ... by "," with no space behind */
    bool in_place;         /* words written in stand for the choice "other" */
    bool spaces;           /* ... or, being names, by spaces */
    bool bare_lines;       /* a grid's lines are headed by themselves alone */
    bool spreads;          /* one answer may lie in a column for each choice */
    const struct code_words *codes; /* what codes in cells stand for; NULL */
    const char *const *tests; /* own codes of a test, beside words; NULL */
    bool unchecked; /* known from descriptions, never seen in a real file */
    /* How sure, 0 to 100, and why, in a few words. */
    int (*recognise)(const struct head *head, struct str *why);
    /* Fills question, label, role, kind and header_rows; the caller has made
     * the columns and finishes the names.  Text goes into the arena. */
    MUST_CHECK enum status (*describe)(const struct head *head,
                                       struct arena *arena,
                                       struct columns *columns,
                                       struct err *err);
};

extern const struct layout layout_generic, layout_surveymonkey,
    layout_googleforms, layout_limesurvey, layout_qualtrics, layout_odk,
    layout_redcap, layout_polis, layout_pabulib, layout_spss, layout_jisc,
    layout_jisc_csv, layout_msforms;
/* layout_described.c: platforms known from their descriptions alone. */
extern const struct layout layouts_described[];
extern const size_t n_layouts_described;

/* For layouts of one header row: each column with its whole header as name and
 * question. */
MUST_CHECK enum status layout_flat(const struct head *head, size_t row,
                                   struct arena *arena, struct columns *columns,
                                   struct err *err);
/* Groups neighbours that share what stands before ` | `, ` [`, ` - ` or a
 * number at the end. */
MUST_CHECK enum status layout_group(struct columns *columns,
                                    struct arena *arena, struct err *err);
/* Parts one column's question from its label. */
MUST_CHECK enum status layout_part(struct column *c, struct arena *arena,
                                   struct text question, struct text label,
                                   struct err *err);
/* The first column of the row that has this header, folded; head->columns:
 * none. */
size_t head_find(const struct head *head, size_t row, const char *header);

/* The layout named, or, for NULL, the surest.  ERR_USAGE for a name that
 * there is not, with those that there are. */
MUST_CHECK enum status layout_find(const char *name, const struct head *head,
                                   const struct layout **out, struct str *why,
                                   struct err *err);

/* Columns out of a head by a layout, with whole names, letters and roles. */
MUST_CHECK enum status layout_columns(const struct layout *layout,
                                      const struct head *head,
                                      struct arena *arena, struct columns *out,
                                      struct err *err);

/* Header text as a name: trimmed, white space runs made one space. */
char *layout_text(struct arena *arena, struct text t); /* NULL: no memory */

/* The role that a header speaks for, by roles.c's table of usual headers. */
enum column_role role_of(struct text header);

#endif
