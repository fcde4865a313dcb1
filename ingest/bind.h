/* bind.h - a definition laid over an export: which column each question is
 * read from, and what the words in its cells stand for. */
#ifndef INGEST_BIND_H
#define INGEST_BIND_H

#include "core/base/notes.h"
#include "core/survey/answers.h"
#include "ingest/dates.h"
#include "ingest/personal.h"
#include "ingest/dictionary.h"
#include "ingest/export.h"

#define NO_COLUMN ((size_t)-1)

struct decoding;
struct bound;
/* Reads the cells of one question of the row at hand into its columns. */
typedef enum status decode_question(struct decoding *d, struct bound *b,
                                    const struct text *cell, struct err *err);

/* Which words a dictionary of a type is filled with. */
enum seeds {
    SEED_OPTIONS, /* one dictionary: options and words for no answer */
    SEED_CHOSEN,  /* one for each item: its own words, yes and no */
    SEED_PARTS,   /* one dictionary: the items, as parts of a joined cell */
    SEED_EACH,    /* one for each option: its own words, yes and no */
    SEED_CELLS    /* one dictionary: words for no answer alone */
};

/* One row for each question type (and way of lying in columns): a new type is
 * one new file and one row of the table in bind.c. */
enum lying {
    LYING_APART,  /* one column, or one for each item */
    LYING_JOINED, /* items in one column */
    LYING_SPREAD  /* one answer in one of several columns */
};
struct decoder {
    enum question_type type;
    enum lying lying;
    enum seeds seeds;
    decode_question *decode;
};

decode_question decode_option, decode_spread, decode_chosen, decode_parts,
    decode_ranks, decode_order, decode_places, decode_tasks, decode_points,
    decode_number, decode_date, decode_text, decode_area;

enum { SAMPLES = 5 };
/* Cells of a question that match nothing. */
struct unmatched {
    uint64_t n;
    char *sample[SAMPLES]; /* different ones, in the order met, masked */
    size_t samples;
    bool more; /* than the samples */
};

struct bound {
    const struct question *q;
    size_t index; /* of the question */
    size_t place; /* its first column of answers */
    size_t n;     /* how many */
    const struct decoder *decoder;
    size_t *column; /* n of the export, or 1 where joined; where spread those
                       of the first item, of the second, ...; of tasks best,
                       worst, best ... */
    size_t columns;
    size_t *words; /* of written-in text of each item, or of the question */
    size_t *option_words;           /* of each option; NULL: none has */
    struct dictionary **dictionary; /* `columns` of them, or 1 */
    size_t dictionaries;
    bool any_words;    /* of items that do not take them, or of options */
    bool *takes_words; /* of an item: any text is a choice of it ("other") */
    size_t *leads;     /* of asked_if: items of its question, or codes */
    size_t n_leads;
    char *decimal; /* of each column of numbers: . or ,; NULL: of others */
    unsigned char *seen; /* scratch: n + 1 */
    struct unmatched unmatched;
    uint64_t masked[PERSONALS]; /* finds of personal data in its texts */
    uint64_t unasked;           /* answered though not asked */
};

struct binding {
    const struct survey *survey;
    const struct source_definition *source;
    const struct answer_places *places;
    struct export *export;
    struct bound *question; /* survey->n_questions; derived without columns */
    size_t id, submitted, weight; /* columns; NO_COLUMN */
    size_t stratum, cluster, fpc;
    size_t *test; /* columns that mark test rows */
    size_t n_test;
    size_t *hashed; /* columns of answers, for row hashes */
    size_t n_hashed;
    bool *used; /* of each column: by the definition */
    enum date_order order;
    bool hides_id; /* it gives a person away: a keyed hash stands for it */
    const unsigned char *secret; /* the key; borrowed */
    struct arena *arena;
    uint64_t bad_dates, bad_weights; /* counted of its rows, and the first */
    size_t bad_date_line, bad_weight_line;
};

/* Lays the definition over the export.  ERR_INPUT, with the line of the
 * definition, where a column that it names is not there. */
MUST_CHECK enum status bind_export(struct binding **out,
                                   const struct survey *survey,
                                   const struct source_definition *source,
                                   const struct answer_places *places,
                                   struct export *export, struct err *err);
/* Fills the dictionaries of a question. */
MUST_CHECK enum status bind_words(struct binding *b, struct bound *q,
                                  struct err *err);
void binding_free(struct binding *b); /* NULL is allowed */
/* Forgets what was counted of rows: they are read again. */
void binding_recount(struct binding *b);

/* Notes on columns that the definition neither maps nor ignores, and on what
 * personal data is left out. */
MUST_CHECK enum status bind_note_columns(const struct binding *b,
                                         struct notes *notes, struct err *err);

/* Decides the order of day and month for the file, and what parts decimals for
 * each column of numbers, reading as far as it takes. */
MUST_CHECK enum status bind_look(struct binding *b, struct notes *notes,
                                 struct err *err);

/* True for a word with which platforms leave an item unticked: 0, no. */
bool word_leaves(struct text t);

/* True where an item's label offers room for words: "other", "please
 * specify". */
bool label_takes_words(const char *label);

#endif
