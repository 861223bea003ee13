#include "post/base64.h"

#include <stdint.h>

void base64_add(Buffer *out, const void *bytes, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *p = bytes;
    for (size_t left = length; left > 0; left -= left < 3 ? left : 3, p += 3) {
        uint32_t group = (uint32_t)p[0] << 16 | (left > 1 ? (uint32_t)p[1] << 8 : 0) |
                         (left > 2 ? p[2] : 0);
        char quad[4] = {digits[group >> 18], digits[group >> 12 & 63],
                        left > 1 ? digits[group >> 6 & 63] : '=',
                        left > 2 ? digits[group & 63] : '='};
        buffer_add(out, quad, 4);
    }
}
