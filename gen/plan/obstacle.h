/* obstacle: why a sequence does not get its visits, and what would free them. */
#ifndef ATE_PLAN_OBSTACLE_H
#define ATE_PLAN_OBSTACLE_H

#include "base/arena.h"
#include "base/message.h"

typedef enum Obstacle {
    OBSTACLE_NONE,
    /* of the data: nothing is made up in their place */
    OBSTACLE_DOUBLE,       /* two sequences have this key */
    OBSTACLE_DATES, OBSTACLE_DAYS, OBSTACLE_COMPANY, OBSTACLE_SUPERVISOR, OBSTACLE_PERSON,
    OBSTACLE_AVAILABILITY, /* disponibilites cannot be read */
    OBSTACLE_STUDENT,      /* not known, gone or suspended */
    OBSTACLE_VISITS,       /* a visit of the sequence cannot be read */
    OBSTACLE_TABLE,        /* rows of visites.csv cannot be read */
    /* of the calendar */
    OBSTACLE_NOBODY,       /* no responsable, and nobody on the staff to be one */
    OBSTACLE_OVER,         /* no day is left before the end */
    OBSTACLE_CLOSED,       /* no working day when trainee, company and school are there */
    OBSTACLE_SUPERVISOR_DAYS, /* the supervisor is free on none of them */
    OBSTACLE_FIRST_WEEK,   /* none is left before the latest week of the first visit */
    OBSTACLE_GAP,          /* none is far enough from the sequence's other visits */
    OBSTACLE_FULL,         /* the person has no half-day left: hours, most a day, another town */
    OBSTACLE_COUNT
} Obstacle;

const char *obstacle_code(Obstacle obstacle);   /* "superviseur_indisponible": of the JSON */
const char *obstacle_reason(Obstacle obstacle); /* in the language of the run */
const char *obstacle_remedy(Obstacle obstacle);

#endif
