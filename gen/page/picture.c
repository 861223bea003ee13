/* A small PNG decoder: chunks, one inflate of known length, the five filters,
 * then every colour type brought to grey or RGB on white. The sizes that the
 * header announces are bounded before anything is allocated. */
#include "page/picture.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/message.h"

#include <libdeflate.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE_LIMIT = 4000, FILE_LIMIT = 32 << 20, DEFLATE_LEVEL = 9 };
enum { GREY = 0, RGB = 2, PALETTE = 3, GREY_ALPHA = 4, RGB_ALPHA = 6 };

typedef struct Png {
    uint32_t width, height;
    unsigned depth, type, interlace;
    unsigned char palette[256][4]; /* red, green, blue, alpha */
    unsigned palette_count;
    bool has_key; /* one colour is transparent */
    unsigned key[3];
    Buffer data; /* IDAT chunks, end to end */
} Png;

static uint32_t big_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static unsigned channels_of(unsigned type)
{
    switch (type) {
    case GREY:
        return 1;
    case RGB:
        return 3;
    case PALETTE:
        return 1;
    case GREY_ALPHA:
        return 2;
    case RGB_ALPHA:
        return 4;
    default:
        return 0;
    }
}

static bool read_header(Png *png, const unsigned char *data, uint32_t length)
{
    if (length != 13)
        return false;
    png->width = big_endian(data);
    png->height = big_endian(data + 4);
    png->depth = data[8];
    png->type = data[9];
    png->interlace = data[12];
    bool depth = png->depth == 8 || (png->depth == 16 && png->type != PALETTE) ||
                 ((png->depth == 1 || png->depth == 2 || png->depth == 4) &&
                  (png->type == GREY || png->type == PALETTE));
    return depth && channels_of(png->type) && data[10] == 0 && data[11] == 0 && png->width &&
           png->height && png->width <= SIDE_LIMIT && png->height <= SIDE_LIMIT;
}

static bool read_palette(Png *png, const unsigned char *data, uint32_t length)
{
    if (length % 3 || length > 768)
        return false;
    png->palette_count = length / 3;
    for (unsigned i = 0; i < png->palette_count; i++) {
        memcpy(png->palette[i], data + 3 * (size_t)i, 3);
        png->palette[i][3] = 255;
    }
    return true;
}

static void read_transparency(Png *png, const unsigned char *data, uint32_t length)
{
    if (png->type == PALETTE)
        for (uint32_t i = 0; i < length && i < 256; i++)
            png->palette[i][3] = data[i];
    unsigned count = channels_of(png->type);
    if ((png->type != GREY && png->type != RGB) || length != 2 * count)
        return;
    png->has_key = true;
    for (unsigned i = 0; i < count; i++)
        png->key[i] = (unsigned)data[2 * i] << 8 | data[2 * i + 1];
}

static bool read_chunks(Png *png, const unsigned char *bytes, size_t length)
{
    bool header = false;
    for (size_t at = 8; at + 12 <= length;) {
        uint32_t size = big_endian(bytes + at);
        const unsigned char *name = bytes + at + 4, *data = bytes + at + 8;
        if (size > length - at - 12 ||
            libdeflate_crc32(0, name, size + 4) != big_endian(data + size))
            return false;
        if (!memcmp(name, "IHDR", 4)) {
            if (header || !read_header(png, data, size))
                return false;
            header = true;
        } else if (!header) {
            return false;
        } else if (!memcmp(name, "PLTE", 4)) {
            if (!read_palette(png, data, size))
                return false;
        } else if (!memcmp(name, "tRNS", 4)) {
            read_transparency(png, data, size);
        } else if (!memcmp(name, "IDAT", 4)) {
            buffer_add(&png->data, data, size);
        } else if (!memcmp(name, "IEND", 4)) {
            return png->data.length > 0;
        }
        at += (size_t)size + 12;
    }
    return false;
}

static unsigned char paeth(int left, int up, int corner)
{
    int guess = left + up - corner;
    int to_left = guess > left ? guess - left : left - guess;
    int to_up = guess > up ? guess - up : up - guess;
    int to_corner = guess > corner ? guess - corner : corner - guess;
    if (to_left <= to_up && to_left <= to_corner)
        return (unsigned char)left;
    return (unsigned char)(to_up <= to_corner ? up : corner);
}

/* `rows` of 1 + stride bytes, in place; `step` bytes a pixel. */
static bool undo_filters(unsigned char *rows, size_t stride, uint32_t height, size_t step)
{
    const unsigned char *up = NULL;
    for (uint32_t y = 0; y < height; y++) {
        unsigned filter = *rows;
        unsigned char *row = rows + 1;
        if (filter > 4)
            return false;
        for (size_t i = 0; i < stride; i++) {
            int left = i >= step ? row[i - step] : 0, above = up ? up[i] : 0;
            int corner = up && i >= step ? up[i - step] : 0;
            const int predicted[] = {0, left, above, (left + above) / 2,
                                     paeth(left, above, corner)};
            row[i] = (unsigned char)(row[i] + predicted[filter]);
        }
        up = row;
        rows += stride + 1;
    }
    return true;
}

static unsigned sample(const unsigned char *row, unsigned depth, size_t i)
{
    if (depth == 8)
        return row[i];
    if (depth == 16)
        return (unsigned)row[2 * i] << 8 | row[2 * i + 1];
    size_t bit = i * depth;
    return (unsigned)row[bit / 8] >> (8 - depth - bit % 8) & ((1u << depth) - 1);
}

static unsigned char to_byte(unsigned value, unsigned depth)
{
    return (unsigned char)(depth == 16 ? value >> 8 : value * 255 / ((1u << depth) - 1));
}

static unsigned char on_white(unsigned value, unsigned alpha)
{
    return (unsigned char)((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

/* One pixel to red, green, blue (grey in all three). */
static void pixel(const Png *png, const unsigned char *row, uint32_t x, unsigned char rgb[3])
{
    unsigned count = channels_of(png->type), raw[4] = {0}, alpha = 255;
    for (unsigned i = 0; i < count; i++)
        raw[i] = sample(row, png->depth, (size_t)x * count + i);
    if (png->type == PALETTE) {
        const unsigned char *entry = png->palette[raw[0] & 255];
        for (int i = 0; i < 3; i++)
            rgb[i] = on_white(entry[i], entry[3]);
        return;
    }
    bool grey = png->type == GREY || png->type == GREY_ALPHA;
    if (png->type == GREY_ALPHA || png->type == RGB_ALPHA)
        alpha = to_byte(raw[count - 1], png->depth);
    if (png->has_key && !memcmp(raw, png->key, count * sizeof *raw))
        alpha = 0;
    for (int i = 0; i < 3; i++)
        rgb[i] = on_white(to_byte(raw[grey ? 0 : i], png->depth), alpha);
}

static void deflate_pixels(Arena *arena, const unsigned char *pixels, size_t length,
                           Picture *picture)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
    if (!compressor)
        memory_exhausted(length);
    size_t bound = libdeflate_zlib_compress_bound(compressor, length);
    void *bytes = arena_alloc(arena, bound);
    picture->length = libdeflate_zlib_compress(compressor, pixels, length, bytes, bound);
    picture->pixels = bytes;
    libdeflate_free_compressor(compressor);
}

static void convert(Arena *arena, const Png *png, const unsigned char *rows, size_t stride,
                    Picture *picture)
{
    size_t channels = png->type == GREY || png->type == GREY_ALPHA ? 1 : 3;
    size_t length = (size_t)png->width * png->height * channels;
    Buffer pixels = {0};
    buffer_reserve(&pixels, length);
    for (uint32_t y = 0; y < png->height; y++) {
        const unsigned char *row = rows + y * (stride + 1) + 1;
        for (uint32_t x = 0; x < png->width; x++) {
            unsigned char rgb[3];
            pixel(png, row, x, rgb);
            buffer_add(&pixels, rgb, channels);
        }
    }
    *picture = (Picture){.width = png->width, .height = png->height, .channels = (int)channels};
    deflate_pixels(arena, (const unsigned char *)pixels.data, pixels.length, picture);
    buffer_free(&pixels);
}

static bool decode(Arena *arena, Png *png, Picture *picture)
{
    size_t bits = (size_t)png->depth * channels_of(png->type);
    size_t stride = (png->width * bits + 7) / 8, expected = (stride + 1) * png->height;
    unsigned char *rows = memory_resize(NULL, expected, 1);
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    if (!decompressor)
        memory_exhausted(expected);
    size_t made = 0;
    bool good = libdeflate_zlib_decompress(decompressor, png->data.data, png->data.length, rows,
                                           expected, &made) == LIBDEFLATE_SUCCESS &&
                made == expected && undo_filters(rows, stride, png->height, (bits + 7) / 8);
    if (good)
        convert(arena, png, rows, stride, picture);
    libdeflate_free_decompressor(decompressor);
    free(rows);
    return good;
}

Status picture_load(Arena *arena, const char *path, Picture *picture, Error *error)
{
    Buffer bytes = {0};
    Png png = {0};
    Status status = file_read(path, FILE_LIMIT, &bytes, error);
    if (status)
        goto out;
    if (bytes.length < 8 || memcmp(bytes.data, "\x89PNG\r\n\x1A\n", 8) ||
        !read_chunks(&png, (const unsigned char *)bytes.data, bytes.length)) {
        status = error_set(error, STATUS_USAGE, path, _("ce n'est pas une image PNG lisible"));
        error_remedy(error, _("enregistrez l'image de nouveau en PNG, d'au plus %d pixels de côté"),
                     SIDE_LIMIT);
    } else if (png.interlace) {
        status = error_set(error, STATUS_USAGE, path, _("cette image PNG est entrelacée"));
        error_remedy(error, _("enregistrez-la de nouveau sans entrelacement"));
    } else if (!decode(arena, &png, picture)) {
        status = error_set(error, STATUS_USAGE, path, _("cette image PNG est abîmée"));
        error_remedy(error, _("enregistrez-la de nouveau"));
    }
out:
    buffer_free(&png.data);
    buffer_free(&bytes);
    return status;
}
