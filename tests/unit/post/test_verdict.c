/* What each end of an attempt proves. */
#include "suite.h"

#include "post/verdict.h"

#include <string.h>

typedef struct Case {
    Fault fault;
    Stage stage;
    int code, recipient;
    Outcome outcome;
    Status status;
} Case;

static const Case cases[] = {
    {FAULT_NONE, STAGE_BODY, 250, 1, OUTCOME_SENT, STATUS_OK},
    /* once 354 is said, only an answer to the dot ends the doubt */
    {FAULT_ANSWER, STAGE_BODY, 354, 1, OUTCOME_DOUBT, STATUS_FINDINGS},
    {FAULT_ANSWER, STAGE_BODY, 0, 1, OUTCOME_DOUBT, STATUS_FINDINGS},
    {FAULT_TIME, STAGE_BODY, 354, 1, OUTCOME_DOUBT, STATUS_FINDINGS},
    {FAULT_CHATTER, STAGE_BODY, 354, 1, OUTCOME_DOUBT, STATUS_FINDINGS},
    {FAULT_TLS, STAGE_BODY, 354, 1, OUTCOME_DOUBT, STATUS_FINDINGS},
    {FAULT_ANSWER, STAGE_BODY, 250, 1, OUTCOME_SENT, STATUS_OK},
    {FAULT_ANSWER, STAGE_BODY, 451, 1, OUTCOME_LATER, STATUS_SYSTEM},
    {FAULT_ANSWER, STAGE_BODY, 421, 1, OUTCOME_LATER, STATUS_SYSTEM},
    {FAULT_ANSWER, STAGE_BODY, 554, 1, OUTCOME_REFUSED, STATUS_FINDINGS},
    /* before, nothing left */
    {FAULT_ANSWER, STAGE_DATA, 0, 1, OUTCOME_BROKEN, STATUS_SYSTEM},
    {FAULT_TIME, STAGE_DATA, 0, 1, OUTCOME_BROKEN, STATUS_SYSTEM},
    {FAULT_ANSWER, STAGE_DATA, 451, 1, OUTCOME_LATER, STATUS_SYSTEM},
    {FAULT_ANSWER, STAGE_DATA, 554, 1, OUTCOME_REFUSED, STATUS_FINDINGS},
    {FAULT_ANSWER, STAGE_TO, 550, 1, OUTCOME_REFUSED, STATUS_FINDINGS},
    {FAULT_ANSWER, STAGE_TO, 450, 1, OUTCOME_LATER, STATUS_SYSTEM},
    {FAULT_ANSWER, STAGE_TO, 421, 1, OUTCOME_BROKEN, STATUS_SYSTEM},
    {FAULT_ANSWER, STAGE_TO, 0, 1, OUTCOME_BROKEN, STATUS_SYSTEM},
    {FAULT_ANSWER, STAGE_TO, 550, 2, OUTCOME_STOP, STATUS_USAGE}, /* the copy's address */
    {FAULT_ANSWER, STAGE_FROM, 421, 0, OUTCOME_BROKEN, STATUS_SYSTEM},
    {FAULT_ANSWER, STAGE_FROM, 451, 0, OUTCOME_LATER, STATUS_SYSTEM},
    {FAULT_ANSWER, STAGE_FROM, 552, 0, OUTCOME_REFUSED, STATUS_FINDINGS},
    {FAULT_ANSWER, STAGE_FROM, 550, 0, OUTCOME_STOP, STATUS_USAGE},
    {FAULT_ANSWER, STAGE_FROM, 530, 0, OUTCOME_STOP, STATUS_USAGE},
    {FAULT_ANSWER, STAGE_FROM, 0, 0, OUTCOME_BROKEN, STATUS_SYSTEM},
    /* a login is tried once */
    {FAULT_LOGIN, STAGE_LOGIN, 535, 0, OUTCOME_STOP, STATUS_USAGE},
    {FAULT_ANSWER, STAGE_LOGIN, 0, 0, OUTCOME_STOP, STATUS_SYSTEM},
    {FAULT_TIME, STAGE_LOGIN, 0, 0, OUTCOME_STOP, STATUS_SYSTEM},
    {FAULT_LOGIN, STAGE_LOGIN, 454, 0, OUTCOME_BROKEN, STATUS_SYSTEM},
    {FAULT_LOGIN, STAGE_HELLO, 250, 0, OUTCOME_STOP, STATUS_USAGE},
    /* the way there */
    {FAULT_ANSWER, STAGE_CONNECT, 554, 0, OUTCOME_STOP, STATUS_SYSTEM},
    {FAULT_ANSWER, STAGE_CONNECT, 421, 0, OUTCOME_BROKEN, STATUS_SYSTEM},
    {FAULT_ANSWER, STAGE_CONNECT, 0, 0, OUTCOME_BROKEN, STATUS_SYSTEM},
    {FAULT_HOST, STAGE_CONNECT, 0, 0, OUTCOME_BROKEN, STATUS_SYSTEM},
    {FAULT_CONNECTION, STAGE_CONNECT, 0, 0, OUTCOME_BROKEN, STATUS_SYSTEM},
    {FAULT_TIME, STAGE_HELLO, 0, 0, OUTCOME_BROKEN, STATUS_SYSTEM},
    {FAULT_CHATTER, STAGE_HELLO, 0, 0, OUTCOME_BROKEN, STATUS_SYSTEM},
    {FAULT_STOPPED, STAGE_HELLO, 0, 0, OUTCOME_STOP, STATUS_INTERRUPTED},
    {FAULT_STOPPED, STAGE_TO, 0, 1, OUTCOME_BROKEN, STATUS_INTERRUPTED},
    {FAULT_NO_TLS, STAGE_HELLO, 250, 0, OUTCOME_STOP, STATUS_USAGE},
    {FAULT_NO_TLS, STAGE_TLS, 454, 0, OUTCOME_STOP, STATUS_USAGE},
    {FAULT_TLS, STAGE_TLS, 220, 0, OUTCOME_BROKEN, STATUS_SYSTEM},
    {FAULT_ANSWER, STAGE_TLS, 220, 0, OUTCOME_BROKEN, STATUS_SYSTEM},
    {FAULT_UNKNOWN_AUTHORITY, STAGE_TLS, 220, 0, OUTCOME_STOP, STATUS_USAGE},
    {FAULT_EXPIRED, STAGE_CONNECT, 0, 0, OUTCOME_STOP, STATUS_USAGE},
    {FAULT_OTHER_NAME, STAGE_TLS, 220, 0, OUTCOME_STOP, STATUS_USAGE},
    {FAULT_AUTHORITY_FILE, STAGE_CONNECT, 0, 0, OUTCOME_STOP, STATUS_USAGE},
};

START_TEST(test_each_end)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const Case *c = &cases[i];
        Attempt attempt = {c->fault, c->stage, c->code, "", c->recipient};
        ck_assert_msg(verdict_of(&attempt) == c->outcome, "case %zu: %d", i, verdict_of(&attempt));
        if (c->outcome == OUTCOME_SENT)
            continue;
        Error error;
        verdict_explain(&attempt, &error);
        ck_assert_msg(error.status == c->status, "case %zu: status %d, %s", i, error.status, error.what);
        ck_assert(*error.what && *error.remedy);
        ck_assert_ptr_null(strstr(error.what, "%s"));
    }
}
END_TEST

/* Nothing that may have left is ever tried again by itself, whatever else is wrong. */
START_TEST(test_no_second_time_after_354)
{
    for (int fault = FAULT_ANSWER; fault <= FAULT_LOGIN; fault++)
        for (int code = 0; code < 600; code++) {
            Attempt attempt = {(Fault)fault, STAGE_BODY, code, "", 1};
            Outcome outcome = verdict_of(&attempt);
            ck_assert(outcome != OUTCOME_BROKEN && outcome != OUTCOME_STOP);
            ck_assert((outcome == OUTCOME_LATER) == (code / 100 == 4));
        }
}
END_TEST

START_TEST(test_the_codes_are_told)
{
    Attempt attempt = {FAULT_ANSWER, STAGE_TO, 550, "5.1.1", 1};
    Error error;
    verdict_explain(&attempt, &error);
    ck_assert_ptr_nonnull(strstr(error.what, "(550 5.1.1)"));
    attempt.detail[0] = '\0';
    verdict_explain(&attempt, &error);
    ck_assert_ptr_nonnull(strstr(error.what, "(550)"));
}
END_TEST

SUITE("verdict", test_each_end, test_no_second_time_after_354, test_the_codes_are_told)
