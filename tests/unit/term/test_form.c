#include "suite.h"
#include "term/value.h"

typedef bool Normalise(const char *text, Arena *arena, const char **print);

static void check(Normalise *normalise, const char *text, const char *expected)
{
    Arena *arena = arena_new();
    const char *print = NULL;
    bool good = normalise(text, arena, &print);
    ck_assert_msg(good == (expected != NULL), "%s", text);
    ck_assert_str_eq(print, expected ? expected : text);
    arena_free(arena);
}

START_TEST(telephones)
{
    check(phone_normalise, "418 555-0123", "418 555-0123");
    check(phone_normalise, "4185550123", "418 555-0123");
    check(phone_normalise, "(418) 555-0123", "418 555-0123");
    check(phone_normalise, "418.555.0123", "418 555-0123");
    check(phone_normalise, "+1 418 555-0123", "418 555-0123");
    check(phone_normalise, "1-418-555-0123", "418 555-0123");
    check(phone_normalise, "418\xC2\xA0" "555-0123", "418 555-0123");
    check(phone_normalise, "418 555-0123 poste 12", "418 555-0123, poste 12");
    check(phone_normalise, "418 555-0123, poste 12", "418 555-0123, poste 12");
    check(phone_normalise, "418 555-0123 p. 12", "418 555-0123, poste 12");
    check(phone_normalise, "418-555-0123 ext. 4567", "418 555-0123, poste 4567");
    check(phone_normalise, "418 555-0123 x12", "418 555-0123, poste 12");
    check(phone_normalise, "418 555-0123 #12", "418 555-0123, poste 12");
    check(phone_normalise, "555-0123", NULL);
    check(phone_normalise, "418 555-01234", NULL);
    check(phone_normalise, "118 555-0123", NULL);
    check(phone_normalise, "418 155-0123", NULL);
    check(phone_normalise, "018 555-0123", NULL);
    check(phone_normalise, "418 555-0123 ou 0124", NULL);
    check(phone_normalise, "418 555-0123 poste", NULL);
    check(phone_normalise, "418 555-0123 poste 1234567", NULL);
    check(phone_normalise, "+33 1 23 45 67 89", NULL);
    check(phone_normalise, "", NULL);
}
END_TEST

START_TEST(postal_codes)
{
    check(postal_code_normalise, "G1R 5A5", "G1R 5A5");
    check(postal_code_normalise, "g1r5a5", "G1R 5A5");
    check(postal_code_normalise, "G1R-5A5", "G1R 5A5");
    check(postal_code_normalise, "G1R\xC2\xA0" "5A5", "G1R 5A5");
    check(postal_code_normalise, "D1R 5A5", NULL);
    check(postal_code_normalise, "W1R 5A5", NULL);
    check(postal_code_normalise, "Z1R 5A5", NULL);
    check(postal_code_normalise, "G1O 5A5", NULL);
    check(postal_code_normalise, "G1R 5U5", NULL);
    check(postal_code_normalise, "G1W 5Z5", "G1W 5Z5");
    check(postal_code_normalise, "GIR 5A5", NULL);
    check(postal_code_normalise, "G1R 5A", NULL);
    check(postal_code_normalise, "G1R 5A55", NULL);
    check(postal_code_normalise, "75001", NULL);
}
END_TEST

START_TEST(enterprise_numbers)
{
    check(neq_normalise, "1142345678", "1142345678");
    check(neq_normalise, "11 4234 5678", "1142345678");
    check(neq_normalise, "11-4234-5678", "1142345678");
    check(neq_normalise, "114234567", NULL);
    check(neq_normalise, "11423456789", NULL);
    check(neq_normalise, "114234567A", NULL);
}
END_TEST

START_TEST(permanent_codes)
{
    check(permanent_code_normalise, "TREM15059801", "TREM15059801");
    check(permanent_code_normalise, "trem 1505 9801", "TREM15059801");
    check(permanent_code_normalise, "TREM1505980", NULL);
    check(permanent_code_normalise, "TRE115059801", NULL);
    check(permanent_code_normalise, "TR\xC3\x89M15059801", NULL);
}
END_TEST

START_TEST(programmes)
{
    Arena *arena = arena_new();
    ck_assert_str_eq(programme_normalise("420.b0", arena), "420.B0");
    ck_assert_str_eq(programme_normalise("5325", arena), "5325");
    arena_free(arena);
}
END_TEST

START_TEST(addresses)
{
    static const char *const good[] = {
        "a@b.ca", "prenom.nom@ecole.qc.ca", "a+b_c-d'e@x-y.example.com", "A@B.CA", "1@2.example",
    };
    static const char *const wrong[] = {
        "", "a", "@b.ca", "a@", "a@b", "a@@b.ca", "a@b@c.ca", "a b@c.ca", "a@b c.ca", ".a@b.ca", "a.@b.ca",
        "a..b@c.ca", "a@b..ca", "a@.b.ca", "a@b.ca.", "a@-b.ca", "a@b-.ca", "a@b.c", "a@b.12", "\xC3\xA9@b.ca",
        "a@\xC3\xA9.ca", "a,b@c.ca", "a;b@c.ca", "<a@b.ca>", "a@b.ca\n", "a@b_c.ca", "mailto:a@b.ca",
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        ck_assert_msg(email_is_sendable(good[i]), "%s", good[i]);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!email_is_sendable(wrong[i]), "%s", wrong[i]);
}
END_TEST

SUITE("form", telephones, postal_codes, enterprise_numbers, permanent_codes, programmes, addresses)
