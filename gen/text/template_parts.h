/* template_parts: what the two renderers see of a template. Private to text/. */
#ifndef ATE_TEXT_TEMPLATE_PARTS_H
#define ATE_TEXT_TEMPLATE_PARTS_H

#include "text/fill.h"
#include "text/part.h"
#include "text/template.h"

const Tokens *template_tokens(const Template *template);
const Part *template_tree(const Template *template); /* NULL: not a document */

/* text.c: `fill` says where values go; used for messages and for the terms of a text. */
Status text_render(const Tokens *tokens, Fill *fill, Datum root, Escape escape, Buffer *out,
                   Error *error);
/* markdown.c: the Markdown of a document template. `folder` is its own folder. Where faults are
 * remarks (NULL: none), the tree is not to be filled. */
Status markdown_parse(Arena *arena, const Tokens *tokens, const char *folder, Part **tree,
                      Remarks *remarks, Error *error);
/* tree.c */
void tree_fill(const Part *tree, Fill *fill, Datum root, Doc *doc);

#endif
