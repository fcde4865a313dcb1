/* oracle.c - see oracle.h. */
#include "tests/support/oracle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/num.h"
#include "tests/support/check.h"

static const char *const films[] = {
    "id",          "seen_any",   "fan",
    "seen1",       "seen2",      "seen3",
    "seen4",       "seen5",      "seen6",
    "rank1",       "rank2",      "rank3",
    "rank4",       "rank5",      "rank6",
    "fav_han",     "fav_luke",   "fav_leia",
    "fav_anakin",  "fav_obiwan", "fav_palpatine",
    "fav_vader",   "fav_lando",  "fav_boba",
    "fav_c3po",    "fav_r2d2",   "fav_jarjar",
    "fav_padme",   "fav_yoda",   "shot_first",
    "eu_familiar", "eu_fan",     "trek_fan",
    "gender",      "age",        "income",
    "education",   "region",
};

/* What each data set is: file, and columns of its design. */
static const struct source {
    const char *name, *file, *weight, *stratum, *cluster, *population;
} sources[] = {
    {"masculinity", "data/surveymonkey__fivethirtyeight__masculinity.csv",
     "weight", NULL, NULL, NULL},
    {"starwars", "data/surveymonkey__fivethirtyeight__star-wars.csv", NULL,
     NULL, NULL, NULL},
    {"apistrat(strata=stype,fpc)", "oracles/data/apistrat.csv", "pw", "stype",
     NULL, "fpc"},
    {"apistrat", "oracles/data/apistrat.csv", "pw", "stype", NULL, "fpc"},
    {"apiclus1(ids=dnum,fpc)", "oracles/data/apiclus1.csv", "pw", NULL, "dnum",
     "fpc"},
    {"apiclus1", "oracles/data/apiclus1.csv", "pw", NULL, "dnum", "fpc"},
    {"apisrs(fpc)", "oracles/data/apisrs.csv", "pw", NULL, NULL, "fpc"},
    {"apisrs(weights=1)", "oracles/data/apisrs.csv", NULL, NULL, NULL, NULL},
};

static size_t column_of(const struct oracle_data *d, const char *column)
{
    if (strcmp(d->name, "starwars") == 0)
        for (size_t c = 0; c < sizeof films / sizeof *films; c++)
            if (strcmp(films[c], column) == 0)
                return c;
    return sheet_column(&d->sheet, column);
}

const char *oracle_text(const struct oracle_data *d, size_t i,
                        const char *column)
{
    static const char *const large[] = {"Los Angeles", "Orange", "San Diego"};
    bool grouped = strcmp(column, "cname2") == 0;
    const char *text = d->sheet.cell[(d->first + i) * d->sheet.columns +
                                     column_of(d, grouped ? "cname" : column)];

    if (!text[0] || strcmp(text, "NA") == 0)
        return NULL;
    for (size_t c = 0; grouped && c < 3; c++)
        if (strcmp(text, large[c]) == 0)
            return text;
    return grouped ? "Other" : text;
}

static char *copy(const char *text, size_t n)
{
    char *to = calloc(n + 1, 1);

    assert_non_null(to);
    memcpy(to, text, n);
    return to;
}

static uint32_t *indices(const struct oracle_data *d, const char *column,
                         size_t *k)
{
    struct oracle_codes codes = oracle_codes(d, column, NULL);
    uint32_t *index = calloc(d->n, sizeof *index);

    assert_non_null(index);
    for (size_t i = 0; i < d->n; i++)
        index[i] = (uint32_t)codes.code[i];
    *k = codes.k;
    oracle_codes_free(&codes);
    return index;
}

static void read_design(struct oracle_data *d, const struct source *s)
{
    d->design.n = d->n;
    for (size_t i = 0; s->weight && i < d->n; i++)
        d->weight[i] = sheet_number(&d->sheet, d->first + i, s->weight);
    if (s->weight)
        d->design.weight = d->weight;
    if (s->stratum)
        d->design.stratum = d->stratum =
            indices(d, s->stratum, &d->design.n_strata);
    if (s->cluster)
        d->design.cluster = d->cluster =
            indices(d, s->cluster, &d->design.n_clusters);
    for (size_t i = 0; s->population && i < d->n; i++)
        d->population[d->stratum ? d->stratum[i] : 0] =
            sheet_number(&d->sheet, d->first + i, s->population);
    if (s->population)
        d->design.population = d->population;
}

struct oracle_data oracle_data(const char *shared, const char *name)
{
    struct oracle_data d = {0};
    const struct source *s = NULL;
    char path[4096];

    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        if (strcmp(sources[i].name, name) == 0)
            s = &sources[i];
    if (!s)
        fail_msg("no data set %s", name);
    assert_true(snprintf(path, sizeof path, "%s/%s", shared, s->file) <
                (int)sizeof path);
    d.name = copy(name, strlen(name));
    d.sheet = sheet_read(path);
    d.first = strcmp(name, "starwars") == 0;
    d.n = d.sheet.rows - d.first;
    d.weight = calloc(d.n, sizeof *d.weight);
    d.population = calloc(d.n, sizeof *d.population);
    assert_true(d.weight && d.population);
    read_design(&d, s);
    return d;
}

void oracle_data_free(struct oracle_data *d)
{
    sheet_free(&d->sheet);
    free(d->name);
    free(d->weight);
    free(d->population);
    free(d->stratum);
    free(d->cluster);
}

static const struct score {
    const char *text;
    double value;
} scores[] = {
    {"Very masculine", 4},
    {"Somewhat masculine", 3},
    {"Not very masculine", 2},
    {"Not at all masculine", 1},
    {"Very important", 4},
    {"Somewhat important", 3},
    {"Not too important", 2},
    {"Not at all important", 1},
    {"Often", 5},
    {"Sometimes", 4},
    {"Rarely", 3},
    {"Never, but open to it", 2},
    {"Never, and not open to it", 1},
    {"Very favorably", 5},
    {"Somewhat favorably", 4},
    {"Neither favorably nor unfavorably (neutral)", 3},
    {"Somewhat unfavorably", 2},
    {"Very unfavorably", 1},
};

double *oracle_numbers(const struct oracle_data *d, const char *column)
{
    double *y = calloc(d->n, sizeof *y);

    assert_non_null(y);
    for (size_t i = 0; i < d->n; i++) {
        const char *text = oracle_text(d, i, column);

        y[i] = (double)NAN;
        if (!text || num_parse(text_of(text), &y[i]))
            continue;
        for (size_t s = 0; s < sizeof scores / sizeof *scores; s++)
            if (strcmp(scores[s].text, text) == 0)
                y[i] = scores[s].value;
    }
    return y;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorts, and keeps one of each. */
static size_t distinct(const char **label, size_t n)
{
    size_t k = 0;

    qsort(label, n, sizeof *label, by_text);
    for (size_t i = 0; i < n; i++)
        if (k == 0 || strcmp(label[i], label[k - 1]) != 0)
            label[k++] = label[i];
    return k;
}

struct oracle_codes oracle_codes(const struct oracle_data *d,
                                 const char *question, const int32_t *only)
{
    size_t length = strcspn(question, "#"), n = 0;
    bool excluding = question[length] == '#';
    char *column = copy(question, length);
    struct oracle_codes c = {0, calloc(d->n, sizeof *c.label),
                             calloc(d->n, sizeof *c.code)};

    assert_true(c.label && c.code);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < d->n; i++) {
            const char *text = oracle_text(d, i, column);

            if (text && excluding && strcmp(text, "No answer") == 0)
                text = NULL;
            if (pass == 0 && text && (!only || only[i] >= 0))
                c.label[n++] = text;
            if (pass == 1)
                c.code[i] = text && (!only || only[i] >= 0)
                                ? (int32_t)oracle_code_of(&c, text)
                                : -1;
        }
        if (pass == 0)
            c.k = distinct(c.label, n);
    }
    free(column);
    return c;
}

void oracle_codes_free(struct oracle_codes *c)
{
    free(c->label);
    free(c->code);
}

size_t oracle_code_of(const struct oracle_codes *c, const char *label)
{
    for (size_t k = 0; k < c->k; k++)
        if (strcmp(c->label[k], label) == 0)
            return k;
    fail_msg("no level %s", label);
    return 0;
}

bool oracle_pair_of(const struct oracle_codes *c, const char *text, size_t *a,
                    size_t *b)
{
    for (size_t k = 0; k < c->k; k++) {
        size_t n = strlen(c->label[k]);

        if (strncmp(c->label[k], text, n) != 0 || text[n] != '|')
            continue;
        *a = k;
        for (*b = 0; *b < c->k; ++*b)
            if (strcmp(c->label[*b], text + n + 1) == 0)
                return true;
    }
    return false;
}

struct oracle oracle_read(const char *shared, const char *file)
{
    char path[4096];

    assert_true(snprintf(path, sizeof path, "%s/oracles/%s", shared, file) <
                (int)sizeof path);
    return (struct oracle){sheet_read(path), 0};
}

void oracle_free(struct oracle *oracle)
{
    sheet_free(&oracle->sheet);
}

size_t oracle_block(const struct oracle *oracle, size_t from)
{
    struct expected first = sheet_expected(&oracle->sheet, from);
    size_t to = from;

    for (; to < oracle->sheet.rows; to++) {
        struct expected e = sheet_expected(&oracle->sheet, to);

        if (strcmp(e.dataset, first.dataset) != 0 ||
            strcmp(e.question, first.question) != 0 ||
            strcmp(e.breakdown, first.breakdown) != 0)
            break;
    }
    return to;
}

static void differ(const struct expected *e, double ours)
{
    fail_msg("%s, %s, %s, %s, %s: %s is %.17g, not %.17g", e->dataset,
             e->question, e->item, e->breakdown, e->level, e->statistic, ours,
             e->value);
}

void oracle_compare(struct oracle *oracle, const struct expected *e,
                    double ours, double tolerance)
{
    oracle->compared++;
    if (!(fabs(ours - e->value) <= tolerance * fmax(1, fabs(e->value))))
        differ(e, ours);
}

void oracle_compare_p(struct oracle *oracle, const struct expected *e,
                      double ours)
{
    oracle->compared++;
    if (!(fabs(ours - e->value) <= 1e-10))
        differ(e, ours);
    if (e->value > 0 && e->value < 1e-10 &&
        !(fabs(log(ours) - log(e->value)) <= 1e-7 * fabs(log(e->value))))
        differ(e, ours);
}
