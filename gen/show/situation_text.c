#include "show/situation_part.h"

#include "base/text.h"

#include <string.h>

/* --- words --------------------------------------------------------------- */

static const struct {
    const char *code, *name;
} duties[DUTY_KIND_COUNT] = {
    [DUTY_SIGN] = {"protocole_a_signer", N_("protocole à signer")},
    [DUTY_AMEND] = {"avenant_a_signer", N_("avenant à signer")},
    [DUTY_VISIT] = {"visite", N_("visite")},
    [DUTY_EVALUATE] = {"evaluation", N_("évaluation")},
    [DUTY_CLOSE] = {"sequence_a_clore", N_("séquence à clore")},
    [DUTY_MEET] = {"rencontre_integration", N_("rencontre d'intégration")},
    [DUTY_RECOVER] = {"recuperation", N_("récupération")},
    [DUTY_FORM] = {"formulaire_prescrit", N_("formulaire prescrit")},
    [DUTY_TASK] = {"tache", N_("tâche")},
};

static const char *const signatories[SIGNATORY_COUNT] = {
    [SIGNATORY_STUDENT] = N_("élève"),
    [SIGNATORY_COMPANY] = N_("entreprise"),
    [SIGNATORY_SCHOOL] = N_("établissement"),
    [SIGNATORY_PARENT] = N_("titulaire de l'autorité parentale"),
    [SIGNATORY_ALL] = N_("toutes les parties"),
};

const char *duty_name(DutyKind kind)
{
    return _(duties[kind].name);
}

const char *duty_code(DutyKind kind)
{
    return duties[kind].code;
}

const char *signatory_name(Signatory signatory)
{
    return _(signatories[signatory]);
}

/* --- columns ------------------------------------------------------------- */

/* By characters, not bytes: the words have accents. */
static void add_left(Buffer *out, const char *text, size_t width)
{
    buffer_add_text(out, text);
    for (size_t n = utf8_count(text); n < width; n++)
        buffer_add_char(out, ' ');
}

static void add_right(Buffer *out, const char *text, size_t width)
{
    for (size_t n = utf8_count(text); n < width; n++)
        buffer_add_char(out, ' ');
    buffer_add_text(out, text);
}

/* A figure under its heading; a zero is a dash, so that what counts stands out. */
static void add_figure(Buffer *out, size_t figure, const char *heading)
{
    Buffer text = {0};
    if (figure)
        buffer_add_unsigned(&text, figure);
    else
        buffer_add_text(&text, "–");
    add_right(out, buffer_text(&text), utf8_count(heading) + 2);
    buffer_free(&text);
}

static size_t widest(size_t width, const char *text)
{
    size_t count = utf8_count(text);
    return count > width ? count : width;
}

/* --- what is to do ------------------------------------------------------- */

enum { DUTIES_SHOWN = 40 };

/* The first of those that cannot wait: they are by deadline. */
static size_t shown_count(const SituationView *view)
{
    const Situation *situation = view->situation;
    size_t count = 0;
    while (count < situation->duty_count &&
           (view->all || (count < DUTIES_SHOWN &&
                          duty_is_soon(&situation->duties[count], situation->today))))
        count++;
    return count;
}

typedef struct Widths {
    size_t name, key, sequence, officer;
} Widths;

static const char *key_or_dash(const Row *row)
{
    return row ? row_key(row) : "–";
}

/* Of a duty that is not about its sequence alone. */
static const char *sequence_key(const Duty *duty)
{
    return duty->sequence && !text_is(duty->key, row_key(duty->sequence)) ? row_key(duty->sequence)
                                                                          : "";
}

static Widths widths_of(const Situation *situation, size_t shown)
{
    Widths widths = {0};
    for (size_t i = 0; i < shown; i++) {
        const Duty *duty = &situation->duties[i];
        widths.name = widest(widths.name, duty_name(duty->kind));
        widths.key = widest(widths.key, duty->key);
        widths.sequence = widest(widths.sequence, sequence_key(duty));
        widths.officer = widest(widths.officer, key_or_dash(duty->responsable));
    }
    return widths;
}

static void add_missing(unsigned missing, Buffer *out)
{
    const char *between = _("  il manque : ");
    for (unsigned s = 0; s < SIGNATORY_COUNT; s++)
        if (missing & 1u << s) {
            buffer_printf(out, "%s%s", between, signatory_name((Signatory)s));
            between = ", ";
        }
}

static void add_duty(const Situation *situation, const Duty *duty, const Widths *widths,
                     Buffer *out)
{
    const char *late = _("en retard");
    DateText day;
    buffer_add_text(out, "  ");
    add_left(out, duty->due_on == DATE_NONE ? "–" : date_iso(duty->due_on, day), sizeof day - 1);
    buffer_add_text(out, "  ");
    add_left(out, duty_is_late(duty, situation->today) ? late : "", utf8_count(late));
    buffer_add_text(out, "  ");
    add_left(out, duty_name(duty->kind), widths->name);
    buffer_add_text(out, "  ");
    add_left(out, duty->key, widths->key);
    buffer_add_text(out, "  ");
    add_left(out, sequence_key(duty), widths->sequence);
    buffer_add_text(out, widths->sequence ? "  " : "");
    add_left(out, key_or_dash(duty->responsable), duty->missing ? widths->officer : 0);
    if (duty->missing)
        add_missing(duty->missing, out);
    if (duty->held)
        buffer_add_text(out, _(" (retenu par une erreur)"));
    buffer_add_char(out, '\n');
}

static void add_duties(const SituationView *view, Buffer *out)
{
    const Situation *situation = view->situation;
    size_t shown = shown_count(view), hidden = situation->duty_count - shown;
    const Widths widths = widths_of(situation, shown);
    DateText until;
    if (view->all)
        buffer_add_text(out, _("À faire\n"));
    else
        buffer_printf(out, _("À faire d'ici le %s\n"),
                      date_iso(situation->today + SITUATION_HORIZON, until));
    for (size_t i = 0; i < shown; i++)
        add_duty(situation, &situation->duties[i], &widths, out);
    if (!shown)
        buffer_add_text(out, _("  rien\n"));
    if (hidden)
        buffer_printf(out, ngettext("  et %zu autre ensuite (« --tout » la montre)\n",
                                    "  et %zu autres ensuite (« --tout » les montre)\n", hidden),
                      hidden);
}

/* --- what is held back --------------------------------------------------- */

static void add_holds(const Situation *situation, Buffer *out)
{
    if (situation->hold_count == 0)
        return;
    buffer_add_text(out, _("\nRetenu par des erreurs\n"));
    for (size_t i = 0; i < situation->hold_count; i++) {
        const Hold *hold = &situation->holds[i];
        buffer_printf(out, ngettext("  %s : %zu document", "  %s : %zu documents", hold->count),
                      hold->rule->code, hold->count);
        if (hold->first && hold->first->place.line)
            buffer_printf(out, ", %s:%u", hold->first->place.file, hold->first->place.line);
        buffer_printf(out, "\n    → %s\n", hold->first ? hold->first->fix : _(hold->rule->fix));
    }
}

/* --- tables -------------------------------------------------------------- */

static const char *const kind_headings[] = {
    N_("produits"), N_("à faire"), N_("retenus"), N_("à signer"),
    N_("signés"),   N_("prêts"),   N_("envoyés"), N_("annulés"),
};
enum { KIND_COLUMNS = sizeof kind_headings / sizeof *kind_headings };

static void kind_figures(const KindCount *count, size_t figures[KIND_COLUMNS])
{
    const size_t all[KIND_COLUMNS] = {count->produced,      count->to_make, count->held,
                                      count->to_sign,       count->signed_by_all,
                                      count->ready,         count->sent,    count->cancelled};
    memcpy(figures, all, sizeof all);
}

static bool has_figures(const size_t *figures, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (figures[i])
            return true;
    return false;
}

static void add_row(Buffer *out, const char *name, size_t width, const size_t *figures,
                    const char *const *headings, size_t count)
{
    buffer_add_text(out, "  ");
    add_left(out, name, width);
    for (size_t c = 0; c < count; c++) {
        if (figures)
            add_figure(out, figures[c], _(headings[c]));
        else
            buffer_printf(out, "  %s", _(headings[c]));
    }
    buffer_add_char(out, '\n');
}

static void add_kinds(const Situation *situation, Buffer *out)
{
    size_t width = 0, figures[KIND_COLUMNS], total[KIND_COLUMNS] = {0};
    for (size_t k = 0; k < situation->kind_count; k++)
        width = widest(width, situation->kinds[k].kind->name);
    buffer_add_text(out, _("\nDocuments\n"));
    add_row(out, "", width, NULL, kind_headings, KIND_COLUMNS);
    for (size_t k = 0; k < situation->kind_count; k++) {
        kind_figures(&situation->kinds[k], figures);
        if (!has_figures(figures, KIND_COLUMNS))
            continue;
        add_row(out, situation->kinds[k].kind->name, width, figures, kind_headings, KIND_COLUMNS);
        for (size_t c = 0; c < KIND_COLUMNS; c++)
            total[c] += figures[c];
    }
    add_row(out, _("en tout"), width, total, kind_headings, KIND_COLUMNS);
}

static const char *const officer_headings[] = {
    N_("séquences"), N_("à signer"), N_("en retard"), N_("bientôt"), N_("retenus"),
};
enum { OFFICER_COLUMNS = sizeof officer_headings / sizeof *officer_headings };

static const char *officer_name(const Officer *officer)
{
    return officer->row ? row_key(officer->row) : _("personne");
}

static void add_officers(const Situation *situation, Buffer *out)
{
    size_t width = 0;
    if (situation->officer_count == 0)
        return;
    for (size_t i = 0; i < situation->officer_count; i++)
        width = widest(width, officer_name(&situation->officers[i]));
    buffer_add_text(out, _("\nResponsables\n"));
    add_row(out, "", width, NULL, officer_headings, OFFICER_COLUMNS);
    for (size_t i = 0; i < situation->officer_count; i++) {
        const Officer *officer = &situation->officers[i];
        const size_t figures[OFFICER_COLUMNS] = {officer->sequences, officer->to_sign,
                                                 officer->late, officer->soon, officer->held};
        add_row(out, officer_name(officer), width, figures, officer_headings, OFFICER_COLUMNS);
    }
}

/* --- the whole ----------------------------------------------------------- */

static void add_rest(const SituationView *view, Buffer *out)
{
    const Situation *situation = view->situation;
    DateText day;
    buffer_printf(out, _("\nDéclaration   déclarées : %zu ; pour le prochain lot : %zu"),
                  situation->declared, view->to_declare);
    if (*situation->last_lot)
        buffer_printf(out, _(" ; dernier lot : %s, le %s"), situation->last_lot,
                      date_iso(situation->last_lot_on, day));
    buffer_printf(out, _("\nMessages      prêts : %zu ; envoyés : %zu"),
                  situation->messages_ready, situation->messages_sent);
    if (situation->messages_refused)
        buffer_printf(out, _(" ; refusés : %zu"), situation->messages_refused);
    if (situation->messages_doubtful)
        buffer_printf(out, _(" ; en doute : %zu (« ate envoyer » dit lesquels)"),
                      situation->messages_doubtful);
    buffer_add_char(out, '\n');
}

void show_situation_text(const SituationView *view, Buffer *out)
{
    DateText day;
    buffer_printf(out, _("État au %s\n\n"), date_iso(view->situation->today, day));
    add_duties(view, out);
    add_holds(view->situation, out);
    add_kinds(view->situation, out);
    add_officers(view->situation, out);
    if (view->situation->whole)
        add_rest(view, out);
}
