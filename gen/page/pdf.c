/* The document's own objects: pages and their resources, bookmarks. */
#include "page/pdf.h"

#include "base/message.h"
#include "page/pdf_meta.h"
#include "page/pdf_tree.h"

#include <stdlib.h>

typedef struct Resource { /* a face or a picture with its object */
    const void *key;
    HPDF_Dict object;
    const char *name;
    const PdfPage *page; /* the last one that was told of it */
} Resource;

typedef struct Resources {
    const char *category;
    Resource *items;
    size_t count, capacity;
} Resources;

struct Pdf {
    HPDF_Doc doc;
    Arena *arena;
    PdfWriter *writer;
    Resources fonts, pictures;
    PdfTree tree;
};

static void *allocate(HPDF_UINT size)
{
    void *block = malloc(size ? size : 1);
    if (!block)
        memory_exhausted(size);
    return block;
}

Pdf *pdf_open(PdfWriter *writer, Arena *arena, const PdfInfo *info)
{
    Pdf *pdf = arena_new_of(arena, Pdf);
    *pdf = (Pdf){.doc = HPDF_NewEx(NULL, allocate, free, 0, NULL),
                 .arena = arena,
                 .writer = writer,
                 .fonts = {.category = "Font"},
                 .pictures = {.category = "XObject"}};
    pdf_meta(pdf->doc, arena, info);
    pdf_tree_open(&pdf->tree, pdf->doc);
    return pdf;
}

void pdf_close(Pdf *pdf)
{
    HPDF_Free(pdf->doc);
    free(pdf->fonts.items);
    free(pdf->pictures.items);
    free(pdf->tree.pages);
}

/* ---- pages ---- */

/* libharu's own pages come with a stream that it deflates itself. */
static HPDF_Dict page_object(HPDF_Doc doc, double width, double height)
{
    HPDF_Dict page = pdf_object_dict(doc, "Page");
    page->header.obj_class |= HPDF_OSUBCLASS_PAGE; /* counted in /Pages */
    HPDF_Dict_Add(page, "Parent", doc->root_pages);
    HPDF_Array_Add(HPDF_Dict_GetItem(doc->root_pages, "Kids", HPDF_OCLASS_ARRAY), page);
    const HPDF_Box sheet = {0, 0, (HPDF_REAL)width, (HPDF_REAL)height};
    HPDF_Dict_Add(page, "MediaBox", HPDF_Box_Array_New(doc->mmgr, sheet));
    HPDF_Dict_Add(page, "Resources", HPDF_Dict_New(doc->mmgr));
    HPDF_Dict_AddName(page, "Tabs", "S");
    return page;
}

PdfPage *pdf_page(Pdf *pdf, double width, double height)
{
    PdfTree *tree = &pdf->tree;
    PdfPage *page = arena_new_of(pdf->arena, PdfPage);
    page->dict = page_object(pdf->doc, width, height);
    HPDF_Dict_AddNumber(page->dict, "StructParents", (HPDF_INT32)tree->page_count);
    tree->pages = vector_reserve(tree->pages, &tree->page_capacity, tree->page_count + 1,
                                 sizeof *tree->pages);
    tree->pages[tree->page_count++] = page;
    return page;
}

void pdf_contents(Pdf *pdf, PdfPage *page, const Buffer *contents)
{
    size_t length = contents->length;
    void *bytes = pdf_writer_deflate(pdf->writer, pdf->arena, buffer_text(contents), &length);
    HPDF_Dict_Add(page->dict, "Contents", pdf_object_stream(pdf->doc, bytes, length));
}

void pdf_marks(PdfPage *page, Tag **tags, size_t count)
{
    page->tags = tags;
    page->tag_count = count;
}

/* ---- resources ---- */

static Resource *find_resource(const Resources *resources, const void *key)
{
    for (size_t i = 0; i < resources->count; i++)
        if (resources->items[i].key == key)
            return &resources->items[i];
    return NULL;
}

static const char *resource_name(Pdf *pdf, char prefix, size_t number)
{
    return arena_printf(pdf->arena, "%c%zu", prefix, number);
}

static Resource *add_resource(Resources *resources, const Resource *resource)
{
    resources->items = vector_reserve(resources->items, &resources->capacity, resources->count + 1,
                                      sizeof(Resource));
    resources->items[resources->count] = *resource;
    return &resources->items[resources->count++];
}

/* Says in the page's resources that it uses the object, under the same name on
 * every page. */
static const char *use_resource(Pdf *pdf, PdfPage *page, const Resources *resources,
                                Resource *resource)
{
    if (resource->page == page)
        return resource->name;
    HPDF_Dict all = HPDF_Dict_GetItem(page->dict, "Resources", HPDF_OCLASS_DICT);
    HPDF_Dict of_kind = HPDF_Dict_GetItem(all, resources->category, HPDF_OCLASS_DICT);
    if (!of_kind) {
        of_kind = HPDF_Dict_New(pdf->doc->mmgr);
        HPDF_Dict_Add(all, resources->category, of_kind);
    }
    HPDF_Dict_Add(of_kind, resource->name, resource->object);
    resource->page = page;
    return resource->name;
}

void pdf_font(Pdf *pdf, PdfPage *page, int number, const FaceSubset *subset)
{
    Resource *font = find_resource(&pdf->fonts, subset);
    if (!font)
        font =
            add_resource(&pdf->fonts, &(Resource){.key = subset,
                                                  .object = pdf_object_font(pdf->doc, subset),
                                                  .name = resource_name(pdf, 'F', (size_t)number)});
    use_resource(pdf, page, &pdf->fonts, font);
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
        image = add_resource(&pdf->pictures,
                             &(Resource){.key = picture,
                                         .object = picture_object(pdf->doc, picture),
                                         .name = resource_name(pdf, 'X', pdf->pictures.count)});
    return use_resource(pdf, page, &pdf->pictures, image);
}

/* ---- bookmarks ---- */

/* At the reader's own zoom, which HPDF_Destination_SetXYZ cannot say. */
static HPDF_Array destination(HPDF_Doc doc, HPDF_Dict page, double y)
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
    HPDF_Dict_Add(outline, "Dest", destination(pdf->doc, page->dict, y));
    return (PdfBookmark *)outline;
}

Status pdf_save(Pdf *pdf, TagTree *tree, Buffer *bytes, Error *error)
{
    pdf_tree_number(&pdf->tree, tree, pdf->doc);
    pdf_writer_begin(pdf->writer, pdf->doc, bytes);
    pdf_tree_write(&pdf->tree, tree, pdf->writer);
    pdf_writer_end(pdf->writer, pdf->doc);
    HPDF_STATUS failed = HPDF_GetError(pdf->doc);
    if (failed == HPDF_OK)
        return STATUS_OK;
    buffer_clear(bytes);
    return error_set(error, STATUS_SYSTEM, "",
                     _("le PDF ne peut pas être composé (libharu 0x%04lX)"), (unsigned long)failed);
}
