/* threshold: from "profil.semaines_min" to the keys of config.ini and their values. */
#include "show/threshold.h"

#include "base/text.h"

#include <string.h>

typedef struct Search {
    const Config *config;
    Arena *arena;
    Thresholds *found;
} Search;

static void add(const Search *search, Threshold threshold)
{
    search->found->items[search->found->count++] = threshold;
}

static void add_key(const Search *search, int key)
{
    const ConfigKey *known = config_key(key);
    const Value *value = search->config ? &search->config->values[key] : NULL;
    bool has = value && value->state == VALUE_GOOD;
    add(search, (Threshold){
                    .section = known->section,
                    .key = known->key,
                    .value = !value ? known->fallback : has ? value->text : NULL,
                    .written = has && value->line > 0,
                    .meaning = known->type.description[message_lang()],
                });
}

static bool is_profile_of(const char *section, const Config *config)
{
    if (!text_starts(section, "profil."))
        return false;
    const char *network = section + strlen("profil.");
    const Choice *networks = schema_choices(C_RESEAU)->choices;
    return !config ||
           text_is(networks[config_choice(config, CONFIG_ETABLISSEMENT_RESEAU)].code, network);
}

/* "profil.semaines_min", whose section depends on the network, or "attestation.delai_mois". */
static void add_named(const Search *search, const char *section, const char *name)
{
    for (int key = 0; key < CONFIG_KEY_COUNT; key++) {
        const ConfigKey *known = config_key(key);
        if (text_is(known->key, name) &&
            (text_is(section, "profil") ? is_profile_of(known->section, search->config)
                                        : text_is(known->section, section)))
            add_key(search, key);
    }
}

/* A section of free keys: each pair is a threshold. */
static void add_section(const Search *search, const char *section)
{
    size_t before = search->found->count;
    for (size_t i = 0; search->config && i < search->config->pair_count; i++) {
        const ConfigPair *pair = &search->config->pairs[i];
        if (text_is(pair->section, section))
            add(search, (Threshold){pair->section, pair->key, pair->value, true, ""});
    }
    if (search->found->count == before)
        add(search, (Threshold){section, "", NULL, false, ""});
}

Thresholds rule_thresholds(const Rule *rule, const Config *config, Arena *arena)
{
    Thresholds found = {0};
    size_t most = 2 + strlen(rule->thresholds) + (config ? config->pair_count : 0);
    found.items = arena_array_of(arena, most, Threshold);
    Search search = {config, arena, &found};
    for (const char *p = rule->thresholds; *p;) {
        size_t length = strcspn(p, " ");
        const char *word = arena_slice(arena, p, length), *dot = strchr(word, '.');
        if (dot)
            add_named(&search, arena_slice(arena, word, (size_t)(dot - word)), dot + 1);
        else
            add_section(&search, word);
        p += length + (p[length] == ' ');
    }
    return found;
}

const char *threshold_name(const Threshold *threshold, Arena *arena)
{
    return arena_printf(arena, "[%s]%s%s", threshold->section, *threshold->key ? " " : "",
                        threshold->key);
}

const char *threshold_value(const Threshold *threshold, Arena *arena)
{
    if (!threshold->value)
        return text_starts(threshold->section, "profil.") ? _("non jugé") : _("aucune valeur");
    return threshold->written ? threshold->value
                              : arena_printf(arena, _("%s (par défaut)"), threshold->value);
}
