#include "page/typeface.h"

#include "base/arena.h"
#include "base/text.h"

#define FOLDER "/usr/share/fonts/truetype/"

const char *const TYPEFACE_ENDINGS[TYPEFACE_FILES] = {"-Regular.ttf", "-Bold.ttf", "-Italic.ttf",
                                                      "-BoldItalic.ttf"};
static const char *const DEJAVU_SERIF[] = {".ttf", "-Bold.ttf", "-Italic.ttf", "-BoldItalic.ttf"};
static const char *const DEJAVU_SANS[] = {".ttf", "-Bold.ttf", "-Oblique.ttf", "-BoldOblique.ttf"};

static const Typeface TYPEFACES[] = {
    {"Gentium Plus", "fonts-sil-gentiumplus", FOLDER "gentiumplus/GentiumPlus", TYPEFACE_ENDINGS},
    {"Gentium Book Plus", "fonts-sil-gentiumplus", FOLDER "gentiumplus/GentiumBookPlus",
     TYPEFACE_ENDINGS},
    {"Charis SIL", "fonts-sil-charis", FOLDER "charis/CharisSIL", TYPEFACE_ENDINGS},
    {"Noto Serif", "fonts-noto-core", FOLDER "noto/NotoSerif", TYPEFACE_ENDINGS},
    {"Noto Sans", "fonts-noto-core", FOLDER "noto/NotoSans", TYPEFACE_ENDINGS},
    {"Liberation Serif", "fonts-liberation2", FOLDER "liberation2/LiberationSerif",
     TYPEFACE_ENDINGS},
    {"Liberation Sans", "fonts-liberation2", FOLDER "liberation2/LiberationSans", TYPEFACE_ENDINGS},
    {"DejaVu Serif", "fonts-dejavu-extra", FOLDER "dejavu/DejaVuSerif", DEJAVU_SERIF},
    {"DejaVu Sans", "fonts-dejavu-extra", FOLDER "dejavu/DejaVuSans", DEJAVU_SANS},
    {"Open Sans", "fonts-open-sans", FOLDER "open-sans/OpenSans", TYPEFACE_ENDINGS},
};
enum { TYPEFACE_COUNT = sizeof TYPEFACES / sizeof *TYPEFACES };

const Typeface *typeface_at(size_t i)
{
    return i < TYPEFACE_COUNT ? &TYPEFACES[i] : NULL;
}

const Typeface *typeface_find(const char *name)
{
    Arena *arena = arena_new();
    const char *folded = text_fold(arena, name);
    const Typeface *found = NULL;
    for (size_t i = 0; i < TYPEFACE_COUNT && !found; i++)
        if (text_is(text_fold(arena, TYPEFACES[i].name), folded))
            found = &TYPEFACES[i];
    arena_free(arena);
    return found;
}

static const char *name_of(const void *context, size_t i)
{
    (void)context;
    return TYPEFACES[i].name;
}

/* "Gentium" is the beginning of a name, however far from the whole of it. */
const char *typeface_nearest(const char *name)
{
    Arena *arena = arena_new();
    const char *folded = text_fold(arena, name), *nearest = NULL;
    for (size_t i = 0; i < TYPEFACE_COUNT && !nearest && *folded; i++)
        if (text_starts(text_fold(arena, TYPEFACES[i].name), folded))
            nearest = TYPEFACES[i].name;
    arena_free(arena);
    return nearest ? nearest : text_nearest(name, name_of, NULL, TYPEFACE_COUNT);
}
