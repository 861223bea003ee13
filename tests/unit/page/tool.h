/* tool: the PDFs of the tests, and what independent programs read in them. */
#ifndef ATE_TESTS_PAGE_TOOL_H
#define ATE_TESTS_PAGE_TOOL_H

#include "base/buffer.h"
#include "page/page.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct Printed {
    char path[64]; /* the PDF */
    Buffer bytes;
    int pages;
} Printed;

/* Sets the document with a press of its own; fails the test on an error. */
static inline Printed print_doc(const Doc *doc)
{
    Printed printed = {.path = "/tmp/ate-page-XXXXXX"};
    Press *press = NULL;
    Error error = {0};
    ck_assert_msg(!press_open(&press, NULL, &error), "%s: %s", error.place, error.what);
    press_lead_doc(press, doc);
    ck_assert_msg(!press_ready(press, &error), "%s", error.what);
    Compositor *compositor = compositor_open(press);
    ck_assert_msg(!page_set(compositor, doc, &printed.bytes, &printed.pages, &error), "%s: %s",
                  error.place, error.what);
    compositor_close(compositor);
    press_close(press);
    int file = mkstemp(printed.path);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, printed.bytes.data, printed.bytes.length),
                     (ssize_t)printed.bytes.length);
    close(file);
    return printed;
}

static inline void printed_free(Printed *printed)
{
    unlink(printed->path);
    buffer_free(&printed->bytes);
}

/* The standard output of `command` on the PDF ("%s" is its path); the command
 * must succeed. */
static inline Buffer tool_output(const char *command, const Printed *printed)
{
    Buffer line = {0}, output = {0};
    const char *mark = strstr(command, "%s");
    buffer_add(&line, command, (size_t)(mark - command));
    buffer_add_text(&line, printed->path);
    buffer_add_text(&line, mark + 2);
    FILE *pipe = popen(buffer_text(&line), "r");
    ck_assert_ptr_nonnull(pipe);
    char bytes[4096];
    for (size_t count; (count = fread(bytes, 1, sizeof bytes, pipe)) > 0;)
        buffer_add(&output, bytes, count);
    ck_assert_msg(pclose(pipe) == 0, "%s: %s", line.data, buffer_text(&output));
    buffer_free(&line);
    return output;
}

static inline size_t count_of(const char *text, const char *wanted)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, wanted)); at += strlen(wanted))
        count++;
    return count;
}

static inline void assert_sound(const Printed *printed)
{
    Buffer said = tool_output("qpdf --check %s 2>&1", printed);
    ck_assert_ptr_nonnull(strstr(buffer_text(&said), "No syntax or stream encoding errors"));
    ck_assert_ptr_null(strstr(buffer_text(&said), "WARNING"));
    buffer_free(&said);
}

/* Every face embedded, subset, with its ToUnicode. */
static inline void assert_fonts(const Printed *printed)
{
    Buffer fonts = tool_output("pdffonts %s 2>&1 | tail -n +3", printed);
    size_t lines = count_of(buffer_text(&fonts), "\n");
    ck_assert_uint_gt(lines, 0);
    ck_assert_uint_eq(count_of(buffer_text(&fonts), "Identity-H       yes yes yes"), lines);
    buffer_free(&fonts);
}

typedef struct Word {
    int page;
    double left, top, right, bottom;
} Word;

/* The boxes of all words, in the file's order; *words is on the heap. */
static inline size_t read_words(const Printed *printed, Word **words)
{
    Buffer boxes = tool_output("pdftotext -bbox %s -", printed);
    size_t count = 0, capacity = 0;
    int page = 0;
    for (char *line = strtok(boxes.data, "\n"); line; line = strtok(NULL, "\n")) {
        Word word = {0};
        if (strstr(line, "<page "))
            page++;
        else if (sscanf(line, " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
                        &word.left, &word.top, &word.right, &word.bottom) == 4) {
            word.page = page;
            *words = vector_reserve(*words, &capacity, count + 1, sizeof **words);
            (*words)[count++] = word;
        }
    }
    buffer_free(&boxes);
    return count;
}

/* All text inside the side margins (25 mm) and the sheet; no two words on
 * top of each other. A word's box has the height of its face: its middle third
 * stands for what is inked. */
static inline void assert_tidy(const Printed *printed)
{
    Word *words = NULL;
    size_t count = read_words(printed, &words);
    ck_assert_uint_gt(count, 0);
    for (size_t i = 0; i < count; i++) {
        const Word *a = &words[i];
        ck_assert_msg(a->left > 70.8 && a->right < 541.2 && a->top > 50 && a->bottom < 770,
                      "page %d: %.1f %.1f %.1f %.1f", a->page, a->left, a->top, a->right,
                      a->bottom);
        for (size_t k = i + 1; k < count && k < i + 4000; k++) {
            const Word *b = &words[k];
            double third_a = (a->bottom - a->top) / 3, third_b = (b->bottom - b->top) / 3;
            bool apart = a->page != b->page || a->right < b->left + 0.5 ||
                         b->right < a->left + 0.5 || a->bottom - third_a < b->top + third_b ||
                         b->bottom - third_b < a->top + third_a;
            ck_assert_msg(apart, "page %d: %.1f,%.1f on %.1f,%.1f", a->page, a->left, a->top,
                          b->left, b->top);
        }
    }
    free(words);
}

/* No ink in the margins of any page, watermark, rules and drawings included:
 * every page drawn at 36 dots an inch, a dot of tolerance. */
static inline void assert_white_margins(const Printed *printed)
{
    Buffer pages = tool_output("pdftoppm -gray -r 36 %s", printed);
    const int left = 34, right = 272, top = 30, bottom = 384; /* dots */
    int page = 0, width, height, used;
    for (const char *at = pages.data, *end = at + pages.length; at < end; page++) {
        ck_assert_int_eq(sscanf(at, "P5 %d %d 255%n", &width, &height, &used), 2);
        const unsigned char *dots = (const unsigned char *)at + used + 1;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                if (x < left || x >= right || y < top || y >= bottom)
                    ck_assert_msg(dots[y * width + x] > 250, "page %d: ink at %d,%d", page + 1,
                                  2 * x, 2 * y);
        at = (const char *)dots + width * height;
    }
    ck_assert_int_eq(page, printed->pages);
    buffer_free(&pages);
}

#endif
