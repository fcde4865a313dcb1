/* quote.c - text as YAML scalars and comments.
 *
 * Plain text only where no reader of YAML 1.1 or 1.2 could take it for
 * anything else; everything else goes between double quotes, in which every
 * character has an escape. */
#include "core/survey/parts.h"

#include <string.h>
#include <strings.h>

/* The character at *p, which then points behind it.  What is no UTF-8 comes
 * out as U+FFFD, one byte at a time. */
static uint32_t next_char(const char **p)
{
    const unsigned char *s = (const unsigned char *)*p;
    size_t n = s[0] < 0x80   ? 1
               : s[0] < 0xC2 ? 0
               : s[0] < 0xE0 ? 2
               : s[0] < 0xF0 ? 3
               : s[0] < 0xF5 ? 4
                             : 0;
    uint32_t c = n == 1 ? s[0] : (uint32_t)(s[0] & (0x7F >> n));

    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xC0) != 0x80) {
            n = 0;
            break;
        }
        c = c << 6 | (s[i] & 0x3F);
    }
    *p += n ? n : 1;
    return n ? c : 0xFFFD;
}

/* Seen by a reader and by YAML as the one character that it is. */
static bool is_visible(uint32_t c)
{
    if (c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0xFEFF)
        return false;
    if ((c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
        (c >= 0x2060 && c <= 0x206F))
        return false;
    return c < 0xD800 || (c >= 0xE000 && c < 0xFFF0) || c >= 0x10000;
}

static bool is_word(const char *text)
{
    static const char *const words[] = {"y",    "n",     "yes", "no",
                                        "true", "on",    "off", "null",
                                        "nan",  "false", "inf"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(text, words[i]) == 0)
            return true;
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "16 to 24" is text in every YAML; "16-24", "1e5" and times are not sure. */
static bool starts_plain(const char *text)
{
    const char *space = strchr(text, ' ');

    if (is_letter(text[0]) || (unsigned char)text[0] >= 0x80 || text[0] == '(')
        return true;
    return is_digit(text[0]) && space && is_letter(space[1]);
}

static bool is_plain(const char *text)
{
    size_t n = strlen(text);
    const char *p = text;

    if (n == 0 || n > 200 || is_word(text) || !starts_plain(text) ||
        text[n - 1] == ' ')
        return false;
    while (*p) {
        uint32_t c = next_char(&p);

        if (c >= 0x80) {
            if (!is_visible(c) || c == 0xFFFD)
                return false;
        } else if (!is_letter((char)c) && !is_digit((char)c) &&
                   !strchr(" _-./()'+&%;!=", (int)c)) {
            return false;
        }
    }
    return true;
}

static void escape(struct str *out, uint32_t c)
{
    switch (c) {
    case '\n':
        str_add(out, "\\n");
        break;
    case '\t':
        str_add(out, "\\t");
        break;
    case '\r':
        str_add(out, "\\r");
        break;
    case '"':
        str_add(out, "\\\"");
        break;
    case '\\':
        str_add(out, "\\\\");
        break;
    default:
        if (c < 0x100)
            str_addf(out, "\\x%02X", (unsigned)c);
        else if (c < 0x10000)
            str_addf(out, "\\u%04X", (unsigned)c);
        else
            str_addf(out, "\\U%08X", (unsigned)c);
    }
}

void yaml_quote(struct str *out, const char *text)
{
    const char *p = text;

    if (is_plain(text)) {
        str_add(out, text);
        return;
    }
    str_add_char(out, '"');
    while (*p) {
        const char *start = p;
        uint32_t c = next_char(&p);

        if (c == '"' || c == '\\' || c == 0xFFFD || !is_visible(c))
            escape(out, c);
        else
            str_add_n(out, start, (size_t)(p - start));
    }
    str_add_char(out, '"');
}

void yaml_comment(struct str *out, size_t indent, const char *text)
{
    const char *p = text;

    str_addf(out, "%*s# ", (int)indent, "");
    while (*p) {
        const char *start = p;
        uint32_t c = next_char(&p);

        if (c == '\n')
            str_addf(out, "\n%*s# ", (int)indent, "");
        else if (c == 0xFFFD || !is_visible(c))
            str_add_char(out, ' ');
        else
            str_add_n(out, start, (size_t)(p - start));
    }
    str_add_char(out, '\n');
}
