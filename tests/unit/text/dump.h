/* dump: a document tree as text, for the tests. A block a line, indented; runs as
 * they print, their style before them: b, i, c, f (foreign); a forced break is a slash-n. */
#ifndef ATE_TESTS_DUMP_H
#define ATE_TESTS_DUMP_H

#include "base/buffer.h"
#include "text/doc.h"

static inline void dump_text(Buffer *out, const char *text)
{
    for (; *text; text++)
        if (*text == '\n')
            buffer_add_text(out, "\\n");
        else
            buffer_add_char(out, *text);
}

static inline void dump_block(Buffer *out, const Block *block, int depth)
{
    static const char *const names[] = {
        "root", "h", "p", "list", "item", "quote", "table", "row", "cell", "rule", "image", "qr",
        "signatures", "signature", "fields", "notice", "page-break",
    };
    buffer_printf(out, "%*s%s", depth * 2, "", names[block->kind]);
    if (block->kind == BLOCK_HEADING)
        buffer_printf(out, "%d", block->level);
    if (block->kind == BLOCK_LIST && block->ordered)
        buffer_printf(out, " from %d", block->start);
    if (block->kind == BLOCK_ITEM && block->task)
        buffer_add_text(out, block->task == TASK_DONE ? " [x]" : " [ ]");
    for (int i = 0; i < block->column_count; i++)
        buffer_printf(out, " %c", "lcr"[block->aligns[i]]);
    if (block->source)
        buffer_printf(out, " <%s>", block->source);
    if (block->alt)
        buffer_printf(out, " (%s)", block->alt);
    if (block->kind == BLOCK_SIGNATURE)
        buffer_printf(out, " %s/%s/%s", block->label, block->name, block->title);
    for (const Run *run = block->runs; run; run = run->next) {
        buffer_printf(out, " %s%s%s%s[", run->style & RUN_BOLD ? "b" : "",
                      run->style & RUN_ITALIC ? "i" : "", run->style & RUN_CODE ? "c" : "",
                      run->style & RUN_FOREIGN ? "f" : "");
        dump_text(out, run->text);
        buffer_add_char(out, ']');
    }
    buffer_add_char(out, '\n');
    for (const Block *child = block->first; child; child = child->next)
        dump_block(out, child, depth + 1);
}

#endif
