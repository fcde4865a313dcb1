/* test_survey_uses.c - routes, derived questions and uses that cannot be. */
#include "tests/core/test_survey_edits.h"

// clang-format off
static const struct edit edits[] = {
    {"asked_if: {victim: ", "asked_if: {victm: ",
     "27: question 'crimes': asked_if: there is no question 'victm'; did you "
     "mean 'victim'?"},
    {"asked_if: {victim: ", "asked_if: {zzz: ",
     "27: question 'crimes': asked_if: there is no question 'zzz'"},
    {"asked_if: {victim: ", "asked_if: {age: ",
     "27: question 'crimes': asked_if: question 'age' does not come before "
     "it; name an earlier one"},
    {"asked_if: {victim: ", "asked_if: {plan: ",
     "27: question 'crimes': asked_if: 'plan' is of type scale with items; "
     "allowed: single, scale (without items), multiple, pick"},
    {"asked_if: {victim: [\"yes\"]}", "asked_if: {victim: [\"Yes\"]}",
     "27: question 'crimes': asked_if: question 'victim' has no option 'Yes'; "
     "allowed: yes, no, pns"},
    {"asked_if: {victim: [\"yes\"]}", "asked_if: {crimes: [theft]}",
     "27: question 'crimes': asked_if: question 'crimes' does not come before "
     "it; name an earlier one"},
    {"from: age, map", "from: aged, map",
     "34: question 'age_band': from: there is no question 'aged'; did you "
     "mean 'age'?"},
    {"from: age, map", "from: any_victim, map",
     "34: question 'age_band': from: question 'any_victim' does not come "
     "before it; name an earlier one"},
    {"from: age, map", "from: crimes, map",
     "34: question 'age_band': map sorts the options of a single or scale "
     "without items; 'crimes' has none"},
    {"from: age, map: {younger: [\"16-24\"], older: [\"75+\"]}", "from: age",
     "34: question 'age_band' has no rule; give one of map, lookup, any"},
    {"younger: [\"16-24\"]", "younger: []",
     "34: question 'age_band': map: the level 'younger' has no options; list "
     "them"},
    {"younger: [\"16-24\"]", "younger: [\"16-25\"]",
     "34: question 'age_band': map: question 'age' has no option '16-25'; "
     "allowed: 16-24, 75+"},
    {"younger: [\"16-24\"]", "younger: [\"16-24\", \"75+\"]",
     "34: question 'age_band': map: the option '75+' is listed twice, in "
     "'younger' and in 'older'; keep one"},
    {"younger: [\"16-24\"], older", "younger: [\"16-24\"], YOUNGER",
     "34: question 'age_band': the words 'younger' stand for options 1 and 2; "
     "a cell can mean only one (case, spaces and the style of quotes and "
     "dashes do not count)"},
    {"younger: [\"16-24\"]", "\"a*b\": [\"16-24\"]",
     "34: question 'age_band': 'a*b' is no key of a level; allowed: 1 to 60 "
     "bytes on one line without * and without spaces at its ends"},
    {"from: postcode", "from: crimes",
     "35: question 'district': from: lookup comes from an area, text or "
     "single without items; 'crimes' is of type multiple"},
    {"from: postcode", "from: age_band",
     "35: question 'district': from: lookup comes from an area, text or "
     "single without items; 'age_band' is derived"},
    {"from: crimes, any", "from: age, any",
     "36: question 'any_victim': from: any comes from a multiple or pick; "
     "'age' is of type single"},
    {"breakdowns: [age,", "breakdowns: [ages,",
     "37: breakdown 'ages': there is no question 'ages'"},
    {"breakdowns: [age,", "breakdowns: [crimes,",
     "37: breakdown 'crimes': 'crimes' is of type multiple with items; "
     "allowed: single, scale (without items) and derived"},
    {"breakdowns: [age,", "breakdowns: [plan,",
     "37: breakdown 'plan': 'plan' is of type scale with items; allowed: "
     "single, scale (without items) and derived"},
    {"\"district*age\"", "\"district*age*victim\"",
     "37: breakdown 'district*age*victim' crosses more than two questions; "
     "allowed: one, or two as \"district*age\""},
    {"\"district*age\"", "\"age * age\"",
     "37: breakdown 'age * age' crosses a question with itself"},
    {"\"district*age\"", "\"district*\"",
     "37: breakdown 'district*': there is no question ''"},
    {"\"district*age\"", "\"district*age\", \"age*district\"",
     "37: breakdown 'age*district' is given twice; keep one"},
    {"breakdowns: [age,", "breakdowns: [age, age,",
     "37: breakdown 'age' is given twice; keep one"},
    {"respondent: {question: reply_as", "respondent: {question: reply",
     "12: respondent: there is no question 'reply'"},
    {"respondent: {question: reply_as", "respondent: {question: plan",
     "12: respondent: 'plan' is of type scale with items; allowed: a single "
     "or scale with options and without items"},
    {"individual: [resident]", "individual: []",
     "12: respondent.individual is empty; list the options of those who reply "
     "for themselves"},
    {"individual: [resident]", "individual: [citizen]",
     "12: respondent.individual: question 'reply_as' has no option 'citizen'"},
    {"organisation: [charity]", "organisation: [charity, resident]",
     "12: respondent: the option 'resident' is listed twice, in individual "
     "and in organisation; keep one"},
    {", staff: [police]", "",
     "12: respondent: the option 'police' of question 'reply_as' is in none "
     "of individual, organisation and staff; put it in one"},
    {"headline: {question: priorities", "headline: {question: priority",
     "13: headline: there is no question 'priority'"},
    {"headline: {question: priorities", "headline: {question: age",
     "13: headline: question 'age' puts nothing in order; allowed: a ranking, "
     "pick, multiple, points, best_worst, or a scale with items whose options "
     "have sides or scores"},
    {"rule: mean_rank", "rule: mean",
     "13: headline: the rule 'mean' does not fit question 'priorities', of "
     "type ranking; allowed: first_choice, topN, mean_rank, borda, dowdall, "
     "copeland, schulze, ranked_pairs, kemeny, instant_runoff, "
     "plackett_luce, bradley_terry"},
    {"rule: mean_rank", "rule: pick_share",
     "13: headline: the rule 'pick_share' does not fit question 'priorities', "
     "of type ranking; allowed: first_choice, topN, mean_rank, borda, dowdall, "
     "copeland, schulze, ranked_pairs, kemeny, instant_runoff, "
     "plackett_luce, bradley_terry"},
    {"rule: mean_rank", "rule: top3",
     "13: headline: rule top3 counts 3 places, question 'priorities' has 2; "
     "allowed: top1 to top2"},
    {"rule: mean_rank", "rule: top0",
     "13: headline: the rule 'top0' does not fit question 'priorities', of "
     "type ranking; allowed: first_choice, topN, mean_rank, borda, dowdall, "
     "copeland, schulze, ranked_pairs, kemeny, instant_runoff, "
     "plackett_luce, bradley_terry"},
    {"question: priorities, rule: mean_rank", "question: concerns, rule: borda",
     "13: headline: the rule 'borda' does not fit question 'concerns', of "
     "type pick; allowed: pick_share"},
    {"question: priorities, rule: mean_rank",
     "question: plan, rule: points_share",
     "13: headline: the rule 'points_share' does not fit question 'plan', of "
     "type scale; allowed: positive_share, mean_score, net_score"},
    {"question: priorities, rule: mean_rank",
     "question: concerns, rule: pick_share",
     "13: headline: the base 'complete' does not fit type pick; allowed: "
     "gave_view, answered"},
    {"base: complete", "base: gave_view",
     "13: headline: the base 'gave_view' does not fit type ranking; allowed: "
     "complete, ranked"},
    {"scheme: unweighted", "scheme: raked",
     "13: headline: there is no scheme 'raked'; allowed: unweighted, supplied"},
    {"incomplete_below: 0", "incomplete_below: 50",
     "38: remove.incomplete_below is a share of the questions asked, from 0 "
     "to 1"},
    {"label: Don't know, state", "label: Don't know, score: 0, state",
     "21: question 'plan': the option 'dk' is unknown, so it has no score and "
     "no side"},
    {"min_base: 10", "min_base: 0",
     "39: disclosure.min_base is 0; allowed: 1 and more"},
    {"min_count: 10", "min_count: 0",
     "39: disclosure.min_count is 0; allowed: 1 and more"},
    {"small_base: 50", "small_base: 5",
     "39: disclosure.small_base is 5, below min_base, which is 10; allowed: "
     "10 and more"},
    {"sensitive: [victim]", "sensitive: [victims]",
     "39: disclosure.sensitive: there is no question 'victims'"},
};
// clang-format on

static void wrong(void **state)
{
    check_edit(*state);
}

int main(void)
{
    enum { N = sizeof edits / sizeof *edits };
    static struct CMUnitTest tests[N];

    for (size_t i = 0; i < N; i++) {
        union {
            const struct edit *edit;
            void *state;
        } row = {&edits[i]}; /* cmocka's state is not const */

        tests[i] = (struct CMUnitTest){.name = edits[i].want,
                                       .test_func = wrong,
                                       .initial_state = row.state};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
