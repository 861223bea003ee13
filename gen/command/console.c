#include "command/console.h"

#include "base/message.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool silent;

void console_quiet(bool quiet)
{
    silent = quiet;
}

void console_out(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
}

void console_write(const Buffer *text)
{
    fwrite(buffer_text(text), 1, text->length, stdout);
}

void console_say(const char *format, ...)
{
    if (silent)
        return;
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
}

void console_error(const Error *error)
{
    fflush(stdout);
    fprintf(stderr, "ate: ");
    if (error->place[0])
        fprintf(stderr, _("%s : "), error->place);
    fprintf(stderr, "%s", error->what);
    if (error->cause)
        fprintf(stderr, " (%s)", error_cause_text(error->cause));
    fputc('\n', stderr);
    if (error->remedy[0])
        fprintf(stderr, "  → %s\n", error->remedy);
}

const char *console_place(const char *place)
{
    static char text[560];
    snprintf(text, sizeof text, *place ? _(" [%s]") : "%s", place);
    return text;
}

bool console_wants_colour(int wanted, int descriptor)
{
    if (wanted >= 0)
        return wanted == 1;
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    return !(no_color && *no_color) && term && strcmp(term, "dumb") != 0 && isatty(descriptor);
}

Status console_close(Error *error)
{
    errno = 0;
    bool failed = fflush(stdout) != 0 || ferror(stdout);
    if (!failed)
        return STATUS_OK;
    if (!errno)
        errno = EIO;
    return error_errno(error, "", _("le résultat n'a pas pu être écrit sur la sortie standard"));
}
