#include "text/doc.h"

void doc_attach(Block *parent, Block *block)
{
    block->parent = parent;
    if (parent->last)
        parent->last->next = block;
    else
        parent->first = block;
    parent->last = block;
}

Block *doc_block(Arena *arena, Block *parent, BlockKind kind)
{
    Block *block = arena_new_of(arena, Block);
    block->kind = kind;
    if (parent)
        doc_attach(parent, block);
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
