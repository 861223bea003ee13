/* visits_book: propositions/visites-proposees.xlsx: the visits proposed, in the order of each
 * person's days; Charge, the visits of each person week by week, those that stand included; and
 * what found no place, with the reason and what would free it. */
#ifndef ATE_SHEET_VISITS_BOOK_H
#define ATE_SHEET_VISITS_BOOK_H

#include "plan/visits.h"
#include "sheet/summary.h"

/* `extended`: visits_extend's. As summary_write says. */
Status visits_book_write(const Summary *summary, const Visits *visits, const Term *extended,
                         const char *path, bool *written, Error *error);

#endif
