/* forecast: what the next run would do and why, in words (`ate produire --simuler`): a line a
 * document, then one for what is no longer due or in force, one for the calendars, then the count of
 * each. PERSONAL terms
 * are named, never shown. */
#ifndef ATE_SHOW_FORECAST_H
#define ATE_SHOW_FORECAST_H

#include "agenda/agenda.h"
#include "base/buffer.h"
#include "issue/reason.h"

typedef struct Forecast {
    const Issue *issue; /* foreseen, its stale files found */
    Reasons *reasons;
    const Agenda *agenda; /* planned */
    bool all;           /* what stays as it is too */
} Forecast;
void show_forecast(const Forecast *forecast, Buffer *out);

#endif
