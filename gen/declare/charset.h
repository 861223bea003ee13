/* charset: the character sets in which a lot can be written. A character that
 * the set does not hold is refused, never replaced. (Reading a user's file is
 * read/encoding's.) */
#ifndef ATE_DECLARE_CHARSET_H
#define ATE_DECLARE_CHARSET_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum Charset { CHARSET_UTF8, CHARSET_LATIN1, CHARSET_WINDOWS_1252 } Charset;

const char *charset_name(Charset charset); /* "UTF-8", "ISO-8859-1", "Windows-1252" */

/* Adds `text` (UTF-8) to `out`. False, with the first character that the set
 * lacks in `*missing` and nothing added, when it cannot be written. */
bool charset_add(Buffer *out, Charset charset, const char *text, uint32_t *missing);

#endif
