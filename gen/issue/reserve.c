/* reserve: numbers, revisions and dates of issue, all in one transaction before any
 * page is made. What is held back takes no number. */
#include "issue/issue.h"
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

static Status reserve_document(const Issue *issue, Registry *registry, Document *document,
                               Error *error)
{
    const Record *record = issue->record;
    const Kind *kind = document->kind;
    bool transcription = document->issued.transcription; /* judged by issue_plan */
    const Row *sequence = kind->scope == SCOPE_SEQUENCE ? document->subject.row : NULL;
    const Parties parties = parties_of(sequence, issue->arena);
    const IssueRequest wanted = {
        .kind = kind->name,
        .key = document->subject.key,
        .terms_sha256 = document->terms,
        .pattern = kind->number,
        .year = date_civil(record->today).year,
        .organisation = config_text(record->config, CONFIG_ETABLISSEMENT_CODE_ORGANISME),
        .today = record->today,
        .parties = sequence ? &parties : NULL,
        .settled = sequence && record_signed_on(sequence) != DATE_NONE,
    };
    Status status = registry_issue(registry, &wanted, &document->issued, error);
    if (status != STATUS_OK || !transcription || document->issued.transcription)
        return status;
    document->issued.transcription = true;
    return registry_transcribe(registry, kind->name, document->subject.key, error);
}

Status issue_reserve(Issue *issue, Registry *registry, Error *error)
{
    Status status = registry_begin(registry, error);
    for (size_t i = 0; status == STATUS_OK && i < issue->count; i++)
        if (!*issue->documents[i].held_by)
            status = reserve_document(issue, registry, &issue->documents[i], error);
    if (status == STATUS_OK)
        status = registry_commit(registry, error);
    if (status != STATUS_OK)
        registry_rollback(registry);
    return status;
}
