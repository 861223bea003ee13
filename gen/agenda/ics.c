#include "agenda/ics.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { LINE_LENGTH = 75, DAY_MINUTES = 24 * 60 }; /* bytes, without CRLF */

/* --- lines ---------------------------------------------------------------- */

/* Where to cut `text`, longer than `most` bytes: before a character, and not after a blank, which
 * editors and mail gateways take off the end of a line. */
static size_t whole_part(const char *text, size_t most)
{
    size_t length = most;
    while (length > 0 && (((unsigned char)text[length] & 0xC0) == 0x80 || text[length - 1] == ' '))
        length--;
    return length ? length : most;
}

static void add_folded(Buffer *out, const char *line)
{
    size_t room = LINE_LENGTH;
    while (strlen(line) > room) {
        size_t part = whole_part(line, room);
        buffer_add(out, line, part);
        buffer_add_text(out, "\r\n ");
        line += part;
        room = LINE_LENGTH - 1;
    }
    buffer_add_text(out, line);
    buffer_add_text(out, "\r\n");
}

static void add_line(Buffer *out, const char *name, const char *value)
{
    Buffer line = {0};
    buffer_printf(&line, "%s:%s", name, value);
    add_folded(out, buffer_text(&line));
    buffer_free(&line);
}

void ics_text(Buffer *out, const char *name, const char *text)
{
    Buffer escaped = {0};
    for (const char *p = text; *p; p++) {
        if (*p == '\n')
            buffer_add_text(&escaped, "\\n");
        else if (*p == '\\' || *p == ';' || *p == ',')
            buffer_printf(&escaped, "\\%c", *p);
        else if (*p == '\t' || ((unsigned char)*p >= 0x20 && *p != 0x7F))
            buffer_add_char(&escaped, *p == '\t' ? ' ' : *p);
    }
    add_line(out, name, buffer_text(&escaped));
    buffer_free(&escaped);
}

/* --- the hours of Québec --------------------------------------------------- */

/* Since 2007: the second Sunday of March, the first of November, at two o'clock. */
static const char *const time_zone[] = {
    "BEGIN:VTIMEZONE",
    "TZID:America/Toronto",
    "X-LIC-LOCATION:America/Toronto",
    "BEGIN:DAYLIGHT",
    "TZNAME:EDT",
    "TZOFFSETFROM:-0500",
    "TZOFFSETTO:-0400",
    "DTSTART:20070311T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:EST",
    "TZOFFSETFROM:-0400",
    "TZOFFSETTO:-0500",
    "DTSTART:20071104T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
};

typedef char Stamp[48];

static const char *stamp_day(Date day, Stamp stamp)
{
    CivilDate date = date_civil(day);
    snprintf(stamp, sizeof(Stamp), "%04d%02d%02d", date.year, date.month, date.day);
    return stamp;
}

static void add_moment(Buffer *out, const char *name, Date day, int minutes)
{
    Stamp stamp;
    buffer_printf(out, "%s;TZID=America/Toronto:%sT%02d%02d00\r\n", name,
                  stamp_day(day + minutes / DAY_MINUTES, stamp), minutes % DAY_MINUTES / 60,
                  minutes % 60);
}

static void add_span(Buffer *out, const Appointment *appointment)
{
    Stamp stamp;
    if (appointment->minutes < 0) {
        add_line(out, "DTSTART;VALUE=DATE", stamp_day(appointment->day, stamp));
        add_line(out, "DTEND;VALUE=DATE", stamp_day(appointment->day + 1, stamp));
    } else {
        add_moment(out, "DTSTART", appointment->day, appointment->minutes);
        add_moment(out, "DTEND", appointment->day, appointment->minutes + appointment->length);
    }
}

/* --- an appointment -------------------------------------------------------- */

static void add_alarm(Buffer *out, const Appointment *appointment)
{
    if (!appointment->reminder || appointment->minutes < 0 ||
        appointment->state == APPOINTMENT_CANCELLED)
        return;
    buffer_add_text(out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\n");
    ics_text(out, "DESCRIPTION", appointment->summary);
    buffer_printf(out, "TRIGGER:-PT%dM\r\nEND:VALARM\r\n", appointment->reminder);
}

static void add_appointment(Buffer *out, const Calendar *calendar, const Appointment *appointment)
{
    static const char *const states[] = {
        [APPOINTMENT_PROPOSED] = "TENTATIVE",
        [APPOINTMENT_CONFIRMED] = "CONFIRMED",
        [APPOINTMENT_CANCELLED] = "CANCELLED",
    };
    Stamp stamp;
    Buffer uid = {0};
    buffer_printf(&uid, "%s.%s@%s", appointment->key, calendar->owner, calendar->domain);
    buffer_add_text(out, "BEGIN:VEVENT\r\n");
    ics_text(out, "UID", buffer_text(&uid));
    buffer_free(&uid);
    buffer_printf(out, "DTSTAMP:%sT000000Z\r\n", stamp_day(appointment->changed_on, stamp));
    buffer_printf(out, "SEQUENCE:%d\r\n", appointment->revision);
    add_span(out, appointment);
    ics_text(out, "SUMMARY", appointment->summary);
    if (*appointment->place)
        ics_text(out, "LOCATION", appointment->place);
    if (*appointment->details)
        ics_text(out, "DESCRIPTION", appointment->details);
    add_line(out, "STATUS", states[appointment->state]);
    add_line(out, "TRANSP", appointment->busy ? "OPAQUE" : "TRANSPARENT");
    add_alarm(out, appointment);
    buffer_add_text(out, "END:VEVENT\r\n");
}

int appointment_order(const void *left, const void *right)
{
    const Appointment *a = left, *b = right;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->minutes != b->minutes)
        return a->minutes < b->minutes ? -1 : 1;
    return strcmp(a->key, b->key);
}

void ics_write(const Calendar *calendar, Buffer *out)
{
    buffer_add_text(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    add_line(out, "PRODID",
             calendar->lang == LANG_EN ? "-//ate//calendriers//EN" : "-//ate//calendriers//FR");
    add_line(out, "CALSCALE", "GREGORIAN");
    ics_text(out, "NAME", calendar->title); /* RFC 7986; the next one for older readers */
    ics_text(out, "X-WR-CALNAME", calendar->title);
    if (*calendar->details) {
        ics_text(out, "DESCRIPTION", calendar->details);
        ics_text(out, "X-WR-CALDESC", calendar->details);
    }
    add_line(out, "X-WR-TIMEZONE", "America/Toronto");
    for (size_t i = 0; i < sizeof time_zone / sizeof *time_zone; i++)
        buffer_printf(out, "%s\r\n", time_zone[i]);
    for (size_t i = 0; i < calendar->count; i++)
        add_appointment(out, calendar, &calendar->appointments[i]);
    buffer_add_text(out, "END:VCALENDAR\r\n");
}
