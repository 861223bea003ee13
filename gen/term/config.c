/* config.ini against config.def: each pair is looked up, typed like a value of a table, and
 * refused at its line. */
#include "term/config.h"

#include "base/file.h"
#include "base/text.h"
#include "read/encoding.h"
#include "read/ini.h"
#include "read/separator.h"
#include "term/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECTION(S, NAME) static const char section_##S[] = NAME;
#define KEY(...)
#define END_SECTION(S)
#include "term/config.def"
#undef SECTION
#undef KEY
#undef END_SECTION

static const ConfigKey keys[CONFIG_KEY_COUNT] = {
#define SECTION(S, NAME)
#define KEY(S, ID, NAME, KIND, NEEDED, TARGET, DEFAULT, FR, EN) \
    {section_##S, NAME, {NAME, TYPE_##KIND, (NEEDED) ? COLUMN_REQUIRED : 0, TARGET, {FR, EN}}, DEFAULT},
#define END_SECTION(S)
#include "term/config.def"
#undef SECTION
#undef KEY
#undef END_SECTION
};

static const char COLUMNS_PREFIX[] = "colonnes.";
static const char EMPTY_SUFFIX[] = ".vide";

typedef struct Loading {
    Config *config;
    ConfigPair *pairs;
    size_t count, capacity;
    Error *error;
} Loading;

const ConfigKey *config_key(int key)
{
    return &keys[key];
}

static int find_key(const char *section, const char *name)
{
    for (int k = 0; k < CONFIG_KEY_COUNT; k++)
        if (text_is(keys[k].section, section) && text_is(keys[k].key, name))
            return k;
    return -1;
}

/* ---- What may be written, for the hints. */

typedef struct Names {
    Arena *arena;
    const char *items[CONFIG_KEY_COUNT + 2 * TABLE_COUNT + 8];
    size_t count;
} Names;

static const char *name_at(const void *context, size_t i)
{
    return ((const Names *)context)->items[i];
}

static const char *nearest_of(const Names *names, const char *word)
{
    return text_nearest(word, name_at, names, names->count);
}

static void add_section_names(Names *names)
{
    static const char *const open[] = {"regles", "salaire_minimum", "rapports"};
    for (int k = 0; k < CONFIG_KEY_COUNT; k++)
        if (k == 0 || !text_is(keys[k].section, keys[k - 1].section))
            names->items[names->count++] = keys[k].section;
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        names->items[names->count++] = open[i];
    for (int t = 0; t < TABLE_COUNT; t++)
        names->items[names->count++] =
            arena_printf(names->arena, "%s%s", COLUMNS_PREFIX, schema_table(t)->name);
}

static void add_key_names(Names *names, const char *section)
{
    for (int k = 0; k < CONFIG_KEY_COUNT; k++)
        if (text_is(keys[k].section, section))
            names->items[names->count++] = keys[k].key;
    if (text_is(section, section_ENTREES))
        for (int t = 0; t < TABLE_COUNT; t++)
            names->items[names->count++] = schema_table(t)->name;
}

static Status refuse_unknown(Loading *loading, const char *what, const char *nearest)
{
    error_set(loading->error, STATUS_USAGE, "", "%s", what);
    if (nearest)
        error_remedy(loading->error, _("vouliez-vous dire « %s » ?"), nearest);
    return STATUS_USAGE;
}

static Status refuse_section(Loading *loading, const char *section)
{
    Names names = {.arena = loading->config->arena};
    add_section_names(&names);
    return refuse_unknown(loading,
                          arena_printf(names.arena, _("la section [%s] n'existe pas"), section),
                          nearest_of(&names, section));
}

static Status refuse_key(Loading *loading, const char *section, const char *key)
{
    Names names = {.arena = loading->config->arena};
    add_key_names(&names, section);
    return refuse_unknown(loading, arena_printf(names.arena, _("la clé « %s » n'existe pas dans [%s]"),
                                                key, section),
                          nearest_of(&names, key));
}

static Status refuse_value(Loading *loading, const char *value, const ValueFault *fault)
{
    error_set(loading->error, STATUS_USAGE, "", _("« %s » n'est pas %s"), value, fault->expected);
    if (fault->hint)
        error_remedy(loading->error, "%s", fault->hint);
    return STATUS_USAGE;
}

static Status refuse_double(Loading *loading, const char *key, uint32_t first)
{
    error_set(loading->error, STATUS_USAGE, "", _("la clé « %s » est déjà donnée à la ligne %u"), key,
              (unsigned)first);
    error_remedy(loading->error, _("gardez une seule des deux lignes"));
    return STATUS_USAGE;
}

/* ---- Keys of config.def. */

static bool is_school_year(const char *text)
{
    int first, second, used = 0;
    return strlen(text) == 9 && sscanf(text, "%4d-%4d%n", &first, &second, &used) == 2 &&
           used == 9 && second == first + 1;
}

/* What a few keys ask for beyond their type. */
static const char *expected_beyond_type(int key, const Value *value)
{
    Encoding encoding;
    char separator;
    if (keys[key].type.type == TYPE_EMAIL && !email_is_sendable(value->text))
        return _("une adresse de courriel");
    if (key == CONFIG_ENTREES_ENCODAGE && !encoding_find(value->text, &encoding))
        return _("un encodage connu : utf-8, utf-16 ou windows-1252");
    if (key == CONFIG_ENTREES_SEPARATEUR && !separator_find(value->text, &separator))
        return _("un séparateur : « ; », « , » ou TAB");
    if (key == CONFIG_PERIODE_ANNEE_SCOLAIRE && !is_school_year(value->text))
        return _("une année scolaire, comme 2026-2027");
    if (keys[key].type.type == TYPE_NUMBER && value->number < 0)
        return _("un nombre positif");
    return NULL;
}

static Status set_value(Loading *loading, int key, const char *text, uint32_t line)
{
    Config *config = loading->config;
    Value *value = &config->values[key];
    if (value->line)
        return refuse_double(loading, keys[key].key, value->line);
    if (*text == '\0')
        return STATUS_OK;
    ValueFault fault;
    value->line = line;
    if (!value_parse(&keys[key].type, arena_string(config->arena, text), config->arena, value, &fault))
        return refuse_value(loading, text, &fault);
    fault = (ValueFault){.expected = expected_beyond_type(key, value)};
    return fault.expected ? refuse_value(loading, text, &fault) : STATUS_OK;
}

static void set_defaults(Config *config)
{
    ValueFault fault;
    for (int k = 0; k < CONFIG_KEY_COUNT; k++) {
        Value *value = &config->values[k];
        *value = (Value){.text = "", .state = VALUE_EMPTY};
        if (keys[k].fallback)
            value_parse(&keys[k].type, keys[k].fallback, config->arena, value, &fault);
    }
}

/* ---- Sections whose keys are free. */

static Status check_column_pair(Loading *loading, int table, const char *section, const char *key,
                                const char *value)
{
    Arena *arena = loading->config->arena;
    size_t length = strlen(key), suffix = strlen(EMPTY_SUFFIX);
    bool when_empty = length > suffix && text_is(key + length - suffix, EMPTY_SUFFIX);
    const char *name = when_empty ? arena_slice(arena, key, length - suffix) : key;
    int column = schema_find_column(table, name);
    if (column < 0) {
        Names names = {.arena = arena};
        for (size_t c = 0; c < schema_table(table)->column_count; c++)
            names.items[names.count++] = schema_column(table, (int)c)->name;
        return refuse_unknown(loading,
                              arena_printf(arena, _("« %s » n'est pas une colonne de %s"), name,
                                           section + strlen(COLUMNS_PREFIX)),
                              nearest_of(&names, name));
    }
    const ColumnSchema *schema = schema_column(table, column);
    bool yes_no = schema->type == TYPE_YES_NO ||
                  (schema->type == TYPE_CHOICE && schema->target == C_REALISEE);
    bool yes;
    if (when_empty && !yes_no)
        return error_set(loading->error, STATUS_USAGE, "",
                         _("« %s » n'est pas une colonne de oui ou de non"), name);
    if (when_empty && (!value_parse_yes_no(value, &yes) || yes)) {
        error_set(loading->error, STATUS_USAGE, "", _("une case vide ne peut valoir que « non »"));
        error_remedy(loading->error, _("écrivez « %s = non »"), key);
        return STATUS_USAGE;
    }
    return STATUS_OK;
}

static Status check_wage_pair(Loading *loading, const char *key, const char *value)
{
    Date date;
    Number rate;
    if (!value_parse_date(key, &date))
        return refuse_value(loading, key, &(ValueFault){_("une date, comme 2026-05-01"), NULL});
    if (!value_parse_number(value, &rate) || rate <= 0)
        return refuse_value(loading, value, &(ValueFault){_("un taux horaire, comme 16,60"), NULL});
    return STATUS_OK;
}

/* STATUS_OK with `*known` false when the section is none of these. */
static Status check_free_pair(Loading *loading, const char *section, const char *key,
                              const char *value, bool *known)
{
    *known = true;
    if (text_is(section, section_ENTREES))
        return schema_find_table(key) >= 0 ? STATUS_OK : refuse_key(loading, section, key);
    if (text_is(section, "salaire_minimum"))
        return check_wage_pair(loading, key, value);
    if (text_is(section, "regles") || text_is(section, "rapports"))
        return STATUS_OK;
    if (text_starts(section, COLUMNS_PREFIX)) {
        int table = schema_find_table(section + strlen(COLUMNS_PREFIX));
        if (table >= 0)
            return check_column_pair(loading, table, section, key, value);
    }
    *known = false;
    return STATUS_OK;
}

static Status add_pair(Loading *loading, const char *section, const char *key, const char *value,
                       uint32_t line)
{
    for (size_t i = 0; i < loading->count; i++)
        if (text_is(loading->pairs[i].section, section) && text_is(loading->pairs[i].key, key))
            return refuse_double(loading, key, loading->pairs[i].line);
    if (*value == '\0')
        return STATUS_OK;
    Arena *arena = loading->config->arena;
    loading->pairs = vector_reserve(loading->pairs, &loading->capacity, loading->count + 1,
                                    sizeof *loading->pairs);
    loading->pairs[loading->count++] = (ConfigPair){
        arena_string(arena, section), arena_string(arena, key), arena_string(arena, value), line,
    };
    return STATUS_OK;
}

static bool section_has_keys(const char *section)
{
    for (int k = 0; k < CONFIG_KEY_COUNT; k++)
        if (text_is(keys[k].section, section))
            return true;
    return false;
}

static Status visit(void *context, const char *section, const char *key, const char *value,
                    uint32_t line, Error *error)
{
    Loading *loading = context;
    loading->error = error;
    int known_key = find_key(section, key);
    if (known_key >= 0)
        return set_value(loading, known_key, value, line);
    bool known;
    Status status = check_free_pair(loading, section, key, value, &known);
    if (status != STATUS_OK)
        return status;
    if (known)
        return add_pair(loading, section, key, value, line);
    if (section_has_keys(section))
        return refuse_key(loading, section, key);
    if (*section == '\0') {
        error_set(error, STATUS_USAGE, "", _("la clé « %s » n'est dans aucune section"), key);
        error_remedy(error, _("placez-la sous une ligne [section]"));
        return STATUS_USAGE;
    }
    return refuse_section(loading, section);
}

/* ---- The whole. */

static bool section_is_given(const Config *config, const char *section)
{
    for (int k = 0; k < CONFIG_KEY_COUNT; k++)
        if (config->values[k].line && text_is(keys[k].section, section))
            return true;
    return false;
}

/* A school that sends nothing has no [courriel]: its required key is asked for once the section
 * is there. */
static bool is_missing(const Config *config, int key)
{
    return keys[key].type.flags & COLUMN_REQUIRED && !config->values[key].line &&
           (keys[key].section != section_COURRIEL || section_is_given(config, keys[key].section));
}

/* "[periode] debut, fin ; [courriel] expediteur": a new dossier lacks a dozen. */
static const char *list_missing(const Config *config)
{
    const char *list = "", *section = "";
    for (int k = 0; k < CONFIG_KEY_COUNT; k++) {
        if (!is_missing(config, k))
            continue;
        if (text_is(section, keys[k].section))
            list = arena_printf(config->arena, "%s, %s", list, keys[k].key);
        else
            list = arena_printf(config->arena, "%s%s[%s] %s", list, *list ? " ; " : "",
                                keys[k].section, keys[k].key);
        section = keys[k].section;
    }
    return list;
}

static Status check_required(const Config *config, Error *error)
{
    size_t missing = 0;
    int first = 0;
    for (int k = CONFIG_KEY_COUNT - 1; k >= 0; k--)
        if (is_missing(config, k)) {
            missing++;
            first = k;
        }
    if (!missing)
        return STATUS_OK;
    if (missing == 1) {
        error_set(error, STATUS_USAGE, config->path, _("la clé « %s » manque dans [%s]"),
                  keys[first].key, keys[first].section);
        error_remedy(error, _("ajoutez « %s = … » sous [%s] : %s"), keys[first].key,
                     keys[first].section, keys[first].type.description[message_lang()]);
    } else {
        error_set(error, STATUS_USAGE, config->path, _("%zu clés obligatoires sont vides ou manquent"),
                  missing);
        error_remedy(error, _("remplissez %s"), list_missing(config));
    }
    return STATUS_USAGE;
}

static Status check_period(const Config *config, Error *error)
{
    ConfigPlace place;
    if (config_date(config, CONFIG_PERIODE_DEBUT) <= config_date(config, CONFIG_PERIODE_FIN))
        return STATUS_OK;
    return error_set(error, STATUS_USAGE, config_place(config, CONFIG_PERIODE_FIN, place),
                     _("la période finit avant de commencer"));
}

/* Every letter would need it: said before the first one is made. */
static Status check_logo(const Config *config, Error *error)
{
    ConfigPlace place;
    const Value *logo = &config->values[CONFIG_ETABLISSEMENT_LOGO];
    const char *path = config_path(config, CONFIG_ETABLISSEMENT_LOGO, config->arena);
    if (logo->state != VALUE_GOOD || file_kind(path) != FILE_ABSENT)
        return STATUS_OK;
    error_set(error, STATUS_USAGE, config_place(config, CONFIG_ETABLISSEMENT_LOGO, place),
              _("le logo « %s » n'existe pas"), logo->text);
    error_remedy(error, _("corrigez son nom, ou retirez la ligne : les lettres se font sans logo"));
    return STATUS_USAGE;
}

Status config_read(Config *config, const char *path, Error *error)
{
    Arena *arena = arena_new();
    *config = (Config){
        .arena = arena, .path = arena_string(arena, path), .folder = path_folder(arena, path),
    };
    set_defaults(config);
    Loading loading = {.config = config};
    Status status = ini_read(path, visit, &loading, error);
    ConfigPair *pairs = arena_array_of(arena, loading.count, ConfigPair);
    for (size_t i = 0; i < loading.count; i++)
        pairs[i] = loading.pairs[i];
    config->pairs = pairs;
    config->pair_count = loading.count;
    free(loading.pairs);
    return status;
}

Status config_load(Config *config, const char *path, Error *error)
{
    Status status = config_read(config, path, error);
    if (status == STATUS_OK)
        status = check_required(config, error);
    if (status == STATUS_OK)
        status = check_period(config, error);
    if (status == STATUS_OK)
        status = check_logo(config, error);
    return status;
}

void config_free(Config *config)
{
    arena_free(config->arena);
    *config = (Config){0};
}

/* ---- Reading it. */

bool config_has(const Config *config, int key)
{
    return config->values[key].state == VALUE_GOOD;
}

const char *config_text(const Config *config, int key)
{
    return config_has(config, key) ? config->values[key].text : "";
}

Number config_number(const Config *config, int key, Number otherwise)
{
    return config_has(config, key) ? config->values[key].number : otherwise;
}

int config_choice(const Config *config, int key)
{
    return config_has(config, key) ? config->values[key].choice : -1;
}

Date config_date(const Config *config, int key)
{
    return config_has(config, key) ? config->values[key].date : DATE_NONE;
}

bool config_yes(const Config *config, int key)
{
    return config_has(config, key) && config->values[key].yes;
}

_Static_assert(sizeof(ConfigPlace) == sizeof ((Error *)0)->place, "it may be written there");

const char *config_place(const Config *config, int key, ConfigPlace place)
{
    unsigned line = config->values[key].line;
    snprintf(place, sizeof(ConfigPlace), line ? "%s:%u" : "%s", config->path, line);
    return place;
}

const char *config_path(const Config *config, int key, Arena *arena)
{
    return path_join(arena, config->folder, config_text(config, key));
}

const Value *config_profile(const Config *config, int profil_fp_key)
{
    int rank = profil_fp_key - CONFIG_PROFIL_FP_SEQUENCES_MIN;
    bool college = config_choice(config, CONFIG_ETABLISSEMENT_RESEAU) == RESEAU_COLLEGIAL;
    return &config->values[(college ? CONFIG_PROFIL_COLLEGIAL_SEQUENCES_MIN
                                    : CONFIG_PROFIL_FP_SEQUENCES_MIN) + rank];
}

const char *config_pair(const Config *config, const char *section, const char *key)
{
    for (size_t i = 0; i < config->pair_count; i++)
        if (text_is(config->pairs[i].section, section) && text_is(config->pairs[i].key, key))
            return config->pairs[i].value;
    return NULL;
}

bool config_minimum_wage(const Config *config, Date day, Number *rate)
{
    Date latest = DATE_NONE;
    for (size_t i = 0; i < config->pair_count; i++) {
        const ConfigPair *pair = &config->pairs[i];
        Date from;
        if (!text_is(pair->section, "salaire_minimum") || !value_parse_date(pair->key, &from))
            continue;
        if (from <= day && from > latest) {
            latest = from;
            value_parse_number(pair->value, rate);
        }
    }
    return latest != DATE_NONE;
}
