/* ate envoyer --transmettre: asks, sends, shows how far it is. */
#include "command/console.h"
#include "command/making.h"
#include "command/send.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- a signal ------------------------------------------------------------- */

static volatile int stop_asked;

static void ask_to_stop(int signal_number)
{
    (void)signal_number;
    stop_asked = 1;
}

/* The message in hand has its answer first. A second signal ends the program at once: the message
 * is then in doubt. */
static void watch(bool on, struct sigaction before[2])
{
    static const int signals[2] = {SIGINT, SIGTERM};
    struct sigaction action = {.sa_handler = ask_to_stop, .sa_flags = (int)SA_RESETHAND};
    for (int i = 0; i < 2; i++)
        sigaction(signals[i], on ? &action : &before[i], on ? &before[i] : NULL);
}

/* --- how far -------------------------------------------------------------- */

typedef struct Screen {
    bool live; /* a terminal */
} Screen;

static void clear_line(const Screen *screen)
{
    if (screen->live)
        fputs("\r\033[K", stderr);
}

static void show_progress(const Screen *screen, const Transmission *transmission)
{
    if (!screen->live)
        return;
    size_t done = transmission->sent + transmission->refused + transmission->doubtful;
    int64_t minutes = (transmission->left_ms + 59999) / 60000;
    clear_line(screen);
    fprintf(stderr, _("  %zu sur %zu"), done, transmission->wanted);
    if (minutes > 0)
        fprintf(stderr, _(" ; reste environ %lld min"), (long long)minutes);
    fflush(stderr);
}

/* N_(): what is said of a message. */
static const char *outcome_word(Outcome outcome)
{
    switch (outcome) {
    case OUTCOME_REFUSED: return N_("  refusé : %s %s — %s\n");
    case OUTCOME_LATER: return N_("  à essayer plus tard : %s %s — %s\n");
    case OUTCOME_DOUBT: return N_("  en doute : %s %s — %s\n");
    case OUTCOME_BROKEN: return N_("  pas encore parti : %s %s — %s\n");
    default: return NULL;
    }
}

static void told(void *context, const Transmission *transmission, const Message *message,
                 const Delivery *delivery)
{
    const Screen *screen = context;
    const char *word = delivery ? outcome_word(delivery->outcome) : NULL;
    if (word) {
        clear_line(screen);
        console_say(_(word), message->row.company, message->row.occasion, delivery->error.what);
    }
    show_progress(screen, transmission);
}

/* --- before and after ----------------------------------------------------- */

static void say_prepared_again(const Post *post)
{
    for (size_t i = 0; i < post->withdrawn_count; i++)
        if (post_has_successor(post, &post->withdrawn[i]))
            console_say(_("  préparé de nouveau, ce qu'il dit ou porte a changé : %s %s (%s)\n"),
                        post->withdrawn[i].company, post->withdrawn[i].occasion,
                        post->withdrawn[i].path);
}

static Status confirm(const Transmission *transmission, const Options *options, size_t count,
                      Error *error)
{
    const SmtpServer *server = &transmission->account->server;
    say_prepared_again(transmission->post);
    if (server->security == SMTP_CLEAR)
        console_say(_("Sans TLS ([courriel] securite = aucune), les messages passent en clair sur le réseau.\n"));
    if (transmission->trial)
        console_say(ngettext("%zu message d'essai, à une seule adresse ; il restera à envoyer.\n",
                             "%zu messages d'essai, tous à une seule adresse ; ils resteront à envoyer.\n",
                             count),
                    count);
    return send_confirm(options, _("Les messages vont partir."), count, error);
}

/* Of all that is prepared, whatever was chosen this time. */
static size_t still_to_send(const Transmission *transmission)
{
    Transmission whole = *transmission;
    whole.kinds = NULL;
    whole.limit = 0;
    return transmission_count(&whole);
}

static void say_result(const Transmission *transmission)
{
    const char *said = transmission->trial
                           ? N_("Essais acceptés par le serveur : %zu sur %zu.\n")
                           : N_("Messages acceptés par le serveur : %zu sur %zu. Ce qui ne peut être remis "
                                "reviendra à l'adresse de l'expéditeur.\n");
    console_say(_(said), transmission->sent, transmission->wanted);
    size_t rest = still_to_send(transmission);
    if (rest && !transmission->trial)
        console_say(ngettext("Il reste %zu message à envoyer.\n", "Il reste %zu messages à envoyer.\n",
                             rest),
                    rest);
}

static Status read_limit(const Options *options, size_t *limit, Error *error)
{
    *limit = 0;
    if (!options->limit)
        return STATUS_OK;
    char *end;
    unsigned long number = strtoul(options->limit, &end, 10);
    if (*options->limit < '0' || *options->limit > '9' || *end || !number || number > 1000000) {
        error_set(error, STATUS_USAGE, "", _("« --limite=%s » : un nombre de messages est attendu"),
                  options->limit);
        return STATUS_USAGE;
    }
    *limit = number;
    return STATUS_OK;
}

Status send_transmit(Dossier *dossier, const Options *options, const Account *account, Post *post,
                     Error *error)
{
    Clock clock = clock_system(&stop_asked);
    Screen screen = {.live = isatty(STDERR_FILENO) && !options->quiet};
    Transmission transmission = {.post = post,
                                 .registry = dossier->registry,
                                 .account = account,
                                 .clock = &clock,
                                 .trial = options->trial,
                                 .told = told,
                                 .context = &screen};
    Status status = read_limit(options, &transmission.limit, error);
    if (status == STATUS_OK && options->only)
        status = making_kinds(&dossier->catalogue, dossier->arena, options->only, NULL,
                              &transmission.kinds, error);
    size_t count = transmission_count(&transmission);
    if (status != STATUS_OK || !count) {
        if (status == STATUS_OK)
            console_say(_("Rien à transmettre.\n"));
        return status;
    }
    status = confirm(&transmission, options, count, error);
    if (status != STATUS_OK)
        return status;
    struct sigaction before[2];
    watch(true, before);
    status = transmission_run(&transmission, error);
    watch(false, before);
    clear_line(&screen);
    say_result(&transmission);
    return status;
}
