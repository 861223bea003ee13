/* The clean dossier of case.h has nothing to say against it. */
#include "case.h"

static void expect_clean(int network)
{
    Case *c = case_new(network);
    case_run(c);
    for (size_t i = 0; i < c->findings.count; i++) {
        const Finding *f = &c->findings.items[i];
        ck_assert_msg(f->severity == SEVERITY_INFO, "%s %s: %s", case_found(c, f), f->rule->code,
                      f->message);
    }
    case_free(c);
}

START_TEST(clean_fp)
{
    expect_clean(FP);
}
END_TEST

START_TEST(clean_college)
{
    expect_clean(COLLEGE);
}
END_TEST

SUITE("clean", clean_fp, clean_college)
