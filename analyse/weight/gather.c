/* gather.c - responses into levels and cells, targets into shares.
 *
 * A response that a rule drops is out before anything is counted, so that what
 * the others keep is their share of those who remain. */
#include "analyse/weight/system.h"

#include <math.h>
#include <stdlib.h>
#include "core/base/mem.h"

static bool placed(const struct weight_margin *m, int32_t level)
{
    return level >= 0 && !isnan(m->target[level]);
}

/* Drops who has no place in a margin of which the rule says so. */
static enum status drop(const struct weight_problem *p, struct weights *w,
                        const struct weight_margin *m, struct notes *notes,
                        struct err *err)
{
    size_t gone[2] = {0, 0};
    const enum weight_rule rule[2] = {p->missing, p->no_target};
    static const char *const why[2] = {"no answer to",
                                       "no target for the level of"};
    static const char *const key[2] = {"missing", "no_target"};
    enum status rc = OK;

    for (size_t i = 0; i < p->n; i++) {
        bool known = m->level[i] >= 0;

        if (placed(m, m->level[i]) || rule[known] == WEIGHT_KEEP_SHARE)
            continue;
        gone[known]++;
        w->weight[i] = (double)NAN;
    }
    for (size_t k = 0; k < 2 && rc == OK; k++) {
        if (gone[k] && rule[k] == WEIGHT_ERROR)
            rc = err_at(err, ERR_INPUT, p->file, p->line,
                        "scheme '%s': %s %s: %zu %s; write %s: keep_share or "
                        "%s: drop%s",
                        p->name, why[k], m->name, gone[k], RESPONSES(gone[k]),
                        key[k], key[k], k ? ", or give a target" : "");
        else if (gone[k])
            rc = notes_add(notes, err, NOTE_ATTENTION,
                           "scheme '%s': %s %s: %zu %s, left without a weight",
                           p->name, why[k], m->name, gone[k],
                           RESPONSES(gone[k]));
    }
    return rc;
}

static enum status take_base(const struct weight_problem *p, struct weights *w,
                             struct err *err)
{
    double sum = 0, factor = 1;

    for (size_t i = 0; i < p->n; i++) {
        double b = p->base ? p->base[i] : 1;

        if (isnan(w->weight[i])) {
            w->base[i] = (double)NAN;
            continue;
        }
        if (!(b > 0 && isfinite(b)))
            return err_at(err, ERR_INPUT, p->file, p->line,
                          "scheme '%s': response %zu has the design weight %g; "
                          "a weight is a number above 0",
                          p->name, i + 1, b);
        w->base[i] = b;
        sum += b;
        w->n_used++;
    }
    if (w->n_used == 0)
        return err_at(err, ERR_INPUT, p->file, p->line,
                      "scheme '%s': there is nobody to weight", p->name);
    if (!isnan(p->total) &&
        (!p->base || p->total > 20 * sum || sum > 20 * p->total))
        factor = p->total / sum;
    for (size_t i = 0; i < p->n; i++)
        w->base[i] *= factor;
    return OK;
}

double gather_total(const struct weight_problem *p, const struct weights *w)
{
    double sum = 0;

    if (!isnan(p->total))
        return p->total;
    for (size_t i = 0; i < w->n; i++)
        if (w->cell[i] != WEIGHT_NONE)
            sum += w->base[i];
    return sum;
}

static void count(const struct weights *w, const struct weight_margin *m,
                  struct place *at)
{
    for (size_t i = 0; i < w->n; i++) {
        size_t l = m->level[i] >= 0 ? (size_t)m->level[i] : m->n_levels;

        if (isnan(w->base[i]))
            continue;
        at->n[l]++;
        at->d[l] += w->base[i];
    }
}

/* Levels with a target that nobody has: all of a margin in one message. */
static enum status refuse_empty(const struct weight_problem *p,
                                const struct weight_margin *m,
                                const struct place *at, struct err *err)
{
    struct str names = {0};
    const char *with = NULL;
    size_t line = 0, n = 0;
    enum status rc;

    for (size_t l = 0; l < m->n_levels; l++) {
        if (!(m->target[l] > 0) || at->n[l] > 0)
            continue;
        if (n++ == 0) {
            line = m->line ? m->line[l] : 0;
            with = say_neighbour(m, (int32_t)l);
        }
        str_addf(&names, "%s'%s'", n > 1 ? ", " : "", m->label[l]);
    }
    rc = str_status(&names, err);
    if (rc == OK && n)
        rc = err_at(err, ERR_INPUT, m->file, line,
                    "scheme '%s': nobody is %s of %s, which %s a target; "
                    "merge %s with another level%s%s%s, here and in the "
                    "definition, or leave the margin out",
                    p->name, str_cstr(&names), m->name, n > 1 ? "have" : "has",
                    n > 1 ? "them" : "it", with ? " such as '" : "",
                    with ? with : "", with ? "'" : "");
    str_free(&names);
    return rc;
}

static enum status check_targets(const struct weight_problem *p,
                                 const struct weight_margin *m,
                                 const struct place *at, double *sum,
                                 struct err *err)
{
    *sum = 0;
    for (size_t l = 0; l < m->n_levels; l++) {
        size_t line = m->line ? m->line[l] : 0;

        if (isnan(m->target[l]))
            continue;
        if (!(m->target[l] >= 0 && isfinite(m->target[l])))
            return err_at(err, ERR_INPUT, m->file, line,
                          "scheme '%s': the target of '%s' of %s is %g; a "
                          "target is a number from 0 up",
                          p->name, m->label[l], m->name, m->target[l]);
        if (!(m->target[l] > 0) && at->n[l] > 0)
            return err_at(err, ERR_INPUT, m->file, line,
                          "scheme '%s': '%s' of %s has the target 0 and %g %s; "
                          "take the line out, so that no_target deals with it",
                          p->name, m->label[l], m->name, at->n[l],
                          RESPONSES(at->n[l]));
        *sum += m->target[l];
    }
    if (!(*sum > 0))
        return err_at(err, ERR_INPUT, m->file, 0,
                      "scheme '%s': margin %s has no target above 0", p->name,
                      m->name);
    if (!m->counts && fabs(*sum - 1) > 0.01 + 1e-9)
        return err_at(err, ERR_INPUT, m->file, m->line ? m->line[0] : 0,
                      "scheme '%s': the shares of %s add up to %.6g; they must "
                      "add up to 1: correct them or give counts",
                      p->name, m->name, *sum);
    return refuse_empty(p, m, at, err);
}

static void add_level(struct weights *w, struct place *at, size_t margin,
                      const struct weight_margin *m, size_t l)
{
    if (at->n[l] <= 0)
        return;
    at->column[l] = (uint32_t)w->n_levels;
    w->level[w->n_levels++] = (struct weight_level){
        .margin = margin,
        .level = l < m->n_levels ? (int32_t)l : WEIGHT_MISSING,
        .n = at->n[l],
        .given = l < m->n_levels ? m->target[l] : (double)NAN,
        .before = at->d[l]};
}

/* Targets of a margin as shares of everyone, kept shares set aside. */
static enum status set_targets(const struct weight_problem *p,
                               struct weights *w, size_t first, double sum,
                               struct err *err)
{
    const struct weight_margin *m = &p->margin[w->level[first].margin];
    double all = 0, kept = 0;

    for (size_t c = first; c < w->n_levels; c++) {
        all += w->level[c].before;
        kept += isnan(w->level[c].given) ? w->level[c].before : 0;
    }
    kept /= all;
    for (size_t c = first; c < w->n_levels; c++) {
        struct weight_level *l = &w->level[c];

        l->before /= all;
        l->given /= sum;
        l->target = isnan(l->given) ? l->before : l->given * (1 - kept);
    }
    if (isnan(w->level[first].given))
        return err_at(err, ERR_INPUT, p->file, p->line,
                      "scheme '%s': nobody has an answer to %s that has a "
                      "target; leave the margin out",
                      p->name, m->name);
    return OK;
}

static enum status say_kept(const struct weight_problem *p,
                            const struct weights *w, size_t first, double sum,
                            struct notes *notes, struct err *err)
{
    const struct weight_margin *m = &p->margin[w->level[first].margin];
    struct str name = {0};
    enum status rc = OK;

    if (!m->counts && fabs(sum - 1) > 1e-9)
        rc = notes_add(notes, err, NOTE_INFO,
                       "scheme '%s': the shares of %s add up to %.6g; they "
                       "are scaled to 1",
                       p->name, m->name, sum);
    for (size_t c = first; c < w->n_levels && rc == OK; c++) {
        if (!isnan(w->level[c].given))
            continue;
        str_clear(&name);
        say_column(&name, p, w, c);
        if ((rc = str_status(&name, err)) != OK)
            break;
        rc = notes_add(notes, err, NOTE_INFO,
                       "scheme '%s': %s has no target: %g %s, kept at their "
                       "share of %.4g%%",
                       p->name, str_cstr(&name), w->level[c].n,
                       RESPONSES(w->level[c].n), 100 * w->level[c].before);
    }
    str_free(&name);
    return rc;
}

static enum status take_margin(const struct weight_problem *p,
                               struct weights *w, size_t margin,
                               struct place *at, double *sum,
                               struct notes *notes, struct err *err)
{
    const struct weight_margin *m = &p->margin[margin];
    size_t first = w->n_levels;
    enum status rc;

    count(w, m, at);
    for (size_t l = 0; l <= m->n_levels; l++)
        at->column[l] = WEIGHT_NONE;
    if ((rc = check_targets(p, m, at, sum, err)) != OK)
        return rc;
    for (size_t l = 0; l < m->n_levels; l++)
        if (!isnan(m->target[l]))
            add_level(w, at, margin, m, l);
    for (size_t l = 0; l < m->n_levels; l++)
        if (isnan(m->target[l]))
            add_level(w, at, margin, m, l);
    add_level(w, at, margin, m, m->n_levels);
    if ((rc = set_targets(p, w, first, *sum, err)) != OK)
        return rc;
    return say_kept(p, w, first, *sum, notes, err);
}

/* Counts of all margins speak of the same people. */
static enum status check_totals(const struct weight_problem *p,
                                const double *sum, struct err *err)
{
    size_t first = p->n_margins;

    for (size_t m = 0; m < p->n_margins; m++) {
        const struct weight_margin *b = &p->margin[m];

        if (!b->counts)
            continue;
        if (first == p->n_margins)
            first = m;
        if (fabs(sum[m] - sum[first]) > 0.005 * sum[first])
            return err_at(err, ERR_INPUT, b->file, b->line ? b->line[0] : 0,
                          "scheme '%s': the counts of %s add up to %.10g and "
                          "those of %s to %.10g; give both for the same "
                          "people, or shares",
                          p->name, b->name, sum[m], p->margin[first].name,
                          sum[first]);
    }
    return OK;
}

static enum status places_init(const struct weight_problem *p,
                               struct place **place, struct weights *w,
                               struct err *err)
{
    size_t levels = 0;

    *place = mem_array(p->n_margins, sizeof **place);
    if (!*place)
        return err_nomem(err);
    for (size_t m = 0; m < p->n_margins; m++) {
        size_t n = p->margin[m].n_levels + 1;
        struct place *at = &(*place)[m];

        levels += n;
        at->n = mem_array(2 * n, sizeof *at->n);
        at->column = mem_array(n, sizeof *at->column);
        if (!at->n || !at->column)
            return err_nomem(err);
        at->d = at->n + n;
    }
    w->level = mem_array(levels, sizeof *w->level);
    return w->level ? OK : err_nomem(err);
}

static void places_free(const struct weight_problem *p, struct place *place)
{
    for (size_t m = 0; place && m < p->n_margins; m++) {
        free(place[m].n);
        free(place[m].column);
    }
    free(place);
}

enum status gather(const struct weight_problem *p, struct weights *w,
                   struct notes *notes, struct err *err)
{
    struct place *place = NULL;
    double *sum = mem_array(p->n_margins, sizeof *sum);
    enum status rc = sum ? OK : err_nomem(err);

    for (size_t m = 0; m < p->n_margins && rc == OK; m++)
        rc = drop(p, w, &p->margin[m], notes, err);
    if (rc == OK)
        rc = take_base(p, w, err);
    if (rc == OK)
        rc = places_init(p, &place, w, err);
    for (size_t m = 0; m < p->n_margins && rc == OK; m++)
        rc = take_margin(p, w, m, &place[m], &sum[m], notes, err);
    if (rc == OK)
        rc = check_totals(p, sum, err);
    if (rc == OK)
        rc = cells_find(p, w, place, err);
    places_free(p, place);
    free(sum);
    return rc;
}
