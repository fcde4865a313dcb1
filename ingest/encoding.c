/* encoding.c - see encoding.h.
 *
 * No guess of a library is asked: on short English text with a handful of
 * bytes above 0x7F they are wrong as often as right.  What decides is what an
 * English (or French, or Welsh) reader would go by: an apostrophe stands
 * behind a letter, a pound sign before a figure, a letter within a word. */
#include "ingest/encoding.h"

#include <string.h>

static const uint16_t windows[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

static const uint16_t macintosh[128] = {
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0,
    0x00E2, 0x00E4, 0x00E3, 0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB,
    0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3, 0x00F2, 0x00F4, 0x00F6,
    0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3,
    0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8,
    0x2260, 0x00C6, 0x00D8, 0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5,
    0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA, 0x00BA, 0x03A9, 0x00E6,
    0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB,
    0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153, 0x2013,
    0x2014, 0x201C, 0x201D, 0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178,
    0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02, 0x2021, 0x00B7, 0x201A,
    0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE,
    0x00CF, 0x00CC, 0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9,
    0x0131, 0x02C6, 0x02DC, 0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD,
    0x02DB, 0x02C7};

static const struct {
    const char *name;
    enum encoding encoding;
} names[] = {
    {"utf-8", ENCODING_UTF8},          {"windows-1252", ENCODING_WINDOWS_1252},
    {"macintosh", ENCODING_MACINTOSH}, {"utf8", ENCODING_UTF8},
    {"cp1252", ENCODING_WINDOWS_1252}, {"iso-8859-1", ENCODING_WINDOWS_1252},
    {"latin1", ENCODING_WINDOWS_1252}, {"macroman", ENCODING_MACINTOSH},
};

const char *encoding_name(enum encoding encoding)
{
    return names[encoding].name;
}

bool encoding_parse(const char *name, enum encoding *out)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_same(text_of(name), text_of(names[i].name))) {
            *out = names[i].encoding;
            return true;
        }
    return false;
}

void encoding_names(struct str *out)
{
    for (size_t i = 0; i < ENCODINGS; i++)
        str_addf(out, "%s%s", i ? ", " : "", names[i].name);
}

uint32_t encoding_character(enum encoding encoding, unsigned char byte)
{
    if (byte < 0x80)
        return byte;
    if (encoding == ENCODING_MACINTOSH)
        return macintosh[byte - 0x80];
    return byte < 0xA0 ? windows[byte - 0x80] : byte;
}

static void add_character(struct str *out, uint32_t c)
{
    if (c < 0x80) {
        str_add_char(out, (char)c);
    } else if (c < 0x800) {
        str_add_char(out, (char)(0xC0 | c >> 6));
        str_add_char(out, (char)(0x80 | (c & 0x3F)));
    } else {
        str_add_char(out, (char)(0xE0 | c >> 12));
        str_add_char(out, (char)(0x80 | (c >> 6 & 0x3F)));
        str_add_char(out, (char)(0x80 | (c & 0x3F)));
    }
}

bool encoding_ascii(struct text t)
{
    size_t i = 0;

    for (; i + 8 <= t.n; i += 8) {
        uint64_t w;

        memcpy(&w, t.p + i, 8);
        if (w & 0x8080808080808080u)
            return false;
    }
    for (; i < t.n; i++)
        if ((unsigned char)t.p[i] >= 0x80)
            return false;
    return true;
}

size_t encoding_decode(enum encoding encoding, struct text t, struct str *out)
{
    size_t bad = 0;

    while (t.n) {
        size_t good = 0;

        if (encoding == ENCODING_UTF8)
            good = text_valid_utf8(t);
        else
            while (good < t.n && (unsigned char)t.p[good] < 0x80)
                good++;
        str_add_n(out, t.p, good);
        if (good == t.n)
            break;
        add_character(out,
                      encoding_character(encoding, (unsigned char)t.p[good]));
        bad++;
        t = (struct text){t.p + good + 1, t.n - good - 1};
    }
    return bad;
}

/* ---- sense ------------------------------------------------------------ */

static bool is_lower(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) ||
           c == 0x153 || c == 0x161 || c == 0x17E;
}

static bool is_upper(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
           c == 0x152 || c == 0x160 || c == 0x178 || c == 0x17D;
}

static bool is_letter(uint32_t c)
{
    return is_lower(c) || is_upper(c);
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(uint32_t c)
{
    return c == 0 || c == ' ' || c == '\t' || c == '\n' || c == '\r' ||
           c == ',' || c == '"' || c == 0xA0;
}

static bool ascii_letter(uint32_t c)
{
    return c < 0x80 && is_letter(c);
}

/* A word of such letters alone is none, unless it is one letter long (à, é);
 * a capital does not stand behind a small letter. */
static int letter_sense(uint32_t c, uint32_t before, uint32_t behind,
                        bool in_word)
{
    if (is_upper(c) && is_lower(before))
        return -1;
    if (in_word)
        return 1;
    return is_lower(c) && is_space(before) && is_space(behind) ? 0 : -1;
}

static int sign_sense(uint32_t c, uint32_t before, uint32_t behind)
{
    bool word_before = is_letter(before) || is_digit(before);
    bool word_behind = is_letter(behind) || is_digit(behind);

    switch (c) {
    case 0xA0: /* no-break space */
        return before > ' ' || behind > ' ' ? 1 : 0;
    case 0x2018:
    case 0x201C:
        return !word_before && behind > ' ' ? 1 : -1;
    case 0x2019:
        return before > ' ' || word_behind ? 1 : -1;
    case 0x201D:
        return before > ' ' && !word_behind ? 1 : -1;
    case 0x2013:
    case 0x2014:
        return is_space(before) == is_space(behind) ? 1 : 0;
    case 0x2026:
        return word_before || is_space(before) ? 1 : -1;
    case 0xA3:
    case 0x20AC:
        return is_digit(behind) || is_digit(before) ? 1 : 0;
    case 0xB0:
        return is_digit(before) ? 1 : 0;
    case 0x2022:
    case 0xB7:
    case 0xBD:
    case 0xAE:
    case 0xA9:
    case 0x2122:
        return 0;
    default:
        return -1;
    }
}

int encoding_sense(enum encoding encoding, struct text run,
                   unsigned char before, unsigned char behind)
{
    bool in_word = ascii_letter(before) || ascii_letter(behind);
    int sense = 0;

    for (size_t i = 0; i < run.n; i++) {
        uint32_t c = encoding_character(encoding, (unsigned char)run.p[i]);
        uint32_t left =
            i ? encoding_character(encoding, (unsigned char)run.p[i - 1])
              : before;
        uint32_t right =
            i + 1 < run.n
                ? encoding_character(encoding, (unsigned char)run.p[i + 1])
                : behind;

        sense += is_letter(c) ? letter_sense(c, left, right, in_word)
                              : sign_sense(c, left, right);
    }
    return sense;
}

size_t encoding_nonsense(struct text t)
{
    size_t start = t.n;
    struct text run;
    unsigned char before;

    while (start > 0 && (unsigned char)t.p[start - 1] >= 0x80)
        start--;
    run = (struct text){t.p + start, t.n - start};
    if (run.n == 0 || text_valid_utf8(run) == run.n)
        return 0;
    before = start ? (unsigned char)t.p[start - 1] : 0;
    for (int e = ENCODING_WINDOWS_1252; e < ENCODINGS; e++)
        if (encoding_sense((enum encoding)e, run, before, 0) >= 0)
            return 0;
    return run.n;
}
