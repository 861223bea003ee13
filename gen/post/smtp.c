#include "post/smtp.h"

#include "base/arena.h"
#include "base/message.h"
#include "base/secret.h"

#include <curl/curl.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

enum {
    MESSAGES_EACH = 100,     /* many servers close a connection after so many */
    PATIENCE_MS = 60000,     /* for an answer */
    LAST_PATIENCE_MS = 600000, /* for the one to the final dot: RFC 5321, 4.5.3.2.6 */
    GOODBYE_MS = 5000,
    NET_S = 700,             /* libcurl's own limit, past ours */
    CHATTER_MOST = 1 << 16,  /* bytes of one answer */
};

struct Smtp {
    const SmtpServer *server;
    const Clock *clock;
    CURL *curl;              /* NULL: no connection */
    Secret secret;           /* lives as long as the connection: libcurl may need it again */
    int sent;                /* over this connection */
    /* of the message in hand: */
    const SmtpMail *mail;
    size_t taken;            /* bytes of it that libcurl has */
    Attempt attempt;
    size_t heard;            /* bytes of the answer */
    int64_t since;           /* when something last moved */
    bool leaving;            /* QUIT is said: nothing more is of the message */
};

/* --- libcurl's memory: wiped before it is given back, since passwords are in it ---- */

static void wipe_free(void *block)
{
    if (block)
        explicit_bzero(block, malloc_usable_size(block));
    free(block);
}

static void *wipe_realloc(void *block, size_t size)
{
    size_t before = block ? malloc_usable_size(block) : 0;
    void *wider = malloc(size);
    if (block && wider)
        memcpy(wider, block, before < size ? before : size);
    wipe_free(block);
    return wider;
}

static void prepare_library(void)
{
    static bool ready;
    if (!ready)
        curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, wipe_free, wipe_realloc, strdup, calloc);
    ready = true;
}

/* --- what is said -------------------------------------------------------- */

typedef struct Verb {
    const char *word;
    Stage stage;
} Verb;
static const Verb verbs[] = {
    {"EHLO", STAGE_HELLO}, {"HELO", STAGE_HELLO}, {"STARTTLS", STAGE_TLS}, {"AUTH", STAGE_LOGIN},
    {"MAIL", STAGE_FROM},  {"RCPT", STAGE_TO},    {"DATA", STAGE_DATA},
};

static void move(Smtp *smtp)
{
    smtp->since = smtp->clock->now_ms(smtp->clock->context);
    smtp->heard = 0;
}

/* Only the first word of a command is looked at, and what answers AUTH's questions is none. */
static void note_command(Smtp *smtp, const char *command, size_t length)
{
    Attempt *attempt = &smtp->attempt;
    bool question = attempt->code / 100 == 3 && attempt->stage == STAGE_LOGIN;
    move(smtp);
    if (length >= 4 && strncasecmp(command, "QUIT", 4) == 0) {
        smtp->leaving = true; /* the answer to what came before stands */
        return;
    }
    attempt->code = 0;
    attempt->detail[0] = '\0';
    if (question)
        return;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        size_t word = strlen(verbs[i].word);
        if (length >= word && strncasecmp(command, verbs[i].word, word) == 0) {
            attempt->stage = verbs[i].stage;
            attempt->recipient += verbs[i].stage == STAGE_TO;
        }
    }
}

/* libcurl tells its commands only here. Nothing of them is kept: AUTH's hold the password. */
static int on_debug(CURL *curl, curl_infotype type, char *bytes, size_t length, void *context)
{
    Smtp *smtp = context;
    (void)curl;
    if (type == CURLINFO_HEADER_OUT && !smtp->leaving)
        note_command(smtp, bytes, length);
    return 0;
}

/* --- what is answered ---------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "5.1.1", digits and two dots, from the head of an answer's text. */
static void read_detail(const char *text, size_t length, char detail[12])
{
    size_t n = 0, dots = 0;
    while (n < length && n < 11 && (is_digit(text[n]) || (text[n] == '.' && n && ++dots <= 2)))
        n++;
    bool whole = dots == 2 && (n == length || text[n] == ' ' || text[n] == '\r' || text[n] == '\n');
    snprintf(detail, 12, "%.*s", whole ? (int)n : 0, text);
}

static size_t on_answer(char *bytes, size_t size, size_t count, void *context)
{
    Smtp *smtp = context;
    Attempt *attempt = &smtp->attempt;
    size_t length = size * count;
    smtp->heard += length;
    if (smtp->leaving)
        return length;
    if (smtp->heard > CHATTER_MOST) {
        attempt->fault = FAULT_CHATTER;
        return 0;
    }
    /* An answer counts once its last line is there. */
    if (length < 4 || bytes[3] == '-' || !is_digit(bytes[0]) || !is_digit(bytes[1]) ||
        !is_digit(bytes[2]))
        return length;
    attempt->code = (bytes[0] - '0') * 100 + (bytes[1] - '0') * 10 + (bytes[2] - '0');
    read_detail(bytes + 4, length - 4, attempt->detail);
    if (attempt->stage == STAGE_DATA && attempt->code == 354)
        attempt->stage = STAGE_BODY;
    return length;
}

/* --- the message, and how long ------------------------------------------- */

static size_t on_read(char *room, size_t size, size_t count, void *context)
{
    Smtp *smtp = context;
    size_t left = smtp->mail->length - smtp->taken, most = size * count;
    size_t length = left < most ? left : most;
    memcpy(room, smtp->mail->bytes + smtp->taken, length);
    smtp->taken += length;
    move(smtp);
    return length;
}

static int on_progress(void *context, curl_off_t down_all, curl_off_t down, curl_off_t up_all,
                       curl_off_t up)
{
    Smtp *smtp = context;
    const Clock *clock = smtp->clock;
    (void)down_all, (void)down, (void)up_all, (void)up;
    int64_t limit = smtp->leaving                       ? GOODBYE_MS
                    : smtp->attempt.stage == STAGE_BODY ? LAST_PATIENCE_MS
                                                        : PATIENCE_MS;
    if (clock->now_ms(clock->context) - smtp->since > limit) {
        if (!smtp->leaving)
            smtp->attempt.fault = FAULT_TIME;
        return 1;
    }
    if (smtp->attempt.stage < STAGE_DATA && clock->stopped(clock->context)) {
        smtp->attempt.fault = FAULT_STOPPED;
        return 1;
    }
    return 0;
}

/* --- the connection ------------------------------------------------------ */

static void set_login(Smtp *smtp)
{
    static const char *const options[] = {
        [SMTP_PLAIN] = "AUTH=PLAIN", [SMTP_LOGIN] = "AUTH=LOGIN",
        [SMTP_XOAUTH2] = "AUTH=XOAUTH2", [SMTP_OAUTHBEARER] = "AUTH=OAUTHBEARER",
    };
    const SmtpServer *server = smtp->server;
    bool bearer = server->login == SMTP_XOAUTH2 || server->login == SMTP_OAUTHBEARER;
    if (server->login == SMTP_ANONYMOUS)
        return;
    curl_easy_setopt(smtp->curl, CURLOPT_LOGIN_OPTIONS, options[server->login]);
    curl_easy_setopt(smtp->curl, CURLOPT_USERNAME, server->user);
    curl_easy_setopt(smtp->curl, bearer ? CURLOPT_XOAUTH2_BEARER : CURLOPT_PASSWORD,
                     smtp->secret.text);
}

static void set_security(CURL *curl, const SmtpServer *server)
{
    if (server->security == SMTP_STARTTLS)
        curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (server->authority) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, server->authority);
        curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
    }
}

static void set_address(CURL *curl, const SmtpServer *server)
{
    const char *scheme = server->security == SMTP_TLS ? "smtps" : "smtp";
    bool literal = strchr(server->host, ':') != NULL; /* IPv6 */
    char url[1024];
    snprintf(url, sizeof url, literal ? "%s://[%s]:%d/%s" : "%s://%s:%d/%s", scheme, server->host,
             server->port, server->hello);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
}

static void set_watch(Smtp *smtp)
{
    CURL *curl = smtp->curl;
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)(2 * PATIENCE_MS / 1000));
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)NET_S);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, on_read);
    curl_easy_setopt(curl, CURLOPT_READDATA, smtp);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_answer);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, smtp);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, smtp);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L); /* to on_debug alone */
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, on_debug);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, smtp);
}

static Status call(Smtp *smtp, Error *error)
{
    if (smtp->server->login != SMTP_ANONYMOUS) {
        Status status = secret_ask(smtp->server->password, smtp->server->folder, &smtp->secret, error);
        if (status != STATUS_OK)
            return status;
    }
    prepare_library();
    smtp->curl = curl_easy_init();
    if (!smtp->curl)
        return error_set(error, STATUS_SYSTEM, "", _("la bibliothèque de courriel ne peut pas servir"));
    set_address(smtp->curl, smtp->server);
    set_security(smtp->curl, smtp->server);
    set_login(smtp);
    set_watch(smtp);
    smtp->sent = 0;
    return STATUS_OK;
}

/* libcurl takes leave of a server for two minutes if it does not answer: one that fell silent has
 * its end of the line cut first. */
static void hang_up(Smtp *smtp, bool politely)
{
    curl_socket_t line = CURL_SOCKET_BAD;
    if (smtp->curl && !politely)
        curl_easy_getinfo(smtp->curl, CURLINFO_ACTIVESOCKET, &line);
    if (line != CURL_SOCKET_BAD)
        shutdown(line, SHUT_RDWR);
    if (smtp->curl)
        curl_easy_cleanup(smtp->curl);
    smtp->curl = NULL;
    secret_wipe(&smtp->secret);
}

/* --- one message --------------------------------------------------------- */

/* OpenSSL's codes (x509_vfy.h). The name is looked at by libcurl, once the chain is found good:
 * its code is then still the one that it begins with. */
static Fault certificate_fault(CURL *curl)
{
    enum { UNSPECIFIED = 1, NOT_YET = 9, EXPIRED = 10 };
    long verified = UNSPECIFIED;
    curl_easy_getinfo(curl, CURLINFO_SSL_VERIFYRESULT, &verified);
    if (verified <= UNSPECIFIED)
        return FAULT_OTHER_NAME;
    return verified == NOT_YET || verified == EXPIRED ? FAULT_EXPIRED : FAULT_UNKNOWN_AUTHORITY;
}

static Fault fault_of(CURL *curl, CURLcode code)
{
    switch (code) {
    case CURLE_OK: return FAULT_NONE;
    case CURLE_COULDNT_RESOLVE_HOST: return FAULT_HOST;
    case CURLE_COULDNT_CONNECT: return FAULT_CONNECTION;
    case CURLE_OPERATION_TIMEDOUT: return FAULT_TIME;
    case CURLE_USE_SSL_FAILED: return FAULT_NO_TLS;
    case CURLE_SSL_CONNECT_ERROR: return FAULT_TLS;
    case CURLE_PEER_FAILED_VERIFICATION: return certificate_fault(curl);
    case CURLE_SSL_CACERT_BADFILE: return FAULT_AUTHORITY_FILE;
    case CURLE_LOGIN_DENIED: return FAULT_LOGIN;
    default: return FAULT_ANSWER;
    }
}

static void perform(Smtp *smtp, const SmtpMail *mail)
{
    struct curl_slist *to = curl_slist_append(NULL, mail->to);
    if (*mail->copy)
        to = curl_slist_append(to, mail->copy);
    smtp->mail = mail;
    smtp->taken = 0;
    smtp->leaving = false;
    smtp->attempt = (Attempt){.fault = FAULT_ANSWER};
    move(smtp);
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_FROM, mail->from);
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(smtp->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)mail->length);
    CURLcode code = curl_easy_perform(smtp->curl);
    Fault fault = fault_of(smtp->curl, code);
    if (fault == FAULT_NONE || smtp->attempt.fault == FAULT_ANSWER)
        smtp->attempt.fault = fault;
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(to);
}

void smtp_send(Smtp *smtp, const SmtpMail *mail, Delivery *delivery)
{
    *delivery = (Delivery){.outcome = OUTCOME_STOP};
    if (!smtp->curl && call(smtp, &delivery->error) != STATUS_OK)
        return;
    perform(smtp, mail);
    delivery->attempt = smtp->attempt;
    delivery->outcome = verdict_of(&smtp->attempt);
    if (delivery->outcome != OUTCOME_SENT)
        verdict_explain(&smtp->attempt, &delivery->error);
    bool well = smtp->attempt.fault == FAULT_NONE;
    if (!well || ++smtp->sent >= MESSAGES_EACH)
        hang_up(smtp, well);
}

Smtp *smtp_new(const SmtpServer *server, const Clock *clock)
{
    Smtp *smtp = memory_resize(NULL, 1, sizeof *smtp);
    *smtp = (Smtp){.server = server, .clock = clock};
    return smtp;
}

void smtp_free(Smtp *smtp)
{
    hang_up(smtp, true);
    free(smtp);
}
