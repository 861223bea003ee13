/* picture: a PNG made ready for a PDF: grey or RGB, eight bits, deflated, what
 * is transparent flattened on white. */
#ifndef ATE_PAGE_PICTURE_H
#define ATE_PAGE_PICTURE_H

#include "base/arena.h"
#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

typedef struct Picture {
    uint32_t width, height; /* pixels */
    int channels;           /* 1: grey, 3: RGB */
    const void *pixels;     /* deflated (zlib); in the arena */
    size_t length;
} Picture;

/* STATUS_USAGE when the file is not a PNG that can be printed, STATUS_SYSTEM
 * when it cannot be read. Interlaced files are refused. */
Status picture_load(Arena *arena, const char *path, Picture *picture, Error *error);

#endif
