/* summary: the reports: rapports/sommaire.xlsx, and each of its sheets as rapports/SHEET.csv.
 *
 * Résumé (a dashboard), then a sheet a table of column.h: Séquences, Élèves, Entreprises,
 * Visites, Évaluations, Intégration, Attestations, Déclaration, Tâches, Non rémunérés, Constats
 * (named in `lang`). Values in force; real dates and numbers with formats; text is always text,
 * even when it begins with '='. They are the school's own: names are there, but no birth date,
 * code permanent or home address. The same term, day, documents and registry give the same
 * bytes.
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

/* The columns that [rapports] of config.ini asks for exist; else STATUS_USAGE, its place and its
 * remedy (chosen.h). To be asked before the work begins. */
Status summary_check(const Config *config, Error *error);

/* Writes the workbook as `path`, whole or not at all; its folder is made when missing.
 * `*written` (may be NULL) says whether the file changed. STATUS_SYSTEM when it cannot. */
Status summary_write(const Summary *summary, const char *path, bool *written, Error *error);

/* Likewise, each sheet of lines as a CSV (plain.h) in `folder`, which is "rapports". */
Status summary_write_tables(const Summary *summary, const char *folder, Error *error);
/* "sequences.csv" … in the order of the sheets; NULL past the last. */
const char *summary_table_name(size_t rank, Arena *arena);

#endif
