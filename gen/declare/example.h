/* example: invented records, so that a layout is tried without a term: one for each code that a
 * choice can have, then one whose optional values are all empty. */
#ifndef ATE_DECLARE_EXAMPLE_H
#define ATE_DECLARE_EXAMPLE_H

#include "declare/writer.h"

LotContent example_content(Arena *arena);
/* Writes them by a layout without faults, and holds the file against its schema: what goes wrong
 * is a remark. */
void example_review(const Layout *layout, Arena *arena, Remarks *remarks);

#endif
