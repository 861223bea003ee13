/* reserve: numbers, revisions and dates of issue, all in one transaction before any
 * page is made. What is held back takes no number. */
#include "base/message.h"
#include "base/text.h"
#include "issue/issue.h"

#include <string.h>

/* "{attestation.numero}" stands for that key of config.ini. */
static const char *number_pattern(const Config *config, const char *pattern)
{
    size_t length = strlen(pattern);
    for (int key = 0; key < CONFIG_KEY_COUNT; key++) {
        const ConfigKey *known = config_key(key);
        size_t section = strlen(known->section);
        if (length == section + strlen(known->key) + 3 && pattern[0] == '{' &&
            !strncmp(pattern + 1, known->section, section) && pattern[section + 1] == '.' &&
            !strncmp(pattern + section + 2, known->key, strlen(known->key)) &&
            pattern[length - 1] == '}')
            return config_text(config, key);
    }
    return pattern;
}

static Status reserve_document(const Issue *issue, Registry *registry, Document *document,
                               Error *error)
{
    const Record *record = issue->record;
    const Kind *kind = document->kind;
    bool transcription = document->issued.transcription; /* judged by issue_plan */
    Status status = registry_issue(
        registry, kind->name, document->subject.key, document->terms,
        number_pattern(record->config, kind->number), date_civil(record->today).year,
        config_text(record->config, CONFIG_ETABLISSEMENT_CODE_ORGANISME), record->today,
        issue->arena, &document->issued, error);
    if (status == STATUS_USAGE)
        error_remedy(error, _("le numéro du genre « %s » se compose de {annee}, {organisme} et {seq} ou "
                              "{seq:5} (catalogue.ini, ou [attestation] numero de config.ini)"),
                     kind->name);
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
