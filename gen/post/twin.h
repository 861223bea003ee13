/* twin: the text of a message as a plain HTML page, for readers that show HTML first.
 *
 * Nobody writes it: it is made of the text, so that the two say the same. Lines apart from
 * others by an empty one are a paragraph; lines that begin with "- " or "1. " are a list,
 * whose items go on in the indented lines below; addresses and https:// are links. Nothing
 * is asked of the network, nothing is followed. It sets no colour, so that each reader's
 * light or dark ones serve, and few styles, on the elements themselves: Outlook and Gmail
 * keep no others.
 */
#ifndef ATE_POST_TWIN_H
#define ATE_POST_TWIN_H

#include "base/buffer.h"

/* The blocks alone, to stand within a page. */
void twin_body(const char *text, Buffer *out);
/* `text` is UTF-8 with '\n' between lines; `language` is "fr" or "en". */
void twin_write(const char *subject, const char *text, const char *language, Buffer *out);

#endif
