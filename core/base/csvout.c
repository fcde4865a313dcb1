/* csvout.c - CSV bytes out of cells (csv.h). */
#include "core/base/csv.h"

#include <string.h>
#include "core/base/num.h"

static bool begins(struct text cell, const char *with)
{
    size_t n = strlen(with);

    return cell.n >= n && memcmp(cell.p, with, n) == 0;
}

/* "-5", "+1.99%", "-£3.50": a spreadsheet makes a number of these, never a
 * formula, and an apostrophe would only spoil them for everyone. */
static bool is_amount(struct text cell)
{
    static const char *const money[] = {"£", "$", "€"};
    struct text rest = {cell.p + 1, cell.n - 1};
    double x;

    if (num_parse(cell, &x))
        return true;
    for (size_t i = 0; i < sizeof money / sizeof *money; i++) {
        if (begins(rest, money[i])) {
            rest.p += strlen(money[i]);
            rest.n -= strlen(money[i]);
            break;
        }
    }
    if (rest.n > 0 && rest.p[rest.n - 1] == '%')
        rest.n--;
    return (cell.p[0] == '+' || cell.p[0] == '-') && rest.n > 0 &&
           rest.p[0] >= '0' && rest.p[0] <= '9' && num_parse(rest, &x);
}

static bool looks_like_formula(struct text cell)
{
    /* The wide ones count in spreadsheets of East Asia. */
    static const char *const starts[] = {"=",  "+",  "-",  "@",  "\t", "\r",
                                         "\n", "＝", "＋", "－", "＠"};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (begins(cell, starts[i]))
            return !is_amount(cell);
    }
    return false;
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
