/* What is filled or signed: label beside value, and the places to sign. */
#include "page/block.h"

#include <math.h>

/* ---- fields ---- */

static const double LABEL_SHARE = 0.36; /* of the width, at most */

static double label_width(Setter *setter, const Block *fields, const TextStyle *style, double width)
{
    double widest = 0;
    for (const Block *row = fields->first; row; row = row->next)
        if (row->first) {
            ParaText text =
                para_measure(&setter->shaper, row->first->runs, setter->doc->lang, style);
            widest = fmax(widest, text.widest);
        }
    return fmin(widest + 1, width * LABEL_SHARE);
}

void fields_set(Setter *setter, const Block *fields, Column column)
{
    Galley *galley = &setter->galley;
    const double gap = 14;
    const TextStyle label = sans_style(setter->style->table, 0, setter->style->muted);
    TextStyle value = setter->body;
    value.justified = false;
    double labels = label_width(setter, fields, &label, column.width);
    galley_space(galley, 4);
    set_tag_begin(setter, TAG_TABLE);
    for (const Block *row = fields->first; row; row = row->next) {
        const Block *name = row->first, *content = name ? name->next : NULL;
        Cell cells[2] = {{.x = column.x, .width = labels},
                         {.x = column.x + labels + gap, .width = column.width - labels - gap}};
        Lang lang = setter->doc->lang;
        set_tag_begin(setter, TAG_ROW);
        cells[0].tag = set_tag(setter, TAG_ROW_HEAD);
        cells[1].tag = set_tag(setter, TAG_CELL);
        set_tag_end(setter);
        cells[0].para = para_set(&setter->shaper, name ? name->runs : NULL, lang, &label, labels);
        cells[1].para =
            para_set(&setter->shaper, content ? content->runs : NULL, lang, &value, cells[1].width);
        const Abreast pair = {.cells = cells, .count = 2, .measure = value.measure};
        size_t start = set_abreast(setter, &pair);
        if (galley->count - start < 8)
            galley_keep(galley, start);
        galley->strips[start].keep = galley->strips[start].keep || row == fields->first;
        galley_space(galley, 1.4);
    }
    set_tag_end(setter);
    galley_space(galley, 9);
}

/* ---- signatures ---- */

enum { ABREAST_LIMIT = 3 };

/* In the order of reading, whatever stands abreast. */
typedef enum Part { PART_LABEL, PART_NAME, PART_TITLE, PART_DATE, PARTS } Part;

typedef struct Place { /* one to sign */
    const Block *block;
    double x, width;
    Tag *tags[PARTS];
} Place;

static const double SIGN_HEIGHT = 32, DATE_GAP = 12;

static double sign_width(const Place *place)
{
    return place->width * 0.66;
}

static Place place_make(Setter *setter, const Block *block, double x, double width)
{
    Place place = {.block = block, .x = x, .width = width};
    set_tag_begin(setter, TAG_GROUP);
    for (int part = 0; part < PARTS; part++)
        place.tags[part] = set_tag(setter, TAG_P);
    set_tag_end(setter);
    return place;
}

/* The label or the title of each place, side by side; nothing when all are empty. */
static void set_texts(Setter *setter, const Place *places, size_t count, Part part,
                      const TextStyle *style)
{
    Cell cells[ABREAST_LIMIT];
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        const Place *place = &places[i];
        const char *text = part == PART_LABEL ? place->block->label : place->block->title;
        cells[i] = (Cell){set_text(setter, text, style, place->width), place->x, place->width,
                          ALIGN_LEFT, place->tags[part]};
        any = any || cells[i].para.line_count;
    }
    const Abreast row = {.cells = cells, .count = count, .measure = style->measure};
    if (any)
        set_abreast(setter, &row);
}

static void set_sign_lines(Setter *setter, const Place *places, size_t count)
{
    Strip *strip = galley_strip(&setter->galley, SIGN_HEIGHT);
    for (size_t i = 0; i < count; i++) {
        double date = sign_width(&places[i]) + DATE_GAP;
        strip_stroke(&setter->galley, strip, places[i].x, SIGN_HEIGHT - 2, sign_width(&places[i]),
                     0.6, setter->style->ink);
        strip_stroke(&setter->galley, strip, places[i].x + date, SIGN_HEIGHT - 2,
                     places[i].width - date, 0.6, setter->style->ink);
    }
}

/* Under the lines: who signs (to be written when it is not known), and "Date". */
static void set_names(Setter *setter, const Place *places, size_t count, const TextStyle *known,
                      const TextStyle *asked)
{
    Cell cells[2 * ABREAST_LIMIT];
    for (size_t i = 0; i < count; i++) {
        const Place *place = &places[i];
        const char *name = place->block->name;
        double sign = sign_width(place), date = sign + DATE_GAP;
        bool named = name && *name;
        const char *ask = setter->doc->lang == LANG_FR ? "Nom :" : "Name:";
        cells[2 * i] = (Cell){set_text(setter, named ? name : ask, named ? known : asked, sign),
                              place->x, sign, ALIGN_LEFT, place->tags[PART_NAME]};
        cells[2 * i + 1] =
            (Cell){set_text(setter, "Date", asked, place->width - date), place->x + date,
                   place->width - date, ALIGN_LEFT, place->tags[PART_DATE]};
    }
    const Abreast row = {.cells = cells, .count = 2 * count, .measure = known->measure};
    set_abreast(setter, &row);
}

static void set_signature_row(Setter *setter, const Place *places, size_t count)
{
    const Style *style = setter->style;
    const TextStyle label = sans_style(style->table, RUN_BOLD, style->accent);
    const TextStyle name = sans_style(style->table, 0, style->ink);
    const TextStyle small = sans_style(style->small, 0, style->muted);
    set_texts(setter, places, count, PART_LABEL, &label);
    set_sign_lines(setter, places, count);
    set_names(setter, places, count, &name, &small);
    set_texts(setter, places, count, PART_TITLE, &small);
}

static double height_from(const Galley *galley, size_t start)
{
    double height = 0;
    for (size_t i = start; i < galley->count; i++)
        height += galley->strips[i].before + galley->strips[i].height;
    return height;
}

/* Kept whole when a page can hold it; else each row is. */
void signatures_set(Setter *setter, const Block *block, Column column)
{
    Galley *galley = &setter->galley;
    const double gap = 26;
    size_t total = 0;
    for (const Block *child = block->first; child; child = child->next)
        total++;
    size_t across = total == 3 ? 3 : 2;
    double width = (column.width - gap * (double)(across - 1)) / (double)across;
    galley_space(galley, 14);
    size_t start = galley->count;
    set_tag_begin(setter, TAG_GROUP);
    const Block *child = block->first;
    while (child) {
        Place places[ABREAST_LIMIT];
        size_t count = 0;
        for (; child && count < across; child = child->next, count++)
            places[count] =
                place_make(setter, child, column.x + (double)count * (width + gap), width);
        size_t row = galley->count;
        set_signature_row(setter, places, count);
        galley_keep(galley, row);
        galley_space(galley, 20);
    }
    set_tag_end(setter);
    if (height_from(galley, start) <= style_text_height(setter->style))
        galley_keep(galley, start);
}
