/* flow.h - a mapping of YAML in { }, member by member. */
#ifndef CORE_SURVEY_FLOW_H
#define CORE_SURVEY_FLOW_H

#include "core/survey/survey.h"

/* A mapping in { } that is being written. */
struct flow {
    struct str *out;
    enum survey_form form;
    bool any; /* a member was written */
};

/* `key: `, with a comma in front where it is not the first. */
void flow_member(struct flow *f, const char *key);
/* A member is left out where its value is NULL, NaN or an empty list. */
void flow_text(struct flow *f, const char *key, const char *text);
/* A key, a name of ours or a date: never in need of quotes but by accident. */
void flow_name(struct flow *f, const char *key, const char *name);
void flow_yes(struct flow *f, const char *key, bool yes);
void flow_number(struct flow *f, const char *key, double x);
void flow_words(struct flow *f, const char *key, const struct words *words);
/* {not_asked: [...], ...} */
void flow_cells(struct str *out, const struct cells *cells);
/* [one, two] */
void yaml_words(struct str *out, const struct words *words);

#endif
