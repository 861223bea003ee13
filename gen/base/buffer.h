/* buffer: bytes that grow. `data` is always followed by a NUL that `length`
 * does not count, so a buffer of text can be read as a C string. Start with
 * `Buffer b = {0};`, end with buffer_free. */
#ifndef ATE_BASE_BUFFER_H
#define ATE_BASE_BUFFER_H

#include <stdarg.h>
#include <stddef.h>

typedef struct Buffer {
    char *data; /* NULL before the first byte: use buffer_text to read */
    size_t length, capacity;
} Buffer;

void buffer_free(Buffer *buffer);  /* and empties it */
void buffer_clear(Buffer *buffer); /* keeps the memory */
void buffer_reserve(Buffer *buffer, size_t extra);

void buffer_add(Buffer *buffer, const void *bytes, size_t count);
void buffer_add_text(Buffer *buffer, const char *text);
void buffer_add_char(Buffer *buffer, char c);
void buffer_add_quoted(Buffer *buffer, const char *text);     /* "…", its quotes doubled: a cell of CSV */
void buffer_add_unsigned(Buffer *buffer, size_t value);     /* in decimal; faster than printf */
void buffer_add_codepoint(Buffer *buffer, unsigned codepoint); /* as UTF-8 */
/* A code point in UTF-16: one unit, or two. */
size_t utf16_units(unsigned codepoint, unsigned units[2]);
void buffer_add_utf16_hex(Buffer *buffer, unsigned codepoint); /* "00E9", "D83DDE00" */
void buffer_printf(Buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_vprintf(Buffer *buffer, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

const char *buffer_text(const Buffer *buffer); /* "" when empty */

#endif
