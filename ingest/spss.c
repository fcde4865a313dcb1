/* spss.c - see spss.h.
 *
 * The file is read twice: whether all values of a variable have labels is
 * known only at its end. */
#include "ingest/spss.h"

#include <errno.h>
#include <math.h>
#include <readstat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include "core/base/csv.h"
#include "core/base/mem.h"
#include "core/base/num.h"
#include "ingest/dates.h"
#include "ingest/spss_sets.h"

enum { PIECE = 1 << 18, STRAYS = 20 };

struct label {
    char *value, *text;
    double number; /* NaN: a string's */
};
struct label_set {
    char *name;
    struct label *label;
    size_t n, room;
};
struct variable {
    char *name, *label, *set;
    readstat_variable_t *of; /* borrowed, during a pass */
    enum { SHOW_NUMBER, SHOW_DATE, SHOW_TIME } show;
    char *choice; /* it is, of a multiple response set; NULL: none */
    const struct spss_set *of_set;
    size_t values, bare; /* that are not missing; of these without a label */
    bool unlabelled;     /* is not to be read by its labels */
};
struct conversion {
    struct arena *arena;
    struct variable *variable;
    size_t n, room;
    struct label_set *set;
    size_t n_sets, sets_room;
    struct spss_sets multiple;
    bool writing, headed;
    struct str out;
    FILE *to;
    struct err *err;
    enum status rc;
};

static char *keep(struct conversion *c, const char *text)
{
    char *kept =
        arena_text(c->arena, text ? text : "", text ? strlen(text) : 0);

    if (!kept && c->rc == OK)
        c->rc = err_nomem(c->err);
    return kept;
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

    if (!set || !set->dichotomies || c->rc != OK)
        return;
    v->of_set = set;
    v->choice = v->label[0] ? v->label : v->name;
    v->unlabelled = true; /* whatever its values are called */
    if (text_valid_utf8(set->label) != set->label.n)
        return; /* in another encoding, of which ReadStat says nothing */
    str_addf(&label, "%.*s | %s", (int)set->label.n, set->label.p, v->choice);
    v->label = keep(c, str_cstr(&label));
    c->out.failed |= label.failed;
    str_free(&label);
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

static struct label_set *set_named(struct conversion *c, const char *name)
{
    for (size_t i = 0; name && i < c->n_sets; i++)
        if (strcmp(c->set[i].name, name) == 0)
            return &c->set[i];
    return NULL;
}

static void add_value(struct str *out, const struct variable *v,
                      readstat_value_t value)
{
    enum { DAYS_TO_1970 = 141428 }; /* from 14 October 1582 */
    double x, days;

    if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
        const char *text = readstat_string_value(value);

        str_add(out, text ? text : "");
        return;
    }
    x = readstat_double_value(value);
    if (!v || v->show == SHOW_NUMBER || !(fabs(x) < 1e12)) {
        num_add(out, x);
        return;
    }
    days = floor(x / 86400);
    if (v->show == SHOW_DATE)
        date_add(out, (int64_t)days - DAYS_TO_1970);
    x -= days * 86400;
    if (v->show == SHOW_DATE && x >= 1)
        str_add_char(out, ' ');
    if (v->show == SHOW_TIME || x >= 1)
        clock_add(out, (int64_t)x);
}

static int on_label(const char *name, readstat_value_t value, const char *text,
                    void *with)
{
    struct conversion *c = with;
    struct label_set *set = set_named(c, name);
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
    add_value(&code, NULL, value);
    if (c->rc == OK)
        set->label[set->n++] = (struct label){
            keep(c, str_cstr(&code)), keep(c, text),
            readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING
                ? (double)NAN
                : readstat_double_value(value)};
    str_free(&code);
    return c->rc == OK ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}

static const char *label_of(struct conversion *c, const struct variable *v,
                            const char *code)
{
    const struct label_set *set = set_named(c, v->set);

    for (size_t i = 0; set && i < set->n; i++)
        if (strcmp(set->label[i].value, code) == 0 && set->label[i].text[0])
            return set->label[i].text;
    return NULL;
}

/* A choice of several: 1 has the choice for its label, 0 has none. */
static bool is_tick(struct conversion *c, const struct variable *v)
{
    const struct label_set *set = set_named(c, v->set);

    return set && set->n == 1 && set->label[0].number == 1;
}

/* ---- rows -------------------------------------------------------------- */

static void flush(struct conversion *c, size_t most)
{
    if (c->rc != OK || c->out.n <= most)
        return;
    c->rc = str_status(&c->out, c->err);
    if (c->rc == OK &&
        fwrite(str_cstr(&c->out), 1, c->out.n, c->to) != c->out.n)
        c->rc = err_set(c->err, ERR_IO,
                        "the rows of the SPSS file cannot be written; make "
                        "room in the temporary folder (TMPDIR)");
    str_clear(&c->out);
}

static bool is_missing(const struct variable *v, double number)
{
    int n = v->of ? readstat_variable_get_missing_ranges_count(v->of) : 0;

    for (int i = 0; i < n && !isnan(number); i++)
        if (number >= readstat_double_value(
                          readstat_variable_get_missing_range_lo(v->of, i)) &&
            number <= readstat_double_value(
                          readstat_variable_get_missing_range_hi(v->of, i)))
            return true;
    return false;
}

static void add_labels(struct conversion *c, const struct variable *v)
{
    const struct label_set *set = set_named(c, v->set);
    struct str all = {0};

    str_add(&all, SPSS_UNIT);
    for (size_t i = 0; set && i < set->n && !v->unlabelled; i++) {
        const struct label *l = &set->label[i];

        if (l->text[0])
            str_addf(&all, "%s%s" SPSS_UNIT,
                     is_missing(v, l->number) ? SPSS_MISSING : "", l->text);
    }
    csv_add(&c->out, str_text(&all), false);
    c->out.failed |= all.failed;
    str_free(&all);
}

static void add_heads(struct conversion *c)
{
    c->headed = true;
    for (int row = 0; row < 3; row++)
        for (size_t i = 0; i < c->n; i++) {
            const struct variable *v = &c->variable[i];

            if (i)
                str_add_char(&c->out, ',');
            if (row == 2)
                add_labels(c, v);
            else
                csv_add(&c->out, text_of(row ? v->label : v->name), false);
            if (i + 1 == c->n)
                str_add_char(&c->out, '\n');
        }
}

static void add_cell(struct conversion *c, const struct variable *v,
                     readstat_value_t value)
{
    struct str code = {0};
    const char *label;

    if (readstat_value_is_system_missing(value))
        return;
    add_value(&code, v, value);
    if (v->choice) {
        bool chosen = text_same(str_text(&code), v->of_set->counted);

        str_clear(&code);
        str_add(&code, chosen ? v->choice : "Not selected");
    }
    label = v->unlabelled ? NULL : label_of(c, v, str_cstr(&code));
    if (!label && !v->unlabelled && is_tick(c, v))
        label = "Not selected";
    if (!label && !v->choice && readstat_value_is_defined_missing(value, v->of))
        str_clear(&code); /* 999 is no age */
    csv_add(&c->out, label ? text_of(label) : str_text(&code), false);
    c->out.failed |= code.failed;
    str_free(&code);
}

static void look_at(struct conversion *c, struct variable *v,
                    readstat_value_t value)
{
    struct str code = {0};

    if (v->unlabelled || !v->set || readstat_value_is_system_missing(value) ||
        readstat_value_is_defined_missing(value, v->of))
        return;
    add_value(&code, v, value);
    v->values += code.n > 0;
    v->bare += code.n && !label_of(c, v, str_cstr(&code)) &&
               !(is_tick(c, v) && strcmp(str_cstr(&code), "0") == 0);
    str_free(&code);
}

static int on_value(int row, readstat_variable_t *variable,
                    readstat_value_t value, void *with)
{
    struct conversion *c = with;
    size_t i = (size_t)readstat_variable_get_index(variable);

    (void)row;
    if (i >= c->n)
        return READSTAT_HANDLER_ABORT;
    if (!c->writing) {
        look_at(c, &c->variable[i], value);
        return READSTAT_HANDLER_OK;
    }
    if (!c->headed)
        add_heads(c);
    if (i)
        str_add_char(&c->out, ',');
    add_cell(c, &c->variable[i], value);
    if (i + 1 == c->n)
        str_add_char(&c->out, '\n');
    flush(c, PIECE);
    return c->rc == OK ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}

/* ---- the whole --------------------------------------------------------- */

static enum status pass(struct conversion *c, const char *path)
{
    readstat_parser_t *parser = readstat_parser_init();
    readstat_error_t error;

    if (!parser)
        return err_nomem(c->err);
    error = readstat_set_variable_handler(parser, on_variable);
    if (error == READSTAT_OK)
        error = readstat_set_value_label_handler(parser, on_label);
    if (error == READSTAT_OK)
        error = readstat_set_value_handler(parser, on_value);
    if (error == READSTAT_OK)
        error = readstat_parse_sav(parser, path, c);
    readstat_parser_free(parser);
    if (c->rc != OK)
        return c->rc;
    if (error == READSTAT_ERROR_MALLOC)
        return err_nomem(c->err);
    if (error != READSTAT_OK)
        return err_set(c->err, ERR_INPUT,
                       "%s: is a damaged SPSS file (%s); export it again, or "
                       "save it as CSV",
                       path, readstat_error_message(error));
    return OK;
}

/* Sanitizers reserve more addresses than any limit that would help. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ADDRESSES RLIM_INFINITY
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ADDRESSES RLIM_INFINITY
#endif
#endif
#ifndef ADDRESSES
#define ADDRESSES ((rlim_t)2 << 30)
#endif

/* A file that asks for more than a survey needs is stopped by the system. */
static enum status set_limits(struct err *err)
{
    const struct {
        int what;
        rlim_t most;
    } limits[] = {{RLIMIT_AS, ADDRESSES},
                  {RLIMIT_CPU, 600},
                  {RLIMIT_FSIZE, (rlim_t)8 << 30},
                  {RLIMIT_CORE, 0}};

    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct rlimit limit;

        if (getrlimit(limits[i].what, &limit) != 0)
            return err_set(err, ERR_IO, "the limits of the process are hidden");
        if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > limits[i].most)
            limit.rlim_cur = limits[i].most;
        if (setrlimit(limits[i].what, &limit) != 0)
            return err_set(err, ERR_IO, "the process cannot be limited");
    }
    return OK;
}

static enum status convert(struct conversion *c, const char *path)
{
    enum status rc = spss_sets_read(path, c->arena, &c->multiple, c->err);

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
    if (rc == OK)
        rc = pass(c, path);
    if (rc == OK && !c->headed)
        add_heads(c);
    flush(c, 0);
    return rc == OK ? c->rc : rc;
}

enum status spss_convert(const char *path, const char *to, struct err *err)
{
    struct conversion c = {.arena = arena_new(), .err = err};
    enum status rc = c.arena ? set_limits(err) : err_nomem(err);

    if (rc == OK && !(c.to = fopen(to, "wx")))
        rc =
            err_set(err, ERR_IO, "%s: cannot be made: %s", to, strerror(errno));
    if (rc == OK)
        rc = convert(&c, path);
    if (c.to && fclose(c.to) != 0 && rc == OK)
        rc = err_set(err, ERR_IO, "%s: cannot be written: %s", to,
                     strerror(errno));
    for (size_t i = 0; i < c.n_sets; i++)
        free(c.set[i].label);
    free(c.set);
    spss_sets_free(&c.multiple);
    free(c.variable);
    str_free(&c.out);
    arena_free(c.arena);
    return rc;
}
