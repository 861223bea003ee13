#include "issue/proposed.h"

#include "base/map.h"
#include "base/text.h"
#include "issue/name.h"
#include "issue/subject.h"

#include <string.h>

static const char *const kinds[] = {"horaire-visites", "horaire-visites-entreprise"};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

/* Who has a proposal, by Row.index. */
typedef struct Visited {
    bool *persons, *companies;
} Visited;

static Visited find_visited(const Term *term, const Visits *visits, Arena *arena)
{
    Visited visited = {arena_array_of(arena, term->tables[T_PERSONNEL].row_count + 1, bool),
                       arena_array_of(arena, term->tables[T_ENTREPRISES].row_count + 1, bool)};
    for (size_t i = 0; i < visits->count; i++) {
        visited.persons[visits->items[i].person->index] = true;
        visited.companies[row_link(visits->items[i].sequence, SEQUENCES_ENTREPRISE)->index] = true;
    }
    return visited;
}

static bool is_visited(const Visited *visited, const Row *row)
{
    int table = row ? row->table->id : -1;
    return (table == T_PERSONNEL && visited->persons[row->index]) ||
           (table == T_ENTREPRISES && visited->companies[row->index]);
}

static void add_document(Issue *issue, const Kind *kind, const Subject *subject, Map *names)
{
    Document document = {.kind = kind, .subject = *subject, .proposed = true, .held_by = ""};
    Model model;
    model_open(&model, issue->record, issue->arena, LANG_FR);
    document.template = kind_template(kind, &model, model_root(&model, subject));
    if (!document.template)
        return;
    document.lang = kind_lang(kind, issue->record, subject);
    if (!document.template->template[document.lang])
        document.lang = document.lang == LANG_FR ? LANG_EN : LANG_FR;
    memset(document.terms, '0', sizeof document.terms - 1);
    document.issued = (Issued){.number = "", .revision = 1, .issued_on = issue->record->today};
    const char *name = arena_printf(issue->arena, "%s-%s.pdf", kind->name, subject->key);
    document.path = arena_printf(issue->arena, PROPOSED_FOLDER "/%s",
                                 name_take(names, issue->arena, name_fold(issue->arena, name)));
    issue->documents[issue->count++] = document;
}

void proposed_plan(Issue *issue, const Visits *visits)
{
    const Term *term = issue->record->term;
    issue->capacity = term->tables[T_PERSONNEL].row_count + term->tables[T_ENTREPRISES].row_count;
    issue->documents = arena_array_of(issue->arena, issue->capacity + 1, Document);
    const Visited visited = find_visited(term, visits, issue->arena);
    Map *names = map_new();
    for (size_t k = 0; k < KIND_COUNT; k++) {
        const Kind *kind = catalogue_find(issue->catalogue, kinds[k]);
        size_t count = 0;
        const Subject *subjects =
            kind ? subjects_of(issue->record, kind->scope, issue->arena, &count) : NULL;
        for (size_t i = 0; i < count; i++)
            if (is_visited(&visited, subjects[i].row))
                add_document(issue, kind, &subjects[i], names);
    }
    map_free(names);
}
