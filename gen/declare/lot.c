/* lot: numbers, and the way of a lot to the registry and to the disk. */
#include "declare/lot.h"

#include "base/file.h"
#include "base/text.h"
#include "declare/control.h"
#include "declare/report.h"
#include "declare/valid.h"
#include "declare/writer.h"

#include <stdlib.h>
#include <string.h>

#define REPORT_NAME "rapport.pdf"
#define CONTROL_NAME "controle.csv"

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
    if (is_safe_name(*name) && !text_is(*name, REPORT_NAME) && !text_is(*name, CONTROL_NAME) &&
        !(plan->layout->schema && text_is(*name, plan->layout->schema)))
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
            if (!declared_is_of_lot(f) && *line->record.values[f])
                values[count++] =
                    (LotValue){declared_field((DeclaredField)f)->name, line->record.values[f]};
        entries[i] = (LotEntry){.sequence = row_key(line->row),
                                .nature = line->nature,
                                .lot = plan->lot.number,
                                .values = values,
                                .value_count = count};
    }
    plan->lot.entries = entries;
    plan->lot.entry_count = plan->line_count;
}

/* What is of the lot, for its head and its foot. */
static void describe(const LotPlan *plan, DeclaredRecord *of_lot)
{
    DateText day;
    for (int i = 0; i < DECLARED_COUNT; i++)
        of_lot->values[i] = "";
    of_lot->values[DECLARED_LOT] = plan->lot.number;
    of_lot->values[DECLARED_DATE_LOT] = arena_string(plan->arena, date_iso(plan->lot.made_on, day));
    of_lot->values[DECLARED_ANNEE_SCOLAIRE] = plan->lot.school_year;
    of_lot->values[DECLARED_ORGANISME] =
        config_text(plan->record->config, CONFIG_ETABLISSEMENT_CODE_ORGANISME);
}

static Status write_records(const LotPlan *plan, Buffer *bytes, Error *error)
{
    DeclaredRecord of_lot;
    FieldFault fault = {0};
    const DeclaredRecord **records =
        arena_array_of(plan->arena, plan->line_count + 1, const DeclaredRecord *);
    for (size_t i = 0; i < plan->line_count; i++)
        records[i] = &plan->lines[i].record;
    describe(plan, &of_lot);
    LotContent content = {&of_lot, records, plan->line_count};
    if (writer_file(plan->layout, &content, plan->arena, bytes, &fault))
        return STATUS_OK;
    uint32_t line = fault.field ? fault.field->line : 0;
    return error_set(error, STATUS_USAGE,
                     arena_printf(plan->arena, "%s:%u", plan->layout->path, (unsigned)line),
                     _("champ %s : %s"), fault.field ? fault.field->name : "", fault.reason);
}

/* The line of the record that a line of the document belongs to; NULL for none. */
static const LotLine *line_at(const LotPlan *plan, const Buffer *document, long line)
{
    const char *open = arena_printf(plan->arena, "\n  <%s", plan->layout->element);
    size_t record = 0, length = strlen(open);
    const char *p = buffer_text(document);
    for (long at = 1; at < line && (p = strchr(p, '\n')); at++, p++)
        if (strncmp(p, open, length) == 0 && strchr(" >\r\n", p[length]))
            record++;
    return record && record <= plan->line_count ? &plan->lines[record - 1] : NULL;
}

/* A destination that gives its schema refuses what does not follow it: so do we, before. */
static Status check_schema(const LotPlan *plan, const Buffer *document, Error *error)
{
    long line;
    Error why = {0};
    const Layout *layout = plan->layout;
    if (!layout->schema_bytes)
        return STATUS_OK;
    Status status = valid_document(layout->path, layout->schema_bytes, document, &line, &why);
    if (status == STATUS_OK)
        return STATUS_OK;
    const LotLine *at = line_at(plan, document, line);
    error_set(error, status, why.place, "%s", why.what);
    if (at)
        error_remedy(error, _("c'est la séquence %s : corrigez-la, ou accordez le modèle avec %s ; rien n'est écrit"),
                     row_key(at->row), layout->schema);
    else
        error_remedy(error, _("accordez le modèle avec %s ; rien n'est écrit"), layout->schema);
    return status;
}

static Status add_reports(const LotPlan *plan, LotFile *files, size_t *count, Press *press,
                          Error *error)
{
    Buffer bytes = {0};
    if (!press)
        return STATUS_OK;
    Status status = report_set(plan, &files[0], press, &bytes, error);
    if (status == STATUS_OK) {
        keep_file(plan, &files[(*count)++], REPORT_NAME, &bytes);
        buffer_clear(&bytes);
        control_sheet(plan, &bytes);
        keep_file(plan, &files[(*count)++], CONTROL_NAME, &bytes);
    }
    buffer_free(&bytes);
    return status;
}

static Status make_files(LotPlan *plan, Press *press, Error *error)
{
    const char *name;
    Status status = file_name(plan, &name, error);
    if (status != STATUS_OK)
        return status;
    LotFile *files = arena_array_of(plan->arena, 4, LotFile);
    size_t count = 0;
    Buffer bytes = {0};
    status = write_records(plan, &bytes, error);
    if (status == STATUS_OK)
        status = check_schema(plan, &bytes, error);
    if (status == STATUS_OK) {
        keep_file(plan, &files[count++], name, &bytes);
        if (plan->layout->schema_bytes)
            keep_file(plan, &files[count++], plan->layout->schema, plan->layout->schema_bytes);
        status = add_reports(plan, files, &count, press, error);
    }
    buffer_free(&bytes);
    plan->lot.files = files;
    plan->lot.file_count = count;
    make_entries(plan);
    return status;
}

static Status read_refusals(LotPlan *plan, Error *error)
{
    Status status = refusals_read(plan->record, plan->arena, &plan->returned, error);
    plan->refusals = refusals_list(&plan->returned, plan->arena);
    return status;
}

Status lot_prepare(LotPlan *plan, const Record *record, const Findings *findings,
                   const Layout *layout, Press *press, Arena *arena, Error *error)
{
    *plan = (LotPlan){.record = record, .layout = layout, .arena = arena};
    Status status = number_lot(plan, error);
    if (status == STATUS_OK)
        status = lots_last(record->registry, arena, &plan->last, error);
    if (status == STATUS_OK)
        status = read_refusals(plan, error);
    if (status == STATUS_OK)
        status = lot_compare(plan, findings, error);
    if (status == STATUS_OK && plan->line_count)
        status = make_files(plan, press, error);
    return status;
}

bool lot_layout_changed(const LotPlan *plan)
{
    return plan->last.number && !text_is(plan->last.layout_sha256, plan->layout->sha256);
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
    if (plan->line_count == 0 && plan->returned.count == 0)
        return STATUS_OK;
    Status status = registry_begin(registry, error);
    if (status != STATUS_OK)
        return status;
    status = lots_refuse(registry, plan->refusals, plan->returned.count, plan->record->today, error);
    if (status == STATUS_OK && plan->line_count)
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

Status lot_restore(const Registry *registry, const char *number, const char *output, Arena *arena,
                   LotOutput **files, size_t *count, Error *error)
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
            if (number && !text_is(lots[i].number, number))
                break;
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
        status = lot_restore(registry, NULL, output, plan->arena, files, count, error);
    return status;
}
