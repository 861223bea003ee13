#include "issue/settle.h"

#include "base/text.h"
#include "record/events.h"
#include "record/signatures.h"

/* --- signatures ---------------------------------------------------------- */

static Signatures signatures_of(const Document *document)
{
    const Row *row = document->subject.row;
    Signatures signatures = {.kind = document->kind->name,
                             .key = document->subject.key,
                             .number = document->issued.number,
                             .revision = document->issued.revision};
    static const int columns[SIGNATORY_COUNT] = {
        [SIGNATORY_STUDENT] = SEQUENCES_SIGNE_ELEVE_LE,
        [SIGNATORY_COMPANY] = SEQUENCES_SIGNE_ENTREPRISE_LE,
        [SIGNATORY_SCHOOL] = SEQUENCES_SIGNE_ETABLISSEMENT_LE,
        [SIGNATORY_PARENT] = SEQUENCES_SIGNE_TITULAIRE_LE,
        [SIGNATORY_ALL] = SEQUENCES_PROTOCOLE_SIGNE_LE,
    };
    for (int s = 0; s < SIGNATORY_COUNT; s++)
        signatures.signed_on[s] = document->amendment ? DATE_NONE : row_date(row, columns[s]);
    if (document->amendment)
        signatures.signed_on[SIGNATORY_ALL] = document->amendment->signed_on;
    return signatures;
}

Status settle_document(const Issue *issue, Registry *registry, const Document *document,
                       Error *error)
{
    bool is_contract = document->subject.scope == SCOPE_SEQUENCE &&
                       text_is(document->kind->name, contract_kind);
    if (!is_contract && !(document->amendment && document->settled))
        return STATUS_OK;
    Signatures signatures = signatures_of(document);
    return signatures_note(registry, &signatures, issue->record->today, error);
}

/* --- states -------------------------------------------------------------- */

static Status set_state(const Issue *issue, Registry *registry, const char *kind, const char *key,
                        bool cancelled, Error *error)
{
    bool changed;
    return registry_cancel(registry, kind, key, cancelled, issue->record->today, &changed, error);
}

static Status refuse(const Issue *issue, Registry *registry, const Amendment *amendment,
                     Error *error)
{
    bool changed;
    Date today = issue->record->today;
    Status status =
        registry_cancel(registry, amendment_kind, amendment->key, true, today, &changed, error);
    if (status != STATUS_OK || !changed)
        return status;
    return events_add(registry,
                      &(Event){.nature = EVENT_REFUSED,
                               .day = today,
                               .kind = amendment_kind,
                               .key = amendment->key},
                      error);
}

static Status settle_amendments(const Issue *issue, Registry *registry, const Contract *contract,
                                bool cancelled, Error *error)
{
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < contract->amendment_count; i++) {
        const Amendment *amendment = &contract->amendments[i];
        if (amendment->state == AMENDMENT_REFUSED)
            status = refuse(issue, registry, amendment, error);
        else if (amendment->issued)
            status = set_state(issue, registry, amendment_kind, amendment->key, cancelled, error);
    }
    if (status == STATUS_OK && contract->withdrawn)
        status = set_state(issue, registry, amendment_kind, contract->withdrawn, true, error);
    return status;
}

Status settle_contracts(const Issue *issue, Registry *registry, Error *error)
{
    const Table *sequences = &issue->record->term->tables[T_SEQUENCES];
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sequences->row_count; i++) {
        const Row *row = &sequences->rows[i];
        const Contract *contract = record_contract(issue->record, row);
        bool cancelled = row_is(row, SEQUENCES_STATUT, STATUT_SEQUENCE_ANNULEE);
        if (!contract)
            continue;
        status = set_state(issue, registry, contract_kind, row_key(row), cancelled, error);
        if (status == STATUS_OK)
            status = settle_amendments(issue, registry, contract, cancelled, error);
    }
    return status;
}
