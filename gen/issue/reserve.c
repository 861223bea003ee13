/* reserve: numbers, revisions and dates of issue, all in one transaction before any
 * page is made. What is held back takes no number. */
#include "base/text.h"
#include "issue/settle.h"
#include "record/wanted.h"
#include "term/value.h"

static Parties parties_of(const Row *sequence, Arena *arena)
{
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    const Row *company = row_link(sequence, SEQUENCES_ENTREPRISE);
    const char *neq;
    bool has_neq = neq_normalise(row_text(company, ENTREPRISES_NEQ), arena, &neq);
    return (Parties){
        .student = student ? row_key(student) : NULL,
        .company = company ? row_key(company) : NULL,
        .neq = has_neq ? neq : NULL,
    };
}

/* What an amendment would be told by: the terms of a contract, or the changes of an amendment. */
static const TermValue *terms_of(const Issue *issue, const Document *document, size_t *count)
{
    const Agreement *agreement = &document->kind->agreement;
    *count = document->amendment ? document->amendment->change_count : 0;
    if (document->amendment || !agreement->count)
        return document->amendment ? document->amendment->changes : NULL;
    return wanted_terms(issue->record->term, document->subject.row, agreement->names,
                        agreement->count, issue->arena, count);
}

static Status issue_document(const Issue *issue, Registry *registry, Document *document,
                             Error *error)
{
    const Record *record = issue->record;
    const Kind *kind = document->kind;
    bool transcription = document->issued.transcription; /* judged by issue_plan */
    const Row *sequence = kind->scope == SCOPE_SEQUENCE ? document->subject.row : NULL;
    const Parties parties = parties_of(sequence, issue->arena);
    IssueRequest wanted = {
        .kind = kind->name,
        .key = document->subject.key,
        .terms_sha256 = document->terms,
        .pattern = kind->number,
        .year = date_civil(record->today).year,
        .organisation = config_text(record->config, CONFIG_ETABLISSEMENT_CODE_ORGANISME),
        .today = record->today,
        .sequence = sequence ? row_key(sequence) : NULL,
        .parties = sequence && !document->amendment ? &parties : NULL,
        .settled = sequence && record_signed_on(sequence) != DATE_NONE,
    };
    wanted.terms = terms_of(issue, document, &wanted.term_count);
    Status status = registry_issue(registry, &wanted, &document->issued, error);
    if (status != STATUS_OK || !transcription || document->issued.transcription)
        return status;
    document->issued.transcription = true;
    return registry_transcribe(registry, kind->name, document->subject.key, error);
}

/* A signed protocol that an older program issued: its terms are those of the tables as long as
 * these still say what was signed. */
static Status find_terms_again(const Issue *issue, Registry *registry, const Document *document,
                               Error *error)
{
    const Contract *contract = document->contract;
    if (document->amendment || contract->terms_known ||
        contract->revision != contract->last_revision ||
        !text_is(contract->terms_sha256, document->terms))
        return STATUS_OK;
    size_t count;
    const TermValue *terms = terms_of(issue, document, &count);
    return registry_keep_terms(registry, document->kind->name, document->subject.key, terms, count,
                               error);
}

static Status reserve_document(Issue *issue, Registry *registry, Document *document, Error *error)
{
    Status status = document->settled ? find_terms_again(issue, registry, document, error)
                                      : issue_document(issue, registry, document, error);
    return status == STATUS_OK ? settle_document(issue, registry, document, error) : status;
}

Status issue_reserve(Issue *issue, Registry *registry, Error *error)
{
    Status status = registry_begin(registry, error);
    for (size_t i = 0; status == STATUS_OK && i < issue->count; i++)
        if (!*issue->documents[i].held_by)
            status = reserve_document(issue, registry, &issue->documents[i], error);
    if (status == STATUS_OK)
        status = settle_contracts(issue, registry, error);
    if (status == STATUS_OK)
        status = registry_commit(registry, error);
    if (status != STATUS_OK)
        registry_rollback(registry);
    return status;
}
