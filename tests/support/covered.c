/* covered.c - see covered.h.
 *
 * Queries are by the expressions of the unique indexes, so that each is a
 * look-up; CROSS JOIN keeps their order. */
#include "tests/support/covered.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/mem.h"
#include "core/base/num.h"
#include "core/base/text.h"
#include "tests/support/check.h"

enum { FIELDS = 7, REASON_FIELDS = 4 };

/* Cuts a line at its tabs; fails the test where it has not `n` fields. */
static void cut(const char *path, char *text, char **field, size_t n)
{
    for (size_t f = 0; f < n; f++) {
        field[f] = text;
        text = strchr(text, '\t');
        if (!text != (f + 1 == n))
            fail_msg("%s: %s: a line has %zu fields", path, field[0], n);
        if (text)
            *text++ = '\0';
    }
}

/* The lines behind the header, each ended by 0; the bytes are to be freed. */
static char *lines_of(const char *path, char ***line, size_t *n)
{
    struct str bytes = {0};
    struct err err = {0};
    char *out = NULL;
    size_t lines = 0;

    assert_ok(file_read(path, 1 << 20, &bytes, &err), &err);
    for (size_t i = 0; i < bytes.n; i++)
        lines += bytes.p[i] == '\n';
    assert_ok(str_take(&bytes, &out, &err), &err);
    *line = calloc(lines, sizeof **line);
    assert_non_null(*line);
    *n = 0;
    for (char *at = out, *end; (end = strchr(at, '\n')); at = end + 1) {
        *end = '\0';
        if (at != out && *at)
            (*line)[(*n)++] = at;
    }
    return out;
}

struct covered covered_read(const char *path)
{
    struct covered c = {0};
    char **line;

    c.bytes = lines_of(path, &line, &c.n);
    c.line = calloc(c.n, sizeof *c.line);
    assert_non_null(c.line);
    for (size_t i = 0; i < c.n; i++) {
        struct covered_line *l = &c.line[i];
        char *field[FIELDS];
        int64_t least = 0;

        cut(path, line[i], field, FIELDS);
        l->file = field[0];
        l->statistic = field[1];
        l->where = field[2];
        l->scheme = field[3];
        l->pick = field[4];
        l->expression = field[5];
        if (!num_parse_int(text_of(field[6]), &least) || least < 1)
            fail_msg("%s: %s: '%s' is no number from 1", path, l->statistic,
                     field[6]);
        l->least = (size_t)least;
    }
    free(line);
    return c;
}

void covered_free(struct covered *c)
{
    free(c->line);
    free(c->bytes);
}

/* ---- what is left out -------------------------------------------------- */

struct covered_reasons covered_reasons_read(const char *path)
{
    struct covered_reasons r = {0};
    char **line;

    r.bytes = lines_of(path, &line, &r.n);
    r.line = calloc(r.n, sizeof *r.line);
    assert_non_null(r.line);
    for (size_t i = 0; i < r.n; i++) {
        char *field[REASON_FIELDS];

        cut(path, line[i], field, REASON_FIELDS);
        r.line[i].file = field[0];
        r.line[i].statistic = field[1];
        r.line[i].of = field[2];
        r.line[i].reason = field[3];
    }
    free(line);
    return r;
}

void covered_reasons_free(struct covered_reasons *r)
{
    free(r->line);
    free(r->bytes);
}

static bool fits(const char *pattern, const char *name)
{
    size_t n = strlen(pattern);

    if (n && pattern[n - 1] == '*')
        return strncmp(pattern, name, n - 1) == 0;
    return strcmp(pattern, name) == 0;
}

const char *covered_reason(struct covered_reasons *r, const char *file,
                           const struct expected *e)
{
    const char *reason = NULL;
    struct str row = {0};

    str_addf(&row, "%s | %s | %s | %s | %s", e->dataset, e->question, e->item,
             e->breakdown, e->level);
    for (size_t i = 0; !reason && i < r->n; i++)
        if (fits(r->line[i].file, file) &&
            fits(r->line[i].statistic, e->statistic) &&
            (strcmp(r->line[i].of, "*") == 0 ||
             strstr(str_cstr(&row), r->line[i].of))) {
            r->line[i].rows++;
            reason = r->line[i].reason;
        }
    str_free(&row);
    return reason;
}

const char *covered_file_reason(struct covered_reasons *r, const char *file)
{
    for (size_t i = 0; i < r->n; i++) {
        if (!fits(r->line[i].file, file) ||
            strcmp(r->line[i].statistic, "*") != 0 ||
            strcmp(r->line[i].of, "*") != 0)
            continue;
        r->line[i].rows++;
        return r->line[i].reason;
    }
    return NULL;
}

bool covered_reasons_used(const struct covered_reasons *r)
{
    bool all = true;

    for (size_t i = 0; i < r->n; i++)
        if (!r->line[i].rows) {
            print_error("left_out.tsv: no expected value is %s %s\n",
                        r->line[i].file, r->line[i].statistic);
            all = false;
        }
    return all;
}

/* ---- values of the database -------------------------------------------- */

#define OF(table)                                                              \
    "FROM survey s CROSS JOIN " table " e ON e.survey = s.key AND e.wave = "   \
    "s.wave AND ifnull(e.source, '') = ?10 AND ifnull(question, '') = ?1 "     \
    "AND ifnull(breakdown, '') = ?4 AND ifnull(level, '') = ?5 "               \
    "AND ifnull(base, '') = ?7 AND ifnull(scheme, '') = ?8 "
#define ITEM "AND ifnull(item, '') = ?2 "
#define OTHER_ITEM "AND ifnull(other_item, '') = ?6 "
#define OPTION ITEM "AND ifnull(option, '') = ?3 "
#define OTHER_LEVEL OPTION "AND ifnull(other_level, '') = ?6 "
#define MEASURE "AND ifnull(measure, '') = ?9 "
#define NO_ARG "AND ifnull(arg, '') = ?10 "
#define QUANTILE(pick)                                                         \
    "AND (measure = 'median' AND CAST(" pick " AS REAL) = 0.5 OR "             \
    "measure = 'quantile' AND arg = CAST(" pick " AS REAL)) "
#define INTERVAL(kind)                                                         \
    "CROSS JOIN interval i ON i.estimate_id = e.id AND i.interval = " kind

static const char share_sql[] = OF("estimate") OPTION MEASURE NO_ARG;
static const char interval_sql[] = OF("estimate") OPTION
    "AND ifnull(measure, '') = 'share' " NO_ARG INTERVAL("?9");
static const char quantile_sql[] = OF("estimate") OPTION QUANTILE("?9");
static const char quantile_interval_sql[] = OF("estimate")
    OPTION QUANTILE("substr(?9, 1, 4)") INTERVAL("trim(substr(?9, 5))");
static const char test_sql[] = OF("test") OTHER_LEVEL
    "AND measure <> 'positive' AND test || ':' || ifnull(effect, '') = ?9";
static const char pair_sql[] =
    OF("test") OTHER_LEVEL MEASURE "AND ifnull(test, '') = 'difference'";
static const char ranking_sql[] = OF("ranking") ITEM "AND rule = ?9";
static const char order_sql[] = OF("test") "AND test = ?9";
static const char majority_sql[] = OF("pairwise") ITEM OTHER_ITEM;
static const char weights_sql[] =
    "FROM weighting e WHERE scheme = ?8 AND ?1 = ?10";

static const struct {
    const char *where, *sql;
} queries[] = {
    {"share", share_sql},       {"mean", share_sql},
    {"interval", interval_sql}, {"quantile", quantile_sql},
    {"test", test_sql},         {"quantile_interval", quantile_interval_sql},
    {"pair", pair_sql},         {"rest", pair_sql},
    {"ranking", ranking_sql},   {"order", order_sql},
    {"weights", weights_sql},   {"majority", majority_sql},
};

static bool ask(sqlite3 *db, const char *sql, const struct covered_at *at,
                const char *pick, double *out)
{
    const char *name[] = {at->question, at->item,  at->option, at->breakdown,
                          at->level,    at->other, at->base,   at->scheme,
                          pick,         ""};
    const int names = sizeof name / sizeof *name;
    sqlite3_stmt *s = NULL;
    bool found = false;

    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sqlite3_errmsg(db), sql);
    for (int i = 0; i < names && i < sqlite3_bind_parameter_count(s); i++)
        (void)sqlite3_bind_text(s, i + 1, name[i], -1, SQLITE_STATIC);
    if (sqlite3_step(s) == SQLITE_ROW &&
        sqlite3_column_type(s, 0) != SQLITE_NULL) {
        *out = sqlite3_column_double(s, 0);
        found = true;
    }
    (void)sqlite3_finalize(s);
    return found;
}

/* "SELECT ..." of a difference as it stands, or of the one that is stored the
 * other way round. */
static void write_query(struct str *sql, const struct covered_line *line,
                        const char *from, bool turned)
{
    const char *p = line->expression, *bar = strchr(p, '|');
    const char *end = bar && !turned ? bar : p + strlen(p);

    if (bar && turned)
        p = bar + 1;
    str_add(sql, "SELECT ");
    for (const char *mark; (mark = strstr(p, ":sign")) && mark < end;
         p = mark + strlen(":sign")) {
        str_add_n(sql, p, (size_t)(mark - p));
        str_add(sql, turned ? "-1" : "1");
    }
    str_add_n(sql, p, (size_t)(end - p));
    str_addf(sql, " %s", from);
}

static struct covered_at turn(const struct covered_line *line,
                              const struct covered_at *at)
{
    struct covered_at to = *at;

    to.other = strcmp(line->where, "pair") == 0 ? at->level : at->item;
    *(strcmp(line->where, "pair") == 0 ? &to.level : &to.item) = at->other;
    return to;
}

double covered_value(sqlite3 *db, const struct covered_line *line,
                     const struct covered_at *at)
{
    bool two = strcmp(line->where, "pair") == 0 ||
               strcmp(line->where, "majority") == 0;
    const char *from = NULL;
    double value = (double)NAN;
    bool found = false;

    for (size_t q = 0; q < sizeof queries / sizeof *queries; q++)
        if (strcmp(queries[q].where, line->where) == 0)
            from = queries[q].sql;
    if (!from)
        fail_msg("covered.tsv: nothing is found by '%s'", line->where);
    for (int turned = 0; !found && turned < 1 + two; turned++) {
        struct covered_at now = turned ? turn(line, at) : *at;
        struct str sql = {0};

        write_query(&sql, line, from, turned);
        found = ask(db, str_cstr(&sql), &now, line->pick, &value);
        str_free(&sql);
    }
    return value;
}
