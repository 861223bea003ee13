#include "sheet/chosen.h"

#include "base/text.h"

#include <string.h>

static const char SECTION_NAME[] = "rapports";

/* The next name of a list separated by commas; NULL at its end. */
static const char *next_name(const char **list, Arena *arena)
{
    const char *name = "";
    while (**list && !*name) {
        size_t length = strcspn(*list, ",");
        name = text_trim(arena, *list, length);
        *list += length + ((*list)[length] == ',');
    }
    return *name ? name : NULL;
}

static Chosen usual_columns(const Sheet *sheet)
{
    Chosen usual = {0};
    for (size_t i = 0; i < sheet->column_count; i++)
        if (!sheet->columns[i].asked)
            usual.columns[usual.count++] = &sheet->columns[i];
    return usual;
}

Chosen chosen_columns(const Sheet *sheet, const Config *config)
{
    Chosen chosen = {0};
    Arena *arena = arena_new();
    const char *list = config_pair(config, SECTION_NAME, sheet->key);
    for (const char *name; list && (name = next_name(&list, arena));) {
        int column = column_find(sheet, name);
        if (column >= 0 && chosen.count < COLUMNS_MOST)
            chosen.columns[chosen.count++] = &sheet->columns[column];
    }
    arena_free(arena);
    return chosen.count ? chosen : usual_columns(sheet);
}

int chosen_place(const Chosen *chosen, const char *key)
{
    for (size_t i = 0; i < chosen->count; i++)
        if (text_is(chosen->columns[i]->key, key))
            return (int)i;
    return -1;
}

/* --- Checking config.ini ------------------------------------------------------------------- */

static const char *sheet_at(const void *context, size_t i)
{
    (void)context;
    return report_sheets[i]->key;
}

static const char *column_at(const void *context, size_t i)
{
    return ((const Sheet *)context)->columns[i].key;
}

static const char *joined(TextCandidate *candidate, const void *context, size_t count, Arena *arena)
{
    char *names = arena_string(arena, "");
    for (size_t i = 0; i < count; i++)
        names = arena_printf(arena, "%s%s%s", names, i ? ", " : "", candidate(context, i));
    return names;
}

typedef struct Checking {
    const Config *config;
    const ConfigPair *pair;
    Arena *arena;
    Error *error;
} Checking;

static const char *place_of_pair(const Checking *checking)
{
    return arena_printf(checking->arena, "%s:%u", checking->config->path, checking->pair->line);
}

static Status refuse(const Checking *checking, const char *what, const char *word,
                     TextCandidate *candidate, const void *context, size_t count)
{
    error_set(checking->error, STATUS_USAGE, place_of_pair(checking), "%s", what);
    const char *nearest = text_nearest(word, candidate, context, count);
    if (nearest)
        error_remedy(checking->error, _("vouliez-vous dire « %s » ?"), nearest);
    else
        error_remedy(checking->error, _("il y a : %s"),
                     joined(candidate, context, count, checking->arena));
    return STATUS_USAGE;
}

static Status check_columns(const Checking *checking, const Sheet *sheet)
{
    bool seen[COLUMNS_MOST] = {false};
    const char *list = checking->pair->value;
    for (const char *name; (name = next_name(&list, checking->arena));) {
        int column = column_find(sheet, name);
        if (column < 0)
            return refuse(checking,
                          arena_printf(checking->arena,
                                       _("la colonne « %s » n'existe pas dans la feuille « %s » des rapports"),
                                       name, sheet->key),
                          name, column_at, sheet, sheet->column_count);
        if (seen[column])
            return error_set(checking->error, STATUS_USAGE, place_of_pair(checking),
                             _("la colonne « %s » est nommée deux fois pour la feuille « %s »"), name,
                             sheet->key);
        seen[column] = true;
    }
    return STATUS_OK;
}

static Status check_pair(const Checking *checking)
{
    for (size_t i = 0; i < REPORT_COUNT; i++)
        if (text_is(report_sheets[i]->key, checking->pair->key))
            return check_columns(checking, report_sheets[i]);
    return refuse(checking,
                  arena_printf(checking->arena, _("les rapports n'ont pas de feuille « %s »"),
                               checking->pair->key),
                  checking->pair->key, sheet_at, NULL, REPORT_COUNT);
}

Status chosen_check(const Config *config, Error *error)
{
    Checking checking = {.config = config, .arena = arena_new(), .error = error};
    Status status = STATUS_OK;
    for (size_t i = 0; i < config->pair_count && status == STATUS_OK; i++) {
        checking.pair = &config->pairs[i];
        if (text_is(checking.pair->section, SECTION_NAME))
            status = check_pair(&checking);
    }
    arena_free(checking.arena);
    return status;
}
