/* protocol: statement 19.3 of the guide: what the tripartite protocol says, when it
 * is signed, the trainees under age and the pay. */
#include "rule/families.h"

#include "base/text.h"
#include "rule/facts.h"
#include "term/value.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void company_signatory(Check *check, const Row *company)
{
    if (row_value(company, ENTREPRISES_REPRESENTANT_TITRE)->state != VALUE_EMPTY)
        return;
    RowSpan all = children(check, T_SEQUENCES, SEQUENCES_ENTREPRISE, company);
    for (size_t i = 0; i < all.count; i++)
        if (sequence_is_matched(check, all.rows[i])) {
            report(check, place_of(check->term, company, ENTREPRISES_REPRESENTANT_TITRE),
                   _("le protocole (%s) doit dire le titre de la personne qui signe pour "
                     "l'entreprise %s"),
                   row_key(all.rows[i]), row_key(company));
            return;
        }
}

void protocol_signatories(Check *check, const Row *row)
{
    (void)row;
    static const int keys[] = {CONFIG_ETABLISSEMENT_SIGNATAIRE_NOM,
                               CONFIG_ETABLISSEMENT_SIGNATAIRE_TITRE};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (text_is_blank(config_text(check->config, keys[i])))
            report(check, place_of_config(check->config, keys[i]),
                   _("le protocole doit nommer la personne qui signe pour l'établissement, avec "
                     "son titre"));
    const Table *companies = &check->term->tables[T_ENTREPRISES];
    for (size_t i = 0; i < companies->row_count; i++)
        company_signatory(check, &companies->rows[i]);
}

void protocol_activities(Check *check, const Row *sequence)
{
    if (!sequence_is_matched(check, sequence) ||
        children(check, T_ACTIVITES, ACTIVITES_SEQUENCE, sequence).count ||
        !children_known(check, T_ACTIVITES))
        return;
    bool mandate = row_has(sequence, SEQUENCES_MANDAT);
    report_as(check, mandate ? SEVERITY_INFO : SEVERITY_WARNING,
              place_of(check->term, sequence, -1), NULL,
              mandate ? _("le protocole de %s a un mandat, mais aucune activité prévue")
                      : _("le protocole de %s n'a aucune activité prévue"),
              row_key(sequence));
}

void protocol_late(Check *check, const Row *sequence)
{
    Date start = row_date(sequence, SEQUENCES_DEBUT), signed_on = record_signed_on(sequence);
    Number wanted;
    if (start == DATE_NONE || signed_on == DATE_NONE || signed_on > start ||
        !sequence_is_matched(check, sequence) ||
        !threshold(check, CONFIG_PROFIL_FP_DELAI_PROTOCOLE_JOURS, &wanted))
        return;
    int days = start - signed_on;
    if (days * (Number)NUMBER_ONE < wanted)
        report(check, place_of(check->term, sequence, SEQUENCES_PROTOCOLE_SIGNE_LE),
               ngettext("signé le %s, %d jour avant le début (%s) ; %s jours sont demandés",
                        "signé le %s, %d jours avant le début (%s) ; %s jours sont demandés",
                        (unsigned long)days),
               say_day(check, signed_on), days, say_day(check, start), say_number(check, wanted));
}

void protocol_after_start(Check *check, const Row *sequence)
{
    Date start = row_date(sequence, SEQUENCES_DEBUT), signed_on = record_signed_on(sequence);
    Place place = place_of(check->term, sequence, SEQUENCES_PROTOCOLE_SIGNE_LE);
    if (start == DATE_NONE || !sequence_is_matched(check, sequence) ||
        row_value(sequence, SEQUENCES_PROTOCOLE_SIGNE_LE)->state == VALUE_BAD)
        return;
    if (signed_on != DATE_NONE && signed_on > start)
        report(check, place, _("le protocole est signé le %s, après le début de la séquence (%s)"),
               say_day(check, signed_on), say_day(check, start));
    else if (signed_on == DATE_NONE && start < check->today)
        report(check, place,
               _("la séquence a commencé le %s, et aucune date de signature n'est notée"),
               say_day(check, start));
}

/* ---- Trainees under age. The birth date is never said. */

void protocol_minor_holder(Check *check, const Row *student)
{
    if (row_value(student, ELEVES_TITULAIRE_NOM)->state != VALUE_EMPTY)
        return;
    RowSpan all = children(check, T_SEQUENCES, SEQUENCES_ELEVE, student);
    for (size_t i = 0; i < all.count; i++)
        if (sequence_is_matched(check, all.rows[i]) && sequence_is_minor(all.rows[i]) == 1) {
            report(check, place_of(check->term, student, ELEVES_TITULAIRE_NOM),
                   _("l'élève a moins de 18 ans au début de %s, et le titulaire de l'autorité "
                     "parentale n'est pas nommé"),
                   row_key(all.rows[i]));
            return;
        }
}

void protocol_minor_age(Check *check, const Row *sequence)
{
    enum { LEAST_AGE = 14 };
    int age = sequence_age(sequence);
    if (age >= 0 && age < LEAST_AGE && sequence_is_live(check, sequence))
        report(check, place_of(check->term, sequence, SEQUENCES_DEBUT),
               _("l'élève n'aura pas 14 ans le premier jour (%s)"),
               say_day(check, row_date(sequence, SEQUENCES_DEBUT)));
}

enum { NIGHT_FROM = 23 * 60, NIGHT_TO = 6 * 60 };

/* A time ("22 h 30", "6:00", "8h") at the start of `text`; its end, NULL when none. */
static const char *read_time(const char *text, int *minutes)
{
    char *after;
    long hour = strtol(text, &after, 10), minute = 0;
    if (after == text || after - text > 2 || hour > 24)
        return NULL;
    const char *p = after + strspn(after, " ");
    if (*p != 'h' && *p != 'H' && *p != ':')
        return NULL;
    p++;
    const char *digits = p + strspn(p, " ");
    if (isdigit((unsigned char)digits[0]) && isdigit((unsigned char)digits[1])) {
        minute = (digits[0] - '0') * 10 + digits[1] - '0';
        p = digits + 2;
    }
    *minutes = (int)(hour * 60 + minute);
    return minute < 60 ? p : NULL;
}

static bool is_night(int from, int to)
{
    if (to == from)
        return false; /* "8 h par jour, 8 h …": not a span */
    return to < from || from < NIGHT_TO || to > NIGHT_FROM;
}

/* "8 h à 16 h", "22:00-6:00": some pair of times that touches 23 h to 6 h. */
static bool timetable_has_night(const char *text)
{
    int from = -1;
    for (const char *p = text; *p;) {
        int minutes;
        bool starts_number =
            isdigit((unsigned char)*p) && (p == text || !isdigit((unsigned char)p[-1]));
        const char *after = starts_number ? read_time(p, &minutes) : NULL;
        if (!after) {
            from = *p == ',' || *p == ';' || *p == '\n' ? -1 : from;
            p++;
            continue;
        }
        if (from >= 0 && is_night(from, minutes))
            return true;
        from = from >= 0 ? -1 : minutes;
        p = after;
    }
    return false;
}

void protocol_minor_night(Check *check, const Row *sequence)
{
    enum { SCHOOL_AGE = 17, OF_AGE = 18 };
    int age = sequence_age(sequence);
    if (age < 0 || age >= OF_AGE || !sequence_is_live(check, sequence))
        return;
    bool shift = row_is(sequence, SEQUENCES_QUART, QUART_NUIT);
    if (!shift && !timetable_has_night(row_text(sequence, SEQUENCES_HORAIRE)))
        return;
    report_as(
        check, age < SCHOOL_AGE ? SEVERITY_WARNING : SEVERITY_INFO,
        place_of(check->term, sequence, shift ? SEQUENCES_QUART : SEQUENCES_HORAIRE), NULL,
        age < SCHOOL_AGE
            ? _("l'élève a moins de 17 ans au début, et l'horaire touche à la nuit (23 h à 6 h)")
            : _("l'élève a 17 ans au début, et l'horaire touche à la nuit (23 h à 6 h)"));
}

/* Some day of the span is in September to June. */
static bool touches_school_year(Date from, Date to)
{
    for (Date day = from; day <= to && day - from <= 62; day++) {
        int month = date_civil(day).month;
        if (month != 7 && month != 8)
            return true;
    }
    return to - from > 62; /* longer than July and August */
}

void protocol_minor_hours(Check *check, const Row *sequence)
{
    enum { SCHOOL_AGE = 17, MOST_HOURS = 17 };
    int age = sequence_age(sequence);
    Date start = row_date(sequence, SEQUENCES_DEBUT), end = sequence_end(sequence);
    Number hours = amount(sequence, SEQUENCES_HEURES_SEMAINE, 0);
    if (age >= 0 && age < SCHOOL_AGE && hours > MOST_HOURS * NUMBER_ONE && end != DATE_NONE &&
        touches_school_year(start, end) && sequence_is_live(check, sequence))
        report(check, place_of(check->term, sequence, SEQUENCES_HEURES_SEMAINE),
               _("l'élève a moins de 17 ans au début et ferait %s h par semaine entre septembre et "
                 "juin, plus de 17"),
               say_number(check, hours));
}

/* ---- Pay. */

/* The first change of the minimum wage after `from`, up to `to`, that `rate` is below. */
static Date next_wage_above(const Check *check, Date from, Date to, Number rate, Number *wage)
{
    Date found = DATE_NONE;
    for (size_t i = 0; i < check->config->pair_count; i++) {
        const ConfigPair *pair = &check->config->pairs[i];
        Date day;
        Number then;
        if (text_is(pair->section, "salaire_minimum") && value_parse_date(pair->key, &day) &&
            day > from && day <= to && (found == DATE_NONE || day < found) &&
            config_minimum_wage(check->config, day, &then) && rate < then) {
            found = day;
            *wage = then;
        }
    }
    return found;
}

void protocol_minimum_wage(Check *check, const Row *sequence)
{
    Number rate = amount(sequence, SEQUENCES_TAUX_HORAIRE, 0), wage;
    Date start = row_date(sequence, SEQUENCES_DEBUT), end = sequence_end(sequence);
    if (!row_yes(sequence, SEQUENCES_REMUNEREE) || rate <= 0 || start == DATE_NONE ||
        !sequence_is_live(check, sequence))
        return;
    Place place = place_of(check->term, sequence, SEQUENCES_TAUX_HORAIRE);
    if (!config_minimum_wage(check->config, start, &wage)) {
        report_unchecked(check, T_SEQUENCES,
                         _("[salaire_minimum] de config.ini ne donne aucun taux au premier jour"),
                         1);
        return;
    }
    if (rate < wage) {
        report(check, place, _("%s $ l'heure est sous le salaire minimum en vigueur le %s : %s $"),
               say_money(check, rate), say_day(check, start), say_money(check, wage));
        return;
    }
    Date change = end == DATE_NONE ? DATE_NONE : next_wage_above(check, start, end, rate, &wage);
    if (change != DATE_NONE)
        report_as(check, SEVERITY_WARNING, place, NULL,
                  _("%s $ l'heure sera sous le salaire minimum à partir du %s : %s $"),
                  say_money(check, rate), say_day(check, change), say_money(check, wage));
}

void protocol_pay_coherent(Check *check, const Row *sequence)
{
    const Value *rate = row_value(sequence, SEQUENCES_TAUX_HORAIRE);
    if (rate->state == VALUE_BAD || !sequence_is_live(check, sequence))
        return;
    bool paid = rate->state == VALUE_GOOD && rate->number > 0;
    Place place = place_of(check->term, sequence, SEQUENCES_TAUX_HORAIRE);
    if (row_yes(sequence, SEQUENCES_REMUNEREE) && !paid)
        report_as(check, SEVERITY_ERROR, place,
                  _("écrivez le taux horaire, ou « non » dans remuneree"),
                  _("la séquence %s est rémunérée, mais sans taux horaire"), row_key(sequence));
    else if (row_no(sequence, SEQUENCES_REMUNEREE) && paid)
        report_as(check, SEVERITY_ERROR, place,
                  _("videz le taux horaire, ou écrivez « oui » dans remuneree"),
                  _("la séquence %s n'est pas rémunérée, mais son taux horaire est de %s $"),
                  row_key(sequence), say_money(check, rate->number));
}

void protocol_pay_absent(Check *check, const Row *sequence)
{
    const Value *pay = config_profile(check->config, CONFIG_PROFIL_FP_REMUNERATION);
    bool wanted = pay && pay->state == VALUE_GOOD && pay->choice == REMUNERATION_OBLIGATOIRE;
    if (wanted && row_no(sequence, SEQUENCES_REMUNEREE) && sequence_is_live(check, sequence))
        report(check, place_of(check->term, sequence, SEQUENCES_REMUNEREE),
               _("la séquence %s n'est pas rémunérée, alors que le profil du réseau demande "
                 "qu'elle le soit"),
               row_key(sequence));
}
