/* encoding: from the bytes of a user's file to UTF-8.
 *
 * A byte-order mark decides; else NUL bytes at every second place mean UTF-16; else bytes that
 * are all strict UTF-8 are UTF-8; else Windows-1252, by a table of our own (glibc's refuses five
 * bytes). What cannot be decoded (a lone surrogate, half a UTF-16 unit) becomes bytes that are
 * not valid UTF-8, so that the record which holds them is found broken and not the whole file.
 */
#ifndef ATE_READ_ENCODING_H
#define ATE_READ_ENCODING_H

#include "base/buffer.h"

#include <stdbool.h>

typedef enum Encoding {
    ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE, ENCODING_WINDOWS_1252, ENCODING_COUNT,
} Encoding;

const char *encoding_name(Encoding encoding); /* "UTF-8", "Windows-1252" … */
/* By its name or a usual synonym ("latin1", "cp1252", "utf8"), case, '-' and '_' ignored. */
bool encoding_find(const char *name, Encoding *encoding);
Encoding encoding_detect(const char *bytes, size_t length);
/* Turns `bytes` into UTF-8 in place, without the byte-order mark. */
void encoding_decode(Buffer *bytes, Encoding encoding);

#endif
