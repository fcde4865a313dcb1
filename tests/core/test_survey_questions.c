/* test_survey_questions.c - questions that contradict themselves or each other.
 */
#include "tests/core/test_survey_edits.h"

// clang-format off
static const struct edit edits[] = {
    {"wave: \"2016\"",
     "wave: \"a wave of which the name is much longer than what fits in a "
     "heading\"",
     "2: wave 'a wave of which the name is much longer than what fits in a "
     "...' cannot be used; a wave is one line of at most 60 bytes"},
    {"to: 2016-09-09", "to: 2016-06-30",
     "6: fieldwork ends on 2016-06-30, before it starts on 2016-07-01"},
    {"files: [phone.csv]", "files: []",
     "9: source 'phone' has no files; list names or patterns, as "
     "[\"web*.csv\"]"},
    {"key: phone", "key: web",
     "9: the key 'web' of a source is given twice, first on line 8; keys are "
     "unique"},
    {"channel: telephone", "channel: \"by\\nphone\"",
     "9: source 'phone': the channel is one line of at most 60 bytes, as "
     "online"},
    {"not_selected: [\"Not selected\"]", "not_selected: [\"n/a\"]",
     "11: cells: 'n/a' is in two lists; keep one"},
    {"reply_as, type: single", "reply_as, type: best_worst",
     "23: question 'reply_as': options and scale belong to single and scale; "
     "type best_worst has none"},
    {"{key: victim, type", "{key: plan, type",
     "26: the key 'plan' of a question is given twice, first on line 25; keys "
     "are unique"},
    {"{key: age_band", "{key: age",
     "34: the key 'age' of a question is given twice, first on line 30; keys "
     "are unique"},
    {"{key: asb,", "{key: burglary,",
     "24: the key 'burglary' of an item is given twice, first on line 24; "
     "keys are unique"},
    {"{key: charity, label", "{key: \"resident\", label",
     "23: question 'reply_as': the words 'resident' stand for options 1 and "
     "2; a cell can mean only one (case, spaces and the style of quotes and "
     "dashes do not count)"},
    {"label: A charity", "label: a  RESIDENT",
     "23: question 'reply_as': the words 'a resident' stand for options 1 and "
     "2; a cell can mean only one (case, spaces and the style of quotes and "
     "dashes do not count)"},
    {"match: [\"16-24 years\"]", "match: [\"75 and over\"]",
     "30: question 'age': the words '75 and over' stand for options 1 and 2; "
     "a cell can mean only one (case, spaces and the style of quotes and "
     "dashes do not count)"},
    {"key: resident, label", "key: \"res*\", label",
     "23: question 'reply_as': 'res*' is no key of an option; allowed: 1 to "
     "60 bytes on one line without * and without spaces at its ends"},
    {"key: resident, label", "key: \" resident\", label",
     "23: question 'reply_as': ' resident' is no key of an option; allowed: 1 "
     "to 60 bytes on one line without * and without spaces at its ends"},
    {"{key: speeding, label: Speeding}", "{key: speeding, label: Parking}",
     "28: question 'concerns': the words 'parking' stand for items 1 and 2; a "
     "cell can mean only one (case, spaces and the style of quotes and dashes "
     "do not count)"},
    {"scale: agree5", "scale: agree7",
     "25: question 'plan': there is no scale 'agree7'; allowed: agree5"},
    {"scale: agree5", "scale: agree5, options: [{key: a}]",
     "25: question 'plan' has a scale and options; keep one"},
    {"scale: agree5, ", "",
     "25: question 'plan' has no options; list them or name one of the scales"},
    {"type: single, column: \"Q8\"",
     "type: single, scale: agree5, column: \"Q8\"",
     "26: question 'victim' has a scale and options; keep one"},
    {"label: A resident", "label: A resident, score: 1",
     "23: question 'reply_as': score and side belong to the options of "
     "questions of type scale"},
    {"options: [{key: resident, label: A resident}, {key: charity, label: A "
     "charity}, {key: police, label: A police employee}]",
     "sensitive: no",
     "23: question 'reply_as' has no options; list them"},
    {"type: text, column: Q12", "type: text, column: Q12, options: [{key: a}]",
     "32: question 'comment': options and scale belong to single and scale; "
     "type text has none"},
    {"type: area, column", "type: area, items: [{key: a, column: X}], column",
     "31: question 'postcode': type area has no items"},
    {"type: ranking", "type: points, total: 3",
     "13: headline: the rule 'mean_rank' does not fit question 'priorities', "
     "of type points; allowed: points_share"},
    {"items: [{key: visible_policing, label: Visible policing, column: \"Q11 "
     "| Visible policing\"}]",
     "column: Q11",
     "29: question 'budget': type points needs items, at least 1; it has 0"},
    {", {key: asb, label: Anti-social behaviour, column: \"Please rank these "
     "| Anti-social behaviour\"}",
     "",
     "24: question 'priorities': type ranking needs items, at least 2; it has "
     "1"},
    {"type: ranking,", "type: ranking, places: 3,",
     "24: question 'priorities': 3 places for 2 items; allowed: 1 to 2"},
    {"type: multiple,", "type: multiple, places: 1,",
     "27: question 'crimes': places belongs to questions of type ranking, not "
     "to type multiple"},
    {"max: 3, ", "",
     "28: question 'concerns': a pick needs max, how many may be chosen; "
     "allowed: 1 and more"},
    {"type: multiple,", "type: multiple, max: 3,",
     "27: question 'crimes': max belongs to questions of type pick, not to "
     "type multiple"},
    {"type: multiple,", "type: multiple, over: drop,",
     "27: question 'crimes': over belongs to questions of type pick, not to "
     "type multiple"},
    {"type: multiple,", "type: multiple, total: 3,",
     "27: question 'crimes': total belongs to questions of type points, not "
     "to type multiple"},
    {"type: multiple,", "type: multiple, decimal: comma,",
     "27: question 'crimes': decimal belongs to questions of type number and "
     "points, not to type multiple"},
    {"total: 100, ", "",
     "29: question 'budget': points need total, how many are shared out; "
     "allowed: more than 0"},
    {"total: 100, ", "total: -1, ",
     "29: question 'budget': points need total, how many are shared out; "
     "allowed: more than 0"},
    {"separator: \";\", ", "",
     "28: question 'concerns': its answers are joined in one column; say what "
     "stands between them, as separator: \";\""},
    {"type: multiple,", "type: multiple, separator: \",\",",
     "27: question 'crimes': a separator belongs to a question whose items "
     "lie in one column"},
    {"type: multiple,", "type: multiple, separator: \",\", column: Q9,",
     "27: question 'crimes' has a column and so has item 'theft'; keep one"},
    {"column: \"Q8\", ", "columns: [Q8, Q9], ",
     "26: question 'victim': 2 columns for 3 options; name one for each, in "
     "their order"},
    {"column: \"Q8\", ", "column: \"Q8\", columns: [A, B, C], ",
     "26: question 'victim' has columns beside a column; keep one of the two"},
    {"type: multiple,", "type: multiple, columns: [A],",
     "27: question 'crimes': columns belongs to single, scale and ranking, "
     "not to type multiple"},
    {"column: \"Q8\", ", "columns: [A, A, C], ",
     "26: the column 'A' is used by question 'victim' and by question "
     "'victim'; a column is one thing"},
    {"column: \"Q9 | Theft\"", "columns: [A]",
     "27: question 'crimes': columns of an item belongs to single and scale, "
     "in place of its column"},
    {"column: \"Q8\", ", "",
     "26: question 'victim' has no column; name it"},
    {", column: \"Q9 | Theft\"", "",
     "27: question 'crimes': item 'theft' has no column; name it, or give the "
     "question one column and a separator"},
    {", column: \"Q7 | Visible\"", "",
     "25: question 'plan': item 'visible' has no column; name it"},
    {"type: scale,", "type: scale, column: Q7,",
     "25: question 'plan': type scale with items has a column for each item "
     "and none of its own"},
    {"column: \"Q7 | Visible\"", "column: \"Q7 | Visible\", excludes: yes",
     "25: question 'plan': excludes belongs to the items of multiple and pick"},
    {"column: \"Q7 | Visible\"", "column: \"Q7 | Visible\", match: [x]",
     "25: question 'plan': match belongs to items that are found in a cell; "
     "item 'visible' has a column"},
    {"column: \"Q8\",", "column: \"Q8\", keep: yes,",
     "26: question 'victim': keep belongs to questions of type text and area"},
    {"type: text, column: Q12", "type: text, column: Q12, words: Q13",
     "32: question 'comment': words belongs to questions with answers to "
     "choose from; type text is its own words"},
    {"type: text, column: Q12",
     "type: text, items: [{key: a, column: Q12, words: Q13}]",
     "32: question 'comment': item 'a' of a text has no words but its own"},
    {"column: Q12", "column: Q10",
     "32: the column 'Q10' is used by question 'concerns' and by question "
     "'comment'; a column is one thing"},
    {"column: Q12", "column: \"Q9 | Other (please specify)\"",
     "32: the column 'Q9 | Other (please specify)' is used by item 'other' of "
     "question 'crimes' and by question 'comment'; a column is one thing"},
    {"column: Q12", "column: case",
     "32: the column 'case' is used as the id of a source and by question "
     "'comment'; a column is one thing"},
    {"column: Q12", "column: IP Address",
     "40: the column 'IP Address' is used by question 'comment' and in "
     "ignore; a column is one thing"},
    {"column: \"Q9 | Theft\"", "column: \"Q9 | None\"",
     "27: the column 'Q9 | None' is used by item 'theft' of question 'crimes' "
     "and by item 'nothing' of question 'crimes'; a column is one thing"},
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
