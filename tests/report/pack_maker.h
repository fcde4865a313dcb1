/* pack_maker.h - a pack from rows written by hand, through the real gate. */
#ifndef TESTS_REPORT_PACK_MAKER_H
#define TESTS_REPORT_PACK_MAKER_H

#include <math.h>
#include <string.h>
#include "report/exhibit.h"
#include "report/gate.h"
#include "tests/support/check.h"

struct given { /* a result row, 95% bounds 0.05 beside the value */
    const char *question, *item, *option, *breakdown, *level, *base, *measure;
    double value, n, count, rank;
};

struct made_pack {
    struct survey *survey;
    struct loaded loaded;
    struct plan plan;
    struct pack pack;
    struct exhibits exhibits;
};

static struct loaded_row row_of(const struct given *g)
{
    const double none = (double)NAN;

    return (struct loaded_row){
        .key = {.question = g->question,
                .item = g->item,
                .option = g->option,
                .breakdown = g->breakdown,
                .level = g->level,
                .base = g->base,
                .scheme = "unweighted",
                .measure = g->measure},
        .f = {.value = g->value,
              .se = 0.025,
              .lower = g->value - 0.05,
              .upper = g->value + 0.05,
              .confidence = 0.95,
              .df = g->n - 1,
              .n = g->n,
              .count = g->count,
              .n_weighted = g->n,
              .n_effective = g->n,
              .deff = 1,
              .rank = g->rank > 0 ? g->rank : none,
              .rank_lower = none,
              .rank_upper = none,
              .rank_lower_all = none,
              .rank_upper_all = none},
        .interval = "t",
        .method = "by hand",
    };
}

/* The same, and rows of other kinds and of what a plan is told. */
struct given_more {
    const struct loaded_row *row;
    size_t n_rows;
    const struct loaded_bearing *bearing;
    size_t n_bearings;
};

static inline void pack_make_more(struct made_pack *m, const char *yaml,
                                  const struct given *given, size_t n,
                                  const struct given_more *more)
{
    struct err err = {0};

    *m = (struct made_pack){0};
    assert_ok(survey_parse(&m->survey, text_of(yaml), "survey.yaml", &err),
              &err);
    m->loaded.arena = arena_new();
    assert_non_null(m->loaded.arena);
    m->loaded.survey = m->survey;
    m->loaded.row = arena_alloc(m->loaded.arena, n + more->n_rows + 1,
                                sizeof *m->loaded.row);
    m->loaded.bearing = arena_alloc(m->loaded.arena, more->n_bearings + 1,
                                    sizeof *m->loaded.bearing);
    m->loaded.source =
        arena_alloc(m->loaded.arena, 1, sizeof *m->loaded.source);
    m->loaded.n_sources = 1;
    m->loaded.source[0] = (struct loaded_source){.key = "web",
                                                 .name = "web.csv",
                                                 .sha256 = "0123",
                                                 .channel = "online",
                                                 .platform = "generic",
                                                 .encoding = "utf-8",
                                                 .received = 120,
                                                 .analysed = 110,
                                                 .removed = 7,
                                                 .rejected = 3};
    for (size_t i = 0; i < n; i++)
        m->loaded.row[m->loaded.n_rows++] = row_of(&given[i]);
    for (size_t i = 0; i < more->n_rows; i++)
        m->loaded.row[m->loaded.n_rows++] = more->row[i];
    for (size_t i = 0; i < more->n_bearings; i++)
        m->loaded.bearing[m->loaded.n_bearings++] = more->bearing[i];
    assert_ok(plan_exhibits(&m->plan, m->survey, m->loaded.arena, &err), &err);
    assert_ok(gate_pass(&m->pack, &m->loaded, &m->plan, m->loaded.arena, &err),
              &err);
    assert_ok(exhibits_make(&m->exhibits, &m->pack, m->loaded.arena, &err),
              &err);
}

static inline void pack_make(struct made_pack *m, const char *yaml,
                             const struct given *given, size_t n)
{
    const struct given_more nothing = {0};

    pack_make_more(m, yaml, given, n, &nothing);
}

static inline void pack_end(struct made_pack *m)
{
    arena_free(m->loaded.arena);
    survey_free(m->survey);
}

static inline const struct exhibit *pack_exhibit(const struct made_pack *m,
                                                 const char *name)
{
    for (size_t i = 0; i < m->exhibits.n; i++) {
        if (strcmp(m->exhibits.exhibit[i].name, name) == 0)
            return &m->exhibits.exhibit[i];
    }
    fail_msg("no exhibit %s", name);
    return NULL;
}

static inline void assert_words(const struct prose *words, const char *expected)
{
    struct str text = {0};

    words_plain(&text, words);
    assert_string_equal(str_cstr(&text), expected);
    str_free(&text);
}

#endif
