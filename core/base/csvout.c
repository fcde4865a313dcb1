/* csvout.c - CSV bytes out of cells (csv.h). */
#include "core/base/csv.h"

#include <string.h>
#include "core/base/num.h"

static bool looks_like_formula(struct text cell)
{
    double x;

    return cell.n > 0 && cell.p[0] != '\0' &&
           strchr("=+-@\t\r", cell.p[0]) != NULL && !num_parse(cell, &x);
}

/* Every delimiter that readers guess at counts, since they guess. */
static bool wants_quotes(struct text cell)
{
    if (cell.n == 0)
        return false;
    if (cell.p[0] == ' ' || cell.p[cell.n - 1] == ' ')
        return true;
    for (size_t i = 0; i < cell.n; i++)
        if (cell.p[i] == ',' || cell.p[i] == '"' || cell.p[i] == '\n' ||
            cell.p[i] == '\r' || cell.p[i] == ';' || cell.p[i] == '\t')
            return true;
    return false;
}

void csv_add(struct str *s, struct text cell, bool safe)
{
    bool quoted = wants_quotes(cell);

    if (quoted)
        str_add_char(s, '"');
    if (safe && looks_like_formula(cell))
        str_add_char(s, '\'');
    for (size_t i = 0; i < cell.n; i++) {
        if (cell.p[i] == '"')
            str_add_char(s, '"');
        str_add_char(s, cell.p[i]);
    }
    if (quoted)
        str_add_char(s, '"');
}
