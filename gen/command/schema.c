/* ate schema: the data dictionary, from the schema that reading uses. As text, as
 * JSON, or as Frictionless Table Schemas (specs.frictionlessdata.io/table-schema). */
#include "base/text.h"
#include "command/commands.h"
#include "command/console.h"
#include "term/schema.h"

#include <jansson.h>
#include <stdlib.h>

static void describe_table(const TableSchema *table, Buffer *out)
{
    Lang lang = message_lang();
    buffer_printf(out, "\n%s.csv — %s%s\n", table->name, table->title[lang],
                  table->required ? _(" (obligatoire)") : "");
    for (size_t c = 0; c < table->column_count; c++) {
        const ColumnSchema *column = &table->columns[c];
        buffer_printf(out, "  %c %-26s %-14s %s",
                      column->flags & COLUMN_REQUIRED ? '*' : ' ', column->name,
                      schema_type_name(column->type), column->description[lang]);
        if (column->type == TYPE_LINK)
            buffer_printf(out, " → %s", schema_table(column->target)->name);
        if (column->type == TYPE_CHOICE || column->type == TYPE_LIST) {
            const ChoiceList *list = schema_choices(column->target);
            for (size_t i = 0; i < list->count; i++)
                buffer_printf(out, "%s%s", i ? ", " : _(" : "), list->choices[i].code);
        }
        if (column->flags & COLUMN_KEY)
            buffer_add_text(out, _(" (clé)"));
        buffer_add_char(out, '\n');
    }
}

static json_t *codes_of(const ColumnSchema *column)
{
    json_t *codes = json_array();
    const ChoiceList *list = schema_choices(column->target);
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(codes, json_string(list->choices[i].code));
    return codes;
}

static json_t *column_json(const ColumnSchema *column)
{
    json_t *json = json_object();
    json_object_set_new(json, "nom", json_string(column->name));
    json_object_set_new(json, "type", json_string(schema_type_name(column->type)));
    json_object_set_new(json, "requis", json_boolean(column->flags & COLUMN_REQUIRED));
    json_object_set_new(json, "cle", json_boolean((column->flags & COLUMN_KEY) == COLUMN_KEY));
    json_object_set_new(json, "personnel", json_boolean(column->flags & COLUMN_PERSONAL));
    if (column->type == TYPE_LINK)
        json_object_set_new(json, "table", json_string(schema_table(column->target)->name));
    if (column->type == TYPE_CHOICE || column->type == TYPE_LIST)
        json_object_set_new(json, "choix", codes_of(column));
    json_object_set_new(json, "description", json_string(column->description[message_lang()]));
    return json;
}

static json_t *table_json(const TableSchema *table)
{
    json_t *columns = json_array();
    for (size_t c = 0; c < table->column_count; c++)
        json_array_append_new(columns, column_json(&table->columns[c]));
    return json_pack("{s:s, s:s+, s:b, s:s, s:o}", "nom", table->name, "fichier", table->name, ".csv",
                     "requise", table->required, "titre", table->title[message_lang()],
                     "colonnes", columns);
}

/* The type by which a general tool can read the column without our leniency. */
static const char *frictionless_type(const ColumnSchema *column)
{
    switch (column->type) {
    case TYPE_DATE: return "date";
    case TYPE_NUMBER: return "number";
    case TYPE_YES_NO: return "boolean";
    default: return "string";
    }
}

static json_t *field_json(const ColumnSchema *column)
{
    json_t *constraints = json_object();
    json_t *field = json_object();
    json_object_set_new(field, "name", json_string(column->name));
    json_object_set_new(field, "type", json_string(frictionless_type(column)));
    json_object_set_new(field, "description", json_string(column->description[message_lang()]));
    if (column->type == TYPE_DATE)
        json_object_set_new(field, "format", json_string("any"));
    if (column->type == TYPE_NUMBER) {
        json_object_set_new(field, "decimalChar", json_string(","));
        json_object_set_new(field, "bareNumber", json_false());
    }
    if (column->type == TYPE_YES_NO) {
        json_object_set_new(field, "trueValues", json_pack("[s,s,s,s,s,s]", "oui", "o", "vrai", "yes", "1", "x"));
        json_object_set_new(field, "falseValues", json_pack("[s,s,s,s,s]", "non", "n", "faux", "no", "0"));
    }
    if (column->flags & COLUMN_REQUIRED)
        json_object_set_new(constraints, "required", json_true());
    if ((column->flags & COLUMN_KEY) == COLUMN_KEY)
        json_object_set_new(constraints, "unique", json_true());
    if (column->type == TYPE_CHOICE)
        json_object_set_new(constraints, "enum", codes_of(column));
    json_object_set_new(field, "constraints", constraints);
    return field;
}

static json_t *tableschema_json(const TableSchema *table)
{
    json_t *fields = json_array(), *links = json_array();
    for (size_t c = 0; c < table->column_count; c++) {
        const ColumnSchema *column = &table->columns[c];
        json_array_append_new(fields, field_json(column));
        if (column->type == TYPE_LINK) {
            const TableSchema *target = schema_table(column->target);
            json_array_append_new(links, json_pack("{s:s, s:{s:s, s:s}}", "fields", column->name, "reference",
                                                   "resource", target->name, "fields",
                                                   target->columns[target->key].name));
        }
    }
    json_t *schema = json_pack("{s:o, s:o, s:[s]}", "fields", fields, "foreignKeys", links,
                               "missingValues", "");
    if (table->key >= 0)
        json_object_set_new(schema, "primaryKey", json_string(table->columns[table->key].name));
    return json_pack("{s:s, s:s, s:o}", "name", table->name, "title", table->title[message_lang()],
                     "schema", schema);
}

static void add_json(Buffer *out, json_t *json)
{
    char *text = json_dumps(json, JSON_INDENT(2));
    if (text)
        buffer_printf(out, "%s\n", text);
    free(text);
    json_decref(json);
}

static const char *table_candidate(const void *context, size_t i)
{
    (void)context;
    return schema_table((int)i)->name;
}

Status command_schema(const Options *options, Error *error)
{
    int only = -1;
    if (options->operand_count) {
        only = schema_find_table(options->operands[0]);
        if (only < 0) {
            const char *nearest = text_nearest(options->operands[0], table_candidate, NULL, TABLE_COUNT);
            error_set(error, STATUS_USAGE, "", _("« %s » n'est pas une table"), options->operands[0]);
            if (nearest)
                error_remedy(error, _("vouliez-vous dire « %s » ?"), nearest);
            return STATUS_USAGE;
        }
    }
    Buffer out = {0};
    json_t *list = json_array();
    for (int t = 0; t < TABLE_COUNT; t++) {
        if (only >= 0 && t != only)
            continue;
        if (options->format == FORMAT_TEXT)
            describe_table(schema_table(t), &out);
        else
            json_array_append_new(list, options->format == FORMAT_JSON ? table_json(schema_table(t))
                                                                       : tableschema_json(schema_table(t)));
    }
    if (options->format == FORMAT_JSON)
        add_json(&out, json_pack("{s:i, s:O}", "version", 1, "tables", list));
    else if (options->format == FORMAT_TABLESCHEMA)
        add_json(&out, json_pack("{s:s, s:O}", "profile", "tabular-data-package", "resources", list));
    json_decref(list);
    console_write(&out);
    buffer_free(&out);
    return STATUS_OK;
}
