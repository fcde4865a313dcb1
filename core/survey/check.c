/* check.c - the meaning of a definition: sources, days, rules, and the order
 * in which the parts are checked. */
#include "core/survey/check.h"

#include <string.h>

static bool is_label(const char *text)
{
    size_t n = strlen(text);

    if (n == 0 || n > 60)
        return false;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7F)
            return false;
    return true;
}

static enum status check_identity(struct check *c)
{
    struct survey *s = c->survey;

    if (!text_is_key(text_of(s->key)))
        return BAD(c, node_line(c->root, "survey", NULL),
                   "survey '%s' is no key; a key is a letter and up to 59 "
                   "letters, digits and single _, all small",
                   SHOWN(c, s->key));
    if (s->wave[0] && !is_label(s->wave))
        return BAD(c, node_line(c->root, "wave", NULL),
                   "wave '%s' cannot be used; a wave is one line of at most "
                   "60 bytes",
                   SHOWN(c, s->wave));
    if (s->from && s->to && strcmp(s->from, s->to) > 0)
        return BAD(c, node_line(c->root, "fieldwork", "to"),
                   "fieldwork ends on %s, before it starts on %s", s->to,
                   s->from);
    return OK;
}

static enum status check_source(struct check *c,
                                const struct source_definition *source)
{
    if (!text_is_key(text_of(source->key)))
        return BAD(c, source->line, "source '%s' is no key",
                   SHOWN(c, source->key));
    if (source->files.n == 0)
        return BAD(c, source->line,
                   "source '%s' has no files; list names or patterns, as "
                   "[\"web*.csv\"]",
                   source->key);
    if (!is_label(source->channel))
        return BAD(c, source->line,
                   "source '%s': the channel is one line of at most 60 bytes, "
                   "as online",
                   source->key);
    return OK;
}

static enum status check_renamed(struct check *c,
                                 const struct source_definition *s)
{
    for (size_t i = 0; i < s->n_renamed; i++) {
        const struct renamed_column *r = &s->renamed[i];

        if (text_same(text_of(r->from), text_of(r->to)))
            return BAD(c, r->line,
                       "source '%s': renamed: \"%s\" has the same name on both "
                       "sides; from is what this definition calls the column, "
                       "to what a later download does",
                       s->key, SHOWN(c, r->from));
        for (size_t j = 0; j < i; j++)
            if (text_same(text_of(r->to), text_of(s->renamed[j].to)))
                return BAD(c, r->line,
                           "source '%s': renamed: \"%s\" stands for two "
                           "columns; keep one",
                           s->key, SHOWN(c, r->to));
    }
    return OK;
}

static enum status check_sources(struct check *c)
{
    struct survey *s = c->survey;
    enum status rc = OK;

    if (s->n_sources == 0)
        return BAD(c, node_line(c->root, "sources", NULL),
                   "sources is empty; list at least one file");
    for (size_t i = 0; i < s->n_sources && rc == OK; i++) {
        rc = check_source(c, &s->source[i]);
        if (rc == OK)
            rc = check_renamed(c, &s->source[i]);
    }
    return rc;
}

static enum status check_remove(struct check *c)
{
    struct survey *s = c->survey;
    bool dated = false;

    if (s->remove.incomplete_below < 0 || s->remove.incomplete_below > 1)
        return BAD(c, node_line(c->root, "remove", "incomplete_below"),
                   "remove.incomplete_below is a share of the questions asked, "
                   "from 0 to 1");
    if (!s->remove.outside_fieldwork)
        return OK;
    if (!s->from && !s->to)
        return BAD(c, node_line(c->root, "remove", "outside_fieldwork"),
                   "remove.outside_fieldwork needs fieldwork, as "
                   "{from: 2016-07-01, to: 2016-09-09}");
    for (size_t i = 0; i < s->n_sources; i++)
        dated |= s->source[i].submitted != NULL;
    if (!dated)
        return BAD(c, node_line(c->root, "remove", "outside_fieldwork"),
                   "remove.outside_fieldwork needs a source that says in which "
                   "column the time of reply lies (submitted)");
    return OK;
}

static enum status check_disclosure(struct check *c)
{
    const struct disclosure *d = &c->survey->disclosure;

    if (d->min_base == 0 || d->min_count == 0)
        return BAD(c,
                   node_line(c->root, "disclosure",
                             d->min_base ? "min_count" : "min_base"),
                   "disclosure.%s is 0; allowed: 1 and more",
                   d->min_base ? "min_count" : "min_base");
    if (d->small_base < d->min_base)
        return BAD(c, node_line(c->root, "disclosure", "small_base"),
                   "disclosure.small_base is %zu, below min_base, which is "
                   "%zu; allowed: %zu and more",
                   d->small_base, d->min_base, d->min_base);
    for (size_t i = 0; i < d->sensitive.n; i++)
        if (survey_question(c->survey, d->sensitive.word[i]) == SURVEY_NONE)
            return BAD(c, node_line(c->root, "disclosure", "sensitive"),
                       "disclosure.sensitive: there is no question '%s'",
                       SHOWN(c, d->sensitive.word[i]));
    return OK;
}

char *check_folded(struct check *c, const char *text)
{
    struct str s = {0};
    char *out;

    text_fold(&s, text_of(text));
    out = s.failed ? NULL : arena_text(c->scratch, str_cstr(&s), s.n);
    str_free(&s);
    return out;
}

enum status check_option_key(struct check *c, const char *key, size_t line,
                             const char *what, const char *question)
{
    if (is_label(key) && !strchr(key, '*') &&
        text_trim(text_of(key)).n == strlen(key))
        return OK;
    return BAD(c, line,
               "question '%s': '%s' is no key of %s; allowed: 1 to 60 bytes on "
               "one line without * and without spaces at its ends",
               question, SHOWN(c, key), what);
}

enum status survey_check_tree(struct survey *survey, const struct node *root,
                              struct err *err)
{
    static enum status (*const parts[])(struct check *) = {
        check_identity,  check_sources, check_fill,
        check_questions, check_unique,  check_routes,
        check_uses,      check_remove,  check_disclosure,
    };
    struct check c = {.survey = survey, .root = root, .err = err};
    enum status rc = OK;

    c.file = survey->path[0] ? survey->path : NULL;
    c.scratch = arena_new();
    if (!c.scratch)
        return err_nomem(err);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && rc == OK; i++)
        rc = parts[i](&c);
    arena_free(c.scratch);
    return rc;
}

enum status survey_check(struct survey *survey, struct err *err)
{
    return survey_check_tree(survey, NULL, err);
}
