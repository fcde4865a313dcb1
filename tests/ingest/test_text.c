/* test_text.c - bytes and words: encodings, personal data, dates, the words of
 * cells. */
#include "tests/support/check.h"

#include <string.h>
#include "ingest/bind.h"
#include "ingest/dates.h"
#include "ingest/derive.h"
#include "ingest/dictionary.h"
#include "ingest/encoding.h"
#include "ingest/personal.h"
#include "ingest/scales.h"

/* ---- encodings --------------------------------------------------------- */

static const struct decoded {
    enum encoding encoding;
    const char *bytes, *utf8;
    size_t bad;
} decoded[] = {
    {ENCODING_UTF8, "caf\xc3\xa9", "caf\xc3\xa9", 0},
    {ENCODING_UTF8,
     "That\x92s \xa3"
     "5",
     "That\xe2\x80\x99s \xc2\xa3"
     "5",
     2},
    {ENCODING_UTF8, "cut\xe2\x80", "cut\xc3\xa2\xe2\x82\xac", 2},
    {ENCODING_WINDOWS_1252,
     "caf\xe9 \x96 \x80"
     "5",
     "caf\xc3\xa9 \xe2\x80\x93 \xe2\x82\xac"
     "5",
     3},
    {ENCODING_WINDOWS_1252, "\x81", "\xef\xbf\xbd", 1},
    {ENCODING_MACINTOSH,
     "caf\x8e\xca\xd0 \xa3"
     "5",
     "caf\xc3\xa9\xc2\xa0\xe2\x80\x93 \xc2\xa3"
     "5",
     4},
};

static void decodes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof decoded / sizeof *decoded; i++) {
        struct str s = {0};
        size_t bad =
            encoding_decode(decoded[i].encoding, text_of(decoded[i].bytes), &s);

        assert_string_equal(str_cstr(&s), decoded[i].utf8);
        assert_int_equal(bad, decoded[i].bad);
        str_free(&s);
    }
}

/* Which of the two makes sense of the bytes between two others. */
static const struct sense {
    const char *run;
    unsigned char before, behind;
    int windows, macintosh; /* signs */
} senses[] = {
    {"\x92", 'n', 's', 1, 1},       /* don't; or a word with an accent */
    {"\xd5", 'n', 's', -1, 1},      /* the same */
    {"\xa3", ' ', '5', 1, 1},       /* a pound, in both */
    {"\xca", 'e', 'o', -1, 1},      /* no-break space; not E circumflex */
    {"\x96", ' ', ' ', 1, 0},       /* dash; or a letter alone */
    {"\xd0", ' ', ' ', -1, 1},      /* dash */
    {"\xe9", 'f', ' ', 1, -1},      /* cafe */
    {"\x8e", 'f', ' ', -1, 1},      /* cafe */
    {"\x8c\xe6", '?', ',', -1, -1}, /* nothing */
};

static int sign(int x)
{
    return (x > 0) - (x < 0);
}

static void makes_sense(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof senses / sizeof *senses; i++) {
        struct text run = text_of(senses[i].run);

        assert_int_equal(
            sign(encoding_sense(ENCODING_WINDOWS_1252, run, senses[i].before,
                                senses[i].behind)),
            senses[i].windows);
        assert_int_equal(
            sign(encoding_sense(ENCODING_MACINTOSH, run, senses[i].before,
                                senses[i].behind)),
            senses[i].macintosh);
    }
    assert_int_equal(encoding_nonsense(text_of("fan of it?\x8c\xe6")), 2);
    assert_int_equal(encoding_nonsense(text_of("caf\xe9")), 0);
    assert_int_equal(encoding_nonsense(text_of("caf\xc3\xa9")), 0);
    assert_int_equal(encoding_nonsense(text_of("plain")), 0);
}

/* ---- personal data ----------------------------------------------------- */

static const struct masked {
    const char *text, *want;
} masks[] = {
    {"nothing to hide", "nothing to hide"},
    {"I am 42 and rang 101 and 999", "I am 42 and rang 101 and 999"},
    {"write to jo.bloggs+x@example.co.uk.", "write to [e-mail]."},
    {"ring 01632 960123 or 07700900123!", "ring [telephone] or [telephone]!"},
    {"+44 (0)7700 900 123", "[telephone]"},
    {"(01632) 960123", "[telephone]"},
    {"in 2016 we had 120000 calls", "in 2016 we had 120000 calls"},
    {"from 192.0.2.14, I think", "from [IP address], I think"},
    {"section 1.2.3 of it", "section 1.2.3 of it"},
    {"QQ 12 34 56 C is mine", "[NI number] is mine"},
    {"ab123456d", "[NI number]"},
    {"I live at CB24 3XY.", "I live at [postcode]."},
    {"pe133ab", "[postcode]"},
    {"PE13 is enough", "PE13 is enough"},
    {"the A14 and M11", "the A14 and M11"},
    {"see https://example.org/a?b=c.", "see [link]."},
    {"www.example.org", "[link]"},
    {"\xc3\xa9t\xc3\xa9 e1@example.org", "\xc3\xa9t\xc3\xa9 [e-mail]"},
};

static void masks_personal_data(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        struct str s = {0};

        personal_mask(text_of(masks[i].text), &s, NULL);
        assert_string_equal(str_cstr(&s), masks[i].want);
        str_free(&s);
    }
    assert_true(personal_like_postcode(text_of(" cb24 3xy ")));
    assert_true(personal_like_postcode(text_of("CB24 3")));
    assert_true(personal_like_postcode(text_of("PE1")));
    assert_false(personal_like_postcode(text_of("Ely")));
    assert_false(personal_like_postcode(text_of("A14 road")));
}

/* ---- postcodes --------------------------------------------------------- */

static const struct postcode {
    const char *written, *plain;
    size_t outward;
} postcodes[] = {
    {"CB24 3XY", "CB24 3XY", 4},  {"cb243xy", "CB24 3XY", 4},
    {"PE1 3AB", "PE1 3AB", 3},    {"PE13AB", "PE1 3AB", 3},
    {"PE13 3", "PE13 3", 4},      {"PE13", "PE13", 4},
    {"CB 24 3XY", "CB24 3XY", 4}, {"pe 1", "PE1", 3},
    {"EC1A 1BB", "EC1A 1BB", 4},  {" pe1 ", "PE1", 3},
};

static void reads_postcodes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof postcodes / sizeof *postcodes; i++) {
        struct str s = {0};
        size_t outward;

        postcode_plain(text_of(postcodes[i].written), &s, &outward);
        assert_string_equal(str_cstr(&s), postcodes[i].plain);
        assert_int_equal(outward, postcodes[i].outward);
        str_free(&s);
    }
}

/* ---- dates ------------------------------------------------------------- */

static const struct date {
    const char *text;
    enum date_order order;
    const char *iso; /* NULL: no date */
} dates[] = {
    {"2016-07-01", DATE_UNTOLD, "2016-07-01"},
    {"2022-08-01 08:16:03", DATE_UNTOLD, "2022-08-01T08:16:03"},
    {"2021-07-05T10:58:34.147+03:00", DATE_UNTOLD, "2021-07-05T10:58:34"},
    {"2023-05-10T23:05:35Z", DATE_UNTOLD, "2023-05-10T23:05:35"},
    {"2019/10/13 11:50:46 PM GMT+5:30", DATE_UNTOLD, "2019-10-13T23:50:46"},
    {"06/08/2020 10:36:30 AM", DATE_MONTH_FIRST, "2020-06-08T10:36:30"},
    {"06/08/2020 12:36:30 AM", DATE_MONTH_FIRST, "2020-06-08T00:36:30"},
    {"06/08/2020", DATE_DAY_FIRST, "2020-08-06"},
    {"06/08/2020", DATE_UNTOLD, "2020-08-06"},
    {"5/10/18 4:01", DATE_MONTH_FIRST, "2018-05-10T04:01:00"},
    {"29-12-2018 23:46", DATE_DAY_FIRST, "2018-12-29T23:46:00"},
    {"1.7.2016", DATE_DAY_FIRST, "2016-07-01"},
    {"43290.53487", DATE_UNTOLD, "2018-07-09T12:50:13"},
    {"42552", DATE_UNTOLD, "2016-07-01"},
    {"Jan 11 18 01:27:31 pm", DATE_UNTOLD, "2018-01-11T13:27:31"},
    {"1 July 2016", DATE_UNTOLD, "2016-07-01"},
    {"Wed Jul 27 2022 10:11:12 GMT+0100 (BST)", DATE_UNTOLD,
     "2022-07-27T10:11:12"},
    {"Wed Jul 27 2022 10:11:12 GMT+0100 (British Summer Time)", DATE_UNTOLD,
     "2022-07-27T10:11:12"},
    {"Wed Jul 27 13:09:56 WIB 2022", DATE_UNTOLD, "2022-07-27T13:09:56"},
    {"Wed Jul 27 13:09:56 2022", DATE_UNTOLD, "2022-07-27T13:09:56"},
    {"Sat 7 May 2016 at", DATE_UNTOLD, NULL},
    {"7 May 2016, 9:05 am", DATE_UNTOLD, "2016-05-07T09:05:00"},
    {"May 7, 2016 9:05:01 PM", DATE_UNTOLD, "2016-05-07T21:05:01"},
    {"2015-12-21 22:21:47", DATE_UNTOLD, "2015-12-21T22:21:47"},
    {"2022-08-01 08:16:03 UTC", DATE_UNTOLD, "2022-08-01T08:16:03"},
    {"14/8/2024 16:30", DATE_DAY_FIRST, "2024-08-14T16:30:00"},
    {"12/13/2019 12:02:32", DATE_MONTH_FIRST, "2019-12-13T12:02:32"},
    {"1658956189000", DATE_UNTOLD, "2022-07-27T21:09:49"},
    {"1658956189", DATE_UNTOLD, "2022-07-27T21:09:49"},
    {"118091742966", DATE_UNTOLD, NULL},
    {"9876543210", DATE_UNTOLD, NULL},
    {"29/02/2015", DATE_DAY_FIRST, NULL},
    {"13/13/2016", DATE_DAY_FIRST, NULL},
    {"31/12/2016", DATE_MONTH_FIRST, NULL},
    {"yesterday", DATE_UNTOLD, NULL},
    {"2016", DATE_UNTOLD, NULL},
    {"2016-07-01 25:00", DATE_UNTOLD, NULL},
    {"", DATE_UNTOLD, NULL},
};

static void reads_dates(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        char out[DATE_ROOM] = "";
        bool is = date_parse(text_of(dates[i].text), dates[i].order, out);

        if (is != (dates[i].iso != NULL))
            fail_msg("'%s' became '%s'", dates[i].text, out);
        if (is)
            assert_string_equal(out, dates[i].iso);
    }
}

static void decides_the_order(void **state)
{
    struct date_evidence e = {0};

    (void)state;
    date_look(text_of("05/06/2016"), &e);
    assert_int_equal(date_order_of(&e), DATE_UNTOLD);
    date_look(text_of("2016-06-28"), &e); /* tells its own order only */
    assert_int_equal(date_order_of(&e), DATE_UNTOLD);
    date_look(text_of("05/28/2016 1:00 PM"), &e);
    assert_int_equal(date_order_of(&e), DATE_MONTH_FIRST);
    assert_int_equal(e.half_days, 1);
    date_look(text_of("28/05/2016"), &e);
    date_look(text_of("29/05/2016"), &e);
    assert_int_equal(date_order_of(&e), DATE_DAY_FIRST);
    date_look(text_of("no date"), &e);
    assert_int_equal(e.others, 1);
}

/* ---- words ------------------------------------------------------------- */

static void finds_words(void **state)
{
    struct dictionary *d = dictionary_new();
    struct err err = {0};
    char many[32];

    (void)state;
    assert_ok(dictionary_add(d, text_of("Don't know"), 6, &err), &err);
    assert_int_equal(dictionary_find(d, text_of("4")), DICTIONARY_UNKNOWN);
    assert_ok(dictionary_add(d, text_of("4"), 4, &err), &err);
    assert_ok(dictionary_add(d, text_of("4"), 5, &err), &err);
    assert_int_equal(dictionary_find(d, text_of("DON\xe2\x80\x99T  know ")), 6);
    assert_int_equal(dictionary_find(d, text_of("4")), 4);
    assert_int_equal(dictionary_find(d, text_of("4.0")), 4);
    assert_int_equal(dictionary_find(d, text_of("04")), 4);
    assert_int_equal(dictionary_find(d, text_of("40")), DICTIONARY_UNKNOWN);
    for (int i = 0; i < 6000; i++) {
        assert_true(snprintf(many, sizeof many, "word %d", i) > 0);
        assert_ok(dictionary_add(d, text_of(many), i + 10, &err), &err);
    }
    for (int i = 0; i < 6000; i++) {
        assert_true(snprintf(many, sizeof many, "WORD %d", i) > 0);
        assert_int_equal(dictionary_find(d, text_of(many)), i + 10);
    }
    dictionary_free(d);
}

static void knows_tails(void **state)
{
    static const struct {
        const char *text;
        enum tail tail;
    } cases[] = {{"Don\xe2\x80\x99t know", TAIL_UNKNOWN},
                 {"Prefer not to say", TAIL_REFUSED},
                 {"Unfamiliar (N/A)", TAIL_NOT_APPLICABLE},
                 {"None of these", TAIL_NONE},
                 {"Other (please specify)", TAIL_OTHER},
                 {"Other ethnic group", TAIL_NOT},
                 {"Nonesuch", TAIL_NOT},
                 {"I don't want to answer this question", TAIL_REFUSED},
                 {"Not sure", TAIL_UNKNOWN},
                 {"no_opinion", TAIL_UNKNOWN},
                 {"Not sure that it helps", TAIL_NOT},
                 {"I don't understand this question", TAIL_NOT}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(tail_of(text_of(cases[i].text)), cases[i].tail);
    assert_true(label_takes_words("Other"));
    assert_true(label_takes_words("Other (please specify)"));
    assert_true(label_takes_words("Something else, please state"));
    assert_false(label_takes_words("Other family members"));
    assert_false(label_takes_words("Mother or mother figure(s)"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes),
        cmocka_unit_test(makes_sense),
        cmocka_unit_test(masks_personal_data),
        cmocka_unit_test(reads_postcodes),
        cmocka_unit_test(reads_dates),
        cmocka_unit_test(decides_the_order),
        cmocka_unit_test(finds_words),
        cmocka_unit_test(knows_tails),
    };

    return cmocka_run_group_tests_name("ingest text", tests, NULL, NULL);
}
