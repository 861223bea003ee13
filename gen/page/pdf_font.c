/* A face in a document: a Type0 font over a CIDFontType2 whose glyph numbers are
 * the codes of the text (Identity-H), with the widths, the file and the
 * ToUnicode that face.c made once for the run. */
#include "page/pdf_object.h"

enum { FLAG_SERIF = 2, FLAG_SYMBOLIC = 4, FLAG_ITALIC = 64 };

static HPDF_Dict descriptor(HPDF_Doc doc, const FaceSubset *subset)
{
    HPDF_Dict dict = pdf_object_dict(doc, "FontDescriptor");
    HPDF_Dict_AddName(dict, "FontName", subset->name);
    HPDF_Dict_AddNumber(dict, "Flags",
                        FLAG_SYMBOLIC | (subset->serif ? FLAG_SERIF : 0) |
                            (subset->italic ? FLAG_ITALIC : 0));
    HPDF_Array box = HPDF_Array_New(doc->mmgr);
    HPDF_Dict_Add(dict, "FontBBox", box);
    for (int i = 0; i < 4; i++)
        HPDF_Array_AddNumber(box, subset->box[i]);
    HPDF_Dict_AddNumber(dict, "ItalicAngle", subset->italic_angle);
    HPDF_Dict_AddNumber(dict, "Ascent", subset->ascent);
    HPDF_Dict_AddNumber(dict, "Descent", subset->descent);
    HPDF_Dict_AddNumber(dict, "CapHeight", subset->cap_height);
    HPDF_Dict_AddNumber(dict, "StemV", subset->stem);
    HPDF_Dict file = pdf_object_stream(doc, subset->file.data, subset->file.length);
    HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)subset->file_length);
    HPDF_Dict_Add(dict, "FontFile2", file);
    return dict;
}

/* [0 [w0 w1 …]]: every glyph of the subset. */
static HPDF_Array widths(HPDF_Doc doc, const FaceSubset *subset)
{
    HPDF_Array outer = HPDF_Array_New(doc->mmgr), inner = HPDF_Array_New(doc->mmgr);
    for (unsigned i = 0; i < subset->glyph_count; i++)
        HPDF_Array_AddNumber(inner, subset->widths[i]);
    HPDF_Array_AddNumber(outer, 0);
    HPDF_Array_Add(outer, inner);
    return outer;
}

static HPDF_Dict descendant(HPDF_Doc doc, const FaceSubset *subset)
{
    HPDF_Dict dict = pdf_object_dict(doc, "Font");
    HPDF_Dict_AddName(dict, "Subtype", "CIDFontType2");
    HPDF_Dict_AddName(dict, "BaseFont", subset->name);
    HPDF_Dict system = HPDF_Dict_New(doc->mmgr);
    HPDF_Dict_Add(dict, "CIDSystemInfo", system);
    HPDF_Dict_Add(system, "Registry", HPDF_String_New(doc->mmgr, "Adobe", NULL));
    HPDF_Dict_Add(system, "Ordering", HPDF_String_New(doc->mmgr, "Identity", NULL));
    HPDF_Dict_AddNumber(system, "Supplement", 0);
    HPDF_Dict_Add(dict, "FontDescriptor", descriptor(doc, subset));
    HPDF_Dict_AddNumber(dict, "DW", 1000);
    HPDF_Dict_Add(dict, "W", widths(doc, subset));
    HPDF_Dict_AddName(dict, "CIDToGIDMap", "Identity");
    return dict;
}

HPDF_Dict pdf_object_font(HPDF_Doc doc, const FaceSubset *subset)
{
    HPDF_Dict dict = pdf_object_dict(doc, "Font");
    HPDF_Dict_AddName(dict, "Subtype", "Type0");
    HPDF_Dict_AddName(dict, "BaseFont", subset->name);
    HPDF_Dict_AddName(dict, "Encoding", "Identity-H");
    HPDF_Array descendants = HPDF_Array_New(doc->mmgr);
    HPDF_Dict_Add(dict, "DescendantFonts", descendants);
    HPDF_Array_Add(descendants, descendant(doc, subset));
    HPDF_Dict_Add(dict, "ToUnicode",
                  pdf_object_stream(doc, subset->to_unicode.data, subset->to_unicode.length));
    return dict;
}
