/* Writing operators. Text is shown with TJ: the pen follows the glyphs' widths
 * as the font's W array has them, and is put right by a number where shaping
 * (kerning, thin spaces, marks) wants it elsewhere. */
#include "page/contents.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Hundredths, without zeros at the end. By hand: this is most of a page. */
static void add_number(Buffer *out, double value)
{
    long hundredths = lround(value * 100);
    bool negative = hundredths < 0;
    hundredths = labs(hundredths);
    char digits[24], *at = digits + sizeof digits;
    int decimals = hundredths % 100 == 0 ? 0 : hundredths % 10 == 0 ? 1 : 2;
    long rest = decimals == 0 ? hundredths / 100 : decimals == 1 ? hundredths / 10 : hundredths;
    for (int i = 0; rest || i <= decimals; i++, rest /= 10) {
        if (decimals && i == decimals)
            *--at = '.';
        *--at = (char)('0' + rest % 10);
    }
    if (negative)
        *--at = '-';
    buffer_add(out, at, (size_t)(digits + sizeof digits - at));
}

static void add_operation(Buffer *out, const double *numbers, size_t count, const char *operator)
{
    for (size_t i = 0; i < count; i++) {
        add_number(out, numbers[i]);
        buffer_add_char(out, ' ');
    }
    buffer_add_text(out, operator);
    buffer_add_char(out, '\n');
}

#define OPERATION(contents, operator, ...)                                                         \
    add_operation(&(contents)->bytes, (const double[]){__VA_ARGS__},                               \
                  sizeof((const double[]){__VA_ARGS__}) / sizeof(double), operator)

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
    OPERATION(contents, operator, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0);
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
        OPERATION(contents, "w", weight);
    contents->stroke = colour;
    contents->weight = weight;
}

void contents_line(Contents *contents, double x1, double y1, double x2, double y2)
{
    OPERATION(contents, "m", x1, y1);
    OPERATION(contents, "l", x2, y2);
    contents_paint(contents, "S");
}

void contents_rectangle(Contents *contents, double x, double y, double width, double height)
{
    OPERATION(contents, "re", x, y, width, height);
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
    OPERATION(contents, "cm", width, 0, 0, height, x, y);
    buffer_printf(&contents->bytes, "/%s Do\nQ\n",
                  pdf_picture(contents->pdf, contents->page, picture));
}

/* ---- text ---- */

enum { NO_FONT = -1 };

typedef struct Showing {
    Contents *contents;
    double size;
    int font; /* that is set, in the press; NO_FONT at first */
    const FaceSubset *subset;
    double wanted, pen; /* from the start of the line, in points */
    bool in_array, in_string;
} Showing;

static void close_string(Showing *showing)
{
    if (showing->in_string)
        buffer_add_char(&showing->contents->bytes, ')');
    showing->in_string = false;
}

static void close_array(Showing *showing)
{
    close_string(showing);
    if (showing->in_array)
        buffer_add_text(&showing->contents->bytes, "]TJ\n");
    showing->in_array = false;
}

static void open_string(Showing *showing)
{
    Buffer *out = &showing->contents->bytes;
    if (!showing->in_array)
        buffer_add_char(out, '[');
    if (!showing->in_string)
        buffer_add_char(out, '(');
    showing->in_array = showing->in_string = true;
}

static void add_code(Buffer *out, uint16_t glyph)
{
    const char bytes[] = {(char)(glyph >> 8), (char)(glyph & 0xFF)};
    for (int i = 0; i < 2; i++) {
        if (bytes[i] == '(' || bytes[i] == ')' || bytes[i] == '\\')
            buffer_add_char(out, '\\');
        if (bytes[i] == '\r')
            buffer_add_text(out, "\\r"); /* bare, it would be read as a line feed */
        else
            buffer_add_char(out, bytes[i]);
    }
}

static void use_font(Showing *showing, int font)
{
    if (font == showing->font)
        return;
    Contents *contents = showing->contents;
    close_array(showing);
    showing->font = font;
    showing->subset = press_font(contents->press, font);
    buffer_printf(&contents->bytes, "/%s ",
                  pdf_font(contents->pdf, contents->page, font, showing->subset));
    OPERATION(contents, "Tf", showing->size);
}

/* Moves the pen along the line, when a thousandth of the size can be seen. */
static void move_pen(Showing *showing, double to)
{
    long thousandths = lround((showing->pen - to) * 1000 / showing->size);
    if (labs(thousandths) < 2)
        return;
    close_string(showing);
    if (!showing->in_array)
        buffer_add_char(&showing->contents->bytes, '[');
    showing->in_array = true;
    buffer_printf(&showing->contents->bytes, "%ld", thousandths);
    showing->pen -= (double)thousandths * showing->size / 1000;
}

static void show_glyph(Showing *showing, const Glyph *glyph)
{
    if (!glyph->id) /* a footer that no face can print: page_set refuses the document */
        return;
    use_font(showing, glyph->font);
    move_pen(showing, showing->wanted + glyph->dx);
    bool raised = fabsf(glyph->dy) > 0.005f;
    if (raised) {
        close_array(showing);
        OPERATION(showing->contents, "Ts", glyph->dy);
    }
    open_string(showing);
    add_code(&showing->contents->bytes, glyph->id);
    showing->pen += showing->subset->widths[glyph->id] * showing->size / 1000;
    showing->wanted += glyph->advance;
    if (raised) {
        close_array(showing);
        OPERATION(showing->contents, "Ts", 0);
    }
}

void contents_text(Contents *contents, const Line *line, double size, double x, double y, Turn turn)
{
    if (!line->count)
        return;
    Showing showing = {.contents = contents, .size = size, .font = NO_FONT};
    contents_paint(contents, "BT");
    OPERATION(contents, "Tm", turn.cosine, turn.sine, -turn.sine, turn.cosine, x, y);
    for (size_t i = 0; i < line->count; i++)
        show_glyph(&showing, &line->glyphs[i]);
    close_array(&showing);
    contents_paint(contents, "ET");
}
