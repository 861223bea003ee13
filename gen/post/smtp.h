/* smtp: one connection to the school's mail server, and messages over it (libcurl).
 *
 * The connection is made for the first message and kept for the next ones, MESSAGES_EACH at most;
 * it is given up after any failure. Certificates are always verified, STARTTLS is never optional,
 * no proxy is used. The password or token is asked of its command when the connection is made and
 * wiped with it, libcurl's own copies included; nothing of the exchange is ever shown or kept but
 * the codes of the answers.
 */
#ifndef ATE_POST_SMTP_H
#define ATE_POST_SMTP_H

#include "post/clock.h"
#include "post/verdict.h"

#include <stddef.h>

typedef enum SmtpSecurity { SMTP_CLEAR, SMTP_STARTTLS, SMTP_TLS } SmtpSecurity;
typedef enum SmtpLogin {
    SMTP_ANONYMOUS, SMTP_PLAIN, SMTP_LOGIN, SMTP_XOAUTH2, SMTP_OAUTHBEARER,
} SmtpLogin;

typedef struct SmtpServer {
    const char *host;          /* a name or an address: account.c has checked it */
    int port;
    SmtpSecurity security;
    const char *authority;     /* PEM, alone trusted; NULL: the system's authorities */
    SmtpLogin login;
    const char *user;
    char *const *password;     /* the words of its command (base/secret.h), run in `folder` */
    const char *folder;
    const char *hello;         /* the name we give: the sender's domain, not this machine's */
} SmtpServer;

typedef struct SmtpMail {
    const char *from, *to;     /* plain ASCII addresses (address_fault) */
    const char *copy;          /* "" when none */
    const char *bytes;         /* the whole message, CRLF between lines */
    size_t length;
} SmtpMail;

typedef struct Delivery {
    Outcome outcome;
    Attempt attempt;
    Error error;               /* why, when it is not OUTCOME_SENT */
} Delivery;

typedef struct Smtp Smtp;
Smtp *smtp_new(const SmtpServer *server, const Clock *clock); /* both live as long; nothing is said yet */
void smtp_send(Smtp *smtp, const SmtpMail *mail, Delivery *delivery);
void smtp_free(Smtp *smtp); /* takes leave of the server */

#endif
