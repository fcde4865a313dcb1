/* profile.c - see profile.h. */
#include "ingest/profile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/num.h"
#include "ingest/dates.h"
#include "ingest/numbers.h"
#include "ingest/personal.h"

/* A longer cell is no option but a text, and a longer part no choice. */
enum { VALUE_MOST = 4096 };

const double group_totals[TOTALS] = {100, 10, 1000, 50, 20, 1};

static enum status add_value(struct arena *arena, struct value **list,
                             size_t *n, size_t *room, struct text t,
                             struct err *err)
{
    enum status rc = mem_grow((void **)list, room, *n + 1, sizeof **list, err);
    struct value *v;

    if (rc != OK)
        return rc;
    t = text_trim(t);
    v = &(*list)[*n];
    *v = (struct value){.text = arena_text(arena, t.p, t.n),
                        .number = (double)NAN};
    if (!v->text)
        return err_nomem(err);
    (void)number_of(t, &v->number);
    ++*n;
    return OK;
}

static void classify(struct profile *p, struct text t, double number)
{
    struct date_evidence dates = {0};
    static const enum personal kinds[] = {PERSONAL_EMAIL, PERSONAL_TELEPHONE,
                                          PERSONAL_IP, PERSONAL_INSURANCE};

    p->longest = t.n > p->longest ? t.n : p->longest;
    p->joined += memchr(t.p, ';', t.n) != NULL;
    if (!isnan(number)) {
        p->least = p->numbers == 0 || number < p->least ? number : p->least;
        p->most = p->numbers == 0 || number > p->most ? number : p->most;
        p->sum += number;
        p->numbers++;
        p->whole += number == floor(number);
    } else if (t.n <= 64) {
        date_look(t, &dates);
        p->dates += dates.dates;
    }
    for (size_t i = 0; i < 4 && t.n <= 100; i++)
        if (personal_is(t, kinds[i])) {
            p->personal++;
            break;
        }
    p->postcodes += t.n <= 12 && personal_like_postcode(t);
}

static enum status take_part(struct arena *arena, struct profile *p,
                             struct text part, struct err *err)
{
    int32_t at;
    enum status rc;

    part = text_trim(part);
    if (part.n == 0)
        return OK;
    p->part_cells++;
    p->many_parts |= part.n > VALUE_MOST;
    if (p->many_parts && !p->part_words)
        return OK;
    if (p->many_parts) {
        at = dictionary_find(p->part_words, part);
        if (at >= 0 && (size_t)at < p->parts)
            p->part[at].n++;
        return OK;
    }
    if (!p->part_words)
        p->part_words = dictionary_new();
    if (!p->part_words)
        return err_nomem(err);
    rc = dictionary_meet(p->part_words, part, (int32_t)p->parts, &at, err);
    if (rc != OK)
        return rc;
    if ((size_t)at < p->parts) {
        p->part[at].n++;
        return OK;
    }
    p->many_parts = p->parts == PROFILE_VALUES;
    rc = p->many_parts
             ? OK
             : add_value(arena, &p->part, &p->parts, &p->parts_room, part, err);
    if (rc == OK && !p->many_parts)
        p->part[at].n = 1;
    return rc;
}

/* A comma ends a part where a space, and no small letter, is behind: what goes
 * on in small letters is the same choice.  tight: where no space is. */
static bool comma_ends(struct text t, size_t i, bool tight)
{
    if (tight)
        return i + 1 < t.n && t.p[i + 1] != ' ';
    return i + 2 < t.n && t.p[i + 1] == ' ' &&
           !(t.p[i + 2] >= 'a' && t.p[i + 2] <= 'z');
}

/* Where the first part of t ends: at a semicolon; where the platform joins by
 * spaces, at one; where it joins by commas, at one outside brackets. */
static size_t part_end(struct text t, char mark, bool tight)
{
    size_t depth = 0;

    for (size_t i = 0; i < t.n; i++) {
        char c = t.p[i];

        if (mark != ',' && c == mark)
            return i;
        depth += c == '(';
        depth -= c == ')' && depth > 0;
        if (mark == ',' && c == ',' && depth == 0 && comma_ends(t, i, tight))
            return i;
    }
    return t.n;
}

static enum status take_parts(struct arena *arena, struct profile *p,
                              struct text t, const struct layout *layout,
                              struct err *err)
{
    bool tight = layout->tight;
    char mark = !p->joined && (layout->commas || tight) ? ',' : ';';
    enum status rc = OK;

    if (layout->spaces && !p->joined)
        mark = ' ';
    p->commas += mark == ',' && part_end(t, mark, tight) < t.n;
    p->spaces += mark == ' ' && part_end(t, mark, tight) < t.n;
    while (t.n && rc == OK) {
        size_t n = part_end(t, mark, tight);

        rc = take_part(arena, p, (struct text){t.p, n}, err);
        n += n < t.n;
        t = (struct text){t.p + n, t.n - n};
    }
    return rc;
}

/* Counts a cell; *number is what it says as a number. */
static enum status take_cell(struct arena *arena, struct profile *p,
                             struct text cell, const struct layout *layout,
                             double *number, struct err *err)
{
    struct text t = text_trim(cell);
    int32_t at = 0;
    double plain;
    enum status rc;

    *number = (double)NAN;
    if (t.n == 0)
        return OK;
    p->filled++;
    p->many |= t.n > VALUE_MOST;
    if (!p->many) {
        rc = dictionary_meet(p->values, t, (int32_t)p->n, &at, err);
        if (rc != OK)
            return rc;
        if ((size_t)at < p->n) {
            p->value[at].n++;
            *number = p->value[at].number;
        } else if (p->n == PROFILE_VALUES) {
            p->many = true;
        } else {
            rc = add_value(arena, &p->value, &p->n, &p->room, t, err);
            if (rc != OK)
                return rc;
            p->value[at].n = 1;
            *number = p->value[at].number;
        }
    }
    if (p->many)
        (void)number_of(t, number);
    if (!isnan(*number) && memchr(t.p, ',', t.n) &&
        !num_parse_loose(t, &plain)) {
        p->decimal_commas++;
        p->no_list |= number_no_list(t);
    }
    classify(p, t, *number);
    return take_parts(arena, p, t, layout, err);
}

static void look_at_group(struct group *g, const double *number)
{
    double sum = 0;
    size_t given = 0;
    bool tied = false;

    for (size_t i = g->from; i < g->to; i++) {
        if (isnan(number[i]))
            continue;
        given++;
        sum += number[i];
        for (size_t j = g->from; j < i && !tied && g->to - g->from <= 64; j++)
            tied = number[j] == number[i];
    }
    if (!given)
        return;
    g->rows++;
    /* The sum of more than half of the rows outlives the others. */
    if (g->lead == 0)
        g->sum = sum;
    g->most = sum > g->most ? sum : g->most;
    g->lead = sum == g->sum ? g->lead + 1 : g->lead - 1;
    g->tied += tied;
    for (size_t t = 0; t < TOTALS; t++)
        g->totals[t] += fabs(sum - group_totals[t]) <= 0.005 * group_totals[t];
}

static enum status find_groups(struct profiles *p, const struct export *e,
                               struct err *err)
{
    const struct column *c = e->columns.column;

    p->group = arena_alloc(p->arena, e->columns.n, sizeof *p->group);
    if (!p->group)
        return err_nomem(err);
    for (size_t i = 0; i < e->columns.n;) {
        struct group *g = &p->group[p->n_groups++];

        g->from = i++;
        while (i < e->columns.n && c[i].label[0] &&
               c[i].role != ROLE_PERSONAL && c[i].question[0] &&
               strcmp(c[i].question, c[g->from].question) == 0)
            i++;
        g->to = i;
        group_lines(g, c);
    }
    return OK;
}

static enum status profiles_new(struct profiles **out, const struct export *e,
                                struct err *err)
{
    struct arena *arena = arena_new();
    struct profiles *p = arena ? arena_alloc(arena, 1, sizeof *p) : NULL;

    *out = p;
    if (!p) {
        arena_free(arena);
        return err_nomem(err);
    }
    p->arena = arena;
    p->column = arena_alloc(arena, e->columns.n, sizeof *p->column);
    p->number = arena_alloc(arena, e->columns.n, sizeof *p->number);
    p->given = arena_alloc(arena, e->columns.n, sizeof *p->given);
    if (!p->column || !p->number || !p->given)
        return err_nomem(err);
    for (size_t i = 0; i < e->columns.n; i++) {
        p->column[i].values = dictionary_new();
        if (!p->column[i].values)
            return err_nomem(err);
        dictionary_words_only(p->column[i].values);
    }
    return find_groups(p, e, err);
}

/* What the platform writes where a question was not put. */
static bool not_asked(const struct export *e, struct text t)
{
    const char *words = e->layout->not_asked;

    return words && t.n == strlen(words) && memcmp(t.p, words, t.n) == 0;
}

/* The label of a code, where a codebook gives one. */
static struct text meant(const struct column *c, struct text cell)
{
    for (size_t i = 0; i < c->n_offered; i++)
        if (c->offered[i].code &&
            text_same(text_trim(cell), text_of(c->offered[i].code)))
            return text_of(c->offered[i].label);
    return cell;
}

/* Answers that the file says were offered stand first, chosen or not. */
static enum status offer(struct profile *p, const struct column *c,
                         struct err *err)
{
    struct value *value;
    size_t n = 0;

    if (p->many || c->n_offered == 0 || c->n_offered > PROFILE_VALUES)
        return OK;
    value = mem_array(c->n_offered + p->n, sizeof *value);
    if (!value)
        return err_nomem(err);
    for (size_t i = 0; i < c->n_offered; i++) {
        const struct offered *o = &c->offered[i];
        struct value v = {.text = o->label, .number = (double)NAN};

        for (size_t k = 0; k < p->n; k++)
            if (text_same(text_of(p->value[k].text), text_of(o->label)))
                v = p->value[k];
        v.missing = o->missing;
        value[n++] = v;
    }
    for (size_t k = 0; k < p->n; k++) {
        bool offered = false;

        for (size_t i = 0; i < c->n_offered; i++)
            offered |= text_same(text_of(p->value[k].text),
                                 text_of(c->offered[i].label));
        if (!offered)
            value[n++] = p->value[k];
    }
    free(p->value);
    p->value = value;
    p->n = n;
    return OK;
}

/* Of thousands of columns the dictionaries are most of what a draft holds. */
static void forget_words(struct profile *p)
{
    dictionary_free(p->values);
    p->values = NULL;
    if (p->commas > 0)
        return;
    dictionary_free(p->part_words);
    p->part_words = NULL;
}

enum status profiles_read(struct profiles **out, struct export *e,
                          struct err *err)
{
    struct profiles *p = NULL;
    struct export_row row;
    enum status rc = profiles_new(&p, e, err);

    if (rc == OK)
        rc = export_rewind(e, err);
    while (rc == OK) {
        rc = export_next(e, &row, err);
        if (rc != OK || row.what == EXPORT_END)
            break;
        if (row.what != EXPORT_ROW)
            continue;
        p->rows++;
        for (size_t i = 0; i < e->columns.n && rc == OK; i++) {
            p->given[i] = text_trim(row.cell[i]).n > 0;
            if (not_asked(e, row.cell[i])) {
                p->not_asked += !p->column[i].not_asked;
                p->column[i].not_asked = true;
                p->number[i] = (double)NAN;
                p->given[i] = false;
            } else {
                rc = take_cell(p->arena, &p->column[i],
                               meant(&e->columns.column[i], row.cell[i]),
                               e->layout, &p->number[i], err);
            }
        }
        for (size_t g = 0; g < p->n_groups; g++)
            if (p->group[g].to - p->group[g].from > 1) {
                look_at_group(&p->group[g], p->number);
                group_count(&p->group[g], e->columns.column, p->given);
                group_repeats(&p->group[g], row.cell);
            }
    }
    for (size_t i = 0; i < e->columns.n && rc == OK; i++) {
        forget_words(&p->column[i]);
        rc = offer(&p->column[i], &e->columns.column[i], err);
    }
    if (rc != OK) {
        profiles_free(p, e->columns.n);
        p = NULL;
    }
    *out = p;
    return rc;
}

void profiles_free(struct profiles *p, size_t columns)
{
    if (!p)
        return;
    for (size_t i = 0; p->column && i < columns; i++) {
        free(p->column[i].value);
        free(p->column[i].part);
        dictionary_free(p->column[i].values);
        dictionary_free(p->column[i].part_words);
    }
    arena_free(p->arena);
}
