/* text: UTF-8, its normal form, and likeness between words. */
#ifndef ATE_BASE_TEXT_H
#define ATE_BASE_TEXT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes one code point of valid UTF-8 and moves on; 0 at `end`. */
uint32_t utf8_next(const char **text, const char *end);
/* Bytes of the longest valid prefix: equals `length` when all is valid UTF-8
 * (no surrogates, no overlong forms). */
size_t utf8_valid_prefix(const char *bytes, size_t length);
size_t utf8_count(const char *text); /* code points */

char *text_nfc(Arena *arena, const char *text, size_t length); /* `text` valid UTF-8 */
/* For matching: case and accents folded; spaces (of every kind), '_', '-',
 * apostrophes removed. "Code permanent", "CODE_PERMANENT" -> "codepermanent". */
char *text_fold(Arena *arena, const char *text);
/* For names: as above but ligatures are opened and only letters and digits stay, upper case:
 * "d'Œuvre-Côté" -> "DOEUVRECOTE". */
char *text_letters(Arena *arena, const char *text);
/* For systems that know neither: "Noé Lœuvre" -> "NOÉ LŒUVRE"; "Noe Loeuvre". Curly apostrophes and
 * quotation marks become plain with the accents. */
char *text_upper(Arena *arena, const char *text);
char *text_unaccented(Arena *arena, const char *text);
/* A to Z as small letters, nothing else: for keys and addresses. */
char *text_ascii_lower(Arena *arena, const char *text);
char *text_trim(Arena *arena, const char *text, size_t length); /* blanks, NBSP, U+202F at both ends */
bool text_is_blank(const char *text);

/* Case-sensitive equality and prefixes, for readability at the call. */
bool text_is(const char *a, const char *b);
bool text_starts(const char *text, const char *prefix);

/* What HTML and XML write for a character that means something to them; NULL for the others. */
const char *text_entity(uint32_t codepoint);

/* The candidate nearest to `word` (accents and case folded), or NULL when none
 * is near enough to be a hint: at most a third of its letters to change. The
 * first of equals wins. `candidate(context, i)` is asked for i in 0..count-1. */
typedef const char *TextCandidate(const void *context, size_t i);
const char *text_nearest(const char *word, TextCandidate *candidate, const void *context,
                         size_t count);

#endif
