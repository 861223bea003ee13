#include "text/variables.h"

#include "base/text.h"
#include "text/example.h"

#include <stdlib.h>

/* Groups that are not tables. */
static const char *const names[] = {
    [OWNER_EVERYWHERE] = "partout", [OWNER_SCHOOL] = "etablissement", [OWNER_PERIOD] = "periode",
    [OWNER_ATTESTATION] = "attestation", [OWNER_DOCUMENT] = "document",
    [OWNER_REPLACED] = "document.remplace", [OWNER_HOLIDAY] = "jours_feries",
    [OWNER_WEEK] = "semaines_travaillees", [OWNER_WORKDAY] = "jours", [OWNER_CONTRACT] = "protocole",
    [OWNER_AMENDMENT] = "avenant", [OWNER_CHANGE] = "changements", [OWNER_ROUND] = "tournees",
    [OWNER_STEP] = "parcours", [OWNER_GROUP] = "groupe", [OWNER_WHOLE_SCHOOL] = "ensemble",
    [OWNER_LISTED] = "liste", [OWNER_MESSAGE] = "message", [OWNER_ADDRESSED] = "destinataire",
    [OWNER_ATTACHED] = "documents",
};

static const char *owner_name(int owner)
{
    return owner < TABLE_COUNT ? schema_table(owner)->name : names[owner];
}

static int owner_scope(int owner)
{
    for (int scope = 0; scope < SCOPE_COUNT; scope++)
        if (scope_owner((Scope)scope) == owner)
            return scope;
    return -1;
}

static const char *type_name(Shape shape)
{
    static const Type types[] = {
        [SHAPE_TEXT] = TYPE_TEXT, [SHAPE_DATE] = TYPE_DATE, [SHAPE_TIME] = TYPE_TIME,
        [SHAPE_NUMBER] = TYPE_NUMBER, [SHAPE_FLAG] = TYPE_YES_NO, [SHAPE_CHOICE] = TYPE_CHOICE,
        [SHAPE_SET] = TYPE_LIST, [SHAPE_OBJECT] = TYPE_LINK, [SHAPE_LIST] = TYPE_LIST,
    };
    return schema_type_name(types[shape.kind]);
}

static const char *description(int owner, const Found *found, Lang lang)
{
    static const char *const own_column[LANG_COUNT] = {"colonne ajoutée au fichier",
                                                       "column added to the file"};
    switch (found->kind) {
    case FOUND_COLUMN: return schema_column(owner, found->column)->description[lang];
    case FOUND_CHILDREN: return schema_table(found->table)->title[lang];
    case FOUND_EXTRA: return own_column[lang];
    default: return found->computed->description[lang];
    }
}

static Variable variable_of(const Record *record, int owner, const char *name, Lang lang)
{
    Found found = names_find(record, owner, name);
    bool leads = found.shape.kind == SHAPE_OBJECT || found.shape.kind == SHAPE_LIST;
    return (Variable){
        .name = name,
        .type = type_name(found.shape),
        .leads_to = leads ? owner_name(found.shape.of) : "",
        .description = description(owner, &found, lang),
        .personal = names_is_personal(owner, &found),
    };
}

static VariableGroup group_of(const Record *record, int owner, Lang lang, Arena *arena)
{
    const char **own = NULL;
    size_t count = 0, capacity = 0;
    names_list(record, owner, &own, &count, &capacity);
    VariableGroup group = {owner_name(owner), owner_scope(owner),
                           arena_array_of(arena, count + 1, Variable), count};
    for (size_t i = 0; i < count; i++)
        group.items[i] = variable_of(record, owner, own[i], lang);
    for (size_t i = 0; i < count; i++) {
        Example example = example_of(record, owner, own[i], lang, arena);
        group.items[i].example = example.text;
        group.items[i].invented = example.invented;
    }
    free(own);
    return group;
}

VariableGroup *variables_list(const Record *record, Lang lang, Arena *arena, size_t *count)
{
    VariableGroup *groups = arena_array_of(arena, OWNER_COUNT, VariableGroup);
    for (int owner = 0; owner < OWNER_COUNT; owner++)
        groups[owner] = group_of(record, owner, lang, arena);
    *count = OWNER_COUNT;
    return groups;
}

static bool leads_to(const VariableGroup *from, const VariableGroup *to)
{
    for (size_t i = 0; i < from->count; i++)
        if (text_is(from->items[i].leads_to, to->name))
            return true;
    return false;
}

static bool is_start(const VariableGroup *group, unsigned scopes, bool with_message)
{
    return (group->scope >= 0 && scopes >> group->scope & 1) || text_is(group->name, names[OWNER_EVERYWHERE]) ||
           text_is(group->name, names[OWNER_LISTED]) ||
           (with_message && text_is(group->name, names[OWNER_MESSAGE]));
}

size_t variables_reached(VariableGroup *groups, size_t count, unsigned scopes, bool with_message)
{
    bool reached[OWNER_COUNT] = {0};
    for (size_t i = 0; i < count; i++)
        reached[i] = is_start(&groups[i], scopes, with_message);
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < count && reached[i]; j++)
                if (!reached[j] && leads_to(&groups[i], &groups[j]))
                    reached[j] = more = true;
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (reached[i])
            groups[kept++] = groups[i];
    return kept;
}
