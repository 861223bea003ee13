/* match_book: propositions/jumelage-propose.xlsx: what was proposed and why, who is left and why,
 * and the places of each company with who has them. Sheets Jumelages, Sans placement, Entreprises,
 * named in the language of the run. No birth date, code permanent or home address. */
#ifndef ATE_SHEET_MATCH_BOOK_H
#define ATE_SHEET_MATCH_BOOK_H

#include "plan/match.h"
#include "sheet/summary.h"

/* As summary_write says. */
Status match_book_write(const Summary *summary, const Matching *matching, const char *path,
                        bool *written, Error *error);

#endif
