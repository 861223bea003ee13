/* layout_part: a layout while its file is read, between the files of layout.h. Private to declare/. */
#ifndef ATE_DECLARE_LAYOUT_PART_H
#define ATE_DECLARE_LAYOUT_PART_H

#include "declare/layout.h"

enum { SETTING_COUNT = 21 }; /* keys of [modele] */

typedef struct Fields {
    LayoutField *items; /* on the heap */
    size_t count, capacity;
} Fields;

typedef struct Loading {
    Layout *layout;
    Arena *arena;
    Remarks *remarks;
    uint32_t set[SETTING_COUNT]; /* line of each key of [modele]; 0: not given */
    Fields fields[RECORD_KIND_COUNT];
    LayoutCode *codes; /* on the heap */
    size_t code_capacity;
} Loading;

/* A fault at a line of the file, 0 for the whole of it; then the way out of it. */
void layout_fault(Loading *loading, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void layout_remedy(Loading *loading, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* layout_field.c: "NAME = source, option, option …" at the end of a record. */
void field_read(Loading *loading, RecordKind kind, const char *name, const char *value,
                uint32_t line);

/* layout_check.c: what only the whole file can tell. `line_of` gives the line of a key of
 * [modele], 0 when it is not given. */
void layout_check(Loading *loading, uint32_t (*line_of)(const Loading *loading, const char *key));
/* layout_xml.c: names, groups and schema of an xml layout. */
void layout_check_xml(Loading *loading);

#endif
