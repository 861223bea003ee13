/* events: the registry's journal, a line for what happened and on which day. It names
 * documents by their kind, key and number, never a person. */
#ifndef ATE_RECORD_EVENTS_H
#define ATE_RECORD_EVENTS_H

#include "base/date.h"
#include "record/registry.h"

typedef enum EventNature {
    EVENT_ISSUED, EVENT_REPLACED, EVENT_SIGNED, EVENT_SIGNATURE_CHANGED, EVENT_CANCELLED,
    EVENT_RESTORED,     /* in force again after a cancellation */
    EVENT_REFUSED,      /* an amendment that a party refused */
    EVENT_SCANNED,      /* the scan of a signed copy was taken in */
    EVENT_SENT,
    EVENT_PURGED,       /* dossiers past their time were destroyed */
} EventNature;
enum { EVENT_NATURE_COUNT = 10 };
const char *event_code(EventNature nature); /* "emis" … */

typedef struct Event {
    EventNature nature;
    Date day;
    const char *kind, *key, *number; /* number: "" when it has none */
    int revision;                    /* 0: of no revision */
    const char *detail;              /* a key, a digest, a date; NULL: nothing */
} Event;
Status events_add(Registry *registry, const Event *event, Error *error); /* within a transaction */

#endif
