/* account: [courriel] of config.ini, as the transmission needs it, checked before anything leaves.
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
