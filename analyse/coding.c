/* coding.c - see coding.h. */
#include "analyse/coding.h"

#include <stdlib.h>
#include "core/base/mem.h"

static bool chosen_items(const struct question *q)
{
    return q->type == TYPE_MULTIPLE || q->type == TYPE_PICK;
}

static size_t choices_of(const struct question *q)
{
    if (chosen_items(q))
        return 2;
    return q->type == TYPE_SINGLE || q->type == TYPE_SCALE ? q->options.n : 1;
}

enum status coding_init(struct coding *coding, const struct question *question,
                        struct err *err)
{
    size_t k = choices_of(question);
    bool options =
        question->type == TYPE_SINGLE || question->type == TYPE_SCALE;

    *coding = (struct coding){.n_choices = k, .n_slots = k + 3};
    coding->state = mem_array(k + 3, sizeof *coding->state);
    if (!coding->state)
        return err_nomem(err);
    for (size_t i = 0; i < k; i++)
        coding->state[i] =
            options ? question->options.option[i].state : STATE_ANSWERED;
    coding->state[k] = STATE_BLANK;
    coding->state[k + 1] = STATE_UNRECOGNISED;
    coding->state[k + 2] = STATE_NOT_ASKED;
    return OK;
}

void coding_free(struct coding *coding)
{
    free(coding->state);
    *coding = (struct coding){0};
}

/* The slot of a code that is no choice; what no option has is unrecognised. */
static int32_t slot_without(const struct coding *c, int32_t code)
{
    int32_t k = (int32_t)c->n_choices;

    return code == CODE_BLANK ? k : code == CODE_NOT_ASKED ? k + 2 : k + 1;
}

static void apply_options(const struct coding *c, int32_t *code, size_t n)
{
    for (size_t i = 0; i < n; i++)
        code[i] = code[i] >= 1 && (size_t)code[i] <= c->n_choices
                      ? code[i] - 1
                      : slot_without(c, code[i]);
}

static void apply_choices(const struct coding *c, struct answer_column *column,
                          size_t n_columns, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int32_t all = CODE_NOT_ASKED;
        bool answered = false, unrecognised = false;

        for (size_t k = 0; k < n_columns; k++) {
            int32_t code = column[k].code[i];

            answered |= code >= CODE_NOT_CHOSEN;
            unrecognised |= code == CODE_UNRECOGNISED;
            if (code == CODE_BLANK)
                all = CODE_BLANK;
        }
        if (unrecognised)
            all = CODE_UNRECOGNISED;
        for (size_t k = 0; k < n_columns; k++) {
            int32_t *code = &column[k].code[i];

            *code = !answered ? slot_without(c, all) : *code == 1 ? 0 : 1;
        }
    }
}

void coding_apply(const struct coding *coding, const struct question *question,
                  struct answer_column *column, size_t n_columns, size_t n)
{
    if (chosen_items(question)) {
        apply_choices(coding, column, n_columns, n);
        return;
    }
    for (size_t k = 0; k < n_columns; k++)
        apply_options(coding, column[k].code, n);
}

bool coding_in_base(const struct coding *coding, size_t slot, enum base base)
{
    enum answer_state state = coding->state[slot];

    switch (base) {
    case BASE_ALL:
        return true;
    case BASE_ASKED:
        return state != STATE_NOT_ASKED;
    case BASE_ANSWERED:
        return state != STATE_NOT_ASKED && state != STATE_BLANK;
    default:
        return state == STATE_ANSWERED;
    }
}

bool coding_asked_exists(const struct survey *survey,
                         const struct question *question)
{
    for (size_t steps = 0; steps <= survey->n_questions; steps++) {
        const struct cells *cells =
            question->cells.given ? &question->cells : &survey->cells;

        if (question->derived.rule == DERIVE_NONE)
            return question->asked_if.question || cells->not_asked.n;
        question = &survey->question[question->derived.from_index];
    }
    return false;
}
