/* evidence.c - the tables of bases, measures and rules.
 *
 * `wording` and the words of bases are printed on the page, to people who are
 * no statisticians: say what was counted, in a sentence. */
#include "core/evidence/evidence.h"

#include <math.h>
#include <stdint.h>
#include <string.h>
#include "core/base/num.h"

static const struct {
    const char *name, *words;
} bases[BASES] = {
    [BASE_ALL] = {"all", "of all responses"},
    [BASE_ASKED] = {"asked", "of those who were asked"},
    [BASE_ANSWERED] = {"answered", "of those who answered"},
    [BASE_GAVE_VIEW] = {"gave_view", "of those who gave a view"},
    [BASE_ANSWERS] = {"answers", "of all answers given"},
    [BASE_COMPLETE] = {"complete", "of those who filled every place"},
    [BASE_RANKED] = {"ranked", "of those who ranked at least one"},
};

#define NONE ((double)NAN) /* clang minds a float */
#define DOMAIN "Binder (1983), Int. Stat. Rev. 51:279-292"
#define LUCE "Turner and others (2020), Comput. Stat. 35:1027-1057"
#define WOODRUFF "Woodruff (1952), J. Am. Stat. Assoc. 47:635-646"

// clang-format off
static const struct measure_row measures[MEASURES] = {
    [MEASURE_SHARE] = {"share", "measure", "share", 0, 1, BETTER_NEITHER,
        "share who chose it", DOMAIN},
    [MEASURE_MEAN] = {"mean", "measure", "", NONE, NONE, BETTER_NEITHER,
        "average", DOMAIN},
    [MEASURE_TOTAL] = {"total", "measure", "", NONE, NONE, BETTER_NEITHER,
        "total", DOMAIN},
    [MEASURE_MEDIAN] = {"median", "measure", "", NONE, NONE, BETTER_NEITHER,
        "middle value (as many above as below)", WOODRUFF},
    [MEASURE_QUANTILE] = {"quantile", "measure", "", NONE, NONE, BETTER_NEITHER,
        "value that the given share lies at or below", WOODRUFF},
    [MEASURE_POSITIVE] = {"positive", "measure", "share", 0, 1, BETTER_HIGHER,
        "share who gave a positive answer", DOMAIN},
    [MEASURE_NEGATIVE] = {"negative", "measure", "share", 0, 1, BETTER_LOWER,
        "share who gave a negative answer", DOMAIN},
    [MEASURE_NET] = {"net", "measure", "share", -1, 1, BETTER_HIGHER,
        "net score (share positive less share negative)", DOMAIN},
    [MEASURE_TOP2] = {"top2", "measure", "share", 0, 1, BETTER_HIGHER,
        "share who chose one of the two highest scores", DOMAIN},
    [MEASURE_BOTTOM2] = {"bottom2", "measure", "share", 0, 1, BETTER_LOWER,
        "share who chose one of the two lowest scores", DOMAIN},
    [MEASURE_SD] = {"sd", "measure", "", 0, NONE, BETTER_NEITHER,
        "standard deviation (how far answers lie from the average)", DOMAIN},
    [MEASURE_TOP_QUARTER] = {"top_quarter", "measure", "share", 0, 1,
        BETTER_HIGHER, "share who put it in their first quarter of places",
        DOMAIN},
    [MEASURE_BOTTOM_QUARTER] = {"bottom_quarter", "measure", "share", 0, 1,
        BETTER_LOWER, "share who put it in their last quarter of places",
        DOMAIN},
    [MEASURE_LOG_WORTH] = {"log_worth", "measure", "", NONE, NONE,
        BETTER_HIGHER, "logarithm of worth (Plackett-Luce; 0 on average)",
        LUCE},
    [MEASURE_QUASI_VARIANCE] = {"quasi_variance", "measure", "", NONE, NONE,
        BETTER_NEITHER, "quasi-variance of the logarithm of worth",
        "Firth and de Menezes (2004), Biometrika 91:65-80"},
    [MEASURE_BUDGET_GAP] = {"budget_gap", "measure", "share", -1, 1,
        BETTER_NEITHER,
        "share of the points given to it, less its share of today's budget",
        DOMAIN},
    [MEASURE_DERIVED_IMPORTANCE] = {"derived_importance", "measure", "", -1, 1,
        BETTER_HIGHER,
        "correlation of satisfaction with it and satisfaction overall",
        "R survey: svycontrast on svyvar"},
};

static const struct measure_row rules[RULES] = {
    [RULE_FIRST_CHOICE] = {"first_choice", "rule", "share", 0, 1,
        BETTER_HIGHER, "share who chose it first", DOMAIN},
    [RULE_TOP_N] = {"top_n", "rule", "share", 0, 1, BETTER_HIGHER,
        "share who placed it among their first choices", DOMAIN},
    [RULE_MEAN_RANK] = {"mean_rank", "rule", "places", 1, NONE, BETTER_LOWER,
        "average place (1 is first)", DOMAIN},
    [RULE_BORDA] = {"borda", "rule", "points", 0, NONE, BETTER_HIGHER,
        "Borda score (items ranked below it, on average)",
        "de Borda (1781), M\xC3\xA9moire sur les \xC3\xA9lections au scrutin"},
    [RULE_DOWDALL] = {"dowdall", "rule", "points", 0, 1, BETTER_HIGHER,
        "Dowdall score (1 for a first place, a half for a second and so on)",
        "Fraenkel and Grofman (2014), Aust. J. Pol. Sci. 49:186-205"},
    [RULE_COPELAND] = {"copeland", "rule", "items", NONE, NONE, BETTER_HIGHER,
        "Copeland score (items that a majority puts it above, less those that "
        "a majority puts above it)",
        "Copeland (1951), A reasonable social welfare function"},
    [RULE_SCHULZE] = {"schulze", "rule", "items", 0, NONE, BETTER_HIGHER,
        "items that it beats by Schulze's method",
        "Schulze (2011), Soc. Choice Welf. 36:267-303"},
    [RULE_RANKED_PAIRS] = {"ranked_pairs", "rule", "items", 0, NONE,
        BETTER_HIGHER, "items that come behind it by ranked pairs",
        "Tideman (1987), Soc. Choice Welf. 4:185-206"},
    [RULE_KEMENY] = {"kemeny", "rule", "items", 0, NONE, BETTER_HIGHER,
        "items that come behind it in the order with the fewest disagreements",
        "Kemeny (1959), Daedalus 88:577-591"},
    [RULE_INSTANT_RUNOFF] = {"instant_runoff", "rule", "rounds", 1, NONE,
        BETTER_HIGHER, "round of the run-off in which it left",
        "Hare (1859), The Election of Representatives"},
    [RULE_PLACKETT_LUCE] = {"plackett_luce", "rule", "share", 0, 1,
        BETTER_HIGHER, "chance of being chosen first (Plackett-Luce)", LUCE},
    [RULE_BRADLEY_TERRY] = {"bradley_terry", "rule", "share", 0, 1,
        BETTER_HIGHER, "worth in comparisons of two (Bradley-Terry)",
        "Bradley and Terry (1952), Biometrika 39:324-345"},
    [RULE_BEST_WORST] = {"best_worst", "rule", "score", -1, 1, BETTER_HIGHER,
        "times named best less times named worst, of the times shown",
        "Marley and Louviere (2005), J. Math. Psych. 49:464-480"},
    [RULE_BEST_WORST_LOGIT] = {"best_worst_logit", "rule", "share", 0, 1,
        BETTER_HIGHER, "worth by what was named best and worst (logit)",
        "Marley and Louviere (2005), J. Math. Psych. 49:464-480"},
    [RULE_PICK_SHARE] = {"pick_share", "rule", "share", 0, 1, BETTER_HIGHER,
        "share who picked it", DOMAIN},
    [RULE_POINTS_SHARE] = {"points_share", "rule", "share", 0, 1,
        BETTER_HIGHER, "average share of the points given to it", DOMAIN},
    [RULE_POSITIVE_SHARE] = {"positive_share", "rule", "share", 0, 1,
        BETTER_HIGHER, "share who gave a positive answer", DOMAIN},
    [RULE_MEAN_SCORE] = {"mean_score", "rule", "score", NONE, NONE,
        BETTER_HIGHER, "average score", DOMAIN},
    [RULE_NET_SCORE] = {"net_score", "rule", "share", -1, 1, BETTER_HIGHER,
        "net score (share positive less share negative)", DOMAIN},
    [RULE_IMPORTANCE_SATISFACTION] = {"importance_satisfaction", "rule",
        "share", 0, 1, BETTER_HIGHER,
        "share who find it important, times the share not satisfied with it",
        "ETC Institute, importance-satisfaction rating"},
};
// clang-format on

const char *base_name(enum base base)
{
    return bases[base].name;
}

bool base_parse(const char *name, enum base *out)
{
    for (size_t i = 0; i < BASES; i++) {
        if (strcmp(bases[i].name, name) == 0) {
            *out = (enum base)i;
            return true;
        }
    }
    return false;
}

const char *base_words(enum base base)
{
    return bases[base].words;
}

const struct measure_row *measure_row(enum measure measure)
{
    return &measures[measure];
}

const struct measure_row *rule_row(enum rule rule)
{
    return &rules[rule];
}

/* top3: a whole number from 1 without zeros in front. */
static bool parse_top(const char *name, size_t *n)
{
    int64_t number = 0;

    if (strncmp(name, "top", 3) != 0 || name[3] < '1' || name[3] > '9')
        return false;
    if (!num_parse_int(text_of(name + 3), &number) || number > 10000)
        return false;
    *n = (size_t)number;
    return true;
}

bool rule_parse(const char *name, enum rule *rule, size_t *n)
{
    if (parse_top(name, n)) {
        *rule = RULE_TOP_N;
        return true;
    }
    for (size_t i = 0; i < RULES; i++) {
        if (strcmp(rules[i].name, name) == 0) {
            *rule = (enum rule)i;
            *n = *rule == RULE_TOP_N ? 3 : 0;
            return true;
        }
    }
    return false;
}
