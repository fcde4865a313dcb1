/* test_store_again.c - more than one ingest: duplicates, rebuilding,
 * superseding, the ledger. */
#include "tests/core/test_store_world.h"

/* ---- again ------------------------------------------------------------ */

static void rebuilt(void **state)
{
    static const char *const sql[] = {
        "SELECT * FROM ledger",      "SELECT * FROM response",
        "SELECT * FROM answers_1_1", "SELECT * FROM source",
        "SELECT * FROM weight",      "SELECT * FROM comment",
        "SELECT * FROM question"};
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct err err = {0};
    char *before[7];

    assert_ok(tiny_ingest(store, &tiny, 20, &err), &err);
    for (size_t i = 0; i < 7; i++)
        before[i] = program_query(folder, "x.db", sql[i]);
    assert_ok(tiny_analyse(store, &err), &err);
    says(folder, "SELECT count(*) FROM estimate", "4\n");
    assert_ok(tiny_ingest(store, &tiny, 20, &err), &err);
    store_close(store);
    for (size_t i = 0; i < 7; i++) {
        says(folder, sql[i], before[i]);
        free(before[i]);
    }
    says(folder, "SELECT count(*) FROM estimate", "0\n");
    says(folder, "SELECT id, data_version, analysed_with FROM survey",
         "1|2|\n");
    says(folder, "SELECT count(*) FROM run", "1\n");
    tiny_free(&tiny);
}

static void two_surveys(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    char *yaml = tiny_edit("wave: \"2016\"", "wave: \"2017\"");
    struct tiny one = tiny_read(folder, tiny_yaml);
    struct tiny two = tiny_read(folder, yaml);
    struct err err = {0};

    assert_ok(tiny_ingest(store, &one, 20, &err), &err);
    assert_ok(tiny_ingest(store, &two, 10, &err), &err);
    assert_ok(tiny_ingest(store, &one, 15, &err), &err);
    store_close(store);
    says(folder,
         "SELECT s.wave, sum(received), sum(analysed) FROM ledger l JOIN "
         "source c ON c.id = source_id JOIN survey s ON s.id = survey_id "
         "GROUP BY 1",
         "2016|31|27\n2017|21|18\n");
    says(folder,
         "SELECT survey_id, min(id), max(id), count(*) FROM response GROUP BY "
         "1",
         "1|61|90|30\n2|41|60|20\n");
    says(folder, "SELECT count(*) FROM answers_labelled_2_1", "18\n");
    says(folder, "SELECT count(*) FROM answers_labelled_1_1", "27\n");
    says(folder,
         "SELECT name FROM sqlite_schema WHERE name GLOB 'answers_*' ORDER BY "
         "1",
         "answers_1_1\nanswers_2_1\nanswers_labelled_1_1\n"
         "answers_labelled_2_1\n");
    free(yaml);
    tiny_free(&one);
    tiny_free(&two);
}

/* ---- duplicates ------------------------------------------------------- */

/* Two files of web and one of paper, of which rows are given twice. */
static void duplicates_of(void **state, const char *rule, uint64_t n,
                          const char *want)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct str remove = {0};
    struct tiny tiny;
    struct store_ingest *ingest;
    struct err err = {0};
    char *yaml;

    str_addf(&remove, "remove: {duplicate_id: %s}\nbreakdowns:", rule);
    yaml = tiny_edit("breakdowns:", str_cstr(&remove));
    tiny = tiny_read(folder, yaml);
    ingest = begin(store, &tiny);
    (void)source(ingest, "web", "web.csv");
    assert_ok(tiny_rows(ingest, &tiny, 0, 10, TINY_IDS, &err), &err);
    (void)source(ingest, "web", "web2.csv");
    assert_ok(tiny_rows(ingest, &tiny, 7, 5, TINY_IDS, &err), &err);
    assert_ok(tiny_rows(ingest, &tiny, 0, 1, TINY_IDS, &err), &err);
    (void)source(ingest, "paper", "paper.csv");
    assert_ok(tiny_rows(ingest, &tiny, 0, 5, TINY_IDS, &err), &err);
    assert_ok(tiny_rows(ingest, &tiny, 0, 5, 0, &err), &err);
    assert_int_equal(end(store, ingest), n);
    store_close(store);
    says(folder,
         "SELECT id, external_id, reason, duplicate_of FROM response WHERE "
         "status = 'removed' ORDER BY id",
         want);
    says(folder,
         "SELECT sum(received), sum(analysed + removed + rejected) FROM ledger",
         "26|26\n");
    free(yaml);
    str_free(&remove);
    tiny_free(&tiny);
}

/* R9 is blank in both files: neither makes a duplicate of the other. */
static void first_kept(void **state)
{
    duplicates_of(state, "first", 3,
                  "10|R9|blank|\n11|R7|duplicate_id|8\n"
                  "12|R8|duplicate_id|9\n13|R9|blank|\n"
                  "16|R0|duplicate_id|1\n");
}

static void last_kept(void **state)
{
    duplicates_of(state, "last", 3,
                  "1|R0|duplicate_id|16\n8|R7|duplicate_id|11\n"
                  "9|R8|duplicate_id|12\n10|R9|blank|\n13|R9|blank|\n");
}

static void all_kept(void **state)
{
    duplicates_of(state, "keep", 0, "10|R9|blank|\n13|R9|blank|\n");
}

/* Ids that rise over two files, or fall, cannot be there twice; but the last
 * of one file and the first of the next may be the same. */
static void in_order(void **state)
{
    static const struct {
        size_t first[2], n;
        uint64_t duplicates;
    } cases[] = {
        {{0, 5}, 5, 0},  /* R0..R4, R5..R9 */
        {{0, 4}, 5, 1},  /* R0..R4, R4..R8 */
        {{5, 0}, 4, 0},  /* R5..R8, R0..R3 */
        {{5, 1}, 5, 1},  /* R5..R9, R1..R5; R9 is blank */
        {{8, 11}, 3, 0}, /* R8..R10, R11..R13 */
        {{3, 3}, 1, 1},  /* R3, R3 */
        {{3, 2}, 1, 0},  /* R3, R2 */
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct store *store;
        const char *folder = folder_of(state, &store);
        struct tiny tiny = tiny_read(folder, tiny_yaml);
        struct store_ingest *ingest = begin(store, &tiny);
        struct err err = {0};

        for (size_t k = 0; k < 2; k++) {
            (void)source(ingest, "web", k ? "web2.csv" : "web.csv");
            assert_ok(tiny_rows(ingest, &tiny, cases[i].first[k], cases[i].n,
                                TINY_IDS, &err),
                      &err);
        }
        assert_int_equal(end(store, ingest), cases[i].duplicates);
        store_close(store);
        tiny_free(&tiny);
    }
}

/* ---- a longer download ------------------------------------------------ */

static bool even(void *with, struct text id, const unsigned char hash[16])
{
    size_t *calls = with;

    (void)hash;
    ++*calls;
    return id.n > 0 && (id.p[id.n - 1] - '0') % 2 == 0;
}

static void superseded(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct stored_sources sources;
    struct store_ingest *ingest;
    struct err err = {0};
    uint64_t rows, again;
    size_t calls = 0;
    int64_t new;

    assert_ok(tiny_ingest(store, &tiny, 20, &err), &err);
    assert_ok(store_overlap(store, 1, even, &calls, &rows, &again, &err), &err);
    assert_int_equal(rows, 20);
    assert_int_equal(again, 10);
    assert_int_equal(calls, 20);
    ingest = begin(store, &tiny);
    assert_int_equal(source(ingest, "paper", "paper.csv"), 2); /* as before */
    assert_ok(tiny_rows(ingest, &tiny, 0, 5, TINY_IDS, &err), &err);
    new = source(ingest, "web", "web-longer.csv");
    assert_int_equal(new, 3);
    assert_ok(tiny_rows(ingest, &tiny, 0, 30, TINY_IDS, &err), &err);
    assert_ok(store_supersede(store, 1, new, &err), &err);
    (void)end(store, ingest);
    assert_ok(store_sources(store, 1, &sources, &err), &err);
    assert_int_equal(sources.n, 3);
    assert_string_equal(sources.source[0].name, "web.csv");
    assert_int_equal(sources.source[0].superseded_by, 3);
    assert_int_equal(sources.source[0].received, 0);
    assert_int_equal(sources.source[1].received, 5);
    assert_int_equal(sources.source[2].received, 30);
    assert_int_equal(sources.source[2].removed, 3);
    assert_int_equal(sources.source[2].superseded_by, 0);
    assert_string_equal(sources.source[2].channel, "online");
    stored_sources_free(&sources);
    /* A file that a rebuild leaves out goes, with what it had superseded. */
    ingest = begin(store, &tiny);
    assert_int_equal(source(ingest, "paper", "paper.csv"), 2);
    (void)end(store, ingest);
    says(folder, "SELECT id FROM source", "2\n");
    store_close(store);
    tiny_free(&tiny);
}

/* Of a source that is there, everything goes but its row. */
static void superseded_alone(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct err err = {0};

    assert_ok(tiny_ingest(store, &tiny, 20, &err), &err);
    assert_ok(tiny_analyse(store, &err), &err);
    assert_ok(store_begin(store, &err), &err);
    assert_ok(store_supersede(store, 2, 1, &err), &err);
    assert_int_equal(store_supersede(store, 9, 1, &err), ERR_STORE);
    assert_ok(store_commit(store, &err), &err);
    store_close(store);
    says(folder,
         "SELECT (SELECT count(*) FROM response), (SELECT count(*) FROM "
         "answers_1_1), (SELECT count(*) FROM weight), (SELECT count(*) FROM "
         "rejected), (SELECT count(*) FROM ledger), (SELECT count(*) FROM "
         "removal), (SELECT count(*) FROM comment), (SELECT count(*) FROM "
         "estimate)",
         "20|20|0|0|1|1|5|0\n");
    tiny_free(&tiny);
}

/* ---- accounts --------------------------------------------------------- */

static void accounts(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct stored_removal *removal;
    struct stored_count *count;
    struct err err = {0};
    size_t n;

    assert_ok(tiny_ingest(store, &tiny, 20, &err), &err);
    assert_ok(store_removals(store, 1, &removal, &n, &err), &err);
    assert_int_equal(n, 2);
    assert_string_equal(removal[1].source, "paper");
    assert_string_equal(removal[1].name, "paper.csv");
    assert_string_equal(removal[1].reason, "blank");
    assert_int_equal(removal[1].rows, 2);
    stored_removals_free(removal, n);
    assert_ok(store_comment_counts(store, 1, &count, &n, &err), &err);
    assert_int_equal(n, 1);
    assert_string_equal(count[0].question, "comment");
    assert_null(count[0].item);
    assert_int_equal(count[0].kind, COMMENT_ANSWER);
    assert_int_equal(count[0].n, 8);
    stored_counts_free(count, n);
    says(folder, "SELECT * FROM ledger_labelled",
         "pcp|2016|web|web.csv|online|open|20|18|2|0|0|blank: 2\n"
         "pcp|2016|paper|paper.csv|online|probability|21|18|2|1|3|blank: 2\n");
    store_close(store);
    tiny_free(&tiny);
}

/* The order of calls is held to. */
static void out_of_order(void **state)
{
    struct store *store;
    const char *folder = folder_of(state, &store);
    struct tiny tiny = tiny_read(folder, tiny_yaml);
    struct rejected_row bad = {.line = 1, .reason = "x"};
    struct store_ingest *ingest;
    struct err err = {0};

    assert_int_equal(
        store_ingest_begin(&ingest, store, tiny.survey, &tiny.digests, &err),
        ERR_STORE);
    assert_null(ingest);
    ingest = begin(store, &tiny);
    assert_int_equal(store_ingest_reject(ingest, &bad, NULL), ERR_STORE);
    assert_int_equal(tiny_rows(ingest, &tiny, 0, 1, 0, NULL), ERR_STORE);
    store_rollback(store);
    assert_int_equal(store_ingest_end(ingest, &(uint64_t){0}, NULL), ERR_STORE);
    store_ingest_free(ingest);
    store_ingest_free(NULL);
    store_close(store);
    tiny_free(&tiny);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rebuilt),    cmocka_unit_test(two_surveys),
        cmocka_unit_test(first_kept), cmocka_unit_test(last_kept),
        cmocka_unit_test(all_kept),   cmocka_unit_test(in_order),
        cmocka_unit_test(superseded), cmocka_unit_test(superseded_alone),
        cmocka_unit_test(accounts),   cmocka_unit_test(out_of_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
