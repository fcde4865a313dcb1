/* covered_names.c - see covered_names.h. */
#include "tests/support/covered_names.h"

#include <math.h>
#include <string.h>
#include "core/base/text.h"

static bool is(const struct covered_line *line, const char *where)
{
    return strcmp(line->where, where) == 0;
}

static const char *key_of(const struct question *q, const char *label, size_t n)
{
    const struct text want = {label, n};

    for (size_t o = 0; o < q->options.n; o++)
        if (text_same(text_of(q->options.option[o].label), want))
            return q->options.option[o].key;
    return NULL;
}

/* What stands behind the mark; "" none.  *n: the length before it. */
static const char *after(const char *text, char mark, size_t *n)
{
    const char *at = strchr(text, mark);

    *n = at ? (size_t)(at - text) : strlen(text);
    return at ? at + 1 : "";
}

static bool locate(const struct world *w, const char *text, size_t n,
                   struct where *out)
{
    char name[80];

    if (n >= sizeof name)
        return false;
    memcpy(name, text, n);
    name[n] = '\0';
    return world_locate(w, name, out);
}

/* Where the level says whether weights count; NULL where it does not. */
static const char *scheme_of_weights(const char *level)
{
    return strcmp(level, "weighted") == 0     ? "supplied"
           : strcmp(level, "unweighted") == 0 ? level
                                              : NULL;
}

/* ---- questions and what is counted of them ----------------------------- */

/* "seen_any=Yes(complete cases)", "q0001#excl_no_answer". */
static bool find_question(const struct world *w, const struct covered_line *l,
                          const struct expected *e, struct covered_at *at)
{
    size_t n = strcspn(e->question, "=# ");
    struct where where;

    if (!locate(w, e->question, n, &where))
        return false;
    at->question = where.question->key;
    at->item = where.item;
    if (e->question[n] == '=') {
        at->option = "yes";
        return true;
    }
    if (*e->item && where.question->options.n)
        at->option = key_of(where.question, e->item, strlen(e->item));
    else if (!*e->item && is(l, "share") && where.question->options.n &&
             strcmp(l->scheme, "level") != 0)
        at->option = where.question->options.option[0].key;
    return at->option && strcmp(e->item, "Not selected") != 0;
}

/* Of a ranking the item says the question; "A>B" are two items. */
static bool find_items(const struct world *w, const struct expected *e,
                       struct covered_at *at)
{
    const char *some = strncmp(e->dataset, "salad", 5) == 0 ? "A" : "I_Phantom";
    const char *item = *e->item ? e->item : some;
    struct where where;
    size_t n;
    const char *second = after(item, '>', &n);

    if (!locate(w, item, n, &where))
        return false;
    at->question = where.question->key;
    at->item = *e->item ? where.item : "";
    if (*second) {
        if (!world_locate(w, second, &where))
            return false;
        at->other = where.item;
    }
    return true;
}

/* "1=Non-white" is Non-white. */
static const char *label_of(const char *level)
{
    return level[0] && level[1] == '=' ? level + 2 : level;
}

static bool find_levels(const struct world *w, const struct expected *e,
                        struct covered_at *at)
{
    struct where by;
    size_t n;
    const char *first = label_of(e->level);
    const char *second = label_of(after(first, '|', &n));

    if (!*e->breakdown)
        return true;
    if (!world_locate(w, e->breakdown, &by))
        return false;
    at->breakdown = by.question->key;
    if (!*first || scheme_of_weights(first))
        return true;
    if (*second)
        at->other = key_of(by.question, second, strlen(second));
    at->level = key_of(by.question, first, n);
    return at->level && at->other;
}

/* ---- schemes and bases ------------------------------------------------- */

/* Scheme by the expected level; NULL where canvass has none such. */
static const char *scheme_of(const char *level)
{
    static const char *const schemes[][2] = {
        {"design", "supplied"},
        {"poststratify_gender_x_age(product targets)",
         "poststratify_gender_x_age"},
        {"calibrate_raking", "rake_gender_age_region"},
        {"calibrate_logit_bounds_0.4_2.5", "calibrate_logit_bounds"},
        {"calibrate_linear_bounds_0.6_1.6", "calibrate_linear_bounds"},
        {"calibrate_logit_stype_api99_bounds_0.5_1.6",
         "calibrate_logit_stype_api99_bounds"},
        {"calibrate_linear_stype_api99_bounds_0.5_1.6",
         "calibrate_linear_stype_api99_bounds"},
    };

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strcmp(schemes[i][0], level) == 0)
            return schemes[i][1];
    return strstr(level, "trim") || strstr(level, "loose") ? NULL : level;
}

/* The base of a test that has the n of the expected values. */
static const char *base_of_n(const struct world *w,
                             const struct covered_line *line,
                             const struct covered_at *of, double n)
{
    static const char *const bases[] = {"answered", "gave_view"};
    static char none[] = "", test[] = "test", all[] = "e.n",
                share[] = "rao_scott_f:cramers_v",
                mean[] = "means_f:", unweighted[] = "unweighted";
    bool of_means = strcmp(line->pick, "mean") == 0 ||
                    strstr(line->pick, "means_f") ||
                    strstr(line->pick, "ranks_f");
    const struct covered_line ask = {.file = none,
                                     .statistic = none,
                                     .where = test,
                                     .scheme = unweighted,
                                     .pick = of_means ? mean : share,
                                     .expression = all};
    struct covered_at at = *of;

    at.option = at.level = at.other = "";
    at.scheme = "unweighted";
    for (size_t b = 0; b < 2; b++) {
        at.base = bases[b];
        if (covered_value(w->db, &ask, &at) == n)
            return bases[b];
    }
    return NULL;
}

/* Everyone, where nobody is without the group of the block. */
static bool widen(const struct world *w, const struct covered_line *line,
                  const struct covered_block *block, struct covered_at *at)
{
    static char all[] = "e.n";
    struct covered_line ask = *line;

    at->breakdown = "";
    ask.expression = all;
    return covered_value(w->db, &ask, at) == block->n;
}

static bool find_base(const struct world *w, const struct covered_line *line,
                      const struct expected *e,
                      const struct covered_block *block, struct covered_at *at)
{
    if (scheme_of_weights(e->level))
        at->base = "gave_view";
    else if (strncmp(line->file, "f_trend", 7) == 0)
        at->base = "answered";
    else if (is(line, "test") || is(line, "pair") || is(line, "rest"))
        at->base = base_of_n(w, line, at, block->n);
    else if (is(line, "ranking") || is(line, "order") || is(line, "majority"))
        at->base =
            strncmp(line->file, "e_rank", 6) == 0 ? "complete" : "answered";
    else
        at->base = strchr(e->question, '#') || is(line, "mean") ||
                           strncmp(line->where, "quantile", 8) == 0
                       ? "gave_view"
                       : "answered";
    if (is(line, "mean") && *at->breakdown && !*at->level)
        return widen(w, line, block, at);
    return at->base != NULL;
}

/* ---- the whole --------------------------------------------------------- */

void covered_block_watch(struct covered_block *b, const struct expected *e)
{
    if (!b->dataset || strcmp(b->dataset, e->dataset) != 0 ||
        strcmp(b->question, e->question) != 0 ||
        strcmp(b->breakdown, e->breakdown) != 0)
        *b = (struct covered_block){e->dataset, e->question, e->breakdown,
                                    (double)NAN};
    if (strcmp(e->statistic, "base_n") == 0 ||
        (strcmp(e->statistic, "n") == 0 && !*e->level && !*e->item))
        b->n = e->value;
}

static const char *scheme(const struct covered_sets *sets,
                          const struct covered_line *line,
                          const struct expected *e, const struct world *w)
{
    if (strcmp(line->scheme, "level") == 0 && scheme_of_weights(e->level))
        return scheme_of_weights(e->level);
    if (strcmp(line->scheme, "level") == 0)
        return scheme_of(e->level);
    if (strcmp(line->scheme, "supplied") == 0 && covered_set_equal(sets, w))
        return "unweighted";
    return line->scheme;
}

/* Rows of another line: an expected quantile is named by its level. */
static bool is_of(const struct covered_line *line, const struct expected *e)
{
    if (strncmp(line->where, "quantile", 8) == 0)
        return strncmp(line->pick, e->level, strlen(e->level)) == 0;
    return !is(line, "weights") || strcmp(e->question, "weights") == 0;
}

bool covered_names(const struct covered_sets *sets,
                   const struct covered_line *line, const struct expected *e,
                   const struct covered_block *block, const struct world **set,
                   struct covered_at *at)
{
    const struct world *w = covered_set_of(sets, line->file, e);
    bool ranking =
        is(line, "ranking") || is(line, "order") || is(line, "majority");

    *set = w;
    *at = (struct covered_at){"", "", "", "", "", "", "", ""};
    if (!w || !is_of(line, e))
        return false;
    at->scheme = scheme(sets, line, e, w);
    if (!at->scheme || is(line, "weights"))
        return at->scheme != NULL;
    if (!(ranking ? find_items(w, e, at) : find_question(w, line, e, at)))
        return false;
    if ((strcmp(line->scheme, "level") != 0 || scheme_of_weights(e->level)) &&
        strncmp(e->breakdown, "quantile", 8) != 0 &&
        strcmp(e->breakdown, "replicates") != 0 && !find_levels(w, e, at))
        return false;
    return find_base(w, line, e, block, at);
}
