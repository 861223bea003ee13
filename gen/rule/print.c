/* print: rule caractere-non-imprimable. Every text that a document could print is
 * looked at, so that an empty box never reaches a page. */
#include "rule/families.h"

#include "base/buffer.h"
#include "base/text.h"
#include "rule/facts.h"

#include <string.h>

/* The first character that no font has; 0 when all can be printed. */
static uint32_t first_unprintable(const Check *check, const char *text)
{
    const char *end = text + strlen(text);
    while (text < end) {
        if (*text >= ' ' && *text < 0x7F) { /* every font has ASCII */
            text++;
            continue;
        }
        uint32_t c = utf8_next(&text, end);
        if (c != '\n' && c != '\t' && !check->printable(check->fonts, c))
            return c;
    }
    return 0;
}

static void look_at(Check *check, const char *text, Place place)
{
    uint32_t c = first_unprintable(check, text);
    if (!c)
        return;
    bool personal = place.value && text_is(place.value, "***");
    if (personal || c < 0xA0 || c == 0xFFFD) {
        report(check, place, _("aucune police ne peut imprimer le caractère U+%04X de cette case"),
               c);
        return;
    }
    Buffer shown = {0};
    buffer_add_codepoint(&shown, c);
    report(check, place,
           _("aucune police ne peut imprimer le caractère « %s » (U+%04X) de cette case"),
           buffer_text(&shown), c);
    buffer_free(&shown);
}

static bool is_ascii(const char *text)
{
    while (*text >= ' ' && *text < 0x7F)
        text++;
    return !*text;
}

static Place place_of_extra(const Check *check, const Row *row, size_t i)
{
    Place place = place_of(check->term, row, -1);
    place.column = row->table->extra_headers[i];
    place.value = row->extra[i];
    cell_name(row->table->extra_columns[i], row->record, place.cell);
    return place;
}

static void look_at_row(Check *check, const Row *row)
{
    const TableSchema *schema = row->table->schema;
    for (size_t c = 0; c < schema->column_count; c++) {
        Type type = schema->columns[c].type;
        if (type != TYPE_TEXT && type != TYPE_EMAIL && type != TYPE_PHONE)
            continue;
        const char *text = row_text(row, (int)c);
        if (!is_ascii(text))
            look_at(check, text, place_of(check->term, row, (int)c));
    }
    for (size_t i = 0; row->extra && i < row->table->extra_count; i++)
        if (row->extra[i] && !is_ascii(row->extra[i]))
            look_at(check, row->extra[i], place_of_extra(check, row, i));
}

void print_characters(Check *check, const Row *row)
{
    (void)row;
    if (!check->printable)
        return;
    for (int key = 0; key < CONFIG_KEY_COUNT; key++)
        if (config_key(key)->type.type == TYPE_TEXT)
            look_at(check, config_text(check->config, key), place_of_config(check->config, key));
    for (int t = 0; t < TABLE_COUNT; t++)
        for (size_t i = 0; i < check->term->tables[t].row_count; i++)
            look_at_row(check, &check->term->tables[t].rows[i]);
}
