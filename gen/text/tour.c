#include "text/tour.h"

#include "base/text.h"

#include <stdlib.h>

typedef struct Entered { /* a section, or a partial: what is inside is named from it */
    const Token *tag;
    const char *whole;
} Entered;

typedef struct Walk {
    const Tour *tour;
    Entered *sections;
    size_t depth, capacity;
    const char **names;      /* of the sections, for knows.c */
    size_t name_capacity;
    const Tokens **partials; /* entered: one that holds itself is walked once */
    size_t level, level_capacity;
} Walk;

static Known known_name(const Walk *walk, const char *name)
{
    NameSite site = {walk->tour->scope, walk->tour->in_message, walk->names, walk->depth};
    return knows_name(walk->tour->model, &site, name);
}

static const char *whole_name(const Walk *walk, const Token *tag, const Known *known)
{
    const char *from = known->section ? walk->sections[known->section - 1].whole : "";
    if (tag->path_count == 0)
        return from;
    return arena_printf(walk->tour->model->arena, "%s%s%s", from, *from ? "." : "", tag->name);
}

/* A list walked inside itself is at another of its elements: its names are others. */
static const char *inner_name(const Walk *walk, const char *whole)
{
    for (size_t i = 0; i < walk->depth; i++)
        if (text_is(walk->sections[i].whole, whole))
            return arena_printf(walk->tour->model->arena, "%s'", whole);
    return whole;
}

static void enter(Walk *walk, const Token *tag, const char *whole)
{
    walk->sections = vector_reserve(walk->sections, &walk->capacity, walk->depth + 1,
                                    sizeof *walk->sections);
    walk->names = vector_reserve(walk->names, &walk->name_capacity, walk->depth + 1,
                                 sizeof *walk->names);
    walk->sections[walk->depth] = (Entered){tag, inner_name(walk, whole)};
    walk->names[walk->depth++] = tag->name;
}

/* A section without its end, inside, is left with it. */
static void leave(Walk *walk, const Token *section)
{
    if (section->kind != TOKEN_SECTION)
        return;
    while (walk->sections[--walk->depth].tag != section)
        ;
}

static void walk_tokens(Walk *walk, const Tokens *tokens);

static void walk_partial(Walk *walk, const Token *tag)
{
    if (!tag->partial)
        return;
    const Tokens *tokens = template_tokens(tag->partial);
    for (size_t i = 0; i < walk->level; i++)
        if (walk->partials[i] == tokens)
            return;
    walk_tokens(walk, tokens);
}

static void walk_tag(Walk *walk, const Token *tag)
{
    const Tour *tour = walk->tour;
    if (tag->kind == TOKEN_END) {
        leave(walk, tag->partner);
        tour->visit(tour->context, &(Stop){.tag = tag, .name = ""});
        return;
    }
    Known known = known_name(walk, tag->name);
    const char *whole = whole_name(walk, tag, &known);
    tour->visit(tour->context, &(Stop){tag, whole, known});
    if (tag->kind == TOKEN_SECTION)
        enter(walk, tag, whole);
}

static void walk_tokens(Walk *walk, const Tokens *tokens)
{
    size_t depth = walk->depth;
    walk->partials = vector_reserve(walk->partials, &walk->level_capacity, walk->level + 1,
                                    sizeof *walk->partials);
    walk->partials[walk->level++] = tokens;
    for (size_t i = 0; i < tokens->count; i++) {
        const Token *token = &tokens->items[i];
        if (token->kind == TOKEN_PARTIAL)
            walk_partial(walk, token);
        else if (token->kind != TOKEN_TEXT)
            walk_tag(walk, token);
    }
    walk->level--;
    walk->depth = depth;
}

void tour_template(const Tour *tour, const Template *template)
{
    Walk walk = {.tour = tour};
    walk_tokens(&walk, template_tokens(template));
    free(walk.sections);
    free(walk.names);
    free(walk.partials);
}
