#include "text/doc.h"

Block *doc_block(Arena *arena, Block *parent, BlockKind kind)
{
    Block *block = arena_new_of(arena, Block);
    block->kind = kind;
    block->parent = parent;
    if (parent) {
        if (parent->last)
            parent->last->next = block;
        else
            parent->first = block;
        parent->last = block;
    }
    return block;
}

Run *doc_run(Arena *arena, Block *block, const char *text, unsigned style)
{
    Run *run = arena_new_of(arena, Run);
    run->text = text;
    run->style = style;
    if (block->last_run)
        block->last_run->next = run;
    else
        block->runs = run;
    block->last_run = run;
    return run;
}
