/* gate_facts.c - counts of the ledger, of removals and of comments, limits and
 * weights: numbers that stand for themselves and tell of no group. */
#include "report/gate.h"

#include <math.h>
#include <string.h>

/* A count that stands for itself; NULL: out of memory. */
static const struct cell *fact(struct pack *pack, double value,
                               const char *what, const char *a, const char *b,
                               const char *c)
{
    struct cell *cell = arena_alloc(pack->arena, 1, sizeof *cell);
    const struct cell_key part[] = {{.question = what, .item = a},
                                    {.question = b, .item = c}};
    struct str id = {0};

    if (!cell)
        return NULL;
    for (size_t i = 0; i < (b ? 2 : 1); i++) {
        struct str piece = {0};

        cell_id(&piece, &part[i]);
        /* Without base, scheme and measure. */
        str_add(&id, i ? "/" : "");
        str_add_n(&id, str_cstr(&piece), piece.n - 3);
        str_free(&piece);
    }
    cell->f = figures_none;
    cell->fact = true;
    cell->f.value = value;
    cell->id = arena_text(pack->arena, str_cstr(&id), id.n);
    str_free(&id);
    return cell->id ? cell : NULL;
}

static enum status take_sources(struct pack *pack, const struct loaded *loaded,
                                struct err *err)
{
    double received = 0, analysed = 0, removed = 0, rejected = 0;

    pack->source =
        arena_alloc(pack->arena, loaded->n_sources + 1, sizeof *pack->source);
    if (!pack->source)
        return err_nomem(err);
    for (size_t i = 0; i < loaded->n_sources; i++) {
        const struct loaded_source *from = &loaded->source[i];
        struct pack_source *to = &pack->source[pack->n_sources++];

        *to = (struct pack_source){
            .key = from->key,
            .name = from->name,
            .sha256 = from->sha256,
            .channel = from->channel,
            .platform = from->platform,
            .encoding = from->encoding,
            .sample = from->sample,
            .superseded = from->superseded,
            .received = fact(pack, from->received, "ledger", from->key,
                             from->name, "received"),
            .analysed = fact(pack, from->analysed, "ledger", from->key,
                             from->name, "analysed"),
            .removed = fact(pack, from->removed, "ledger", from->key,
                            from->name, "removed"),
            .rejected = fact(pack, from->rejected, "ledger", from->key,
                             from->name, "rejected"),
        };
        if (!to->received || !to->analysed || !to->removed || !to->rejected)
            return err_nomem(err);
        if (from->superseded)
            continue;
        received += from->received;
        analysed += from->analysed;
        removed += from->removed;
        rejected += from->rejected;
        pack->open |= from->sample != SAMPLE_PROBABILITY;
    }
    pack->received = fact(pack, received, "ledger", "received", NULL, NULL);
    pack->analysed = fact(pack, analysed, "ledger", "analysed", NULL, NULL);
    pack->removed = fact(pack, removed, "ledger", "removed", NULL, NULL);
    pack->rejected = fact(pack, rejected, "ledger", "rejected", NULL, NULL);
    return pack->received && pack->analysed && pack->removed && pack->rejected
               ? OK
               : err_nomem(err);
}

static enum status take_removals(struct pack *pack, const struct loaded *loaded,
                                 struct err *err)
{
    pack->removal =
        arena_alloc(pack->arena, loaded->n_removals + 1, sizeof *pack->removal);
    if (!pack->removal)
        return err_nomem(err);
    for (size_t i = 0; i < loaded->n_removals; i++) {
        const struct loaded_removal *from = &loaded->removal[i];
        struct pack_removal *to = &pack->removal[pack->n_removals++];

        *to = (struct pack_removal){.source = from->source,
                                    .reason = from->reason,
                                    .rows = fact(pack, from->rows, "removal",
                                                 from->source, from->reason,
                                                 "rows")};
        if (!to->rows)
            return err_nomem(err);
    }
    return OK;
}

static enum status take_comments(struct pack *pack, const struct loaded *loaded,
                                 struct err *err)
{
    const struct survey *survey = pack->survey;

    pack->comments = arena_alloc(pack->arena, loaded->n_comments + 1,
                                 sizeof *pack->comments);
    if (!pack->comments)
        return err_nomem(err);
    for (size_t i = 0; i < loaded->n_comments; i++) {
        const struct loaded_comments *from = &loaded->comments[i];
        size_t question = survey_question(survey, from->question);
        struct pack_comments *to = &pack->comments[pack->n_comments];

        if (question == SURVEY_NONE)
            continue;
        *to = (struct pack_comments){
            .question = question,
            .item = from->item
                        ? survey_item(&survey->question[question], from->item)
                        : SURVEY_NONE,
            .other = from->other,
            .n = fact(pack, from->n, "comments", from->question,
                      from->item ? from->item : "-",
                      from->other ? "other" : "answer")};
        if (!to->n)
            return err_nomem(err);
        pack->n_comments++;
    }
    return OK;
}

static enum status take_stated(struct pack *pack, struct err *err)
{
    const struct disclosure *d = &pack->survey->disclosure;
    const struct telling *t = &pack->survey->telling;
    const struct {
        const char *group, *name;
        double value;
    } stated[STATED] = {
        [STATED_MIN_BASE] = {"disclosure", "min_base", (double)d->min_base},
        [STATED_SMALL_BASE] = {"disclosure", "small_base",
                               (double)d->small_base},
        [STATED_MIN_COUNT] = {"disclosure", "min_count", (double)d->min_count},
        [STATED_TELL_POINTS] = {"telling", "points", t->points},
        [STATED_TELL_BASE] = {"telling", "base", t->base},
        [STATED_TELL_P] = {"telling", "p", t->p},
    };

    for (size_t i = 0; i < STATED; i++) {
        pack->stated[i] = fact(pack, stated[i].value, "definition",
                               stated[i].group, stated[i].name, NULL);
        if (!pack->stated[i])
            return err_nomem(err);
    }
    return OK;
}

/* How the weights of each scheme came out; who carries the largest stays
 * in the database: that is one respondent. */
static enum status take_weights(struct pack *pack, const struct loaded *loaded,
                                struct err *err)
{
    pack->weights =
        arena_alloc(pack->arena, loaded->n_weights + 1, sizeof *pack->weights);
    if (!pack->weights)
        return err_nomem(err);
    for (size_t i = 0; i < loaded->n_weights; i++) {
        const struct loaded_weights *from = &loaded->weights[i];
        struct pack_weights *to = &pack->weights[pack->n_weights++];

        to->source = from->source;
        to->scheme = from->scheme;
        for (size_t k = 0; k < WEIGHT_FACTS; k++) {
            to->fact[k] = fact(pack, from->value[k], "weights",
                               from->source ? from->source : "-", from->scheme,
                               weight_fact_name(k));
            if (!to->fact[k])
                return err_nomem(err);
        }
    }
    return OK;
}

enum status gate_facts(struct pack *pack, const struct loaded *loaded,
                       struct err *err)
{
    enum status rc = take_sources(pack, loaded, err);

    if (rc == OK)
        rc = take_removals(pack, loaded, err);
    if (rc == OK)
        rc = take_comments(pack, loaded, err);
    if (rc == OK)
        rc = take_weights(pack, loaded, err);
    return rc == OK ? take_stated(pack, err) : rc;
}
