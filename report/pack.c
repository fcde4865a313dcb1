/* pack.c - see pack.h. */
#include "report/pack.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *mark_text(enum mark mark)
{
    static const char *const text[] = {"", "[u]", "[c]", "[z]"};

    return text[mark];
}

#define NONE ((double)NAN)
const struct figures figures_none = {
    NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE,
    NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE};

/* Fields by name, and where figures keep them. */
#define FIELD(name)                                                            \
    {                                                                          \
#name, offsetof(struct figures, name)                                  \
    }
static const struct {
    const char *name;
    size_t at;
} fields[FIELDS] = {
    [FIELD_VALUE] = FIELD(value),
    [FIELD_LOWER] = FIELD(lower),
    [FIELD_UPPER] = FIELD(upper),
    [FIELD_N] = FIELD(n),
    [FIELD_COUNT] = FIELD(count),
    [FIELD_RANK] = FIELD(rank),
    [FIELD_RANK_LOWER] = FIELD(rank_lower),
    [FIELD_RANK_UPPER] = FIELD(rank_upper),
    [FIELD_RANK_LOWER_ALL] = FIELD(rank_lower_all),
    [FIELD_RANK_UPPER_ALL] = FIELD(rank_upper_all),
    [FIELD_P] = FIELD(p),
    [FIELD_P_ADJUSTED] = FIELD(p_adjusted),
    [FIELD_DIFFERENCE] = FIELD(difference),
    [FIELD_EFFECT] = FIELD(effect_value),
    [FIELD_RULES_AHEAD] = FIELD(rules_ahead),
    [FIELD_RULES_BEHIND] = FIELD(rules_behind),
    [FIELD_RULES] = FIELD(rules),
};

const char *field_name(enum field field)
{
    return fields[field].name;
}

double cell_number(const struct cell *cell, enum field field)
{
    if (!cell || cell->mark == MARK_WITHHELD || field >= FIELDS)
        return (double)NAN;
    return *(const double *)((const char *)&cell->f + fields[field].at);
}

static void add_part(struct str *out, const char *part)
{
    while (part && *part) {
        size_t n = strcspn(part, "%/@=^~:#");

        str_add_n(out, part, n);
        part += n;
        if (*part)
            str_addf(out, "%%%02X", (unsigned)(unsigned char)*part++);
    }
}

void cell_id(struct str *out, const struct cell_key *key)
{
    add_part(out, key->question);
    if (key->item || key->option) {
        str_add_char(out, '/');
        add_part(out, key->item);
    }
    if (key->option) {
        str_add_char(out, '/');
        add_part(out, key->option);
    }
    if (key->breakdown) {
        str_add_char(out, '@');
        add_part(out, key->breakdown);
        str_add_char(out, '=');
        add_part(out, key->level);
    }
    if (key->other) {
        str_add_char(out, '^');
        add_part(out, key->other);
    }
    if (key->source) {
        str_add_char(out, '~');
        add_part(out, key->source);
    }
    str_add_char(out, ':');
    add_part(out, key->base);
    str_add_char(out, ':');
    add_part(out, key->scheme);
    str_add_char(out, ':');
    add_part(out, key->measure);
    if (key->unranked) {
        str_add_char(out, ':');
        add_part(out, key->unranked);
    }
}

static int by_id(const void *id, const void *cell)
{
    return strcmp(id, ((const struct cell *)cell)->id);
}

const struct cell *pack_find(const struct pack *pack,
                             const struct cell_key *key)
{
    static const char *const unranked[] = {NULL,   "average", "last",
                                           "zero", "ignored", "modified"};
    const struct cell *found = NULL;
    struct str id = {0};
    size_t n;

    cell_id(&id, key);
    n = id.n;
    for (size_t i = 0; i < sizeof unranked / sizeof *unranked && !found; i++) {
        if (unranked[i]) {
            id.n = n;
            str_add_char(&id, ':');
            str_add(&id, unranked[i]);
        }
        if (!id.failed && pack->n_cells)
            found = bsearch(str_cstr(&id), pack->cell, pack->n_cells,
                            sizeof *pack->cell, by_id);
        if (key->unranked)
            break;
    }
    str_free(&id);
    return found;
}

const struct pack_source *pack_source(const struct pack *pack, const char *key)
{
    for (size_t i = 0; key && i < pack->n_sources; i++) {
        const struct pack_source *s = &pack->source[i];

        if (!s->superseded && strcmp(s->key, key) == 0)
            return s;
    }
    return NULL;
}

bool pack_is_open(const struct pack *pack, const char *source)
{
    const struct pack_source *s = pack_source(pack, source);

    return s ? s->sample != SAMPLE_PROBABILITY : pack->open;
}

bool pack_has_sample(const struct pack *pack)
{
    for (size_t i = 0; i < pack->plan->n_sources; i++) {
        if (!pack_is_open(pack, pack->plan->source[i]))
            return true;
    }
    return false;
}

const char *weight_fact_name(size_t fact)
{
    static const char *const names[WEIGHT_FACTS] = {
        [WEIGHT_N] = "n",           [WEIGHT_N_EFFECTIVE] = "n_effective",
        [WEIGHT_DEFF] = "deff",     [WEIGHT_MINIMUM] = "minimum",
        [WEIGHT_Q05] = "q05",       [WEIGHT_MEDIAN] = "median",
        [WEIGHT_Q95] = "q95",       [WEIGHT_MAXIMUM] = "maximum",
        [WEIGHT_CAPPED] = "capped", [WEIGHT_GAP] = "largest_gap",
    };

    return names[fact];
}
