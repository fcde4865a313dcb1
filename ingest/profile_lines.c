/* profile_lines.c - a grid that has a column for each choice of each line. */
#include <string.h>
#include "ingest/bind.h"
#include "ingest/profile.h"

bool label_parts(const char *label, struct text *line, struct text *choice)
{
    size_t n = strlen(label);

    for (size_t i = n; i-- > 1;)
        if (i + 3 < n && memcmp(label + i, " - ", 3) == 0) {
            *line = (struct text){label, i};
            *choice = (struct text){label + i + 3, n - i - 3};
            return true;
        }
    return false;
}

/* How many columns from `at` on are of one line. */
static size_t width_at(const struct column *column, size_t at, size_t to)
{
    struct text first, line, choice;
    size_t n = 0;

    if (!label_parts(column[at].label, &first, &choice))
        return 0;
    while (at + n < to && label_parts(column[at + n].label, &line, &choice) &&
           text_equal(line, first))
        n++;
    return n;
}

static bool same_choices(const struct column *column, size_t a, size_t b,
                         size_t n)
{
    struct text line, x, y;

    for (size_t i = 0; i < n; i++)
        if (!label_parts(column[a + i].label, &line, &x) ||
            !label_parts(column[b + i].label, &line, &y) || !text_same(x, y))
            return false;
    return true;
}

/* "3", "Rank 3", "3rd choice": the one number in it. */
static bool is_place(const char *label, size_t place)
{
    size_t n = strcspn(label, "0123456789"), value = 0, digits = 0;

    for (const char *p = label + n; *p >= '0' && *p <= '9' && digits < 4; p++) {
        value = value * 10 + (size_t)(*p - '0');
        digits++;
    }
    return digits && value == place && strlen(label) <= 20 &&
           !strpbrk(label + n + digits, "0123456789") &&
           (n == 0 || label[n - 1] == ' ');
}

static bool are_places(const struct group *g, const struct column *column)
{
    for (size_t i = g->from; i < g->to; i++)
        if (!is_place(column[i].label, i - g->from + 1))
            return false;
    return g->to - g->from >= 2;
}

void group_lines(struct group *g, const struct column *column)
{
    size_t width = width_at(column, g->from, g->to), lines = 0, at = g->from;

    g->places = are_places(g, column);
    g->lines = 1;
    g->width = g->to - g->from;
    if (width < 2)
        return;
    while (at < g->to && width_at(column, at, g->to) == width &&
           same_choices(column, g->from, at, width)) {
        at += width;
        lines++;
    }
    /* Behind the lines there may be room for words. */
    for (size_t i = at; i < g->to; i++)
        if (!label_takes_words(column[i].label))
            return;
    if (lines < 2)
        return;
    g->lines = lines;
    g->width = width;
}

/* "Other" to tick may have a column for its words behind it. */
static bool is_words_of(const struct column *column, size_t i, size_t from)
{
    return i > from && label_takes_words(column[i].label) &&
           label_takes_words(column[i - 1].label);
}

void group_count(struct group *g, const struct column *column,
                 const bool *given)
{
    for (size_t line = 0; line < g->lines; line++) {
        size_t from = g->from + line * g->width, n = 0;

        for (size_t i = from; i < from + g->width; i++)
            n += given[i] && !is_words_of(column, i, from);
        g->answered += n > 0;
        g->several += n > 1;
    }
}

void group_repeats(struct group *g, const struct text *cell)
{
    size_t given = 0;
    bool again = false;

    if (!g->places)
        return;
    for (size_t i = g->from; i < g->to; i++) {
        given += text_trim(cell[i]).n > 0;
        for (size_t k = g->from; k < i && !again; k++)
            again = text_trim(cell[i]).n && text_same(cell[i], cell[k]);
    }
    g->ordered += given > 1;
    g->repeated += given > 1 && again;
}
