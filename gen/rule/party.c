/* party: the inputs beside whom the registry knows for each sequence. */
#include "rule/families.h"

#include "base/map.h"
#include "base/text.h"
#include "record/documents.h"
#include "rule/facts.h"
#include "term/value.h"

#include <string.h>

/* In the order of the sequences. None, with an Unchecked, when the registry cannot be read. */
static size_t known_parties(Check *check, RegistryParty **parties)
{
    Error error;
    size_t count;
    if (registry_parties(check->record->registry, check->scratch, parties, &count, &error) ==
        STATUS_OK)
        return count;
    report_unchecked(check, T_SEQUENCES, error.what, 0);
    return 0;
}

/* Both are known, and they are not the same. */
static bool is_other(const Row *row, const char *known)
{
    return row && *known && !text_is(row_key(row), known);
}

/* ---- A signed sequence keeps its parties. */

static bool is_bound(const Row *sequence)
{
    return sequence && record_signed_on(sequence) != DATE_NONE &&
           !row_is(sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_ANNULEE);
}

/* True once the sequence has its finding. */
static bool judge_bound(Check *check, const Row *sequence, const Parties *known)
{
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    const Row *company = row_link(sequence, SEQUENCES_ENTREPRISE);
    if (is_other(student, known->student))
        report(check, place_of(check->term, sequence, SEQUENCES_ELEVE),
               _("la séquence %s est signée, et son élève n'est plus %s mais %s"),
               row_key(sequence), known->student, row_key(student));
    else if (is_other(company, known->company))
        report(check, place_of(check->term, sequence, SEQUENCES_ENTREPRISE),
               _("la séquence %s est signée, et son entreprise n'est plus %s mais %s"),
               row_key(sequence), known->company, row_key(company));
    else
        return false;
    return true;
}

void party_changed(Check *check, const Row *row)
{
    (void)row;
    RegistryParty *parties;
    size_t count = known_parties(check, &parties);
    const Row *last = NULL; /* reported: its other documents say the same */
    for (size_t i = 0; i < count; i++) {
        const Row *sequence = term_find(check->term, T_SEQUENCES, parties[i].sequence);
        if (sequence != last && is_bound(sequence) &&
            judge_bound(check, sequence, &parties[i].parties))
            last = sequence;
    }
}

/* ---- A key that was someone else's. */

static bool judge_sequence_key(Check *check, const Row *sequence, const RegistryParty *known)
{
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    if (is_bound(sequence) || !is_other(student, known->parties.student))
        return false;
    report(check, place_of(check->term, sequence, SEQUENCES_ID),
           _("« %s » a déjà servi pour l'élève %s (%s), pas pour %s"), row_key(sequence),
           known->parties.student, known->kind, row_key(student));
    return true;
}

/* One digit changed, or two neighbours swapped: the slips that the key of a NEQ is there to
 * catch. Mending one does not make another company. */
static bool is_slip(const char *a, const char *b)
{
    size_t length = strlen(a), i = 0;
    if (length != strlen(b))
        return false;
    while (i < length && a[i] == b[i])
        i++;
    if (i == length || text_is(a + i + 1, b + i + 1))
        return true;
    return a[i] == b[i + 1] && a[i + 1] == b[i] && text_is(a + i + 2, b + i + 2);
}

static bool judge_company_key(Check *check, const Row *company, const Parties *known)
{
    const char *neq;
    if (!*known->neq ||
        !neq_normalise(row_text(company, ENTREPRISES_NEQ), check->scratch, &neq) ||
        is_slip(neq, known->neq))
        return false;
    report_as(check, SEVERITY_ERROR, place_of(check->term, company, ENTREPRISES_NEQ),
              _("donnez un nouvel identifiant à cette entreprise, et gardez l'ancienne ligne pour "
                "ses séquences ; si c'est la même entreprise, remettez son NEQ"),
              _("« %s » est déjà, dans le registre, l'entreprise de NEQ %s, pas %s"),
              row_key(company), known->neq, neq);
    return true;
}

void party_reused_key(Check *check, const Row *row)
{
    declaration_reused_key(check, row);
    RegistryParty *parties;
    size_t count = known_parties(check, &parties);
    const Row *last = NULL;
    Map *companies = map_new(); /* reported */
    for (size_t i = 0; i < count; i++) {
        const Row *sequence = term_find(check->term, T_SEQUENCES, parties[i].sequence);
        const Row *company = term_find(check->term, T_ENTREPRISES, parties[i].parties.company);
        if (sequence && sequence != last && judge_sequence_key(check, sequence, &parties[i]))
            last = sequence;
        if (company && !map_get(companies, row_key(company)) &&
            judge_company_key(check, company, &parties[i].parties))
            map_put(companies, row_key(company), (void *)(uintptr_t)company);
    }
    map_free(companies);
}
