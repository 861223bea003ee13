/* libcsv knows bytes, not lines: it is fed one physical line at a time, so that a field began on
 * the line where the one before it ended, and so that reading can resume after the line of an
 * unclosed quote. */
#include "read/csv.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "read/separator.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 32 * 1024 }; /* a field is measured at least that often */

struct CsvReader {
    Buffer bytes; /* UTF-8 */
    Encoding encoding;
    char separator;
    bool clean;  /* no NUL, valid UTF-8 from end to end: fields need no check of their own */
    Sha256 sha256;
    Arena *scratch;

    struct csv_parser parser;
    const char *next, *end; /* what is still to feed */
    const char *line_feed;  /* the next '\n' at or after `next`, or `end` */
    uint32_t line;          /* of the physical line last fed */
    uint32_t number;        /* records seen */
    bool ended;

    bool open;              /* a record is under way */
    bool complete;          /* libcsv has just ended it */
    uint32_t record_line;
    uint32_t field_line;    /* where the field under way began */
    const char *field_next; /* the line after that one */
    const char *what;       /* why the record cannot be read */
    size_t bad_column;
    CsvField fields[CSV_COLUMNS_MOST];
    size_t count;           /* may pass CSV_COLUMNS_MOST: only those are kept */
    Buffer texts;           /* of the fields, each with its NUL */
};

static void start_parser(CsvReader *reader)
{
    if (csv_init(&reader->parser,
                 CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_EMPTY_IS_NULL) != 0)
        memory_exhausted(0);
    csv_set_delim(&reader->parser, (unsigned char)reader->separator);
    csv_set_blk_size(&reader->parser, 4096);
}

/* A header with control characters is no header: a workbook or an image under a name in .csv. */
static bool is_binary(const char *text, const char *end)
{
    for (; text < end && *text != '\n' && *text != '\r'; text++) {
        unsigned char c = (unsigned char)*text;
        if ((c < ' ' && c != '\t') || c == 0x7F)
            return true;
    }
    return false;
}

Status csv_open(CsvReader **opened, const char *path, const CsvOptions *options, Error *error)
{
    *opened = NULL;
    CsvReader *reader = memory_resize(NULL, 1, sizeof *reader);
    memset(reader, 0, sizeof *reader);
    Status status = file_read(path, CSV_FILE_MOST, &reader->bytes, error);
    if (status != STATUS_OK) {
        free(reader);
        return status;
    }
    reader->scratch = arena_new();
    sha256_hex(buffer_text(&reader->bytes), reader->bytes.length, reader->sha256);
    reader->encoding = options->encoding
                           ? *options->encoding
                           : encoding_detect(buffer_text(&reader->bytes), reader->bytes.length);
    encoding_decode(&reader->bytes, reader->encoding);
    const char *text = buffer_text(&reader->bytes);
    reader->end = text + reader->bytes.length;
    size_t sep_line = separator_line(text, reader->bytes.length, &reader->separator);
    reader->line = sep_line > 0;
    reader->next = text + sep_line;
    if (options->separator)
        reader->separator = options->separator;
    else if (sep_line == 0)
        reader->separator = separator_detect(text, reader->bytes.length);
    reader->clean = memchr(text, '\0', reader->bytes.length) == NULL &&
                    utf8_valid_prefix(text, reader->bytes.length) == reader->bytes.length;
    start_parser(reader);
    *opened = reader;
    return STATUS_OK;
}

void csv_close(CsvReader *reader)
{
    if (!reader)
        return;
    csv_free(&reader->parser);
    buffer_free(&reader->bytes);
    buffer_free(&reader->texts);
    arena_free(reader->scratch);
    free(reader);
}

/* Bytes that may begin or end a blank of several bytes (NBSP, U+202F …): a letter at the edge
 * of most fields is settled by this alone. */
static bool may_be_blank(unsigned char first, unsigned char last)
{
    return first <= ' ' || first == 0xC2 || first == 0xE2 || first == 0xEF || last <= ' ' ||
           last == 0xA0 || last == 0xAF || last == 0x89 || last == 0xBF;
}

static const char *trim(CsvReader *reader, const char *text, size_t *length)
{
    if (*length == 0 || !may_be_blank((unsigned char)text[0], (unsigned char)text[*length - 1]))
        return text;
    arena_reset(reader->scratch);
    text = text_trim(reader->scratch, text, *length);
    *length = strlen(text);
    return text;
}

static void refuse(CsvReader *reader, const char *what)
{
    if (reader->what)
        return;
    reader->what = what;
    reader->bad_column = reader->count;
}

/* CRLF and CR inside quotes become LF. */
static size_t plain_breaks(char *text, size_t length)
{
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\r' && i + 1 < length && text[i + 1] == '\n')
            continue;
        text[used++] = text[i] == '\r' ? '\n' : text[i];
    }
    return used;
}

static void check_bytes(CsvReader *reader, const char *text, size_t length)
{
    if (memchr(text, '\0', length))
        refuse(reader, _("un octet nul se trouve dans la valeur"));
    if (utf8_valid_prefix(text, length) != length)
        refuse(reader, _("des octets ne sont pas valides dans l'encodage du fichier"));
}

static void keep_field(CsvReader *reader, const char *text, size_t length)
{
    Buffer *texts = &reader->texts;
    reader->fields[reader->count] = (CsvField){NULL, length, reader->field_line};
    buffer_reserve(texts, length + 1);
    memcpy(texts->data + texts->length, text, length);
    texts->length += length;
    texts->data[texts->length++] = '\0';
}

static void on_field(void *bytes, size_t length, void *context)
{
    CsvReader *reader = context;
    const char *text = bytes ? bytes : "";
    if (!reader->clean)
        check_bytes(reader, text, length);
    if (bytes && reader->field_line != reader->line)
        length = plain_breaks(bytes, length);
    text = trim(reader, text, &length);
    if (length > CSV_FIELD_MOST)
        refuse(reader, _("la valeur dépasse 64 Kio"));
    if (reader->count < CSV_COLUMNS_MOST && !reader->what)
        keep_field(reader, text, length);
    reader->count++;
    reader->field_line = reader->line;
    reader->field_next = reader->next;
}

static void on_record(int terminator, void *context)
{
    (void)terminator;
    CsvReader *reader = context;
    reader->complete = true;
}

/* The next physical line with its line break: LF, CRLF or CR. */
static const char *take_line(CsvReader *reader, size_t *length)
{
    const char *start = reader->next;
    if (!reader->line_feed || reader->line_feed < start) {
        reader->line_feed = memchr(start, '\n', (size_t)(reader->end - start));
        if (!reader->line_feed)
            reader->line_feed = reader->end;
    }
    const char *stop = reader->line_feed < reader->end ? reader->line_feed + 1 : reader->end;
    const char *cr = memchr(start, '\r', (size_t)(stop - start));
    if (cr && cr + 1 != reader->line_feed)
        stop = cr + 1;
    reader->next = stop;
    reader->line++;
    *length = (size_t)(stop - start);
    return start;
}

static bool line_is_blank(const char *line, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r' && line[i] != '\n')
            return false;
    return true;
}

static void begin_record(CsvReader *reader)
{
    reader->open = true;
    reader->complete = false;
    reader->record_line = reader->field_line = reader->line;
    reader->field_next = reader->next;
    reader->what = NULL;
    reader->count = 0;
    buffer_clear(&reader->texts);
}

/* False when libcsv refuses the text, or when a field grows too long. */
static bool feed(CsvReader *reader, const char *bytes, size_t length)
{
    while (length > 0) {
        size_t piece = length < PIECE ? length : PIECE;
        if (csv_parse(&reader->parser, bytes, piece, on_field, on_record, reader) != piece) {
            if (csv_error(&reader->parser) != CSV_EPARSE)
                memory_exhausted(0);
            refuse(reader, reader->parser.quoted
                               ? _("un guillemet ouvert ici n'est pas fermé correctement")
                               : _("un guillemet se trouve dans une valeur qui n'est pas entre guillemets"));
            return false;
        }
        if (reader->parser.entry_pos > CSV_FIELD_MOST) {
            refuse(reader, reader->parser.quoted
                               ? _("un guillemet ouvert ici n'est pas fermé (plus de 64 Kio le suivent)")
                               : _("la valeur dépasse 64 Kio"));
            return false;
        }
        bytes += piece;
        length -= piece;
    }
    return true;
}

/* Gives up the record under way: the text after the line of its faulty field is read anew. */
static void resume_after_field(CsvReader *reader)
{
    reader->next = reader->field_next;
    reader->line = reader->field_line;
    reader->line_feed = NULL;
    csv_free(&reader->parser);
    start_parser(reader);
}

static CsvResult broken(CsvReader *reader, CsvRecord *record, uint32_t line)
{
    reader->open = false;
    *record = (CsvRecord){
        .line = line, .number = ++reader->number, .column = reader->bad_column, .what = reader->what,
    };
    if (reader->number > 1)
        return CSV_BROKEN;
    reader->ended = true;
    return CSV_UNREADABLE;
}

static CsvResult stop(CsvReader *reader, CsvRecord *record, const char *what)
{
    reader->ended = true;
    *record = (CsvRecord){.line = reader->line, .number = reader->number, .what = what};
    return what ? CSV_UNREADABLE : CSV_END;
}

static bool fields_are_empty(const CsvReader *reader)
{
    return reader->count <= CSV_COLUMNS_MOST && reader->texts.length == reader->count;
}

static CsvResult finish_record(CsvReader *reader, CsvRecord *record)
{
    reader->open = false;
    if (reader->count > CSV_COLUMNS_MOST)
        refuse(reader, _("il y a plus de 512 colonnes"));
    if (reader->number > CSV_RECORDS_MOST)
        return stop(reader, record, _("il y a plus de 5 millions de lignes"));
    if (reader->what)
        return broken(reader, record, reader->record_line);
    const char *text = buffer_text(&reader->texts);
    for (size_t i = 0; i < reader->count; i++) {
        reader->fields[i].text = text;
        text += reader->fields[i].length + 1;
    }
    *record = (CsvRecord){
        .fields = reader->fields, .count = reader->count,
        .line = reader->record_line, .number = ++reader->number,
    };
    return CSV_RECORD;
}

CsvResult csv_next(CsvReader *reader, CsvRecord *record)
{
    if (reader->ended)
        return stop(reader, record, NULL);
    if (reader->number == 0 && is_binary(reader->next, reader->end))
        return stop(reader, record, _("ce n'est pas une table de texte"));
    while (reader->next < reader->end) {
        size_t length;
        const char *line = take_line(reader, &length);
        if (!reader->open && line_is_blank(line, length)) {
            reader->number += reader->number > 0;
            continue;
        }
        if (!reader->open)
            begin_record(reader);
        bool last_is_bare = reader->next == reader->end && line[length - 1] != '\n' &&
                            line[length - 1] != '\r';
        if (!feed(reader, line, length) || (last_is_bare && !feed(reader, "\n", 1))) {
            resume_after_field(reader);
            return broken(reader, record, reader->field_line);
        }
        if (!reader->complete)
            continue;
        if (!reader->what && fields_are_empty(reader)) {
            reader->open = false;
            reader->number += reader->number > 0;
            continue;
        }
        return finish_record(reader, record);
    }
    if (!reader->open)
        return stop(reader, record, NULL);
    refuse(reader, _("un guillemet ouvert ici n'est pas fermé"));
    resume_after_field(reader);
    return broken(reader, record, reader->field_line);
}

Encoding csv_encoding(const CsvReader *reader)
{
    return reader->encoding;
}

char csv_separator(const CsvReader *reader)
{
    return reader->separator;
}

const char *csv_sha256(const CsvReader *reader)
{
    return reader->sha256;
}

size_t csv_records_at_most(const CsvReader *reader)
{
    size_t count = 1;
    for (const char *p = reader->next; (p = memchr(p, '\n', (size_t)(reader->end - p))); p++)
        count++;
    for (const char *p = reader->next; (p = memchr(p, '\r', (size_t)(reader->end - p))); p++)
        count += p[1] != '\n';
    return count < CSV_RECORDS_MOST ? count : CSV_RECORDS_MOST;
}
