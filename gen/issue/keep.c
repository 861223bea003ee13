#include "issue/keep.h"

#include "base/file.h"
#include "base/text.h"
#include "issue/letters.h"
#include "issue/rendering.h"
#include "issue/witness.h"
#include "record/messages.h"
#include "record/originals.h"

#include <string.h>

enum { DOCUMENT_LIMIT = 1 << 28 };

typedef struct Keeper {
    Issue *issue;
    const Registry *reads;
    Registry *writes; /* NULL: issue_foresee, that touches nothing */
    Rendering rendering;
    Arena *arena; /* emptied after each document */
    Buffer bytes;
} Keeper;

static Status open_keeper(Keeper *keeper, Issue *issue, Registry *registry, const Press *press,
                          Error *error)
{
    *keeper = (Keeper){.issue = issue,
                       .reads = registry ? registry : issue->record->registry,
                       .writes = registry,
                       .arena = arena_new()};
    return rendering_open(&keeper->rendering, issue, press, error);
}

static void close_keeper(Keeper *keeper)
{
    buffer_free(&keeper->bytes);
    arena_free(keeper->arena);
}

static bool is_signed(const Document *document)
{
    return document->settled || document->issued.transcription;
}

static const char *output_path(const Keeper *keeper, const Document *document)
{
    return path_join(keeper->arena, keeper->issue->output, document->path);
}

/* --- before the pages ---------------------------------------------------- */

/* `document->stamp` is that of its file. */
static void keep(Document *document, const char *sha256)
{
    document->kept = true;
    document->bytes = (size_t)document->stamp.size;
    document->pages = document->issued.pages;
    memcpy(document->sha256, sha256, sizeof(Sha256));
}

/* The file in output/ has that digest: as the last run saw it, else as it reads. */
static bool file_is(Keeper *keeper, Document *document, const char *wanted)
{
    const char *path = output_path(keeper, document);
    Sha256 sha256;
    if (!*wanted)
        return false;
    if (witness_vouches(keeper->issue->witness, document->path, wanted, &document->stamp))
        return true;
    if (!file_stamp(path, &document->stamp) ||
        file_read(path, DOCUMENT_LIMIT, &keeper->bytes, NULL) != STATUS_OK)
        return false;
    sha256_hex(buffer_text(&keeper->bytes), keeper->bytes.length, sha256);
    return text_is(sha256, wanted);
}

/* The original of that digest is there, and is what it was: as the last run saw it, else as it
 * reads. */
static Status check_original(Keeper *keeper, const char *sha256, FileStamp *stamp, bool *sound,
                             Error *error)
{
    const char *name = originals_name(sha256, keeper->arena);
    *sound = witness_vouches(keeper->issue->witness, name, sha256, stamp);
    if (*sound)
        return STATUS_OK;
    bool there = file_stamp(originals_path(keeper->reads, sha256, keeper->arena), stamp);
    Status status = originals_read(keeper->reads, sha256, &keeper->bytes, sound, error);
    if (status == STATUS_OK && there && *sound)
        witness_saw(keeper->issue->witness, name, sha256, stamp);
    return status;
}

/* `*sound` false: it went away since it was checked. */
static Status put_original(Keeper *keeper, Document *document, const char *sha256, bool *sound,
                           Error *error)
{
    Status status = originals_read(keeper->reads, sha256, &keeper->bytes, sound, error);
    if (status != STATUS_OK || !*sound)
        return status;
    status = file_put(output_path(keeper, document), keeper->bytes.data, keeper->bytes.length, NULL,
                      error);
    file_stamp(output_path(keeper, document), &document->stamp);
    return status;
}

/* From the original, whatever stands in output/. */
static Status restore(Keeper *keeper, Document *document, Error *error)
{
    Sha256 sha256;
    FileStamp stamp = {0};
    bool sound = false;
    if (document->kind->original == KEEP_NEVER)
        return STATUS_OK;
    Status status = originals_find(keeper->reads, document->kind->name, document->subject.key,
                                   document->issued.revision, sha256, error);
    if (status != STATUS_OK || *sha256 == '\0')
        return status;
    status = check_original(keeper, sha256, &stamp, &sound, error);
    bool there = status == STATUS_OK && sound && file_is(keeper, document, sha256);
    if (!there)
        document->stamp = stamp;
    if (status == STATUS_OK && sound && !there && keeper->writes)
        status = put_original(keeper, document, sha256, &sound, error);
    if (status != STATUS_OK)
        return status;
    if (sound) {
        keep(document, sha256);
        document->written = !there;
        document->fate = there ? FATE_KEPT : FATE_RESTORED;
        return STATUS_OK;
    }
    issue_note(keeper->issue,
               _("%s %s : l'original gardé (%.12s….pdf) a disparu ou n'est plus ce qu'il "
                 "était ; remettez-le en place depuis vos sauvegardes"),
               document->kind->name, document->subject.key, sha256);
    return STATUS_OK;
}

static void lose(const Keeper *keeper, Document *document)
{
    document->kept = document->lost = true;
    document->fate = FATE_LOST;
    issue_note(keeper->issue,
               _("%s %s : signé, mais le texte de la révision %d n'a pas été gardé et les tables "
                 "ont changé depuis ; l'exemplaire signé fait foi"),
               document->kind->name, document->subject.key, document->issued.revision);
}

/* Why a document is made. */
static Fate fate_of_made(const Document *document, bool same_rendering)
{
    if (document->issued.changed)
        return document->issued.revision > 1 ? FATE_REVISED : FATE_NEW;
    return same_rendering ? FATE_MISSING : FATE_REMADE;
}

static Status recall(Keeper *keeper, Document *document, Error *error)
{
    Status status = restore(keeper, document, error);
    if (status != STATUS_OK || document->kept)
        return status;
    Sha256 rendering;
    rendering_digest(&keeper->rendering, document, rendering);
    bool same = text_is(rendering, document->issued.rendering_sha256) && !keeper->issue->forced;
    document->fate = fate_of_made(document, same);
    if ((same || document->settled) && file_is(keeper, document, document->issued.sha256)) {
        keep(document, document->issued.sha256);
        document->fate = FATE_KEPT;
    } else if (document->settled && !text_is(document->terms, document->issued.terms_sha256)) {
        lose(keeper, document);
    }
    return STATUS_OK;
}

/* The terms of what was signed are those that were issued, whatever a template prints since. */
static void stand(Document *document)
{
    if (document->settled && *document->issued.terms_sha256)
        memcpy(document->terms, document->issued.terms_sha256, sizeof(Sha256));
}

static Status recall_all(Keeper *keeper, Error *error)
{
    const Issue *issue = keeper->issue;
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < issue->count; i++) {
        Document *document = &issue->documents[i];
        if (!*document->held_by) {
            status = recall(keeper, document, error);
            stand(document);
        } else {
            if (document->settled) /* a fault of today unsigns nothing */
                status = restore(keeper, document, error);
            document->fate = FATE_HELD;
        }
        arena_reset(keeper->arena);
    }
    return status;
}

Status issue_recall(Issue *issue, Registry *registry, Press *press, Error *error)
{
    Keeper keeper = {0};
    Status status = letters_want(press, issue, error);
    issue->lettered = status == STATUS_OK;
    if (status == STATUS_OK)
        status = open_keeper(&keeper, issue, registry, press, error);
    if (status == STATUS_OK)
        status = recall_all(&keeper, error);
    close_keeper(&keeper);
    return status;
}

/* What registry_issue would say. */
static Status foresee_number(const Issue *issue, Document *document, Error *error)
{
    bool known, transcription = document->issued.transcription;
    Issued last;
    if (document->settled || *document->held_by)
        return STATUS_OK;
    Status status = registry_peek(issue->record->registry, document->kind->name,
                                  document->subject.key, &last, &known, error);
    document->issued = last;
    document->issued.transcription = transcription || last.transcription;
    if (status != STATUS_OK || text_is(last.terms_sha256, document->terms))
        return status;
    document->issued.changed = true;
    document->issued.revision = last.revision + 1;
    document->issued.issued_on = issue->record->today;
    document->issued.previous_revision = last.revision;
    document->issued.previous_issued_on = last.issued_on;
    document->issued.rendering_sha256 = document->issued.sha256 = "";
    return STATUS_OK;
}

Status issue_foresee(Issue *issue, Press *press, Error *error)
{
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < issue->count; i++)
        status = foresee_number(issue, &issue->documents[i], error);
    return status == STATUS_OK ? issue_recall(issue, NULL, press, error) : status;
}

/* --- after the pages ----------------------------------------------------- */

static Status wants_original(const Keeper *keeper, const Document *document, bool *wanted,
                             Error *error)
{
    *wanted = document->kind->original == KEEP_WHEN_ISSUED ||
              (document->kind->original == KEEP_WHEN_SIGNED && is_signed(document));
    if (*wanted || document->kind->original != KEEP_WHEN_SIGNED)
        return STATUS_OK;
    return messages_carried(keeper->writes, document->sha256, wanted, error);
}

/* As it was just kept. */
static void see_original(const Issue *issue, const Registry *registry, const char *sha256, Arena *arena)
{
    FileStamp stamp;
    if (file_stamp(originals_path(registry, sha256, arena), &stamp))
        witness_saw(issue->witness, originals_name(sha256, arena), sha256, &stamp);
}

/* Unless this revision's are kept already. */
static Status keep_bytes(const Issue *issue, const Document *document, Registry *registry,
                         Buffer *bytes, Arena *arena, Error *error)
{
    const Original original = {.kind = document->kind->name,
                               .key = document->subject.key,
                               .revision = document->issued.revision,
                               .nature = ORIGINAL_ISSUED,
                               .kept_on = issue->record->today};
    Sha256 kept;
    Status status = originals_find(registry, original.kind, original.key, original.revision, kept,
                                   error);
    if (status != STATUS_OK || *kept)
        return status;
    status = file_read(path_join(arena, issue->output, document->path), DOCUMENT_LIMIT, bytes,
                       error);
    if (status == STATUS_OK)
        status = originals_add(registry, &original, bytes->data, bytes->length, NULL, error);
    if (status == STATUS_OK)
        see_original(issue, registry, document->sha256, arena);
    return status;
}

static Status keep_original(Keeper *keeper, const Document *document, Error *error)
{
    bool wanted;
    Status status = wants_original(keeper, document, &wanted, error);
    return status == STATUS_OK && wanted
               ? keep_bytes(keeper->issue, document, keeper->writes, &keeper->bytes, keeper->arena,
                            error)
               : status;
}

Status issue_keep_sent(const Issue *issue, const Document *document, Registry *registry,
                       Error *error)
{
    if (document->kind->original != KEEP_WHEN_SIGNED)
        return STATUS_OK;
    Buffer bytes = {0};
    Arena *arena = arena_new();
    Status status = keep_bytes(issue, document, registry, &bytes, arena, error);
    arena_free(arena);
    buffer_free(&bytes);
    return status;
}

/* What a witness may say of it to the next run. */
static void remember(Keeper *keeper, const Document *document)
{
    witness_saw(keeper->issue->witness, document->path, document->sha256, &document->stamp);
}

static Status consign(Keeper *keeper, const Document *document, Error *error)
{
    Sha256 rendering;
    MadeFile file = {.kind = document->kind->name,
                     .key = document->subject.key,
                     .rendering_sha256 = rendering,
                     .sha256 = document->sha256,
                     .revision = document->issued.revision,
                     .pages = document->pages,
                     .bytes = document->bytes};
    rendering_digest(&keeper->rendering, document, rendering);
    Status status = STATUS_OK;
    if (!document->kept)
        status = registry_made(keeper->writes, &file, error);
    return status == STATUS_OK ? keep_original(keeper, document, error) : status;
}

Status issue_consign(Issue *issue, Registry *registry, const Press *press, Error *error)
{
    Keeper keeper;
    Status status = open_keeper(&keeper, issue, registry, press, error);
    if (status == STATUS_OK)
        status = registry_begin(registry, error);
    for (size_t i = 0; status == STATUS_OK && i < issue->count; i++) {
        const Document *document = &issue->documents[i];
        if (!*document->held_by && !document->failed && !document->lost && *document->sha256)
            status = consign(&keeper, document, error);
        if (status == STATUS_OK && *document->sha256)
            remember(&keeper, document);
        arena_reset(keeper.arena);
    }
    if (status == STATUS_OK)
        status = registry_commit(registry, error);
    if (status != STATUS_OK)
        registry_rollback(registry);
    close_keeper(&keeper);
    return status;
}
