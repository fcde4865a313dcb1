/* decode_tasks.c - best-worst tasks: the item named best and the one named
 * worst, each in a cell of its own. */
#include <string.h>
#include "ingest/decode.h"

/* Nobody can name what was not shown. */
static bool is_shown(const struct bound *b, size_t column, int32_t code)
{
    const struct words *shown = &b->q->task[column / 2].shown;

    for (size_t i = 0; i < shown->n; i++)
        if (strcmp(shown->word[i], b->q->item[code - 1].key) == 0)
            return true;
    return false;
}

enum status decode_tasks(struct decoding *d, struct bound *b,
                         const struct text *cell, struct err *err)
{
    enum status rc = OK;

    for (size_t i = 0; i < b->n && rc == OK; i++) {
        struct text t = cell[b->column[i]];
        int32_t code = t.n ? dictionary_find(b->dictionary[0], t) : CODE_BLANK;

        if (code == CODE_NOT_CHOSEN)
            code = CODE_BLANK;
        if (code == DICTIONARY_UNKNOWN || (code > 0 && !is_shown(b, i, code))) {
            code = CODE_UNRECOGNISED;
            rc = decode_unmatched(d, b, SURVEY_NONE, t, err);
        }
        *decode_code(d, b, i) = code;
    }
    return rc;
}
