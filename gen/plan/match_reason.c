/* match_reason: why a student has his place, or none; what is still to be seen to. A reason is
 * read by those who decide: it names companies, offers and sequences by their identifiers, and
 * says nothing of a home, since it may end in a log. */
#include "plan/match_part.h"
#include "term/value.h"

#include <stdlib.h>

static const char *day(Arena *arena, Date date)
{
    DateText text;
    return arena_string(arena, date_iso(date, text));
}

static void add_full(Buffer *out, const MatchPlace *place)
{
    buffer_printf(out,
                  ngettext("complète, sa place est prise", "complète, ses %zu places sont prises",
                           place->offered),
                  place->offered);
    enum { SHOWN = 3 };
    for (size_t i = 0; i < place->taker_count && i < SHOWN; i++)
        buffer_printf(out, "%s%s", i ? ", " : " (", row_key(place->takers[i]));
    if (place->taker_count)
        buffer_add_text(out, place->taker_count > SHOWN ? ", …)" : ")");
}

/* A clause about a company, after its name. `place` NULL: none could be told. */
static void add_fault(Buffer *out, const MatchFault *fault, const Row *company,
                      const MatchPlace *place, Arena *arena)
{
    const char *key = fault->row ? row_key(fault->row) : "";
    switch (fault->flaw) {
    case FLAW_NONE:
        break;
    case FLAW_COMPANY_TWICE:
        buffer_add_text(out, _("écrite deux fois dans entreprises.csv"));
        break;
    case FLAW_OFFER_TWICE:
        buffer_printf(out, _("l'offre %s est écrite deux fois"), key);
        break;
    case FLAW_NOT_CONFIRMED:
        buffer_printf(out, _("n'est pas confirmée (statut « %s »)"),
                      row_text(company, ENTREPRISES_STATUT));
        break;
    case FLAW_CONFIRMED_LONG_AGO:
        buffer_printf(out, _("confirmée le %s, plus de 12 mois avant la période"),
                      day(arena, row_date(company, ENTREPRISES_CONFIRMEE_LE)));
        break;
    case FLAW_CRITERIA_FAILED:
        buffer_add_text(out, _("ne satisfait pas aux critères"));
        break;
    case FLAW_CRITERIA_UNKNOWN:
        buffer_add_text(out, _("ses critères n'ont pas été vérifiés"));
        break;
    case FLAW_CRITERION_FAILED:
        buffer_printf(out, _("ne satisfait pas au critère %s"), key);
        break;
    case FLAW_CRITERION_UNKNOWN:
        buffer_printf(out, _("le critère %s n'a pas été vérifié"), key);
        break;
    case FLAW_PLACES_UNKNOWN:
        buffer_add_text(out, _("on ne sait pas combien de places elle offre"));
        break;
    case FLAW_FULL:
        if (place->offered)
            add_full(out, place);
        else
            buffer_add_text(out, _("n'offre aucune place"));
        break;
    case FLAW_OFFER_PAST:
        buffer_printf(out, _("l'offre %s est commencée ou passée"), key);
        break;
    case FLAW_OFFER_DATES:
        buffer_printf(out, _("les dates de l'offre %s sont à corriger"), key);
        break;
    case FLAW_OFFER_OF_ANOTHER:
        buffer_printf(out, _("l'offre %s est d'une autre entreprise"), key);
        break;
    case FLAW_COMPANY_LOST:
        buffer_add_text(out, _("n'est pas dans entreprises.csv"));
        break;
    case FLAW_OFFER_LOST:
        buffer_add_text(out, _("la candidature nomme une offre qui n'est pas dans offres.csv"));
        break;
    case FLAW_PROGRAMME:
        buffer_add_text(out, _("n'offre pas de place dans ce programme"));
        break;
    case FLAW_APART:
        buffer_printf(out, _("ses dates (%s à %s) ne sont pas celles de %s"),
                      day(arena, place->first), day(arena, place->last), key);
        break;
    case FLAW_OVERLAP:
        buffer_printf(out, _("ses dates chevauchent celles de %s"), key);
        break;
    }
}

static const char *wish_name(const MatchWish *wish)
{
    return wish->company ? row_key(wish->company)
           : wish->row   ? row_text(wish->row, CANDIDATURES_ENTREPRISE)
                         : "";
}

static void add_choice(Buffer *out, const MatchStudent *student, size_t i)
{
    if (student->wish_count == 1 && !student->wishes[i].ranked)
        buffer_add_text(out, _("sa seule candidature"));
    else
        buffer_printf(out, i == 0 ? _("%zuer choix") : _("%zue choix"), i + 1);
}

/* Why one of his choices is not the one he has. */
static void add_refusal(Buffer *out, const MatchStudent *student, size_t i, Arena *arena)
{
    const MatchWish *wish = &student->wishes[i];
    add_choice(out, student, i);
    buffer_printf(out, _(", %s : "), wish_name(wish));
    if (wish->fault.flaw)
        add_fault(out, &wish->fault, wish->company, wish->place, arena);
    else if (!wish->counts)
        buffer_add_text(out, wish->place->mode < 0 || wish->place->mode == MODE_JUMELAGE_ASSIGNATION
                                 ? _("l'école assigne ses places, et les donne à d'autres")
                                 : _("l'école n'assigne pas ses places"));
    else
        buffer_printf(
            out,
            ngettext("complète, sa place va à un élève qu'elle classe mieux",
                     "complète, ses %zu places libres vont à des élèves qu'elle classe mieux",
                     wish->place->given),
            wish->place->given);
}

static void add_refusals(Buffer *out, const MatchStudent *student, size_t count, Arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        if (student->place && student->wishes[i].place == student->place)
            continue;
        buffer_add_text(out, out->length ? _(" ; ") : "");
        add_refusal(out, student, i, arena);
    }
}

const char *match_distance_words(int distance)
{
    static const char *const words[DISTANCE_FAR + 1] = {
        N_("3 premiers caractères communs"), N_("2 premiers caractères communs"),
        N_("premier caractère commun"), N_("rien de commun, ou inconnu")};
    return _(words[distance]);
}

static void add_assignment(Buffer *out, const MatchStudent *student)
{
    const MatchPlace *place = student->place;
    buffer_add_text(out, _("assignation"));
    for (size_t i = 0; i < student->wish_count; i++)
        if (student->wishes[i].place == place)
            buffer_add_text(out, _(", il y a posé sa candidature"));
    if (row_link(student->sequence, SEQUENCES_ENTREPRISE) == place->company)
        buffer_add_text(out, _(", sa séquence prévue la nomme"));
    if (match_stay(student, place->company))
        buffer_add_text(out, _(", il y a déjà été"));
    for (size_t i = 0; i < place->programme_count; i++)
        if (place->programmes[i].programme == student->programme && place->programmes[i].unverified)
            buffer_printf(out,
                          ngettext(", %zu critère non vérifié un à un",
                                   ", %zu critères non vérifiés un à un",
                                   place->programmes[i].unverified),
                          place->programmes[i].unverified);
}

static void add_state(Buffer *out, const MatchStudent *student)
{
    switch (student->state) {
    case MATCH_SEEKS:
        break;
    case MATCH_PLACED_ALREADY:
        buffer_printf(out, _("a déjà la séquence %s (%s)"), row_key(student->other),
                      row_text(student->other, SEQUENCES_STATUT));
        break;
    case MATCH_PATH_COMPLETE:
        buffer_add_text(out, _("son parcours a déjà toutes ses séquences"));
        break;
    case MATCH_NOT_ACTIVE:
        buffer_printf(out, _("n'est pas actif (statut « %s »)"),
                      row_text(student->student, ELEVES_STATUT));
        break;
    case MATCH_STUDENT_TWICE:
        buffer_add_text(out, _("sa fiche est écrite deux fois dans eleves.csv"));
        break;
    case MATCH_SEQUENCE_TWICE:
        buffer_printf(out, _("la séquence %s est écrite deux fois"), row_key(student->sequence));
        break;
    case MATCH_DATES:
        buffer_printf(out, _("les dates de la séquence %s sont à corriger"),
                      row_key(student->sequence));
        break;
    }
}

const char *match_reason(const MatchStudent *student, Arena *arena)
{
    Buffer out = {0};
    add_state(&out, student);
    if (student->place && student->wish) {
        size_t choice = (size_t)(student->wish - student->wishes);
        add_choice(&out, student, choice);
        if (student->wish->direct)
            buffer_add_text(&out, _(", trouvé par l'élève"));
        add_refusals(&out, student, choice, arena);
    } else if (student->place) {
        add_assignment(&out, student);
        add_refusals(&out, student, student->wish_count, arena);
    } else if (student->state == MATCH_SEEKS) {
        add_refusals(&out, student, student->wish_count, arena);
        buffer_add_text(&out, out.length ? _(" ; ") : _("aucune candidature ; "));
        if (!student->assignable)
            buffer_printf(&out, _("pas d'assignation : sa séquence dit « %s »"),
                          row_text(student->sequence, SEQUENCES_JUMELAGE));
        else
            buffer_add_text(
                &out, student->reachable
                          ? _("assignation : les places possibles sont toutes données")
                          : _("assignation : aucune place libre pour ce programme et ces dates"));
    }
    char *text = arena_string(arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}

/* ---- What the user has still to see to. */

static void add_remark(Buffer *out, const char *text)
{
    buffer_printf(out, "%s%s", out->length ? _(" ; ") : "", text);
}

static void remark_missing(Buffer *out, const Matching *matching, const MatchStudent *student,
                           Arena *arena)
{
    const TableSchema *table = schema_table(T_SEQUENCES);
    Buffer names = {0};
    for (size_t c = 0; c < table->column_count; c++)
        if (table->columns[c].flags & (COLUMN_REQUIRED | COLUMN_KEY) &&
            !*match_value(matching, student, (int)c, arena))
            buffer_printf(&names, "%s%s", names.length ? ", " : "", table->columns[c].name);
    if (!*match_value(matching, student, SEQUENCES_SUPERVISEUR, arena))
        buffer_printf(&names, "%s%s", names.length ? ", " : "",
                      table->columns[SEQUENCES_SUPERVISEUR].name);
    if (names.length)
        add_remark(out, arena_printf(arena, _("à remplir : %s"), buffer_text(&names)));
    buffer_free(&names);
}

const char *match_remark(const Matching *matching, const MatchStudent *student, Arena *arena)
{
    Buffer out = {0};
    const MatchPlace *place = student->place;
    const Row *planned = row_link(student->sequence, SEQUENCES_ENTREPRISE);
    if (!place)
        return "";
    if (planned && planned != place->company)
        add_remark(&out, arena_printf(arena,
                                      _("la séquence prévue nommait %s : ce qui la "
                                        "concernait est effacé"),
                                      row_key(planned)));
    if (place->offer && student->sequence &&
        (student->first < place->first || student->last > place->last))
        add_remark(&out, arena_printf(arena, _("l'offre va du %s au %s : à accorder"),
                                      day(arena, place->first), day(arena, place->last)));
    if (row_date(place->company, ENTREPRISES_CONFIRMEE_LE) == DATE_NONE)
        add_remark(&out, _("la confirmation de l'entreprise n'est pas datée"));
    if (!row_has(student->student, ELEVES_CONSENTEMENT_LE) && student->wish)
        add_remark(&out, _("consentement non recueilli"));
    remark_missing(&out, matching, student, arena);
    char *text = arena_string(arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}

/* Offers prevail over entreprises.places; where they give more than it says, it is told. */
const char *match_place_remark(const MatchPlace *place, Arena *arena)
{
    Buffer out = {0};
    MatchFault fault = place->fault;
    if (place->programme_count == 1 && place->programmes->fault.flaw)
        fault = place->programmes->fault;
    if (fault.flaw)
        add_fault(&out, &fault, place->company, place, arena);
    else if (!place->programme_count)
        buffer_add_text(&out, _("ses programmes ne sont pas connus : ni offre, ni séquence, ni "
                                "critère ne les dit"));
    else if (place->offered == place->taken + place->given)
        buffer_add_text(&out, _("complète avec ces propositions"));
    Number says = row_number(place->company, ENTREPRISES_PLACES, -1);
    if (place->offer && says >= 0 && place->given &&
        (Number)(place->taken + place->given) * NUMBER_ONE > says)
        add_remark(&out, arena_printf(arena, _("places dans entreprises.csv : %s"),
                                      value_print_number(arena, says, message_lang(), 0)));
    char *text = arena_string(arena, buffer_text(&out));
    buffer_free(&out);
    return text;
}
