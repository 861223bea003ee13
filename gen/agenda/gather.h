/* gather: the appointments that the tables give, for each person of the school and each company.
 *
 * As in the schedules of visits, a row with an error that holds those back is left out; it is
 * here all the same, `hidden`, so that nobody takes its absence for a cancellation. A character that
 * no page can print holds nothing back here. */
#ifndef ATE_AGENDA_GATHER_H
#define ATE_AGENDA_GATHER_H

#include "agenda/words.h"
#include "issue/held.h"
#include "issue/issue.h"

typedef struct Entry {
    const Row *owner;          /* of T_PERSONNEL or T_ENTREPRISES; NULL: cannot be known */
    Appointment appointment;   /* only its key when hidden */
    bool hidden;
    const Row *row, *sequence; /* that it comes from */
} Entry;

typedef struct Gathering {
    Arena *arena;              /* the caller's: everything lives there */
    const Record *record;
    Reads reads;
    Findings findings;         /* those of the run, without those of pages alone */
    Faults *faults;
    Words words;
    Date first;                /* the calendars begin that day: [periode] debut */
    Entry *entries;            /* on the heap, until gathering_free; by owner, then in their order */
    size_t count, capacity;
    bool unsure[APPOINTMENT_KIND_COUNT]; /* rows that cannot be read, or have no key: what is not
                                            among the entries may be in the tables */
} Gathering;

/* To be freed even when the status is not OK. */
Status gathering_open(Gathering *gathering, const Issue *issue, Arena *arena, Error *error);
void gathering_free(Gathering *gathering);

/* The language of a calendar: the company's, else the school's. */
Lang gathering_lang(const Record *record, const Row *owner);
/* "responsable.P11", "entreprise.E-1" */
const char *gathering_owner(const Row *owner, Arena *arena);
/* Reads what the calendars read, for the list of sources: the names of their words. */
extern const Reader gathering_reader;

#endif
