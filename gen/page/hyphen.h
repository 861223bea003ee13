/* hyphen: where the words of the two languages may be divided (libhyphen and the
 * patterns of the packages hyphen-fr and hyphen-en-us).
 *
 * Loaded once a run, before any fork, and never changed after.
 */
#ifndef ATE_PAGE_HYPHEN_H
#define ATE_PAGE_HYPHEN_H

#include "base/error.h"
#include "base/message.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Hyphens Hyphens;

/* STATUS_SYSTEM when the patterns of a language are not installed. */
Status hyphens_open(Hyphens **hyphens, Error *error);
void hyphens_close(Hyphens *hyphens); /* NULL is allowed */

/* The longest word that is looked up; a longer one is no word of a language. */
enum { HYPHEN_WORD_LIMIT = 48 };
enum { HYPHEN_LEFT = 2, HYPHEN_RIGHT = 3 }; /* letters that stay before, that go after */

/* Sets after[i] where a hyphen may follow the letter i. `letters` is one word,
 * letters only; `after` has `count` places, all false on entry. */
void hyphens_mark(const Hyphens *hyphens, Lang lang, const uint32_t *letters, size_t count,
                  bool *after);

#endif
