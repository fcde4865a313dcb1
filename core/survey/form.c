/* form.c - see form.h. */
#include "core/survey/form.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "core/base/num.h"
#include "core/survey/survey.h"

/* Enums are written through int. */
_Static_assert(sizeof(enum question_type) == sizeof(int), "enums are ints");

enum status form_bad(const struct form *form, const struct node *node,
                     const char *format, ...)
{
    struct str text = {0};
    struct str path = {0};
    va_list args;
    char what[ERR_TEXT_MAX];
    enum status rc;
    size_t line = node->key ? node->key_line : node->line;

    va_start(args, format);
    (void)vsnprintf(what, sizeof what, format, args); /* may clip */
    va_end(args);
    node_path(node, &path);
    str_addf(&text, "%s ", path.n ? str_cstr(&path) : "the definition");
    str_add(&text, what);
    if (node->kind == NODE_TEXT)
        line = node->line;
    if (text.failed || path.failed)
        rc = err_nomem(form->err);
    else
        rc = err_at(form->err, ERR_INPUT, form->file, line, "%s",
                    str_cstr(&text));
    str_free(&text);
    str_free(&path);
    return rc;
}

/* Levenshtein's distance by two rows; a key is at most 60 letters. */
static size_t distance(const char *a, const char *b)
{
    enum { MOST = 64 };
    size_t row[MOST + 1];
    size_t n = strlen(a), m = strlen(b);

    if (n > MOST || m > MOST)
        return MOST;
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t corner = row[0];

        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = corner + (a[i - 1] != b[j - 1]);

            corner = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[m];
}

const char *form_nearest(const char *const *names, const char *word)
{
    const char *nearest = NULL;
    size_t best = strlen(word) < 4 ? 2 : 3;

    for (; *names; names++) {
        size_t d = distance(*names, word);

        if (d < best) {
            best = d;
            nearest = *names;
        }
    }
    return nearest;
}

static const char *kind_words(enum node_kind kind)
{
    switch (kind) {
    case NODE_LIST:
        return "a list, as [a, b]";
    case NODE_MAP:
        return "a mapping, as {key: value}";
    default:
        return "one text or number";
    }
}

enum status form_is(const struct form *form, const struct node *node,
                    enum node_kind kind)
{
    if (node->kind == kind)
        return OK;
    return form_bad(form, node, "must be %s", kind_words(kind));
}

/* Names, with commas between: for "one of". */
static char *listed(struct arena *arena, const char *const *names)
{
    struct str s = {0};
    char *out;

    for (size_t i = 0; names[i]; i++)
        str_addf(&s, "%s%s", i ? ", " : "", names[i]);
    out = s.failed ? NULL : arena_text(arena, str_cstr(&s), s.n);
    str_free(&s);
    return out;
}

static enum status not_one_of(const struct form *form, const struct node *node,
                              const char *what, const char *got,
                              const char *const *names)
{
    const char *near = form_nearest(names, got);
    char *all = listed(form->arena, names);

    if (!all)
        return err_nomem(form->err);
    got = yaml_shown(form->arena, got);
    if (near)
        return form_bad(form, node, "%s '%s'; did you mean '%s'? Allowed: %s",
                        what, got, near, all);
    return form_bad(form, node, "%s '%s'; allowed: %s", what, got, all);
}

static enum status unknown_key(const struct form *form,
                               const struct form_table *table,
                               const struct node *node)
{
    const char **names = arena_alloc(form->arena, table->n + 1, sizeof *names);
    /* The message is about the mapping, on the line of the key. */
    struct node place = *node->up;
    size_t n = 0;

    if (!names)
        return err_nomem(form->err);
    for (size_t i = 0; i < table->n; i++)
        if (table->field[i].kind != FORM_REFUSED)
            names[n++] = table->field[i].key;
    place.line = node->key_line;
    place.key_line = node->key_line;
    return not_one_of(form, &place, "has an unknown key", node->key, names);
}

bool form_is_date(const char *t)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year, month, day, last;

    if (strlen(t) != 10 || t[4] != '-' || t[7] != '-')
        return false;
    for (size_t i = 0; i < 10; i++)
        if (i != 4 && i != 7 && (t[i] < '0' || t[i] > '9'))
            return false;
    year = (t[0] - '0') * 1000 + (t[1] - '0') * 100 + (t[2] - '0') * 10 +
           (t[3] - '0');
    month = (t[5] - '0') * 10 + (t[6] - '0');
    day = (t[8] - '0') * 10 + (t[9] - '0');
    if (year < 1900 || month < 1 || month > 12 || day < 1)
        return false;
    last = days[month - 1];
    if (month == 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0))
        last = 29;
    return day <= last;
}

static enum status load_yes(const struct form *form, const struct node *node,
                            bool *to)
{
    const char *t = node->text;

    if (strcmp(t, "yes") == 0 || strcmp(t, "true") == 0)
        *to = true;
    else if (strcmp(t, "no") == 0 || strcmp(t, "false") == 0)
        *to = false;
    else
        return form_bad(form, node, "is '%s'; allowed: yes, no",
                        yaml_shown(form->arena, t));
    return OK;
}

static enum status load_count(const struct form *form, const struct node *node,
                              size_t *to)
{
    enum { MOST = 1000000000 };
    int64_t n = -1;

    if (!num_parse_int(text_of(node->text), &n) || n < 0 || n > MOST)
        return form_bad(form, node, "is '%s'; it must be a whole number from 0",
                        yaml_shown(form->arena, node->text));
    *to = (size_t)n;
    return OK;
}

static enum status load_enum(const struct form *form,
                             const struct form_field *field,
                             const struct node *node, void *to)
{
    for (int i = 0; field->names[i]; i++) {
        if (strcmp(field->names[i], node->text) == 0) {
            memcpy(to, &i, sizeof i);
            return OK;
        }
    }
    return not_one_of(form, node, "is", node->text, field->names);
}

static enum status load_text(const struct form *form,
                             const struct form_field *field,
                             const struct node *node, char **to)
{
    if (field->kind != FORM_TEXT && text_trim(text_of(node->text)).n == 0)
        return form_bad(form, node,
                        "is empty; give it a value or leave the key out");
    if (field->kind == FORM_KEY && !text_is_key(text_of(node->text)))
        return form_bad(form, node,
                        "is '%s'; a key is a letter and up to 59 letters, "
                        "digits and single _, all small, and not respondent, "
                        "response_id, source or everyone",
                        yaml_shown(form->arena, node->text));
    if (field->kind == FORM_DATE && !form_is_date(node->text))
        return form_bad(form, node, "is '%s'; a date is written 2016-07-01",
                        yaml_shown(form->arena, node->text));
    *to = node->text;
    return OK;
}

static enum status load_scalar(const struct form *form,
                               const struct form_field *field,
                               const struct node *node, char *to)
{
    enum status rc = form_is(form, node, NODE_TEXT);
    double number = 0;
    char *text = NULL;

    if (rc != OK)
        return rc;
    switch (field->kind) {
    case FORM_YES:
        return load_yes(form, node, (bool *)(void *)to);
    case FORM_COUNT:
        return load_count(form, node, (size_t *)(void *)to);
    case FORM_ENUM:
        return load_enum(form, field, node, to);
    case FORM_NUMBER:
        if (!num_parse(text_of(node->text), &number))
            return form_bad(form, node, "is '%s'; it must be a number",
                            yaml_shown(form->arena, node->text));
        memcpy(to, &number, sizeof number);
        return OK;
    default:
        rc = load_text(form, field, node, &text);
        if (rc == OK)
            memcpy(to, &text, sizeof text);
        return rc;
    }
}

enum status form_words(const struct form *form, const struct node *node,
                       void *to)
{
    struct words words = {0};
    enum status rc = form_is(form, node, NODE_LIST);

    if (rc != OK)
        return rc;
    words.word = arena_alloc(form->arena, node->n, sizeof *words.word);
    if (!words.word)
        return err_nomem(form->err);
    for (const struct node *c = node->first; c; c = c->next) {
        rc = form_is(form, c, NODE_TEXT);
        if (rc != OK)
            return rc;
        if (text_trim(text_of(c->text)).n == 0)
            return form_bad(form, c, "is empty; take it out of the list");
        words.word[words.n++] = c->text;
    }
    memcpy(to, &words, sizeof words);
    return OK;
}

enum status form_list(const struct form *form, const struct form_table *table,
                      const struct node *node, void **array, size_t *n)
{
    enum status rc = form_is(form, node, NODE_LIST);
    char *element;

    if (rc != OK)
        return rc;
    element = arena_alloc(form->arena, node->n, table->size);
    if (!element)
        return err_nomem(form->err);
    *array = element;
    *n = node->n;
    for (const struct node *c = node->first; c; c = c->next) {
        if (table->init)
            table->init(element);
        rc = form_load(form, table, c, element);
        if (rc != OK)
            return rc;
        element += table->size;
    }
    return OK;
}

static enum status load_field(const struct form *form,
                              const struct form_field *field,
                              const struct node *node, char *to)
{
    void *array = NULL;
    size_t n = 0;
    enum status rc;

    if (field->kind == FORM_REFUSED)
        return form_bad(form, node, "is not supported yet; take it out");
    if (node->kind == NODE_TEXT && node->nothing)
        return form_bad(form, node,
                        "is empty; give it a value or leave the key out");
    switch (field->kind) {
    case FORM_WORDS:
        return form_words(form, node, to + field->offset);
    case FORM_MAP:
        return form_load(form, field->table, node, to + field->offset);
    case FORM_CUSTOM:
        return field->load(form, node, to);
    case FORM_LIST:
        rc = form_list(form, field->table, node, &array, &n);
        memcpy(to + field->offset, &array, sizeof array);
        memcpy(to + field->count, &n, sizeof n);
        return rc;
    default:
        return load_scalar(form, field, node, to + field->offset);
    }
}

static const struct form_field *find_field(const struct form_table *table,
                                           const char *key)
{
    for (size_t i = 0; i < table->n; i++)
        if (strcmp(table->field[i].key, key) == 0)
            return &table->field[i];
    return NULL;
}

enum status form_load(const struct form *form, const struct form_table *table,
                      const struct node *node, void *to)
{
    enum status rc = form_is(form, node, NODE_MAP);

    if (rc != OK)
        return rc;
    if (table->line != FORM_NO_LINE)
        memcpy((char *)to + table->line, &node->line, sizeof node->line);
    for (const struct node *c = node->first; c; c = c->next) {
        const struct form_field *field = find_field(table, c->key);

        if (!field)
            return unknown_key(form, table, c);
        rc = load_field(form, field, c, to);
        if (rc != OK)
            return rc;
    }
    for (size_t i = 0; i < table->n; i++)
        if (table->field[i].required && !node_get(node, table->field[i].key))
            return form_bad(form, node, "lacks the key '%s'",
                            table->field[i].key);
    return OK;
}
