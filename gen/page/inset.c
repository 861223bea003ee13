/* Drawings: images and QR codes. */
#include "page/block.h"

#include "base/message.h"
#include "base/text.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

void image_set(Setter *setter, const Block *image, Column column)
{
    Galley *galley = &setter->galley;
    Picture *picture = arena_new_of(setter->shaper.arena, Picture);
    if (setter->status)
        return;
    setter->status = picture_load(setter->shaper.arena, image->source, picture, setter->error);
    if (setter->status)
        return;
    double width = picture->width * 0.75, height = picture->height * 0.75; /* 96 dots an inch */
    double scale = fmin(1, fmin(column.width / width, setter->style->logo_height / height));
    galley_space(galley, 4);
    Strip *strip = galley_strip(galley, height * scale);
    Mark *mark = strip_mark(galley, strip, MARK_PICTURE, setter->style->ink);
    mark->x = column.x;
    mark->width = width * scale;
    mark->height = height * scale;
    mark->picture = picture;
    if (image->alt && !text_is_blank(image->alt)) { /* else it is an ornament */
        mark->tag = set_tag(setter, TAG_FIGURE);
        mark->tag->alt = image->alt;
    }
    galley_space(galley, 10);
}

static Mark *draw_modules(Setter *setter, Strip *strip, const QRcode *code, double side)
{
    size_t count = (size_t)code->width * (size_t)code->width;
    unsigned char *modules = arena_alloc(setter->shaper.arena, count);
    memcpy(modules, code->data, count);
    Mark *mark = strip_mark(&setter->galley, strip, MARK_MODULES, setter->style->ink);
    mark->width = mark->height = side;
    mark->side = code->width;
    mark->modules = modules;
    return mark;
}

/* The code, and beside it what it says: a reader without a telephone sees it too. It stays with
 * what comes before: alone on a page, it would say nothing of what it belongs to. */
void qr_set(Setter *setter, const Block *qr, Column column)
{
    const char *source = qr->source ? qr->source : "";
    QRcode *code = QRcode_encodeString8bit(source, 0, QR_ECLEVEL_M);
    if (!code) {
        if (!setter->status)
            setter->status = error_set(setter->error, STATUS_USAGE, setter->doc->title,
                                       _("ce texte ne tient pas dans un code QR"));
        return;
    }
    const TextStyle small = sans_style(setter->style->small, 0, setter->style->muted);
    double side = setter->style->qr_side, leading = small.measure.leading;
    double x = column.x + side + 12, width = column.x + column.width - x;
    Para *texts = arena_array_of(setter->shaper.arena, 2, Para);
    texts[0] = set_text(setter, qr->alt, &small, width);
    texts[1] = set_text(setter, source, &small, width);
    double needed = leading * (double)(texts[0].line_count + texts[1].line_count);

    Galley *galley = &setter->galley;
    galley_space(galley, 14);
    if (galley->count)
        galley->strips[galley->count - 1].keep = true;
    Strip *strip = galley_strip(galley, fmax(side, needed));
    Mark *mark = draw_modules(setter, strip, code, side);
    mark->x = column.x;
    mark->tag = set_tag(setter, TAG_FIGURE);
    mark->tag->alt = arena_printf(setter->shaper.arena, "%s %s",
                                  setter->doc->lang == LANG_FR ? "Code QR :" : "QR code:", source);
    QRcode_free(code);
    double y = fmax(0, side - needed);
    for (int t = 0; t < 2; t++) {
        Tag *said = set_tag(setter, TAG_P);
        for (size_t i = 0; i < texts[t].line_count; i++, y += leading)
            strip_text(galley, strip, x, y + baseline_in(small.measure, leading), &texts[t], i)
                ->tag = said;
    }
    galley_space(galley, 8);
}
