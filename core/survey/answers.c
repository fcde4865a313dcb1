/* answers.c - see answers.h. */
#include "core/survey/answers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum answer_kind kind_of(enum question_type type)
{
    switch (type) {
    case TYPE_RANKING:
        return ANSWER_RANK;
    case TYPE_POINTS:
        return ANSWER_POINTS;
    case TYPE_NUMBER:
        return ANSWER_NUMBER;
    case TYPE_DATE:
        return ANSWER_DATE;
    default:
        return ANSWER_CODE;
    }
}

size_t answer_columns_of(const struct question *q)
{
    if (q->n_tasks)
        return 2 * q->n_tasks;
    return q->n_items ? q->n_items : 1;
}

/* Where the next question goes: its columns stay together in a part unless
 * they are more than a part holds.  A number has `__state` beside it, which
 * counts, because SQLite holds 2,000 columns and no more. */
static void add_question(const struct survey *survey, size_t question,
                         struct answer_places *places, size_t *used)
{
    const struct question *q = &survey->question[question];
    enum answer_kind kind = kind_of(q->type);
    size_t width = kind == ANSWER_NUMBER ? 2 : 1;
    size_t n = answer_columns_of(q);

    if (places->parts == 0 ||
        (*used && *used + n * width > ANSWER_PART_COLUMNS)) {
        places->parts++;
        *used = 0;
    }
    for (size_t i = 0; i < n; i++) {
        if (*used + width > ANSWER_PART_COLUMNS) {
            places->parts++;
            *used = 0;
        }
        *used += width;
        places->place[places->n++] = (struct answer_place){
            .question = question,
            .item = q->n_items && !q->n_tasks ? i : SURVEY_NONE,
            .kind = kind,
            .part = places->parts};
    }
}

static enum status name_place(const struct survey *survey,
                              const struct answer_places *places,
                              struct answer_place *place, struct err *err)
{
    const struct question *q = &survey->question[place->question];
    size_t first = answer_place_of(places, place->question, SURVEY_NONE);
    size_t at = (size_t)(place - places->place) - first;

    if (q->n_tasks)
        place->name = arena_printf(survey->arena, "%s__%s_%zu", q->key,
                                   at % 2 ? "worst" : "best", at / 2 + 1);
    else if (place->item == SURVEY_NONE)
        place->name = arena_text(survey->arena, q->key, strlen(q->key));
    else
        place->name = arena_printf(survey->arena, "%s__%s", q->key,
                                   q->item[place->item].key);
    return place->name ? OK : err_nomem(err);
}

enum status answer_places(const struct survey *survey,
                          struct answer_places *out, struct err *err)
{
    size_t n = 0, used = 0;
    enum status rc = OK;

    *out = (struct answer_places){0};
    for (size_t i = 0; i < survey->n_questions; i++)
        n += answer_columns_of(&survey->question[i]);
    out->place = arena_alloc(survey->arena, n, sizeof *out->place);
    if (!out->place)
        return err_nomem(err);
    for (size_t i = 0; i < survey->n_questions; i++)
        add_question(survey, i, out, &used);
    for (size_t i = 0; i < out->n && rc == OK; i++)
        rc = name_place(survey, out, &out->place[i], err);
    return rc;
}

size_t answer_place_of(const struct answer_places *places, size_t question,
                       size_t item)
{
    size_t low = 0, high = places->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (places->place[middle].question < question)
            low = middle + 1;
        else
            high = middle;
    }
    if (item != SURVEY_NONE)
        low += item;
    if (low >= places->n || places->place[low].question != question)
        return SURVEY_NONE;
    if (item != SURVEY_NONE && places->place[low].item != item)
        return SURVEY_NONE;
    return low;
}

enum status answer_column_new(struct answer_column *column,
                              enum answer_kind kind, size_t n, struct err *err)
{
    bool number = kind == ANSWER_POINTS || kind == ANSWER_NUMBER;

    *column = (struct answer_column){.n = n};
    column->code = mem_array(n, sizeof *column->code);
    if (number)
        column->value = mem_array(n, sizeof *column->value);
    if (kind == ANSWER_DATE) {
        column->text = mem_array(n, sizeof *column->text);
        column->words = arena_new();
    }
    if (!column->code || (number && !column->value) ||
        (kind == ANSWER_DATE && (!column->text || !column->words))) {
        answer_column_free(column);
        return err_nomem(err);
    }
    for (size_t i = 0; i < n; i++) {
        column->code[i] = CODE_NOT_ASKED;
        if (number)
            column->value[i] = (double)NAN;
    }
    return OK;
}

void answer_column_free(struct answer_column *column)
{
    free(column->code);
    free(column->value);
    free(column->text);
    arena_free(column->words);
    *column = (struct answer_column){0};
}

static enum answer_state state_of_code(int32_t code)
{
    switch (code) {
    case CODE_NOT_ASKED:
        return STATE_NOT_ASKED;
    case CODE_UNRECOGNISED:
        return STATE_UNRECOGNISED;
    default:
        return STATE_BLANK;
    }
}

enum answer_state answer_state_of(const struct question *question,
                                  const struct answer_column *column, size_t i)
{
    int32_t code = column->code[i];

    if (question->type == TYPE_POINTS && !isnan(column->value[i])) {
        if (column->value[i] >= 0)
            return STATE_ANSWERED;
        code = (int32_t)fmax(column->value[i], CODE_NOT_ASKED);
    }
    if (question->type == TYPE_MULTIPLE || question->type == TYPE_PICK)
        return code >= CODE_NOT_CHOSEN ? STATE_ANSWERED : state_of_code(code);
    if (code < 1)
        return state_of_code(code);
    if (question->type != TYPE_SINGLE && question->type != TYPE_SCALE)
        return STATE_ANSWERED;
    if ((size_t)code > question->options.n)
        return STATE_UNRECOGNISED;
    return question->options.option[code - 1].state;
}

const char *respondent_kind_name(enum respondent_kind kind)
{
    static const char *const names[KINDS] = {"individual", "organisation",
                                             "staff"};

    return names[kind];
}

void frame_free(struct frame *frame)
{
    free(frame->response_id);
    free(frame->source);
    for (size_t i = 0; frame->source_key && i < frame->n_sources; i++)
        free(frame->source_key[i]);
    free(frame->source_key);
    free(frame->sample);
    free(frame->day);
    free(frame->supplied);
    for (size_t i = 0; i < frame->n_strata; i++)
        free(frame->stratum_name[i]);
    free(frame->stratum_name);
    free(frame->stratum);
    free(frame->population);
    free(frame->cluster);
    *frame = (struct frame){0};
}
