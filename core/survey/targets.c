/* targets.c - rows of targets.csv into margins, and margins into the survey.
 *
 * The file is checked by itself first, and a margin against the survey only
 * when it is asked for: one file of a county's population serves many surveys,
 * each of which knows some of its margins. */
#include "core/survey/targets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/csv.h"
#include "core/base/num.h"
#include "core/survey/yaml.h"

enum { MARGIN, LEVEL, SHARE, COUNT, SOURCE, DATE, COLUMNS };
static const char *const names[COLUMNS] = {"margin", "level",  "share",
                                           "count",  "source", "date"};
enum { MOST_ROWS = 10000 };

struct reading {
    struct targets *targets;
    const char *path;
    size_t at[COLUMNS];        /* column of the file; SURVEY_NONE */
    struct text cell[COLUMNS]; /* of the row at hand, trimmed */
    size_t rows;
    struct err *err;
};

#define BAD(r, line, ...)                                                      \
    err_at((r)->err, ERR_INPUT, (r)->path, (line), __VA_ARGS__)

static const char *shown(struct reading *r, struct text t)
{
    char *copy = arena_text(r->targets->arena, t.p, t.n);

    return copy ? yaml_shown(r->targets->arena, copy) : "?";
}

static enum status take_header(struct reading *r, const struct csv_row *row)
{
    for (size_t i = 0; i < COLUMNS; i++)
        r->at[i] = SURVEY_NONE;
    for (size_t c = 0; c < row->n; c++) {
        struct text name = text_trim(row->cell[c]);
        size_t i = 0;

        while (i < COLUMNS && !text_same(name, text_of(names[i])))
            i++;
        if (i == COLUMNS)
            return BAD(r, row->line,
                       "there is no column '%s'; allowed: margin, level, "
                       "share, count, source, date",
                       shown(r, name));
        if (r->at[i] != SURVEY_NONE)
            return BAD(r, row->line, "the column '%s' is given twice; keep one",
                       names[i]);
        r->at[i] = c;
    }
    if (r->at[MARGIN] == SURVEY_NONE || r->at[LEVEL] == SURVEY_NONE)
        return BAD(r, row->line,
                   "the header lacks a column; it has to name margin, level "
                   "and share or count");
    if (r->at[SHARE] == SURVEY_NONE && r->at[COUNT] == SURVEY_NONE)
        return BAD(r, row->line,
                   "the header names neither share nor count; one of them is "
                   "needed");
    return OK;
}

/* 0.31 or 31% */
static enum status take_share(struct reading *r, size_t line, double *value)
{
    struct text t = r->cell[SHARE];
    bool percent = t.n && t.p[t.n - 1] == '%';

    if (percent)
        t = text_trim((struct text){t.p, t.n - 1});
    if (!num_parse(t, value))
        return BAD(r, line, "the share '%s' is no number; write 0.31 or 31%%",
                   shown(r, r->cell[SHARE]));
    if (percent)
        *value /= 100;
    if (*value < 0 || *value > 1)
        return BAD(r, line,
                   "the share %s is not from 0 to 1; write 0.31 or 31%%, or "
                   "put it under count",
                   shown(r, r->cell[SHARE]));
    return OK;
}

/* 12345 or 12,345 */
static enum status take_count(struct reading *r, size_t line, double *value)
{
    struct text t = r->cell[COUNT];
    bool plain =
        t.n && strchr("0123456789+-.", t.p[0]) && !memchr(t.p, '%', t.n);

    if (!plain || !num_parse_loose(t, value))
        return BAD(r, line, "the count '%s' is no number; write 12345",
                   shown(r, t));
    if (*value < 0)
        return BAD(r, line, "the count %s is below 0", shown(r, t));
    return OK;
}

/* 2021, 2021-03 or 2021-03-21 */
static bool is_date(struct text t)
{
    static const char form[] = "dddd-dd-dd";

    if (t.n != 4 && t.n != 7 && t.n != 10)
        return false;
    for (size_t i = 0; i < t.n; i++)
        if (form[i] == 'd' ? t.p[i] < '0' || t.p[i] > '9' : t.p[i] != '-')
            return false;
    return true;
}

static size_t parts_of(struct text t)
{
    size_t n = 1;

    for (size_t i = 0; i < t.n; i++)
        n += t.p[i] == '*';
    return n;
}

static enum status check_cells(struct reading *r, const struct csv_row *row)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        size_t c = r->at[i];

        r->cell[i] = c < row->n ? text_trim(row->cell[c]) : text_of("");
        if (text_valid_utf8(r->cell[i]) != r->cell[i].n ||
            memchr(r->cell[i].p, '\0', r->cell[i].n))
            return BAD(r, row->line,
                       "the %s is not UTF-8; save the file as UTF-8", names[i]);
    }
    for (size_t c = 0; c < row->n; c++) {
        size_t i = 0;

        while (i < COLUMNS && r->at[i] != c)
            i++;
        if (i == COLUMNS && row->cell[c].n)
            return BAD(r, row->line,
                       "the row has more cells than the header; put text with "
                       "a comma in quotes");
    }
    if (r->cell[MARGIN].n == 0 || r->cell[LEVEL].n == 0)
        return BAD(r, row->line, "the %s is empty",
                   names[r->cell[MARGIN].n ? LEVEL : MARGIN]);
    if ((r->cell[SHARE].n > 0) == (r->cell[COUNT].n > 0))
        return BAD(r, row->line, "give a share or a count%s",
                   r->cell[SHARE].n ? ", not both" : "");
    if (r->cell[DATE].n && !is_date(r->cell[DATE]))
        return BAD(r, row->line,
                   "the date '%s' is none; write 2021, 2021-03 or 2021-03-21",
                   shown(r, r->cell[DATE]));
    return OK;
}

static enum status grow(struct targets *t, void **array, size_t n, size_t *room,
                        size_t size, struct err *err)
{
    size_t want = *room ? 2 * *room : 8;
    char *more;

    if (n < *room)
        return OK;
    more = arena_alloc(t->arena, want, size);
    if (!more)
        return err_nomem(err);
    if (n)
        memcpy(more, *array, n * size);
    *array = more;
    *room = want;
    return OK;
}

static enum status find_margin(struct reading *r, size_t line,
                               struct target_margin **out)
{
    struct targets *t = r->targets;
    size_t parts = parts_of(r->cell[MARGIN]);
    void *all = t->margin;
    enum status rc;

    for (size_t m = 0; m < t->n; m++)
        if (text_equal(text_of(t->margin[m].name), r->cell[MARGIN])) {
            *out = &t->margin[m];
            return OK;
        }
    if (parts > 2)
        return BAD(r, line, "the margin '%s' crosses more than two questions",
                   shown(r, r->cell[MARGIN]));
    rc = grow(t, &all, t->n, &t->room, sizeof *t->margin, r->err);
    if (rc != OK)
        return rc;
    t->margin = all;
    *out = &t->margin[t->n++];
    **out = (struct target_margin){
        .name = arena_text(t->arena, r->cell[MARGIN].p, r->cell[MARGIN].n),
        .counts = r->cell[COUNT].n > 0,
        .n_questions = parts,
        .line = line};
    return (*out)->name ? OK : err_nomem(r->err);
}

static enum status fold(struct reading *r, struct text t, char **out)
{
    struct str s = {0};
    enum status rc;

    text_fold(&s, t);
    rc = str_status(&s, r->err);
    if (rc == OK) {
        *out = arena_text(r->targets->arena, str_cstr(&s), s.n);
        rc = *out ? OK : err_nomem(r->err);
    }
    str_free(&s);
    return rc;
}

static enum status check_level(struct reading *r, const struct target_margin *m,
                               const struct target *target)
{
    size_t parts = parts_of(text_of(target->level));

    if (parts != m->n_questions)
        return BAD(r, target->line,
                   m->n_questions > 1
                       ? "the level '%s' of '%s' needs two parts, such as "
                         "fenland*16-24"
                       : "the level '%s' of '%s' is crossed, and its margin "
                         "is not",
                   shown(r, text_of(target->level)), m->name);
    if (m->counts != (r->cell[COUNT].n > 0))
        return BAD(r, target->line,
                   "the margin '%s' has %s from line %zu on; give %s for all "
                   "of its levels",
                   m->name, m->counts ? "counts" : "shares", m->line,
                   m->counts ? "counts" : "shares");
    for (size_t i = 0; i < m->n; i++)
        if (strcmp(m->target[i].folded, target->folded) == 0)
            return BAD(r, target->line,
                       "the level '%s' of '%s' is given twice, first on line "
                       "%zu; keep one",
                       shown(r, text_of(target->level)), m->name,
                       m->target[i].line);
    return OK;
}

static enum status take_row(struct reading *r, const struct csv_row *row)
{
    struct arena *arena = r->targets->arena;
    struct target target = {.line = row->line,
                            .option = {SURVEY_NONE, SURVEY_NONE}};
    struct target_margin *m = NULL;
    void *all;
    enum status rc;

    if (++r->rows > MOST_ROWS)
        return BAD(r, row->line, "there are more than %d targets", MOST_ROWS);
    if ((rc = check_cells(r, row)) != OK)
        return rc;
    rc = r->cell[SHARE].n ? take_share(r, row->line, &target.value)
                          : take_count(r, row->line, &target.value);
    if (rc == OK)
        rc = find_margin(r, row->line, &m);
    if (rc == OK)
        rc = fold(r, r->cell[LEVEL], &target.folded);
    if (rc != OK)
        return rc;
    target.level = arena_text(arena, r->cell[LEVEL].p, r->cell[LEVEL].n);
    target.source = arena_text(arena, r->cell[SOURCE].p, r->cell[SOURCE].n);
    target.date = arena_text(arena, r->cell[DATE].p, r->cell[DATE].n);
    if (!target.level || !target.source || !target.date)
        return err_nomem(r->err);
    if ((rc = check_level(r, m, &target)) != OK)
        return rc;
    all = m->target;
    rc = grow(r->targets, &all, m->n, &m->room, sizeof *m->target, r->err);
    if (rc != OK)
        return rc;
    m->target = all;
    m->target[m->n++] = target;
    return OK;
}

static enum status check_sums(struct reading *r)
{
    for (size_t i = 0; i < r->targets->n; i++) {
        const struct target_margin *m = &r->targets->margin[i];
        double sum = 0;

        for (size_t l = 0; l < m->n; l++)
            sum += m->target[l].value;
        if (!(sum > 0))
            return BAD(r, m->line, "the margin '%s' is 0 throughout", m->name);
        if (!m->counts && fabs(sum - 1) > 0.01 + 1e-9)
            return BAD(r, m->line,
                       "the shares of '%s' add up to %.6g; they must add up to "
                       "1: correct them or give counts",
                       m->name, sum);
    }
    return r->targets->n ? OK : BAD(r, 0, "there are no targets");
}

static enum status take_rows(struct reading *r, struct csv_reader *reader)
{
    struct csv_row row;
    bool header = true;

    for (;;) {
        enum status rc = csv_next(reader, &row, r->err);

        if (rc != OK)
            return rc;
        if (row.what == CSV_END)
            return check_sums(r);
        if (row.what == CSV_BAD_ROW)
            return BAD(r, row.line, "%s; correct it", row.problem);
        if (row.empty)
            continue;
        rc = header ? take_header(r, &row) : take_row(r, &row);
        if (rc != OK)
            return rc;
        header = false;
    }
}

/* Takes the reader over. */
static enum status read_all(struct targets **out, struct csv_reader *reader,
                            const char *path, struct err *err)
{
    struct arena *arena = arena_new();
    struct targets *t = arena ? arena_alloc(arena, 1, sizeof *t) : NULL;
    struct reading r = {.targets = t, .path = path, .err = err};
    enum status rc = t ? OK : err_nomem(err);

    if (rc == OK) {
        t->arena = arena;
        t->path = arena_text(arena, path, strlen(path));
        rc = t->path ? take_rows(&r, reader) : err_nomem(err);
    }
    csv_close(reader);
    if (rc == OK)
        *out = t;
    else
        arena_free(arena);
    return rc;
}

enum status targets_read(struct targets **out, const char *path,
                         struct err *err)
{
    struct csv_reader *reader = NULL;
    enum status rc = csv_open_file(
        &reader, path, &(struct csv_options){.delimiter = ','}, err);

    *out = NULL;
    return rc == OK ? read_all(out, reader, path, err) : rc;
}

static size_t give(void *from, char *into, size_t most, struct err *err)
{
    struct text *t = from;
    size_t n = t->n < most ? t->n : most;

    (void)err;
    if (n)
        memcpy(into, t->p, n);
    *t = (struct text){t->p + n, t->n - n};
    return n;
}

enum status targets_parse(struct targets **out, struct text csv,
                          const char *path, struct err *err)
{
    struct csv_reader *reader = NULL;
    enum status rc = csv_open(&reader, give, &csv, path,
                              &(struct csv_options){.delimiter = ','}, err);

    *out = NULL;
    return rc == OK ? read_all(out, reader, path, err) : rc;
}

void targets_free(struct targets *targets)
{
    if (targets)
        arena_free(targets->arena);
}
