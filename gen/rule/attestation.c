/* attestation: what the tax credit for a training period asks of a sequence before
 * the school attests it (Taxation Act, I-3, sections 1029.8.33.2 to 1029.8.33.10). */
#include "rule/families.h"

#include "base/text.h"
#include "rule/facts.h"

#include <string.h>

static bool claims_credit(const Check *check, const Row *sequence)
{
    return row_yes(sequence, SEQUENCES_CREDIT_IMPOT) && sequence_is_live(check, sequence);
}

/* Months to deliver the prescribed form, as config.ini says, within reason. */
static int months_allowed(const Check *check)
{
    enum { USUAL = 6, MOST = 1200 };
    Number months =
        config_number(check->config, CONFIG_ATTESTATION_DELAI_MOIS, USUAL * NUMBER_ONE) /
        NUMBER_ONE;
    return months < 0 ? 0 : months > MOST ? MOST : (int)months;
}

void attestation_deadline(Check *check, const Row *sequence)
{
    enum { WARNED_BEFORE = 2 };
    Date end = sequence_end(sequence);
    if (!claims_credit(check, sequence) || !sequence_is_ended(check, sequence) ||
        end == DATE_NONE ||
        row_value(sequence, SEQUENCES_FORMULAIRE_PRESCRIT_LE)->state != VALUE_EMPTY)
        return;
    int months = months_allowed(check);
    Date limit = date_add_months(end, months);
    if (check->today < date_add_months(end, months - WARNED_BEFORE))
        return;
    Place place = place_of(check->term, sequence, SEQUENCES_FORMULAIRE_PRESCRIT_LE);
    if (check->today > limit)
        report_as(check, SEVERITY_ERROR, place, NULL,
                  _("la séquence a fini le %s ; le formulaire prescrit devait être délivré au plus "
                    "tard le %s"),
                  say_day(check, end), say_day(check, limit));
    else
        report_as(check, SEVERITY_WARNING, place, NULL,
                  _("la séquence a fini le %s ; le formulaire prescrit doit être délivré au plus "
                    "tard le %s"),
                  say_day(check, end), say_day(check, limit));
}

/* Hours in companies that the student's programme plans for him. */
static Number planned_hours(const Check *check, const Row *student)
{
    Number total = 0;
    RowSpan sequences = children(check, T_SEQUENCES, SEQUENCES_ELEVE, student);
    for (size_t i = 0; i < sequences.count; i++)
        if (sequence_is_live(check, sequences.rows[i]))
            total += amount(sequences.rows[i], SEQUENCES_HEURES, 0);
    RowSpan earlier =
        children(check, T_SEQUENCES_ANTERIEURES, SEQUENCES_ANTERIEURES_ELEVE, student);
    for (size_t i = 0; i < earlier.count; i++)
        total += amount(earlier.rows[i], SEQUENCES_ANTERIEURES_HEURES, 0);
    return total;
}

static void report_hours(Check *check, const Row *sequence, Number hours, Number least)
{
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    const Row *programme = row_link(student, ELEVES_PROGRAMME);
    Place place = place_of(check->term, sequence, SEQUENCES_CREDIT_IMPOT);
    if (row_has(programme, PROGRAMMES_HEURES_ENTREPRISE))
        report(check, place,
               _("le programme %s prévoit %s h en entreprise ; le crédit d'impôt en demande au "
                 "moins %s"),
               row_key(programme), say_number(check, hours), say_number(check, least));
    else
        report(check, place,
               _("les séquences de l'élève %s font %s h en tout ; le crédit d'impôt en demande au "
                 "moins %s"),
               row_key(student), say_number(check, hours), say_number(check, least));
}

void attestation_hours(Check *check, const Row *student)
{
    const Row *programme = row_link(student, ELEVES_PROGRAMME);
    Number least = config_number(check->config, CONFIG_ATTESTATION_HEURES_MIN, 140 * NUMBER_ONE);
    Number hours = row_has(programme, PROGRAMMES_HEURES_ENTREPRISE)
                       ? amount(programme, PROGRAMMES_HEURES_ENTREPRISE, 0)
                       : planned_hours(check, student);
    RowSpan all = children(check, T_SEQUENCES, SEQUENCES_ELEVE, student);
    for (size_t i = 0; hours < least && i < all.count; i++)
        if (claims_credit(check, all.rows[i]))
            report_hours(check, all.rows[i], hours, least);
}

void attestation_evaluation(Check *check, const Row *sequence)
{
    if (!claims_credit(check, sequence) ||
        record_status(check->record, sequence) != STATUT_SEQUENCE_TERMINEE ||
        sequence_is_evaluated(check, sequence) || !children_known(check, T_EVALUATIONS))
        return;
    report(check, place_of(check->term, sequence, -1),
           _("la séquence %s est terminée, mais aucune évaluation finale n'est réalisée : elle ne "
             "peut pas être attestée"),
           row_key(sequence));
}

void attestation_hours_done(Check *check, const Row *sequence)
{
    if (sequence_is_ended(check, sequence) &&
        row_value(sequence, SEQUENCES_HEURES_REALISEES)->state == VALUE_EMPTY)
        report(check, place_of(check->term, sequence, SEQUENCES_HEURES_REALISEES),
               _("la séquence %s est finie, mais ses heures réalisées ne sont pas notées"),
               row_key(sequence));
}

static bool attestation_is_due(const Check *check, const Row *sequence)
{
    return claims_credit(check, sequence) && sequence_is_ended(check, sequence) &&
           row_has(sequence, SEQUENCES_HEURES_REALISEES) && sequence_is_evaluated(check, sequence);
}

void attestation_declaration(Check *check, const Row *sequence)
{
    if (!attestation_is_due(check, sequence))
        return;
    if (row_value(sequence, SEQUENCES_DECLARATION_ENTREPRISE_LE)->state == VALUE_EMPTY)
        report(check, place_of(check->term, sequence, SEQUENCES_DECLARATION_ENTREPRISE_LE),
               _("l'attestation est due, mais la déclaration de l'entreprise n'est pas reçue"));
    else if (row_value(sequence, SEQUENCES_HEURES_ENCADREMENT)->state == VALUE_EMPTY)
        report(check, place_of(check->term, sequence, SEQUENCES_HEURES_ENCADREMENT),
               _("l'attestation est due, mais les heures d'encadrement par semaine ne sont pas "
                 "notées"));
}

void attestation_establishment(Check *check, const Row *sequence)
{
    const Row *company = row_link(sequence, SEQUENCES_ENTREPRISE);
    if (claims_credit(check, sequence) && row_no(company, ENTREPRISES_ETABLISSEMENT_QUEBEC))
        report(check, place_of(check->term, sequence, SEQUENCES_CREDIT_IMPOT),
               _("le crédit d'impôt est demandé, mais l'entreprise %s (%s) n'a pas d'établissement "
                 "au Québec"),
               row_key(company), say_line(check, company));
}

void attestation_public_body(Check *check, const Row *sequence)
{
    const Row *company = row_link(sequence, SEQUENCES_ENTREPRISE);
    if (claims_credit(check, sequence) && text_starts(row_text(company, ENTREPRISES_NEQ), "88"))
        report(check, place_of(check->term, sequence, SEQUENCES_CREDIT_IMPOT),
               _("le crédit d'impôt est demandé, mais le NEQ de l'entreprise %s (%s) est celui "
                 "d'un organisme public"),
               row_key(company), say_line(check, company));
}

static const char *letters(Check *check, const Row *row, int column)
{
    return text_letters(check->scratch, row_text(row, column));
}

/* "Jean-Guy Roy" ends with the surname "Roy", as a whole word. */
static bool ends_with_surname(Check *check, const char *full_name, const char *surname)
{
    const char *last = strrchr(full_name, ' ');
    return last && text_is(text_letters(check->scratch, last + 1), surname);
}

/* The representative or the supervisor bears the student's surname, or is the holder of parental
 * authority. */
static bool bears_name(Check *check, const Row *sequence, const Row *student)
{
    const Row *company = row_link(sequence, SEQUENCES_ENTREPRISE);
    const Row *supervisor = row_link(sequence, SEQUENCES_SUPERVISEUR);
    const char *representative = letters(check, company, ENTREPRISES_REPRESENTANT_NOM);
    const char *supervisor_surname = letters(check, supervisor, SUPERVISEURS_NOM);
    const char *surname = letters(check, student, ELEVES_NOM);
    if (*surname && (text_is(representative, surname) || text_is(supervisor_surname, surname) ||
                     ends_with_surname(check, row_text(company, ENTREPRISES_REPRESENTANT_NOM),
                                       surname)))
        return true;
    const char *holder = letters(check, student, ELEVES_TITULAIRE_NOM);
    if (!*holder)
        return false;
    const char *given = letters(check, supervisor, SUPERVISEURS_PRENOM);
    return text_is(holder, representative) ||
           (text_starts(holder, given) && text_is(holder + strlen(given), supervisor_surname));
}

void attestation_kin(Check *check, const Row *sequence)
{
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    if (claims_credit(check, sequence) && student && bears_name(check, sequence, student))
        report(check, place_of(check->term, sequence, SEQUENCES_CREDIT_IMPOT),
               _("le représentant ou le superviseur porte le nom de l'élève %s ou de son titulaire "
                 ": un lien de parenté peut compter pour le crédit d'impôt"),
               row_key(student));
}

void attestation_weeks(Check *check, const Row *sequence)
{
    enum { MOST_WEEKS = 32, DAYS_A_WEEK = 7 };
    Date start = row_date(sequence, SEQUENCES_DEBUT), end = sequence_end(sequence);
    if (!claims_credit(check, sequence) || start == DATE_NONE || end == DATE_NONE)
        return;
    int days = end - start + 1;
    if (days > MOST_WEEKS * DAYS_A_WEEK)
        report(check, place_of(check->term, sequence, SEQUENCES_FIN),
               _("du %s au %s, la séquence dure %d semaines de suite ; le crédit d'impôt en admet "
                 "au plus 32"),
               say_day(check, start), say_day(check, end), (days + DAYS_A_WEEK - 1) / DAYS_A_WEEK);
}

void attestation_supervisor(Check *check, const Row *supervisor)
{
    enum { LEAST_HOURS = 15 };
    Number hours =
        amount(supervisor, SUPERVISEURS_HEURES_CONTRAT_SEMAINE, LEAST_HOURS * NUMBER_ONE);
    if (hours >= LEAST_HOURS * NUMBER_ONE)
        return;
    RowSpan all = children(check, T_SEQUENCES, SEQUENCES_SUPERVISEUR, supervisor);
    for (size_t i = 0; i < all.count; i++)
        if (claims_credit(check, all.rows[i])) {
            report(check, place_of(check->term, supervisor, SUPERVISEURS_HEURES_CONTRAT_SEMAINE),
                   _("le crédit d'impôt est demandé (%s), mais le contrat du superviseur est de %s "
                     "h par semaine, moins de 15"),
                   row_key(all.rows[i]), say_number(check, hours));
            return;
        }
}
