/* account: the mail server of [courriel], checked before anything leaves; its addresses are
 * settings.h's to check, when the messages are prepared.
 * A wrong or missing key is STATUS_USAGE with its line as the place. */
#ifndef ATE_POST_ACCOUNT_H
#define ATE_POST_ACCOUNT_H

#include "base/arena.h"
#include "post/rate.h"
#include "post/smtp.h"
#include "term/config.h"

typedef struct Account {
    SmtpServer server;
    Rate rate;
    const char *from, *copy; /* copy: "" when none */
} Account;

/* Texts live as long as `config` and `arena`. */
Status account_read(Account *account, const Config *config, Arena *arena, Error *error);
/* Puts the line of what an attempt blames, [courriel] serveur or the password's command. */
void account_place(const Config *config, const Attempt *attempt, Error *error);

#endif
