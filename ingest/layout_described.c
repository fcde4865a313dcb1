/* layout_described.c - platforms whose exports are known from what vendors and
 * users write about them, and of which no real file was at hand: told by their
 * usual headers, read tolerantly, and said to be unchecked. */
#include "ingest/bind.h"
#include "ingest/layout.h"

#include <string.h>

struct mark {
    const char *header;
    enum column_role role;
};

/* How many of the marks the row has; in words, the first of them. */
static size_t marks_in(const struct head *head, const struct mark *mark,
                       size_t n, struct str *words)
{
    enum { NAMED = 3 };
    size_t found = 0;

    for (size_t i = 0; i < n; i++)
        if (head_find(head, 0, mark[i].header) < head->columns &&
            found++ < NAMED)
            str_addf(words, "%s\"%s\"", found > 1 ? ", " : "", mark[i].header);
    if (found > NAMED)
        str_addf(words, " and %zu more", found - NAMED);
    return found;
}

static int by_marks(const struct head *head, struct str *why, const char *first,
                    const struct mark *mark, size_t n, size_t need)
{
    struct str words = {0};
    bool is = marks_in(head, mark, n, &words) >= need &&
              (!first || text_same(head_cell(head, 0, 0), text_of(first)));

    if (is)
        str_addf(why, "likely, by its usual columns %s", str_cstr(&words));
    str_free(&words);
    return is ? 75 : 0;
}

/* A mark that ends in * is the front of a header. */
static bool is_mark(const char *header, const char *mark)
{
    size_t n = strlen(mark);

    if (mark[n - 1] == '*')
        return strncmp(header, mark, n - 1) == 0;
    return text_same(text_of(header), text_of(mark));
}

static enum status flat_roles(const struct head *head, struct arena *arena,
                              struct columns *columns, const struct mark *mark,
                              size_t n, struct err *err)
{
    enum status rc = layout_flat(head, 0, arena, columns, err);

    columns->header_rows = 1;
    for (size_t i = 0; i < columns->n && rc == OK; i++)
        for (size_t k = 0; k < n; k++)
            if (is_mark(columns->column[i].whole, mark[k].header))
                columns->column[i].role = mark[k].role;
    return rc;
}

enum { BY_GENERIC, BY_COLON, BY_SLASH, BY_CHOICE, BY_WORDS };

/* `Line:Question`, the line first. */
static enum status part_colons(struct columns *columns, struct arena *arena,
                               struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < columns->n && rc == OK; i++) {
        struct column *c = &columns->column[i];
        const char *mark = strchr(c->whole, ':');

        if (c->role != ROLE_ANSWER || !mark || mark == c->whole ||
            mark[1] == '\0' || mark[1] == ' ')
            continue;
        if (strncmp(c->whole, "Other - Write In", 16) == 0)
            c->kind = KIND_OTHER;
        rc = layout_part(c, arena, text_of(mark + 1),
                         (struct text){c->whole, (size_t)(mark - c->whole)},
                         err);
    }
    return rc;
}

/* The question of `1. Question/Row`; its length is 0 where t is no row. */
static struct text before_slash(const struct column *c)
{
    struct text t = text_of(c->whole);

    while (t.n && t.p[t.n - 1] != '/')
        t.n--;
    if (t.n)
        t.n--;
    if (c->role != ROLE_ANSWER || c->label[0] || t.p[0] < '0' || t.p[0] > '9')
        t.n = 0;
    return t;
}

/* `1. Question/Row`, of rows beside each other. */
static enum status part_slashes(struct columns *columns, struct arena *arena,
                                struct err *err)
{
    enum status rc = OK;

    for (size_t from = 0, to; from < columns->n && rc == OK; from = to) {
        struct column *c = columns->column;
        struct text stem = before_slash(&c[from]);

        for (to = from + 1; to < columns->n && stem.n &&
                            text_equal(before_slash(&c[to]), stem);)
            to++;
        for (size_t i = from; i < to && to - from > 1 && rc == OK; i++)
            rc = layout_part(&c[i], arena, stem,
                             text_of(c[i].whole + stem.n + 1), err);
    }
    return rc;
}

/* Cells of a column that is one choice hold its header again, but for rows that
 * are torn. */
static bool is_choice(const struct head *head, const struct column *c,
                      size_t column, size_t *filled)
{
    size_t others = 0;

    *filled = 0;
    if (c->role != ROLE_ANSWER || c->label[0])
        return false;
    for (size_t r = 1; r < head->n; r++) {
        struct text t = text_trim(head_cell(head, r, column));

        others += t.n && !text_same(t, text_of(c->whole));
        *filled += t.n > 0;
    }
    return 10 * others <= *filled;
}

/* Choices beside each other, of which the headers do not say what was asked:
 * the question is called by the first of them.  "Other" behind them holds
 * words. */
static enum status join_choices(const struct head *head,
                                struct columns *columns, struct arena *arena,
                                struct err *err)
{
    enum status rc = OK;

    for (size_t from = 0, to; from < columns->n && rc == OK; from = to) {
        struct column *c = columns->column;
        size_t chosen = 0, filled;
        char *asked;

        for (to = from; to < columns->n && is_choice(head, &c[to], to, &filled);
             to++)
            chosen += filled > 0;
        if (to - from < 2 || chosen < 2) {
            to += to == from;
            continue;
        }
        if (to < columns->n &&
            text_same(text_of(c[to].whole), text_of("Other")))
            c[to++].kind = KIND_OTHER;
        asked = arena_printf(arena, "%s, %s and so on", c[from].whole,
                             c[from + 1].whole);
        if (!asked)
            return err_nomem(err);
        for (size_t i = from; i < to && rc == OK; i++)
            rc = layout_part(&c[i], arena, text_of(asked), text_of(c[i].whole),
                             err);
    }
    return rc;
}

/* "Other" behind a question holds the words that were written in. */
static enum status join_words(struct columns *columns, struct arena *arena,
                              struct err *err)
{
    enum status rc = OK;

    for (size_t i = 1; i < columns->n && rc == OK; i++) {
        struct column *c = &columns->column[i];

        if (c->role != ROLE_ANSWER || c[-1].role != ROLE_ANSWER ||
            c->label[0] || !label_takes_words(c->whole))
            continue;
        c->kind = KIND_OTHER;
        rc = layout_part(c, arena, text_of(c[-1].question), text_of(c->whole),
                         err);
    }
    return rc;
}

static enum status flat(const struct head *head, struct arena *arena,
                        struct columns *columns, const struct mark *mark,
                        size_t n, int split, struct err *err)
{
    enum status rc = flat_roles(head, arena, columns, mark, n, err);

    if (rc == OK && split == BY_COLON)
        return part_colons(columns, arena, err);
    if (rc == OK && split == BY_SLASH)
        rc = part_slashes(columns, arena, err);
    if (rc == OK)
        rc = layout_group(columns, arena, err);
    if (rc == OK && split == BY_CHOICE)
        rc = join_choices(head, columns, arena, err);
    if (rc == OK && split == BY_WORDS)
        rc = join_words(columns, arena, err);
    return rc;
}

/* clang-format off */
#define PLATFORM(id, first, need, split)                                       \
    static int known_##id(const struct head *head, struct str *why)            \
    {                                                                          \
        return by_marks(head, why, first, marks_##id,                          \
                        sizeof marks_##id / sizeof *marks_##id, need);         \
    }                                                                          \
    static enum status describe_##id(const struct head *head,                  \
                                     struct arena *arena,                      \
                                     struct columns *columns, struct err *err) \
    {                                                                          \
        return flat(head, arena, columns, marks_##id,                          \
                    sizeof marks_##id / sizeof *marks_##id, split, err);       \
    }

static const struct mark marks_kobo[] = {
    {"_id", ROLE_PLATFORM}, {"_uuid", ROLE_ID},
    {"_submission_time", ROLE_SUBMITTED}, {"_validation_status", ROLE_PLATFORM},
    {"_notes", ROLE_PLATFORM}, {"_status", ROLE_PLATFORM},
    {"_submitted_by", ROLE_PERSONAL}, {"__version__", ROLE_PLATFORM},
    {"_tags", ROLE_PLATFORM}, {"_index", ROLE_PLATFORM},
    {"start", ROLE_STARTED}, {"end", ROLE_PLATFORM}};

static const struct mark marks_citizenspace[] = {
    {"Response ID", ROLE_ID}, {"Date Submitted", ROLE_SUBMITTED},
    {"Submitted on", ROLE_SUBMITTED}, {"Response Status", ROLE_TEST},
    {"Publish response", ROLE_PLATFORM}, {"Consent", ROLE_PLATFORM},
    {"Analyst notes", ROLE_PLATFORM}, {"Analyst tags", ROLE_PLATFORM},
    {"What is your email address?", ROLE_PERSONAL},
    {"What is your name?", ROLE_PERSONAL}};

static const struct mark marks_alchemer[] = {
    {"Response ID", ROLE_ID}, {"Time Started", ROLE_STARTED},
    {"Date Submitted", ROLE_SUBMITTED}, {"Status", ROLE_TEST},
    {"Contact ID", ROLE_PLATFORM}, {"Legacy Comments", ROLE_PLATFORM},
    {"Comments", ROLE_ANSWER}, {"Language", ROLE_PLATFORM},
    {"Referer", ROLE_PLATFORM}, {"SessionID", ROLE_PLATFORM},
    {"User Agent", ROLE_PLATFORM}, {"IP Address", ROLE_PERSONAL},
    {"Longitude", ROLE_PERSONAL}, {"Latitude", ROLE_PERSONAL},
    {"Country", ROLE_PLATFORM}, {"City", ROLE_PERSONAL},
    {"State/Region", ROLE_PLATFORM}, {"Postal", ROLE_PERSONAL}};
PLATFORM(alchemer, "Response ID", 4, BY_COLON)

static const struct mark marks_typeform[] = {
    {"#", ROLE_ID}, {"Start Date (UTC)", ROLE_STARTED},
    {"Submit Date (UTC)", ROLE_SUBMITTED}, {"Stage Date (UTC)", ROLE_PLATFORM},
    {"Response Type", ROLE_PLATFORM}, {"Network ID", ROLE_PERSONAL},
    {"Tags", ROLE_PLATFORM}, {"Ending", ROLE_PLATFORM}};
PLATFORM(typeform, "#", 3, BY_CHOICE)

static const struct mark marks_engagementhq[] = {
    {"Date of contribution", ROLE_SUBMITTED}, {"Contribution ID", ROLE_ID},
    {"Member ID", ROLE_PLATFORM}, {"Login (Screen name)", ROLE_PERSONAL},
    {"Login", ROLE_PERSONAL}, {"Email", ROLE_PERSONAL}};
PLATFORM(engagementhq, NULL, 2, BY_GENERIC)

static const struct mark marks_decidim[] = {
    {"ID", ROLE_ID}, {"created_at", ROLE_SUBMITTED},
    {"ip_hash", ROLE_PERSONAL}, {"user_status", ROLE_PLATFORM},
    {"Registered/Unregistered", ROLE_PLATFORM}};
PLATFORM(decidim, "ID", 3, BY_SLASH)

static const struct mark marks_govocal[] = {
    {"Input ID", ROLE_ID}, {"Submitted at", ROLE_SUBMITTED},
    {"Published at", ROLE_SUBMITTED}, {"Author name", ROLE_PERSONAL},
    {"Author email", ROLE_PERSONAL}, {"Author ID", ROLE_PLATFORM}};
PLATFORM(govocal, NULL, 3, BY_WORDS)

static const struct mark marks_snap[] = {
    {"ID.name", ROLE_PLATFORM}, {"ID.date", ROLE_SUBMITTED},
    {"ID.start", ROLE_STARTED}, {"ID.end", ROLE_PLATFORM},
    {"ID.site", ROLE_PLATFORM}, {"Response ID", ROLE_ID}};
PLATFORM(snap, NULL, 3, BY_GENERIC)
/* clang-format on */

/* Cells of the rows are ANON-XXXX-XXXX-X or the like. */
static int known_citizenspace(const struct head *head, struct str *why)
{
    size_t ids = 0;

    for (size_t r = 1; r < head->n; r++) {
        struct text t = text_trim(head_cell(head, r, 0));

        ids += t.n == 16 && t.p[4] == '-' && t.p[9] == '-' && t.p[14] == '-';
    }
    if (ids == 0 || 2 * ids < head->n)
        return 0;
    str_addf(why, "likely, as %zu responses are numbered ANON-XXXX-XXXX-X",
             ids);
    return 80;
}

/* What those who read the responses wrote beside them is no answer. */
static bool is_of_analysts(const struct column *c)
{
    struct str folded = {0};
    bool is;

    text_fold(&folded, text_of(c->whole));
    is = strstr(str_cstr(&folded), "analyst ") != NULL ||
         strstr(str_cstr(&folded), "analysis tag") != NULL;
    str_free(&folded);
    return is;
}

static enum status describe_citizenspace(const struct head *head,
                                         struct arena *arena,
                                         struct columns *columns,
                                         struct err *err)
{
    enum status rc =
        flat(head, arena, columns, marks_citizenspace,
             sizeof marks_citizenspace / sizeof *marks_citizenspace, BY_GENERIC,
             err);

    if (rc == OK)
        columns->column[0].role = ROLE_ID;
    for (size_t i = 1; i < columns->n && rc == OK; i++) {
        struct column *c = &columns->column[i];

        if (!is_of_analysts(c))
            continue;
        c->role = ROLE_PLATFORM;
        rc = layout_part(c, arena, text_of(c->whole), text_of(""), err);
    }
    return rc;
}

static int known_kobo(const struct head *head, struct str *why)
{
    size_t n = sizeof marks_kobo / sizeof *marks_kobo;

    if (head_find(head, 0, "_index") == head->columns ||
        head_find(head, 0, "_validation_status") == head->columns)
        return 0;
    return by_marks(head, why, NULL, marks_kobo, n, 4) ? 90 : 0;
}

static enum status describe_kobo(const struct head *head, struct arena *arena,
                                 struct columns *columns, struct err *err)
{
    enum status rc = layout_odk.describe(head, arena, columns, err);

    for (size_t i = 0; i < columns->n && rc == OK; i++)
        for (size_t k = 0; k < sizeof marks_kobo / sizeof *marks_kobo; k++)
            if (text_same(text_of(columns->column[i].whole),
                          text_of(marks_kobo[k].header)))
                columns->column[i].role = marks_kobo[k].role;
    return rc;
}

/* Names over three rows, UserID first. */
static int known_smartsurvey(const struct head *head, struct str *why)
{
    if (head->n < 4 || !text_same(head_cell(head, 0, 0), text_of("UserID")))
        return 0;
    str_add(why, "likely, by \"UserID\" first above three rows of headers");
    return 75;
}

static enum status describe_smartsurvey(const struct head *head,
                                        struct arena *arena,
                                        struct columns *columns,
                                        struct err *err)
{
    enum status rc = layout_flat(head, 0, arena, columns, err);
    struct text question = text_of("");

    /* A row of nothing but empty cells is no row: then there are two. */
    columns->header_rows = 1;
    while (columns->header_rows < 3 &&
           text_trim(head_cell(head, columns->header_rows, 0)).n == 0)
        columns->header_rows++;
    for (size_t i = 0; i < columns->n && rc == OK; i++) {
        struct column *c = &columns->column[i];
        size_t rows = columns->header_rows;
        struct text first = text_trim(head_cell(head, 0, i));
        struct text second =
            rows > 1 ? text_trim(head_cell(head, 1, i)) : text_of("");
        struct text third =
            rows > 2 ? text_trim(head_cell(head, 2, i)) : text_of("");

        if (first.n)
            question = first;
        c->role = role_of(first);
        if (c->role != ROLE_ANSWER || (!second.n && !third.n))
            continue;
        c->whole = NULL;
        rc = layout_part(c, arena, question, third.n ? third : second, err);
        if (rc == OK && second.n && third.n)
            c->label = arena_printf(arena, "%.*s: %.*s", (int)second.n,
                                    second.p, (int)third.n, third.p);
        if (rc == OK && !c->label)
            rc = err_nomem(err);
    }
    return rc;
}

#define UNCHECKED(id)                                                          \
    .name = #id, .unchecked = true, .recognise = known_##id,                   \
    .describe = describe_##id

const struct layout layouts_described[] = {
    {UNCHECKED(kobo), .spaces = true},
    {UNCHECKED(smartsurvey)},
    {UNCHECKED(citizenspace)},
    {UNCHECKED(alchemer)},
    {UNCHECKED(typeform), .commas = true},
    {UNCHECKED(engagementhq), .commas = true, .in_place = true},
    {UNCHECKED(decidim), .commas = true, .in_place = true},
    {UNCHECKED(govocal), .bare_lines = true},
    {UNCHECKED(snap), .commas = true},
};
const size_t n_layouts_described =
    sizeof layouts_described / sizeof *layouts_described;
