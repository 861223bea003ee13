#include "base/buffer.h"

#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_free(Buffer *buffer)
{
    free(buffer->data);
    *buffer = (Buffer){0};
}

void buffer_clear(Buffer *buffer)
{
    buffer->length = 0;
    if (buffer->data)
        buffer->data[0] = '\0';
}

void buffer_reserve(Buffer *buffer, size_t extra)
{
    if (extra > SIZE_MAX - buffer->length - 1)
        memory_exhausted(extra);
    buffer->data = vector_reserve(buffer->data, &buffer->capacity, buffer->length + extra + 1, 1);
}

void buffer_add(Buffer *buffer, const void *bytes, size_t count)
{
    buffer_reserve(buffer, count);
    if (count)
        memcpy(buffer->data + buffer->length, bytes, count);
    buffer->length += count;
    buffer->data[buffer->length] = '\0';
}

void buffer_add_text(Buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void buffer_add_char(Buffer *buffer, char c)
{
    buffer_add(buffer, &c, 1);
}

void buffer_add_quoted(Buffer *buffer, const char *text)
{
    buffer_add_char(buffer, '"');
    for (; *text; text++) {
        if (*text == '"')
            buffer_add_char(buffer, '"');
        buffer_add_char(buffer, *text);
    }
    buffer_add_char(buffer, '"');
}

void buffer_add_unsigned(Buffer *buffer, size_t value)
{
    char digits[24], *at = digits + sizeof digits;
    do
        *--at = (char)('0' + value % 10);
    while (value /= 10);
    buffer_add(buffer, at, (size_t)(digits + sizeof digits - at));
}

void buffer_add_codepoint(Buffer *buffer, unsigned c)
{
    char bytes[4];
    size_t count;
    if (c < 0x80) {
        bytes[0] = (char)c;
        count = 1;
    } else if (c < 0x800) {
        bytes[0] = (char)(0xC0 | c >> 6);
        bytes[1] = (char)(0x80 | (c & 0x3F));
        count = 2;
    } else if (c < 0x10000) {
        bytes[0] = (char)(0xE0 | c >> 12);
        bytes[1] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (c & 0x3F));
        count = 3;
    } else {
        bytes[0] = (char)(0xF0 | (c >> 18 & 7));
        bytes[1] = (char)(0x80 | (c >> 12 & 0x3F));
        bytes[2] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[3] = (char)(0x80 | (c & 0x3F));
        count = 4;
    }
    buffer_add(buffer, bytes, count);
}

void buffer_vprintf(Buffer *buffer, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    if (length > 0) {
        buffer_reserve(buffer, (size_t)length);
        vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

void buffer_printf(Buffer *buffer, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buffer_vprintf(buffer, format, args);
    va_end(args);
}

const char *buffer_text(const Buffer *buffer)
{
    return buffer->data ? buffer->data : "";
}

size_t utf16_units(unsigned codepoint, unsigned units[2])
{
    units[0] = codepoint;
    if (codepoint < 0x10000)
        return 1;
    units[0] = 0xD800 + ((codepoint - 0x10000) >> 10);
    units[1] = 0xDC00 + ((codepoint - 0x10000) & 0x3FF);
    return 2;
}

void buffer_add_utf16_hex(Buffer *buffer, unsigned codepoint)
{
    unsigned units[2];
    size_t count = utf16_units(codepoint, units);
    for (size_t i = 0; i < count; i++)
        buffer_printf(buffer, "%04X", units[i]);
}
