/* form.h - checks a tree of nodes against one table of what is allowed and
 * loads it into structs.
 *
 * A table describes a mapping: its keys, the kind of each value and where it
 * goes.  What is allowed and what is loaded can so never differ.  Scalars are
 * text; numbers go through the strict parser of num.h; yes and no are words.
 * Messages name the place: `sources[web].sample is 'opn'; ...`. */
#ifndef CORE_SURVEY_FORM_H
#define CORE_SURVEY_FORM_H

#include "core/survey/yaml.h"

enum form_kind {
    FORM_TEXT,   /* char *, may be "" */
    FORM_NAME,   /* char *, not empty */
    FORM_KEY,    /* char *, text_is_key() */
    FORM_DATE,   /* char *, a day that exists, as 2016-07-01 */
    FORM_YES,    /* bool: yes, no, true or false */
    FORM_COUNT,  /* size_t */
    FORM_NUMBER, /* double */
    FORM_ENUM,   /* an enum: index into names */
    FORM_WORDS,  /* struct words: a list of texts, none empty */
    FORM_MAP,    /* a struct in place, by table */
    FORM_LIST,   /* pointer and count of structs, by table */
    FORM_CUSTOM, /* by load */
    FORM_REFUSED /* known, not supported yet */
};

/* What a load is about. */
struct form {
    struct arena *arena;
    const char *file; /* for messages; NULL */
    struct err *err;
};

struct form_field {
    const char *key;
    enum form_kind kind;
    bool required;
    size_t offset;
    size_t count;                   /* offset of the count: FORM_LIST */
    const char *const *names;       /* NULL-ended: FORM_ENUM */
    const struct form_table *table; /* FORM_MAP, FORM_LIST */
    /* to is the struct that the table describes, not the member. */
    enum status (*load)(const struct form *form, const struct node *node,
                        void *to);
};

struct form_table {
    const struct form_field *field;
    size_t n;
    size_t size;            /* of the struct: FORM_LIST */
    size_t line;            /* offset of its line; FORM_NO_LINE */
    void (*init)(void *to); /* defaults of an element; NULL */
};

#define FORM_NO_LINE ((size_t)-1)

MUST_CHECK enum status form_load(const struct form *form,
                                 const struct form_table *table,
                                 const struct node *node, void *to);

/* A list of texts into a struct words at `to`. */
MUST_CHECK enum status form_words(const struct form *form,
                                  const struct node *node, void *to);
/* A list of mappings: *array gets n structs of table->size. */
MUST_CHECK enum status form_list(const struct form *form,
                                 const struct form_table *table,
                                 const struct node *node, void **array,
                                 size_t *n);

/* ERR_INPUT unless the node is of the kind. */
MUST_CHECK enum status form_is(const struct form *form, const struct node *node,
                               enum node_kind kind);

/* `PATH:LINE: PLACE what`: the format starts with what follows the place. */
enum status form_bad(const struct form *form, const struct node *node,
                     const char *format, ...) PRINTF_LIKE(3, 4);

/* The name of NULL-ended `names` that is nearest to `word`, NULL where none is
 * near: at most two letters added, left out or changed. */
const char *form_nearest(const char *const *names, const char *word);

/* True for a day that exists, written 2016-07-01. */
bool form_is_date(const char *text);

#endif
