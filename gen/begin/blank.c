#include "begin/blank.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/text.h"
#include "term/config.h"

Status blank_table(const char *path, const TableSchema *table, Error *error)
{
    Buffer csv = {0};
    buffer_add_text(&csv, CSV_MARK);
    for (size_t c = 0; c < table->column_count; c++)
        buffer_printf(&csv, "%s%s", c ? ";" : "", table->columns[c].name);
    buffer_add_text(&csv, "\r\n");
    Status status = file_put_among(path, buffer_text(&csv), csv.length, NULL, error);
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

Status blank_config(const char *folder, Arena *arena, Error *error)
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
    buffer_add_text(&ini, _("\n; Les colonnes d'une feuille du classeur, et leur ordre.\n"
                            ";[rapports]\n;taches = id, tache, echeance, statut\n"));
    Status status = file_put(path_join(arena, folder, "config.ini"), buffer_text(&ini), ini.length, NULL,
                             error);
    buffer_free(&ini);
    return status;
}
