/* appointment: what is written in a calendar: a visit, a meeting, a deadline. Plain values, so that
 * whoever has visits to propose can have them written too. Texts are ready to be read, in the
 * language of their calendar. */
#ifndef ATE_AGENDA_APPOINTMENT_H
#define ATE_AGENDA_APPOINTMENT_H

#include "base/date.h"
#include "base/message.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum AppointmentState {
    APPOINTMENT_PROPOSED,  /* TENTATIVE */
    APPOINTMENT_CONFIRMED, /* to come, or past */
    APPOINTMENT_CANCELLED,
} AppointmentState;

typedef struct Appointment {
    const char *key;     /* "visite.V-1": the same from run to run, unique in its calendar */
    Date day;
    int minutes;         /* since midnight, in Québec; -1: the whole day */
    int length;          /* minutes; of no use for a whole day */
    AppointmentState state;
    bool busy;           /* false: a deadline, that takes nobody's time */
    const char *summary; /* one line */
    const char *place;   /* "": none */
    const char *details; /* lines; "": none */
    int reminder;        /* minutes before; 0: none */
    const char *student; /* key of who it is about, or of the first of them */
    int revision;        /* times it changed since it was first told (agenda/settle.h) */
    Date changed_on;     /* the day when it was last told differently */
} Appointment;

/* By day, then hour (a whole day first), then key. */
int appointment_order(const void *left, const void *right);

typedef struct Calendar {
    const char *owner;   /* "responsable.P11": it makes the UIDs those of this calendar */
    const char *domain;  /* after the @ of the UIDs: the school's */
    const char *title;
    const char *details; /* "": none */
    Lang lang;
    Appointment *appointments; /* in their order */
    size_t count;
} Calendar;

#endif
