#include "show/forecast.h"

#include "base/text.h"
#include "record/wanted.h"

#include <string.h>

enum { VALUE_SHOWN = 60, ROWS_SHOWN = 5 };

/* --- why ----------------------------------------------------------------- */

/* One line of a value, shortened; a list is one value a line. */
static void add_value(Buffer *out, const char *value)
{
    const char *end = value + strlen(value);
    if (!*value)
        buffer_add_text(out, _("rien"));
    for (size_t n = 0; value < end && n < VALUE_SHOWN; n++) {
        uint32_t c = utf8_next(&value, end);
        buffer_add_codepoint(out, c == '\n' || c == '\r' ? '/' : c);
    }
    if (value < end)
        buffer_add_text(out, "…");
}

static bool is_personal(const char *term)
{
    TermName name = term_name(term);
    return name.table >= 0 &&
           schema_column(name.table, name.column)->flags & COLUMN_PERSONAL;
}

static void add_changes(Buffer *out, const Reason *reason)
{
    for (size_t i = 0; i < reason->change_count; i++) {
        const TermValue *change = &reason->changes[i];
        buffer_printf(out, "%s%s", i ? ", " : "", change->name);
        if (is_personal(change->name))
            continue;
        buffer_add_text(out, " (");
        if (change->old) {
            add_value(out, change->old);
            buffer_add_text(out, " → ");
        }
        add_value(out, change->value);
        buffer_add_char(out, ')');
    }
}

static void add_rows(Buffer *out, const Reason *reason)
{
    size_t shown = reason->row_count < ROWS_SHOWN ? reason->row_count : ROWS_SHOWN;
    for (size_t i = 0; i < shown; i++)
        buffer_printf(out, "%s%s:%u", i ? ", " : "", reason->rows[i]->table->file,
                      (unsigned)reason->rows[i]->line);
    if (shown < reason->row_count)
        buffer_printf(out,
                      ngettext(" et %zu autre ligne", " et %zu autres lignes",
                               reason->row_count - shown),
                      reason->row_count - shown);
}

static void add_revised(Buffer *out, const Document *document, const Reason *reason)
{
    buffer_printf(out, _("révision %d, parce que "), document->issued.revision);
    if (reason->change_count) {
        buffer_printf(out, ngettext("ce terme change : ", "ces termes changent : ",
                                    reason->change_count));
        add_changes(out, reason);
    } else if (reason->row_count) {
        buffer_add_text(out, _("ces lignes ont changé : "));
        add_rows(out, reason);
    } else {
        buffer_add_text(out, _("ce qu'il dit a changé (modèle, configuration ou ligne retirée)"));
    }
}

static void add_new(Buffer *out, const Document *document, const Reason *reason)
{
    if (document->issued.transcription)
        buffer_add_text(out, _("nouveau : transcription de ce qui a été signé"));
    else if (document->amendment)
        buffer_printf(out, ngettext("nouveau : avenant proposé, %zu changement : ",
                                    "nouveau : avenant proposé, %zu changements : ",
                                    reason->change_count),
                      reason->change_count);
    else
        buffer_add_text(out, _("nouveau : jamais produit"));
    add_changes(out, reason);
}

static void add_remade(Buffer *out, const Issue *issue)
{
    buffer_add_text(out, issue->forced
                             ? _("refait, comme demandé")
                             : _("refait, parce que le modèle, le style, les caractères ou le "
                                 "programme ont changé"));
}

static void add_fate(const Forecast *forecast, const Document *document, Buffer *out)
{
    const Reason reason = reasons_of(forecast->reasons, document);
    switch (document->fate) {
    case FATE_HELD:
        buffer_printf(out, _("retenu par %s"), document->held_by);
        break;
    case FATE_NEW:
        add_new(out, document, &reason);
        break;
    case FATE_REVISED:
        add_revised(out, document, &reason);
        break;
    case FATE_REMADE:
        add_remade(out, forecast->issue);
        break;
    case FATE_MISSING:
        buffer_add_text(out, _("refait, parce que son fichier manque ou n'est plus le même"));
        break;
    case FATE_RESTORED:
        buffer_add_text(out, _("remis tel quel, depuis l'original gardé"));
        break;
    case FATE_KEPT:
        buffer_add_text(out, document->settled ? _("signé, reste tel quel") : _("inchangé"));
        break;
    case FATE_LOST:
        buffer_add_text(out, _("signé, mais introuvable : l'exemplaire signé fait foi"));
        break;
    }
    if (document->issued.cancelled)
        buffer_add_text(out, _(" ; de nouveau en vigueur"));
}

/* --- the whole ----------------------------------------------------------- */

static bool is_shown(const Forecast *forecast, const Document *document)
{
    return forecast->all || document->fate != FATE_KEPT || document->issued.cancelled;
}

static void add_document(const Forecast *forecast, const Document *document, Buffer *out)
{
    buffer_printf(out, "%s %s", document->kind->name, document->subject.key);
    if (*document->issued.number)
        buffer_printf(out, " (%s)", document->issued.number);
    buffer_add_text(out, _(" : "));
    add_fate(forecast, document, out);
    buffer_add_char(out, '\n');
}

static void add_ended(const char *kind, const char *key, const char *why, Buffer *out)
{
    buffer_printf(out, _("%s %s : sera annulé (%s)\n"), kind, key, why);
}

static void add_contract_end(const Row *row, const Contract *contract, Buffer *out)
{
    bool cancelled = row_is(row, SEQUENCES_STATUT, STATUT_SEQUENCE_ANNULEE);
    if (cancelled && !contract->cancelled)
        add_ended(contract_kind, row_key(row), _("la séquence est annulée"), out);
    if (contract->withdrawn)
        add_ended(amendment_kind, contract->withdrawn, _("les tables ne le demandent plus"), out);
}

/* What settle_contracts would put out of force. */
static void add_ends(const Issue *issue, Buffer *out)
{
    const Table *sequences = &issue->record->term->tables[T_SEQUENCES];
    for (size_t i = 0; i < sequences->row_count; i++) {
        const Row *row = &sequences->rows[i];
        const Contract *contract = record_contract(issue->record, row);
        if (contract)
            add_contract_end(row, contract, out);
    }
}

static void add_stale(const Issue *issue, Buffer *out)
{
    for (size_t i = 0; i < issue->stale_count; i++)
        buffer_printf(out, _("%s : d'une production précédente, n'est plus bon (%s)\n"),
                      issue->stale[i].path, issue->stale[i].reason);
}

/* An appointment is in two calendars, that of who visits and that of the company. */
static void add_calendars(const Agenda *agenda, Buffer *out)
{
    size_t calendars = 0, changed = 0;
    for (size_t i = 0; i < agenda->count; i++) {
        calendars += agenda->files[i].changed > 0;
        changed += agenda->files[i].changed;
    }
    if (calendars)
        buffer_printf(out,
                      ngettext("%s : %zu fichier à écrire ; rendez-vous nouveaux, changés ou "
                               "annulés : %zu\n",
                               "%s : %zu fichiers à écrire ; rendez-vous nouveaux, changés ou "
                               "annulés : %zu\n",
                               calendars),
                      agenda_kind, calendars, changed);
}

static void add_count(Buffer *out, size_t count, const char *what, bool *begun)
{
    if (count)
        buffer_printf(out, "%s%zu %s", *begun ? ", " : "", count, what);
    *begun = *begun || count;
}

static void add_summary(const Forecast *forecast, Buffer *out)
{
    static const char *const names[FATE_COUNT] = {
        [FATE_NEW] = N_("à produire"),        [FATE_REVISED] = N_("à réviser"),
        [FATE_REMADE] = N_("à refaire"),      [FATE_MISSING] = N_("à remplacer"),
        [FATE_RESTORED] = N_("à remettre"),   [FATE_HELD] = N_("à libérer"),
        [FATE_KEPT] = N_("sans changement"),  [FATE_LOST] = N_("à retrouver"),
    };
    static const Fate order[] = {FATE_NEW,      FATE_REVISED, FATE_REMADE, FATE_MISSING,
                                 FATE_RESTORED, FATE_HELD,    FATE_LOST,   FATE_KEPT};
    size_t counts[FATE_COUNT] = {0};
    bool begun = false;
    for (size_t i = 0; i < forecast->issue->count; i++)
        counts[forecast->issue->documents[i].fate]++;
    buffer_printf(out, _("En tout : "));
    for (size_t i = 0; i < FATE_COUNT; i++)
        add_count(out, counts[order[i]], _(names[order[i]]), &begun);
    buffer_add_text(out, begun ? ".\n" : _("rien à faire.\n"));
}

void show_forecast(const Forecast *forecast, Buffer *out)
{
    for (size_t i = 0; i < forecast->issue->count; i++)
        if (is_shown(forecast, &forecast->issue->documents[i]))
            add_document(forecast, &forecast->issue->documents[i], out);
    add_ends(forecast->issue, out);
    add_stale(forecast->issue, out);
    add_calendars(forecast->agenda, out);
    add_summary(forecast, out);
}
