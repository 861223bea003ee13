/* Whether a template's name will mean something, before there is any data. */
#include "text/knows.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

typedef struct Level { /* a frame, without its data */
    Shape shape;
    bool listed;
} Level;

typedef struct Levels {
    const Model *model;
    Level *items; /* innermost last */
    size_t count, capacity;
} Levels;

static void push(Levels *levels, Shape shape, bool listed)
{
    levels->items =
        vector_reserve(levels->items, &levels->capacity, levels->count + 1, sizeof *levels->items);
    levels->items[levels->count++] = (Level){shape, listed};
}

static Shape find_in_frame(const Record *record, const Level *level, const char *name)
{
    if (level->shape.kind != SHAPE_OBJECT)
        return (Shape){SHAPE_NONE, 0};
    Found found = {.kind = FOUND_NOTHING};
    if (level->listed)
        found = names_find(NULL, OWNER_LISTED, name);
    if (!found.kind)
        found = names_find(record, level->shape.of, name);
    return found.shape;
}

static Shape find_first(const Levels *levels, const char *name)
{
    for (size_t i = levels->count; i-- > 0;) {
        Shape shape = find_in_frame(levels->model->record, &levels->items[i], name);
        if (shape.kind != SHAPE_NONE)
            return shape;
    }
    return (Shape){SHAPE_NONE, 0};
}

static Shape find_inside(const Record *record, Shape in, const char *name)
{
    Level level = {in, false};
    Shape shape = find_in_frame(record, &level, name);
    return shape.kind != SHAPE_NONE ? shape : format_shape(in, name);
}

/* The shape of a dotted name. `*in` is where it was lost, and `*lost` its first unknown part;
 * `*in` is SHAPE_NONE when the first part is not known. */
static Shape resolve(const Levels *levels, char *name, Shape *in, const char **lost)
{
    *in = (Shape){SHAPE_NONE, 0};
    char *rest = name;
    *lost = strsep(&rest, ".");
    Shape shape = find_first(levels, *lost);
    while (rest && shape.kind != SHAPE_NONE) {
        *in = shape;
        *lost = strsep(&rest, ".");
        shape = find_inside(levels->model->record, shape, *lost);
    }
    return shape;
}

static Levels open_levels(const Model *model, Scope scope)
{
    static const Subject nobody = {.key = ""};
    Subject subject = nobody;
    subject.scope = scope;
    const Item *root = model_root(model, &subject).object;
    Levels levels = {.model = model};
    push(&levels, (Shape){SHAPE_OBJECT, OWNER_EVERYWHERE}, false);
    push(&levels, root->shape, false);
    return levels;
}

static void enter(Levels *levels, const char *section)
{
    Shape in;
    const char *lost;
    Shape shape = text_is(section, ".")
                      ? levels->items[levels->count - 1].shape
                      : resolve(levels, arena_string(levels->model->arena, section), &in, &lost);
    bool list = shape.kind == SHAPE_LIST;
    push(levels, list ? (Shape){SHAPE_OBJECT, shape.of} : shape, list);
}

typedef struct Candidates {
    const char **names;
    size_t count, capacity;
} Candidates;

static const char *candidate(const void *context, size_t i)
{
    return ((const Candidates *)context)->names[i];
}

static void add_formats(Candidates *all, Shape shape)
{
    for (size_t i = 0; i < format_count(shape); i++)
        if (format_name(shape, i)) {
            all->names =
                vector_reserve(all->names, &all->capacity, all->count + 1, sizeof *all->names);
            all->names[all->count++] = format_name(shape, i);
        }
}

static void add_names(Candidates *all, const Record *record, Shape shape)
{
    if (shape.kind == SHAPE_OBJECT)
        names_list(record, shape.of, &all->names, &all->count, &all->capacity);
}

/* The name with its unknown part replaced by the nearest one known there; NULL: none is near. */
static const char *nearest_name(const Levels *levels, const char *name, size_t before, Shape in,
                                const char *lost)
{
    const Record *record = levels->model->record;
    Candidates all = {0};
    if (in.kind == SHAPE_NONE)
        for (size_t i = levels->count; i-- > 0;) {
            add_names(&all, record, levels->items[i].shape);
            if (levels->items[i].listed)
                names_list(NULL, OWNER_LISTED, &all.names, &all.count, &all.capacity);
        }
    else {
        add_names(&all, record, in);
        add_formats(&all, in);
    }
    const char *near = text_nearest(lost, candidate, &all, all.count);
    if (near)
        near = arena_printf(levels->model->arena, "%.*s%s%s", (int)before, name, near,
                            name + before + strlen(lost));
    free(all.names);
    return near;
}

Shape knows_shape(const Model *model, Scope scope, const char *const *sections, size_t depth,
                  const char *name, const char **nearest)
{
    Levels levels = open_levels(model, scope);
    for (size_t i = 0; i < depth; i++)
        enter(&levels, sections[i]);
    Shape shape = levels.items[levels.count - 1].shape, in;
    const char *lost;
    *nearest = NULL;
    if (!text_is(name, ".")) {
        char *copy = arena_string(model->arena, name);
        shape = resolve(&levels, copy, &in, &lost);
        if (shape.kind == SHAPE_NONE)
            *nearest = nearest_name(&levels, name, (size_t)(lost - copy), in, lost);
    }
    free(levels.items);
    return shape;
}

bool model_knows(const Model *model, Scope scope, const char *const *sections, size_t depth,
                 const char *name, const char **nearest)
{
    return knows_shape(model, scope, sections, depth, name, nearest).kind != SHAPE_NONE;
}
