/* ate initialiser: a new dossier from the schema and the program's own templates.
 * Nothing that exists is ever written over. */
#include "base/file.h"
#include "base/text.h"
#include "command/commands.h"
#include "command/console.h"
#include "command/dossier.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The header alone. Excel opens it as columns of French text: BOM, semicolons, CRLF. */
static Status write_table(const char *folder, const TableSchema *table, Arena *arena, Error *error)
{
    Buffer csv = {0};
    buffer_add_text(&csv, "\xEF\xBB\xBF");
    for (size_t c = 0; c < table->column_count; c++)
        buffer_printf(&csv, "%s%s", c ? ";" : "", table->columns[c].name);
    buffer_add_text(&csv, "\r\n");
    const char *path = path_join(arena, folder, arena_printf(arena, "input/%s.csv", table->name));
    Status status = file_put(path, buffer_text(&csv), csv.length, NULL, error);
    buffer_free(&csv);
    return status;
}

static void add_choices(Buffer *ini, const ColumnSchema *type)
{
    if (type->type != TYPE_CHOICE)
        return;
    const ChoiceList *list = schema_choices(type->target);
    buffer_add_text(ini, " (");
    for (size_t i = 0; i < list->count; i++)
        buffer_printf(ini, "%s%s", i ? ", " : "", list->choices[i].code);
    buffer_add_char(ini, ')');
}

/* Every key with its description; what is optional is there as a comment. */
static Status write_config(const char *folder, Arena *arena, Error *error)
{
    Buffer ini = {0};
    const char *section = "";
    buffer_add_text(&ini, _("; Configuration de ate. Une ligne qui commence par « ; » est un commentaire :\n"
                            "; enlevez le « ; » pour donner une valeur. Les clés marquées * sont à remplir.\n"));
    for (int k = 0; k < CONFIG_KEY_COUNT; k++) {
        const ConfigKey *key = config_key(k);
        if (!text_is(section, key->section))
            buffer_printf(&ini, "\n[%s]\n", key->section);
        section = key->section;
        bool required = key->type.flags & COLUMN_REQUIRED;
        buffer_printf(&ini, "; %s%s", required ? "* " : "", key->type.description[message_lang()]);
        add_choices(&ini, &key->type);
        buffer_printf(&ini, "\n%s%s = %s\n", required ? "" : ";", key->key,
                      key->fallback ? key->fallback : "");
    }
    buffer_add_text(&ini, _("\n; Les colonnes de vos exportations, si leurs noms diffèrent des nôtres :\n"
                            ";[colonnes.eleves]\n;code_permanent = No permanent\n"
                            "\n; La gravité d'une règle : erreur, avertissement, info ou ignorer.\n"
                            ";[regles]\n;jumelage-absent = info\n"
                            "\n; Le salaire minimum et la date de chaque taux (source : CNESST).\n"
                            ";[salaire_minimum]\n;2025-05-01 = 16,10\n"));
    Status status = file_put(path_join(arena, folder, "config.ini"), buffer_text(&ini), ini.length, NULL,
                             error);
    buffer_free(&ini);
    return status;
}

static Status copy_tree(const char *from, const char *to, Arena *arena, Error *error)
{
    DIR *dir = opendir(from);
    if (!dir)
        return error_errno(error, from, _("les modèles du programme sont introuvables"));
    Status status = STATUS_OK;
    Buffer bytes = {0};
    for (struct dirent *entry; status == STATUS_OK && (entry = readdir(dir));) {
        if (entry->d_name[0] == '.')
            continue;
        const char *source = path_join(arena, from, entry->d_name);
        const char *target = path_join(arena, to, entry->d_name);
        if (file_kind(source) == FILE_FOLDER) {
            status = copy_tree(source, target, arena, error);
        } else {
            status = file_read(source, 64u << 20, &bytes, error);
            if (status == STATUS_OK)
                status = file_put(target, buffer_text(&bytes), bytes.length, NULL, error);
        }
    }
    buffer_free(&bytes);
    closedir(dir);
    return status;
}

static bool is_empty_folder(const char *path)
{
    DIR *dir = opendir(path);
    if (!dir)
        return false;
    bool empty = true;
    for (struct dirent *entry; empty && (entry = readdir(dir));)
        empty = text_is(entry->d_name, ".") || text_is(entry->d_name, "..");
    closedir(dir);
    return empty;
}

Status command_initialise(const Options *options, Error *error)
{
    if (options->columns)
        return command_columns(options, error);
    const char *folder = options->operands[0];
    if (file_kind(folder) != FILE_ABSENT && !is_empty_folder(folder)) {
        error_set(error, STATUS_USAGE, folder, _("ce nom est déjà pris"));
        error_remedy(error, _("donnez le nom d'un dossier nouveau ou vide : rien n'y est jamais écrasé"));
        return STATUS_USAGE;
    }
    Arena *arena = arena_new();
    Status status =
        copy_tree(program_data(arena, "templates"), path_join(arena, folder, "templates"), arena, error);
    for (int t = 0; t < TABLE_COUNT && status == STATUS_OK; t++)
        status = write_table(folder, schema_table(t), arena, error);
    if (status == STATUS_OK)
        status = write_config(folder, arena, error);
    if (status == STATUS_OK)
        console_say(_("Le dossier %s est prêt.\n"
                      "  1. Remplissez config.ini (les clés marquées *).\n"
                      "  2. Mettez vos exportations dans input/ (« ate schema » décrit les colonnes).\n"
                      "  3. Lancez « ate -C %s valider ».\n"),
                    folder, folder);
    arena_free(arena);
    return status;
}
