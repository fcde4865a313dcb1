/* draft_join.c - columns beside each other that are the lines of one question,
 * in exports that have no mark for it: statements with the answers of one
 * scale, and numbers that come to the same in each row. */
#include "ingest/draft.h"

#include <stdlib.h>
#include <string.h>

enum {
    FEWEST = 3,    /* columns */
    LONGEST = 300, /* header of a line */
    LONG_WORDS = 4 /* of a statement; shorter ones name a thing */
};

/* ---- headers ----------------------------------------------------------- */

/* Asks, though no question mark says so. */
static bool asks(const char *folded)
{
    static const char *const fronts[] = {"how ",
                                         "which ",
                                         "why ",
                                         "what is ",
                                         "what are ",
                                         "what do ",
                                         "what was ",
                                         "who is ",
                                         "do you ",
                                         "did you ",
                                         "are you ",
                                         "were you ",
                                         "is it ",
                                         "is there ",
                                         "have you ",
                                         "has your ",
                                         "would you ",
                                         "will you ",
                                         "can you ",
                                         "could you ",
                                         "should you ",
                                         "to what ",
                                         "please ",
                                         "on a scale ",
                                         "rate ",
                                         "rank ",
                                         "tell us ",
                                         "thinking about",
                                         "in your opinion",
                                         "por favor",
                                         "c\xc3\xb3mo ",
                                         "qu\xc3\xa9 ",
                                         "en qu\xc3\xa9 ",
                                         "hasta qu\xc3\xa9",
                                         "veuillez ",
                                         "comment ",
                                         "quel",
                                         "dans quelle ",
                                         "bitte ",
                                         "wie ",
                                         "welche",
                                         "inwie"};

    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
        if (strncmp(folded, fronts[i], strlen(fronts[i])) == 0)
            return true;
    return false;
}

/* "7. ", "Q7 ", "12)": a question with a number of its own. */
static bool numbered(const char *folded)
{
    const char *p = folded + (folded[0] == 'q');
    size_t digits = strspn(p, "0123456789");

    return digits && (p > folded || strchr(".):", p[digits]));
}

static size_t words_in(const char *text)
{
    size_t n = text[0] != '\0';

    for (; *text; text++)
        n += *text == ' ';
    return n;
}

/* Reads as a statement or names a thing: no question, no name of a variable. */
static bool is_line(const char *header)
{
    struct str folded = {0};
    bool is = header[0] && strlen(header) <= LONGEST && !strchr(header, '?') &&
              (strchr(header, ' ') || !strpbrk(header, "_0123456789"));

    text_fold(&folded, text_of(header));
    is = is && !folded.failed && !asks(str_cstr(&folded)) &&
         !numbered(str_cstr(&folded));
    str_free(&folded);
    return is;
}

/* ---- runs of one scale ------------------------------------------------- */

bool draft_stands_alone(const struct draft *d, const struct group *g)
{
    const struct column *c = draft_header(d, g->from);

    return g->to == g->from + 1 && c->role == ROLE_ANSWER && !c->label[0] &&
           (c->kind == KIND_UNTOLD || c->kind == KIND_ALONE);
}

static bool may_be_line(const struct draft *d, const struct group *g)
{
    const struct profile *p = draft_profile(d, g->from);

    return draft_stands_alone(d, g) && !p->many && p->n <= 2 * SCALE_POINTS &&
           p->numbers == 0 && is_line(draft_header(d, g->from)->question);
}

static bool holds(const struct profile *p, const char *text)
{
    for (size_t i = 0; i < p->n; i++)
        if (text_same(text_of(p->value[i].text), text_of(text)))
            return true;
    return false;
}

/* The answers of groups [from, to) are those of one scale of opinion; what
 * stands beside it was offered in each. */
static enum status one_scale(struct draft *d, const struct answers *all,
                             size_t from, size_t to, bool *out)
{
    struct answers a = {.filled = all->filled};
    struct known_scale scale;
    size_t beside;
    enum status rc = mem_grow((void **)&a.value, &a.room, all->n + 1,
                              sizeof *a.value, d->err);

    if (rc != OK)
        return rc;
    for (; a.n < all->n; a.n++)
        a.value[a.n] = all->value[a.n];
    rc = answers_strays(d, &a);
    scale = answers_scale(&a, &beside);
    *out = rc == OK && scale.shape && !scale_ordered_only(scale);
    for (size_t g = from; g < to && *out && beside < a.n; g++)
        *out = holds(draft_profile(d, d->profiles->group[g].from),
                     a.value[beside].text);
    answers_free(&a);
    return rc;
}

/* As many answered one as the other, about: lines are put together. */
static bool near(size_t least, size_t most)
{
    return 4 * least >= 3 * most;
}

/* The group behind the lines of one scale from `from` on. */
static enum status run_of_lines(struct draft *d, size_t from, size_t *to)
{
    struct answers all = {0};
    size_t least = SIZE_MAX, most = 0;
    bool one = true;
    enum status rc = OK;

    for (*to = from; *to < d->profiles->n_groups; ++*to) {
        const struct group *g = &d->profiles->group[*to];
        const struct profile *p = draft_profile(d, g->from);

        if (!may_be_line(d, g))
            break;
        least = p->filled < least ? p->filled : least;
        most = p->filled > most ? p->filled : most;
        rc = answers_add(d, &all, p);
        if (rc == OK && *to > from)
            rc = one_scale(d, &all, from, *to + 1, &one);
        if (rc != OK || !one || !near(least, most))
            break;
    }
    answers_free(&all);
    return rc;
}

/* ---- joining ----------------------------------------------------------- */

void draft_join_groups(struct draft *d, size_t from, size_t to,
                       enum joined joined)
{
    struct group *group = d->profiles->group;
    size_t gone = to - from - 1;

    group[from].joined = joined;
    group[from].to = group[to - 1].to;
    for (size_t g = to; g < d->profiles->n_groups; g++)
        group[g - gone] = group[g];
    d->profiles->n_groups -= gone;
}

enum status draft_join(struct draft *d)
{
    enum status rc = OK;

    for (size_t g = 0;
         d->export->layout->bare_lines && g < d->profiles->n_groups && rc == OK;
         g++) {
        size_t to;

        rc = run_of_lines(d, g, &to);
        if (rc == OK && to - g >= FEWEST)
            draft_join_groups(d, g, to, JOINED_LINES);
    }
    return rc == OK ? draft_join_numbers(d) : rc;
}

/* ---- the question ------------------------------------------------------ */

/* What names of variables begin with, before their numbers: "budget"; n is 0
 * where they are none. */
static struct text stem_of(const struct draft *d, const struct group *g)
{
    struct text stem = text_of(draft_header(d, g->from)->question);

    if (strchr(stem.p, ' '))
        stem.n = 0;
    for (size_t i = g->from; i < g->to; i++) {
        const char *name = draft_header(d, i)->question;
        size_t n = 0;

        while (n < stem.n && name[n] == stem.p[n])
            n++;
        stem.n = n;
    }
    while (stem.n && strchr("0123456789_-.", stem.p[stem.n - 1]))
        stem.n--;
    return stem;
}

static bool is_text(const struct draft *d, const char *text)
{
    for (size_t q = 0; q < d->survey->n_questions; q++)
        if (strcmp(d->survey->question[q].text, text) == 0)
            return true;
    return false;
}

static char *usual_text(struct draft *d, const struct group *g)
{
    size_t words = 0;
    const char *name = g->joined == JOINED_POINTS   ? "Points"
                       : g->joined == JOINED_PLACES ? "Ranking"
                                                    : "Ratings";
    char *text;

    for (size_t i = g->from; i < g->to; i++)
        words += words_in(draft_header(d, i)->question);
    if (g->joined == JOINED_LINES && words >= LONG_WORDS * (g->to - g->from))
        name = "Statements";
    text = arena_text(d->arena, name, strlen(name));
    for (size_t nth = 2; text && is_text(d, text); nth++)
        text = arena_printf(d->arena, "%s %zu", name, nth);
    return text;
}

/* What stands above the columns on the form, what their names share, or what
 * they are. */
static char *text_of_group(struct draft *d, const struct group *g)
{
    const char *section = draft_header(d, g->from)->section;
    struct text stem = stem_of(d, g);

    if (section)
        return arena_text(d->arena, section, strlen(section));
    if (stem.n >= FEWEST)
        return arena_text(d->arena, stem.p, stem.n);
    return usual_text(d, g);
}

static enum status add_items(struct draft *d, struct question *q,
                             const struct group *g)
{
    size_t n = g->to - g->from;
    const char **label = mem_array(n, sizeof *label);
    enum status rc;

    if (!label)
        return err_nomem(d->err);
    for (size_t i = 0; i < n; i++)
        label[i] = draft_header(d, g->from + i)->question;
    rc = draft_items(d, q, label, n);
    for (size_t i = 0; i < n && rc == OK; i++) {
        q->item[i].column = draft_column(d, g->from + i);
        if (!q->item[i].column)
            rc = err_nomem(d->err);
    }
    free(label);
    return rc;
}

static enum status add_answers(struct draft *d, struct question *q,
                               const struct group *g)
{
    struct answers a = {0};
    enum status rc = OK;

    q->places = g->joined == JOINED_PLACES ? (size_t)g->sum : 0;
    q->total = g->joined == JOINED_POINTS ? g->sum : 0;
    if (g->joined != JOINED_LINES)
        return OK;
    for (size_t i = g->from; i < g->to && rc == OK; i++)
        rc = answers_add(d, &a, draft_profile(d, i));
    if (rc == OK)
        rc = answers_strays(d, &a);
    if (rc == OK)
        rc = draft_options(d, q, &a);
    q->note = a.strays;
    answers_free(&a);
    return rc;
}

/* Nothing in the export says that they belong together. */
static enum status add_note(struct draft *d, struct question *q,
                            const struct group *g)
{
    static const char *const why[] = {
        [JOINED_LINES] = "hold the answers of one scale",
        [JOINED_POINTS] = "come to the same in each row",
        [JOINED_PLACES] = "hold each place once in a row"};
    const struct column *first = draft_header(d, g->from);
    const char *alone = g->joined == JOINED_LINES ? "scale" : "number";

    q->note = arena_printf(
        d->arena,
        "%s%s%zu columns that %s, taken for one question%s. What was asked "
        "alone is a question of its own: {key: ..., type: %s, column: ...%s}",
        q->note ? q->note : "", q->note ? "\n" : "", g->to - g->from,
        why[g->joined], first->section ? "" : ": say in text what was asked",
        alone, g->joined == JOINED_LINES ? ", options: as here" : "");
    if (!q->note)
        return err_nomem(d->err);
    return notes_add(d->notes, d->err, NOTE_INFO,
                     "%s: %zu columns, \"%.60s\" and behind, %s and are "
                     "drafted as one question, %s; if it is none, each is "
                     "{key: ..., type: %s, column: ...}",
                     d->export->path, g->to - g->from, first->question,
                     why[g->joined], q->key, alone);
}

enum status draft_joined(struct draft *d, const struct group *g)
{
    static const enum question_type types[] = {[JOINED_LINES] = TYPE_SCALE,
                                               [JOINED_POINTS] = TYPE_POINTS,
                                               [JOINED_PLACES] = TYPE_RANKING};
    char *text = text_of_group(d, g);
    struct question *q =
        text ? draft_question(d, types[g->joined], text) : NULL;
    enum status rc = q ? add_items(d, q, g) : err_nomem(d->err);

    if (rc == OK)
        rc = add_answers(d, q, g);
    if (rc == OK)
        rc = add_note(d, q, g);
    return rc;
}
