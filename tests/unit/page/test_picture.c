/* picture: every kind of PNG to grey or RGB on white; broken files are told. */
#include "page/picture.h"

#include "png.h"
#include "suite.h"

#include <string.h>
#include <unistd.h>

static Status load(Arena *arena, const Buffer *png, Picture *picture, Error *error)
{
    char path[] = "/tmp/ate-picture-XXXXXX";
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, buffer_text(png), png->length), (ssize_t)png->length);
    close(file);
    Status status = picture_load(arena, path, picture, error);
    unlink(path);
    return status;
}

static void assert_pixels(const Image *image, int channels, const char *pixels)
{
    Arena *arena = arena_new();
    Buffer png = make_png(image);
    Picture picture;
    Error error = {0};
    ck_assert_msg(!load(arena, &png, &picture, &error), "%s", error.what);
    ck_assert_uint_eq(picture.width, image->width);
    ck_assert_uint_eq(picture.height, image->height);
    ck_assert_int_eq(picture.channels, channels);
    size_t length = (size_t)image->width * image->height * (size_t)channels, made;
    char bytes[256];
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    ck_assert_int_eq(libdeflate_zlib_decompress(decompressor, picture.pixels, picture.length, bytes,
                                                sizeof bytes, &made),
                     LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(decompressor);
    ck_assert_uint_eq(made, length);
    ck_assert_mem_eq(bytes, pixels, length);
    buffer_free(&png);
    arena_free(arena);
}

#define ROWS(bytes) bytes, sizeof(bytes) - 1

START_TEST(every_colour_type_is_read)
{
    assert_pixels(&(Image){2, 1, 8, 0, 0, ROWS("\0\x10\x20"), NULL, NULL, 0, 0}, 1, "\x10\x20");
    assert_pixels(&(Image){1, 1, 8, 2, 0, ROWS("\0\x10\x20\x30"), NULL, NULL, 0, 0}, 3,
                  "\x10\x20\x30");
    assert_pixels(&(Image){2, 1, 8, 4, 0, ROWS("\0\x00\x80\x40\xFF"), NULL, NULL, 0, 0}, 1,
                  "\x7F\x40");
    assert_pixels(&(Image){1, 1, 8, 6, 0, ROWS("\0\x10\x20\x30\x00"), NULL, NULL, 0, 0}, 3,
                  "\xFF\xFF\xFF");
    assert_pixels(&(Image){1, 1, 16, 2, 0, ROWS("\0\x10\x99\x20\x99\x30\x99"), NULL, NULL, 0, 0}, 3,
                  "\x10\x20\x30");
    assert_pixels(&(Image){5, 1, 1, 0, 0, ROWS("\0\xA8"), NULL, NULL, 0, 0}, 1, "\xFF\0\xFF\0\xFF");
    assert_pixels(&(Image){3, 1, 4, 0, 0, ROWS("\0\x0F\x50"), NULL, NULL, 0, 0}, 1, "\0\xFF\x55");
}
END_TEST

START_TEST(palettes_and_transparent_colours_are_flattened)
{
    assert_pixels(&(Image){2, 1, 8, 3, 0, ROWS("\0\1\0"), "\1\2\3\4\5\6", NULL, 6, 0}, 3,
                  "\4\5\6\1\2\3");
    assert_pixels(&(Image){2, 1, 2, 3, 0, ROWS("\0\x10"), "\1\2\3\4\5\6", "\0", 6, 1}, 3,
                  "\xFF\xFF\xFF\4\5\6");
    assert_pixels(&(Image){2, 1, 8, 0, 0, ROWS("\0\x10\x20"), NULL, "\0\x20", 0, 2}, 1, "\x10\xFF");
    /* An index past the palette is black, never memory. */
    assert_pixels(&(Image){1, 1, 8, 3, 0, ROWS("\0\xFF"), "\1\2\3", NULL, 3, 0}, 3, "\xFF\xFF\xFF");
}
END_TEST

START_TEST(the_five_filters_are_undone)
{
    /* The same grey square, 10 20 / 30 40, by each filter on its second row. */
    static const char ROWS_OF[][7] = {"\0\x10\x20\0\x30\x40", "\0\x10\x20\1\x30\x10",
                                      "\0\x10\x20\2\x20\x20", "\0\x10\x20\3\x28\x18",
                                      "\0\x10\x20\4\x20\x10"};
    for (int i = 0; i < 5; i++)
        assert_pixels(&(Image){2, 2, 8, 0, 0, ROWS_OF[i], 6, NULL, NULL, 0, 0}, 1,
                      "\x10\x20\x30\x40");
}
END_TEST

START_TEST(broken_files_are_told)
{
    static const Image GOOD = {2, 1, 8, 0, 0, ROWS("\0\x10\x20"), NULL, NULL, 0, 0};
    Arena *arena = arena_new();
    Picture picture;
    for (int fault = 0; fault < 8; fault++) {
        Image image = GOOD;
        Error error = {0};
        switch (fault) {
        case 0:
            image.interlace = 1;
            break;
        case 1:
            image.depth = 3;
            break;
        case 2:
            image.type = 5;
            break;
        case 3:
            image.width = 0;
            break;
        case 4:
            image.width = 100000;
            break;
        case 5:
            image.height = 2;
            break; /* too few bytes */
        case 6:
            image.rows = "\5\x10\x20";
            break; /* no such filter */
        default:
            break;
        }
        Buffer png = make_png(&image);
        if (fault == 7)
            png.data[png.length - 20] ^= 1; /* a wrong sum */
        ck_assert_msg(load(arena, &png, &picture, &error) == STATUS_USAGE, "fault %d", fault);
        ck_assert(*error.what && *error.remedy && *error.place);
        buffer_free(&png);
    }
    arena_free(arena);
}
END_TEST

START_TEST(a_file_cut_anywhere_is_refused)
{
    static const Image GOOD = {2, 1, 8, 0, 0, ROWS("\0\x10\x20"), NULL, NULL, 0, 0};
    Arena *arena = arena_new();
    Buffer png = make_png(&GOOD);
    Picture picture;
    for (size_t length = png.length; length-- > 0;) {
        Buffer cut = {.data = png.data, .length = length};
        ck_assert_int_eq(load(arena, &cut, &picture, NULL), STATUS_USAGE);
    }
    ck_assert_int_eq(picture_load(arena, "/nonexistent.png", &picture, NULL), STATUS_SYSTEM);
    buffer_free(&png);
    arena_free(arena);
}
END_TEST

SUITE("picture", every_colour_type_is_read, palettes_and_transparent_colours_are_flattened,
      the_five_filters_are_undone, broken_files_are_told, a_file_cut_anywhere_is_refused)
