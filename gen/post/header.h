/* header: the lines at the head of a message (RFC 5322), for any UTF-8 text.
 *
 * Texts that are not plain ASCII become encoded words of at most 75 characters that
 * never split a character (RFC 2047); lines are folded at 78 where a blank allows
 * it and never pass 998. Nothing that could begin another header gets in: control
 * characters, line and paragraph separators and direction overrides are refused,
 * as is invalid UTF-8.
 */
#ifndef ATE_POST_HEADER_H
#define ATE_POST_HEADER_H

#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"

#include <stdbool.h>

/* NULL when `text` may stand in a header, a name or a file name; else what is wrong. */
const char *header_fault(const char *text);
/* NULL when `address` is one plain ASCII address, local@domain; else what is wrong. */
const char *address_fault(const char *address);

/* Each adds whole lines, CRLF included, or fails with STATUS_USAGE and `name` as the place. */
Status header_text(Buffer *out, const char *name, const char *text, Error *error);
/* The display name may be "" or NULL. */
Status header_address(Buffer *out, const char *name, const char *display, const char *address,
                      Error *error);
/* A value that we made ourselves (ASCII, with its blanks where it may fold). */
void header_plain(Buffer *out, const char *name, const char *value);
/* 09:00 of that day in Québec, with the offset of the season: no clock is asked. */
void header_date(Buffer *out, Date day);

/* "; name=value" for a Content- header being built: RFC 2231 when `value` is not ASCII or readers
 * would change it between quotes (in numbered pieces when it is long), a quoted string when it has
 * to be. */
void parameter_add(Buffer *value_out, const char *name, const char *value);

#endif
