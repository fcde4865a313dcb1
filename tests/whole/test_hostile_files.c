/* test_hostile_files.c - what is no export, or was made to do harm, through
 * init, ingest and run: a message, status 3, little memory, and the database
 * and the pages as they were. */
#include <fcntl.h>
#include <readstat.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>
#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/program.h"

enum { MEGABYTE = 1000 * 1000, FIELD = 100 * MEGABYTE };

/* ---- text -------------------------------------------------------------- */

/* Rows enough to lie behind what is looked at first, then `before`, n times
 * the unit, `behind`. */
static void make_text(const char *path, const char *before, const char *unit,
                      size_t n, const char *behind)
{
    FILE *f = fopen(path, "wx");

    assert_non_null(f);
    assert_true(fputs("id,Q,T\n", f) >= 0);
    for (int i = 0; i < 300; i++)
        assert_true(fprintf(f, "%d,a,x\n", i) > 0);
    assert_true(fputs(before, f) >= 0);
    for (size_t i = 0; i < n; i++)
        assert_true(fputs(unit, f) >= 0);
    assert_true(fputs(behind, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void make_field(const char *path)
{
    make_text(path, "999,b,\"", "xxxxxxxxxxxxxxxxxxxx", FIELD / 20, "\"\n");
}

static void make_lines(const char *path)
{
    make_text(path, "999,b,\"", "xx\n\n", FIELD / 4, "\"\n");
}

static void make_nul(const char *path)
{
    make_text(path, "999,b,", "x", 1, "");
    assert_int_equal(truncate(path, 4000), 0); /* NULs to there */
}

static void make_columns(const char *path)
{
    FILE *f = fopen(path, "wx");

    assert_non_null(f);
    for (int row = 0; row < 3; row++)
        for (int i = 0; i < 20000; i++)
            assert_true(fprintf(f, "%s%d%s", row ? "" : "c", i,
                                i == 19999 ? "\n" : ",") > 0);
    assert_int_equal(fclose(f), 0);
}

static void make_fifo(const char *path)
{
    assert_int_equal(mkfifo(path, 0600), 0);
}

/* ---- workbooks --------------------------------------------------------- */

#define CELL(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define TOP                                                                    \
    "<worksheet><sheetData><row>" CELL("id") CELL("Q") "</row><row>" CELL("1") \
        CELL("a") "</row>"
#define END "</sheetData></worksheet>"

static void add(zip_t *zip, const char *name, const char *p, size_t n)
{
    zip_source_t *source = zip_source_buffer(zip, p, n, 0);

    assert_non_null(source);
    assert_true(zip_file_add(zip, name, source, 0) >= 0);
}

static void make_book(const char *path, const char *target, const char *sheet,
                      size_t n)
{
    static const char book[] =
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"R\" sheetId=\"1\" "
        "r:id=\"a\"/></sheets></workbook>";
    struct str relations = {0};
    int code;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code);

    assert_non_null(zip);
    str_addf(&relations,
             "<Relationships><Relationship Id=\"a\" "
             "Type=\"http://x/worksheet\" Target=\"%s\"/></Relationships>",
             target);
    add(zip, "xl/workbook.xml", book, sizeof book - 1);
    add(zip, "xl/_rels/workbook.xml.rels", str_cstr(&relations), relations.n);
    add(zip, "xl/worksheets/sheet1.xml", sheet, n);
    add(zip, "../secret.xml", sheet, n);
    assert_int_equal(zip_close(zip), 0);
    str_free(&relations);
}

/* A sheet of the unit n times over. */
static void make_sheet(const char *path, const char *before, const char *unit,
                       size_t n, const char *behind)
{
    struct str s = {0};

    str_add(&s, TOP);
    str_add(&s, before);
    for (size_t i = 0; i < n; i++)
        str_add(&s, unit);
    str_add(&s, behind);
    str_add(&s, END);
    assert_false(s.failed);
    make_book(path, "worksheets/sheet1.xml", str_cstr(&s), s.n);
    str_free(&s);
}

static void make_endless(const char *path)
{
    make_sheet(path, "", "                    ", 2 * MEGABYTE, "");
}

#define FOUR "<c/><c/><c/><c/>"
static void make_empty_cells(const char *path)
{
    make_sheet(path, "", "<row>" FOUR FOUR FOUR FOUR "</row>", MEGABYTE / 2,
               "");
}

static void make_cell(const char *path)
{
    make_sheet(path, "<row><c t=\"inlineStr\"><is><t>", "words and words ",
               MEGABYTE / 8, "</t></is></c></row>");
}

static void make_entities(const char *path)
{
    static const char sheet[] =
        "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>" TOP
        "<row><c><v>&b;</v></c></row>" END;

    make_book(path, "worksheets/sheet1.xml", sheet, sizeof sheet - 1);
}

static void make_outside(const char *path)
{
    static const char sheet[] = TOP END;

    make_book(path, "../../secret.xml", sheet, sizeof sheet - 1);
}

static void make_cut_book(const char *path)
{
    struct stat st;

    make_sheet(path, "", "<row><c><v>2</v></c></row>", 100, "");
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(truncate(path, st.st_size / 2), 0);
}

/* ---- SPSS -------------------------------------------------------------- */

static ssize_t to_file(const void *bytes, size_t n, void *with)
{
    return write(*(int *)with, bytes, n);
}

static void make_cut_spss(const char *path)
{
    enum { ROWS = 200 };
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    readstat_writer_t *w = readstat_writer_init();
    readstat_variable_t *v;
    struct stat st;

    assert_true(fd >= 0);
    assert_int_equal(readstat_set_data_writer(w, to_file), READSTAT_OK);
    v = readstat_add_variable(w, "q", READSTAT_TYPE_DOUBLE, 0);
    assert_int_equal(readstat_begin_writing_sav(w, &fd, ROWS), READSTAT_OK);
    for (int i = 0; i < ROWS; i++)
        assert_true(readstat_begin_row(w) == READSTAT_OK &&
                    readstat_insert_double_value(w, v, i) == READSTAT_OK &&
                    readstat_end_row(w) == READSTAT_OK);
    assert_int_equal(readstat_end_writing(w), READSTAT_OK);
    readstat_writer_free(w);
    assert_int_equal(fstat(fd, &st), 0);
    assert_int_equal(ftruncate(fd, st.st_size - 100), 0);
    assert_int_equal(close(fd), 0);
}

/* ---- each through each command ----------------------------------------- */

static const struct hostile {
    const char *name;
    void (*make)(const char *path);
    const char *message;
} files[] = {
    {"field.csv", make_field,
     "field.csv:302: a line of more than 6291456 bytes begins here, and no "
     "answer is that long; take it out, or close the quote that opens it"},
    {"lines.csv", make_lines,
     "lines.csv:302: a cell of more than 1048576 bytes begins here"},
    {"nul.csv", make_nul, "holds a NUL (byte "},
    {"columns.csv", make_columns,
     "columns.csv:1: has 20000 columns, more than the 10000 of any survey"},
    {"fifo.csv", make_fifo, "is no regular file; save the export first"},
    {"endless.xlsx", make_endless,
     "sheet1.xml expands to 38 MiB or more, over 200 times what it is packed; "
     "no export does: it is refused"},
    {"empty.xlsx", make_empty_cells, "sheet1.xml expands to 35 MiB or more"},
    {"cell.xlsx", make_cell, "is refused: a cell holds more than 1 MiB"},
    {"entities.xlsx", make_entities, "is refused: it has a document type"},
    {"outside.xlsx", make_outside,
     "no visible sheet of the workbook holds a cell"},
    {"cut.xlsx", make_cut_book, "is a damaged or truncated workbook"},
    {"cut.sav", make_cut_spss, "cut.sav: is a damaged SPSS file"},
};

struct world {
    const char *folder;
    char *out, *before, *out_before;
};

static void refuse(const struct world *w, const char *message,
                   const char *const words[])
{
    struct child_result run = program_run("canvass", w->folder, words);
    char *after = program_digest(w->folder), *out = program_digest(w->out);

    if (run.exit_status != 3 || !strstr(str_cstr(&run.err), message))
        fail_msg("%s %s ended in %d and said: %s", words[0], message,
                 run.exit_status, str_cstr(&run.err));
    assert_string_equal(after, w->before);
    assert_string_equal(out, w->out_before);
    child_result_free(&run);
    free(after);
    free(out);
}

static void is_refused(void **state)
{
    const struct hostile *h = *state;
    struct world w = {.folder = check_folder(state)};
    char *path = program_path(check_folder(state), h->name);

    program_file(w.folder, "survey.yaml",
                 "survey: s\nsources:\n  - {key: web, files: [good.csv], id: "
                 "id}\nquestions:\n  - {key: q, type: single, column: Q, "
                 "options: [{key: a}, {key: b}]}\n  - {key: t, type: text, "
                 "column: T}\n");
    program_file(w.folder, "good.csv", "id,Q,T\n1,a,x\n2,b,y\n3,a,z\n");
    program_expect(run_canvass(w.folder, "run", "-d", "x.db", "survey.yaml",
                               "good.csv", "-o", "out"),
                   0);
    w.out = program_path(w.folder, "out");
    w.before = program_digest(w.folder);
    w.out_before = program_digest(w.out);
    h->make(path);
    refuse(&w, h->message,
           (const char *const[]){"init", path, "-o", "draft.yaml", NULL});
    refuse(&w, h->message,
           (const char *const[]){"ingest", "-d", "x.db", "survey.yaml", path,
                                 NULL});
    refuse(&w, h->message,
           (const char *const[]){"run", "-d", "x.db", "survey.yaml", path, "-o",
                                 "out", NULL});
    refuse(
        &w, h->message,
        (const char *const[]){"run", "-d", "y.db", path, "-o", "out2", NULL});
    free(path);
    free(w.out);
    free(w.before);
    free(w.out_before);
}

/* Answers as long as they may be are taken, one after the other. */
static void long_answers(void **state)
{
    enum { ROWS = 200, WORDS = MEGABYTE / 10 };
    const char *folder = check_folder(state);
    char *path = program_path(folder, "long.csv");
    FILE *f = fopen(path, "wx");

    assert_non_null(f);
    assert_true(fputs("id,T\n", f) >= 0);
    for (int row = 0; row < ROWS; row++) {
        assert_true(fprintf(f, "%d,\"", row) > 0);
        for (int i = 0; i < WORDS; i++)
            assert_true(fprintf(f, "words %03d ", row) > 0);
        assert_true(fputs("\"\n", f) >= 0);
    }
    assert_int_equal(fclose(f), 0);
    program_expect(run_canvass(folder, "init", "long.csv"), 0);
    program_expect(run_canvass(folder, "ingest", "-d", "x.db", "survey.yaml"),
                   0);
    assert_near(
        program_number(folder, "x.db", "SELECT sum(length(text)) FROM comment"),
        ROWS * (10.0 * WORDS - 1), 0);
    free(path);
}

/* A sanitizer keeps books of its own; gcc and clang each say it otherwise. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define BOOKS 8
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define BOOKS 8
#endif
#endif
#ifndef BOOKS
#define BOOKS 1
#endif

/* Of all that ran. */
static void memory_is_bounded(void **state)
{
    struct rusage used;

    (void)state;
    assert_int_equal(getrusage(RUSAGE_CHILDREN, &used), 0);
    print_message("the largest took %ld MB\n", used.ru_maxrss / 1000);
    assert_in_range(used.ru_maxrss, 1, BOOKS * 128 * 1000);
}

int main(void)
{
    enum { N = sizeof files / sizeof *files };
    struct CMUnitTest tests[N + 2];

    for (size_t i = 0; i < N; i++)
        tests[i] =
            (struct CMUnitTest){.name = files[i].name,
                                .test_func = is_refused,
                                .initial_state = (void *)(uintptr_t)&files[i]};
    tests[N] = (struct CMUnitTest)cmocka_unit_test(long_answers);
    tests[N + 1] = (struct CMUnitTest)cmocka_unit_test(memory_is_bounded);
    return cmocka_run_group_tests_name("hostile files", tests, NULL, NULL);
}
