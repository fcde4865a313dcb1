/* draft.c - `canvass init`: a definition out of an export. */
#include "ingest/draft.h"
#include "ingest/codebook.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/base/file.h"
#include "ingest/ingest.h"
#include "ingest/load.h"

enum { BREAKDOWN_LEVELS = 12 };

/* ---- the source --------------------------------------------------------- */

static bool keep_told(struct draft *d, const char *told, char **out)
{
    *out = told ? arena_text(d->arena, told, strlen(told)) : NULL;
    return !told || *out;
}

static enum status make_source(struct draft *d, const char *const *exports,
                               size_t n)
{
    static char online[] = "online", key[] = "main";
    struct source_definition *s =
        arena_alloc(d->arena, 1, sizeof(struct source_definition));
    const char *platform = d->export->layout->name;

    if (!s)
        return err_nomem(d->err);
    d->survey->source = s;
    d->survey->n_sources = 1;
    s->key = key;
    s->channel = online;
    s->platform = arena_text(d->arena, platform, strlen(platform));
    s->files.word = arena_alloc(d->arena, n, sizeof *s->files.word);
    if (!s->platform || !s->files.word)
        return err_nomem(d->err);
    for (size_t i = 0; i < n; i++) {
        enum status rc = draft_path(d, exports[i], true, &s->files.word[i]);

        if (rc != OK)
            return rc;
        s->files.n++;
    }
    if (!keep_told(d, d->told.encoding, &s->encoding) ||
        !keep_told(d, d->told.sheet, &s->sheet))
        return err_nomem(d->err);
    return d->told.codebook
               ? draft_path(d, d->told.codebook, false, &s->codebook)
               : OK;
}

/* ---- columns that are no answers --------------------------------------- */

static bool all_different(const struct profile *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->value[i].n > 1)
            return false;
    return p->filled > 0 && (p->n == p->filled || p->many);
}

/* Whether rows are told apart by it, but for a few sent twice. */
static bool is_id(const struct draft *d, size_t column)
{
    const struct profile *p = &d->profiles->column[column];
    size_t again = 0;

    for (size_t i = 0; i < p->n; i++)
        again += p->value[i].n > 1;
    return p->filled * 10 >= d->profiles->rows * 9 &&
           (p->many ? again * 2 <= p->n : again * 10 <= p->n) && p->n > 0;
}

/* Nobody's answer to a question "Status". */
static bool is_state(const struct profile *p)
{
    static const char *const words[] = {"complete",
                                        "completed",
                                        "partial",
                                        "incomplete",
                                        "test",
                                        "preview",
                                        "live",
                                        "submitted",
                                        "draft",
                                        "started",
                                        "survey preview",
                                        "ip address",
                                        "yes",
                                        "no",
                                        "0",
                                        "1"};

    for (size_t i = 0; i < p->n; i++) {
        bool known = false;

        for (size_t w = 0; w < sizeof words / sizeof *words; w++)
            known |= text_same(text_of(p->value[i].text), text_of(words[w]));
        if (!known)
            return false;
    }
    return !p->many;
}

static bool is_weight(const struct profile *p)
{
    double mean = p->filled ? p->sum / (double)p->filled : 0;

    return p->numbers == p->filled && p->filled > 0 && p->least >= 0 &&
           mean > 0.5 && mean < 2;
}

/* True where the column goes into the source or is left out. */
static enum status take_role(struct draft *d, size_t i, bool *taken)
{
    const struct profile *p = &d->profiles->column[i];
    struct column *c = &d->export->columns.column[i];
    struct source_definition *s = d->survey->source;
    char **member = NULL;

    *taken = true;
    if (c->role == ROLE_ID && !s->id && is_id(d, i))
        member = &s->id;
    else if (i == 0 && !c->name[0] && p->whole == p->filled && all_different(p))
        member = &s->id;
    else if (c->role == ROLE_SUBMITTED && !s->submitted)
        member = &s->submitted;
    else if (c->role == ROLE_WEIGHT && !s->weight && is_weight(p))
        member = &s->weight;
    else if (c->role == ROLE_WEIGHT ||
             (c->role == ROLE_TEST && !c->own && !is_state(p)))
        c->role = ROLE_ANSWER;
    if (!member && c->role == ROLE_ANSWER) {
        *taken = p->filled == 0 && !c->name[0];
        return *taken ? draft_ignore(d, i) : OK;
    }
    if (!member) {
        enum status rc =
            c->role == ROLE_ID && !s->id ? draft_note_no_id(d, i) : OK;

        return rc == OK ? draft_ignore(d, i) : rc;
    }
    *member = draft_column(d, i);
    return *member ? OK : err_nomem(d->err);
}

static enum status take_group(struct draft *d, const struct group *g)
{
    struct group rest = *g;
    bool taken = false;
    enum status rc = OK;

    /* Roles stand at the front of their groups, mostly alone. */
    while (rest.from < rest.to && rc == OK) {
        rc = take_role(d, rest.from, &taken);
        if (!taken)
            break;
        rest.from++;
    }
    if (rc != OK || rest.from == rest.to)
        return rc;
    return g->joined ? draft_joined(d, g) : draft_group(d, &rest);
}

/* ---- the rest ---------------------------------------------------------- */

static bool any_word(const struct draft *d, const char *word)
{
    for (size_t i = 0; i < d->export->columns.n; i++) {
        const struct profile *p = &d->profiles->column[i];

        for (size_t k = 0; k < p->n; k++)
            if (strcmp(p->value[k].text, word) == 0)
                return true;
    }
    return false;
}

static bool any_value(const struct draft *d, enum no_answer means)
{
    for (size_t i = 0; i < d->export->columns.n; i++) {
        const struct profile *p = &d->profiles->column[i];

        for (size_t k = 0; k < p->n && !p->many; k++)
            if (no_answer_of(p->value[k].text) == means)
                return true;
    }
    return false;
}

static enum status one_word(struct draft *d, struct words *words,
                            const char *word)
{
    char **more = arena_alloc(d->arena, words->n + 1, sizeof *more);

    if (!more)
        return err_nomem(d->err);
    if (words->n)
        memcpy(more, words->word, words->n * sizeof *more);
    words->word = more;
    more[words->n] = arena_text(d->arena, word, strlen(word));
    return more[words->n++] ? OK : err_nomem(d->err);
}

static enum status make_cells(struct draft *d)
{
    struct cells *cells = &d->survey->cells;
    enum status rc = OK;

    /* In one column alone it is what somebody wrote. */
    if (d->profiles->not_asked > 1 && !d->export->layout->choices_only)
        rc = one_word(d, &cells->not_asked, d->export->layout->not_asked);
    if (rc == OK && any_value(d, IS_NOT_ASKED))
        rc = one_word(d, &cells->not_asked, "NA");
    if (rc == OK && any_value(d, IS_BLANK) && any_word(d, "-"))
        rc = one_word(d, &cells->blank, "-");
    for (size_t i = 0; i < n_sheet_errors && rc == OK; i++)
        if (any_word(d, sheet_errors[i]))
            rc = one_word(d, &cells->blank, sheet_errors[i]);
    if (rc == OK && any_value(d, IS_NOT_SELECTED))
        rc = one_word(d, &cells->not_selected, "Not selected");
    if (rc == OK && cells->not_selected.n)
        rc = one_word(d, &cells->not_selected, "Unchecked");
    return rc;
}

/* Cells of their own, where the platform writes what was not put among choices
 * alone: elsewhere the same word is what somebody wrote. */
static enum status make_choice_cells(struct draft *d)
{
    const char *word = d->export->layout->not_asked;
    enum status rc = OK;

    if (!d->profiles->not_asked || !d->export->layout->choices_only)
        return OK;
    for (size_t i = 0; i < d->survey->n_questions && rc == OK; i++) {
        struct question *q = &d->survey->question[i];

        if (q->type != TYPE_MULTIPLE && q->type != TYPE_PICK)
            continue;
        q->cells = d->survey->cells;
        q->cells.given = true;
        rc = one_word(d, &q->cells.not_asked, word);
    }
    return rc;
}

/* Singles about the respondent, of 2 to 12 options. */
static enum status make_breakdowns(struct draft *d)
{
    struct survey *s = d->survey;

    s->breakdown = arena_alloc(d->arena, s->n_questions, sizeof *s->breakdown);
    if (!s->breakdown)
        return err_nomem(d->err);
    for (size_t i = 0; i < s->n_questions; i++) {
        const struct question *q = &s->question[i];
        struct breakdown *b = &s->breakdown[s->n_breakdowns];

        if (!q->about_you || q->options.n < 2 ||
            q->options.n > BREAKDOWN_LEVELS)
            continue;
        *b = (struct breakdown){
            .name = q->key, .question = {i, SURVEY_NONE}, .n = 1};
        s->n_breakdowns++;
    }
    return OK;
}

static bool is_taken(const struct question *q, const char *word)
{
    for (size_t i = 0; i < q->options.n; i++)
        if (text_same(text_of(q->options.option[i].key), text_of(word)) ||
            text_same(text_of(q->options.option[i].label), text_of(word)))
            return true;
    return false;
}

/* The codes of a codebook's choices, as other words for the options. */
static enum status match_codes(struct draft *d, struct question *q,
                               const struct column *c)
{
    for (size_t i = 0; i < c->n_offered; i++)
        for (size_t k = 0; k < q->options.n; k++) {
            struct words *match = &q->options.option[k].match;
            char **word;

            if (!c->offered[i].code || is_taken(q, c->offered[i].code) ||
                !text_same(text_of(q->options.option[k].label),
                           text_of(c->offered[i].label)))
                continue;
            word = arena_alloc(d->arena, match->n + 1, sizeof *word);
            if (!word)
                return err_nomem(d->err);
            for (size_t w = 0; w < match->n; w++)
                word[w] = match->word[w];
            word[match->n] = arena_text(d->arena, c->offered[i].code,
                                        strlen(c->offered[i].code));
            if (!word[match->n])
                return err_nomem(d->err);
            match->word = word;
            match->n++;
        }
    return OK;
}

/* Where the source names its codebook, that says them. */
static enum status add_codes(struct draft *d)
{
    enum status rc = OK;

    for (size_t i = d->told.codebook ? d->survey->n_questions : 0;
         i < d->survey->n_questions && rc == OK; i++) {
        struct question *q = &d->survey->question[i];
        const char *name = q->column    ? q->column
                           : q->n_items ? q->item[0].column
                                        : NULL;
        size_t column = name ? export_column(d->export, name) : (size_t)-1;

        if (column != (size_t)-1)
            rc = match_codes(d, q, draft_header(d, column));
    }
    return rc;
}

/* Codebooks are read, and left out of the exports: *n of them stay. */
static enum status read_codebooks(struct draft *d, const char *const **exports,
                                  size_t *n)
{
    const char **kept = arena_alloc(d->arena, *n, sizeof *kept);
    size_t stay = 1;
    enum status rc = kept ? OK : err_nomem(d->err);

    if (rc == OK)
        kept[0] = (*exports)[0];
    if (rc == OK && d->told.codebook)
        rc = codebook_take(d->export, d->told.codebook, d->err);
    for (size_t i = 1; i < *n && rc == OK; i++) {
        bool is;

        rc = codebook_read(d->export, (*exports)[i], &is, d->err);
        if (rc == OK && !is)
            kept[stay++] = (*exports)[i];
    }
    *exports = kept;
    *n = stay;
    return rc;
}

static enum status make_all(struct draft *d, const char *const *exports,
                            size_t n)
{
    enum status rc = draft_name(d);

    if (rc == OK)
        rc = make_source(d, exports, n);
    if (rc == OK)
        rc = make_cells(d);
    if (rc == OK)
        rc = draft_join(d);
    for (size_t g = 0; g < d->profiles->n_groups && rc == OK; g++)
        rc = take_group(d, &d->profiles->group[g]);
    if (rc == OK && d->survey->n_questions == 0)
        rc = err_set(d->err, ERR_INPUT,
                     "%s: has no column that looks like an answer; write the "
                     "definition by hand, or name another export",
                     d->export->path);
    if (rc == OK)
        rc = add_codes(d);
    if (rc == OK)
        rc = make_choice_cells(d);
    if (rc == OK)
        rc = make_breakdowns(d);
    if (rc == OK)
        rc = survey_check(d->survey, d->err);
    if (rc == OK)
        rc = draft_routes(d);
    return rc == OK ? survey_check(d->survey, d->err) : rc;
}

/* Other exports have to have the columns of the first. */
static enum status check_others(struct draft *d, const char *const *exports,
                                size_t n)
{
    struct loading l = {0};
    enum status rc = loading_open(&l, d->survey, d->err);

    for (size_t i = 1; i < n && rc == OK; i++) {
        struct loaded f;

        rc = load_open(&f, &l, &d->survey->source[0], exports[i], &d->told,
                       d->err);
        if (rc == OK)
            load_close(&f);
    }
    loading_close(&l);
    return rc;
}

static enum status note_draft(const struct draft *d)
{
    const struct survey *s = d->survey;
    size_t count[TYPES] = {0}, routed = 0;
    struct str types = {0};
    enum status rc;

    for (size_t i = 0; i < s->n_questions; i++) {
        count[s->question[i].type]++;
        routed += s->question[i].asked_if.question != NULL;
    }
    for (int t = 0; t < TYPES; t++)
        if (count[t])
            str_addf(&types, "%s%zu %s", types.n ? ", " : "", count[t],
                     question_type_name((enum question_type)t));
    rc = str_status(&types, d->err);
    if (rc == OK)
        rc = notes_add(d->notes, d->err, NOTE_INFO,
                       "%s: %zu question%s drafted: %s; asked_if proposed for "
                       "%zu, breakdowns %zu, headline %s",
                       d->export->path, s->n_questions,
                       s->n_questions == 1 ? "" : "s", str_cstr(&types), routed,
                       s->n_breakdowns,
                       s->headline.question ? s->headline.question : "none");
    str_free(&types);
    return rc;
}

static void write_draft(const struct draft *d, struct str *yaml)
{
    str_add(yaml, "# Drafted by canvass from ");
    draft_add_line(yaml, d->export->name);
    str_add(yaml, ": a guess throughout, to be read and edited.\n");
    survey_write(d->survey, SURVEY_DRAFT, yaml);
}

enum status ingest_draft(const char *const *exports, size_t n_exports,
                         const struct told *told, const char *path,
                         struct str *yaml, struct notes *notes, struct err *err)
{
    const char *const *files = exports;
    struct draft d = {.told = *told, .path = path, .notes = notes, .err = err};
    enum status rc = OK;

    if (n_exports == 0)
        return err_set(err, ERR_USAGE, "no export was named to draft from");
    d.survey = survey_new();
    if (!d.survey)
        return err_nomem(err);
    d.arena = d.survey->arena;
    rc = export_open(&d.export, exports[0], told, err);
    if (rc == OK)
        rc = read_codebooks(&d, &files, &n_exports);
    if (rc == OK)
        rc = load_note_export(d.export, notes, err);
    if (rc == OK)
        rc = profiles_read(&d.profiles, d.export, err);
    if (rc == OK)
        rc = make_all(&d, files, n_exports);
    if (rc == OK)
        rc = check_others(&d, files, n_exports);
    if (rc == OK)
        rc = note_draft(&d);
    if (rc == OK) {
        write_draft(&d, yaml);
        rc = str_status(yaml, err);
    }
    profiles_free(d.profiles, d.export ? d.export->columns.n : 0);
    export_close(d.export);
    survey_free(d.survey);
    return rc;
}
