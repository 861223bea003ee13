#include "post/copies.h"

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "issue/crew.h"
#include "post/attachment.h"
#include "post/seal.h"

#include <string.h>

static const char company_mark[] = "{{entreprise}}";

typedef struct Locksmith {
    Copies *copies;
    const Issue *issue;
    Arena *arena;
    Secret **passwords; /* by copy */
    size_t *jobs;       /* the copies whose password could be had */
    size_t job_count;
    Error failure;      /* the first that stops the run */
} Locksmith;

bool copies_wanted(const Config *config)
{
    return config_has(config, CONFIG_SORTIES_MOT_DE_PASSE_COMMANDE);
}

/* --- passwords ----------------------------------------------------------- */

static char *put_company(Arena *arena, const char *word, const char *company)
{
    Buffer text = {0};
    for (const char *mark; (mark = strstr(word, company_mark)); word = mark + strlen(company_mark)) {
        buffer_add(&text, word, (size_t)(mark - word));
        buffer_add_text(&text, company);
    }
    buffer_add_text(&text, word);
    char *put = arena_string(arena, buffer_text(&text));
    buffer_free(&text);
    return put;
}

/* The mark is put in words already split: an identifier is never read as part of the command. */
static Status ask(const Locksmith *smith, const char *company, Secret *password, Error *error)
{
    const Config *config = smith->issue->record->config;
    char **words;
    Status status = secret_words(
        smith->arena, config_text(config, CONFIG_SORTIES_MOT_DE_PASSE_COMMANDE), &words, error);
    for (size_t i = 0; status == STATUS_OK && words[i]; i++)
        words[i] = put_company(smith->arena, words[i], company);
    if (status == STATUS_OK)
        status = secret_ask(words, config->folder, password, error);
    if (status == STATUS_OK)
        status = seal_settle(password, error);
    if (status != STATUS_OK)
        config_place(config, CONFIG_SORTIES_MOT_DE_PASSE_COMMANDE, error->place);
    return status;
}

static bool has_own_password(const Locksmith *smith)
{
    const char *command = config_text(smith->issue->record->config,
                                      CONFIG_SORTIES_MOT_DE_PASSE_COMMANDE);
    return strstr(command, company_mark) != NULL;
}

/* One password for every company, or one each; copies come company by company. */
static Status ask_all(Locksmith *smith, Arena *kept, Error *error)
{
    bool each = has_own_password(smith);
    for (size_t i = 0; i < smith->copies->count; i++) {
        Copy *copy = &smith->copies->items[i];
        const Row *company = document_company(copy->document);
        bool same = i > 0 && (!each || company == document_company(copy[-1].document));
        smith->passwords[i] = same ? smith->passwords[i - 1] : arena_new_of(smith->arena, Secret);
        if (same)
            copy->fault = copy[-1].fault;
        else if (ask(smith, row_key(company), smith->passwords[i], error) == STATUS_OK)
            copy->fault = NULL;
        else if (each)
            copy->fault = arena_string(kept, error->what);
        else
            return error->status;
        if (!copy->fault)
            smith->jobs[smith->job_count++] = i;
    }
    return STATUS_OK;
}

/* --- copies -------------------------------------------------------------- */

/* Into `sealed`: the copy of the last run when it still serves, else a new one. */
static Status seal(const Locksmith *smith, size_t index, Buffer *pdf, Buffer *sealed, Error *error)
{
    const Copy *copy = &smith->copies->items[index];
    const Document *document = copy->document;
    const char *full = path_join(smith->arena, smith->issue->output, copy->path);
    Status status = attachment_read(smith->issue->output, document->path, document->sha256, pdf,
                                    error);
    if (status != STATUS_OK)
        return status;
    if (file_kind(full) == FILE_REGULAR && file_read(full, UINT32_MAX, sealed, NULL) == STATUS_OK &&
        seal_is_of(sealed, document->sha256, smith->passwords[index]))
        return STATUS_OK;
    Error why;
    if (seal_make(pdf, document->sha256, smith->passwords[index], sealed, &why) != STATUS_OK)
        return error_set(error, STATUS_FINDINGS, "", "%s : %s", document->path, why.what);
    return file_put(full, sealed->data, sealed->length, NULL, error);
}

/* What a worker sends back: the length of the copy and its digest. */
static Status make_copy(void *context, size_t job, Buffer *made, Error *error)
{
    const Locksmith *smith = context;
    Buffer pdf = {0}, sealed = {0};
    Status status = seal(smith, smith->jobs[job], &pdf, &sealed, error);
    if (status == STATUS_OK) {
        Sha256 digest;
        sha256_hex(sealed.data, sealed.length, digest);
        buffer_add(made, &sealed.length, sizeof sealed.length);
        buffer_add(made, digest, sizeof digest);
    }
    buffer_free(&sealed);
    buffer_free(&pdf);
    return status;
}

/* A fault of a copy is its own; what ails the disk or a worker stops the run. */
static void receive_copy(void *context, size_t job, const Buffer *made, const Error *error)
{
    Locksmith *smith = context;
    Copy *copy = &smith->copies->items[smith->jobs[job]];
    if (error->status == STATUS_OK) {
        memcpy(&copy->length, made->data, sizeof copy->length);
        memcpy(copy->sha256, made->data + sizeof copy->length, sizeof copy->sha256);
        return;
    }
    copy->fault = arena_string(smith->issue->arena, error->what);
    if (error->status > STATUS_FINDINGS && smith->failure.status == STATUS_OK)
        smith->failure = *error;
}

static Status make_all(Locksmith *smith, int workers, Error *error)
{
    const Crew crew = {.workers = workers,
                       .job_count = smith->job_count,
                       .work = make_copy,
                       .receive = receive_copy,
                       .context = smith};
    Status status = crew_run(&crew, error);
    if (status == STATUS_OK && smith->failure.status != STATUS_OK) {
        *error = smith->failure;
        status = error->status;
    }
    return status;
}

/* --- all of them --------------------------------------------------------- */

static void list_copies(Copies *copies, const Parcels *parcels, const char *only_company)
{
    size_t most = 0;
    for (size_t i = 0; i < parcels->count; i++)
        most += parcels->items[i].document_count;
    copies->items = arena_array_of(parcels->arena, most + 1, Copy);
    for (size_t i = 0; i < parcels->count; i++) {
        const Parcel *parcel = &parcels->items[i];
        if (only_company && !text_is(row_key(parcel->company), only_company))
            continue;
        for (size_t d = 0; d < parcel->document_count; d++) {
            const Document *document = parcel->documents[d];
            const char *below = strchr(document->path, '/'); /* "documents/KIND/NAME.pdf" */
            Copy *copy = &copies->items[copies->count++];
            *copy = (Copy){.document = document,
                           .path = arena_printf(parcels->arena, "%s%s", COPIES_FOLDER, below + 1)};
            map_put(copies->by_document, document->path, copy);
        }
    }
}

Status copies_make(Copies *copies, const Issue *issue, const Parcels *parcels,
                   const char *only_company, int workers, Error *error)
{
    *copies = (Copies){.wanted = copies_wanted(issue->record->config)};
    if (!copies->wanted)
        return STATUS_OK;
    copies->by_document = map_new();
    list_copies(copies, parcels, only_company);
    Arena *arena = arena_new();
    Locksmith smith = {.copies = copies,
                       .issue = issue,
                       .arena = arena,
                       .passwords = arena_array_of(arena, copies->count + 1, Secret *),
                       .jobs = arena_array_of(arena, copies->count + 1, size_t)};
    Status status = ask_all(&smith, parcels->arena, error);
    if (status == STATUS_OK && smith.job_count)
        status = make_all(&smith, workers, error);
    for (size_t i = 0; i < copies->count && smith.passwords[i]; i++)
        secret_wipe(smith.passwords[i]);
    arena_free(arena);
    return status;
}

const Copy *copies_find(const Copies *copies, const Document *document)
{
    return map_get(copies->by_document, document->path);
}

void copies_free(Copies *copies)
{
    map_free(copies->by_document);
    *copies = (Copies){0};
}
