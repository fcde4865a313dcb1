/* test_xlsx.c - workbooks made here, cell by cell: strings of every kind,
 * dates, sparse cells, sheets; and those that somebody hostile would make. */
#include "tests/ingest/try.h"

#include <zip.h>
#include "core/base/file.h"
#include "ingest/export.h"
#include "ingest/xlsx.h"

/* ---- numbers as dates -------------------------------------------------- */

static const struct serial_case {
    const char *name;
    double serial;
    enum format_kind kind;
    bool from_1904;
    const char *iso;
} serials[] = {
    {"a day", 42552, FORMAT_DATE, false, "2016-07-01"},
    {"the same from 1904", 41090, FORMAT_DATE, true, "2016-07-01"},
    {"the first day", 1, FORMAT_DATE, false, "1900-01-01"},
    {"before the leap day that never was", 59, FORMAT_DATE, false,
     "1900-02-28"},
    {"after it", 61, FORMAT_DATE, false, "1900-03-01"},
    {"a leap day", 36585, FORMAT_DATE, false, "2000-02-29"},
    {"day and time", 42552.75, FORMAT_DATE_TIME, false, "2016-07-01 18:00:00"},
    {"half a second goes up", 42552.99999999, FORMAT_DATE_TIME, false,
     "2016-07-02 00:00:00"},
    {"time alone", 0.5125, FORMAT_TIME, false, "12:18:00"},
    {"a day's format with a time", 42552.25, FORMAT_DATE, false,
     "2016-07-01 06:00:00"},
};

static void serial(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof serials / sizeof *serials; i++) {
        struct str s = {0};

        assert_true(serial_add(&s, serials[i].serial, serials[i].kind,
                               serials[i].from_1904));
        if (strcmp(str_cstr(&s), serials[i].iso) != 0)
            fail_msg("%s: '%s' for '%s'", serials[i].name, str_cstr(&s),
                     serials[i].iso);
        str_free(&s);
    }
}

static void formats(void **state)
{
    static const struct {
        const char *code;
        enum format_kind kind;
    } codes[] = {
        {"General", FORMAT_NUMBER},
        {"0.00", FORMAT_NUMBER},
        {"0.00E+00", FORMAT_NUMBER},
        {"[Magenta]0", FORMAT_NUMBER},
        {"0 \"days\"", FORMAT_NUMBER},
        {"#,##0\\d", FORMAT_NUMBER},
        {"dd/mm/yyyy", FORMAT_DATE},
        {"mmm", FORMAT_DATE},
        {"[$-809]d mmmm yyyy", FORMAT_DATE},
        {"yyyy-mm-dd hh:mm:ss", FORMAT_DATE_TIME},
        {"m/d/yyyy h:mm AM/PM", FORMAT_DATE_TIME},
        {"hh:mm", FORMAT_TIME},
        {"[h]:mm", FORMAT_TIME},
        {"mm:ss", FORMAT_TIME},
    };

    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (format_kind(codes[i].code) != codes[i].kind)
            fail_msg("%s: %d", codes[i].code, (int)format_kind(codes[i].code));
}

/* ---- workbooks --------------------------------------------------------- */

static void add_bytes(zip_t *zip, const char *name, const char *p, size_t n)
{
    zip_source_t *source = zip_source_buffer(zip, p, n, 0);

    assert_non_null(source);
    assert_true(zip_file_add(zip, name, source, 0) >= 0);
}

static void add(zip_t *zip, const char *name, const char *text)
{
    add_bytes(zip, name, text, strlen(text));
}

static zip_t *book(const char *folder, const char *name)
{
    char *path = program_path(folder, name);
    int code;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);

    free(path);
    assert_non_null(zip);
    return zip;
}

#define BOOK(inside)                                                           \
    "<?xml version=\"1.0\"?><workbook xmlns:r=\"r\">" inside "</workbook>"
#define SHEETS                                                                 \
    "<sheets><sheet name=\"Notes\" sheetId=\"1\" r:id=\"a\"/>"                 \
    "<sheet name=\"Old\" state=\"hidden\" sheetId=\"2\" r:id=\"h\"/>"          \
    "<sheet name=\"Replies\" sheetId=\"3\" r:id=\"b\"/></sheets>"
#define RELATION(id, type, target)                                             \
    "<Relationship Id=\"" id "\" Type=\"http://x/" type "\" Target=\"" target  \
    "\"/>"
#define RELATIONS                                                              \
    "<Relationships>" RELATION("a", "worksheet", "worksheets/sheet1.xml")      \
        RELATION("h", "worksheet", "worksheets/sheet2.xml")                    \
            RELATION("b", "worksheet", "/xl/worksheets/sheet3.xml")            \
                RELATION("s", "sharedStrings", "sharedStrings.xml")            \
                    RELATION("t", "styles", "styles.xml") "</Relationships>"

static const char strings[] =
    "<sst><si><t>Id</t></si><si><t>When</t></si>"
    "<si><r><t>Wh</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">y? "
    "</t></r><rPh sb=\"0\" eb=\"1\"><t>phonetic</t></rPh></si>"
    "<si><t>Said &amp; done</t></si></sst>";
static const char styles[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" "
    "formatCode=\"dd/mm/yyyy\\ hh:mm\"/></numFmts><cellStyleXfs><xf "
    "numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf "
    "numFmtId=\"164\"/></cellXfs></styleSheet>";
static const char replies[] =
    "<x:worksheet xmlns:x=\"x\"><x:dimension ref=\"A1:XFD1048576\"/>"
    "<x:sheetData>"
    "<x:row r=\"1\"><x:c r=\"A1\" t=\"s\"><x:v>0</x:v></x:c>"
    "<x:c r=\"B1\" t=\"s\"><x:v>1</x:v></x:c>"
    "<x:c r=\"C1\" t=\"s\"><x:v>2</x:v></x:c>"
    "<x:c r=\"D1\" "
    "t=\"inlineStr\"><x:is><x:t>Yes</x:t><x:rPh><x:t>yay</x:t></x:rPh></x:is></"
    "x:c></x:row>"
    "<x:row r=\"2\"><x:c r=\"A2\"><x:v>1001.0</x:v></x:c>"
    "<x:c r=\"B2\" s=\"1\"><x:v>42552.75</x:v></x:c>"
    "<x:c r=\"C2\" t=\"s\"><x:v>3</x:v></x:c>"
    "<x:c r=\"D2\" t=\"b\"><x:v>1</x:v></x:c></x:row>"
    "<x:row r=\"5\"><x:c r=\"A5\"><x:v>1002</x:v></x:c>"
    "<x:c r=\"C5\" t=\"str\"><x:f>A1</x:f><x:v>a_x000D_b</x:v></x:c>"
    "<x:c r=\"XFD5\" s=\"1\"/></x:row>"
    "<x:row><x:c><x:v>1003</x:v></x:c><x:c t=\"e\"><x:v>#N/A</x:v></x:c>"
    "</x:row></x:sheetData></x:worksheet>";
static const char notes[] =
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"
    "Read me</t></is></c></row></sheetData></worksheet>";

static void add_parts(zip_t *zip, const char *workbook, const char *sheet)
{
    add(zip, "xl/workbook.xml", workbook);
    add(zip, "xl/_rels/workbook.xml.rels", RELATIONS);
    add(zip, "xl/sharedStrings.xml", strings);
    add(zip, "xl/styles.xml", styles);
    add(zip, "xl/worksheets/sheet1.xml", notes);
    add(zip, "xl/worksheets/sheet2.xml", replies);
    add(zip, "xl/worksheets/sheet3.xml", sheet);
}

static void add_usual(zip_t *zip, const char *sheet)
{
    add_parts(zip, BOOK(SHEETS), sheet);
}

static void cells(void **state)
{
    static const struct {
        size_t line;
        const char *cell[4];
    } rows[] = {{2, {"1001", "2016-07-01 18:00:00", "Said & done", "TRUE"}},
                {5, {"1002", "", "a\nb", ""}},
                {6, {"1003", "#N/A", "", ""}}};
    const char *folder = check_folder(state);
    char *path = program_path(folder, "replies.xlsx");
    zip_t *zip = book(folder, "replies.xlsx");
    struct export *e = NULL;
    struct export_row row;
    struct err err = {0};

    add_usual(zip, replies);
    assert_int_equal(zip_close(zip), 0);
    assert_ok(export_open(&e, path, NULL, &err), &err);
    assert_string_equal(str_cstr(&e->said),
                        "sheet \"Replies\", which of 2 has the most filled "
                        "cells");
    assert_int_equal(e->columns.n, 4);
    assert_string_equal(e->columns.column[2].name, "Why?");
    assert_string_equal(e->columns.column[3].name, "Yes");
    assert_ok(export_rewind(e, &err), &err);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_ok(export_next(e, &row, &err), &err);
        assert_int_equal(row.what, EXPORT_ROW);
        assert_int_equal(row.line, rows[i].line);
        for (size_t c = 0; c < 4; c++)
            if (!text_equal(row.cell[c], text_of(rows[i].cell[c])))
                fail_msg("row %zu, cell %zu: '%.*s'", rows[i].line, c,
                         (int)row.cell[c].n, row.cell[c].p);
    }
    assert_ok(export_next(e, &row, &err), &err);
    assert_int_equal(row.what, EXPORT_END);
    export_close(e);
    free(path);
}

/* The same number, four years and a day later. */
static void since_1904(void **state)
{
    const char *folder = check_folder(state);
    char *path = program_path(folder, "mac.xlsx");
    zip_t *zip = book(folder, "mac.xlsx");
    struct export *e = NULL;
    struct export_row row;
    struct err err = {0};

    add_parts(zip, BOOK("<workbookPr date1904=\"1\"/>" SHEETS), replies);
    assert_int_equal(zip_close(zip), 0);
    assert_ok(export_open(&e, path, NULL, &err), &err);
    assert_ok(export_rewind(e, &err), &err);
    assert_ok(export_next(e, &row, &err), &err);
    assert_true(text_equal(row.cell[1], text_of("2020-07-02 18:00:00")));
    export_close(e);
    free(path);
}

static void told(void **state)
{
    const char *folder = check_folder(state);
    char *path = program_path(folder, "told.xlsx");
    zip_t *zip = book(folder, "told.xlsx");
    struct export *e = NULL;
    struct err err = {0};

    add_usual(zip, replies);
    assert_int_equal(zip_close(zip), 0);
    assert_ok(export_open(&e, path, &(struct told){.sheet = "replies"}, &err),
              &err);
    assert_string_equal(str_cstr(&e->said), "sheet \"Replies\" (as told)");
    export_close(e);
    assert_int_equal(
        export_open(&e, path, &(struct told){.sheet = "Sheet9"}, &err),
        ERR_INPUT);
    assert_non_null(strstr(err.text, "told.xlsx: has no sheet 'Sheet9'; it "
                                     "has \""));
    assert_non_null(strstr(err.text, "\"Replies\""));
    free(path);
}

/* A sheet that says it has 17 thousand million cells, and styles the last: the
 * answers in it are read, and nothing else takes room. */
static void nearly_empty(void **state)
{
    const char *folder = check_folder(state);
    char *path = program_path(folder, "empty.xlsx");
    zip_t *zip = book(folder, "empty.xlsx");
    struct export *e = NULL;
    struct export_row row;
    struct str sheet = {0};
    struct err err = {0};

    str_add(&sheet, "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>"
                    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id"
                    "</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Why?"
                    "</t></is></c></row><row r=\"2\"><c r=\"A2\"><v>1</v>"
                    "</c><c r=\"B2\"><v>7</v></c></row>");
    for (int i = 3; i < 20000; i++)
        str_addf(&sheet, "<row r=\"%d\"><c r=\"XFD%d\" s=\"1\"/></row>", i, i);
    str_add(&sheet, "<row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/></row>"
                    "</sheetData></worksheet>");
    add_usual(zip, str_cstr(&sheet));
    assert_int_equal(zip_close(zip), 0);
    assert_ok(export_open(&e, path, &(struct told){.sheet = "Replies"}, &err),
              &err);
    assert_int_equal(e->columns.n, 2);
    assert_ok(export_rewind(e, &err), &err);
    assert_ok(export_next(e, &row, &err), &err);
    assert_int_equal(row.line, 2);
    assert_true(text_equal(row.cell[1], text_of("7")));
    assert_ok(export_next(e, &row, &err), &err);
    assert_int_equal(row.what, EXPORT_END);
    export_close(e);
    str_free(&sheet);
    free(path);
}

/* ---- hostile ----------------------------------------------------------- */

static void refuse(const char *folder, const char *name, const char *message)
{
    char *path = program_path(folder, name);
    struct export *e = NULL;
    struct err err = {0};

    assert_int_equal(export_open(&e, path, NULL, &err), ERR_INPUT);
    assert_null(e);
    if (!strstr(err.text, message))
        fail_msg("%s: '%s' lacks '%s'", name, err.text, message);
    free(path);
}

static const struct bad_case {
    const char *name, *sheet, *message;
} bad[] = {
    {"entities.xlsx",
     "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><worksheet>"
     "<sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>",
     "its part xl/worksheets/sheet3.xml is refused: it has a document type"},
    {"beyond.xlsx",
     "<worksheet><sheetData><row><c r=\"XFE1\"><v>1</v></c></row></sheetData>"
     "</worksheet>",
     "a cell lies beyond the last column (XFD)"},
    {"string.xlsx",
     "<worksheet><sheetData><row><c t=\"s\"><v>4</v></c></row></sheetData>"
     "</worksheet>",
     "a cell names a shared string that is not there"},
    {"broken.xlsx", "<worksheet><sheetData><row></sheetData></worksheet>",
     "is no XML (line 1: mismatched tag)"},
};

static void hostile(void **state)
{
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        zip_t *zip = book(folder, bad[i].name);

        add_usual(zip, bad[i].sheet);
        assert_int_equal(zip_close(zip), 0);
        refuse(folder, bad[i].name, bad[i].message);
    }
}

static void deep(void **state)
{
    const char *folder = check_folder(state);
    struct str sheet = {0};
    zip_t *zip = book(folder, "deep.xlsx");

    for (int i = 0; i < 100; i++)
        str_add(&sheet, "<a>");
    add_usual(zip, str_cstr(&sheet));
    assert_int_equal(zip_close(zip), 0);
    refuse(folder, "deep.xlsx", "its elements lie too deep");
    str_free(&sheet);
}

/* One part as many sheets would be read as many times. */
static void many_sheets(void **state)
{
    static const struct {
        const char *name;
        int sheets, letters;
        bool taken;
    } lists[] = {{"most.xlsx", 1000, 1000, true},
                 {"more.xlsx", 1001, 1, false},
                 {"long.xlsx", 2, 1001, false}};
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        zip_t *zip = book(folder, lists[i].name);
        char *path = program_path(folder, lists[i].name);
        struct str text = {0};
        struct export *e = NULL;
        struct err err = {0};

        str_add(&text, "<workbook><sheets>");
        for (int k = 0; k < lists[i].sheets; k++)
            str_addf(&text, "<sheet name=\"%0*d\" r:id=\"b\"/>",
                     k ? 1 : lists[i].letters, k);
        str_add(&text, "</sheets></workbook>");
        add(zip, "xl/workbook.xml", str_cstr(&text));
        add(zip, "xl/_rels/workbook.xml.rels", RELATIONS);
        add(zip, "xl/worksheets/sheet3.xml",
            "<worksheet><sheetData><row><c><v>1</v></c><c><v>2</v></c></row>"
            "<row><c><v>3</v></c><c><v>4</v></c></row></sheetData>"
            "</worksheet>");
        assert_int_equal(zip_close(zip), 0);
        if (lists[i].taken)
            assert_ok(export_open(&e, path, NULL, &err), &err);
        else
            refuse(folder, lists[i].name,
                   ": has more than 1000 sheets, or a name of one is longer "
                   "than 1000 bytes; no export does: it is refused");
        export_close(e);
        free(path);
        str_free(&text);
    }
}

/* 48 MiB of blanks pack to some 50 KiB. */
static void bomb(void **state)
{
    const char *folder = check_folder(state);
    const size_t n = (size_t)48 << 20;
    char *blanks = malloc(n);
    zip_t *zip = book(folder, "bomb.xlsx");

    assert_non_null(blanks);
    memset(blanks, ' ', n);
    memcpy(blanks, "<worksheet>", 11);
    add(zip, "xl/workbook.xml", BOOK(SHEETS));
    add(zip, "xl/_rels/workbook.xml.rels", RELATIONS);
    add(zip, "xl/worksheets/sheet1.xml", notes);
    add_bytes(zip, "xl/worksheets/sheet3.xml", blanks, n);
    assert_int_equal(zip_close(zip), 0);
    free(blanks);
    refuse(folder, "bomb.xlsx", "200 times what it is packed; no export does");
}

static void no_workbook(void **state)
{
    const char *folder = check_folder(state);
    char *whole = program_path(folder, "whole.xlsx");
    struct str bytes = {0};
    struct err err = {0};
    zip_t *zip = book(folder, "plain.zip");

    add(zip, "a.csv", "a,b\n1,2\n");
    assert_int_equal(zip_close(zip), 0);
    refuse(folder, "plain.zip", "is a zip archive and no Excel workbook");
    zip = book(folder, "outside.xlsx");
    add(zip, "xl/workbook.xml", BOOK(SHEETS));
    add(zip, "xl/_rels/workbook.xml.rels",
        "<Relationships>" RELATION("b", "worksheet",
                                   "../../../etc/passwd") "</Relationships>");
    assert_int_equal(zip_close(zip), 0);
    refuse(folder, "outside.xlsx", "no visible sheet of the workbook");
    zip = book(folder, "whole.xlsx");
    add_usual(zip, replies);
    assert_int_equal(zip_close(zip), 0);
    assert_ok(file_read(whole, 1 << 20, &bytes, &err), &err);
    bytes.p[bytes.n / 2] = '\0';
    bytes.n /= 2;
    {
        char *cut = program_path(folder, "cut.xlsx");

        assert_ok(file_write(cut, str_text(&bytes), 0644, &err), &err);
        free(cut);
    }
    refuse(folder, "cut.xlsx", "is a damaged or truncated workbook");
    program_file(folder, "old.xls", "\xD0\xCF\x11\xE0 and so on");
    refuse(folder, "old.xls", "an old Excel workbook (.xls), or one locked");
    str_free(&bytes);
    free(whole);
}

/* A file that says it is SPSS's, and is not: the child says so, or dies. */
static void no_spss(void **state)
{
    const char *folder = check_folder(state);

    program_file(folder, "short.sav", "$FL2@(#) SPSS DATA FILE");
    refuse(folder, "short.sav", "short.sav: is a damaged SPSS file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(serial),      cmocka_unit_test(formats),
        cmocka_unit_test(cells),       cmocka_unit_test(told),
        cmocka_unit_test(since_1904),  cmocka_unit_test(nearly_empty),
        cmocka_unit_test(hostile),     cmocka_unit_test(deep),
        cmocka_unit_test(many_sheets), cmocka_unit_test(bomb),
        cmocka_unit_test(no_workbook), cmocka_unit_test(no_spss),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
