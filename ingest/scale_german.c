/* scale_german.c - scales in German: see scale_words.h.  Folded text has ss for
 * the sharp s. */
#include "ingest/scale_words.h"

#define P SIDE_POSITIVE
#define Z SIDE_NEUTRAL
#define N SIDE_NEGATIVE
#define O SIDE_NONE

// clang-format off
#define MOST "* @|sehr @|äusserst @|völlig @|vollkommen @|absolut @"
#define HALF "@|eher @|ziemlich @|überwiegend @|etwas @"
#define AGAINST "~|eher ~|ziemlich ~|etwas ~|weniger +|nicht so +|eher nicht +|wenig +"
#define LEAST                                                                  \
    "* ~|sehr ~|äusserst ~|völlig ~|vollkommen ~|absolut ~|"                   \
    "überhaupt nicht +|gar nicht +"
#define MIDDLE                                                                 \
    "weder + noch ~|teils/teils|teils teils|teils-teils|weder noch|weder/noch|" \
    "neutral|unentschieden|teils + teils ~"
#define FULLY                                                                  \
    "+ voll und ganz zu|+ voll zu|+ völlig zu|+ vollkommen zu|+ absolut zu|"   \
    "+ vollständig zu|+ sehr zu"
#define NOT_AT_ALL "+ überhaupt nicht zu|+ gar nicht zu"
#define PARTLY                                                                 \
    "teils/teils|teils teils|teils-teils|weder noch|weder/noch|neutral|"       \
    "unentschieden|+ teils/teils zu|+ teilweise zu|+ teils zu"
#define SOMETIMES "manchmal|gelegentlich|ab und zu|hin und wieder"
#define RARELY "selten|fast nie|kaum"
#define NEVER "nie|niemals"

static const struct scale_shape bent[] = {
    {"two sides of 2", {{"@", 2, P, NULL}, {"@", 1, N, NULL}}, 2, false, true},
    {"two sides of 3", {
        {HALF "|" MOST, 3, P, NULL}, {MIDDLE, 2, Z, NULL}, {AGAINST "|" LEAST, 1, N, NULL}}, 3, false, true},
    {"two sides of 4", {
        {MOST, 4, P, NULL}, {HALF, 3, P, NULL}, {AGAINST, 2, N, NULL}, {LEAST, 1, N, NULL}}, 4, false, true},
    {"two sides of 5", {
        {MOST, 5, P, NULL}, {HALF, 4, P, NULL}, {MIDDLE, 3, Z, NULL}, {AGAINST, 2, N, NULL}, {LEAST, 1, N, NULL}}, 5, false, true},
    {"one side of 4", {
        {"sehr +", 4, P, NULL}, {"+|eher +|ziemlich +", 3, P, NULL},
        {"weniger +|eher ~|nicht so +|kaum +", 2, N, NULL},
        {"überhaupt nicht +|gar nicht +|nicht +|~|völlig ~", 1, N, NULL}}, 4, false, true},
    {"one side of 5", {
        {"äusserst +|extrem +", 5, P, NULL}, {"sehr +", 4, P, NULL},
        {"+|ziemlich +|mässig +|einigermassen +", 3, Z, NULL},
        {"weniger +|eher ~|nicht so +|kaum +|etwas +", 2, N, NULL},
        {"überhaupt nicht +|gar nicht +|nicht +|~|völlig ~", 1, N, NULL}}, 5, false, true},
    {"zu4", {
        {FULLY, 4, P, NULL}, {"+ eher zu|+ zu|+ überwiegend zu|+ weitgehend zu", 3, P, NULL},
        {"+ eher nicht zu|+ nicht zu|+ weniger zu|+ kaum zu", 2, N, NULL}, {NOT_AT_ALL, 1, N, NULL}}, 4, false, false},
    {"zu4, without fully", {
        {"+ zu|" FULLY, 4, P, NULL}, {"+ eher zu", 3, P, NULL}, {"+ eher nicht zu|+ weniger zu", 2, N, NULL},
        {"+ nicht zu", 1, N, NULL}}, 4, false, false},
    {"zu5", {
        {FULLY, 5, P, NULL}, {"+ eher zu|+ zu|+ überwiegend zu|+ weitgehend zu", 4, P, NULL}, {PARTLY, 3, Z, NULL},
        {"+ eher nicht zu|+ nicht zu|+ weniger zu|+ kaum zu", 2, N, NULL}, {NOT_AT_ALL, 1, N, NULL}}, 5, false, false},
    {"zu5, without fully", {
        {"+ zu|" FULLY, 5, P, NULL}, {"+ eher zu", 4, P, NULL}, {PARTLY, 3, Z, NULL},
        {"+ eher nicht zu|+ weniger zu", 2, N, NULL}, {"+ nicht zu", 1, N, NULL}}, 5, false, false},
};

static const struct scale_stem stems[] = {
    {"zufrieden", "unzufrieden", "sehr", false},
    {"wahrscheinlich", "unwahrscheinlich", "sehr", false},
    {"wichtig", "unwichtig", "sehr", false},
    {"stimme", NULL, NULL, false},
    {"trifft", NULL, NULL, false},
};

static const struct scale_shape whole[] = {
    {"gut5", {
        {"sehr gut|ausgezeichnet|hervorragend", 5, P, NULL}, {"gut|eher gut", 4, P, NULL},
        {"mittelmässig|mittel|durchschnittlich|teils/teils|teils teils|weder gut noch schlecht", 3, Z, NULL},
        {"schlecht|eher schlecht", 2, N, NULL}, {"sehr schlecht", 1, N, NULL}}, 5, false, false},
    {"immer5", {
        {"immer", 5, O, NULL}, {"oft|häufig|meistens|sehr oft|fast immer|meist", 4, O, NULL},
        {SOMETIMES, 3, O, NULL}, {RARELY, 2, O, NULL}, {NEVER, 1, O, NULL}}, 5, false, false},
    {"oft4", {
        {"oft|häufig|sehr oft", 4, O, NULL}, {SOMETIMES, 3, O, NULL}, {RARELY, 2, O, NULL}, {NEVER, 1, O, NULL}}, 4, false, false},
    {"sehr oft5", {
        {"sehr oft|sehr häufig", 5, O, NULL}, {"oft|häufig", 4, O, NULL},
        {SOMETIMES, 3, O, NULL}, {RARELY, 2, O, NULL}, {NEVER, 1, O, NULL}}, 5, false, false},
    {"mal", {
        {"mehrmals täglich|mehrmals am tag|mehrmals pro tag", 0, O, NULL},
        {"täglich|jeden tag|einmal am tag|einmal pro tag", 0, O, NULL},
        {"mehrmals pro woche|mehrmals in der woche|mehrmals die woche|mehrmals wöchentlich", 0, O, NULL},
        {"wöchentlich|jede woche|einmal pro woche|einmal in der woche|einmal die woche", 0, O, NULL},
        {"mehrmals pro monat|mehrmals im monat|mehrmals monatlich", 0, O, NULL},
        {"monatlich|jeden monat|einmal pro monat|einmal im monat", 0, O, NULL},
        {"mehrmals pro jahr|mehrmals im jahr|mehrmals jährlich", 0, O, NULL},
        {"jährlich|jedes jahr|einmal pro jahr|einmal im jahr", 0, O, NULL},
        {"seltener|weniger als einmal im jahr", 0, O, NULL},
        {RARELY, 0, O, NULL}, {NEVER, 0, O, NULL}}, 11, true, false},
    {"ja_nein", {
        {"ja", 0, O, NULL}, {"teilweise|zum teil|teils|vielleicht", 0, O, NULL},
        {"nein", 0, O, NULL}}, 3, true, false},
};
// clang-format on

const struct scale_language scales_german = {
    bent,  sizeof bent / sizeof *bent,   stems, sizeof stems / sizeof *stems,
    whole, sizeof whole / sizeof *whole,
};
