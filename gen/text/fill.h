/* fill: what a tag means in the data at hand; common to the two renderers.
 *
 * Frames are the sections entered, innermost first. The first part of a name is
 * looked for outward among frames that have names; the rest only inside what it
 * gave. With `terms`, every value printed is written down as "name=value", every
 * plain value that decides on a section as "name?oui" or "name?non": the terms of
 * a document, less those that the day or the registry gives it.
 */
#ifndef ATE_TEXT_FILL_H
#define ATE_TEXT_FILL_H

#include "base/buffer.h"
#include "text/data.h"
#include "text/lexer.h"

typedef struct Fill {
    const DataSource *source;
    Arena *arena;   /* for the values printed */
    Buffer *terms;  /* NULL: not wanted */
} Fill;

typedef struct Frame {
    Datum datum;
    const struct Frame *outer;
} Frame;

Datum fill_find(const Fill *fill, const Frame *frame, const Token *tag);
const char *fill_print(const Fill *fill, const Frame *frame, const Token *tag); /* "" for nothing */

/* How many times a section's content is to be rendered, and in what frame. */
typedef struct Passes {
    size_t count;
    Datum datum;
    bool list, inverted;
} Passes;
Passes fill_passes(const Fill *fill, const Frame *frame, const Token *section);
Frame fill_pass(const Fill *fill, const Frame *frame, const Passes *passes, size_t i);

#endif
