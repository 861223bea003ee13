/* rule: runs the table of rules over a term, and takes what they report. */
#include "rule/rule.h"

#include "base/file.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char *code_candidate(const void *context, size_t i)
{
    return ((const Rule *)context)[i].code;
}

static int parse_severity(const char *text)
{
    for (int s = SEVERITY_ERROR; s <= SEVERITY_IGNORE; s++)
        if (text_is(severity_code((Severity)s), text))
            return s;
    return -1;
}

static Status override_wrong(const Check *check, const ConfigPair *pair, Error *error)
{
    char place[64];
    snprintf(place, sizeof place, "%s:%u", path_name(check->config->path), pair->line);
    size_t count;
    const Rule *rules = rule_table(&count);
    const Rule *rule = rule_find(pair->key);
    if (!rule) {
        const char *nearest = text_nearest(pair->key, code_candidate, rules, count);
        error_set(error, STATUS_USAGE, place, _("[regles] : « %s » n'est pas le code d'une règle"),
                  pair->key);
        if (nearest)
            error_remedy(error, _("vouliez-vous dire « %s » ?"), nearest);
        else
            error_remedy(error, _("« ate regles » donne la liste des codes"));
        return STATUS_USAGE;
    }
    int severity = parse_severity(pair->value);
    if (severity < 0) {
        error_set(error, STATUS_USAGE, place, _("[regles] %s : « %s » n'est pas une gravité"),
                  pair->key, pair->value);
        error_remedy(error, _("écrivez erreur, avertissement, info ou ignorer"));
        return STATUS_USAGE;
    }
    if (rule->locked && severity != SEVERITY_ERROR) {
        error_set(error, STATUS_USAGE, place, _("[regles] : « %s » reste toujours une erreur"),
                  pair->key);
        error_remedy(error, _("retirez cette ligne"));
        return STATUS_USAGE;
    }
    return STATUS_OK;
}

static Status check_overrides(const Check *check, Error *error)
{
    for (size_t i = 0; i < check->config->pair_count; i++) {
        const ConfigPair *pair = &check->config->pairs[i];
        Status status =
            text_is(pair->section, "regles") ? override_wrong(check, pair, error) : STATUS_OK;
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* Why a table cannot be used, in the user's words. */
static const char *table_reason(Check *check, int table)
{
    const Term *term = check->term;
    const char *file = term->tables[table].file;
    for (size_t i = 0; i < term->problem_count; i++) {
        if (term->problems[i].table != table)
            continue;
        if (term->problems[i].kind == PROBLEM_FILE_UNREADABLE)
            return arena_printf(check->findings->arena, _("%s ne peut pas être lu"), file);
        if (term->problems[i].kind == PROBLEM_FILE_EMPTY)
            return arena_printf(check->findings->arena, _("%s est vide"), file);
    }
    return arena_printf(check->findings->arena, _("%s n'est pas dans le dossier"), file);
}

static bool table_usable(Check *check, int table)
{
    if (table < 0 || check->term->tables[table].present)
        return true;
    report_unchecked(check, table, table_reason(check, table), 0);
    return false;
}

static bool column_usable(Check *check, int table, const char *name)
{
    int column = schema_find_column(table, name);
    if (column < 0 || term_column_present(check->term, table, column))
        return true;
    report_unchecked(check, table,
                     arena_printf(check->findings->arena, _("la colonne « %s » n'est pas dans %s"),
                                  name, check->term->tables[table].file),
                     0);
    return false;
}

static bool registry_usable(Check *check)
{
    if (check->record->registry)
        return true;
    report_unchecked(check, T_SEQUENCES, _("le dossier n'a pas encore de registre"), 0);
    return false;
}

/* One word of `needs`: "registre", "visites" or "visites.heure". */
static bool need_met(Check *check, const char *need)
{
    if (text_is(need, "registre"))
        return registry_usable(check);
    const char *dot = strchr(need, '.');
    size_t length = dot ? (size_t)(dot - need) : strlen(need);
    int table = schema_find_table(arena_slice(check->scratch, need, length));
    return table_usable(check, table) && (!dot || column_usable(check, table, dot + 1));
}

static bool needs_met(Check *check)
{
    for (const char *p = check->rule->needs; *p;) {
        size_t length = strcspn(p, " ");
        if (!need_met(check, arena_slice(check->scratch, p, length)))
            return false;
        p += length + (p[length] == ' ');
    }
    return table_usable(check, check->rule->table);
}

static void run_one(Check *check, const Row *row)
{
    if (arena_used(check->scratch))
        arena_reset(check->scratch);
    check->rule->run(check, row);
}

static void run_rule(Check *check, const Rule *rule)
{
    check->rule = rule;
    const char *wanted = config_pair(check->config, "regles", rule->code);
    check->override = wanted ? parse_severity(wanted) : -1;
    bool ignored = check->override >= 0 ? check->override == SEVERITY_IGNORE
                                        : rule->severity[check->network] == SEVERITY_IGNORE;
    if (!rule->run || ignored || !needs_met(check))
        return;
    if (rule->table < 0) {
        run_one(check, NULL);
        return;
    }
    const Table *table = &check->term->tables[rule->table];
    for (size_t i = 0; i < table->row_count; i++)
        run_one(check, &table->rows[i]);
}

Status rule_run(Check *check, Error *error)
{
    Status status = check_overrides(check, error);
    if (status != STATUS_OK)
        return status;
    if (!check->findings->arena)
        check->findings->arena = arena_new();
    check->scratch = arena_new();
    size_t count;
    const Rule *rules = rule_table(&count);
    for (size_t i = 0; i < count; i++)
        run_rule(check, &rules[i]);
    arena_free(check->scratch);
    check->scratch = NULL;
    check->rule = NULL;
    findings_sort(check->findings);
    return STATUS_OK;
}

const Rule *rule_find(const char *code)
{
    size_t count;
    const Rule *rules = rule_table(&count);
    for (size_t i = 0; i < count; i++)
        if (text_is(rules[i].code, code))
            return &rules[i];
    return NULL;
}

static Severity final_severity(const Check *check, Severity severity)
{
    if (check->override >= 0)
        severity = (Severity)check->override;
    return check->strict && severity == SEVERITY_WARNING ? SEVERITY_ERROR : severity;
}

static void add(Check *check, Severity severity, Place place, const char *fix, const char *format,
                va_list args)
{
    Findings *f = check->findings;
    f->items = vector_reserve(f->items, &f->capacity, f->count + 1, sizeof *f->items);
    f->items[f->count++] = (Finding){
        .rule = check->rule,
        .severity = final_severity(check, severity),
        .place = place,
        .message = arena_vprintf(f->arena, format, args),
        .fix = fix ? arena_string(f->arena, fix) : _(check->rule->fix),
        .holds = check->rule->holds,
    };
}

void report(Check *check, Place place, const char *format, ...)
{
    Severity severity = check->rule->severity[check->network];
    if (severity == SEVERITY_IGNORE) /* only [regles] brought it here */
        severity = SEVERITY_WARNING;
    va_list args;
    va_start(args, format);
    add(check, severity, place, NULL, format, args);
    va_end(args);
}

void report_as(Check *check, Severity severity, Place place, const char *fix, const char *format,
               ...)
{
    va_list args;
    va_start(args, format);
    add(check, severity, place, fix, format, args);
    va_end(args);
}

void report_holds(Check *check, const char *kinds)
{
    Findings *f = check->findings;
    if (f->count && f->items[f->count - 1].rule == check->rule)
        f->items[f->count - 1].holds = kinds;
}

void report_about(Check *check, const Row *const *rows, size_t count)
{
    Findings *f = check->findings;
    if (f->count && f->items[f->count - 1].rule == check->rule) {
        f->items[f->count - 1].about = rows;
        f->items[f->count - 1].about_count = count;
    }
}

void report_unchecked(Check *check, int table, const char *reason, size_t count)
{
    Findings *f = check->findings;
    const char *file = check->term->tables[table].file;
    for (size_t i = f->unchecked_count; i-- > 0;) {
        Unchecked *known = &f->unchecked[i];
        if (!text_is(known->code, check->rule->code))
            break;
        if (text_is(known->table, file) && text_is(known->reason, reason)) {
            known->count = count && known->count ? known->count + count : 0;
            return;
        }
    }
    f->unchecked = vector_reserve(f->unchecked, &f->unchecked_capacity, f->unchecked_count + 1,
                                  sizeof *f->unchecked);
    f->unchecked[f->unchecked_count++] =
        (Unchecked){check->rule->code, file, arena_string(f->arena, reason), count};
}
