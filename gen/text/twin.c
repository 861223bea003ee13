/* The two languages of a text: what one names or holds, and the other does not. */
#include "text/review.h"

#include "base/file.h"
#include "base/map.h"
#include "base/message.h"
#include "base/text.h"
#include "text/tour.h"

#include <string.h>

typedef struct Side { /* a language */
    Arena *arena;
    Map *names; /* to the place of their first use */
} Side;

/* How a value is written is each language's own affair: the last part goes when it is a format. */
static const char *without_format(Arena *arena, const Stop *stop)
{
    ShapeKind of = stop->known.of.kind;
    const char *dot = strrchr(stop->name, '.');
    bool is_format = dot && of != SHAPE_NONE && of != SHAPE_OBJECT;
    return is_format ? arena_slice(arena, stop->name, (size_t)(dot - stop->name)) : stop->name;
}

/* Each language punctuates lists and dates its letters ("Matane, le 5 mars") its own way. */
static bool is_of_manners(const Stop *stop)
{
    const Token *tag = stop->tag;
    return (tag->path_count == 1 && names_find(NULL, OWNER_LISTED, tag->name).kind) ||
           text_starts(stop->name, "etablissement.");
}

static void take_name(void *context, const Stop *stop)
{
    Side *side = context;
    const Token *tag = stop->tag;
    if (tag->kind == TOKEN_END || stop->known.shape.kind == SHAPE_NONE || is_of_manners(stop))
        return;
    map_put(side->names, without_format(side->arena, stop),
            arena_printf(side->arena, "%s:%d", tag->place, tag->line));
}

typedef struct Comparison {
    const Review *review;
    const Map *others;
    Lang lang;
    const char *other_path; /* of the whole template */
} Comparison;

/* The file of the other language where the name should stand: a clause has its own twin. */
static const char *twin_of(const Comparison *comparison, const char *place)
{
    Arena *arena = comparison->review->remarks->arena;
    const char *folder = comparison->review->folder;
    Lang other = comparison->lang == LANG_FR ? LANG_EN : LANG_FR;
    const char *own = template_folder(arena, folder, comparison->lang);
    if (!text_starts(place, own))
        return comparison->other_path;
    const char *inner = place + strlen(own) + 1;
    const char *twin = path_join(arena, template_folder(arena, folder, other),
                                 arena_slice(arena, inner, strcspn(inner, ":")));
    return file_kind(twin) == FILE_ABSENT ? comparison->other_path : twin;
}

static void compare_name(const char *name, void *place, void *context)
{
    const Comparison *comparison = context;
    if (map_get(comparison->others, name))
        return;
    Remarks *remarks = comparison->review->remarks;
    remarks_warn(remarks, place, _("« %s » est nommée ici, et non dans l'autre langue"), name);
    remarks_remedy(remarks, _("comparez avec %s : les deux textes doivent dire la même chose"),
                   twin_of(comparison, place));
}

/* Blocks that a reader would miss, whatever the language. */
static const struct { BlockKind kind; const char *name; } counted[] = {
    {BLOCK_HEADING, N_("titres")},     {BLOCK_TABLE, N_("tableaux")},
    {BLOCK_FIELDS, N_("blocs de champs")}, {BLOCK_SIGNATURE, N_("signatures")},
    {BLOCK_NOTICE, N_("avis")},        {BLOCK_ITEM, N_("points de liste")},
    {BLOCK_IMAGE, N_("images")},       {BLOCK_QR, N_("codes QR")},
};

static size_t count_blocks(const Part *part, BlockKind kind)
{
    size_t count = part->kind == PART_BLOCK && part->block == kind;
    for (const Part *child = part->first; child; child = child->next)
        count += count_blocks(child, kind);
    return count;
}

static void compare_blocks(const Review *review, const Template *french, const Template *english)
{
    const Part *fr = template_tree(french), *en = template_tree(english);
    for (size_t i = 0; fr && en && i < sizeof counted / sizeof *counted; i++) {
        size_t in_french = count_blocks(fr, counted[i].kind);
        size_t in_english = count_blocks(en, counted[i].kind);
        if (in_french == in_english)
            continue;
        remarks_warn(review->remarks, template_path(english),
                     _("les deux langues n'ont pas les mêmes blocs ; %s : %zu en français, %zu en "
                       "anglais"),
                     _(counted[i].name), in_french, in_english);
        remarks_remedy(review->remarks, _("comparez avec %s"), template_path(french));
    }
}

void review_twins(const Review *review, const Template *const templates[LANG_COUNT], Scope scope,
                  bool in_message)
{
    if (!templates[LANG_FR] || !templates[LANG_EN])
        return;
    Side sides[LANG_COUNT];
    for (Lang lang = LANG_FR; lang <= LANG_EN; lang++) {
        sides[lang] = (Side){review->remarks->arena, map_new()};
        Tour tour = {review->model, scope, in_message, take_name, &sides[lang]};
        tour_template(&tour, templates[lang]);
    }
    for (Lang lang = LANG_FR; lang <= LANG_EN; lang++) {
        Lang other = lang == LANG_FR ? LANG_EN : LANG_FR;
        Comparison comparison = {review, sides[other].names, lang,
                                 template_path(templates[other])};
        map_each(sides[lang].names, compare_name, &comparison);
    }
    compare_blocks(review, templates[LANG_FR], templates[LANG_EN]);
    for (Lang lang = LANG_FR; lang <= LANG_EN; lang++)
        map_free(sides[lang].names);
}
