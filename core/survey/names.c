/* names.c - words for the enums of survey.h, and look-ups by key. */
#include "core/survey/survey.h"

#include <math.h>
#include <string.h>
#include "core/base/file.h"
#include "core/survey/parts.h"

const char *const question_types[] = {[TYPE_SINGLE] = "single",
                                      [TYPE_MULTIPLE] = "multiple",
                                      [TYPE_PICK] = "pick",
                                      [TYPE_SCALE] = "scale",
                                      [TYPE_RANKING] = "ranking",
                                      [TYPE_POINTS] = "points",
                                      [TYPE_BEST_WORST] = "best_worst",
                                      [TYPE_NUMBER] = "number",
                                      [TYPE_DATE] = "date",
                                      [TYPE_TEXT] = "text",
                                      [TYPE_AREA] = "area",
                                      [TYPES] = NULL};

const char *const answer_states[] = {[STATE_ANSWERED] = "answered",
                                     [STATE_NOT_ASKED] = "not_asked",
                                     [STATE_BLANK] = "blank",
                                     [STATE_REFUSED] = "refused",
                                     [STATE_UNKNOWN] = "unknown",
                                     [STATE_NOT_APPLICABLE] = "not_applicable",
                                     [STATE_UNRECOGNISED] = "unrecognised",
                                     [STATES] = NULL};

const char *const option_sides[] = {"", "positive", "neutral", "negative",
                                    NULL};

const char *const date_orders[] = {"auto", "day_first", "month_first", NULL};
const char *const decimal_marks[] = {"auto", "point", "comma", NULL};
const char *const sample_kinds[] = {"open", "panel", "probability", NULL};

const char *question_type_name(enum question_type type)
{
    return question_types[type];
}

const char *answer_state_name(enum answer_state state)
{
    return answer_states[state];
}

const char *option_side_name(enum option_side side)
{
    return option_sides[side];
}

const char *sample_kind_name(enum sample_kind kind)
{
    return sample_kinds[kind];
}

size_t survey_question(const struct survey *survey, const char *key)
{
    for (size_t i = 0; i < survey->n_questions; i++)
        if (strcmp(survey->question[i].key, key) == 0)
            return i;
    return SURVEY_NONE;
}

size_t survey_item(const struct question *question, const char *key)
{
    for (size_t i = 0; i < question->n_items; i++)
        if (strcmp(question->item[i].key, key) == 0)
            return i;
    return SURVEY_NONE;
}

size_t survey_option(const struct question *question, const char *key)
{
    for (size_t i = 0; i < question->options.n; i++)
        if (strcmp(question->options.option[i].key, key) == 0)
            return i;
    return SURVEY_NONE;
}

void survey_path(const struct survey *survey, const char *path, struct str *out)
{
    struct str folder = {0};

    path_folder(&folder, survey->path);
    if (path[0] == '/' || strcmp(str_cstr(&folder), ".") == 0)
        str_add(out, path);
    else
        path_join(out, str_cstr(&folder), path);
    out->failed |= folder.failed;
    str_free(&folder);
}

bool question_splits(const struct question *q)
{
    if (q->n_items)
        return false;
    return q->type == TYPE_SINGLE || q->type == TYPE_SCALE;
}

bool question_has_sides(const struct question *q)
{
    if (q->type != TYPE_SCALE)
        return false;
    for (size_t i = 0; i < q->options.n; i++)
        if (q->options.option[i].side != SIDE_NONE)
            return true;
    return false;
}

bool question_has_scores(const struct question *q)
{
    if (q->type != TYPE_SCALE)
        return false;
    for (size_t i = 0; i < q->options.n; i++)
        if (!isnan(q->options.option[i].score))
            return true;
    return false;
}
