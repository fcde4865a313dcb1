/* clean.c - see clean.h. */
#include "ingest/clean.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

static const struct {
    const char *from, *to;
    enum clean_rule rule;
    bool header;
} tokens[] = {
    {"\xC2\xA0", " ", CLEAN_NBSP, false},
    {"\xEF\xBB\xBF", "", CLEAN_FEFF, false},
    {"_x000D_", "\n", CLEAN_RETURN, false},
    {"@SQ@", "'", CLEAN_QUOTE, false},
    {"&nbsp;", " ", CLEAN_ENTITY, true},
    {"&amp;", "&", CLEAN_ENTITY, true},
    {"&lt;", "<", CLEAN_ENTITY, true},
    {"&gt;", ">", CLEAN_ENTITY, true},
    {"&quot;", "\"", CLEAN_ENTITY, true},
    {"&#39;", "'", CLEAN_ENTITY, true},
    {"&#039;", "'", CLEAN_ENTITY, true},
    {"&apos;", "'", CLEAN_ENTITY, true},
    {"&rsquo;", "\xE2\x80\x99", CLEAN_ENTITY, true},
    {"&lsquo;", "\xE2\x80\x98", CLEAN_ENTITY, true},
    {"&ndash;", "\xE2\x80\x93", CLEAN_ENTITY, true},
    {"&pound;", "\xC2\xA3", CLEAN_ENTITY, true},
};

static const char *const rule_names[CLEAN_RULES] = {
    "no-break spaces made spaces", "U+FEFF left out",
    "_x000D_ made line ends",      "@SQ@ made apostrophes",
    "HTML tags left out",          "HTML entities made letters"};

/* Length of the HTML tag at the front of t; 0: it is none. */
static size_t tag_at(struct text t)
{
    static const char *const names[] = {
        "a",    "b",    "i",     "u",     "p",     "br",    "em",
        "li",   "ul",   "ol",    "h1",    "h2",    "h3",    "h4",
        "div",  "hr",   "td",    "tr",    "sup",   "sub",   "img",
        "font", "span", "table", "tbody", "small", "strong"};
    size_t from = t.n > 1 && t.p[1] == '/' ? 2 : 1, n = from;
    const char *stop;

    if (t.n < 3 || t.p[0] != '<')
        return 0;
    while (n < t.n && isalnum((unsigned char)t.p[n]))
        n++;
    if (n == t.n || !strchr(" />\n\t", t.p[n]))
        return 0;
    stop = memchr(t.p + n, '>', t.n - n);
    for (size_t i = 0; stop && i < sizeof names / sizeof *names; i++) {
        struct text name = {t.p + from, n - from};

        if (strlen(names[i]) == name.n && text_same(name, text_of(names[i])))
            return (size_t)(stop - t.p) + 1;
    }
    return 0;
}

static size_t token_at(struct text t, bool header, size_t *which)
{
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        size_t n = strlen(tokens[i].from);

        if ((tokens[i].header && !header) || t.n < n ||
            memcmp(t.p, tokens[i].from, n) != 0)
            continue;
        *which = i;
        return n;
    }
    return 0;
}

/* Letters with which something to clean begins. */
static const bool special[256] = {
    [0xC2] = true, [0xEF] = true, ['_'] = true,
    ['@'] = true,  ['&'] = true,  ['<'] = true,
};

bool clean_may(struct text t)
{
    for (size_t i = 0; i < t.n; i++)
        if (special[(unsigned char)t.p[i]])
            return true;
    return false;
}

void clean_text(struct str *out, struct text t, bool header,
                uint64_t counts[CLEAN_RULES])
{
    while (t.n) {
        size_t n = 0, which = 0;

        if (special[(unsigned char)t.p[0]])
            n = token_at(t, header, &which);
        if (n) {
            str_add(out, tokens[which].to);
            counts[tokens[which].rule]++;
        } else if (header && (n = tag_at(t)) > 0) {
            str_add_char(out, ' ');
            counts[CLEAN_TAG]++;
        } else {
            for (n = 1; n < t.n && !special[(unsigned char)t.p[n]];)
                n++;
            str_add_n(out, t.p, n);
        }
        t = (struct text){t.p + n, t.n - n};
    }
}

enum status clean_note(const char *path, const uint64_t counts[CLEAN_RULES],
                       const char *where, struct notes *notes, struct err *err)
{
    struct str s = {0};
    enum status rc = OK;

    for (size_t i = 0; i < CLEAN_RULES; i++)
        if (counts[i])
            str_addf(&s, "%s%" PRIu64 " %s", s.n ? ", " : "", counts[i],
                     rule_names[i]);
    if (s.n)
        rc = notes_add(notes, err, NOTE_INFO, "%s: cleaned in %s: %s", path,
                       where, str_cstr(&s));
    if (rc == OK)
        rc = str_status(&s, err);
    str_free(&s);
    return rc;
}
