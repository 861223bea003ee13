/* The letter of the bench by cairo and pango: the text parsed once, one font map, layouts kept and
 * filled again, the PDF in memory.
 *
 *   cairo letter.pango records.json COUNT [FILE]     (letter.pango: see blocks.py) */
#include <cairo-pdf.h>
#include <jansson.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { LINES = 200, CELLS = 6, COLUMNS = 5 };
static const double WIDTH = 612, HEIGHT = 792, LEFT = 70.87, RIGHT = 541.13, TOP = 62.4, FOOT = 718;

typedef enum Face {
    BODY,
    TABLE,
    TABLE_BOLD,
    MUTED,
    SMALL,
    HEADING1,
    HEADING2,
    HEADING3,
    FACES
} Face;
static const char *const FONTS[FACES] = {
    "Gentium Plus 10.5", "Noto Sans 8.6",     "Noto Sans Bold 8.6",  "Noto Sans 8.6",
    "Noto Sans 7.4",     "Noto Sans Bold 18", "Noto Sans Bold 12.5", "Noto Sans Bold 10.6"};
static const unsigned INKS[FACES] = {0x1C1C1E, 0x1C1C1E, 0x1C1C1E, 0x5A6068,
                                     0x5A6068, 0x1B3A5C, 0x1B3A5C, 0x1B3A5C};

typedef struct Line { /* of letter.pango */
    char *cells[CELLS];
    int count;
} Line;

typedef struct Setter {
    Line lines[LINES];
    int count;
    json_t *records;
    PangoLayout *layouts[FACES];
    cairo_t *cairo;
    double y;
    int page;
    long index;
} Setter;

static void read_lines(Setter *setter, const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = NULL;
    size_t size = 0;
    while (file && setter->count < LINES && getline(&text, &size, file) > 0) {
        Line *line = &setter->lines[setter->count++];
        char *at = text;
        text[strcspn(text, "\n")] = '\0';
        for (char *cell; line->count < CELLS && (cell = strsep(&at, "\t"));)
            line->cells[line->count++] = strdup(cell);
    }
    free(text);
    if (!setter->count || fclose(file)) {
        perror(path);
        exit(EXIT_FAILURE);
    }
}

/* As letter_data in letter/letter.h. */
static const char *value_of(const Setter *setter, const char *name, size_t length, char *made)
{
    static const char *const LISTS[][2] = {{"eleve.prenom", "prenoms"},
                                           {"eleve.nom", "noms"},
                                           {"programme", "programmes"},
                                           {"responsable", "responsables"}};
    size_t index = (size_t)setter->index;
    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++)
        if (strlen(LISTS[i][0]) == length && !strncmp(name, LISTS[i][0], length)) {
            json_t *list = json_object_get(setter->records, LISTS[i][1]);
            return json_string_value(json_array_get(list, index % json_array_size(list)));
        }
    if (!strncmp(name, "numero", length))
        return sprintf(made, "2026-%06ld", setter->index + 1), made;
    if (!strncmp(name, "date", length))
        return sprintf(made, "%ld novembre 2026", 2 + setter->index % 27), made;
    json_t *companies = json_object_get(setter->records, "entreprises");
    char key[32];
    snprintf(key, sizeof key, "%.*s", (int)(length - strlen("entreprise.")), strchr(name, '.') + 1);
    json_t *company = json_array_get(companies, index % json_array_size(companies));
    return json_string_value(json_object_get(company, key));
}

static void fill(const Setter *setter, const char *text, char *out)
{
    for (const char *hole; (hole = strstr(text, "{{")); text = strstr(hole, "}}") + 2) {
        char made[64];
        out = mempcpy(out, text, (size_t)(hole - text));
        size_t length = strcspn(hole + 2, "}");
        for (const char *value = value_of(setter, hole + 2, length, made); *value; value++)
            out = *value == '&' ? stpcpy(out, "&amp;") : (*out = *value, out + 1);
    }
    strcpy(out, text);
}

static PangoLayout *lay(Setter *setter, Face face, const char *markup, double width)
{
    char filled[8192];
    fill(setter, markup, filled);
    PangoLayout *layout = setter->layouts[face];
    pango_layout_set_width(layout, width > 0 ? (int)(width * PANGO_SCALE) : -1);
    pango_layout_set_markup(layout, filled, -1);
    return layout;
}

static void show_line(Setter *setter, PangoLayoutLine *line, Face face, double x, double y)
{
    unsigned ink = INKS[face];
    cairo_set_source_rgb(setter->cairo, (ink >> 16) / 255.0, (ink >> 8 & 255) / 255.0,
                         (ink & 255) / 255.0);
    cairo_move_to(setter->cairo, x, y);
    pango_cairo_show_layout_line(setter->cairo, line);
}

static void rule(Setter *setter, double x1, double x2, double y, double weight)
{
    cairo_set_line_width(setter->cairo, weight);
    cairo_move_to(setter->cairo, x1, y);
    cairo_line_to(setter->cairo, x2, y);
    cairo_stroke(setter->cairo);
}

/* One line at the left or the right of x. */
static void show_cell(Setter *setter, Face face, const char *markup, double x, double y, int right)
{
    PangoLayout *layout = lay(setter, face, markup, 0);
    int width;
    pango_layout_get_size(layout, &width, NULL);
    show_line(setter, pango_layout_get_line_readonly(layout, 0), face,
              right ? x - (double)width / PANGO_SCALE : x, y);
}

static void end_page(Setter *setter)
{
    char right[64];
    setter->page++;
    sprintf(right, "{{numero}} · page %d de 2", setter->page);
    rule(setter, LEFT, RIGHT, 740, 0.4);
    show_cell(setter, SMALL, "Centre de formation professionnelle des Deux-Rivières · Confirmation",
              LEFT, 752, 0);
    show_cell(setter, SMALL, right, RIGHT, 752, 1);
    cairo_show_page(setter->cairo);
    setter->y = TOP;
}

static void need(Setter *setter, double height)
{
    if (setter->y + height > FOOT)
        end_page(setter);
}

static void set_text(Setter *setter, Face face, const char *markup, double indent, double leading)
{
    PangoLayout *layout = lay(setter, face, markup, RIGHT - LEFT - indent);
    pango_layout_set_justify(layout, face == BODY && indent == 0);
    for (GSList *line = pango_layout_get_lines_readonly(layout); line; line = line->next) {
        if (setter->y + leading > FOOT) /* the lines live on: the footer has layouts of its own */
            end_page(setter);
        setter->y += leading;
        show_line(setter, line->data, face, LEFT + indent, setter->y - 0.25 * leading);
    }
}

static void set_row(Setter *setter, const Line *line, int header)
{
    static const double EDGES[COLUMNS] = {0, 92, 355, 410, 470.26};
    Face face = header ? TABLE_BOLD : TABLE;
    if (header)
        need(setter, 14 * 15.6);
    for (int i = 0; i < COLUMNS && i + 1 < line->count; i++)
        show_cell(setter, face, line->cells[i + 1], LEFT + EDGES[i], setter->y + 9, i > 1);
    setter->y += 15.6;
    rule(setter, LEFT, RIGHT, setter->y - 3, header ? 1 : 0.4);
}

static void set_signature(Setter *setter, const Line *line, int second)
{
    need(setter, second ? 0 : 80);
    double x = second ? 318 : LEFT;
    show_cell(setter, TABLE_BOLD, line->cells[1], x, setter->y + 16, 0);
    rule(setter, x, x + 156, setter->y + 46, 0.8);
    rule(setter, x + 167, x + 223, setter->y + 46, 0.8);
    show_cell(setter, TABLE, line->cells[2], x, setter->y + 56, 0);
    show_cell(setter, MUTED, "Date", x + 167, setter->y + 56, 0);
    show_cell(setter, MUTED, line->cells[3], x, setter->y + 66, 0);
}

static void set_line(Setter *setter, const Line *line, const Line *before)
{
    const char *kind = line->cells[0];
    if (!strncmp(kind, "heading", 7)) {
        Face face = (Face)(HEADING1 + kind[7] - '1');
        need(setter, 80);
        setter->y += face == HEADING1 ? 0 : 7;
        set_text(setter, face, line->cells[1], 0, face == HEADING1 ? 23 : 16);
        setter->y += 3;
    } else if (!strcmp(kind, "paragraph")) {
        set_text(setter, BODY, line->cells[1], 0, 13.8);
        setter->y += 5;
    } else if (!strcmp(kind, "item")) {
        need(setter, 13.8);
        show_cell(setter, BODY, "•", LEFT + 8, setter->y + 0.75 * 13.8, 0);
        set_text(setter, BODY, line->cells[1], 20, 13.8);
    } else if (!strcmp(kind, "field")) {
        setter->y += 13.8;
        show_cell(setter, MUTED, line->cells[1], LEFT, setter->y - 3, 0);
        show_cell(setter, BODY, line->cells[2], LEFT + 80, setter->y - 3, 0);
    } else if (!strcmp(kind, "header") || !strcmp(kind, "row")) {
        set_row(setter, line, *kind == 'h');
    } else if (!strcmp(kind, "signature")) {
        set_signature(setter, line, !strcmp(before->cells[0], kind));
    }
}

typedef struct Bytes {
    unsigned char *data;
    size_t length, capacity;
} Bytes;

static cairo_status_t keep(void *closure, const unsigned char *data, unsigned length)
{
    Bytes *bytes = closure;
    if (bytes->length + length > bytes->capacity) {
        bytes->capacity = 2 * (bytes->length + length);
        bytes->data = realloc(bytes->data, bytes->capacity);
    }
    memcpy(bytes->data + bytes->length, data, length);
    bytes->length += length;
    return CAIRO_STATUS_SUCCESS;
}

static void make(Setter *setter, long index, Bytes *bytes)
{
    bytes->length = 0;
    setter->index = index;
    setter->y = TOP;
    setter->page = 0;
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(keep, bytes, WIDTH, HEIGHT);
    setter->cairo = cairo_create(surface);
    for (int i = 0; i < setter->count; i++)
        set_line(setter, &setter->lines[i], &setter->lines[i ? i - 1 : 0]);
    end_page(setter);
    cairo_destroy(setter->cairo);
    cairo_surface_finish(surface);
    if (cairo_surface_status(surface) || setter->page != 2) {
        fprintf(stderr, "cairo: %s, %d pages\n",
                cairo_status_to_string(cairo_surface_status(surface)), setter->page);
        exit(EXIT_FAILURE);
    }
    cairo_surface_destroy(surface);
}

static void open_layouts(Setter *setter)
{
    PangoFontMap *map = pango_cairo_font_map_get_default();
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
    PangoContext *context = pango_font_map_create_context(map);
    pango_context_set_language(context, pango_language_from_string("fr"));
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    for (int i = 0; i < FACES; i++) {
        setter->layouts[i] = pango_layout_new(context);
        PangoFontDescription *font = pango_font_description_from_string(FONTS[i]);
        pango_layout_set_font_description(setter->layouts[i], font);
        pango_font_description_free(font);
    }
    g_object_unref(context);
}

static double now(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

int main(int argc, char **argv)
{
    static Setter setter;
    if (argc < 4)
        return fprintf(stderr, "usage: %s letter.pango records.json COUNT [FILE]\n", argv[0]),
               EXIT_FAILURE;
    read_lines(&setter, argv[1]);
    setter.records = json_load_file(argv[2], 0, NULL);
    open_layouts(&setter);
    long count = strtol(argv[3], NULL, 10);
    Bytes bytes = {0};
    for (long i = 0; i < 10; i++)
        make(&setter, i, &bytes);
    double cpu = now(CLOCK_PROCESS_CPUTIME_ID), wall = now(CLOCK_MONOTONIC);
    size_t size = 0;
    for (long i = 0; i < count; i++) {
        make(&setter, i, &bytes);
        size += bytes.length;
    }
    cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    wall = now(CLOCK_MONOTONIC) - wall;
    FILE *file = argc > 4 ? fopen(argv[4], "wb") : NULL;
    if (argc > 4 &&
        (!file || fwrite(bytes.data, 1, bytes.length, file) != bytes.length || fclose(file)))
        return perror(argv[4]), EXIT_FAILURE;
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("{\"engine\": \"cairo + pango\", \"mode\": \"memory\", \"workers\": 1, \"documents\": "
           "%ld, \"cpu\": %.4f, "
           "\"wall\": %.4f, \"per_cpu_second\": %.1f, \"per_second\": %.1f, \"bytes\": %zu, "
           "\"peak_kib\": %ld}\n",
           count, cpu, wall, (double)count / cpu, (double)count / wall, size / (size_t)count,
           used.ru_maxrss);
    return EXIT_SUCCESS;
}
