/* scale_french.c - scales in French: see scale_words.h.  "Pas du tout" bends
 * the positive side, so that one shape is of both kinds. */
#include "ingest/scale_words.h"

#define P SIDE_POSITIVE
#define Z SIDE_NEUTRAL
#define N SIDE_NEGATIVE
#define O SIDE_NONE

// clang-format off
#define MOST "* +|très +|tout à fait +|totalement +|entièrement +|complètement +|fortement +"
#define HALF "+|plutôt +|assez +|partiellement +|en partie +|moyennement +"
#define AGAINST                                                                \
    "~|plutôt ~|plutôt pas +|peu +|pas vraiment +|pas tellement +|pas très +|" \
    "partiellement ~|assez ~"
#define LEAST                                                                  \
    "pas du tout +|* ~|très ~|tout à fait ~|totalement ~|fortement ~|"         \
    "complètement ~"
#define MIDDLE "ni + ni ~|ni ~ ni +|neutre|indifférent|indifférente|sans préférence"
#define SOMETIMES "parfois|quelquefois|de temps en temps|occasionnellement"
#define RARELY "rarement|presque jamais"

static const struct scale_shape bent[] = {
    {"two sides of 2", {{"@", 2, P, NULL}, {"@", 1, N, NULL}}, 2, false, true},
    {"two sides of 3", {
        {HALF "|" MOST, 3, P, NULL}, {MIDDLE, 2, Z, NULL}, {AGAINST "|" LEAST, 1, N, NULL}}, 3, false, true},
    {"of 4", {
        {MOST, 4, P, NULL}, {HALF, 3, P, NULL}, {AGAINST, 2, N, NULL}, {LEAST, 1, N, NULL}}, 4, false, false},
    {"of 5", {
        {MOST, 5, P, NULL}, {HALF, 4, P, NULL}, {MIDDLE, 3, Z, NULL}, {AGAINST, 2, N, NULL}, {LEAST, 1, N, NULL}}, 5, false, false},
    {"of 5, extremely", {
        {"extrêmement +", 5, P, NULL}, {"très +", 4, P, NULL},
        {"+|assez +|plutôt +|moyennement +|modérément +", 3, Z, NULL},
        {"peu +|pas très +|pas vraiment +|un peu +|légèrement +", 2, N, NULL},
        {"pas du tout +|pas +", 1, N, NULL}}, 5, false, false},
};

static const struct scale_stem stems[] = {
    {"d'accord", "pas d'accord", "tout à fait", false},
    {"d'accord", "en désaccord", "tout à fait", false},
    {"en accord", "en désaccord", "tout à fait", false},
    {"favorable", "défavorable", "très", false},
    {"favorable", "opposé", "très", false},
    {"satisfait", "insatisfait", "très", false},
    {"satisfaite", "insatisfaite", "très", false},
    {"satisfait(e)", "insatisfait(e)", "très", false},
    {"satisfait·e", "insatisfait·e", "très", false},
    {"satisfaisant", "insatisfaisant", "très", false},
    {"satisfaisante", "insatisfaisante", "très", false},
    {"probable", "improbable", "très", false},
    {"important", NULL, "très", false},
    {"importante", NULL, "très", false},
};

static const struct scale_shape whole[] = {
    {"bien5", {
        {"très bien|très bon|très bonne|excellent|excellente", 5, P, NULL},
        {"bien|bon|bonne|plutôt bien|plutôt bon|plutôt bonne", 4, P, NULL},
        {"moyen|moyenne|moyennement|ni bien ni mal|ni bon ni mauvais|ni bonne ni mauvaise|passable", 3, Z, NULL},
        {"mal|mauvais|mauvaise|plutôt mal|plutôt mauvais|plutôt mauvaise", 2, N, NULL},
        {"très mal|très mauvais|très mauvaise", 1, N, NULL}}, 5, false, false},
    {"toujours5", {
        {"toujours", 5, O, NULL},
        {"souvent|presque toujours|fréquemment|la plupart du temps|régulièrement|généralement|d'habitude", 4, O, NULL},
        {SOMETIMES, 3, O, NULL}, {RARELY, 2, O, NULL}, {"jamais", 1, O, NULL}}, 5, false, false},
    {"souvent4", {
        {"souvent|fréquemment|régulièrement|généralement", 4, O, NULL},
        {SOMETIMES, 3, O, NULL}, {RARELY, 2, O, NULL}, {"jamais", 1, O, NULL}}, 4, false, false},
    {"très souvent5", {
        {"très souvent|très fréquemment", 5, O, NULL}, {"souvent|fréquemment|régulièrement", 4, O, NULL},
        {SOMETIMES, 3, O, NULL}, {RARELY, 2, O, NULL}, {"jamais", 1, O, NULL}}, 5, false, false},
    {"beaucoup4", {
        {"beaucoup|énormément", 4, O, NULL}, {"assez|moyennement", 3, O, NULL},
        {"peu|un peu|pas beaucoup", 2, O, NULL}, {"pas du tout|rien du tout", 1, O, NULL}}, 4, false, false},
    {"fois", {
        {"plusieurs fois par jour", 0, O, NULL},
        {"tous les jours|chaque jour|quotidiennement|une fois par jour", 0, O, NULL},
        {"plusieurs fois par semaine", 0, O, NULL},
        {"toutes les semaines|chaque semaine|une fois par semaine", 0, O, NULL},
        {"plusieurs fois par mois", 0, O, NULL},
        {"tous les mois|chaque mois|une fois par mois|mensuellement", 0, O, NULL},
        {"plusieurs fois par an", 0, O, NULL},
        {"tous les ans|chaque année|une fois par an", 0, O, NULL},
        {"moins souvent|moins d'une fois par an", 0, O, NULL},
        {RARELY, 0, O, NULL}, {"jamais", 0, O, NULL}}, 11, true, false},
    {"oui_non", {
        {"oui", 0, O, NULL}, {"en partie|partiellement|parfois|peut-être", 0, O, NULL},
        {"non", 0, O, NULL}}, 3, true, false},
};
// clang-format on

const struct scale_language scales_french = {
    bent,  sizeof bent / sizeof *bent,   stems, sizeof stems / sizeof *stems,
    whole, sizeof whole / sizeof *whole,
};
