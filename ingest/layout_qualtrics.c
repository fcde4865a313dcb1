/* layout_qualtrics.c - names, then what was asked, then (not in workbooks and
 * old exports) a row of {"ImportId": ...}.  The second row is in the language
 * of the account: columns of the platform are known by the first, of old
 * exports (V1 to V10) by the second. */
#include "ingest/layout.h"

#include <string.h>

static const struct {
    const char *name;
    enum column_role role;
} meta[] = {
    {"ResponseId", ROLE_ID},
    {"ResponseID", ROLE_ID},
    {"StartDate", ROLE_STARTED},
    {"EndDate", ROLE_PLATFORM},
    {"RecordedDate", ROLE_SUBMITTED},
    {"Status", ROLE_TEST},
    {"IPAddress", ROLE_PERSONAL},
    {"Progress", ROLE_PLATFORM},
    {"Duration (in seconds)", ROLE_PLATFORM},
    {"Finished", ROLE_PLATFORM},
    {"RecipientLastName", ROLE_PERSONAL},
    {"RecipientFirstName", ROLE_PERSONAL},
    {"RecipientEmail", ROLE_PERSONAL},
    {"EmailAddress", ROLE_PERSONAL},
    {"Name", ROLE_PERSONAL},
    {"ExternalReference", ROLE_PLATFORM},
    {"ExternalDataReference", ROLE_PLATFORM},
    {"ResponseSet", ROLE_PLATFORM},
    {"LocationLatitude", ROLE_PERSONAL},
    {"LocationLongitude", ROLE_PERSONAL},
    {"LocationAccuracy", ROLE_PLATFORM},
    {"DistributionChannel", ROLE_TEST},
    {"UserLanguage", ROLE_PLATFORM},
    {"Q_RecaptchaScore", ROLE_PLATFORM},
    {"Q_RelevantIDDuplicate", ROLE_PLATFORM},
    {"Q_RelevantIDDuplicateScore", ROLE_PLATFORM},
    {"Q_RelevantIDFraudScore", ROLE_PLATFORM},
    {"Q_DuplicateRespondent", ROLE_PLATFORM},
};
enum { META = sizeof meta / sizeof *meta };

static size_t meta_of(struct text t)
{
    size_t i = 0;

    while (i < META && !text_same(t, text_of(meta[i].name)))
        i++;
    return i;
}

static size_t known_in(const struct head *head, size_t row)
{
    size_t n = 0;

    for (size_t i = 0; i < head->columns; i++)
        n += meta_of(head_cell(head, row, i)) < META;
    return n;
}

static bool row_of_ids(const struct head *head, size_t row)
{
    size_t ids = 0;

    for (size_t i = 0; i < head->columns; i++) {
        struct text t = text_trim(head_cell(head, row, i));

        ids += t.n > 12 && memcmp(t.p, "{\"ImportId\":", 12) == 0;
    }
    return 2 * ids > head->columns;
}

/* Old exports: V1 over ResponseID. */
static bool is_legacy(const struct head *head)
{
    return text_same(head_cell(head, 0, 0), text_of("V1")) &&
           known_in(head, 1) >= 4;
}

static int recognise(const struct head *head, struct str *why)
{
    size_t known = known_in(head, 0);

    if (head->n > 2 && known >= 2 && row_of_ids(head, 2)) {
        str_add(why, "three header rows, the third of ImportIds");
        return 99;
    }
    if (head->n > 1 && is_legacy(head)) {
        str_add(why, "two header rows of an old export, V1 over ResponseID");
        return 95;
    }
    if (known < 6 || head_find(head, 0, "ResponseId") == head->columns)
        return 0;
    str_addf(why, "%zu of its usual columns in the first row", known);
    return 70;
}

/* Whether the second row says what was asked, and is no response. */
static bool has_questions(const struct head *head)
{
    size_t id = head_find(head, 0, "ResponseId");
    struct text t = head_cell(head, 1, id);

    return head->n > 1 && !(t.n > 2 && memcmp(t.p, "R_", 2) == 0);
}

static const char *const ends[] = {" - Selected Choice", " - Text"};

static bool ends_with(struct text t, const char *end)
{
    size_t n = strlen(end);

    return t.n > n && memcmp(t.p + t.n - n, end, n) == 0;
}

/* `Q1_2` belongs to `Q1`; its line is what follows the last " - " of the
 * text. */
static enum status part(struct column *c, struct arena *arena, struct text name,
                        struct text asked, struct err *err)
{
    struct text label = text_of("");
    size_t n = name.n;

    if (n > 5 && memcmp(name.p + n - 5, "_TEXT", 5) == 0)
        c->kind = KIND_OTHER;
    for (size_t i = 0; i < 2; i++)
        if (ends_with(asked, ends[i]))
            asked.n -= strlen(ends[i]);
    while (n > 0 && name.p[n - 1] >= '0' && name.p[n - 1] <= '9')
        n--;
    if ((n < name.n && n > 1 && name.p[n - 1] == '_') || c->kind == KIND_OTHER)
        for (size_t i = asked.n; i-- > 2;)
            if (i + 3 < asked.n && memcmp(asked.p + i, " - ", 3) == 0) {
                label = (struct text){asked.p + i + 3, asked.n - i - 3};
                asked.n = i;
                break;
            }
    /* Between the two where words may be written in beside some choices. */
    if (label.n && ends_with(asked, ends[0]))
        asked.n -= strlen(ends[0]);
    return layout_part(c, arena, asked.n ? asked : name, label, err);
}

static enum status describe(const struct head *head, struct arena *arena,
                            struct columns *columns, struct err *err)
{
    bool legacy = is_legacy(head);
    size_t names = legacy ? 1 : 0;
    enum status rc = layout_flat(head, 0, arena, columns, err);

    columns->header_rows = legacy || has_questions(head) ? 2 : 1;
    if (head->n > 2 && row_of_ids(head, 2))
        columns->header_rows = 3;
    for (size_t i = 0; i < columns->n && rc == OK; i++) {
        struct column *c = &columns->column[i];
        size_t m = meta_of(head_cell(head, names, i));

        if (m < META)
            c->role = meta[m].role;
        else if (columns->header_rows > 1 && text_trim(head_cell(head, 1, i)).n)
            rc = part(c, arena, text_of(c->whole),
                      text_trim(head_cell(head, 1, i)), err);
    }
    return rc;
}

/* Codes of Status; the words mean the same on any platform. */
static const char *const tests[] = {"1", "2", "9", "17", NULL};

const struct layout layout_qualtrics = {.name = "qualtrics",
                                        .tight = true,
                                        .tests = tests,
                                        .recognise = recognise,
                                        .describe = describe};
