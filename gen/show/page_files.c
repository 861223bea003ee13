/* page_files: the page's skeleton, style and scripts, put into the program as they are written
 * beside this file. The Makefile says that this object depends on them; paths are from the
 * root of the sources, where it compiles. */
#include "show/page_part.h"

#define EMBED(symbol, path)                  \
    __asm__(".section .rodata\n"             \
            ".global " #symbol "\n"          \
            #symbol ":\n"                    \
            ".incbin \"" path "\"\n"         \
            ".byte 0\n"                      \
            ".previous\n")

EMBED(page_html, "gen/show/page.html");
EMBED(page_css, "gen/show/page.css");
EMBED(page_table_js, "gen/show/page_table.js");
EMBED(page_find_js, "gen/show/page_find.js");
