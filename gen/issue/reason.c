#include "issue/reason.h"

#include "base/map.h"
#include "base/text.h"
#include "issue/retire.h"
#include "issue/source.h"
#include "issue/view.h"
#include "record/wanted.h"

#include <jansson.h>
#include <stdlib.h>

struct Reasons {
    const Issue *issue;
    const Manifest *manifest;
    Arena *arena;
    View view;
    Walk walk;
    Sources *sources;
    Map *terms; /* "SEQ-1" -> TermList of the last revision of its contract */
};

static Status read_terms(Reasons *reasons, Error *error)
{
    TermList *lists;
    size_t count;
    Status status = terms_list(reasons->issue->record->registry, contract_kind, reasons->arena,
                               &lists, &count, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        map_set(reasons->terms, lists[i].key, &lists[i]);
    return status;
}

Status reasons_open(Reasons **opened, const Issue *issue, const Manifest *manifest, Error *error)
{
    Reasons *reasons = memory_resize(NULL, 1, sizeof *reasons);
    *reasons = (Reasons){.issue = issue,
                         .manifest = manifest,
                         .arena = arena_new(),
                         .sources = sources_new(),
                         .terms = map_new()};
    view_open(&reasons->view, issue);
    reasons->walk.reads = &reasons->view.reads;
    *opened = reasons;
    return read_terms(reasons, error);
}

void reasons_close(Reasons *reasons)
{
    if (!reasons)
        return;
    walk_free(&reasons->walk);
    view_close(&reasons->view);
    sources_free(reasons->sources);
    map_free(reasons->terms);
    arena_free(reasons->arena);
    free(reasons);
}

/* --- terms of a contract ------------------------------------------------- */

static const char *last_value(const TermList *last, const char *name)
{
    for (size_t i = 0; i < last->count; i++)
        if (text_is(last->terms[i].name, name))
            return last->terms[i].value;
    return NULL;
}

static Reason changed_terms(const Reasons *reasons, const Document *document)
{
    const Agreement *agreement = &document->kind->agreement;
    const TermList *last = map_get(reasons->terms, document->subject.key);
    Reason reason = {0};
    if (!last)
        return reason;
    TermValue *terms =
        wanted_terms(reasons->issue->record->term, document->subject.row, agreement->names,
                     agreement->count, reasons->arena, &reason.change_count);
    size_t changed = 0;
    for (size_t i = 0; i < reason.change_count; i++) {
        const char *old = last_value(last, terms[i].name);
        if (!old || !text_is(old, terms[i].value))
            terms[changed++] = (TermValue){terms[i].name, terms[i].value, old};
    }
    reason.changes = terms;
    reason.change_count = changed;
    return reason;
}

/* --- rows of another document -------------------------------------------- */

static bool was_listed(const json_t *sources, const char *file, const char *sha256)
{
    for (size_t i = 0; i < json_array_size(sources); i++) {
        const json_t *source = json_array_get(sources, i);
        const char *name = json_string_value(json_object_get(source, "fichier"));
        const char *digest = json_string_value(json_object_get(source, "sha256"));
        if (name && digest && text_is(name, file) && text_is(digest, sha256))
            return true;
    }
    return false;
}

static int by_place(const void *a, const void *b)
{
    const Row *x = *(const Row *const *)a, *y = *(const Row *const *)b;
    if (x->table->id != y->table->id)
        return x->table->id < y->table->id ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static void walk_rows(Reasons *reasons, const Document *document)
{
    Sight sight;
    view_document(&reasons->view, document, reasons->arena, &sight);
    walk_down(&reasons->walk, reads_of(&reasons->view.reads, document->kind), &document->subject,
              sight.model.hidden, sight.model.hidden_context);
    if (reasons->walk.count)
        qsort(reasons->walk.rows, reasons->walk.count, sizeof *reasons->walk.rows, by_place);
}

static Reason changed_rows(Reasons *reasons, const Document *document)
{
    Reason reason = {0};
    const char *line = manifest_line(reasons->manifest, document->path);
    json_t *entry = line ? json_loads(line, 0, NULL) : NULL;
    const json_t *sources = json_object_get(entry, "sources");
    if (!json_is_array(sources))
        goto out;
    walk_rows(reasons, document);
    const Row **rows = arena_array_of(reasons->arena, reasons->walk.count + 1, const Row *);
    for (size_t i = 0; i < reasons->walk.count; i++) {
        const Row *row = reasons->walk.rows[i];
        if (!was_listed(sources, row->table->file, source_sha256(reasons->sources, row)))
            rows[reason.row_count++] = row;
    }
    reason.rows = rows;
out:
    json_decref(entry);
    return reason;
}

Reason reasons_of(Reasons *reasons, const Document *document)
{
    const Amendment *amendment = document->amendment;
    if (document->fate != FATE_REVISED && !(amendment && document->fate == FATE_NEW))
        return (Reason){0};
    if (amendment)
        return (Reason){.changes = amendment->changes, .change_count = amendment->change_count};
    if (document->kind->agreement.count) {
        Reason reason = changed_terms(reasons, document);
        if (reason.change_count)
            return reason;
    }
    return changed_rows(reasons, document);
}
