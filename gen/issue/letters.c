#include "issue/letters.h"

#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <string.h>

/* What the program itself may set around values: typography of French and English,
 * boxes, signs of computations. */
static const char always[] = "–—‑‒‘’‚“”„†‡•…‰′″‹›€™−×÷≈≠≤≥←→☐☑☒Œœ№\u00a0\u2009\u202f";

static void want_ascii_and_latin(Press *press)
{
    Buffer text = {0};
    for (unsigned c = 0x20; c <= 0xff; c++)
        if (c < 0x7f || c >= 0xa0)
            buffer_add_codepoint(&text, c);
    press_want(press, buffer_text(&text));
    buffer_free(&text);
    press_want(press, always);
}

static void want_term(Press *press, const Term *term)
{
    for (int t = 0; t < TABLE_COUNT; t++) {
        const Table *table = &term->tables[t];
        for (size_t r = 0; r < table->row_count; r++) {
            const Row *row = &table->rows[r];
            for (size_t c = 0; c < table->schema->column_count; c++)
                press_want(press, row_text(row, (int)c));
            for (size_t x = 0; x < table->extra_count; x++)
                press_want(press, row->extra[x]);
        }
    }
}

static void want_config(Press *press, const Config *config)
{
    for (int key = 0; key < CONFIG_KEY_COUNT; key++)
        if (config_has(config, key))
            press_want(press, config_text(config, key));
}

static void want_labels(Press *press, const Catalogue *catalogue)
{
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        for (int list = C_NONE + 1; list < CHOICE_LIST_COUNT; list++)
            for (size_t i = 0; i < schema_choices(list)->count; i++)
                press_want(press, schema_choices(list)->choices[i].label[lang]);
        for (size_t k = 0; k < catalogue->count; k++)
            if (catalogue->kinds[k].title[lang])
                press_want(press, catalogue->kinds[k].title[lang]);
    }
}

/* Every template and clause of a folder: a set of characters has no order. */
static Status want_folder(Press *press, const char *folder, Arena *arena, Error *error)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return STATUS_OK; /* a template from memory has no folder; a real one was read */
    Status status = STATUS_OK;
    Buffer text = {0};
    for (struct dirent *entry; status == STATUS_OK && (entry = readdir(dir));) {
        const char *path = path_join(arena, folder, entry->d_name);
        size_t length = strlen(entry->d_name);
        if (length < 4 || !text_is(entry->d_name + length - 3, ".md") ||
            file_kind(path) != FILE_REGULAR)
            continue;
        status = file_read(path, 1 << 24, &text, error);
        if (status == STATUS_OK &&
            utf8_valid_prefix(buffer_text(&text), text.length) == text.length)
            press_want(press, buffer_text(&text));
    }
    buffer_free(&text);
    closedir(dir);
    return status;
}

static Status want_templates(Press *press, const Catalogue *catalogue, Arena *arena, Error *error)
{
    Status status = STATUS_OK;
    const char *last[LANG_COUNT] = {"", ""};
    for (size_t k = 0; k < catalogue->count; k++)
        for (size_t t = 0; t < catalogue->kinds[k].template_count; t++)
            for (int lang = 0; status == STATUS_OK && lang < LANG_COUNT; lang++) {
                const Template *template = catalogue->kinds[k].templates[t].template[lang];
                const char *folder = template ? path_folder(arena, template_path(template)) : "";
                if (!template || text_is(folder, last[lang]))
                    continue;
                last[lang] = folder;
                status = want_folder(press, folder, arena, error);
                if (status == STATUS_OK)
                    status = want_folder(press, path_join(arena, folder, "clauses"), arena, error);
            }
    return status;
}

/* ---- what leads: the templates' own text ---- */

/* A source where every name has the value, or no name has one: the template's text is then
 * all that stands in its sections, or in their inverses. */
typedef struct Blank {
    DataSource source;
    DatumKind kind;
} Blank;

static Datum blank_get(const DataSource *source, Datum in, const char *name)
{
    const Blank *blank = source->context;
    (void)in;
    (void)name;
    return (Datum){.kind = blank->kind};
}

static const char *blank_print(const DataSource *source, Datum value, Arena *arena)
{
    (void)source;
    (void)value;
    (void)arena;
    return "";
}

static Status lead_template(Press *press, const Kind *kind, const Template *template, Lang lang,
                            Arena *arena, Error *error)
{
    static const DatumKind PASSES[] = {DATUM_VALUE, DATUM_EMPTY};
    Status status = STATUS_OK;
    for (size_t i = 0; i < sizeof PASSES / sizeof *PASSES && !status; i++) {
        Blank blank = {{blank_get, NULL, NULL, blank_print, &blank}, PASSES[i]};
        Doc doc = {.lang = lang, .title = kind->title[lang], .footer = kind->title[lang]};
        const Datum root = {.kind = DATUM_OBJECT};
        status = template_doc(template, &blank.source, root, arena, &doc, error);
        if (!status)
            press_lead_doc(press, &doc);
    }
    return status;
}

static Status lead_templates(Press *press, const Catalogue *catalogue, Arena *arena, Error *error)
{
    Status status = STATUS_OK;
    for (size_t k = 0; k < catalogue->count; k++) {
        const Kind *kind = &catalogue->kinds[k];
        for (size_t t = 0; t < kind->template_count; t++)
            for (int lang = 0; lang < LANG_COUNT && !status; lang++)
                if (kind->templates[t].template[lang])
                    status = lead_template(press, kind, kind->templates[t].template[lang],
                                           (Lang)lang, arena, error);
    }
    return status;
}

Status letters_want(Press *press, const Issue *issue, Error *error)
{
    Arena *arena = arena_new();
    want_ascii_and_latin(press);
    want_term(press, issue->record->term);
    want_config(press, issue->record->config);
    want_labels(press, issue->catalogue);
    Status status = want_templates(press, issue->catalogue, arena, error);
    if (status == STATUS_OK)
        status = lead_templates(press, issue->catalogue, arena, error);
    arena_free(arena);
    return status;
}
