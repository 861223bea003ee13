/* The document's own objects: catalog, information, pages and their resources,
 * bookmarks; then the writing, which is libharu's xref writer between our header
 * (1.7, since libharu's own stops lower) and our ID. */
#include "page/pdf.h"

#include "base/digest.h"
#include "base/message.h"
#include "page/pdf_object.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFLATE_LEVEL = 6, ID_BYTES = 16 };

typedef struct Resource { /* a face or a picture with its object */
    const void *key;
    HPDF_Dict object;
    char name[12];
} Resource;

typedef struct Resources {
    Resource *items;
    size_t count, capacity;
} Resources;

struct Pdf {
    HPDF_Doc doc;
    Arena *arena;
    Resources fonts, pictures;
};

static void *allocate(HPDF_UINT size)
{
    void *block = malloc(size ? size : 1);
    if (!block)
        memory_exhausted(size);
    return block;
}

static void set_viewer(HPDF_Doc doc, const PdfInfo *info)
{
    HPDF_Dict_Add(doc->catalog, "Lang", HPDF_String_New(doc->mmgr, info->language, NULL));
    HPDF_Dict preferences = HPDF_Dict_New(doc->mmgr);
    HPDF_Dict_Add(doc->catalog, "ViewerPreferences", preferences);
    HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
}

Pdf *pdf_open(Arena *arena, const PdfInfo *info)
{
    Pdf *pdf = arena_new_of(arena, Pdf);
    pdf->arena = arena;
    pdf->doc = HPDF_NewEx(NULL, allocate, free, 0, NULL);
    HPDF_Dict information = pdf->doc->info; /* libharu has put its name in it */
    HPDF_Dict_Add(pdf->doc->trailer, "Info", information);
    HPDF_Dict_Add(information, "Title", pdf_object_text(pdf->doc, info->title));
    HPDF_Dict_Add(information, "Author", pdf_object_text(pdf->doc, info->author));
    HPDF_Dict_Add(information, "Creator", HPDF_String_New(pdf->doc->mmgr, "ate", NULL));
    set_viewer(pdf->doc, info);
    return pdf;
}

void pdf_close(Pdf *pdf)
{
    HPDF_Free(pdf->doc);
    free(pdf->fonts.items);
    free(pdf->pictures.items);
}

PdfPage *pdf_page(Pdf *pdf, double width, double height)
{
    HPDF_Page page = HPDF_AddPage(pdf->doc);
    HPDF_Page_SetWidth(page, (HPDF_REAL)width);
    HPDF_Page_SetHeight(page, (HPDF_REAL)height);
    return (PdfPage *)page;
}

static Resource *find_resource(Resources *resources, const void *key)
{
    for (size_t i = 0; i < resources->count; i++)
        if (resources->items[i].key == key)
            return &resources->items[i];
    return NULL;
}

static Resource *add_resource(Resources *resources, const void *key, HPDF_Dict object, char prefix,
                              unsigned number)
{
    resources->items = vector_reserve(resources->items, &resources->capacity, resources->count + 1,
                                      sizeof(Resource));
    Resource *resource = &resources->items[resources->count++];
    *resource = (Resource){.key = key, .object = object};
    snprintf(resource->name, sizeof resource->name, "%c%u", prefix, number);
    return resource;
}

/* Says in the page's resources that it uses the object, under the same name on
 * every page. */
static const char *use_resource(Pdf *pdf, PdfPage *page, const char *category,
                                const Resource *resource)
{
    HPDF_Dict all = HPDF_Page_GetInheritableItem((HPDF_Page)page, "Resources", HPDF_OCLASS_DICT);
    HPDF_Dict of_kind = HPDF_Dict_GetItem(all, category, HPDF_OCLASS_DICT);
    if (!of_kind) {
        of_kind = HPDF_Dict_New(pdf->doc->mmgr);
        HPDF_Dict_Add(all, category, of_kind);
    }
    if (!HPDF_Dict_GetItem(of_kind, resource->name, HPDF_OCLASS_DICT))
        HPDF_Dict_Add(of_kind, resource->name, resource->object);
    return arena_string(pdf->arena, resource->name);
}

void pdf_font(Pdf *pdf, PdfPage *page, int number, const FaceSubset *subset)
{
    Resource *font = find_resource(&pdf->fonts, subset);
    if (!font)
        font = add_resource(&pdf->fonts, subset, pdf_object_font(pdf->doc, subset), 'F',
                            (unsigned)number);
    use_resource(pdf, page, "Font", font);
}

static HPDF_Dict picture_object(HPDF_Doc doc, const Picture *picture)
{
    HPDF_Dict image = pdf_object_stream(doc, picture->pixels, picture->length);
    HPDF_Dict_AddName(image, "Type", "XObject");
    HPDF_Dict_AddName(image, "Subtype", "Image");
    HPDF_Dict_AddNumber(image, "Width", (HPDF_INT32)picture->width);
    HPDF_Dict_AddNumber(image, "Height", (HPDF_INT32)picture->height);
    HPDF_Dict_AddName(image, "ColorSpace", picture->channels == 1 ? "DeviceGray" : "DeviceRGB");
    HPDF_Dict_AddNumber(image, "BitsPerComponent", 8);
    return image;
}

const char *pdf_picture(Pdf *pdf, PdfPage *page, const Picture *picture)
{
    Resource *image = find_resource(&pdf->pictures, picture);
    if (!image)
        image = add_resource(&pdf->pictures, picture, picture_object(pdf->doc, picture), 'X',
                             (unsigned)pdf->pictures.count + 1);
    return use_resource(pdf, page, "XObject", image);
}

void pdf_contents(Pdf *pdf, PdfPage *page, const Buffer *contents)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
    if (!compressor)
        memory_exhausted(contents->length);
    size_t bound = libdeflate_zlib_compress_bound(compressor, contents->length);
    void *bytes = arena_alloc(pdf->arena, bound);
    size_t length =
        libdeflate_zlib_compress(compressor, buffer_text(contents), contents->length, bytes, bound);
    libdeflate_free_compressor(compressor);
    HPDF_PageAttr attributes = ((HPDF_Page)page)->attr;
    pdf_object_fill(attributes->contents, bytes, length);
    attributes->stream = attributes->contents->stream;
}

/* At the reader's own zoom, which HPDF_Destination_SetXYZ cannot say. */
static HPDF_Array destination(HPDF_Doc doc, HPDF_Page page, double y)
{
    HPDF_Array array = HPDF_Array_New(doc->mmgr);
    HPDF_Array_Add(array, page);
    HPDF_Array_AddName(array, "XYZ");
    HPDF_Array_AddNumber(array, 0);
    HPDF_Array_AddNumber(array, (HPDF_INT32)y);
    HPDF_Array_Add(array, HPDF_Null_New(doc->mmgr));
    return array;
}

PdfBookmark *pdf_bookmark(Pdf *pdf, PdfBookmark *parent, const char *title, PdfPage *page, double y)
{
    HPDF_Outline outline = HPDF_CreateOutline(pdf->doc, (HPDF_Outline)parent, "-", NULL);
    if (!outline)
        return NULL;
    HPDF_Dict_RemoveElement(outline, "Type"); /* libharu writes that of the root */
    HPDF_Dict_Add(outline, "Title", pdf_object_text(pdf->doc, title));
    HPDF_Dict_Add(outline, "Dest", destination(pdf->doc, (HPDF_Page)page, y));
    return (PdfBookmark *)outline;
}

static HPDF_STATUS write_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
    buffer_add(stream->attr, bytes, size);
    return HPDF_OK;
}

static void add_id(HPDF_Doc doc)
{
    HPDF_BYTE zeros[ID_BYTES] = {0};
    HPDF_Array id = HPDF_Array_New(doc->mmgr);
    for (int i = 0; i < 2; i++)
        HPDF_Array_Add(id, HPDF_Binary_New(doc->mmgr, zeros, ID_BYTES));
    HPDF_Dict_Add(doc->trailer, "ID", id);
}

/* The last one: the text could stand in a stream too. */
static char *find_trailer(const Buffer *bytes)
{
    static const char MARK[] = "\ntrailer\n";
    const size_t length = sizeof MARK - 1;
    for (size_t at = bytes->length - length; at > 0; at--)
        if (!memcmp(bytes->data + at, MARK, length))
            return bytes->data + at;
    return NULL;
}

/* Puts the digest of the file (with zeros for its ID) in the place of the zeros. */
static void fill_id(Buffer *bytes)
{
    Sha256 digest;
    sha256_hex(bytes->data, bytes->length, digest);
    char *at = find_trailer(bytes);
    at = at ? strstr(at, "/ID [") : NULL;
    for (int i = 0; i < 2 && at; i++) {
        at = strchr(at, '<');
        if (at)
            memcpy(++at, digest, 2 * ID_BYTES);
    }
}

Status pdf_save(Pdf *pdf, Buffer *bytes, Error *error)
{
    HPDF_Doc doc = pdf->doc;
    buffer_clear(bytes);
    add_id(doc);
    HPDF_Dict_Add(doc->trailer, "Root", doc->catalog);
    HPDF_Stream stream = HPDF_CallbackWriter_New(doc->mmgr, write_bytes, bytes);
    HPDF_STATUS written = HPDF_Stream_WriteStr(stream, "%PDF-1.7\012%\xB5\xB5\xB5\xB5\012");
    if (written == HPDF_OK)
        written = HPDF_Xref_WriteToStream(doc->xref, stream, NULL);
    HPDF_Stream_Free(stream);
    if (written == HPDF_OK)
        written = HPDF_GetError(doc);
    if (written != HPDF_OK)
        return error_set(error, STATUS_SYSTEM, "",
                         _("le PDF ne peut pas être composé (libharu 0x%04lX)"),
                         (unsigned long)written);
    fill_id(bytes);
    return STATUS_OK;
}
