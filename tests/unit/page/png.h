/* png: PNG files of any kind, faults included, for the tests. */
#ifndef ATE_TESTS_PAGE_PNG_H
#define ATE_TESTS_PAGE_PNG_H

#include "base/buffer.h"

#include <libdeflate.h>
#include <stdint.h>

typedef struct Image { /* what the PNG to be made says */
    unsigned width, height, depth, type, interlace;
    const char *rows; /* each row: its filter, then its bytes */
    size_t length;
    const char *palette, *transparency;
    size_t palette_length, transparency_length;
} Image;

static inline void add_32(Buffer *out, uint32_t value)
{
    const char bytes[] = {(char)(value >> 24), (char)(value >> 16), (char)(value >> 8),
                          (char)value};
    buffer_add(out, bytes, 4);
}

static inline void add_chunk(Buffer *out, const char *name, const void *data, size_t length)
{
    add_32(out, (uint32_t)length);
    size_t start = out->length;
    buffer_add(out, name, 4);
    if (length)
        buffer_add(out, data, length);
    add_32(out, libdeflate_crc32(0, out->data + start, length + 4));
}

static inline Buffer make_png(const Image *image)
{
    Buffer png = {0}, header = {0};
    buffer_add(&png, "\x89PNG\r\n\x1A\n", 8);
    add_32(&header, image->width);
    add_32(&header, image->height);
    const char rest[] = {(char)image->depth, (char)image->type, 0, 0, (char)image->interlace};
    buffer_add(&header, rest, 5);
    add_chunk(&png, "IHDR", header.data, header.length);
    if (image->palette)
        add_chunk(&png, "PLTE", image->palette, image->palette_length);
    if (image->transparency)
        add_chunk(&png, "tRNS", image->transparency, image->transparency_length);
    char packed[65536];
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
    size_t length =
        libdeflate_zlib_compress(compressor, image->rows, image->length, packed, sizeof packed);
    libdeflate_free_compressor(compressor);
    add_chunk(&png, "IDAT", packed, length / 2); /* in two, as encoders do */
    add_chunk(&png, "IDAT", packed + length / 2, length - length / 2);
    add_chunk(&png, "IEND", NULL, 0);
    buffer_free(&header);
    return png;
}

#endif
