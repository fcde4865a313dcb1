/* parts.h - what the files of this room share and nobody else needs. */
#ifndef CORE_SURVEY_PARTS_H
#define CORE_SURVEY_PARTS_H

#include "core/survey/form.h"
#include "core/survey/survey.h"

/* NULL-ended names in the order of the enums. */
extern const char *const question_types[];
extern const char *const answer_states[];
extern const char *const option_sides[];
extern const char *const sample_kinds[];
extern const char *const date_orders[];
extern const char *const decimal_marks[];
extern const char *const weighting_methods[];
extern const char *const weighting_rules[];
extern const char *const weighting_starts[];
extern const char *const lonely_rules[], *const quantiles_rules[];
extern const char *const replicates_methods[], *const replicates_kinds[],
                                                   *const replicates_centres[];

/* A named list of options. */
struct scale {
    char *name;
    struct options options;
    size_t line;
};

/* survey.yaml as it is written, before scales are handed to the questions
 * that name them and derived questions are put behind those asked. */
struct definition {
    struct survey survey;
    struct scale *scale;
    size_t n_scales;
    struct question *derived;
    size_t n_derived;
};
extern const struct form_table definition_table;
extern const struct form_table weighting_table, telling_table, replicates_table,
    renamed_table, option_table, question_table, derived_table, cells_table;

/* Every default of an empty definition. */
void survey_defaults(struct survey *survey);

/* As survey_check(); root (NULL for a draft) gives the lines that the structs
 * do not keep. */
MUST_CHECK enum status survey_check_tree(struct survey *survey,
                                         const struct node *root,
                                         struct err *err);

/* A scalar as YAML reads it back: plain where that is safe, else in double
 * quotes with escapes. */
void yaml_quote(struct str *out, const char *text);
/* Questions, asked and derived; and the scales that they name, in the order in
 * which they do. */
void write_questions(const struct survey *survey, enum survey_form form,
                     struct str *out);
void write_scales(const struct survey *survey, enum survey_form form,
                  struct str *out);
/* weighting, lonely and telling, where they are not what they are if left
 * out. */
void write_weighting(const struct survey *survey, enum survey_form form,
                     struct str *out);
/* ", renamed: [...]" of a source that has any. */
void write_renamed(const struct source_definition *source, struct str *out);
/* A note without anything that would end a comment or that YAML refuses;
 * a line break starts a new comment at the same indentation. */
void yaml_comment(struct str *out, size_t indent, const char *text);

#endif
