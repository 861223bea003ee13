/* csv: the bytes of a table to records of fields with their places, over libcsv.
 *
 * libcsv parses (strict mode); this room feeds it one physical line at a time, which is how
 * lines are known. RFC 4180 quoting with line breaks inside quotes; CRLF, LF or CR; an Excel
 * `sep=;` line is honoured; records that are blank (empty line, or nothing but separators) are
 * skipped but counted. Fields come trimmed, line breaks inside them as '\n', with their UTF-8
 * checked.
 *
 * A record that cannot be read is told once, at its place, and the next ones are read. An
 * unclosed quote (still open at the end of the file, or past 64 KiB, or followed by something
 * that cannot follow) is told at the opening quote, and reading resumes at the physical line
 * after the one that holds it.
 *
 * Calling sequence: csv_open, csv_next until CSV_END or CSV_UNREADABLE, csv_close.
 */
#ifndef ATE_READ_CSV_H
#define ATE_READ_CSV_H

#include "base/error.h"
#include "read/encoding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CSV_FIELD_MOST = 64 * 1024,   /* bytes of UTF-8 */
    CSV_COLUMNS_MOST = 512,
    CSV_RECORDS_MOST = 5000000,   /* after the header */
};
#define CSV_FILE_MOST ((uint64_t)1 << 30) /* bytes */

typedef struct CsvReader CsvReader;

typedef struct CsvOptions {
    const Encoding *encoding; /* NULL: detected */
    char separator;           /* 0: detected */
} CsvOptions;

typedef struct CsvField {
    const char *text;   /* ends with a NUL; lives until the next csv_next */
    size_t length;
    uint32_t line;      /* physical line where it begins, from 1 */
} CsvField;

typedef enum CsvResult {
    CSV_RECORD,      /* `fields` and `count`; how many a record should have is the caller's */
    CSV_BROKEN,      /* the record could not be read: `what` says why; read on */
    CSV_END,
    CSV_UNREADABLE,  /* no table at all, or more than it may hold: `what` says why */
} CsvResult;

typedef struct CsvRecord {
    const CsvField *fields;
    size_t count;
    uint32_t line;    /* where it begins, or the line of the quote that was not closed */
    uint32_t number;  /* row of a spreadsheet: 1 for the first record, blank ones counted after it */
    size_t column;    /* CSV_BROKEN: the column at fault, from 0 */
    const char *what; /* in the user's language; lives until csv_close */
} CsvRecord;

/* Reads the whole file. Not STATUS_OK: as file_read says (cause ENOENT for an absent one). */
Status csv_open(CsvReader **reader, const char *path, const CsvOptions *options, Error *error);
void csv_close(CsvReader *reader); /* NULL is allowed */
CsvResult csv_next(CsvReader *reader, CsvRecord *record);

Encoding csv_encoding(const CsvReader *reader);
char csv_separator(const CsvReader *reader);
const char *csv_sha256(const CsvReader *reader); /* of the file's bytes; lives until csv_close */
/* At least as many as the records that follow: to make room once. */
size_t csv_records_at_most(const CsvReader *reader);

#endif
