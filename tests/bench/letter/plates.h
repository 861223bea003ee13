/* plates: the pages of the bench's letter with holes for its values, made once.
 *
 * The template is filled with a character of the private area for each variable; its lines are
 * broken with the widest value in the place of each, kerned, and justified where they have no
 * hole. A Plate is then the page's operators, in pieces that end where a value goes.
 */
#ifndef ATE_TESTS_BENCH_PLATES_H
#define ATE_TESTS_BENCH_PLATES_H

#include "letter.h"

#include "base/text.h"
#include "page/style.h"
#include "page/subset.h"

#include <limits.h>
#include <math.h>

typedef enum Family { TEXT, SANS, FAMILIES } Family;
enum { STYLES = 4 /* of RUN_BOLD | RUN_ITALIC */, FACES = FAMILIES * STYLES, NO_FACE = -1 };
enum { PAGES = 2, CHARACTERS = 0x3000 };
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

typedef struct Plates {
    Letter letter;
    Style style;
    Face faces[FACES];
    Plate pages[PAGES];
    int page;
    double y;
    Arena *arena;
} Plates;

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

static void open_faces(Plates *plates)
{
    const FaceChoice *const choices[] = {&plates->style.text_face, &plates->style.title_face};
    for (int i = 0; i < FACES; i++) {
        Face *face = &plates->faces[i];
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

static void close_faces(Plates *plates)
{
    for (int i = 0; i < FACES; i++) {
        subset_free(&plates->faces[i].subset);
        hb_map_destroy(plates->faces[i].meanings);
        hb_set_destroy(plates->faces[i].glyphs);
        hb_font_destroy(plates->faces[i].font);
    }
}

/* In ems; the face then has it. */
static double advance_of(Plates *plates, int index, uint32_t c)
{
    Face *face = &plates->faces[index];
    hb_codepoint_t glyph = 0;
    if (c < ' ' || c >= CHARACTERS || !hb_font_get_nominal_glyph(face->font, c, &glyph))
        return 0;
    hb_set_add(face->glyphs, glyph);
    hb_map_set(face->meanings, glyph, c);
    return (double)hb_font_get_glyph_h_advance(face->font, glyph) /
           hb_face_get_upem(hb_font_get_face(face->font));
}

static double width_of(Plates *plates, int face, const char *text)
{
    double width = 0;
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t c = utf8_next(&text, end);
        width += advance_of(plates, face, c == '\'' ? 0x2019 : c);
    }
    return width;
}

static void cut_faces(Plates *plates)
{
    for (int i = 0; i < FACES; i++) {
        Face *face = &plates->faces[i];
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
static const char *widest_value(Plates *plates, int variable, int face)
{
    const char *widest = "";
    for (long letter = 0; letter < LETTER_LONGEST_LIST; letter++) {
        json_t *data = letter_data(&plates->letter, letter);
        const char *value = arena_string(plates->arena, value_of(data, variable));
        if (width_of(plates, face, value) > width_of(plates, face, widest))
            widest = value;
        json_decref(data);
    }
    width_of(plates, face, "0123456789");
    return widest;
}

static bool is_hole(uint32_t c)
{
    return c >= HOLE && c < HOLE + VARIABLE_COUNT;
}

/* Shapes what stands between two holes, all of one face. */
static void kern(const Plates *plates, Atom *atoms, size_t count, double size)
{
    hb_buffer_t *buffer = hb_buffer_create();
    for (size_t i = 0; i < count; i++)
        hb_buffer_add(buffer, atoms[i].c, (unsigned)i);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_guess_segment_properties(buffer);
    const hb_feature_t off[] = {{HB_TAG('l', 'i', 'g', 'a'), 0, 0, UINT_MAX},
                                {HB_TAG('c', 'c', 'm', 'p'), 0, 0, UINT_MAX}};
    hb_font_t *font = plates->faces[atoms->face].font;
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

static void kern_all(const Plates *plates, Atoms atoms, double size)
{
    for (size_t start = 0; start < atoms.count;) {
        size_t end = start;
        while (end < atoms.count && !is_hole(atoms.items[end].c) &&
               atoms.items[end].face == atoms.items[start].face)
            end++;
        if (end > start)
            kern(plates, &atoms.items[start], end - start, size);
        start = end > start ? end : start + 1;
    }
}

static Atoms read_runs(Plates *plates, const Run *runs, const Look *look)
{
    size_t length = 0;
    for (const Run *run = runs; run; run = run->next)
        length += strlen(run->text);
    Atoms atoms = {arena_array_of(plates->arena, length + 1, Atom), 0};
    for (const Run *run = runs; run; run = run->next) {
        int face = face_of(look, run->style);
        const char *at = run->text, *end = at + strlen(at);
        while (at < end) {
            uint32_t c = utf8_next(&at, end);
            c = c == '\'' ? 0x2019 : c;
            double width = is_hole(c)
                               ? width_of(plates, face, widest_value(plates, (int)(c - HOLE), face))
                               : advance_of(plates, face, c);
            atoms.items[atoms.count++] = (Atom){c, face, width * look->measure.size, 0};
        }
    }
    kern_all(plates, atoms, look->measure.size);
    return atoms;
}

static Atoms read_text(Plates *plates, const char *text, const Look *look)
{
    return read_runs(plates, &(Run){.text = text ? text : ""}, look);
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

static Plate *plate_of(Plates *plates)
{
    return &plates->pages[plates->page];
}

static void add_line(Plates *plates, Atoms atoms, const Look *look, double x, double y)
{
    Plate *plate = plate_of(plates);
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
            add_code(out, plates->faces[face].codes[atom->c]);
        if (fabs(atom->shift) > 1.5)
            buffer_printf(out, ")%.0f(", -atom->shift);
    }
    buffer_add_text(out, face == NO_FACE ? "ET\n" : ")]TJ\nET\n");
}

static void add_rule(Plates *plates, double x1, double x2, double y, double weight)
{
    buffer_printf(&plate_of(plates)->fixed, "%g w\n%.2f %.2f m\n%.2f %.2f l\nS\n", weight, x1, y,
                  x2, y);
}

static void need(Plates *plates, double height)
{
    const Style *style = &plates->style;
    if (plates->y - height >= style->margin_bottom)
        return;
    if (++plates->page == PAGES) {
        fputs("the letter has more pages than plates\n", stderr);
        exit(EXIT_FAILURE);
    }
    plates->y = style->page_height - style->margin_top;
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

static void set_lines(Plates *plates, Atoms atoms, const Look *look, double x, double width)
{
    for (size_t start = 0; start < atoms.count;) {
        size_t end = line_end(atoms, start, width);
        need(plates, look->measure.leading);
        plates->y -= look->measure.leading;
        Atoms line = {&atoms.items[start], end - start};
        if (end < atoms.count && look->family == TEXT)
            justify(line, look, width);
        add_line(plates, line, look, x, plates->y + look->measure.leading - look->measure.size);
        start = end + 1;
    }
}

/* ---- blocks ---- */

static void set_heading(Plates *plates, const Block *block)
{
    Look look = {SANS, RUN_BOLD, plates->style.headings[block->level - 1], plates->style.accent};
    need(plates, 5 * look.measure.leading);
    plates->y -= block->level > 1 ? 0.5 * look.measure.leading : 0;
    set_lines(plates, read_runs(plates, block->runs, &look), &look, plates->style.margin_left,
              style_text_width(&plates->style));
    plates->y -= 4;
}

static void set_paragraph(Plates *plates, const Block *block, double indent)
{
    Look look = {TEXT, 0, plates->style.text, plates->style.ink};
    set_lines(plates, read_runs(plates, block->runs, &look), &look,
              plates->style.margin_left + indent, style_text_width(&plates->style) - indent);
    plates->y -= indent > 0 ? 1 : 5;
}

static void set_list(Plates *plates, const Block *list)
{
    Look look = {TEXT, 0, plates->style.text, plates->style.ink};
    for (const Block *item = list->first; item; item = item->next) {
        need(plates, look.measure.leading);
        add_line(plates, read_text(plates, "•", &look), &look, plates->style.margin_left + 8,
                 plates->y - look.measure.size);
        for (const Block *block = item->first; block; block = block->next)
            set_paragraph(plates, block, 20);
    }
}

static void set_fields(Plates *plates, const Block *fields)
{
    Look label = {SANS, 0, plates->style.table, plates->style.muted};
    Look value = {TEXT, 0, plates->style.text, plates->style.ink};
    for (const Block *row = fields->first; row; row = row->next) {
        need(plates, value.measure.leading);
        plates->y -= value.measure.leading;
        add_line(plates, read_runs(plates, row->first->runs, &label), &label,
                 plates->style.margin_left, plates->y);
        add_line(plates, read_runs(plates, row->last->runs, &value), &value,
                 plates->style.margin_left + 80, plates->y);
    }
    plates->y -= 10;
}

enum { COLUMNS = 5 };

static void column_edges(Plates *plates, const Block *table, const Look *look, double *edges)
{
    double widths[COLUMNS] = {0}, all = 0;
    for (const Block *row = table->first; row; row = row->next) {
        const Block *cell = row->first;
        for (int i = 0; i < COLUMNS && cell; i++, cell = cell->next) {
            double width = atoms_width(read_runs(plates, cell->runs, look));
            widths[i] = width > widths[i] ? width : widths[i];
        }
    }
    for (int i = 0; i < COLUMNS; i++)
        all += widths[i];
    double gap = (style_text_width(&plates->style) - all) / (COLUMNS - 1);
    edges[0] = plates->style.margin_left;
    for (int i = 0; i < COLUMNS; i++)
        edges[i + 1] = edges[i] + widths[i] + gap;
    edges[COLUMNS] -= gap;
    for (int i = 1; i < COLUMNS; i++) /* a column ends where the gap begins */
        edges[COLUMNS + i] = edges[i] - gap;
    edges[2 * COLUMNS] = edges[COLUMNS];
}

static void set_table(Plates *plates, const Block *table)
{
    const Style *style = &plates->style;
    const double height = style->table.leading + 4;
    size_t rows = 0;
    for (const Block *row = table->first; row; row = row->next)
        rows++;
    need(plates, (double)rows * height);
    Look bold = {SANS, RUN_BOLD, style->table, style->ink};
    Look plain = {SANS, 0, style->table, style->ink};
    double edges[2 * COLUMNS + 1];
    column_edges(plates, table, &bold, edges);
    for (const Block *row = table->first; row; row = row->next) {
        const Look *look = row == table->first ? &bold : &plain;
        const Block *cell = row->first;
        for (int i = 0; i < COLUMNS && cell; i++, cell = cell->next) {
            Atoms atoms = read_runs(plates, cell->runs, look);
            bool right = table->aligns[i] == ALIGN_RIGHT;
            add_line(plates, atoms, look,
                     right ? edges[COLUMNS + i + 1] - atoms_width(atoms) : edges[i],
                     plates->y - style->table.size);
        }
        plates->y -= height;
        add_rule(plates, style->margin_left, style->page_width - style->margin_right, plates->y + 4,
                 row == table->first || !row->next ? 1 : 0.4);
    }
    plates->y -= 6;
}

static void set_signatures(Plates *plates, const Block *signatures)
{
    const Style *style = &plates->style;
    Look label = {SANS, RUN_BOLD, style->table, style->accent};
    Look name = {SANS, 0, style->table, style->ink};
    Look small = {SANS, 0, style->small, style->muted};
    need(plates, 80);
    double x = style->margin_left, width = style_text_width(style) / 2 - 12;
    for (const Block *one = signatures->first; one; one = one->next, x += width + 24) {
        add_line(plates, read_text(plates, one->label, &label), &label, x, plates->y - 16);
        add_rule(plates, x, x + 0.7 * width, plates->y - 46, 0.8);
        add_rule(plates, x + 0.75 * width, x + width, plates->y - 46, 0.8);
        add_line(plates, read_text(plates, one->name, &name), &name, x, plates->y - 56);
        add_line(plates, read_text(plates, "Date", &small), &small, x + 0.75 * width,
                 plates->y - 56);
        add_line(plates, read_text(plates, one->title, &small), &small, x, plates->y - 66);
    }
    plates->y -= 80;
}

static void set_block(Plates *plates, const Block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        set_heading(plates, block);
        break;
    case BLOCK_PARAGRAPH:
        set_paragraph(plates, block, 0);
        break;
    case BLOCK_LIST:
        set_list(plates, block);
        break;
    case BLOCK_FIELDS:
        set_fields(plates, block);
        break;
    case BLOCK_TABLE:
        set_table(plates, block);
        break;
    case BLOCK_SIGNATURES:
        set_signatures(plates, block);
        break;
    default:
        fputs("the letter has a block that the plates lack\n", stderr);
        exit(1);
    }
}

static void set_footer(Plates *plates, const Doc *doc)
{
    const Style *style = &plates->style;
    Look look = {SANS, 0, style->small, style->muted};
    char page[32];
    snprintf(page, sizeof page, " · page %d de %d", plates->page + 1, PAGES);
    Atoms right = read_text(plates, arena_printf(plates->arena, "%s%s", doc->number, page), &look);
    double edge = style->page_width - style->margin_right;
    add_rule(plates, style->margin_left, edge, style->footer_baseline + 12, 0.4);
    add_line(plates, read_text(plates, doc->footer, &look), &look, style->margin_left,
             style->footer_baseline);
    add_line(plates, right, &look, edge - atoms_width(right), style->footer_baseline);
    end_piece(plate_of(plates), -1, NO_FACE);
}

static void lay(Plates *plates, const Doc *doc)
{
    for (int i = 0; i < PAGES; i++) {
        buffer_clear(&plates->pages[i].fixed);
        plates->pages[i].count = plates->pages[i].done = 0;
    }
    plates->page = 0;
    plates->y = plates->style.page_height - plates->style.margin_top;
    for (const Block *block = doc->root->first; block; block = block->next)
        set_block(plates, block);
    for (plates->page = 0; plates->page < PAGES; plates->page++)
        set_footer(plates, doc);
}

static void fill_hole(const Face *face, const char *value, Buffer *out)
{
    for (const char *end = value + strlen(value); value < end;) {
        uint32_t c = utf8_next(&value, end);
        add_code(out, c < CHARACTERS ? face->codes[c == '\'' ? 0x2019 : c] : 0);
    }
}

/* Laid twice: to know what each face prints, then with the codes of its subset. `made` starts
 * zeroed. */
static void plates_open(Plates *made, const char *folder)
{
    Error error = {0};
    made->letter = letter_open(folder);
    made->arena = arena_new();
    if (style_load(NULL, &made->style, &error))
        letter_stop(&error);
    json_t *data = hollow_data(made->arena);
    Doc doc = letter_fill(&made->letter, data, made->arena);
    open_faces(made);
    lay(made, &doc);
    cut_faces(made);
    lay(made, &doc);
    json_decref(data);
}

static void plates_close(Plates *plates)
{
    for (int i = 0; i < PAGES; i++) {
        buffer_free(&plates->pages[i].fixed);
        free(plates->pages[i].pieces);
    }
    close_faces(plates);
    arena_free(plates->arena);
    letter_close(&plates->letter);
}

/* The contents of a page with these values. */
static void plates_fill(const Plates *plates, int page, const char *const *values, Buffer *out)
{
    const Plate *plate = &plates->pages[page];
    buffer_clear(out);
    for (size_t i = 0; i < plate->count; i++) {
        const Piece *piece = &plate->pieces[i];
        buffer_add(out, plate->fixed.data + piece->start, piece->length);
        if (piece->variable >= 0)
            fill_hole(&plates->faces[piece->face], values[piece->variable], out);
    }
}

#endif
