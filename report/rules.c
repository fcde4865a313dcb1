/* rules.c - a ranking by every way of counting: the places side by side, a mark
 * on items that move, and one sentence where the ways disagree about a place.
 */
#include "report/make.h"

#include <math.h>
#include <string.h>

/* Ways in the order of the table.  `pairs`: rests on who beats whom alone, so
 * that these agree wherever one item beats all others. */
static const struct way_row {
    const char *rule, *heading, *words;
    bool pairs;
} ways[] = {
    {"mean_rank", "Average place", "average place", false},
    {"borda", "Borda", "Borda score", false},
    {"dowdall", "Dowdall", "Dowdall score", false},
    {"first_choice", "First choices", "first choices", false},
    {"top2", "First two", "the first two choices", false},
    {"top3", "First three", "the first three choices", false},
    {"top4", "First four", "the first four choices", false},
    {"top5", "First five", "the first five choices", false},
    {"copeland", "Copeland", "Copeland", true},
    {"schulze", "Schulze", "Schulze", true},
    {"ranked_pairs", "Ranked pairs", "ranked pairs", true},
    {"kemeny", "Kemeny", "Kemeny", true},
    {"instant_runoff", "Instant run-off", "instant run-off", false},
    {"plackett_luce", "Plackett-Luce", "Plackett-Luce", false},
    {"bradley_terry", "Bradley-Terry", "Bradley-Terry", false},
};
enum { WAYS = sizeof ways / sizeof *ways };

const char *make_rule_words(const char *rule)
{
    for (size_t i = 0; i < WAYS; i++) {
        if (strcmp(ways[i].rule, rule) == 0)
            return ways[i].words;
    }
    return show_measure(rule);
}

struct column {
    const struct way_row *way;
    const char *base;
};

struct counts { /* of one ranking by all ways that there are */
    const struct maker *m;
    struct lines lines;
    struct column column[2 * WAYS];
    size_t n, chief; /* the first `chief` are of the usual base */
};

static const struct cell *place_of(const struct counts *c, size_t item,
                                   size_t column)
{
    return make_get(c->m, c->lines.line[item].item, NULL, NULL,
                    c->column[column].base, c->column[column].way->rule);
}

static bool has_way(const struct counts *c, const struct column *column)
{
    for (size_t i = 0; i < c->lines.n; i++) {
        const struct cell *cell =
            make_get(c->m, c->lines.line[i].item, NULL, NULL, column->base,
                     column->way->rule);

        if (cell && (!isnan(cell->f.rank) || cell->mark == MARK_WITHHELD))
            return true;
    }
    return false;
}

static enum status count_ways(struct counts *c, const struct maker *m)
{
    const char *chief = make_base(m);
    const char *other = strcmp(chief, "complete") == 0 ? "ranked" : "complete";
    enum status rc = make_lines(m, &c->lines);

    c->m = m;
    c->n = 0;
    for (size_t b = 0; b < 2 && rc == OK; b++) {
        for (size_t i = 0; i < WAYS; i++) {
            const struct column column = {&ways[i], b ? other : chief};

            /* The other base is a check on the simplest ways. */
            if (b && i > 0 && strcmp(ways[i].rule, "first_choice") != 0)
                continue;
            if (has_way(c, &column))
                c->column[c->n++] = column;
        }
        if (b == 0)
            c->chief = c->n;
    }
    return rc;
}

static bool all_sound(const struct counts *c)
{
    for (size_t i = 0; i < c->lines.n; i++) {
        for (size_t w = 0; w < c->chief; w++) {
            const struct cell *cell = place_of(c, i, w);

            if (!cell || cell->mark != MARK_NONE || isnan(cell->f.rank))
                return false;
        }
    }
    return c->chief > 1 && c->lines.n > 1;
}

static bool moves(const struct counts *c, size_t item)
{
    double least = (double)INFINITY, most = 0;

    for (size_t w = 0; w < c->chief; w++) {
        double rank = cell_number(place_of(c, item, w), FIELD_RANK);

        least = rank < least ? rank : least;
        most = rank > most ? rank : most;
    }
    return most - least > 1;
}

/* ---- where they disagree ---------------------------------------------- */

static bool same_at(const struct counts *c, size_t a, size_t b, double place)
{
    for (size_t i = 0; i < c->lines.n; i++) {
        if ((cell_number(place_of(c, i, a), FIELD_RANK) == place) !=
            (cell_number(place_of(c, i, b), FIELD_RANK) == place))
            return false;
    }
    return true;
}

/* The first place of which not all say the same; 0: none. */
static size_t disputed(const struct counts *c)
{
    for (size_t place = 1; place <= c->lines.n; place++) {
        for (size_t w = 1; w < c->chief; w++) {
            if (!same_at(c, 0, w, (double)place))
                return place;
        }
    }
    return 0;
}

static struct span text_span(const char *text)
{
    return (struct span){.kind = SPAN_TEXT, .text = text};
}

static void add_items(const struct counts *c, size_t way, double place,
                      struct prose *out)
{
    size_t n = 0, at = 0;

    for (size_t i = 0; i < c->lines.n; i++)
        n += cell_number(place_of(c, i, way), FIELD_RANK) == place;
    for (size_t i = 0; i < c->lines.n; i++) {
        if (cell_number(place_of(c, i, way), FIELD_RANK) != place)
            continue;
        words_add(out, text_span(words_joint(at++, n)));
        words_add(out, (struct span){.kind = SPAN_SAID,
                                     .text = c->lines.line[i].label});
    }
    if (n > 1)
        words_add(out, text_span(" together"));
}

/* All ways that rest on pairs, where they are of one mind. */
static bool pairs_agree(const struct counts *c, double place, size_t *first)
{
    size_t n = 0;

    for (size_t w = 0; w < c->chief; w++) {
        if (!c->column[w].way->pairs)
            continue;
        if (n++ == 0)
            *first = w;
        else if (!same_at(c, *first, w, place))
            return false;
    }
    return n > 2;
}

/* The ways that say the same as `way`. */
static void add_ways(const struct counts *c, size_t way, double place,
                     struct prose *out)
{
    const char *name[WAYS];
    size_t n = 0, first_pair = WAYS;
    bool together = pairs_agree(c, place, &first_pair);

    for (size_t w = 0; w < c->chief; w++) {
        if (!same_at(c, way, w, place))
            continue;
        if (!together || !c->column[w].way->pairs)
            name[n++] = c->column[w].way->words;
        else if (w == first_pair)
            name[n++] = "every Condorcet rule";
    }
    for (size_t i = 0; i < n; i++) {
        words_add(out, text_span(words_joint(i, n)));
        words_add(out, text_span(name[i]));
    }
}

static enum status say_disputed(const struct counts *c, size_t place)
{
    static const char *const ordinal[] = {"",       "first", "second", "third",
                                          "fourth", "fifth", "sixth"};
    struct prose answers;
    enum status rc;

    if (place >= sizeof ordinal / sizeof *ordinal)
        return make_sentence(c->m, RULES_DIFFER_LATE, NULL, 0);
    rc = words_new(&answers, c->m->arena,
                   c->chief * (2 * c->lines.n + 2 * WAYS + 3), c->m->err);
    for (size_t w = 0; w < c->chief && rc == OK; w++) {
        bool seen = false;

        for (size_t before = 0; before < w; before++)
            seen = seen || same_at(c, before, w, (double)place);
        if (seen)
            continue;
        if (answers.n > 0)
            words_add(&answers, text_span("; "));
        add_items(c, w, (double)place, &answers);
        words_add(&answers, text_span(" by "));
        add_ways(c, w, (double)place, &answers);
    }
    {
        const struct slot slot[] = {SLOT_TEXT("place", ordinal[place]),
                                    SLOT_WORDS("answers", &answers)};

        return rc == OK ? make_sentence(c->m, RULES_DIFFER, slot, 2) : rc;
    }
}

static enum status say(const struct counts *c)
{
    size_t place;
    struct prose first;
    enum status rc;

    if (!all_sound(c))
        return OK;
    place = disputed(c);
    if (place == 0)
        return make_sentence(c->m, RULES_SAME, NULL, 0);
    rc = words_new(&first, c->m->arena, 2 * c->lines.n + 1, c->m->err);
    if (rc == OK && place > 1) {
        const struct slot slot[] = {SLOT_WORDS("item", &first)};

        add_items(c, 0, 1, &first);
        rc = make_sentence(c->m, RULES_ALL_FIRST, slot, 1);
    }
    return rc == OK ? say_disputed(c, place) : rc;
}

/* ---- the exhibit ------------------------------------------------------ */

static enum status fill_table(const struct counts *c)
{
    struct table *t = &c->m->exhibit->table;
    bool sound = all_sound(c), marked = false;
    enum status rc = make_table(c->m, c->lines.n, c->n);

    if (rc != OK)
        return rc;
    t->corner = "Item";
    for (size_t w = 0; w < c->n; w++) {
        t->column[w] = (struct heading){.label = c->column[w].way->heading,
                                        .group = make_who(c->column[w].base)};
        for (size_t i = 0; i < c->lines.n; i++)
            *make_entry(c->m, i, w) = (struct entry){.cell = place_of(c, i, w),
                                                     .field = FIELD_RANK,
                                                     .style = STYLE_RANK};
    }
    for (size_t i = 0; i < c->lines.n; i++) {
        bool mark = sound && moves(c, i);

        t->row[i] =
            (struct heading){.label = c->lines.line[i].label, .said = true};
        if (mark && !marked)
            rc = make_note(c->m, NOTE_MOVES, NULL, 0);
        marked = marked || mark;
        if (mark && rc == OK)
            t->row[i].note = 1; /* the first note of the exhibit */
    }
    return rc;
}

/* Ways that differ most from each other: as many as have room. */
static enum status fill_chart(const struct counts *c)
{
    static const char *const shown[] = {"mean_rank",    "borda",
                                        "first_choice", "top3",
                                        "schulze",      "instant_runoff"};
    enum { SHOWN = sizeof shown / sizeof *shown };
    size_t column[SHOWN], n = 0;

    for (size_t w = 0; w < c->chief; w++) {
        for (size_t i = 0; i < SHOWN && n < SHOWN; i++) {
            if (strcmp(c->column[w].way->rule, shown[i]) == 0)
                column[n++] = w;
        }
    }
    return make_bump(c->m, column, n);
}

/* A ranking; other questions that are ranked show their own bars. */
enum status make_ways(const struct maker *m)
{
    const struct slot slot[] = {
        SLOT_TEXT("scheme", strcmp(m->pack->plan->scheme, "unweighted") == 0
                                ? "not weighted"
                                : "weighted"),
    };
    struct counts counts;
    enum status rc;

    if (m->question->type != TYPE_RANKING)
        return make_rules(m);
    rc = count_ways(&counts, m);
    if (rc == OK)
        rc = fill_table(&counts);
    if (rc == OK)
        rc = make_say(m, &m->exhibit->title, TITLE_RULES, NULL, 0);
    if (rc == OK)
        rc = make_say(m, &m->exhibit->subtitle, SUBTITLE_RULES, slot, 1);
    if (rc == OK)
        rc = fill_chart(&counts);
    if (rc == OK)
        rc = say(&counts);
    if (rc == OK)
        rc = make_bases(m, make_base(m));
    return rc == OK ? make_notes(m) : rc;
}
