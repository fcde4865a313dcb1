/* yaml.h - a YAML text as a tree of nodes with their lines.
 *
 * Only what a definition needs: one document of mappings, lists and text.
 * Anchors, aliases, tags, keys given twice and keys that are no plain text are
 * refused; so is what is deeper or larger than the limits below.  Everything
 * hangs in the arena that was given. */
#ifndef CORE_SURVEY_YAML_H
#define CORE_SURVEY_YAML_H

#include <stdbool.h>
#include <stddef.h>
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/text.h"

enum {
    YAML_BYTES = 4 * 1024 * 1024,
    YAML_DEPTH = 20,
    YAML_KEYS = 2000,   /* of one mapping */
    YAML_NODES = 500000 /* of the whole text */
};

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    size_t line;     /* on which it starts, from 1 */
    char *key;       /* of a mapping's member; NULL elsewhere */
    size_t key_line; /* of that key */
    char *text;      /* of NODE_TEXT: never NULL, without NUL inside */
    bool nothing;    /* of NODE_TEXT: no text was given, not even "" */
    struct node *up; /* NULL at the root */
    struct node *first, *last, *next;
    size_t n;     /* children */
    size_t index; /* among its siblings, from 0 */
};

/* *out is the root, a mapping.  `file` is for messages and may be NULL.
 * ERR_INPUT with `FILE:LINE: what; what to do`. */
MUST_CHECK enum status yaml_tree(struct arena *arena, struct text yaml,
                                 const char *file, struct node **out,
                                 struct err *err);

/* The member of a mapping; NULL where there is none or map is NULL. */
const struct node *node_get(const struct node *map, const char *key);

/* The line of root.key.more; the nearest there is, and 0 without a root.
 * more may be NULL. */
size_t node_line(const struct node *root, const char *key, const char *more);

/* A text from a file for a message: at most 60 bytes, on one line.  In the
 * arena; "?" where memory is out. */
const char *yaml_shown(struct arena *arena, const char *text);

/* `questions[plan].items[visible].column`: an element of a list is named by
 * its key, or by its number from 1.  "" for the root.  Appends to out. */
void node_path(const struct node *node, struct str *out);

#endif
