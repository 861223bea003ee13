/* person: to whom of a company a document goes, and whether this person can be written to.
 *
 * The contact of the kind's role for the sequence, else for the company, else the
 * representative; a contact without address is written to at the company's. A supervisor who is
 * the contact for the follow-up only gets what is about his own trainees: the rest goes to the
 * representative.
 */
#ifndef ATE_POST_PERSON_H
#define ATE_POST_PERSON_H

#include "record/effective.h"

typedef struct Person {
    const char *name, *email; /* "" without; never in a log or a message to the user */
    const Row *row;           /* where the address stands, or should */
    int column;
} Person;

/* `sequence` NULL: for the company as a whole. `role` is a code of contacts.csv, or "". */
Person person_for(const Record *record, const Row *company, const Row *sequence, const char *role);
/* NULL when the person can be written to; else the reason, which names no one. */
const char *person_fault(const Person *person);
const char *person_place(Arena *arena, const Term *term, const Person *person); /* "contacts.csv:12 (D12)" */

#endif
