#include "issue/subject.h"

#include "base/map.h"
#include "base/text.h"

static SubjectKeys with_student(SubjectKeys keys, const Row *student)
{
    keys.student = student;
    keys.programme = row_link(student, ELEVES_PROGRAMME);
    keys.group = row_has(student, ELEVES_GROUPE) ? row_text(student, ELEVES_GROUPE) : NULL;
    return keys;
}

static SubjectKeys of_sequence(const Row *sequence)
{
    SubjectKeys keys = {
        .sequence = sequence,
        .company = row_link(sequence, SEQUENCES_ENTREPRISE),
        .responsable = row_link(sequence, SEQUENCES_RESPONSABLE),
    };
    return with_student(keys, row_link(sequence, SEQUENCES_ELEVE));
}

static SubjectKeys of_visit(const Subject *subject)
{
    SubjectKeys keys = of_sequence(row_link(subject->row, VISITES_SEQUENCE));
    const Row *visitor = row_link(subject->row, VISITES_RESPONSABLE);
    if (visitor)
        keys.responsable = visitor;
    keys.visit = subject->key;
    return keys;
}

SubjectKeys subject_keys(const Subject *subject)
{
    const Row *row = subject->row;
    switch (subject->scope) {
    case SCOPE_SEQUENCE:
        return of_sequence(row);
    case SCOPE_VISITE:
        return of_visit(subject);
    case SCOPE_ELEVE:
        return with_student((SubjectKeys){0}, row);
    case SCOPE_ENTREPRISE:
        return (SubjectKeys){.company = row};
    case SCOPE_OFFRE:
        return (SubjectKeys){.offer = row,
                             .company = row_link(row, OFFRES_ENTREPRISE),
                             .programme = row_link(row, OFFRES_PROGRAMME)};
    case SCOPE_RESPONSABLE:
        return (SubjectKeys){.responsable = row};
    case SCOPE_PROGRAMME:
        return (SubjectKeys){.programme = row};
    case SCOPE_GROUPE:
        return (SubjectKeys){.group = subject->key};
    case SCOPE_ETABLISSEMENT:
    case SCOPE_COUNT:
        break;
    }
    return (SubjectKeys){0};
}

static bool has_key(const Row *row, const char *key)
{
    return !key || (row && text_is(row_key(row), key));
}

bool keys_are_selected(const SubjectKeys *keys, const Selection *selection)
{
    return has_key(keys->sequence, selection->sequence) &&
           has_key(keys->student, selection->student) &&
           has_key(keys->company, selection->company) &&
           has_key(keys->responsable, selection->responsable);
}

Subject *subjects_of(const Record *record, Scope scope, Arena *arena, size_t *count)
{
    Subject *subjects = model_subjects(record, scope, arena, count);
    if (scope != SCOPE_VISITE)
        return subjects;
    Map *taken = map_new();
    for (size_t i = 0; i < *count; i++) {
        const char *key = subjects[i].key;
        for (int n = 2; !map_put(taken, subjects[i].key, taken); n++)
            subjects[i].key = arena_printf(arena, "%s.%d", key, n);
    }
    map_free(taken);
    return subjects;
}
