/* One document from tree to bytes: blocks to a galley, the galley to pages, the
 * pages to a PDF. */
#include "page/page.h"

#include "page/draw.h"

#include "base/message.h"

static Status refuse_character(const Setter *setter, Error *error)
{
    uint32_t c = setter->shaper.missing;
    Buffer shown = {0};
    buffer_add_codepoint(&shown, c);
    error_set(error, STATUS_USAGE, setter->doc->title,
              _("aucune police ne peut imprimer le caractère « %s » (U+%04X)"), buffer_text(&shown),
              c);
    error_remedy(error, _("remplacez ce caractère dans les données ou le modèle"));
    buffer_free(&shown);
    return STATUS_USAGE;
}

static Status print(Setter *setter, const Leaves *leaves, Buffer *bytes, Error *error)
{
    const Doc *doc = setter->doc;
    const PdfInfo info = {.title = doc->title,
                          .author = doc->author ? doc->author : "",
                          .language = doc->lang == LANG_FR ? "fr-CA" : "en-CA"};
    Pdf *pdf = pdf_open(setter->shaper.arena, &info);
    draw_document(setter, leaves, pdf);
    Status status =
        setter->shaper.missing ? refuse_character(setter, error) : pdf_save(pdf, bytes, error);
    pdf_close(pdf);
    return status;
}

Status page_set(const Press *press, const Doc *doc, Buffer *bytes, int *pages, Error *error)
{
    Arena *arena = arena_new();
    Doc titled = *doc;
    if (!titled.title)
        titled.title = "";
    const Style *style = press_style(press);
    Setter setter = {
        .shaper = {.press = press, .arena = arena, .buffer = hb_buffer_create()},
        .galley = {.arena = arena},
        .style = style,
        .doc = &titled,
        .body = {FAMILY_TEXT, 0, style->text, style->ink},
        .error = error,
    };
    buffer_clear(bytes);
    if (doc->root)
        flow_blocks(&setter, doc->root, (Column){0, style_text_width(style)});
    Leaves leaves = {0};
    Status status = setter.status;
    if (!status && setter.shaper.missing)
        status = refuse_character(&setter, error);
    if (!status) {
        leaves = leaves_cut(&setter.galley, style_text_height(style));
        *pages = (int)leaves.count;
        status = print(&setter, &leaves, bytes, error);
    }
    leaves_free(&leaves);
    galley_free(&setter.galley);
    hb_buffer_destroy(setter.shaper.buffer);
    arena_free(arena);
    return status;
}
