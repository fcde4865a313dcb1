/* layout_pabulib.c - what reader_pb.c makes of a .pb file: the voter's own
 * columns, then `vote | project`. */
#include "ingest/layout.h"

#include <string.h>

static bool is_vote(struct text t)
{
    return t.n > 7 && memcmp(t.p, "vote | ", 7) == 0;
}

static int recognise(const struct head *head, struct str *why)
{
    size_t votes = 0;

    for (size_t i = 0; i < head->columns; i++)
        votes += is_vote(head_cell(head, 0, i));
    if (votes < 2 || !text_same(head_cell(head, 0, 0), text_of("voter_id")))
        return 0;
    str_addf(why, "sections META, PROJECTS and VOTES; %zu projects", votes);
    return 99;
}

static enum status describe(const struct head *head, struct arena *arena,
                            struct columns *columns, struct err *err)
{
    enum status rc = layout_flat(head, 0, arena, columns, err);

    columns->header_rows = 1;
    for (size_t i = 0; i < columns->n && rc == OK; i++) {
        struct column *c = &columns->column[i];
        struct text t = text_of(c->whole);

        if (i == 0)
            c->role = ROLE_ID;
        else if (text_same(t, text_of("voting_method")))
            c->role = ROLE_PLATFORM;
        else if (is_vote(t))
            rc = layout_part(c, arena, text_of("Votes for projects"),
                             (struct text){t.p + 7, t.n - 7}, err);
    }
    return rc;
}

const struct layout layout_pabulib = {
    .name = "pabulib", .recognise = recognise, .describe = describe};
