/* duty: what the tables say is to be done, with its deadline. What was left out of the selection
 * is left out here too: a duty counts with the kind of document that it leads to. */
#include "base/text.h"
#include "issue/situation.h"
#include "issue/subject.h"
#include "term/calendar.h"

#include <stdlib.h>
#include <string.h>

/* NULL: to no document. */
static const char *const duty_documents[DUTY_KIND_COUNT] = {
    [DUTY_SIGN] = contract_kind,      [DUTY_AMEND] = amendment_kind, [DUTY_VISIT] = "fiche-visite",
    [DUTY_EVALUATE] = "evaluation",   [DUTY_CLOSE] = "bilan",        [DUTY_MEET] = "convocation",
    [DUTY_RECOVER] = "recuperation",  [DUTY_FORM] = "attestation",   [DUTY_TASK] = NULL,
};

static bool is_selected(const Situation *situation, const Duty *duty)
{
    const Selection *selection = &situation->issue->selection;
    const Subject subject = {SCOPE_SEQUENCE, duty->sequence, ""};
    SubjectKeys keys = duty->sequence ? subject_keys(&subject) : (SubjectKeys){0};
    keys.responsable = duty->responsable;
    const char *document = duty_documents[duty->kind];
    bool of_kind = !selection->kinds;
    for (const char *const *name = selection->kinds; document && !of_kind && *name; name++)
        of_kind = text_is(*name, document);
    return of_kind && keys_are_selected(&keys, selection);
}

static void add(Situation *situation, Duty duty)
{
    if (!duty.responsable)
        duty.responsable = row_link(duty.sequence, SEQUENCES_RESPONSABLE);
    if (!is_selected(situation, &duty))
        return;
    if (situation->duty_count == situation->duty_capacity) {
        size_t capacity = situation->duty_capacity ? 2 * situation->duty_capacity : 64;
        Duty *duties = arena_array_of(situation->issue->arena, capacity, Duty);
        if (situation->duty_count)
            memcpy(duties, situation->duties, situation->duty_count * sizeof *duties);
        situation->duties = duties;
        situation->duty_capacity = capacity;
    }
    situation->duties[situation->duty_count++] = duty;
}

/* --- of a sequence ------------------------------------------------------- */

/* Days or months of config.ini, within reason. */
static int amount_of(Number number)
{
    enum { MOST = 3650 };
    Number whole = number / NUMBER_ONE;
    return whole < 0 ? 0 : whole > MOST ? MOST : (int)whole;
}

static unsigned missing_signatures(const Row *sequence)
{
    static const int columns[] = {
        [SIGNATORY_STUDENT] = SEQUENCES_SIGNE_ELEVE_LE,
        [SIGNATORY_COMPANY] = SEQUENCES_SIGNE_ENTREPRISE_LE,
        [SIGNATORY_SCHOOL] = SEQUENCES_SIGNE_ETABLISSEMENT_LE,
        [SIGNATORY_PARENT] = SEQUENCES_SIGNE_TITULAIRE_LE,
    };
    unsigned missing = 0;
    if (row_has(sequence, SEQUENCES_PROTOCOLE_SIGNE_LE))
        return 0;
    for (unsigned s = 0; s < sizeof columns / sizeof *columns; s++)
        if (!row_has(sequence, columns[s]) &&
            (s != SIGNATORY_PARENT || sequence_is_minor(sequence) == 1))
            missing |= 1u << s;
    return missing;
}

static void add_signature(Situation *situation, const Row *sequence, int status)
{
    const Config *config = situation->issue->record->config;
    unsigned missing = missing_signatures(sequence);
    Date start = row_date(sequence, SEQUENCES_DEBUT);
    const Value *delay = config_profile(config, CONFIG_PROFIL_FP_DELAI_PROTOCOLE_JOURS);
    int days = delay && delay->state == VALUE_GOOD ? amount_of(delay->number) : 0;
    if (missing && (status == STATUT_SEQUENCE_JUMELEE || status == STATUT_SEQUENCE_SIGNEE ||
                    status == STATUT_SEQUENCE_EN_COURS))
        add(situation, (Duty){.kind = DUTY_SIGN,
                              .key = row_key(sequence),
                              .due_on = start == DATE_NONE ? DATE_NONE : start - days,
                              .missing = missing,
                              .sequence = sequence});
}

static void add_amendment(Situation *situation, const Row *sequence, int status)
{
    const Amendment *proposal =
        contract_proposal(record_contract(situation->issue->record, sequence));
    if (proposal && status != STATUT_SEQUENCE_ANNULEE)
        add(situation, (Duty){.kind = DUTY_AMEND,
                              .key = proposal->key,
                              .due_on = proposal->effective_on,
                              .sequence = sequence});
}

static void add_end(Situation *situation, const Row *sequence, int status)
{
    Date end = sequence_end(record_row(situation->issue->record, sequence));
    if (status == STATUT_SEQUENCE_EN_COURS && end != DATE_NONE && end < situation->today)
        add(situation, (Duty){.kind = DUTY_CLOSE,
                              .key = row_key(sequence),
                              .due_on = end,
                              .sequence = sequence});
}

static void add_form(Situation *situation, const Row *sequence, int status)
{
    enum { USUAL = 6 };
    Date end = sequence_end(record_row(situation->issue->record, sequence));
    Number months = config_number(situation->issue->record->config, CONFIG_ATTESTATION_DELAI_MOIS,
                                  USUAL * NUMBER_ONE);
    bool ended = status == STATUT_SEQUENCE_TERMINEE || status == STATUT_SEQUENCE_INTERROMPUE;
    if (ended && end != DATE_NONE && row_yes(sequence, SEQUENCES_CREDIT_IMPOT) &&
        row_value(sequence, SEQUENCES_FORMULAIRE_PRESCRIT_LE)->state == VALUE_EMPTY)
        add(situation, (Duty){.kind = DUTY_FORM,
                              .key = row_key(sequence),
                              .due_on = date_add_months(end, amount_of(months)),
                              .sequence = sequence});
}

static void gather_sequences(Situation *situation, const Table *table)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *sequence = &table->rows[i];
        int status = record_status(situation->issue->record, sequence);
        add_signature(situation, sequence, status);
        add_amendment(situation, sequence, status);
        add_end(situation, sequence, status);
        add_form(situation, sequence, status);
    }
}

/* --- of the other tables ------------------------------------------------- */

static bool is_off(const Row *sequence)
{
    return row_is(sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_ANNULEE);
}

static void gather_visits(Situation *situation, const Table *table)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *row = &table->rows[i], *sequence = row_link(row, VISITES_SEQUENCE);
        if ((row_is(row, VISITES_STATUT, STATUT_VISITE_PROPOSEE) ||
             row_is(row, VISITES_STATUT, STATUT_VISITE_CONFIRMEE)) &&
            !is_off(sequence))
            add(situation, (Duty){.kind = DUTY_VISIT,
                                  .key = row_key(row),
                                  .due_on = row_date(row, VISITES_DATE),
                                  .sequence = sequence,
                                  .responsable = row_link(row, VISITES_RESPONSABLE)});
    }
}

static void gather_evaluations(Situation *situation, const Table *table)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *row = &table->rows[i], *sequence = row_link(row, EVALUATIONS_SEQUENCE);
        if (row_value(row, EVALUATIONS_DATE_REALISEE)->state == VALUE_EMPTY && !is_off(sequence))
            add(situation, (Duty){.kind = DUTY_EVALUATE,
                                  .key = row_key(row),
                                  .due_on = row_date(row, EVALUATIONS_DATE_PREVUE),
                                  .sequence = sequence});
    }
}

static void gather_meetings(Situation *situation, const Table *table)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *row = &table->rows[i], *sequence = row_link(row, INTEGRATIONS_SEQUENCE);
        Date day = row_date(row, INTEGRATIONS_DATE);
        bool unsaid = row_value(row, INTEGRATIONS_STATUT)->state == VALUE_EMPTY;
        if ((row_is(row, INTEGRATIONS_STATUT, STATUT_INTEGRATION_PREVUE) ||
             (unsaid && day > situation->today)) &&
            !is_off(sequence))
            add(situation, (Duty){.kind = DUTY_MEET,
                                  .key = row_key(row),
                                  .due_on = day,
                                  .sequence = sequence});
    }
}

static void gather_recoveries(Situation *situation, const Table *table)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *row = &table->rows[i];
        if (!row_yes(row, LACUNES_CORRIGEE) &&
            !row_is(row, LACUNES_RECUPERATION_STATUT, STATUT_RECUPERATION_FAITE))
            add(situation, (Duty){.kind = DUTY_RECOVER,
                                  .key = row_key(row),
                                  .due_on = row_date(row, LACUNES_RECUPERATION_ECHEANCE),
                                  .sequence = row_link(row, LACUNES_SEQUENCE),
                                  .responsable =
                                      row_link(row, LACUNES_RECUPERATION_RESPONSABLE)});
    }
}

static void gather_tasks(Situation *situation, const Table *table)
{
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *row = &table->rows[i];
        if (!row_is(row, TACHES_STATUT, STATUT_TACHE_FAITE))
            add(situation, (Duty){.kind = DUTY_TASK,
                                  .key = row_key(row),
                                  .due_on = row_date(row, TACHES_ECHEANCE),
                                  .responsable = row_link(row, TACHES_RESPONSABLE)});
    }
}

/* --- the order ----------------------------------------------------------- */

static int by_deadline(const void *a, const void *b)
{
    const Duty *x = a, *y = b;
    bool x_never = x->due_on == DATE_NONE, y_never = y->due_on == DATE_NONE;
    if (x_never != y_never)
        return x_never ? 1 : -1;
    if (x->due_on != y->due_on)
        return x->due_on < y->due_on ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return strcmp(x->key, y->key);
}

void duties_gather(Situation *situation)
{
    const Table *tables = situation->issue->record->term->tables;
    gather_sequences(situation, &tables[T_SEQUENCES]);
    gather_visits(situation, &tables[T_VISITES]);
    gather_evaluations(situation, &tables[T_EVALUATIONS]);
    gather_meetings(situation, &tables[T_INTEGRATIONS]);
    gather_recoveries(situation, &tables[T_LACUNES]);
    gather_tasks(situation, &tables[T_TACHES]);
    if (situation->duty_count)
        qsort(situation->duties, situation->duty_count, sizeof *situation->duties, by_deadline);
}

bool duty_is_late(const Duty *duty, Date today)
{
    return duty->due_on != DATE_NONE && duty->due_on < today;
}

bool duty_is_soon(const Duty *duty, Date today)
{
    return duty->due_on != DATE_NONE && duty->due_on <= today + SITUATION_HORIZON;
}
