/* plan: which documents are due, on what terms, under what file name, and which
 * findings hold them back. Nothing is written. */
#include "base/map.h"
#include "base/message.h"
#include "base/text.h"
#include "issue/name.h"
#include "issue/subject.h"
#include "issue/view.h"

#include <string.h>

typedef struct Planner {
    Issue *issue;
    const View *view;
    Map *held;         /* "protocole:SEQ-1" -> codes */
    Arena *scratch;    /* emptied after each subject */
    const Kind *kind;  /* under way */
    Template *pattern; /* of its file names */
    Map *names;        /* taken in its folder */
} Planner;

/* --- what the run was asked for ------------------------------------------ */

bool selection_is_whole(const Selection *selection)
{
    return !selection->kinds && !selection->sequence && !selection->student &&
           !selection->company && !selection->responsable;
}

bool selection_takes(const Selection *selection, const Kind *kind)
{
    if (!selection->kinds)
        return true;
    for (const char *const *name = selection->kinds; *name; name++)
        if (text_is(*name, kind->name))
            return true;
    return false;
}

/* --- one document -------------------------------------------------------- */

static Status file_name(const Planner *planner, const Model *model, Datum root, const char **name,
                        Error *error)
{
    Buffer text = {0};
    Status status =
        template_text(planner->pattern, &model->source, root, ESCAPE_NONE, &text, error);
    if (status == STATUS_OK)
        *name = name_take(planner->names, planner->issue->arena,
                          name_fold(planner->issue->arena, buffer_text(&text)));
    buffer_free(&text);
    return status;
}

static Status choose_template(const Planner *planner, const Model *model, Datum root,
                              Document *document, Error *error)
{
    document->template = kind_template(document->kind, model, root);
    if (document->template) {
        if (!document_template(document))
            document->lang = document->lang == LANG_FR ? LANG_EN : LANG_FR;
        return STATUS_OK;
    }
    if (*document->held_by) /* the value that would choose it cannot be read */
        return STATUS_OK;
    const char *place = arena_printf(planner->scratch, "catalogue.ini:%d", document->kind->line);
    error_set(error, STATUS_USAGE, place, _("aucun modèle de « %s » ne convient à %s"),
              document->kind->name, document->subject.key);
    error_remedy(error, _("ajoutez un « modele » sans condition à ce genre"));
    return STATUS_USAGE;
}

/* The registry's word on a protocol: signed, it stands; signed before the registry knew it, it
 * is a transcription. */
static void judge_contract(const Record *record, Document *document)
{
    const Row *sequence = document->subject.row;
    bool signed_by_all = record_signed_on(sequence) != DATE_NONE;
    const Contract *contract = document->contract = record_contract(record, sequence);
    document->settled = contract && signed_by_all;
    document->issued.transcription = contract ? contract->transcription : signed_by_all;
    if (document->settled)
        document->issued = (Issued){
            .number = contract->number,
            .revision = contract->revision,
            .issued_on = contract->issued_on,
            .previous_revision = contract->previous_revision,
            .previous_issued_on = contract->previous_issued_on,
            .transcription = contract->transcription,
            .terms_sha256 = contract->terms_sha256,
            .sha256 = contract->sha256,
            .pages = contract->pages,
            .rendering_sha256 = "",
        };
}

static Status digest_terms(const Planner *planner, Document *document, Error *error)
{
    Sight sight;
    view_document(planner->view, document, planner->scratch, &sight);
    return template_terms(document_template(document), &sight.model.source, sight.root,
                          document->terms, error);
}

static void keep_document(Issue *issue, const Document *document)
{
    if (issue->count == issue->capacity) {
        size_t capacity = issue->capacity ? 2 * issue->capacity : 256;
        Document *documents = arena_array_of(issue->arena, capacity, Document);
        if (issue->count)
            memcpy(documents, issue->documents, issue->count * sizeof *documents);
        issue->documents = documents;
        issue->capacity = capacity;
    }
    issue->documents[issue->count++] = *document;
}

static const char *held_by(const Planner *planner, const Subject *subject)
{
    const char *label = arena_printf(planner->scratch, "%s:%s", planner->kind->name, subject->key);
    const char *codes = map_get(planner->held, label);
    return codes ? codes : "";
}

/* `document` says already which contract or amendment it is. */
static Status plan_document(Planner *planner, Document *document, Error *error)
{
    const Record *record = planner->issue->record;
    const Subject *subject = &document->subject;
    Sight sight;
    document->lang = kind_lang(planner->kind, record, subject);
    view_document(planner->view, document, planner->scratch, &sight);
    sight.model.hidden = NULL; /* what an error leaves out of a list is due all the same */
    const char *name;
    /* Every subject takes its name, due or not, so that names do not move with time. */
    Status status = file_name(planner, &sight.model, sight.root, &name, error);
    const SubjectKeys keys = subject_keys(subject);
    if (status != STATUS_OK || !keys_are_selected(&keys, &planner->issue->selection))
        return status;
    Truth due = kind_is_due(planner->kind, &sight.model, sight.root);
    document->held_by = held_by(planner, subject);
    if (due == TRUTH_NO || (due == TRUTH_UNKNOWN && !*document->held_by))
        return STATUS_OK;
    document->path =
        arena_printf(planner->issue->arena, "documents/%s/%s", planner->kind->name, name);
    status = choose_template(planner, &sight.model, sight.root, document, error);
    if (status == STATUS_OK && !*document->held_by)
        status = digest_terms(planner, document, error);
    if (document->amendment)
        document->subject.key = document->amendment->key;
    if (status == STATUS_OK)
        keep_document(planner->issue, document);
    return status;
}

static Document new_document(const Planner *planner, const Subject *subject)
{
    return (Document){.kind = planner->kind,
                      .subject = *subject,
                      .held_by = "",
                      .issued = {.number = "",
                                 .issued_on = DATE_NONE,
                                 .terms_sha256 = "",
                                 .rendering_sha256 = "",
                                 .sha256 = ""}};
}

static Status settle_amendment(const Planner *planner, Document *document, Error *error)
{
    bool known = false;
    const Amendment *amendment = document->amendment;
    if (amendment->state != AMENDMENT_SIGNED)
        return STATUS_OK;
    Status status = registry_peek(planner->issue->record->registry, document->kind->name,
                                  amendment->key, &document->issued, &known, error);
    document->settled = known;
    return status;
}

/* The signed amendments of a sequence, and the one that is proposed. */
static Status plan_amendments(Planner *planner, const Subject *subject, Error *error)
{
    const Contract *contract = record_contract(planner->issue->record, subject->row);
    Status status = STATUS_OK;
    for (size_t i = 0; contract && status == STATUS_OK && i < contract->amendment_count; i++) {
        if (contract->amendments[i].state == AMENDMENT_REFUSED)
            continue;
        Document document = new_document(planner, subject);
        document.contract = contract;
        document.amendment = &contract->amendments[i];
        status = settle_amendment(planner, &document, error);
        if (status == STATUS_OK)
            status = plan_document(planner, &document, error);
    }
    return status;
}

static Status plan_subject(Planner *planner, const Subject *subject, Error *error)
{
    const Kind *kind = planner->kind;
    if (kind->scope == SCOPE_SEQUENCE && text_is(kind->name, amendment_kind))
        return plan_amendments(planner, subject, error);
    Document document = new_document(planner, subject);
    if (kind->scope == SCOPE_SEQUENCE && text_is(kind->name, contract_kind))
        judge_contract(planner->issue->record, &document);
    return plan_document(planner, &document, error);
}

static Status plan_kind(Planner *planner, Error *error)
{
    Issue *issue = planner->issue;
    size_t count;
    Subject *subjects = subjects_of(issue->record, planner->kind->scope, issue->arena, &count);
    const char *place = arena_printf(issue->arena, "catalogue.ini:%d", planner->kind->line);
    Status status = template_parse(issue->arena, place, planner->kind->file, NULL, NULL,
                                   &planner->pattern, error);
    planner->names = map_new();
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        status = plan_subject(planner, &subjects[i], error);
        arena_reset(planner->scratch);
    }
    map_free(planner->names);
    return status;
}

Status issue_plan(Issue *issue, Error *error)
{
    View view;
    view_open(&view, issue);
    Planner planner = {.issue = issue,
                       .view = &view,
                       .scratch = arena_new(),
                       .held = findings_holds(issue->findings, issue->arena)};
    Status status = STATUS_OK;
    for (size_t k = 0; status == STATUS_OK && k < issue->catalogue->count; k++) {
        planner.kind = &issue->catalogue->kinds[k];
        if (selection_takes(&issue->selection, planner.kind))
            status = plan_kind(&planner, error);
    }
    map_free(planner.held);
    arena_free(planner.scratch);
    view_close(&view);
    return status;
}
