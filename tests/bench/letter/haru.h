/* haru: the PDF of the limit loop, by libharu alone: pages whose contents are ready and deflated,
 * fonts whose files and dictionaries were made once. libharu writes a stream by reading another;
 * here that other one reads bytes that stay where they are, else it would copy and deflate them
 * anew. */
#ifndef ATE_TESTS_BENCH_HARU_H
#define ATE_TESTS_BENCH_HARU_H

#include "page/subset.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct HaruBytes {
    const char *bytes;
    HPDF_UINT length, at;
} HaruBytes;

static HPDF_STATUS haru_read(HPDF_Stream stream, HPDF_BYTE *to, HPDF_UINT *size)
{
    HaruBytes *bytes = stream->attr;
    HPDF_UINT left = bytes->length - bytes->at, wanted = *size;
    *size = left < wanted ? left : wanted;
    memcpy(to, bytes->bytes + bytes->at, *size);
    bytes->at += *size;
    return left < wanted ? HPDF_STREAM_EOF : HPDF_OK;
}

static HPDF_STATUS haru_seek(HPDF_Stream stream, HPDF_INT position, HPDF_WhenceMode mode)
{
    HaruBytes *bytes = stream->attr;
    if (mode != HPDF_SEEK_SET || position < 0 || (HPDF_UINT)position > bytes->length)
        return HPDF_INVALID_PARAMETER;
    bytes->at = (HPDF_UINT)position;
    return HPDF_OK;
}

static HPDF_INT32 haru_tell(HPDF_Stream stream)
{
    return (HPDF_INT32)((HaruBytes *)stream->attr)->at;
}

static HPDF_UINT32 haru_size(HPDF_Stream stream)
{
    return ((HaruBytes *)stream->attr)->length;
}

static void haru_free(HPDF_Stream stream)
{
    HPDF_FreeMem(stream->mmgr, stream->attr);
    stream->attr = NULL;
}

static HPDF_STATUS haru_declare_filter(HPDF_Dict dict, HPDF_Stream out)
{
    (void)dict;
    return HPDF_Stream_WriteStr(out, "/Filter /FlateDecode\012");
}

/* Gives a stream of libharu's these deflated bytes. */
static inline void haru_fill(HPDF_Dict stream, const Buffer *deflated)
{
    HaruBytes *attr = HPDF_GetMem(stream->mmgr, sizeof *attr);
    *attr = (HaruBytes){deflated->data, (HPDF_UINT)deflated->length, 0};
    HPDF_Stream_Free(stream->stream);
    stream->stream =
        HPDF_CallbackReader_New(stream->mmgr, haru_read, haru_seek, haru_tell, haru_size, attr);
    stream->stream->free_fn = haru_free;
    stream->filter = HPDF_STREAM_FILTER_NONE;
    stream->write_fn = haru_declare_filter;
}

static HPDF_STATUS haru_write_row(HPDF_Dict dict, HPDF_Stream out)
{
    const Buffer *row = dict->attr;
    return HPDF_Stream_Write(out, (const HPDF_BYTE *)row->data, (HPDF_UINT)row->length);
}

/* A dictionary most of whose entries are written already. */
static inline HPDF_Dict haru_row(HPDF_Doc doc, const Buffer *row)
{
    HPDF_Dict dict = HPDF_Dict_New(doc->mmgr);
    HPDF_Xref_Add(doc->xref, dict);
    dict->attr = (void *)row;
    dict->write_fn = haru_write_row;
    return dict;
}

static inline HPDF_Dict haru_stream(HPDF_Doc doc, const Buffer *deflated)
{
    HPDF_Dict stream = HPDF_DictStream_New(doc->mmgr, doc->xref);
    haru_fill(stream, deflated);
    return stream;
}

static inline HPDF_Dict haru_font(HPDF_Doc doc, const FaceSubset *subset)
{
    HPDF_Dict font = haru_row(doc, &subset->font), cid_font = haru_row(doc, &subset->cid_font);
    HPDF_Dict descriptor = haru_row(doc, &subset->descriptor);
    HPDF_Dict file = haru_stream(doc, &subset->file);
    HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)subset->file_length);
    HPDF_Dict_Add(descriptor, "FontFile2", file);
    HPDF_Dict_Add(cid_font, "FontDescriptor", descriptor);
    HPDF_Array descendants = HPDF_Array_New(doc->mmgr);
    HPDF_Dict_Add(font, "DescendantFonts", descendants);
    HPDF_Array_Add(descendants, cid_font);
    HPDF_Dict_Add(font, "ToUnicode", haru_stream(doc, &subset->to_unicode));
    return font;
}

static void *haru_allocate(HPDF_UINT size)
{
    return malloc(size ? size : 1);
}

static inline HPDF_Doc haru_open(const char *title)
{
    HPDF_Doc doc = HPDF_NewEx(NULL, haru_allocate, free, 0, NULL);
    HPDF_Dict_Add(doc->trailer, "Info", doc->info);
    HPDF_Dict_Add(doc->trailer, "Root", doc->catalog);
    HPDF_Dict_Add(doc->info, "Title", HPDF_String_New(doc->mmgr, title, NULL));
    return doc;
}

/* The page's dictionary of fonts, to be filled. */
static inline HPDF_Dict haru_page(HPDF_Doc doc, double width, double height, const Buffer *deflated)
{
    HPDF_Page page = HPDF_AddPage(doc);
    HPDF_Page_SetWidth(page, (HPDF_REAL)width);
    HPDF_Page_SetHeight(page, (HPDF_REAL)height);
    HPDF_PageAttr attributes = page->attr;
    haru_fill(attributes->contents, deflated);
    attributes->stream = attributes->contents->stream;
    HPDF_Dict fonts = HPDF_Dict_New(doc->mmgr);
    HPDF_Dict_Add(HPDF_Page_GetInheritableItem(page, "Resources", HPDF_OCLASS_DICT), "Font", fonts);
    return fonts;
}

static HPDF_STATUS haru_keep(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
    buffer_add(stream->attr, bytes, size);
    return HPDF_OK;
}

/* Writes the document into `bytes` and frees it. */
static inline void haru_save(HPDF_Doc doc, Buffer *bytes)
{
    buffer_clear(bytes);
    HPDF_Stream stream = HPDF_CallbackWriter_New(doc->mmgr, haru_keep, bytes);
    HPDF_Stream_WriteStr(stream, "%PDF-1.7\012%\xB5\xB5\xB5\xB5\012");
    HPDF_Xref_WriteToStream(doc->xref, stream, NULL);
    HPDF_Stream_Free(stream);
    if (HPDF_GetError(doc) != HPDF_OK) {
        fprintf(stderr, "libharu 0x%04lX\n", HPDF_GetError(doc));
        exit(EXIT_FAILURE);
    }
    HPDF_Free(doc);
}

#endif
