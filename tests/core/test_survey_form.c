/* test_survey_form.c - definitions of the wrong form, with their messages. */
#include "tests/core/test_survey_edits.h"

// clang-format off
static const struct edit edits[] = {
    {"wave: \"2016\"", "wave: \"2016",
     "8: did not find expected key while parsing a block mapping that starts "
     "on line 1; check indentation, quotes and brackets"},
    {"title: Police", "title: Police: and",
     "3: mapping values are not allowed in this context; check indentation, "
     "quotes and brackets"},
    {"pool: no", "pool: [no",
     "11: did not find expected ',' or ']' while parsing a flow sequence that "
     "starts on line 10; check indentation, quotes and brackets"},
    {"pool: no", "pool: maybe",
     "10: pool is 'maybe'; allowed: yes, no"},
    {"pool: no", "pool: [no]",
     "10: pool must be one text or number"},
    {"pool: no", "pool:",
     "10: pool is empty; give it a value or leave the key out"},
    {"pool: no", "pool: no\npool: yes",
     "11: the key 'pool' is given twice, first on line 10; keep one of them"},
    {"pool: no", "pol: no",
     "10: the definition has an unknown key 'pol'; did you mean 'pool'? "
     "Allowed: survey, wave, title, organisation, contact, fieldwork, "
     "sources, pool, cells, respondent, headline, scales, questions, derived, "
     "breakdowns, targets, weighting, lonely, quantiles, replicates, "
     "telling, remove, "
     "disclosure, ignore"},
    {"pool: no", "pool: &a no",
     "10: anchors and aliases (&a) are not allowed; write the value out, or "
     "name a scale"},
    {"pool: no", "pool: *a",
     "10: anchors and aliases (*a) are not allowed; put text that starts with "
     "* in quotes"},
    {"pool: no", "pool: !!bool no",
     "10: tags (tag:yaml.org,2002:bool) are not allowed; put text that starts "
     "with ! in quotes"},
    {"pool: no", "? [a]\n: no",
     "10: a key must be text, not a list or a mapping"},
    {"pool: no", "\tpool: no",
     "10: found character that cannot start any token while scanning for the "
     "next token that starts on line 10; check indentation, quotes and "
     "brackets"},
    {"pool: no", "pool: \"a\\0b\"",
     "10: a text holds the character NUL; take it out"},
    {"pool: no", "po\001ol: no",
     "10: control characters are not allowed; take the character out or write "
     "it as \\x in double quotes"},
    {"", "---\nsurvey: more\n",
     "41: a second document starts here; a file holds one survey and wave"},
    {"survey: pcp", "survey: Pcp",
     "1: survey is 'Pcp'; a key is a letter and up to 59 letters, digits and "
     "single _, all small, and not respondent, response_id, source or everyone"},
    {"survey: pcp ", "survey: respondent ",
     "1: survey is 'respondent'; a key is a letter and up to 59 letters, "
     "digits and single _, all small, and not respondent, response_id, source "
     "or everyone"},
    {"survey: pcp ", "survy: pcp ",
     "1: the definition has an unknown key 'survy'; did you mean 'survey'? "
     "Allowed: survey, wave, title, organisation, contact, fieldwork, "
     "sources, pool, cells, respondent, headline, scales, questions, derived, "
     "breakdowns, targets, weighting, lonely, quantiles, replicates, "
     "telling, remove, "
     "disclosure, ignore"},
    {"survey: pcp ", "# ",
     "2: the definition lacks the key 'survey'"},
    {"from: 2016-07-01", "from: 1 July 2016",
     "6: fieldwork.from is '1 July 2016'; a date is written 2016-07-01"},
    {"from: 2016-07-01", "from: 2016-02-30",
     "6: fieldwork.from is '2016-02-30'; a date is written 2016-07-01"},
    {"from: 2016-07-01", "from: 2016-7-1",
     "6: fieldwork.from is '2016-7-1'; a date is written 2016-07-01"},
    {"fieldwork: {from: 2016-07-01, to: 2016-09-09}", "fieldwork: 2016",
     "6: fieldwork must be a mapping, as {key: value}"},
    {"files: [\"web*.csv\"]", "files: web.csv",
     "8: sources[web].files must be a list, as [a, b]"},
    {"files: [\"web*.csv\"]", "files: [[web.csv]]",
     "8: sources[web].files[1] must be one text or number"},
    {"files: [\"web*.csv\"]", "files: [\"\"]",
     "8: sources[web].files[1] is empty; take it out of the list"},
    {"{key: web, files: [\"web*.csv\"],", "{key: web,",
     "8: sources[web] lacks the key 'files'"},
    {"key: web,", "key: Web,",
     "8: sources[1].key is 'Web'; a key is a letter and up to 59 letters, "
     "digits and single _, all small, and not respondent, response_id, source "
     "or everyone"},
    {"key: web,", "name: web,",
     "8: sources[1] has an unknown key 'name'; allowed: key, files, platform, "
     "encoding, sheet, codebook, id, submitted, date_order, channel, sample, "
     "weight, stratum, cluster, fpc, renamed"},
    {"online, sample: open", "online, sample: opne",
     "8: sources[web].sample is 'opne'; did you mean 'open'? Allowed: open, "
     "panel, probability"},
    {"online, sample: open", "online, smaple: open",
     "8: sources[web] has an unknown key 'smaple'; did you mean 'sample'? "
     "Allowed: key, files, platform, encoding, sheet, codebook, id, submitted, "
     "date_order, channel, sample, weight, stratum, cluster, fpc, renamed"},
    {"not_asked: [\"N/A\"]", "not_askd: [\"N/A\"]",
     "11: cells has an unknown key 'not_askd'; did you mean 'not_asked'? "
     "Allowed: not_asked, blank, not_selected"},
    {"rule: mean_rank, ", "",
     "13: headline lacks the key 'rule'"},
    {"score: 5", "score: five",
     "16: scales.agree5[sa].score is 'five'; it must be a number"},
    {"score: 5", "score: nan",
     "16: scales.agree5[sa].score is 'nan'; it must be a number"},
    {"side: positive", "side: good",
     "16: scales.agree5[sa].side is 'good'; allowed: positive, neutral, "
     "negative"},
    {"state: unknown", "state: dont_know",
     "21: scales.agree5[dk].state is 'dont_know'; allowed: refused, unknown, "
     "not_applicable"},
    {"state: unknown", "state: blank",
     "21: scales.agree5[dk].state is 'blank'; allowed: refused, unknown, "
     "not_applicable"},
    {"  agree5:\n", "  agree 5:\n",
     "15: scales.agree 5 is no name for a scale; use small letters, digits "
     "and single _"},
    {"type: single", "type: singel",
     "23: questions[reply_as].type is 'singel'; did you mean 'single'? "
     "Allowed: single, multiple, pick, scale, ranking, points, best_worst, "
     "number, date, text, area"},
    {"type: single", "type: choice",
     "23: questions[reply_as].type is 'choice'; allowed: single, multiple, "
     "pick, scale, ranking, points, best_worst, number, date, text, area"},
    {"type: single, ", "",
     "23: questions[reply_as] lacks the key 'type'"},
    {"about_you: yes", "about_you: \"Yes\"",
     "23: questions[reply_as].about_you is 'Yes'; allowed: yes, no"},
    {"about_you: yes", "about_you: 1",
     "23: questions[reply_as].about_you is '1'; allowed: yes, no"},
    {"max: 3", "max: three",
     "28: questions[concerns].max is 'three'; it must be a whole number from 0"},
    {"max: 3", "max: 2.5",
     "28: questions[concerns].max is '2.5'; it must be a whole number from 0"},
    {"max: 3", "max: -1",
     "28: questions[concerns].max is '-1'; it must be a whole number from 0"},
    {"over: keep", "over: flag",
     "28: questions[concerns].over is 'flag'; allowed: keep, drop"},
    {"total: 100", "total: 1e999",
     "29: questions[budget].total is '1e999'; it must be a number"},
    {"total: 100", "total: \"100 \"",
     "29: questions[budget].total is '100 '; it must be a number"},
    {"asked_if: {victim: [\"yes\"]}", "asked_if: victim",
     "27: questions[crimes].asked_if must be a mapping, as {key: value}"},
    {"asked_if: {victim: [\"yes\"]}",
     "asked_if: {victim: [\"yes\"], age: [\"75+\"]}",
     "27: questions[crimes].asked_if names 2 questions; allowed is one, as "
     "{victim: [\"yes\"]}"},
    {"asked_if: {victim: [\"yes\"]}", "asked_if: {victim: []}",
     "27: questions[crimes].asked_if.victim is empty; list the answers of "
     "those who were asked"},
    {"asked_if: {victim: [\"yes\"]}", "asked_if: {victim: yes}",
     "27: questions[crimes].asked_if.victim must be a list, as [a, b]"},
    {"{key: theft, ", "{",
     "27: questions[crimes].items[1] lacks the key 'key'"},
    {"{key: theft, ", "{key: Theft, ",
     "27: questions[crimes].items[1].key is 'Theft'; a key is a letter and up "
     "to 59 letters, digits and single _, all small, and not respondent, "
     "response_id, source or everyone"},
    {"label: Theft", "lable: Theft",
     "27: questions[crimes].items[theft] has an unknown key 'lable'; did you "
     "mean 'label'? Allowed: key, label, column, columns, match, words, "
     "excludes, actual"},
    {"label: Theft", "label: \"\"",
     "27: questions[crimes].items[theft].label is empty; give it a value or "
     "leave the key out"},
    {"map: {younger: [\"16-24\"], older: [\"75+\"]}", "map: [younger, older]",
     "34: derived[age_band].map must be a mapping, as {key: value}"},
    {"map: {younger: [\"16-24\"], older: [\"75+\"]}", "map: {}",
     "34: derived[age_band].map is empty; list each level with its options, "
     "as {younger: [\"16-24\"]}"},
    {"map: {younger: [\"16-24\"], older: [\"75+\"]}",
     "map: {younger: [\"16-24\"]}, any: yes",
     "34: derived[age_band].any is one rule too many; give one of map, "
     "lookup, any"},
    {"lookup: districts.csv", "lookup: \"\"",
     "35: derived[district].lookup is empty; name a CSV file with the columns "
     "prefix and level"},
    {"any: yes", "any: no",
     "36: derived[any_victim].any is 'no'; allowed: yes"},
    {"breakdowns: [age,", "breakdowns: [[age],",
     "37: breakdowns[1] must be one text or number"},
    {"duplicate_id: first", "duplicate_id: newest",
     "38: remove.duplicate_id is 'newest'; allowed: first, last, keep"},
    {"incomplete_below: 0", "incomplete_below: 10%",
     "38: remove.incomplete_below is '10%'; it must be a number"},
    {"min_base: 10", "min_base: ten",
     "39: disclosure.min_base is 'ten'; it must be a whole number from 0"},
    {"", "weighting: [{name: raked}]\n",
     "41: weighting[1] lacks the key 'margins'"},
    {"questions:\n", "questions: 3\nquestion:\n",
     "22: questions must be a list, as [a, b]"},
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
