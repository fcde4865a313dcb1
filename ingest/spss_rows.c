/* spss_rows.c - values and rows of an SPSS file: looked at, then written. */
#include "ingest/spss_conversion.h"

#include <math.h>
#include <string.h>
#include "core/base/csv.h"
#include "core/base/num.h"
#include "ingest/dates.h"
#include "ingest/spss.h"
#include "ingest/spss_text.h"

enum { PIECE = 1 << 18 };

struct label_set *spss_labels_named(struct conversion *c, const char *name)
{
    for (size_t i = 0; name && i < c->n_sets; i++)
        if (strcmp(c->set[i].name, name) == 0)
            return &c->set[i];
    return NULL;
}

void spss_add_value(struct str *out, const struct conversion *c,
                    const struct variable *v, readstat_value_t value)
{
    enum { DAYS_TO_1970 = 141428 }; /* from 14 October 1582 */
    double x, days;

    if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
        const char *text = readstat_string_value(value);

        spss_text_add(out, text_of(text ? text : ""),
                      c->raw ? c->encoding : NULL);
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

static const char *label_of(struct conversion *c, const struct variable *v,
                            const char *code)
{
    const struct label_set *set = spss_labels_named(c, v->set);

    for (size_t i = 0; set && i < set->n; i++)
        if (strcmp(set->label[i].value, code) == 0 && set->label[i].text[0])
            return set->label[i].text;
    return NULL;
}

/* A choice of several: 1 has the choice for its label, 0 has none. */
static bool is_tick(struct conversion *c, const struct variable *v)
{
    const struct label_set *set = spss_labels_named(c, v->set);

    return set && set->n == 1 && set->label[0].number == 1;
}

void spss_flush(struct conversion *c, size_t most)
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
    const struct label_set *set = spss_labels_named(c, v->set);
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

/* The members of a set of categories give their cells with the last. */
static void begin_cell(struct conversion *c, size_t i)
{
    const struct spss_categories *set = c->variable[i].first;

    if (set && set->last != i)
        return;
    if (c->begun)
        str_add_char(&c->out, ',');
    c->begun = true;
}

static void end_cell(struct conversion *c, size_t i)
{
    if (i + 1 < c->n)
        return;
    str_add_char(&c->out, '\n');
    c->begun = false;
}

void spss_add_heads(struct conversion *c)
{
    c->headed = true;
    for (int row = 0; row < 3; row++)
        for (size_t i = 0; i < c->n; i++) {
            const struct variable *v = &c->variable[i];

            begin_cell(c, i);
            if (v->first && v->first->last == i)
                spss_categories_head(v->first, row, &c->out);
            else if (!v->first && row == 2)
                add_labels(c, v);
            else if (!v->first)
                csv_add(&c->out, text_of(row ? v->label : v->name), false);
            end_cell(c, i);
        }
}

static void add_cell(struct conversion *c, const struct variable *v,
                     readstat_value_t value)
{
    struct str code = {0};
    const char *label;

    if (readstat_value_is_system_missing(value))
        return;
    spss_add_value(&code, c, v, value);
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

/* What the labels of the members are is known before the first row. */
static void look_at_labels(struct conversion *c)
{
    c->looked = true;
    for (size_t i = 0; i < c->n; i++) {
        struct variable *v = &c->variable[i];
        const struct label_set *set =
            v->first ? spss_labels_named(c, v->set) : NULL;

        for (size_t k = 0; set && k < set->n && c->rc == OK; k++)
            if (set->label[k].text[0] && !is_missing(v, set->label[k].number))
                c->rc =
                    spss_categories_add(v->first, c->arena, set->label[k].value,
                                        set->label[k].text, c->err);
    }
}

static void look_at(struct conversion *c, struct variable *v,
                    readstat_value_t value)
{
    struct str code = {0};

    if (!c->looked)
        look_at_labels(c);
    if (v->unlabelled || !v->set || readstat_value_is_system_missing(value) ||
        readstat_value_is_defined_missing(value, v->of))
        return;
    spss_add_value(&code, c, v, value);
    if (v->first && code.n && c->rc == OK) /* a slip has no label */
        c->rc = spss_categories_add(v->first, c->arena, str_cstr(&code),
                                    str_cstr(&code), c->err);
    v->values += code.n > 0;
    v->bare += code.n && !label_of(c, v, str_cstr(&code)) &&
               !(is_tick(c, v) && strcmp(str_cstr(&code), "0") == 0);
    str_free(&code);
}

static void put_cell(struct conversion *c, size_t i, readstat_value_t value)
{
    struct variable *v = &c->variable[i];
    struct str code = {0};

    if (v->first) {
        if (!readstat_value_is_system_missing(value) &&
            !readstat_value_is_defined_missing(value, v->of))
            spss_add_value(&code, c, v, value);
        spss_categories_meet(v->first, str_text(&code));
        c->out.failed |= code.failed;
        str_free(&code);
    }
    begin_cell(c, i);
    if (!v->first)
        add_cell(c, v, value);
    else if (v->first->last == i)
        spss_categories_cells(v->first, &c->out);
    end_cell(c, i);
}

int spss_on_value(int row, readstat_variable_t *variable,
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
        spss_add_heads(c);
    put_cell(c, i, value);
    spss_flush(c, PIECE);
    return c->rc == OK ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}
