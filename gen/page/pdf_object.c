/* A stream is a dictionary of libharu that remembers where its bytes are:
 * libharu would copy them, and deflate them again. */
#include "page/pdf_object.h"

#include "base/text.h"

#include <string.h>

/* Also the sign by which pdf_object_bytes knows our streams. */
static HPDF_STATUS write_stream_entries(HPDF_Dict dict, HPDF_Stream out)
{
    const PdfStream *stream = dict->attr;
    HPDF_STATUS status = HPDF_Stream_WriteStr(out, "/Length ");
    if (status == HPDF_OK)
        status = HPDF_Stream_WriteInt(out, (HPDF_INT)stream->length);
    if (status == HPDF_OK && stream->deflated)
        status = HPDF_Stream_WriteStr(out, "/Filter/FlateDecode");
    return status;
}

static void free_stream(HPDF_Dict dict)
{
    HPDF_FreeMem(dict->mmgr, dict->attr);
}

static HPDF_Dict make_stream(HPDF_Doc doc, PdfStream stream)
{
    HPDF_Dict dict = pdf_object_dict(doc, NULL);
    dict->attr = HPDF_GetMem(doc->mmgr, sizeof stream);
    *(PdfStream *)dict->attr = stream;
    dict->write_fn = write_stream_entries;
    dict->free_fn = free_stream;
    return dict;
}

HPDF_Dict pdf_object_stream(HPDF_Doc doc, const void *bytes, size_t length)
{
    return make_stream(doc, (PdfStream){bytes, length, true});
}

HPDF_Dict pdf_object_plain(HPDF_Doc doc, const void *bytes, size_t length)
{
    return make_stream(doc, (PdfStream){bytes, length, false});
}

const PdfStream *pdf_object_bytes(const void *object)
{
    const HPDF_Obj_Header *header = object;
    if ((header->obj_class & HPDF_OCLASS_ANY) != HPDF_OCLASS_DICT)
        return NULL;
    const HPDF_Dict_Rec *dict = object;
    return dict->write_fn == write_stream_entries ? dict->attr : NULL;
}

HPDF_Dict pdf_object_dict(HPDF_Doc doc, const char *type)
{
    HPDF_Dict dict = HPDF_Dict_New(doc->mmgr);
    HPDF_Xref_Add(doc->xref, dict);
    if (type)
        HPDF_Dict_AddName(dict, "Type", type);
    return dict;
}

unsigned pdf_object_number(const void *object)
{
    return ((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF;
}

/* ---- text strings ---- */

typedef struct Utf16 {
    HPDF_BYTE bytes[2 + 4 * PDF_TEXT_MOST];
    HPDF_UINT length;
} Utf16;

static void add_codepoint(Utf16 *to, unsigned codepoint)
{
    unsigned units[2];
    size_t count = utf16_units(codepoint, units);
    for (size_t i = 0; i < count; i++) {
        to->bytes[to->length++] = (HPDF_BYTE)(units[i] >> 8);
        to->bytes[to->length++] = (HPDF_BYTE)units[i];
    }
}

static void encode(Utf16 *to, const char *text)
{
    const char *end = text + strlen(text);
    to->length = 0;
    add_codepoint(to, 0xFEFF);
    for (int i = 0; i < PDF_TEXT_MOST && text < end; i++)
        add_codepoint(to, utf8_next(&text, end));
}

HPDF_Binary pdf_object_text(HPDF_Doc doc, const char *text)
{
    Utf16 encoded;
    encode(&encoded, text);
    return HPDF_Binary_New(doc->mmgr, encoded.bytes, encoded.length);
}

void pdf_object_add_text(Buffer *out, const char *text)
{
    static const char DIGITS[] = "0123456789ABCDEF";
    Utf16 encoded;
    encode(&encoded, text);
    buffer_add_char(out, '<');
    for (HPDF_UINT i = 0; i < encoded.length; i++) {
        buffer_add_char(out, DIGITS[encoded.bytes[i] >> 4]);
        buffer_add_char(out, DIGITS[encoded.bytes[i] & 15]);
    }
    buffer_add_char(out, '>');
}
