#include "issue/specimen.h"

#include "base/message.h"
#include "base/text.h"
#include "issue/subject.h"
#include "record/wanted.h"

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

/* --- a contract and its amendment, which only a registry has ---------------- */

enum { DAYS_LATER = 14 }; /* of each date that the amendment moves */

/* The dates of the contract, as if they had been agreed for earlier. */
static void invent_changes(const Issue *issue, const Agreement *agreement, const Row *sequence,
                           Amendment *amendment)
{
    TermValue *changes = arena_array_of(issue->arena, agreement->count + 1, TermValue);
    for (size_t i = 0; i < agreement->count; i++) {
        TermName name = term_name(agreement->names[i]);
        Date day = name.table == T_SEQUENCES &&
                           schema_column(name.table, name.column)->type == TYPE_DATE
                       ? row_date(sequence, name.column)
                       : DATE_NONE;
        DateText now, before;
        if (day == DATE_NONE)
            continue;
        changes[amendment->change_count++] = (TermValue){
            agreement->names[i], arena_string(issue->arena, date_iso(day, now)),
            arena_string(issue->arena, date_iso(day - DAYS_LATER, before))};
    }
    amendment->changes = changes;
}

static void invent_contract(const Issue *issue, Document *document)
{
    const Kind *kind = catalogue_find(issue->catalogue, contract_kind);
    Date today = issue->record->today;
    if (!kind || document->kind == kind || document->subject.scope != SCOPE_SEQUENCE)
        return;
    Contract *contract = arena_new_of(issue->arena, Contract);
    *contract = (Contract){.number = specimen_number(issue->arena, kind->number), .revision = 1,
                           .issued_on = today, .signed_on = today};
    document->contract = contract;
    if (!text_is(document->kind->name, amendment_kind))
        return;
    Amendment *amendment = arena_new_of(issue->arena, Amendment);
    *amendment = (Amendment){.rank = 1, .effective_on = today, .signed_on = DATE_NONE};
    invent_changes(issue, &kind->agreement, document->subject.row, amendment);
    document->amendment = amendment;
}

/* --- the plan ---------------------------------------------------------------- */

static Status plan_kind(Issue *issue, const Kind *kind, Error *error)
{
    Document document = {.kind = kind, .specimen = true, .held_by = ""};
    if (!choose_subject(issue, kind, &document)) {
        error_set(error, STATUS_USAGE, "",
                  _("les données inventées n'ont rien dont « %s » puisse parler"), kind->name);
        error_remedy(error, _("ajoutez-en à templates/specimen/input/"));
        return STATUS_USAGE;
    }
    invent_contract(issue, &document);
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
