/* scan.c - see scan.h. */
#include "ingest/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "core/base/mem.h"
#include "core/base/relay.h"

enum { BLOCK = 1 << 18, HEAD = 1 << 16, LONGEST_RUN = 1 << 12, SEAM = 6 };

/* What was read, behind room for a run that began before it. */
struct block {
    unsigned char *bytes;
    size_t n;
};

struct scanner {
    const char *path;
    int fd;
    struct block block[3];
    struct hash *hash; /* of the thread that hashes; all else is the other's */
    struct scan *out;
    unsigned char *run;   /* bytes of an unfinished run */
    size_t kept;          /* how many */
    unsigned char *buf;   /* they, and the block at hand */
    unsigned char before; /* the byte before buf */
    uint64_t seen;        /* bytes before buf */
    char seam[2 * SEAM];  /* the last bytes before those just read */
    size_t seamed;
};

#define SCAN_PAGE                                                              \
    "a web page (HTML); open it in a spreadsheet and save it as .xlsx, or "    \
    "export the responses as CSV"
#define SCAN_JSON "JSON; export the responses as CSV or Excel workbook"

/* What is no text gives itself away by its first bytes. */
static const struct {
    const char *bytes;
    size_t n;
    const char *what;
} foreign[] = {
    {"\xD0\xCF\x11\xE0", 4,
     "an old Excel workbook (.xls), or one locked by a password; save it as "
     ".xlsx without a password"},
    {"%PDF", 4, "a PDF document; export all individual responses as CSV"},
    {"SQLite format 3", 15, "an SQLite database; name the export itself"},
    {"\x1F\x8B", 2, "packed by gzip; unpack it, and name the export inside"},
    {"\xFF\xFE\0\0", 4, "in UTF-32; save it as CSV (UTF-8)"},
    {"\0\0\xFE\xFF", 4, "in UTF-32; save it as CSV (UTF-8)"},
};

/* Text, and no table: by what comes first but white space, whatever its case.
 * Some platforms call a web page .xls or .csv. */
static const struct {
    const char *begin, *next; /* next: behind more white space */
    const char *what;
} marked_up[] = {
    {"<!doctype", "", SCAN_PAGE},
    {"<html", "", SCAN_PAGE},
    {"<table", "", SCAN_PAGE},
    {"<?xml", "", "XML; export the responses as CSV or Excel workbook"},
    {"{", "\"", SCAN_JSON},
    {"[", "{", SCAN_JSON},
    {"[", "[", SCAN_JSON},
};

/* What is no text either, and has a reader of its own. */
static const struct {
    const char *bytes;
    enum scan_kind kind;
} packed[] = {
    {"PK\x03\x04", SCAN_ZIP}, {"$FL2", SCAN_SPSS}, {"$FL3", SCAN_SPSS}};

/* By its byte order mark, or because every other byte of plain Western text is
 * a NUL. */
static enum wide wide_of(struct text head)
{
    size_t looked = head.n < 4096 ? head.n & ~(size_t)1 : 4096;
    size_t nul[2] = {0, 0};

    if (head.n >= 2 && memcmp(head.p, "\xFF\xFE", 2) == 0)
        return WIDE_LITTLE;
    if (head.n >= 2 && memcmp(head.p, "\xFE\xFF", 2) == 0)
        return WIDE_BIG;
    for (size_t i = 0; i < looked; i++)
        nul[i % 2] += head.p[i] == '\0';
    if (looked >= 4 && nul[1] * 10 > looked * 3 && nul[0] * 50 < looked)
        return WIDE_LITTLE;
    if (looked >= 4 && nul[0] * 10 > looked * 3 && nul[1] * 50 < looked)
        return WIDE_BIG;
    return WIDE_NOT;
}

static bool takes(struct text *head, const char *word)
{
    size_t n = strlen(word);

    while (head->n && strchr(" \t\r\n", head->p[0]) && head->p[0])
        *head = (struct text){head->p + 1, head->n - 1};
    if (head->n < n || strncasecmp(head->p, word, n) != 0)
        return false;
    *head = (struct text){head->p + n, head->n - n};
    return true;
}

/* NULL where nothing speaks against a table. */
static const char *marked_up_as(struct text head)
{
    if (head.n >= 3 && memcmp(head.p, "\xEF\xBB\xBF", 3) == 0)
        head = (struct text){head.p + 3, head.n - 3};
    for (size_t i = 0; i < sizeof marked_up / sizeof *marked_up; i++) {
        struct text rest = head;

        if (takes(&rest, marked_up[i].begin) && takes(&rest, marked_up[i].next))
            return marked_up[i].what;
    }
    return NULL;
}

static enum status check_head(struct scanner *s, struct err *err)
{
    struct text head = str_text(&s->out->head);
    size_t control = 0, looked = head.n < 4096 ? head.n : 4096;

    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (head.n >= foreign[i].n &&
            memcmp(head.p, foreign[i].bytes, foreign[i].n) == 0)
            return err_set(err, ERR_INPUT, "%s: is %s", s->path,
                           foreign[i].what);
    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++)
        if (head.n >= 4 && memcmp(head.p, packed[i].bytes, 4) == 0)
            s->out->kind = packed[i].kind;
    if (s->out->kind != SCAN_TEXT)
        return OK;
    if (marked_up_as(head))
        return err_set(err, ERR_INPUT, "%s: is %s", s->path,
                       marked_up_as(head));
    s->out->wide = wide_of(head);
    for (size_t i = 0; s->out->wide == WIDE_NOT && i < looked; i++) {
        unsigned char c = (unsigned char)head.p[i];

        control += (c < 0x20 && !strchr("\t\n\v\f\r", c)) || c == 0x7F;
    }
    if (control * 50 > looked)
        return err_set(err, ERR_INPUT,
                       "%s: is no text (%zu of its first %zu bytes are control "
                       "characters); name a CSV export",
                       s->path, control, looked);
    return OK;
}

/* Does a run of UTF-8 hold a character to be cleaned? */
static bool run_litter(struct text run)
{
    for (size_t i = 0; i + 1 < run.n; i++)
        if (memcmp(run.p + i, "\xC2\xA0", 2) == 0 ||
            (i + 2 < run.n && memcmp(run.p + i, "\xEF\xBB\xBF", 3) == 0))
            return true;
    return false;
}

/* at: where in the file.  A byte order mark is no litter. */
static void take_run(struct scanner *s, struct text run, uint64_t at,
                     unsigned char behind)
{
    bool mark = at == 0 && run.n >= 3 && memcmp(run.p, "\xEF\xBB\xBF", 3) == 0;

    if (text_valid_utf8(run) == run.n) {
        struct text rest = {run.p + 3 * mark, run.n - 3 * mark};

        s->out->litter = s->out->litter || run_litter(rest);
        s->out->runs++;
        return;
    }
    for (size_t i = 0; i < run.n && !s->out->litter; i++)
        s->out->litter = run.p[i] == '\xC2' || run.p[i] == '\xEF' ||
                         run.p[i] == '\xCA' || run.p[i] == '\xA0';
    s->out->bad_runs++;
    for (int e = ENCODING_WINDOWS_1252; e < ENCODINGS; e++)
        s->out->sense[e] +=
            encoding_sense((enum encoding)e, run, s->before, behind);
}

/* Passes over plain bytes from i on; stops at a NUL or a byte above 0x7F. */
static size_t skip_plain(const unsigned char *p, size_t i, size_t n)
{
    for (; i + 8 <= n; i += 8) {
        uint64_t w;

        memcpy(&w, p + i, 8);
        if ((w | (w - 0x0101010101010101u)) & 0x8080808080808080u)
            break;
    }
    while (i < n && p[i] < 0x80 && p[i] != 0)
        i++;
    return i;
}

static bool has_token(const char *p, size_t n)
{
    static const struct text token[] = {{"@SQ@", 4}, {"_x000D_", 7}};
    const char *stop = p + n;

    for (size_t i = 0; i < sizeof token / sizeof *token; i++)
        for (const char *q = p;
             (q = memchr(q, token[i].p[0], (size_t)(stop - q))) != NULL; q++)
            if ((size_t)(stop - q) >= token[i].n &&
                memcmp(q, token[i].p, token[i].n) == 0)
                return true;
    return false;
}

/* A token may lie across two blocks. */
static void look_for_tokens(struct scanner *s, const char *p, size_t n)
{
    size_t front = n < SEAM ? n : SEAM, over;

    memcpy(s->seam + s->seamed, p, front);
    s->out->litter = s->out->litter || has_token(s->seam, s->seamed + front) ||
                     has_token(p, n);
    if (n > SEAM) {
        memcpy(s->seam, p + n - SEAM, SEAM);
        s->seamed = SEAM;
        return;
    }
    s->seamed += front;
    over = s->seamed > SEAM ? s->seamed - SEAM : 0;
    memmove(s->seam, s->seam + over, s->seamed - over);
    s->seamed -= over;
}

/* Looks at n bytes of buf.  Without `end`, a run that reaches the end is kept
 * for the next block. */
static enum status look(struct scanner *s, size_t n, bool end, struct err *err)
{
    size_t i = 0;

    s->kept = 0;
    if (s->out->wide != WIDE_NOT || s->out->kind != SCAN_TEXT) {
        s->seen += n;
        return OK;
    }
    for (;;) {
        size_t from = i, to;

        i = skip_plain(s->buf, i, n);
        if (i > from)
            s->before = s->buf[i - 1];
        if (i == n)
            break;
        if (s->buf[i] == 0)
            return err_set(err, ERR_INPUT,
                           "%s: holds a NUL (byte %" PRIu64 "), so it is no "
                           "plain text; save it as CSV (UTF-8)",
                           s->path, s->seen + i + 1);
        for (to = i; to < n && s->buf[to] >= 0x80; to++)
            ;
        if (to == n && !end && n - i < LONGEST_RUN) {
            s->kept = n - i;
            break;
        }
        take_run(s, (struct text){(char *)s->buf + i, to - i}, s->seen + i,
                 to < n ? s->buf[to] : 0);
        s->before = s->buf[to - 1];
        i = to;
    }
    s->seen += n - s->kept;
    memcpy(s->run, s->buf + n - s->kept, s->kept);
    return OK;
}

static enum status take_head(struct scanner *s, struct text new,
                             struct err *err)
{
    bool first = s->out->head.n == 0;
    size_t want = HEAD - s->out->head.n;
    enum status rc;

    str_add_n(&s->out->head, new.p, new.n < want ? new.n : want);
    rc = str_status(&s->out->head, err);
    return rc == OK && first ? check_head(s, err) : rc;
}

/* Reads a block and looks at it. */
static enum status read_block(void *with, size_t slot, bool *last,
                              struct err *err)
{
    struct scanner *s = with;
    struct block *b = &s->block[slot];
    unsigned char *new = b->bytes + LONGEST_RUN;
    enum status rc = OK;
    ssize_t got;

    do
        got = read(s->fd, new, BLOCK);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return err_set(err, ERR_INPUT, "%s: cannot be read: %s", s->path,
                       strerror(errno));
    b->n = (size_t)got;
    *last = b->n == 0;
    s->out->bytes += b->n;
    if (b->n && s->out->head.n < HEAD)
        rc = take_head(s, (struct text){(char *)new, b->n}, err);
    if (rc == OK && s->out->wide == WIDE_NOT)
        look_for_tokens(s, (char *)new, b->n);
    memcpy(new - s->kept, s->run, s->kept);
    s->buf = new - s->kept;
    return rc == OK ? look(s, s->kept + b->n, *last, err) : rc;
}

/* The digest takes twice as long as looking: they go side by side. */
static enum status hash_block(void *with, size_t slot, struct err *err)
{
    struct scanner *s = with;

    return hash_add(s->hash, s->block[slot].bytes + LONGEST_RUN,
                    s->block[slot].n, err);
}

static enum status read_blocks(struct scanner *s, struct err *err)
{
    size_t blocks = sizeof s->block / sizeof *s->block;

    if (s->out->stamp.bytes <= BLOCK)
        blocks = 1; /* not worth a thread */
    s->run = mem_array(LONGEST_RUN, 1);
    if (!s->run)
        return err_nomem(err);
    for (size_t i = 0; i < blocks; i++) {
        s->block[i].bytes = mem_array(LONGEST_RUN + BLOCK, 1);
        if (!s->block[i].bytes)
            return err_nomem(err);
    }
    return relay_run(blocks, read_block, hash_block, s, err);
}

static enum status open_regular(const char *path, int *fd, struct err *err)
{
    switch (file_kind(path)) {
    case FILE_NONE:
        return err_set(err, ERR_INPUT,
                       "%s: there is no such file; check the name", path);
    case FILE_FOLDER:
        return err_set(err, ERR_INPUT,
                       "%s: is a folder; name the export inside it", path);
    case FILE_OTHER:
        return err_set(err, ERR_INPUT,
                       "%s: is no regular file; save the export first", path);
    case FILE_REGULAR:
        break;
    }
    *fd = open(path, O_RDONLY | O_CLOEXEC);
    if (*fd < 0)
        return err_set(err, ERR_INPUT, "%s: cannot be opened: %s", path,
                       strerror(errno));
    return OK;
}

enum status scan_unchanged(const struct scan *scan, const char *path,
                           struct err *err)
{
    if (scan->bytes == scan->stamp.bytes && file_is(path, &scan->stamp))
        return OK;
    return err_set(err, ERR_INPUT,
                   "%s: changed while it was read; wait until it is written "
                   "and start again",
                   path);
}

enum status scan_file(const char *path, struct scan *out, struct err *err)
{
    struct scanner s = {.path = path, .fd = -1, .out = out};
    unsigned char digest[HASH_BYTES];
    enum status rc;

    *out = (struct scan){0};
    rc = open_regular(path, &s.fd, err);
    if (rc != OK)
        return rc;
    if (!file_stamp(s.fd, &out->stamp))
        rc = err_set(err, ERR_INPUT, "%s: cannot be read: %s", path,
                     strerror(errno));
    s.hash = rc == OK ? hash_new() : NULL;
    if (rc == OK)
        rc = s.hash ? hash_reset(s.hash, err) : err_nomem(err);
    if (rc == OK)
        rc = read_blocks(&s, err);
    if (rc == OK && out->bytes == 0)
        rc = err_set(err, ERR_INPUT, "%s: is empty; export the responses again",
                     path);
    if (rc == OK)
        rc = scan_unchanged(out, path, err);
    if (rc == OK)
        rc = hash_end(s.hash, digest, err);
    if (rc != OK)
        goto done;
    hash_hex(digest, out->sha256);
    out->litter |= out->wide != WIDE_NOT || out->kind != SCAN_TEXT;
    out->mark = out->head.n >= 3 && memcmp(out->head.p, "\xEF\xBB\xBF", 3) == 0;
done:
    (void)close(s.fd); /* read only */
    for (size_t i = 0; i < sizeof s.block / sizeof *s.block; i++)
        free(s.block[i].bytes);
    free(s.run);
    hash_free(s.hash);
    if (rc != OK)
        scan_free(out);
    return rc;
}

void scan_free(struct scan *scan)
{
    str_free(&scan->head);
}

enum encoding scan_encoding(const struct scan *scan)
{
    if (scan->bad_runs == 0 || scan->runs >= scan->bad_runs)
        return ENCODING_UTF8;
    return scan->sense[ENCODING_MACINTOSH] > scan->sense[ENCODING_WINDOWS_1252]
               ? ENCODING_MACINTOSH
               : ENCODING_WINDOWS_1252;
}
