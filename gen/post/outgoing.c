#include "post/outgoing.h"

#include "post/clock.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

/* The length of the header field at `text`, folded lines and CRLF included; 0 at the end of the
 * head. */
static size_t field_length(const char *text, size_t length)
{
    size_t at = 0;
    if (length >= 2 && text[0] == '\r' && text[1] == '\n')
        return 0;
    do {
        const char *end = memchr(text + at, '\n', length - at);
        if (!end)
            return 0;
        at = (size_t)(end - text) + 1;
    } while (at < length && (text[at] == ' ' || text[at] == '\t'));
    return at;
}

static bool is_field(const char *text, size_t length, const char *name)
{
    size_t n = strlen(name);
    return length > n && text[n] == ':' && strncasecmp(text, name, n) == 0;
}

/* Whether a trial has it otherwise than the message, and then adds what it has. */
static bool add_trial_field(const char *field, size_t length, int64_t utc, const char *trial,
                            Buffer *out)
{
    if (is_field(field, length, "Cc") || is_field(field, length, "Bcc"))
        return true;
    if (is_field(field, length, "To")) {
        buffer_printf(out, "To: %s\r\n", trial);
        return true;
    }
    if (is_field(field, length, "Subject")) {
        buffer_add_text(out, "Subject: [essai]\r\n");
        buffer_add(out, field + strlen("Subject:"), length - strlen("Subject:"));
        return true;
    }
    const char *open = is_field(field, length, "Message-ID") ? memchr(field, '<', length) : NULL;
    if (!open)
        return false;
    buffer_add(out, field, (size_t)(open - field) + 1);
    buffer_printf(out, "essai.%lld.", (long long)utc);
    buffer_add(out, open + 1, length - (size_t)(open - field) - 1);
    return true;
}

static void add_field(const char *field, size_t length, int64_t utc, const char *trial, Buffer *out)
{
    MomentText date;
    if (is_field(field, length, "X-Unsent"))
        return;
    if (is_field(field, length, "Date"))
        buffer_printf(out, "Date: %s\r\n", moment_mail(utc, date));
    else if (!trial || !add_trial_field(field, length, utc, trial, out))
        buffer_add(out, field, length);
}

void outgoing_make(const char *draft, size_t length, int64_t utc, const char *trial, Buffer *out)
{
    buffer_clear(out);
    buffer_reserve(out, length + 128);
    for (size_t field; (field = field_length(draft, length)) > 0; draft += field, length -= field)
        add_field(draft, field, utc, trial, out);
    buffer_add(out, draft, length);
}
