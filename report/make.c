/* make.c - see make.h. */
#include "report/make.h"

#include <math.h>
#include <string.h>
#include "core/evidence/evidence.h"

const struct cell *make_get(const struct maker *m, const char *item,
                            const char *option, const char *level,
                            const char *base, const char *measure)
{
    const struct cell_key key = {
        .source = m->planned->source,
        .question = m->question->key,
        .item = item,
        .option = option,
        .breakdown = level ? m->planned->split->name : NULL,
        .level = level,
        .base = base,
        .scheme = m->pack->plan->scheme,
        .measure = measure,
    };

    return pack_find(m->pack, &key);
}

bool make_is_headline(const struct maker *m)
{
    return m->survey->headline.question &&
           &m->survey->question[m->survey->headline.question_index] ==
               m->question;
}

enum status make_table(const struct maker *m, size_t n_rows, size_t n_columns)
{
    struct table *t = &m->exhibit->table;

    t->row = arena_alloc(m->arena, n_rows + 1, sizeof *t->row);
    t->column = arena_alloc(m->arena, n_columns + 1, sizeof *t->column);
    t->entry = arena_alloc(m->arena, n_rows * n_columns + 1, sizeof *t->entry);
    if (!t->row || !t->column || !t->entry)
        return err_nomem(m->err);
    t->n_rows = n_rows;
    t->n_columns = n_columns;
    return OK;
}

struct entry *make_entry(const struct maker *m, size_t row, size_t column)
{
    const struct table *t = &m->exhibit->table;

    return &t->entry[row * t->n_columns + column];
}

enum status make_chart(const struct maker *m, enum chart_kind kind,
                       size_t n_rows, size_t n_series)
{
    struct chart *c = &m->exhibit->chart;

    c->series = arena_alloc(m->arena, n_series, sizeof *c->series);
    c->row = arena_alloc(m->arena, n_rows + 1, sizeof *c->row);
    if (!c->series || !c->row)
        return err_nomem(m->err);
    c->kind = kind;
    c->n_series = n_series;
    c->n_rows = n_rows;
    for (size_t i = 0; i < n_rows; i++) {
        c->row[i].cell =
            arena_alloc(m->arena, n_series, sizeof *c->row[i].cell);
        if (!c->row[i].cell)
            return err_nomem(m->err);
    }
    return OK;
}

enum status make_say(const struct maker *m, struct prose *out,
                     enum pattern pattern, const struct slot *slot, size_t n)
{
    return words_say(out, m->arena, pattern, slot, n, m->err);
}

enum status make_sentence(const struct maker *m, enum pattern pattern,
                          const struct slot *slot, size_t n)
{
    struct exhibit *e = m->exhibit;

    if (e->n_sentences == EXHIBIT_SENTENCES)
        return OK;
    return make_say(m, &e->sentence[e->n_sentences++], pattern, slot, n);
}

enum status make_note(const struct maker *m, enum pattern pattern,
                      const struct slot *slot, size_t n)
{
    struct exhibit *e = m->exhibit;

    if (e->n_notes == EXHIBIT_SENTENCES)
        return OK;
    return make_say(m, &e->note[e->n_notes++], pattern, slot, n);
}

bool make_sound(const struct cell *cell)
{
    return cell && cell->mark == MARK_NONE && !isnan(cell->f.value) &&
           cell->f.n > 0;
}

const char *make_base_words(const char *base)
{
    enum base parsed;

    return base && base_parse(base, &parsed) ? base_words(parsed) : "";
}

const char *make_who(const char *base)
{
    return strcmp(base, "complete") == 0 ? "Of those who filled every place"
                                         : "Of those who ranked at least one";
}

/* "those who answered": the words of a base without the "of". */
static const char *who(const char *base)
{
    const char *words = make_base_words(base);

    if (strncmp(words, "of those ", 9) == 0)
        return words + 9;
    return strncmp(words, "of all ", 7) == 0 ? words + 7 : words;
}

static bool smaller_base(const struct cell *a, const struct cell *b)
{
    return !b || a->f.n < b->f.n;
}

enum status make_bases(const struct maker *m, const char *base)
{
    const struct table *t = &m->exhibit->table;
    const struct cell *least = NULL, *most = NULL;

    for (size_t i = 0; i < t->n_rows * t->n_columns; i++) {
        const struct cell *c = t->entry[i].cell;

        if (!c || isnan(cell_number(c, FIELD_N)) || c->key.breakdown ||
            strcmp(c->key.base, base) != 0)
            continue;
        if (smaller_base(c, least))
            least = c;
        if (!most || c->f.n > most->f.n)
            most = c;
    }
    if (!least)
        return make_say(m, &m->exhibit->base, BASE_WITHHELD, NULL, 0);
    {
        const struct slot slot[] = {
            SLOT_NUMBER("n", most, FIELD_N, STYLE_COUNT),
            SLOT_NUMBER("least", least, FIELD_N, STYLE_COUNT),
            SLOT_NUMBER("most", most, FIELD_N, STYLE_COUNT),
            SLOT_TEXT("who", who(base)),
        };

        return make_say(m, &m->exhibit->base,
                        m->planned->kind == PLANNED_CROSS ? BASE_GROUPS
                        : least->f.n < most->f.n          ? BASE_RANGE
                                                          : BASE_ONE,
                        slot, 4);
    }
}

static const char *option_label(const struct survey *survey, size_t question,
                                const char *key)
{
    const struct question *q = &survey->question[question];
    size_t option = survey_option(q, key);

    return option == SURVEY_NONE ? key : q->options.option[option].label;
}

static const char *kind_label(const char *level)
{
    static const struct {
        const char *level, *label;
    } kinds[] = {{"individual", "Individuals"},
                 {"organisation", "Organisations"},
                 {"staff", "Staff"}};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(level, kinds[i].level) == 0)
            return kinds[i].label;
    }
    return level;
}

/* NULL: out of memory. */
static const char *level_label(const struct maker *m, const struct split *split,
                               const char *level)
{
    const char *star = strchr(level, '*');
    char *first;

    if (split->n == 0)
        return kind_label(level);
    if (split->n == 1 || !star)
        return option_label(m->survey, split->question[0], level);
    first = arena_text(m->arena, level, (size_t)(star - level));
    if (!first)
        return NULL;
    return arena_printf(m->arena, "%s, %s",
                        option_label(m->survey, split->question[0], first),
                        option_label(m->survey, split->question[1], star + 1));
}

enum status make_levels(const struct maker *m, const struct split *split,
                        struct levels *out)
{
    const struct pack *pack = m->pack;
    struct levels levels = {0};

    levels.key = arena_alloc(m->arena, pack->n_levels + 1, sizeof *levels.key);
    levels.label =
        arena_alloc(m->arena, pack->n_levels + 1, sizeof *levels.label);
    if (!levels.key || !levels.label)
        return err_nomem(m->err);
    for (size_t i = 0; i < pack->n_levels; i++) {
        if (strcmp(pack->level[i].breakdown, split->name) != 0)
            continue;
        levels.key[levels.n] = pack->level[i].level;
        levels.label[levels.n] = level_label(m, split, pack->level[i].level);
        if (!levels.label[levels.n])
            return err_nomem(m->err);
        levels.n++;
    }
    *out = levels;
    return OK;
}
