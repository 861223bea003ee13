/* make: the pages of what is due. The press is made ready once, here, before any
 * fork; workers fill the templates and set the pages; the parent writes the files,
 * each one whole, unless it is there already with the same bytes. A document that
 * fails is told with it and stops no other. */
#include "base/digest.h"
#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "issue/crew.h"
#include "issue/letters.h"
#include "issue/view.h"

#include <stdlib.h>
#include <string.h>

typedef struct Maker {
    const Issue *issue;
    Compositor *compositor; /* forked with the workers: each has its own */
    View view;
    Arena *arena;    /* of the document under way */
    Document **jobs; /* those that are not held back */
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

static const char *watermark_of(const Document *document)
{
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

/* What a worker sends back: the number of pages, then the PDF. */
static Status set_document(void *context, size_t job, Buffer *made, Error *error)
{
    Maker *maker = context;
    const Document *document = maker->jobs[job];
    arena_reset(maker->arena);
    Sight sight;
    view_document(&maker->view, document, maker->arena, &sight);
    Doc doc = doc_of(document, maker->issue->record->config, maker->arena);
    int pages = 0;
    Buffer pdf = {0};
    Status status = template_doc(document_template(document), &sight.model.source, sight.root,
                                 maker->arena, &doc, error);
    if (status == STATUS_OK)
        status = page_set(maker->compositor, &doc, &pdf, &pages, error);
    if (status == STATUS_OK) {
        buffer_add(made, &pages, sizeof pages);
        buffer_add(made, pdf.data, pdf.length);
    }
    buffer_free(&pdf);
    return status;
}

static void fail(Document *document, const Error *error)
{
    document->failed = true;
    document->error = *error;
    if (!*document->error.place)
        strncpy(document->error.place, document->path, sizeof document->error.place - 1);
}

static void write_document(void *context, size_t job, const Buffer *made, const Error *error)
{
    const Maker *maker = context;
    Document *document = maker->jobs[job];
    if (error->status != STATUS_OK) {
        fail(document, error);
        return;
    }
    const char *pdf = made->data + sizeof document->pages;
    memcpy(&document->pages, made->data, sizeof document->pages);
    document->bytes = made->length - sizeof document->pages;
    sha256_hex(pdf, document->bytes, document->sha256);
    Error failure;
    arena_reset(maker->arena);
    if (file_put(path_join(maker->arena, maker->issue->output, document->path), pdf,
                 document->bytes, &document->written, &failure) != STATUS_OK)
        fail(document, &failure);
}

static void list_jobs(Maker *maker, const Issue *issue)
{
    maker->jobs = arena_array_of(maker->view.arena, issue->count + 1, Document *);
    for (size_t i = 0; i < issue->count; i++)
        if (!*issue->documents[i].held_by)
            maker->jobs[maker->job_count++] = &issue->documents[i];
}

Status issue_make(Issue *issue, Press *press, int workers, Error *error)
{
    Maker maker = {.issue = issue, .arena = arena_new()};
    view_open(&maker.view, issue);
    list_jobs(&maker, issue);
    Status status = STATUS_OK;
    if (maker.job_count) {
        status = letters_want(press, issue, error);
        if (status == STATUS_OK)
            status = press_ready(press, error);
        maker.compositor = compositor_open(press);
        const Crew crew = {.workers = workers,
                           .job_count = maker.job_count,
                           .work = set_document,
                           .receive = write_document,
                           .context = &maker};
        if (status == STATUS_OK)
            status = crew_run(&crew, error);
        compositor_close(maker.compositor);
    }
    view_close(&maker.view);
    arena_free(maker.arena);
    return status;
}
