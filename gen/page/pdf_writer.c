/* The writing of libharu is replaced (it knows no object stream and no header
 * after 1.6); its objects still write their own values. */
#include "page/pdf_writer.h"

#include "base/digest.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

enum { DEFLATE_LEVEL = 1 }; /* a few hundred bytes more than 6, in half the time */
enum { XREF_ROW = 8, ID_DIGITS = 32 };
static const int IN_FILE = -1;

typedef struct Place { /* of an object */
    size_t offset;     /* in the file, or in the object stream's body */
    int index;         /* in the object stream; IN_FILE: not in it */
} Place;

struct PdfWriter {
    struct libdeflate_compressor *compressor;
    Buffer *file;
    Buffer body, packed; /* the object stream: its objects; its list and objects */
    Place *places;       /* by object number; 0 is none's */
    size_t count, capacity;
    int packed_count;
};

PdfWriter *pdf_writer_open(void)
{
    PdfWriter *writer = memory_resize(NULL, 1, sizeof *writer);
    *writer = (PdfWriter){.compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL)};
    if (!writer->compressor)
        memory_exhausted(0);
    return writer;
}

void pdf_writer_close(PdfWriter *writer)
{
    if (!writer)
        return;
    libdeflate_free_compressor(writer->compressor);
    buffer_free(&writer->body);
    buffer_free(&writer->packed);
    free(writer->places);
    free(writer);
}

/* ---- objects ---- */

static void add_place(PdfWriter *writer, Place place)
{
    writer->places = vector_reserve(writer->places, &writer->capacity, writer->count + 1,
                                    sizeof *writer->places);
    writer->places[writer->count++] = place;
}

static HPDF_STATUS write_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
    buffer_add(stream->attr, bytes, size);
    return HPDF_OK;
}

static void add_value(HPDF_Doc doc, void *object, Buffer *out)
{
    HPDF_Stream stream = HPDF_CallbackWriter_New(doc->mmgr, write_bytes, out);
    HPDF_Obj_WriteValue(object, stream, NULL);
    HPDF_Stream_Free(stream);
}

static void begin_in_file(PdfWriter *writer)
{
    add_place(writer, (Place){writer->file->length, IN_FILE});
    buffer_add_unsigned(writer->file, writer->count - 1);
    buffer_add_text(writer->file, " 0 obj\n");
}

static void end_stream(PdfWriter *writer, const void *bytes, size_t length)
{
    buffer_add_text(writer->file, "\nstream\n");
    buffer_add(writer->file, bytes, length);
    buffer_add_text(writer->file, "\nendstream\nendobj\n");
}

static void add_object(PdfWriter *writer, HPDF_Doc doc, void *object)
{
    const PdfStream *stream = pdf_object_bytes(object);
    if (!stream) {
        add_value(doc, object, pdf_writer_object(writer));
        return;
    }
    begin_in_file(writer);
    add_value(doc, object, writer->file);
    end_stream(writer, stream->bytes, stream->length);
}

void pdf_writer_begin(PdfWriter *writer, HPDF_Doc doc, Buffer *file)
{
    writer->file = file;
    writer->count = 0;
    writer->packed_count = 0;
    buffer_clear(&writer->body);
    buffer_clear(file);
    buffer_add_text(file, "%PDF-1.7\n%\xB5\xB5\xB5\xB5\n");
    add_place(writer, (Place){0});
    for (HPDF_UINT i = 1; i < doc->xref->entries->count; i++)
        add_object(writer, doc, HPDF_Xref_GetEntry(doc->xref, i)->obj);
}

Buffer *pdf_writer_object(PdfWriter *writer)
{
    if (writer->packed_count)
        buffer_add_char(&writer->body, '\n');
    add_place(writer, (Place){writer->body.length, writer->packed_count++});
    return &writer->body;
}

/* ---- the object stream ---- */

void *pdf_writer_deflate(PdfWriter *writer, Arena *arena, const void *bytes, size_t *length)
{
    size_t bound = libdeflate_zlib_compress_bound(writer->compressor, *length);
    void *deflated = arena_alloc(arena, bound);
    *length = libdeflate_zlib_compress(writer->compressor, bytes, *length, deflated, bound);
    return deflated;
}

static void add_deflated_stream(PdfWriter *writer, const Buffer *bytes)
{
    size_t bound = libdeflate_zlib_compress_bound(writer->compressor, bytes->length);
    void *deflated = memory_resize(NULL, bound, 1);
    size_t length = libdeflate_zlib_compress(writer->compressor, buffer_text(bytes), bytes->length,
                                             deflated, bound);
    buffer_printf(writer->file, "/Filter/FlateDecode/Length %zu>>", length);
    end_stream(writer, deflated, length);
    free(deflated);
}

/* Returns the number of the stream. */
static size_t add_object_stream(PdfWriter *writer)
{
    Buffer *packed = &writer->packed;
    buffer_clear(packed);
    for (size_t i = 1; i < writer->count; i++)
        if (writer->places[i].index != IN_FILE) {
            buffer_add_unsigned(packed, i);
            buffer_add_char(packed, ' ');
            buffer_add_unsigned(packed, writer->places[i].offset);
            buffer_add_char(packed, ' ');
        }
    size_t first = packed->length;
    buffer_add(packed, buffer_text(&writer->body), writer->body.length);
    begin_in_file(writer);
    buffer_printf(writer->file, "<</Type/ObjStm/N %d/First %zu", writer->packed_count, first);
    add_deflated_stream(writer, packed);
    return writer->count - 1;
}

/* ---- the cross-reference stream ---- */

/* A kind in one byte, then four and three. */
static void fill_row(unsigned char row[XREF_ROW], unsigned kind, size_t second, size_t third)
{
    row[0] = (unsigned char)kind;
    for (int i = 0; i < 4; i++)
        row[1 + i] = (unsigned char)(second >> (24 - 8 * i));
    for (int i = 0; i < 3; i++)
        row[5 + i] = (unsigned char)(third >> (16 - 8 * i));
}

/* Each row as its difference from the one above (PNG's "up"): most are alike. */
static void add_rows(PdfWriter *writer, size_t object_stream, Buffer *rows)
{
    enum { UP = 2, FREE = 0, OFFSET = 1, PACKED = 2, NEVER_AGAIN = 65535 };
    unsigned char above[XREF_ROW] = {0}, row[XREF_ROW];
    for (size_t i = 0; i < writer->count; i++) {
        const Place *place = &writer->places[i];
        if (i == 0)
            fill_row(row, FREE, 0, NEVER_AGAIN);
        else if (place->index == IN_FILE)
            fill_row(row, OFFSET, place->offset, 0);
        else
            fill_row(row, PACKED, object_stream, (size_t)place->index);
        buffer_add_char(rows, UP);
        for (int k = 0; k < XREF_ROW; k++)
            buffer_add_char(rows, (char)(row[k] - above[k]));
        memcpy(above, row, sizeof row);
    }
}

void pdf_writer_end(PdfWriter *writer, HPDF_Doc doc)
{
    Buffer *file = writer->file;
    size_t object_stream = add_object_stream(writer);
    Sha256 digest;
    sha256_hex(file->data, file->length, digest);
    size_t start = file->length;
    begin_in_file(writer);
    buffer_printf(file, "<</Type/XRef/Size %zu/W[1 4 3]/Root %u 0 R/Info %u 0 R", writer->count,
                  pdf_object_number(doc->catalog), pdf_object_number(doc->info));
    buffer_printf(file, "/ID[<%.*s><%.*s>]/DecodeParms<</Predictor 12/Columns %d>>", ID_DIGITS,
                  digest, ID_DIGITS, digest, XREF_ROW);
    Buffer *rows = &writer->packed;
    buffer_clear(rows);
    add_rows(writer, object_stream, rows);
    add_deflated_stream(writer, rows);
    buffer_printf(file, "startxref\n%zu\n%%%%EOF\n", start);
}
