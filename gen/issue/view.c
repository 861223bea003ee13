#include "issue/view.h"

void view_open(View *view, const Issue *issue)
{
    *view = (View){.issue = issue, .arena = arena_new()};
    reads_open(&view->reads, issue->record, issue->catalogue, view->arena);
    view->faults = faults_new(&view->reads, issue->findings);
}

void view_close(View *view)
{
    faults_free(view->faults);
    arena_free(view->arena);
    *view = (View){0};
}

const Template *document_template(const Document *document)
{
    return document->template->template[document->lang];
}

const char *document_qr(const Document *document, const Record *record, Arena *arena)
{
    return arena_printf(arena, "ATE1|%s|%s|%d|%.16s",
                        config_text(record->config, CONFIG_ETABLISSEMENT_CODE_ORGANISME),
                        document->issued.number, document->issued.revision, document->terms);
}

/* Every name is there from the start, so that a template is read the same way before
 * and after the registry has spoken. */
static const Dict *document_names(const View *view, const Document *document, const Model *model,
                                  Arena *arena)
{
    const Record *record = view->issue->record;
    const Issued *issued = &document->issued;
    Dict *extra = dict_new(arena);
    Dict *names = dict_dict(extra, "document");
    dict_text(names, "titre", document->kind->title[document->lang]);
    dict_text(names, "numero", issued->number);
    dict_number(names, "revision", issued->revision * NUMBER_ONE);
    dict_date(names, "date", issued->revision ? issued->issued_on : DATE_NONE);
    dict_flag(names, "transcription", issued->transcription);
    dict_text(names, "qr", issued->revision ? document_qr(document, record, arena) : "");
    if (issued->previous_revision) {
        Dict *replaced = dict_dict(names, "remplace");
        dict_number(replaced, "revision", issued->previous_revision * NUMBER_ONE);
        dict_date(replaced, "date", issued->previous_issued_on);
    } else {
        dict_text(names, "remplace", "");
    }
    if (document->contract)
        agreement_tell_contract(document->contract, dict_dict(extra, "protocole"));
    const Kind *contract = catalogue_find(view->issue->catalogue, contract_kind);
    if (document->amendment && contract)
        agreement_tell(&contract->agreement, document->contract, document->amendment, model, extra);
    return extra;
}

void view_document(const View *view, const Document *document, Arena *arena, Sight *sight)
{
    const Record *record = view->issue->record;
    model_open(&sight->model, record, arena, document->lang);
    sight->model.extra = document_names(view, document, &sight->model, arena);
    if (scope_leaves_out(document->kind->scope)) {
        sight->sieve =
            (Sieve){view->faults, reads_of(&view->reads, document->kind), document->subject.row};
        sight->model.hidden = sieve_hides;
        sight->model.hidden_context = &sight->sieve;
    }
    sight->root = model_root(&sight->model, &document->subject);
}
