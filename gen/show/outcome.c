#include "show/outcome.h"

#include "base/message.h"

typedef struct Made {
    size_t made, again, kept, held, failed; /* again, kept: of those made */
} Made;

static Made made_of(const Issue *issue, const Kind *kind, OutcomeOf of)
{
    Made m = {0};
    for (size_t i = 0; i < issue->count; i++) {
        const Document *d = &issue->documents[i];
        bool made = !*d->held_by && !d->failed;
        if (d->kind != kind)
            continue;
        m.held += *d->held_by != '\0';
        m.failed += d->failed;
        m.made += made;
        m.kept += d->kept && !d->written;
        m.again += made && !d->kept && !d->written;
    }
    return of == OUTCOME_NOW ? m : (Made){.made = m.made, .kept = m.made, .held = m.held};
}

static void add_kind(const Issue *issue, const Kind *kind, OutcomeOf of, Buffer *out)
{
    Made m = made_of(issue, kind, of);
    if (m.made + m.held + m.failed == 0)
        return;
    buffer_printf(out, ngettext("%s : %zu document", "%s : %zu documents", m.made), kind->name, m.made);
    if (m.again)
        buffer_printf(out, ngettext(" (%zu refait à l'identique)", " (%zu refaits à l'identique)", m.again),
                      m.again);
    if (m.kept)
        buffer_printf(out, _(" (%zu déjà à jour)"), m.kept);
    if (m.held)
        buffer_printf(out, ngettext(", %zu retenu par une erreur", ", %zu retenus par des erreurs", m.held),
                      m.held);
    if (m.failed)
        buffer_printf(out, _(", %zu en échec"), m.failed);
    buffer_add_char(out, '\n');
}

static void add_calendars(const Agenda *agenda, OutcomeOf of, Buffer *out)
{
    size_t made = 0, same = 0, kept = 0;
    for (size_t i = 0; i < agenda->count; i++) {
        kept += agenda->files[i].kept;
        made += !agenda->files[i].kept;
        same += !agenda->files[i].kept && (of == OUTCOME_NEXT || !agenda->files[i].written);
    }
    if (made + kept == 0)
        return;
    buffer_printf(out, ngettext("%s : %zu fichier", "%s : %zu fichiers", made), agenda_kind, made);
    if (same)
        buffer_printf(out, _(" (%zu déjà à jour)"), same);
    if (kept)
        buffer_printf(out,
                      ngettext(", %zu laissé comme il était, faute de pouvoir lire ses données",
                               ", %zu laissés comme ils étaient, faute de pouvoir lire leurs données",
                               kept),
                      kept);
    buffer_add_char(out, '\n');
}

void show_outcome_notes(const Issue *issue, OutcomeOf of, Buffer *out)
{
    bool begun = false;
    for (size_t i = 0; i < issue->note_count; i++) {
        if (issue->notes[i].once && of == OUTCOME_NEXT)
            continue;
        buffer_printf(out, "%s%s\n", begun ? "" : "\n", issue->notes[i].text);
        begun = true;
    }
}

/* It would be printed and signed. The forms whose time is over are many in any term, and only counted. */
static void add_stale(const Issue *issue, Buffer *out)
{
    enum { SHOWN = 5 };
    size_t forms = 0, shown = 0;
    for (size_t i = 0; i < issue->stale_count; i++)
        forms += issue->stale[i].form;
    size_t count = issue->stale_count - forms;
    if (issue->stale_count)
        buffer_add_char(out, '\n');
    if (count)
        buffer_printf(
            out,
            ngettext("%zu document d'une production précédente n'est plus bon :\n",
                     "%zu documents d'une production précédente ne sont plus bons :\n", count),
            count);
    for (size_t i = 0; i < issue->stale_count && shown < SHOWN; i++)
        if (!issue->stale[i].form) {
            buffer_printf(out, "  %s (%s)\n", issue->stale[i].path, issue->stale[i].reason);
            shown++;
        }
    if (shown < count)
        buffer_printf(out,
                      ngettext("  et %zu autre, dans index.html\n", "  et %zu autres, dans index.html\n",
                               count - shown),
                      count - shown);
    if (forms)
        buffer_printf(out,
                      ngettext("%zu document sans numéro (formulaire, horaire, liste) ne sert plus ; "
                               "index.html le nomme\n",
                               "%zu documents sans numéro (formulaires, horaires, listes) ne servent "
                               "plus ; index.html les nomme\n",
                               forms),
                      forms);
}

void show_outcome(const Outcome *outcome, OutcomeOf of, Buffer *out)
{
    const Issue *issue = outcome->issue;
    add_stale(issue, out);
    buffer_add_char(out, '\n');
    for (size_t k = 0; k < issue->catalogue->count; k++)
        add_kind(issue, &issue->catalogue->kinds[k], of, out);
    add_calendars(outcome->agenda, of, out);
}
