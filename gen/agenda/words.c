#include "agenda/words.h"

#include "base/text.h"
#include "text/model.h"
#include "text/template.h"

enum { SAYS_STAFF_VISIT, SAYS_COMPANY_VISIT, SAYS_EVALUATION, SAYS_MEETING };

/* Mustache over the names of a sequence (text/model.h) and those under `rdv`. */
static const char *const sentences[WORD_KIND_COUNT][LANG_COUNT][WORD_PART_COUNT] = {
    [SAYS_STAFF_VISIT] =
        {{"Visite{{#rdv.type}} ({{rdv.type}}){{/rdv.type}} : {{eleve.nom_complet}}, {{entreprise.nom}}",
          "{{#rdv.sur_place}}{{lieu_nom}}{{#lieu_ligne}}, {{lieu_ligne}}{{/lieu_ligne}}{{/rdv.sur_place}}"
          "{{^rdv.sur_place}}{{rdv.mode}}{{/rdv.sur_place}}",
          "{{#rdv.proposee}}Visite proposée, à confirmer avec l'entreprise.\n{{/rdv.proposee}}"
          "{{#rdv.sans_heure}}Heure à fixer.\n{{/rdv.sans_heure}}"
          "Élève : {{eleve.nom_complet}}\n"
          "Entreprise : {{entreprise.nom}}{{#entreprise.telephone}}, {{entreprise.telephone}}{{/entreprise.telephone}}\n"
          "Superviseur : {{superviseur.nom_complet}}{{^superviseur}}à désigner{{/superviseur}}"
          "{{#superviseur}}{{#telephone}}, {{telephone}}{{/telephone}}{{/superviseur}}\n"
          "Mode : {{rdv.mode}}"},
         {"Visit{{#rdv.type}} ({{rdv.type}}){{/rdv.type}}: {{eleve.nom_complet}}, {{entreprise.nom}}",
          "{{#rdv.sur_place}}{{lieu_nom}}{{#lieu_ligne}}, {{lieu_ligne}}{{/lieu_ligne}}{{/rdv.sur_place}}"
          "{{^rdv.sur_place}}{{rdv.mode}}{{/rdv.sur_place}}",
          "{{#rdv.proposee}}Proposed visit, to be confirmed with the company.\n{{/rdv.proposee}}"
          "{{#rdv.sans_heure}}Time to be set.\n{{/rdv.sans_heure}}"
          "Student: {{eleve.nom_complet}}\n"
          "Company: {{entreprise.nom}}{{#entreprise.telephone}}, {{entreprise.telephone}}{{/entreprise.telephone}}\n"
          "Supervisor: {{superviseur.nom_complet}}{{^superviseur}}to be named{{/superviseur}}"
          "{{#superviseur}}{{#telephone}}, {{telephone}}{{/telephone}}{{/superviseur}}\n"
          "Mode: {{rdv.mode}}"}},
    [SAYS_COMPANY_VISIT] =
        {{"Visite de l'école{{#rdv.type}} ({{rdv.type}}){{/rdv.type}} : {{eleve.nom_complet}}",
          "{{#rdv.sur_place}}{{lieu_nom}}{{#lieu_ligne}}, {{lieu_ligne}}{{/lieu_ligne}}{{/rdv.sur_place}}"
          "{{^rdv.sur_place}}{{rdv.mode}}{{/rdv.sur_place}}",
          "{{#rdv.proposee}}Visite proposée : elle attend votre accord.\n{{/rdv.proposee}}"
          "{{#rdv.sans_heure}}Heure à fixer.\n{{/rdv.sans_heure}}"
          "Stagiaire : {{eleve.nom_complet}}\n"
          "{{#superviseur}}Superviseur : {{nom_complet}}\n{{/superviseur}}"
          "{{#rdv.responsable}}Pour l'école : {{rdv.responsable}}\n{{/rdv.responsable}}"
          "Mode : {{rdv.mode}}\n"
          "{{etablissement.nom}}{{#etablissement.telephone}}, {{etablissement.telephone}}{{/etablissement.telephone}}"},
         {"School visit{{#rdv.type}} ({{rdv.type}}){{/rdv.type}}: {{eleve.nom_complet}}",
          "{{#rdv.sur_place}}{{lieu_nom}}{{#lieu_ligne}}, {{lieu_ligne}}{{/lieu_ligne}}{{/rdv.sur_place}}"
          "{{^rdv.sur_place}}{{rdv.mode}}{{/rdv.sur_place}}",
          "{{#rdv.proposee}}Proposed visit: it awaits your agreement.\n{{/rdv.proposee}}"
          "{{#rdv.sans_heure}}Time to be set.\n{{/rdv.sans_heure}}"
          "Trainee: {{eleve.nom_complet}}\n"
          "{{#superviseur}}Supervisor: {{nom_complet}}\n{{/superviseur}}"
          "{{#rdv.responsable}}For the school: {{rdv.responsable}}\n{{/rdv.responsable}}"
          "Mode: {{rdv.mode}}\n"
          "{{etablissement.nom}}{{#etablissement.telephone}}, {{etablissement.telephone}}{{/etablissement.telephone}}"}},
    [SAYS_EVALUATION] =
        {{"Évaluation{{#rdv.type}} ({{rdv.type}}){{/rdv.type}} : {{eleve.nom_complet}}, {{entreprise.nom}}",
          "",
          "Date prévue de l'évaluation.\nÉlève : {{eleve.nom_complet}}\nEntreprise : {{entreprise.nom}}"},
         {"Evaluation{{#rdv.type}} ({{rdv.type}}){{/rdv.type}}: {{eleve.nom_complet}}, {{entreprise.nom}}",
          "",
          "Planned day of the evaluation.\nStudent: {{eleve.nom_complet}}\nCompany: {{entreprise.nom}}"}},
    [SAYS_MEETING] =
        {{"Rencontre d'intégration : {{#rdv.un}}{{eleve.nom_complet}}{{/rdv.un}}"
          "{{^rdv.un}}{{rdv.nombre}} élèves{{/rdv.un}}",
          "{{rdv.lieu}}",
          "{{#rdv.sans_heure}}Heure à fixer.\n{{/rdv.sans_heure}}Au retour de l'entreprise :\n{{rdv.eleves}}"},
         {"Integration meeting: {{#rdv.un}}{{eleve.nom_complet}}{{/rdv.un}}"
          "{{^rdv.un}}{{rdv.nombre}} students{{/rdv.un}}",
          "{{rdv.lieu}}",
          "{{#rdv.sans_heure}}Time to be set.\n{{/rdv.sans_heure}}Back from the company:\n{{rdv.eleves}}"}},
};

/* Minutes of config.ini, within reason. */
static int minutes_of(const Config *config, int key, int otherwise)
{
    enum { MOST = 7 * 24 * 60 };
    Number minutes = config_number(config, key, otherwise * NUMBER_ONE) / NUMBER_ONE;
    return minutes < 0 ? 0 : minutes > MOST ? MOST : (int)minutes;
}

Status words_open(Words *words, const Record *record, Arena *arena, Error *error)
{
    enum { USUAL = 60 };
    *words = (Words){.record = record, .arena = arena, .scratch = arena_new()};
    words->length = minutes_of(record->config, CONFIG_VISITES_DUREE_MINUTES, USUAL);
    words->reminder = minutes_of(record->config, CONFIG_VISITES_RAPPEL_MINUTES, 0);
    Status status = STATUS_OK;
    for (int kind = 0; kind < WORD_KIND_COUNT; kind++)
        for (int lang = 0; lang < LANG_COUNT; lang++)
            for (int part = 0; part < WORD_PART_COUNT && status == STATUS_OK; part++)
                status = template_parse(arena, "calendriers", sentences[kind][lang][part], NULL, NULL,
                                        &words->templates[kind][lang][part], error);
    return status;
}

void words_close(Words *words)
{
    arena_free(words->scratch);
    *words = (Words){0};
}

/* --- keys ------------------------------------------------------------------ */

static const char *const prefixes[APPOINTMENT_KIND_COUNT] = {
    [APPOINTMENT_VISIT] = "visite.",
    [APPOINTMENT_EVALUATION] = "evaluation.",
    [APPOINTMENT_MEETING] = "rencontre.",
};

const char *words_key(AppointmentKind kind, const char *key, Arena *arena)
{
    return arena_printf(arena, "%s%s", prefixes[kind], key);
}

AppointmentKind words_kind(const char *key)
{
    AppointmentKind kind = APPOINTMENT_VISIT;
    while (kind < APPOINTMENT_MEETING && !text_starts(key, prefixes[kind]))
        kind++;
    return kind;
}

/* --- saying ---------------------------------------------------------------- */

static Status say_part(const Words *words, const Template *template, const Model *model, Datum root,
                       const char **said, Error *error)
{
    Buffer text = {0};
    Status status = template_text(template, &model->source, root, ESCAPE_NONE, &text, error);
    *said = arena_string(words->arena, buffer_text(&text));
    buffer_free(&text);
    return status;
}

static Status say(const Words *words, int kind, Lang lang, const Row *sequence, const Dict *extra,
                  Appointment *appointment, Error *error)
{
    const char **parts[WORD_PART_COUNT] = {&appointment->summary, &appointment->place,
                                           &appointment->details};
    const Subject subject = {SCOPE_SEQUENCE, sequence, row_key(sequence)};
    Model model;
    model_open(&model, words->record, words->scratch, lang);
    model.extra = extra;
    Datum root = model_root(&model, &subject);
    Status status = STATUS_OK;
    for (int part = 0; part < WORD_PART_COUNT && status == STATUS_OK; part++)
        status = say_part(words, words->templates[kind][lang][part], &model, root, parts[part], error);
    arena_reset(words->scratch);
    return status;
}

static const char *label(int list, int choice, Lang lang)
{
    return choice < 0 ? "" : schema_choices(list)->choices[choice].label[lang];
}

static const char *name_of_staff(const Words *words, const Row *person)
{
    if (!person)
        return "";
    return arena_printf(words->scratch, "%s %s", row_text(person, PERSONNEL_PRENOM),
                        row_text(person, PERSONNEL_NOM));
}

static const char *student_of(const Row *sequence)
{
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    return student ? row_key(student) : "";
}

static bool is_off(const Row *sequence)
{
    return row_is(sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_ANNULEE);
}

Status words_visit(const Words *words, const Visit *visit, Audience audience, Lang lang,
                   Appointment *appointment, Error *error)
{
    bool cancelled = visit->status == STATUT_VISITE_ANNULEE || is_off(visit->sequence);
    bool proposed = visit->status == STATUT_VISITE_PROPOSEE;
    *appointment = (Appointment){
        .key = words_key(APPOINTMENT_VISIT, visit->key, words->arena),
        .student = student_of(visit->sequence),
        .day = visit->day,
        .minutes = visit->minutes,
        .length = visit->minutes < 0 ? 0 : words->length,
        .state = cancelled  ? APPOINTMENT_CANCELLED
                 : proposed ? APPOINTMENT_PROPOSED
                            : APPOINTMENT_CONFIRMED,
        .busy = visit->minutes >= 0,
        .reminder = audience == AUDIENCE_STAFF ? words->reminder : 0,
    };
    Dict *extra = dict_new(words->scratch), *names = dict_dict(extra, "rdv");
    dict_text(names, "type", label(C_TYPE_VISITE, visit->type, lang));
    dict_text(names, "mode", label(C_MODE_VISITE, visit->mode, lang));
    dict_flag(names, "sur_place", visit->mode == MODE_VISITE_SUR_PLACE);
    dict_flag(names, "proposee", proposed && !cancelled);
    dict_flag(names, "sans_heure", visit->minutes < 0 && !cancelled);
    dict_text(names, "responsable", name_of_staff(words, visit->responsable));
    return say(words, audience == AUDIENCE_STAFF ? SAYS_STAFF_VISIT : SAYS_COMPANY_VISIT, lang,
               visit->sequence, extra, appointment, error);
}

Status words_evaluation(const Words *words, const char *key, const Row *sequence, int type,
                        Date day, Lang lang, Appointment *appointment, Error *error)
{
    *appointment = (Appointment){
        .key = words_key(APPOINTMENT_EVALUATION, key, words->arena),
        .student = student_of(sequence),
        .day = day,
        .minutes = -1,
        .state = is_off(sequence) ? APPOINTMENT_CANCELLED : APPOINTMENT_CONFIRMED,
    };
    Dict *extra = dict_new(words->scratch), *names = dict_dict(extra, "rdv");
    dict_text(names, "type", label(C_TYPE_EVALUATION, type, lang));
    return say(words, SAYS_EVALUATION, lang, sequence, extra, appointment, error);
}

/* "Anne Roy, Soudure inc.", a line each. */
static Status list_students(const Words *words, const Meeting *meeting, Lang lang,
                            const char **list, Error *error)
{
    Template *line;
    Buffer all = {0};
    Status status = template_parse(words->scratch, "calendriers",
                                   "{{eleve.nom_complet}}, {{entreprise.nom}}", NULL, NULL, &line,
                                   error);
    for (size_t i = 0; i < meeting->count && status == STATUS_OK; i++) {
        const Subject subject = {SCOPE_SEQUENCE, meeting->sequences[i],
                                 row_key(meeting->sequences[i])};
        Model model;
        model_open(&model, words->record, words->scratch, lang);
        if (i)
            buffer_add_char(&all, '\n');
        status = template_text(line, &model.source, model_root(&model, &subject), ESCAPE_NONE, &all,
                               error);
    }
    *list = arena_string(words->scratch, buffer_text(&all));
    buffer_free(&all);
    return status;
}

Status words_meeting(const Words *words, const Meeting *meeting, Lang lang,
                     Appointment *appointment, Error *error)
{
    const char *students;
    *appointment = (Appointment){
        .key = words_key(APPOINTMENT_MEETING, meeting->key, words->arena),
        .student = student_of(meeting->first),
        .day = meeting->day,
        .minutes = meeting->minutes,
        .length = meeting->minutes < 0 ? 0 : words->length,
        .state = meeting->count ? APPOINTMENT_CONFIRMED : APPOINTMENT_CANCELLED,
        .busy = meeting->minutes >= 0,
        .summary = words_gone(APPOINTMENT_MEETING, lang),
        .place = "",
        .details = "",
    };
    if (!meeting->count)
        return STATUS_OK;
    Status status = list_students(words, meeting, lang, &students, error);
    Dict *extra = dict_new(words->scratch), *names = dict_dict(extra, "rdv");
    dict_flag(names, "un", meeting->count == 1);
    dict_number(names, "nombre", (Number)meeting->count * NUMBER_ONE);
    dict_text(names, "lieu", meeting->place);
    dict_flag(names, "sans_heure", meeting->minutes < 0);
    dict_text(names, "eleves", students);
    return status == STATUS_OK
               ? say(words, SAYS_MEETING, lang, meeting->sequences[0], extra, appointment, error)
               : status;
}

const char *words_gone(AppointmentKind kind, Lang lang)
{
    static const char *const gone[APPOINTMENT_KIND_COUNT][LANG_COUNT] = {
        [APPOINTMENT_VISIT] = {"Visite annulée", "Cancelled visit"},
        [APPOINTMENT_EVALUATION] = {"Évaluation annulée", "Cancelled evaluation"},
        [APPOINTMENT_MEETING] = {"Rencontre annulée", "Cancelled meeting"},
    };
    return gone[kind][lang];
}
