/* Values made by the caller, in the order they were put; few enough to be walked. */
#include "text/item.h"

#include "base/text.h"

#include <string.h>

typedef struct Entry {
    const char *name;
    Item item;
    struct Entry *next;
} Entry;

struct Dict {
    Arena *arena;
    Entry *first, *last;
};

void items_add(Arena *arena, Items *items, const Item *item)
{
    if (items->count == items->capacity) {
        size_t capacity = items->capacity ? 2 * items->capacity : 8;
        Item *grown = arena_array_of(arena, capacity, Item);
        if (items->count)
            memcpy(grown, items->items, items->count * sizeof(Item));
        items->items = grown;
        items->capacity = capacity;
    }
    items->items[items->count++] = *item;
}

void item_text(Item *item, const char *text)
{
    item->text = text ? text : "";
    item->state = *item->text ? VALUE_GOOD : VALUE_EMPTY;
}

void item_date(Item *item, Date date)
{
    item->date = date;
    item->state = date == DATE_NONE ? VALUE_EMPTY : VALUE_GOOD;
}

void item_number(Item *item, Number number)
{
    item->number = number;
    item->state = VALUE_GOOD;
}

void item_count(Item *item, size_t count)
{
    item_number(item, (Number)count * NUMBER_ONE);
}

void item_flag(Item *item, bool yes)
{
    item->yes = yes;
    item->state = VALUE_GOOD;
}

void item_row(Item *item, const Row *row)
{
    item->row = row;
    item->state = row ? VALUE_GOOD : VALUE_EMPTY;
}

void item_list(Item *item, Items *list)
{
    item->list = list;
    item->state = VALUE_GOOD;
}

Dict *dict_new(Arena *arena)
{
    Dict *dict = arena_new_of(arena, Dict);
    dict->arena = arena;
    return dict;
}

static Entry *find(const Dict *dict, const char *name)
{
    for (Entry *entry = dict->first; entry; entry = entry->next)
        if (text_is(entry->name, name))
            return entry;
    return NULL;
}

bool dict_find(const Dict *dict, const char *name, Item *item)
{
    const Entry *entry = find(dict, name);
    if (entry)
        *item = entry->item;
    return entry;
}

/* A name put again takes its new value. */
static Item *entry_of(Dict *dict, const char *name, ShapeKind kind)
{
    Entry *entry = find(dict, name);
    if (!entry) {
        entry = arena_new_of(dict->arena, Entry);
        entry->name = arena_string(dict->arena, name);
        if (dict->last)
            dict->last->next = entry;
        else
            dict->first = entry;
        dict->last = entry;
    }
    entry->item = (Item){.shape = {kind, 0}};
    return &entry->item;
}

void dict_put(Dict *dict, const char *name, const Item *item)
{
    *entry_of(dict, name, item->shape.kind) = *item;
}

void dict_text(Dict *dict, const char *name, const char *text)
{
    item_text(entry_of(dict, name, SHAPE_TEXT), arena_string(dict->arena, text));
}

void dict_date(Dict *dict, const char *name, Date date)
{
    item_date(entry_of(dict, name, SHAPE_DATE), date);
}

void dict_number(Dict *dict, const char *name, Number number)
{
    item_number(entry_of(dict, name, SHAPE_NUMBER), number);
}

void dict_flag(Dict *dict, const char *name, bool flag)
{
    item_flag(entry_of(dict, name, SHAPE_FLAG), flag);
}

Dict *dict_dict(Dict *dict, const char *name)
{
    Dict *inner = dict_new(dict->arena);
    Item *item = entry_of(dict, name, SHAPE_OBJECT);
    *item = (Item){.shape = {SHAPE_OBJECT, OWNER_DICT}, .state = VALUE_GOOD, .dict = inner};
    return inner;
}

Dict *dict_append(Dict *dict, const char *name)
{
    Entry *entry = find(dict, name);
    if (!entry || entry->item.shape.kind != SHAPE_LIST) {
        Item *list = entry_of(dict, name, SHAPE_LIST);
        list->shape.of = OWNER_DICT;
        item_list(list, arena_new_of(dict->arena, Items));
        entry = find(dict, name);
    }
    Dict *inner = dict_new(dict->arena);
    Item item = {.shape = {SHAPE_OBJECT, OWNER_DICT}, .state = VALUE_GOOD, .dict = inner};
    items_add(dict->arena, entry->item.list, &item);
    return inner;
}
