/* test_large_file.c - what shows only in files longer than what is read at
 * once: where dates tell their order, and words to clean between two blocks. */
#include "tests/ingest/try.h"

static const char definition[] =
    "survey: s\n"
    "sources: [{key: web, files: [x.csv], id: Id, submitted: When}]\n"
    "questions:\n"
    "  - {key: seen, type: single, column: Seen, options: [{key: y, label: "
    "Yes}, {key: n, label: No}]}\n"
    "  - {key: more, type: text, column: More}\n";

static void ingest(const char *folder, const struct str *csv, struct tried *t)
{
    assert_false(csv->failed);
    program_file(folder, "survey.yaml", definition);
    program_file(folder, "x.csv", str_cstr(csv));
    *t = try_ingest(folder, NULL, NULL);
    assert_ok(t->status, &t->err);
}

enum { ROWS = 6000 };

/* Replies of the 3rd of May, or the 5th of March, but for those from .. to. */
static void dates_of(struct str *csv, size_t rows, size_t from, size_t to,
                     const char *date)
{
    str_add(csv, "Id,When,Seen,More\n");
    for (size_t i = 0; i < rows; i++)
        str_addf(csv, "%zu,%s,Yes,\"%080zu\"\n", i,
                 from <= i && i <= to ? date : "03/05/2016", i);
}

/* Told at the front, far behind it, at the very end; and by nothing. */
static void order_is_told(void **state)
{
    static const struct {
        size_t one;
        const char *date, *then;
        bool told;
    } cases[] = {
        {10, "13/05/2016", "2016-05-03", true},
        {2500, "05/13/2016", "2016-03-05", true},
        {2500, "13/05/2016", "2016-05-03", true},
        {ROWS - 1, "05/13/2016", "2016-03-05", true},
        {ROWS - 1, "13/05/2016", "2016-05-03", true},
        {ROWS, "", "2016-05-03", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *folder = check_folder(state);
        struct str csv = {0}, sql = {0};
        struct tried t;

        dates_of(&csv, ROWS, cases[i].one, cases[i].one, cases[i].date);
        ingest(folder, &csv, &t);
        assert_int_equal(says(&t, NOTE_INFO, "no date tells"), !cases[i].told);
        str_addf(&sql, "SELECT count(*) FROM response WHERE submitted = '%s'",
                 cases[i].then);
        assert_int_equal((int)program_number(folder, "x.db", str_cstr(&sql)),
                         ROWS - cases[i].told);
        notes_free(&t.notes);
        str_free(&csv);
        str_free(&sql);
    }
}

/* Of a longer file it is looked for here and there, and only where that tells
 * nothing all over. */
static void order_is_told_between(void **state)
{
    static const struct {
        size_t from, to;
        const char *said;
    } cases[] = {
        {10000, 20000, "month first, as 500 of them can only be"},
        {29000, 29999, "month first, as 1000 of them can only be"},
        {10000, 10003, "month first, as 1 of them can only be"},
        {30000, 30000, "no date tells whether day or month comes first"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *folder = check_folder(state);
        struct str csv = {0};
        struct tried t;

        dates_of(&csv, 30000, cases[i].from, cases[i].to, "05/13/2016");
        ingest(folder, &csv, &t);
        assert_true(says(&t, NOTE_INFO, cases[i].said));
        notes_free(&t.notes);
        str_free(&csv);
    }
}

/* Tokens that lie across the end of a block, or begin the file's last bytes;
 * half of one, which is somebody's own. */
static void cleaned_between_blocks(void **state)
{
    enum { BLOCK = 1 << 18 };
    static const struct {
        const char *token;
        int64_t cleaned;
    } cases[] = {{"@SQ@", 1}, {"_x000D_", 1}, {"@SQ-", 0}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t before = 1; before <= 6; before++) {
            const char *folder = check_folder(state);
            struct str csv = {0};
            struct tried t;

            str_add(&csv, "Id,When,Seen,More\n1,2016-05-03,Yes,");
            while (csv.n < BLOCK - before)
                str_add_char(&csv, csv.n % 50 ? 'a' : ' ');
            str_add(&csv, cases[i].token);
            str_add(&csv, "b\n2,2016-05-03,No,c\n");
            ingest(folder, &csv, &t);
            assert_int_equal(
                (int64_t)program_number(
                    folder, "x.db",
                    "SELECT count(*) FROM comment WHERE text LIKE "
                    "'%a''b' OR text LIKE '%a' || char(10) || 'b'"),
                cases[i].cleaned);
            notes_free(&t.notes);
            str_free(&csv);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_is_told),
        cmocka_unit_test(order_is_told_between),
        cmocka_unit_test(cleaned_between_blocks),
    };

    return cmocka_run_group_tests_name("large files", tests, NULL, NULL);
}
