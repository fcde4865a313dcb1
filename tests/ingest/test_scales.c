/* test_scales.c - scales found by their words and by the numbers in their
 * labels: order, scores, sides and what comes last. */
#include "tests/ingest/try.h"

#include <math.h>
#include <unistd.h>
#include "core/base/num.h"
#include "core/survey/survey.h"
#include "ingest/draft.h"

enum { MOST = 12 };

/* Labels in the order met, as the draft puts them: `key score side`, a + or -
 * or = for the side, and ? ! / for don't know, refused, not applicable. */
static const struct scale_case {
    const char *words[MOST];
    const char *name; /* of the known scale; "figures"; "none" */
    const char *options;
} cases[] = {
    /* of the words alone */
    {{"Agree", "Strongly agree", "Disagree", "Neither agree nor disagree"},
     "agree, two sides of 5",
     "strongly_agree:5+ agree:4+ neither:3= disagree:2- strongly_disagree:1-"},
    {{"Agree", "Strongly agree", "Disagree", "Strongly disagree"},
     "agree, two sides of 4",
     "strongly_agree:4+ agree:3+ disagree:2- strongly_disagree:1-"},
    {{"Strongly Agree", "Agree", "Somewhat agree", "Disagree", "Neutral"},
     "agree, two sides of 7",
     "strongly_agree:7+ agree:6+ somewhat_agree:5+ neither:4= "
     "somewhat_disagree:3- disagree:2- strongly_disagree:1-"},
    {{"Disagree", "Neutral", "Agree", "Unsure", "Prefer not to say"},
     "agree, two sides of 3",
     "agree:3+ neither:2= disagree:1- unsure? prefer_not_to_say!"},
    {{"Very satisfied", "Fairly satisfied", "Very dissatisfied"},
     "satisfied, two sides of 4",
     "very_satisfied:4+ satisfied:3+ dissatisfied:2- very_dissatisfied:1-"},
    {{"Extremely ineffective", "Somewhat effective", "Extremely effective",
      "Neither effective nor ineffective", "Somewhat ineffective"},
     "effective, two sides of 5",
     "very_effective:5+ effective:4+ neither:3= ineffective:2- "
     "very_ineffective:1-"},
    {{"Very favorably", "Somewhat unfavorably",
      "Neither favorably nor unfavorably (neutral)", "Somewhat favorably"},
     "favorably, two sides of 5",
     "very_favorably:5+ favorably:4+ neither:3= unfavorably:2- "
     "very_unfavorably:1-"},
    {{"Somewhat important", "Very important", "Not at all important",
      "Not so important", "Extremely important"},
     "important, one side of 5",
     "extremely_important:5+ very_important:4+ somewhat_important:3= "
     "slightly_important:2- not_at_all_important:1-"},
    {{"Very confident", "Not very confident", "Fairly confident",
      "Not at all confident"},
     "confident, one side of 4",
     "very_confident:4+ somewhat_confident:3+ not_very_confident:2- "
     "not_at_all_confident:1-"},
    {{"Fairly safe", "A bit unsafe", "Very unsafe", "Very safe", "Don't know"},
     "safe, two sides of 4",
     "very_safe:4+ safe:3+ unsafe:2- very_unsafe:1- don_t_know?"},
    {{"Difficult", "Very easy", "Neither easy nor difficult", "Easy",
      "Very difficult"},
     "easy, two sides of 5",
     "very_easy:5+ easy:4+ neither:3= difficult:2- very_difficult:1-"},
    {{"Very aware", "Somewhat aware", "Not at all aware"},
     "aware, one side of 3",
     "very_aware:3+ somewhat_aware:2+ not_at_all_aware:1-"},
    {{"Much worse", "About the same", "A little better", "Much better",
      "A little worse"},
     "better, two sides of 5",
     "much_better:5+ better:4+ neither:3= worse:2- much_worse:1-"},
    {{"Minor impact", "Major impact", "No impact", "Moderate impact"},
     "impact, size of 4",
     "major_impact:4 moderate_impact:3 minor_impact:2 no_impact:1"},
    {{"Very positive impact", "No impact", "Slightly negative impact",
      "Slightly positive impact"},
     "positive impact, two sides of 5",
     "very_positive_impact:5+ positive_impact:4+ neither:3= "
     "negative_impact:2- very_negative_impact:1-"},
    {{"About right", "Too much", "Too little"},
     "too much, two sides of 3",
     "too_much:3 neither:2 too_little:1"},
    {{"Good", "Excellent", "Poor", "Fair", "Very good"},
     "quality5",
     "excellent:5+ very_good:4+ good:3+ fair:2- poor:1-"},
    {{"Good", "Excellent", "Poor", "Fair"},
     "quality4",
     "excellent:4+ good:3+ fair:2- poor:1-"},
    {{"Good", "Fair", "Very poor", "Poor", "Very good"},
     "good5",
     "very_good:5+ good:4+ fair:3= poor:2- very_poor:1-"},
    {{"Most of the time", "Never", "Rarely", "Always", "Sometimes"},
     "often5",
     "always:5 often:4 sometimes:3 rarely:2 never:1"},
    {{"Monthly", "Daily", "Never", "A few times per year", "Weekly"},
     "times",
     "daily weekly monthly several_times_a_year never"},
    {{"I strongly agree", "I agree", "I disagree", "Not sure"},
     "agree, two sides of 4",
     "strongly_agree:4+ agree:3+ disagree:2- strongly_disagree:1- not_sure?"},
    {{"Very familiar", "Unfamiliar (N/A)", "Somewhat familiar",
      "Not at all familiar"},
     "familiar, one side of 3",
     "very_familiar:3+ somewhat_familiar:2+ not_at_all_familiar:1- "
     "unfamiliar_n_a/"},
    {{"Extremely ineffective", "Very ineffective", "Effective",
      "Very effective", "Extremely effective", "Don't know"},
     "effective, two sides of 5, uneven",
     "extremely_effective:5+ very_effective:4+ effective:3+ "
     "very_ineffective:2- extremely_ineffective:1- don_t_know?"},
    {{"Frequently", "Very frequently", "Sometimes", "Never", "Rarely"},
     "very often5",
     "very_often:5 often:4 sometimes:3 rarely:2 never:1"},
    {{"Strongly agree", "Agree", "Mixed views here", "Disagree",
      "Strongly disagree"},
     "agree, two sides of 4",
     "strongly_agree:4+ agree:3+ disagree:2- strongly_disagree:1- "
     "mixed_views_here/"},
    {{"No", "Yes, to a great extent", "Yes, to some extent"},
     "extent3",
     "yes_to_a_great_extent:3 yes_to_some_extent:2 no:1"},
    {{"Very dissatisfied", "Neither/nor", "Satisfied", "Dissatisfied",
      "I don\xe2\x80\x99t want to answer"},
     "satisfied, two sides of 5",
     "very_satisfied:5+ satisfied:4+ neither:3= dissatisfied:2- "
     "very_dissatisfied:1- i_don_t_want_to_answer!"},
    /* one point in two styles is one option */
    {{"Strongly agree", "Agree", "AGREE.", "Disagree", "Strongly disagree"},
     "agree, two sides of 4",
     "strongly_agree:4+ agree:3+ disagree:2- strongly_disagree:1-"},
    {{"very_satisfied", "dissatisfied", "satisfied", "very_dissatisfied"},
     "satisfied, two sides of 4",
     "very_satisfied:4+ satisfied:3+ dissatisfied:2- very_dissatisfied:1-"},
    /* with numbers */
    {{"5 - Strongly agree", "1 - Strongly disagree", "2 - Disagree",
      "4 - Agree", "3 - Neither agree nor disagree"},
     "agree, two sides of 5",
     "strongly_agree:5+ agree:4+ neither:3= disagree:2- strongly_disagree:1-"},
    {{"Strongly agree (2)", "Agree (1)", "Neutral (0)",
      "Strongly disagree (-2)"},
     "agree, two sides of 5",
     "strongly_agree:2+ agree:1+ neither:0= disagree:-1- "
     "strongly_disagree:-2-"},
    {{"1 = Very satisfied", "2 = Satisfied", "3 = Dissatisfied",
      "4 = Very dissatisfied"},
     "satisfied, two sides of 4",
     "very_satisfied:4+ satisfied:3+ dissatisfied:2- very_dissatisfied:1-"},
    {{"1. Very poor", "2. Poor", "3. Fair", "4. Good", "5. Very good"},
     "good5",
     "very_good:5+ good:4+ fair:3= poor:2- very_poor:1-"},
    {{"4 Agree", "1 Strongly disagree", "5 Strongly agree", "2 Disagree"},
     "agree, two sides of 4",
     "strongly_agree:4+ agree:3+ disagree:2- strongly_disagree:1-"},
    {{"1 = Not at all important", "3", "2", "4", "5 = Extremely important",
      "Don't know"},
     "figures",
     "1:1- 2:2- 3:3= 4:4+ 5:5+ don_t_know?"},
    {{"7", "10 (Extremely likely)", "0 (Not at all likely)", "3"},
     "figures",
     "0:0 1:1 2:2 3:3 4:4 5:5 6:6 7:7 8:8 9:9 10:10"},
    {{"2", "5: the most challenging part", "1: the least challenging part"},
     "figures",
     "1:1 2:2 3:3 4:4 5:5"},
    {{"1 (None at all)", "1", "2", "5"}, "figures", "1:1 2:2 3:3 4:4 5:5"},
    {{"1 - Strongly agree", "2", "3", "4", "5 - Strongly disagree"},
     "figures",
     "1:1+ 2:2+ 3:3= 4:4- 5:5-"},
    /* none of these is a scale */
    {{"Agree", "Mostly agree", "Somewhat agree"},
     "none",
     "agree mostly_agree somewhat_agree"},
    {{"Strongly agree", "Agree", "Quite agree", "Disagree",
      "Strongly disagree"},
     "none",
     "strongly_agree agree quite_agree disagree strongly_disagree"},
    {{"12 (noon)", "3", "5"}, "none", "3 5 12_noon"},
    {{"Male", "Female"}, "none", "male female"},
    {{"18-29", "30-44", "45-60"}, "none", "18-29 30-44 45-60"},
    {{"1. Python", "2. Java", "3. Other language"},
     "none",
     "1_python 2_java 3_other_language"},
    {{"1-2 times", "3-5 times", "6 or more times"},
     "none",
     "1_2_times 3_5_times 6_or_more_times"},
    {{"No", "Yes", "Don't know"}, "yes_no", "yes no don_t_know?"},
    /* in Spanish */
    {{"De acuerdo", "Totalmente de acuerdo", "En desacuerdo",
      "Ni de acuerdo ni en desacuerdo", "Totalmente en desacuerdo", "No sé"},
     "de acuerdo, two sides of 5",
     "totalmente_de_acuerdo:5+ de_acuerdo:4+ "
     "ni_de_acuerdo_ni_en_desacuerdo:3= en_desacuerdo:2- "
     "totalmente_en_desacuerdo:1- no_se?"},
    {{"Muy de acuerdo", "Algo en desacuerdo", "Algo de acuerdo",
      "Muy en desacuerdo", "NS/NC"},
     "de acuerdo, two sides of 4",
     "totalmente_de_acuerdo:4+ de_acuerdo:3+ en_desacuerdo:2- "
     "totalmente_en_desacuerdo:1- ns_nc?"},
    {{"Totalmente de acuerdo", "De acuerdo", "Algo de acuerdo", "Neutral",
      "Algo en desacuerdo", "En desacuerdo", "Totalmente en desacuerdo"},
     "de acuerdo, two sides of 7",
     "totalmente_de_acuerdo:7+ de_acuerdo:6+ algo_de_acuerdo:5+ "
     "ni_de_acuerdo_ni_en_desacuerdo:4= algo_en_desacuerdo:3- "
     "en_desacuerdo:2- totalmente_en_desacuerdo:1-"},
    {{"Estoy de acuerdo", "Estoy en desacuerdo", "Indiferente"},
     "de acuerdo, two sides of 3",
     "de_acuerdo:3+ ni_de_acuerdo_ni_en_desacuerdo:2= en_desacuerdo:1-"},
    {{"Algo importante", "Nada importante", "Muy importante"},
     "importante, one side of 3",
     "muy_importante:3+ algo_importante:2+ nada_importante:1-"},
    {{"Muy satisfecha", "Insatisfecha", "Ni satisfecha, ni insatisfecha",
      "Satisfecha", "Muy insatisfecha"},
     "satisfecha, two sides of 5",
     "muy_satisfecha:5+ satisfecha:4+ ni_satisfecha_ni_insatisfecha:3= "
     "insatisfecha:2- muy_insatisfecha:1-"},
    {{"Muy satisfecho/a", "Nada satisfecho/a", "Poco satisfecho/a",
      "Bastante satisfecho/a"},
     "satisfecho/a, one side of 4",
     "muy_satisfecho_a:4+ bastante_satisfecho_a:3+ poco_satisfecho_a:2- "
     "nada_satisfecho_a:1-"},
    {{"Improbable", "Muy probable", "Probable", "Muy improbable", "Neutral"},
     "probable, two sides of 5",
     "muy_probable:5+ probable:4+ ni_probable_ni_improbable:3= improbable:2- "
     "muy_improbable:1-"},
    {{"Nada probable", "Poco probable", "Muy probable", "Algo probable",
      "Extremadamente probable"},
     "probable, one side of 5",
     "extremadamente_probable:5+ muy_probable:4+ moderadamente_probable:3= "
     "poco_probable:2- nada_probable:1-"},
    {{"Muy importante", "Nada importante", "Importante", "Poco importante"},
     "importante, one side of 4",
     "muy_importante:4+ bastante_importante:3+ poco_importante:2- "
     "nada_importante:1-"},
    {{"Muy importante", "Sin importancia", "Importante", "Poco importante",
      "Moderadamente importante"},
     "importante, one side of 5, with a middle",
     "muy_importante:5+ importante:4+ moderadamente_importante:3= "
     "poco_importante:2- nada_importante:1-"},
    {{"A veces", "Siempre", "Nunca", "Casi nunca", "Casi siempre"},
     "siempre5",
     "siempre:5 a_menudo:4 a_veces:3 rara_vez:2 nunca:1"},
    {{"De vez en cuando", "Generalmente", "Raramente", "Nunca", "No sé qué es"},
     "a menudo4",
     "a_menudo:4 a_veces:3 rara_vez:2 nunca:1 no_se_que_es?"},
    {{"Frecuentemente", "Muy frecuentemente", "Nunca", "Ocasionalmente",
      "Raramente"},
     "muy a menudo5",
     "muy_a_menudo:5 a_menudo:4 a_veces:3 rara_vez:2 nunca:1"},
    {{"A menudo", "Casi siempre", "Siempre", "A veces", "Nunca"},
     "siempre6",
     "siempre:6 casi_siempre:5 a_menudo:4 a_veces:3 rara_vez:2 nunca:1"},
    {{"Regular", "Muy bien", "Mal", "Bien", "Muy mal"},
     "bien5",
     "muy_bien:5+ bien:4+ regular:3= mal:2- muy_mal:1-"},
    {{"Regular", "Muy buena", "Mala", "Buena", "Excelente"},
     "excelente5",
     "excelente:5+ muy_bueno:4+ bueno:3+ regular:2- malo:1-"},
    {{"Regular", "Malo", "Bueno", "Excelente"},
     "excelente4",
     "excelente:4+ bueno:3+ regular:2- malo:1-"},
    {{"Nada", "Poco", "Mucho", "Bastante"},
     "mucho4",
     "mucho:4 bastante:3 poco:2 nada:1"},
    {{"Una vez al mes", "Todos los días", "Nunca", "Una vez a la semana"},
     "veces",
     "diariamente semanalmente mensualmente nunca"},
    {{"No", "Sí", "Prefiero no contestar", "Otro (especifique)"},
     "si_no",
     "si no otro_especifique prefiero_no_contestar!"},
    {{"5 - Totalmente de acuerdo", "1 - Totalmente en desacuerdo",
      "4 - De acuerdo", "2 - En desacuerdo"},
     "de acuerdo, two sides of 4",
     "totalmente_de_acuerdo:4+ de_acuerdo:3+ en_desacuerdo:2- "
     "totalmente_en_desacuerdo:1-"},
    {{"Sí (1)", "No (2)"}, "si_no", "si no"},
    /* in French */
    {{"Plutôt d’accord", "Tout à fait d’accord", "Pas du tout d’accord",
      "Plutôt pas d’accord", "Ne sait pas"},
     "d'accord, of 4",
     "tout_a_fait_d_accord:4+ d_accord:3+ pas_d_accord:2- "
     "pas_du_tout_d_accord:1- ne_sait_pas?"},
    {{"D'accord", "Tout à fait d'accord", "Pas d'accord",
      "Pas du tout d'accord", "Ni d'accord, ni pas d'accord", "Sans opinion"},
     "d'accord, of 5",
     "tout_a_fait_d_accord:5+ d_accord:4+ ni_d_accord_ni_pas_d_accord:3= "
     "pas_d_accord:2- pas_du_tout_d_accord:1- sans_opinion?"},
    {{"Très satisfait", "Plutôt satisfait", "Plutôt insatisfait",
      "Très insatisfait", "Non concerné"},
     "satisfait, of 4",
     "tres_satisfait:4+ satisfait:3+ insatisfait:2- pas_du_tout_satisfait:1- "
     "non_concerne/"},
    {{"Très satisfaite", "Neutre", "Insatisfaite", "Satisfaite"},
     "satisfaite, of 5",
     "tres_satisfaite:5+ satisfaite:4+ "
     "ni_satisfaite_ni_insatisfaite:3= insatisfaite:2- "
     "pas_du_tout_satisfaite:1-"},
    {{"Je suis d'accord", "Je ne sais pas", "Je suis en désaccord"},
     "d'accord, two sides of 2",
     "d_accord:2+ en_desaccord:1- je_ne_sais_pas?"},
    {{"Peu probable", "Très probable", "Pas du tout probable",
      "Assez probable"},
     "probable, of 4",
     "tres_probable:4+ probable:3+ improbable:2- pas_du_tout_probable:1-"},
    {{"Peu important", "Très important", "Pas du tout important",
      "Extrêmement important", "Moyennement important"},
     "important, of 5, extremely",
     "extremement_important:5+ tres_important:4+ important:3= "
     "peu_important:2- pas_du_tout_important:1-"},
    {{"Rarement", "Jamais", "Souvent", "Parfois", "Toujours"},
     "toujours5",
     "toujours:5 souvent:4 parfois:3 rarement:2 jamais:1"},
    {{"Rarement", "Jamais", "Souvent", "De temps en temps"},
     "souvent4",
     "souvent:4 parfois:3 rarement:2 jamais:1"},
    {{"Rarement", "Jamais", "Souvent", "Parfois", "Très souvent"},
     "très souvent5",
     "tres_souvent:5 souvent:4 parfois:3 rarement:2 jamais:1"},
    {{"Mal", "Bien", "Moyen", "Très bien", "Très mal"},
     "bien5",
     "tres_bien:5+ bien:4+ moyen:3= mal:2- tres_mal:1-"},
    {{"Un peu", "Pas du tout", "Beaucoup", "Assez"},
     "beaucoup4",
     "beaucoup:4 assez:3 peu:2 pas_du_tout:1"},
    {{"Une fois par mois", "Tous les jours", "Jamais"},
     "fois",
     "tous_les_jours tous_les_mois jamais"},
    {{"Non", "Oui", "Autre (précisez)"}, "oui_non", "oui non autre_precisez"},
    /* in German */
    {{"Stimme eher zu", "Stimme voll und ganz zu", "Stimme eher nicht zu",
      "Stimme überhaupt nicht zu", "Weiß nicht"},
     "stimme, zu4",
     "stimme_voll_und_ganz_zu:4+ stimme_eher_zu:3+ stimme_eher_nicht_zu:2- "
     "stimme_uberhaupt_nicht_zu:1- weiss_nicht?"},
    {{"Stimme zu", "Stimme eher zu", "Stimme eher nicht zu", "Stimme nicht zu"},
     "stimme, zu4, without fully",
     "stimme_zu:4+ stimme_eher_zu:3+ stimme_eher_nicht_zu:2- "
     "stimme_nicht_zu:1-"},
    {{"Trifft zu", "Trifft voll und ganz zu", "Trifft nicht zu",
      "Trifft überhaupt nicht zu", "Teils/teils"},
     "trifft, zu5",
     "trifft_voll_und_ganz_zu:5+ trifft_eher_zu:4+ teils_teils:3= "
     "trifft_eher_nicht_zu:2- trifft_uberhaupt_nicht_zu:1-"},
    {{"Trifft voll zu", "Trifft eher zu", "Trifft teilweise zu",
      "Trifft eher nicht zu", "Trifft nicht zu"},
     "trifft, zu5, without fully",
     "trifft_zu:5+ trifft_eher_zu:4+ teils_teils:3= trifft_eher_nicht_zu:2- "
     "trifft_nicht_zu:1-"},
    {{"Ich stimme zu", "Ich stimme nicht zu", "Ich stimme voll zu"},
     "stimme, zu4",
     "stimme_voll_und_ganz_zu:4+ stimme_eher_zu:3+ stimme_eher_nicht_zu:2- "
     "stimme_uberhaupt_nicht_zu:1-"},
    {{"Zufrieden", "Sehr zufrieden", "Unzufrieden", "Sehr unzufrieden",
      "Weder zufrieden noch unzufrieden", "Keine Angabe"},
     "zufrieden, two sides of 5",
     "sehr_zufrieden:5+ zufrieden:4+ weder_zufrieden_noch_unzufrieden:3= "
     "unzufrieden:2- sehr_unzufrieden:1- keine_angabe!"},
    {{"Eher wahrscheinlich", "Sehr wahrscheinlich", "Eher unwahrscheinlich",
      "Sehr unwahrscheinlich"},
     "wahrscheinlich, two sides of 4",
     "sehr_wahrscheinlich:4+ wahrscheinlich:3+ unwahrscheinlich:2- "
     "sehr_unwahrscheinlich:1-"},
    {{"Eher wichtig", "Sehr wichtig", "Weniger wichtig", "Unwichtig"},
     "wichtig, one side of 4",
     "sehr_wichtig:4+ wichtig:3+ weniger_wichtig:2- "
     "uberhaupt_nicht_wichtig:1-"},
    {{"Mäßig wichtig", "Sehr wichtig", "Äußerst wichtig",
      "Überhaupt nicht wichtig"},
     "wichtig, one side of 5",
     "ausserst_wichtig:5+ sehr_wichtig:4+ wichtig:3= weniger_wichtig:2- "
     "uberhaupt_nicht_wichtig:1-"},
    {{"Selten", "Nie", "Häufig", "Manchmal", "Immer"},
     "immer5",
     "immer:5 oft:4 manchmal:3 selten:2 nie:1"},
    {{"Selten", "Nie", "Oft", "Gelegentlich"},
     "oft4",
     "oft:4 manchmal:3 selten:2 nie:1"},
    {{"Selten", "Nie", "Oft", "Gelegentlich", "Sehr oft"},
     "sehr oft5",
     "sehr_oft:5 oft:4 manchmal:3 selten:2 nie:1"},
    {{"Schlecht", "Gut", "Sehr gut", "Mittelmäßig", "Sehr schlecht"},
     "gut5",
     "sehr_gut:5+ gut:4+ mittelmassig:3= schlecht:2- sehr_schlecht:1-"},
    {{"Einmal im Monat", "Täglich", "Nie"}, "mal", "taglich monatlich nie"},
    {{"Nein", "Ja", "Sonstiges"}, "ja_nein", "ja nein sonstiges"},
    /* one language at a time */
    {{"Totalmente de acuerdo", "Agree", "En desacuerdo"},
     "none",
     "totalmente_de_acuerdo agree en_desacuerdo"},
};

static void add_name(struct str *out, const struct answers *a)
{
    size_t beside;
    struct known_scale scale = answers_scale(a, &beside);

    if (scale.shape)
        scale_name(out, scale);
    else
        str_add(out, answers_points(a) ? "figures" : "none");
}

static void add_options(struct str *out, const struct question *q)
{
    static const char sides[] = {' ', '+', '=', '-'};

    for (size_t i = 0; i < q->options.n; i++) {
        const struct option *o = &q->options.option[i];

        str_addf(out, "%s%s", i ? " " : "", o->key);
        if (!isnan(o->score)) {
            str_add_char(out, ':');
            num_add(out, o->score);
        }
        if (o->side != SIDE_NONE)
            str_add_char(out, sides[o->side]);
        if (o->state != STATE_ANSWERED)
            str_add_char(out, o->state == STATE_REFUSED   ? '!'
                              : o->state == STATE_UNKNOWN ? '?'
                                                          : '/');
    }
}

/* Each label three times, in one column. */
static bool one_case(const char *folder, const struct scale_case *c)
{
    struct str rows = {0}, got = {0};
    struct survey *survey = NULL;
    struct err err = {0};
    struct answers a = {0};
    struct value value[MOST];
    struct tried t;
    char *draft, *database = program_path(folder, "x.db");
    size_t options;
    bool same;

    str_add(&rows, "id,Q\n");
    for (size_t i = 0; i < 3 * MOST; i++)
        if (c->words[i % MOST])
            str_addf(&rows, "%zu,\"%s\"\n", i, c->words[i % MOST]);
    program_file(folder, "x.csv", str_cstr(&rows));
    draft = try_draft(folder, "x.csv", &t);
    assert_ok(t.status, &t.err);
    tried_free(&t);
    a.value = value;
    for (size_t i = 0; i < MOST && c->words[i]; i++) {
        struct text text = text_of(c->words[i]);
        double x = (double)NAN;

        (void)num_parse_loose(text, &x);
        value[a.n++] = (struct value){(char *)(uintptr_t)text.p, 3, x, false};
    }
    add_name(&got, &a);
    same = strcmp(str_cstr(&got), c->name) == 0;
    str_add(&got, "; ");
    program_file(folder, "survey.yaml", draft);
    t = try_ingest(folder, "x.csv", NULL);
    if (t.status != OK || notes_attention(&t.notes))
        fail_msg("%s: %s\n%s", c->words[0], t.err.text, draft);
    tried_free(&t);
    (void)unlink(database); /* the next case is another survey */
    free(database);
    assert_ok(survey_parse(&survey, text_of(draft), "", &err), &err);
    options = got.n;
    add_options(&got, &survey->question[0]);
    same &= strcmp(str_cstr(&got) + options, c->options) == 0;
    if (!same)
        print_message("\"%s\" ...\n  %s\n  not %s; %s\n", c->words[0],
                      str_cstr(&got), c->name, c->options);
    survey_free(survey);
    free(draft);
    str_free(&rows);
    str_free(&got);
    return same;
}

static void drafts_scales(void **state)
{
    const char *folder = check_folder(state);
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        wrong += !one_case(folder, &cases[i]);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drafts_scales),
    };

    return cmocka_run_group_tests_name("scales", tests, NULL, NULL);
}
