/* The rate: no window of its length ever holds more messages, by a clock that nobody waits for. */
#include "suite.h"

#include "post/clock.h"
#include "post/rate.h"

START_TEST(test_what_can_be_written)
{
    static const struct { const char *text; size_t count; int64_t ms; } good[] = {
        {"30/1m", 30, 60000}, {"30/m", 30, 60000}, {"1/s", 1, 1000}, {"500/24h", 500, 86400000},
        {"10000/1s", 10000, 1000}, {"20/10s", 20, 10000}, {"007/2h", 7, 7200000},
    };
    static const char *const bad[] = {"", "30", "30/", "30/1", "/1m", "0/1m", "30/0m", "-1/1m", "30/1j",
                                      "30/1m ", " 30/1m", "30 /1m", "30/1mm", "10001/1s", "30/25h",
                                      "30/1.5m", "99999999999999999999/1m", "1/99999999999999999999s"};
    Rate rate;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        ck_assert_msg(rate_parse(good[i].text, &rate), "%s", good[i].text);
        ck_assert_uint_eq(rate.count, good[i].count);
        ck_assert_int_eq(rate.period_ms, good[i].ms);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!rate_parse(bad[i], &rate), "%s", bad[i]);
}
END_TEST

enum { MANY = 400 };

/* Sends as soon as allowed; `work` ms a message. The moments are put in `moments`. */
static void send_all(Pace *pace, int64_t now, int work, int64_t moments[MANY])
{
    for (int i = 0; i < MANY; i++) {
        now += pace_delay(pace, now);
        ck_assert_int_eq(pace_delay(pace, now), 0);
        moments[i] = now;
        pace_mark(pace, now);
        now += work + i % 3;
    }
}

START_TEST(test_no_window_holds_more)
{
    static const int works[] = {0, 7, 250, 1999, 2001, 5000};
    for (size_t w = 0; w < sizeof works / sizeof *works; w++) {
        int64_t moments[MANY];
        Pace pace;
        pace_open(&pace, (Rate){30, 60000});
        send_all(&pace, 1000, works[w], moments);
        for (int i = 30; i < MANY; i++)
            ck_assert_int_ge(moments[i] - moments[i - 30], 60000);
        /* nor does it wait for nothing */
        for (int i = 1; i < MANY; i++) {
            int64_t free_at = i < 30 ? 0 : moments[i - 30] + 60000;
            int64_t ready = moments[i - 1] + works[w] + (i - 1) % 3;
            ck_assert_int_eq(moments[i], ready > free_at ? ready : free_at);
        }
        pace_close(&pace);
    }
}
END_TEST

/* What the time left is made of: the span is when the last of them would leave. */
START_TEST(test_span_is_what_it_takes)
{
    for (int before = 0; before < 12; before++) {
        for (size_t count = 0; count < 20; count++) {
            Pace pace, copy;
            pace_open(&pace, (Rate){5, 1000});
            pace_open(&copy, (Rate){5, 1000});
            int64_t now = 0;
            for (int i = 0; i < before; i++) {
                now += pace_delay(&pace, now) + 10 * i;
                pace_mark(&pace, now);
                pace_mark(&copy, now);
            }
            int64_t start = now, last = now;
            for (size_t i = 0; i < count; i++) {
                last += pace_delay(&copy, last);
                pace_mark(&copy, last);
            }
            ck_assert_int_eq(pace_span(&pace, start, count), last - start);
            pace_close(&pace);
            pace_close(&copy);
        }
    }
}
END_TEST

START_TEST(test_moments_are_written)
{
    MomentText text;
    ck_assert_str_eq(moment_mail(1795685842, text), "Thu, 26 Nov 2026 04:37:22 -0500");
    ck_assert_str_eq(moment_iso(1795685842, text), "2026-11-26T09:37:22Z");
    ck_assert_str_eq(moment_mail(951782399, text), "Mon, 28 Feb 2000 18:59:59 -0500");
    ck_assert_str_eq(moment_mail(1782864000, text), "Tue, 30 Jun 2026 20:00:00 -0400");
    ck_assert_str_eq(moment_here("2026-07-01T00:00:00Z", text), "2026-06-30 20:00");
    ck_assert_str_eq(moment_here("2026-11-26T09:37:22Z", text), "2026-11-26 04:37");
    ck_assert_str_eq(moment_here("", text), "");
    ck_assert_str_eq(moment_here("2026-11-26", text), "");
    ck_assert_str_eq(moment_iso(951782400, text), "2000-02-29T00:00:00Z");
}
END_TEST

SUITE("rate", test_what_can_be_written, test_no_window_holds_more, test_span_is_what_it_takes,
      test_moments_are_written)
