/* num.c - numbers in and out.
 *
 * The program never calls setlocale(), so strtod() and printf() are in the C
 * locale and write a point.  What goes into strtod() is checked by hand first,
 * because it would take "0x1p3", "inf", "nan" and leading white space. */
#include "core/base/num.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 12, WIDTH = 32 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A number as written: what is between the sign and the exponent is at most 15
 * digits, so it is exact in a double, and one division by an exact power of
 * ten rounds correctly. */
struct plain {
    double digits;
    int n, places;
    bool exponent;
};

static bool scan(struct text t, struct plain *out)
{
    size_t i = 0, start;
    struct plain p = {0};

    if (i < t.n && (t.p[i] == '+' || t.p[i] == '-'))
        i++;
    for (start = i; i < t.n && is_digit(t.p[i]); i++)
        if (p.n++ < 15)
            p.digits = p.digits * 10 + (t.p[i] - '0');
    if (i == start)
        return false;
    if (i < t.n && t.p[i] == '.') {
        for (start = ++i; i < t.n && is_digit(t.p[i]); i++, p.places++)
            if (p.n++ < 15)
                p.digits = p.digits * 10 + (t.p[i] - '0');
        if (i == start)
            return false;
    }
    if (i < t.n && (t.p[i] == 'e' || t.p[i] == 'E')) {
        p.exponent = true;
        i++;
        if (i < t.n && (t.p[i] == '+' || t.p[i] == '-'))
            i++;
        for (start = i; i < t.n && is_digit(t.p[i]);)
            i++;
        if (i == start)
            return false;
    }
    *out = p;
    return i == t.n;
}

static bool by_strtod(struct text t, double *out)
{
    char small[64], *z = small;
    double x;

    if (t.n >= sizeof small)
        z = malloc(t.n + 1);
    if (!z)
        return false;
    memcpy(z, t.p, t.n);
    z[t.n] = '\0';
    x = strtod(z, NULL); /* all of it, as scan() found */
    if (z != small)
        free(z);
    if (!(fabs(x) <= NUM_MOST))
        return false;
    *out = x == 0 ? 0 : x;
    return true;
}

bool num_parse(struct text t, double *out)
{
    static const double tens[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6, 1e7,
                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14};
    struct plain p;

    if (!scan(t, &p))
        return false;
    if (p.exponent || p.n > 15 || p.places > 14)
        return by_strtod(t, out);
    p.digits /= tens[p.places];
    *out = t.p[0] == '-' && p.digits > 0 ? -p.digits : p.digits;
    return true;
}

bool num_parse_int(struct text t, int64_t *out)
{
    bool minus = t.n > 0 && t.p[0] == '-';
    size_t i = t.n > 0 && (t.p[0] == '-' || t.p[0] == '+');
    int64_t x = 0; /* counted downwards: INT64_MIN has no opposite */

    if (i == t.n)
        return false;
    for (; i < t.n; i++) {
        int digit;

        if (!is_digit(t.p[i]))
            return false;
        digit = t.p[i] - '0';
        if (x < (INT64_MIN + digit) / 10)
            return false;
        x = x * 10 - digit;
    }
    if (!minus && x == INT64_MIN)
        return false;
    *out = minus ? x : -x;
    return true;
}

/* The thousands separator that t begins with, or NULL. */
static const char *separator(struct text t, char decimal)
{
    static const char *const all[] = {
        ",", ".", "'", " ", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF"};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i][0] != decimal && text_skip(&t, all[i]))
            return all[i];
    return NULL;
}

/* The whole part of a number without its separators.  Only groups of three
 * count: `1,5` is somebody's decimal comma, not fifteen. */
static bool add_groups(struct text *t, struct str *plain, char decimal)
{
    const char *sep = NULL;
    size_t digits = 0;

    for (;;) {
        while (t->n && is_digit(t->p[0])) {
            str_add_char(plain, t->p[0]);
            t->p++;
            t->n--;
            digits++;
        }
        if (sep ? digits != 3 : digits == 0)
            return false;
        if (!sep && (sep = separator(*t, decimal)) && digits > 3)
            return false;
        if (!sep || !text_skip(t, sep))
            return true;
        digits = 0;
    }
}

static bool skip_currency(struct text *t)
{
    if (!text_skip(t, "\xC2\xA3") && !text_skip(t, "$") &&
        !text_skip(t, "\xE2\x82\xAC"))
        return false;
    *t = text_trim(*t);
    return true;
}

/* A currency or a per cent sign behind the number. */
static bool drop_unit(struct text *t)
{
    static const char *const units[] = {"%", "$", "\xC2\xA3", "\xE2\x82\xAC"};

    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t n = strlen(units[i]);

        if (t->n > n && memcmp(t->p + t->n - n, units[i], n) == 0) {
            *t = text_trim((struct text){t->p, t->n - n});
            return true;
        }
    }
    return false;
}

bool num_parse_marked(struct text t, char decimal, double *out)
{
    struct str plain = {0};
    bool ok, unit, currency;

    t = text_trim(t);
    if (decimal == '.' && num_parse(t, out))
        return true;
    unit = drop_unit(&t);
    currency = skip_currency(&t);
    if (text_skip(&t, "-") || text_skip(&t, "\xE2\x88\x92"))
        str_add_char(&plain, '-');
    else
        (void)text_skip(&t, "+");
    if (!currency)
        currency = skip_currency(&t);
    ok = !(unit && currency) && add_groups(&t, &plain, decimal);
    if (text_skip(&t, decimal == '.' ? "." : ","))
        str_add_char(&plain, '.');
    str_add_n(&plain, t.p, t.n); /* decimals, exponent: or what spoils it */
    ok = ok && !plain.failed && num_parse(str_text(&plain), out);
    str_free(&plain);
    return ok;
}

bool num_parse_loose(struct text t, double *out)
{
    return num_parse_marked(t, '.', out);
}

static void add_general(struct str *s, double x, int digits)
{
    if (isnan(x))
        str_add(s, "nan"); /* without the sign that printf may show */
    else
        str_addf(s, "%.*g", digits, x == 0 ? 0.0 : x);
}

void num_add(struct str *s, double x)
{
    add_general(s, x, DIGITS);
}

void num_add_exact(struct str *s, double x)
{
    add_general(s, x, 17);
}

/* The 12 digits of |x| without a point; the first stands for 10^exponent. */
struct decimal {
    char digit[DIGITS + 1]; /* one in front for a carry */
    int exponent;
};

static struct decimal decimal_of(double x)
{
    struct decimal d = {{0}, 0};
    char text[WIDTH]; /* d.ddddddddddde-308 at most */

    (void)snprintf(text, sizeof text, "%.*e", DIGITS - 1, fabs(x));
    d.digit[0] = '0';
    d.digit[1] = text[0];
    memcpy(d.digit + 2, text + 2, DIGITS - 1);
    d.exponent = (int)strtol(text + DIGITS + 2, NULL, 10);
    return d;
}

/* Keeps `keep` digits (0 or fewer: none), half up. */
static void round_half_up(struct decimal *d, int keep)
{
    int i = keep + 1; /* of the first digit dropped */
    bool up;

    if (keep >= DIGITS)
        return;
    up = i >= 1 && d->digit[i] >= '5';
    for (int k = i < 1 ? 1 : i; k <= DIGITS; k++)
        d->digit[k] = '0';
    for (int k = i - 1; up && k >= 0; k--) {
        up = d->digit[k] == '9';
        d->digit[k] = up ? '0' : (char)(d->digit[k] + 1);
    }
}

/* The digit that stands for 10^power. */
static char digit_at(const struct decimal *d, int power)
{
    int i = d->exponent - power + 1;

    return i >= 0 && i <= DIGITS ? d->digit[i] : '0';
}

void num_add_fixed(struct str *s, double x, int places)
{
    struct decimal d;
    int top;
    bool zero = true;

    if (!isfinite(x)) {
        add_general(s, x, DIGITS);
        return;
    }
    if (places < 0)
        places = 0;
    d = decimal_of(x);
    round_half_up(&d, d.exponent + 1 + places);
    for (int i = 0; i <= DIGITS; i++)
        zero = zero && d.digit[i] == '0';
    if (x < 0 && !zero)
        str_add_char(s, '-');
    top = d.exponent + (d.digit[0] != '0');
    for (int power = top > 0 ? top : 0; power >= -places; power--) {
        if (power == -1)
            str_add_char(s, '.');
        str_add_char(s, digit_at(&d, power));
    }
}

double num_round(double x)
{
    char text[WIDTH];
    double y;

    if (!isfinite(x))
        return x;
    (void)snprintf(text, sizeof text, "%.*e", DIGITS - 1, fabs(x));
    /* A fraction of exactly one half is exact in binary, so the tie is seen;
     * from 10^12 on y is whole already. */
    y = strtod(text, NULL);
    if (y < 1e12)
        y = floor(y + 0.5);
    return x < 0 && y > 0 ? -y : y;
}

void num_add_count(struct str *s, double x)
{
    struct str plain = {0};
    const char *p;
    size_t n;

    num_add_fixed(&plain, x, 0);
    p = str_cstr(&plain);
    if (*p == '-')
        str_add_char(s, *p++);
    n = strlen(p);
    for (size_t i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0 && is_digit(p[i]))
            str_add_char(s, ',');
        str_add_char(s, p[i]);
    }
    s->failed = s->failed || plain.failed;
    str_free(&plain);
}
