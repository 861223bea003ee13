/* layout: reads a layout's .ini and refuses what could not be written right: each
 * key against its table of words, each field against the neutral record, each list
 * of codes against the codes that can occur. */
#include "declare/layout.h"

#include "base/file.h"
#include "base/text.h"
#include "read/ini.h"

#include <stdlib.h>
#include <string.h>

enum { LAYOUT_LIMIT = 1 << 20 }; /* bytes of a layout's file */

typedef struct Word {
    const char *word;
    int value;
} Word;

static const Word formats[] = {{"csv", LAYOUT_CSV}, {0}};
static const Word encodings[] = {{"UTF-8", CHARSET_UTF8},
                                 {"ISO-8859-1", CHARSET_LATIN1},
                                 {"Windows-1252", CHARSET_WINDOWS_1252},
                                 {0}};
static const Word separators[] = {{"point-virgule", ';'}, {"virgule", ','}, {"tabulation", '\t'},
                                  {"barre", '|'},         {0}};
static const Word quotes[] = {{"au besoin", QUOTE_NEEDED},
                              {"toujours", QUOTE_ALWAYS},
                              {"jamais", QUOTE_NEVER},
                              {0}};
static const Word line_ends[] = {{"CRLF", LINE_CRLF}, {"LF", LINE_LF}, {0}};
static const Word decimals[] = {{"virgule", ','}, {"point", '.'}, {0}};
static const Word dates[] = {{"AAAA-MM-JJ", DATE_ISO},
                             {"AAAAMMJJ", DATE_COMPACT},
                             {"JJ/MM/AAAA", DATE_DAY_FIRST},
                             {0}};
static const Word yes_no[] = {{"oui", 1}, {"non", 0}, {0}};
static const Word formulas[] = {{"neutraliser", 1}, {"garder", 0}, {0}};

/* The keys of [modele]: a text when it has no words. A key without fallback is required. */
typedef struct Setting {
    const char *key;
    size_t offset;
    const Word *words;
    const char *fallback;
} Setting;

#define SETTING(KEY, MEMBER, WORDS, FALLBACK) {KEY, offsetof(Layout, MEMBER), WORDS, FALLBACK}
static const Setting settings[] = {
    SETTING("nom", title, NULL, NULL),
    SETTING("description", description, NULL, ""),
    SETTING("avis", notice, NULL, NULL),
    SETTING("fichier", file, NULL, NULL),
    SETTING("format", format, formats, NULL),
    SETTING("encodage", encoding, encodings, "UTF-8"),
    SETTING("separateur", separator, separators, "point-virgule"),
    SETTING("guillemets", quotes, quotes, "au besoin"),
    SETTING("fin_de_ligne", line_end, line_ends, "CRLF"),
    SETTING("decimale", decimal, decimals, "virgule"),
    SETTING("date", date, dates, "AAAA-MM-JJ"),
    SETTING("entete", header, yes_no, "oui"),
    SETTING("bom", mark, yes_no, "non"),
    SETTING("formules", neutralise, formulas, "neutraliser"),
};
enum { SETTING_COUNT = sizeof settings / sizeof *settings };

typedef struct Loading {
    Layout *layout;
    Arena *arena;
    uint32_t set[SETTING_COUNT]; /* line of each key; 0: not given */
    LayoutField *fields;
    size_t field_capacity;
    LayoutCode *codes;
    size_t code_capacity;
} Loading;

static const char *place_at(const Loading *loading, uint32_t line)
{
    return line ? arena_printf(loading->arena, "%s:%u", loading->layout->path, (unsigned)line)
                : loading->layout->path;
}

static const char *words_list(const Word *words, Arena *arena)
{
    const char *list = words->word;
    for (words++; words->word; words++)
        list = arena_printf(arena, "%s, %s", list, words->word);
    return list;
}

static const char *word_candidate(const void *context, size_t i)
{
    return ((const Setting *)context)[i].key;
}

static const char *field_candidate(const void *context, size_t i)
{
    (void)context;
    return declared_field((DeclaredField)i)->name;
}

static void hint_nearest(Error *error, const char *near)
{
    if (near)
        error_remedy(error, _("vouliez-vous dire « %s » ?"), near);
}

/* ---- [modele] ---- */

static Status apply_setting(Loading *loading, const Setting *setting, const char *value,
                            uint32_t line, Error *error)
{
    char *member = (char *)loading->layout + setting->offset;
    if (!setting->words) {
        const char *copy = arena_string(loading->arena, value);
        memcpy(member, &copy, sizeof copy);
        return STATUS_OK;
    }
    for (const Word *w = setting->words; w->word; w++) {
        if (!text_is(text_fold(loading->arena, w->word), text_fold(loading->arena, value)))
            continue;
        memcpy(member, &w->value, sizeof w->value);
        return STATUS_OK;
    }
    error_set(error, STATUS_USAGE, place_at(loading, line), _("%s = « %s » n'est pas connu"),
              setting->key, value);
    error_remedy(error, _("valeurs possibles : %s"), words_list(setting->words, loading->arena));
    return STATUS_USAGE;
}

static Status read_setting(Loading *loading, const char *key, const char *value, uint32_t line,
                           Error *error)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        if (!text_is(settings[i].key, key))
            continue;
        if (loading->set[i])
            return error_set(error, STATUS_USAGE, place_at(loading, line),
                             _("« %s » est donné deux fois"), key);
        loading->set[i] = line;
        if (!*value)
            return error_set(error, STATUS_USAGE, place_at(loading, line), _("« %s » est vide"),
                             key);
        return apply_setting(loading, &settings[i], value, line, error);
    }
    error_set(error, STATUS_USAGE, place_at(loading, line),
              _("clé inconnue dans [modele] : « %s »"), key);
    hint_nearest(error, text_nearest(key, word_candidate, settings, SETTING_COUNT));
    return STATUS_USAGE;
}

/* ---- [champs] ---- */

/* Takes the next item of "source, option, option" off `*rest`; quotes protect commas.
 * NULL at the end. */
static const char *next_item(Arena *arena, const char **rest)
{
    if (!*rest)
        return NULL;
    bool quoted = false;
    const char *p = *rest;
    while (*p && (quoted || *p != ',')) {
        quoted ^= *p == '"';
        p++;
    }
    const char *item = text_trim(arena, *rest, (size_t)(p - *rest));
    *rest = *p ? p + 1 : NULL;
    return item;
}

/* "largeur 40" -> 40; false when it is not a number from `least` to 9999. */
static bool option_number(const char *text, long least, long *number)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end || value < least || value > 9999)
        return false;
    *number = value;
    return true;
}

static Status read_option(Loading *loading, LayoutField *field, const char *option, Error *error)
{
    if (text_is(option, "requis")) {
        field->required = true;
    } else if (text_is(option, "couper")) {
        field->cut = true;
    } else if (text_starts(option, "largeur ")) {
        if (!option_number(option + 8, 1, &field->width))
            goto wrong;
    } else if (text_starts(option, "decimales ")) {
        if (!option_number(option + 10, 0, &field->decimals) || field->decimals > 4)
            goto wrong;
    } else if (text_starts(option, "codes ") && option[6]) {
        field->codes = arena_string(loading->arena, option + 6);
    } else {
        goto wrong;
    }
    return STATUS_OK;
wrong:
    error_set(error, STATUS_USAGE, place_at(loading, field->line),
              _("option inconnue du champ %s : « %s »"), field->name, option);
    error_remedy(error, _("options possibles : requis, couper, largeur N, decimales N (0 à 4), "
                          "codes LISTE"));
    return STATUS_USAGE;
}

static Status read_source(Loading *loading, LayoutField *field, const char *source, Error *error)
{
    size_t length = source ? strlen(source) : 0;
    if (length >= 2 && source[0] == '"' && source[length - 1] == '"') {
        field->source = -1;
        field->constant = arena_slice(loading->arena, source + 1, length - 2);
        return STATUS_OK;
    }
    field->source = source ? declared_find(source) : -1;
    if (field->source >= 0)
        return STATUS_OK;
    error_set(error, STATUS_USAGE, place_at(loading, field->line),
              _("le champ %s a une source inconnue : « %s »"), field->name, source ? source : "");
    hint_nearest(error, text_nearest(source ? source : "", field_candidate, NULL, DECLARED_COUNT));
    return STATUS_USAGE;
}

static Status read_field(Loading *loading, const char *name, const char *value, uint32_t line,
                         Error *error)
{
    Layout *layout = loading->layout;
    for (size_t i = 0; i < layout->field_count; i++)
        if (text_is(loading->fields[i].name, name))
            return error_set(error, STATUS_USAGE, place_at(loading, line),
                             _("le champ %s est donné deux fois"), name);
    loading->fields = vector_reserve(loading->fields, &loading->field_capacity,
                                     layout->field_count + 1, sizeof *loading->fields);
    LayoutField *field = &loading->fields[layout->field_count++];
    *field = (LayoutField){
        .name = arena_string(loading->arena, name), .source = -1, .decimals = -1, .line = line};
    const char *rest = value;
    Status status = read_source(loading, field, next_item(loading->arena, &rest), error);
    for (const char *option; status == STATUS_OK && (option = next_item(loading->arena, &rest));)
        status = read_option(loading, field, option, error);
    return status;
}

/* ---- [codes.LIST] ---- */

static Status read_code(Loading *loading, const char *list, const char *code, const char *value,
                        uint32_t line, Error *error)
{
    Layout *layout = loading->layout;
    for (size_t i = 0; i < layout->code_count; i++)
        if (text_is(loading->codes[i].list, list) && text_is(loading->codes[i].code, code))
            return error_set(error, STATUS_USAGE, place_at(loading, line),
                             _("le code « %s » est donné deux fois"), code);
    loading->codes = vector_reserve(loading->codes, &loading->code_capacity, layout->code_count + 1,
                                    sizeof *loading->codes);
    loading->codes[layout->code_count++] = (LayoutCode){
        arena_string(loading->arena, list), arena_string(loading->arena, code),
        arena_string(loading->arena, value), line};
    return STATUS_OK;
}

static Status visit(void *context, const char *section, const char *key, const char *value,
                    uint32_t line, Error *error)
{
    Loading *loading = context;
    if (text_is(section, "modele"))
        return read_setting(loading, key, value, line, error);
    if (text_is(section, "champs"))
        return read_field(loading, key, value, line, error);
    if (text_starts(section, "codes.") && section[6])
        return read_code(loading, section + 6, key, value, line, error);
    error_set(error, STATUS_USAGE, place_at(loading, line), _("section inconnue : [%s]"), section);
    error_remedy(error, _("sections possibles : [modele], [champs], [codes.LISTE]"));
    return STATUS_USAGE;
}

/* ---- What only the whole file can tell ---- */

static Status finish_settings(Loading *loading, Error *error)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        if (loading->set[i])
            continue;
        if (!settings[i].fallback)
            return error_set(error, STATUS_USAGE, loading->layout->path,
                             _("« %s » manque dans [modele]"), settings[i].key);
        Status status = apply_setting(loading, &settings[i], settings[i].fallback, 0, error);
        if (status != STATUS_OK)
            return status;
    }
    const Layout *layout = loading->layout;
    if (layout->mark && layout->encoding != CHARSET_UTF8)
        return error_set(error, STATUS_USAGE, layout->path,
                         _("« bom = oui » ne va qu'avec « encodage = UTF-8 »"));
    if (layout->separator == layout->decimal && layout->quotes == QUOTE_NEVER)
        return error_set(error, STATUS_USAGE, layout->path,
                         _("sans guillemets, la virgule ne peut pas servir à la fois de séparateur "
                           "et de décimale"));
    return STATUS_OK;
}

/* Every code that can occur must be in the list, and nothing else. */
static Status check_codes(const Loading *loading, const LayoutField *field, Error *error)
{
    const Layout *layout = loading->layout;
    DeclaredField source = (DeclaredField)field->source;
    const char *code;
    for (size_t i = 0; (code = declared_code(source, i, loading->arena)); i++) {
        if (layout_code(layout, field->codes, code))
            continue;
        error_set(error, STATUS_USAGE, place_at(loading, field->line),
                  _("[codes.%s] ne dit pas comment écrire « %s »"), field->codes, code);
        error_remedy(error, _("ajoutez une ligne « %s = … » à cette section"), code);
        return STATUS_USAGE;
    }
    for (size_t k = 0; k < layout->code_count; k++) {
        bool known = !text_is(layout->codes[k].list, field->codes);
        for (size_t i = 0; !known && (code = declared_code(source, i, loading->arena)); i++)
            known = text_is(code, layout->codes[k].code);
        if (!known)
            return error_set(error, STATUS_USAGE, place_at(loading, layout->codes[k].line),
                             _("« %s » n'est pas un code de %s"), layout->codes[k].code,
                             declared_field(source)->name);
    }
    return STATUS_OK;
}

static Status check_field(const Loading *loading, const LayoutField *field, Error *error)
{
    FieldType type =
        field->source < 0 ? FIELD_TEXT : declared_field((DeclaredField)field->source)->type;
    const char *place = place_at(loading, field->line);
    if (field->cut && (type != FIELD_TEXT || field->source < 0))
        return error_set(error, STATUS_USAGE, place,
                         _("« couper » ne va qu'à un texte : %s ne peut pas être tronqué"),
                         field->name);
    if (field->cut && !field->width)
        return error_set(error, STATUS_USAGE, place, _("« couper » veut une « largeur » (%s)"),
                         field->name);
    if (field->decimals >= 0 && type != FIELD_NUMBER)
        return error_set(error, STATUS_USAGE, place, _("« decimales » ne va qu'à un nombre (%s)"),
                         field->name);
    if (!field->codes)
        return STATUS_OK;
    if (type != FIELD_CODE)
        return error_set(error, STATUS_USAGE, place, _("« codes » ne va qu'à un choix (%s)"),
                         field->name);
    return check_codes(loading, field, error);
}

/* The file is the lot's: without its natures and keys a difference means nothing. */
static Status check_needed(const Loading *loading, Error *error)
{
    static const DeclaredField needed[] = {DECLARED_NATURE, DECLARED_CODE_PERMANENT,
                                           DECLARED_HEURES};
    for (size_t n = 0; n < sizeof needed / sizeof *needed; n++) {
        bool found = false;
        for (size_t i = 0; i < loading->layout->field_count; i++)
            found = found || loading->fields[i].source == (int)needed[n];
        if (!found)
            return error_set(error, STATUS_USAGE, loading->layout->path,
                             _("aucun champ de [champs] n'a pour source « %s »"),
                             declared_field(needed[n])->name);
    }
    return STATUS_OK;
}

/* A list of codes that no field uses is a typing error. */
static Status check_lists(const Loading *loading, Error *error)
{
    const Layout *layout = loading->layout;
    for (size_t k = 0; k < layout->code_count; k++) {
        bool used = false;
        for (size_t i = 0; i < layout->field_count; i++)
            used = used || (loading->fields[i].codes &&
                            text_is(loading->fields[i].codes, layout->codes[k].list));
        if (!used)
            return error_set(error, STATUS_USAGE, place_at(loading, layout->codes[k].line),
                             _("aucun champ n'utilise [codes.%s]"), layout->codes[k].list);
    }
    return STATUS_OK;
}

static Status finish(Loading *loading, Error *error)
{
    Layout *layout = loading->layout;
    if (layout->field_count)
        layout->fields = memcpy(arena_array_of(loading->arena, layout->field_count, LayoutField),
                                loading->fields, layout->field_count * sizeof(LayoutField));
    if (layout->code_count)
        layout->codes = memcpy(arena_array_of(loading->arena, layout->code_count, LayoutCode),
                               loading->codes, layout->code_count * sizeof(LayoutCode));
    Status status = finish_settings(loading, error);
    for (size_t i = 0; status == STATUS_OK && i < layout->field_count; i++)
        status = check_field(loading, &layout->fields[i], error);
    if (status == STATUS_OK)
        status = check_needed(loading, error);
    if (status == STATUS_OK)
        status = check_lists(loading, error);
    return status;
}

const char *layout_code(const Layout *layout, const char *list, const char *code)
{
    for (size_t i = 0; i < layout->code_count; i++)
        if (text_is(layout->codes[i].list, list) && text_is(layout->codes[i].code, code))
            return layout->codes[i].value;
    return NULL;
}

Status layout_load(Layout *layout, Arena *arena, const char *folder, const char *name, Error *error)
{
    *layout = (Layout){.name = arena_string(arena, name)};
    if (!*name ||
        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") !=
            strlen(name)) {
        error_set(error, STATUS_USAGE, "", _("« %s » ne peut pas être un modèle de déclaration"),
                  name);
        error_remedy(error, _("donnez le nom d'un fichier de declaration/, sans .ini"));
        return STATUS_USAGE;
    }
    layout->path = path_join(arena, path_join(arena, folder, "declaration"),
                             arena_printf(arena, "%s.ini", name));
    Loading loading = {.layout = layout, .arena = arena};
    Buffer bytes = {0};
    Status status = file_read(layout->path, LAYOUT_LIMIT, &bytes, error);
    if (status != STATUS_OK && error) {
        error->status = status = STATUS_USAGE;
        error_remedy(error, _("[declaration] format doit nommer un fichier de ce dossier"));
    }
    if (status == STATUS_OK) {
        sha256_hex(bytes.data, bytes.length, layout->sha256);
        status = ini_read(layout->path, visit, &loading, error);
    }
    if (status == STATUS_OK)
        status = finish(&loading, error);
    free(loading.fields);
    free(loading.codes);
    buffer_free(&bytes);
    return status;
}
