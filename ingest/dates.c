/* dates.c - see dates.h.
 *
 * A text is cut into numbers, words and marks; its shape tells the format. */
#include "ingest/dates.h"

#include <ctype.h>
#include <string.h>
#include "core/base/num.h"

enum { MOST_PARTS = 12 };

struct parts {
    struct {
        unsigned value;
        unsigned digits; /* 0: a word */
        struct text word;
        char mark; /* what stands before it */
    } part[MOST_PARTS];
    size_t n;
};

struct moment {
    unsigned year, month, day, hour, minute, second;
    bool timed;
};

static bool cut(struct text t, struct parts *out)
{
    const char *zone = memchr(t.p, '(', t.n); /* its name: (BST) */
    char mark = ' ';

    if (zone && t.p[t.n - 1] == ')')
        t.n = (size_t)(zone - t.p);
    out->n = 0;
    for (size_t i = 0; i < t.n;) {
        unsigned char c = (unsigned char)t.p[i];
        size_t from = i;

        if (!isalnum(c)) {
            if (c >= 0x80 || !strchr(" /-.:,+TZ", c))
                return false;
            mark = c == ' ' && mark != ' ' ? mark : (char)c;
            i++;
            continue;
        }
        if (out->n == MOST_PARTS)
            return false;
        out->part[out->n].mark = mark;
        out->part[out->n].value = 0;
        out->part[out->n].digits = 0;
        if (isdigit(c))
            for (; i < t.n && isdigit((unsigned char)t.p[i]) && i < from + 7;
                 i++)
                out->part[out->n].value =
                    out->part[out->n].value * 10 + (unsigned)(t.p[i] - '0');
        else
            while (i < t.n && isalpha((unsigned char)t.p[i]))
                i++;
        out->part[out->n].word = (struct text){t.p + from, i - from};
        if (isdigit(c))
            out->part[out->n].digits = (unsigned)(i - from);
        out->n++;
        mark = ' ';
    }
    return out->n > 0;
}

static unsigned month_named(struct text word)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

    if (word.n < 3)
        return 0;
    for (unsigned m = 0; m < 12; m++)
        if (tolower((unsigned char)word.p[0]) == names[3 * m] &&
            tolower((unsigned char)word.p[1]) == names[3 * m + 1] &&
            tolower((unsigned char)word.p[2]) == names[3 * m + 2])
            return m + 1;
    return 0;
}

static bool is_word(const struct parts *p, size_t i, const char *word)
{
    struct text w = p->part[i].word;

    return i < p->n && p->part[i].digits == 0 && w.n == strlen(word) &&
           tolower((unsigned char)w.p[0]) == word[0] &&
           tolower((unsigned char)w.p[w.n - 1]) == word[w.n - 1];
}

/* The time from part i on: 18:04, 6:04:00 pm; what follows is a zone. */
static bool take_time(const struct parts *p, size_t i, struct moment *m)
{
    if (i < p->n && is_word(p, i, "t"))
        i++;
    if (i + 1 >= p->n || p->part[i].digits == 0 || p->part[i + 1].mark != ':')
        return i >= p->n;
    m->timed = true;
    m->hour = p->part[i].value;
    m->minute = p->part[i + 1].value;
    i += 2;
    if (i < p->n && p->part[i].mark == ':' && p->part[i].digits) {
        m->second = p->part[i].value;
        i++;
        if (i < p->n && p->part[i].mark == '.' && p->part[i].digits)
            i++;
    }
    if (is_word(p, i, "am") || is_word(p, i, "pm")) {
        if (m->hour < 1 || m->hour > 12)
            return false;
        m->hour = m->hour % 12 + (is_word(p, i, "pm") ? 12 : 0);
    }
    return m->hour < 24 && m->minute < 60 && m->second < 61;
}

static bool real_day(const struct moment *m)
{
    static const unsigned days[] = {31, 28, 31, 30, 31, 30,
                                    31, 31, 30, 31, 30, 31};
    bool leap = (m->year % 4 == 0 && m->year % 100) || m->year % 400 == 0;

    if (m->year < 1900 || m->year > 2200 || m->month < 1 || m->month > 12)
        return false;
    return m->day >= 1 &&
           m->day <= days[m->month - 1] + (m->month == 2 && leap);
}

static unsigned whole_year(unsigned value, unsigned digits)
{
    return digits <= 2 ? 2000 + value : value;
}

enum shape { SHAPE_NONE, SHAPE_TOLD, SHAPE_NUMERIC };

/* The date at the front; *next is the part behind it.  Of SHAPE_NUMERIC day
 * and month are as written, the first in day. */
static enum shape take_date(const struct parts *p, struct moment *m,
                            size_t *next)
{
    size_t i = 0;

    if (p->n > 3 && p->part[0].digits == 0 && month_named(p->part[0].word) == 0)
        i = 1; /* name of the day */
    if (p->n < i + 3)
        return SHAPE_NONE;
    *next = i + 3;
    if (p->part[i].digits == 4 && p->part[i + 1].digits &&
        p->part[i + 2].digits && strchr("-/", p->part[i + 1].mark)) {
        m->year = p->part[i].value;
        m->month = p->part[i + 1].value;
        m->day = p->part[i + 2].value;
        return SHAPE_TOLD;
    }
    if (p->part[i].digits && p->part[i].digits < 3 && p->part[i + 1].digits &&
        p->part[i + 1].digits < 3 && p->part[i + 2].digits &&
        p->part[i + 1].mark == p->part[i + 2].mark &&
        strchr("/-.", p->part[i + 1].mark)) {
        m->day = p->part[i].value;
        m->month = p->part[i + 1].value;
        m->year = whole_year(p->part[i + 2].value, p->part[i + 2].digits);
        return SHAPE_NUMERIC;
    }
    if (p->part[i].digits == 0 && month_named(p->part[i].word) &&
        p->part[i + 1].digits) {
        m->month = month_named(p->part[i].word);
        m->day = p->part[i + 1].value;
    } else if (p->part[i].digits && p->part[i + 1].digits == 0) {
        m->month = month_named(p->part[i + 1].word);
        m->day = p->part[i].value;
    }
    /* Wed Jul 27 22:09:49 WIB 2022: the year comes last. */
    if (m->month && p->n > i + 4 && p->part[i + 3].mark == ':' &&
        p->part[p->n - 1].digits == 4 && p->part[p->n - 1].mark == ' ') {
        m->year = p->part[p->n - 1].value;
        *next = i + 2;
        return SHAPE_TOLD;
    }
    if (m->month && p->part[i + 2].digits && p->part[i + 2].mark != ':') {
        m->year = whole_year(p->part[i + 2].value, p->part[i + 2].digits);
        return SHAPE_TOLD;
    }
    return SHAPE_NONE;
}

/* Days since 30 December 1899, as spreadsheets count, 1954 to 2119; or seconds
 * or their thousandths since 1970, 2001 to 2033. */
static bool serial(struct text t, struct moment *m)
{
    double x, rest;
    long z, era, doe, yoe, doy, mp;
    bool epoch = t.n == 10 || t.n == 13;

    if (t.n < 5 || !num_parse(t, &x))
        return false;
    epoch = epoch && !memchr(t.p, '.', t.n);
    if (epoch && (x = t.n == 13 ? x / 1000 : x) >= 1e9 && x < 2e9)
        x = x / 86400 + 25569;
    else if (x < 20000 || x > 80000)
        return false;
    /* Days of the civil calendar counted in eras of 400 years from 1 March. */
    z = (long)x - 25569 + 719468;
    era = z / 146097;
    doe = z - era * 146097;
    yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    mp = (5 * doy + 2) / 153;
    m->day = (unsigned)(doy - (153 * mp + 2) / 5 + 1);
    m->month = (unsigned)(mp < 10 ? mp + 3 : mp - 9);
    m->year = (unsigned)(yoe + era * 400 + (m->month <= 2));
    rest = (x - (double)(long)x) * 86400 + 0.5;
    m->timed = epoch || memchr(t.p, '.', t.n) != NULL;
    m->hour = (unsigned)rest / 3600 % 24;
    m->minute = (unsigned)rest / 60 % 60;
    m->second = (unsigned)rest % 60;
    return true;
}

static enum shape understand(struct text t, struct moment *m, bool *half_day)
{
    struct parts p;
    size_t next = 0;
    enum shape shape;

    *m = (struct moment){0};
    *half_day = false;
    t = text_trim(t);
    if (t.n == 0 || t.n > 64)
        return SHAPE_NONE;
    if (serial(t, m))
        return SHAPE_TOLD;
    if (!cut(t, &p))
        return SHAPE_NONE;
    shape = take_date(&p, m, &next);
    if (shape == SHAPE_NONE)
        return SHAPE_NONE;
    for (size_t i = next; i < p.n; i++)
        *half_day |= is_word(&p, i, "am") || is_word(&p, i, "pm");
    return take_time(&p, next, m) ? shape : SHAPE_NONE;
}

static void swap_day(struct moment *m)
{
    unsigned day = m->day;

    m->day = m->month;
    m->month = day;
}

void date_look(struct text t, struct date_evidence *e)
{
    struct moment m, other;
    bool half_day, day_first, month_first;
    enum shape shape = understand(t, &m, &half_day);

    other = m;
    swap_day(&other);
    day_first = real_day(&m);
    month_first = shape == SHAPE_NUMERIC && real_day(&other);
    if (shape == SHAPE_NONE || (!day_first && !month_first)) {
        e->others++;
        return;
    }
    e->dates++;
    if (shape != SHAPE_NUMERIC)
        return;
    e->numeric++;
    e->half_days += half_day;
    e->day_first += day_first && !month_first;
    e->month_first += month_first && !day_first;
}

enum date_order date_order_of(const struct date_evidence *e)
{
    if (e->day_first == e->month_first)
        return DATE_UNTOLD;
    return e->day_first > e->month_first ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
}

static char *two_digits(char *p, unsigned n)
{
    *p++ = (char)('0' + n / 10 % 10);
    *p++ = (char)('0' + n % 10);
    return p;
}

bool date_parse(struct text t, enum date_order order, char out[DATE_ROOM])
{
    struct moment m;
    bool half_day;
    enum shape shape = understand(t, &m, &half_day);
    char *p = out;

    if (shape == SHAPE_NUMERIC && order == DATE_MONTH_FIRST)
        swap_day(&m);
    if (shape == SHAPE_NONE || !real_day(&m))
        return false;
    p = two_digits(two_digits(p, m.year / 100), m.year);
    *p++ = '-';
    p = two_digits(p, m.month);
    *p++ = '-';
    p = two_digits(p, m.day);
    if (m.timed) {
        *p++ = 'T';
        p = two_digits(p, m.hour);
        *p++ = ':';
        p = two_digits(p, m.minute);
        *p++ = ':';
        p = two_digits(p, m.second);
    }
    *p = '\0';
    return true;
}

/* Howard Hinnant, chrono-compatible low-level date algorithms. */
void date_add(struct str *out, int64_t days)
{
    int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153, m = mp < 10 ? mp + 3 : mp - 9;

    str_addf(out, "%04lld-%02lld-%02lld",
             (long long)(yoe + era * 400 + (m <= 2)), (long long)m,
             (long long)(doy - (153 * mp + 2) / 5 + 1));
}

void clock_add(struct str *out, int64_t seconds)
{
    str_addf(out, "%02lld:%02lld:%02lld", (long long)(seconds / 3600),
             (long long)(seconds / 60 % 60), (long long)(seconds % 60));
}
