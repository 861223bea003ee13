/* hours: the moments of a day when a visit may begin, from [visites] heures and duree_minutes.
 *
 * Nobody is visited during lunch, from noon to one o'clock. Between two visits there is half an
 * hour to go from one company to the next. */
#ifndef ATE_PLAN_HOURS_H
#define ATE_PLAN_HOURS_H

#include "term/config.h"

enum { SLOTS_MOST = 16, TRAVEL_MINUTES = 30 };
typedef enum Half { MORNING, AFTERNOON } Half;

typedef struct Hours {
    int starts[SLOTS_MOST]; /* minutes since midnight, in order */
    Half halves[SLOTS_MOST];
    int count;
    int minutes; /* how long a visit is */
} Hours;

/* STATUS_USAGE at config.ini:LINE when the hours cannot be read, or no visit fits in them. */
Status hours_read(Hours *hours, const Config *config, Error *error);

#endif
