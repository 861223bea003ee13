/* scan: signed copies, dropped by the school as input/signes/NUMERO.pdf. Each is told once; what
 * cannot be matched is told until it is. */
#include "base/file.h"
#include "base/text.h"
#include "issue/keep.h"
#include "record/events.h"
#include "record/originals.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { SCAN_LIMIT = 1 << 28 };

typedef struct Scans {
    Issue *issue;
    Registry *registry;
    const char *folder;
    Arena *arena;
    Buffer bytes;
} Scans;

static const char ending[] = ".pdf";

static bool is_scan(const char *name)
{
    size_t length = strlen(name);
    return name[0] != '.' && length > strlen(ending) &&
           strcasecmp(name + length - strlen(ending), ending) == 0;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In the order of their names. */
static const char **list_scans(const Scans *scans, size_t *count)
{
    const char **names = NULL;
    size_t capacity = 0;
    *count = 0;
    DIR *folder = opendir(scans->folder);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        if (is_scan(entry->d_name)) {
            names = vector_reserve(names, &capacity, *count + 1, sizeof *names);
            names[(*count)++] = arena_string(scans->arena, entry->d_name);
        }
    if (folder)
        closedir(folder);
    if (*count)
        qsort(names, *count, sizeof *names, by_text);
    return names;
}

static Status keep_scan(Scans *scans, const char *name, const Revision *of, Error *error)
{
    Date today = scans->issue->record->today;
    const Original original = {.kind = of->kind,
                               .key = of->key,
                               .revision = of->revision,
                               .nature = ORIGINAL_SCAN,
                               .kept_on = today};
    bool added;
    Sha256 sha256;
    Status status = originals_add(scans->registry, &original, buffer_text(&scans->bytes),
                                  scans->bytes.length, &added, error);
    if (status != STATUS_OK || !added)
        return status;
    sha256_hex(buffer_text(&scans->bytes), scans->bytes.length, sha256);
    issue_note_once(scans->issue, _("%s : exemplaire signé reçu pour %s %s, gardé au registre"), name,
                    of->kind, of->key);
    return events_add(scans->registry,
                      &(Event){.nature = EVENT_SCANNED,
                               .day = today,
                               .kind = of->kind,
                               .key = of->key,
                               .number = of->number,
                               .revision = of->revision,
                               .detail = sha256},
                      error);
}

static void say_unknown(const Scans *scans, const char *name, const char *nearest)
{
    if (nearest)
        issue_note(scans->issue,
                   _("%s : aucun document ne porte ce numéro ; vouliez-vous dire « %s » ?"), name,
                   nearest);
    else
        issue_note(scans->issue,
                   _("%s : aucun document ne porte ce numéro ; nommez le fichier d'après le numéro "
                     "imprimé au bas du document"),
                   name);
}

static Status take(Scans *scans, const char *name, Error *error)
{
    const char *number = arena_slice(scans->arena, name, strlen(name) - strlen(ending));
    const char *nearest;
    Revision of;
    bool known;
    Status status =
        registry_find_number(scans->registry, number, scans->arena, &of, &known, &nearest, error);
    if (status != STATUS_OK)
        return status;
    if (!known) {
        say_unknown(scans, name, nearest);
        return STATUS_OK;
    }
    Error unread;
    if (file_read(path_join(scans->arena, scans->folder, name), SCAN_LIMIT, &scans->bytes,
                  &unread) != STATUS_OK) {
        issue_note(scans->issue, "%s : %s", name, unread.what);
        return STATUS_OK;
    }
    if (!text_starts(buffer_text(&scans->bytes), "%PDF-")) {
        issue_note(scans->issue, _("%s : ce n'est pas un PDF ; numérisez l'exemplaire de nouveau"),
                   name);
        return STATUS_OK;
    }
    return keep_scan(scans, name, &of, error);
}

Status issue_take_scans(Issue *issue, Registry *registry, Error *error)
{
    Scans scans = {.issue = issue, .registry = registry, .arena = arena_new()};
    scans.folder = path_join(
        scans.arena, config_path(issue->record->config, CONFIG_ENTREES_DOSSIER, scans.arena),
        "signes");
    size_t count;
    const char **names = list_scans(&scans, &count);
    Status status = count ? registry_begin(registry, error) : STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = take(&scans, names[i], error);
    if (count && status == STATUS_OK)
        status = registry_commit(registry, error);
    if (count && status != STATUS_OK)
        registry_rollback(registry);
    free(names);
    buffer_free(&scans.bytes);
    arena_free(scans.arena);
    return status;
}
