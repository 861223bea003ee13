#include "post/account.h"

#include "base/file.h"
#include "base/message.h"
#include "base/secret.h"
#include "post/header.h"

#include <string.h>

static Status wrong(const Config *config, int key, const char *what, const char *remedy,
                    Error *error)
{
    ConfigPlace place;
    error_set(error, STATUS_USAGE, config_place(config, key, place), "[courriel] %s : %s",
              config_key(key)->key, what);
    error_remedy(error, "%s", remedy);
    return STATUS_USAGE;
}

/* A name, an IPv4 or an IPv6 address: nothing else may get into a URL. */
static bool is_host(const char *text)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:";
    return *text && *text != '-' && strlen(text) <= 253 && strspn(text, allowed) == strlen(text);
}

static Status read_address(SmtpServer *server, const Config *config, Error *error)
{
    server->host = config_text(config, CONFIG_COURRIEL_SERVEUR);
    if (!*server->host)
        return wrong(config, CONFIG_COURRIEL_SERVEUR, _("il manque le serveur qui envoie"),
                     _("par exemple « serveur = smtp.office365.com » ; le service informatique le connaît"),
                     error);
    if (!is_host(server->host))
        return wrong(config, CONFIG_COURRIEL_SERVEUR, _("ce n'est pas un nom de serveur"),
                     _("écrivez le nom seul, sans « :// » ni port"), error);
    Number port = config_number(config, CONFIG_COURRIEL_PORT, 0);
    if (port < NUMBER_ONE || port > 65535 * (Number)NUMBER_ONE || port % NUMBER_ONE)
        return wrong(config, CONFIG_COURRIEL_PORT, _("ce n'est pas un port"),
                     _("587 avec starttls, 465 avec tls"), error);
    server->port = (int)(port / NUMBER_ONE);
    return STATUS_OK;
}

static Status read_security(SmtpServer *server, const Config *config, Arena *arena, Error *error)
{
    static const SmtpSecurity securities[] = {
        [SECURITE_STARTTLS] = SMTP_STARTTLS, [SECURITE_TLS] = SMTP_TLS, [SECURITE_AUCUNE] = SMTP_CLEAR};
    server->security = securities[config_choice(config, CONFIG_COURRIEL_SECURITE)];
    if (!config_has(config, CONFIG_COURRIEL_AUTORITE))
        return STATUS_OK;
    server->authority = config_path(config, CONFIG_COURRIEL_AUTORITE, arena);
    if (file_kind(server->authority) != FILE_REGULAR)
        return wrong(config, CONFIG_COURRIEL_AUTORITE, _("ce fichier n'est pas là"),
                     _("le chemin part du dossier de config.ini"), error);
    return STATUS_OK;
}

static Status read_login(SmtpServer *server, const Config *config, Arena *arena, Error *error)
{
    static const SmtpLogin logins[] = {
        [AUTHENTIFICATION_AUCUNE] = SMTP_ANONYMOUS, [AUTHENTIFICATION_PLAIN] = SMTP_PLAIN,
        [AUTHENTIFICATION_LOGIN] = SMTP_LOGIN,      [AUTHENTIFICATION_XOAUTH2] = SMTP_XOAUTH2,
        [AUTHENTIFICATION_OAUTHBEARER] = SMTP_OAUTHBEARER};
    server->login = logins[config_choice(config, CONFIG_COURRIEL_AUTHENTIFICATION)];
    if (server->login == SMTP_ANONYMOUS)
        return STATUS_OK;
    if (server->security == SMTP_CLEAR)
        return wrong(config, CONFIG_COURRIEL_SECURITE, _("le mot de passe partirait en clair"),
                     _("« starttls » ou « tls » ; ou « authentification = aucune »"), error);
    server->user = config_text(config, CONFIG_COURRIEL_UTILISATEUR);
    if (!*server->user || header_fault(server->user))
        return wrong(config, CONFIG_COURRIEL_UTILISATEUR, _("il manque l'utilisateur"),
                     _("c'est souvent l'adresse de l'expéditeur"), error);
    if (!config_has(config, CONFIG_COURRIEL_MOT_DE_PASSE_COMMANDE))
        return wrong(config, CONFIG_COURRIEL_MOT_DE_PASSE_COMMANDE,
                     _("il manque la commande qui donne le mot de passe ou le jeton"),
                     _("par exemple « mot_de_passe_commande = secret-tool lookup service ate-courriel » ; "
                       "le mot de passe ne s'écrit jamais dans config.ini"),
                     error);
    char **words;
    server->folder = config->folder;
    Status status = secret_words(arena, config_text(config, CONFIG_COURRIEL_MOT_DE_PASSE_COMMANDE),
                                 &words, error);
    server->password = words;
    if (status != STATUS_OK)
        config_place(config, CONFIG_COURRIEL_MOT_DE_PASSE_COMMANDE, error->place);
    return status;
}

Status account_read(Account *account, const Config *config, Arena *arena, Error *error)
{
    *account = (Account){.from = config_text(config, CONFIG_COURRIEL_EXPEDITEUR),
                         .copy = config_text(config, CONFIG_COURRIEL_COPIE)};
    const char *at = strchr(account->from, '@');
    account->server.hello = at ? at + 1 : "localhost.invalid";
    Status status = read_address(&account->server, config, error);
    if (status == STATUS_OK)
        status = read_security(&account->server, config, arena, error);
    if (status == STATUS_OK)
        status = read_login(&account->server, config, arena, error);
    if (status == STATUS_OK && !rate_parse(config_text(config, CONFIG_COURRIEL_DEBIT), &account->rate))
        status = wrong(config, CONFIG_COURRIEL_DEBIT, _("ce n'est pas un débit"),
                       _("écrivez par exemple 30/1m : 30 messages par minute"), error);
    return status;
}

void account_place(const Config *config, const Attempt *attempt, Error *error)
{
    bool asked = attempt->fault != FAULT_NONE; /* else the command itself failed */
    config_place(config, asked ? CONFIG_COURRIEL_SERVEUR : CONFIG_COURRIEL_MOT_DE_PASSE_COMMANDE,
                 error->place);
}
