/* The workbook, opened as a zip and read as XML: what stands where, that
 * nothing is a formula, that the same in gives the same out. */
#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include "core/base/file.h"
#include "report/workbook.h"
#include "tests/report/pack_maker.h"

static const char yaml[] =
    "survey: test\n"
    "title: \"=Test & <b>\"\n"
    "organisation: \"@Office\"\n"
    "fieldwork: {from: 2016-07-01, to: 2016-09-09}\n"
    "sources:\n"
    "  - {key: web, files: [\"web.csv\"], platform: generic, id: id}\n"
    "questions:\n"
    "  - {key: history, type: single, text: \"+1.99% or freeze?\", column: V, "
    "options: [{key: \"y\", label: \"=HYPERLINK(\\\"x\\\")\"}, {key: \"n\", "
    "label: \"-1\"}, {key: pct, label: \"+1.99%\"}]}\n"
    "  - {key: age, type: single, column: A, about_you: yes, options: [{key: "
    "young, label: \"@<16>\"}, {key: old, label: \"@16\\t+\"}, {key: older, "
    "label: \"Older & [wiser]\"}]}\n"
    "breakdowns: [age]\n";

static const struct given rows[] = {
    {"history", NULL, "y", NULL, NULL, "answered", "share", 0.25, 400, 100, 0},
    {"history", NULL, "n", NULL, NULL, "answered", "share", 0.746, 400, 298, 0},
    {"history", NULL, "pct", NULL, NULL, "answered", "share", 0.004, 400, 2, 0},
    {"history", NULL, "y", "age", "young", "answered", "share", 0.5, 9, 4, 0},
    {"history", NULL, "n", "age", "young", "answered", "share", 0.5, 9, 5, 0},
    {"history", NULL, "pct", "age", "young", "answered", "share", 0, 9, 0, 0},
    {"history", NULL, "y", "age", "old", "answered", "share", 0.25, 40, 10, 0},
    {"history", NULL, "n", "age", "old", "answered", "share", 0.75, 40, 30, 0},
    {"history", NULL, "pct", "age", "old", "answered", "share", 0, 40, 0, 0},
    {"history", NULL, "y", "age", "older", "answered", "share", 0.3, 200, 60,
     0},
    {"age", NULL, "young", NULL, NULL, "answered", "share", 0.1, 400, 40, 0},
    {"age", NULL, "old", NULL, NULL, "answered", "share", 0.2, 400, 80, 0},
    {"age", NULL, "older", NULL, NULL, "answered", "share", 0.7, 400, 280, 0},
};
enum { ROWS = sizeof rows / sizeof *rows };

/* ---- what is in it ---------------------------------------------------- */

/* A part of the package, or all of them one after another. */
static void part(struct str *out, const struct str *bytes, const char *name)
{
    zip_error_t error;
    zip_source_t *source;
    zip_t *zip;

    zip_error_init(&error);
    source = zip_source_buffer_create(bytes->p, bytes->n, 0, &error);
    assert_non_null(source);
    zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    assert_non_null(zip);
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
        char chunk[4096];
        zip_file_t *file;
        zip_int64_t n;

        if (name && strcmp(zip_get_name(zip, (zip_uint64_t)i, 0), name) != 0)
            continue;
        file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
        assert_non_null(file);
        while ((n = zip_fread(file, chunk, sizeof chunk)) > 0)
            str_add_n(out, chunk, (size_t)n);
        assert_int_equal(n, 0);
        assert_int_equal(zip_fclose(file), 0);
    }
    zip_discard(zip);
    zip_error_fini(&error);
}

static void text_between(struct str *out, const char *p, const char *from,
                         const char *to)
{
    const char *start = strstr(p, from), *end;

    if (!start)
        return;
    start += strlen(from);
    end = strstr(start, to);
    assert_non_null(end);
    str_add_n(out, start, (size_t)(end - start));
}

/* The nth shared string, as it stands in the XML. */
static void shared(struct str *out, const char *strings, size_t n)
{
    const char *p = strings;

    for (size_t i = 0; i <= n; i++) {
        p = strstr(p, "<si>");
        assert_non_null(p);
        p += 4;
    }
    p = strstr(p, "<t");
    assert_non_null(p);
    text_between(out, p, ">", "</t>");
}

struct opened {
    struct str bytes, strings, sheet;
};

static void close_book(struct opened *o)
{
    str_free(&o->bytes);
    str_free(&o->strings);
    str_free(&o->sheet);
}

/* "text" of a cell of text, "#number" of a number, "" where there is none. */
static void assert_cell(const struct opened *o, const char *cell,
                        const char *expected)
{
    struct str at = {0}, kind = {0}, value = {0}, found = {0};
    const char *p, *end;

    str_addf(&at, "<c r=\"%s\"", cell);
    p = strstr(str_cstr(&o->sheet), str_cstr(&at));
    end = p ? strchr(p, '>') : NULL;
    if (p && end && end[-1] != '/') {
        text_between(&value, end, "<v>", "</v>");
        text_between(&kind, p, " ", ">");
        if (strstr(str_cstr(&kind), "t=\"s\""))
            shared(&found, str_cstr(&o->strings),
                   strtoul(str_cstr(&value), NULL, 10));
        else
            str_addf(&found, "#%s", str_cstr(&value));
    }
    if (strcmp(str_cstr(&found), expected) != 0)
        fail_msg("%s is '%s', not '%s'", cell, str_cstr(&found), expected);
    str_free(&at);
    str_free(&kind);
    str_free(&value);
    str_free(&found);
}

static void make(struct str *bytes, const char *folder, const char *definition,
                 const struct given *given, size_t n)
{
    const struct look look = {.style = ""};
    struct made_pack m;
    struct err err = {0};

    pack_make(&m, definition, given, n);
    assert_ok(workbook_write(bytes, folder, &m.pack, &m.exhibits, &look,
                             m.loaded.arena, &err),
              &err);
    pack_end(&m);
}

static void open_book(struct opened *o, const char *folder, const char *sheet)
{
    *o = (struct opened){0};
    make(&o->bytes, folder, yaml, rows, ROWS);
    part(&o->strings, &o->bytes, "xl/sharedStrings.xml");
    part(&o->sheet, &o->bytes, sheet);
    assert_true(o->sheet.n > 0);
}

/* ---- tests ------------------------------------------------------------ */

static const struct {
    const char *cell, *text;
} crosstab[] = {
    {"A1", "+1.99% or freeze?: =Test &amp; &lt;b&gt;, 1 July 2016 to 9 "
           "September 2016"},
    {"A2", "This worksheet contains one table. The worksheet Notes explains "
           "how its figures were made."},
    {"A4", "[c] marks figures that are withheld, so that nobody can be "
           "recognised."},
    {"A5", "[u] marks figures of low reliability, on a base of fewer than 50."},
    {"A6", "[x] means that there is no such figure."},
    {"A7", "Answer"},
    {"B7", "Figure"},
    {"C7", "Everyone"},
    {"D7", "Age: @&lt;16&gt;"},
    {"E7", "Age: @16 +"},
    {"A8", "Number who answered"},
    {"B8", "Number of responses"},
    {"C8", "#400"},
    {"D8", "[c]"},
    {"E8", "#40"},
    {"A9", "-1"},
    {"B9", "Per cent"},
    {"C9", "#0.746"},
    {"D9", "[c]"},
    {"E9", "#0.75"},
    {"A10", "=HYPERLINK(\"x\")"},
    {"C10", "#0.25"},
    {"A11", "+1.99%"},
    {"C11", "#0.004"},
    {"E11", "#0"},
    {"F7", "Age: Older &amp; [wiser]"},
    {"F9", "[x]"},
    {"F10", "#0.3"},
    {"A12", "-1"},
    {"B12", "Number of responses"},
    {"C12", "#298"},
    {"A14", "+1.99%"},
    {"C14", "#2"},
    {"A15", ""},
};

static void sheet(void **state)
{
    struct opened o;

    open_book(&o, check_folder(state), "xl/worksheets/sheet4.xml");
    for (size_t i = 0; i < sizeof crosstab / sizeof *crosstab; i++)
        assert_cell(&o, crosstab[i].cell, crosstab[i].text);
    close_book(&o);
}

/* All breakdowns of a question stand beside each other, in their order. */
static void five_breakdowns(void **state)
{
    static const char definition[] =
        "survey: s\nfieldwork: {from: 2016-07-01, to: 2016-09-09}\n"
        "sources: [{key: web, files: [w.csv], id: id}]\nquestions:\n"
        "  - {key: q, type: single, column: Q, options: [{key: y}, {key: n}]}\n"
        "  - {key: a, type: single, column: A, options: [{key: u}, {key: v}]}\n"
        "  - {key: b, type: single, column: B, options: [{key: u}, {key: v}]}\n"
        "  - {key: c, type: single, column: C, options: [{key: u}, {key: v}]}\n"
        "  - {key: d, type: single, column: D, options: [{key: u}, {key: v}]}\n"
        "  - {key: e, type: single, column: E, options: [{key: u}, {key: v}]}\n"
        "breakdowns: [a, b, c, d, e]\n";
    static const char *const by[] = {"a", "b", "c", "d", "e"};
    enum { BY = sizeof by / sizeof *by };
    struct given given[1 + 2 * BY] = {
        {"q", NULL, "y", NULL, NULL, "answered", "share", 0.25, 400, 100, 0}};
    struct opened o = {0};

    for (size_t i = 0; i < 2 * BY; i++) {
        given[1 + i] = given[0];
        given[1 + i].breakdown = by[i / 2];
        given[1 + i].level = i % 2 ? "v" : "u";
        given[1 + i].value = 0.3 + 0.01 * (double)i;
        given[1 + i].n = 200;
        given[1 + i].count = 60 + 2 * (double)i;
    }
    make(&o.bytes, check_folder(state), definition, given, 1 + 2 * BY);
    part(&o.strings, &o.bytes, "xl/sharedStrings.xml");
    part(&o.sheet, &o.bytes, "xl/worksheets/sheet4.xml");
    for (size_t i = 0; i < 2 * BY; i++) {
        struct str head = {0}, cell = {0}, want = {0}, value = {0};

        str_addf(&head, "%c5", (int)('D' + i));
        str_addf(&want, "%c: %s", (int)('A' + i / 2), i % 2 ? "v" : "u");
        assert_cell(&o, str_cstr(&head), str_cstr(&want));
        str_addf(&cell, "%c7", (int)('D' + i));
        str_addf(&value, "#%.12g", given[1 + i].value);
        assert_cell(&o, str_cstr(&cell), str_cstr(&value));
        str_free(&head);
        str_free(&cell);
        str_free(&want);
        str_free(&value);
    }
    close_book(&o);
}

/* No formula, no merged cell, no frozen pane, no link out of the file. */
static void nothing_else(void **state)
{
    static const char *const never[] = {
        "<f>",   "<f ", "mergeCell",    "<pane",    "autoFilter", "http:",
        "macro", "vba", "headerFooter", "<drawing", "hidden",     "External"};
    static const char *const needed[] = {
        "Arial",
        "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2000-01-01T",
        "<dc:creator>@Office</dc:creator>",
        "<dc:title>=Test &amp; &lt;b&gt;</dc:title>",
        "'history_2'!A1",
        "<sheet name=\"history_2\" ",
        "displayName=\"crosstab_1\"",
        "name=\"Age: @&lt;16&gt;\"",
        "Older &amp; [wiser]"};
    struct opened o;
    struct str all = {0};
    char *p;

    open_book(&o, check_folder(state), "xl/workbook.xml");
    part(&all, &o.bytes, NULL);
    /* The names of what XML is made of are addresses too. */
    while ((p = strstr(str_cstr(&all), "http://schemas.")) != NULL)
        memset(p, '_', 5);
    while ((p = strstr(str_cstr(&all), "http://purl.org")) != NULL)
        memset(p, '_', 5);
    while ((p = strstr(str_cstr(&all), "http://www.w3.org")) != NULL)
        memset(p, '_', 5);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        if (strstr(str_cstr(&all), never[i]))
            fail_msg("it has %s", never[i]);
    }
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (!strstr(str_cstr(&all), needed[i]))
            fail_msg("it lacks %s", needed[i]);
    }
    str_free(&all);
    close_book(&o);
}

static void front_sheets(void **state)
{
    struct opened o;

    open_book(&o, check_folder(state), "xl/worksheets/sheet1.xml");
    assert_cell(&o, "A1",
                "=Test &amp; &lt;b&gt;, 1 July 2016 to 9 September "
                "2016");
    assert_cell(&o, "A3", "@Office");
    str_clear(&o.sheet);
    part(&o.sheet, &o.bytes, "xl/worksheets/sheet2.xml");
    assert_cell(&o, "A1", "Contents");
    assert_cell(&o, "A3", "Worksheet");
    assert_cell(&o, "A4", "history_2");
    assert_cell(&o, "B4", "+1.99% or freeze?");
    assert_cell(&o, "A5", "age");
    assert_cell(&o, "A6", "");
    str_clear(&o.sheet);
    part(&o.sheet, &o.bytes, "xl/worksheets/sheet3.xml");
    assert_cell(&o, "A1", "Notes");
    assert_cell(&o, "A3", "About");
    assert_cell(&o, "B13",
                "[c] marks figures that are withheld, so that "
                "nobody can be recognised.");
    close_book(&o);
}

static void same_bytes(void **state)
{
    const char *folder = check_folder(state);
    struct str first = {0}, second = {0}, path = {0};

    make(&first, folder, yaml, rows, ROWS);
    make(&second, folder, yaml, rows, ROWS);
    assert_true(text_equal(str_text(&first), str_text(&second)));
    path_join(&path, folder, "crosstabs.tmp");
    assert_int_equal(file_kind(str_cstr(&path)), FILE_NONE);
    str_free(&first);
    str_free(&second);
    str_free(&path);
}

/* A survey of which nothing is known yet still gives a workbook. */
static void no_rows(void **state)
{
    struct str bytes = {0}, all = {0};

    make(&bytes, check_folder(state), yaml, NULL, 0);
    part(&all, &bytes, NULL);
    assert_non_null(strstr(str_cstr(&all), "Contents"));
    str_free(&bytes);
    str_free(&all);
}

static void no_folder(void **state)
{
    const struct look look = {.style = ""};
    struct made_pack m;
    struct str bytes = {0};
    struct err err = {0};

    (void)state;
    pack_make(&m, yaml, rows, ROWS);
    assert_int_equal(workbook_write(&bytes, "/nowhere/at/all", &m.pack,
                                    &m.exhibits, &look, m.loaded.arena, &err),
                     ERR_IO);
    assert_string_equal(err.text,
                        "/nowhere/at/all/crosstabs.tmp: cannot be written: No "
                        "such file or directory");
    pack_end(&m);
    str_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheet),          cmocka_unit_test(nothing_else),
        cmocka_unit_test(front_sheets),   cmocka_unit_test(same_bytes),
        cmocka_unit_test(no_rows),        cmocka_unit_test(no_folder),
        cmocka_unit_test(five_breakdowns)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
