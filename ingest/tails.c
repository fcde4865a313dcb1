/* tails.c - answers that stand apart, at the end of any list. */
#include "ingest/scales.h"

#include <string.h>

static const struct {
    const char *words; /* folded */
    bool whole;        /* the whole text, not a part of it */
    enum tail tail;
} tails[] = {
    {"prefer not to", false, TAIL_REFUSED},
    {"rather not say", false, TAIL_REFUSED},
    {"rather not answer", false, TAIL_REFUSED},
    {"want to answer", false, TAIL_REFUSED},
    {"wish to answer", false, TAIL_REFUSED},
    {"decline to", false, TAIL_REFUSED},
    {"no answer", true, TAIL_REFUSED},
    {"don't know", false, TAIL_UNKNOWN},
    {"dont know", false, TAIL_UNKNOWN},
    {"do not know", false, TAIL_UNKNOWN},
    {"can't say", true, TAIL_UNKNOWN},
    {"not sure", true, TAIL_UNKNOWN},
    {"unsure", true, TAIL_UNKNOWN},
    {"i'm not sure", true, TAIL_UNKNOWN},
    {"i am not sure", true, TAIL_UNKNOWN},
    {"no opinion", true, TAIL_UNKNOWN},
    {"n/a", false, TAIL_NOT_APPLICABLE},
    {"not applicable", false, TAIL_NOT_APPLICABLE},
    {"does not apply", false, TAIL_NOT_APPLICABLE},
    {"doesn't apply", false, TAIL_NOT_APPLICABLE},
    {"none of the above", false, TAIL_NONE},
    {"none of these", false, TAIL_NONE},
    {"none of them", false, TAIL_NONE},
    {"none", true, TAIL_NONE},
    {"other", true, TAIL_OTHER},
    {"another", true, TAIL_OTHER},
    {"something else", true, TAIL_OTHER},
    {"please specify", false, TAIL_OTHER},
    {"please state", false, TAIL_OTHER},
    {"please explain", false, TAIL_OTHER},
    /* Spanish */
    {"prefiero no", false, TAIL_REFUSED},
    {"no contesta", true, TAIL_REFUSED},
    {"no sé", false, TAIL_UNKNOWN},
    {"no lo sé", false, TAIL_UNKNOWN},
    {"no sabe", false, TAIL_UNKNOWN},
    {"ns/nc", true, TAIL_UNKNOWN},
    {"sin opinión", true, TAIL_UNKNOWN},
    {"no aplica", true, TAIL_NOT_APPLICABLE},
    {"no procede", true, TAIL_NOT_APPLICABLE},
    {"ninguna de las anteriores", false, TAIL_NONE},
    {"ninguno de los anteriores", false, TAIL_NONE},
    {"otro", true, TAIL_OTHER},
    {"otra", true, TAIL_OTHER},
    {"otros", true, TAIL_OTHER},
    {"otras", true, TAIL_OTHER},
    {"especifique", false, TAIL_OTHER},
    {"especificar", false, TAIL_OTHER},
    /* French */
    {"préfère ne pas", false, TAIL_REFUSED},
    {"ne sais pas", false, TAIL_UNKNOWN},
    {"ne sait pas", false, TAIL_UNKNOWN},
    {"sans opinion", true, TAIL_UNKNOWN},
    {"sans avis", true, TAIL_UNKNOWN},
    {"non applicable", true, TAIL_NOT_APPLICABLE},
    {"sans objet", true, TAIL_NOT_APPLICABLE},
    {"non concerné", false, TAIL_NOT_APPLICABLE},
    {"aucune de ces", false, TAIL_NONE},
    {"aucun de ces", false, TAIL_NONE},
    {"autre", true, TAIL_OTHER},
    {"autres", true, TAIL_OTHER},
    {"précisez", false, TAIL_OTHER},
    {"préciser", false, TAIL_OTHER},
    /* German, with ss for the sharp s */
    {"keine angabe", true, TAIL_REFUSED},
    {"möchte ich nicht", false, TAIL_REFUSED},
    {"weiss nicht", false, TAIL_UNKNOWN},
    {"weiss ich nicht", false, TAIL_UNKNOWN},
    {"nicht zutreffend", true, TAIL_NOT_APPLICABLE},
    {"nichts davon", false, TAIL_NONE},
    {"keines davon", false, TAIL_NONE},
    {"bitte angeben", false, TAIL_OTHER},
    {"sonstiges", true, TAIL_OTHER},
    {"andere", true, TAIL_OTHER},
    {"anderes", true, TAIL_OTHER},
};

enum tail tail_of(struct text t)
{
    struct str folded = {0};
    enum tail tail = TAIL_NOT;

    text_fold(&folded, t);
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        const char *at = strstr(str_cstr(&folded), tails[i].words);

        if (!at ||
            (tails[i].whole && strcmp(str_cstr(&folded), tails[i].words) != 0))
            continue;
        tail = tails[i].tail;
        break;
    }
    str_free(&folded);
    return tail;
}

enum answer_state tail_state(enum tail tail)
{
    switch (tail) {
    case TAIL_REFUSED:
        return STATE_REFUSED;
    case TAIL_UNKNOWN:
        return STATE_UNKNOWN;
    case TAIL_NOT_APPLICABLE:
        return STATE_NOT_APPLICABLE;
    default:
        return STATE_ANSWERED;
    }
}
