/* placement: statements 19.1 and 19.2 of the guide: companies confirmed, criteria,
 * places, matching, and the people that a protocol names. */
#include "rule/families.h"

#include "base/buffer.h"
#include "rule/facts.h"

#include <stdlib.h>

/* The sequences that wait for a company: those already begun are not undone. */
typedef struct Awaiting {
    const Row **rows;
    size_t count;
    const char *names; /* "SEQ-1, SEQ-2 et 3 autres" */
} Awaiting;

/* The second of two rows of one identifier (cle-double): its name has been said. */
static bool is_named_twice(const Check *check, const Row *sequence)
{
    const Row *first = term_find(check->term, T_SEQUENCES, row_key(sequence));
    return first && first != sequence && sequence_is_awaited(check, first) &&
           row_link(first, SEQUENCES_ENTREPRISE) == row_link(sequence, SEQUENCES_ENTREPRISE);
}

static Awaiting awaiting(Check *check, const Row *company)
{
    enum { MOST_NAMED = 3 };
    RowSpan all = children(check, T_SEQUENCES, SEQUENCES_ENTREPRISE, company);
    Awaiting found = {.rows = arena_array_of(check->findings->arena, all.count, const Row *)};
    Buffer names = {0};
    size_t named = 0;
    for (size_t i = 0; i < all.count; i++) {
        if (!sequence_is_awaited(check, all.rows[i]))
            continue;
        if (!is_named_twice(check, all.rows[i]) && named++ < MOST_NAMED)
            buffer_printf(&names, "%s%s", named > 1 ? ", " : "", row_key(all.rows[i]));
        found.rows[found.count++] = all.rows[i];
    }
    if (named > MOST_NAMED)
        buffer_printf(&names, ngettext(" et %zu autre", " et %zu autres", named - MOST_NAMED),
                      named - MOST_NAMED);
    found.names = arena_string(check->scratch, buffer_text(&names));
    buffer_free(&names);
    return found;
}

void placement_confirmed(Check *check, const Row *company)
{
    enum { VALID_MONTHS = 12 };
    int state = row_choice(company, ENTREPRISES_STATUT);
    if (state < 0)
        return;
    Awaiting sequences = awaiting(check, company);
    if (!sequences.count)
        return;
    if (state != STATUT_ENTREPRISE_CONFIRMEE) {
        report(check, place_of(check->term, company, ENTREPRISES_STATUT),
               _("des séquences l'attendent (%s), mais l'entreprise n'est pas confirmée : son "
                 "statut est « %s »"),
               sequences.names, row_text(company, ENTREPRISES_STATUT));
        report_about(check, sequences.rows, sequences.count);
        return;
    }
    Place place = place_of(check->term, company, ENTREPRISES_CONFIRMEE_LE);
    Date confirmed = row_date(company, ENTREPRISES_CONFIRMEE_LE);
    Date start = config_date(check->config, CONFIG_PERIODE_DEBUT);
    if (row_value(company, ENTREPRISES_CONFIRMEE_LE)->state == VALUE_EMPTY) {
        report_as(check, SEVERITY_WARNING, place, _("écrivez la date de la confirmation"),
                  _("l'entreprise est confirmée, mais on ne sait pas depuis quand (%s)"),
                  sequences.names);
        return;
    }
    if (confirmed == DATE_NONE || start == DATE_NONE ||
        confirmed >= date_add_months(start, -VALID_MONTHS))
        return;
    report(check, place,
           _("des séquences l'attendent (%s), mais la confirmation du %s a plus de 12 mois au "
             "début de la période (%s)"),
           sequences.names, say_day(check, confirmed), say_day(check, start));
    report_about(check, sequences.rows, sequences.count);
}

/* A criterion of one programme concerns only the sequences of that programme. */
static bool criterion_applies(const Check *check, const Row *line, const Row *company)
{
    const Row *programme = row_link(row_link(line, CRITERES_ENTREPRISES_CODE), CRITERES_PROGRAMME);
    if (!programme)
        return true;
    RowSpan all = children(check, T_SEQUENCES, SEQUENCES_ENTREPRISE, company);
    for (size_t i = 0; i < all.count; i++)
        if (sequence_is_awaited(check, all.rows[i]) &&
            row_link(row_link(all.rows[i], SEQUENCES_ELEVE), ELEVES_PROGRAMME) == programme)
            return true;
    return false;
}

void placement_criteria(Check *check, const Row *company)
{
    Awaiting sequences = awaiting(check, company);
    if (!sequences.count)
        return;
    if (row_no(company, ENTREPRISES_CRITERES)) {
        report(check, place_of(check->term, company, ENTREPRISES_CRITERES),
               _("des séquences l'attendent (%s), mais l'entreprise ne satisfait pas aux critères"),
               sequences.names);
        report_about(check, sequences.rows, sequences.count);
        return;
    }
    bool known = row_has(company, ENTREPRISES_CRITERES);
    RowSpan lines =
        children(check, T_CRITERES_ENTREPRISES, CRITERES_ENTREPRISES_ENTREPRISE, company);
    for (size_t i = 0; i < lines.count; i++) {
        known = known || row_has(lines.rows[i], CRITERES_ENTREPRISES_SATISFAIT);
        if (row_no(lines.rows[i], CRITERES_ENTREPRISES_SATISFAIT) &&
            criterion_applies(check, lines.rows[i], company)) {
            report(check, place_of(check->term, lines.rows[i], CRITERES_ENTREPRISES_SATISFAIT),
                   _("des séquences attendent l'entreprise %s (%s), mais elle ne satisfait pas au "
                     "critère %s"),
                   row_key(company), sequences.names, row_text(lines.rows[i], CRITERES_ENTREPRISES_CODE));
            report_about(check, sequences.rows, sequences.count);
        }
    }
    if (!known && !term_column_present(check->term, T_ENTREPRISES, ENTREPRISES_CRITERES) &&
        !check->term->tables[T_CRITERES_ENTREPRISES].present)
        report_unchecked(
            check, T_ENTREPRISES,
            _("ni la colonne « criteres » ni criteres_entreprises.csv ne sont dans le dossier"), 1);
    else if (!known)
        report_as(check, SEVERITY_WARNING, place_of(check->term, company, ENTREPRISES_CRITERES),
                  _("écrivez oui ou non après vérification"),
                  _("des séquences l'attendent (%s), mais on ne sait pas si l'entreprise satisfait "
                    "aux critères"),
                  sequences.names);
}

/* ---- Places: trainees on one day. */

typedef struct Presence {
    Date first, last;
    size_t *trainees; /* by day from `first` */
} Presence;

static bool presence_span(const Check *check, RowSpan all, Presence *presence)
{
    presence->first = INT32_MAX;
    presence->last = INT32_MIN;
    Date least = date_of(1990, 1, 1), most = date_of(2100, 12, 31);
    for (size_t i = 0; i < all.count; i++) {
        Date start = row_date(all.rows[i], SEQUENCES_DEBUT), end = sequence_end(all.rows[i]);
        if (!sequence_is_live(check, all.rows[i]) || start < least || end == DATE_NONE ||
            end > most)
            continue;
        presence->first = start < presence->first ? start : presence->first;
        presence->last = end > presence->last ? end : presence->last;
    }
    return presence->first <= presence->last;
}

/* Counts trainees by day; `worked`: on the days they work, else from first to last day. */
static void presence_count(const Check *check, RowSpan all, bool worked, Presence *presence)
{
    enum { LONGEST = 3660 }; /* days: beyond, a date is wrong (sequence-dates) */
    size_t days = (size_t)(presence->last - presence->first) + 1;
    presence->trainees = arena_array_of(check->scratch, days, size_t);
    for (size_t i = 0; i < all.count; i++) {
        Date start = row_date(all.rows[i], SEQUENCES_DEBUT), end = sequence_end(all.rows[i]);
        if (!sequence_is_live(check, all.rows[i]) || start == DATE_NONE || end == DATE_NONE)
            continue;
        for (Date day = start; day <= end && day - start <= LONGEST; day++)
            if (day >= presence->first && day <= presence->last &&
                (!worked || calendar_works(check->term, all.rows[i], day)))
                presence->trainees[day - presence->first]++;
    }
}

/* The first day with more trainees than places; DATE_NONE when there is none. */
static Date first_crowded_day(const Presence *presence, Number places)
{
    for (Date day = presence->first; day <= presence->last; day++)
        if ((Number)presence->trainees[day - presence->first] * NUMBER_ONE > places)
            return day;
    return DATE_NONE;
}

void placement_places(Check *check, const Row *company)
{
    RowSpan all = children(check, T_SEQUENCES, SEQUENCES_ENTREPRISE, company);
    Number places = amount(company, ENTREPRISES_PLACES, -1);
    Presence presence;
    if (places < 0 || (Number)all.count * NUMBER_ONE <= places ||
        !presence_span(check, all, &presence))
        return;
    presence_count(check, all, false, &presence);
    if (first_crowded_day(&presence, places) == DATE_NONE)
        return; /* most companies: no need to ask which days are worked */
    presence_count(check, all, true, &presence);
    Date day = first_crowded_day(&presence, places);
    if (day == DATE_NONE)
        return;
    size_t trainees = presence.trainees[day - presence.first];
    report(check, place_of(check->term, company, ENTREPRISES_PLACES),
           ngettext("%zu stagiaire le %s, alors que les places offertes sont : %s",
                    "%zu stagiaires le %s, alors que les places offertes sont : %s", trainees),
           trainees, say_day(check, day), say_number(check, places));
}

/* ---- The match and the people of a sequence. */

void placement_matching(Check *check, const Row *sequence)
{
    if (sequence_is_matched(check, sequence) &&
        row_value(sequence, SEQUENCES_JUMELAGE)->state == VALUE_EMPTY)
        report(check, place_of(check->term, sequence, SEQUENCES_JUMELAGE),
               _("la séquence %s est jumelée, mais son mode de jumelage n'est pas noté"),
               row_key(sequence));
}

void placement_student(Check *check, const Row *sequence)
{
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    int state = row_choice(student, ELEVES_STATUT);
    Date start = row_date(sequence, SEQUENCES_DEBUT);
    if (state < 0 || state == STATUT_ELEVE_ACTIF || state == STATUT_ELEVE_DIPLOME ||
        start == DATE_NONE || start <= check->today || !sequence_is_live(check, sequence) ||
        sequence_is_ended(check, sequence))
        return;
    report(check, place_of(check->term, sequence, SEQUENCES_ELEVE),
           _("la séquence commence le %s, mais le statut de l'élève %s (%s) est « %s »"),
           say_day(check, start), row_key(student), say_line(check, student),
           row_text(student, ELEVES_STATUT));
}

void placement_supervisor(Check *check, const Row *sequence)
{
    if (sequence_is_matched(check, sequence) &&
        row_value(sequence, SEQUENCES_SUPERVISEUR)->state == VALUE_EMPTY)
        report(check, place_of(check->term, sequence, SEQUENCES_SUPERVISEUR),
               _("la séquence %s est jumelée, mais n'a pas de superviseur en entreprise"),
               row_key(sequence));
}

void placement_supervisor_company(Check *check, const Row *sequence)
{
    const Row *supervisor = row_link(sequence, SEQUENCES_SUPERVISEUR);
    const Row *company = row_link(sequence, SEQUENCES_ENTREPRISE);
    const Row *his = row_link(supervisor, SUPERVISEURS_ENTREPRISE);
    if (!company || !his || his == company || !sequence_is_live(check, sequence))
        return;
    const char *fix = arena_printf(
        check->scratch,
        _("si la séquence se fait chez « %s », écrivez %s dans entreprise ; sinon, nommez un "
          "superviseur de « %s »"),
        row_text(his, ENTREPRISES_NOM), row_key(his), row_text(company, ENTREPRISES_NOM));
    report_as(check, SEVERITY_ERROR, place_of(check->term, sequence, SEQUENCES_SUPERVISEUR), fix,
              _("le superviseur %s travaille pour l'entreprise %s (%s), et la séquence se fait "
                "chez %s"),
              row_key(supervisor), row_key(his), say_line(check, supervisor), row_key(company));
}

void placement_responsable(Check *check, const Row *sequence)
{
    if (sequence_is_matched(check, sequence) &&
        row_value(sequence, SEQUENCES_RESPONSABLE)->state == VALUE_EMPTY)
        report(check, place_of(check->term, sequence, SEQUENCES_RESPONSABLE),
               _("la séquence %s est jumelée, mais personne à l'école n'est responsable de "
                 "l'encadrement"),
               row_key(sequence));
}

void placement_responsable_role(Check *check, const Row *sequence)
{
    const Row *person = row_link(sequence, SEQUENCES_RESPONSABLE);
    int role = row_choice(person, PERSONNEL_ROLE);
    if (role >= 0 && role != ROLE_PERSONNEL_ENCADREMENT && role != ROLE_PERSONNEL_COORDINATION &&
        sequence_is_live(check, sequence))
        report(check, place_of(check->term, sequence, SEQUENCES_RESPONSABLE),
               _("le rôle de %s est « %s » : ni encadrement ni coordination"), row_key(person),
               row_text(person, PERSONNEL_ROLE));
}
