/* person: who visits, what each one and each supervisor already has to do, and who takes the
 * sequences that name nobody. */
#ifndef ATE_PLAN_PERSON_H
#define ATE_PLAN_PERSON_H

#include "plan/earlier.h"
#include "plan/need.h"

typedef struct Engagements {
    Engagement *items;
    size_t count, capacity;
} Engagements;

typedef struct Persons {
    const Row **sorted; /* the staff, by key */
    size_t count;
    Engagements *of_person; /* by Row.index of personnel.csv */
    Engagements *of_supervisor;
    size_t supervisor_count;
} Persons;

/* Fills Need.person where the sequence names nobody, and OBSTACLE_NOBODY where nobody can. */
void persons_open(Persons *persons, const Record *record, Needs *needs, const Earlier *earlier,
                  Arena *arena);
void persons_close(Persons *persons);
const Engagements *persons_engagements(const Persons *persons, const Row *person);
const Engagements *persons_supervisor(const Persons *persons,
                                      const Row *supervisor); /* NULL: none */
/* A supervisor receives one more: nobody else is sent to him at that hour. */
void persons_receive(Persons *persons, const Row *supervisor, Engagement engagement);

#endif
