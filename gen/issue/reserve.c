/* reserve: numbers, revisions and dates of issue, all in one transaction before any
 * page is made. What is held back takes no number. */
#include "issue/issue.h"

static Status reserve_document(const Issue *issue, Registry *registry, Document *document,
                               Error *error)
{
    const Record *record = issue->record;
    const Kind *kind = document->kind;
    bool transcription = document->issued.transcription; /* judged by issue_plan */
    Status status = registry_issue(registry, kind->name, document->subject.key, document->terms,
                                   kind->number, date_civil(record->today).year,
                                   config_text(record->config, CONFIG_ETABLISSEMENT_CODE_ORGANISME),
                                   record->today, issue->arena, &document->issued, error);
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
