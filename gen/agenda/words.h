/* words: what a calendar says of a visit, an evaluation, a meeting, in the language of who reads
 * it. A company reads the names of its trainees, of its people and of who visits; never an address,
 * a telephone or a birth date of a student, nor what a visit found. */
#ifndef ATE_AGENDA_WORDS_H
#define ATE_AGENDA_WORDS_H

#include "agenda/appointment.h"
#include "base/arena.h"
#include "base/error.h"
#include "record/effective.h"

typedef struct Template Template;

typedef enum Audience { AUDIENCE_STAFF, AUDIENCE_COMPANY } Audience;

/* A visit of visites.csv, or one that is only proposed. */
typedef struct Visit {
    const char *key;        /* "V-1" */
    const Row *sequence;
    const Row *responsable; /* who makes it; NULL: not known */
    Date day;
    int minutes;            /* since midnight; -1: no hour yet */
    int type, mode, status; /* TYPE_VISITE_…, MODE_VISITE_…, STATUT_VISITE_…; -1: not known */
} Visit;

typedef enum AppointmentKind {
    APPOINTMENT_VISIT, APPOINTMENT_EVALUATION, APPOINTMENT_MEETING, APPOINTMENT_KIND_COUNT
} AppointmentKind;
/* "visite.V-1" */
const char *words_key(AppointmentKind kind, const char *key, Arena *arena);
AppointmentKind words_kind(const char *key); /* by its first word */

typedef enum WordPart { WORD_SUMMARY, WORD_PLACE, WORD_DETAILS, WORD_PART_COUNT } WordPart;
enum { WORD_KIND_COUNT = 4 };

typedef struct Words {
    const Record *record;
    Arena *arena; /* what is said lives there */
    Arena *scratch;
    int length;   /* of a visit or a meeting, in minutes: [visites] duree_minutes */
    int reminder; /* before a visit, for who makes it: [visites] rappel_minutes */
    Template *templates[WORD_KIND_COUNT][LANG_COUNT][WORD_PART_COUNT];
} Words;

Status words_open(Words *words, const Record *record, Arena *arena, Error *error);
void words_close(Words *words); /* what was said stays */

Status words_visit(const Words *words, const Visit *visit, Audience audience, Lang lang,
                   Appointment *appointment, Error *error);
/* An evaluation to be made by a day. `type`: TYPE_EVALUATION_…. */
Status words_evaluation(const Words *words, const char *key, const Row *sequence, int type,
                        Date day, Lang lang, Appointment *appointment, Error *error);

/* A meeting on the return of students. */
typedef struct Meeting {
    const char *key;              /* of its first row */
    const Row *first;             /* the sequence of that row */
    Date day;
    int minutes;                  /* -1: no hour */
    const char *place;            /* "": not said */
    const Row *const *sequences;  /* of the students who come */
    size_t count;                 /* 0: it is cancelled */
} Meeting;
Status words_meeting(const Words *words, const Meeting *meeting, Lang lang,
                     Appointment *appointment, Error *error);

/* What is left of an appointment that is in no table any more. */
const char *words_gone(AppointmentKind kind, Lang lang);

#endif
