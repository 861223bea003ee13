/* libharu writes a stream by reading another; here that other one is a reader
 * over bytes that stay where they are, which the dictionary declares as deflated
 * (libharu would deflate them again). */
#include "page/pdf_object.h"

#include "base/text.h"

#include <string.h>

typedef struct Bytes {
    const unsigned char *bytes;
    HPDF_UINT length, at;
} Bytes;

static HPDF_STATUS read_bytes(HPDF_Stream stream, HPDF_BYTE *to, HPDF_UINT *size)
{
    Bytes *bytes = stream->attr;
    HPDF_UINT left = bytes->length - bytes->at, wanted = *size;
    *size = left < wanted ? left : wanted;
    memcpy(to, bytes->bytes + bytes->at, *size);
    bytes->at += *size;
    return left < wanted ? HPDF_STREAM_EOF : HPDF_OK;
}

static HPDF_STATUS seek_bytes(HPDF_Stream stream, HPDF_INT position, HPDF_WhenceMode mode)
{
    Bytes *bytes = stream->attr;
    if (mode != HPDF_SEEK_SET || position < 0 || (HPDF_UINT)position > bytes->length)
        return HPDF_INVALID_PARAMETER;
    bytes->at = (HPDF_UINT)position;
    return HPDF_OK;
}

static HPDF_INT32 tell_bytes(HPDF_Stream stream)
{
    return (HPDF_INT32)((Bytes *)stream->attr)->at;
}

static HPDF_UINT32 size_bytes(HPDF_Stream stream)
{
    return ((Bytes *)stream->attr)->length;
}

static void free_bytes(HPDF_Stream stream)
{
    HPDF_FreeMem(stream->mmgr, stream->attr);
    stream->attr = NULL;
}

static HPDF_STATUS declare_filter(HPDF_Dict dict, HPDF_Stream out)
{
    (void)dict;
    return HPDF_Stream_WriteStr(out, "/Filter /FlateDecode\012");
}

void pdf_object_fill(HPDF_Dict stream, const void *bytes, size_t length)
{
    Bytes *attr = HPDF_GetMem(stream->mmgr, sizeof *attr);
    *attr = (Bytes){bytes, (HPDF_UINT)length, 0};
    HPDF_Stream_Free(stream->stream);
    stream->stream =
        HPDF_CallbackReader_New(stream->mmgr, read_bytes, seek_bytes, tell_bytes, size_bytes, attr);
    stream->stream->free_fn = free_bytes;
    stream->filter = HPDF_STREAM_FILTER_NONE;
    stream->write_fn = declare_filter;
}

HPDF_Dict pdf_object_stream(HPDF_Doc doc, const void *bytes, size_t length)
{
    HPDF_Dict stream = HPDF_DictStream_New(doc->mmgr, doc->xref);
    if (stream)
        pdf_object_fill(stream, bytes, length);
    return stream;
}

HPDF_Dict pdf_object_dict(HPDF_Doc doc, const char *type)
{
    HPDF_Dict dict = HPDF_Dict_New(doc->mmgr);
    HPDF_Xref_Add(doc->xref, dict);
    if (type)
        HPDF_Dict_AddName(dict, "Type", type);
    return dict;
}

HPDF_Binary pdf_object_text(HPDF_Doc doc, const char *text)
{
    enum { CHARACTERS = 1000 };
    HPDF_BYTE bytes[2 + 4 * CHARACTERS] = {0xFE, 0xFF};
    HPDF_UINT length = 2;
    const char *end = text + strlen(text);
    for (int i = 0; i < CHARACTERS && text < end; i++) {
        uint32_t c = utf8_next(&text, end);
        const uint32_t pair[] = {0xD800 + ((c - 0x10000) >> 10), 0xDC00 + ((c - 0x10000) & 0x3FF)};
        for (int half = c < 0x10000; half < 2; half++) {
            uint32_t unit = c < 0x10000 ? c : pair[half];
            bytes[length++] = (HPDF_BYTE)(unit >> 8);
            bytes[length++] = (HPDF_BYTE)unit;
        }
    }
    return HPDF_Binary_New(doc->mmgr, bytes, length);
}
