#include "archive/cover.h"

#include "base/text.h"

const char cover_template[] = "dossier.md";

enum { MOST_TRIES = 4 };

static const struct {
    const char *title, *footer;
} words[LANG_COUNT] = {
    [LANG_FR] = {"Dossier de l’élève — %s", "%s — Dossier de l’élève"},
    [LANG_EN] = {"Student's dossier — %s", "%s — Student's dossier"},
};

const char *cover_title(const Cover *cover, const Folder *folder, Arena *arena)
{
    return arena_printf(arena, words[cover->lang].title, folder->key);
}

/* --- what the template reads ---------------------------------------------- */

static void put_number(Dict *dict, const char *name, int number)
{
    if (number)
        dict_number(dict, name, (Number)number * NUMBER_ONE);
    else
        dict_text(dict, name, "");
}

/* A flag for each code, one of them true: the template has the words. */
static void put_signatures(const Folders *folders, const Piece *piece, Dict *row)
{
    size_t count;
    const HistorySignature *signatures =
        signatures_of(&folders->history, piece->paper->document, &count);
    bool first = true;
    for (size_t i = 0; i < count; i++) {
        if (piece->scan || signatures[i].revision != piece->paper->revision)
            continue; /* said once, with the document */
        Dict *signature = dict_append(row, "signatures");
        dict_flag(signature, "suite", !first);
        dict_date(signature, "le", signatures[i].signed_on);
        for (int s = 0; s < SIGNATORY_COUNT; s++)
            dict_flag(signature,
                      arena_printf(folders->arena, "par_%s", signatory_code((Signatory)s)),
                      (int)signatures[i].signatory == s);
        first = false;
    }
    dict_flag(row, "signe", !first);
}

static void put_piece(const Folders *folders, const Piece *piece, int page, Dict *row, Arena *arena)
{
    const HistoryPaper *paper = piece->paper;
    dict_text(row, "titre", piece->title);
    dict_date(row, "emis_le", paper->issued_on);
    dict_flag(row, "courant", paper->last && !paper->cancelled);
    dict_flag(row, "remplace", !paper->last);
    dict_flag(row, "annule", paper->cancelled);
    put_number(row, "pages", piece->pages);
    put_number(row, "page", piece->pages ? page : 0);
    dict_text(row, "empreinte", arena_slice(arena, piece->sha256, *piece->sha256 ? 16 : 0));
    put_signatures(folders, piece, row);
}

static void put_event(const Event *event, const Catalogue *catalogue, Lang lang, Dict *row,
                      Arena *arena)
{
    const Kind *kind = catalogue_find(catalogue, event->kind);
    const char *title = kind && kind->title[lang] ? kind->title[lang] : event->kind;
    dict_date(row, "jour", event->day);
    dict_text(row, "document",
              arena_printf(arena, "%s %s", title, *event->number ? event->number : event->key));
    put_number(row, "revision", event->revision);
    for (int n = 0; n < EVENT_NATURE_COUNT; n++)
        dict_flag(row, arena_printf(arena, "est_%s", event_code((EventNature)n)),
                  (int)event->nature == n);
    for (int s = 0; s < SIGNATORY_COUNT; s++)
        dict_flag(row, arena_printf(arena, "par_%s", signatory_code((Signatory)s)),
                  text_is(event->detail, signatory_code((Signatory)s)));
}

static Dict *facts(const Cover *cover, const Folder *folder, const Piece *pieces, size_t count,
                   int own_pages, Arena *arena)
{
    Dict *dict = dict_new(arena);
    dict_date(dict, "conserver_jusqu_au", retention_until(folder->last, cover->retention.years));
    dict_date(dict, "fin_annee", school_year_end(folder->last));
    put_number(dict, "annees", cover->retention.years);
    dict_flag(dict, "plusieurs_annees", cover->retention.years > 1);
    int page = own_pages + 1;
    for (size_t i = 0; i < count; i++) {
        put_piece(cover->folders, &pieces[i], page, dict_append(dict, "pieces"), arena);
        page += pieces[i].pages;
    }
    dict_flag(dict, "a_des_pieces", count > 0);
    for (size_t i = 0; i < folder->event_count; i++)
        put_event(folder->events[i], cover->folders->catalogue, cover->lang,
                  dict_append(dict, "journal"), arena);
    dict_flag(dict, "a_un_journal", folder->event_count > 0);
    return dict;
}

/* --- pages ---------------------------------------------------------------- */

static Status set_once(const Cover *cover, const Folder *folder, const Dict *dict,
                       Compositor *compositor, Arena *arena, Buffer *pdf, int *pages, Error *error)
{
    const char *school = config_text(cover->folders->record->config, CONFIG_ETABLISSEMENT_NOM);
    const Subject subject = {SCOPE_ELEVE, folder->row, folder->key};
    Model model;
    model_open(&model, cover->folders->record, arena, cover->lang);
    model.extra = dict;
    Doc doc = {.lang = cover->lang,
               .title = cover_title(cover, folder, arena),
               .author = school,
               .number = "",
               .footer = arena_printf(arena, words[cover->lang].footer, school)};
    Status status = template_doc(cover->template, &model.source, model_root(&model, &subject),
                                 arena, &doc, error);
    return status == STATUS_OK ? page_set(compositor, &doc, pdf, pages, error) : status;
}

Status cover_set(const Cover *cover, const Folder *folder, const Piece *pieces, size_t count,
                 Compositor *compositor, Arena *arena, Buffer *pdf, int *pages, Error *error)
{
    Status status = STATUS_OK;
    int supposed = 0;
    *pages = 1;
    for (int n = 0; status == STATUS_OK && n < MOST_TRIES && *pages != supposed; n++) {
        supposed = *pages;
        const Dict *dict = facts(cover, folder, pieces, count, supposed, arena);
        status = set_once(cover, folder, dict, compositor, arena, pdf, pages, error);
    }
    return status;
}
