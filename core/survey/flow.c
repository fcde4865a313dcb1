/* flow.c - see flow.h. */
#include "core/survey/flow.h"

#include <math.h>
#include "core/base/num.h"
#include "core/survey/parts.h"

void flow_member(struct flow *f, const char *key)
{
    str_addf(f->out, "%s%s: ", f->any ? ", " : "", key);
    f->any = true;
}

void flow_text(struct flow *f, const char *key, const char *text)
{
    if (!text)
        return;
    flow_member(f, key);
    yaml_quote(f->out, text);
}

void flow_name(struct flow *f, const char *key, const char *name)
{
    if (!name)
        return;
    flow_member(f, key);
    if (form_is_date(name))
        str_add(f->out, name);
    else
        yaml_quote(f->out, name);
}

void flow_yes(struct flow *f, const char *key, bool yes)
{
    flow_member(f, key);
    str_add(f->out, yes ? "yes" : "no");
}

void flow_number(struct flow *f, const char *key, double x)
{
    struct str s = {0};
    double back = (double)NAN;

    if (isnan(x))
        return;
    flow_member(f, key);
    num_add(&s, x);
    if (!s.failed && (!num_parse(str_text(&s), &back) || back != x)) {
        str_clear(&s);
        num_add_exact(&s, x);
    }
    str_add(f->out, str_cstr(&s));
    f->out->failed |= s.failed;
    str_free(&s);
}

void yaml_words(struct str *out, const struct words *words)
{
    str_add_char(out, '[');
    for (size_t i = 0; i < words->n; i++) {
        str_add(out, i ? ", " : "");
        yaml_quote(out, words->word[i]);
    }
    str_add_char(out, ']');
}

void flow_words(struct flow *f, const char *key, const struct words *words)
{
    if (words->n == 0)
        return;
    flow_member(f, key);
    yaml_words(f->out, words);
}

void flow_cells(struct str *out, const struct cells *cells)
{
    struct flow f = {.out = out};

    str_add_char(out, '{');
    flow_words(&f, "not_asked", &cells->not_asked);
    flow_words(&f, "blank", &cells->blank);
    flow_words(&f, "not_selected", &cells->not_selected);
    str_add_char(out, '}');
}
