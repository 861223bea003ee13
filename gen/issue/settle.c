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

/* What was signed is told from the dates: said when another revision may have been meant. */
static void doubt_revision(Issue *issue, const Document *document)
{
    const Contract *contract = document->contract;
    DateText day;
    if (!document->settled || document->amendment || contract->transcription ||
        row_has(document->subject.row, SEQUENCES_PROTOCOLE_REVISION_SIGNEE))
        return;
    const char *key = document->subject.key, *first = date_iso(contract->first_signature, day);
    if (contract->revision < contract->last_revision)
        issue_note(issue,
                   _("protocole %s : la révision %d est tenue pour la révision signée (première "
                     "signature le %s), et la révision %d a été émise ensuite ; si c'est elle qui "
                     "a été signée, écrivez %d dans protocole_revision_signee"),
                   key, contract->revision, first, contract->last_revision,
                   contract->last_revision);
    else if (contract->first_signature < contract->issued_on)
        issue_note(issue,
                   _("protocole %s : signé le %s, avant l'émission de sa première révision ; "
                     "vérifiez que ses termes sont ceux qui ont été signés"),
                   key, first);
}

Status settle_document(Issue *issue, Registry *registry, const Document *document, Error *error)
{
    bool is_contract =
        document->subject.scope == SCOPE_SEQUENCE && text_is(document->kind->name, contract_kind);
    if (!is_contract && !(document->amendment && document->settled))
        return STATUS_OK;
    doubt_revision(issue, document);
    Signatures signatures = signatures_of(document);
    return signatures_note(registry, &signatures, issue->record->today, error);
}

/* --- states -------------------------------------------------------------- */

/* A number that will not be in force any more is said: it is a gap in the series. */
static Status set_state(Issue *issue, Registry *registry, const char *kind, const char *key,
                        bool cancelled, bool *changed, Error *error)
{
    Issued issued;
    bool known;
    Status status =
        registry_cancel(registry, kind, key, cancelled, issue->record->today, changed, error);
    if (status == STATUS_OK && *changed && cancelled) {
        status = registry_peek(registry, kind, key, &issued, &known, error);
        issue_note_once(issue, _("%s %s : annulé ; le numéro %s ne servira plus"), kind, key,
                   issued.number);
    }
    return status;
}

static Status refuse(Issue *issue, Registry *registry, const Amendment *amendment, Error *error)
{
    bool changed;
    Status status =
        set_state(issue, registry, amendment_kind, amendment->key, true, &changed, error);
    if (status != STATUS_OK || !changed)
        return status;
    return events_add(registry,
                      &(Event){.nature = EVENT_REFUSED,
                               .day = issue->record->today,
                               .kind = amendment_kind,
                               .key = amendment->key},
                      error);
}

static Status settle_amendments(Issue *issue, Registry *registry, const Contract *contract,
                                bool cancelled, Error *error)
{
    Status status = STATUS_OK;
    bool changed;
    for (size_t i = 0; status == STATUS_OK && i < contract->amendment_count; i++) {
        const Amendment *amendment = &contract->amendments[i];
        if (amendment->state == AMENDMENT_REFUSED)
            status = refuse(issue, registry, amendment, error);
        else if (amendment->issued)
            status = set_state(issue, registry, amendment_kind, amendment->key, cancelled, &changed,
                               error);
    }
    if (status == STATUS_OK && contract->withdrawn)
        status =
            set_state(issue, registry, amendment_kind, contract->withdrawn, true, &changed, error);
    return status;
}

/* A line of avenants.csv that settles what was never proposed is a slip, unless the protocol was
 * signed before the registry knew it. */
static void doubt_amendments(Issue *issue, const Row *sequence, const Contract *contract)
{
    RowSpan rows = term_children(issue->record->term, T_AVENANTS, AVENANTS_SEQUENCE, sequence);
    for (size_t i = 0; i < rows.count && !contract->transcription; i++) {
        int rank = (int)(row_number(rows.rows[i], AVENANTS_NUMERO, 0) / NUMBER_ONE);
        bool known = row_is(rows.rows[i], AVENANTS_STATUT, STATUT_AVENANT_PROPOSE);
        for (size_t a = 0; a < contract->amendment_count; a++)
            known = known || contract->amendments[a].rank == rank;
        if (!known)
            issue_note(issue,
                       _("%s:%u : l'avenant %d de %s n'a jamais été proposé ; la ligne ne change "
                         "rien"),
                       rows.rows[i]->table->file, (unsigned)rows.rows[i]->line, rank,
                       row_key(sequence));
    }
}

Status settle_contracts(Issue *issue, Registry *registry, Error *error)
{
    const Table *sequences = &issue->record->term->tables[T_SEQUENCES];
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sequences->row_count; i++) {
        const Row *row = &sequences->rows[i];
        const Contract *contract = record_contract(issue->record, row);
        bool cancelled = row_is(row, SEQUENCES_STATUT, STATUT_SEQUENCE_ANNULEE);
        bool changed;
        if (!contract)
            continue;
        doubt_amendments(issue, row, contract);
        status =
            set_state(issue, registry, contract_kind, row_key(row), cancelled, &changed, error);
        if (status == STATUS_OK)
            status = settle_amendments(issue, registry, contract, cancelled, error);
    }
    return status;
}
