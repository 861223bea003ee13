/* agenda: the calendars of a run, calendriers/….ics: one for each person of the school who has
 * visits, evaluations or meetings to come or past in the period, one for each company that receives
 * visits. What an appointment was when it was last told is in the registry (record/appointments.h):
 * its SEQUENCE goes up when it says something else; one that left the tables is cancelled, unless
 * it may be in what could not be read. Those before [periode] debut are left to the past. */
#ifndef ATE_AGENDA_AGENDA_H
#define ATE_AGENDA_AGENDA_H

#include "agenda/gather.h"

extern const char agenda_kind[]; /* "calendrier": of the manifest, and for --seulement */

typedef struct CalendarFile {
    Subject subject;          /* whose: row NULL when it is in no table any more */
    Calendar calendar;
    const char *path;         /* relative to output/ */
    size_t left_out;          /* visits, evaluations and meetings, for an error */
    size_t changed;           /* appointments told for the first time, or differently */
    const Row **sources;      /* by table and row */
    size_t source_count;
    bool kept;                /* nothing of it can be told today: the last good file stays */
    bool written;             /* false: it was already there, the same */
    size_t bytes;
    Sha256 sha256;
} CalendarFile;

typedef struct Agenda {
    const Issue *issue;
    const char *folder;       /* of output/ */
    Arena *arena;
    CalendarFile *files;      /* the ones selected, by owner */
    size_t count;
} Agenda;

/* What the calendars say today; nothing is written. All lives in `arena`. */
Status agenda_plan(Agenda *agenda, const Issue *issue, Arena *arena, Error *error);
/* The same, told to the registry in one transaction; then the files. A crash between the two costs
 * nothing: the next run says the same and writes them. */
Status agenda_make(Agenda *agenda, const Issue *issue, Arena *arena, Registry *registry,
                   Error *error);
/* The calendars as they would be: `issue` is about a record with rows that are only proposed. Of the
 * owners chosen, into `folder` of output/; the registry is only read. */
typedef bool AgendaChooser(const void *context, const Row *owner);
Status agenda_propose(Agenda *agenda, const Issue *issue, const char *folder, AgendaChooser *chosen,
                      const void *context, Arena *arena, Error *error);
/* Their entries of the manifest. */
void agenda_list(const Agenda *agenda, Manifest *manifest);

#endif
