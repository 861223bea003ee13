#include "sheet/basis.h"

#include "base/map.h"
#include "base/text.h"

static const char *const paper_kinds[PAPER_COUNT] = {
    [PAPER_PROTOCOL] = "protocole", [PAPER_ATTESTATION] = "attestation",
};

/* --- Findings ------------------------------------------------------------------------------ */

static void count_errors(Basis *basis)
{
    const Term *term = basis->summary->record->term;
    for (int t = 0; t < TABLE_COUNT; t++)
        basis->errors[t] = arena_array_of(basis->arena, term->tables[t].row_count + 1, uint32_t);
    const Findings *findings = basis->summary->findings;
    for (size_t i = 0; i < findings->count; i++) {
        const Row *row = findings->items[i].place.row;
        if (row && findings->items[i].severity == SEVERITY_ERROR)
            basis->errors[row->table->id][row->index]++;
    }
}

static const char *held_by(const Basis *basis, const Map *held, const char *kind, const Row *row)
{
    const char *codes = map_get(held, arena_printf(basis->arena, "%s:%s", kind, row_key(row)));
    return codes ? codes : "";
}

/* --- Documents ------------------------------------------------------------------------------ */

static Status read_registry(Basis *basis, PaperKind kind, Error *error)
{
    const Record *record = basis->summary->record;
    Revision *revisions = NULL;
    size_t count = 0;
    Status status = !record->registry ? STATUS_OK
                                      : registry_revisions(record->registry, paper_kinds[kind],
                                                           basis->arena, &revisions, &count, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        const Row *row = term_find(record->term, T_SEQUENCES, revisions[i].key);
        if (!row) /* it left the tables */
            continue;
        Paper *paper = &basis->papers[kind][row->index];
        paper->issued = true; /* by revision: the last one stays */
        paper->cancelled = revisions[i].cancelled;
        paper->number = revisions[i].number;
        paper->revision = revisions[i].revision;
        paper->issued_on = revisions[i].issued_on;
    }
    return status;
}

static void read_document(Basis *basis, const Document *document)
{
    bool of_sequence = document->subject.scope == SCOPE_SEQUENCE && document->subject.row;
    for (int kind = 0; of_sequence && kind < PAPER_COUNT; kind++) {
        if (!text_is(document->kind->name, paper_kinds[kind]))
            continue;
        Paper *paper = &basis->papers[kind][document->subject.row->index];
        paper->held_by = document->held_by ? document->held_by : "";
        if (*paper->held_by)
            continue;
        const Issued *issued = &document->issued;
        paper->path = document->path && !document->failed ? document->path : "";
        if (issued->revision < 1)
            continue;
        paper->issued = true;
        paper->cancelled = issued->cancelled;
        paper->number = issued->number ? issued->number : "";
        paper->revision = issued->revision;
        paper->issued_on = issued->issued_on;
    }
}

static Status read_papers(Basis *basis, const Map *held, Error *error)
{
    const Table *sequences = &basis->summary->record->term->tables[T_SEQUENCES];
    Status status = STATUS_OK;
    for (int kind = 0; kind < PAPER_COUNT && status == STATUS_OK; kind++) {
        basis->papers[kind] = arena_array_of(basis->arena, sequences->row_count + 1, Paper);
        for (size_t i = 0; i < sequences->row_count; i++)
            basis->papers[kind][i] = (Paper){
                .number = "", .path = "", .issued_on = DATE_NONE,
                .held_by = held_by(basis, held, paper_kinds[kind], &sequences->rows[i]),
            };
        status = read_registry(basis, (PaperKind)kind, error);
    }
    const Issue *issue = basis->summary->issue;
    for (size_t i = 0; issue && status == STATUS_OK && i < issue->count; i++)
        read_document(basis, &issue->documents[i]);
    return status;
}

/* --- Lots ------------------------------------------------------------------------------------ */

static Status read_lots(Basis *basis, const Map *held, Error *error)
{
    const Record *record = basis->summary->record;
    const Table *sequences = &record->term->tables[T_SEQUENCES];
    LotEntry *entries = NULL;
    Lot *lots = NULL;
    size_t entry_count = 0, lot_count = 0;
    Status status = STATUS_OK;
    basis->declared = arena_array_of(basis->arena, sequences->row_count + 1, Declared);
    for (size_t i = 0; i < sequences->row_count; i++)
        basis->declared[i] = (Declared){
            .made_on = DATE_NONE,
            .held_by = held_by(basis, held, "declaration", &sequences->rows[i]),
        };
    if (!record->registry)
        return STATUS_OK;
    status = lots_declared(record->registry, basis->arena, &entries, &entry_count, error);
    if (status == STATUS_OK)
        status = lots_list(record->registry, basis->arena, &lots, &lot_count, error);
    for (size_t i = 0; status == STATUS_OK && i < entry_count; i++) {
        const Row *row = term_find(record->term, T_SEQUENCES, entries[i].sequence);
        if (!row)
            continue;
        Declared *declared = &basis->declared[row->index];
        declared->entry = &entries[i];
        for (size_t l = 0; l < lot_count; l++)
            if (text_is(lots[l].number, entries[i].lot))
                declared->made_on = lots[l].made_on;
    }
    return status;
}

Status basis_open(Basis *basis, const Summary *summary, Error *error)
{
    *basis = (Basis){.summary = summary, .arena = arena_new()};
    count_errors(basis);
    Map *held = findings_holds(summary->findings, basis->arena);
    Status status = read_papers(basis, held, error);
    if (status == STATUS_OK)
        status = read_lots(basis, held, error);
    map_free(held);
    return status;
}

void basis_close(Basis *basis)
{
    arena_free(basis->arena);
    *basis = (Basis){0};
}

/* --- Asking ------------------------------------------------------------------------------------ */

static const Choice protocol_words[PROTOCOL_STATE_COUNT] = {
    [PROTOCOL_TO_MAKE] = {"a_produire", {"à produire", "to be made"}},
    [PROTOCOL_HELD] = {"retenu", {"retenu", "held back"}},
    [PROTOCOL_TO_SIGN] = {"a_signer", {"à signer", "to be signed"}},
    [PROTOCOL_PARTLY_SIGNED] = {"signe_en_partie", {"signé en partie", "partly signed"}},
    [PROTOCOL_SIGNED] = {"signe", {"signé", "signed"}},
};
const ChoiceList protocol_states = {protocol_words, PROTOCOL_STATE_COUNT};

int basis_protocol_state(const Basis *basis, const Row *sequence)
{
    int status = record_status(basis->summary->record, sequence);
    const Paper *paper = &basis->papers[PAPER_PROTOCOL][sequence->index];
    if (status < 0 || status == STATUT_SEQUENCE_PREVUE || status == STATUT_SEQUENCE_ANNULEE)
        return -1;
    if (record_signed_on(sequence) != DATE_NONE)
        return PROTOCOL_SIGNED;
    if (*paper->held_by)
        return PROTOCOL_HELD;
    if (record_first_signature(sequence) != DATE_NONE)
        return PROTOCOL_PARTLY_SIGNED;
    return paper->issued ? PROTOCOL_TO_SIGN : PROTOCOL_TO_MAKE;
}

VisitCount basis_visits(const Basis *basis, const Row *sequence)
{
    RowSpan visits =
        term_children(basis->summary->record->term, T_VISITES, VISITES_SEQUENCE, sequence);
    VisitCount count = {0};
    for (size_t i = 0; i < visits.count; i++) {
        count.planned += !row_is(visits.rows[i], VISITES_STATUT, STATUT_VISITE_ANNULEE);
        count.done += row_is(visits.rows[i], VISITES_STATUT, STATUT_VISITE_REALISEE);
    }
    return count;
}
