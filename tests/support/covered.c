/* covered.c - see covered.h.
 *
 * Queries are by the expressions of the unique indexes, so that each is a
 * look-up.  A difference may be stored the other way round: what changes its
 * sign then is multiplied by :sign in the expression. */
#include "tests/support/covered.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/mem.h"
#include "core/base/num.h"
#include "core/base/text.h"
#include "tests/support/check.h"

enum { FIELDS = 7 };

static void take_line(struct covered *c, char *text)
{
    struct covered_line *l = &c->line[c->n];
    char **field[FIELDS - 1] = {&l->file,   &l->statistic, &l->where,
                                &l->scheme, &l->pick,      &l->expression};
    int64_t least = 0;

    for (size_t f = 0; f < FIELDS - 1; f++) {
        *field[f] = text;
        text = strchr(text, '\t');
        if (!text)
            fail_msg("covered.tsv: %s: a line has %d fields", *field[f],
                     FIELDS);
        *text++ = '\0';
    }
    if (!num_parse_int(text_of(text), &least))
        fail_msg("covered.tsv: %s: '%s' is no number", l->statistic, text);
    l->least = (size_t)least;
    c->n++;
}

struct covered covered_read(const char *path)
{
    struct covered c = {0};
    struct str bytes = {0};
    struct err err = {0};
    size_t lines = 0;

    assert_ok(file_read(path, 1 << 20, &bytes, &err), &err);
    for (size_t i = 0; i < bytes.n; i++)
        lines += bytes.p[i] == '\n';
    assert_ok(str_take(&bytes, &c.bytes, &err), &err);
    c.line = calloc(lines, sizeof *c.line);
    for (char *at = c.bytes, *end; (end = strchr(at, '\n')); at = end + 1) {
        *end = '\0';
        if (at != c.bytes && *at && *at != '#') /* behind the header */
            take_line(&c, at);
    }
    return c;
}

void covered_free(struct covered *c)
{
    free(c->line);
    free(c->bytes);
}

#define KEY(column, n) " AND ifnull(" column ", '') = ?" n
#define ESTIMATES                                                              \
    "FROM survey s JOIN estimate e ON e.survey = s.key AND e.wave = "          \
    "s.wave\n" KEY("question", "1") KEY("item", "2") KEY("option", "3")        \
        KEY("breakdown", "4") KEY("level", "5") KEY("base", "7")               \
            KEY("scheme", "8") KEY("e.source", "10")
#define TESTS                                                                  \
    "FROM survey s JOIN test e ON e.survey = s.key AND e.wave = s.wave\n" KEY( \
        "question", "1") KEY("item", "2") KEY("option", "3")                   \
        KEY("breakdown", "4") KEY("level", "5") KEY("other_level", "6")        \
            KEY("base", "7") KEY("scheme", "8") KEY("e.source", "10")

static const struct {
    const char *where, *sql;
} queries[] = {
    {"share", ESTIMATES " AND measure = ?9 AND ifnull(arg, '') = ''"},
    {"mean", ESTIMATES " AND measure = ?9 AND ifnull(arg, '') = ''"},
    {"interval", ESTIMATES
     " AND measure = 'share' AND ifnull(arg, '') = '' JOIN interval i "
     "ON i.estimate_id = e.id AND i.interval = ?9"},
    {"quantile", ESTIMATES " AND (measure = 'median' AND ?9 = '0.5' OR measure "
                           "= 'quantile' AND arg = CAST(?9 AS REAL))"},
    {"quantile_interval",
     ESTIMATES " AND (measure = 'median' AND substr(?9, 1, 4) = '0.5 ' OR "
               "measure = 'quantile' AND arg = CAST(substr(?9, 1, 4) AS REAL)) "
               "JOIN interval i ON i.estimate_id = e.id AND i.interval = "
               "trim(substr(?9, 5))"},
    {"test", TESTS " AND measure <> 'positive' AND test || ':' || "
                   "ifnull(effect, '') = ?9"},
    {"pair", TESTS " AND test = 'difference' AND measure = ?9"},
    {"rest", TESTS " AND test = 'difference' AND measure = ?9"},
    {"weights", "FROM weighting e WHERE scheme = ?8 AND ?1 = ?10"},
};

static bool ask(sqlite3 *db, const char *sql, const struct covered_at *at,
                const char *level, const char *other, const char *pick,
                double *out)
{
    const char *name[] = {at->question, at->item, at->option, at->breakdown,
                          level,        other,    at->base,   at->scheme,
                          pick,         ""};
    sqlite3_stmt *s = NULL;
    bool found = false;

    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sqlite3_errmsg(db), sql);
    for (int i = 0; i < 10; i++)
        if (i < sqlite3_bind_parameter_count(s))
            (void)sqlite3_bind_text(s, i + 1, name[i] ? name[i] : "", -1,
                                    SQLITE_STATIC);
    if (sqlite3_step(s) == SQLITE_ROW &&
        sqlite3_column_type(s, 0) != SQLITE_NULL) {
        *out = sqlite3_column_double(s, 0);
        found = true;
    }
    (void)sqlite3_finalize(s);
    return found;
}

double covered_value(sqlite3 *db, const struct covered_line *line,
                     const struct covered_at *at)
{
    const char *from = NULL;
    double value = (double)NAN;

    for (size_t q = 0; q < sizeof queries / sizeof *queries; q++)
        if (strcmp(queries[q].where, line->where) == 0)
            from = queries[q].sql;
    if (!from)
        fail_msg("covered.tsv: nothing is found by '%s'", line->where);
    for (int turned = 0; turned < 2; turned++) {
        struct str sql = {0};
        const char *sign = turned ? "-1" : "1", *p = line->expression;
        bool found;

        str_add(&sql, "SELECT ");
        for (const char *mark; (mark = strstr(p, ":sign")); p = mark + 5) {
            str_add_n(&sql, p, (size_t)(mark - p));
            str_add(&sql, sign);
        }
        str_addf(&sql, "%s %s", p, from);
        found = ask(db, str_cstr(&sql), at, turned ? at->other : at->level,
                    turned ? at->level : at->other, line->pick, &value);
        str_free(&sql);
        if (found || strcmp(line->where, "pair") != 0)
            break;
    }
    return value;
}
