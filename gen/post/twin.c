/* twin: blocks first, then what is in a line. */
#include "post/twin.h"

#include "post/header.h"
#include "show/html.h"

#include <stdbool.h>
#include <string.h>

/* ---- Within a line ---- */

static const char letters_digits[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "0123456789";

static bool is_one_of(char c, const char *more)
{
    return c && (strchr(letters_digits, c) || strchr(more, c));
}

/* The length of the run of such characters, without the marks that end a sentence. */
static size_t run_length(const char *text, const char *end, const char *more)
{
    size_t length = 0;
    while (text + length < end && is_one_of(text[length], more))
        length++;
    while (length && strchr(".,;:!?')", text[length - 1]))
        length--;
    return length;
}

static size_t web_length(const char *text, const char *end)
{
    static const char scheme[] = "https://";
    size_t least = sizeof scheme - 1;
    if ((size_t)(end - text) < least || memcmp(text, scheme, least) != 0)
        return 0;
    size_t length = run_length(text, end, "-._~:/?#[]@!$&'()*+,;=%");
    return length > least ? length : 0;
}

static size_t mail_length(const char *text, const char *end)
{
    char address[256];
    size_t length = run_length(text, end, "-._+'@");
    if (length >= sizeof address || !memchr(text, '@', length))
        return 0;
    memcpy(address, text, length);
    address[length] = '\0';
    return address_fault(address) ? 0 : length;
}

/* The blank of French before « : ; ? ! » and within quotation marks: no line begins with a sign. */
static bool is_tight(const char *text, size_t at, size_t length)
{
    const char *next = text + at + 1;
    size_t left = length - at - 1;
    return text[at] == ' ' && ((left >= 1 && strchr(":;?!", *next)) ||
                               (left >= 2 && memcmp(next, "»", 2) == 0) ||
                               (at >= 2 && memcmp(next - 3, "«", 2) == 0));
}

static void add_slice(Buffer *out, const char *text, size_t length)
{
    Buffer slice = {0};
    for (size_t i = 0; i < length; i++)
        if (is_tight(text, i, length))
            buffer_add_text(&slice, "\u00A0");
        else
            buffer_add_char(&slice, text[i]);
    html_add(out, buffer_text(&slice));
    buffer_free(&slice);
}

static void add_link(Buffer *out, const char *scheme, const char *text, size_t length)
{
    buffer_printf(out, "<a href=\"%s", scheme);
    add_slice(out, text, length);
    buffer_add_text(out, "\">");
    add_slice(out, text, length);
    buffer_add_text(out, "</a>");
}

static void add_line(Buffer *out, const char *text, const char *end)
{
    const char *plain = text;
    while (text < end) {
        size_t web = web_length(text, end), mail = web ? 0 : mail_length(text, end);
        if (web || mail) {
            add_slice(out, plain, (size_t)(text - plain));
            add_link(out, web ? "" : "mailto:", text, web + mail);
            text += web + mail;
            plain = text;
            continue;
        }
        do /* to the next character that may begin a link */
            text++;
        while (text < end && is_one_of(text[-1], "-._+'@/:"));
    }
    add_slice(out, plain, (size_t)(end - plain));
}

/* ---- Blocks ---- */

typedef enum Block { BLOCK_NONE, BLOCK_PARAGRAPH, BLOCK_DASHES, BLOCK_NUMBERS } Block;

/* What a line begins, and where its content does. A line that is indented goes on with what is
 * open. */
static Block block_of(const char **line, const char *end)
{
    const char *p = *line;
    size_t digits = strspn(p, "0123456789");
    if (p + 2 <= end && p[0] == '-' && p[1] == ' ') {
        *line += 2;
        return BLOCK_DASHES;
    }
    if (digits > 0 && digits <= 3 && p[digits] == '.' && p[digits + 1] == ' ') {
        *line += digits + 2;
        return BLOCK_NUMBERS;
    }
    return BLOCK_PARAGRAPH;
}

static const char list_style[] = "margin:0 0 16px;padding:0 0 0 24px";

static void open_block(Buffer *out, Block block, const char *line)
{
    int rank = 0;
    for (const char *p = line; *p >= '0' && *p <= '9' && p - line < 3; p++)
        rank = rank * 10 + (*p - '0');
    if (block == BLOCK_PARAGRAPH)
        buffer_add_text(out, "<p style=\"margin:0 0 16px\">");
    else if (block == BLOCK_DASHES)
        buffer_printf(out, "<ul style=\"%s\">\n<li>", list_style);
    else if (rank == 1)
        buffer_printf(out, "<ol style=\"%s\">\n<li>", list_style);
    else
        buffer_printf(out, "<ol start=\"%d\" style=\"%s\">\n<li>", rank, list_style);
}

static void close_block(Buffer *out, Block block)
{
    static const char *const ends[] = {"", "</p>\n", "</li>\n</ul>\n", "</li>\n</ol>\n"};
    buffer_add_text(out, ends[block]);
}

void twin_body(const char *text, Buffer *out)
{
    Block open = BLOCK_NONE;
    while (*text) {
        const char *end = text + strcspn(text, "\r\n"), *line = text + strspn(text, " \t");
        bool goes_on = line > text && open != BLOCK_NONE;
        const char *content = line;
        Block block = line >= end ? BLOCK_NONE : goes_on ? open : block_of(&content, end);
        if (block != open) {
            close_block(out, open);
            open = block;
            if (block != BLOCK_NONE)
                open_block(out, block, line);
        } else if (block != BLOCK_NONE) {
            buffer_add_text(out, content > line ? "</li>\n<li>" : "<br>\n");
        }
        if (block != BLOCK_NONE)
            add_line(out, content, end);
        text = end + (end[0] == '\r' && end[1] == '\n' ? 2 : *end != '\0');
    }
    close_block(out, open);
}

void twin_write(const char *subject, const char *text, const char *language, Buffer *out)
{
    buffer_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language);
    buffer_add_text(out, "<meta name=\"viewport\" content=\"width=device-width\">\n"
                         "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    html_add(out, subject);
    /* The language again, on an element that readers which drop <html> and <body> keep. */
    buffer_printf(out, "</title>\n</head>\n<body>\n<div lang=\"%s\" style=\"max-width:640px;"
                       "font-family:Calibri,'Segoe UI',Helvetica,Arial,sans-serif;font-size:12pt;"
                       "line-height:1.5\">\n", language);
    twin_body(text, out);
    buffer_add_text(out, "</div>\n</body>\n</html>\n");
}
