/* charset: the character sets in which a lot can be written. A character that
 * the set does not hold is refused, never replaced. (Reading a user's file is
 * read/encoding's.) The sets of one byte a character are the C library's (iconv),
 * without its transliteration, so that the locale changes nothing. */
#ifndef ATE_DECLARE_CHARSET_H
#define ATE_DECLARE_CHARSET_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum Charset {
    CHARSET_UTF8,
    CHARSET_LATIN1,
    CHARSET_LATIN9, /* ISO-8859-15: Latin-1 with € Œ œ Ÿ */
    CHARSET_WINDOWS_1252,
    CHARSET_CP850,  /* DOS, Western Europe */
    CHARSET_CP863,  /* DOS, French of Canada */
    CHARSET_IBM037, /* EBCDIC, Canada and United States */
    CHARSET_COUNT
} Charset;

const char *charset_name(Charset charset); /* "UTF-8", "ISO-8859-1", "Windows-1252" … */

/* What writes one set; it lives in an arena. */
typedef struct Encoder Encoder;
/* STATUS_USAGE when the machine's C library lacks the set. */
Status encoder_open(const Encoder **encoder, Charset charset, Arena *arena, Error *error);

/* Adds `text` (UTF-8) to `out`. False, with the first character that the set
 * lacks in `*missing` and nothing added, when it cannot be written. */
bool encoder_add(const Encoder *encoder, Buffer *out, const char *text, uint32_t *missing);

#endif
