/* The computed names: one table, and the functions of those that a row or config.ini
 * says. Visits are in visits.c, what goes over several rows of a student, a company or a
 * group in path.c. */
#include "text/agreement.h"
#include "text/compute.h"
#include "text/place.h"

#include "base/text.h"
#include "term/calendar.h"

#include <stdlib.h>

/* Everywhere */

static void compute_named(const Model *model, const Item *in, Item *out)
{
    (void)model;
    (void)in;
    out->state = VALUE_GOOD; /* an object that is only names */
}

static void compute_today(const Model *model, const Item *in, Item *out)
{
    (void)in;
    item_date(out, model->record->today);
}

static void compute_key(const Model *model, const Item *in, Item *out)
{
    (void)model;
    item_text(out, in->key);
}

static void compute_school_line(const Model *model, const Item *in, Item *out)
{
    (void)in;
    item_text(out, place_school_line(model));
}

static void compute_logo(const Model *model, const Item *in, Item *out)
{
    (void)in;
    if (config_has(model->record->config, CONFIG_ETABLISSEMENT_LOGO))
        item_text(out, config_path(model->record->config, CONFIG_ETABLISSEMENT_LOGO, model->arena));
}

static void compute_coordination(const Model *model, const Item *in, Item *out)
{
    (void)in;
    const char *key = config_text(model->record->config, CONFIG_ETABLISSEMENT_COORDINATION);
    item_row(out, *key ? term_find(model->record->term, T_PERSONNEL, key) : NULL);
}

/* A person, a company */

static void join_names(const Model *model, const Row *row, int first, int last, Item *out)
{
    const char *a = value_of(model, row, first)->text, *b = value_of(model, row, last)->text;
    item_text(out, arena_printf(model->arena, "%s%s%s", a, *a && *b ? " " : "", b));
}

static void compute_student_name(const Model *model, const Item *in, Item *out)
{
    join_names(model, in->row, ELEVES_PRENOM, ELEVES_NOM, out);
}

static void compute_staff_name(const Model *model, const Item *in, Item *out)
{
    join_names(model, in->row, PERSONNEL_PRENOM, PERSONNEL_NOM, out);
}

static void compute_supervisor_name(const Model *model, const Item *in, Item *out)
{
    join_names(model, in->row, SUPERVISEURS_PRENOM, SUPERVISEURS_NOM, out);
}

/* The commitment keeps the form it was signed in. */
static int student_minor(const Model *model, const Row *student)
{
    Date signed_on = date_at(model, student, ELEVES_ENGAGEMENT_LE);
    return student_is_minor(student, signed_on == DATE_NONE ? model->record->today : signed_on);
}

static void compute_student_minor(const Model *model, const Item *in, Item *out)
{
    int minor = student_minor(model, in->row);
    if (minor >= 0)
        item_flag(out, minor);
}

static void compute_student_minor_unknown(const Model *model, const Item *in, Item *out)
{
    item_flag(out, student_minor(model, in->row) < 0);
}

static void compute_company_line(const Model *model, const Item *in, Item *out)
{
    item_text(out, place_company_line(model, in->row));
}

/* A sequence */

static void compute_programme(const Model *model, const Item *in, Item *out)
{
    const Row *student = link_of(model, in->row, SEQUENCES_ELEVE);
    out->state = value_of(model, in->row, SEQUENCES_ELEVE)->state;
    if (student)
        model_value(model, student, ELEVES_PROGRAMME, out);
}

static void compute_status(const Model *model, const Item *in, Item *out)
{
    model_value(model, in->row, SEQUENCES_STATUT, out);
}

static void compute_weeks(const Model *model, const Item *in, Item *out)
{
    Workload workload = calendar_workload(model->record->term, record_row(model->record, in->row));
    if (workload.known)
        item_count(out, (size_t)workload.weeks);
}

static void compute_days(const Model *model, const Item *in, Item *out)
{
    Workload workload = calendar_workload(model->record->term, record_row(model->record, in->row));
    if (workload.known)
        item_count(out, (size_t)workload.days);
}

static void compute_length(const Model *model, const Item *in, Item *out)
{
    Workload workload = calendar_workload(model->record->term, record_row(model->record, in->row));
    if (workload.known)
        item_text(out, workload_length(&workload, model->arena, model->lang));
}

/* What the parties agreed on, whatever day the sequence ended. */
static Workload agreed_workload(const Model *model, const Row *sequence)
{
    Date end = date_at(model, sequence, SEQUENCES_FIN);
    return calendar_workload_until(model->record->term, record_row(model->record, sequence), end);
}

static void compute_agreed_length(const Model *model, const Item *in, Item *out)
{
    Workload workload = agreed_workload(model, in->row);
    if (workload.known)
        item_text(out, workload_length(&workload, model->arena, model->lang));
}

static void compute_hours_text(const Model *model, const Item *in, Item *out)
{
    Workload workload = agreed_workload(model, in->row);
    if (workload.known)
        item_text(out, workload_text(&workload, model->arena, model->lang));
}

static void compute_hours_agree(const Model *model, const Item *in, Item *out)
{
    const Value *told = value_of(model, in->row, SEQUENCES_HEURES);
    Workload workload = agreed_workload(model, in->row);
    out->state = told->state;
    if (told->state == VALUE_GOOD)
        item_flag(out, workload.known && workload.hours == told->number);
}

static void compute_holidays(const Model *model, const Item *in, Item *out)
{
    enum { MOST = 64 };
    Date days[MOST];
    const Config *config = model->record->config;
    Date end = date_at(model, in->row, SEQUENCES_FIN);
    const Row *sequence = record_row(model->record, in->row);
    size_t count = calendar_holidays(model->record->term, sequence, end, days, MOST);
    bool easter_monday = config_choice(config, CONFIG_VISITES_PAQUES) == PAQUES_LUNDI;
    bool sundays = row_days(sequence, SEQUENCES_JOURS) >> SUNDAY & 1;
    Dict *dict = dict_new(model->arena);
    item_list(out, arena_new_of(model->arena, Items));
    for (size_t i = 0; i < count && i < MOST; i++) {
        Dict *holiday = dict_append(dict, "jours_feries");
        dict_date(holiday, "date", days[i]);
        dict_text(holiday, "nom", holiday_name(days[i], easter_monday, sundays, model->lang));
    }
    Item list;
    if (dict_find(dict, "jours_feries", &list))
        out->list = list.list;
}

static void compute_minor(const Model *model, const Item *in, Item *out)
{
    int minor = sequence_is_minor(record_row(model->record, in->row));
    if (minor >= 0)
        item_flag(out, minor);
}

static void compute_minor_unknown(const Model *model, const Item *in, Item *out)
{
    item_flag(out, sequence_is_minor(record_row(model->record, in->row)) < 0);
}

static void compute_end(const Model *model, const Item *in, Item *out)
{
    bool cut_short = value_of(model, in->row, SEQUENCES_FIN_REELLE)->state != VALUE_EMPTY;
    model_value(model, in->row, cut_short ? SEQUENCES_FIN_REELLE : SEQUENCES_FIN, out);
}

/* The order, row to profile, is the same everywhere. */
static void compute_visits_wanted(const Model *model, const Item *in, Item *out)
{
    const Config *config = model->record->config;
    Item programme = {.state = VALUE_EMPTY};
    compute_programme(model, in, &programme);
    const Row *of = programme.state == VALUE_GOOD ? programme.row : NULL;
    const Value *agreed = value_of(model, in->row, SEQUENCES_VISITES_CONVENUES);
    const Value *planned = value_of(model, of, PROGRAMMES_VISITES_PREVUES);
    const Value *usual = &config->values[CONFIG_VISITES_PAR_SEQUENCE];
    const Value *least = config_profile(config, CONFIG_PROFIL_FP_VISITES_MIN);
    const Value *const order[] = {agreed, planned, usual, least};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (order[i]->state != VALUE_EMPTY) {
            out->state = order[i]->state;
            out->number = order[i]->number;
            return;
        }
}

static void compute_final_evaluation(const Model *model, const Item *in, Item *out)
{
    Items *rows = model_children(model, in->row, T_EVALUATIONS, EVALUATIONS_SEQUENCE);
    Date latest = DATE_NONE;
    for (size_t i = 0; i < rows->count; i++) {
        const Row *row = rows->items[i].row;
        Date done = date_at(model, row, EVALUATIONS_DATE_REALISEE);
        bool final = choice_at(model, row, EVALUATIONS_TYPE) == TYPE_EVALUATION_FINALE;
        if (!final || done == DATE_NONE || (latest != DATE_NONE && done < latest))
            continue;
        latest = done;
        item_row(out, row);
    }
}

static void compute_place_name(const Model *model, const Item *in, Item *out)
{
    const Row *company = link_of(model, in->row, SEQUENCES_ENTREPRISE);
    bool own = is_good(model, in->row, SEQUENCES_LIEU);
    item_text(out, own ? value_of(model, in->row, SEQUENCES_LIEU)->text
                       : value_of(model, company, ENTREPRISES_NOM)->text);
}

static void compute_place_line(const Model *model, const Item *in, Item *out)
{
    item_text(out, place_sequence_line(model, in->row));
}

static void compute_outside(const Model *model, const Item *in, Item *out)
{
    item_flag(out, place_is_outside_quebec(model, in->row));
}

static void compute_path_length(const Model *model, const Item *in, Item *out)
{
    Item programme = {.state = VALUE_EMPTY};
    compute_programme(model, in, &programme);
    if (programme.state == VALUE_GOOD &&
        is_good(model, programme.row, PROGRAMMES_SEQUENCES_PREVUES)) {
        model_value(model, programme.row, PROGRAMMES_SEQUENCES_PREVUES, out);
        return;
    }
    const Row *student = link_of(model, in->row, SEQUENCES_ELEVE);
    RowSpan all = term_children(model->record->term, T_SEQUENCES, SEQUENCES_ELEVE, student);
    size_t live = 0;
    for (size_t i = 0; i < all.count; i++)
        live += choice_at(model, all.rows[i], SEQUENCES_STATUT) != STATUT_SEQUENCE_ANNULEE;
    item_count(out, live);
}

static void compute_signed(const Model *model, const Item *in, Item *out)
{
    (void)model;
    item_flag(out, record_signed_on(in->row) != DATE_NONE);
}

/* What the registry holds of its contract. */
static Dict *told_as_dict(const Model *model, Item *out)
{
    Dict *dict = dict_new(model->arena);
    out->shape.of = OWNER_DICT;
    out->state = VALUE_GOOD;
    out->dict = dict;
    return dict;
}

static void compute_contract(const Model *model, const Item *in, Item *out)
{
    const Contract *contract = record_contract(model->record, in->row);
    if (!contract)
        return;
    agreement_tell_contract(contract, told_as_dict(model, out));
}

/* The proposal; the documents of amendments are given theirs, with what it changes. */
static void compute_amendment(const Model *model, const Item *in, Item *out)
{
    const Contract *contract = record_contract(model->record, in->row);
    const Amendment *proposal = contract_proposal(contract);
    if (!proposal)
        return;
    Dict *dict = told_as_dict(model, out);
    dict_number(dict, "numero", proposal->rank * NUMBER_ONE);
    dict_date(dict, "effet_le", proposal->effective_on);
    dict_text(dict, "protocole_numero", contract->number);
    dict_number(dict, "revision", contract->revision * NUMBER_ONE);
}

/* A group, the school as a whole */

static void compute_group_name(const Model *model, const Item *in, Item *out)
{
    (void)model;
    item_text(out, in->key);
}

static void compute_group_students(const Model *model, const Item *in, Item *out)
{
    const Table *table = &model->record->term->tables[T_ELEVES];
    const Row **rows = arena_array_of(model->arena, table->row_count + 1, const Row *);
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++)
        if (text_is(value_of(model, &table->rows[i], ELEVES_GROUPE)->text, in->key))
            rows[count++] = &table->rows[i];
    item_list(out, model_rows(model, T_ELEVES, rows, count));
}

static void compute_table(const Model *model, const Item *in, Item *out)
{
    (void)in;
    item_list(out, model_table(model, out->shape.of));
}

#define TEXT {SHAPE_TEXT, 0}
#define DATE {SHAPE_DATE, 0}
#define NUMBER {SHAPE_NUMBER, 0}
#define FLAG {SHAPE_FLAG, 0}
#define CHOICE(list) {SHAPE_CHOICE, list}
#define OBJECT(owner) {SHAPE_OBJECT, owner}
#define LIST(owner) {SHAPE_LIST, owner}
#define BY(function) function, -1
#define GIVEN NULL, -1
#define CONFIG(key) NULL, CONFIG_##key

static const ComputedName computed[] = {
    {OWNER_EVERYWHERE, "etablissement", OBJECT(OWNER_SCHOOL), BY(compute_named),
     {"l'établissement (config.ini)", "the school (config.ini)"}},
    {OWNER_EVERYWHERE, "periode", OBJECT(OWNER_PERIOD), BY(compute_named),
     {"la période (config.ini)", "the period (config.ini)"}},
    {OWNER_EVERYWHERE, "attestation", OBJECT(OWNER_ATTESTATION), BY(compute_named),
     {"réglages de l'attestation (config.ini)", "settings of the attestation (config.ini)"}},
    {OWNER_EVERYWHERE, "document", OBJECT(OWNER_DOCUMENT), GIVEN,
     {"le document lui-même", "the document itself"}},
    {OWNER_EVERYWHERE, "date_du_jour", DATE, BY(compute_today),
     {"jour de la production", "day of the run"}},
    {OWNER_EVERYWHERE, "cle", TEXT, BY(compute_key),
     {"clé de ce dont parle le document", "key of what the document is about"}},

    {OWNER_SCHOOL, "nom", TEXT, CONFIG(ETABLISSEMENT_NOM), {"nom légal", "legal name"}},
    {OWNER_SCHOOL, "adresse", TEXT, CONFIG(ETABLISSEMENT_ADRESSE), {"adresse", "address"}},
    {OWNER_SCHOOL, "ville", TEXT, CONFIG(ETABLISSEMENT_VILLE), {"ville", "town"}},
    {OWNER_SCHOOL, "code_postal", TEXT, CONFIG(ETABLISSEMENT_CODE_POSTAL),
     {"code postal", "postal code"}},
    {OWNER_SCHOOL, "adresse_ligne", TEXT, BY(compute_school_line),
     {"adresse complète", "whole address"}},
    {OWNER_SCHOOL, "telephone", TEXT, CONFIG(ETABLISSEMENT_TELEPHONE), {"téléphone", "telephone"}},
    {OWNER_SCHOOL, "courriel", TEXT, CONFIG(ETABLISSEMENT_COURRIEL), {"courriel", "e-mail"}},
    {OWNER_SCHOOL, "site", TEXT, CONFIG(ETABLISSEMENT_SITE), {"site web", "web site"}},
    {OWNER_SCHOOL, "logo", TEXT, BY(compute_logo), {"chemin du logo", "path of the logo"}},
    {OWNER_SCHOOL, "code_organisme", TEXT, CONFIG(ETABLISSEMENT_CODE_ORGANISME),
     {"code d'organisme", "organisation code"}},
    {OWNER_SCHOOL, "reseau", CHOICE(C_RESEAU), CONFIG(ETABLISSEMENT_RESEAU),
     {"réseau", "network"}},
    {OWNER_SCHOOL, "signataire_nom", TEXT, CONFIG(ETABLISSEMENT_SIGNATAIRE_NOM),
     {"qui signe pour l'établissement", "who signs for the school"}},
    {OWNER_SCHOOL, "signataire_titre", TEXT, CONFIG(ETABLISSEMENT_SIGNATAIRE_TITRE),
     {"son titre", "the signatory's title"}},
    {OWNER_SCHOOL, "coordination", OBJECT(T_PERSONNEL), BY(compute_coordination),
     {"responsable de la coordination", "coordinator"}},
    {OWNER_SCHOOL, "programmes", LIST(T_PROGRAMMES), BY(compute_table),
     {"tous les programmes", "every programme"}},
    {OWNER_SCHOOL, "criteres", LIST(T_CRITERES), BY(compute_table),
     {"tous les critères de choix des entreprises", "every criterion for choosing companies"}},

    {OWNER_PERIOD, "nom", TEXT, CONFIG(PERIODE_NOM), {"nom de la période", "name of the period"}},
    {OWNER_PERIOD, "annee_scolaire", TEXT, CONFIG(PERIODE_ANNEE_SCOLAIRE),
     {"année scolaire", "school year"}},
    {OWNER_PERIOD, "debut", DATE, CONFIG(PERIODE_DEBUT), {"premier jour", "first day"}},
    {OWNER_PERIOD, "fin", DATE, CONFIG(PERIODE_FIN), {"dernier jour", "last day"}},

    {OWNER_ATTESTATION, "delai_mois", NUMBER, CONFIG(ATTESTATION_DELAI_MOIS),
     {"mois pour délivrer le formulaire prescrit", "months to deliver the prescribed form"}},
    {OWNER_ATTESTATION, "heures_min", NUMBER, CONFIG(ATTESTATION_HEURES_MIN),
     {"heures des stages du programme au moins", "hours of the programme's sequences at least"}},

    {OWNER_DOCUMENT, "numero", TEXT, GIVEN, {"numéro", "number"}},
    {OWNER_DOCUMENT, "revision", NUMBER, GIVEN, {"révision, à partir de 1", "revision, from 1"}},
    {OWNER_DOCUMENT, "date", DATE, GIVEN,
     {"date de délivrance de cette révision", "day of issue of this revision"}},
    {OWNER_DOCUMENT, "remplace", OBJECT(OWNER_REPLACED), GIVEN,
     {"la révision remplacée", "the revision replaced"}},
    {OWNER_DOCUMENT, "titre", TEXT, GIVEN, {"titre du genre de document", "title of its kind"}},
    {OWNER_DOCUMENT, "qr", TEXT, GIVEN, {"texte du code QR", "text of the QR code"}},
    {OWNER_DOCUMENT, "transcription", FLAG, GIVEN,
     {"transcription d'un original déjà signé", "transcription of an original already signed"}},
    {OWNER_REPLACED, "revision", NUMBER, GIVEN, {"sa révision", "its revision"}},
    {OWNER_REPLACED, "date", DATE, GIVEN, {"sa date", "its date"}},

    {T_ELEVES, "nom_complet", TEXT, BY(compute_student_name),
     {"prénom et nom", "given name and surname"}},
    {T_ELEVES, "mineur", FLAG, BY(compute_student_minor),
     {"mineur le jour de son engagement, sinon aujourd'hui",
      "a minor on the day of the commitment, else today"}},
    {T_ELEVES, "mineur_inconnu", FLAG, BY(compute_student_minor_unknown),
     {"on ne sait pas s'il est mineur", "whether the student is a minor is not known"}},
    {T_ELEVES, "sequence_a_jumeler", OBJECT(T_SEQUENCES), BY(compute_to_match),
     {"sa première séquence prévue et non jumelée", "the first sequence planned and not matched"}},
    {T_ELEVES, "parcours", LIST(OWNER_STEP), BY(compute_path),
     {"ses séquences et celles d'avant, par rang", "sequences, earlier ones too, by rank"}},
    {T_ELEVES, "heures_faites", NUMBER, BY(compute_hours_done),
     {"heures faites en entreprise", "hours done in companies"}},
    {T_ELEVES, "sequences_retirees", NUMBER, BY(compute_sequences_left_out),
     {"séquences laissées de côté à cause d'une erreur", "sequences left out because of an error"}},
    {T_ELEVES, "lacunes_a_corriger", LIST(T_LACUNES), BY(compute_open_gaps),
     {"lacunes de ses séquences qui ne sont pas corrigées", "gaps that are not corrected"}},
    {OWNER_STEP, "rang", NUMBER, GIVEN, {"rang", "rank"}},
    {OWNER_STEP, "type", CHOICE(C_TYPE_SEQUENCE), GIVEN, {"sorte de séquence", "kind of sequence"}},
    {OWNER_STEP, "entreprise_nom", TEXT, GIVEN, {"entreprise", "company"}},
    {OWNER_STEP, "debut", DATE, GIVEN, {"premier jour", "first day"}},
    {OWNER_STEP, "fin", DATE, GIVEN, {"dernier jour, réel ou prévu", "last day, real or planned"}},
    {OWNER_STEP, "heures", NUMBER, GIVEN, {"heures faites", "hours done"}},
    {OWNER_STEP, "cumul", NUMBER, GIVEN, {"heures faites jusque-là", "hours done so far"}},
    {OWNER_STEP, "anterieure", FLAG, GIVEN, {"d'avant le registre", "before the registry"}},
    {OWNER_STEP, "statut", CHOICE(C_STATUT_SEQUENCE), GIVEN, {"état", "state"}},
    {OWNER_STEP, "resultat", CHOICE(C_RESULTAT), GIVEN,
     {"résultat de l'évaluation finale", "result of the final evaluation"}},
    {T_PERSONNEL, "nom_complet", TEXT, BY(compute_staff_name),
     {"prénom et nom", "given name and surname"}},
    {T_SUPERVISEURS, "nom_complet", TEXT, BY(compute_supervisor_name),
     {"prénom et nom", "given name and surname"}},
    {T_ENTREPRISES, "adresse_ligne", TEXT, BY(compute_company_line),
     {"adresse complète", "whole address"}},

    {T_ENTREPRISES, "candidats", LIST(T_CANDIDATURES), BY(compute_candidates),
     {"candidatures d'élèves actifs qui y consentent, entrevue à venir",
      "applications of active students who consent, interview to come"}},

    {T_SEQUENCES, "programme", OBJECT(T_PROGRAMMES), BY(compute_programme),
     {"programme de l'élève", "the student's programme"}},
    {T_SEQUENCES, "statut_effectif", CHOICE(C_STATUT_SEQUENCE), BY(compute_status),
     {"état au jour de la production", "state on the day of the run"}},
    {T_SEQUENCES, "semaines", NUMBER, BY(compute_weeks),
     {"semaines où l'on travaille", "weeks worked"}},
    {T_SEQUENCES, "duree", TEXT, BY(compute_length),
     {"ces semaines en mots : « 6 semaines »", "those weeks in words: \"6 weeks\""}},
    {T_SEQUENCES, "duree_convenue", TEXT, BY(compute_agreed_length),
     {"semaines jusqu'à la fin prévue, en mots", "weeks to the planned end, in words"}},
    {T_SEQUENCES, "jours_travailles", NUMBER, BY(compute_days),
     {"jours travaillés", "days worked"}},
    {T_SEQUENCES, "heures_calcul", TEXT, BY(compute_hours_text),
     {"calcul des heures, jusqu'à la fin prévue",
      "computation of the hours, to the planned end"}},
    {T_SEQUENCES, "calcul_concorde", FLAG, BY(compute_hours_agree),
     {"le calcul donne les heures écrites", "the computation gives the hours written"}},
    {T_SEQUENCES, "jours_feries", LIST(OWNER_HOLIDAY), BY(compute_holidays),
     {"jours fériés, jusqu'à la fin prévue", "holidays, to the planned end"}},
    {T_SEQUENCES, "mineur", FLAG, BY(compute_minor),
     {"l'élève est mineur au début", "the student is a minor on the first day"}},
    {T_SEQUENCES, "mineur_inconnu", FLAG, BY(compute_minor_unknown),
     {"on ne sait pas si l'élève est mineur", "whether the student is a minor is not known"}},
    {T_SEQUENCES, "fin_effective", DATE, BY(compute_end),
     {"fin réelle, sinon fin prévue", "real end, else the planned one"}},
    {T_SEQUENCES, "visites_demandees", NUMBER, BY(compute_visits_wanted),
     {"visites demandées", "visits asked for"}},
    {T_SEQUENCES, "visites_realisees", NUMBER, BY(compute_visits_made),
     {"nombre de visites réalisées", "number of visits made"}},
    {T_SEQUENCES, "activites_realisees", NUMBER, BY(compute_activities_done),
     {"nombre d'activités réalisées en entier", "number of activities wholly done"}},
    {T_SEQUENCES, "evaluation_finale", OBJECT(T_EVALUATIONS), BY(compute_final_evaluation),
     {"dernière évaluation finale réalisée", "last final evaluation made"}},
    {T_SEQUENCES, "lieu_nom", TEXT, BY(compute_place_name),
     {"lieu, sinon nom de l'entreprise", "place, else the company's name"}},
    {T_SEQUENCES, "lieu_ligne", TEXT, BY(compute_place_line),
     {"adresse du lieu, sinon de l'entreprise", "address of the place, else the company's"}},
    {T_SEQUENCES, "hors_quebec", FLAG, BY(compute_outside),
     {"le lieu est hors du Québec", "the place is outside Québec"}},
    {T_SEQUENCES, "sequences_du_programme", NUMBER, BY(compute_path_length),
     {"séquences prévues au programme, sinon celles de l'élève",
      "sequences that the programme plans, else the student's"}},
    {T_SEQUENCES, "protocole_signe", FLAG, BY(compute_signed),
     {"les trois parties ont signé", "the three parties have signed"}},
    {T_SEQUENCES, "semaines_travaillees", LIST(OWNER_WEEK), BY(compute_work_weeks),
     {"jours travaillés, par semaine", "days worked, by week"}},
    {T_SEQUENCES, "rencontre_prevue", OBJECT(T_INTEGRATIONS), BY(compute_next_meeting),
     {"prochaine rencontre d'intégration", "next integration meeting"}},
    {OWNER_WEEK, "debut", DATE, GIVEN, {"premier jour travaillé", "first day worked"}},
    {OWNER_WEEK, "fin", DATE, GIVEN, {"dernier jour travaillé", "last day worked"}},
    {OWNER_WEEK, "jours", LIST(OWNER_WORKDAY), GIVEN, {"jours travaillés", "days worked"}},
    {OWNER_WORKDAY, "date", DATE, GIVEN, {"le jour", "the day"}},
    {T_SEQUENCES, "protocole", OBJECT(OWNER_CONTRACT), BY(compute_contract),
     {"protocole émis (registre)", "agreement issued (registry)"}},
    {T_SEQUENCES, "avenant", OBJECT(OWNER_AMENDMENT), BY(compute_amendment),
     {"avenant dont parle le document, sinon celui qui est proposé",
      "amendment that the document is about, else the one proposed"}},
    {OWNER_CONTRACT, "numero", TEXT, GIVEN, {"son numéro", "its number"}},
    {OWNER_CONTRACT, "revision", NUMBER, GIVEN,
     {"révision signée, sinon la dernière", "revision signed, else the last one"}},
    {OWNER_CONTRACT, "date", DATE, GIVEN,
     {"date d'émission de cette révision", "day of issue of that revision"}},
    {OWNER_CONTRACT, "signe_le", DATE, GIVEN,
     {"jour où tous avaient signé", "day when all had signed"}},
    {OWNER_AMENDMENT, "numero", NUMBER, GIVEN,
     {"rang de l'avenant, à partir de 1", "rank of the amendment, from 1"}},
    {OWNER_AMENDMENT, "effet_le", DATE, GIVEN, {"en vigueur le", "in force on"}},
    {OWNER_AMENDMENT, "signe_le", DATE, GIVEN, {"signé le", "signed on"}},
    {OWNER_AMENDMENT, "protocole_numero", TEXT, GIVEN,
     {"numéro du protocole modifié", "number of the agreement amended"}},
    {OWNER_AMENDMENT, "protocole_signe_le", DATE, GIVEN,
     {"jour de sa signature", "day when it was signed"}},
    {OWNER_AMENDMENT, "revision", NUMBER, GIVEN,
     {"révision du protocole modifié", "revision of the agreement amended"}},
    {OWNER_AMENDMENT, "changements", LIST(OWNER_CHANGE), GIVEN,
     {"termes modifiés", "terms that change"}},
    {OWNER_CHANGE, "article", TEXT, GIVEN, {"article du protocole", "article of the agreement"}},
    {OWNER_CHANGE, "terme", TEXT, GIVEN, {"ce qui change", "what changes"}},
    {OWNER_CHANGE, "ancien", TEXT, GIVEN, {"valeur convenue jusque-là", "value agreed until then"}},
    {OWNER_CHANGE, "nouveau", TEXT, GIVEN, {"nouvelle valeur", "new value"}},
    {OWNER_HOLIDAY, "date", DATE, GIVEN, {"le jour", "the day"}},
    {OWNER_HOLIDAY, "nom", TEXT, GIVEN, {"son nom", "its name"}},

    {T_VISITES, "ville_visite", TEXT, BY(compute_visit_town),
     {"ville d'une visite sur place", "town of a visit on site"}},
    {T_PERSONNEL, "tournees", LIST(OWNER_ROUND), BY(compute_rounds),
     {"journées de visites à faire", "days of visits to be made"}},
    {T_PERSONNEL, "visites_retirees", NUMBER, BY(compute_visits_left_out),
     {"visites laissées de côté à cause d'une erreur", "visits left out because of an error"}},
    {T_PERSONNEL, "visites_a_venir", FLAG, BY(compute_visits_to_come),
     {"il reste des visites à faire", "some visits are still to be made"}},
    {T_ENTREPRISES, "tournees", LIST(OWNER_ROUND), BY(compute_rounds),
     {"journées de visites à recevoir", "days of visits to be received"}},
    {T_ENTREPRISES, "visites_retirees", NUMBER, BY(compute_visits_left_out),
     {"visites laissées de côté à cause d'une erreur", "visits left out because of an error"}},
    {T_ENTREPRISES, "visites_a_venir", FLAG, BY(compute_visits_to_receive),
     {"il reste des visites à recevoir, qui peuvent être annoncées",
      "some visits are still to be received, and can be told"}},
    {OWNER_ROUND, "date", DATE, GIVEN, {"le jour", "the day"}},
    {OWNER_ROUND, "visites", LIST(T_VISITES), GIVEN, {"visites du jour", "visits of the day"}},
    {OWNER_ROUND, "nombre", NUMBER, GIVEN, {"leur nombre", "their number"}},

    {T_PROGRAMMES, "eleves_actifs", NUMBER, BY(compute_active_students),
     {"nombre d'élèves actifs", "number of active students"}},
    {T_PROGRAMMES, "sequences_a_venir", NUMBER, BY(compute_sequences_to_come),
     {"nombre de séquences prévues, jumelées ou signées",
      "number of sequences planned, matched or signed"}},
    {T_PROGRAMMES, "sequences_en_cours", NUMBER, BY(compute_sequences_under_way),
     {"nombre de séquences en cours", "number of sequences under way"}},
    {T_PROGRAMMES, "sequences_finies", NUMBER, BY(compute_sequences_ended),
     {"nombre de séquences terminées ou interrompues",
      "number of sequences ended or interrupted"}},

    {OWNER_GROUP, "nom", TEXT, BY(compute_group_name), {"nom du groupe", "name of the group"}},
    {OWNER_GROUP, "eleves", LIST(T_ELEVES), BY(compute_group_students),
     {"élèves du groupe", "students of the group"}},
    {OWNER_GROUP, "retours", LIST(T_SEQUENCES), BY(compute_returns),
     {"séquences dont la rencontre d'intégration reste à tenir",
      "sequences whose integration meeting is still to be held"}},
    {OWNER_GROUP, "sequences_retirees", NUMBER, BY(compute_group_left_out),
     {"séquences laissées de côté à cause d'une erreur", "sequences left out because of an error"}},
    {OWNER_WHOLE_SCHOOL, "programmes", LIST(T_PROGRAMMES), BY(compute_table),
     {"tous les programmes", "every programme"}},
    {OWNER_WHOLE_SCHOOL, "personnel", LIST(T_PERSONNEL), BY(compute_table),
     {"tout le personnel", "all the staff"}},
    {OWNER_WHOLE_SCHOOL, "entreprises", LIST(T_ENTREPRISES), BY(compute_table),
     {"toutes les entreprises", "every company"}},
    {OWNER_WHOLE_SCHOOL, "eleves", LIST(T_ELEVES), BY(compute_table),
     {"tous les élèves", "every student"}},
    {OWNER_WHOLE_SCHOOL, "sequences", LIST(T_SEQUENCES), BY(compute_table),
     {"toutes les séquences", "every sequence"}},
    {OWNER_WHOLE_SCHOOL, "entreprises_confirmees", NUMBER, BY(compute_confirmed_companies),
     {"nombre d'entreprises confirmées", "number of confirmed companies"}},
    {OWNER_WHOLE_SCHOOL, "entreprises_sollicitees", NUMBER, BY(compute_approached_companies),
     {"nombre d'entreprises sollicitées, sans réponse",
      "number of companies approached, without an answer"}},
    {OWNER_WHOLE_SCHOOL, "taches", LIST(T_TACHES), BY(compute_table),
     {"toutes les tâches", "every task"}},

    {OWNER_MESSAGE, "destinataire", OBJECT(OWNER_ADDRESSED), GIVEN,
     {"la personne à qui l'on écrit", "the person written to"}},
    {OWNER_MESSAGE, "entreprise", OBJECT(OWNER_ADDRESSED), GIVEN,
     {"l'entreprise", "the company"}},
    {OWNER_MESSAGE, "documents", LIST(OWNER_ATTACHED), GIVEN,
     {"les pièces jointes", "the documents attached"}},
    {OWNER_MESSAGE, "plusieurs", FLAG, GIVEN,
     {"il y a plus d'une pièce jointe", "more than one document is attached"}},
    {OWNER_MESSAGE, "signatures", FLAG, GIVEN,
     {"une pièce au moins attend une signature", "one of them at least waits to be signed"}},
    {OWNER_MESSAGE, "protege", FLAG, GIVEN,
     {"les pièces s'ouvrent avec un mot de passe", "a password opens the documents"}},
    {OWNER_MESSAGE, "scinde", FLAG, GIVEN,
     {"les pièces, trop lourdes pour un seul message, en font plusieurs",
      "the documents, too heavy for one message, make several"}},
    {OWNER_MESSAGE, "partie", NUMBER, GIVEN,
     {"le rang de ce message parmi eux", "the rank of this message among them"}},
    {OWNER_MESSAGE, "parties", NUMBER, GIVEN, {"leur nombre", "how many they are"}},
    {OWNER_MESSAGE, "limite", DATE, GIVEN,
     {"jour où les pièces à signer doivent être revenues",
      "day by which what is to be signed must be back"}},
    {OWNER_MESSAGE, "reponse", TEXT, GIVEN, {"adresse de réponse", "address to answer to"}},
    {OWNER_ADDRESSED, "nom", TEXT, GIVEN, {"son nom", "its name"}},
    {OWNER_ATTACHED, "titre", TEXT, GIVEN, {"titre du genre de document", "title of its kind"}},
    {OWNER_ATTACHED, "numero", TEXT, GIVEN, {"numéro", "number"}},
    {OWNER_ATTACHED, "revision", NUMBER, GIVEN, {"révision, à partir de 1", "revision, from 1"}},
    {OWNER_ATTACHED, "fichier", TEXT, GIVEN, {"nom du fichier", "name of the file"}},
    {OWNER_ATTACHED, "sequence", TEXT, GIVEN,
     {"identifiant de la séquence", "identifier of the sequence"}},
    {OWNER_ATTACHED, "eleve", TEXT, GIVEN,
     {"prénom et nom de l'élève", "the student's given name and surname"}},
    {OWNER_ATTACHED, "debut", DATE, GIVEN, {"premier jour", "first day"}},
    {OWNER_ATTACHED, "fin", DATE, GIVEN, {"dernier jour", "last day"}},
    {OWNER_ATTACHED, "a_signer", FLAG, GIVEN,
     {"la pièce attend une signature", "it waits to be signed"}},

    {OWNER_LISTED, "premier", FLAG, GIVEN, {"premier de la liste", "first of the list"}},
    {OWNER_LISTED, "dernier", FLAG, GIVEN, {"dernier de la liste", "last of the list"}},
    {OWNER_LISTED, "position", NUMBER, GIVEN, {"rang dans la liste", "rank in the list"}},
};

const ComputedName *names_computed(size_t *count)
{
    *count = sizeof computed / sizeof *computed;
    return computed;
}
