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

const char *field_name(enum field field)
{
    static const char *const name[FIELDS] = {"value",      "lower",     "upper",
                                             "n",          "count",     "rank",
                                             "rank_lower", "rank_upper"};

    return name[field];
}

double cell_number(const struct cell *cell, enum field field)
{
    if (!cell || cell->mark == MARK_WITHHELD)
        return (double)NAN;
    switch (field) {
    case FIELD_VALUE:
        return cell->f.value;
    case FIELD_LOWER:
        return cell->f.lower;
    case FIELD_UPPER:
        return cell->f.upper;
    case FIELD_N:
        return cell->f.n;
    case FIELD_COUNT:
        return cell->f.count;
    case FIELD_RANK:
        return cell->f.rank;
    case FIELD_RANK_LOWER:
        return cell->f.rank_lower;
    case FIELD_RANK_UPPER:
        return cell->f.rank_upper;
    case FIELDS:
        break;
    }
    return (double)NAN;
}

static void add_part(struct str *out, const char *part)
{
    for (; part && *part; part++) {
        if (strchr("%/@=~:#", *part))
            str_addf(out, "%%%02X", (unsigned)(unsigned char)*part);
        else
            str_add_char(out, *part);
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
    static const char *const unranked[] = {NULL, "average", "zero"};
    struct cell_key wanted = *key;
    const struct cell *found = NULL;

    for (size_t i = 0; i < 3 && !found; i++) {
        struct str id = {0};

        if (!key->unranked)
            wanted.unranked = unranked[i];
        cell_id(&id, &wanted);
        if (!id.failed && pack->n_cells)
            found = bsearch(str_cstr(&id), pack->cell, pack->n_cells,
                            sizeof *pack->cell, by_id);
        str_free(&id);
        if (key->unranked)
            break;
    }
    return found;
}
