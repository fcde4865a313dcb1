/* test_spss.c - SPSS files made here, plain and packed: labels and slips,
 * missing values, long strings, dates; and multiple response sets. */
#include "tests/ingest/try.h"

#include <fcntl.h>
#include <math.h>
#include <readstat.h>
#include <string.h>
#include <unistd.h>
#include "core/base/file.h"
#include "ingest/export.h"
#include "ingest/spss_sets.h"

enum { ROWS = 60, LONG = 700 };

static ssize_t to_file(const void *bytes, size_t n, void *with)
{
    return write(*(int *)with, bytes, n);
}

struct made {
    readstat_writer_t *writer;
    readstat_label_set_t *agree;
    readstat_variable_t *id, *visible, *age, *when, *comment;
};

static void add_variables(struct made *m)
{
    readstat_writer_t *w = m->writer;

    m->agree = readstat_add_label_set(w, READSTAT_TYPE_DOUBLE, "agree");
    readstat_label_double_value(m->agree, 1, "Agree");
    readstat_label_double_value(m->agree, 2, "Disagree");
    readstat_label_double_value(m->agree, 8, "Can't say");
    m->id = readstat_add_variable(w, "ID", READSTAT_TYPE_STRING, 12);
    m->visible = readstat_add_variable(w, "visible", READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_set_label(m->visible, "Officers are visible");
    readstat_variable_set_label_set(m->visible, m->agree);
    readstat_variable_add_missing_double_range(m->visible, 7, 9);
    m->age = readstat_add_variable(w, "age", READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_set_label_set(m->age, m->agree);
    readstat_variable_add_missing_double_value(m->age, 999);
    m->when = readstat_add_variable(w, "when", READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_set_format(m->when, "DATETIME20");
    m->comment =
        readstat_add_variable(w, "comment", READSTAT_TYPE_STRING, LONG + 20);
}

/* The second row has a missing value with a label, the fifth one without; the
 * third a slip: 3 has no label. */
static void add_row(struct made *m, int row)
{
    readstat_writer_t *w = m->writer;
    char id[12], comment[LONG + 1];

    memset(comment, 'a' + row % 26, LONG);
    comment[LONG] = '\0';
    (void)snprintf(id, sizeof id, "R%03d", row);
    assert_int_equal(readstat_begin_row(w), READSTAT_OK);
    assert_int_equal(readstat_insert_string_value(w, m->id, id), READSTAT_OK);
    if (row == 5)
        assert_int_equal(readstat_insert_missing_value(w, m->visible),
                         READSTAT_OK);
    else
        assert_int_equal(readstat_insert_double_value(w, m->visible,
                                                      row == 1   ? 8
                                                      : row == 2 ? 3
                                                                 : 1 + row % 2),
                         READSTAT_OK);
    assert_int_equal(
        readstat_insert_double_value(w, m->age, row == 4 ? 999 : 20 + row),
        READSTAT_OK);
    /* 13,686,710,400 seconds after 14 October 1582 is 1 July 2016. */
    assert_int_equal(
        readstat_insert_double_value(w, m->when, 13686710400.0 + 86400.0 * row),
        READSTAT_OK);
    assert_int_equal(readstat_insert_string_value(w, m->comment, comment),
                     READSTAT_OK);
    assert_int_equal(readstat_end_row(w), READSTAT_OK);
}

static void make(const char *folder, const char *name, bool packed)
{
    char *path = program_path(folder, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    struct made m = {.writer = readstat_writer_init()};

    assert_true(fd >= 0);
    assert_int_equal(readstat_set_data_writer(m.writer, to_file), READSTAT_OK);
    add_variables(&m);
    assert_int_equal(readstat_writer_set_compression(
                         m.writer, packed ? READSTAT_COMPRESS_BINARY
                                          : READSTAT_COMPRESS_NONE),
                     READSTAT_OK);
    assert_int_equal(readstat_begin_writing_sav(m.writer, &fd, ROWS),
                     READSTAT_OK);
    for (int i = 0; i < ROWS; i++)
        add_row(&m, i);
    assert_int_equal(readstat_end_writing(m.writer), READSTAT_OK);
    readstat_writer_free(m.writer);
    assert_int_equal(close(fd), 0);
    free(path);
}

static void cells(void **state)
{
    static const struct {
        const char *name;
        bool packed;
    } files[] = {{"plain.sav", false}, {"packed.zsav", true}};
    static const struct {
        int row;
        const char *visible, *age, *when;
    } want[] = {
        {0, "Agree", "20", "2016-07-01"}, {1, "Can't say", "21", "2016-07-02"},
        {2, "3", "22", "2016-07-03"},     {3, "Disagree", "23", "2016-07-04"},
        {4, "Agree", "", "2016-07-05"},   {5, "", "25", "2016-07-06"}};

    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        const char *folder = check_folder(state);
        char *path = program_path(folder, files[f].name);
        struct export *e = NULL;
        struct export_row row;
        struct err err = {0};
        size_t next = 0;

        make(folder, files[f].name, files[f].packed);
        assert_ok(export_open(&e, path, NULL, &err), &err);
        assert_int_equal(e->columns.n, 5);
        assert_string_equal(e->columns.column[1].name, "visible");
        assert_string_equal(e->columns.column[1].question,
                            "Officers are visible");
        assert_int_equal(e->columns.column[1].n_offered, 3);
        assert_true(e->columns.column[1].offered[2].missing);
        assert_false(e->columns.column[1].offered[0].missing);
        assert_int_equal(e->columns.column[2].n_offered, 0);
        assert_ok(export_rewind(e, &err), &err);
        for (int i = 0; i < ROWS; i++) {
            assert_ok(export_next(e, &row, &err), &err);
            assert_int_equal(row.what, EXPORT_ROW);
            assert_int_equal(row.cell[4].n, LONG);
            if (next == sizeof want / sizeof *want || want[next].row != i)
                continue;
            assert_true(text_equal(row.cell[1], text_of(want[next].visible)));
            assert_true(text_equal(row.cell[2], text_of(want[next].age)));
            assert_true(text_equal(row.cell[3], text_of(want[next].when)));
            next++;
        }
        assert_int_equal(next, sizeof want / sizeof *want);
        assert_ok(export_next(e, &row, &err), &err);
        assert_int_equal(row.what, EXPORT_END);
        export_close(e);
        free(path);
    }
}

/* Cut anywhere, it is said; never a shorter survey without a word. */
static void truncated(void **state)
{
    const char *folder = check_folder(state);
    char *whole, *cut;
    struct str bytes = {0};
    struct err err = {0};

    make(folder, "whole.sav", false);
    whole = program_path(folder, "whole.sav");
    cut = program_path(folder, "cut.sav");
    assert_ok(file_read(whole, 1 << 20, &bytes, &err), &err);
    for (size_t part = 1; part < 8; part++) {
        struct text some = {bytes.p, bytes.n * part / 8 + 3};
        struct export *e = NULL;

        err = (struct err){0};
        assert_ok(file_write(cut, some, 0644, &err), &err);
        if (export_open(&e, cut, NULL, &err) == OK)
            fail_msg("%zu of %zu bytes were taken", some.n, bytes.n);
        assert_non_null(strstr(err.text, "cut.sav: is a damaged SPSS file"));
        export_close(e);
    }
    str_free(&bytes);
    free(whole);
    free(cut);
}

/* A block that says it will be two gigabytes. */
static void swollen(void **state)
{
    static const char most[] = "\xFF\xFF\xFF\x7F";
    const char *folder = check_folder(state);
    char *path;
    struct str bytes = {0};
    struct export *e = NULL;
    struct err err = {0};

    make(folder, "swollen.zsav", true);
    path = program_path(folder, "swollen.zsav");
    assert_ok(file_read(path, 1 << 20, &bytes, &err), &err);
    assert_true(bytes.n > 48);
    memcpy(bytes.p + bytes.n - 8, most, 4); /* the last block's size */
    assert_ok(file_write(path, str_text(&bytes), 0644, &err), &err);
    assert_int_equal(export_open(&e, path, NULL, &err), ERR_INPUT);
    assert_non_null(strstr(err.text,
                           "swollen.zsav: is an SPSS file that takes more "
                           "memory than any of answers does; export it again, "
                           "or save it as CSV"));
    str_free(&bytes);
    free(path);
}

/* ---- other encodings ---------------------------------------------------- */

static void write_name(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    readstat_writer_t *w = readstat_writer_init();
    readstat_variable_t *v;
    readstat_label_set_t *set;

    assert_true(fd >= 0);
    assert_int_equal(readstat_set_data_writer(w, to_file), READSTAT_OK);
    set = readstat_add_label_set(w, READSTAT_TYPE_DOUBLE, "drinks");
    readstat_label_double_value(set, 1, "caf\xE9");
    v = readstat_add_variable(w, "drink", READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_set_label(v, "Qu\xE9 tomas?");
    readstat_variable_set_label_set(v, set);
    v = readstat_add_variable(w, "said", READSTAT_TYPE_STRING, 30);
    assert_int_equal(readstat_begin_writing_sav(w, &fd, 1), READSTAT_OK);
    assert_int_equal(readstat_begin_row(w), READSTAT_OK);
    assert_int_equal(
        readstat_insert_double_value(w, readstat_get_variable(w, 0), 1),
        READSTAT_OK);
    assert_int_equal(readstat_insert_string_value(w, v, "ol\xE9 \x80\x95"),
                     READSTAT_OK);
    assert_int_equal(readstat_end_row(w), READSTAT_OK);
    assert_int_equal(readstat_end_writing(w), READSTAT_OK);
    readstat_writer_free(w);
    assert_int_equal(close(fd), 0);
}

static void add_int(struct str *s, int32_t n)
{
    str_add_n(s, (const char *)&n, sizeof n); /* as the writer: ours */
}

/* Puts a record of the dictionary (7/kind) behind the others; NULL: none.  The
 * writer says UTF-8, whatever the bytes are, as a code page (7/3): `page` is
 * put in its place. */
static void put_record(const char *path, int32_t kind, const char *record,
                       int32_t page)
{
    const int32_t utf8 = 65001, end[2] = {999, 0};
    struct str bytes = {0}, out = {0};
    struct err err = {0};
    size_t ends = 0, pages = 0;

    assert_ok(file_read(path, 1 << 20, &bytes, &err), &err);
    for (size_t i = 0; i < bytes.n; i++) {
        bool at_end = i + sizeof end <= bytes.n && !ends &&
                      memcmp(bytes.p + i, end, sizeof end) == 0;

        ends += at_end;
        if (at_end && record) {
            add_int(&out, 7);
            add_int(&out, kind);
            add_int(&out, 1);
            add_int(&out, (int32_t)strlen(record));
            str_add(&out, record);
        }
        if (i + sizeof utf8 <= bytes.n && !pages &&
            memcmp(bytes.p + i, &utf8, sizeof utf8) == 0) {
            add_int(&out, page);
            i += sizeof utf8 - 1;
            pages++;
        } else {
            str_add_char(&out, bytes.p[i]);
        }
    }
    assert_int_equal(ends, 1);
    assert_int_equal(pages, 1);
    assert_ok(file_write(path, str_text(&out), 0644, &err), &err);
    str_free(&bytes);
    str_free(&out);
}

static void other_encodings(void **state)
{
    static const struct {
        const char *name;
        int32_t page;
        const char *said; /* but for "ol\xC3\xA9 " */
    } files[] = {
        {NULL, 1252, "\xE2\x82\xAC\xE2\x80\xA2"},
        {"windows-1252", 1252, "\xE2\x82\xAC\xE2\x80\xA2"},
        {"ISO-8859-1", 28591, "\xC2\x80\xC2\x95"},
        {NULL, 2, "\xE2\x82\xAC\xE2\x80\xA2"},        /* 7-bit, it says */
        {NULL, 0, "\xE2\x82\xAC\xE2\x80\xA2"},        /* says nothing */
        {"UTF-8", 65001, "\xE2\x82\xAC\xE2\x80\xA2"}, /* and it is not */
    };

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *folder = check_folder(state);
        char *path = program_path(folder, "x.sav");
        struct export *e = NULL;
        struct export_row row;
        struct str said = {0};
        struct err err = {0};

        write_name(path);
        put_record(path, 20, files[i].name, files[i].page);
        assert_ok(export_open(&e, path, NULL, &err), &err);
        assert_string_equal(e->columns.column[0].question, "Qu\xC3\xA9 tomas?");
        assert_ok(export_rewind(e, &err), &err);
        assert_ok(export_next(e, &row, &err), &err);
        assert_true(text_equal(row.cell[0], text_of("caf\xC3\xA9")));
        str_addf(&said, "ol\xC3\xA9 %s", files[i].said);
        if (!text_equal(row.cell[1], str_text(&said)))
            fail_msg("file %zu says '%.*s'", i, (int)row.cell[1].n,
                     row.cell[1].p);
        str_free(&said);
        export_close(e);
        free(path);
    }
}

/* ---- multiple response sets -------------------------------------------- */

static void sets(void **state)
{
    static const char record[] = "$pets=D1 1 9 Your pets dog cat\n"
                                 "$long=E 1 3 yes 0  a b\n"
                                 "$first=C 0  p1 p2\n"
                                 "$broken=D9 1 4 Mine x\n"
                                 "$short=D1 1 99 Mine x\n"
                                 "no set\n";
    static const struct {
        const char *variable, *label, *counted;
        bool dichotomies;
    } want[] = {{"DOG", "Your pets", "1", true},
                {"b", "long", "yes", true},
                {"p2", "first", "", false}};
    struct spss_sets all = {0};
    struct err err = {0};

    (void)state;
    assert_ok(spss_sets_parse(text_of(record), &all, &err), &err);
    assert_int_equal(all.n, 3);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        const struct spss_set *set = spss_set_of(&all, want[i].variable);

        assert_non_null(set);
        assert_true(text_equal(set->label, text_of(want[i].label)));
        assert_true(text_equal(set->counted, text_of(want[i].counted)));
        assert_int_equal(set->dichotomies, want[i].dichotomies);
    }
    assert_null(spss_set_of(&all, "x"));
    assert_null(spss_set_of(&all, "do"));
    spss_sets_free(&all);
}

/* ---- the first, second, third answer --------------------------------------
 */

enum { PETS = 3, FULL = 60, NONE = -1 };

/* The third variable has labels, none, or mostly other values. */
enum third { LABELLED, BARE, NUMBERS };
static void write_pets(const char *path, enum third third)
{
    static const int given[][PETS] = {
        {1, 2, NONE},    {2, NONE, NONE}, {NONE, NONE, NONE},
        {9, NONE, NONE}, {3, 1, 3},       {1, 4, NONE}}; /* 4 is a slip */
    static const char *const names[PETS] = {"first_of_your_pets",
                                            "second_of_your_pets", "third"};
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    readstat_writer_t *w = readstat_writer_init();
    readstat_variable_t *v[PETS + 1];
    readstat_label_set_t *set;

    assert_true(fd >= 0);
    assert_int_equal(readstat_set_data_writer(w, to_file), READSTAT_OK);
    set = readstat_add_label_set(w, READSTAT_TYPE_DOUBLE, "pets");
    readstat_label_double_value(set, 2, "Cat");
    readstat_label_double_value(set, 1, "Dog");
    readstat_label_double_value(set, 3, "Fish\xE9");
    readstat_label_double_value(set, 9, "Refused");
    for (int i = 0; i < PETS; i++) {
        v[i] = readstat_add_variable(w, names[i], READSTAT_TYPE_DOUBLE, 0);
        if (i < 2 || third != BARE)
            readstat_variable_set_label_set(v[i], set);
        readstat_variable_add_missing_double_value(v[i], 9);
    }
    v[PETS] = readstat_add_variable(w, "age", READSTAT_TYPE_DOUBLE, 0);
    assert_int_equal(readstat_begin_writing_sav(w, &fd, FULL), READSTAT_OK);
    for (size_t row = 0; row < FULL; row++) {
        const int *now = given[row < 6 ? row : 0];

        assert_int_equal(readstat_begin_row(w), READSTAT_OK);
        for (int i = 0; i < PETS; i++)
            assert_int_equal(
                now[i] == NONE ? readstat_insert_missing_value(w, v[i])
                               : readstat_insert_double_value(w, v[i], now[i]),
                READSTAT_OK);
        if (third == NUMBERS)
            assert_int_equal(readstat_insert_double_value(w, v[2], 40),
                             READSTAT_OK);
        assert_int_equal(
            readstat_insert_double_value(w, v[PETS], 20 + (double)row),
            READSTAT_OK);
        assert_int_equal(readstat_end_row(w), READSTAT_OK);
    }
    assert_int_equal(readstat_end_writing(w), READSTAT_OK);
    readstat_writer_free(w);
    assert_int_equal(close(fd), 0);
}

/* A column for each category, by the long names of the variables or their
 * short ones, with the label in the file's own encoding. */
static void categories(void **state)
{
    static const char *const sets[] = {
        "$pets=C 9 Your p\xE9ts first_of_your_pets second_of_your_pets third\n",
        "$pets=C 9 Your p\xE9ts FIRST_OF SECOND_O THIRD\n"};
    static const char *const want[6] = {
        "Cat|Dog|Not selected|Not selected",
        "Cat|Not selected|Not selected|Not selected",
        "|||",
        "|||",
        "Not selected|Dog|Fish\xC3\xA9|Not selected",
        "Not selected|Dog|Not selected|4"};

    for (size_t n = 0; n < 2; n++) {
        const char *folder = check_folder(state);
        char *path = program_path(folder, "pets.sav");
        struct export *e = NULL;
        struct export_row row;
        struct err err = {0};

        write_pets(path, LABELLED);
        put_record(path, 7, sets[n], 1252);
        assert_ok(export_open(&e, path, NULL, &err), &err);
        assert_int_equal(e->columns.n, 5);
        assert_string_equal(e->columns.column[0].name, "$pets=2");
        assert_string_equal(e->columns.column[0].question, "Your p\xC3\xA9ts");
        assert_string_equal(e->columns.column[2].label, "Fish\xC3\xA9");
        assert_string_equal(e->columns.column[3].name, "$pets=4");
        assert_string_equal(e->columns.column[4].name, "age");
        assert_ok(export_rewind(e, &err), &err);
        for (size_t i = 0; i < FULL; i++) {
            struct str cells = {0};

            assert_ok(export_next(e, &row, &err), &err);
            for (size_t c = 0; c < 4; c++)
                str_addf(&cells, "%s%.*s", c ? "|" : "", (int)row.cell[c].n,
                         row.cell[c].p);
            assert_string_equal(str_cstr(&cells), want[i < 6 ? i : 0]);
            str_free(&cells);
        }
        assert_true(text_equal(row.cell[4], text_of("79")));
        export_close(e);
        free(path);
    }
}

/* Where one of them has no categories they stay what they are. */
static void no_categories(void **state)
{
    for (enum third third = BARE; third <= NUMBERS; third++) {
        const char *folder = check_folder(state);
        char *path = program_path(folder, "pets.sav");
        struct export *e = NULL;
        struct err err = {0};

        write_pets(path, third);
        put_record(path, 7, "$pets=C 0  FIRST_OF SECOND_O THIRD\n", 1252);
        assert_ok(export_open(&e, path, NULL, &err), &err);
        assert_int_equal(e->columns.n, 4);
        assert_string_equal(e->columns.column[0].name, "first_of_your_pets");
        export_close(e);
        free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells),           cmocka_unit_test(truncated),
        cmocka_unit_test(other_encodings), cmocka_unit_test(sets),
        cmocka_unit_test(categories),      cmocka_unit_test(no_categories),
        cmocka_unit_test(swollen),
    };

    return cmocka_run_group_tests_name("SPSS files", tests, NULL, NULL);
}
