/* settle: what changed since the calendars were last made. */
#ifndef ATE_AGENDA_SETTLE_H
#define ATE_AGENDA_SETTLE_H

#include "agenda/gather.h"
#include "base/map.h"
#include "record/appointments.h"

/* What is known of the appointments of all calendars, and what is to be. */
typedef struct Ledger {
    KnownAppointment *known; /* by calendar and key */
    size_t known_count;
    Map *hidden;             /* the keys that a row bears which cannot be told today */
    KnownAppointment *news;  /* to be put */
    KnownAppointment *past;  /* to be forgotten: before the period, and in no table */
    size_t news_count, news_capacity, past_count, past_capacity; /* both on the heap */
} Ledger;

Status ledger_open(Ledger *ledger, const Gathering *gathering, Error *error);
void ledger_free(Ledger *ledger);
typedef struct Settled {
    size_t changed;  /* appointments that say something new */
    size_t withheld; /* told before, and perhaps among the rows that cannot be told today */
} Settled;
/* Gives each appointment of the calendar its revision and day of change, and adds those that left
 * the tables, cancelled. */
Settled ledger_settle(Ledger *ledger, const Gathering *gathering, Calendar *calendar);
/* In one transaction. */
Status ledger_write(const Ledger *ledger, Registry *registry, Error *error);

#endif
