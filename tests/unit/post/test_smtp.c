/* A server that is slow, silent or mad, by a clock that leaps when it falls silent: the program's
 * limits of time are tried and nobody waits for them. What it does else is in test_transmit.py. */
#include "suite.h"

#include "post/smtp.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *const usual[] = {"220 hello\r\n", "250 hello\r\n", "250 ok\r\n", "250 ok\r\n",
                                    "354 go on\r\n", "250 kept\r\n"};
enum { STEPS = 6 };

typedef struct Server {
    int listener, port;
    const char *answers[STEPS]; /* to nothing, EHLO, MAIL, RCPT, DATA, the dot; NULL: silence */
    bool repeat;                /* the last answer is said again and again */
    atomic_int silent;          /* the clock leaps each time it is asked */
    atomic_int stop;
    pthread_t thread;
} Server;

static Server server;

/* A line, or the whole message; false at the end. */
static bool hear(int fd, bool message)
{
    char tail[5] = "", c;
    while (read(fd, &c, 1) == 1) {
        memmove(tail, tail + 1, 4);
        tail[4] = c;
        if (message ? memcmp(tail, "\r\n.\r\n", 5) == 0 : c == '\n')
            return true;
    }
    return false;
}

static void be_silent(int fd)
{
    char c;
    server.silent = 1;
    while (read(fd, &c, 1) == 1)
        continue;
}

static void *serve(void *context)
{
    (void)context;
    int fd = accept(server.listener, NULL, NULL);
    for (int step = 0; step < STEPS && (step == 0 || hear(fd, step == STEPS - 1)); step++) {
        const char *answer = server.answers[step];
        if (!answer) {
            be_silent(fd);
            break;
        }
        ssize_t said = write(fd, answer, strlen(answer));
        for (; said > 0 && server.repeat && answer != usual[step]; server.silent = 1)
            said = write(fd, answer, strlen(answer));
    }
    hear(fd, false); /* QUIT */
    close(fd);
    return NULL;
}

static void open_server(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    signal(SIGPIPE, SIG_IGN);
    memset(&server, 0, sizeof server);
    memcpy(server.answers, usual, sizeof usual);
    server.listener = socket(AF_INET, SOCK_STREAM, 0);
    ck_assert_int_eq(bind(server.listener, (struct sockaddr *)&address, size), 0);
    ck_assert_int_eq(listen(server.listener, 1), 0);
    getsockname(server.listener, (struct sockaddr *)&address, &size);
    server.port = ntohs(address.sin_port);
}

static int64_t now_ms(void *context)
{
    (void)context;
    static int64_t now;
    return now += server.silent ? 1000000 : 0;
}

static int64_t utc(void *context)
{
    (void)context;
    return 0;
}

static void wait_ms(void *context, int64_t ms)
{
    (void)context, (void)ms;
}

static bool stopped(void *context)
{
    (void)context;
    return server.stop != 0;
}

static Delivery deliver(void)
{
    const Clock clock = {now_ms, utc, wait_ms, stopped, NULL};
    const SmtpServer there = {.host = "127.0.0.1", .port = server.port, .hello = "exemple.ca"};
    const SmtpMail mail = {"ate@exemple.ca", "noe@exemple.ca", "", "Subject: a\r\n\r\nb\r\n", 17};
    Delivery delivery;
    pthread_create(&server.thread, NULL, serve, NULL);
    Smtp *smtp = smtp_new(&there, &clock);
    smtp_send(smtp, &mail, &delivery);
    smtp_free(smtp);
    shutdown(server.listener, SHUT_RDWR); /* where nobody called */
    pthread_join(server.thread, NULL);
    close(server.listener);
    return delivery;
}

START_TEST(test_all_is_well)
{
    open_server();
    Delivery d = deliver();
    ck_assert_int_eq(d.outcome, OUTCOME_SENT);
    ck_assert_int_eq(d.attempt.code, 250);
}
END_TEST

START_TEST(test_silence)
{
    static const Outcome outcomes[STEPS] = {OUTCOME_BROKEN, OUTCOME_BROKEN, OUTCOME_BROKEN,
                                            OUTCOME_BROKEN, OUTCOME_BROKEN, OUTCOME_DOUBT};
    open_server();
    server.answers[_i] = NULL;
    Delivery d = deliver();
    ck_assert_msg(d.outcome == outcomes[_i], "%d: %d, %s", _i, d.outcome, d.error.what);
    ck_assert_int_eq(d.attempt.fault, FAULT_TIME);
}
END_TEST

/* Answers that are none: they are no answer, and the time ends them. */
START_TEST(test_garbage)
{
    static const char *const garbage[] = {"HTTP/1.1 400 Bad Request\r\n", "\r\n", "25\r\n", "\xff\xfe\r\n"};
    open_server();
    server.answers[STEPS - 1] = garbage[_i];
    server.repeat = true;
    Delivery d = deliver();
    ck_assert_int_eq(d.outcome, OUTCOME_DOUBT);
}
END_TEST

START_TEST(test_stopped_by_the_user)
{
    open_server();
    server.stop = 1;
    Delivery d = deliver();
    ck_assert_int_eq(d.outcome, OUTCOME_STOP);
    ck_assert_int_eq(d.error.status, STATUS_INTERRUPTED);
}
END_TEST

START_TEST(test_enhanced_codes)
{
    static const struct { const char *answer, *detail; } cases[] = {
        {"550 5.1.1 no\r\n", "5.1.1"}, {"550 5.7.520 a\r\n", "5.7.520"}, {"550 5.1 a\r\n", ""},
        {"550 noe@exemple.ca\r\n", ""}, {"550 5.1.1.1 a\r\n", ""}, {"550 5.1.1\r\n", "5.1.1"},
        {"550 123456789012345 a\r\n", ""}, {"550\r\n", ""}, {"550-5.1.1 a\r\n550 5.1.1 b\r\n", "5.1.1"},
    };
    open_server();
    server.answers[3] = cases[_i].answer;
    Delivery d = deliver();
    ck_assert_int_eq(d.outcome, OUTCOME_REFUSED);
    ck_assert_int_eq(d.attempt.code, 550);
    ck_assert_str_eq(d.attempt.detail, cases[_i].detail);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("smtp");
    TCase *cases = tcase_create("smtp");
    tcase_add_test(cases, test_all_is_well);
    tcase_add_loop_test(cases, test_silence, 0, STEPS);
    tcase_add_loop_test(cases, test_garbage, 0, 4);
    tcase_add_test(cases, test_stopped_by_the_user);
    tcase_add_loop_test(cases, test_enhanced_codes, 0, 9);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    tcase_set_timeout(cases, 120);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
