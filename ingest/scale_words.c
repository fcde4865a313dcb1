/* scale_words.c - scales in English: see scale_words.h. */
#include "ingest/scale_words.h"

#define P SIDE_POSITIVE
#define Z SIDE_NEUTRAL
#define N SIDE_NEGATIVE
#define O SIDE_NONE

// clang-format off
#define MOST                                                                   \
    "* @|very @|extremely @|highly @|completely @|totally @|strongly @|"       \
    "definitely @|fully @|entirely @|absolutely @|much @|far @|way @|a lot @|" \
    "a great deal @|significantly @|greatly @|considerably @|really @|"        \
    "substantially @|@ strongly|@ a lot|@ completely|@ a great deal|"          \
    "@ significantly|@ greatly|@ very much|major @|strong @|large @|great @"
#define HALF                                                                   \
    "@|fairly @|somewhat @|quite @|rather @|moderately @|slightly @|"          \
    "tend to @|mostly @|generally @|partly @|partially @|a little @|a bit @|"  \
    "a little bit @|reasonably @|mildly @|probably @|@ somewhat|@ slightly|"   \
    "@ a little|@ a bit|minor @|slight @|some @|moderate @|small @"
#define QUITE                                                                  \
    "@|quite @|fairly @|moderately @|mostly @|rather @|generally @|"           \
    "@ moderately|moderate @"
#define SLIGHT                                                                 \
    "somewhat @|slightly @|a little @|a bit @|tend to @|partly @|partially @|" \
    "@ somewhat|@ slightly|@ a little|slight @|minor @"
#define MIDDLE                                                                 \
    "neither + nor ~|neither/nor|neither nor|neither + or ~|neither ~ nor +|neither ~ or +|neutral|"   \
    "neither|undecided|indifferent|neither + nor ~ (neutral)|"                 \
    "neutral (neither + nor ~)|neither/neutral|no change|no difference|"       \
    "about the same|the same|same|stayed the same|stay the same|unchanged|"    \
    "remained the same|remain the same|makes no difference|no impact|"         \
    "no effect|no impact at all|no preference|mixed|average|medium|moderate|"  \
    "ok|okay|about right|just right|right|right amount|the right amount|"      \
    "about the right amount|right balance|enough|neither of these"

static const struct scale_shape bent[] = {
    {"two sides of 2", {{"@", 2, P, NULL}, {"@", 1, N, NULL}}, 2, false, true},
    {"two sides of 3", {
        {HALF "|" MOST, 3, P, NULL}, {MIDDLE, 2, Z, "neither"}, {HALF "|" MOST, 1, N, NULL}}, 3, false, true},
    {"two sides of 4", {
        {MOST, 4, P, NULL}, {HALF, 3, P, NULL}, {HALF, 2, N, NULL}, {MOST, 1, N, NULL}}, 4, false, true},
    {"two sides of 5", {
        {MOST, 5, P, NULL}, {HALF, 4, P, NULL}, {MIDDLE, 3, Z, "neither"}, {HALF, 2, N, NULL}, {MOST, 1, N, NULL}}, 5, false, true},
    {"two sides of 6", {
        {MOST, 6, P, NULL}, {QUITE, 5, P, NULL}, {SLIGHT, 4, P, NULL},
        {SLIGHT, 3, N, NULL}, {QUITE, 2, N, NULL}, {MOST, 1, N, NULL}}, 6, false, true},
    {"two sides of 7", {
        {MOST, 7, P, NULL}, {QUITE, 6, P, NULL}, {SLIGHT, 5, P, NULL}, {MIDDLE, 4, Z, "neither"},
        {SLIGHT, 3, N, NULL}, {QUITE, 2, N, NULL}, {MOST, 1, N, NULL}}, 7, false, true},
    {"two sides of 7, extremely", {
        {"extremely @|completely @|entirely @", 7, P, NULL}, {"very @|mostly @|" QUITE, 6, P, NULL},
        {SLIGHT, 5, P, NULL}, {MIDDLE, 4, Z, "neither"}, {SLIGHT, 3, N, NULL},
        {"very @|mostly @|" QUITE, 2, N, NULL}, {"extremely @|completely @|entirely @", 1, N, NULL}}, 7, false, true},
    {"two sides of 5, uneven", {
        {"extremely @|completely @|entirely @", 5, P, NULL}, {"very @|highly @", 4, P, NULL}, {"+", 3, P, NULL},
        {"very @|highly @", 2, N, NULL}, {"extremely @|completely @|entirely @", 1, N, NULL}}, 5, false, true},
    {"one side of 3", {
        {"very +|extremely +|highly +|completely +|fully +", 3, P, NULL},
        {"somewhat +|fairly +|quite +|moderately +|reasonably +|slightly +|partly +|a little +|+", 2, P, NULL},
        {"not at all +|not + at all|not very +|not +", 1, N, NULL}}, 3, false, false},
    {"one side of 4", {
        {"very +|extremely +|highly +|completely +|fully +|critically +", 4, P, NULL},
        {"somewhat +|fairly +|quite +|moderately +|reasonably +|mostly +|+", 3, P, NULL},
        {"not very +|not too +|not so +|not particularly +|not that +|not really +|slightly +|a little +|a bit +|minimally +", 2, N, NULL},
        {"not at all +|not + at all|not +|~|completely ~", 1, N, NULL}}, 4, false, false},
    {"one side of 5", {
        {"extremely +|completely +|fully +|critically +|critical|essential", 5, P, NULL},
        {"very +|highly +", 4, P, NULL},
        {"somewhat +|moderately +|fairly +|quite +|reasonably +|+", 3, Z, NULL},
        {"slightly +|not so +|not very +|not too +|not particularly +|not that +|not really +|a little +|a bit +|minimally +", 2, N, NULL},
        {"not at all +|not + at all|not +|~|completely ~", 1, N, NULL}}, 5, false, false},
    {"size of 3", {
        {"major +|a major +|big +|a big +|large +|a large +|high +|significant +|a significant +|great +|serious +|a serious +|a lot of +", 3, P, NULL},
        {"minor +|a minor +|some +|moderate +|a moderate +|small +|a small +|slight +|low +|little +|medium +", 2, P, NULL},
        {"no +|not a +|no + at all|none at all", 1, N, NULL}}, 3, false, false},
    {"size of 4", {
        {"major +|a major +|big +|a big +|large +|a large +|high +|significant +|a significant +|great +|serious +|a serious +|a lot of +|strong +", 4, P, NULL},
        {"moderate +|a moderate +|some +|medium +|a medium +", 3, P, NULL},
        {"minor +|a minor +|small +|a small +|slight +|a slight +|low +|little +|a little +|limited +", 2, P, NULL},
        {"no +|not a +|no + at all|none at all", 1, N, NULL}}, 4, false, false},
    {"size of 5", {
        {"very high +|very large +|very big +|very strong +|extreme +|critical +|severe +|very major +", 5, P, NULL},
        {"major +|a major +|big +|large +|high +|significant +|great +|serious +|a lot of +|strong +", 4, P, NULL},
        {"moderate +|a moderate +|some +|medium +", 3, P, NULL},
        {"minor +|a minor +|small +|slight +|a slight +|low +|little +|a little +|limited +", 2, P, NULL},
        {"no +|not a +|no + at all|none at all|very low +", 1, N, NULL}}, 5, false, false},
};

static const struct scale_stem stems[] = {
    {"agree", "disagree", "strongly", false},
    {"support", "oppose", "strongly", false},
    {"favour", "oppose", "strongly", false},
    {"favor", "oppose", "strongly", false},
    {"in favour", "against", "strongly", false},
    {"in favor", "against", "strongly", false},
    {"for", "against", "strongly", false},
    {"approve", "disapprove", "strongly", false},
    {"accept", "reject", "strongly", false},
    {"like", "dislike", "strongly", false},
    {"trust", "distrust", "strongly", false},
    {"satisfied", "dissatisfied", "very", false},
    {"satisfied", "unsatisfied", "very", false},
    {"satisfactory", "unsatisfactory", "very", false},
    {"likely", "unlikely", "very", false},
    {"favourably", "unfavourably", "very", false},
    {"favorably", "unfavorably", "very", false},
    {"favourable", "unfavourable", "very", false},
    {"favorable", "unfavorable", "very", false},
    {"important", "unimportant", "very", false},
    {"effective", "ineffective", "very", false},
    {"efficient", "inefficient", "very", false},
    {"safe", "unsafe", "very", false},
    {"confident", "unconfident", "very", false},
    {"easy", "difficult", "very", false},
    {"easy", "hard", "very", false},
    {"easily", "with difficulty", "very", false},
    {"simple", "complicated", "very", false},
    {"aware", "unaware", "very", false},
    {"familiar", "unfamiliar", "very", false},
    {"knowledgeable", "unknowledgeable", "very", false},
    {"informed", "uninformed", "very", false},
    {"useful", "useless", "very", false},
    {"helpful", "unhelpful", "very", false},
    {"valuable", "worthless", "very", false},
    {"clear", "unclear", "very", false},
    {"clearly", "unclearly", "very", false},
    {"comfortable", "uncomfortable", "very", false},
    {"fair", "unfair", "very", false},
    {"acceptable", "unacceptable", "very", false},
    {"appropriate", "inappropriate", "very", false},
    {"adequate", "inadequate", "very", false},
    {"reasonable", "unreasonable", "very", false},
    {"affordable", "unaffordable", "very", false},
    {"relevant", "irrelevant", "very", false},
    {"interested", "uninterested", "very", false},
    {"interesting", "boring", "very", false},
    {"happy", "unhappy", "very", false},
    {"willing", "unwilling", "very", false},
    {"supportive", "unsupportive", "very", false},
    {"supportive", "opposed", "very", false},
    {"reliable", "unreliable", "very", false},
    {"accurate", "inaccurate", "very", false},
    {"accessible", "inaccessible", "very", false},
    {"convenient", "inconvenient", "very", false},
    {"necessary", "unnecessary", "very", false},
    {"beneficial", "harmful", "very", false},
    {"prepared", "unprepared", "very", false},
    {"involved", "uninvolved", "very", false},
    {"engaged", "disengaged", "very", false},
    {"included", "excluded", "very", false},
    {"proud", "ashamed", "very", false},
    {"optimistic", "pessimistic", "very", false},
    {"friendly", "unfriendly", "very", false},
    {"clean", "dirty", "very", false},
    {"good", "poor", "very", false},
    {"good", "bad", "very", false},
    {"well", "badly", "very", false},
    {"well", "poorly", "very", false},
    {"strong", "weak", "very", true},
    {"high", "low", "very", true},
    {"high priority", "low priority", "very", true},
    {"positive", "negative", "very", false},
    {"positively", "negatively", "very", false},
    {"positive impact", "negative impact", "very", false},
    {"positive effect", "negative effect", "very", false},
    {"better", "worse", "much", false},
    {"improve", "worsen", "greatly", false},
    {"improved", "worsened", "greatly", false},
    {"improved", "declined", "greatly", false},
    {"got better", "got worse", "greatly", false},
    {"more likely", "less likely", "much", true},
    {"more often", "less often", "much", true},
    {"more", "less", "much", true},
    {"higher", "lower", "much", true},
    {"faster", "slower", "much", true},
    {"increase", "decrease", "greatly", true},
    {"increased", "decreased", "greatly", true},
    {"too much", "too little", "far", true},
    {"too much", "not enough", "far", true},
    {"too many", "too few", "far", true},
    {"too many", "not enough", "far", true},
    {"too high", "too low", "far", true},
    {"too large", "too small", "far", true},
    {"too big", "too small", "far", true},
    {"too fast", "too slow", "far", true},
    {"too long", "too short", "far", true},
    {"too strict", "too lenient", "far", true},
    {"concerned", "unconcerned", "very", true},
    {"worried", "unworried", "very", true},
    {"impactful", NULL, "very", false},
    {"enjoyable", "unenjoyable", "very", false},
    {"pleasant", "unpleasant", "very", false},
    {"attractive", "unattractive", "very", false},
    {"suitable", "unsuitable", "very", false},
    {"successful", "unsuccessful", "very", false},
    {"sufficient", "insufficient", "very", false},
    {"motivated", "unmotivated", "very", false},
    {"healthy", "unhealthy", "very", false},
    {"welcome", "unwelcome", "very", false},
    {"serious", NULL, "very", true},
    {"stressed", NULL, "very", true},
    {"anxious", NULL, "very", true},
    {"lonely", NULL, "very", true},
    {"challenging", NULL, "very", true},
    {"stressful", NULL, "very", true},
    {"active", "inactive", "very", true},
    {"impact", NULL, NULL, true},
    {"effect", NULL, NULL, true},
    {"influence", NULL, NULL, true},
    {"difference", NULL, NULL, true},
    {"problem", NULL, NULL, true},
    {"barrier", NULL, NULL, true},
    {"challenge", NULL, NULL, true},
    {"difficulty", NULL, NULL, true},
    {"risk", NULL, NULL, true},
    {"concern", NULL, NULL, true},
    {"interest", NULL, NULL, true},
    {"need", NULL, NULL, true},
    {"benefit", NULL, NULL, true},
    {"experience", NULL, NULL, true},
    {"knowledge", NULL, NULL, true},
    {"priority", NULL, NULL, true},
    {"confidence", NULL, NULL, true},
};

static const struct scale_shape whole[] = {
    {"quality5", {
        {"excellent|outstanding", 5, P, NULL}, {"very good", 4, P, NULL}, {"good", 3, P, NULL},
        {"fair|average|satisfactory", 2, N, NULL},
        {"poor|very poor|bad|terrible", 1, N, NULL}}, 5, false, false},
    {"quality4", {
        {"excellent|very good", 4, P, NULL}, {"good|fairly good", 3, P, NULL},
        {"fair|only fair|fairly poor|fairly bad", 2, N, NULL},
        {"poor|bad|very poor|very bad|terrible|unsatisfactory", 1, N, NULL}}, 4, false, false},
    {"good5", {
        {"very good|excellent|outstanding", 5, P, NULL}, {"good|fairly good|above average", 4, P, NULL},
        {"fair|average|neither good nor poor|neither good nor bad|neutral|ok|okay|satisfactory|acceptable|adequate", 3, Z, NULL},
        {"poor|fairly poor|bad|fairly bad|below average", 2, N, NULL},
        {"very poor|very bad|terrible|awful|extremely poor|unacceptable", 1, N, NULL}}, 5, false, false},
    {"average3", {
        {"above average|good", 3, P, NULL}, {"average", 2, Z, NULL}, {"below average|poor", 1, N, NULL}}, 3, false, false},
    {"often5", {
        {"always|all the time|all of the time|every time|constantly", 5, O, NULL},
        {"often|frequently|usually|very often|most of the time|mostly|generally|regularly|very frequently", 4, O, NULL},
        {"sometimes|occasionally|about half the time|half the time|some of the time|now and then", 3, O, NULL},
        {"rarely|seldom|hardly ever|not often|once in a while|almost never|very rarely|infrequently|a little of the time", 2, O, NULL},
        {"never|not at all|none of the time", 1, O, NULL}}, 5, false, false},
    {"often4", {
        {"often|frequently|very often|regularly|usually", 4, O, NULL},
        {"sometimes|occasionally|now and then", 3, O, NULL},
        {"rarely|seldom|hardly ever|not often|almost never|very rarely|infrequently", 2, O, NULL},
        {"never|not at all", 1, O, NULL}}, 4, false, false},
    {"very often5", {
        {"very often|very frequently|almost always|nearly always", 5, O, NULL},
        {"often|frequently|regularly|usually", 4, O, NULL},
        {"sometimes|occasionally|now and then", 3, O, NULL},
        {"rarely|seldom|hardly ever|not often|once in a while|almost never|very rarely|infrequently", 2, O, NULL},
        {"never|not at all", 1, O, NULL}}, 5, false, false},
    {"often6", {
        {"always|all the time|all of the time|every time|constantly", 6, O, NULL},
        {"usually|very often|most of the time|almost always|very frequently|nearly always", 5, O, NULL},
        {"often|frequently|regularly|a good bit of the time", 4, O, NULL},
        {"sometimes|occasionally|about half the time|some of the time|now and then", 3, O, NULL},
        {"rarely|seldom|hardly ever|not often|once in a while|almost never|very rarely|a little of the time|infrequently", 2, O, NULL},
        {"never|not at all|none of the time", 1, O, NULL}}, 6, false, false},
    {"amount4", {
        {"a lot|a great deal|very much|lots", 4, O, NULL},
        {"some|to some extent|a fair amount|a moderate amount|somewhat|quite a bit|moderately", 3, O, NULL},
        {"only a little|a little|not very much|not much|a small amount|very little|slightly|hardly any", 2, O, "a_little"},
        {"nothing at all|none at all|not at all|nothing|none", 1, O, "nothing"}}, 4, false, false},
    {"amount5", {
        {"a great deal|very much|extremely|a very great deal", 5, O, NULL},
        {"a lot|quite a bit|quite a lot|very|much", 4, O, NULL},
        {"a moderate amount|somewhat|some|moderately|a fair amount", 3, O, NULL},
        {"a little|only a little|not much|slightly|a little bit|not very much|very little|a small amount", 2, O, NULL},
        {"none at all|not at all|nothing at all|nothing|none", 1, O, NULL}}, 5, false, false},
    {"extent4", {
        {"to a great extent|to a large extent|to a very great extent|completely|fully|entirely", 4, O, NULL},
        {"to a moderate extent|to some extent|mostly|largely|moderately", 3, O, NULL},
        {"to a small extent|to a limited extent|to a little extent|partly|partially|a little|slightly", 2, O, NULL},
        {"not at all|to no extent", 1, O, NULL}}, 4, false, false},
    {"extent3", {
        {"yes to a great extent|yes definitely|yes completely|yes fully|yes a lot", 3, O, NULL},
        {"yes to some extent|yes partly|yes somewhat|yes in part|yes a little", 2, O, NULL},
        {"no|no not at all|not at all", 1, O, NULL}}, 3, false, false},
    {"yes_maybe", {
        {"definitely|yes definitely|definitely yes|definitely would|definitely will|certainly", 5, P, NULL},
        {"probably|yes probably|probably yes|probably would|probably will", 4, P, NULL},
        {"maybe|possibly|might or might not|might|perhaps", 3, Z, NULL},
        {"probably not|no probably not|probably no|probably would not|probably will not", 2, N, NULL},
        {"definitely not|no definitely not|definitely no|definitely would not|definitely will not|certainly not", 1, N, NULL}}, 5, false, false},
    {"times", {
        {"several times a day|more than once a day|multiple times a day", 0, O, NULL},
        {"daily|every day|once a day|about once a day|at least once a day|everyday|most days|almost every day|almost daily", 0, O, NULL},
        {"several times a week|a few times a week|2-3 times a week|more than once a week|multiple times a week|most weeks", 0, O, NULL},
        {"weekly|once a week|about once a week|at least once a week|every week", 0, O, NULL},
        {"several times a month|a few times a month|2-3 times a month|fortnightly|bi-weekly|biweekly|every two weeks|once a fortnight|every fortnight|more than once a month", 0, O, NULL},
        {"monthly|once a month|about once a month|at least once a month|every month", 0, O, NULL},
        {"several times a year|a few times a year|every few months|six-monthly|half-yearly|quarterly|every 3 months|once every few months|every six months|twice a year|more than once a year", 0, O, NULL},
        {"yearly|once a year|about once a year|annually|at least once a year|once a year or less|every year", 0, O, NULL},
        {"less often|less than once a year|less frequently|once every few years|less than once a month", 0, O, NULL},
        {"rarely|seldom|hardly ever|almost never", 0, O, NULL}, {"never|not at all", 0, O, NULL}}, 11, true, false},
    {"yes_no", {
        {"yes", 0, O, NULL},
        {"partly|in part|to some extent|maybe|sometimes|uncertain|partially", 0, O, NULL},
        {"no", 0, O, NULL}}, 3, true, false},
    {"education", {
        {"no qualifications", 0, O, "none"},
        {"less than high school degree|less than high school|did not complete high school", 0, O, "less_than_high_school"},
        {"high school degree|high school or g.e.d|high school diploma|high school or less|high school", 0, O, "high_school"},
        {"some college or associate degree|some college", 0, O, "some_college"},
        {"associate's degree|associate degree", 0, O, "associate"},
        {"bachelor degree|bachelor's degree|college graduate|college degree|college or more", 0, O, "bachelor"},
        {"graduate degree|post graduate degree|postgraduate degree", 0, O, "graduate"}}, 7, true, false},
};
// clang-format on

const struct scale_language scales_english = {
    bent,  sizeof bent / sizeof *bent,   stems, sizeof stems / sizeof *stems,
    whole, sizeof whole / sizeof *whole,
};
