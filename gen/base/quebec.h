/* quebec: the civil time of Québec. Its rule (America/Toronto since 2007) is written out, so that
 * a machine without tzdata agrees with the others. No clock is asked: moments are seconds since
 * 1970, UTC. */
#ifndef ATE_BASE_QUEBEC_H
#define ATE_BASE_QUEBEC_H

#include "base/date.h"

/* -240 (daylight time) or -300, minutes. */
int quebec_offset(int64_t utc);
/* The day there, and the minute of that day (NULL: not wanted). */
Date quebec_day(int64_t utc, int *minute);

#endif
