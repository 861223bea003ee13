/* subject: the keys of what a document is about, for the selection and the manifest. */
#ifndef ATE_ISSUE_SUBJECT_H
#define ATE_ISSUE_SUBJECT_H

#include "text/model.h"

typedef struct SubjectKeys { /* NULL: does not apply */
    const Row *sequence, *student, *company, *offer, *responsable, *programme;
    const char *visit, *group;
} SubjectKeys;
SubjectKeys subject_keys(const Subject *subject);

#endif
