/* ate envoyer: what a person says of messages that may have left, or that left by hand. */
#include "base/text.h"
#include "command/console.h"
#include "command/send.h"
#include "post/decision.h"
#include "post/header.h"
#include "record/sendings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct Deciding {
    Dossier *dossier;
    const Options *options;
    Decision decision;
    MomentText moment;
} Deciding;

static Status refused(const char *what, const char *remedy, Error *error)
{
    error_set(error, STATUS_USAGE, "", "%s", what);
    error_remedy(error, "%s", remedy);
    return STATUS_USAGE;
}

Status send_check_options(const Options *options, Error *error)
{
    if (!options->deliver && (options->trial || options->limit))
        return refused(_("« --essai » et « --limite » vont avec « --transmettre »"),
                       _("sans elle, rien n'est envoyé : les messages sont écrits comme brouillons"),
                       error);
    if (options->deliver && options->already_sent)
        return refused(_("« --deja-envoye » et « --transmettre » ne vont pas ensemble"),
                       _("dites d'abord ce qui est déjà parti, puis transmettez le reste"), error);
    if (options->only && (!options->deliver || options->resume))
        return refused(_("« --seulement » choisit parmi les messages que « --transmettre » envoie"),
                       _("les brouillons disent leur occasion dans leur nom ; « --deja-envoye » et "
                         "« --reprendre » acceptent ces noms"),
                       error);
    if (options->trial && address_fault(options->trial))
        return refused(_("« --essai » attend une adresse de courriel"),
                       _("une seule adresse, sans accent : la vôtre"), error);
    return STATUS_OK;
}

/* --- the confirmation ----------------------------------------------------- */

static Status not_confirmed(const char *what, Error *error)
{
    return refused(what, _("rien n'a été fait ; pour un script, « --oui » confirme d'avance"), error);
}

Status send_confirm(const Options *options, const char *question, size_t count, Error *error)
{
    char answer[32] = "";
    if (options->yes)
        return STATUS_OK;
    if (!isatty(STDIN_FILENO))
        return not_confirmed(_("la confirmation se tape au terminal"), error);
    fflush(stdout);
    fprintf(stderr, _("%s Pour confirmer, tapez leur nombre (%zu) : "), question, count);
    if (!fgets(answer, sizeof answer, stdin))
        return not_confirmed(_("rien n'a été tapé"), error);
    char *end;
    unsigned long typed = strtoul(answer, &end, 10);
    if (end == answer || *end != '\n' || typed != count)
        return not_confirmed(_("ce n'est pas le nombre de messages"), error);
    return STATUS_OK;
}

/* --- by name -------------------------------------------------------------- */

/* Each of "A,B" in turn: the messages that bear it, in the first of the states that has one. */
typedef Status Decide(Deciding *deciding, const MessageRow *rows, size_t count, Error *error);

static Status decide_name(Deciding *deciding, const char *name, const MessageState *states,
                          size_t state_count, Decide *decide, Error *error)
{
    Dossier *dossier = deciding->dossier;
    MessageRow *rows;
    size_t count = 0;
    Status status = STATUS_OK;
    for (size_t s = 0; status == STATUS_OK && !count && s < state_count; s++)
        status = decision_find(dossier->registry, states[s], deciding->options->company, name,
                               dossier->arena, &rows, &count, error);
    if (status != STATUS_OK)
        return status;
    if (count)
        return decide(deciding, rows, count, error);
    error_set(error, STATUS_USAGE, "", _("aucun message ne porte ce nom : « %s »"), name);
    error_remedy(error, _("donnez le Message-ID que « ate envoyer » affiche, ou le nom du brouillon"));
    return STATUS_USAGE;
}

static Status decide_names(Deciding *deciding, const char *names, const MessageState *states,
                           size_t state_count, Decide *decide, Error *error)
{
    Status status = STATUS_OK;
    for (const char *p = names; status == STATUS_OK && *p;) {
        size_t length = strcspn(p, ",");
        status = decide_name(deciding, text_trim(deciding->dossier->arena, p, length), states,
                             state_count, decide, error);
        p += length + (p[length] == ',');
    }
    return status;
}

static Status say_again(Deciding *deciding, const MessageRow *rows, size_t count, Error *error)
{
    for (size_t i = 0; i < count; i++)
        console_say(_("  à renvoyer : %s %s\n"), rows[i].company, rows[i].occasion);
    return decision_again(&deciding->decision, rows, count, error);
}

static Status say_sent(Deciding *deciding, const MessageRow *rows, size_t count, Error *error)
{
    for (size_t i = 0; i < count; i++)
        console_say(_("  noté comme envoyé : %s %s (%s)\n"), rows[i].company, rows[i].occasion,
                    rows[i].path);
    return decision_sent(&deciding->decision, rows, count, error);
}

/* --- one by one, at the terminal ------------------------------------------ */

/* When it was last handed to the server, as a clock on the wall has it; "" when nobody knows. */
static const char *sent_when(const Dossier *dossier, const MessageRow *row, MomentText text)
{
    const char *moment = "";
    if (sendings_last(dossier->registry, row->key, dossier->arena, &moment, NULL) != STATUS_OK)
        moment = "";
    return moment_here(moment, text);
}

static void describe(const Deciding *deciding, const MessageRow *row)
{
    MomentText moment;
    fprintf(stderr, _("%s %s, transmis le %s, Message-ID %s\n"), row->company, row->occasion,
            sent_when(deciding->dossier, row, moment), row->message_id);
}

/* 'o' it went, 'n' it did not, 0 nobody knows. */
static char ask(const Deciding *deciding, const MessageRow *row)
{
    char answer[32] = "";
    describe(deciding, row);
    fprintf(stderr, _("  Cherchez-le parmi les messages envoyés. Est-il parti ? [o : oui, n : non, "
                      "renvoyer ; Entrée : je ne sais pas] "));
    if (!fgets(answer, sizeof answer, stdin))
        return 0;
    switch (answer[0]) {
    case 'o':
    case 'O':
    case 'y':
    case 'Y': return 'o';
    case 'n':
    case 'N': return 'n';
    default: return 0;
    }
}

static Status ask_each(Deciding *deciding, Error *error)
{
    Dossier *dossier = deciding->dossier;
    MessageRow *rows;
    size_t count;
    Status status = decision_find(dossier->registry, MESSAGE_UNCERTAIN, deciding->options->company,
                                  NULL, dossier->arena, &rows, &count, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        char answer = ask(deciding, &rows[i]);
        if (answer == 'o')
            status = say_sent(deciding, &rows[i], 1, error);
        else if (answer == 'n')
            status = say_again(deciding, &rows[i], 1, error);
    }
    return status;
}

/* Those that were refused go again at a word; those in doubt, one by one only. */
static Status resume(Deciding *deciding, Error *error)
{
    static const MessageState states[] = {MESSAGE_UNCERTAIN, MESSAGE_REFUSED};
    Dossier *dossier = deciding->dossier;
    MessageRow *rows;
    size_t count;
    if (*deciding->options->resume)
        return decide_names(deciding, deciding->options->resume, states, 2, say_again, error);
    Status status = decision_find(dossier->registry, MESSAGE_REFUSED, deciding->options->company,
                                  NULL, dossier->arena, &rows, &count, error);
    if (status == STATUS_OK && count)
        status = say_again(deciding, rows, count, error);
    if (status == STATUS_OK && !deciding->options->yes && isatty(STDIN_FILENO))
        status = ask_each(deciding, error);
    return status;
}

/* The drafts of the last preparation, as they were: nothing is prepared in between. */
static Status by_hand(Deciding *deciding, Error *error)
{
    static const MessageState states[] = {MESSAGE_TO_SEND, MESSAGE_UNCERTAIN, MESSAGE_REFUSED};
    Dossier *dossier = deciding->dossier;
    MessageRow *rows;
    size_t count;
    if (*deciding->options->already_sent)
        return decide_names(deciding, deciding->options->already_sent, states, 3, say_sent, error);
    Status status = decision_find(dossier->registry, MESSAGE_TO_SEND, deciding->options->company,
                                  NULL, dossier->arena, &rows, &count, error);
    if (status == STATUS_OK && count)
        status = send_confirm(deciding->options,
                              _("Tous les brouillons seront notés comme envoyés par vous."), count,
                              error);
    return status == STATUS_OK ? say_sent(deciding, rows, count, error) : status;
}

Status send_decide(Dossier *dossier, const Options *options, Error *error)
{
    Deciding deciding = {.dossier = dossier, .options = options};
    deciding.decision = (Decision){.registry = dossier->registry,
                                   .catalogue = &dossier->catalogue,
                                   .output = dossier->output,
                                   .today = dossier->record.today,
                                   .moment = moment_iso((int64_t)time(NULL), deciding.moment)};
    Status status = decision_settle(dossier->registry, error);
    if (status == STATUS_OK && options->resume)
        status = resume(&deciding, error);
    if (status == STATUS_OK && options->already_sent)
        status = by_hand(&deciding, error);
    return status;
}

/* --- what waits for a person ---------------------------------------------- */

static Status list(const Dossier *dossier, const Options *options, MessageState state,
                   MessageRow **rows, size_t *count, Error *error)
{
    return decision_find(dossier->registry, state, options->company, NULL, dossier->arena, rows,
                         count, error);
}

static void say_doubts(const Dossier *dossier, const MessageRow *rows, size_t count)
{
    if (!count)
        return;
    console_say(ngettext("%zu message est peut-être parti : l'envoi a été coupé avant la réponse du serveur.\n",
                         "%zu messages sont peut-être partis : l'envoi a été coupé avant la réponse du serveur.\n",
                         count),
                count);
    for (size_t i = 0; i < count; i++) {
        MomentText moment;
        console_say(_("  en doute : %s %s, %s, Message-ID %s\n"), rows[i].company, rows[i].occasion,
                    sent_when(dossier, &rows[i], moment), rows[i].message_id);
    }
    console_say(_("  → cherchez chacun par son Message-ID parmi les messages envoyés ; parti : "
                  "« --deja-envoye=MESSAGE-ID » ; sinon : « --reprendre=MESSAGE-ID »\n"));
}

static void say_refused(const MessageRow *rows, size_t count)
{
    if (!count)
        return;
    console_say(ngettext("%zu message a été refusé par le serveur, et attend.\n",
                         "%zu messages ont été refusés par le serveur, et attendent.\n", count),
                count);
    for (size_t i = 0; i < count; i++)
        console_say(_("  refusé : %s %s\n"), rows[i].company, rows[i].occasion);
    console_say(_("  → corrigez l'adresse dans la table ; si elle est bonne, « --reprendre » l'essaie "
                  "de nouveau\n"));
}

Status send_say_waiting(const Dossier *dossier, const Options *options, size_t *waiting, Error *error)
{
    MessageRow *doubts, *refusals;
    size_t doubt_count, refusal_count = 0;
    Status status = list(dossier, options, MESSAGE_UNCERTAIN, &doubts, &doubt_count, error);
    if (status == STATUS_OK)
        status = list(dossier, options, MESSAGE_REFUSED, &refusals, &refusal_count, error);
    if (status != STATUS_OK)
        return status;
    say_doubts(dossier, doubts, doubt_count);
    say_refused(refusals, refusal_count);
    *waiting = doubt_count + refusal_count;
    return STATUS_OK;
}
