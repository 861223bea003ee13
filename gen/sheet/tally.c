#include "sheet/tally.h"

#include "base/map.h"
#include "term/visit.h"

bool expects_meeting(const Record *record, const Row *sequence)
{
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    return record_is_ended(record, sequence) && !record_is_replaced(record, sequence) &&
           !row_is(student, ELEVES_STATUT, STATUT_ELEVE_ABANDON);
}

static void add_share(Share *share, bool done)
{
    share->of++;
    share->done += done;
}

/* --- Months ------------------------------------------------------------------------------------ */

enum { MONTHS_MOST = 24 };

static void make_months(Tally *tally, const Record *record, Arena *arena)
{
    Date first = config_date(record->config, CONFIG_PERIODE_DEBUT);
    Date last = config_date(record->config, CONFIG_PERIODE_FIN);
    tally->months = arena_array_of(arena, MONTHS_MOST + 1, MonthCount);
    if (first == DATE_NONE || last == DATE_NONE)
        return;
    CivilDate from = date_civil(first), to = date_civil(last);
    int count = (to.year - from.year) * 12 + to.month - from.month + 1;
    for (int i = 0; i < count && i < MONTHS_MOST; i++) {
        int month = from.month - 1 + i;
        tally->months[tally->month_count++] =
            (MonthCount){.year = from.year + month / 12, .month = month % 12 + 1};
    }
}

/* The one after the last is for what lies outside. */
static MonthCount *month_of(Tally *tally, Date day)
{
    MonthCount *outside = &tally->months[tally->month_count];
    if (day == DATE_NONE || tally->month_count == 0)
        return outside;
    CivilDate civil = date_civil(day);
    int rank = (civil.year - tally->months[0].year) * 12 + civil.month - tally->months[0].month;
    return rank >= 0 && rank < (int)tally->month_count ? &tally->months[rank] : outside;
}

static void keep_outside(Tally *tally)
{
    const MonthCount *outside = &tally->months[tally->month_count];
    if (outside->visits_planned || outside->attestations)
        tally->month_count++;
}

/* --- Rows ---------------------------------------------------------------------------------------- */

static bool has_held_meeting(const Record *record, const Row *sequence)
{
    RowSpan meetings = term_children(record->term, T_INTEGRATIONS, INTEGRATIONS_SEQUENCE, sequence);
    for (size_t i = 0; i < meetings.count; i++)
        if (record_is_held(record, meetings.rows[i]))
            return true;
    return false;
}

static void count_attestation(Tally *tally, const Paper *paper)
{
    bool held = *paper->held_by != '\0';
    if (paper->cancelled || (!paper->issued && !held))
        return;
    add_share(&tally->shares[SHARE_ATTESTATIONS], paper->issued);
    if (paper->issued)
        month_of(tally, paper->issued_on)->attestations++;
}

static void count_sequence(Tally *tally, const Basis *basis, const Row *row)
{
    const Record *record = basis->summary->record;
    int status = record_status(record, row), protocol = basis_protocol_state(basis, row);
    if (status < 0)
        tally->status_unknown++;
    else
        tally->statuses[status]++;
    if (protocol >= 0) {
        tally->protocols[protocol]++;
        add_share(&tally->shares[SHARE_PROTOCOLS], protocol == PROTOCOL_SIGNED);
    }
    if (record_is_ended(record, row)) {
        const LotEntry *entry = basis->declared[row->index].entry;
        add_share(&tally->shares[SHARE_DECLARED], entry && entry->nature != NATURE_ANNULATION);
    }
    if (expects_meeting(record, row))
        add_share(&tally->shares[SHARE_RETURNS], has_held_meeting(record, row));
    count_attestation(tally, &basis->papers[PAPER_ATTESTATION][row->index]);
}

/* What was to be done in a sequence that is cancelled is not to be done any more. */
static void count_visit(Tally *tally, const Record *record, const Row *visit)
{
    bool done = visit_is_done(visit);
    if (!done && (row_is(visit, VISITES_STATUT, STATUT_VISITE_ANNULEE) ||
                  record_is_cancelled(record, row_link(visit, VISITES_SEQUENCE))))
        return;
    const Row *who = visit_person(visit);
    Date day = row_date(visit, VISITES_DATE);
    MonthCount *month = month_of(tally, day);
    OfficerCount *officer = &tally->officers[who ? who->index : tally->officer_count];
    add_share(&tally->shares[SHARE_VISITS], done);
    month->visits_planned++;
    month->visits_done += done;
    officer->planned++;
    officer->done += done;
    officer->late += !done && day != DATE_NONE && day < record->today;
}

static void count_evaluation(Tally *tally, const Record *record, const Row *evaluation)
{
    bool done = row_has(evaluation, EVALUATIONS_DATE_REALISEE);
    if (done || !record_is_cancelled(record, row_link(evaluation, EVALUATIONS_SEQUENCE)))
        add_share(&tally->shares[SHARE_EVALUATIONS], done);
}

static void count_rows(Tally *tally, const Basis *basis)
{
    const Record *record = basis->summary->record;
    const Table *tables = record->term->tables;
    for (size_t i = 0; i < tables[T_SEQUENCES].row_count; i++)
        count_sequence(tally, basis, &tables[T_SEQUENCES].rows[i]);
    for (size_t i = 0; i < tables[T_VISITES].row_count; i++)
        count_visit(tally, record, &tables[T_VISITES].rows[i]);
    for (size_t i = 0; i < tables[T_EVALUATIONS].row_count; i++)
        count_evaluation(tally, record, &tables[T_EVALUATIONS].rows[i]);
    for (size_t i = 0; i < tables[T_TACHES].row_count; i++)
        add_share(&tally->shares[SHARE_TASKS],
                  row_is(&tables[T_TACHES].rows[i], TACHES_STATUT, STATUT_TACHE_FAITE));
}

/* One for each of the staff, and one for nobody, until keep_officers. */
static void make_officers(Tally *tally, const Table *staff, Arena *arena)
{
    tally->officers = arena_array_of(arena, staff->row_count + 1, OfficerCount);
    tally->officer_count = staff->row_count;
    for (size_t i = 0; i < staff->row_count; i++)
        tally->officers[i].row = &staff->rows[i];
}

static void keep_officers(Tally *tally)
{
    size_t all = tally->officer_count + 1;
    tally->officer_count = 0;
    for (size_t i = 0; i < all; i++)
        if (tally->officers[i].planned)
            tally->officers[tally->officer_count++] = tally->officers[i];
}

/* --- Programmes and budget posts ------------------------------------------------------------------- */

static void count_programmes(Tally *tally, const Basis *basis, Arena *arena)
{
    const Record *record = basis->summary->record;
    const Table *programmes = &record->term->tables[T_PROGRAMMES];
    const Table *sequences = &record->term->tables[T_SEQUENCES];
    ProgrammeCount *all = arena_array_of(arena, programmes->row_count + 1, ProgrammeCount);
    for (size_t i = 0; i < programmes->row_count; i++)
        all[i].row = &programmes->rows[i];
    for (size_t i = 0; i < sequences->row_count; i++) {
        const Row *row = &sequences->rows[i], *standing = record_row(record, row);
        const Row *programme = row_link(row_link(standing, SEQUENCES_ELEVE), ELEVES_PROGRAMME);
        ProgrammeCount *count = &all[programme ? programme->index : programmes->row_count];
        if (!record_is_live(record, row))
            continue;
        count->sequences++;
        count->planned += row_number(standing, SEQUENCES_HEURES, 0);
        count->done += row_number(row, SEQUENCES_HEURES_REALISEES, 0);
    }
    tally->programmes = all;
    for (size_t i = 0; i <= programmes->row_count; i++)
        if (all[i].sequences)
            all[tally->programme_count++] = all[i];
}

static PostCount *post_of(Tally *tally, Map *by_name, const char *name)
{
    PostCount *post = map_get(by_name, name);
    if (post)
        return post;
    post = &tally->posts[tally->post_count++];
    post->name = name;
    map_put(by_name, name, post);
    return post;
}

static void count_posts(Tally *tally, const Table *tasks, Arena *arena)
{
    bool amounts = false;
    Map *by_name = map_new();
    tally->posts = arena_array_of(arena, tasks->row_count + 1, PostCount);
    for (size_t i = 0; i < tasks->row_count; i++) {
        const Row *task = &tasks->rows[i];
        Number amount = row_number(task, TACHES_MONTANT, 0);
        if (!row_has(task, TACHES_MONTANT) && !row_has(task, TACHES_POSTE_BUDGETAIRE))
            continue;
        PostCount *post = post_of(tally, by_name, row_text(task, TACHES_POSTE_BUDGETAIRE));
        amounts |= row_has(task, TACHES_MONTANT);
        post->tasks++;
        post->planned += amount;
        post->done += row_is(task, TACHES_STATUT, STATUT_TACHE_FAITE) ? amount : 0;
    }
    map_free(by_name);
    if (!amounts)
        tally->post_count = 0;
}

void tally_make(Tally *tally, const Basis *basis, Arena *arena)
{
    const Record *record = basis->summary->record;
    *tally = (Tally){0};
    make_months(tally, record, arena);
    make_officers(tally, &record->term->tables[T_PERSONNEL], arena);
    count_rows(tally, basis);
    keep_outside(tally);
    keep_officers(tally);
    count_programmes(tally, basis, arena);
    count_posts(tally, &record->term->tables[T_TACHES], arena);
}
