/* report: the control report of a lot, rapport.pdf: what the layout is worth, counts
 * and hours by programme, what is not declared and why, what comes again after a refusal,
 * which texts were cut. Keys only, no name. */
#ifndef ATE_DECLARE_REPORT_H
#define ATE_DECLARE_REPORT_H

#include "declare/lot.h"
#include "text/doc.h"

/* The report as a tree, in the language of messages; `file` is the lot's own. */
Doc report_doc(const LotPlan *plan, const LotFile *file);
/* Set by the press, which may not be ready yet. */
Status report_set(const LotPlan *plan, const LotFile *file, Press *press, Buffer *pdf,
                  Error *error);

#endif
