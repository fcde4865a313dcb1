/* yaml.c - see yaml.h.
 *
 * Events and not libyaml's documents: a document has lost its anchors and tags
 * and has already followed its aliases, so that a few bytes can grow without
 * end; events show them before anything is built. */
#include "core/survey/yaml.h"

#include <string.h>
#include <yaml.h>

struct builder {
    struct arena *arena;
    const char *file;
    struct err *err;
    struct text yaml;
    struct node *root, *open; /* open: the list or mapping being filled */
    char *key;                /* of open, waiting for its value; NULL */
    size_t key_line;
    size_t depth, nodes, documents;
};

/* Appends at most 60 bytes of it, on one line. */
static void show(struct str *out, const char *text)
{
    enum { MOST = 60 };
    size_t n = strlen(text);
    bool cut = n > MOST;

    if (cut)
        n = text_valid_utf8((struct text){text, MOST});
    for (size_t i = 0; i < n; i++) {
        bool control = (unsigned char)text[i] < 0x20 || text[i] == 0x7F;

        str_add_char(out, control ? ' ' : text[i]);
    }
    str_add(out, cut ? "..." : "");
}

const char *yaml_shown(struct arena *arena, const char *text)
{
    struct str s = {0};
    char *out;

    show(&s, text);
    out = s.failed ? NULL : arena_text(arena, str_cstr(&s), s.n);
    str_free(&s);
    return out ? out : "?";
}

#define BAD(b, line, ...)                                                      \
    err_at((b)->err, ERR_INPUT, (b)->file, (line), __VA_ARGS__)

static size_t line_at(struct text t, size_t offset)
{
    size_t line = 1;

    for (size_t i = 0; i < offset && i < t.n; i++)
        line += t.p[i] == '\n';
    return line;
}

static enum status parser_failed(struct builder *b, const yaml_parser_t *p)
{
    const char *what = p->problem ? p->problem : "this is not YAML";
    size_t line = p->problem_mark.line + 1;

    if (p->error == YAML_MEMORY_ERROR)
        return err_nomem(b->err);
    if (p->error == YAML_READER_ERROR)
        return BAD(b, line_at(b->yaml, p->problem_offset),
                   "%s; take the character out or write it as \\x in double "
                   "quotes",
                   what);
    /* libyaml counts the end of the file as a line of its own. */
    if (line > line_at(b->yaml, b->yaml.n))
        line = line_at(b->yaml, b->yaml.n);
    if (!p->context)
        return BAD(b, line, "%s; check indentation, quotes and brackets", what);
    return BAD(b, line,
               "%s %s that starts on line %zu; check indentation, quotes and "
               "brackets",
               what, p->context, p->context_mark.line + 1);
}

static enum status take_key(struct builder *b, const yaml_event_t *e)
{
    size_t line = e->start_mark.line + 1;
    const char *key = (const char *)e->data.scalar.value;
    size_t n = e->data.scalar.length;

    if (memchr(key, '\0', n))
        return BAD(b, line, "a key holds the character NUL; take it out");
    b->key = arena_text(b->arena, key, n);
    if (!b->key)
        return err_nomem(b->err);
    b->key_line = line;
    for (const struct node *c = b->open->first; c; c = c->next)
        if (strcmp(c->key, b->key) == 0)
            return BAD(b, line,
                       "the key '%s' is given twice, first on line %zu; "
                       "keep one of them",
                       yaml_shown(b->arena, b->key), c->key_line);
    if (b->open->n >= YAML_KEYS)
        return BAD(b, line, "a mapping has more than %d keys", YAML_KEYS);
    return OK;
}

static struct node *hang(struct builder *b, struct node *node)
{
    struct node *up = b->open;

    node->up = up;
    node->key = b->key;
    node->key_line = b->key_line;
    b->key = NULL;
    if (!up) {
        b->root = node;
        return node;
    }
    node->index = up->n++;
    if (up->last)
        up->last->next = node;
    else
        up->first = node;
    up->last = node;
    return node;
}

static enum status add_node(struct builder *b, enum node_kind kind,
                            const yaml_event_t *e, struct node **out)
{
    size_t line = e->start_mark.line + 1;
    struct node *node;

    if (b->open && b->open->kind == NODE_MAP && !b->key)
        return BAD(b, line, "a key must be text, not a list or a mapping");
    if (++b->nodes > YAML_NODES)
        return BAD(b, line, "the file holds more than %d values", YAML_NODES);
    node = arena_alloc(b->arena, 1, sizeof *node);
    if (!node)
        return err_nomem(b->err);
    node->kind = kind;
    node->line = line;
    *out = hang(b, node);
    return OK;
}

static enum status open_node(struct builder *b, enum node_kind kind,
                             const yaml_event_t *e)
{
    struct node *node = NULL;
    enum status rc = add_node(b, kind, e, &node);

    if (rc != OK)
        return rc;
    if (++b->depth > YAML_DEPTH)
        return BAD(b, node->line,
                   "lists and mappings lie more than %d deep in each other",
                   YAML_DEPTH);
    b->open = node;
    return OK;
}

static enum status add_text(struct builder *b, const yaml_event_t *e)
{
    const char *value = (const char *)e->data.scalar.value;
    size_t n = e->data.scalar.length;
    struct node *node = NULL;
    enum status rc;

    if (b->open && b->open->kind == NODE_MAP && !b->key)
        return take_key(b, e);
    rc = add_node(b, NODE_TEXT, e, &node);
    if (rc != OK)
        return rc;
    if (memchr(value, '\0', n))
        return BAD(b, node->line,
                   "a text holds the character NUL; take it out");
    node->text = arena_text(b->arena, value, n);
    node->nothing = n == 0 && e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    return node->text ? OK : err_nomem(b->err);
}

static enum status plain_only(struct builder *b, const yaml_event_t *e,
                              const yaml_char_t *anchor, const yaml_char_t *tag)
{
    size_t line = e->start_mark.line + 1;

    if (anchor)
        return BAD(b, line,
                   "anchors and aliases (&%s) are not allowed; write the "
                   "value out, or name a scale",
                   yaml_shown(b->arena, (const char *)anchor));
    if (tag)
        return BAD(b, line,
                   "tags (%s) are not allowed; put text that starts with ! "
                   "in quotes",
                   yaml_shown(b->arena, (const char *)tag));
    return OK;
}

static enum status start_document(struct builder *b, const yaml_event_t *e)
{
    if (++b->documents > 1)
        return BAD(b, e->start_mark.line + 1,
                   "a second document starts here; a file holds one survey and "
                   "wave");
    return OK;
}

static enum status take_event(struct builder *b, const yaml_event_t *e)
{
    enum status rc;

    switch (e->type) {
    case YAML_DOCUMENT_START_EVENT:
        return start_document(b, e);
    case YAML_ALIAS_EVENT:
        return BAD(b, e->start_mark.line + 1,
                   "anchors and aliases (*%s) are not allowed; put text "
                   "that starts with * in quotes",
                   yaml_shown(b->arena, (const char *)e->data.alias.anchor));
    case YAML_SCALAR_EVENT:
        rc = plain_only(b, e, e->data.scalar.anchor, e->data.scalar.tag);
        return rc == OK ? add_text(b, e) : rc;
    case YAML_SEQUENCE_START_EVENT:
        rc = plain_only(b, e, e->data.sequence_start.anchor,
                        e->data.sequence_start.tag);
        return rc == OK ? open_node(b, NODE_LIST, e) : rc;
    case YAML_MAPPING_START_EVENT:
        rc = plain_only(b, e, e->data.mapping_start.anchor,
                        e->data.mapping_start.tag);
        return rc == OK ? open_node(b, NODE_MAP, e) : rc;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        b->open = b->open->up;
        b->depth--;
        return OK;
    default:
        return OK;
    }
}

static enum status build(struct builder *b)
{
    yaml_parser_t parser;
    yaml_event_t event;
    enum status rc = OK;
    bool done = false;

    if (!yaml_parser_initialize(&parser))
        return err_nomem(b->err);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)b->yaml.p,
                                 b->yaml.n);
    while (rc == OK && !done) {
        if (!yaml_parser_parse(&parser, &event)) {
            rc = parser_failed(b, &parser);
            break;
        }
        rc = take_event(b, &event);
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return rc;
}

static enum status readable(const struct builder *b)
{
    size_t valid = text_valid_utf8(b->yaml);

    if (b->yaml.n > YAML_BYTES)
        return BAD(b, 0, "a definition is at most %d MiB",
                   YAML_BYTES / 1024 / 1024);
    if (valid < b->yaml.n)
        return BAD(b, line_at(b->yaml, valid),
                   "the byte 0x%02X is not UTF-8; save the file as UTF-8",
                   (unsigned)(unsigned char)b->yaml.p[valid]);
    return OK;
}

enum status yaml_tree(struct arena *arena, struct text yaml, const char *file,
                      struct node **out, struct err *err)
{
    struct builder b = {.arena = arena, .file = file, .err = err, .yaml = yaml};
    enum status rc = readable(&b);

    *out = NULL;
    /* libyaml drops a byte order mark only where it looks for the encoding. */
    if (rc == OK && yaml.n >= 3 && memcmp(yaml.p, "\xEF\xBB\xBF", 3) == 0)
        b.yaml = (struct text){yaml.p + 3, yaml.n - 3};
    if (rc == OK)
        rc = build(&b);
    if (rc != OK)
        return rc;
    if (!b.root || (b.root->kind == NODE_TEXT && b.root->nothing))
        return BAD(&b, 0,
                   "the definition is empty; `canvass init EXPORT` drafts one");
    if (b.root->kind != NODE_MAP)
        return BAD(&b, b.root->line,
                   "a definition is a mapping that starts with `survey: KEY`");
    *out = b.root;
    return OK;
}

const struct node *node_get(const struct node *map, const char *key)
{
    if (!map || map->kind != NODE_MAP)
        return NULL;
    for (const struct node *c = map->first; c; c = c->next)
        if (strcmp(c->key, key) == 0)
            return c;
    return NULL;
}

size_t node_line(const struct node *root, const char *key, const char *more)
{
    const struct node *node = node_get(root, key);
    const struct node *inner = more ? node_get(node, more) : NULL;

    if (inner)
        return inner->key_line;
    if (node)
        return node->key_line;
    return root ? root->line : 0;
}

/* Only what reads well inside brackets names an element. */
static bool names_element(const struct node *key)
{
    return key && key->kind == NODE_TEXT && text_is_key(text_of(key->text));
}

void node_path(const struct node *node, struct str *out)
{
    const struct node *chain[YAML_DEPTH + 2];
    size_t n = 0;

    for (; node && node->up && n < YAML_DEPTH + 2; node = node->up)
        chain[n++] = node;
    for (size_t i = n; i-- > 0;) {
        const struct node *key = node_get(chain[i], "key");

        if (chain[i]->key) {
            str_add(out, i + 1 < n ? "." : "");
            show(out, chain[i]->key);
        } else if (names_element(key)) {
            str_addf(out, "[%s]", key->text);
        } else {
            str_addf(out, "[%zu]", chain[i]->index + 1);
        }
    }
}
