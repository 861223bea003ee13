#include "issue/source.h"

#include "base/buffer.h"

#include <inttypes.h>
#include <stdlib.h>

struct Sources {
    Arena *arena;
    Sha256 *digests[TABLE_COUNT]; /* by row; "" until it is asked for */
    Buffer text;
};

Sources *sources_new(void)
{
    Sources *sources = memory_resize(NULL, 1, sizeof *sources);
    *sources = (Sources){.arena = arena_new()};
    return sources;
}

void sources_free(Sources *sources)
{
    buffer_free(&sources->text);
    arena_free(sources->arena);
    free(sources);
}

/* "25/05/2026" and "2026-05-25" are one value; what is no value of its type is its
 * own text. */
static void add_value(Buffer *text, const ColumnSchema *column, const Value *value)
{
    DateText day;
    if (value->state != VALUE_GOOD) {
        buffer_add_text(text, value->text ? value->text : "");
        return;
    }
    switch (column->type) {
    case TYPE_DATE:
        buffer_add_text(text, date_iso(value->date, day));
        return;
    case TYPE_TIME:
        buffer_printf(text, "%02d:%02d", value->minutes / 60, value->minutes % 60);
        return;
    case TYPE_NUMBER:
        buffer_printf(text, "%" PRId64, value->number);
        return;
    case TYPE_YES_NO:
        buffer_add_text(text, value->yes ? "oui" : "non");
        return;
    case TYPE_CHOICE:
        buffer_add_text(text, schema_choices(column->target)->choices[value->choice].code);
        return;
    case TYPE_LIST:
        buffer_printf(text, "%" PRIx32, value->set);
        return;
    case TYPE_EMAIL:
    case TYPE_PHONE:
    case TYPE_POSTAL_CODE:
    case TYPE_NEQ:
    case TYPE_PERMANENT_CODE:
    case TYPE_PROGRAMME:
        buffer_add_text(text, value->print);
        return;
    case TYPE_ID:
    case TYPE_TEXT:
    case TYPE_LINK:
        buffer_add_text(text, value->text);
        return;
    }
}

static void add_row(Buffer *text, const Row *row)
{
    const TableSchema *schema = row->table->schema;
    for (size_t c = 0; c < schema->column_count; c++) {
        const Value *value = row_value(row, (int)c);
        if (value->state == VALUE_EMPTY)
            continue;
        buffer_printf(text, "%s=", schema->columns[c].name);
        add_value(text, &schema->columns[c], value);
        buffer_add_char(text, '\0'); /* no value holds one: nothing runs into the next */
    }
    for (size_t x = 0; x < row->table->extra_count; x++) {
        buffer_printf(text, "%s=%s", row->table->extra_headers[x], row->extra[x]);
        buffer_add_char(text, '\0');
    }
}

const char *source_sha256(Sources *sources, const Row *row)
{
    Sha256 **digests = &sources->digests[row->table->id];
    if (!*digests)
        *digests = arena_array(sources->arena, row->table->row_count, sizeof **digests);
    char *digest = (*digests)[row->index];
    if (!*digest) {
        buffer_clear(&sources->text);
        add_row(&sources->text, row);
        sha256_hex(buffer_text(&sources->text), sources->text.length, digest);
    }
    return digest;
}
