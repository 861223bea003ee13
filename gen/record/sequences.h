/* sequences: those that the registry knows, with the day when a first document was issued about
 * them. A key that is known is never another student's. */
#ifndef ATE_RECORD_SEQUENCES_H
#define ATE_RECORD_SEQUENCES_H

#include "base/date.h"
#include "record/registry.h"

/* Within a transaction; nothing when it is known already. NULL or "": cannot be read. */
Status sequences_meet(Registry *registry, const char *key, const char *student,
                      const char *company, Date today, Error *error);

#endif
