/* load: what the files that fill a Term share; nobody outside term/ reads this.
 *
 * load.c reads each table, header.c finds its columns, link.c ties the rows together once every
 * table is there. */
#ifndef ATE_TERM_LOAD_H
#define ATE_TERM_LOAD_H

#include "read/csv.h"
#include "term/config.h"
#include "term/term.h"

/* Keeps a copy of the Problem; its texts must live as long as the term. */
void term_report(Term *term, Problem problem);

/* Sets headers, slots and extras of a table from its first record, mapping applied; reports
 * columns that are missing, unknown or double, and mappings to a header that is not there. */
void header_match(Term *term, Table *table, const CsvRecord *record);

/* The first record is one title over the table: lines above the headers. */
bool header_is_title(const CsvRecord *record);
/* The record reads like headers: several of its values are columns of the table. */
bool header_is_likely(const Term *term, const Table *table, const CsvRecord *record);

/* Indexes the keys of every table, resolves every link, and makes the children. Reports double
 * keys and links to nothing. */
void link_tables(Term *term);
/* The same of one table that was made anew, over the others as they are. */
void link_one_table(Term *term, Table *table);
void link_free(Table *table);

typedef struct TableIndex TableIndex; /* link.c */
const Row *link_find(const Table *table, const char *key);
RowSpan link_children(const Table *table, int column, const Row *target);

#endif
