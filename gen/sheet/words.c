#include "sheet/words.h"

/* clang-format off */
static const char *const words[WORD_COUNT][LANG_COUNT] = {
    [WORD_NAME] = {"Résumé", "Summary"},
    [WORD_DAY] = {"Situation au", "State on"},
    [WORD_PRIVATE] = {
        "Contient des renseignements personnels : à garder à l'école.",
        "Contains personal information: to be kept at the school."},
    [WORD_AMENDED] = {
        "En italique violet : valeur en vigueur (signée, ou modifiée par avenant) qui n'est pas celle de vos tables.",
        "In purple italics: a value in force (signed, or amended) that is not the one of your tables."},
    [WORD_BRIEF] = {"En bref", "In brief"},
    [WORD_DONE] = {"Fait", "Done"},
    [WORD_OF] = {"Sur", "Of"},
    [WORD_SHARE] = {"Part", "Share"},
    [WORD_PROTOCOLS] = {"Protocoles", "Agreements"},
    [WORD_STATES] = {"Séquences par état", "Sequences by state"},
    [WORD_UNKNOWN] = {"état inconnu", "state unknown"},
    [WORD_TOTAL] = {"Total", "Total"},
    [WORD_OFFICERS] = {"Visites par responsable", "Visits by person in charge"},
    [WORD_NOBODY] = {"sans responsable", "nobody in charge"},
    [WORD_LATE] = {"En retard", "Late"},
    [WORD_MONTHS] = {"Par mois", "By month"},
    [WORD_OUTSIDE] = {"hors de la période", "outside the period"},
    [WORD_PLANNED] = {"Visites prévues", "Visits planned"},
    [WORD_VISITS_DONE] = {"Visites réalisées", "Visits done"},
    [WORD_ATTESTATIONS] = {"Attestations", "Attestations"},
    [WORD_HOURS] = {"Heures par programme", "Hours by programme"},
    [WORD_HOURS_PLANNED] = {"Heures prévues", "Hours planned"},
    [WORD_HOURS_DONE] = {"Heures réalisées", "Hours done"},
    [WORD_SEQUENCES] = {"Séquences", "Sequences"},
    [WORD_NO_PROGRAMME] = {"programme inconnu", "programme unknown"},
    [WORD_POSTS] = {"Budget par poste", "Budget by post"},
    [WORD_AMOUNT] = {"Prévu", "Planned"},
    [WORD_AMOUNT_DONE] = {"Tâches faites", "Tasks done"},
    [WORD_TASKS] = {"Tâches", "Tasks"},
    [WORD_NO_POST] = {"sans poste", "without a post"},
    [WORD_DOCUMENTS] = {"Documents", "Documents"},
    [WORD_PRODUCED] = {"Produits", "Produced"},
    [WORD_HELD] = {"Retenus", "Held back"},
    [WORD_PARTIAL] = {"de cette exécution partielle", "of this partial run"},
    [WORD_FINDINGS] = {"Constats", "Findings"},
    [WORD_UNCHECKED] = {"vérifications non faites", "checks not made"},
    [WORD_SHEETS] = {"Feuilles", "Sheets"},
    [WORD_ATTESTATIONS_CHART] = {"Attestations par mois", "Attestations by month"},
    [WORD_VISITS_CHART] = {"Visites : prévues et réalisées", "Visits: planned and done"},
};

static const char *const share_labels[SHARE_COUNT][LANG_COUNT] = {
    [SHARE_PROTOCOLS] = {"Protocoles signés", "Agreements signed"},
    [SHARE_VISITS] = {"Visites réalisées", "Visits made"},
    [SHARE_EVALUATIONS] = {"Évaluations réalisées", "Evaluations made"},
    [SHARE_RETURNS] = {"Rencontres d'intégration tenues", "Integration meetings held"},
    [SHARE_ATTESTATIONS] = {"Attestations délivrées", "Attestations issued"},
    [SHARE_DECLARED] = {"Séquences finies et déclarées", "Ended sequences declared"},
    [SHARE_TASKS] = {"Tâches faites", "Tasks done"},
};

static const char *const months[LANG_COUNT][12] = {
    {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."},
    {"Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."},
};
/* clang-format on */

const char *words_of(Word word, Lang lang)
{
    return words[word][lang];
}

const char *words_share(ShareKind kind, Lang lang)
{
    return share_labels[kind][lang];
}

const char *words_month(int month, Lang lang)
{
    return months[lang][month - 1];
}
