/* layout_googleforms.c - one header row, first the time; lines of a grid are
 * `Question [Line]`.  Both dialects: the sheet's and the form's download. */
#include "ingest/dates.h"
#include "ingest/layout.h"

/* Header of the first column, as Google writes it in its languages. */
static bool is_timestamp(struct text t)
{
    static const char *const words[] = {"Timestamp", "Marca temporal",
                                        "Horodateur", "Zeitstempel",
                                        "Informazioni cronologiche"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_same(t, text_of(words[i])))
            return true;
    return false;
}

static int recognise(const struct head *head, struct str *why)
{
    struct date_evidence dates = {0};

    if (head->n < 2 || head->columns < 2 ||
        !is_timestamp(head_cell(head, 0, 0)))
        return 0;
    for (size_t r = 1; r < head->n; r++)
        date_look(text_trim(head_cell(head, r, 0)), &dates);
    str_addf(why, "the first column is \"%.*s\"%s",
             (int)head_cell(head, 0, 0).n, head_cell(head, 0, 0).p,
             2 * dates.dates >= head->n ? " and holds times" : "");
    return 2 * dates.dates >= head->n ? 85 : 40;
}

static enum status describe(const struct head *head, struct arena *arena,
                            struct columns *columns, struct err *err)
{
    enum status rc = layout_flat(head, 0, arena, columns, err);

    columns->header_rows = 1;
    if (rc == OK)
        columns->column[0].role = ROLE_SUBMITTED;
    return rc == OK ? layout_group(columns, arena, err) : rc;
}

const struct layout layout_googleforms = {.name = "googleforms",
                                          .commas = true,
                                          .in_place = true,
                                          .recognise = recognise,
                                          .describe = describe};
