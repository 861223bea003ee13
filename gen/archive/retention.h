/* retention: how long a student's dossier is kept.
 *
 * School years end on 30 June. What is kept N years is kept through the 30 June that comes N
 * years after the end of the school year of the last sequence or document. No law gives N here:
 * each body has its own approved calendar, so config.ini must say it, and without it nothing is
 * ever past its time.
 */
#ifndef ATE_ARCHIVE_RETENTION_H
#define ATE_ARCHIVE_RETENTION_H

#include "base/date.h"
#include "term/config.h"

typedef struct Retention {
    int years;       /* 0: not said */
    int proof_years; /* of attestations, the proof of a tax credit; 0: not said, kept for ever */
} Retention;

/* STATUS_USAGE when a number of years is not a whole one from 1 to 100. */
Status retention_read(Retention *retention, const Config *config, Error *error);

Date school_year_end(Date day);
typedef char SchoolYear[24]; /* "2026-2027" */
const char *school_year_name(Date day, SchoolYear name);
/* The last day on which it is kept; DATE_NONE: without end, `last` or `years` being none. */
Date retention_until(Date last, int years);

#endif
