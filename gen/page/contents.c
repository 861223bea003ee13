/* Writing operators. */
#include "page/contents.h"

#include "page/operator.h"

#include <math.h>

Contents contents_begin(Pdf *pdf, PdfPage *page, const Press *press)
{
    return (Contents){.pdf = pdf, .page = page, .press = press, .weight = 1};
}

void contents_end(Contents *contents)
{
    pdf_contents(contents->pdf, contents->page, &contents->bytes);
    buffer_free(&contents->bytes);
}

void contents_tagged(Contents *contents, TagKind kind, size_t number)
{
    Buffer *out = &contents->bytes;
    buffer_add_char(out, '/');
    buffer_add_text(out, tag_name(kind));
    buffer_add_text(out, "<</MCID ");
    buffer_add_unsigned(out, number);
    buffer_add_text(out, ">>BDC\n");
}

void contents_artifact(Contents *contents, const char *properties)
{
    Buffer *out = &contents->bytes;
    buffer_add_text(out, "/Artifact");
    buffer_add_text(out, properties ? properties : " ");
    buffer_add_text(out, properties ? "BDC\n" : "BMC\n");
}

void contents_unread(Contents *contents)
{
    buffer_add_text(&contents->bytes, "/Span<</ActualText()>>BDC\n");
}

void contents_end_mark(Contents *contents)
{
    contents_paint(contents, "EMC");
}

static bool same_colour(Colour a, Colour b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

static void set_colour(Contents *contents, Colour colour, const char *operator)
{
    OPERATION(&contents->bytes, operator, colour.red / 255.0, colour.green / 255.0,
              colour.blue / 255.0);
}

void contents_fill(Contents *contents, Colour colour)
{
    if (same_colour(colour, contents->fill))
        return;
    set_colour(contents, colour, "rg");
    contents->fill = colour;
}

void contents_stroke(Contents *contents, Colour colour, double weight)
{
    if (!same_colour(colour, contents->stroke))
        set_colour(contents, colour, "RG");
    if (fabs(weight - contents->weight) > 0.001)
        OPERATION(&contents->bytes, "w", weight);
    contents->stroke = colour;
    contents->weight = weight;
}

void contents_line(Contents *contents, double x1, double y1, double x2, double y2)
{
    OPERATION(&contents->bytes, "m", x1, y1);
    OPERATION(&contents->bytes, "l", x2, y2);
    contents_paint(contents, "S");
}

void contents_rectangle(Contents *contents, double x, double y, double width, double height)
{
    OPERATION(&contents->bytes, "re", x, y, width, height);
}

void contents_paint(Contents *contents, const char *operator)
{
    buffer_add_text(&contents->bytes, operator);
    buffer_add_char(&contents->bytes, '\n');
}

void contents_picture(Contents *contents, const Picture *picture, double x, double y, double width,
                      double height)
{
    contents_paint(contents, "q");
    OPERATION(&contents->bytes, "cm", width, 0, 0, height, x, y);
    buffer_printf(&contents->bytes, "/%s Do\nQ\n",
                  pdf_picture(contents->pdf, contents->page, picture));
}

/* The fonts that a line names, once a page. */
static void use_fonts(Contents *contents, const FontSet *fonts)
{
    for (int word = 0; word < FONT_WORDS; word++) {
        uint64_t added = fonts->words[word] & ~contents->fonts.words[word];
        contents->fonts.words[word] |= added;
        for (int index = 64 * word; added; index++, added >>= 1)
            if (added & 1)
                pdf_font(contents->pdf, contents->page, index, press_font(contents->press, index));
    }
}

void contents_text(Contents *contents, const Line *line, double x, double y, Turn turn)
{
    if (!line->length)
        return;
    use_fonts(contents, &line->fonts);
    contents_paint(contents, "BT");
    OPERATION(&contents->bytes, "Tm", turn.cosine, turn.sine, -turn.sine, turn.cosine, x, y);
    buffer_add(&contents->bytes, line->bytes, line->length);
    contents_paint(contents, "ET");
}
