/* stale: files of earlier runs that this one would not make again. A folder is not read: what
 * the manifest does not know may be the school's own. */
#include "base/file.h"
#include "base/map.h"
#include "base/message.h"
#include "issue/retire.h"

#include <stdlib.h>
#include <string.h>

static int by_path(const void *a, const void *b)
{
    return strcmp(((const StaleFile *)a)->path, ((const StaleFile *)b)->path);
}

/* NULL: the document is as good as this run could make it. */
static const char *reason_of(const Issue *issue, const Document *document)
{
    if (*document->held_by)
        return arena_printf(issue->arena, _("retenu par %s"), document->held_by);
    return document->failed ? _("en échec") : NULL;
}

static void add(Issue *issue, const char *path, const char *reason, bool form)
{
    issue->stale[issue->stale_count++] = (StaleFile){path, reason, form};
}

void issue_find_stale(Issue *issue, const Manifest *manifest)
{
    const char **cancelled;
    size_t count = manifest_cancelled(manifest, "documents/", issue->arena, &cancelled);
    issue->stale = arena_array_of(issue->arena, count + issue->count + 1, StaleFile);
    issue->stale_count = 0;
    Map *due = map_new(); /* again, though an earlier run cancelled it */
    for (size_t i = 0; i < issue->count; i++) {
        Document *document = &issue->documents[i];
        const char *reason = reason_of(issue, document);
        map_put(due, document->path, document);
        if (reason &&
            file_kind(path_join(issue->arena, issue->output, document->path)) == FILE_REGULAR)
            add(issue, document->path, reason, false);
    }
    for (size_t i = 0; i < count; i++)
        if (!map_get(due, cancelled[i]))
            add(issue, cancelled[i], _("n'est plus dû"),
                !manifest_is_recorded(manifest, cancelled[i]));
    map_free(due);
    if (issue->stale_count)
        qsort(issue->stale, issue->stale_count, sizeof *issue->stale, by_path);
}
