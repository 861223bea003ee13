#include "text/internal.h"

#include "base/file.h"
#include "base/text.h"

#include <string.h>

/* Folded: a share that is blind to case would open "Bilan.md" for "bilan". */
bool name_is_internal(const char *name)
{
    static const char *const names[] = {"fichevisite", "bilan", "recuperation", "releve",
                                        "fichecredit"};
    Arena *arena = arena_new();
    const char *folded = text_fold(arena, name);
    bool internal = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        internal = internal || text_is(names[i], folded);
    arena_free(arena);
    return internal;
}

static void look(void *context, const char *path)
{
    const char **found = context, *name = path_name(path);
    Arena *arena = arena_new();
    if (!*found && name_is_internal(arena_slice(arena, name, strcspn(name, "."))))
        *found = path;
    arena_free(arena);
}

const char *template_internal_file(const Template *template)
{
    const char *found = NULL;
    template_files(template, look, &found);
    return found;
}
