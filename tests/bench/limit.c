/* limit: how fast the bench's letter could be made by hand.
 *
 * What a programmer with this one letter to make would write over libharu. Everything that does
 * not change is ready before the clock starts: the template is read and its lines are broken (the
 * widest value of each variable in its place), each page is a string of operators with holes, the
 * subsets of the faces are made and deflated. A letter then costs: its values encoded into the
 * holes, its two pages deflated, its objects made by libharu, its bytes written.
 *
 * It is a ceiling, and a generous one: what the program does besides is left out. Letters are
 * kerned and lines justified, since all that is ready beforehand, but not those with a hole; no
 * line is broken anew for its contents; there is no structure tree, no bookmark, no metadata, no
 * digest for the file's ID. Each file is a complete and valid PDF with its fonts embedded (`make
 * bench` checks one with qpdf).
 *
 *   limit memory|disk|nosync WORKERS COUNT [FOLDER] */
#include "letter/letter.h"
#include "letter/meter.h"

#include "base/text.h"
#include "page/pdf_object.h"
#include "page/style.h"
#include "page/subset.h"

#include <limits.h>
#include <libdeflate.h>
#include <math.h>

typedef enum Family { TEXT, SANS, FAMILIES } Family;
enum { STYLES = 4 /* of RUN_BOLD | RUN_ITALIC */, FACES = FAMILIES * STYLES, NO_FACE = -1 };
enum { PAGES = 2, CHARACTERS = 0x3000, DEFLATE_LEVEL = 1 };
enum { HOLE = 0xE000 }; /* the character that stands for variable 0 in the tree */

static const char *const VARIABLES[][2] = {
    {"entreprise", "nom"},   {"entreprise", "adresse"}, {"entreprise", "representant"},
    {"entreprise", "titre"}, {"eleve", "prenom"},       {"eleve", "nom"},
    {"programme", NULL},     {"responsable", NULL},     {"numero", NULL},
    {"date", NULL},
};
enum { VARIABLE_COUNT = sizeof VARIABLES / sizeof *VARIABLES };

typedef struct Piece { /* fixed bytes, then the value of a variable */
    size_t start, length;
    int variable; /* -1: none */
    int face;
} Piece;

typedef struct Plate { /* a page with holes */
    Buffer fixed;
    Piece *pieces;
    size_t count, capacity, done; /* bytes of `fixed` already in a piece */
    bool uses[FACES];
} Plate;

typedef struct Face {
    char path[FACE_PATH + 64];
    hb_font_t *font;
    hb_set_t *glyphs;   /* that the letter prints */
    hb_map_t *meanings; /* glyph -> code point */
    FaceSubset subset;
    uint16_t codes[CHARACTERS]; /* by character */
} Face;

typedef struct Limit {
    Letter letter;
    Style style;
    Face faces[FACES];
    Plate plates[PAGES];
    int page;
    double y;
    Arena *arena;
} Limit;

typedef struct Look {
    Family family;
    unsigned style;
    Measure measure;
    Colour colour;
} Look;

typedef struct Atom { /* a character or a hole, with its place in the line */
    uint32_t c;
    int face;
    double advance;
    double shift; /* after it, thousandths of the size: kerning, justification */
} Atom;

typedef struct Atoms {
    Atom *items;
    size_t count;
} Atoms;

/* ---- values ---- */

static const char *value_of(json_t *data, int variable)
{
    json_t *outer = json_object_get(data, VARIABLES[variable][0]);
    const char *inner = VARIABLES[variable][1];
    return json_string_value(inner ? json_object_get(outer, inner) : outer);
}

static const char *hole_text(Arena *arena, int variable)
{
    Buffer text = {0};
    buffer_add_codepoint(&text, (unsigned)(HOLE + variable));
    const char *kept = arena_string(arena, buffer_text(&text));
    buffer_free(&text);
    return kept;
}

/* The values of a letter, each of which is a hole. */
static json_t *hollow_data(Arena *arena)
{
    json_t *data = json_object();
    for (int i = 0; i < VARIABLE_COUNT; i++) {
        json_t *hole = json_string(hole_text(arena, i));
        const char *outer = VARIABLES[i][0], *inner = VARIABLES[i][1];
        if (!inner) {
            json_object_set_new(data, outer, hole);
            continue;
        }
        if (!json_object_get(data, outer))
            json_object_set_new(data, outer, json_object());
        json_object_set_new(json_object_get(data, outer), inner, hole);
    }
    return data;
}

/* ---- faces ---- */

static int face_of(const Look *look, unsigned run_style)
{
    return (int)(look->family * STYLES + ((look->style | run_style) & (RUN_BOLD | RUN_ITALIC)));
}

static void open_faces(Limit *limit)
{
    const FaceChoice *const choices[] = {&limit->style.text_face, &limit->style.title_face};
    for (int i = 0; i < FACES; i++) {
        Face *face = &limit->faces[i];
        const FaceChoice *choice = choices[i / STYLES];
        snprintf(face->path, sizeof face->path, "%s%s", choice->start, choice->endings[i % STYLES]);
        hb_blob_t *blob = hb_blob_create_from_file_or_fail(face->path);
        if (!blob) {
            perror(face->path);
            exit(EXIT_FAILURE);
        }
        hb_face_t *file = hb_face_create(blob, 0);
        face->font = hb_font_create(file);
        face->glyphs = hb_set_create();
        face->meanings = hb_map_create();
        hb_face_destroy(file);
        hb_blob_destroy(blob);
    }
}

static void close_faces(Limit *limit)
{
    for (int i = 0; i < FACES; i++) {
        subset_free(&limit->faces[i].subset);
        hb_map_destroy(limit->faces[i].meanings);
        hb_set_destroy(limit->faces[i].glyphs);
        hb_font_destroy(limit->faces[i].font);
    }
}

/* In ems; the face then has it. */
static double advance_of(Limit *limit, int index, uint32_t c)
{
    Face *face = &limit->faces[index];
    hb_codepoint_t glyph = 0;
    if (c < ' ' || c >= CHARACTERS || !hb_font_get_nominal_glyph(face->font, c, &glyph))
        return 0;
    hb_set_add(face->glyphs, glyph);
    hb_map_set(face->meanings, glyph, c);
    return (double)hb_font_get_glyph_h_advance(face->font, glyph) /
           hb_face_get_upem(hb_font_get_face(face->font));
}

static double width_of(Limit *limit, int face, const char *text)
{
    double width = 0;
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t c = utf8_next(&text, end);
        width += advance_of(limit, face, c == '\'' ? 0x2019 : c);
    }
    return width;
}

static void cut_faces(Limit *limit)
{
    for (int i = 0; i < FACES; i++) {
        Face *face = &limit->faces[i];
        const SubsetSource source = {face->font, face->path, face->glyphs, face->meanings};
        Error error = {0};
        if (hb_set_is_empty(face->glyphs))
            continue;
        if (subset_make(&source, &face->subset, &error))
            letter_stop(&error);
        hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
        while (hb_set_next(face->glyphs, &glyph))
            face->codes[hb_map_get(face->meanings, glyph)] =
                (uint16_t)hb_map_get(face->subset.codes, glyph);
    }
}

/* The widest value of a variable in the face; the face then has them all. */
static const char *widest_value(Limit *limit, int variable, int face)
{
    const char *widest = "";
    for (long letter = 0; letter < LETTER_LONGEST_LIST; letter++) {
        json_t *data = letter_data(&limit->letter, letter);
        const char *value = arena_string(limit->arena, value_of(data, variable));
        if (width_of(limit, face, value) > width_of(limit, face, widest))
            widest = value;
        json_decref(data);
    }
    width_of(limit, face, "0123456789");
    return widest;
}

static bool is_hole(uint32_t c)
{
    return c >= HOLE && c < HOLE + VARIABLE_COUNT;
}

/* Shapes what stands between two holes, all of one face. */
static void kern(const Limit *limit, Atom *atoms, size_t count, double size)
{
    hb_buffer_t *buffer = hb_buffer_create();
    for (size_t i = 0; i < count; i++)
        hb_buffer_add(buffer, atoms[i].c, (unsigned)i);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_guess_segment_properties(buffer);
    const hb_feature_t off[] = {{HB_TAG('l', 'i', 'g', 'a'), 0, 0, UINT_MAX},
                                {HB_TAG('c', 'c', 'm', 'p'), 0, 0, UINT_MAX}};
    hb_font_t *font = limit->faces[atoms->face].font;
    hb_shape(font, buffer, off, sizeof off / sizeof *off);
    unsigned made;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &made);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, NULL);
    for (unsigned i = 0; i < made && made == count; i++) {
        Atom *atom = &atoms[infos[i].cluster];
        double advance =
            (double)places[i].x_advance / hb_face_get_upem(hb_font_get_face(font)) * size;
        atom->shift = (advance - atom->advance) / size * 1000;
        atom->advance = advance;
    }
    hb_buffer_destroy(buffer);
}

static void kern_all(const Limit *limit, Atoms atoms, double size)
{
    for (size_t start = 0; start < atoms.count;) {
        size_t end = start;
        while (end < atoms.count && !is_hole(atoms.items[end].c) &&
               atoms.items[end].face == atoms.items[start].face)
            end++;
        if (end > start)
            kern(limit, &atoms.items[start], end - start, size);
        start = end > start ? end : start + 1;
    }
}

static Atoms read_runs(Limit *limit, const Run *runs, const Look *look)
{
    size_t length = 0;
    for (const Run *run = runs; run; run = run->next)
        length += strlen(run->text);
    Atoms atoms = {arena_array_of(limit->arena, length + 1, Atom), 0};
    for (const Run *run = runs; run; run = run->next) {
        int face = face_of(look, run->style);
        const char *at = run->text, *end = at + strlen(at);
        while (at < end) {
            uint32_t c = utf8_next(&at, end);
            c = c == '\'' ? 0x2019 : c;
            double width = is_hole(c)
                               ? width_of(limit, face, widest_value(limit, (int)(c - HOLE), face))
                               : advance_of(limit, face, c);
            atoms.items[atoms.count++] = (Atom){c, face, width * look->measure.size, 0};
        }
    }
    kern_all(limit, atoms, look->measure.size);
    return atoms;
}

static Atoms read_text(Limit *limit, const char *text, const Look *look)
{
    return read_runs(limit, &(Run){.text = text ? text : ""}, look);
}

static double atoms_width(Atoms atoms)
{
    double width = 0;
    for (size_t i = 0; i < atoms.count; i++)
        width += atoms.items[i].advance;
    return width;
}

/* ---- pages with holes ---- */

static void end_piece(Plate *plate, int variable, int face)
{
    plate->pieces =
        vector_reserve(plate->pieces, &plate->capacity, plate->count + 1, sizeof(Piece));
    plate->pieces[plate->count++] =
        (Piece){plate->done, plate->fixed.length - plate->done, variable, face};
    plate->done = plate->fixed.length;
}

static void add_code(Buffer *out, uint16_t code)
{
    const char bytes[] = {(char)(code >> 8), (char)(code & 0xFF)};
    for (int i = 0; i < 2; i++) {
        if (bytes[i] == '\r') {
            buffer_add_text(out, "\\r");
            continue;
        }
        if (bytes[i] == '(' || bytes[i] == ')' || bytes[i] == '\\')
            buffer_add_char(out, '\\');
        buffer_add_char(out, bytes[i]);
    }
}

static Plate *plate_of(Limit *limit)
{
    return &limit->plates[limit->page];
}

static void add_line(Limit *limit, Atoms atoms, const Look *look, double x, double y)
{
    Plate *plate = plate_of(limit);
    Buffer *out = &plate->fixed;
    buffer_printf(out, "BT\n%.3g %.3g %.3g rg\n1 0 0 1 %.2f %.2f Tm\n", look->colour.red / 255.0,
                  look->colour.green / 255.0, look->colour.blue / 255.0, x, y);
    int face = NO_FACE;
    for (size_t i = 0; i < atoms.count; i++) {
        const Atom *atom = &atoms.items[i];
        if (atom->face != face) {
            buffer_printf(out, "%s/F%d %g Tf\n[(", face == NO_FACE ? "" : ")]TJ\n", atom->face,
                          look->measure.size);
            face = atom->face;
            plate->uses[face] = true;
        }
        if (is_hole(atom->c))
            end_piece(plate, (int)(atom->c - HOLE), face);
        else if (atom->c < CHARACTERS)
            add_code(out, limit->faces[face].codes[atom->c]);
        if (fabs(atom->shift) > 1.5)
            buffer_printf(out, ")%.0f(", -atom->shift);
    }
    buffer_add_text(out, face == NO_FACE ? "ET\n" : ")]TJ\nET\n");
}

static void add_rule(Limit *limit, double x1, double x2, double y, double weight)
{
    buffer_printf(&plate_of(limit)->fixed, "%g w\n%.2f %.2f m\n%.2f %.2f l\nS\n", weight, x1, y, x2,
                  y);
}

static void need(Limit *limit, double height)
{
    const Style *style = &limit->style;
    if (limit->y - height >= style->margin_bottom)
        return;
    if (++limit->page == PAGES) {
        fputs("the letter has more pages than plates\n", stderr);
        exit(EXIT_FAILURE);
    }
    limit->y = style->page_height - style->margin_top;
}

/* Where the line from `start` ends, when it may be `width` wide. */
static size_t line_end(Atoms atoms, size_t start, double width)
{
    size_t space = 0;
    double used = 0;
    for (size_t i = start; i < atoms.count; i++) {
        used += atoms.items[i].advance;
        if (atoms.items[i].c == ' ')
            space = i;
        else if (used > width && space)
            return space;
    }
    return atoms.count;
}

static void justify(Atoms line, const Look *look, double width)
{
    size_t spaces = 0;
    for (size_t i = 0; i < line.count; i++) {
        if (is_hole(line.items[i].c))
            return;
        spaces += line.items[i].c == ' ';
    }
    double extra = (width - atoms_width(line)) / (double)(spaces ? spaces : 1);
    for (size_t i = 0; i < line.count; i++)
        if (line.items[i].c == ' ')
            line.items[i].shift += extra / look->measure.size * 1000;
}

static void set_lines(Limit *limit, Atoms atoms, const Look *look, double x, double width)
{
    for (size_t start = 0; start < atoms.count;) {
        size_t end = line_end(atoms, start, width);
        need(limit, look->measure.leading);
        limit->y -= look->measure.leading;
        Atoms line = {&atoms.items[start], end - start};
        if (end < atoms.count && look->family == TEXT)
            justify(line, look, width);
        add_line(limit, line, look, x, limit->y + look->measure.leading - look->measure.size);
        start = end + 1;
    }
}

/* ---- blocks ---- */

static void set_heading(Limit *limit, const Block *block)
{
    Look look = {SANS, RUN_BOLD, limit->style.headings[block->level - 1], limit->style.accent};
    need(limit, 5 * look.measure.leading);
    limit->y -= block->level > 1 ? 0.5 * look.measure.leading : 0;
    set_lines(limit, read_runs(limit, block->runs, &look), &look, limit->style.margin_left,
              style_text_width(&limit->style));
    limit->y -= 4;
}

static void set_paragraph(Limit *limit, const Block *block, double indent)
{
    Look look = {TEXT, 0, limit->style.text, limit->style.ink};
    set_lines(limit, read_runs(limit, block->runs, &look), &look, limit->style.margin_left + indent,
              style_text_width(&limit->style) - indent);
    limit->y -= indent > 0 ? 1 : 5;
}

static void set_list(Limit *limit, const Block *list)
{
    Look look = {TEXT, 0, limit->style.text, limit->style.ink};
    for (const Block *item = list->first; item; item = item->next) {
        need(limit, look.measure.leading);
        add_line(limit, read_text(limit, "•", &look), &look, limit->style.margin_left + 8,
                 limit->y - look.measure.size);
        for (const Block *block = item->first; block; block = block->next)
            set_paragraph(limit, block, 20);
    }
}

static void set_fields(Limit *limit, const Block *fields)
{
    Look label = {SANS, 0, limit->style.table, limit->style.muted};
    Look value = {TEXT, 0, limit->style.text, limit->style.ink};
    for (const Block *row = fields->first; row; row = row->next) {
        need(limit, value.measure.leading);
        limit->y -= value.measure.leading;
        add_line(limit, read_runs(limit, row->first->runs, &label), &label,
                 limit->style.margin_left, limit->y);
        add_line(limit, read_runs(limit, row->last->runs, &value), &value,
                 limit->style.margin_left + 80, limit->y);
    }
    limit->y -= 10;
}

enum { COLUMNS = 5 };

static void column_edges(Limit *limit, const Block *table, const Look *look, double *edges)
{
    double widths[COLUMNS] = {0}, all = 0;
    for (const Block *row = table->first; row; row = row->next) {
        const Block *cell = row->first;
        for (int i = 0; i < COLUMNS && cell; i++, cell = cell->next) {
            double width = atoms_width(read_runs(limit, cell->runs, look));
            widths[i] = width > widths[i] ? width : widths[i];
        }
    }
    for (int i = 0; i < COLUMNS; i++)
        all += widths[i];
    double gap = (style_text_width(&limit->style) - all) / (COLUMNS - 1);
    edges[0] = limit->style.margin_left;
    for (int i = 0; i < COLUMNS; i++)
        edges[i + 1] = edges[i] + widths[i] + gap;
    edges[COLUMNS] -= gap;
    for (int i = 1; i < COLUMNS; i++) /* a column ends where the gap begins */
        edges[COLUMNS + i] = edges[i] - gap;
    edges[2 * COLUMNS] = edges[COLUMNS];
}

static void set_table(Limit *limit, const Block *table)
{
    const Style *style = &limit->style;
    const double height = style->table.leading + 4;
    size_t rows = 0;
    for (const Block *row = table->first; row; row = row->next)
        rows++;
    need(limit, (double)rows * height);
    Look bold = {SANS, RUN_BOLD, style->table, style->ink};
    Look plain = {SANS, 0, style->table, style->ink};
    double edges[2 * COLUMNS + 1];
    column_edges(limit, table, &bold, edges);
    for (const Block *row = table->first; row; row = row->next) {
        const Look *look = row == table->first ? &bold : &plain;
        const Block *cell = row->first;
        for (int i = 0; i < COLUMNS && cell; i++, cell = cell->next) {
            Atoms atoms = read_runs(limit, cell->runs, look);
            bool right = table->aligns[i] == ALIGN_RIGHT;
            add_line(limit, atoms, look,
                     right ? edges[COLUMNS + i + 1] - atoms_width(atoms) : edges[i],
                     limit->y - style->table.size);
        }
        limit->y -= height;
        add_rule(limit, style->margin_left, style->page_width - style->margin_right, limit->y + 4,
                 row == table->first || !row->next ? 1 : 0.4);
    }
    limit->y -= 6;
}

static void set_signatures(Limit *limit, const Block *signatures)
{
    const Style *style = &limit->style;
    Look label = {SANS, RUN_BOLD, style->table, style->accent};
    Look name = {SANS, 0, style->table, style->ink};
    Look small = {SANS, 0, style->small, style->muted};
    need(limit, 80);
    double x = style->margin_left, width = style_text_width(style) / 2 - 12;
    for (const Block *one = signatures->first; one; one = one->next, x += width + 24) {
        add_line(limit, read_text(limit, one->label, &label), &label, x, limit->y - 16);
        add_rule(limit, x, x + 0.7 * width, limit->y - 46, 0.8);
        add_rule(limit, x + 0.75 * width, x + width, limit->y - 46, 0.8);
        add_line(limit, read_text(limit, one->name, &name), &name, x, limit->y - 56);
        add_line(limit, read_text(limit, "Date", &small), &small, x + 0.75 * width, limit->y - 56);
        add_line(limit, read_text(limit, one->title, &small), &small, x, limit->y - 66);
    }
    limit->y -= 80;
}

static void set_block(Limit *limit, const Block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        set_heading(limit, block);
        break;
    case BLOCK_PARAGRAPH:
        set_paragraph(limit, block, 0);
        break;
    case BLOCK_LIST:
        set_list(limit, block);
        break;
    case BLOCK_FIELDS:
        set_fields(limit, block);
        break;
    case BLOCK_TABLE:
        set_table(limit, block);
        break;
    case BLOCK_SIGNATURES:
        set_signatures(limit, block);
        break;
    default:
        fputs("the letter has a block that the limit cannot set\n", stderr);
        exit(1);
    }
}

static void set_footer(Limit *limit, const Doc *doc)
{
    const Style *style = &limit->style;
    Look look = {SANS, 0, style->small, style->muted};
    char page[32];
    snprintf(page, sizeof page, " · page %d de %d", limit->page + 1, PAGES);
    Atoms right = read_text(limit, arena_printf(limit->arena, "%s%s", doc->number, page), &look);
    double edge = style->page_width - style->margin_right;
    add_rule(limit, style->margin_left, edge, style->footer_baseline + 12, 0.4);
    add_line(limit, read_text(limit, doc->footer, &look), &look, style->margin_left,
             style->footer_baseline);
    add_line(limit, right, &look, edge - atoms_width(right), style->footer_baseline);
    end_piece(plate_of(limit), -1, NO_FACE);
}

static void lay(Limit *limit, const Doc *doc)
{
    for (int i = 0; i < PAGES; i++) {
        buffer_clear(&limit->plates[i].fixed);
        limit->plates[i].count = limit->plates[i].done = 0;
    }
    limit->page = 0;
    limit->y = limit->style.page_height - limit->style.margin_top;
    for (const Block *block = doc->root->first; block; block = block->next)
        set_block(limit, block);
    for (limit->page = 0; limit->page < PAGES; limit->page++)
        set_footer(limit, doc);
}

/* Once to know what each face prints, once with the codes of its subset. */
static void prepare(Limit *limit)
{
    json_t *data = hollow_data(limit->arena);
    Doc doc = letter_fill(&limit->letter, data, limit->arena);
    open_faces(limit);
    lay(limit, &doc);
    cut_faces(limit);
    lay(limit, &doc);
    json_decref(data);
}

/* ---- the loop ---- */

typedef struct Loop { /* of one worker */
    const Limit *limit;
    struct libdeflate_compressor *compressor;
    Buffer contents, deflated[PAGES];
} Loop;

static void fill_hole(const Limit *limit, int face, const char *value, Buffer *out)
{
    for (const char *end = value + strlen(value); value < end;) {
        uint32_t c = utf8_next(&value, end);
        add_code(out, c < CHARACTERS ? limit->faces[face].codes[c == '\'' ? 0x2019 : c] : 0);
    }
}

static void fill_plate(Loop *loop, const Plate *plate, const char *const *values, Buffer *deflated)
{
    buffer_clear(&loop->contents);
    for (size_t i = 0; i < plate->count; i++) {
        const Piece *piece = &plate->pieces[i];
        buffer_add(&loop->contents, plate->fixed.data + piece->start, piece->length);
        if (piece->variable >= 0)
            fill_hole(loop->limit, piece->face, values[piece->variable], &loop->contents);
    }
    buffer_clear(deflated);
    buffer_reserve(deflated,
                   libdeflate_zlib_compress_bound(loop->compressor, loop->contents.length));
    deflated->length =
        libdeflate_zlib_compress(loop->compressor, loop->contents.data, loop->contents.length,
                                 deflated->data, deflated->capacity);
}

static void *allocate(HPDF_UINT size)
{
    return malloc(size ? size : 1);
}

static HPDF_STATUS write_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT size)
{
    buffer_add(stream->attr, bytes, size);
    return HPDF_OK;
}

static void add_page(const Limit *limit, HPDF_Doc doc, int number, HPDF_Dict *fonts,
                     const Buffer *deflated)
{
    HPDF_Page page = HPDF_AddPage(doc);
    HPDF_Page_SetWidth(page, (HPDF_REAL)limit->style.page_width);
    HPDF_Page_SetHeight(page, (HPDF_REAL)limit->style.page_height);
    HPDF_Dict resources = HPDF_Page_GetInheritableItem(page, "Resources", HPDF_OCLASS_DICT);
    HPDF_Dict of_page = HPDF_Dict_New(doc->mmgr);
    HPDF_Dict_Add(resources, "Font", of_page);
    for (int i = 0; i < FACES; i++) {
        if (!limit->plates[number].uses[i])
            continue;
        if (!fonts[i])
            fonts[i] = pdf_object_font(doc, &limit->faces[i].subset);
        char name[8];
        snprintf(name, sizeof name, "F%d", i);
        HPDF_Dict_Add(of_page, name, fonts[i]);
    }
    HPDF_PageAttr attributes = page->attr;
    pdf_object_fill(attributes->contents, deflated->data, deflated->length);
    attributes->stream = attributes->contents->stream;
}

static void make(void *opened, long index, Buffer *bytes)
{
    Loop *loop = opened;
    json_t *data = letter_data(&loop->limit->letter, index);
    const char *values[VARIABLE_COUNT];
    for (int i = 0; i < VARIABLE_COUNT; i++)
        values[i] = value_of(data, i);
    HPDF_Doc doc = HPDF_NewEx(NULL, allocate, free, 0, NULL);
    HPDF_Dict fonts[FACES] = {0};
    for (int i = 0; i < PAGES; i++) {
        fill_plate(loop, &loop->limit->plates[i], values, &loop->deflated[i]);
        add_page(loop->limit, doc, i, fonts, &loop->deflated[i]);
    }
    HPDF_Dict_Add(doc->trailer, "Info", doc->info);
    HPDF_Dict_Add(doc->info, "Title", HPDF_String_New(doc->mmgr, "Confirmation", NULL));
    HPDF_Dict_Add(doc->trailer, "Root", doc->catalog);
    buffer_clear(bytes);
    HPDF_Stream stream = HPDF_CallbackWriter_New(doc->mmgr, write_bytes, bytes);
    HPDF_Stream_WriteStr(stream, "%PDF-1.7\012%\xB5\xB5\xB5\xB5\012");
    HPDF_Xref_WriteToStream(doc->xref, stream, NULL);
    HPDF_Stream_Free(stream);
    if (HPDF_GetError(doc) != HPDF_OK) {
        fprintf(stderr, "libharu 0x%04lX\n", HPDF_GetError(doc));
        exit(EXIT_FAILURE);
    }
    HPDF_Free(doc);
    json_decref(data);
}

static void *open_loop(void *context)
{
    Loop *loop = memory_resize(NULL, 1, sizeof *loop);
    *loop = (Loop){.limit = context, .compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL)};
    return loop;
}

static void close_loop(void *opened)
{
    Loop *loop = opened;
    libdeflate_free_compressor(loop->compressor);
    buffer_free(&loop->contents);
    for (int i = 0; i < PAGES; i++)
        buffer_free(&loop->deflated[i]);
    free(loop);
}

int main(int argc, char **argv)
{
    MeterOrder order = meter_order(argc, argv);
    Error error = {0};
    static Limit limit;
    limit.letter = letter_open("tests/bench/letter");
    limit.arena = arena_new();
    if (style_load(NULL, &limit.style, &error))
        letter_stop(&error);
    prepare(&limit);
    meter_run(&(Meter){"limit", open_loop, make, close_loop, &limit}, &order);
    for (int i = 0; i < PAGES; i++) {
        buffer_free(&limit.plates[i].fixed);
        free(limit.plates[i].pieces);
    }
    close_faces(&limit);
    arena_free(limit.arena);
    letter_close(&limit.letter);
    return EXIT_SUCCESS;
}
