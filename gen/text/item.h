/* item: what a Datum of the model points to. Private to text/.
 *
 * An item is a value with the shape that its name promises. A name is found the
 * same way with data (model_get) and without (model_knows): names.c says what an
 * owner's names are. */
#ifndef ATE_TEXT_ITEM_H
#define ATE_TEXT_ITEM_H

#include "text/model.h"

typedef enum ShapeKind {
    SHAPE_NONE, /* no such name */
    SHAPE_TEXT, SHAPE_DATE, SHAPE_TIME, SHAPE_NUMBER, SHAPE_FLAG,
    SHAPE_CHOICE, SHAPE_SET, /* of: the list of choices, C_… */
    SHAPE_OBJECT, SHAPE_LIST, /* of: the owner of its names */
} ShapeKind;

typedef struct Shape {
    ShapeKind kind;
    int of;
} Shape;

enum { /* owners of names, after the tables (T_…) */
    OWNER_EVERYWHERE = TABLE_COUNT,
    OWNER_SCHOOL, OWNER_PERIOD, OWNER_ATTESTATION, /* of config.ini */
    OWNER_DOCUMENT, OWNER_REPLACED,
    OWNER_HOLIDAY, OWNER_WEEK, OWNER_WORKDAY, OWNER_CONTRACT, OWNER_AMENDMENT, OWNER_CHANGE, OWNER_ROUND,
    OWNER_STEP,
    OWNER_GROUP, OWNER_WHOLE_SCHOOL,               /* scopes without a row */
    OWNER_LISTED,                                  /* of every element of a list */
    OWNER_MESSAGE, OWNER_ADDRESSED, OWNER_ATTACHED, /* of a message, before its company's */
    OWNER_DICT,                                    /* made by the caller */
    OWNER_COUNT = OWNER_DICT,                      /* those that have names of their own */
};

typedef enum Format {
    FORMAT_PLAIN, FORMAT_UPPER, FORMAT_LONG, FORMAT_SHORT, FORMAT_YEAR, FORMAT_MONEY, FORMAT_HOURS,
    FORMAT_WHOLE,
} Format;

typedef struct Items Items;
typedef struct Item {
    Shape shape;
    ValueState state;
    Format format;
    union {
        const char *text;
        Date date;
        int minutes;
        Number number;
        bool yes;
        int choice;
        uint32_t set;
        Items *list;
        struct {             /* an object is a row, a dict or only names */
            const Row *row;
            const Dict *dict;
            const char *key; /* of the root: the subject's */
        };
    };
    size_t position;         /* in its list, from 1; 0: not in a list */
    bool is_last, is_root;
} Item;

struct Items {
    Item *items;
    size_t count, capacity;
};

void items_add(Arena *arena, Items *items, const Item *item);

/* Set the value of an item whose shape is known; "" and DATE_NONE leave it empty. */
void item_text(Item *item, const char *text);
void item_date(Item *item, Date date);
void item_number(Item *item, Number number);
void item_count(Item *item, size_t count);
void item_flag(Item *item, bool yes);
void item_row(Item *item, const Row *row);
void item_list(Item *item, Items *list);

/* model.c: a value of a row as an item; the rows of a list, in the order of the model, less the
 * hidden ones. */
void model_value(const Model *model, const Row *row, int column, Item *item);
Items *model_rows(const Model *model, int table, const Row *const *rows, size_t count);
Items *model_children(const Model *model, const Row *row, int table, int column);
Items *model_table(const Model *model, int table);

int scope_owner(Scope scope); /* model.c: of the names of what its documents are about */

/* dict.c */
bool dict_find(const Dict *dict, const char *name, Item *item);
void dict_put(Dict *dict, const char *name, const Item *item);

/* format.c: a last name ("long", "present", a code); false when the shape has no such format. */
Shape format_shape(Shape shape, const char *name);
bool format_apply(const Item *item, const char *name, Item *out);
const char *format_print(const Item *item, Lang lang, Arena *arena);
size_t format_count(Shape shape);                   /* for hints */
const char *format_name(Shape shape, size_t i);

#endif
