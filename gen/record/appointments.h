/* appointments: what the calendars last said, so that the next ones can say what changed: where an
 * appointment was, how many times it moved. It holds keys and days, never a name or a place. */
#ifndef ATE_RECORD_APPOINTMENTS_H
#define ATE_RECORD_APPOINTMENTS_H

#include "base/arena.h"
#include "base/date.h"
#include "record/registry.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct KnownAppointment {
    const char *calendar; /* "responsable.P11" */
    const char *key;      /* "visite.V-1": unique in its calendar */
    const char *student;  /* the key of who it is about, or of the first of them */
    Date day;
    int minutes;          /* since midnight; -1: the whole day */
    int length;           /* minutes */
    int revision;         /* times it changed: SEQUENCE of RFC 5545 */
    Date changed_on;      /* the run that said so */
    bool cancelled;
    const char *sha256;   /* of all that it said */
} KnownAppointment;

/* All of them, by calendar and key. */
Status appointments_list(const Registry *registry, Arena *arena, KnownAppointment **list,
                         size_t *count, Error *error);
/* Within a transaction: puts it, in place of what was known of it. */
Status appointments_put(Registry *registry, const KnownAppointment *appointment, Error *error);
/* Within a transaction. */
Status appointments_forget(Registry *registry, const KnownAppointment *appointment, Error *error);

#endif
