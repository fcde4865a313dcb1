/* read_book.c - workbooks and SPSS files.  Bytes that are no zip archive any
 * more would end every try at its door: a workbook is made here from its parts,
 * which are divided by a byte that XML cannot hold. */
#include "tests/fuzz/readers.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>
#include "core/base/file.h"
#include "ingest/spss.h"

enum { DIVIDER = 1 };

static struct text next_part(struct text *left)
{
    const char *end = left->n ? memchr(left->p, DIVIDER, left->n) : NULL;
    size_t n = end ? (size_t)(end - left->p) : left->n;
    struct text part = {left->p, n};

    *left =
        end ? (struct text){end + 1, left->n - n - 1} : (struct text){"", 0};
    return part;
}

/* The bytes of a file that is then gone. */
static void take_file(const char *path, struct str *out)
{
    fuzz_holds(file_read(path, 1 << 24, out, NULL) == OK, "a book is read");
    fuzz_holds(unlink(path) == 0, "a book is taken away");
}

/* Stored, not packed: what is tried is the reading of the parts. */
static void make_book(struct text parts, const char *path)
{
    static const char *const names[] = {
        "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
        "xl/workbook.xml", "xl/_rels/workbook.xml.rels"};
    int code;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);

    fuzz_holds(zip != NULL, "a book is made");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct text part = next_part(&parts);
        zip_source_t *source = zip_source_buffer(zip, part.p, part.n, 0);
        zip_int64_t at = zip_file_add(zip, names[i], source, 0);

        fuzz_holds(at >= 0 && zip_set_file_compression(zip, (zip_uint64_t)at,
                                                       ZIP_CM_STORE, 0) == 0,
                   "a part is put in");
    }
    fuzz_holds(zip_close(zip) == 0, "a book is written");
}

void fuzz_sheet(struct text bytes)
{
    const char *folder = getenv("TMPDIR");
    struct str path = {0}, book = {0};

    path_join(&path, folder ? folder : "/tmp", "book.xlsx");
    make_book(bytes, str_cstr(&path));
    take_file(str_cstr(&path), &book);
    fuzz_export(str_text(&book));
    str_free(&path);
    str_free(&book);
}

void fuzz_spss(struct text bytes)
{
    const char *folder = getenv("TMPDIR");
    char *path = fuzz_file(0, bytes);
    struct str out = {0}, csv = {0};
    struct err err = {0};

    path_join(&out, folder ? folder : "/tmp", "rows.csv");
    (void)unlink(str_cstr(&out)); /* of a try that ended the program */
    if (spss_convert(path, str_cstr(&out), &err) == OK)
        take_file(str_cstr(&out), &csv);
    else
        fuzz_holds(err.text[0], "a failure says why");
    (void)unlink(str_cstr(&out));
    str_free(&out);
    str_free(&csv);
    free(path);
}
