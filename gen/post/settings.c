#include "post/settings.h"

#include "base/message.h"
#include "base/text.h"
#include "post/header.h"

#include <stdlib.h>
#include <string.h>

static Status wrong(const Config *config, int key, const char *what, const char *remedy,
                    Error *error)
{
    ConfigPlace place;
    error_set(error, STATUS_USAGE, config_place(config, key, place), _("%s = « %s » : %s"),
              config_key(key)->key, config_text(config, key), what);
    error_remedy(error, "%s", remedy);
    return STATUS_USAGE;
}

/* "20M", "500K", "1G", or bytes; from 1 on. */
static Status read_size(MailSettings *settings, const Config *config, Error *error)
{
    static const unsigned long long units[] = {1, 1ULL << 10, 1ULL << 20, 1ULL << 30};
    const char *text = settings->most_text;
    char *end;
    unsigned long long number = *text >= '0' && *text <= '9' ? strtoull(text, &end, 10) : 0;
    size_t shift = 0;
    if (number && *end) {
        const char *unit = strchr("KMG", *end & ~0x20);
        number = unit && !end[1] ? number : 0;
        shift = unit ? (size_t)(unit - "KMG" + 1) : 0;
    }
    if (number && number <= (1ULL << 40) / units[shift]) {
        settings->most = (size_t)(number * units[shift]);
        return STATUS_OK;
    }
    return wrong(config, CONFIG_COURRIEL_TAILLE_MAX, _("ce n'est pas une taille"),
                 _("écrivez par exemple 20M, 500K ou 1G"), error);
}

/* Our own addresses stand in every message: one that is wrong stops the run. */
static Status check_addresses(const Config *config, Error *error)
{
    static const int keys[] = {CONFIG_COURRIEL_EXPEDITEUR, CONFIG_COURRIEL_REPONDRE_A,
                               CONFIG_COURRIEL_COPIE};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *fault = config_has(config, keys[i]) || i == 0
                                ? address_fault(config_text(config, keys[i]))
                                : NULL;
        if (fault)
            return wrong(config, keys[i], fault, _("écrivez une seule adresse, sans accent"), error);
    }
    return STATUS_OK;
}

/* "ne-pas-repondre@", "no-reply@", "noreply-stages@" */
static bool refuses_answers(const char *address)
{
    static const char *const signs[] = {"NEPASREPONDRE", "NEREPONDEZPAS", "NOREPLY", "DONOTREPLY"};
    Arena *arena = arena_new();
    const char *local =
        text_letters(arena, arena_slice(arena, address, strcspn(address, "@")));
    bool refuses = false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        refuses = refuses || strstr(local, signs[i]);
    arena_free(arena);
    return refuses;
}

static Status check_answers(const MailSettings *settings, const Config *config, Error *error)
{
    if (!refuses_answers(settings->answers_to))
        return STATUS_OK;
    int key = *settings->reply_to ? CONFIG_COURRIEL_REPONDRE_A : CONFIG_COURRIEL_EXPEDITEUR;
    return wrong(config, key, _("personne ne lit les réponses à cette adresse"),
                 _("donnez dans repondre_a, sous [courriel], une adresse que quelqu'un lit"), error);
}

Status settings_read(MailSettings *settings, const Config *config, Error *error)
{
    *settings = (MailSettings){
        .from_name = config_text(config, CONFIG_ETABLISSEMENT_NOM),
        .from = config_text(config, CONFIG_COURRIEL_EXPEDITEUR),
        .reply_to = config_text(config, CONFIG_COURRIEL_REPONDRE_A),
        .copy = config_text(config, CONFIG_COURRIEL_COPIE),
        .most_text = config_text(config, CONFIG_COURRIEL_TAILLE_MAX),
        .split = config_choice(config, CONFIG_COURRIEL_DEPASSEMENT) == DEPASSEMENT_SCINDER,
    };
    settings->answers_to = *settings->reply_to ? settings->reply_to : settings->from;
    Status status = read_size(settings, config, error);
    if (status == STATUS_OK)
        status = check_addresses(config, error);
    return status == STATUS_OK ? check_answers(settings, config, error) : status;
}
