/* preview: courriels/apercu.html, what would leave, to be read before anything does.
 *
 * Each message with its recipient, its subject, its text as it will be seen, its files with their
 * pages and sizes; first of all what could not be prepared and why, and what had to be split. A
 * page that stands by itself (show/frame.h). The same messages give the same bytes.
 */
#ifndef ATE_POST_PREVIEW_H
#define ATE_POST_PREVIEW_H

#include "post/message.h"

#define PREVIEW_PATH "courriels/apercu.html" /* below the output folder */

/* Links go to the drafts beside the page, and to the files of output/. */
void preview_write(const Post *post, Lang lang, Buffer *out);

#endif
