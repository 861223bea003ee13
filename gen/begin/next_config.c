/* config.ini of the next term: the last one's, line by line, with its comments; only the lines that
 * the new term changes are others. */
#include "begin/next.h"
#include "begin/tree.h"

#include "base/file.h"
#include "base/text.h"
#include "read/encoding.h"

#include <stdio.h>
#include <string.h>

enum { A_YEAR = 300, CONFIG_LIMIT = 8 << 20 }; /* days; bytes */

/* --- the period ---------------------------------------------------------------- */

/* School years begin on 1 July. */
static const char *school_year_of(Date day, Arena *arena)
{
    CivilDate date = date_civil(day);
    int first = date.month >= 7 ? date.year : date.year - 1;
    return arena_printf(arena, "%d-%d", first, first + 1);
}

/* Every `old` of the text; `*found` says whether there was one. */
static const char *replaced(const char *text, const char *old, const char *new, Arena *arena,
                            bool *found)
{
    Buffer out = {0};
    *found = false;
    while (*old && *text) {
        if (text_starts(text, old)) {
            buffer_add_text(&out, new);
            text += strlen(old);
            *found = true;
        } else {
            buffer_add_char(&out, *text++);
        }
    }
    buffer_add_text(&out, text);
    const char *made = arena_string(arena, buffer_text(&out));
    buffer_free(&out);
    return made;
}

/* A year goes to the same days of the next; a shorter term begins the day after and lasts as long:
 * the officer corrects it. */
void next_period(NextTerm *next)
{
    const Config *config = &next->config;
    Date start = config_date(config, CONFIG_PERIODE_DEBUT);
    Date end = config_date(config, CONFIG_PERIODE_FIN);
    bool whole_year = end - start >= A_YEAR;
    next->start = whole_year ? date_add_months(start, 12) : end + 1;
    next->end = whole_year ? date_add_months(end, 12) : end + 1 + (end - start);
    const char *old = config_text(config, CONFIG_PERIODE_ANNEE_SCOLAIRE);
    next->school_year = school_year_of(next->start, next->arena);
    next->name = replaced(config_text(config, CONFIG_PERIODE_NOM), old, next->school_year,
                          next->arena, &next->name_moved);
    next->name_moved &= !text_is(old, next->school_year);
}

/* --- lines ---------------------------------------------------------------------- */

typedef struct Edit {
    uint32_t line;
    const char *value; /* NULL: the line becomes a comment */
} Edit;

typedef struct Edits {
    Edit *items; /* by no order */
    size_t count;
} Edits;

static void edit_line(Edits *edits, uint32_t line, const char *value)
{
    if (line)
        edits->items[edits->count++] = (Edit){line, value};
}

static void edit_key(Edits *edits, const NextTerm *next, int key, const char *value)
{
    if (config_has(&next->config, key) && !(value && text_is(config_text(&next->config, key), value)))
        edit_line(edits, next->config.values[key].line, value);
}

static const Edit *find(const Edits *edits, uint32_t line)
{
    for (size_t i = 0; i < edits->count; i++)
        if (edits->items[i].line == line)
            return &edits->items[i];
    return NULL;
}

/* "key = old" with another value; the blanks before the value and the end of the line stay. */
static void add_edited(Buffer *out, const char *line, size_t length, const Edit *edit)
{
    size_t end = length;
    while (end && strchr("\r\n", line[end - 1]))
        end--;
    const char *equals = memchr(line, '=', end);
    if (!edit->value || !equals) {
        buffer_add_text(out, "; ");
        buffer_add(out, line, length);
        return;
    }
    size_t head = (size_t)(equals - line) + 1;
    while (head < end && (line[head] == ' ' || line[head] == '\t'))
        head++;
    buffer_add(out, line, head);
    buffer_add_text(out, edit->value);
    buffer_add(out, line + end, length - end);
}

static void add_lines(Buffer *out, const char *text, const Edits *edits)
{
    for (uint32_t number = 1; *text; number++) {
        size_t length = strcspn(text, "\n");
        length += text[length] == '\n';
        const Edit *edit = find(edits, number);
        if (edit)
            add_edited(out, text, length, edit);
        else
            buffer_add(out, text, length);
        text += length;
    }
}

/* --- folders and files ------------------------------------------------------------ */

/* One folder below the dossier. */
static bool is_plain(const char *name)
{
    return *name && !strchr(name, '/') && !text_is(name, ".") && !text_is(name, "..");
}

static const char *own_name(const NextTerm *next, int key)
{
    const char *name = config_text(&next->config, key);
    return is_plain(name) ? name : config_key(key)->fallback;
}

const char *next_folder(const NextTerm *next, int key)
{
    return path_join(next->arena, next->to, own_name(next, key));
}

/* A file that the config names by a relative path goes along, into the new folder itself. */
static Status take_file(const NextTerm *next, Edits *edits, int key, Error *error)
{
    const char *name = config_text(&next->config, key);
    const char *from = config_path(&next->config, key, next->arena);
    if (!*name || *name == '/' || file_kind(from) != FILE_REGULAR)
        return STATUS_OK;
    edit_key(edits, next, key, path_name(name));
    return tree_copy_file(from, path_join(next->arena, next->to, path_name(name)), error);
}

/* Tables read elsewhere are in the new input folder, under their name. */
static void edit_tables(Edits *edits, const NextTerm *next)
{
    for (size_t i = 0; i < next->config.pair_count; i++) {
        const ConfigPair *pair = &next->config.pairs[i];
        if (text_is(pair->section, "entrees") && strchr(pair->value, '/'))
            edit_line(edits, pair->line, path_name(pair->value));
    }
}

static void edit_folders(Edits *edits, const NextTerm *next)
{
    static const int keys[] = {CONFIG_ENTREES_DOSSIER, CONFIG_SORTIES_DOSSIER,
                               CONFIG_SORTIES_MODELES, CONFIG_REGISTRE_DOSSIER};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        edit_key(edits, next, keys[i], own_name(next, keys[i]));
}

static void edit_period(Edits *edits, NextTerm *next)
{
    DateText first, last;
    edit_key(edits, next, CONFIG_PERIODE_NOM, next->name);
    edit_key(edits, next, CONFIG_PERIODE_ANNEE_SCOLAIRE, next->school_year);
    edit_key(edits, next, CONFIG_PERIODE_DEBUT,
             arena_string(next->arena, date_iso(next->start, first)));
    edit_key(edits, next, CONFIG_PERIODE_FIN, arena_string(next->arena, date_iso(next->end, last)));
    next->fixed_day = config_has(&next->config, CONFIG_PERIODE_DATE_DU_JOUR);
    edit_key(edits, next, CONFIG_PERIODE_DATE_DU_JOUR, NULL);
    Encoding encoding;
    next->forced_encoding =
        encoding_find(config_text(&next->config, CONFIG_ENTREES_ENCODAGE), &encoding) &&
        encoding != ENCODING_UTF8;
    if (next->forced_encoding)
        edit_key(edits, next, CONFIG_ENTREES_ENCODAGE, NULL);
}

Status next_config(NextTerm *next, Error *error)
{
    Edits edits = {arena_array_of(next->arena, CONFIG_KEY_COUNT + next->config.pair_count, Edit), 0};
    Buffer old = {0}, new = {0};
    edit_period(&edits, next);
    edit_folders(&edits, next);
    edit_tables(&edits, next);
    Status status = take_file(next, &edits, CONFIG_ETABLISSEMENT_LOGO, error);
    if (status == STATUS_OK)
        status = take_file(next, &edits, CONFIG_COURRIEL_AUTORITE, error);
    if (status == STATUS_OK)
        status = file_read(next->config.path, CONFIG_LIMIT, &old, error);
    if (status == STATUS_OK) {
        add_lines(&new, buffer_text(&old), &edits);
        status = file_put(path_join(next->arena, next->to, "config.ini"), buffer_text(&new),
                          new.length, NULL, error);
    }
    buffer_free(&old);
    buffer_free(&new);
    return status;
}
