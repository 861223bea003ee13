/* The catalog's entries beside pages and structure. XMP repeats the information
 * dictionary word for word, as PDF/A asks. */
#include "page/pdf_meta.h"

#include "base/text.h"

#include <string.h>

static const char CREATOR[] = "ate";

/* On a line, and no longer than PDF's text strings are here: the same in both places. */
static const char *plain_line(Arena *arena, const char *text)
{
    enum { DELETE = 0x7F, LAST_CONTROL = 0x9F };
    Buffer line = {0};
    const char *end = text + strlen(text);
    for (int i = 0; i < PDF_TEXT_MOST && text < end; i++) {
        uint32_t c = utf8_next(&text, end);
        bool shown = c >= ' ' && (c < DELETE || c > LAST_CONTROL) && (c & 0xFFFE) != 0xFFFE;
        buffer_add_codepoint(&line, shown ? c : ' ');
    }
    const char *copy = arena_string(arena, buffer_text(&line));
    buffer_free(&line);
    return copy;
}

static void set_information(HPDF_Doc doc, const PdfInfo *info)
{
    HPDF_Dict dict = doc->info; /* libharu has put its name in it */
    HPDF_Dict_Add(dict, "Title", pdf_object_text(doc, info->title));
    if (*info->author)
        HPDF_Dict_Add(dict, "Author", pdf_object_text(doc, info->author));
    HPDF_Dict_Add(dict, "Creator", HPDF_String_New(doc->mmgr, CREATOR, NULL));
}

static void set_viewer(HPDF_Doc doc, const PdfInfo *info)
{
    HPDF_Dict_Add(doc->catalog, "Lang", HPDF_String_New(doc->mmgr, info->language, NULL));
    HPDF_Dict preferences = HPDF_Dict_New(doc->mmgr);
    HPDF_Dict_Add(doc->catalog, "ViewerPreferences", preferences);
    HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
    HPDF_Dict marked = HPDF_Dict_New(doc->mmgr);
    HPDF_Dict_Add(doc->catalog, "MarkInfo", marked);
    HPDF_Dict_AddBoolean(marked, "Marked", HPDF_TRUE);
}

/* ---- XMP ---- */

static void add_escaped(Buffer *out, const char *text)
{
    const char *end = text + strlen(text);
    while (text < end) {
        uint32_t c = utf8_next(&text, end);
        const char *entity = text_entity(c);
        if (entity)
            buffer_add_text(out, entity);
        else
            buffer_add_codepoint(out, c);
    }
}

static void add_property(Buffer *out, const char *before, const char *text, const char *after)
{
    buffer_add_text(out, before);
    add_escaped(out, text);
    buffer_add_text(out, after);
}

/* PDF/A wants PDF/UA's property described: it is none of its own (ISO 19005-2, 6.6.2.3). */
static const char CLAIM[] =
    "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
    "<pdfuaid:part>1</pdfuaid:part>\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

static void add_xmp(Buffer *out, HPDF_Doc doc, const PdfInfo *info)
{
    buffer_add_text(
        out,
        "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
        " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"");
    buffer_add_text(out, ">\n<dc:format>application/pdf</dc:format>\n");
    add_property(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", info->title,
                 "</rdf:li></rdf:Alt></dc:title>\n");
    if (*info->author)
        add_property(out, "<dc:creator><rdf:Seq><rdf:li>", info->author,
                     "</rdf:li></rdf:Seq></dc:creator>\n");
    add_property(out, "<dc:language><rdf:Bag><rdf:li>", info->language,
                 "</rdf:li></rdf:Bag></dc:language>\n");
    add_property(out, "<pdf:Producer>", HPDF_GetInfoAttr(doc, HPDF_INFO_PRODUCER),
                 "</pdf:Producer>\n");
    add_property(out, "<xmp:CreatorTool>", CREATOR, "</xmp:CreatorTool>\n");
    buffer_add_text(out, "</rdf:Description>\n");
    buffer_add_text(out, info->claims ? CLAIM : "");
    buffer_add_text(out, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

static void set_metadata(HPDF_Doc doc, Arena *arena, const PdfInfo *info)
{
    Buffer xmp = {0};
    add_xmp(&xmp, doc, info);
    HPDF_Dict metadata =
        pdf_object_plain(doc, arena_slice(arena, xmp.data, xmp.length), xmp.length);
    HPDF_Dict_AddName(metadata, "Type", "Metadata");
    HPDF_Dict_AddName(metadata, "Subtype", "XML");
    HPDF_Dict_Add(doc->catalog, "Metadata", metadata);
    buffer_free(&xmp);
}

static void set_colours(HPDF_Doc doc)
{
    HPDF_Array intents = HPDF_Array_New(doc->mmgr);
    HPDF_Dict_Add(doc->catalog, "OutputIntents", intents);
    HPDF_Dict intent = HPDF_Dict_New(doc->mmgr);
    HPDF_Array_Add(intents, intent);
    HPDF_Dict_AddName(intent, "Type", "OutputIntent");
    HPDF_Dict_AddName(intent, "S", "GTS_PDFA1");
    HPDF_Dict_Add(intent, "OutputConditionIdentifier",
                  HPDF_String_New(doc->mmgr, "sRGB IEC61966-2.1", NULL));
    HPDF_Dict profile = pdf_object_plain(doc, pdf_profile, pdf_profile_length);
    HPDF_Dict_AddNumber(profile, "N", 3);
    HPDF_Dict_Add(intent, "DestOutputProfile", profile);
}

void pdf_meta(HPDF_Doc doc, Arena *arena, const PdfInfo *info)
{
    PdfInfo plain = *info;
    plain.title = plain_line(arena, info->title);
    plain.author = plain_line(arena, info->author);
    set_information(doc, &plain);
    set_viewer(doc, &plain);
    set_metadata(doc, arena, &plain);
    set_colours(doc);
}
