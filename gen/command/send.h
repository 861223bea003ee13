/* send: the parts of `ate envoyer`, one file each. Private to command/. */
#ifndef ATE_COMMAND_SEND_H
#define ATE_COMMAND_SEND_H

#include "command/dossier.h"
#include "post/message.h"
#include "post/transmit.h"

/* The options that go together, before anything is opened. */
Status send_check_options(const Options *options, Error *error);

/* What an earlier run left in doubt, and what the options say of messages by name (--reprendre,
 * --deja-envoye): the registry is told before the messages are prepared. */
Status send_decide(Dossier *dossier, const Options *options, Error *error);
/* The messages in doubt and those refused, which wait for a person; `*count` of them. */
Status send_say_waiting(const Dossier *dossier, const Options *options, size_t *count, Error *error);

/* The number typed at the terminal, or --oui. STATUS_USAGE, with nothing done, when it is not. */
Status send_confirm(const Options *options, const char *question, size_t count, Error *error);

/* Asks, then sends the messages prepared; the account was read first. */
Status send_transmit(Dossier *dossier, const Options *options, const Account *account, Post *post,
                     Error *error);

#endif
