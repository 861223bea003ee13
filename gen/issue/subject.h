/* subject: what documents are about: one key each, and the keys around it, for the
 * selection and the manifest. */
#ifndef ATE_ISSUE_SUBJECT_H
#define ATE_ISSUE_SUBJECT_H

#include "issue/issue.h"
#include "text/model.h"

typedef struct SubjectKeys { /* NULL: does not apply */
    const Row *sequence, *student, *company, *offer, *responsable, *programme;
    const char *visit, *group;
} SubjectKeys;
SubjectKeys subject_keys(const Subject *subject);
/* A document is chosen by what it is about: a schedule is about no single student. */
bool keys_are_selected(const SubjectKeys *keys, const Selection *selection);

/* model_subjects, never two with one key: two visits may bear one `id`, which is no
 * key of its table. The first keeps it, the next is "V1.2". */
Subject *subjects_of(const Record *record, Scope scope, Arena *arena, size_t *count);

#endif
