/* coding.h - coded answers as slots: one for each way to answer and each way
 * not to, so that every base is a set of slots and one table of counts by slot
 * and level holds every share of a question. */
#ifndef ANALYSE_CODING_H
#define ANALYSE_CODING_H

#include "core/evidence/evidence.h"
#include "core/survey/answers.h"

/* Slots 0 .. n_choices - 1 are the options (of an item of a multiple or pick:
 * chosen, not chosen; of anything else: given); then blank, unrecognised, not
 * asked. */
struct coding {
    size_t n_slots, n_choices;
    enum answer_state *state; /* of each slot */
};

MUST_CHECK enum status coding_init(struct coding *coding,
                                   const struct question *question,
                                   struct err *err);
void coding_free(struct coding *coding);

/* Writes slots over the codes of a question's columns.  An item of a multiple
 * or pick takes its state from the whole answer: with one choice made, or all
 * said not to be, every item was answered. */
void coding_apply(const struct coding *coding, const struct question *question,
                  struct answer_column *column, size_t n_columns, size_t n);

/* Does a slot belong to a base?  Of the bases of coded answers: all, asked,
 * answered, gave_view. */
bool coding_in_base(const struct coding *coding, size_t slot, enum base base);

/* Is there a base asked: was it put to some only, or do cells say not asked? A
 * derived question goes by what it is derived from. */
bool coding_asked_exists(const struct survey *survey,
                         const struct question *question);

#endif
