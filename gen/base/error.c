#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

static void fill(Error *error, Status status, const char *place, int cause, const char *format,
                 va_list args)
{
    if (!error)
        return;
    error->status = status;
    error->cause = cause;
    error->remedy[0] = '\0';
    snprintf(error->place, sizeof error->place, "%s", place ? place : "");
    vsnprintf(error->what, sizeof error->what, format, args);
}

Status error_set(Error *error, Status status, const char *place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(error, status, place, 0, format, args);
    va_end(args);
    return status;
}

Status error_errno(Error *error, const char *place, const char *format, ...)
{
    int cause = errno;
    va_list args;
    va_start(args, format);
    fill(error, STATUS_SYSTEM, place, cause, format, args);
    va_end(args);
    return STATUS_SYSTEM;
}

void error_remedy(Error *error, const char *format, ...)
{
    if (!error)
        return;
    va_list args;
    va_start(args, format);
    vsnprintf(error->remedy, sizeof error->remedy, format, args);
    va_end(args);
}
