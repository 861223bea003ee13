/* digest: SHA-256, as lower-case hexadecimal (OpenSSL's). */
#ifndef ATE_BASE_DIGEST_H
#define ATE_BASE_DIGEST_H

#include <stddef.h>

typedef char Sha256[65]; /* 64 hex digits and a NUL */
void sha256_hex(const void *bytes, size_t length, Sha256 hex);

#endif
