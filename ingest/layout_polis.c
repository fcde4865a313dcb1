/* layout_polis.c - the matrix of participants and statements: -1, 0, 1, empty
 * where a statement was not seen.  The list of votes and that of statements
 * are told from it. */
#include "ingest/layout.h"

#include <string.h>

static const char *const counts[] = {"participant", "xid",     "group-id",
                                     "n-comments",  "n-votes", "n-agree",
                                     "n-disagree"};
enum { COUNTS = sizeof counts / sizeof *counts };

static size_t known_in(const struct head *head, const char *const *names,
                       size_t n)
{
    size_t known = 0;

    for (size_t i = 0; i < n; i++)
        known += head_find(head, 0, names[i]) < head->columns;
    return known;
}

static bool is_votes(const struct head *head)
{
    static const char *const names[] = {"timestamp", "comment-id", "voter-id",
                                        "vote"};

    return known_in(head, names, 4) == 4;
}

static bool is_statements(const struct head *head)
{
    static const char *const names[] = {"comment-id", "author-id", "agrees",
                                        "disagrees", "comment-body"};

    return known_in(head, names, 5) == 5;
}

static int recognise(const struct head *head, struct str *why)
{
    if (is_votes(head) || is_statements(head)) {
        str_add(why, is_votes(head) ? "one vote a row" : "one statement a row");
        return 99;
    }
    if (known_in(head, counts, COUNTS) < 5)
        return 0;
    str_addf(why,
             "participant and %zu counts in front, numbers of statements "
             "behind",
             known_in(head, counts, COUNTS) - 1);
    return 95;
}

static enum status describe(const struct head *head, struct arena *arena,
                            struct columns *columns, struct err *err)
{
    enum status rc = layout_flat(head, 0, arena, columns, err);

    if (is_votes(head))
        return err_at(err, ERR_INPUT, head->path, head->row[0].line,
                      "lists one vote a row, not one participant; name the "
                      "export of participants and their votes instead");
    if (is_statements(head))
        return err_at(err, ERR_INPUT, head->path, head->row[0].line,
                      "lists statements and holds no responses; name the "
                      "export of participants and their votes instead, and "
                      "this behind it where a definition is drafted "
                      "(canvass init)");
    columns->header_rows = 1;
    for (size_t i = 0; i < columns->n && rc == OK; i++) {
        struct column *c = &columns->column[i];

        for (size_t k = 0; k < COUNTS; k++)
            if (text_same(text_of(c->whole), text_of(counts[k])))
                c->role = k ? ROLE_PLATFORM : ROLE_ID;
        if (c->role == ROLE_ANSWER && c->whole[0] &&
            c->whole[strspn(c->whole, "0123456789")] == '\0') {
            rc = layout_part(c, arena, text_of("Statements"), text_of(c->whole),
                             err);
            c->label = arena_printf(arena, "Statement %s", c->whole);
        }
        if (rc == OK && !c->label)
            rc = err_nomem(err);
    }
    return rc;
}

static const struct code_words votes[] = {
    {"-1", "Disagree", -1}, {"0", "Pass", 0}, {"1", "Agree", 1}, {0}};

const struct layout layout_polis = {.name = "polis",
                                    .codes = votes,
                                    .recognise = recognise,
                                    .describe = describe};
