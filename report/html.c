/* html.c - see html.h. */
#include "report/html.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>
#include "core/base/num.h"

void html_escape(struct str *out, struct text text)
{
    for (size_t i = 0; i < text.n; i++) {
        switch (text.p[i]) {
        case '<':
            str_add(out, "&lt;");
            break;
        case '>':
            str_add(out, "&gt;");
            break;
        case '&':
            str_add(out, "&amp;");
            break;
        case '"':
            str_add(out, "&quot;");
            break;
        case '\'':
            str_add(out, "&#39;");
            break;
        default:
            str_add_char(out, text.p[i]);
        }
    }
}

/* Elements after which a line ends, so that the page can be read as text. */
static bool ends_line(const char *tag)
{
    static const char *const inside[] = {"a",    "abbr", "code", "data", "em",
                                         "span", "q",    "b",    "time", "svg"};

    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
        if (strcmp(tag, inside[i]) == 0)
            return false;
    }
    return true;
}

static void start(struct html *h, const char *tag, va_list attributes)
{
    str_add_char(h->out, '<');
    str_add(h->out, tag);
    for (;;) {
        const char *name = va_arg(attributes, const char *);
        const char *value = name ? va_arg(attributes, const char *) : NULL;

        if (!value)
            break;
        str_add_char(h->out, ' ');
        str_add(h->out, name);
        if (!*value)
            continue;
        str_add(h->out, "=\"");
        html_escape(h->out, text_of(value));
        str_add_char(h->out, '"');
    }
    str_add_char(h->out, '>');
}

static void end(struct html *h, const char *tag)
{
    str_add(h->out, "</");
    str_add(h->out, tag);
    str_add_char(h->out, '>');
    if (ends_line(tag))
        str_add_char(h->out, '\n');
}

void html_open(struct html *h, const char *tag, ...)
{
    va_list attributes;

    va_start(attributes, tag);
    start(h, tag, attributes);
    va_end(attributes);
    assert(h->depth < HTML_DEPTH);
    if (h->depth < HTML_DEPTH)
        h->open[h->depth] = tag;
    h->depth++;
}

void html_close(struct html *h, const char *tag)
{
    assert(h->depth > 0 && strcmp(h->open[h->depth - 1], tag) == 0);
    h->depth--;
    end(h, tag);
}

void html_void(struct html *h, const char *tag, ...)
{
    va_list attributes;

    va_start(attributes, tag);
    start(h, tag, attributes);
    va_end(attributes);
    str_add_char(h->out, '\n');
}

void html_element(struct html *h, const char *tag, const char *text, ...)
{
    va_list attributes;

    va_start(attributes, text);
    start(h, tag, attributes);
    va_end(attributes);
    html_text(h, text);
    end(h, tag);
}

void html_text(struct html *h, const char *text)
{
    html_escape(h->out, text_of(text));
}

void html_trusted(struct html *h, struct text markup)
{
    str_add_n(h->out, markup.p, markup.n);
}

void html_doctype(struct html *h)
{
    str_add(h->out, "<!DOCTYPE html>\n");
}

/* dir="auto": a label may run from right to left. */
void html_said(struct html *h, const char *text)
{
    html_element(h, "span", text, "class", "said", "dir", "auto", NULL);
}

static void number_alone(struct html *h, const struct cell *cell,
                         enum field field, enum style style, double x)
{
    struct str value = {0}, id = {0}, shown = {0};

    num_add(&value, x);
    str_add(&id, cell->id);
    if (field != FIELD_VALUE) {
        str_add_char(&id, '#');
        str_add(&id, field_name(field));
    }
    show_number(&shown, x, style);
    html_element(h, "data", str_cstr(&shown), "value", str_cstr(&value),
                 "data-id", str_cstr(&id), NULL);
    h->out->failed |= value.failed || id.failed || shown.failed;
    str_free(&value);
    str_free(&id);
    str_free(&shown);
}

void html_number(struct html *h, const struct cell *cell, enum field field,
                 enum style style)
{
    html_numbers(h, cell, field, style, NULL);
}

void html_numbers(struct html *h, const struct cell *cell, enum field field,
                  enum style style, const enum style *value_style)
{
    double x = cell_number(cell, field);
    struct str shown = {0};

    if (isnan(x)) {
        show_cell(&shown, cell, field, style);
        html_text(h, str_cstr(&shown));
        h->out->failed |= shown.failed;
        str_free(&shown);
        return;
    }
    number_alone(h, cell, field, style, x);
    if (value_style && !isnan(cell_number(cell, FIELD_VALUE))) {
        html_text(h, " (");
        number_alone(h, cell, FIELD_VALUE, *value_style,
                     cell_number(cell, FIELD_VALUE));
        html_text(h, ")");
    }
    if (cell->mark == MARK_LOW && field != FIELD_N && field != FIELD_COUNT) {
        html_text(h, " ");
        html_text(h, mark_text(MARK_LOW));
    }
}

void html_date(struct html *h, const char *iso)
{
    struct str shown = {0};

    show_date(&shown, iso);
    html_element(h, "time", str_cstr(&shown), "datetime", iso, NULL);
    h->out->failed |= shown.failed;
    str_free(&shown);
}

void html_words(struct html *h, const struct prose *words)
{
    for (size_t i = 0; i < words->n; i++) {
        const struct span *s = &words->span[i];

        switch (s->kind) {
        case SPAN_TEXT:
            html_text(h, s->text);
            break;
        case SPAN_SAID:
            html_said(h, s->text);
            break;
        case SPAN_NUMBER:
            html_number(h, s->cell, s->field, s->style);
            break;
        case SPAN_CODE:
            html_element(h, "code", s->text, NULL);
            break;
        case SPAN_DATE:
            html_date(h, s->text);
            break;
        }
    }
}
