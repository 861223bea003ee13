/* summary: rapports/sommaire.xlsx, the workbook of the run.
 *
 * Sheets Résumé, Séquences, Élèves, Entreprises, Visites, Attestations, Constats
 * (named in `lang`). Real dates and numbers with formats; text is always text,
 * even when it begins with '='. No birth date, code permanent or home address.
 * The same term, day and documents give the same bytes.
 */
#ifndef ATE_SHEET_SUMMARY_H
#define ATE_SHEET_SUMMARY_H

#include "issue/issue.h"
#include "record/effective.h"
#include "rule/finding.h"

typedef struct Summary {
    const Record *record;
    const Findings *findings;
    const Issue *issue; /* documents with numbers and what holds them back; NULL: none */
    Lang lang;          /* of sheet names, labels and choices */
} Summary;

/* Writes the workbook as `path`, whole or not at all; its folder is made when missing.
 * `*written` (may be NULL) says whether the file changed. STATUS_SYSTEM when it cannot. */
Status summary_write(const Summary *summary, const char *path, bool *written, Error *error);

#endif
