/* One document from tree to bytes: blocks to a galley, the galley to pages, the
 * pages to a PDF. */
#include "page/page.h"

#include "page/draw.h"

#include "base/message.h"

#include <stdlib.h>

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

const char *page_language(Lang lang)
{
    return lang == LANG_FR ? "fr-CA" : "en-CA";
}

static Status print(Setter *setter, const Leaves *leaves, PdfWriter *writer, Buffer *bytes,
                    Error *error)
{
    const Doc *doc = setter->doc;
    const PdfInfo info = {.title = doc->title,
                          .author = doc->author ? doc->author : "",
                          .language = page_language(doc->lang),
                          .claims = press_claims(setter->shaper.press)};
    Pdf *pdf = pdf_open(writer, setter->shaper.arena, &info);
    draw_document(setter, leaves, pdf);
    Status status = setter->shaper.missing ? refuse_character(setter, error)
                                           : pdf_save(pdf, &setter->tags, bytes, error);
    pdf_close(pdf);
    return status;
}

enum { KEPT_BYTES = 16 << 20 };

struct Compositor {
    Shaper shaper; /* its arena is that of the document under way */
    PdfWriter *writer;
};

Compositor *compositor_open(const Press *press)
{
    Compositor *compositor = memory_resize(NULL, 1, sizeof *compositor);
    *compositor = (Compositor){.shaper = {.press = press,
                                          .arena = arena_new(),
                                          .buffer = hb_buffer_create(),
                                          .keep = keep_new(KEPT_BYTES)},
                               .writer = pdf_writer_open()};
    return compositor;
}

void compositor_close(Compositor *compositor)
{
    if (!compositor)
        return;
    pdf_writer_close(compositor->writer);
    hb_buffer_destroy(compositor->shaper.buffer);
    keep_free(compositor->shaper.keep);
    arena_free(compositor->shaper.arena);
    free(compositor);
}

/* `doc` has a title. */
static Setter setter_of(const Shaper *shaper, const Doc *doc, Error *error)
{
    const Style *style = press_style(shaper->press);
    const TagTree tags = tag_tree(shaper->arena);
    return (Setter){
        .shaper = *shaper,
        .galley = {.arena = shaper->arena},
        .tags = tags,
        .inside = tags.root,
        .style = style,
        .doc = doc,
        .body = {FAMILY_TEXT, 0, style->text, style->ink, style->justified},
        .error = error,
    };
}

void press_lead_doc(Press *press, const Doc *doc)
{
    press_want_doc(press, doc);
    Compositor *compositor = compositor_open(press);
    Setter setter = setter_of(&compositor->shaper, doc, NULL);
    const TextStyle small = sans_style(setter.style->small, 0, setter.style->muted);
    const Column column = {0, style_text_width(setter.style)};
    if (doc->root)
        flow_blocks(&setter, doc->root, column);
    set_text(&setter, PRESS_OWN, &small, column.width);
    set_text(&setter, doc->number, &small, column.width);
    set_text(&setter, doc->footer, &small, column.width);
    galley_free(&setter.galley);
    compositor_close(compositor);
}

Status page_set(Compositor *compositor, const Doc *doc, Buffer *bytes, int *pages, Error *error)
{
    Arena *arena = compositor->shaper.arena;
    arena_reset(arena);
    keep_trim(compositor->shaper.keep);
    Doc titled = *doc;
    if (!titled.title)
        titled.title = "";
    const Style *style = press_style(compositor->shaper.press);
    Setter setter = setter_of(&compositor->shaper, &titled, error);
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
        status = print(&setter, &leaves, compositor->writer, bytes, error);
    }
    leaves_free(&leaves);
    galley_free(&setter.galley);
    return status;
}
