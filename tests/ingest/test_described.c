/* test_described.c - small exports written after the descriptions of platforms
 * of which no real file was at hand: recognised, said to be unchecked, and read
 * as described. */
#include "tests/ingest/try.h"

#include <unistd.h>

enum { MOST = 6 };

static const struct described {
    const char *layout, *why, *csv;
    const char *draft[MOST]; /* each in the draft */
    const char *sql, *want;
} cases[] = {
    {"msforms",
     "likely, by its usual columns \"ID\", \"Start time\", \"Completion time\" "
     "and 2 more",
     "ID,Start time,Completion time,Email,Name,Which do you use?,Rank these,"
     "Points - Which do you use?,Which do you use?2\n"
     "1,7/1/24 9:00:00,7/1/24 9:03:10,anonymous,,Bus;Train;,A;B;C;,1,Often\n"
     "2,7/14/24 9:00:00,7/14/24 9:03:10,anonymous,,Bus;,B;A;C;,0,Never\n"
     "3,7/2/24 9:00:00,7/2/24 9:03:10,anonymous,,Train;Bus;,C;A;B;,1,Never\n"
     "4,7/2/24 9:00:00,7/2/24 9:03:10,anonymous,,Train;,A;C;B;,1,Often\n"
     "5,7/2/24 9:00:00,7/2/24 9:03:10,anonymous,,Bus;,A;B;C;,1,Often\n",
     {"type: multiple, column: \"Which do you use?\", separator: \";\"",
      "type: ranking, column: Rank these, separator: \";\"",
      "ignore: [Start time, Email, Name, \"Points - Which do you use?\"]"},
     "SELECT group_concat(bus || train, ' ') || '|' || "
     "group_concat(a || b || c, ' ') FROM (SELECT use__bus AS bus, "
     "use__train AS train, rank__a AS a, rank__b AS b, rank__c AS c FROM "
     "answers_1_1)",
     "11 10 11 01 10|123 213 231 132 123"},
    {"msforms",
     "likely, by its usual columns \"Id\", \"Hora de inicio\", \"Hora de "
     "finalización\" and 2 more",
     "Id,Hora de inicio,Hora de finalización,Correo electrónico,Nombre,"
     "Las calles están limpias,Los parques son seguros,Hay muy buen "
     "transporte\n"
     "1,45474.375,45474.3772,anonymous,,De acuerdo,En desacuerdo,De acuerdo\n"
     "2,45475.375,45475.3772,anonymous,,En desacuerdo,De acuerdo,"
     "Totalmente de acuerdo\n"
     "3,45476.375,45476.3772,anonymous,,De acuerdo,De acuerdo,De acuerdo\n",
     {"id: Id, submitted: Hora de finalización",
      "ignore: [Hora de inicio, Correo electrónico, Nombre]",
      "type: scale, text: Statements, options: [",
      "key: totalmente_de_acuerdo, label: Totalmente de acuerdo, score: 4, "
      "side: positive"},
     "SELECT group_concat(substr(submitted, 1, 10)) FROM response",
     "2024-07-01,2024-07-02,2024-07-03"},
    {"msforms",
     "likely, by its usual columns \"ID\", \"Startzeit\", "
     "\"Fertigstellungszeit\" and 2 more",
     "ID,Startzeit,Fertigstellungszeit,E-Mail,Name,Womit fahren Sie?\n"
     "1,45474.375,45474.3772,a@example.org,Ann,Bus;\n"
     "2,45475.375,45475.3772,b@example.org,Bob,Bus;Bahn;\n"
     "3,45476.375,45476.3772,c@example.org,Cid,Bahn;Bus;\n",
     {"id: ID, submitted: Fertigstellungszeit",
      "ignore: [Startzeit, E-Mail, Name]", "type: multiple"},
     NULL,
     NULL},
    /* French, Portuguese, Dutch and Italian, of which the words are known. */
    {"msforms",
     "likely, by its usual columns \"ID\", \"Heure de début\", \"Heure de "
     "fin\" and 3 more",
     "ID,Heure de début,Heure de fin,Adresse de messagerie,Nom,Heure de la "
     "dernière modification,Ville\n1,45474.375,45474.3772,a@example.org,Ann,,"
     "Lyon\n2,45474.375,45474.3772,b@example.org,Bob,,Lyon\n",
     {"ignore: [Heure de début, Adresse de messagerie, Nom, Heure de la "
      "dernière modification]"},
     NULL,
     NULL},
    {"msforms",
     "likely, by its usual columns \"ID\", \"Hora de início\", \"Hora de "
     "conclusão\" and 2 more",
     "ID,Hora de início,Hora de conclusão,Email,Nome,Cidade\n"
     "1,45474.375,45474.3772,a@example.org,Ann,Porto\n"
     "2,45474.375,45474.3772,b@example.org,Bob,Porto\n",
     {"ignore: [Hora de início, Email, Nome]", "submitted: Hora de conclusão"},
     NULL,
     NULL},
    {"msforms",
     "likely, by its usual columns \"Id\", \"Begintijd\", \"Tijd van "
     "voltooien\" and 2 more",
     "Id,Begintijd,Tijd van voltooien,E-mail,Naam,Stad\n"
     "1,45474.375,45474.3772,a@example.org,Ann,Gent\n"
     "2,45474.375,45474.3772,b@example.org,Bob,Gent\n",
     {"ignore: [Begintijd, E-mail, Naam]", "submitted: Tijd van voltooien"},
     NULL,
     NULL},
    {"msforms",
     "likely, by its usual columns \"ID\", \"Ora di inizio\", \"Ora di "
     "completamento\" and 2 more",
     "ID,Ora di inizio,Ora di completamento,Posta elettronica,Nome,Città\n"
     "1,45474.375,45474.3772,a@example.org,Ann,Roma\n"
     "2,45474.375,45474.3772,b@example.org,Bob,Roma\n",
     {"ignore: [Ora di inizio, Posta elettronica, Nome]",
      "submitted: Ora di completamento"},
     NULL,
     NULL},
    /* A language of which nothing is known: by what lies in front. */
    {"msforms",
     "likely, by the number, two times and e-mail address that its rows begin "
     "with",
     "ID,A,B,C,D,E\n1,45474.375,45474.3772,anonim,,Tak\n"
     "2,45475.375,45475.3772,anonim,,Nie\n3,45476.375,45476.3772,anonim,,Tak\n"
     "4,45477.375,45477.3772,d@example.org,,Tak\n",
     {"id: ID, submitted: B", "ignore: [A, C, D]", "column: E"},
     NULL,
     NULL},
    {"msforms",
     "likely, by the number, two times and e-mail address that its rows begin "
     "with",
     "ID,A,B,C,D,E\n1,45474.375,45474.3772,anonim,Tak,Tak\n"
     "2,45475.375,45475.3772,anonim,Tak,Nie\n"
     "3,45476.375,45476.3772,anonim,Tak,Tak\n",
     {"id: ID, submitted: B", "ignore: [A, C]", "column: D", "column: E"},
     NULL,
     NULL},
    {"kobo",
     "likely, by its usual columns \"_id\", \"_uuid\", \"_submission_time\" "
     "and 6 more",
     "\"start\";\"end\";\"g/order\";\"g/use\";\"g/use/bus\";\"g/use/tram\";"
     "\"_id\";\"_uuid\";\"_submission_time\";\"_validation_status\";\"_notes\";"
     "\"_submitted_by\";\"_index\"\n"
     "\"2021-07-05T10:58:34.147+03:00\";\"2021-07-05T11:00:00.000+03:00\";"
     "\"a b c\";\"bus tram\";\"1\";\"1\";\"1\";\"u1\";\"2021-07-05T08:00:00\";"
     "\"\";\"\";\"\";\"1\"\n"
     "\"2021-07-05T10:58:34.147+03:00\";\"2021-07-05T11:00:00.000+03:00\";"
     "\"b a c\";\"bus\";\"1\";\"0\";\"2\";\"u2\";\"2021-07-05T08:00:00\";"
     "\"\";\"\";\"\";\"2\"\n"
     "\"2021-07-05T10:58:34.147+03:00\";\"2021-07-05T11:00:00.000+03:00\";"
     "\"c a b\";\"\";\"\";\"\";\"3\";\"u3\";\"2021-07-05T08:00:00\";"
     "\"\";\"\";\"\";\"3\"\n"
     "\"2021-07-05T10:58:34.147+03:00\";\"2021-07-05T11:00:00.000+03:00\";"
     "\"a c b\";\"\";\"0\";\"0\";\"4\";\"u4\";\"2021-07-05T08:00:00\";"
     "\"\";\"\";\"\";\"4\"\n"
     "\"2021-07-05T10:58:34.147+03:00\";\"2021-07-05T11:00:00.000+03:00\";"
     "\"a b c\";\"tram\";\"0\";\"1\";\"5\";\"u5\";\"2021-07-05T08:00:00\";"
     "\"\";\"\";\"\";\"5\"\n",
     {"type: ranking", "separator: \" \"", "id: \"_uuid\"",
      "submitted: \"_submission_time\""},
     NULL,
     NULL},
    {"smartsurvey",
     "likely, by \"UserID\" first above three rows of headers",
     "UserID,IP Address,Q1. Which do you use?,,Q2. How good?\n"
     ",,Bus,Train,\n,,,,\n"
     "1,10.1.2.3,Yes,No,Don@SQ@t know\n2,10.1.2.3,No,Yes,Good\n"
     "3,10.1.2.3,Yes,Yes,Poor\n4,10.1.2.3,Yes,No,Good\n",
     {"type: multiple", "key: q2_good, type: scale",
      "Don't know, state: unknown", "id: UserID"},
     NULL,
     NULL},
    {"citizenspace",
     "likely, as 4 responses are numbered ANON-XXXX-XXXX-X",
     "Response ID,Submitted on,Do you agree?,Do you agree? - Analyst notes,"
     "Do you agree? - Analyst tags,Why?\n"
     "ANON-ABCD-1234-5,2024-05-01 10:00:00,Yes,call back,#a,Because\n"
     "ANON-ABCD-1235-6,2024-05-02 10:00:00,No,,,Because not\n"
     "ANON-ABCD-1236-7,2024-05-03 10:00:00,Yes,,#b,It is so\n"
     "ANON-ABCD-1237-8,2024-05-03 11:00:00,No,,,I said so\n",
     {"type: single, column: \"Do you agree?\"", "id: Response ID",
      "ignore: [\"Do you agree? - Analyst notes\", \"Do you agree? - "
      "Analyst tags\"]"},
     NULL,
     NULL},
    {"alchemer",
     "likely, by its usual columns \"Response ID\", \"Time Started\", \"Date "
     "Submitted\" and 1 more",
     "Response ID,Time Started,Date Submitted,Status,Bus:Which do you use?,"
     "Train:Which do you use?,Other - Write In:Which do you use?\n"
     "1,2015-12-21 22:20:47,2015-12-21 22:21:47,Complete,Bus,,\n"
     "2,2015-12-21 22:20:47,2015-12-21 22:21:47,Partial,,Train,\n"
     "3,2015-12-21 22:20:47,2015-12-21 22:21:47,Complete,Bus,Train,A boat\n",
     {"text: \"Which do you use?\"", "type: multiple", "label: Bus",
      "submitted: Date Submitted"},
     NULL,
     NULL},
    {"typeform",
     "likely, by its usual columns \"#\", \"Start Date (UTC)\", \"Submit Date "
     "(UTC)\" and 1 more",
     "#,Bus,Train,Other,How good?,Start Date (UTC),Submit Date (UTC),Network "
     "ID\n"
     "a1,Bus,,,Good,29-12-2018 23:40,29-12-2018 23:46,n1\n"
     "a2,,Train,,Poor,29-12-2018 23:40,29-12-2018 23:46,n2\n"
     "a3,Bus,Train,A boat,Good,29-12-2018 23:40,29-12-2018 23:46,n3\n",
     {"text: \"Bus, Train and so on\"", "type: multiple",
      "ignore: [Start Date (UTC), Network ID]"},
     NULL,
     NULL},
    {"engagementhq",
     "likely, by its usual columns \"Date of contribution\", \"Contribution "
     "ID\"",
     "Contribution ID,Date of contribution,Which do you use?,Why?\n"
     "1,Jan 11 18 01:27:31 pm,\"Bus, Train\",a b c\n"
     "2,Feb 02 18 11:27:31 am,Bus,d e f\n"
     "3,Feb 03 18 12:27:31 am,\"Train, Bus\",g h i\n"
     "4,Feb 03 18 12:27:31 am,\"Bus, Train\",j k l\n"
     "5,Feb 03 18 12:27:31 am,\"Bus, Train\",m n o\n"
     "6,Feb 03 18 12:27:31 am,\"Bus, Train\",p q r\n",
     {"type: multiple", "separator: \",\""},
     "SELECT group_concat(submitted, ' ') FROM (SELECT submitted FROM response "
     "ORDER BY id LIMIT 3)",
     "2018-01-11T13:27:31 2018-02-02T11:27:31 2018-02-03T00:27:31"},
    {"decidim",
     "likely, by its usual columns \"ID\", \"created_at\", \"ip_hash\" and 1 "
     "more",
     "ID;created_at;ip_hash;user_status;1. How good?/Bus;1. How good?/Train;2. "
     "Which?\n"
     "s1;2024-05-01 10:00:00;h;registered;Good;Poor;A\n"
     "s2;2024-05-01 10:00:00;h;registered;Fair;Good;B\n"
     "s3;2024-05-01 10:00:00;h;unregistered;Poor;Good;A\n",
     {"type: scale", "label: Bus", "label: Train"},
     NULL,
     NULL},
    {"govocal",
     "likely, by its usual columns \"Input ID\", \"Submitted at\", \"Author "
     "name\" and 1 more",
     "Input ID,Author name,Author email,Submitted at,Rank these,Which?,Other\n"
     "1,Ann,a@example.org,05/13/2024 10:00:00,A;B;C,Bus;Train,\n"
     "2,Bob,b@example.org,05/14/2024 10:00:00,B;A;C,Bus,A boat\n"
     "3,Cat,c@example.org,05/15/2024 10:00:00,C;A;B,Train;Bus,\n"
     "4,Dan,d@example.org,05/16/2024 10:00:00,A;C;B,Train,\n"
     "5,Eve,e@example.org,05/17/2024 10:00:00,A;B;C,Bus,\n",
     {"type: ranking, column: Rank these, separator: \";\"", "type: multiple",
      "words: Other", "ignore: [Author name, Author email]"},
     "SELECT group_concat(rank__a || rank__b || rank__c, ' ') FROM answers_1_1",
     "123 213 231 132 123"},
    {"snap",
     "likely, by its usual columns \"ID.name\", \"ID.date\", \"ID.start\"",
     "ID.name,ID.date,ID.start,Q1,Q2\nCase 1,2024-05-01,2024-05-01 "
     "10:00,Yes,1\n"
     "Case 2,2024-05-01,2024-05-01 10:00,No,2\n"
     "Case 3,2024-05-02,2024-05-01 10:00,Yes,2\n",
     {"type: single", "submitted: ID.date"},
     NULL,
     NULL},
};

static void wrong_draft(const struct described *c, const char *want,
                        const char *draft, size_t *wrong)
{
    print_message("%s: no '%s' in\n%s\n", c->layout, want, draft);
    ++*wrong;
}

static void one_case(const char *folder, const struct described *c,
                     size_t *wrong)
{
    char *draft, *database = program_path(folder, "x.db");
    struct str known = {0};
    struct tried t;

    program_file(folder, "x.csv", c->csv);
    draft = try_draft(folder, "x.csv", &t);
    if (t.status != OK)
        fail_msg("%s: %s", c->layout, t.err.text);
    str_addf(&known, "%s (%s)", c->layout, c->why);
    assert_says(&t, NOTE_INFO, str_cstr(&known));
    assert_says(&t, NOTE_INFO, "layout not checked on a real file");
    tried_free(&t);
    for (size_t i = 0; i < MOST && c->draft[i]; i++)
        if (!strstr(draft, c->draft[i]))
            wrong_draft(c, c->draft[i], draft, wrong);
    program_file(folder, "survey.yaml", draft);
    t = try_ingest(folder, "x.csv", NULL);
    if (t.status != OK || notes_attention(&t.notes))
        fail_msg("%s: %s\n%s", c->layout, t.err.text, draft);
    assert_says(&t, NOTE_INFO, "layout not checked on a real file");
    tried_free(&t);
    if (c->sql) {
        char *got = program_query(folder, "x.db", c->sql);

        if (strcmp(got, c->want) != 0) {
            print_message("%s: got '%s'\n", c->layout, got);
            wrong_draft(c, c->want, draft, wrong);
        }
        free(got);
    }
    (void)unlink(database); /* the next case is another survey */
    free(database);
    free(draft);
    str_free(&known);
}

static void reads_as_described(void **state)
{
    const char *folder = check_folder(state);
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        one_case(folder, &cases[i], &wrong);
    assert_int_equal(wrong, 0);
}

/* Numbers, times and addresses alone, of rows that are enough. */
static void needs_a_front(void **state)
{
    static const char *const rows[] = {
        /* no id in front */
        "Key,A,B,C,D,E\n1,45474.3,45474.4,x,,a\n2,45474.3,45474.4,x,,a\n"
        "3,45474.3,45474.4,x,,b\n",
        /* ended before it began */
        "ID,A,B,C,D,E\n1,45474.4,45474.3,x,,a\n2,45474.4,45474.3,x,,a\n"
        "3,45474.4,45474.3,x,,b\n",
        /* days without times */
        "ID,A,B,C,D,E\n1,45474,45474,x,,a\n2,45474,45474,x,,a\n"
        "3,45474,45474,x,,b\n",
        /* words that differ */
        "ID,A,B,C,D,E\n1,45474.3,45474.4,x,,a\n2,45474.3,45474.4,y,,a\n"
        "3,45474.3,45474.4,z,,b\n",
        /* ids that are no numbers */
        "ID,A,B,C,D,E\nu1,45474.3,45474.4,x,,a\nu2,45474.3,45474.4,x,,a\n"
        "u3,45474.3,45474.4,x,,b\n",
        /* one row of five is no front */
        "ID,A,B,C,D,E\n1,45474.3,45474.4,x,,a\n2,45474.3,45474.4,x,,a\n"
        "3,45474.3,45474.4,x,,a\n4,45474.3,45474.4,x,,b\n5,,,x,,b\n",
        /* two rows */
        "ID,A,B,C,D,E\n1,45474.3,45474.4,x,,a\n2,45474.3,45474.4,x,,a\n"};
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct tried t;
        char *draft;

        program_file(folder, "x.csv", rows[i]);
        draft = try_draft(folder, "x.csv", &t);
        assert_ok(t.status, &t.err);
        if (!strstr(draft, "platform: generic"))
            fail_msg("%s is taken for another:\n%s", rows[i], draft);
        tried_free(&t);
        free(draft);
    }
}

/* Whoever gave a name or an address is in no draft, in any of the languages. */
static void leaves_out_persons(void **state)
{
    static const char *const headers[] = {"Name",
                                          "Correo electrónico:",
                                          "CORREO ELECTRONICO",
                                          "Dirección de correo electrónico",
                                          "Nombre y apellidos",
                                          "Adresse e-mail",
                                          "Prénom",
                                          "E-Mail-Adresse",
                                          "Nachname",
                                          "Correio eletrônico",
                                          "Nome completo",
                                          "E-mailadres",
                                          "Achternaam",
                                          "Indirizzo e-mail",
                                          "Cognome"};
    const char *folder = check_folder(state);

    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        struct str csv = {0};
        struct tried t;
        char *draft;

        str_addf(&csv, "id,%s,Ok\n1,A,Yes\n2,B,No\n3,A,No\n", headers[i]);
        program_file(folder, "x.csv", str_cstr(&csv));
        draft = try_draft(folder, "x.csv", &t);
        assert_ok(t.status, &t.err);
        str_clear(&csv);
        str_addf(&csv,
                 strchr(headers[i], ':') ? "ignore: [\"%s\"]" : "ignore: [%s]",
                 headers[i]);
        if (!strstr(draft, str_cstr(&csv)))
            fail_msg("%s is not left out:\n%s", headers[i], draft);
        tried_free(&t);
        free(draft);
        str_free(&csv);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_as_described),
        cmocka_unit_test(leaves_out_persons),
        cmocka_unit_test(needs_a_front),
    };

    return cmocka_run_group_tests_name("described platforms", tests, NULL,
                                       NULL);
}
