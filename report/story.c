/* story.c - see story.h. */
#include "report/story.h"

#include <math.h>
#include <string.h>

enum { PANEL_ROOM = 16 };

struct panel *story_panel(struct story *s, enum panel_section section,
                          const char *id, const char *heading, size_t room)
{
    const char *source = s->order->planned.source;
    struct panel *p;

    if (source) {
        id = arena_printf(s->arena, "%s__%s", id, source);
        heading = arena_printf(s->arena, "%s (%s)", heading, source);
        if (!id || !heading)
            return NULL;
    }
    if (s->n_panels == s->room) {
        size_t more = s->room ? 2 * s->room : PANEL_ROOM;
        struct panel *all = arena_alloc(s->arena, more, sizeof *all);

        if (!all)
            return NULL;
        if (s->n_panels)
            memcpy(all, s->panel, s->n_panels * sizeof *all);
        s->panel = all;
        s->room = more;
    }
    p = &s->panel[s->n_panels];
    *p = (struct panel){
        .section = section, .id = id, .heading = heading, .room = room};
    p->sentence = arena_alloc(s->arena, room + 1, sizeof *p->sentence);
    p->note = arena_alloc(s->arena, room + 1, sizeof *p->note);
    if (!p->sentence || !p->note)
        return NULL;
    s->n_panels++;
    return p;
}

enum status panel_say(struct story *s, struct panel *panel,
                      enum pattern pattern, const struct slot *slot, size_t n)
{
    if (panel->n_sentences == panel->room)
        return OK;
    return words_say(&panel->sentence[panel->n_sentences++], s->arena, pattern,
                     slot, n, s->err);
}

enum status panel_note(struct story *s, struct panel *panel,
                       enum pattern pattern, const struct slot *slot, size_t n)
{
    if (panel->n_notes == panel->room)
        return OK;
    return words_say(&panel->note[panel->n_notes++], s->arena, pattern, slot, n,
                     s->err);
}

enum status panel_caption(struct story *s, struct panel *panel,
                          enum pattern pattern, const struct slot *slot,
                          size_t n)
{
    return words_say(&panel->caption, s->arena, pattern, slot, n, s->err);
}

enum status panel_table(struct story *s, struct panel *panel, size_t n_rows,
                        size_t n_columns, const char *corner)
{
    struct table *t = &panel->table;

    t->corner = corner;
    t->row = arena_alloc(s->arena, n_rows + 1, sizeof *t->row);
    t->column = arena_alloc(s->arena, n_columns + 1, sizeof *t->column);
    t->entry = arena_alloc(s->arena, n_rows * n_columns + 1, sizeof *t->entry);
    if (!t->row || !t->column || !t->entry)
        return err_nomem(s->err);
    t->n_rows = n_rows;
    t->n_columns = n_columns;
    return OK;
}

struct entry *panel_entry(struct panel *panel, size_t row, size_t column)
{
    return &panel->table.entry[row * panel->table.n_columns + column];
}

const struct split *story_split(const struct story *s, const char *name)
{
    const struct plan *plan = s->order->maker.pack->plan;

    for (size_t i = 0; name && i < plan->n_splits; i++) {
        if (strcmp(plan->split[i].name, name) == 0)
            return &plan->split[i];
    }
    return NULL;
}

const char *story_level(struct story *s, const struct split *split,
                        const char *level)
{
    struct levels levels;

    if (make_levels(&s->order->maker, split, &levels) != OK)
        return NULL;
    for (size_t i = 0; i < levels.n; i++) {
        if (strcmp(levels.key[i], level) == 0)
            return levels.label[i];
    }
    return level;
}

enum status story_list(struct arena *arena, struct prose *out,
                       const char *const *label, size_t n, struct err *err)
{
    enum status rc = words_new(out, arena, 2 * n, err);

    for (size_t i = 0; rc == OK && i < n; i++) {
        if (i > 0)
            words_add(out, (struct span){.kind = SPAN_TEXT,
                                         .text = words_joint(i, n)});
        words_add(out, (struct span){.kind = SPAN_SAID, .text = label[i]});
    }
    return rc;
}

enum field story_p(const struct cell *test)
{
    return isnan(cell_number(test, FIELD_P_ADJUSTED)) ? FIELD_P
                                                      : FIELD_P_ADJUSTED;
}

/* ---- the headline ----------------------------------------------------- */

static enum status headline_order(struct story *s, const struct pack *pack,
                                  const char *source)
{
    const struct headline *h = &pack->survey->headline;
    struct order *o = s->order;
    bool together = true;
    enum status rc;

    o->maker = (struct maker){.pack = pack,
                              .survey = pack->survey,
                              .planned = &o->planned,
                              .arena = s->arena,
                              .err = s->err};
    o->planned.source = source;
    if (!h->question)
        return OK;
    o->planned.question = h->question_index;
    o->maker.question = &pack->survey->question[h->question_index];
    rc = make_rule_lines(&o->maker, make_rule(&o->maker), make_base(&o->maker),
                         &o->lines);
    o->sound = rc == OK && o->lines.n > 1;
    for (size_t i = 0; rc == OK && i < o->lines.n; i++) {
        const struct cell *cell = o->lines.line[i].cell;

        o->sound = o->sound && make_sound(cell);
        together = together && cell_number(cell, FIELD_RANK_LOWER_ALL) >= 1;
    }
    o->lower = together ? FIELD_RANK_LOWER_ALL : FIELD_RANK_LOWER;
    o->upper = together ? FIELD_RANK_UPPER_ALL : FIELD_RANK_UPPER;
    o->sets = o->sound;
    for (size_t i = 0; i < o->lines.n; i++)
        o->sets = o->sets &&
                  cell_number(o->lines.line[i].cell, o->lower) >= 1 &&
                  cell_number(o->lines.line[i].cell, o->upper) >= 1;
    return rc;
}

enum status story_make(struct story **out, const struct pack *pack,
                       struct arena *arena, struct err *err)
{
    static story_part *const parts[] = {
        story_population, story_sure, story_differs, story_largest, story_plan};
    struct story *s = arena_alloc(arena, 1, sizeof *s);
    enum status rc = s ? OK : err_nomem(err);

    *out = s;
    if (rc != OK)
        return rc;
    s->arena = arena;
    s->err = err;
    s->n_orders = pack->plan->n_sources;
    s->orders = arena_alloc(arena, s->n_orders, sizeof *s->orders);
    if (!s->orders)
        return err_nomem(err);
    for (size_t k = 0; k < s->n_orders && rc == OK; k++) {
        s->order = &s->orders[k];
        rc = headline_order(s, pack, pack->plan->source[k]);
        for (size_t i = 0; i < sizeof parts / sizeof *parts && rc == OK; i++)
            rc = parts[i](s);
    }
    s->order = s->orders;
    return rc;
}

/* ---- its cells -------------------------------------------------------- */

static size_t words_cells(const struct prose *words, size_t n,
                          const struct cell **cell, size_t found)
{
    for (size_t w = 0; w < n; w++) {
        for (size_t i = 0; i < words[w].n; i++) {
            if (!words[w].span[i].cell)
                continue;
            if (cell)
                cell[found] = words[w].span[i].cell;
            found++;
        }
    }
    return found;
}

size_t story_cells(const struct story *s, const struct cell **cell)
{
    size_t n = 0;

    for (size_t k = 0; k < s->n_orders; k++)
        n = words_cells(s->orders[k].largest, s->orders[k].n_largest, cell, n);
    for (size_t p = 0; p < s->n_panels; p++) {
        const struct panel *panel = &s->panel[p];
        const struct table *t = &panel->table;

        n = words_cells(panel->sentence, panel->n_sentences, cell, n);
        n = words_cells(panel->note, panel->n_notes, cell, n);
        for (size_t i = 0; i < t->n_rows * t->n_columns; i++) {
            if (!t->entry[i].cell)
                continue;
            if (cell)
                cell[n] = t->entry[i].cell;
            n++;
        }
    }
    return n;
}
