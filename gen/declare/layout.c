/* layout: reads a layout's .ini, section by section, each key of [modele] against its
 * table of words. A fault stops nothing: the next line is read. */
#include "declare/layout_part.h"

#include "base/file.h"
#include "base/text.h"
#include "read/ini.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAYOUT_LIMIT = 1 << 20 }; /* bytes of a layout's file */

typedef struct Word {
    const char *word;
    int value;
} Word;

static const Word formats[] = {{"csv", LAYOUT_CSV}, {"fixe", LAYOUT_FIXED}, {"xml", LAYOUT_XML}, {0}};
static const Word encodings[] = {{"UTF-8", CHARSET_UTF8},   {"ISO-8859-1", CHARSET_LATIN1},
                                 {"ISO-8859-15", CHARSET_LATIN9},
                                 {"Windows-1252", CHARSET_WINDOWS_1252},
                                 {"CP850", CHARSET_CP850},  {"CP863", CHARSET_CP863},
                                 {"IBM037", CHARSET_IBM037}, {0}};
static const Word separators[] = {{"point-virgule", ';'}, {"virgule", ','}, {"tabulation", '\t'},
                                  {"barre", '|'},         {0}};
static const Word quotes[] = {{"au besoin", QUOTE_NEEDED},
                              {"toujours", QUOTE_ALWAYS},
                              {"jamais", QUOTE_NEVER},
                              {0}};
static const Word line_ends[] = {{"CRLF", LINE_CRLF}, {"LF", LINE_LF}, {"aucune", LINE_NONE}, {0}};
static const Word decimals[] = {{"virgule", ','}, {"point", '.'}, {"implicite", DECIMAL_IMPLIED}, {0}};
static const Word dates[] = {{"AAAA-MM-JJ", DATE_ISO},        {"AAAAMMJJ", DATE_COMPACT},
                             {"AAMMJJ", DATE_SHORT},          {"JJ/MM/AAAA", DATE_DAY_FIRST},
                             {"JJMMAAAA", DATE_DAY_COMPACT},  {0}};
static const Word yes_no[] = {{"oui", 1}, {"non", 0}, {0}};
static const Word formulas[] = {{"neutraliser", 1}, {"garder", 0}, {0}};

enum { CSV = 1 << LAYOUT_CSV, FIXED = 1 << LAYOUT_FIXED, XML = 1 << LAYOUT_XML,
       ANY = CSV | FIXED | XML };

/* The keys of [modele]: a text when it has no words. */
typedef struct Setting {
    const char *key;
    size_t offset;
    const Word *words;
    unsigned formats;     /* those that it is for */
    bool required;        /* in them */
    const char *fallback; /* NULL: stays empty */
} Setting;

#define SETTING(KEY, MEMBER, ...) {KEY, offsetof(Layout, MEMBER), __VA_ARGS__}
static const Setting settings[] = {
    SETTING("nom", title, NULL, ANY, true, NULL),
    SETTING("description", description, NULL, ANY, false, ""),
    SETTING("avis", notice, NULL, ANY, true, NULL),
    SETTING("fichier", file, NULL, ANY, true, NULL),
    SETTING("format", format, formats, ANY, true, NULL),
    SETTING("encodage", encoding, encodings, ANY, false, "UTF-8"),
    SETTING("fin_de_ligne", line_end, line_ends, ANY, false, "CRLF"),
    SETTING("decimale", decimal, decimals, ANY, false, "virgule"),
    SETTING("date", date, dates, ANY, false, "AAAA-MM-JJ"),
    SETTING("separateur", separator, separators, CSV, false, "point-virgule"),
    SETTING("guillemets", quotes, quotes, CSV, false, "au besoin"),
    SETTING("entete", header, yes_no, CSV, false, "oui"),
    SETTING("bom", mark, yes_no, CSV, false, "non"),
    SETTING("formules", neutralise, formulas, CSV, false, "neutraliser"),
    SETTING("longueur", length, NULL, FIXED, false, NULL),
    SETTING("racine", root, NULL, XML, true, NULL),
    SETTING("enregistrement", element, NULL, XML, true, NULL),
    SETTING("tete", head, NULL, XML, false, NULL),
    SETTING("pied", foot, NULL, XML, false, NULL),
    SETTING("espace", space, NULL, XML, false, NULL),
    SETTING("schema", schema, NULL, XML, false, NULL),
};
_Static_assert(sizeof settings / sizeof *settings == SETTING_COUNT, "SETTING_COUNT");

static const char *const sections[RECORD_KIND_COUNT] = {
    [RECORD_HEAD] = "tete", [RECORD_DETAIL] = "champs", [RECORD_FOOT] = "pied"};

/* ---- Faults ---- */

void layout_fault(Loading *loading, uint32_t line, const char *format, ...)
{
    Error fault;
    char what[sizeof fault.what];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    const char *path = loading->layout->path;
    error_set(&fault, STATUS_USAGE,
              line ? arena_printf(loading->arena, "%s:%u", path, (unsigned)line) : path, "%s", what);
    remarks_keep(loading->remarks, STATUS_USAGE, &fault);
}

void layout_remedy(Loading *loading, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *remedy = arena_vprintf(loading->arena, format, args);
    va_end(args);
    remarks_remedy(loading->remarks, "%s", remedy);
}

/* ---- [modele] ---- */

static const char *setting_candidate(const void *context, size_t i)
{
    (void)context;
    return settings[i].key;
}

static uint32_t line_of_setting(const Loading *loading, const char *key)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (text_is(settings[i].key, key))
            return loading->set[i];
    return 0;
}

static const char *words_list(const Word *words, Arena *arena)
{
    const char *list = words->word;
    for (words++; words->word; words++)
        list = arena_printf(arena, "%s, %s", list, words->word);
    return list;
}

/* As it is written, else whatever its case and accents: AAAA-MM-JJ is not AAAAMMJJ. */
static const Word *find_word(const Word *words, const char *value, Arena *arena)
{
    for (const Word *w = words; w->word; w++)
        if (text_is(w->word, value))
            return w;
    for (const Word *w = words; w->word; w++)
        if (text_is(text_fold(arena, w->word), text_fold(arena, value)))
            return w;
    return NULL;
}

static void apply_setting(Loading *loading, const Setting *setting, const char *value, uint32_t line)
{
    char *member = (char *)loading->layout + setting->offset;
    if (!setting->words) {
        const char *copy = arena_string(loading->arena, value);
        memcpy(member, &copy, sizeof copy);
        return;
    }
    const Word *word = find_word(setting->words, value, loading->arena);
    if (word) {
        memcpy(member, &word->value, sizeof word->value);
        return;
    }
    layout_fault(loading, line, _("%s = « %s » n'est pas connu"), setting->key, value);
    layout_remedy(loading, _("valeurs possibles : %s"), words_list(setting->words, loading->arena));
}

static void read_setting(Loading *loading, const char *key, const char *value, uint32_t line)
{
    size_t i = 0;
    while (i < SETTING_COUNT && !text_is(settings[i].key, key))
        i++;
    if (i == SETTING_COUNT) {
        layout_fault(loading, line, _("clé inconnue dans [modele] : « %s »"), key);
        const char *near = text_nearest(key, setting_candidate, NULL, SETTING_COUNT);
        if (near)
            layout_remedy(loading, _("vouliez-vous dire « %s » ?"), near);
        return;
    }
    if (loading->set[i]) {
        layout_fault(loading, line, _("« %s » est donné deux fois"), key);
        return;
    }
    loading->set[i] = line;
    if (*value)
        apply_setting(loading, &settings[i], value, line);
    else
        layout_fault(loading, line, _("« %s » est vide"), key);
}

/* What was not given takes its fallback; a key of another format is a misunderstanding. */
static void finish_settings(Loading *loading)
{
    unsigned format = 1u << loading->layout->format;
    bool format_known = line_of_setting(loading, "format") != 0;
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const Setting *setting = &settings[i];
        bool serves = !format_known || setting->formats & format;
        if (loading->set[i] && !serves)
            layout_fault(loading, loading->set[i], _("« %s » ne sert pas au format « %s »"),
                         setting->key, formats[loading->layout->format].word);
        else if (!loading->set[i] && setting->fallback)
            apply_setting(loading, setting, setting->fallback, 0);
        else if (!loading->set[i] && setting->required && serves &&
                 (format_known || setting->formats == ANY))
            layout_fault(loading, 0, _("« %s » manque dans [modele]"), setting->key);
    }
}

/* ---- [codes.LIST] ---- */

static void read_code(Loading *loading, const char *list, const char *code, const char *value,
                      uint32_t line)
{
    Layout *layout = loading->layout;
    for (size_t i = 0; i < layout->code_count; i++)
        if (text_is(loading->codes[i].list, list) && text_is(loading->codes[i].code, code)) {
            layout_fault(loading, line, _("le code « %s » est donné deux fois"), code);
            return;
        }
    loading->codes = vector_reserve(loading->codes, &loading->code_capacity, layout->code_count + 1,
                                    sizeof *loading->codes);
    loading->codes[layout->code_count++] = (LayoutCode){
        arena_string(loading->arena, list), arena_string(loading->arena, code),
        arena_string(loading->arena, value), line};
}

static Status visit(void *context, const char *section, const char *key, const char *value,
                    uint32_t line, Error *error)
{
    (void)error;
    Loading *loading = context;
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++)
        if (text_is(section, sections[kind])) {
            field_read(loading, (RecordKind)kind, key, value, line);
            return STATUS_OK;
        }
    if (text_is(section, "modele")) {
        read_setting(loading, key, value, line);
    } else if (text_starts(section, "codes.") && section[6]) {
        read_code(loading, section + 6, key, value, line);
    } else {
        layout_fault(loading, line, _("section inconnue : [%s]"), section);
        layout_remedy(loading, _("sections possibles : [modele], [tete], [champs], [pied], "
                                 "[codes.LISTE]"));
    }
    return STATUS_OK;
}

/* ---- The whole file ---- */

static void keep(Loading *loading)
{
    Layout *layout = loading->layout;
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        Fields *read = &loading->fields[kind];
        layout->records[kind] = (LayoutRecord){
            .fields = vector_settle(loading->arena, read->items, read->count, sizeof *read->items),
            .field_count = read->count};
        *read = (Fields){0};
    }
    layout->codes =
        vector_settle(loading->arena, loading->codes, layout->code_count, sizeof *loading->codes);
    loading->codes = NULL;
}

const char *layout_code(const Layout *layout, const char *list, const char *code)
{
    for (size_t i = 0; i < layout->code_count; i++)
        if (text_is(layout->codes[i].list, list) && text_is(layout->codes[i].code, code))
            return layout->codes[i].value;
    return NULL;
}

/* A name is that of a file of the folder, and of no other one. */
static Status check_name(const char *name, Error *error)
{
    if (*name && strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") ==
                     strlen(name))
        return STATUS_OK;
    error_set(error, STATUS_USAGE, "", _("« %s » ne peut pas être un modèle de déclaration"), name);
    error_remedy(error, _("donnez le nom d'un fichier de declaration/, sans .ini"));
    return STATUS_USAGE;
}

static Status read_file(Loading *loading, Error *error)
{
    Layout *layout = loading->layout;
    Buffer bytes = {0};
    Status status = file_read(layout->path, LAYOUT_LIMIT, &bytes, error);
    if (status == STATUS_OK) {
        sha256_hex(bytes.data, bytes.length, layout->sha256);
        status = ini_read(layout->path, visit, loading, error);
    } else if (error) {
        error->status = status = STATUS_USAGE;
        error_remedy(error, _("« --modele » et [declaration] format nomment un fichier de ce dossier, "
                              "sans .ini : ceux qui sont fournis sont local-csv, local-fixe et "
                              "local-xml"));
    }
    buffer_free(&bytes);
    return status;
}

Status layout_review(Layout *layout, Arena *arena, const char *folder, const char *name,
                     Remarks *remarks, Error *error)
{
    *layout = (Layout){.name = arena_string(arena, name)};
    layout->path = path_join(arena, path_join(arena, folder, "declaration"),
                             arena_printf(arena, "%s.ini", name));
    Loading loading = {.layout = layout, .arena = arena, .remarks = remarks};
    Status status = check_name(name, error);
    if (status == STATUS_OK)
        status = read_file(&loading, error);
    if (status == STATUS_OK) {
        finish_settings(&loading);
        keep(&loading);
        status = encoder_open(&layout->encoder, (Charset)layout->encoding, arena, error);
    }
    if (status == STATUS_OK)
        layout_check(&loading, line_of_setting);
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++)
        free(loading.fields[kind].items);
    free(loading.codes);
    return remarks_keep(remarks, status, error);
}

Status layout_load(Layout *layout, Arena *arena, const char *folder, const char *name, Error *error)
{
    Error unread = {0};
    Remarks remarks = {.arena = arena};
    Status status = layout_review(layout, arena, folder, name, &remarks, error ? error : &unread);
    if (status == STATUS_OK && remarks.count) {
        const Remark *first = &remarks.items[0];
        status = error_set(error, STATUS_USAGE, first->place, "%s", first->what);
        if (*first->remedy)
            error_remedy(error, "%s", first->remedy);
        else if (remarks.count > 1)
            error_remedy(error, _("« ate declarer --modele=%s --verifier » dit toutes les fautes"),
                         name);
    }
    remarks_free(&remarks);
    return status;
}
