/* say.c - how messages name levels and where they point. */
#include "analyse/weight/system.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

static const char *const methods[] = {"poststratify", "rake", "linear",
                                      "logit"};
static const char *const rules[] = {"keep_share", "drop", "error"};

const char *weight_method_name(enum weight_method method)
{
    return methods[method];
}

const char *weight_rule_name(enum weight_rule rule)
{
    return rules[rule];
}

bool weight_method_of(const char *name, enum weight_method *out)
{
    for (size_t i = 0; i < WEIGHT_METHODS; i++)
        if (text_equal(text_of(name), text_of(methods[i]))) {
            *out = (enum weight_method)i;
            return true;
        }
    return false;
}

bool weight_rule_of(const char *name, enum weight_rule *out)
{
    for (size_t i = 0; i < WEIGHT_RULES; i++)
        if (text_equal(text_of(name), text_of(rules[i]))) {
            *out = (enum weight_rule)i;
            return true;
        }
    return false;
}

void say_column(struct str *out, const struct weight_problem *p,
                const struct weights *w, size_t column)
{
    const struct weight_level *l;
    const struct weight_margin *m;

    if (column >= w->n_levels) {
        str_addf(out, "the number '%s'", p->number[column - w->n_levels].name);
        return;
    }
    l = &w->level[column];
    m = &p->margin[l->margin];
    if (l->level < 0)
        str_addf(out, "no answer to %s", m->name);
    else
        str_addf(out, "'%s' of %s", m->label[l->level], m->name);
}

enum status say_bad(const struct weight_problem *p, const struct weights *w,
                    size_t column, struct err *err, const char *format, ...)
{
    const char *file = p->file;
    struct str s = {0};
    size_t line = p->line;
    char text[ERR_TEXT_MAX + 1];
    va_list args;
    enum status rc;

    if (column < w->n_levels && w->level[column].level >= 0) {
        const struct weight_level *l = &w->level[column];
        const struct weight_margin *m = &p->margin[l->margin];

        file = m->file;
        line = m->line && !isnan(m->target[l->level]) ? m->line[l->level] : 0;
    }
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    str_addf(&s, "scheme '%s': %s", p->name, text);
    rc = str_status(&s, err);
    if (rc == OK)
        rc = err_at(err, ERR_INPUT, file, line, "%s", str_cstr(&s));
    str_free(&s);
    return rc;
}

const char *say_neighbour(const struct weight_margin *m, int32_t level)
{
    size_t levels = 0;

    for (size_t l = 0; l < m->n_levels; l++)
        levels += m->target[l] > 0;
    if (levels < 3)
        return NULL;
    for (size_t l = (size_t)level + 1; l < m->n_levels; l++)
        if (m->target[l] > 0)
            return m->label[l];
    for (size_t l = (size_t)level; l-- > 0;)
        if (m->target[l] > 0)
            return m->label[l];
    return NULL;
}
