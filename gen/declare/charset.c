/* charset: each set of one byte a character is decoded once, byte by byte, into a
 * sorted list of characters: the C library's converters are asked 256 questions and
 * never see a user's text. */
#include "declare/charset.h"

#include "base/message.h"
#include "base/text.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[CHARSET_COUNT] = {
    [CHARSET_UTF8] = "UTF-8",
    [CHARSET_LATIN1] = "ISO-8859-1",
    [CHARSET_LATIN9] = "ISO-8859-15",
    [CHARSET_WINDOWS_1252] = "Windows-1252",
    [CHARSET_CP850] = "CP850",
    [CHARSET_CP863] = "CP863",
    [CHARSET_IBM037] = "IBM037",
};

typedef struct Sign {
    uint32_t character;
    unsigned char byte;
} Sign;

struct Encoder {
    size_t count; /* 0: UTF-8, which holds every character */
    Sign signs[256];
};

const char *charset_name(Charset charset)
{
    return names[charset];
}

static int by_character(const void *a, const void *b)
{
    uint32_t left = ((const Sign *)a)->character, right = ((const Sign *)b)->character;
    return left < right ? -1 : left > right;
}

static void learn(Encoder *encoder, iconv_t converter)
{
    for (unsigned byte = 0; byte < 256; byte++) {
        char in = (char)byte, *from = &in;
        unsigned char out[4];
        char *to = (char *)out;
        size_t left = 1, room = sizeof out;
        iconv(converter, NULL, NULL, NULL, NULL);
        if (iconv(converter, &from, &left, &to, &room) == (size_t)-1 || room)
            continue; /* the set has nothing there */
        encoder->signs[encoder->count++] =
            (Sign){(uint32_t)out[0] | (uint32_t)out[1] << 8 | (uint32_t)out[2] << 16 |
                       (uint32_t)out[3] << 24,
                   (unsigned char)byte};
    }
    qsort(encoder->signs, encoder->count, sizeof *encoder->signs, by_character);
}

Status encoder_open(const Encoder **encoder, Charset charset, Arena *arena, Error *error)
{
    Encoder *made = arena_new_of(arena, Encoder);
    *encoder = made;
    if (charset == CHARSET_UTF8)
        return STATUS_OK;
    iconv_t converter = iconv_open("UCS-4LE", names[charset]);
    if (converter == (iconv_t)-1) {
        error_set(error, STATUS_USAGE, "", _("cette machine ne connaît pas l'encodage %s"),
                  names[charset]);
        error_remedy(error, _("choisissez-en un autre, ou installez les convertisseurs de la "
                              "bibliothèque C (gconv)"));
        return STATUS_USAGE;
    }
    learn(made, converter);
    iconv_close(converter);
    return STATUS_OK;
}

bool encoder_add(const Encoder *encoder, Buffer *out, const char *text, uint32_t *missing)
{
    if (encoder->count == 0) {
        buffer_add_text(out, text);
        return true;
    }
    size_t before = out->length;
    for (const char *end = text + strlen(text); text < end;) {
        Sign wanted = {.character = utf8_next(&text, end)};
        const Sign *found = bsearch(&wanted, encoder->signs, encoder->count, sizeof wanted,
                                    by_character);
        if (!found) {
            *missing = wanted.character;
            out->length = before;
            if (out->data)
                out->data[before] = '\0';
            return false;
        }
        buffer_add_char(out, (char)found->byte);
    }
    return true;
}
