#include "issue/specimen.h"

#include "base/message.h"
#include "base/text.h"
#include "issue/subject.h"

#include <stdlib.h>
#include <string.h>

static const char ZEROS[] = "000000000";
static const struct { const char *part; int zeros; } parts[] = {
    {"{annee}", 4}, {"{organisme}", 6}, {"{seq}", 1},
};
enum { PART_COUNT = sizeof parts / sizeof *parts };

/* How many zeros stand for what `text` begins with, and how long that is. */
static int zeros_of(const char *text, size_t *length)
{
    for (size_t i = 0; i < PART_COUNT; i++)
        if (text_starts(text, parts[i].part)) {
            *length = strlen(parts[i].part);
            return parts[i].zeros;
        }
    *length = strlen("{seq:5}");
    return text_starts(text, "{seq:") ? text[strlen("{seq:")] - '0' : 0;
}

const char *specimen_number(Arena *arena, const char *pattern)
{
    Buffer number = {0};
    while (*pattern) {
        size_t length = 1;
        int zeros = *pattern == '{' ? zeros_of(pattern, &length) : 0;
        if (zeros)
            buffer_add(&number, ZEROS, (size_t)zeros);
        else
            buffer_add(&number, pattern, length = 1);
        pattern += length;
    }
    const char *copy = arena_string(arena, buffer_text(&number));
    buffer_free(&number);
    return copy;
}

/* The first subject for which the kind is due, else the first that has a template. */
static bool choose_subject(const Issue *issue, const Kind *kind, Document *document)
{
    size_t count;
    const Subject *subjects = subjects_of(issue->record, kind->scope, issue->arena, &count);
    for (size_t i = 0; i < count; i++) {
        Model model;
        model_open(&model, issue->record, issue->arena, LANG_FR);
        Datum root = model_root(&model, &subjects[i]);
        const KindTemplate *template = kind_template(kind, &model, root);
        bool due = kind_is_due(kind, &model, root) == TRUTH_YES;
        if (!template || (document->template && !due))
            continue;
        document->template = template;
        document->subject = subjects[i];
        if (due)
            break;
    }
    return document->template;
}

static Status plan_kind(Issue *issue, const Kind *kind, Error *error)
{
    Document document = {.kind = kind, .specimen = true, .held_by = ""};
    if (!choose_subject(issue, kind, &document)) {
        error_set(error, STATUS_USAGE, "",
                  _("les données inventées n'ont rien dont « %s » puisse parler"), kind->name);
        error_remedy(error, _("ajoutez-en à templates/specimen/input/"));
        return STATUS_USAGE;
    }
    memset(document.terms, '0', sizeof document.terms - 1);
    document.issued = (Issued){.number = specimen_number(issue->arena, kind->number),
                               .revision = 1, .issued_on = issue->record->today};
    for (Lang lang = LANG_FR; lang <= LANG_EN; lang++) {
        if (!document.template->template[lang])
            continue;
        document.lang = lang;
        document.path = arena_printf(issue->arena, "apercu/%s-%s.pdf", kind->name,
                                     lang == LANG_EN ? "en" : "fr");
        issue->documents[issue->count++] = document;
    }
    return STATUS_OK;
}

Status specimen_plan(Issue *issue, Error *error)
{
    const Catalogue *catalogue = issue->catalogue;
    issue->capacity = catalogue->count * LANG_COUNT;
    issue->documents = arena_array_of(issue->arena, issue->capacity + 1, Document);
    Status status = STATUS_OK;
    for (size_t k = 0; k < catalogue->count && status == STATUS_OK; k++)
        if (selection_takes(&issue->selection, &catalogue->kinds[k]))
            status = plan_kind(issue, &catalogue->kinds[k], error);
    return status;
}
