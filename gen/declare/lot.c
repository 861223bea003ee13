/* lot: differences, numbers and the way of a lot to the registry and to the disk. */
#include "declare/lot.h"

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "declare/report.h"
#include "declare/writer.h"
#include "rule/rule.h"
#include "term/value.h"

#include <stdlib.h>
#include <string.h>

#define REPORT_NAME "rapport.txt"

typedef struct Differ {
    LotPlan *plan;
    Map *held;     /* "declaration:SEQ-1" -> codes of the findings that hold its record back */
    Map *declared; /* sequence -> LotEntry, its last one */
    Map *present;  /* sequences of the inputs */
} Differ;

/* ---- What is not declared ---- */

static void omit(Differ *differ, OmissionKind kind, const char *sequence, const char *place,
                 const char *reason)
{
    LotPlan *plan = differ->plan;
    plan->omissions = vector_reserve(plan->omissions, &plan->omission_capacity,
                                     plan->omission_count + 1, sizeof *plan->omissions);
    plan->omissions[plan->omission_count++] = (LotOmission){kind, sequence, place, reason};
    plan->refused += kind == OMISSION_REFUSED;
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
    omit(differ, OMISSION_REFUSED, row_key(sequence),
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
    for (size_t i = 0; i < layout->field_count; i++) {
        int source = layout->fields[i].source;
        if (source < 0 || source == DECLARED_NATURE || source == DECLARED_LOT)
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
    Status status = lots_declared(differ->plan->record->registry, differ->plan->arena, &entries,
                                  &count, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        map_put(differ->declared, entries[i].sequence, &entries[i]);
    return status;
}

/* ---- Differences ---- */

/* Adds a line if the layout can write it; its bytes are made again with the whole file. */
static void add_line(Differ *differ, const Row *row, Nature nature, DeclaredRecord *record)
{
    LotPlan *plan = differ->plan;
    FieldFault fault;
    Buffer trial = {0};
    bool *cut = arena_array_of(plan->arena, plan->layout->field_count + 1, bool);
    record->values[DECLARED_NATURE] = nature_code(nature);
    record->values[DECLARED_LOT] = plan->lot.number;
    buffer_add_text(&trial, "");
    if (writer_record(plan->layout, record, plan->arena, &trial, cut, &fault)) {
        plan->lines = vector_reserve(plan->lines, &plan->line_capacity, plan->line_count + 1,
                                     sizeof *plan->lines);
        plan->lines[plan->line_count++] = (LotLine){row, nature, *record, cut};
        plan->natures[nature]++;
    } else {
        omit_refused(differ, row, &fault);
    }
    buffer_free(&trial);
}

static void compare(Differ *differ, const Row *row, const LotEntry *before)
{
    DeclaredRecord now, then;
    record_declare(differ->plan->record, row, differ->plan->arena, &now);
    if (!before || before->nature == NATURE_ANNULATION) {
        add_line(differ, row, NATURE_AJOUT, &now);
        return;
    }
    take_values(before, &then);
    now.values[DECLARED_ANNEE_SCOLAIRE] = then.values[DECLARED_ANNEE_SCOLAIRE];
    if (!same_declaration(differ->plan->layout, &now, &then))
        add_line(differ, row, NATURE_MODIFICATION, &now);
}

static void cancel(Differ *differ, const Row *row, const LotEntry *before)
{
    DeclaredRecord then;
    take_values(before, &then);
    add_line(differ, row, NATURE_ANNULATION, &then);
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
        omit(differ, OMISSION_HELD, key, place_text(differ, row, -1),
             arena_printf(plan->arena, _("retenue par des erreurs : %s"), codes));
    } else if (declarable == DECLARABLE_UNKNOWN) {
        omit(differ, OMISSION_HELD, key, place_text(differ, row, -1),
             _("son état et son élève n'ont pas tous deux pu être lus"));
    } else if (declarable == DECLARABLE_NO_HOURS) {
        omit(differ, OMISSION_INCOMPLETE, key, place_text(differ, row, SEQUENCES_HEURES_REALISEES),
             _("terminée sans heures réalisées"));
    } else if (declarable == DECLARABLE_NO_PERMANENT_CODE) {
        const Row *student = row_link(row, SEQUENCES_ELEVE);
        omit(differ, OMISSION_INCOMPLETE, key,
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
    omit(differ, OMISSION_ABSENT, entry->sequence, "",
         arena_printf(
             differ->plan->arena,
             _("déclarée par le lot %s, absente ou illisible dans sequences.csv : rien n'est "
               "annulé ; pour l'annuler, remettez la ligne avec le statut annulee"),
             entry->lot));
}

/* ---- The lot itself ---- */

static bool is_safe_name(const char *name)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    size_t length = strlen(name);
    return length > 0 && length <= 100 && name[0] != '.' && name[length - 1] != '.' &&
           strspn(name, allowed) == length;
}

static Status number_lot(LotPlan *plan, Error *error)
{
    const Config *config = plan->record->config;
    const char *prefix = config_text(config, CONFIG_DECLARATION_LOT_PREFIXE);
    Lot *lot = &plan->lot;
    lot->school_year = config_text(config, CONFIG_PERIODE_ANNEE_SCOLAIRE);
    Status status = lots_next_rank(plan->record->registry, lot->school_year, &lot->rank, error);
    if (status != STATUS_OK)
        return status;
    lot->number = arena_printf(plan->arena, "%s-%s-%03d", prefix, lot->school_year, lot->rank);
    lot->made_on = plan->record->today;
    lot->layout = plan->layout->name;
    lot->layout_sha256 = plan->layout->sha256;
    if (is_safe_name(lot->number))
        return STATUS_OK;
    error_set(error, STATUS_USAGE, config->path,
              _("« %s » ne peut pas être le numéro d'un lot"), lot->number);
    error_remedy(error, _("[declaration] lot_prefixe et [periode] annee_scolaire n'ont que des "
                          "lettres sans accent, des chiffres, « - » et « _ »"));
    return STATUS_USAGE;
}

/* {lot} {organisme} {annee} in the layout's pattern. */
static Status file_name(const LotPlan *plan, const char **name, Error *error)
{
    const struct {
        const char *tag, *text;
    } tags[] = {
        {"{lot}", plan->lot.number},
        {"{organisme}",
         config_text(plan->record->config, CONFIG_ETABLISSEMENT_CODE_ORGANISME)},
        {"{annee}", plan->lot.school_year},
    };
    Buffer made = {0};
    for (const char *p = plan->layout->file; *p;) {
        size_t t = 0, count = sizeof tags / sizeof *tags;
        while (t < count && !text_starts(p, tags[t].tag))
            t++;
        if (t == count) {
            buffer_add_char(&made, *p++);
            continue;
        }
        buffer_add_text(&made, tags[t].text);
        p += strlen(tags[t].tag);
    }
    *name = arena_string(plan->arena, buffer_text(&made));
    buffer_free(&made);
    if (is_safe_name(*name) && !text_is(*name, REPORT_NAME))
        return STATUS_OK;
    error_set(error, STATUS_USAGE, plan->layout->path,
              _("« fichier » donne un nom impossible : « %s »"), *name);
    error_remedy(error,
                 _("le nom n'a que des lettres sans accent, des chiffres, « . », « - », « _ » "
                   "et {lot}, {organisme}, {annee}"));
    return STATUS_USAGE;
}

static void keep_file(const LotPlan *plan, LotFile *file, const char *name, const Buffer *bytes)
{
    *file = (LotFile){name, arena_slice(plan->arena, buffer_text(bytes), bytes->length),
                      bytes->length};
}

static void make_entries(LotPlan *plan)
{
    LotEntry *entries = arena_array_of(plan->arena, plan->line_count, LotEntry);
    for (size_t i = 0; i < plan->line_count; i++) {
        const LotLine *line = &plan->lines[i];
        LotValue *values = arena_array_of(plan->arena, DECLARED_COUNT, LotValue);
        size_t count = 0;
        for (int f = 0; f < DECLARED_COUNT; f++)
            if (f != DECLARED_NATURE && f != DECLARED_LOT && *line->record.values[f])
                values[count++] =
                    (LotValue){declared_field((DeclaredField)f)->name, line->record.values[f]};
        entries[i] = (LotEntry){row_key(line->row), line->nature, plan->lot.number, values, count};
    }
    plan->lot.entries = entries;
    plan->lot.entry_count = plan->line_count;
}

static Status make_files(LotPlan *plan, Error *error)
{
    const char *name;
    Status status = file_name(plan, &name, error);
    if (status != STATUS_OK)
        return status;
    LotFile *files = arena_array_of(plan->arena, 2, LotFile);
    Buffer bytes = {0};
    FieldFault fault;
    writer_begin(plan->layout, &bytes);
    for (size_t i = 0; i < plan->line_count; i++)
        writer_record(plan->layout, &plan->lines[i].record, plan->arena, &bytes, NULL, &fault);
    keep_file(plan, &files[0], name, &bytes);
    buffer_clear(&bytes);
    report_lot(plan, &files[0], &bytes);
    keep_file(plan, &files[1], REPORT_NAME, &bytes);
    buffer_free(&bytes);
    plan->lot.files = files;
    plan->lot.file_count = 2;
    make_entries(plan);
    return STATUS_OK;
}

Status lot_prepare(LotPlan *plan, const Record *record, const Findings *findings,
                   const Layout *layout, Arena *arena, Error *error)
{
    *plan = (LotPlan){.record = record, .layout = layout, .arena = arena};
    Differ differ = {plan, findings_holds(findings, arena), map_new(), map_new()};
    Status status = number_lot(plan, error);
    if (status == STATUS_OK)
        status = read_declared(&differ, error);
    if (status == STATUS_OK) {
        judge_all(&differ);
        map_each(differ.declared, list_absent, &differ);
        if (plan->line_count)
            status = make_files(plan, error);
    }
    map_free(differ.held);
    map_free(differ.declared);
    map_free(differ.present);
    return status;
}

void lot_free(LotPlan *plan)
{
    free(plan->lines);
    free(plan->omissions);
    plan->lines = NULL;
    plan->omissions = NULL;
}

Status lot_register(const LotPlan *plan, Registry *registry, Error *error)
{
    if (plan->line_count == 0)
        return STATUS_OK;
    Status status = registry_begin(registry, error);
    if (status != STATUS_OK)
        return status;
    status = lots_add(registry, &plan->lot, error);
    if (status == STATUS_OK)
        status = registry_commit(registry, error);
    if (status != STATUS_OK)
        registry_rollback(registry);
    return status;
}

static Status restore_file(const Lot *lot, const LotFile *file, const char *output, Arena *arena,
                           LotOutput *made, Error *error)
{
    *made = (LotOutput){
        .path = arena_printf(arena, "declaration/%s/%s", lot->number, file->name),
        .lot = lot->number,
        .length = file->length,
    };
    sha256_hex(file->bytes, file->length, made->sha256);
    return file_put(path_join(arena, output, made->path), file->bytes, file->length, &made->written,
                    error);
}

Status lot_restore(const Registry *registry, const char *output, Arena *arena, LotOutput **files,
                   size_t *count, Error *error)
{
    Lot *lots;
    size_t lot_count, total = 0;
    *count = 0;
    Status status = lots_list(registry, arena, &lots, &lot_count, error);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < lot_count; i++)
        total += lots[i].file_count;
    *files = arena_array_of(arena, total + 1, LotOutput);
    for (size_t i = 0; i < lot_count; i++)
        for (size_t f = 0; f < lots[i].file_count; f++) {
            status = restore_file(&lots[i], &lots[i].files[f], output, arena, &(*files)[*count],
                                  error);
            if (status != STATUS_OK)
                return status;
            (*count)++;
        }
    return STATUS_OK;
}

Status lot_write(const LotPlan *plan, Registry *registry, const char *output, LotOutput **files,
                 size_t *count, Error *error)
{
    Status status = lot_register(plan, registry, error);
    if (status == STATUS_OK)
        status = lot_restore(registry, output, plan->arena, files, count, error);
    return status;
}
