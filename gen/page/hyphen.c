/* Words are looked up in small letters, as the patterns are written. */
#include "page/hyphen.h"

#include "base/arena.h"
#include "base/buffer.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static const char *const PATTERNS[LANG_COUNT] = {
    [LANG_FR] = "/usr/share/hyphen/hyph_fr.dic",
    [LANG_EN] = "/usr/share/hyphen/hyph_en_US.dic",
};

struct Hyphens {
    HyphenDict *patterns[LANG_COUNT];
};

/* libhyphen 2.8.8 loses the patterns that a file gives twice: a hundred bytes, once a run. */
void __lsan_disable(void) __attribute__((weak)); /* there under a sanitizer only */
void __lsan_enable(void) __attribute__((weak));

static HyphenDict *load(const char *path)
{
    if (__lsan_disable)
        __lsan_disable();
    HyphenDict *patterns = hnj_hyphen_load(path);
    if (__lsan_enable)
        __lsan_enable();
    return patterns;
}

Status hyphens_open(Hyphens **made, Error *error)
{
    *made = NULL;
    Hyphens *hyphens = memory_resize(NULL, 1, sizeof *hyphens);
    *hyphens = (Hyphens){0};
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        hyphens->patterns[lang] = load(PATTERNS[lang]);
        if (hyphens->patterns[lang])
            continue;
        hyphens_close(hyphens);
        error_set(error, STATUS_SYSTEM, PATTERNS[lang],
                  _("les règles de coupure des mots ne peuvent pas être lues"));
        error_remedy(error, _("installez les paquets hyphen-fr et hyphen-en-us"));
        return STATUS_SYSTEM;
    }
    *made = hyphens;
    return STATUS_OK;
}

void hyphens_close(Hyphens *hyphens)
{
    if (!hyphens)
        return;
    for (int lang = 0; lang < LANG_COUNT; lang++)
        if (hyphens->patterns[lang])
            hnj_hyphen_free(hyphens->patterns[lang]);
    free(hyphens);
}

static size_t encode(const uint32_t *letters, size_t count, char *word)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += (size_t)utf8proc_encode_char(utf8proc_tolower((utf8proc_int32_t)letters[i]),
                                               (utf8proc_uint8_t *)word + length);
    return length;
}

static void free_replacements(char **replacements, size_t count)
{
    for (size_t i = 0; replacements && i < count; i++)
        free(replacements[i]);
    free(replacements);
}

/* libhyphen numbers the places by characters when its dictionary is in UTF-8. A division that
 * changes the spelling is none of ours. */
void hyphens_mark(const Hyphens *hyphens, Lang lang, const uint32_t *letters, size_t count,
                  bool *after)
{
    if (count < HYPHEN_LEFT + HYPHEN_RIGHT || count > HYPHEN_WORD_LIMIT)
        return;
    char word[4 * HYPHEN_WORD_LIMIT + 1], places[4 * HYPHEN_WORD_LIMIT + 6] = {0};
    size_t length = encode(letters, count, word);
    word[length] = '\0';
    char **replacements = NULL;
    int *starts = NULL, *cuts = NULL;
    int failed = hnj_hyphen_hyphenate3(hyphens->patterns[lang], word, (int)length, places, NULL,
                                       &replacements, &starts, &cuts, HYPHEN_LEFT, HYPHEN_RIGHT,
                                       HYPHEN_LEFT, HYPHEN_RIGHT);
    for (size_t i = HYPHEN_LEFT - 1; !failed && i + HYPHEN_RIGHT < count; i++)
        after[i] = places[i] & 1 && !(replacements && replacements[i]);
    free_replacements(replacements, length);
    free(starts);
    free(cuts);
}
