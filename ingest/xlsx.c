/* xlsx.c - see xlsx.h. */
#include "ingest/xlsx.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "core/base/num.h"
#include "ingest/dates.h"

/* Strings of a workbook lie in memory; more than this is no survey. */
#define SHARED_MOST ((size_t)64 << 20)

/* ---- number formats --------------------------------------------------- */

/* Those that a workbook may use without writing them down. */
static enum format_kind built_in(int64_t id)
{
    if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47))
        return FORMAT_TIME;
    if (id == 22)
        return FORMAT_DATE_TIME;
    return (id >= 14 && id <= 17) || (id >= 27 && id <= 36) ||
                   (id >= 50 && id <= 58)
               ? FORMAT_DATE
               : FORMAT_NUMBER;
}

/* Passes over "quoted", [bracketed] and \escaped pieces. */
static const char *behind(const char *p)
{
    char close = *p == '"' ? '"' : *p == '[' ? ']' : '\0';
    const char *end;

    if (*p == '\\' || *p == '_' || *p == '*')
        return p[1] ? p + 2 : p + 1;
    if (!close)
        return NULL;
    end = strchr(p + 1, close);
    return end ? end + 1 : p + strlen(p);
}

enum format_kind format_kind(const char *code)
{
    bool date = false, time = false, month = false;

    for (const char *p = code; *p && *p != ';';) {
        const char *next = behind(p);
        int c = tolower((unsigned char)*p);

        if (next) {
            time |= *p == '[' && p[1] && strchr("hHmMsS", p[1]) &&
                    (p[2] == ']' || p[2] == p[1]); /* [h], no [Magenta] */
            p = next;
            continue;
        }
        date |= c == 'y' || c == 'd';
        time |= c == 'h' || c == 's';
        month |= c == 'm';
        p += strncasecmp(p, "General", 7) == 0 ? 7 : 1;
    }
    if (month && !time)
        date = true;
    return date   ? time ? FORMAT_DATE_TIME : FORMAT_DATE
           : time ? FORMAT_TIME
                  : FORMAT_NUMBER;
}

bool serial_add(struct str *out, double serial, enum format_kind kind,
                bool from_1904)
{
    enum { DAY = 86400, EPOCH_1900 = 25569, EPOCH_1904 = 24107 };
    double whole, seconds;
    int64_t day, s;

    if (!(serial >= 0 && serial < 2958466))
        return false;
    whole = floor(serial);
    seconds = floor((serial - whole) * DAY + 0.5);
    day = (int64_t)whole + (seconds >= DAY);
    s = seconds >= DAY ? 0 : (int64_t)seconds;
    /* Excel's first two months of 1900 are a day late, since it has a
     * 29 February there. */
    if (!from_1904 && day < 60)
        day++;
    if (kind != FORMAT_TIME || whole >= 1)
        date_add(out, day - (from_1904 ? EPOCH_1904 : EPOCH_1900));
    else
        kind = FORMAT_TIME;
    if (kind == FORMAT_DATE && s == 0)
        return true;
    if (kind != FORMAT_TIME || whole >= 1)
        str_add_char(out, ' ');
    clock_add(out, s);
    return true;
}

/* ---- styles ----------------------------------------------------------- */

struct own_format {
    int64_t id;
    enum format_kind kind;
};
struct styles {
    struct xlsx_file *w;
    struct own_format *own;
    size_t n, room;
    bool in_xfs;
    struct err *err;
    enum status rc;
};

static void keep_format(struct styles *s, int64_t id, const char *code)
{
    if (s->rc == OK)
        s->rc = mem_grow((void **)&s->own, &s->room, s->n + 1, sizeof *s->own,
                         s->err);
    if (s->rc == OK)
        s->own[s->n++] = (struct own_format){id, format_kind(code)};
}

static void keep_style(struct styles *s, int64_t id)
{
    struct xlsx_file *w = s->w;
    enum format_kind kind = built_in(id);

    for (size_t i = 0; i < s->n; i++)
        if (s->own[i].id == id)
            kind = s->own[i].kind;
    if (s->rc == OK)
        s->rc = mem_grow((void **)&w->format, &w->formats_room,
                         w->n_formats + 1, 1, s->err);
    if (s->rc == OK)
        w->format[w->n_formats++] = (unsigned char)kind;
}

static void style_start(void *with, const char *name, const char **attribute)
{
    struct styles *s = with;
    const char *id = part_attribute(attribute, "numFmtId");
    const char *code = part_attribute(attribute, "formatCode");
    int64_t number = 0;

    if (strcmp(name, "cellXfs") == 0)
        s->in_xfs = true;
    if (id && !num_parse_int(text_of(id), &number))
        number = 0;
    if (strcmp(name, "numFmt") == 0 && id && code)
        keep_format(s, number, code);
    if (strcmp(name, "xf") == 0 && s->in_xfs)
        keep_style(s, number);
}

static void style_end(void *with, const char *name)
{
    struct styles *s = with;

    if (strcmp(name, "cellXfs") == 0)
        s->in_xfs = false;
}

static enum status read_styles(struct xlsx_file *w, const char *part,
                               struct err *err)
{
    static const struct part_events events = {style_start, style_end, NULL};
    struct styles s = {.w = w, .err = err};
    bool there;
    enum status rc = part_all(w->zip, w->path, part, &events, &s, &there, err);

    free(s.own);
    return rc == OK ? s.rc : rc;
}

/* ---- shared strings --------------------------------------------------- */

struct strings {
    struct xlsx_file *w;
    bool in_text, phonetic, too_many;
    struct err *err;
    enum status rc;
};

static void string_start(void *with, const char *name, const char **attribute)
{
    struct strings *s = with;

    (void)attribute;
    if (strcmp(name, "rPh") == 0)
        s->phonetic = true;
    if (strcmp(name, "t") == 0)
        s->in_text = !s->phonetic;
}

static void string_end(void *with, const char *name)
{
    struct strings *s = with;
    struct shared *to = &s->w->shared;

    if (strcmp(name, "rPh") == 0)
        s->phonetic = false;
    if (strcmp(name, "t") == 0)
        s->in_text = false;
    if (strcmp(name, "si") != 0 || s->rc != OK)
        return;
    s->rc = mem_grow((void **)&to->end, &to->room, to->n + 1, sizeof *to->end,
                     s->err);
    if (s->rc == OK)
        to->end[to->n++] = to->bytes.n;
}

static void string_text(void *with, const char *p, int n)
{
    struct strings *s = with;
    struct str *to = &s->w->shared.bytes;

    if (!s->in_text)
        return;
    s->too_many |= to->n + (size_t)n > SHARED_MOST;
    if (!s->too_many)
        str_add_n(to, p, (size_t)n);
}

static enum status read_strings(struct xlsx_file *w, const char *part,
                                struct err *err)
{
    static const struct part_events events = {string_start, string_end,
                                              string_text};
    struct strings s = {.w = w, .err = err};
    bool there;
    enum status rc = part_all(w->zip, w->path, part, &events, &s, &there, err);

    if (rc == OK && s.too_many)
        return err_set(err, ERR_INPUT,
                       "%s: holds more than %zu MiB of text; save the sheet "
                       "of responses as CSV (UTF-8)",
                       w->path, SHARED_MOST >> 20);
    if (rc == OK)
        rc = s.rc;
    return rc == OK ? str_status(&w->shared.bytes, err) : rc;
}

/* ---- sheets ----------------------------------------------------------- */

/* Each sheet is looked at for how full it is.  A spreadsheet takes names of 31
 * characters. */
enum { SHEETS_MOST = 1000, SHEET_NAME_MOST = 1000 };

struct listing {
    struct xlsx_file *w;
    const char *folder; /* of the workbook's part, with its slash */
    const char *strings, *styles;
    struct err *err;
    enum status rc;
};

static void list_sheet(void *with, const char *name, const char **attribute)
{
    struct listing *l = with;
    struct xlsx_file *w = l->w;
    const char *called = part_attribute(attribute, "name");
    const char *id = part_attribute(attribute, "id");
    const char *state = part_attribute(attribute, "state");
    const char *epoch = part_attribute(attribute, "date1904");
    struct sheet_part *to;

    if (strcmp(name, "workbookPr") == 0 && epoch)
        w->from_1904 = strcmp(epoch, "1") == 0 || strcmp(epoch, "true") == 0;
    if (strcmp(name, "sheet") != 0 || !called || !id || l->rc != OK)
        return;
    if (w->n_sheets == SHEETS_MOST || strlen(called) > SHEET_NAME_MOST) {
        l->rc = err_set(l->err, ERR_INPUT,
                        "%s: has more than %d sheets, or a name of one is "
                        "longer than %d bytes; no export does: it is refused",
                        w->path, SHEETS_MOST, SHEET_NAME_MOST);
        return;
    }
    l->rc = mem_grow((void **)&w->sheet, &w->sheets_room, w->n_sheets + 1,
                     sizeof *w->sheet, l->err);
    if (l->rc != OK)
        return;
    to = &w->sheet[w->n_sheets++];
    *to = (struct sheet_part){.name =
                                  arena_text(w->arena, called, strlen(called)),
                              .id = arena_text(w->arena, id, strlen(id)),
                              .hidden = state && strcmp(state, "visible") != 0};
    if (!to->name || !to->id)
        l->rc = err_nomem(l->err);
}

/* Targets start at the root of the archive or at the workbook's folder. */
static char *target_of(const struct listing *l, const char *target)
{
    if (target[0] == '/')
        return arena_printf(l->w->arena, "%s", target + 1);
    return arena_printf(l->w->arena, "%s%s", l->folder, target);
}

static bool ends_in(const char *type, const char *what)
{
    size_t n = strlen(type), m = strlen(what);

    return n >= m && strcmp(type + n - m, what) == 0;
}

static void list_relation(void *with, const char *name, const char **attribute)
{
    struct listing *l = with;
    const char *id = part_attribute(attribute, "Id");
    const char *type = part_attribute(attribute, "Type");
    const char *target = part_attribute(attribute, "Target");
    char *part;

    if (strcmp(name, "Relationship") != 0 || !id || !type || !target ||
        strstr(target, "..") || l->rc != OK)
        return;
    part = target_of(l, target);
    if (!part) {
        l->rc = err_nomem(l->err);
        return;
    }
    if (ends_in(type, "/sharedStrings"))
        l->strings = part;
    if (ends_in(type, "/styles"))
        l->styles = part;
    for (size_t i = 0; i < l->w->n_sheets && ends_in(type, "/worksheet"); i++)
        if (strcmp(l->w->sheet[i].id, id) == 0)
            l->w->sheet[i].part = part;
}

static void nothing(void *with, const char *name)
{
    (void)with;
    (void)name;
}

static enum status read_parts(struct xlsx_file *w, struct err *err)
{
    static const struct part_events book = {list_sheet, nothing, NULL};
    static const struct part_events relations = {list_relation, nothing, NULL};
    struct listing l = {.w = w, .folder = "xl/", .err = err};
    bool there = false;
    enum status rc =
        part_all(w->zip, w->path, "xl/workbook.xml", &book, &l, &there, err);

    if (rc == OK && !there)
        return err_set(err, ERR_INPUT,
                       "%s: is a zip archive and no Excel workbook; unpack it, "
                       "and name the export inside",
                       w->path);
    if (rc == OK)
        rc = part_all(w->zip, w->path, "xl/_rels/workbook.xml.rels", &relations,
                      &l, &there, err);
    if (rc == OK)
        rc = l.rc;
    if (rc == OK && l.strings)
        rc = read_strings(w, l.strings, err);
    if (rc == OK && l.styles)
        rc = read_styles(w, l.styles, err);
    return rc;
}

enum status xlsx_open(struct xlsx_file *out, const char *path, struct err *err)
{
    int code = 0;

    *out = (struct xlsx_file){.path = path, .arena = arena_new()};
    if (!out->arena)
        return err_nomem(err);
    out->zip = zip_open(path, ZIP_RDONLY, &code);
    if (!out->zip) {
        zip_error_t error;
        enum status rc;

        zip_error_init_with_code(&error, code);
        rc = err_set(err, ERR_INPUT,
                     "%s: is a damaged or truncated workbook (%s); download "
                     "the export again",
                     path, zip_error_strerror(&error));
        zip_error_fini(&error);
        return rc;
    }
    return read_parts(out, err);
}

void xlsx_close(struct xlsx_file *w)
{
    if (w->zip)
        zip_discard(w->zip);
    str_free(&w->shared.bytes);
    free(w->shared.end);
    free(w->sheet);
    free(w->format);
    arena_free(w->arena);
    *w = (struct xlsx_file){0};
}
