/* ate initialiser --colonnes: what an export may be, as sections to be pasted into config.ini. Not
 * a value of the export is shown. */
#include "base/file.h"
#include "base/text.h"
#include "command/commands.h"
#include "command/console.h"
#include "read/csv.h"
#include "term/guess.h"

#include <errno.h>
#include <string.h>

enum { SAMPLES_MOST = 300, LINES_ABOVE_MOST = 5 };

/* ---- Reading. */

static size_t filled_fields(const CsvRecord *record)
{
    size_t filled = 0;
    for (size_t f = 0; f < record->count; f++)
        filled += record->fields[f].length > 0;
    return filled;
}

/* The first record with several values: lines above are titles. */
static bool read_headers(CsvReader *reader, GuessExport *export, Arena *arena)
{
    CsvRecord record;
    for (int line = 0; line <= LINES_ABOVE_MOST; line++) {
        CsvResult result = csv_next(reader, &record);
        if (result != CSV_RECORD && result != CSV_BROKEN)
            return false;
        if (result == CSV_BROKEN || filled_fields(&record) < 2)
            continue;
        export->header_count = record.count;
        export->headers = arena_array_of(arena, record.count, const char *);
        export->samples = arena_array_of(arena, record.count, const char **);
        for (size_t f = 0; f < record.count; f++) {
            export->headers[f] = text_nfc(arena, record.fields[f].text, record.fields[f].length);
            export->samples[f] = arena_array_of(arena, SAMPLES_MOST, const char *);
        }
        return true;
    }
    return false;
}

static void read_samples(CsvReader *reader, GuessExport *export, Arena *arena)
{
    CsvRecord record;
    CsvResult result;
    while (export->sample_count < SAMPLES_MOST &&
           ((result = csv_next(reader, &record)) == CSV_RECORD || result == CSV_BROKEN)) {
        if (result == CSV_BROKEN || record.count != export->header_count)
            continue;
        for (size_t f = 0; f < record.count; f++)
            export->samples[f][export->sample_count] =
                text_nfc(arena, record.fields[f].text, record.fields[f].length);
        export->sample_count++;
    }
}

static Status read_export(const char *path, GuessExport *export, Arena *arena, Error *error)
{
    CsvReader *reader;
    Error why = {0};
    if (csv_open(&reader, path, &(CsvOptions){0}, &why) != STATUS_OK) {
        if (why.cause == ENOENT || why.cause == EISDIR)
            return error_set(error, STATUS_USAGE, path, _("ce fichier ne peut pas être lu"));
        *error = why;
        return why.status;
    }
    *export = (GuessExport){.name = path_name(path)};
    bool any = read_headers(reader, export, arena);
    if (any)
        read_samples(reader, export, arena);
    csv_close(reader);
    if (any)
        return STATUS_OK;
    error_set(error, STATUS_USAGE, path, _("il n'y a pas de ligne d'en-têtes dans ce fichier"));
    error_remedy(error, _("donnez une exportation en CSV : la première ligne nomme les colonnes"));
    return STATUS_USAGE;
}

/* ---- Saying. */

/* A value of config.ini is one line, without blanks at its ends. */
static bool can_be_mapped(const char *header)
{
    return !strpbrk(header, "\r\n\t");
}

static void say_list(const char *title, const char *names)
{
    if (*names)
        console_out("; %s : %s\n", title, names);
}

static const char *add_name(Arena *arena, const char *names, const char *name)
{
    return arena_printf(arena, "%s%s%s", names, *names ? ", " : "", name);
}

static void say_table(const GuessExport *export, const Guess *best, const Guess *second,
                      Arena *arena)
{
    const TableSchema *table = schema_table(best->table);
    console_out(_("; %s, pris pour la table « %s » (%s). Colonnes : %zu, reconnues : %zu\n"),
                export->name, table->name, table->title[message_lang()], export->header_count,
                best->known);
    if (second->table >= 0)
        console_out(_("; À vérifier : la table « %s » est presque aussi vraisemblable\n"),
                    schema_table(second->table)->name);
    if (!text_is(export->name, arena_printf(arena, "%s.csv", table->name)))
        console_out(
            _("; À mettre dans input/ sous le nom %s.csv, ou à nommer sous [entrees] : %s = %s\n"),
            table->name, table->name, export->name);
}

static const char *doubt_text(GuessDoubt doubt)
{
    switch (doubt) {
    case GUESS_LIKE:
        return _("son nom ne fait que ressembler au nôtre");
    case GUESS_LOOK:
        return _("son nom ne dit rien, mais ses valeurs en ont la forme");
    case GUESS_CONTRARY:
        return _("la plupart de ses valeurs n'en ont pas la forme");
    case GUESS_RIVAL:
        return _("une autre colonne conviendrait aussi bien");
    case GUESS_SURE:
        break;
    }
    return _("son en-tête ne tient pas sur une ligne");
}

/* What is sure as it is to be pasted, what is not as comments, in the order of the export. */
static void say_columns(const GuessExport *export, const Guess *guess)
{
    const TableSchema *table = schema_table(guess->table);
    console_out("[colonnes.%s]\n", table->name);
    for (size_t h = 0; h < export->header_count; h++) {
        const GuessColumn *column = &guess->columns[h];
        if (column->column < 0)
            continue;
        const char *ours = table->columns[column->column].name;
        bool sure = column->doubt == GUESS_SURE && can_be_mapped(export->headers[h]);
        if (!sure)
            console_out(_("; À vérifier, puis enlever le « ; » — %s :\n"),
                        doubt_text(column->doubt));
        if (!column->named && can_be_mapped(export->headers[h]))
            console_out("%s%s = %s\n", sure ? "" : ";", ours, export->headers[h]);
        if (column->only_yes)
            console_out(
                _("; Elle ne dit jamais non : si une case vide veut dire non, enlevez le « ; » :\n"
                  ";%s.vide = non\n"),
                ours);
    }
}

static void say_rest(const GuessExport *export, const Guess *guess, Arena *arena)
{
    const TableSchema *table = schema_table(guess->table);
    const char *named = "", *unknown = "", *missing = "";
    bool *there = arena_array_of(arena, table->column_count, bool);
    for (size_t h = 0; h < export->header_count; h++) {
        const GuessColumn *column = &guess->columns[h];
        if (column->column >= 0)
            there[column->column] = true;
        if (column->named)
            named = add_name(arena, named, export->headers[h]);
        else if (column->column < 0 && *export->headers[h])
            unknown = add_name(arena, unknown, export->headers[h]);
    }
    for (size_t c = 0; c < table->column_count; c++)
        if (table->columns[c].flags & (COLUMN_REQUIRED | COLUMN_KEY) && !there[c])
            missing = add_name(arena, missing, table->columns[c].name);
    say_list(_("Déjà à notre nom"), named);
    say_list(_("Sans colonne chez nous, gardées pour les modèles"), unknown);
    say_list(_("Obligatoires, et non trouvées"), missing);
}

Status command_columns(const Options *options, Error *error)
{
    Arena *arena = arena_new();
    GuessExport export;
    Guess best, second;
    Status status = read_export(options->columns, &export, arena, error);
    if (status == STATUS_OK && guess_table(&export, arena, &best, &second)) {
        say_table(&export, &best, &second, arena);
        say_columns(&export, &best);
        say_rest(&export, &best, arena);
    } else if (status == STATUS_OK) {
        error_set(error, STATUS_USAGE, options->columns,
                  _("aucune table ne ressemble à cette exportation"));
        error_remedy(error, _("« ate schema » décrit les tables et leurs colonnes"));
        status = STATUS_USAGE;
    }
    arena_free(arena);
    return status;
}
