/* ics: a calendar as iCalendar (RFC 5545).
 *
 * Hours are those of America/Toronto, whose rule since 2007 is written in every file; a
 * whole day is a date. No clock: DTSTAMP is the day of an appointment's last change. No METHOD:
 * these are files to import or to subscribe to, not messages, so that DTSTAMP is the day of the
 * last revision and a reader orders revisions by SEQUENCE.
 *
 * libical would give the escaping and the folding, some forty lines here; it
 * leaves control characters in, ends folded lines with blanks that editors and mail gateways
 * take off, and brings 36 MB of ICU.
 */
#ifndef ATE_AGENDA_ICS_H
#define ATE_AGENDA_ICS_H

#include "agenda/appointment.h"
#include "base/buffer.h"

void ics_write(const Calendar *calendar, Buffer *out);

/* A content line: folded at 75 bytes without cutting a character, ended by CRLF; its text escaped:
 * of the control characters, line breaks are kept and tabs are blanks. */
void ics_text(Buffer *out, const char *name, const char *text);

#endif
