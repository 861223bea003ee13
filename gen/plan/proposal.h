/* proposal: rows to be copied into a table of the user's, as Excel opens them in French: the
 * columns of the schema, byte-order mark, semicolons, CRLF. */
#ifndef ATE_PLAN_PROPOSAL_H
#define ATE_PLAN_PROPOSAL_H

#include "base/buffer.h"
#include "term/schema.h"

#define PROPOSALS_FOLDER "propositions/" /* below the output folder */

void proposal_header(Buffer *csv, const TableSchema *table);
void proposal_cell(Buffer *csv, size_t column, const char *text); /* column 0 begins the row */
void proposal_end(Buffer *csv);                                   /* of the row */

#endif
