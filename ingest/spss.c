/* spss.c - see spss.h.
 *
 * The file is read twice: whether all values of a variable have labels is
 * known only at its end. */
#include "ingest/spss.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "core/base/mem.h"
#include "ingest/spss_conversion.h"
#include "ingest/spss_limits.h"
#include "ingest/spss_text.h"

enum { STRAYS = 20 };

static char *keep_in(struct conversion *c, struct text t, const char *encoding)
{
    struct str utf8 = {0};
    char *kept;

    spss_text_add(&utf8, t, encoding);
    kept = utf8.failed ? NULL : arena_text(c->arena, str_cstr(&utf8), utf8.n);
    str_free(&utf8);
    if (!kept && c->rc == OK)
        c->rc = err_nomem(c->err);
    return kept;
}

static char *keep(struct conversion *c, const char *text)
{
    return keep_in(c, text_of(text ? text : ""), c->raw ? c->encoding : NULL);
}

/* ---- what the file says of itself -------------------------------------- */

static int shown_as(const char *format)
{
    static const struct {
        const char *name;
        int show;
    } formats[] = {
        {"DATETIME", SHOW_DATE}, {"DATE", SHOW_DATE},  {"ADATE", SHOW_DATE},
        {"EDATE", SHOW_DATE},    {"SDATE", SHOW_DATE}, {"JDATE", SHOW_DATE},
        {"YMDHMS", SHOW_DATE},   {"QYR", SHOW_DATE},   {"MOYR", SHOW_DATE},
        {"WKYR", SHOW_DATE},     {"TIME", SHOW_TIME}};

    for (size_t i = 0; format && i < sizeof formats / sizeof *formats; i++)
        if (strncasecmp(format, formats[i].name, strlen(formats[i].name)) == 0)
            return formats[i].show;
    return SHOW_NUMBER;
}

/* A choice of a multiple response set: the set's label parts from its own, as
 * in headers of one row. */
static void put_into_set(struct conversion *c, struct variable *v)
{
    const struct spss_set *set = spss_set_of(&c->multiple, v->name);
    struct str label = {0};

    if (!set || c->rc != OK)
        return;
    if (!set->dichotomies) {
        v->first = &c->categories[set - c->multiple.set];
        v->first->members++;
        v->first->last = (size_t)(v - c->variable);
        v->first->unfit |= !v->set || v->show != SHOW_NUMBER;
        return;
    }
    v->of_set = set;
    v->choice = v->label[0] ? v->label : v->name;
    v->unlabelled = true; /* whatever its values are called */
    str_addf(&label, "%s | %s", keep_in(c, set->label, c->encoding), v->choice);
    v->label = keep(c, str_cstr(&label));
    c->out.failed |= label.failed;
    str_free(&label);
}

static int on_metadata(readstat_metadata_t *metadata, void *with)
{
    struct conversion *c = with;
    const char *encoding = readstat_get_file_encoding(metadata);

    c->encoding = encoding ? keep_in(c, text_of(encoding), NULL) : NULL;
    return c->rc == OK ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}

static int on_variable(int index, readstat_variable_t *variable,
                       const char *set, void *with)
{
    struct conversion *c = with;
    struct variable *v;

    if (c->writing) {
        if ((size_t)index < c->n)
            c->variable[index].of = variable;
        return READSTAT_HANDLER_OK;
    }
    c->rc = mem_grow((void **)&c->variable, &c->room, c->n + 1,
                     sizeof *c->variable, c->err);
    if (c->rc != OK)
        return READSTAT_HANDLER_ABORT;
    v = &c->variable[c->n++];
    *v = (struct variable){
        .of = variable,
        .name = keep(c, readstat_variable_get_name(variable)),
        .label = keep(c, readstat_variable_get_label(variable)),
        .set = set ? keep(c, set) : NULL};
    v->show = shown_as(readstat_variable_get_format(variable));
    put_into_set(c, v);
    return c->rc == OK ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}

static int on_label(const char *name, readstat_value_t value, const char *text,
                    void *with)
{
    struct conversion *c = with;
    struct label_set *set = spss_labels_named(c, name);
    struct str code = {0};

    if (c->writing)
        return READSTAT_HANDLER_OK;
    if (!set) {
        c->rc = mem_grow((void **)&c->set, &c->sets_room, c->n_sets + 1,
                         sizeof *c->set, c->err);
        if (c->rc != OK)
            return READSTAT_HANDLER_ABORT;
        set = &c->set[c->n_sets++];
        *set = (struct label_set){.name = keep(c, name)};
    }
    if (c->rc == OK)
        c->rc = mem_grow((void **)&set->label, &set->room, set->n + 1,
                         sizeof *set->label, c->err);
    spss_add_value(&code, c, NULL, value);
    if (c->rc == OK)
        set->label[set->n++] = (struct label){
            keep(c, str_cstr(&code)), keep(c, text),
            readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING
                ? (double)NAN
                : readstat_double_value(value)};
    str_free(&code);
    return c->rc == OK ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}

/* ---- the whole --------------------------------------------------------- */

/* What a pass over the dictionary found. */
static void forget(struct conversion *c)
{
    for (size_t i = 0; i < c->n_sets; i++)
        free(c->set[i].label);
    c->n_sets = c->n = 0;
    for (size_t i = 0; c->categories && i < c->multiple.n; i++) {
        struct spss_categories *k = &c->categories[i];

        free(k->category);
        *k = (struct spss_categories){.name = k->name, .label = k->label};
    }
    c->looked = false;
}

/* Whether another pass may bear with the texts that this one could not. */
static bool again_with(struct conversion *c, readstat_error_t error)
{
    bool unknown = error == READSTAT_ERROR_UNSUPPORTED_CHARSET && !c->assumed;
    bool bad = error == READSTAT_ERROR_CONVERT_BAD_STRING && !c->raw;

    if (unknown)
        c->assumed = "WINDOWS-1252"; /* what SPSS wrote before it said so */
    c->raw |= bad;
    if (unknown || bad)
        forget(c);
    return unknown || bad;
}

static enum status pass(struct conversion *c, const char *path)
{
    readstat_parser_t *parser = readstat_parser_init();
    readstat_error_t error;

    if (!parser)
        return err_nomem(c->err);
    error = readstat_set_metadata_handler(parser, on_metadata);
    if (error == READSTAT_OK && c->assumed)
        error = readstat_set_file_character_encoding(parser, c->assumed);
    if (error == READSTAT_OK && c->raw)
        error = readstat_set_handler_character_encoding(parser, NULL);
    if (error == READSTAT_OK)
        error = readstat_set_variable_handler(parser, on_variable);
    if (error == READSTAT_OK)
        error = readstat_set_value_label_handler(parser, on_label);
    if (error == READSTAT_OK)
        error = readstat_set_value_handler(parser, spss_on_value);
    if (error == READSTAT_OK)
        error = readstat_parse_sav(parser, path, c);
    readstat_parser_free(parser);
    if (c->rc != OK)
        return c->rc;
    if (again_with(c, error))
        return pass(c, path);
    /* ReadStat has limits of its own, and its process has ours. */
    if (error == READSTAT_ERROR_MALLOC)
        return err_set(c->err, ERR_INPUT,
                       "%s: is an SPSS file that takes more memory than any "
                       "of answers does; export it again, or save it as CSV",
                       path);
    if (error != READSTAT_OK)
        return err_set(c->err, ERR_INPUT,
                       "%s: is a damaged SPSS file (%s); export it again, or "
                       "save it as CSV",
                       path, readstat_error_message(error));
    return OK;
}

static enum status name_categories(struct conversion *c)
{
    c->categories =
        arena_alloc(c->arena, c->multiple.n + 1, sizeof *c->categories);
    if (!c->categories)
        return err_nomem(c->err);
    for (size_t i = 0; i < c->multiple.n; i++) {
        c->categories[i].name = keep_in(c, c->multiple.set[i].name, NULL);
    }
    return c->rc;
}

/* A set of one variable, or of numbers that are no categories, stays what its
 * variables are; the others get their names. */
static void leave_unfit(struct conversion *c)
{
    for (size_t i = 0; i < c->multiple.n; i++)
        c->categories[i].label =
            keep_in(c, c->multiple.set[i].label, c->encoding);
    for (size_t i = 0; i < c->n; i++)
        if (c->variable[i].first)
            c->variable[i].first->unfit |= c->variable[i].unlabelled ||
                                           c->variable[i].first->members < 2 ||
                                           c->variable[i].first->n == 0;
    for (size_t i = 0; i < c->n; i++)
        if (c->variable[i].first && c->variable[i].first->unfit)
            c->variable[i].first = NULL;
}

static enum status convert(struct conversion *c, const char *path)
{
    enum status rc = spss_sets_read(path, c->arena, &c->multiple, c->err);

    if (rc == OK)
        rc = name_categories(c);
    if (rc == OK)
        rc = pass(c, path);
    c->writing = true;
    if (rc == OK && c->n == 0)
        rc = err_set(c->err, ERR_INPUT,
                     "%s: is an SPSS file without a variable", path);
    /* A slip of the keyboard leaves an answer without a label; a scale with
     * names for its ends, or a number with one for "don't know", most. */
    for (size_t i = 0; i < c->n; i++)
        if (STRAYS * c->variable[i].bare > c->variable[i].values)
            c->variable[i].unlabelled = true;
    leave_unfit(c);
    if (rc == OK)
        rc = pass(c, path);
    if (rc == OK && !c->headed)
        spss_add_heads(c);
    spss_flush(c, 0);
    return rc == OK ? c->rc : rc;
}

enum status spss_convert(const char *path, const char *to, struct err *err)
{
    struct conversion c = {.arena = arena_new(), .err = err};
    enum status rc = c.arena ? spss_limits_set(err) : err_nomem(err);

    if (rc == OK && !(c.to = fopen(to, "wx")))
        rc =
            err_set(err, ERR_IO, "%s: cannot be made: %s", to, strerror(errno));
    if (rc == OK)
        rc = convert(&c, path);
    if (c.to && fclose(c.to) != 0 && rc == OK)
        rc = err_set(err, ERR_IO, "%s: cannot be written: %s", to,
                     strerror(errno));
    forget(&c);
    free(c.set);
    spss_sets_free(&c.multiple);
    free(c.variable);
    str_free(&c.out);
    arena_free(c.arena);
    return rc;
}
