/* settle: the registry's states follow the tables: who signed, what was refused, what was
 * cancelled. Within the transaction of issue_reserve. */
#ifndef ATE_ISSUE_SETTLE_H
#define ATE_ISSUE_SETTLE_H

#include "issue/issue.h"

/* The signatures of a contract or of an amendment, as the tables give them. */
Status settle_document(Issue *issue, Registry *registry, const Document *document,
                       Error *error);
/* Every contract of the term: those of cancelled sequences, amendments refused or withdrawn. */
Status settle_contracts(Issue *issue, Registry *registry, Error *error);

#endif
