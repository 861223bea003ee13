/* return: statements 21.1 and 21.2 of the guide: back at school, the integration
 * meeting, what was not done and the gaps to make up. */
#include "rule/families.h"

#include "rule/facts.h"
#include "rule/path.h"

/* ---- School days. */

/* More than `count` days of school lie after `from`, up to `to`. Days of school: Monday to
 * Friday, but for holidays and what the calendar closes. */
static bool school_days_exceed(const Check *check, Date from, Date to, Number count)
{
    bool easter_monday = config_choice(check->config, CONFIG_VISITES_PAQUES) == PAQUES_LUNDI;
    Number seen = 0;
    for (Date day = from + 1; day <= to && seen <= count; day++)
        if (date_weekday(day) <= FRIDAY &&
            !holiday_name(day, easter_monday, false, message_lang()) &&
            !calendar_school_closure(check->term, day))
            seen += NUMBER_ONE;
    return seen > count;
}

/* Classes begin again: retour_le, else the next `reprise` after the end; DATE_NONE: unknown. */
static Date next_return(const Check *check, Date end)
{
    const Table *calendar = &check->term->tables[T_CALENDRIER];
    Date found = DATE_NONE;
    for (size_t i = 0; i < calendar->row_count; i++) {
        const Row *row = &calendar->rows[i];
        Date day = row_date(row, CALENDRIER_DATE);
        if (row_is(row, CALENDRIER_TYPE, TYPE_CALENDRIER_REPRISE) && day != DATE_NONE &&
            day > end && !row_is(row, CALENDRIER_PORTEE, PORTEE_ENTREPRISE) &&
            (found == DATE_NONE || day < found))
            found = day;
    }
    return found;
}

static Date return_of(Check *check, const Row *sequence)
{
    Date told = row_date(sequence, SEQUENCES_RETOUR_LE), end = sequence_end(sequence);
    if (told != DATE_NONE || end == DATE_NONE)
        return told;
    Date found = next_return(check, end);
    if (found == DATE_NONE)
        report_unchecked(
            check, T_SEQUENCES,
            _("ni retour_le ni une « reprise » du calendrier ne disent quand les cours reprennent"),
            1);
    return found;
}

static Number integration_days(const Check *check)
{
    Number days;
    return threshold(check, CONFIG_PROFIL_FP_INTEGRATION_JOURS, &days) ? days : 10 * NUMBER_ONE;
}

/* ---- Integration meetings. */

typedef struct Meetings {
    size_t held;
    const Row *last;        /* held, whenever */
    const Row *first_after; /* the first held on the last day or after it */
} Meetings;

static Meetings meetings_of(const Check *check, const Row *sequence)
{
    Meetings made = {0};
    Date end = sequence_end(sequence);
    RowSpan all = children(check, T_INTEGRATIONS, INTEGRATIONS_SEQUENCE, sequence);
    for (size_t i = 0; i < all.count; i++) {
        const Row *meeting = all.rows[i];
        Date day = row_date(meeting, INTEGRATIONS_DATE);
        if (!record_is_held(check->record, meeting))
            continue;
        made.held++;
        if (!made.last || day > row_date(made.last, INTEGRATIONS_DATE))
            made.last = meeting;
        if (day >= end &&
            (!made.first_after || day < row_date(made.first_after, INTEGRATIONS_DATE)))
            made.first_after = meeting;
    }
    return made;
}

/* A meeting is expected after it: ended, not carried on by another, its student still here. */
static bool expects_meeting(const Check *check, const Row *sequence)
{
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    return sequence_is_ended(check, sequence) && sequence_end(sequence) != DATE_NONE &&
           !sequence_is_replaced(check, sequence) &&
           !row_is(student, ELEVES_STATUT, STATUT_ELEVE_ABANDON);
}

/* An interrupted sequence may be carried on by one that could not be read. */
static bool end_is_known(Check *check, const Row *sequence)
{
    return !row_is(sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_INTERROMPUE) ||
           children_known(check, T_SEQUENCES);
}

void return_meeting_absent(Check *check, const Row *sequence)
{
    if (!expects_meeting(check, sequence) || meetings_of(check, sequence).held ||
        !children_known(check, T_INTEGRATIONS) || !end_is_known(check, sequence))
        return;
    Date back = return_of(check, sequence);
    Number days = integration_days(check);
    if (back != DATE_NONE && school_days_exceed(check, back, check->today, days))
        report(check, place_of(check->term, sequence, -1),
               _("retour en classe le %s : plus de %s jours de classe ont passé, et aucune "
                 "rencontre d'intégration n'est tenue pour %s"),
               say_day(check, back), say_number(check, days), row_key(sequence));
}

void return_meeting_early(Check *check, const Row *sequence)
{
    if (!sequence_is_ended(check, sequence) || sequence_end(sequence) == DATE_NONE)
        return;
    Meetings made = meetings_of(check, sequence);
    if (made.held && !made.first_after && children_known(check, T_INTEGRATIONS))
        report(check, place_of(check->term, made.last, INTEGRATIONS_DATE),
               _("la rencontre d'intégration est du %s, avant la fin de %s (%s)"),
               say_day(check, row_date(made.last, INTEGRATIONS_DATE)), row_key(sequence),
               say_day(check, sequence_end(sequence)));
}

void return_meeting_late(Check *check, const Row *sequence)
{
    if (!expects_meeting(check, sequence))
        return;
    const Row *first = meetings_of(check, sequence).first_after;
    if (!first || !children_known(check, T_INTEGRATIONS))
        return;
    Date back = return_of(check, sequence), held = row_date(first, INTEGRATIONS_DATE);
    Number days = integration_days(check);
    if (back != DATE_NONE && school_days_exceed(check, back, held, days))
        report(check, place_of(check->term, first, INTEGRATIONS_DATE),
               _("première rencontre le %s, plus de %s jours de classe après le retour du %s"),
               say_day(check, held), say_number(check, days), say_day(check, back));
}

/* ---- The last return of a student's path. */

static const Row *last_sequence(Check *check, const Row *student)
{
    Path path = path_of(check, student);
    const Step *last = NULL;
    if (path.count && !path.readable) {
        report_unread(check, T_SEQUENCES);
        return NULL;
    }
    for (size_t i = 0; i < path.count; i++)
        if (path.steps[i].row && path.steps[i].counts && (!last || path.steps[i].end > last->end))
            last = &path.steps[i];
    return last && last->end != DATE_NONE ? last->row : NULL;
}

static void judge_return(Check *check, const Row *student, const Row *last)
{
    Date back = row_date(last, SEQUENCES_RETOUR_LE), end = sequence_end(last);
    Number least, hours = amount(student, ELEVES_RETOUR_HEURES, -1);
    Place place = place_of(check->term, last, SEQUENCES_RETOUR_LE);
    if (row_value(last, SEQUENCES_RETOUR_LE)->state == VALUE_EMPTY)
        report(check, place,
               _("l'élève %s est diplômé, et son retour en classe après %s n'est pas noté"),
               row_key(student), row_key(last));
    else if (back != DATE_NONE && back <= end)
        report(check, place, _("le retour en classe, le %s, n'est pas après la fin de %s (%s)"),
               say_day(check, back), row_key(last), say_day(check, end));
    if (hours >= 0 && threshold(check, CONFIG_PROFIL_FP_RETOUR_MIN, &least) && hours < least)
        report(check, place_of(check->term, student, ELEVES_RETOUR_HEURES),
               _("%s h de formation après la dernière séquence ; le profil en demande au moins %s"),
               say_number(check, hours), say_number(check, least));
}

void return_absent(Check *check, const Row *student)
{
    const Row *last = last_sequence(check, student);
    if (!last)
        return;
    if (row_is(student, ELEVES_STATUT, STATUT_ELEVE_DIPLOME)) {
        judge_return(check, student, last);
        return;
    }
    if (!row_is(student, ELEVES_STATUT, STATUT_ELEVE_ACTIF) || !sequence_is_ended(check, last) ||
        row_value(last, SEQUENCES_RETOUR_LE)->state != VALUE_EMPTY)
        return;
    Date back = return_of(check, last);
    if (back != DATE_NONE && school_days_exceed(check, back, check->today, integration_days(check)))
        report_as(
            check, SEVERITY_WARNING, place_of(check->term, last, SEQUENCES_RETOUR_LE), NULL,
            _("les cours ont repris le %s, et le retour en classe de l'élève %s n'est pas noté"),
            say_day(check, back), row_key(student));
}

/* ---- Activities and gaps. */

static bool activity_is_missed(const Row *activity)
{
    return row_is(activity, ACTIVITES_REALISEE, REALISEE_NON) ||
           row_is(activity, ACTIVITES_REALISEE, REALISEE_PARTIELLE);
}

void return_activity(Check *check, const Row *activity)
{
    const Row *sequence = row_link(activity, ACTIVITES_SEQUENCE);
    if (sequence && sequence_is_ended(check, sequence) && activity_is_missed(activity))
        report(check, place_of(check->term, activity, ACTIVITES_REALISEE),
               _("l'activité %s de %s n'est pas réalisée en entier, et la séquence est finie"),
               row_text(activity, ACTIVITES_NUMERO), row_key(sequence));
}

static Place what_was_missed(const Check *check, const Row *sequence)
{
    RowSpan evaluations = children(check, T_EVALUATIONS, EVALUATIONS_SEQUENCE, sequence);
    for (size_t i = 0; i < evaluations.count; i++)
        if (row_is(evaluations.rows[i], EVALUATIONS_RESULTAT, RESULTAT_PARTIEL) ||
            row_is(evaluations.rows[i], EVALUATIONS_RESULTAT, RESULTAT_NON_ATTEINT))
            return place_of(check->term, evaluations.rows[i], EVALUATIONS_RESULTAT);
    RowSpan activities = children(check, T_ACTIVITES, ACTIVITES_SEQUENCE, sequence);
    for (size_t i = 0; sequence_is_ended(check, sequence) && i < activities.count; i++)
        if (activity_is_missed(activities.rows[i]))
            return place_of(check->term, activities.rows[i], ACTIVITES_REALISEE);
    return (Place){0};
}

void return_gap_unwritten(Check *check, const Row *sequence)
{
    if (!sequence_is_live(check, sequence) ||
        children(check, T_LACUNES, LACUNES_SEQUENCE, sequence).count)
        return;
    Place place = what_was_missed(check, sequence);
    if (place.file && children_known(check, T_LACUNES))
        report(check, place,
               _("« %s » pour %s, et aucune lacune n'est consignée pour cette séquence"),
               place.value, row_key(sequence));
}

void return_gap_without_remedy(Check *check, const Row *gap)
{
    const Row *sequence = row_link(gap, LACUNES_SEQUENCE);
    if (!sequence || !row_no(gap, LACUNES_CORRIGEE) || !sequence_is_live(check, sequence) ||
        row_value(gap, LACUNES_RECUPERATION)->state != VALUE_EMPTY)
        return;
    bool growth = row_is(sequence, SEQUENCES_TYPE, TYPE_SEQUENCE_DEVELOPPEMENT);
    report_as(check, growth ? SEVERITY_ERROR : SEVERITY_WARNING,
              place_of(check->term, gap, LACUNES_RECUPERATION), NULL,
              _("la lacune (%s, séquence %s) n'est pas corrigée, et aucune activité de "
                "récupération n'est prévue"),
              row_text(gap, LACUNES_COMPETENCE), row_key(sequence));
}

void return_remedy_late(Check *check, const Row *gap)
{
    Date due = row_date(gap, LACUNES_RECUPERATION_ECHEANCE);
    if (due != DATE_NONE && due < check->today && !row_yes(gap, LACUNES_CORRIGEE) &&
        !row_is(gap, LACUNES_RECUPERATION_STATUT, STATUT_RECUPERATION_FAITE))
        report(check, place_of(check->term, gap, LACUNES_RECUPERATION_ECHEANCE),
               _("la récupération devait être faite le %s, et n'est pas notée comme faite"),
               say_day(check, due));
}
