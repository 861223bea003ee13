/* list: what the run made, told to the manifest. */
#include "issue/retire.h"
#include "issue/view.h"
#include "record/originals.h"

#include <stdlib.h>
#include <string.h>

static const char *const lang_code[LANG_COUNT] = {"fr", "en"};

static int by_place(const void *a, const void *b)
{
    const Row *x = *(const Row *const *)a, *y = *(const Row *const *)b;
    if (x->table->id != y->table->id)
        return x->table->id < y->table->id ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static void list_document(Manifest *manifest, const View *view, Walk *walk,
                          const Document *document, Arena *arena)
{
    Sight sight;
    view_document(view, document, arena, &sight);
    walk_down(walk, reads_of(&view->reads, document->kind), &document->subject, sight.model.hidden,
              sight.model.hidden_context);
    if (walk->count)
        qsort(walk->rows, walk->count, sizeof *walk->rows, by_place);
    const ManifestEntry entry = {
        .path = document->path,
        .kind = document->kind->name,
        .number = document->issued.number,
        .lang = lang_code[document->lang],
        .state = "courant",
        .revision = document->issued.revision,
        .pages = document->pages,
        .recipients = document->kind->recipients,
        .subject = &document->subject,
        .bytes = document->bytes,
        .sha256 = document->sha256,
        .sources = walk->rows,
        .source_count = walk->count,
        .template_path = arena_printf(arena, "templates/%s/%s.md", lang_code[document->lang],
                                      document->template->name),
        .template_sha256 = template_sha256(document_template(document)),
    };
    manifest_set(manifest, &entry);
}

static void list_documents(Manifest *manifest, const Issue *issue)
{
    View view;
    view_open(&view, issue);
    Walk walk = {.reads = &view.reads};
    Arena *arena = arena_new();
    for (size_t i = 0; i < issue->count; i++) {
        const Document *document = &issue->documents[i];
        if (*document->held_by || document->failed || document->lost)
            manifest_keep(manifest, document->path); /* the last good one, if any */
        else
            list_document(manifest, &view, &walk, document, arena);
        arena_reset(arena);
    }
    for (size_t k = 0; k < issue->catalogue->count; k++)
        if (kind_is_blind(&view.reads, issue->findings, &issue->catalogue->kinds[k]))
            manifest_keep_kind(manifest, issue->catalogue->kinds[k].name);
    walk_free(&walk);
    arena_free(arena);
    view_close(&view);
}

typedef struct Register {
    const Record *record;
    Status status;
    Error *error;
} Register;

/* The tables of a new term tell no more of the sequences of the last: what was issued of them, and
 * was not cancelled, is in force all the same. */
static bool is_in_force(void *context, const char *sequence, const char *sha256)
{
    Register *known = context;
    const Record *record = known->record;
    Sha256 digest = "";
    bool in_force = false;
    strncpy(digest, sha256, sizeof digest - 1);
    if (record->registry && !term_find(record->term, T_SEQUENCES, sequence) &&
        known->status == STATUS_OK)
        known->status = originals_in_force(record->registry, digest, &in_force, known->error);
    return in_force;
}

Status manifest_add_documents(Manifest *manifest, const Issue *issue, Error *error)
{
    Register known = {issue->record, STATUS_OK, error};
    list_documents(manifest, issue);
    if (selection_is_whole(&issue->selection))
        manifest_retire(manifest, "documents/", is_in_force, &known);
    return known.status;
}
