/* scales.c - see scales.h.  A new scale is a row; a new way of saying a point
 * is a few words. */
#include "ingest/scales.h"

#include <string.h>

#define P SIDE_POSITIVE
#define Z SIDE_NEUTRAL
#define N SIDE_NEGATIVE
#define O SIDE_NONE

// clang-format off
static const struct known_scale scales[] = {
    {"agree5", false, {
        {"strongly_agree", "Strongly agree|Agree strongly|Definitely agree|Completely agree", 5, P},
        {"agree", "Agree|Tend to agree|Somewhat agree|Agree somewhat|Slightly agree", 4, P},
        {"neither", "Neither agree nor disagree|Neither agree or disagree|Neutral|Neither|Undecided", 3, Z},
        {"disagree", "Disagree|Tend to disagree|Somewhat disagree|Disagree somewhat|Slightly disagree", 2, N},
        {"strongly_disagree", "Strongly disagree|Disagree strongly|Definitely disagree|Completely disagree", 1, N}}, 5},
    {"agree4", false, {
        {"strongly_agree", "Strongly agree|Agree strongly|Definitely agree|Completely agree", 4, P},
        {"agree", "Agree|Tend to agree|Somewhat agree|Agree somewhat|Slightly agree", 3, P},
        {"disagree", "Disagree|Tend to disagree|Somewhat disagree|Disagree somewhat|Slightly disagree", 2, N},
        {"strongly_disagree", "Strongly disagree|Disagree strongly|Definitely disagree|Completely disagree", 1, N}}, 4},
    {"agree7", false, {
        {"strongly_agree", "Strongly agree", 7, P},
        {"agree", "Agree", 6, P},
        {"somewhat_agree", "Somewhat agree|Slightly agree|Tend to agree", 5, P},
        {"neither", "Neither agree nor disagree|Neutral|Neither", 4, Z},
        {"somewhat_disagree", "Somewhat disagree|Slightly disagree|Tend to disagree", 3, N},
        {"disagree", "Disagree", 2, N},
        {"strongly_disagree", "Strongly disagree", 1, N}}, 7},
    {"satisfied5", false, {
        {"very_satisfied", "Very satisfied|Extremely satisfied|Completely satisfied", 5, P},
        {"satisfied", "Satisfied|Fairly satisfied|Somewhat satisfied|Quite satisfied", 4, P},
        {"neither", "Neither satisfied nor dissatisfied|Neither satisfied or dissatisfied|Neutral|Neither", 3, Z},
        {"dissatisfied", "Dissatisfied|Fairly dissatisfied|Somewhat dissatisfied|Quite dissatisfied", 2, N},
        {"very_dissatisfied", "Very dissatisfied|Extremely dissatisfied|Completely dissatisfied", 1, N}}, 5},
    {"satisfied4", false, {
        {"very_satisfied", "Very satisfied|Extremely satisfied", 4, P},
        {"satisfied", "Satisfied|Fairly satisfied|Somewhat satisfied|Quite satisfied", 3, P},
        {"dissatisfied", "Dissatisfied|Fairly dissatisfied|Somewhat dissatisfied|Not very satisfied", 2, N},
        {"very_dissatisfied", "Very dissatisfied|Extremely dissatisfied|Not at all satisfied", 1, N}}, 4},
    {"likely5", false, {
        {"very_likely", "Very likely|Extremely likely|Highly likely", 5, P},
        {"likely", "Likely|Fairly likely|Somewhat likely|Quite likely", 4, P},
        {"neither", "Neither likely nor unlikely|Neutral|Neither", 3, Z},
        {"unlikely", "Unlikely|Fairly unlikely|Somewhat unlikely|Quite unlikely", 2, N},
        {"very_unlikely", "Very unlikely|Extremely unlikely|Highly unlikely", 1, N}}, 5},
    {"likely4", false, {
        {"very_likely", "Very likely|Extremely likely", 4, P},
        {"likely", "Likely|Fairly likely|Somewhat likely", 3, P},
        {"unlikely", "Unlikely|Fairly unlikely|Not very likely|Not so likely", 2, N},
        {"very_unlikely", "Very unlikely|Not at all likely", 1, N}}, 4},
    {"support5", false, {
        {"strongly_support", "Strongly support", 5, P},
        {"support", "Support|Tend to support|Somewhat support", 4, P},
        {"neither", "Neither support nor oppose|Neutral|Neither", 3, Z},
        {"oppose", "Oppose|Tend to oppose|Somewhat oppose", 2, N},
        {"strongly_oppose", "Strongly oppose", 1, N}}, 5},
    {"favourable5", false, {
        {"very_favourable", "Very favourably|Very favorably|Very favourable|Very favorable", 5, P},
        {"somewhat_favourable", "Somewhat favourably|Somewhat favorably|Somewhat favourable|Somewhat favorable", 4, P},
        {"neither", "Neither favourably nor unfavourably|Neither favorably nor unfavorably (neutral)|Neither favourably nor unfavourably (neutral)|Neither favorably nor unfavorably|Neutral|Neither", 3, Z},
        {"somewhat_unfavourable", "Somewhat unfavourably|Somewhat unfavorably|Somewhat unfavourable|Somewhat unfavorable", 2, N},
        {"very_unfavourable", "Very unfavourably|Very unfavorably|Very unfavourable|Very unfavorable", 1, N}}, 5},
    {"important5", false, {
        {"extremely_important", "Extremely important|Critical|Essential", 5, P},
        {"very_important", "Very important", 4, P},
        {"somewhat_important", "Somewhat important|Moderately important|Fairly important|Quite important|Important", 3, Z},
        {"slightly_important", "Slightly important|Not so important|Not very important|Not too important", 2, N},
        {"not_at_all_important", "Not at all important|Not important at all|Not important|Unimportant", 1, N}}, 5},
    {"important4", false, {
        {"very_important", "Very important|Extremely important", 4, P},
        {"somewhat_important", "Somewhat important|Fairly important|Quite important|Important", 3, P},
        {"not_very_important", "Not very important|Not too important|Not so important|Slightly important|A little important", 2, N},
        {"not_at_all_important", "Not at all important|Not important at all|Not important|Unimportant", 1, N}}, 4},
    {"well4", false, {
        {"very_well", "Very well|Extremely well", 4, P},
        {"fairly_well", "Fairly well|Somewhat well|Quite well|Well", 3, P},
        {"not_very_well", "Not very well|Not too well|Not so well", 2, N},
        {"not_at_all_well", "Not at all well|Not well at all", 1, N}}, 4},
    {"well5", false, {
        {"extremely_well", "Extremely well", 5, P},
        {"very_well", "Very well", 4, P},
        {"somewhat_well", "Somewhat well|Fairly well|Moderately well", 3, Z},
        {"not_so_well", "Not so well|Not very well|Slightly well", 2, N},
        {"not_at_all_well", "Not at all well|Not well at all", 1, N}}, 5},
    {"good5", false, {
        {"very_good", "Very good|Excellent", 5, P},
        {"good", "Good|Fairly good", 4, P},
        {"fair", "Fair|Average|Neither good nor poor|Neither good nor bad|Neutral|OK", 3, Z},
        {"poor", "Poor|Fairly poor|Bad|Fairly bad", 2, N},
        {"very_poor", "Very poor|Very bad|Terrible", 1, N}}, 5},
    {"safe5", false, {
        {"very_safe", "Very safe", 5, P},
        {"fairly_safe", "Fairly safe|Safe|Quite safe", 4, P},
        {"neither", "Neither safe nor unsafe|Neutral|Neither", 3, Z},
        {"fairly_unsafe", "Fairly unsafe|A bit unsafe|Unsafe|Quite unsafe", 2, N},
        {"very_unsafe", "Very unsafe", 1, N}}, 5},
    {"safe4", false, {
        {"very_safe", "Very safe", 4, P},
        {"fairly_safe", "Fairly safe|Safe|Quite safe", 3, P},
        {"a_bit_unsafe", "A bit unsafe|Fairly unsafe|Unsafe|Quite unsafe", 2, N},
        {"very_unsafe", "Very unsafe", 1, N}}, 4},
    {"confident4", false, {
        {"very_confident", "Very confident", 4, P},
        {"fairly_confident", "Fairly confident|Somewhat confident|Confident|Quite confident", 3, P},
        {"not_very_confident", "Not very confident|Not so confident", 2, N},
        {"not_at_all_confident", "Not at all confident|Not confident at all|Not confident", 1, N}}, 4},
    {"effective4", false, {
        {"very_effective", "Very effective", 4, P},
        {"fairly_effective", "Fairly effective|Somewhat effective|Quite effective", 3, P},
        {"not_very_effective", "Not very effective|Not so effective", 2, N},
        {"not_at_all_effective", "Not at all effective|Not effective", 1, N}}, 4},
    {"concerned4", false, {
        {"very_concerned", "Very concerned|Very worried|Extremely concerned", 4, O},
        {"fairly_concerned", "Fairly concerned|Fairly worried|Somewhat concerned|Quite concerned", 3, O},
        {"not_very_concerned", "Not very concerned|Not very worried|Not so concerned", 2, O},
        {"not_at_all_concerned", "Not at all concerned|Not at all worried", 1, O}}, 4},
    {"often5", false, {
        {"always", "Always|All the time", 5, O},
        {"often", "Often|Frequently|Usually|Very often", 4, O},
        {"sometimes", "Sometimes|Occasionally", 3, O},
        {"rarely", "Rarely|Seldom|Hardly ever|Not often", 2, O},
        {"never", "Never", 1, O}}, 5},
    {"often4", false, {
        {"often", "Often|Frequently|Very often", 4, O},
        {"sometimes", "Sometimes|Occasionally", 3, O},
        {"rarely", "Rarely|Seldom|Hardly ever|Not often", 2, O},
        {"never", "Never", 1, O}}, 4},
    {"amount4", false, {
        {"a_lot", "A lot|A great deal", 4, O},
        {"some", "Some|A fair amount|A moderate amount", 3, O},
        {"a_little", "Only a little|A little|Not very much|Not much", 2, O},
        {"nothing", "Nothing at all|None at all|Not at all|Nothing", 1, O}}, 4},
    {"yes_no", true, {
        {"yes", "Yes", 0, O},
        {"partly", "Partly|In part|To some extent|Maybe|Sometimes", 0, O},
        {"no", "No", 0, O}}, 3},
    {"education", true, {
        {"none", "No qualifications", 0, O},
        {"less_than_high_school", "Less than high school degree|Less than high school|Did not complete high school", 0, O},
        {"high_school", "High school degree|High school or G.E.D.|High school diploma|High school or less|High school", 0, O},
        {"some_college", "Some college or Associate degree|Some college", 0, O},
        {"associate", "Associate's degree|Associate degree", 0, O},
        {"bachelor", "Bachelor degree|Bachelor's degree|College graduate|College degree|College or more", 0, O},
        {"graduate", "Graduate degree|Post graduate degree|Postgraduate degree", 0, O}}, 7},
};
// clang-format on
enum { SCALES = sizeof scales / sizeof *scales };

static bool is_one_of(const char *words, struct text t)
{
    while (*words) {
        size_t n = strcspn(words, "|");

        if (text_same((struct text){words, n}, t))
            return true;
        words += n + (words[n] == '|');
    }
    return false;
}

size_t scale_point_of(const struct known_scale *scale, struct text t)
{
    for (size_t i = 0; i < scale->n; i++)
        if (is_one_of(scale->point[i].words, t))
            return i;
    return SURVEY_NONE;
}

/* How many different points the texts say; 0: one says none, or two say the
 * same. */
static size_t points_said(const struct known_scale *scale,
                          const struct text *text, size_t n)
{
    bool said[SCALE_POINTS] = {false};

    for (size_t i = 0; i < n; i++) {
        size_t at = scale_point_of(scale, text[i]);

        if (at == SURVEY_NONE || said[at])
            return 0;
        said[at] = true;
    }
    return n;
}

const struct known_scale *scale_find(const struct text *text, size_t n)
{
    const struct known_scale *best = NULL;

    if (n < 2 || n > SCALE_POINTS)
        return NULL;
    for (size_t i = 0; i < SCALES; i++)
        if (points_said(&scales[i], text, n) >= 2 &&
            (!best || scales[i].n < best->n))
            best = &scales[i];
    return best;
}

/* ---- tails ------------------------------------------------------------ */

static const struct {
    const char *words; /* folded */
    bool whole;        /* the whole text, not a part of it */
    enum tail tail;
} tails[] = {
    {"prefer not to", false, TAIL_REFUSED},
    {"rather not", false, TAIL_REFUSED},
    {"decline to", false, TAIL_REFUSED},
    {"no answer", true, TAIL_REFUSED},
    {"don't know", false, TAIL_UNKNOWN},
    {"dont know", false, TAIL_UNKNOWN},
    {"do not know", false, TAIL_UNKNOWN},
    {"can't say", true, TAIL_UNKNOWN},
    {"not sure", true, TAIL_UNKNOWN},
    {"unsure", true, TAIL_UNKNOWN},
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
