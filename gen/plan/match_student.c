/* match_student: who is to be placed this period, and for which sequence. */
#include "base/map.h"
#include "base/text.h"
#include "plan/match_part.h"

#include <stdlib.h>
#include <string.h>

int match_by_key(const Row *a, const Row *b)
{
    if (a == b)
        return 0;
    int order = strcmp(row_key(a), row_key(b));
    return order ? order : a->index < b->index ? -1 : 1;
}

static RowSpan sequences_of(const Matching *matching, const Row *student)
{
    return term_children(matching->record->term, T_SEQUENCES, SEQUENCES_ELEVE, student);
}

/* Not over, and begun before the period ends: a later one is another period's. */
static bool is_of_now(const Matching *matching, const Row *sequence)
{
    Date first, last, end = config_date(matching->record->config, CONFIG_PERIODE_FIN);
    if (!match_days(matching, sequence, &first, &last))
        return true; /* its dates are to be mended first */
    return last >= matching->record->today && (end == DATE_NONE || first <= end);
}

/* The first of the sequences of now in one of these states, by first day then identifier. */
static const Row *first_in(const Matching *matching, const Row *student, unsigned states)
{
    RowSpan all = sequences_of(matching, student);
    const Row *found = NULL;
    for (size_t i = 0; i < all.count; i++) {
        int status = record_status(matching->record, all.rows[i]);
        if (status < 0 || !(states & 1u << status) || !is_of_now(matching, all.rows[i]))
            continue;
        Date day = row_date(all.rows[i], SEQUENCES_DEBUT), best = row_date(found, SEQUENCES_DEBUT);
        if (!found || day < best || (day == best && match_by_key(all.rows[i], found) < 0))
            found = all.rows[i];
    }
    return found;
}

static int whole(Number number)
{
    return number <= 0 ? 0 : number > 1000 * (Number)NUMBER_ONE ? 1000 : (int)(number / NUMBER_ONE);
}

/* The rank of his next sequence. One broken off gives its rank back. */
static int next_rank(const Matching *matching, const Row *student)
{
    int most = 0;
    RowSpan all = sequences_of(matching, student);
    for (size_t i = 0; i < all.count; i++) {
        int status = record_status(matching->record, all.rows[i]);
        int rank = whole(row_number(all.rows[i], SEQUENCES_RANG, 0));
        if (status != STATUT_SEQUENCE_ANNULEE && status != STATUT_SEQUENCE_INTERROMPUE)
            most = rank > most ? rank : most;
    }
    RowSpan before = term_children(matching->record->term, T_SEQUENCES_ANTERIEURES,
                                   SEQUENCES_ANTERIEURES_ELEVE, student);
    for (size_t i = 0; i < before.count; i++) {
        int rank = whole(row_number(before.rows[i], SEQUENCES_ANTERIEURES_RANG, 0));
        most = rank > most ? rank : most;
    }
    return most + 1;
}

/* How many sequences his path has: the programme's, else the least of the profile. */
static int wanted_sequences(const Matching *matching, const Row *programme)
{
    const Value *least = config_profile(matching->record->config, CONFIG_PROFIL_FP_SEQUENCES_MIN);
    Number otherwise = least && least->state == VALUE_GOOD ? least->number : 0;
    return whole(row_number(programme, PROGRAMMES_SEQUENCES_PREVUES, otherwise));
}

static MatchState judge(const Matching *matching, MatchStudent *student)
{
    if (match_is_twice(matching, student->student))
        return MATCH_STUDENT_TWICE;
    if (!row_is(student->student, ELEVES_STATUT, STATUT_ELEVE_ACTIF))
        return MATCH_NOT_ACTIVE;
    student->other = first_in(matching, student->student,
                              1u << STATUT_SEQUENCE_JUMELEE | 1u << STATUT_SEQUENCE_SIGNEE);
    if (student->other)
        return MATCH_PLACED_ALREADY;
    student->sequence = first_in(matching, student->student, 1u << STATUT_SEQUENCE_PREVUE);
    if (student->sequence) {
        if (match_is_twice(matching, student->sequence))
            return MATCH_SEQUENCE_TWICE;
        student->rank = whole(row_number(student->sequence, SEQUENCES_RANG, 0));
        return match_days(matching, student->sequence, &student->first, &student->last)
                   ? MATCH_SEEKS
                   : MATCH_DATES;
    }
    student->other = first_in(matching, student->student, 1u << STATUT_SEQUENCE_EN_COURS);
    if (student->other)
        return MATCH_PLACED_ALREADY;
    student->first = student->last = DATE_NONE;
    student->rank = next_rank(matching, student->student);
    return student->rank > wanted_sequences(matching, student->programme) ? MATCH_PATH_COMPLETE
                                                                          : MATCH_SEEKS;
}

/* Companies by folded name; of two that share it, neither is known by it. */
static Map *company_names(const Matching *matching)
{
    const Table *table = &matching->record->term->tables[T_ENTREPRISES];
    Map *names = map_new();
    for (size_t i = 0; i < table->row_count; i++) {
        const char *name = text_fold(matching->arena, row_text(&table->rows[i], ENTREPRISES_NOM));
        if (*name && !map_put(names, name, (void *)&table->rows[i]))
            map_set(names, name, NULL);
    }
    return names;
}

static void find_stays(const Matching *matching, const Map *names, MatchStudent *student)
{
    RowSpan all = sequences_of(matching, student->student);
    RowSpan before = term_children(matching->record->term, T_SEQUENCES_ANTERIEURES,
                                   SEQUENCES_ANTERIEURES_ELEVE, student->student);
    student->stays = arena_array_of(matching->arena, all.count + before.count, MatchStay);
    for (size_t i = 0; i < all.count; i++) {
        const Row *company = row_link(all.rows[i], SEQUENCES_ENTREPRISE);
        if (company && match_occupies(matching, all.rows[i]))
            student->stays[student->stay_count++] = (MatchStay){company, all.rows[i]};
    }
    for (size_t i = 0; i < before.count; i++) {
        const char *name = text_fold(
            matching->arena, row_text(before.rows[i], SEQUENCES_ANTERIEURES_ENTREPRISE_NOM));
        const Row *company = map_get(names, name);
        if (company)
            student->stays[student->stay_count++] = (MatchStay){company, NULL};
    }
}

static int by_key(const void *a, const void *b)
{
    return match_by_key(((const MatchStudent *)a)->student, ((const MatchStudent *)b)->student);
}

void match_find_students(Matching *matching)
{
    const Term *term = matching->record->term;
    const Table *table = &term->tables[T_ELEVES];
    Map *names = company_names(matching);
    matching->students = arena_array_of(matching->arena, table->row_count, MatchStudent);
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *row = &table->rows[i];
        MatchStudent student = {.student = row,
                                .programme = row_link(row, ELEVES_PROGRAMME),
                                .first = DATE_NONE,
                                .last = DATE_NONE,
                                .mode = -1};
        if (!row_has(row, ELEVES_ID) || !student.programme)
            continue;
        student.state = judge(matching, &student);
        bool applied = term_children(term, T_CANDIDATURES, CANDIDATURES_ELEVE, row).count > 0;
        if (student.state != MATCH_SEEKS && !student.sequence && !applied)
            continue;
        find_stays(matching, names, &student);
        matching->students[matching->student_count++] = student;
    }
    map_free(names);
    qsort(matching->students, matching->student_count, sizeof *matching->students, by_key);
}
