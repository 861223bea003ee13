/* data: what a template can name, whatever it comes from.
 *
 * A Datum is a small handle; a DataSource knows how to look a name up in one,
 * walk a list and print a value. The term's records are one source
 * (text/model.h), a JSON tree in the tests of Mustache another.
 */
#ifndef ATE_TEXT_DATA_H
#define ATE_TEXT_DATA_H

#include "base/arena.h"
#include "base/message.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum DatumKind {
    DATUM_NONE,   /* the name is not known here: look further out */
    DATUM_EMPTY,  /* known, without value: prints nothing, is false */
    DATUM_BAD,    /* known, but the user's value could not be read: prints nothing, is false;
                     a condition on it is unknown */
    DATUM_VALUE,  /* prints; true (a value that is false says so by DATUM_FALSE) */
    DATUM_FALSE,  /* prints (as "non", "false", "0"), is false for a section */
    DATUM_OBJECT, /* has names; true */
    DATUM_LIST,   /* a section repeats over it; false when empty */
} DatumKind;

typedef struct Datum {
    DatumKind kind;
    const void *object; /* the source's own */
    const void *detail;
    long index;
} Datum;

typedef struct DataSource DataSource;
struct DataSource {
    /* One name ("eleve", "debut", "long"), without dots. */
    Datum (*get)(const DataSource *source, Datum in, const char *name);
    size_t (*count)(const DataSource *source, Datum list);
    Datum (*item)(const DataSource *source, Datum list, size_t i);
    const char *(*print)(const DataSource *source, Datum value, Arena *arena);
    void *context;
};

#endif
