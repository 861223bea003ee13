#include "plan/person.h"

#include "term/visit.h"

#include <stdlib.h>
#include <string.h>

static void add(Engagements *list, Engagement engagement)
{
    list->items =
        vector_reserve(list->items, &list->capacity, list->count + 1, sizeof *list->items);
    list->items[list->count++] = engagement;
}

/* ---- What is already to be done. */

static bool is_live(const Record *record, const Row *sequence)
{
    return !sequence || record_status(record, sequence) != STATUT_SEQUENCE_ANNULEE;
}

static Engagement engagement_of(Needs *needs, const Row *visit)
{
    const Row *sequence = row_link(visit, VISITES_SEQUENCE);
    const Row *company = row_link(sequence, SEQUENCES_ENTREPRISE);
    bool away = row_is(visit, VISITES_MODE, MODE_VISITE_VISIO) ||
                row_is(visit, VISITES_MODE, MODE_VISITE_TELEPHONE);
    return (Engagement){
        .day = row_date(visit, VISITES_DATE),
        .minutes = row_has(visit, VISITES_HEURE) ? row_value(visit, VISITES_HEURE)->minutes : -1,
        .zone = away       ? ZONE_NONE
                : sequence ? zone_of(&needs->zones, sequence)
                           : ZONE_UNKNOWN,
        .company = company ? (int)company->index : -1,
    };
}

/* One that does not stay is counted too: nobody knows yet that another place will be found for it.
 */
static void gather(Persons *persons, const Record *record, Needs *needs)
{
    const Table *visits = &record->term->tables[T_VISITES];
    for (size_t i = 0; i < visits->row_count; i++) {
        const Row *visit = &visits->rows[i];
        const Row *sequence = row_link(visit, VISITES_SEQUENCE), *person = visit_person(visit);
        if (!visit_stands(visit) || !is_live(record, sequence) ||
            row_date(visit, VISITES_DATE) <= record->today)
            continue;
        Engagement engagement = engagement_of(needs, visit);
        if (person)
            add(&persons->of_person[person->index], engagement);
        persons_receive(persons, row_link(sequence, SEQUENCES_SUPERVISEUR), engagement);
    }
}

/* ---- Who takes what names nobody. */

typedef struct Assignment {
    const Record *record;
    const Persons *persons;
    size_t *load;     /* by Row.index of personnel.csv: visits to come, and to be proposed */
    const Row **last; /* by Row.index of entreprises.csv: who was given a sequence of it */
    int role;         /* of those who may be chosen */
    size_t share;     /* visits: beyond it, nobody is given more for the sake of a company */
} Assignment;

/* Who made, or is to make, the other visits of the sequence: the last of them that names somebody.
 */
static const Row *person_of_visits(const Record *record, const Row *sequence)
{
    RowSpan visits = term_children(record->term, T_VISITES, VISITES_SEQUENCE, sequence);
    const Row *last = NULL;
    for (size_t i = 0; i < visits.count; i++) {
        const Row *visit = visits.rows[i];
        if (visit_stands(visit) && row_has(visit, VISITES_RESPONSABLE) &&
            (!last || row_date(visit, VISITES_DATE) > row_date(last, VISITES_DATE)))
            last = visit;
    }
    return row_link(last, VISITES_RESPONSABLE);
}

static size_t follows(const Assignment *given, const Row *person, const Row *company)
{
    RowSpan all = term_children(given->record->term, T_SEQUENCES, SEQUENCES_ENTREPRISE, company);
    size_t count = 0;
    for (size_t i = 0; i < all.count; i++)
        count += row_link(all.rows[i], SEQUENCES_RESPONSABLE) == person &&
                 is_live(given->record, all.rows[i]);
    return count;
}

/* Better for a company: who follows more of it, then who was given one of it, as long as his share
 * is not full; else who has less to do. */
static bool is_better(const Assignment *given, const Row *company, const Row *person,
                      const Row *best)
{
    const Row *both[] = {person, best};
    size_t load[2], bond[2];
    for (size_t i = 0; i < 2; i++) {
        load[i] = given->load[both[i]->index];
        bond[i] = load[i] >= given->share ? 0
                                          : 2 * follows(given, both[i], company) +
                                                (given->last[company->index] == both[i]);
    }
    return bond[0] != bond[1] ? bond[0] > bond[1] : load[0] < load[1];
}

static const Row *choose(const Assignment *given, const Need *need)
{
    const Row *company = row_link(need->sequence, SEQUENCES_ENTREPRISE), *best = NULL;
    for (size_t i = 0; i < given->persons->count; i++) {
        const Row *person = given->persons->sorted[i];
        if (row_is(person, PERSONNEL_ROLE, given->role) &&
            (!best || is_better(given, company, person, best)))
            best = person;
    }
    given->last[company->index] = best;
    return best;
}

/* The visits to come, divided among those who may be chosen; rounded up. */
static size_t fair_share(const Assignment *given, const Needs *needs)
{
    size_t visits = 0, persons = 0;
    for (size_t i = 0; i < given->persons->count; i++)
        if (row_is(given->persons->sorted[i], PERSONNEL_ROLE, given->role)) {
            persons++;
            visits += given->load[given->persons->sorted[i]->index];
        }
    for (size_t i = 0; i < needs->count; i++)
        visits += !needs->items[i].person && needs->items[i].obstacle == OBSTACLE_NONE
                      ? needs->items[i].missing
                      : 0;
    return persons ? (visits + persons - 1) / persons : 0;
}

static bool has_role(const Persons *persons, int role)
{
    for (size_t i = 0; i < persons->count; i++)
        if (row_is(persons->sorted[i], PERSONNEL_ROLE, role))
            return true;
    return false;
}

/* Who was chosen by an earlier proposal. */
static const Row *person_of_earlier(const Record *record, const Earlier *earlier,
                                    const Row *sequence)
{
    const EarlierVisit *first;
    size_t count = earlier_of(earlier, row_key(sequence), &first);
    return count ? term_find(record->term, T_PERSONNEL, first->person) : NULL;
}

static void assign(const Persons *persons, const Record *record, Needs *needs,
                   const Earlier *earlier, Arena *arena)
{
    Assignment given = {
        .record = record,
        .persons = persons,
        .load = arena_array_of(arena, persons->count + 1, size_t),
        .last =
            arena_array_of(arena, record->term->tables[T_ENTREPRISES].row_count + 1, const Row *),
        .role = has_role(persons, ROLE_PERSONNEL_ENCADREMENT) ? ROLE_PERSONNEL_ENCADREMENT
                                                              : ROLE_PERSONNEL_COORDINATION,
    };
    for (size_t i = 0; i < persons->count; i++)
        given.load[i] = persons->of_person[i].count;
    for (size_t i = 0; i < needs->count; i++)
        if (needs->items[i].person)
            given.load[needs->items[i].person->index] += needs->items[i].missing;
    given.share = fair_share(&given, needs);
    for (size_t i = 0; i < needs->count; i++) {
        Need *need = &needs->items[i];
        if (need->person || need->obstacle != OBSTACLE_NONE)
            continue;
        need->person = person_of_visits(record, need->sequence);
        if (!need->person)
            need->person = person_of_earlier(record, earlier, need->sequence);
        if (!need->person)
            need->person = choose(&given, need);
        if (need->person)
            given.load[need->person->index] += need->missing;
        else
            need->obstacle = OBSTACLE_NOBODY;
    }
}

/* ---- Opening. */

static int by_key(const void *left, const void *right)
{
    const Row *a = *(const Row *const *)left, *b = *(const Row *const *)right;
    int order = strcmp(row_key(a), row_key(b));
    return order ? order : a->index < b->index ? -1 : a->index > b->index;
}

void persons_open(Persons *persons, const Record *record, Needs *needs, const Earlier *earlier,
                  Arena *arena)
{
    const Table *staff = &record->term->tables[T_PERSONNEL];
    size_t supervisors = record->term->tables[T_SUPERVISEURS].row_count;
    *persons = (Persons){
        .sorted = arena_array_of(arena, staff->row_count + 1, const Row *),
        .of_person = arena_array_of(arena, staff->row_count + 1, Engagements),
        .of_supervisor = arena_array_of(arena, supervisors + 1, Engagements),
        .count = staff->row_count,
        .supervisor_count = supervisors,
    };
    for (size_t i = 0; i < staff->row_count; i++)
        persons->sorted[i] = &staff->rows[i];
    qsort(persons->sorted, persons->count, sizeof *persons->sorted, by_key);
    gather(persons, record, needs);
    assign(persons, record, needs, earlier, arena);
}

void persons_close(Persons *persons)
{
    for (size_t i = 0; i < persons->count; i++)
        free(persons->of_person[i].items);
    for (size_t i = 0; i < persons->supervisor_count; i++)
        free(persons->of_supervisor[i].items);
}

const Engagements *persons_engagements(const Persons *persons, const Row *person)
{
    return &persons->of_person[person->index];
}

const Engagements *persons_supervisor(const Persons *persons, const Row *supervisor)
{
    return supervisor ? &persons->of_supervisor[supervisor->index] : NULL;
}

void persons_receive(Persons *persons, const Row *supervisor, Engagement engagement)
{
    if (supervisor)
        add(&persons->of_supervisor[supervisor->index], engagement);
}
