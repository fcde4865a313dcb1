/* answers.h - where the answers of a survey lie, and columns of them in memory.
 *
 * The answer columns of a survey follow from its definition alone: one for
 * each question without items, one for each item, and two for each task of a
 * best_worst (best, worst: the item's number), in the order of the definition.
 * ingest/ fills them, the store keeps them, analyse/ reads them.
 */
#ifndef CORE_SURVEY_ANSWERS_H
#define CORE_SURVEY_ANSWERS_H

#include <stdint.h>
#include "core/survey/survey.h"

/* Codes below 1 of a stored answer; the database has the same, but NULL for
 * CODE_NOT_ASKED. */
enum {
    CODE_NOT_CHOSEN = 0, /* multiple and pick only */
    CODE_BLANK = -1,
    CODE_UNRECOGNISED = -2,
    CODE_NOT_ASKED = -3
};

enum answer_kind {
    ANSWER_CODE,   /* code: an option's code (index + 1); 1 or 0 of a multiple
                      or pick; 1 of a text or area that was filled in (its
                      words lie in `comment`) */
    ANSWER_RANK,   /* code: the place, from 1 */
    ANSWER_POINTS, /* value: >= 0, or a code below 0 as a number */
    ANSWER_NUMBER, /* value, NaN where none; code: 1 or why not */
    ANSWER_DATE    /* text: ISO 8601; code: 1 or why not */
};

struct answer_place {
    size_t question, item; /* item SURVEY_NONE where a column is of none */
    enum answer_kind kind;
    char *name;  /* the column: QUESTION, QUESTION__ITEM or, of a task,
                    QUESTION__best_1; in the arena */
    size_t part; /* which answers_<id>_<part> table, from 1 */
};

struct answer_places {
    struct answer_place *place;
    size_t n, parts;
};

/* Most columns of a part; a part ends at a question's end where the question
 * is smaller than that. */
enum { ANSWER_PART_COLUMNS = 1000 };

/* How many columns a question has. */
size_t answer_columns_of(const struct question *question);

/* Fills *out; its memory is in survey->arena. */
MUST_CHECK enum status answer_places(const struct survey *survey,
                                     struct answer_places *out,
                                     struct err *err);
/* Index of the column of a question's item (SURVEY_NONE: the first). */
size_t answer_place_of(const struct answer_places *places, size_t question,
                       size_t item);

/* One column of n answers.  code is always there; value for POINTS and
 * NUMBER; text (by row, NULL where none) for DATE.  The texts are borrowed:
 * whoever needs a home for them takes `words`, which is freed with the column.
 * A new column is CODE_NOT_ASKED and NaN throughout. */
struct answer_column {
    size_t n;
    int32_t *code;
    double *value;
    char **text;
    struct arena *words; /* of DATE */
};
MUST_CHECK enum status answer_column_new(struct answer_column *column,
                                         enum answer_kind kind, size_t n,
                                         struct err *err);
void answer_column_free(struct answer_column *column);

/* The state of row i: by code, and by the option's own state.  Of POINTS the
 * value counts where it is no NaN, else the code. */
enum answer_state answer_state_of(const struct question *question,
                                  const struct answer_column *column, size_t i);

enum respondent_kind { KIND_INDIVIDUAL, KIND_ORGANISATION, KIND_STAFF, KINDS };
const char *respondent_kind_name(enum respondent_kind kind);

/* How many of a source's analysed responses came in on a day. */
struct frame_day {
    uint32_t source;
    char day[11]; /* ISO; empty: not known */
    size_t n;
};

/* The analysed responses of a survey, in the order of response_id: what every
 * analysis begins with. */
struct frame {
    size_t n;
    int64_t *response_id;
    uint32_t *source;         /* index into source_key */
    char **source_key;        /* n_sources live sources by key, as in survey */
    enum sample_kind *sample; /* of each source */
    size_t n_sources;
    struct frame_day *day; /* by source key, day */
    size_t n_days;
    bool kinds_written; /* somebody is stored as other than an individual */
    double *supplied;   /* weight of each row; NULL: no source has one */
    /* The design, where a source has one: strata of different sources are
     * different, clusters lie each in one stratum. */
    uint32_t *stratum;   /* of each row; NULL: no source has a design */
    char **stratum_name; /* n_strata: "north", or the source's key */
    double *population;  /* n_strata: clusters; infinite where not known */
    size_t n_strata;
    uint32_t *cluster; /* of each row; NULL: each row is its own */
    size_t n_clusters;
};
/* Every array, and every source_key, is its own allocation. */
void frame_free(struct frame *frame);

#endif
