/* html: see html.h. */
#include "show/html.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* The next character, U+FFFD for what a page may not hold. */
static uint32_t next_character(const char **text, const char *end)
{
    const char *start = *text;
    size_t most = end - start < 4 ? (size_t)(end - start) : 4;
    if (utf8_valid_prefix(start, most) == 0) {
        ++*text;
        return 0xFFFD;
    }
    uint32_t c = utf8_next(text, end);
    bool is_control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
    return is_control || (c & 0xFFFE) == 0xFFFE ? 0xFFFD : c;
}

void html_add(Buffer *out, const char *text)
{
    const char *end = text ? text + strlen(text) : NULL;
    while (text < end) {
        uint32_t c = next_character(&text, end);
        const char *escaped = text_entity(c);
        if (escaped)
            buffer_add_text(out, escaped);
        else
            buffer_add_codepoint(out, c);
    }
}

void html_add_path(Buffer *out, const char *path)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    for (; *path; path++)
        if (strchr(plain, *path))
            buffer_add_char(out, *path);
        else
            buffer_printf(out, "%%%02X", (unsigned)(unsigned char)*path);
}

void html_add_json(Buffer *out, const char *text)
{
    const char *end = text ? text + strlen(text) : NULL;
    buffer_add_char(out, '"');
    while (text < end) {
        uint32_t c = next_character(&text, end);
        if (c == '"' || c == '\\')
            buffer_printf(out, "\\%c", (char)c);
        else if (c < 0x20 || c == '<' || c == '>' || c == '&')
            buffer_printf(out, "\\u%04x", (unsigned)c);
        else
            buffer_add_codepoint(out, c);
    }
    buffer_add_char(out, '"');
}

void html_add_count(Buffer *out, size_t count, Lang lang)
{
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%zu", count);
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            buffer_add_text(out, lang == LANG_EN ? "," : "\u00A0");
        buffer_add_char(out, digits[i]);
    }
}

void html_add_size(Buffer *out, size_t bytes, Lang lang)
{
    static const char *const units[LANG_COUNT][3] = {{"octets", "Ko", "Mo"}, {"bytes", "KB", "MB"}};
    enum { KILO = 1024, MEGA = KILO * KILO };
    size_t tenths = bytes / MEGA * 10 + (bytes % MEGA * 10 + MEGA / 2) / MEGA; /* of a Mo, rounded */
    int unit = bytes < KILO ? 0 : tenths < 10 ? 1 : 2;
    if (unit == 2)
        buffer_printf(out, "%zu%c%zu", tenths / 10, lang == LANG_EN ? '.' : ',', tenths % 10);
    else
        html_add_count(out, unit ? (bytes + KILO / 2) / KILO : bytes, lang);
    buffer_printf(out, "\u00A0%s", units[lang][unit]);
}

void html_add_link(Buffer *out, const char *path, const char *text)
{
    buffer_add_text(out, "<a href=\"");
    html_add_path(out, path);
    buffer_add_text(out, "\">");
    html_add(out, text);
    buffer_add_text(out, "</a>");
}

void html_paragraph(Buffer *out, const char *text)
{
    buffer_add_text(out, "<p>");
    html_add(out, text);
    buffer_add_text(out, "</p>\n");
}

void html_open_table(Buffer *out, const char *caption, const char *const *heads, size_t count,
                     size_t numbers)
{
    buffer_add_text(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    html_add(out, caption);
    buffer_add_text(out, "\">\n<table>\n<caption>");
    html_add(out, caption);
    buffer_add_text(out, "</caption>\n<thead><tr>");
    for (size_t i = 0; i < count; i++) {
        buffer_printf(out, "<th scope=\"col\"%s>", i >= numbers ? " class=\"number\"" : "");
        html_add(out, heads[i]);
        buffer_add_text(out, "</th>");
    }
    buffer_add_text(out, "</tr></thead>\n<tbody>\n");
}

void html_close_table(Buffer *out)
{
    buffer_add_text(out, "</tbody>\n</table>\n</div>\n");
}

void html_tile(Buffer *out, Lang lang, const char *class, size_t count, const char *label)
{
    buffer_printf(out, "<li class=\"%s%s\"><strong>", class, count ? "" : " zero");
    html_add_count(out, count, lang);
    buffer_add_text(out, "</strong> ");
    html_add(out, label);
    buffer_add_text(out, "</li>\n");
}
