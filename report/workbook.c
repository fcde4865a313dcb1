/* workbook.c - which sheets there are, and the file as bytes. */
#include "report/workbook_part.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "core/base/file.h"

enum {
    SHEET_NAME = 31, /* letters that Excel allows */
    MOST = 256 * 1024 * 1024,
    CELL_BYTES = 64, /* of a figure in a sheet's XML, at most */
    HEAD_BYTES = 8192
};

/* ---- which sheets ----------------------------------------------------- */

static const char *const front[] = {"Cover", "Contents", "Notes"};

/* Excel keeps this one for itself. */
#define RESERVED "History"

static bool name_taken(const struct book *b, const char *name)
{
    for (size_t i = 0; i < sizeof front / sizeof *front; i++) {
        if (strcasecmp(front[i], name) == 0)
            return true;
    }
    for (size_t i = 0; i < b->n_sheets; i++) {
        if (strcasecmp(b->sheet[i].name, name) == 0)
            return true;
    }
    return strcasecmp(RESERVED, name) == 0;
}

/* The question's key, and its source's where they stand side by side; keys
 * have small letters, digits and _ alone. */
static enum status name_sheet(struct book *b, struct book_sheet *s)
{
    const char *key = b->pack->survey->question[s->question].key;
    struct str name = {0};
    enum status rc = OK;

    for (size_t n = 1; rc == OK && !s->name; n++) {
        struct str end = {0};
        int room;

        str_clear(&name);
        if (n > 1)
            str_addf(&end, "_%zu", n);
        room = SHEET_NAME - (int)end.n;
        if (s->source)
            str_addf(&name, "%.*s-%.*s%s", room / 2, key, room / 2 - 1,
                     s->source, str_cstr(&end));
        else
            str_addf(&name, "%.*s%s", room, key, str_cstr(&end));
        rc = str_status(&name, b->err);
        if (rc == OK && !name_taken(b, str_cstr(&name))) {
            s->name = arena_text(b->arena, name.p, name.n);
            s->table = arena_printf(b->arena, "crosstab_%zu", b->n_sheets + 1);
            if (!s->name || !s->table)
                rc = err_nomem(b->err);
        }
        str_free(&end);
    }
    str_free(&name);
    return rc;
}

static struct book_sheet *sheet_of(const struct book *b,
                                   const struct planned *planned)
{
    for (size_t i = 0; i < b->n_sheets; i++) {
        if (b->sheet[i].question == planned->question &&
            b->sheet[i].source == planned->source)
            return &b->sheet[i];
    }
    return NULL;
}

/* Room grows with the crosses: a place for each exhibit in each sheet would be
 * the square of the questions.  At a power of two it is full. */
static enum status add_cross(struct book *b, struct book_sheet *s,
                             const struct exhibit *e)
{
    size_t n = s->n_cross;

    if ((n & (n - 1)) == 0) {
        const struct exhibit **more =
            arena_alloc(b->arena, n ? 2 * n : 1, sizeof *more);

        if (!more)
            return err_nomem(b->err);
        if (n)
            memcpy(more, s->cross, n * sizeof *more);
        s->cross = more;
    }
    s->cross[s->n_cross++] = e;
    return OK;
}

static enum status take(struct book *b, const struct exhibit *e)
{
    struct book_sheet *s = sheet_of(b, e->planned);
    enum status rc = OK;

    if (!s) {
        s = &b->sheet[b->n_sheets];
        s->question = e->planned->question;
        s->source = e->planned->source;
        rc = name_sheet(b, s);
        b->n_sheets++;
    }
    if (rc == OK && e->planned->kind == PLANNED_CROSS)
        rc = add_cross(b, s, e);
    else if (rc == OK)
        s->alone = e;
    return rc;
}

static enum status find_sheets(struct book *b)
{
    enum status rc = OK;

    b->sheet = arena_alloc(b->arena, b->exhibits->n + 1, sizeof *b->sheet);
    if (!b->sheet)
        return err_nomem(b->err);
    for (size_t i = 0; i < b->exhibits->n && rc == OK; i++) {
        const struct exhibit *e = &b->exhibits->exhibit[i];

        if (e->table.n_rows > 0 && (e->planned->kind == PLANNED_CROSS ||
                                    e->planned->kind == PLANNED_QUESTION))
            rc = take(b, e);
    }
    return rc;
}

/* ---- the file --------------------------------------------------------- */

/* The library tells no failed write to its temporary files: on a full disk the
 * workbook would be cut short in silence.  So room for all of it is taken, and
 * given back, beforehand. */
static enum status check_room(const struct book *b, const char *path,
                              struct err *err)
{
    off_t bytes = HEAD_BYTES;
    int fd, cause;

    for (size_t i = 0; i < b->exhibits->n; i++) {
        const struct table *t = &b->exhibits->exhibit[i].table;

        bytes += HEAD_BYTES +
                 (off_t)(3 * t->n_rows * (t->n_columns + 2)) * CELL_BYTES;
    }
    fd = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_set(err, ERR_IO, "%s: cannot be written: %s", path,
                       strerror(errno));
    cause = posix_fallocate(fd, 0, bytes);
    if (close(fd) != 0 && cause == 0)
        cause = errno;
    if (cause != 0)
        return err_set(err, ERR_IO,
                       "%s: cannot be written: %s; the workbook needs %lld "
                       "bytes while it is made",
                       path, strerror(cause), (long long)bytes);
    return OK;
}

static const struct {
    const char *plain, *low; /* low: on a small base, still a number */
} formats[] = {
    [STYLE_COUNT] = {"#,##0", "#,##0\" [u]\""},
    [STYLE_PERCENT] =
        {"[=0]0%;[<0.005]\"less than 1%\";0%",
         "[=0]0%\" [u]\";[<0.005]\"less than 1% [u]\";0%\" [u]\""},
    [STYLE_PLACE] = {"0.00", "0.00\" [u]\""},
    [STYLE_SCORE] = {"0.0", "0.0\" [u]\""},
    [STYLE_RANK] = {"0", "0\" [u]\""},
};

static bool make_formats(struct book *b)
{
    for (size_t i = 0; i < BOOK_LOOKS; i++) {
        lxw_format *f = workbook_add_format(b->file);

        if (!f)
            return false;
        b->look[i] = f;
        format_set_font_name(f, "Arial");
        format_set_font_size(f, i == BOOK_TITLE ? 16 : 12);
        if (i == BOOK_TITLE || i == BOOK_HEADING)
            format_set_bold(f);
        if (i == BOOK_HEADING || i == BOOK_WRAPPED)
            format_set_text_wrap(f);
        if (i == BOOK_HEADING || i == BOOK_WRAPPED || i == BOOK_TEXT)
            format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
        if (i >= BOOK_MARK) {
            format_set_align(f, LXW_ALIGN_RIGHT);
            format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
        }
        if (i == BOOK_BELOW || i == BOOK_BELOW_LOW)
            format_set_num_format(f, i == BOOK_BELOW ? "0%" : "0%\" [u]\"");
        if (i >= BOOK_FIGURE) {
            size_t style = (i - BOOK_FIGURE) / 2;

            format_set_num_format(f, (i - BOOK_FIGURE) % 2
                                         ? formats[style].low
                                         : formats[style].plain);
        }
    }
    return true;
}

/* The first of January 2000, noon: a date of its own would make the bytes
 * differ from run to run. */
static void set_properties(struct book *b)
{
    static char comments[] = "Crosstabs: a worksheet for each question.";
    const struct survey *s = b->pack->survey;
    lxw_doc_properties properties = {.created = 946728000};
    char *title, *author;

    title = arena_printf(b->arena, "%.200s", *s->title ? s->title : s->key);
    author = arena_printf(b->arena, "%.200s", b->organisation);
    if (!title || !author) {
        b->error = LXW_ERROR_MEMORY_MALLOC_FAILED;
        return;
    }
    /* Not into the middle of a letter. */
    title[text_valid_utf8(text_of(title))] = '\0';
    author[text_valid_utf8(text_of(author))] = '\0';
    properties.title = title;
    properties.author = author;
    properties.company = author;
    properties.comments = comments;
    if (workbook_set_properties(b->file, &properties) != LXW_NO_ERROR)
        b->error = LXW_ERROR_MEMORY_MALLOC_FAILED;
}

static enum status fill(struct book *b)
{
    lxw_worksheet *w[sizeof front / sizeof *front];
    enum status rc = OK;

    if (!make_formats(b))
        return err_nomem(b->err);
    set_properties(b);
    for (size_t i = 0; i < sizeof front / sizeof *front; i++)
        w[i] = book_add(b, front[i]);
    if (b->error)
        return OK;
    book_cover(b, w[0]);
    book_contents(b, w[1]);
    book_notes(b, w[2]);
    for (size_t i = 0; i < b->n_sheets && rc == OK; i++)
        rc = book_crosstab(b, &b->sheet[i]);
    return rc;
}

static enum status make_file(struct book *b, const char *folder,
                             const char *path)
{
    char *tmpdir = arena_text(b->arena, folder, strlen(folder));
    lxw_workbook_options options = {.tmpdir = tmpdir};
    enum status rc;

    if (!tmpdir)
        return err_nomem(b->err);
    b->file = workbook_new_opt(path, &options);
    if (!b->file)
        return err_nomem(b->err);
    rc = fill(b);
    if (rc == OK && b->error == LXW_NO_ERROR)
        b->error = workbook_close(b->file);
    else
        lxw_workbook_free(b->file);
    if (rc == OK && b->error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return err_nomem(b->err);
    if (rc == OK && b->error != LXW_NO_ERROR)
        return err_set(b->err, ERR_IO, "%s: cannot be written: %s", path,
                       lxw_strerror(b->error));
    return rc;
}

enum status workbook_write(struct str *out, const char *folder,
                           const struct pack *pack,
                           const struct exhibits *exhibits,
                           const struct look *look, struct arena *arena,
                           struct err *err)
{
    struct book b = {.pack = pack,
                     .exhibits = exhibits,
                     .organisation = look->organisation
                                         ? look->organisation
                                         : pack->survey->organisation,
                     .arena = arena,
                     .err = err};
    struct str path = {0};
    enum status rc = find_sheets(&b);

    path_join(&path, folder, "crosstabs.tmp");
    if (rc == OK)
        rc = str_status(&path, err);
    if (rc == OK)
        rc = check_room(&b, str_cstr(&path), err);
    if (rc == OK)
        rc = make_file(&b, folder, str_cstr(&path));
    if (rc == OK)
        rc = file_read(str_cstr(&path), MOST, out, err);
    if (!path.failed && unlink(str_cstr(&path)) != 0 && rc == OK)
        rc = err_set(err, ERR_IO, "%s: cannot be removed: %s", str_cstr(&path),
                     strerror(errno));
    str_free(&path);
    return rc;
}
