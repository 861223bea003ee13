/* attachment: the bytes of a file of this run, or why it cannot be attached. */
#ifndef ATE_POST_ATTACHMENT_H
#define ATE_POST_ATTACHMENT_H

#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"

/* `path` is below `output`. STATUS_FINDINGS, with the reason, when the file is not there or
 * is not what was made; STATUS_SYSTEM when it cannot be read. */
Status attachment_read(const char *output, const char *path, const Sha256 sha256, Buffer *bytes,
                       Error *error);

#endif
