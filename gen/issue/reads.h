/* reads: which rows a document reads, from its templates' own words.
 *
 * A template that names `superviseur` reads the supervisor that its sequence
 * points to; one that names `activites` reads the activities of its sequence. The
 * same table serves both ways: up, from a faulty row to the documents that it
 * spoils (held.c); down, from a document to its sources (list.c).
 */
#ifndef ATE_ISSUE_READS_H
#define ATE_ISSUE_READS_H

#include "text/catalogue.h"

/* A kind of document, or the declaration (`kind` NULL), and the names it uses. */
typedef struct Reader {
    const char *name;
    const Kind *kind;
    Scope scope;
    const char **words; /* sorted */
    size_t word_count;
} Reader;

typedef struct Reads {
    const Term *term;
    Reader *readers;    /* the kinds, in the catalogue's order; then the declaration */
    size_t count;
} Reads;

void reads_open(Reads *reads, const Record *record, const Catalogue *catalogue, Arena *arena);
const Reader *reads_of(const Reads *reads, const Kind *kind);

/* Whether its documents are about rows of the table, or name it or a link to it. */
bool reader_reads(const Reader *reader, int table);

/* A set of rows under way. Zeroed but for `reads`; to be freed. */
typedef struct Walk {
    const Reads *reads;
    const Row **rows;   /* what the last walk reached, the start first */
    size_t count, capacity;
    uint32_t *seen[TABLE_COUNT];
    uint32_t serial;
} Walk;
void walk_free(Walk *walk);

/* The rows that read `start`, directly or through others. With a `reader`, only
 * along the names it uses; NULL: along every link. */
void walk_up(Walk *walk, const Reader *reader, const Row *start);
/* The rows that a document on `subject` reads; `hidden` rows are left out. */
void walk_down(Walk *walk, const Reader *reader, const Subject *subject,
               bool (*hidden)(void *context, const Row *row), void *context);
/* The rows that `row` itself leads to, along the names of the reader, itself first. */
void walk_links(Walk *walk, const Reader *reader, const Row *row);

/* The links of rows that cannot be followed: the row pointed to could not be read. */
bool row_is_cut(const Reader *reader, const Row *row);
/* The rows whose link to `table` cannot be followed, one by one; `named`: the reader
 * uses that link. */
typedef void RowVisitor(void *context, const Row *row, bool named);
void reads_cut(const Reads *reads, const Reader *reader, int table, RowVisitor *visit,
               void *context);

#endif
