/* What leaves, from a draft: its head changes where it must, and nothing else does. */
#include "suite.h"

#include "post/outgoing.h"

#include <string.h>

static const char draft[] =
    "From: École <ate@exemple.ca>\r\n"
    "To: =?UTF-8?Q?No=C3=A9?=\r\n"
    " <noe@exemple.ca>\r\n"
    "Cc: copie@exemple.ca\r\n"
    "Subject: =?UTF-8?Q?=C3=89t=C3=A9?=\r\n"
    " suite\r\n"
    "Date: Mon, 15 Mar 2027 09:00:00 -0400\r\n"
    "Message-ID: <ate.1.2@exemple.ca>\r\n"
    "MIME-Version: 1.0\r\n"
    "X-Unsent: 1\r\n"
    "\r\n"
    "To: this is the text\r\n"
    "X-Unsent: 1\r\n"
    "Date: too\r\n";

static Buffer out;

static const char *made(const char *trial)
{
    outgoing_make(draft, strlen(draft), 1795685842, trial, &out);
    return buffer_text(&out);
}

START_TEST(test_the_message)
{
    ck_assert_str_eq(made(NULL), "From: École <ate@exemple.ca>\r\n"
                                 "To: =?UTF-8?Q?No=C3=A9?=\r\n"
                                 " <noe@exemple.ca>\r\n"
                                 "Cc: copie@exemple.ca\r\n"
                                 "Subject: =?UTF-8?Q?=C3=89t=C3=A9?=\r\n"
                                 " suite\r\n"
                                 "Date: Thu, 26 Nov 2026 04:37:22 -0500\r\n"
                                 "Message-ID: <ate.1.2@exemple.ca>\r\n"
                                 "MIME-Version: 1.0\r\n"
                                 "\r\n"
                                 "To: this is the text\r\n"
                                 "X-Unsent: 1\r\n"
                                 "Date: too\r\n");
    buffer_free(&out);
}
END_TEST

START_TEST(test_a_trial_names_nobody_else)
{
    ck_assert_str_eq(made("moi@exemple.ca"), "From: École <ate@exemple.ca>\r\n"
                                             "To: moi@exemple.ca\r\n"
                                             "Subject: [essai]\r\n"
                                             " =?UTF-8?Q?=C3=89t=C3=A9?=\r\n"
                                             " suite\r\n"
                                             "Date: Thu, 26 Nov 2026 04:37:22 -0500\r\n"
                                             "Message-ID: <essai.1795685842.ate.1.2@exemple.ca>\r\n"
                                             "MIME-Version: 1.0\r\n"
                                             "\r\n"
                                             "To: this is the text\r\n"
                                             "X-Unsent: 1\r\n"
                                             "Date: too\r\n");
    buffer_free(&out);
}
END_TEST

/* Cut anywhere, it is passed on without a byte past its end. */
START_TEST(test_cut_drafts)
{
    for (size_t length = 0; length < strlen(draft); length++) {
        char *exact = malloc(length ? length : 1);
        memcpy(exact, draft, length);
        outgoing_make(exact, length, 0, length % 2 ? "moi@exemple.ca" : NULL, &out);
        ck_assert_uint_lt(out.length, length + 256);
        free(exact);
    }
    buffer_free(&out);
}
END_TEST

SUITE("outgoing", test_the_message, test_a_trial_names_nobody_else, test_cut_drafts)
