/* What a template's name will mean, before there is any data. */
#include "text/knows.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

typedef struct Level { /* a frame, without its data */
    Known known;
    bool listed;
} Level;

typedef struct Levels {
    const Model *model;
    Level *items; /* innermost last */
    size_t count, capacity;
    size_t outermost; /* how many come before the sections */
} Levels;

static const Known nothing = {.shape = {SHAPE_NONE, 0}};

static void push(Levels *levels, Known known, bool listed)
{
    levels->items =
        vector_reserve(levels->items, &levels->capacity, levels->count + 1, sizeof *levels->items);
    levels->items[levels->count++] = (Level){known, listed};
}

static void push_owner(Levels *levels, int owner)
{
    push(levels, (Known){.shape = {SHAPE_OBJECT, owner}}, false);
}

static Known find_in_frame(const Record *record, const Level *level, const char *name)
{
    Shape in = level->known.shape;
    if (in.kind != SHAPE_OBJECT)
        return nothing;
    Found found = {.kind = FOUND_NOTHING};
    if (level->listed)
        found = names_find(NULL, OWNER_LISTED, name);
    if (!found.kind)
        found = names_find(record, in.of, name);
    return (Known){.shape = found.shape, .personal = names_is_personal(in.of, &found)};
}

static Known find_first(const Levels *levels, const char *name)
{
    for (size_t i = levels->count; i-- > 0;) {
        Known known = find_in_frame(levels->model->record, &levels->items[i], name);
        known.section = i < levels->outermost ? 0 : i - levels->outermost + 1;
        if (known.shape.kind != SHAPE_NONE)
            return known;
    }
    return nothing;
}

/* Whether a value is there is not the value. */
static Known find_format(Known in, const char *name)
{
    return (Known){.shape = format_shape(in.shape, name),
                   .personal = in.personal && !text_is(name, "present")};
}

static Known find_inside(const Record *record, Known in, const char *name)
{
    Level level = {in, false};
    Known known = find_in_frame(record, &level, name);
    return known.shape.kind != SHAPE_NONE ? known : find_format(in, name);
}

/* What a dotted name is. `*in` is where it was lost, and `*lost` its first unknown part; `*in`
 * is SHAPE_NONE when the first part is not known. */
static Known resolve(const Levels *levels, char *name, Shape *in, const char **lost)
{
    *in = nothing.shape;
    char *rest = name;
    *lost = strsep(&rest, ".");
    Known known = find_first(levels, *lost);
    while (rest && known.shape.kind != SHAPE_NONE) {
        size_t section = known.section;
        *in = known.shape;
        *lost = strsep(&rest, ".");
        known = find_inside(levels->model->record, known, *lost);
        known.section = section;
        known.of = *in;
    }
    return known;
}

static Levels open_levels(const Model *model, const NameSite *site)
{
    Levels levels = {.model = model};
    push_owner(&levels, OWNER_EVERYWHERE);
    push_owner(&levels, scope_owner(site->scope));
    if (site->in_message)
        push_owner(&levels, OWNER_MESSAGE);
    levels.outermost = levels.count;
    return levels;
}

static void enter(Levels *levels, const char *section)
{
    Shape in;
    const char *lost;
    Known known = text_is(section, ".")
                      ? levels->items[levels->count - 1].known
                      : resolve(levels, arena_string(levels->model->arena, section), &in, &lost);
    bool list = known.shape.kind == SHAPE_LIST;
    if (list)
        known.shape.kind = SHAPE_OBJECT;
    push(levels, known, list);
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
            add_names(&all, record, levels->items[i].known.shape);
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

Known knows_name(const Model *model, const NameSite *site, const char *name)
{
    Levels levels = open_levels(model, site);
    for (size_t i = 0; i < site->depth; i++)
        enter(&levels, site->sections[i]);
    Known known = levels.items[levels.count - 1].known;
    known.section = site->depth;
    if (!text_is(name, ".")) {
        Shape in;
        const char *lost;
        char *copy = arena_string(model->arena, name);
        known = resolve(&levels, copy, &in, &lost);
        if (known.shape.kind == SHAPE_NONE)
            known.nearest = nearest_name(&levels, name, (size_t)(lost - copy), in, lost);
    }
    free(levels.items);
    return known;
}

bool model_knows(const Model *model, Scope scope, const char *const *sections, size_t depth,
                 const char *name, const char **nearest)
{
    NameSite site = {.scope = scope, .sections = sections, .depth = depth};
    Known known = knows_name(model, &site, name);
    *nearest = known.nearest;
    return known.shape.kind != SHAPE_NONE;
}
