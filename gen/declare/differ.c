/* differ: the neutral records of the tables beside the last ones that the registry holds. */
#include "declare/lot.h"

#include "base/map.h"
#include "base/text.h"
#include "declare/writer.h"
#include "record/declarable.h"
#include "rule/rule.h"
#include "term/value.h"

#include <stdlib.h>
#include <string.h>

typedef struct Differ {
    LotPlan *plan;
    Map *held;     /* "declaration:SEQ-1" -> codes of the findings that hold its record back */
    Map *declared; /* sequence -> LotEntry, its last one */
    Map *refused;  /* sequence -> LotRefusal, of its last record */
    Map *present;  /* sequences of the inputs */
} Differ;

/* ---- What is not declared ---- */

static void omit(Differ *differ, OmissionKind kind, const char *sequence, const char *programme,
                 const char *place, const char *reason)
{
    LotPlan *plan = differ->plan;
    plan->omissions = vector_reserve(plan->omissions, &plan->omission_capacity,
                                     plan->omission_count + 1, sizeof *plan->omissions);
    plan->omissions[plan->omission_count++] = (LotOmission){kind, sequence, programme, place, reason};
    plan->refused += kind == OMISSION_REFUSED;
}

static const char *programme_of(const Row *sequence)
{
    const Row *programme = declared_row(DECLARED_PROGRAMME, sequence);
    return programme ? row_key(programme) : "";
}

/* "eleves.csv:12 (C12)" */
static const char *place_text(const Differ *differ, const Row *row, int column)
{
    if (!row)
        return "";
    Place place = place_of(differ->plan->record->term, row, column);
    return *place.cell
               ? arena_printf(differ->plan->arena, "%s:%u (%s)", place.file, (unsigned)place.line,
                              place.cell)
               : arena_printf(differ->plan->arena, "%s:%u", place.file, (unsigned)place.line);
}

static void omit_refused(Differ *differ, const Row *sequence, const FieldFault *fault)
{
    int source = fault->field->source;
    const FieldSchema *field = source < 0 ? NULL : declared_field((DeclaredField)source);
    const Row *row = field ? declared_row((DeclaredField)source, sequence) : NULL;
    omit(differ, OMISSION_REFUSED, row_key(sequence), programme_of(sequence),
         place_text(differ, row ? row : sequence, row ? field->column : -1),
         arena_printf(differ->plan->arena, _("champ %s : %s"), fault->field->name, fault->reason));
}

/* ---- What was declared ---- */

static void take_values(const LotEntry *entry, DeclaredRecord *record)
{
    for (int i = 0; i < DECLARED_COUNT; i++)
        record->values[i] = "";
    for (size_t v = 0; v < entry->value_count; v++) {
        int field = declared_find(entry->values[v].field);
        if (field >= 0)
            record->values[field] = entry->values[v].value;
    }
    if (!value_parse_number(record->values[DECLARED_HEURES], &record->hours))
        record->hours = 0;
}

/* Only what the layout writes is compared: a change that the destination cannot see is no news. */
static bool same_declaration(const Layout *layout, const DeclaredRecord *a, const DeclaredRecord *b)
{
    const LayoutRecord *detail = &layout->records[RECORD_DETAIL];
    for (size_t i = 0; i < detail->field_count; i++) {
        int source = detail->fields[i].source;
        if (source < 0 || declared_is_of_lot(source))
            continue;
        if (!text_is(a->values[source], b->values[source]))
            return false;
    }
    return true;
}

static Status read_declared(Differ *differ, Error *error)
{
    LotEntry *entries;
    size_t count;
    const LotPlan *plan = differ->plan;
    Status status = lots_declared_without(plan->record->registry, plan->refusals,
                                          plan->returned.count, plan->arena, &entries, &count,
                                          error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        map_put(differ->declared, entries[i].sequence, &entries[i]);
    return status;
}

/* Those that the registry knows, then those of declaration-refus.csv, as long as no later lot
 * holds the sequence. */
static Status read_refused(Differ *differ, Error *error)
{
    LotRefusal *known;
    size_t count;
    const LotPlan *plan = differ->plan;
    Status status = lots_refused(plan->record->registry, plan->arena, &known, &count, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        map_put(differ->refused, known[i].sequence, &known[i]);
    for (size_t i = 0; status == STATUS_OK && i < plan->returned.count; i++) {
        Refusal *refusal = &plan->returned.items[i];
        if (refusal->last)
            map_put(differ->refused, refusal->refused.sequence, &refusal->refused);
    }
    return status;
}

/* ---- Differences ---- */

static void stamp(const LotPlan *plan, Nature nature, DeclaredRecord *record)
{
    DateText day;
    int rank = (int)plan->line_count + 1;
    record->values[DECLARED_NATURE] = nature_code(nature);
    record->values[DECLARED_LOT] = plan->lot.number;
    record->values[DECLARED_NUMERO] = lots_record_number(plan->lot.number, rank, plan->arena);
    record->values[DECLARED_LIGNE] = arena_printf(plan->arena, "%d", rank);
    record->values[DECLARED_DATE_LOT] =
        arena_string(plan->arena, date_iso(plan->lot.made_on, day));
}

/* Adds a line if the layout can write it; its bytes are made again with the whole file. */
static void add_line(Differ *differ, LotLine line)
{
    LotPlan *plan = differ->plan;
    FieldFault fault;
    Buffer trial = {0};
    bool *cut = arena_array_of(plan->arena, plan->layout->records[RECORD_DETAIL].field_count + 1, bool);
    stamp(plan, line.nature, &line.record);
    line.cut = cut;
    line.refusal = map_get(differ->refused, row_key(line.row));
    if (writer_record(plan->layout, &line.record, plan->arena, &trial, cut, &fault)) {
        plan->lines = vector_reserve(plan->lines, &plan->line_capacity, plan->line_count + 1,
                                     sizeof *plan->lines);
        plan->lines[plan->line_count++] = line;
        plan->natures[line.nature]++;
    } else {
        omit_refused(differ, line.row, &fault);
    }
    buffer_free(&trial);
}

static void compare(Differ *differ, const Row *row, const LotEntry *before)
{
    LotPlan *plan = differ->plan;
    LotLine line = {.row = row, .nature = NATURE_AJOUT};
    record_declare(plan->record, row, plan->arena, &line.record);
    if (!before || before->nature == NATURE_ANNULATION) {
        add_line(differ, line);
        return;
    }
    DeclaredRecord *then = arena_new_of(plan->arena, DeclaredRecord);
    take_values(before, then);
    line.record.values[DECLARED_ANNEE_SCOLAIRE] = then->values[DECLARED_ANNEE_SCOLAIRE];
    line.nature = NATURE_MODIFICATION;
    line.before = then;
    if (same_declaration(plan->layout, &line.record, then))
        plan->unchanged++;
    else
        add_line(differ, line);
}

static void cancel(Differ *differ, const Row *row, const LotEntry *before)
{
    DeclaredRecord *then = arena_new_of(differ->plan->arena, DeclaredRecord);
    take_values(before, then);
    add_line(differ, (LotLine){.row = row, .nature = NATURE_ANNULATION, .record = *then,
                               .before = then});
}

static void judge(Differ *differ, const Row *row)
{
    LotPlan *plan = differ->plan;
    const char *key = row_key(row);
    const LotEntry *before = map_get(differ->declared, key);
    const char *codes = map_get(differ->held, arena_printf(plan->arena, "declaration:%s", key));
    Declarable declarable = record_declarable(plan->record, row);
    if (declarable == DECLARABLE_NOT_ENDED) {
        if (before && before->nature != NATURE_ANNULATION)
            cancel(differ, row, before);
        else
            plan->waiting[record_status(plan->record, row)]++;
    } else if (codes) {
        omit(differ, OMISSION_HELD, key, programme_of(row), place_text(differ, row, -1),
             arena_printf(plan->arena, _("retenue par des erreurs : %s"), codes));
    } else if (declarable == DECLARABLE_UNKNOWN) {
        omit(differ, OMISSION_HELD, key, programme_of(row), place_text(differ, row, -1),
             _("son état et son élève n'ont pas tous deux pu être lus"));
    } else if (declarable == DECLARABLE_NO_HOURS) {
        omit(differ, OMISSION_INCOMPLETE, key, programme_of(row), place_text(differ, row, SEQUENCES_HEURES_REALISEES),
             _("terminée sans heures réalisées"));
    } else if (declarable == DECLARABLE_NO_PERMANENT_CODE) {
        const Row *student = row_link(row, SEQUENCES_ELEVE);
        omit(differ, OMISSION_INCOMPLETE, key, programme_of(row),
             place_text(differ, student, ELEVES_CODE_PERMANENT), _("élève sans code permanent"));
    } else {
        compare(differ, row, before);
    }
}

static int by_key(const void *a, const void *b)
{
    return strcmp(row_key(*(const Row *const *)a), row_key(*(const Row *const *)b));
}

/* The rows in the order of their keys, so that their order in the file never matters. */
static void judge_all(Differ *differ)
{
    const Term *term = differ->plan->record->term;
    const Table *table = &term->tables[T_SEQUENCES];
    const Row **rows = arena_array_of(differ->plan->arena, table->row_count + 1, const Row *);
    for (size_t i = 0; i < table->row_count; i++)
        rows[i] = &table->rows[i];
    qsort(rows, table->row_count, sizeof *rows, by_key);
    for (size_t i = 0; i < table->row_count; i++) {
        const char *key = row_key(rows[i]);
        if (!map_put(differ->present, key, (void *)rows[i]))
            continue; /* a key used twice: cle-double holds it back */
        if (row_has(rows[i], SEQUENCES_ID))
            judge(differ, rows[i]);
    }
}

static void list_absent(const char *sequence, void *value, void *context)
{
    (void)sequence; /* the map's own copy: the entry's outlives it */
    Differ *differ = context;
    const LotEntry *entry = value;
    DeclaredRecord then;
    take_values(entry, &then);
    if (entry->nature == NATURE_ANNULATION || map_get(differ->present, entry->sequence) ||
        !text_is(then.values[DECLARED_ANNEE_SCOLAIRE], differ->plan->lot.school_year))
        return;
    omit(differ, OMISSION_ABSENT, entry->sequence, then.values[DECLARED_PROGRAMME], "",
         arena_printf(
             differ->plan->arena,
             _("déclarée par le lot %s, absente ou illisible dans sequences.csv : rien n'est "
               "annulé ; pour l'annuler, remettez la ligne avec le statut annulee"),
             entry->lot));
}

Status lot_compare(LotPlan *plan, const Findings *findings, Error *error)
{
    Differ differ = {plan, findings_holds(findings, plan->arena), map_new(), map_new(), map_new()};
    Status status = read_declared(&differ, error);
    if (status == STATUS_OK)
        status = read_refused(&differ, error);
    if (status == STATUS_OK) {
        judge_all(&differ);
        map_each(differ.declared, list_absent, &differ);
    }
    map_free(differ.held);
    map_free(differ.declared);
    map_free(differ.refused);
    map_free(differ.present);
    return status;
}
