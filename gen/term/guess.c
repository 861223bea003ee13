#include "term/guess.h"

#include "base/text.h"
#include "term/guess_name.h"
#include "term/value.h"

#include <stdlib.h>
#include <string.h>

enum {
    SCORE_LEAST = 40,
    SCORE_CONFIRMED = 15,
    SCORE_LOOK_ALONE = 45,
    SURE_NAME = 75,
    RIVAL_WITHIN = 8,
    LOOK_GOOD = 80,
    LOOK_CERTAIN = 90,
    LOOK_BAD = 50, /* % of values */
    FILE_NAME_BONUS = 25,
    EXPLAINED_LEAST = 25,
    /* % */ NEARLY = 85, /* % of the best */
};

typedef struct Pair {
    int score, name, column, header;
    int look; /* % of the values that look like the column; -1 when there are none */
} Pair;

/* ---- Values. */

static bool looks_like_programme(const char *text)
{
    size_t length = strlen(text);
    return length >= 4 && length <= 6 && strpbrk(text, "0123456789");
}

static bool looks_like(const ColumnSchema *column, const char *text, Arena *scratch)
{
    const char *print;
    Value value;
    ValueFault fault;
    switch (column->type) {
    case TYPE_EMAIL:
        return email_is_sendable(text);
    case TYPE_PHONE:
        return phone_normalise(text, scratch, &print);
    case TYPE_POSTAL_CODE:
        return postal_code_normalise(text, scratch, &print);
    case TYPE_NEQ: /* ten digits may also be a telephone */
        return neq_normalise(text, scratch, &print) &&
               (text_starts(print, "11") || text_starts(print, "22") || text_starts(print, "33") ||
                text_starts(print, "88"));
    case TYPE_PERMANENT_CODE:
        return permanent_code_normalise(text, scratch, &print);
    case TYPE_PROGRAMME:
        return looks_like_programme(text);
    case TYPE_LINK:
        if (column->target == T_PROGRAMMES)
            return looks_like_programme(text);
        return value_parse(&(ColumnSchema){.type = TYPE_ID}, text, scratch, &value, &fault);
    default:
        return value_parse(column, text, scratch, &value, &fault);
    }
}

/* Of the values that are not empty, in %; -1 when all are. */
static int look_of(const GuessExport *export, size_t header, const ColumnSchema *column,
                   Arena *scratch)
{
    size_t filled = 0, alike = 0;
    for (size_t i = 0; i < export->sample_count; i++) {
        const char *text = export->samples[header][i];
        if (!*text)
            continue;
        filled++;
        alike += looks_like(column, text, scratch);
    }
    return filled ? (int)(100 * alike / filled) : -1;
}

/* Any text is a text, any word an identifier: their look says nothing for them. */
static bool look_tells(const ColumnSchema *column)
{
    return column->type != TYPE_TEXT && column->type != TYPE_ID && column->type != TYPE_LINK;
}

static bool look_tells_alone(const ColumnSchema *column)
{
    return column->type == TYPE_EMAIL || column->type == TYPE_PHONE ||
           column->type == TYPE_POSTAL_CODE || column->type == TYPE_NEQ ||
           column->type == TYPE_PERMANENT_CODE;
}

/* ---- Pairs of a header and a column. */

static Pair pair_of(const GuessExport *export, const TableSchema *table, size_t header, size_t c,
                    Arena *scratch)
{
    const ColumnSchema *column = &table->columns[c];
    Pair pair = {.name = guess_name(export->headers[header], table, column, scratch),
                 .column = (int)c,
                 .header = (int)header,
                 .look = -1};
    pair.score = pair.name;
    if (pair.name < SCORE_LEAST && !look_tells_alone(column))
        return pair;
    pair.look = look_of(export, header, column, scratch);
    if (pair.name < SCORE_LEAST)
        pair.score = pair.look >= LOOK_CERTAIN ? SCORE_LOOK_ALONE : 0;
    else if (pair.name < NAME_OURS && pair.look >= 0 && pair.look < LOOK_BAD)
        pair.score /= 2;
    else if (look_tells(column) && pair.look >= LOOK_GOOD)
        pair.score += SCORE_CONFIRMED;
    return pair;
}

/* The best first; between equals, in the order of the schema, then of the export. */
static int by_score(const void *a, const void *b)
{
    const Pair *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return (x->header > y->header) - (x->header < y->header);
}

/* Another pair of its header or of its column is as good, and nobody has it. */
static bool has_rival(const Guess *guess, const int *header_of, const Pair *pairs, size_t count,
                      const Pair *pair)
{
    for (size_t i = 0; i < count && pairs[i].score + RIVAL_WITHIN >= pair->score; i++) {
        const Pair *other = &pairs[i];
        bool same_header = other->header == pair->header && other->column != pair->column &&
                           header_of[other->column] < 0;
        bool same_column = other->column == pair->column && other->header != pair->header &&
                           guess->columns[other->header].column < 0;
        if (same_header || same_column)
            return true;
    }
    return false;
}

static GuessDoubt doubt_of(const ColumnSchema *column, const Pair *pair, bool rival)
{
    if (pair->name == NAME_OURS)
        return GUESS_SURE;
    if (pair->name < SCORE_LEAST)
        return GUESS_LOOK;
    if (look_tells(column) && pair->look >= 0 && pair->look < LOOK_BAD)
        return GUESS_CONTRARY;
    if (rival)
        return GUESS_RIVAL;
    return pair->name >= SURE_NAME ? GUESS_SURE : GUESS_LIKE;
}

static bool is_only_yes(const GuessExport *export, size_t header, const ColumnSchema *column)
{
    size_t empty = 0;
    bool yes = true;
    for (size_t i = 0; i < export->sample_count; i++) {
        const char *text = export->samples[header][i];
        empty += !*text;
        if (*text && (!value_parse_yes_no(text, &yes) || !yes))
            return false;
    }
    return column->type == TYPE_YES_NO && empty && empty < export->sample_count;
}

/* ---- A table. */

static bool is_in_name(const char *file, const char *table, Arena *scratch)
{
    return strstr(text_fold(scratch, file), text_fold(scratch, table)) != NULL;
}

/* How much of the export is explained, and how much of what the table requires is there. */
static int table_score(const GuessExport *export, const TableSchema *table, const int *header_of,
                       const Guess *guess, Arena *scratch)
{
    size_t explained = 0, required = 0, there = 0;
    for (size_t h = 0; h < export->header_count; h++)
        explained += (size_t)(guess->columns[h].score < 100 ? guess->columns[h].score : 100);
    for (size_t c = 0; c < table->column_count; c++)
        if (table->columns[c].flags & (COLUMN_REQUIRED | COLUMN_KEY)) {
            required++;
            there += header_of[c] >= 0;
        }
    explained /= export->header_count;
    if (explained < EXPLAINED_LEAST)
        return 0;
    return (int)(2 * explained + (required ? 100 * there / required : 0)) +
           (is_in_name(export->name, table->name, scratch) ? FILE_NAME_BONUS : 0);
}

static Guess guess_for(const GuessExport *export, int id, Arena *arena)
{
    const TableSchema *table = schema_table(id);
    Arena *scratch = arena_new();
    Guess guess = {.table = id,
                   .columns = arena_array_of(arena, export->header_count, GuessColumn)};
    Pair *pairs = arena_array_of(scratch, export->header_count * table->column_count, Pair);
    int *header_of = arena_array_of(scratch, table->column_count, int);
    size_t count = 0;
    for (size_t h = 0; h < export->header_count; h++) {
        guess.columns[h].column = -1;
        for (size_t c = 0; c < table->column_count && *export->headers[h]; c++) {
            Pair pair = pair_of(export, table, h, c, scratch);
            if (pair.score >= SCORE_LEAST)
                pairs[count++] = pair;
        }
    }
    for (size_t c = 0; c < table->column_count; c++)
        header_of[c] = -1;
    qsort(pairs, count, sizeof *pairs, by_score);
    for (size_t i = 0; i < count; i++) {
        GuessColumn *column = &guess.columns[pairs[i].header];
        if (column->column >= 0 || header_of[pairs[i].column] >= 0)
            continue;
        const ColumnSchema *schema = &table->columns[pairs[i].column];
        *column = (GuessColumn){.column = pairs[i].column,
                                .score = pairs[i].score,
                                .named = pairs[i].name == NAME_OURS};
        column->only_yes = is_only_yes(export, (size_t)pairs[i].header, schema);
        header_of[pairs[i].column] = pairs[i].header;
        guess.known++;
    }
    for (size_t i = 0; i < count; i++) {
        GuessColumn *column = &guess.columns[pairs[i].header];
        if (column->column == pairs[i].column)
            column->doubt = doubt_of(&table->columns[pairs[i].column], &pairs[i],
                                     has_rival(&guess, header_of, pairs, count, &pairs[i]));
    }
    guess.score = table_score(export, table, header_of, &guess, scratch);
    arena_free(scratch);
    return guess;
}

bool guess_table(const GuessExport *export, Arena *arena, Guess *best, Guess *second)
{
    Guess none = {.table = -1};
    *best = *second = none;
    for (int id = 0; id < TABLE_COUNT; id++) {
        Guess guess = guess_for(export, id, arena);
        if (guess.score > best->score) {
            *second = *best;
            *best = guess;
        } else if (guess.score > second->score) {
            *second = guess;
        }
    }
    if (second->score * 100 < best->score * NEARLY)
        *second = none;
    return best->table >= 0;
}
