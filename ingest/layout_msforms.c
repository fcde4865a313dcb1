/* layout_msforms.c - Microsoft Forms, known from descriptions: five columns or
 * six in front of the answers, headed in the language of whoever downloads. */
#include "ingest/dates.h"
#include "ingest/layout.h"
#include "ingest/personal.h"

#include <string.h>

enum { ID, STARTED, ENDED, EMAIL, NAME, FRONT };
enum { HEADER = 80, NAMED = 3, FEWEST_MARKS = 4, FEWEST_ROWS = 3 };

/* Headers as slugs, so that accents and points do not matter. */
static const struct {
    const char *slug;
    enum column_role role;
} marks[] = {
    {"id", ROLE_ID},
    {"start_time", ROLE_STARTED},
    {"completion_time", ROLE_SUBMITTED},
    {"email", ROLE_PERSONAL},
    {"name", ROLE_PERSONAL},
    {"last_modified_time", ROLE_PLATFORM},
    {"total_points", ROLE_PLATFORM},
    {"quiz_feedback", ROLE_PLATFORM},
    /* Spanish */
    {"hora_de_inicio", ROLE_STARTED},
    {"hora_de_finalizacion", ROLE_SUBMITTED},
    {"correo_electronico", ROLE_PERSONAL},
    {"nombre", ROLE_PERSONAL},
    {"hora_de_la_ultima_modificacion", ROLE_PLATFORM},
    /* French */
    {"heure_de_debut", ROLE_STARTED},
    {"heure_de_fin", ROLE_SUBMITTED},
    {"adresse_de_messagerie", ROLE_PERSONAL},
    {"nom", ROLE_PERSONAL},
    {"heure_de_la_derniere_modification", ROLE_PLATFORM},
    /* German; the name as in English */
    {"startzeit", ROLE_STARTED},
    {"fertigstellungszeit", ROLE_SUBMITTED},
    {"e_mail", ROLE_PERSONAL},
    /* Portuguese */
    {"hora_de_conclusao", ROLE_SUBMITTED},
    {"nome", ROLE_PERSONAL},
    {"hora_da_ultima_modificacao", ROLE_PLATFORM},
    /* Dutch */
    {"begintijd", ROLE_STARTED},
    {"tijd_van_voltooien", ROLE_SUBMITTED},
    {"naam", ROLE_PERSONAL},
    /* Italian */
    {"ora_di_inizio", ROLE_STARTED},
    {"ora_di_completamento", ROLE_SUBMITTED},
    {"posta_elettronica", ROLE_PERSONAL},
};

/* The role of a header that is one of the marks; ROLE_ANSWER: it is none. */
static enum column_role mark_of(struct text header)
{
    struct str slug = {0};
    enum column_role role = ROLE_ANSWER;

    text_slug(&slug, header, HEADER);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(str_cstr(&slug), marks[i].slug) == 0)
            role = marks[i].role;
    str_free(&slug);
    return role;
}

/* What a quiz writes beside each question, in English. */
static bool is_of_quiz(const char *header)
{
    return strncmp(header, "Points - ", 9) == 0 ||
           strncmp(header, "Feedback - ", 11) == 0;
}

/* ---- what lies in the first columns ------------------------------------ */

static struct text cell_at(const struct head *head, size_t row, size_t column)
{
    return text_trim(head_cell(head, row, column));
}

static bool is_time(struct text t, char out[DATE_ROOM])
{
    return date_parse(t, DATE_UNTOLD, out) && strchr(out, 'T');
}

static bool is_number(struct text t)
{
    size_t i = 0;

    while (i < t.n && t.p[i] >= '0' && t.p[i] <= '9')
        i++;
    return t.n && i == t.n;
}

/* A number, two times, an e-mail address or the word that stands for none. */
static bool is_front(const struct head *head, size_t row)
{
    char started[DATE_ROOM], ended[DATE_ROOM];
    struct text email = cell_at(head, row, EMAIL);

    return is_number(cell_at(head, row, ID)) &&
           is_time(cell_at(head, row, STARTED), started) &&
           is_time(cell_at(head, row, ENDED), ended) &&
           strcmp(started, ended) <= 0 &&
           (personal_is(email, PERSONAL_EMAIL) ||
            (email.n && !memchr(email.p, ' ', email.n) &&
             text_equal(email, cell_at(head, 1, EMAIL))));
}

/* Whether rows begin as those of Microsoft Forms do, whatever the headers. */
static bool has_front(const struct head *head)
{
    size_t alike = 0;

    if (head->n <= FEWEST_ROWS || head->columns <= FRONT ||
        mark_of(head_cell(head, 0, ID)) != ROLE_ID)
        return false;
    for (size_t r = 1; r < head->n; r++)
        alike += is_front(head, r);
    return 10 * alike >= 9 * (head->n - 1);
}

/* Empty, as in a form without names, or another in each row, mostly. */
static bool holds_names(const struct head *head, size_t column)
{
    size_t filled = 0, again = 0;

    for (size_t r = 1; r < head->n; r++) {
        struct text t = cell_at(head, r, column);
        bool met = false;

        for (size_t k = 1; k < r && t.n && !met; k++)
            met = text_same(t, cell_at(head, k, column));
        filled += t.n > 0;
        again += met;
    }
    return 3 * again <= filled;
}

/* ---- the layout -------------------------------------------------------- */

static int recognise(const struct head *head, struct str *why)
{
    struct str words = {0};
    size_t found = 0;
    bool first = mark_of(head_cell(head, 0, ID)) == ROLE_ID, known;

    for (size_t i = 0; first && i < head->columns; i++) {
        struct text header = cell_at(head, 0, i);

        if (mark_of(header) != ROLE_ANSWER && found++ < NAMED)
            str_addf(&words, "%s\"%.*s\"", found > 1 ? ", " : "", (int)header.n,
                     header.p);
    }
    known = found >= FEWEST_MARKS;
    if (known) {
        str_addf(why, "likely, by its usual columns %s", str_cstr(&words));
        if (found > NAMED)
            str_addf(why, " and %zu more", found - NAMED);
    } else if (has_front(head)) {
        str_add(why, "likely, by the number, two times and e-mail address that "
                     "its rows begin with");
    }
    str_free(&words);
    return known ? 75 : has_front(head) ? 60 : 0;
}

static enum status describe(const struct head *head, struct arena *arena,
                            struct columns *columns, struct err *err)
{
    static const enum column_role front[FRONT] = {
        ROLE_ID, ROLE_STARTED, ROLE_SUBMITTED, ROLE_PERSONAL, ROLE_PERSONAL};
    enum status rc = layout_flat(head, 0, arena, columns, err);
    bool by_place = rc == OK && has_front(head);

    columns->header_rows = 1;
    for (size_t i = 0; i < columns->n && rc == OK; i++) {
        struct column *c = &columns->column[i];

        c->role =
            is_of_quiz(c->whole) ? ROLE_PLATFORM : mark_of(text_of(c->whole));
        if (by_place && i < FRONT && c->role == ROLE_ANSWER &&
            (i != NAME || holds_names(head, i)))
            c->role = front[i];
    }
    return rc == OK ? layout_group(columns, arena, err) : rc;
}

const struct layout layout_msforms = {.name = "msforms",
                                      .in_place = true,
                                      .bare_lines = true,
                                      .unchecked = true,
                                      .recognise = recognise,
                                      .describe = describe};
