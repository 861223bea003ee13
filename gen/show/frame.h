/* frame: what a page other than index.html begins and ends with: its head, in the style of
 * index.html, and its foot. Such a page stands by itself: no script runs in it, and nothing comes
 * from the network. */
#ifndef ATE_SHOW_FRAME_H
#define ATE_SHOW_FRAME_H

#include "base/buffer.h"
#include "base/message.h"

/* Up to <body>. `style` is CSS of that page alone, after the common one; "" for none. */
void frame_open(Buffer *out, Lang lang, const char *title, const char *style);
void frame_close(Buffer *out);
void frame_made_by(Buffer *out); /* the sentence of the foot */

#endif
