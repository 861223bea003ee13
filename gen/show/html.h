/* html: text and addresses of the user's, made harmless inside a page, and the pieces that pages
 * share. */
#ifndef ATE_SHOW_HTML_H
#define ATE_SHOW_HTML_H

#include "base/buffer.h"
#include "base/message.h"

/* Between tags or inside a quoted attribute. NULL is empty; bytes that are not UTF-8, and
 * characters that HTML forbids, become U+FFFD. */
void html_add(Buffer *out, const char *text);
/* A path relative to the page, as the value of href. */
void html_add_path(Buffer *out, const char *path);
/* A JSON string with its quotes, for a <script> that holds data: nothing in it can end or
 * comment out the script. */
void html_add_json(Buffer *out, const char *text);
/* "20 000", "20,000" */
void html_add_count(Buffer *out, size_t count, Lang lang);
/* "812 octets", "35 Ko", "21,3 Mo"; "812 bytes", "35 KB", "21.3 MB". A Ko has 1,024 octets. */
void html_add_size(Buffer *out, size_t bytes, Lang lang);
/* A link to a path relative to the page. */
void html_add_link(Buffer *out, const char *path, const char *text);

/* <p>, with its text escaped. */
void html_paragraph(Buffer *out, const char *text);
/* <div>, <table>, its caption and its headings; the columns from `numbers` on are figures. Wider
 * than the window, it scrolls by itself, by keyboard too. */
void html_open_table(Buffer *out, const char *caption, const char *const *heads, size_t count,
                     size_t numbers);
void html_close_table(Buffer *out);
/* An item of <ul class="tiles">: a figure and what it counts. */
void html_tile(Buffer *out, Lang lang, const char *class, size_t count, const char *label);

#endif
