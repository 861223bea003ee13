/* charset: from UTF-8 to the one-byte sets that older systems read. */
#include "declare/charset.h"

#include "base/text.h"
#include "read/encoding.h"

#include <string.h>

static const char *const names[] = {
    [CHARSET_UTF8] = "UTF-8",
    [CHARSET_LATIN1] = "ISO-8859-1",
    [CHARSET_WINDOWS_1252] = "Windows-1252",
};

const char *charset_name(Charset charset)
{
    return names[charset];
}

/* The byte of Windows-1252 that read/encoding turns into `c`: one table serves both ways. */
static int windows_1252_byte(uint32_t c)
{
    int found = -1;
    Buffer decoded = {0};
    for (int byte = 0x80; byte < 0xA0 && found < 0; byte++) {
        buffer_clear(&decoded);
        buffer_add_char(&decoded, (char)byte);
        encoding_decode(&decoded, ENCODING_WINDOWS_1252);
        const char *text = buffer_text(&decoded);
        if (utf8_next(&text, text + decoded.length) == c)
            found = byte;
    }
    buffer_free(&decoded);
    return found;
}

/* The byte of a character, -1 when the set has none. */
static int byte_of(Charset charset, uint32_t c)
{
    if (c < 0x80 || (c >= 0xA0 && c <= 0xFF))
        return (int)c;
    if (charset == CHARSET_WINDOWS_1252 && c > 0xFF)
        return windows_1252_byte(c);
    return -1;
}

bool charset_add(Buffer *out, Charset charset, const char *text, uint32_t *missing)
{
    if (charset == CHARSET_UTF8) {
        buffer_add_text(out, text);
        return true;
    }
    Buffer bytes = {0};
    bool all = true;
    for (const char *end = text + strlen(text); all && text < end;) {
        uint32_t c = utf8_next(&text, end);
        int byte = byte_of(charset, c);
        all = byte >= 0;
        if (all)
            buffer_add_char(&bytes, (char)byte);
        else
            *missing = c;
    }
    if (all)
        buffer_add(out, buffer_text(&bytes), bytes.length);
    buffer_free(&bytes);
    return all;
}
