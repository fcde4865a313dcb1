/* exhibit.c - see exhibit.h. */
#include "report/exhibit.h"

#include "report/make.h"
#include "report/story.h"

static make_exhibit *const kinds[] = {
    [PLANNED_QUESTION] = make_question,
    [PLANNED_RULES] = make_ways,
    [PLANNED_CROSS] = make_cross,
    [PLANNED_KINDS] = make_kinds,
};

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
    }
    if (rc == OK) {
        struct story *story;

        rc = story_make(&story, pack, arena, err);
        made.story = story;
    }
    *out = made;
    return rc;
}
