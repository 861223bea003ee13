/* Random terms, small and crowded: whatever comes in, what is proposed breaks nothing. The rules
 * judge the term with the proposals in it; what no rule says is judged here. */
#include "base/text.h"
#include "plan/visits.h"
#include "random_term.h"
#include "rule/rule.h"
#include "suite.h"
#include "term/calendar.h"
#include "term/extend.h"
#include "term/visit.h"

enum { TERMS = 1500 };

typedef struct Judged {
    RandomTerm random;
    Arena *arena;
    Record record;
    Findings before, after;
    Visits visits;
    Term extended;
} Judged;

static void run_rules(const Record *record, Findings *findings)
{
    Error error = {0};
    Check check = {.term = record->term,
                   .config = record->config,
                   .record = record,
                   .today = record->today,
                   .network = RESEAU_FP,
                   .findings = findings};
    ck_assert_int_eq(rule_run(&check, &error), STATUS_OK);
}

static void judged_open(Judged *j, uint64_t seed, uint64_t order)
{
    *j = (Judged){.arena = arena_new()};
    random_term_make(&j->random, seed, order);
    TestDossier *dossier = &j->random.dossier;
    j->record = (Record){&dossier->term, &dossier->config, NULL, j->random.today, NULL};
    run_rules(&j->record, &j->before);
    Status status =
        visits_propose(&j->visits, &j->record, &j->before, NULL, j->arena, &dossier->error);
    ck_assert_msg(status == STATUS_OK, "%s", dossier->error.what);
    visits_extend(&j->visits, &j->extended);
    Record record = j->record;
    record.term = &j->extended;
    run_rules(&record, &j->after);
}

static void judged_close(Judged *j)
{
    findings_free(&j->before);
    findings_free(&j->after);
    extended_free(&j->extended, T_VISITES);
    random_term_end(&j->random);
    arena_free(j->arena);
}

/* ---- By the rules. */

static size_t count_of(const Findings *findings, const char *code, Severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        count +=
            text_is(findings->items[i].rule->code, code) && findings->items[i].severity == severity;
    return count;
}

static const ProposedVisit *proposal_of(const Judged *j, const Row *row)
{
    for (size_t i = 0; row && row->table->id == T_VISITES && i < j->visits.count; i++)
        if (row_text(row, VISITES_ID)[0] &&
            text_is(j->visits.items[i].texts[VISITES_ID], row_text(row, VISITES_ID)))
            return &j->visits.items[i];
    return NULL;
}

static void judge_by_rules(const Judged *j, int seed)
{
    static const char *const codes[] = {"visites-nombre", "visite-hors-sequence", "visite-jour",
                                        "visite-conflit", "valeur-type",          "lien-inconnu"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        for (Severity s = SEVERITY_ERROR; s <= SEVERITY_WARNING; s++)
            ck_assert_msg(count_of(&j->after, codes[i], s) <= count_of(&j->before, codes[i], s),
                          "seed %d: more %s", seed, codes[i]);
    for (size_t i = 0; i < j->after.count; i++) {
        const ProposedVisit *visit = proposal_of(j, j->after.items[i].place.row);
        ck_assert_msg(!visit ||
                          (visit->late && text_is(j->after.items[i].rule->code, "visite-tardive")),
                      "seed %d: %s of %s", seed, j->after.items[i].rule->code,
                      visit ? visit->texts[VISITES_ID] : "");
    }
}

/* ---- By what no rule says. */

static int minutes_apart(const ProposedVisit *a, const ProposedVisit *b)
{
    return abs(a->minutes - b->minutes);
}

static void judge_moment(const Judged *j, const ProposedVisit *visit, int seed)
{
    const Config *config = j->record.config;
    const Row *supervisor = row_link(visit->sequence, SEQUENCES_SUPERVISEUR);
    const Value *free = row_value(supervisor, SUPERVISEURS_DISPONIBILITES);
    int weekday = (int)date_weekday(visit->day), half = visit->minutes >= 720;
    ck_assert_msg(visit->day > j->record.today && weekday <= FRIDAY, "seed %d", seed);
    ck_assert(calendar_works(j->record.term, visit->sequence, visit->day));
    ck_assert_ptr_null(calendar_school_closure(j->record.term, visit->day));
    ck_assert(free->state != VALUE_GOOD || free->set >> (weekday * 2 + half) & 1);
    ck_assert(!row_is(visit->sequence, SEQUENCES_QUART, QUART_SOIR) || half);
    ck_assert(!row_is(visit->sequence, SEQUENCES_QUART, QUART_NUIT) || !half);
    int length = (int)(visit_minutes(config) / NUMBER_ONE);
    ck_assert(visit->minutes + length <= 720 || visit->minutes >= 780);
    ck_assert(!visit->replaced || !row_is(visit->replaced, VISITES_TYPE, TYPE_VISITE_SIGNATURE));
    ck_assert(!row_yes(visit->sequence, SEQUENCES_TELETRAVAIL) || visit->mode == MODE_VISITE_VISIO);
}

/* A proposed visit of the file that cannot be: it is to be moved, where it is does not count. */
static bool is_wrong(const Judged *j, const Row *visit)
{
    for (size_t i = 0; i < j->after.count; i++)
        if (j->after.items[i].place.row == visit && j->after.items[i].severity == SEVERITY_ERROR &&
            text_starts(j->after.items[i].rule->code, "visite-"))
            return row_is(visit, VISITES_STATUT, STATUT_VISITE_PROPOSEE);
    return false;
}

static void judge_gap(const Judged *j, const ProposedVisit *visit, int seed)
{
    int gap =
        (int)(config_number(j->record.config, CONFIG_VISITES_ECART_MIN_JOURS, 0) / NUMBER_ONE);
    RowSpan all = term_children(&j->extended, T_VISITES, VISITES_SEQUENCE, visit->sequence);
    size_t itself = 0;
    for (size_t i = 0; i < all.count; i++) {
        const Row *other = all.rows[i];
        if (!visit_stands(other) || row_is(other, VISITES_TYPE, TYPE_VISITE_SIGNATURE) ||
            is_wrong(j, other))
            continue;
        Date day = row_date(other, VISITES_DATE);
        itself += day == visit->day;
        ck_assert_msg(day == visit->day || abs(day - visit->day) >= gap, "seed %d: %s", seed,
                      visit->texts[VISITES_ID]);
    }
    ck_assert_msg(itself == 1, "seed %d: twice %s", seed, visit->texts[VISITES_ID]);
}

static void judge_supervisors(const Judged *j, int seed)
{
    int length = (int)(visit_minutes(j->record.config) / NUMBER_ONE);
    for (size_t a = 0; a < j->visits.count; a++)
        for (size_t b = 0; b < a; b++) {
            const ProposedVisit *x = &j->visits.items[a], *y = &j->visits.items[b];
            const Row *supervisor = row_link(x->sequence, SEQUENCES_SUPERVISEUR);
            bool same = supervisor && supervisor == row_link(y->sequence, SEQUENCES_SUPERVISEUR);
            ck_assert_msg(!same || x->day != y->day || minutes_apart(x, y) >= length,
                          "seed %d: a supervisor is expected twice", seed);
        }
}

/* Every visit that lacks is proposed, or said not to be. */
static void judge_count(const Judged *j, int seed)
{
    const Table *sequences = &j->record.term->tables[T_SEQUENCES];
    size_t wanted = 0;
    for (size_t i = 0; i < sequences->row_count; i++) {
        const Row *sequence = &sequences->rows[i];
        int state = record_status(&j->record, sequence);
        Number number = 0;
        if (state != STATUT_SEQUENCE_JUMELEE && state != STATUT_SEQUENCE_SIGNEE &&
            state != STATUT_SEQUENCE_EN_COURS)
            continue;
        visits_wanted(j->record.config, sequence, &number);
        RowSpan all = term_children(&j->extended, T_VISITES, VISITES_SEQUENCE, sequence);
        size_t standing = 0;
        for (size_t v = 0; v < all.count; v++)
            standing += visit_stands(all.rows[v]);
        size_t agreed = (size_t)(number / NUMBER_ONE);
        wanted += agreed > standing ? agreed - standing : 0;
    }
    /* One that is replaced, and found no place, still stands in the file. */
    ck_assert_msg(visits_unplaced(&j->visits) >= wanted, "seed %d: %d left, %d said", seed,
                  (int)wanted, (int)visits_unplaced(&j->visits));
}

static void judge(const Judged *j, int seed)
{
    judge_by_rules(j, seed);
    for (size_t i = 0; i < j->visits.count; i++) {
        judge_moment(j, &j->visits.items[i], seed);
        judge_gap(j, &j->visits.items[i], seed);
    }
    judge_supervisors(j, seed);
    judge_count(j, seed);
}

START_TEST(test_nothing_is_ever_broken)
{
    size_t proposed = 0, unplaced = 0, replaced = 0;
    for (int seed = 1; seed <= TERMS; seed++) {
        Judged j;
        judged_open(&j, (uint64_t)seed, 0);
        judge(&j, seed);
        proposed += j.visits.count;
        unplaced += visits_unplaced(&j.visits);
        for (size_t i = 0; i < j.visits.count; i++)
            replaced += j.visits.items[i].replaced != NULL;
        judged_close(&j);
    }
    ck_assert_uint_gt(proposed, 5000);
    ck_assert_uint_gt(unplaced, 1000);
    ck_assert_uint_gt(replaced, 100);
}
END_TEST

START_TEST(test_rows_come_in_any_order)
{
    for (uint64_t seed = 1; seed <= 150; seed++) {
        Judged j, shuffled;
        Buffer one = {0}, other = {0};
        judged_open(&j, seed, 0);
        judged_open(&shuffled, seed, seed + 77);
        visits_csv(&j.visits, &one);
        visits_csv(&shuffled.visits, &other);
        ck_assert_msg(text_is(buffer_text(&one), buffer_text(&other)), "seed %d:\n%s\n%s",
                      (int)seed, buffer_text(&one), buffer_text(&other));
        buffer_free(&one);
        buffer_free(&other);
        judged_close(&j);
        judged_close(&shuffled);
    }
}
END_TEST

/* What is proposed, given back as an earlier proposal, is proposed again. */
START_TEST(test_an_earlier_proposal_stays)
{
    for (uint64_t seed = 1; seed <= 100; seed++) {
        Judged j;
        Earlier earlier;
        Visits again;
        Buffer one = {0}, other = {0};
        judged_open(&j, seed, 0);
        visits_csv(&j.visits, &one);
        TestDossier *dossier = &j.random.dossier;
        const char *path = scratch_text(&dossier->scratch, "earlier.csv", buffer_text(&one));
        ck_assert_int_eq(earlier_read(&earlier, path, j.arena, &dossier->error), STATUS_OK);
        ck_assert_uint_eq(earlier.count, j.visits.count);
        ck_assert_int_eq(
            visits_propose(&again, &j.record, &j.before, &earlier, j.arena, &dossier->error),
            STATUS_OK);
        visits_csv(&again, &other);
        for (size_t i = 0; i < j.visits.count; i++) {
            bool found = false;
            for (size_t k = 0; k < again.count && !found; k++)
                found =
                    again.items[k].day == j.visits.items[i].day &&
                    again.items[k].minutes == j.visits.items[i].minutes &&
                    again.items[k].sequence == j.visits.items[i].sequence &&
                    text_is(again.items[k].texts[VISITES_ID], j.visits.items[i].texts[VISITES_ID]);
            ck_assert_msg(found, "seed %d: %s moved\n%s\n%s", (int)seed,
                          j.visits.items[i].texts[VISITES_ID], buffer_text(&one),
                          buffer_text(&other));
        }
        buffer_free(&one);
        buffer_free(&other);
        judged_close(&j);
    }
}
END_TEST

SUITE("visits", test_an_earlier_proposal_stays, test_nothing_is_ever_broken,
      test_rows_come_in_any_order)
