/* personal.c - see personal.h.  A scanner by hand: no pattern can take more
 * than one pass, whatever the text. */
#include "ingest/personal.h"

#include <ctype.h>
#include <string.h>

static const char *const kind_names[PERSONALS] = {
    "e-mail", "telephone", "IP address", "NI number", "postcode", "link"};

const char *personal_name(enum personal kind)
{
    return kind_names[kind];
}

static unsigned char at(struct text t, size_t i)
{
    return i < t.n ? (unsigned char)t.p[i] : 0;
}

static bool digit(struct text t, size_t i)
{
    return at(t, i) >= '0' && at(t, i) <= '9';
}

static bool letter(struct text t, size_t i)
{
    unsigned char c = at(t, i) | 0x20;

    return c >= 'a' && c <= 'z';
}

static bool word(struct text t, size_t i)
{
    return digit(t, i) || letter(t, i) || at(t, i) >= 0x80;
}

static bool email_local(struct text t, size_t i)
{
    return word(t, i) || (at(t, i) && strchr("._%+-'", at(t, i)));
}

static size_t find_email(struct text t, size_t i)
{
    size_t j = i, dot = 0;

    while (email_local(t, j))
        j++;
    if (j == i || at(t, j) != '@')
        return 0;
    for (j++; word(t, j) || at(t, j) == '-' || at(t, j) == '.'; j++)
        if (at(t, j) == '.' && word(t, j + 1))
            dot = j;
    while (at(t, j - 1) == '.' || at(t, j - 1) == '-')
        j--;
    return dot ? j - i : 0;
}

/* 10 to 15 digits after + or 0 (or 7 to 13 behind a bracket), which spaces,
 * hyphens, dots and brackets may part. */
static size_t find_telephone(struct text t, size_t i)
{
    size_t j = i, digits = 0, end = i;
    bool plus = at(t, i) == '+';

    if (plus || at(t, i) == '(')
        j++;
    if (!plus && at(t, j) != '0')
        return 0;
    for (; j < t.n && digits <= 15; j++) {
        if (digit(t, j)) {
            digits++;
            end = j + 1;
        } else if (!strchr(" -.()", at(t, j)) || j > end + 1) {
            break;
        }
    }
    if (digits < 10 || digits > 15 || word(t, end))
        return 0;
    return end - i;
}

static size_t find_ip(struct text t, size_t i)
{
    size_t j = i;

    for (int part = 0; part < 4; part++) {
        unsigned value = 0;
        size_t from = j;

        if (part && at(t, j++) != '.')
            return 0;
        for (from = j; digit(t, j) && j < from + 3; j++)
            value = value * 10 + (unsigned)(at(t, j) - '0');
        if (j == from || value > 255)
            return 0;
    }
    return digit(t, j) || (at(t, j) == '.' && digit(t, j + 1)) ? 0 : j - i;
}

/* QQ 12 34 56 C, with or without spaces. */
static size_t find_insurance(struct text t, size_t i)
{
    size_t j = i + 2;

    if (!letter(t, i) || !letter(t, i + 1))
        return 0;
    for (int pair = 0; pair < 3; pair++) {
        j += at(t, j) == ' ';
        if (!digit(t, j) || !digit(t, j + 1))
            return 0;
        j += 2;
    }
    j += at(t, j) == ' ';
    if (!letter(t, j) || (at(t, j) | 0x20) > 'd' || word(t, j + 1))
        return 0;
    return j + 1 - i;
}

/* Length of the first part of a postcode (A9, A99, AA9, AA99, A9A, AA9A). */
static size_t outward(struct text t, size_t i)
{
    size_t j = i + 1;

    if (!letter(t, i))
        return 0;
    j += letter(t, j);
    if (!digit(t, j))
        return 0;
    j++;
    if (digit(t, j) && !(letter(t, j + 1) && letter(t, j + 2)))
        j++;
    else if (digit(t, j) && letter(t, j + 1) && letter(t, j + 2) &&
             word(t, j + 3))
        j++;
    else if (letter(t, j) && !word(t, j + 1))
        j++;
    else if (letter(t, j) && digit(t, j + 1))
        j++;
    return j - i;
}

static size_t find_postcode(struct text t, size_t i)
{
    size_t j = i + outward(t, i);

    if (j == i)
        return 0;
    for (int n = 0; n < 3 && at(t, j) == ' '; n++)
        j++;
    if (!digit(t, j) || !letter(t, j + 1) || !letter(t, j + 2) ||
        word(t, j + 3))
        return 0;
    return j + 3 - i;
}

static bool starts(struct text t, size_t i, const char *with)
{
    for (; *with; with++, i++)
        if (tolower(at(t, i)) != *with)
            return false;
    return true;
}

static size_t find_link(struct text t, size_t i)
{
    size_t j = i;

    if (!starts(t, i, "http://") && !starts(t, i, "https://") &&
        !starts(t, i, "www."))
        return 0;
    while (at(t, j) > ' ' && !strchr("\"<>", at(t, j)))
        j++;
    while (strchr(".,;:!?)'", at(t, j - 1)))
        j--;
    return j - i;
}

static const struct {
    enum personal kind;
    size_t (*find)(struct text t, size_t i);
} finders[] = {
    {PERSONAL_LINK, find_link},
    {PERSONAL_EMAIL, find_email},
    {PERSONAL_IP, find_ip},
    {PERSONAL_TELEPHONE, find_telephone},
    {PERSONAL_INSURANCE, find_insurance},
    {PERSONAL_POSTCODE, find_postcode},
};

size_t personal_at(struct text t, size_t i, enum personal *kind)
{
    for (size_t f = 0; f < sizeof finders / sizeof *finders; f++) {
        size_t n = finders[f].find(t, i);

        if (n) {
            *kind = finders[f].kind;
            return n;
        }
    }
    return 0;
}

/* Most comments have no digit, no @ and no link: few letters are worth more
 * than one look. */
static bool worth_a_look(struct text t)
{
    static const bool telling[256] = {
        ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true,
        ['5'] = true, ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true,
        ['@'] = true, ['h'] = true, ['H'] = true, ['w'] = true, ['W'] = true};

    for (size_t i = 0; i < t.n; i++)
        if (telling[(unsigned char)t.p[i]] &&
            (digit(t, i) || t.p[i] == '@' || starts(t, i, "http") ||
             starts(t, i, "www.")))
            return true;
    return false;
}

void personal_mask(struct text t, struct str *out, uint64_t found[PERSONALS])
{
    size_t from = 0;

    if (!worth_a_look(t)) {
        str_add_n(out, t.p, t.n);
        return;
    }
    for (size_t i = 0; i < t.n;) {
        enum personal kind;
        bool start = (word(t, i) || at(t, i) == '+' || at(t, i) == '(') &&
                     (i == 0 || !word(t, i - 1));
        size_t n = start ? personal_at(t, i, &kind) : 0;

        if (!n) {
            i++;
            continue;
        }
        str_add_n(out, t.p + from, i - from);
        str_addf(out, "[%s]", personal_name(kind));
        if (found)
            found[kind]++;
        i += n;
        from = i;
    }
    str_add_n(out, t.p + from, t.n - from);
}

bool personal_is(struct text t, enum personal kind)
{
    t = text_trim(t);
    for (size_t f = 0; f < sizeof finders / sizeof *finders; f++)
        if (finders[f].kind == kind)
            return t.n && finders[f].find(t, 0) == t.n;
    return false;
}

bool personal_like_postcode(struct text t)
{
    size_t n;

    t = text_trim(t);
    if (t.n && find_postcode(t, 0) == t.n)
        return true;
    n = t.n ? outward(t, 0) : 0;
    if (n == 0)
        return false;
    if (n == t.n)
        return true;
    n += at(t, n) == ' ';
    return n + 1 == t.n && digit(t, n);
}
