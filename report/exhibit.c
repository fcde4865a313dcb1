/* exhibit.c - see exhibit.h. */
#include "report/exhibit.h"

#include "report/make.h"
#include "report/story.h"

static make_exhibit *const kinds[] = {
    [PLANNED_QUESTION] = make_question,     [PLANNED_RULES] = make_ways,
    [PLANNED_IMPORTANCE] = make_importance, [PLANNED_CROSS] = make_cross,
    [PLANNED_KINDS] = make_kinds,
};

/* Many groups read better down the page than across it, and fit on paper. */
enum { BROAD = 8 };

static enum status turn_broad(struct table *t, struct arena *arena,
                              struct err *err)
{
    struct table turned = *t;

    if (!t->across || t->n_columns <= BROAD || t->n_columns <= t->n_rows)
        return OK;
    turned.entry =
        arena_alloc(arena, t->n_rows * t->n_columns, sizeof *turned.entry);
    if (!turned.entry)
        return err_nomem(err);
    for (size_t r = 0; r < t->n_rows; r++) {
        for (size_t c = 0; c < t->n_columns; c++)
            turned.entry[c * t->n_rows + r] = t->entry[r * t->n_columns + c];
    }
    turned.corner = t->across;
    turned.across = t->corner;
    turned.row = t->column;
    turned.column = t->row;
    turned.n_rows = t->n_columns;
    turned.n_columns = t->n_rows;
    *t = turned;
    return OK;
}

/* Sources that stand side by side are named in every title, and below it what
 * kind of sample they are. */
static enum status name_source(const struct maker *m)
{
    const struct pack_source *from = pack_source(m->pack, m->planned->source);
    struct exhibit *e = m->exhibit;
    const struct slot slot[] = {
        SLOT_WORDS("title", &e->title),
        SLOT_WORDS("subtitle", &e->subtitle),
        SLOT_SAID("source", from ? from->key : ""),
        SLOT_SAID("channel", from ? show_channel(from) : ""),
        SLOT_TEXT("sample", from ? show_sample(from->sample) : ""),
    };
    struct prose title, subtitle;
    enum status rc;

    if (!from)
        return OK;
    rc = make_say(m, &title, TITLE_OF_SOURCE, slot, 5);
    if (rc == OK)
        rc = make_say(m, &subtitle, SUBTITLE_OF_SOURCE, slot, 5);
    if (rc == OK) {
        e->title = title;
        e->subtitle = subtitle;
    }
    return rc;
}

enum status exhibits_make(struct exhibits *out, const struct pack *pack,
                          struct arena *arena, struct err *err)
{
    const struct plan *plan = pack->plan;
    struct exhibits made = {.exhibit = arena_alloc(arena, plan->n_exhibits + 1,
                                                   sizeof *made.exhibit)};
    enum status rc = made.exhibit ? OK : err_nomem(err);

    for (size_t i = 0; i < plan->n_exhibits && rc == OK; i++) {
        const struct planned *planned = &plan->exhibit[i];
        struct exhibit *exhibit = &made.exhibit[made.n++];
        const struct maker m = {
            .pack = pack,
            .survey = pack->survey,
            .planned = planned,
            .question = &pack->survey->question[planned->question],
            .arena = arena,
            .err = err,
            .exhibit = exhibit,
        };

        exhibit->planned = planned;
        exhibit->name = planned->name;
        exhibit->asked = m.question->text;
        rc = kinds[planned->kind](&m);
        if (rc == OK)
            rc = name_source(&m);
        if (rc == OK)
            rc = turn_broad(&exhibit->table, arena, err);
    }
    if (rc == OK) {
        struct story *story;

        rc = story_make(&story, pack, arena, err);
        made.story = story;
    }
    *out = made;
    return rc;
}
