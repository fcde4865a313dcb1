/* scale_spanish.c - scales in Spanish: see scale_words.h. */
#include "ingest/scale_words.h"

#define P SIDE_POSITIVE
#define Z SIDE_NEUTRAL
#define N SIDE_NEGATIVE
#define O SIDE_NONE

// clang-format off
#define MOST                                                                   \
    "* @|muy @|totalmente @|completamente @|plenamente @|absolutamente @|"     \
    "extremadamente @|sumamente @"
#define HALF                                                                   \
    "@|bastante @|algo @|un poco @|parcialmente @|más bien @|mas bien @|"      \
    "ligeramente @|moderadamente @"
#define QUITE "@|bastante @|moderadamente @"
#define SLIGHT                                                                 \
    "algo @|un poco @|parcialmente @|más bien @|mas bien @|ligeramente @"
#define MIDDLE                                                                 \
    "ni + ni ~|ni ~ ni +|neutral|neutro|neutra|indiferente|ni lo uno ni lo otro"
#define SOMETIMES                                                              \
    "a veces|algunas veces|de vez en cuando|ocasionalmente|en ocasiones"
#define RARELY "rara vez|raras veces|raramente|casi nunca|pocas veces"
#define NEVER "nunca|jamás|jamas"

static const struct scale_shape bent[] = {
    {"two sides of 2", {{"@", 2, P, NULL}, {"@", 1, N, NULL}}, 2, false, true},
    {"two sides of 3", {
        {HALF "|" MOST, 3, P, NULL}, {MIDDLE, 2, Z, NULL}, {HALF "|" MOST, 1, N, NULL}}, 3, false, true},
    {"two sides of 4", {
        {MOST, 4, P, NULL}, {HALF, 3, P, NULL}, {HALF, 2, N, NULL}, {MOST, 1, N, NULL}}, 4, false, true},
    {"two sides of 5", {
        {MOST, 5, P, NULL}, {HALF, 4, P, NULL}, {MIDDLE, 3, Z, NULL}, {HALF, 2, N, NULL}, {MOST, 1, N, NULL}}, 5, false, true},
    {"two sides of 7", {
        {MOST, 7, P, NULL}, {QUITE, 6, P, NULL}, {SLIGHT, 5, P, NULL}, {MIDDLE, 4, Z, NULL},
        {SLIGHT, 3, N, NULL}, {QUITE, 2, N, NULL}, {MOST, 1, N, NULL}}, 7, false, true},
    {"one side of 3", {
        {"muy +|extremadamente +", 3, P, NULL},
        {"algo +|bastante +|moderadamente +|+", 2, P, NULL},
        {"nada +|para nada +|poco +|no muy +|no +", 1, N, NULL}}, 3, false, false},
    {"one side of 4", {
        {"muy +|extremadamente +", 4, P, NULL},
        {"bastante +|algo +|moderadamente +|+", 3, P, NULL},
        {"poco +|no muy +|ligeramente +|un poco +", 2, N, NULL},
        {"nada +|para nada +|no +|~", 1, N, NULL}}, 4, false, false},
    {"one side of 5", {
        {"extremadamente +|sumamente +", 5, P, NULL}, {"muy +", 4, P, NULL},
        {"moderadamente +|algo +|bastante +|medianamente +|+", 3, Z, NULL},
        {"poco +|no muy +|ligeramente +|un poco +", 2, N, NULL},
        {"nada +|para nada +|no +|~", 1, N, NULL}}, 5, false, false},
    {"one side of 5, with a middle", {
        {"muy +", 5, P, NULL}, {"+|bastante +", 4, P, NULL},
        {"moderadamente +|medianamente +|algo +|neutral|neutro|indiferente", 3, Z, NULL},
        {"poco +|no muy +", 2, N, NULL},
        {"nada +|para nada +|no +|~", 1, N, NULL}}, 5, false, false},
};

static const struct scale_stem stems[] = {
    {"de acuerdo", "en desacuerdo", "totalmente", false},
    {"a favor", "en contra", "totalmente", false},
    {"satisfecho", "insatisfecho", "muy", false},
    {"satisfecha", "insatisfecha", "muy", false},
    {"satisfecho/a", "insatisfecho/a", "muy", false},
    {"satisfecho(a)", "insatisfecho(a)", "muy", false},
    {"satisfechos", "insatisfechos", "muy", false},
    {"satisfactorio", "insatisfactorio", "muy", false},
    {"satisfactoria", "insatisfactoria", "muy", false},
    {"probable", "improbable", "muy", false},
    {"importante", "sin importancia", "muy", false},
};

static const struct scale_shape whole[] = {
    {"excelente5", {
        {"excelente", 5, P, NULL}, {"muy bueno|muy buena|muy bien", 4, P, NULL},
        {"bueno|buena|bien", 3, P, NULL}, {"regular", 2, N, NULL},
        {"malo|mala|mal|deficiente", 1, N, NULL}}, 5, false, false},
    {"excelente4", {
        {"excelente", 4, P, NULL}, {"bueno|buena|bien", 3, P, NULL}, {"regular", 2, N, NULL},
        {"malo|mala|mal|deficiente", 1, N, NULL}}, 4, false, false},
    {"bien5", {
        {"muy bien|muy bueno|muy buena|excelente", 5, P, NULL}, {"bien|bueno|buena", 4, P, NULL},
        {"regular|normal|aceptable|ni bien ni mal|ni bueno ni malo|ni buena ni mala", 3, Z, NULL},
        {"mal|malo|mala", 2, N, NULL},
        {"muy mal|muy malo|muy mala|pésimo|pésima", 1, N, NULL}}, 5, false, false},
    {"siempre5", {
        {"siempre", 5, O, NULL},
        {"a menudo|casi siempre|frecuentemente|con frecuencia|generalmente|normalmente|habitualmente|"
         "usualmente|muchas veces|la mayoría de las veces", 4, O, NULL},
        {SOMETIMES, 3, O, NULL}, {RARELY, 2, O, NULL}, {NEVER, 1, O, NULL}}, 5, false, false},
    {"a menudo4", {
        {"a menudo|frecuentemente|con frecuencia|generalmente|normalmente|habitualmente|usualmente|"
         "muchas veces", 4, O, NULL},
        {SOMETIMES, 3, O, NULL}, {RARELY, 2, O, NULL}, {NEVER, 1, O, NULL}}, 4, false, false},
    {"muy a menudo5", {
        {"muy a menudo|muy frecuentemente|con mucha frecuencia", 5, O, NULL},
        {"a menudo|frecuentemente|con frecuencia", 4, O, NULL},
        {SOMETIMES, 3, O, NULL}, {RARELY, 2, O, NULL}, {NEVER, 1, O, NULL}}, 5, false, false},
    {"siempre6", {
        {"siempre", 6, O, NULL},
        {"casi siempre|muy a menudo|muy frecuentemente|la mayoría de las veces", 5, O, NULL},
        {"a menudo|frecuentemente|con frecuencia|muchas veces", 4, O, NULL},
        {SOMETIMES, 3, O, NULL}, {RARELY, 2, O, NULL}, {NEVER, 1, O, NULL}}, 6, false, false},
    {"mucho4", {
        {"mucho|mucha", 4, O, NULL}, {"bastante|algo", 3, O, NULL}, {"poco|poca", 2, O, NULL},
        {"nada|ninguna", 1, O, NULL}}, 4, false, false},
    {"veces", {
        {"varias veces al día|más de una vez al día", 0, O, NULL},
        {"diariamente|a diario|todos los días|cada día|una vez al día", 0, O, NULL},
        {"varias veces a la semana|varias veces por semana|más de una vez a la semana", 0, O, NULL},
        {"semanalmente|cada semana|todas las semanas|una vez a la semana|una vez por semana", 0, O, NULL},
        {"varias veces al mes|varias veces por mes", 0, O, NULL},
        {"mensualmente|cada mes|todos los meses|una vez al mes|una vez por mes", 0, O, NULL},
        {"varias veces al año|varias veces por año", 0, O, NULL},
        {"anualmente|cada año|todos los años|una vez al año|una vez por año", 0, O, NULL},
        {"con menos frecuencia|menos de una vez al año|menos a menudo", 0, O, NULL},
        {RARELY, 0, O, NULL}, {NEVER, 0, O, NULL}}, 11, true, false},
    {"si_no", {
        {"sí|si", 0, O, NULL}, {"en parte|parcialmente|a veces|tal vez|quizá|quizás", 0, O, NULL},
        {"no", 0, O, NULL}}, 3, true, false},
};
// clang-format on

const struct scale_language scales_spanish = {
    bent,  sizeof bent / sizeof *bent,   stems, sizeof stems / sizeof *stems,
    whole, sizeof whole / sizeof *whole,
};
