/* show.c - see show.h. */
#include "report/show.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include "core/base/num.h"
#include "core/evidence/evidence.h"

static void show_percent(struct str *out, double x)
{
    double percent = num_round(100 * x);

    if (percent == 0 && x != 0) {
        str_add(out, x > 0 ? "less than 1%" : "less than 1% below 0");
        return;
    }
    num_add_fixed(out, 100 * x, 0);
    str_add_char(out, '%');
}

static void show_p(struct str *out, double x)
{
    if (x < 0.001)
        str_add(out, "less than 0.001");
    else
        num_add_fixed(out, x, 3);
}

static void show_points(struct str *out, double x)
{
    double points = num_round(100 * fabs(x));

    num_add_fixed(out, points, 0);
    str_add(out, points == 1 ? " percentage point" : " percentage points");
}

static void show_gap(struct str *out, double x)
{
    if (num_round(100 * x) > 0)
        str_add_char(out, '+');
    num_add_fixed(out, num_round(100 * x), 0);
}

void show_number(struct str *out, double x, enum style style)
{
    if (isnan(x))
        return;
    switch (style) {
    case STYLE_COUNT:
        num_add_count(out, num_round(x));
        break;
    case STYLE_PERCENT:
        show_percent(out, x);
        break;
    case STYLE_PLACE:
        num_add_fixed(out, x, 2);
        break;
    case STYLE_SCORE:
        num_add_fixed(out, x, 1);
        break;
    case STYLE_RANK:
        num_add_fixed(out, x, 0);
        break;
    case STYLE_P:
        show_p(out, x);
        break;
    case STYLE_TAU:
        num_add_fixed(out, x, 2);
        break;
    case STYLE_POINTS:
        show_points(out, x);
        break;
    case STYLE_GAP:
        show_gap(out, x);
        break;
    case STYLE_PLACES:
        num_add_fixed(out, fabs(x), 2);
        break;
    case STYLE_STATED:
        num_add(out, x);
        break;
    }
}

void show_cell(struct str *out, const struct cell *cell, enum field field,
               enum style style)
{
    double x = cell_number(cell, field);

    if (cell && cell->mark == MARK_WITHHELD) {
        str_add(out, mark_text(MARK_WITHHELD));
        return;
    }
    if (isnan(x)) {
        str_add(out, cell && cell->mark == MARK_NOBODY ? mark_text(MARK_NOBODY)
                                                       : "[x]");
        return;
    }
    show_number(out, x, style);
    if (cell->mark == MARK_LOW && field != FIELD_N && field != FIELD_COUNT) {
        str_add_char(out, ' ');
        str_add(out, mark_text(MARK_LOW));
    }
}

static const struct measure_row *row_of(const char *measure)
{
    enum rule rule;
    size_t n;

    if (!measure)
        return NULL;
    for (size_t i = 0; i < MEASURES; i++) {
        const struct measure_row *row = measure_row((enum measure)i);

        if (strcmp(row->name, measure) == 0)
            return row;
    }
    return rule_parse(measure, &rule, &n) ? rule_row(rule) : NULL;
}

enum style show_style(const char *measure)
{
    const struct measure_row *row = row_of(measure);

    if (row && strcmp(row->unit, "share") == 0)
        return STYLE_PERCENT;
    if (row &&
        (strcmp(row->unit, "places") == 0 || strcmp(row->name, "borda") == 0))
        return STYLE_PLACE;
    return STYLE_SCORE;
}

enum style show_field(enum style value, enum field field)
{
    switch (field) {
    case FIELD_N:
    case FIELD_COUNT:
        return STYLE_COUNT;
    case FIELD_RANK:
    case FIELD_RANK_LOWER:
    case FIELD_RANK_UPPER:
    case FIELD_RANK_LOWER_ALL:
    case FIELD_RANK_UPPER_ALL:
    case FIELD_RULES_AHEAD:
    case FIELD_RULES_BEHIND:
    case FIELD_RULES:
        return STYLE_RANK;
    case FIELD_P:
    case FIELD_P_ADJUSTED:
        return STYLE_P;
    case FIELD_EFFECT:
        return STYLE_TAU;
    default:
        return value;
    }
}

const char *show_measure(const char *measure)
{
    static const char *const top[] = {
        "",
        "share who placed it first",
        "share who placed it first or second",
        "share who placed it in their first three",
        "share who placed it in their first four",
        "share who placed it in their first five"};
    const struct measure_row *row = row_of(measure);
    enum rule rule;
    size_t n = 0;

    if (row && rule_parse(measure, &rule, &n) && rule == RULE_TOP_N &&
        n < sizeof top / sizeof *top)
        return top[n];
    return row ? row->wording : measure ? measure : "";
}

bool show_lower_is_better(const char *measure)
{
    const struct measure_row *row = row_of(measure);

    return row && row->better == BETTER_LOWER;
}

static bool digits(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!isdigit((unsigned char)p[i]))
            return false;
    }
    return true;
}

void show_date(struct str *out, const char *iso)
{
    static const char *const month[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    size_t m;

    if (strlen(iso) < 10 || !digits(iso, 4) || iso[4] != '-' ||
        !digits(iso + 5, 2) || iso[7] != '-' || !digits(iso + 8, 2)) {
        str_add(out, iso);
        return;
    }
    m = (size_t)(iso[5] - '0') * 10 + (size_t)(iso[6] - '0');
    if (m < 1 || m > 12) {
        str_add(out, iso);
        return;
    }
    str_add_n(out, iso + (iso[8] == '0' ? 9 : 8), iso[8] == '0' ? 1 : 2);
    str_addf(out, " %s ", month[m - 1]);
    str_add_n(out, iso, 4);
}

const char *show_channel(const struct pack_source *source)
{
    return source->channel ? source->channel : "online";
}

const char *show_sample(enum sample_kind sample)
{
    static const char *const words[] = {
        [SAMPLE_OPEN] = "open to anyone",
        [SAMPLE_PANEL] = "a panel whose members had chosen to join",
        [SAMPLE_PROBABILITY] = "a random sample"};

    return words[sample];
}
