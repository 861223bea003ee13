/* make: the pages of what is due. The press is made ready once, here, before any
 * fork; workers fill the templates, set the pages and write the files, each one
 * whole, unless it is there already with the same bytes; the parent hears what they
 * are and confirms the folders. A document that fails is told with it and stops no
 * other. */
#include "base/digest.h"
#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "issue/crew.h"
#include "issue/letters.h"
#include "issue/view.h"

#include <stdio.h>
#include <string.h>

typedef struct Maker {
    const Issue *issue;
    Compositor *compositor; /* forked with the workers: each has its own */
    View view;
    Arena *arena;    /* of the document under way */
    Document **jobs; /* those that are neither held back nor kept */
    size_t job_count;
} Maker;

static const char *const transcription_mark[LANG_COUNT] = {
    [LANG_FR] = "Transcription — l’original signé fait foi",
    [LANG_EN] = "Transcription — the signed original prevails",
};

static const char *const specimen_mark[LANG_COUNT] = {
    [LANG_FR] = "SPÉCIMEN",
    [LANG_EN] = "SPECIMEN",
};

static const char *const proposal_mark[LANG_COUNT] = {
    [LANG_FR] = "PROPOSITION",
    [LANG_EN] = "PROPOSAL",
};

static const char *watermark_of(const Document *document)
{
    if (document->proposed)
        return proposal_mark[document->lang];
    if (document->specimen)
        return specimen_mark[document->lang];
    return document->issued.transcription ? transcription_mark[document->lang] : NULL;
}

/* The number as the footer gives it: a reader must see which of two copies is newer. */
static const char *footer_number(const Document *document, Arena *arena)
{
    static const char *const revised[LANG_COUNT] = {"%s, révision %d", "%s, revision %d"};
    const Issued *issued = &document->issued;
    if (!*issued->number || issued->revision < 2)
        return issued->number;
    return arena_printf(arena, document->lang == LANG_FR ? revised[LANG_FR] : revised[LANG_EN],
                        issued->number, issued->revision);
}

static Doc doc_of(const Document *document, const Config *config, Arena *arena)
{
    const char *school = config_text(config, CONFIG_ETABLISSEMENT_NOM);
    const char *title = document->kind->title[document->lang];
    return (Doc){
        .lang = document->lang,
        .title = arena_printf(arena, "%s — %s", title, document->subject.key),
        .author = school,
        .number = footer_number(document, arena),
        .footer = arena_printf(arena, "%s — %s", school, title),
        .watermark = watermark_of(document),
    };
}

/* What a worker sends back. */
typedef struct Made {
    int pages;
    size_t bytes;
    Sha256 sha256;
    FileStamp stamp;
    bool written;
} Made;

static Status set_document(Maker *maker, const Document *document, Buffer *pdf, int *pages,
                           Error *error)
{
    Sight sight;
    view_document(&maker->view, document, maker->arena, &sight);
    Doc doc = doc_of(document, maker->issue->record->config, maker->arena);
    Status status = template_doc(document_template(document), &sight.model.source, sight.root,
                                 maker->arena, &doc, error);
    return status == STATUS_OK ? page_set(maker->compositor, &doc, pdf, pages, error) : status;
}

static Status make_document(void *context, size_t job, Buffer *made, Error *error)
{
    Maker *maker = context;
    const Document *document = maker->jobs[job];
    Buffer pdf = {0};
    Made result = {0};
    arena_reset(maker->arena);
    Status status = set_document(maker, document, &pdf, &result.pages, error);
    const char *path = path_join(maker->arena, maker->issue->output, document->path);
    if (status == STATUS_OK)
        status = file_put_among(path, pdf.data, pdf.length, &result.written, error);
    if (status == STATUS_OK) {
        file_stamp(path, &result.stamp);
        result.bytes = pdf.length;
        sha256_hex(pdf.data, pdf.length, result.sha256);
        buffer_add(made, &result, sizeof result);
    }
    buffer_free(&pdf);
    return status;
}

static void fail(const Issue *issue, Document *document, const Error *error)
{
    Error *kept = arena_new_of(issue->arena, Error);
    *kept = *error;
    if (!*kept->place)
        snprintf(kept->place, sizeof kept->place, "%s", document->path);
    document->failed = true;
    document->error = kept;
}

static void receive_document(void *context, size_t job, const Buffer *made, const Error *error)
{
    const Maker *maker = context;
    Document *document = maker->jobs[job];
    if (error->status != STATUS_OK) {
        fail(maker->issue, document, error);
        return;
    }
    Made result;
    memcpy(&result, made->data, sizeof result);
    document->pages = result.pages;
    document->bytes = result.bytes;
    document->written = result.written;
    document->stamp = result.stamp;
    memcpy(document->sha256, result.sha256, sizeof result.sha256);
}

/* Documents come kind by kind, and a kind has its folder. */
static Status settle_folders(const Maker *maker, Error *error)
{
    const Kind *last = NULL;
    for (size_t i = 0; i < maker->job_count; i++) {
        const Document *document = maker->jobs[i];
        if (!document->written || document->kind == last)
            continue;
        arena_reset(maker->arena);
        const char *path = path_join(maker->arena, maker->issue->output, document->path);
        Status status = file_settle(path_folder(maker->arena, path), error);
        if (status != STATUS_OK)
            return status;
        last = document->kind;
    }
    return STATUS_OK;
}

static void list_jobs(Maker *maker, const Issue *issue)
{
    maker->jobs = arena_array_of(maker->view.arena, issue->count + 1, Document *);
    for (size_t i = 0; i < issue->count; i++)
        if (!*issue->documents[i].held_by && !issue->documents[i].kept)
            maker->jobs[maker->job_count++] = &issue->documents[i];
}

Status issue_make(Issue *issue, Press *press, int workers, Error *error)
{
    Maker maker = {.issue = issue, .arena = arena_new()};
    view_open(&maker.view, issue);
    list_jobs(&maker, issue);
    Status status = STATUS_OK;
    if (maker.job_count) {
        if (!issue->lettered)
            status = letters_want(press, issue, error);
        if (status == STATUS_OK)
            status = press_ready(press, error);
        maker.compositor = compositor_open(press);
        const Crew crew = {.workers = workers,
                           .job_count = maker.job_count,
                           .work = make_document,
                           .receive = receive_document,
                           .context = &maker};
        if (status == STATUS_OK)
            status = crew_run(&crew, error);
        if (status == STATUS_OK)
            status = settle_folders(&maker, error);
        compositor_close(maker.compositor);
    }
    view_close(&maker.view);
    arena_free(maker.arena);
    return status;
}
