/* draft_codes.c - figures that are answers, and figures that stand for them.
 *
 * Where people saw words, a bare figure is what they chose: a scale of 1 to 5.
 * An export of codes has a figure for every choice, and "3" may be Wales: only
 * what the question asks then tells a scale.  Where choices are A1 and A2, a
 * bare figure is none of them. */
#include "ingest/draft.h"

#include <math.h>
#include <string.h>

enum lettering { NO_CHOICE, IN_FIGURES, IN_CODES, IN_WORDS };

/* A column with few different answers that recur. */
static enum lettering lettering_of(const struct profile *p)
{
    size_t filled, n = profile_answers(p, &filled), codes = 0, figures = 0,
                   kept = 0;

    if (p->many || n < 2 || n > 12 || filled < 2 * n)
        return NO_CHOICE;
    for (size_t i = 0; i < p->n; i++)
        if (no_answer_of(p->value[i].text) == IS_ANSWER &&
            tail_of(text_of(p->value[i].text)) == TAIL_NOT) {
            kept++;
            codes += label_is_code(p->value[i].text);
            figures += !isnan(p->value[i].number);
        }
    if (kept < 2)
        return NO_CHOICE;
    if (figures == kept)
        return IN_FIGURES;
    return codes == kept ? IN_CODES : IN_WORDS;
}

bool draft_coded(struct draft *d)
{
    size_t n[IN_WORDS + 1] = {0};

    if (d->coded == CODED_UNTOLD) {
        for (size_t i = 0; i < d->export->columns.n; i++)
            if (draft_header(d, i)->role == ROLE_ANSWER)
                n[lettering_of(draft_profile(d, i))]++;
        d->coded = n[IN_FIGURES] >= 2 && n[IN_FIGURES] > 9 * n[IN_WORDS] &&
                           n[IN_CODES] == 0
                       ? CODED_YES
                       : CODED_NO;
    }
    return d->coded == CODED_YES;
}

bool draft_counts(const char *text)
{
    static const char *const words[] = {"how many", "number of"};

    return draft_says(text, words, sizeof words / sizeof *words);
}

/* The question asks for a place on a scale. */
static bool asks_for_scale(const char *text)
{
    static const char *const words[] = {
        "how satisfied",  "how likely", "how important", "how much do you",
        "how well",       "how often",  "how safe",      "how confident",
        "how far do you", "how easy",   "how useful",    "how would you rate",
        "to what extent", "agree",      "rate ",         "rating",
        "a scale",        "scale of",   "scale from",    "out of 10",
        "out of five",    "from 1 to",  "from 0 to",     "1-5",
        "1-10",           "0-10",       "satisfaction"};

    return draft_says(text, words, sizeof words / sizeof *words);
}

bool draft_is_codes(struct draft *d, const struct answers *a, const char *text)
{
    struct figures f;

    if (!figures_of(a, &f) || f.bare < f.n)
        return false;
    if (asks_for_scale(text))
        return false;
    return draft_coded(d) || draft_about_you(text) || (f.n == 2 && f.most <= 2);
}
