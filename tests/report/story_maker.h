/* story_maker.h - a small survey of three items, with rows changed for each
 * case, and all that is said of it. */
#ifndef TESTS_REPORT_STORY_MAKER_H
#define TESTS_REPORT_STORY_MAKER_H

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/story.h"
#include "tests/report/pack_maker.h"

#define YAML(more)                                                             \
    "survey: p\n"                                                              \
    "sources:\n"                                                               \
    "  - {key: web, files: [\"w.csv\"], platform: generic, id: id}\n"          \
    "headline: {question: r, rule: mean_rank, base: complete, scheme: "        \
    "unweighted}\n"                                                            \
    "questions:\n"                                                             \
    "  - {key: r, type: ranking, text: Which first?, items: [{key: a, label: " \
    "Apples, column: A}, {key: b, label: Bread, column: B}, {key: c, label: "  \
    "Cake, column: C}]}\n"                                                     \
    "  - {key: q, type: single, text: Would you?, column: Q, options: [{key: " \
    "y, label: \"Yes\"}, {key: n, label: \"No\"}]}\n"                          \
    "  - {key: age, type: single, column: G, about_you: yes, options: [{key: " \
    "young, label: Young}, {key: old, label: Old}]}\n" more

static const char grouped[] = YAML("breakdowns: [age]\n");
static const char plain[] = YAML("");

enum { ITEMS = 3, ROOM = 80, BEARINGS = 16 };
static const char *const item[ITEMS] = {"a", "b", "c"};

struct world {
    struct loaded_row row[ROOM];
    struct loaded_bearing bearing[BEARINGS];
    struct given_more more;
    struct made_pack made;
};

static inline struct loaded_row *add(struct world *w, struct cell_key key,
                                     enum cell_kind kind, double value,
                                     double n)
{
    struct loaded_row *row = &w->row[w->more.n_rows++];

    assert_true(w->more.n_rows <= ROOM);
    *row = (struct loaded_row){
        .key = key, .kind = kind, .f = figures_none, .method = "by hand"};
    if (!row->key.scheme)
        row->key.scheme = "unweighted";
    row->f.value = value;
    row->f.n = n;
    return row;
}

/* Places of the three items by a rule; level NULL: everyone. */
static inline void rank(struct world *w, const char *rule, const char *level,
                        double n, const double place[ITEMS])
{
    for (size_t i = 0; i < ITEMS; i++) {
        struct loaded_row *row =
            add(w,
                (struct cell_key){.question = "r",
                                  .item = item[i],
                                  .breakdown = level ? "age" : NULL,
                                  .level = level,
                                  .base = "complete",
                                  .measure = rule},
                CELL_RESULT, 1 + place[i] / 2, n);

        row->f.rank = place[i];
        row->f.lower = row->f.value - 0.1;
        row->f.upper = row->f.value + 0.1;
    }
}

/* Sets and tiers of the first rule that was ranked. */
static inline void sets(struct world *w, const double lower[ITEMS],
                        const double upper[ITEMS], const double tier[ITEMS])
{
    for (size_t i = 0; i < ITEMS; i++) {
        w->row[i].f.rank_lower = w->row[i].f.rank_lower_all = lower[i];
        w->row[i].f.rank_upper = w->row[i].f.rank_upper_all = upper[i];
        w->row[i].f.tier = tier[i];
    }
}

static inline void make(struct world *w, const char *yaml)
{
    w->more.row = w->row;
    w->more.bearing = w->bearing;
    pack_make_more(&w->made, yaml, NULL, 0, &w->more);
}

static inline void add_prose(struct str *out, const struct prose *words,
                             size_t n)
{
    for (size_t i = 0; i < n; i++) {
        words_plain(out, &words[i]);
        str_add_char(out, '\n');
    }
}

/* Every sentence of the story and of the exhibits. */
static inline void all_words(const struct world *w, struct str *out)
{
    const struct story *s = w->made.exhibits.story;

    add_prose(out, s->order->largest, s->order->n_largest);
    for (size_t i = 0; i < s->n_panels; i++) {
        add_prose(out, s->panel[i].sentence, s->panel[i].n_sentences);
        add_prose(out, s->panel[i].note, s->panel[i].n_notes);
        add_prose(out, &s->panel[i].caption, 1);
    }
    for (size_t i = 0; i < w->made.exhibits.n; i++) {
        const struct exhibit *e = &w->made.exhibits.exhibit[i];

        add_prose(out, &e->title, 1);
        add_prose(out, e->sentence, e->n_sentences);
        add_prose(out, e->note, e->n_notes);
    }
}

static inline void assert_never(const char *text)
{
    static const char *const never[] = {"the public",
                                        "residents think",
                                        "margin of error",
                                        "significant",
                                        "majority",
                                        "nan",
                                        "{"};

    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        if (strstr(text, never[i]))
            fail_msg("\"%s\" is said in:\n%s", never[i], text);
    }
}

/* says: it is said; else it is not. */
static inline void assert_said(const struct world *w, bool says,
                               const char *sentence)
{
    struct str text = {0};

    all_words(w, &text);
    assert_never(str_cstr(&text));
    if ((strstr(str_cstr(&text), sentence) != NULL) != says)
        fail_msg("%s said: %s\namong:\n%s", says ? "not" : "wrongly", sentence,
                 str_cstr(&text));
    str_free(&text);
}

static const double abc[ITEMS] = {1, 2, 3}, acb[ITEMS] = {1, 3, 2},
                    cba[ITEMS] = {3, 2, 1}, tied[ITEMS] = {1, 1, 3};

#endif
