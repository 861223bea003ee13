#include "base/buffer.h"
#include "base/text.h"
#include "suite.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static Arena *arena;
static void begin(void)
{
    arena = arena_new();
}

START_TEST(folds_headers)
{
    begin();
    static const char *const same[] = {"code permanent", "CODE_PERMANENT", "Code-Permanent", "cödé permanent",
                                       "code\u00A0permanent", "code\u202Fpermanent"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        ck_assert_str_eq(text_fold(arena, same[i]), "codepermanent");
    ck_assert_str_eq(text_fold(arena, "N° d'élève"), "n°deleve");
    arena_free(arena);
}
END_TEST

START_TEST(keeps_letters_of_names)
{
    begin();
    ck_assert_str_eq(text_letters(arena, "d'Œuvre-Côté"), "DOEUVRECOTE");
    ck_assert_str_eq(text_letters(arena, "Łukasz"), "LUKASZ");
    ck_assert_str_eq(text_letters(arena, "Nguyễn Thị"), "NGUYENTHI");
    ck_assert_str_eq(text_letters(arena, "O’Brien"), "OBRIEN");
    ck_assert_str_eq(text_letters(arena, "Şahin Ğ"), "SAHING");
    arena_free(arena);
}
END_TEST

START_TEST(lowers_ascii_alone)
{
    begin();
    ck_assert_str_eq(text_ascii_lower(arena, "Zoé.TREMBLAY@École.ca"), "zoé.tremblay@École.ca");
    arena_free(arena);
}
END_TEST

START_TEST(composes)
{
    begin();
    const char *decomposed = "e\u0301";
    ck_assert_str_eq(text_nfc(arena, decomposed, strlen(decomposed)), "\u00E9");
    ck_assert_str_eq(text_nfc(arena, "abc", 2), "ab");
    arena_free(arena);
}
END_TEST

/* The short way for common signs gives what utf8proc gives, for every sign and after a letter. */
START_TEST(composes_as_utf8proc_does)
{
    begin();
    for (utf8proc_int32_t c = 1; c < 0x3400; c++) {
        utf8proc_uint8_t text[8] = "e";
        text[1 + utf8proc_encode_char(c, text + 1)] = '\0';
        for (size_t from = 0; from < 2; from++) {
            utf8proc_uint8_t *composed = utf8proc_NFC(text + from);
            const char *found = (const char *)text + from;
            ck_assert_str_eq(text_nfc(arena, found, strlen(found)), (const char *)composed);
            free(composed);
        }
        arena_reset(arena);
    }
    arena_free(arena);
}
END_TEST

START_TEST(trims_every_blank)
{
    begin();
    const char *padded = "\uFEFF \t\u00A0Côté \u202F\r\n";
    ck_assert_str_eq(text_trim(arena, padded, strlen(padded)), "Côté");
    ck_assert_str_eq(text_trim(arena, " \u00A0", 3), "");
    /* à ends with the byte 0xA0, like the no-break space: it must stay. */
    ck_assert_str_eq(text_trim(arena, "voilà", strlen("voilà")), "voilà");
    ck_assert(text_is_blank(" \u00A0\t"));
    ck_assert(!text_is_blank(" x"));
    arena_free(arena);
}
END_TEST

START_TEST(validates_utf8)
{
    ck_assert_uint_eq(utf8_valid_prefix("abc\xC3\xA9", 5), 5);
    ck_assert_uint_eq(utf8_valid_prefix("ab\xE9z", 4), 2);
    ck_assert_uint_eq(utf8_valid_prefix("\xC0\x80", 2), 0);
    ck_assert_uint_eq(utf8_valid_prefix("\xED\xA0\x80", 3), 0);
    ck_assert_uint_eq(utf8_valid_prefix("a\xC3", 2), 1);
    ck_assert_uint_eq(utf8_valid_prefix("\xC1\xBF", 2), 0);
    ck_assert_uint_eq(utf8_valid_prefix("\xC3z", 2), 0);
    ck_assert_uint_eq(utf8_valid_prefix("\xE2\x86\x92z", 4), 4);
    for (size_t at = 0; at < 20; at++) { /* on both sides of a word of eight bytes */
        char bytes[] = "aaaaaaaaaaaaaaaaaaaaa";
        bytes[at] = '\x80';
        ck_assert_uint_eq(utf8_valid_prefix(bytes, sizeof bytes - 1), at);
        memcpy(bytes + at, "\xC3\xA9", 2);
        ck_assert_uint_eq(utf8_valid_prefix(bytes, sizeof bytes - 1), sizeof bytes - 1);
    }
    ck_assert_uint_eq(utf8_count("é→x"), 3);
}
END_TEST

static const char *word(const void *context, size_t i)
{
    return ((const char *const *)context)[i];
}

START_TEST(suggests_only_what_is_near)
{
    static const char *const words[] = {"jumelee", "signee", "en_cours", "terminee"};
    ck_assert_str_eq(text_nearest("jumlée", word, words, 4), "jumelee");
    ck_assert_str_eq(text_nearest("Terminé", word, words, 4), "terminee");
    ck_assert_str_eq(text_nearest("en cuors", word, words, 4), "en_cours");
    ck_assert_ptr_null(text_nearest("abandon", word, words, 4));
    ck_assert_ptr_null(text_nearest("", word, words, 4));
}
END_TEST

SUITE("text", folds_headers, keeps_letters_of_names, lowers_ascii_alone, composes, composes_as_utf8proc_does,
      trims_every_blank, validates_utf8, suggests_only_what_is_near)
