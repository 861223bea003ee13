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

typedef struct Export {
    GuessExport guess;
    uint32_t record, line; /* of the headers */
    size_t filled;         /* headers that are not empty */
} Export;

/* The first record after `after` with several values: those above are titles. */
static bool read_headers(CsvReader *reader, uint32_t after, Export *read, Arena *arena)
{
    GuessExport *export = &read->guess;
    CsvRecord record;
    for (int line = 0; line <= LINES_ABOVE_MOST; line++) {
        CsvResult result = csv_next(reader, &record);
        if (result != CSV_RECORD && result != CSV_BROKEN)
            return false;
        if (result == CSV_BROKEN || record.number <= after || filled_fields(&record) < 2)
            continue;
        read->record = record.number;
        read->line = record.line;
        read->filled = filled_fields(&record);
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

static Status open_export(CsvReader **reader, const char *path, Error *error)
{
    Error why = {0};
    if (csv_open(reader, path, &(CsvOptions){0}, &why) == STATUS_OK)
        return STATUS_OK;
    if (why.cause != ENOENT && why.cause != EISDIR) {
        *error = why;
        return why.status;
    }
    if (why.cause == ENOENT)
        error_set(error, STATUS_USAGE, path, _("ce fichier n'existe pas"));
    else
        error_set(error, STATUS_USAGE, path, _("c'est un dossier"));
    error_remedy(error, _("donnez le chemin d'une exportation en CSV"));
    return STATUS_USAGE;
}

/* `found`: whether there are headers after the record `after`. */
static Status read_export(const char *path, uint32_t after, Export *export, bool *found,
                          Arena *arena, Error *error)
{
    CsvReader *reader;
    Status status = open_export(&reader, path, error);
    if (status != STATUS_OK)
        return status;
    *export = (Export){.guess = {.name = path_name(path)}};
    *found = read_headers(reader, after, export, arena);
    if (*found)
        read_samples(reader, &export->guess, arena);
    csv_close(reader);
    return STATUS_OK;
}

static Status no_headers(const char *path, Error *error)
{
    error_set(error, STATUS_USAGE, path, _("il n'y a pas de ligne d'en-têtes dans ce fichier"));
    error_remedy(error, _("donnez une exportation en CSV, dont la première ligne nomme les colonnes ; "
                          "dans Excel : Enregistrer sous, « CSV UTF-8 »"));
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

static void say_titles(const Export *export)
{
    if (export->record > 1)
        console_out(_("; Ses en-têtes sont à la ligne %u : retirez les lignes au-dessus\n"),
                    (unsigned)export->line);
}

/* The lines above the headers may have several values themselves, but fewer: the first line that is
 * like a table is taken, and no row below the headers for one. */
static Status recognise(const char *path, Arena *arena, Error *error)
{
    Export export = {0};
    Guess best, second;
    bool found;
    Status status = read_export(path, 0, &export, &found, arena, error);
    if (status != STATUS_OK)
        return status;
    if (!found)
        return no_headers(path, error);
    size_t above = 0;
    while (found && (export.filled <= above || !guess_table(&export.guess, arena, &best, &second))) {
        above = export.filled > above ? export.filled : above;
        status = read_export(path, export.record, &export, &found, arena, error);
        if (status != STATUS_OK)
            return status;
    }
    if (!found) {
        error_set(error, STATUS_USAGE, path, _("aucune table ne ressemble à cette exportation"));
        error_remedy(error, _("« ate schema » décrit les tables et leurs colonnes"));
        return STATUS_USAGE;
    }
    say_table(&export.guess, &best, &second, arena);
    say_titles(&export);
    say_columns(&export.guess, &best);
    say_rest(&export.guess, &best, arena);
    return STATUS_OK;
}

Status command_columns(const Options *options, Error *error)
{
    Arena *arena = arena_new();
    Status status = recognise(options->columns, arena, error);
    arena_free(arena);
    return status;
}
