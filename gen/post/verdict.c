#include "post/verdict.h"

#include "base/message.h"

#include <stdbool.h>
#include <stdio.h>

enum {
    ANSWER_CLOSING = 421,  /* RFC 5321, 4.2: the service ends this connection */
    ANSWER_TOO_LARGE = 552 /* said to MAIL FROM, whose SIZE is the message's (RFC 1870) */
};

static bool is_for_now(int code)
{
    return code / 100 == 4;
}

static bool is_for_good(int code)
{
    return code / 100 == 5;
}

static Outcome of_body(int code)
{
    if (code / 100 == 2)
        return OUTCOME_SENT; /* whatever went wrong after the answer */
    if (is_for_now(code))
        return OUTCOME_LATER;
    return is_for_good(code) ? OUTCOME_REFUSED : OUTCOME_DOUBT;
}

/* Of an answer that is about this message; `for_good` when it is final. */
static Outcome of_answer(int code, Outcome for_good)
{
    if (is_for_good(code))
        return for_good;
    return is_for_now(code) && code != ANSWER_CLOSING ? OUTCOME_LATER : OUTCOME_BROKEN;
}

static Outcome of_sender(int code)
{
    /* Any other refusal is of the sender, thus of every message to come. */
    return of_answer(code, code == ANSWER_TOO_LARGE ? OUTCOME_REFUSED : OUTCOME_STOP);
}

Outcome verdict_of(const Attempt *attempt)
{
    int code = attempt->code;
    if (attempt->fault == FAULT_NONE)
        return OUTCOME_SENT;
    switch (attempt->stage) {
    case STAGE_BODY: return of_body(code);
    case STAGE_DATA: return of_answer(code, OUTCOME_REFUSED);
    case STAGE_TO: return of_answer(code, attempt->recipient > 1 ? OUTCOME_STOP : OUTCOME_REFUSED);
    case STAGE_FROM: return of_sender(code);
    case STAGE_LOGIN: /* a second try could lock the account */
        return is_for_now(code) ? OUTCOME_BROKEN : OUTCOME_STOP;
    default: break;
    }
    switch (attempt->fault) {
    case FAULT_STOPPED:
    case FAULT_NO_TLS:
    case FAULT_UNKNOWN_AUTHORITY:
    case FAULT_EXPIRED:
    case FAULT_OTHER_NAME:
    case FAULT_AUTHORITY_FILE:
    case FAULT_LOGIN: return OUTCOME_STOP;
    default: return is_for_good(code) ? OUTCOME_STOP : OUTCOME_BROKEN;
    }
}

/* --- in words ------------------------------------------------------------ */

/* "550 5.1.1" */
static const char *answer_of(const Attempt *attempt, char text[24])
{
    snprintf(text, 24, "%d%s%s", attempt->code, *attempt->detail ? " " : "", attempt->detail);
    return text;
}

typedef struct Words { /* N_() */
    Status status;
    const char *what, *remedy;
} Words;

/* What ails the server or its place in config.ini, whatever the message. */
static const Words of_faults[] = {
    [FAULT_HOST] = {STATUS_SYSTEM, N_("l'adresse du serveur n'est pas trouvée"),
                    N_("vérifiez [courriel] serveur et votre connexion, puis recommencez")},
    [FAULT_CONNECTION] = {STATUS_SYSTEM, N_("le serveur ne répond pas à cette adresse et à ce port"),
                          N_("vérifiez [courriel] serveur et port et votre connexion, puis recommencez")},
    [FAULT_TIME] = {STATUS_SYSTEM, N_("le serveur a trop tardé à répondre"), N_("recommencez plus tard")},
    [FAULT_CHATTER] = {STATUS_SYSTEM, N_("le serveur répond sans fin"),
                       N_("vérifiez [courriel] serveur et port : ce n'est peut-être pas un serveur de courriel")},
    [FAULT_STOPPED] = {STATUS_INTERRUPTED, N_("l'envoi a été interrompu"),
                       N_("recommencez : il reprendra où il s'est arrêté")},
    [FAULT_NO_TLS] = {STATUS_USAGE, N_("le serveur n'offre pas STARTTLS : rien n'est parti en clair"),
                      N_("vérifiez [courriel] securite et port avec votre service informatique")},
    [FAULT_TLS] = {STATUS_SYSTEM, N_("la connexion chiffrée n'a pas pu s'établir"),
                   N_("vérifiez [courriel] securite et port (starttls : 587 ; tls : 465), puis recommencez")},
    [FAULT_UNKNOWN_AUTHORITY] = {STATUS_USAGE,
                                 N_("le certificat du serveur n'est pas d'une autorité reconnue"),
                                 N_("si l'établissement a sa propre autorité, donnez son certificat à "
                                    "[courriel] autorite ; sinon, ce n'est peut-être pas votre serveur")},
    [FAULT_EXPIRED] = {STATUS_USAGE, N_("le certificat du serveur est expiré, ou pas encore valide"),
                       N_("vérifiez la date de ce poste ; sinon, avisez le service informatique")},
    [FAULT_OTHER_NAME] = {STATUS_USAGE, N_("le certificat du serveur est au nom d'un autre serveur"),
                          N_("écrivez à [courriel] serveur le nom que porte le certificat ; sinon, ce "
                             "n'est peut-être pas votre serveur")},
    [FAULT_AUTHORITY_FILE] = {STATUS_USAGE, N_("le fichier de l'autorité de certification ne se lit pas"),
                              N_("[courriel] autorite attend un certificat au format PEM")},
    [FAULT_LOGIN] = {STATUS_USAGE, N_("le serveur n'offre pas ce mode d'authentification"),
                     N_("essayez un autre mode à [courriel] authentification")},
};

static Words of_login(const Attempt *attempt)
{
    if (is_for_now(attempt->code))
        return (Words){0};
    if (attempt->code)
        return (Words){STATUS_USAGE, N_("le serveur refuse l'utilisateur ou son mot de passe (%s)"),
                       N_("vérifiez [courriel] utilisateur, authentification et mot_de_passe_commande ; rien "
                          "n'est réessayé, pour ne pas bloquer le compte")};
    return (Words){STATUS_SYSTEM, N_("la connexion s'est perdue pendant l'authentification"),
                   N_("rien n'est réessayé, pour ne pas bloquer le compte : recommencez plus tard")};
}

static Words of_stage(const Attempt *attempt)
{
    switch (attempt->stage) {
    case STAGE_TLS: /* cut in the middle of the handshake */
        if (attempt->fault == FAULT_ANSWER && attempt->code / 100 == 2)
            return of_faults[FAULT_TLS];
        break;
    case STAGE_LOGIN: return of_login(attempt);
    case STAGE_FROM:
        if (verdict_of(attempt) == OUTCOME_STOP)
            return (Words){STATUS_USAGE, N_("le serveur n'accepte pas l'expéditeur (%s)"),
                           N_("vérifiez [courriel] expediteur, utilisateur et authentification : ce compte a-t-il le "
                              "droit d'écrire de cette adresse ?")};
        break;
    case STAGE_TO:
        if (verdict_of(attempt) == OUTCOME_STOP)
            return (Words){STATUS_USAGE, N_("le serveur n'accepte pas l'adresse de [courriel] copie (%s)"),
                           N_("corrigez-la ou retirez-la")};
        if (is_for_good(attempt->code))
            return (Words){STATUS_FINDINGS, N_("le serveur refuse l'adresse du destinataire (%s)"),
                           N_("corrigez-la dans la table, ou reprenez le message avec « --reprendre »")};
        break;
    case STAGE_BODY:
        if (verdict_of(attempt) == OUTCOME_DOUBT)
            return (Words){STATUS_FINDINGS,
                           N_("la connexion s'est perdue avant la réponse : le message est peut-être parti"),
                           N_("cherchez-le parmi les messages envoyés, puis « ate envoyer --reprendre »")};
        break;
    default: break;
    }
    return (Words){0};
}

void verdict_explain(const Attempt *attempt, Error *error)
{
    char answer[24];
    Words words = of_stage(attempt);
    bool answered = attempt->fault == FAULT_ANSWER || attempt->stage == STAGE_LOGIN;
    if (!words.what && !answered)
        words = of_faults[attempt->fault];
    else if (!words.what && is_for_good(attempt->code))
        words = (Words){attempt->stage < STAGE_FROM ? STATUS_SYSTEM : STATUS_FINDINGS,
                        N_("le serveur refuse (%s)"), N_("voyez avec votre service informatique")};
    else if (!words.what && is_for_now(attempt->code))
        words = (Words){STATUS_SYSTEM, N_("le serveur demande d'attendre (%s)"),
                        N_("recommencez plus tard")};
    else if (!words.what)
        words = (Words){STATUS_SYSTEM, N_("la connexion s'est perdue ; rien n'était parti"),
                        N_("recommencez")};
    char what[sizeof error->what];
    snprintf(what, sizeof what, _(words.what), answer_of(attempt, answer));
    error_set(error, words.status, "", "%s", what);
    error_remedy(error, "%s", _(words.remedy));
}
