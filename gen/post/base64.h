/* base64: RFC 4648, section 4, without line breaks. */
#ifndef ATE_POST_BASE64_H
#define ATE_POST_BASE64_H

#include "base/buffer.h"

void base64_add(Buffer *out, const void *bytes, size_t length);

#endif
