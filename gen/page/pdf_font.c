/* A font in a document: a Type0 font over a CIDFontType2 whose glyph numbers are the
 * codes of the text (Identity-H). The entries of its dictionaries were written once for
 * the run; here are only the references between them. */
#include "page/pdf_object.h"

static HPDF_STATUS write_row(HPDF_Dict dict, HPDF_Stream out)
{
    const Buffer *row = dict->attr;
    return HPDF_Stream_Write(out, (const HPDF_BYTE *)row->data, (HPDF_UINT)row->length);
}

static HPDF_Dict row_dict(HPDF_Doc doc, const Buffer *row)
{
    HPDF_Dict dict = pdf_object_dict(doc, NULL);
    dict->attr = (void *)row; /* libharu only keeps it for write_row */
    dict->write_fn = write_row;
    return dict;
}

HPDF_Dict pdf_object_font(HPDF_Doc doc, const FaceSubset *subset)
{
    HPDF_Dict font = row_dict(doc, &subset->font), cid_font = row_dict(doc, &subset->cid_font);
    HPDF_Dict descriptor = row_dict(doc, &subset->descriptor);
    HPDF_Dict file = pdf_object_stream(doc, subset->file.data, subset->file.length);
    HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)subset->file_length);
    HPDF_Dict_Add(descriptor, "FontFile2", file);
    HPDF_Dict_Add(cid_font, "FontDescriptor", descriptor);
    HPDF_Array descendants = HPDF_Array_New(doc->mmgr);
    HPDF_Dict_Add(font, "DescendantFonts", descendants);
    HPDF_Array_Add(descendants, cid_font);
    HPDF_Dict_Add(font, "ToUnicode",
                  pdf_object_stream(doc, subset->to_unicode.data, subset->to_unicode.length));
    return font;
}
