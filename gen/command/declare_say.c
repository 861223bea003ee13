/* What `ate declarer` says of a lot. */
#include "base/text.h"
#include "command/console.h"
#include "command/declare.h"
#include "term/value.h"

/* ---- A line ---- */

/* Names and identifiers are of persons and companies: that they changed is enough. */
static bool may_be_said(int field)
{
    FieldType type = declared_field((DeclaredField)field)->type;
    return type == FIELD_DATE || type == FIELD_NUMBER || type == FIELD_CODE;
}

/* " : heures 138.5 → 140, nom": what is not the same, of what the layout writes. */
static void say_changes(const LotPlan *plan, const LotLine *line)
{
    const LayoutRecord *detail = &plan->layout->records[RECORD_DETAIL];
    bool told[DECLARED_COUNT] = {0}, any = false;
    for (size_t i = 0; i < detail->field_count; i++) {
        int source = detail->fields[i].source;
        if (source < 0 || declared_is_of_lot(source) || told[source])
            continue;
        const char *now = line->record.values[source], *then = line->before->values[source];
        if (text_is(now, then))
            continue;
        told[source] = true;
        console_out("%s%s", any ? ", " : _(" : "), declared_field((DeclaredField)source)->name);
        if (may_be_said(source))
            console_out(" %s → %s", *then ? then : _("(vide)"), *now ? now : _("(vide)"));
        any = true;
    }
}

static void say_line(const LotPlan *plan, const LotLine *line)
{
    console_out("%s %s", nature_code(line->nature), row_key(line->row));
    if (line->nature == NATURE_AJOUT)
        console_out(_(" : programme %s, %s h"), line->record.values[DECLARED_PROGRAMME],
                    value_print_number(plan->arena, line->record.hours, message_lang(), 0));
    if (line->nature == NATURE_MODIFICATION)
        say_changes(plan, line);
    if (line->nature == NATURE_ANNULATION)
        console_out("%s", _(" : déclarée, elle n'est plus terminée ni interrompue"));
    if (line->refusal)
        console_out(_(" (refusée au lot %s)"), line->refusal->lot);
    console_out("\n");
}

/* ---- The lot ---- */

static void say_layout_change(const LotPlan *plan)
{
    if (lot_layout_changed(plan) && plan->unchanged)
        console_say(ngettext("Le modèle a changé depuis le lot %s : %zu séquence déjà déclarée et "
                             "inchangée ne l'est pas de nouveau.\n",
                             "Le modèle a changé depuis le lot %s : %zu séquences déjà déclarées et "
                             "inchangées ne le sont pas de nouveau.\n", plan->unchanged),
                    plan->last.number, plan->unchanged);
}

void declare_say(const LotPlan *plan, bool simulated)
{
    for (size_t i = 0; simulated && i < plan->line_count; i++)
        say_line(plan, &plan->lines[i]);
    if (plan->line_count == 0) {
        console_say(_("Rien de nouveau à déclarer : aucun lot n'est écrit.\n"));
    } else {
        console_say(simulated ? _("Le lot %s serait écrit") : _("Lot %s"), plan->lot.number);
        console_say(_(" : ajouts %zu, modifications %zu, annulations %zu.\n"),
                    plan->natures[NATURE_AJOUT], plan->natures[NATURE_MODIFICATION],
                    plan->natures[NATURE_ANNULATION]);
    }
    say_layout_change(plan);
    for (size_t i = 0; i < plan->omission_count; i++) {
        const LotOmission *o = &plan->omissions[i];
        console_say(_("  non déclarée : %s — %s%s\n"), o->sequence, o->reason,
                    console_place(o->place));
    }
}

Status declare_say_lot(const Registry *registry, const Lot *lot, Arena *arena, Error *error)
{
    LotEntry *entries;
    size_t count;
    DateText day;
    Status status = lots_entries(registry, lot->number, arena, &entries, &count, error);
    if (status != STATUS_OK)
        return status;
    console_say(_("Lot %s, du %s, modèle %s : %zu enregistrements, %zu fichiers.\n"), lot->number,
                date_iso(lot->made_on, day), lot->layout, count, lot->file_count);
    if (lot->file_count == 0)
        console_say(_("Ses fichiers nommaient un élève dont le dossier a été détruit : ils l'ont "
                      "été aussi.\n"));
    for (size_t i = 0; i < count; i++)
        console_out("%s %s%s\n", nature_code(entries[i].nature), entries[i].sequence,
                    entries[i].refused ? _(" (refusée)") : "");
    return STATUS_OK;
}
