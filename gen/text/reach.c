/* What can never be printed: a section in one that says the contrary, a value where it is known
 * to be absent. */
#include "text/review.h"

#include "base/message.h"
#include "base/text.h"
#include "text/tour.h"

#include <stdlib.h>
#include <string.h>

typedef struct Claim { /* what an opened section says */
    const Token *tag;
    const char *name; /* without ".present", which says no more */
    Known known;
    bool yes;
} Claim;

typedef struct Reach {
    Arena *arena;
    Remarks *remarks;
    Claim *claims; /* innermost last */
    size_t count, capacity;
} Reach;

/* A yes or a no and a number can be there and be false: for all others, false is absent. */
static bool false_is_absent(Shape shape)
{
    return shape.kind != SHAPE_FLAG && shape.kind != SHAPE_NUMBER;
}

static Claim claim_of(const Reach *reach, const Stop *stop)
{
    Claim claim = {stop->tag, stop->name, stop->known, stop->tag->kind == TOKEN_SECTION};
    const char *dot = strrchr(stop->name, '.');
    if (dot && text_is(dot, ".present") && false_is_absent(stop->known.of)) {
        claim.name = arena_slice(reach->arena, stop->name, (size_t)(dot - stop->name));
        claim.known.shape = stop->known.of;
    }
    return claim;
}

/* "type.developpement" has what "type" has. */
static bool is_inside(const char *name, const char *outer)
{
    size_t length = strlen(outer);
    return !strncmp(name, outer, length) && name[length] == '.';
}

/* "type.developpement" and "type.mise_en_oeuvre", of one choice: never both. */
static bool are_rival_codes(const Claim *a, const Claim *b)
{
    const char *dot = strrchr(a->name, '.');
    if (!dot || a->known.of.kind != SHAPE_CHOICE || b->known.of.kind != SHAPE_CHOICE)
        return false;
    size_t stem = (size_t)(dot + 1 - a->name);
    return !strncmp(a->name, b->name, stem) && !strchr(b->name + stem, '.') &&
           strcmp(a->name, b->name) && !text_is(dot, ".code") && !text_is(b->name + stem, "code");
}

static bool contradict(const Claim *a, const Claim *b)
{
    if (text_is(a->name, b->name))
        return a->yes != b->yes;
    if (a->yes && b->yes)
        return are_rival_codes(a, b);
    const Claim *yes = a->yes ? a : b, *no = a->yes ? b : a;
    return yes->yes && is_inside(yes->name, no->name) && false_is_absent(no->known.shape);
}

static char sign_of(const Claim *claim)
{
    return claim->yes ? '#' : '^';
}

/* What a file says by itself: its text may be reached from another place. */
static void check_claim(const Reach *reach, const Claim *claim)
{
    for (size_t i = 0; i < reach->count; i++) {
        const Claim *outer = &reach->claims[i];
        if (!text_is(outer->tag->place, claim->tag->place) || !contradict(outer, claim))
            continue;
        const char *place =
            arena_printf(reach->arena, "%s:%d", claim->tag->place, claim->tag->line);
        remarks_warn(reach->remarks, place,
                     _("ce que contient {{%c%s}} ne s'imprime jamais : la section est dans "
                       "{{%c%s}}, ligne %d, qui dit le contraire"),
                     sign_of(claim), claim->tag->name, sign_of(outer), outer->tag->name,
                     outer->tag->line);
        remarks_remedy(reach->remarks, _("fermez l'une avant d'ouvrir l'autre, ou retirez ce texte"));
        return;
    }
}

/* {{^superviseur}}{{superviseur.nom}}{{/superviseur}}: `#` was meant. */
static void check_value(const Reach *reach, const Stop *stop)
{
    const Token *tag = stop->tag;
    for (size_t i = 0; i < reach->count; i++) {
        const Claim *outer = &reach->claims[i];
        bool named = text_is(stop->name, outer->name) || is_inside(stop->name, outer->name);
        if (outer->yes || !*outer->name || !named || !false_is_absent(outer->known.shape) ||
            !text_is(outer->tag->place, tag->place))
            continue;
        remarks_warn(reach->remarks, arena_printf(reach->arena, "%s:%d", tag->place, tag->line),
                     _("« %s » n'imprime jamais rien ici : {{^%s}}, ligne %d, veut dire qu'il n'y en "
                       "a pas"),
                     tag->name, outer->tag->name, outer->tag->line);
        remarks_remedy(reach->remarks, _("vouliez-vous dire {{#%s}} ?"), outer->tag->name);
        return;
    }
}

static void visit(void *context, const Stop *stop)
{
    Reach *reach = context;
    const Token *tag = stop->tag;
    if (tag->kind == TOKEN_VALUE || tag->kind == TOKEN_RAW)
        check_value(reach, stop);
    if (tag->kind == TOKEN_END) {
        while (reach->count > 0 && reach->claims[--reach->count].tag != tag->partner)
            ;
        return;
    }
    if (tag->kind != TOKEN_SECTION && tag->kind != TOKEN_INVERTED)
        return;
    Claim claim = claim_of(reach, stop);
    if (stop->known.shape.kind != SHAPE_NONE && tag->path_count)
        check_claim(reach, &claim);
    else
        claim.name = "";
    reach->claims = vector_reserve(reach->claims, &reach->capacity, reach->count + 1,
                                   sizeof *reach->claims);
    reach->claims[reach->count++] = claim;
}

void review_reach(const Review *review, const Template *template, Scope scope, bool in_message)
{
    Reach reach = {.arena = review->remarks->arena, .remarks = review->remarks};
    Tour tour = {review->model, scope, in_message, visit, &reach};
    tour_template(&tour, template);
    free(reach.claims);
}
