#include "plan/need.h"

#include "base/map.h"
#include "base/text.h"
#include "rule/rule.h"
#include "term/calendar.h"
#include "term/visit.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS_A_WEEK = 7, LONGEST = 3660, MOST_VISITS = 50 };

/* ---- Which visits stay. */

/* A rule of visits says of a proposed one that it cannot be. When papers are signed is not for a
 * plan to say. */
static uint8_t *find_replaced(const Record *record, const Findings *findings, Arena *arena)
{
    uint8_t *replaced =
        arena_array_of(arena, record->term->tables[T_VISITES].row_count + 1, uint8_t);
    for (size_t i = 0; findings && i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        const Row *row = finding->place.row;
        if (finding->severity == SEVERITY_ERROR && row && row->table->id == T_VISITES &&
            text_starts(finding->rule->code, "visite-") &&
            row_is(row, VISITES_STATUT, STATUT_VISITE_PROPOSEE) &&
            !row_is(row, VISITES_TYPE, TYPE_VISITE_SIGNATURE) &&
            row_date(row, VISITES_DATE) > record->today)
            replaced[row->index] = 1;
    }
    return replaced;
}

/* Counts the visits of a sequence; false when one cannot be read. */
static bool count_visits(const Needs *needs, Need *need, const Record *record, Arena *arena)
{
    RowSpan visits = term_children(record->term, T_VISITES, VISITES_SEQUENCE, need->sequence);
    need->replaced = arena_array_of(arena, visits.count + 1, const Row *);
    bool readable = true;
    for (size_t i = 0; i < visits.count; i++) {
        const Row *visit = visits.rows[i];
        Date day = row_date(visit, VISITES_DATE);
        readable &= row_has(visit, VISITES_STATUT) && (!visit_stands(visit) || day != DATE_NONE);
        if (!visit_stands(visit))
            continue;
        if (needs->replaced[visit->index]) {
            need->replaced[need->replaced_count++] = visit;
            continue;
        }
        need->standing++;
        need->has_final |= row_is(visit, VISITES_TYPE, TYPE_VISITE_FINALE);
        need->last_standing = day > need->last_standing ? day : need->last_standing;
    }
    return readable;
}

/* ---- The half-days. */

typedef struct Look {
    const Record *record;
    const Needs *needs;
    Zones *zones; /* of those needs, which grow */
    Need *need;
    Map *doubles; /* keys that several sequences bear */
    bool easter_monday, sundays;
} Look;

static bool is_open(const Look *look, Date day)
{
    const Term *term = look->record->term;
    const Row *sequence = look->need->sequence;
    return date_weekday(day) <= FRIDAY && calendar_works(term, sequence, day) &&
           !holiday_name(day, look->easter_monday, look->sundays, LANG_FR) &&
           !calendar_company_closure(term, row_link(sequence, SEQUENCES_ENTREPRISE), day) &&
           !calendar_school_closure(term, day);
}

static uint8_t halves_of_shift(const Row *sequence)
{
    if (row_is(sequence, SEQUENCES_QUART, QUART_SOIR))
        return HALF_AFTERNOON;
    return row_is(sequence, SEQUENCES_QUART, QUART_NUIT) ? HALF_MORNING
                                                         : HALF_MORNING | HALF_AFTERNOON;
}

/* lun-am, lun-pm, mar-am …: two bits a day of the week. */
static uint8_t halves_of_supervisor(const Row *supervisor, Date day)
{
    const Value *free = row_value(supervisor, SUPERVISEURS_DISPONIBILITES);
    if (free->state != VALUE_GOOD || !free->set)
        return HALF_MORNING | HALF_AFTERNOON;
    return (uint8_t)(free->set >> (2 * date_weekday(day)) & 3);
}

static bool is_near_a_visit(const Look *look, Date day)
{
    RowSpan visits =
        term_children(look->record->term, T_VISITES, VISITES_SEQUENCE, look->need->sequence);
    for (size_t i = 0; i < visits.count; i++) {
        const Row *visit = visits.rows[i];
        if (!visit_stands(visit) || look->needs->replaced[visit->index])
            continue;
        bool signature = row_is(visit, VISITES_TYPE, TYPE_VISITE_SIGNATURE);
        if (abs(row_date(visit, VISITES_DATE) - day) < (signature ? 1 : look->needs->gap))
            return true;
    }
    return false;
}

/* Each half-day, and where the last of them is lost; `open_early`: some are, before the limit. */
static Obstacle fill_halves(Look *look, bool *open_early, bool *free_early)
{
    Need *need = look->need;
    uint8_t shift = halves_of_shift(need->sequence);
    bool open = false, received = false, left = false;
    for (int d = 0; d < need->days; d++) {
        Date day = need->first + d;
        bool early = need->limit != DATE_NONE && day <= need->limit;
        if (!is_open(look, day))
            continue;
        open = true;
        *open_early |= early;
        uint8_t halves = halves_of_supervisor(need->supervisor, day) & shift;
        if (!halves)
            continue;
        received = true;
        if (is_near_a_visit(look, day))
            continue;
        left = true;
        *free_early |= early;
        need->halves[d] = halves;
    }
    return !open       ? OBSTACLE_CLOSED
           : !received ? OBSTACLE_SUPERVISOR_DAYS
           : !left     ? OBSTACLE_GAP
                       : OBSTACLE_NONE;
}

/* ---- The first visit. */

static bool has_first_visit(const Look *look, Date limit)
{
    RowSpan visits =
        term_children(look->record->term, T_VISITES, VISITES_SEQUENCE, look->need->sequence);
    for (size_t i = 0; i < visits.count; i++)
        if (visit_stands(visits.rows[i]) && !look->needs->replaced[visits.rows[i]->index] &&
            !row_is(visits.rows[i], VISITES_TYPE, TYPE_VISITE_SIGNATURE) &&
            row_date(visits.rows[i], VISITES_DATE) <= limit)
            return true;
    return false;
}

static Obstacle find_half_days(Look *look, Arena *arena)
{
    Need *need = look->need;
    Number weeks = visits_first_week(look->record->config) / NUMBER_ONE;
    Date limit = need->start +
                 (Date)(weeks < 1         ? 1
                        : weeks > LONGEST ? LONGEST
                                          : weeks) *
                     DAYS_A_WEEK -
                 1;
    bool open_early = false, free_early = false;
    if (need->end < need->first)
        return OBSTACLE_OVER;
    need->days = need->end - need->first + 1;
    need->halves = arena_array_of(arena, (size_t)need->days, uint8_t);
    need->early = limit;
    need->limit = has_first_visit(look, limit) ? DATE_NONE : limit;
    Obstacle obstacle = fill_halves(look, &open_early, &free_early);
    if (need->limit == DATE_NONE || free_early || obstacle != OBSTACLE_NONE)
        return obstacle;
    if (open_early)
        return OBSTACLE_FIRST_WEEK;
    need->late = true;
    need->limit = DATE_NONE;
    return OBSTACLE_NONE;
}

/* ---- One sequence. */

static bool days_are_known(const Term *term, const Row *sequence)
{
    RowSpan spells = term_children(term, T_PERIODES, PERIODES_SEQUENCE, sequence);
    if (term->tables[T_PERIODES].broken_count ||
        (!spells.count && row_value(sequence, SEQUENCES_JOURS)->state == VALUE_BAD))
        return false;
    for (size_t i = 0; i < spells.count; i++)
        if (!row_has(spells.rows[i], PERIODES_DEBUT) || !row_has(spells.rows[i], PERIODES_FIN) ||
            row_value(spells.rows[i], PERIODES_JOURS)->state == VALUE_BAD)
            return false;
    return true;
}

static bool is_student_there(const Row *student)
{
    return student && !row_is(student, ELEVES_STATUT, STATUT_ELEVE_ABANDON) &&
           !row_is(student, ELEVES_STATUT, STATUT_ELEVE_SUSPENDU);
}

static Obstacle obstacle_of_data(const Term *term, const Need *need)
{
    const Row *sequence = need->sequence;
    if (term->tables[T_VISITES].broken_count)
        return OBSTACLE_TABLE;
    if (need->start == DATE_NONE || need->end == DATE_NONE || need->end < need->start ||
        need->end - need->start > LONGEST ||
        row_value(sequence, SEQUENCES_FIN_REELLE)->state == VALUE_BAD)
        return OBSTACLE_DATES;
    if (!is_student_there(row_link(sequence, SEQUENCES_ELEVE)))
        return OBSTACLE_STUDENT;
    if (!row_has(sequence, SEQUENCES_ENTREPRISE))
        return OBSTACLE_COMPANY;
    if (row_value(sequence, SEQUENCES_SUPERVISEUR)->state == VALUE_BAD)
        return OBSTACLE_SUPERVISOR;
    if (row_value(need->supervisor, SUPERVISEURS_DISPONIBILITES)->state == VALUE_BAD)
        return OBSTACLE_AVAILABILITY;
    if (row_value(sequence, SEQUENCES_RESPONSABLE)->state == VALUE_BAD)
        return OBSTACLE_PERSON;
    return days_are_known(term, sequence) ? OBSTACLE_NONE : OBSTACLE_DAYS;
}

/* Remote work, and what is outside of Canada, is visited through a screen. */
static int mode_of(const Row *sequence, Arena *arena)
{
    const char *country = text_fold(arena, row_text(sequence, SEQUENCES_LIEU_PAYS));
    bool abroad = *country && !text_is(country, "canada") && !text_is(country, "ca");
    return row_yes(sequence, SEQUENCES_TELETRAVAIL) || abroad ? MODE_VISITE_VISIO
                                                              : MODE_VISITE_SUR_PLACE;
}

static void look_at(Look *look, Arena *arena)
{
    Need *need = look->need;
    const Row *sequence = need->sequence;
    bool readable = count_visits(look->needs, need, look->record, arena);
    need->missing = need->wanted > need->standing ? need->wanted - need->standing : 0;
    if (!need->missing)
        return;
    need->supervisor = row_link(sequence, SEQUENCES_SUPERVISEUR);
    need->person = row_link(sequence, SEQUENCES_RESPONSABLE);
    need->start = row_date(sequence, SEQUENCES_DEBUT);
    need->end = sequence_end(sequence);
    need->mode = mode_of(sequence, arena);
    need->obstacle = map_get(look->doubles, row_key(sequence)) || sequence->keyless
                         ? OBSTACLE_DOUBLE
                         : obstacle_of_data(look->record->term, need);
    if (need->obstacle == OBSTACLE_NONE && !readable)
        need->obstacle = OBSTACLE_VISITS;
    if (need->obstacle != OBSTACLE_NONE)
        return;
    need->company = (int)row_link(sequence, SEQUENCES_ENTREPRISE)->index;
    need->zone = need->mode == MODE_VISITE_SUR_PLACE ? zone_of(look->zones, sequence) : ZONE_NONE;
    need->first = look->record->today + 1 > need->start ? look->record->today + 1 : need->start;
    look->sundays = row_days(sequence, SEQUENCES_JOURS) & (1u << JOUR_DIM);
    need->obstacle = find_half_days(look, arena);
}

/* ---- All of them. */

static int by_key(const void *left, const void *right)
{
    const Need *a = left, *b = right;
    int order = strcmp(row_key(a->sequence), row_key(b->sequence));
    if (order)
        return order;
    return a->sequence->index < b->sequence->index ? -1 : a->sequence->index > b->sequence->index;
}

static size_t wanted_by(const Record *record, const Row *sequence)
{
    int status = record_status(record, sequence);
    Number wanted = 0;
    bool awaits = status == STATUT_SEQUENCE_JUMELEE || status == STATUT_SEQUENCE_SIGNEE ||
                  status == STATUT_SEQUENCE_EN_COURS;
    if (!awaits || !visits_wanted(record->config, sequence, &wanted) || wanted <= 0)
        return 0;
    wanted = (wanted + NUMBER_ONE - 1) / NUMBER_ONE;
    return wanted > MOST_VISITS ? MOST_VISITS : (size_t)wanted;
}

static Map *double_keys(const Table *sequences)
{
    Map *seen = map_new(), *doubles = map_new();
    for (size_t i = 0; i < sequences->row_count; i++)
        if (!map_put(seen, row_key(&sequences->rows[i]), seen))
            map_put(doubles, row_key(&sequences->rows[i]), doubles);
    map_free(seen);
    return doubles;
}

void needs_gather(Needs *needs, const Record *record, const Findings *findings, Arena *arena)
{
    const Table *table = &record->term->tables[T_SEQUENCES];
    Number gap =
        config_number(record->config, CONFIG_VISITES_ECART_MIN_JOURS, 10 * NUMBER_ONE) / NUMBER_ONE;
    *needs = (Needs){.items = arena_array_of(arena, table->row_count + 1, Need),
                     .gap = gap < 1         ? 1
                            : gap > LONGEST ? LONGEST
                                            : (int)gap,
                     .replaced = find_replaced(record, findings, arena)};
    zones_open(&needs->zones, record->config, arena);
    Look look = {.record = record,
                 .needs = needs,
                 .zones = &needs->zones,
                 .doubles = double_keys(table),
                 .easter_monday =
                     config_choice(record->config, CONFIG_VISITES_PAQUES) == PAQUES_LUNDI};
    size_t kept = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        Need *need = &needs->items[kept];
        *need = (Need){.sequence = &table->rows[i], .last_standing = DATE_NONE, .limit = DATE_NONE};
        need->wanted = wanted_by(record, need->sequence);
        look.need = need;
        if (need->wanted)
            look_at(&look, arena);
        kept += need->missing > 0;
    }
    needs->count = kept;
    qsort(needs->items, kept, sizeof *needs->items, by_key);
    map_free(look.doubles);
}

void needs_close(Needs *needs)
{
    zones_close(&needs->zones);
}
