/* administration: statements 18.1 to 18.3 of the guide, but for the attestation
 * (attestation.c): commitments, consents, tasks, the draft clauses. */
#include "rule/families.h"

#include "base/text.h"
#include "rule/facts.h"

void administration_commitment(Check *check, const Row *student)
{
    if (row_value(student, ELEVES_ENGAGEMENT_LE)->state != VALUE_EMPTY)
        return;
    RowSpan all = children(check, T_SEQUENCES, SEQUENCES_ELEVE, student);
    for (size_t i = 0; i < all.count; i++)
        if (sequence_is_matched(check, all.rows[i])) {
            report(check, place_of(check->term, student, ELEVES_ENGAGEMENT_LE),
                   _("l'élève a une séquence jumelée (%s), mais aucun engagement signé n'est noté"),
                   row_key(all.rows[i]));
            return;
        }
}

/* The record that gives the student's name to a company before a match is made. */
static const Row *row_that_names(const Check *check, const Row *student)
{
    RowSpan applications = children(check, T_CANDIDATURES, CANDIDATURES_ELEVE, student);
    if (applications.count)
        return applications.rows[0];
    RowSpan sequences = children(check, T_SEQUENCES, SEQUENCES_ELEVE, student);
    for (size_t i = 0; i < sequences.count; i++)
        if (row_is(sequences.rows[i], SEQUENCES_STATUT, STATUT_SEQUENCE_PREVUE) &&
            row_is(sequences.rows[i], SEQUENCES_JUMELAGE, MODE_JUMELAGE_OFFRE_DIRECTE))
            return sequences.rows[i];
    return NULL;
}

void administration_consent(Check *check, const Row *student)
{
    if (row_value(student, ELEVES_CONSENTEMENT_LE)->state != VALUE_EMPTY ||
        !row_is(student, ELEVES_STATUT, STATUT_ELEVE_ACTIF))
        return;
    const Row *names = row_that_names(check, student);
    if (names)
        report(check, place_of(check->term, student, ELEVES_CONSENTEMENT_LE),
               _("le nom de l'élève irait à une entreprise (%s) sans consentement noté"),
               say_line(check, names));
}

void administration_late_task(Check *check, const Row *task)
{
    Date due = row_date(task, TACHES_ECHEANCE);
    int state = row_choice(task, TACHES_STATUT);
    if (due != DATE_NONE && due < check->today && state >= 0 && state != STATUT_TACHE_FAITE)
        report(check, place_of(check->term, task, TACHES_ECHEANCE),
               _("la tâche %s devait être faite le %s"), row_key(task), say_day(check, due));
}

void administration_unpaid(Check *check, const Row *sequence)
{
    if (row_no(sequence, SEQUENCES_REMUNEREE) && sequence_is_matched(check, sequence))
        report(check, place_of(check->term, sequence, SEQUENCES_REMUNEREE),
               _("la séquence %s n'est pas rémunérée : l'établissement inscrit ce stagiaire à son "
                 "registre pour la CNESST"),
               row_key(sequence));
}

void administration_templates(Check *check, const Row *row)
{
    (void)row;
    static const int keys[] = {CONFIG_MODELES_EMPREINTE, CONFIG_MODELES_APPROUVES_PAR,
                               CONFIG_MODELES_APPROUVES_LE};
    if (!check->templates_sha256)
        return;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!config_has(check->config, keys[i])) {
            report(check, place_of_config(check->config, keys[i]),
                   _("les clauses des modèles sont un projet : personne n'a encore noté leur "
                     "approbation ([modeles] %s)"),
                   config_key(keys[i])->key);
            return;
        }
    if (!text_is(config_text(check->config, CONFIG_MODELES_EMPREINTE), check->templates_sha256))
        report(check, place_of_config(check->config, CONFIG_MODELES_EMPREINTE),
               _("un modèle a changé depuis l'approbation du %s"),
               say_day(check, config_date(check->config, CONFIG_MODELES_APPROUVES_LE)));
}
