/* check_tasks.c - the tasks of a best_worst. */
#include "core/survey/check.h"

#include <string.h>

enum { MOST_ITEMS = 64, FEWEST_SHOWN = 3 };

/* A task that does not say what it showed has shown everything. */
enum status check_fill_shown(struct check *c, const struct question *q,
                             struct shown_task *task)
{
    if (task->shown.n)
        return OK;
    task->shown.word =
        arena_alloc(c->survey->arena, q->n_items, sizeof *task->shown.word);
    if (!task->shown.word)
        return err_nomem(c->err);
    for (size_t i = 0; i < q->n_items; i++)
        task->shown.word[task->shown.n++] = q->item[i].key;
    return OK;
}

static enum status check_shown(struct check *c, const struct question *q,
                               const struct shown_task *task)
{
    const struct words *shown = &task->shown;

    if (shown->n < FEWEST_SHOWN)
        return BAD(c, task->line,
                   "question '%s': a task shows %zu items; allowed: %d and "
                   "more",
                   q->key, shown->n, FEWEST_SHOWN);
    for (size_t i = 0; i < shown->n; i++) {
        if (survey_item(q, shown->word[i]) == SURVEY_NONE)
            return BAD(c, task->line,
                       "question '%s': a task shows '%s', which is none of "
                       "its items",
                       q->key, SHOWN(c, shown->word[i]));
        for (size_t j = 0; j < i; j++)
            if (strcmp(shown->word[i], shown->word[j]) == 0)
                return BAD(c, task->line,
                           "question '%s': a task shows '%s' twice; keep one",
                           q->key, SHOWN(c, shown->word[i]));
    }
    return OK;
}

enum status check_tasks(struct check *c, const struct question *q)
{
    enum status rc = OK;

    if (q->type != TYPE_BEST_WORST)
        return BAD(c, q->task[0].line,
                   "question '%s': tasks belong to questions of type "
                   "best_worst, not to type %s",
                   q->key, question_type_name(q->type));
    if (q->n_tasks == 0)
        return BAD(c, q->line,
                   "question '%s': a best_worst needs tasks, as {best: COLUMN, "
                   "worst: COLUMN, shown: [ITEM, ITEM, ITEM]}",
                   q->key);
    if (q->n_items > MOST_ITEMS)
        return BAD(c, q->line,
                   "question '%s': %zu items; a best_worst has at most %d",
                   q->key, q->n_items, MOST_ITEMS);
    if (q->column || q->separator)
        return BAD(c, q->line,
                   "question '%s': the columns of a best_worst are those of "
                   "its tasks; take away its own",
                   q->key);
    for (size_t i = 0; i < q->n_items; i++)
        if (q->item[i].column || q->item[i].words)
            return BAD(c, q->item[i].line,
                       "question '%s': the columns of a best_worst are those "
                       "of its tasks; take away that of item '%s'",
                       q->key, q->item[i].key);
    for (size_t i = 0; i < q->n_tasks && rc == OK; i++)
        rc = check_shown(c, q, &q->task[i]);
    return rc;
}
