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
#include "letter/haru.h"
#include "letter/meter.h"
#include "letter/plates.h"

#include <libdeflate.h>

enum { DEFLATE_LEVEL = 1 };

typedef struct Loop { /* of one worker */
    const Plates *plates;
    struct libdeflate_compressor *compressor;
    Buffer contents, deflated[PAGES];
} Loop;

static void *open_loop(void *context)
{
    Loop *loop = memory_resize(NULL, 1, sizeof *loop);
    *loop = (Loop){.plates = context, .compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL)};
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

static void deflate(struct libdeflate_compressor *compressor, const Buffer *bytes, Buffer *out)
{
    buffer_clear(out);
    buffer_reserve(out, libdeflate_zlib_compress_bound(compressor, bytes->length));
    out->length =
        libdeflate_zlib_compress(compressor, bytes->data, bytes->length, out->data, out->capacity);
}

static void add_fonts(const Plates *plates, int page, HPDF_Doc doc, HPDF_Dict *made, HPDF_Dict to)
{
    for (int i = 0; i < FACES; i++) {
        if (!plates->pages[page].uses[i])
            continue;
        if (!made[i])
            made[i] = haru_font(doc, &plates->faces[i].subset);
        char name[8];
        snprintf(name, sizeof name, "F%d", i);
        HPDF_Dict_Add(to, name, made[i]);
    }
}

static void make(void *opened, long index, Buffer *bytes)
{
    Loop *loop = opened;
    const Style *style = &loop->plates->style;
    json_t *data = letter_data(&loop->plates->letter, index);
    const char *values[VARIABLE_COUNT];
    for (int i = 0; i < VARIABLE_COUNT; i++)
        values[i] = value_of(data, i);
    HPDF_Doc doc = haru_open("Confirmation");
    HPDF_Dict fonts[FACES] = {0};
    for (int i = 0; i < PAGES; i++) {
        plates_fill(loop->plates, i, values, &loop->contents);
        deflate(loop->compressor, &loop->contents, &loop->deflated[i]);
        HPDF_Dict page = haru_page(doc, style->page_width, style->page_height, &loop->deflated[i]);
        add_fonts(loop->plates, i, doc, fonts, page);
    }
    haru_save(doc, bytes);
    json_decref(data);
}

int main(int argc, char **argv)
{
    MeterOrder order = meter_order(argc, argv);
    static Plates plates;
    plates_open(&plates, "tests/bench/letter");
    meter_run(&(Meter){"limit", open_loop, make, close_loop, &plates}, &order);
    plates_close(&plates);
    return EXIT_SUCCESS;
}
