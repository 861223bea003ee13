#include "show/recognition.h"

#include "base/message.h"
#include "show/json.h"

/* --- in words ------------------------------------------------------------ */

static const char *piece_name(Piece piece)
{
    static const char *const names[PIECE_COUNT] = {
        [PIECE_NONE] = "",
        [PIECE_DOCUMENT] = N_("document"),
        [PIECE_COPY] = N_("copie protégée"),
        [PIECE_SCAN] = N_("exemplaire signé, numérisé"),
        [PIECE_REPORT] = N_("rapport"),
    };
    return *names[piece] ? _(names[piece]) : "";
}

static const char *altered(AskedBy by)
{
    return by == ASKED_CODE ? _("ce n'est pas ce que cette révision dit : un faux, ou un code mal lu")
                            : _("modifié depuis sa production");
}

static const char *unknown(AskedBy by)
{
    switch (by) {
    case ASKED_NUMBER:
        return _("aucun document ne porte ce numéro");
    case ASKED_CODE:
        return _("ce n'est pas le code d'un de nos documents");
    case ASKED_FILE:
        break;
    }
    return _("ce n'est pas un de nos fichiers, ou il a été modifié");
}

static const char *verdict_name(const Recognition *found)
{
    switch (found->verdict) {
    case VERDICT_CURRENT:
        return found->by == ASKED_NUMBER ? _("en vigueur") : _("de nous, intact, en vigueur");
    case VERDICT_REPLACED:
        return _("de nous, intact, mais remplacé");
    case VERDICT_CANCELLED:
        return _("de nous, mais annulé");
    case VERDICT_ALTERED:
        return altered(found->by);
    case VERDICT_UNKNOWN:
        return unknown(found->by);
    case VERDICT_UNREADABLE:
        break;
    }
    return found->why;
}

static void add_holding(const Recognition *found, Buffer *out)
{
    const Holding *holding = &found->holding;
    DateText issued, standing;
    buffer_printf(out, "  %s", piece_name(found->piece));
    if (!holding->revision) {
        buffer_printf(out, " %s\n", found->path ? found->path : "");
        return;
    }
    buffer_printf(out, " : %s %s", holding->kind, holding->key);
    if (*holding->number)
        buffer_printf(out, _(", numéro %s"), holding->number);
    buffer_printf(out, _(", révision %d du %s"), holding->revision,
                  date_iso(holding->issued_on, issued));
    if (holding->transcription)
        buffer_add_text(out, _(" (transcription : l'original signé fait foi)"));
    if (holding->revision != holding->standing_revision)
        buffer_printf(out, _(" ; celle qui vaut est la révision %d du %s"),
                      holding->standing_revision, date_iso(holding->standing_on, standing));
    buffer_add_char(out, '\n');
}

static void add_remedy(const Recognition *found, Buffer *out)
{
    if (found->nearest)
        buffer_printf(out, _("  → vouliez-vous dire « %s » ?\n"), found->nearest);
    else if (found->by == ASKED_FILE &&
             (found->verdict == VERDICT_UNKNOWN || found->verdict == VERDICT_ALTERED))
        buffer_add_text(out, _("  → s'il porte un code QR, lisez-le et donnez-le : ate verifier "
                               "--code='ATE1|…' ; sinon, son numéro : --numero=\n"));
}

void show_recognition_text(const Recognition *found, Buffer *out)
{
    buffer_printf(out, _("%s : %s\n"), found->asked, verdict_name(found));
    if (found->piece != PIECE_NONE)
        add_holding(found, out);
    add_remedy(found, out);
}

/* --- for programs -------------------------------------------------------- */

static json_t *known_text(const Recognition *found, const char *text)
{
    return json_text(found->holding.revision && *text ? text : NULL);
}

static json_t *known_number(const Recognition *found, int number)
{
    return found->holding.revision ? json_integer(number) : json_null();
}

static json_t *known_day(const Recognition *found, Date day)
{
    DateText text;
    return found->holding.revision ? json_text(date_iso(day, text)) : json_null();
}

static json_t *recognition_json(const Recognition *found)
{
    static const char *const by[] = {
        [ASKED_FILE] = "fichier", [ASKED_NUMBER] = "numero", [ASKED_CODE] = "code"};
    static const char *const verdicts[VERDICT_COUNT] = {
        [VERDICT_CURRENT] = "courant",     [VERDICT_REPLACED] = "remplace",
        [VERDICT_CANCELLED] = "annule",    [VERDICT_ALTERED] = "modifie",
        [VERDICT_UNKNOWN] = "inconnu",     [VERDICT_UNREADABLE] = "illisible",
    };
    static const char *const pieces[PIECE_COUNT] = {
        [PIECE_NONE] = NULL,
        [PIECE_DOCUMENT] = "document",
        [PIECE_COPY] = "copie_protegee",
        [PIECE_SCAN] = "exemplaire_signe",
        [PIECE_REPORT] = "rapport",
    };
    const Holding *holding = &found->holding;
    json_t *made = json_object();
    json_object_set_new(made, "demande", json_text(found->asked));
    json_object_set_new(made, "par", json_text(by[found->by]));
    json_object_set_new(made, "verdict", json_text(verdicts[found->verdict]));
    json_object_set_new(made, "nature", json_text(pieces[found->piece]));
    json_object_set_new(made, "genre", known_text(found, holding->kind));
    json_object_set_new(made, "cle", known_text(found, holding->key));
    json_object_set_new(made, "numero", known_text(found, holding->number));
    json_object_set_new(made, "revision", known_number(found, holding->revision));
    json_object_set_new(made, "emis_le", known_day(found, holding->issued_on));
    json_object_set_new(made, "revision_en_vigueur",
                        known_number(found, holding->standing_revision));
    json_object_set_new(made, "en_vigueur_le", known_day(found, holding->standing_on));
    json_object_set_new(made, "transcription", json_boolean(holding->transcription));
    return made;
}

void show_recognitions_json(const Recognition *found, size_t count, Buffer *out)
{
    buffer_add_text(out, "{\n  \"version\": 1,\n  \"resultats\": [");
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(out, i ? ",\n    " : "\n    ");
        json_add(out, recognition_json(&found[i]), 4);
    }
    buffer_add_text(out, "\n  ]\n}\n");
}
