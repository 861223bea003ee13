/* parcel: companies, what goes together, names of files. */
#include "post/parcel.h"

#include "base/map.h"
#include "base/text.h"
#include "post/person.h"
#include "text/internal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- Of whom a document is ---- */

const Row *document_sequence(const Document *document)
{
    switch (document->subject.scope) {
    case SCOPE_SEQUENCE:
        return document->subject.row;
    case SCOPE_VISITE:
        return row_link(document->subject.row, VISITES_SEQUENCE);
    default:
        return NULL;
    }
}

const Row *document_company(const Document *document)
{
    switch (document->subject.scope) {
    case SCOPE_SEQUENCE:
    case SCOPE_VISITE:
        return row_link(document_sequence(document), SEQUENCES_ENTREPRISE);
    case SCOPE_ENTREPRISE:
        return document->subject.row;
    case SCOPE_OFFRE:
        return row_link(document->subject.row, OFFRES_ENTREPRISE);
    default:
        return NULL;
    }
}

static bool is_made(const Document *document)
{
    return !document->failed && !*document->held_by && *document->sha256;
}

static bool is_mailed(const Document *document)
{
    const Kind *kind = document->kind;
    /* The catalogue refuses an internal kind that goes to companies; what leaves does not rest on
     * that. A transcription is for the school's record: the company holds the signed original. */
    return *kind->mail && kind->recipients & RECIPIENT_COMPANY && !name_is_internal(kind->name) &&
           !document->issued.transcription;
}

/* ---- What does not go ---- */

void parcels_refuse(Parcels *parcels, const Row *company, const char *occasion, const char *place,
                    const char *reason)
{
    const char *key = row_key(company);
    for (size_t i = 0; i < parcels->refusal_count; i++) {
        const Refusal *known = &parcels->refusals[i];
        if (text_is(known->company, key) && text_is(known->occasion, occasion) &&
            text_is(known->place, place) && text_is(known->reason, reason))
            return;
    }
    parcels->refusals = vector_reserve(parcels->refusals, &parcels->refusal_capacity,
                                       parcels->refusal_count + 1, sizeof *parcels->refusals);
    parcels->refusals[parcels->refusal_count++] = (Refusal){key, occasion, place, reason};
}

/* ---- Together ---- */

static Parcel *parcel_for(Parcels *parcels, Map *known, const Row *company, const Kind *kind,
                          const Person *person)
{
    const char *address = text_ascii_lower(parcels->arena, person->email);
    const char *key = arena_printf(parcels->arena, "%s\n%s\n%s", row_key(company), kind->occasion,
                                   address);
    const size_t *place = map_get(known, key);
    if (place)
        return &parcels->items[*place];
    size_t *mine = arena_new_of(parcels->arena, size_t);
    *mine = parcels->count;
    map_put(known, key, mine);
    parcels->items = vector_reserve(parcels->items, &parcels->capacity, parcels->count + 1,
                                    sizeof *parcels->items);
    Parcel *parcel = &parcels->items[parcels->count++];
    *parcel = (Parcel){.company = company, .occasion = kind->occasion, .mail = kind->mail,
                       .to_name = person->name, .to = person->email};
    return parcel;
}

static void add_document(Parcels *parcels, Map *known, const Issue *issue, Left *left,
                         const Document *document)
{
    const Kind *kind = document->kind;
    const Record *record = issue->record;
    const Row *company = document_company(document);
    if (!company)
        return; /* a link that cannot be read (the findings say so), or a scope without company */
    Person person = person_for(record, company, document_sequence(document), kind->role);
    const char *fault = person_fault(&person);
    if (fault) {
        parcels_refuse(parcels, company, kind->occasion,
                       person_place(parcels->arena, record->term, &person), fault);
        return;
    }
    Sha256 recipient;
    recipient_digest(record, person.email, recipient);
    if (left_holds(left, recipient, document)) {
        parcels->left_count++;
        return;
    }
    Parcel *parcel = parcel_for(parcels, known, company, kind, &person);
    Person usual = person_for(record, company, NULL, kind->role);
    parcel->is_default = parcel->is_default || text_is(usual.email, person.email);
    assert(document_company(document) == parcel->company);
    parcel->documents = vector_reserve(parcel->documents, &parcel->document_capacity,
                                       parcel->document_count + 1, sizeof *parcel->documents);
    parcel->documents[parcel->document_count++] = document;
}

/* ---- Names of files: keys only ---- */

static const char *safe(Arena *arena, const char *key)
{
    char *copy = arena_string(arena, key);
    for (char *p = copy; *p; p++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", *p))
            *p = '_';
    return copy;
}

/* The usual person's file bears the company and the occasion; another's also bears the first
 * thing it is about. */
static const char *base_name(const Parcel *parcel, Arena *arena)
{
    const char *company = safe(arena, row_key(parcel->company));
    const char *occasion = safe(arena, parcel->occasion);
    if (parcel->is_default)
        return arena_printf(arena, "%s-%s", company, occasion);
    return arena_printf(arena, "%s-%s-%s", company, occasion,
                        safe(arena, parcel->documents[0]->subject.key));
}

static int by_name(const void *a, const void *b)
{
    const Parcel *x = a, *y = b;
    int order = strcmp(row_key(x->company), row_key(y->company));
    if (order == 0)
        order = strcmp(x->occasion, y->occasion);
    return order ? order : strcmp(x->path, y->path);
}

/* Two names that differ by case only would be one file on some shares. */
static void name_files(Parcels *parcels)
{
    Map *taken = map_new();
    for (size_t i = 0; i < parcels->count; i++)
        parcels->items[i].path = base_name(&parcels->items[i], parcels->arena);
    if (parcels->count)
        qsort(parcels->items, parcels->count, sizeof *parcels->items, by_name);
    for (size_t i = 0; i < parcels->count; i++) {
        const char *base = parcels->items[i].path, *name = base;
        for (int n = 2; !map_put(taken, text_ascii_lower(parcels->arena, name), parcels); n++)
            name = arena_printf(parcels->arena, "%s-%d", base, n);
        parcels->items[i].path = arena_printf(parcels->arena, "courriels/%s.eml", name);
    }
    map_free(taken);
}

void parcels_make(Parcels *parcels, const Issue *issue, Left *left, Arena *arena)
{
    *parcels = (Parcels){.arena = arena};
    Map *known = map_new();
    for (size_t i = 0; i < issue->count; i++)
        if (is_mailed(&issue->documents[i]) && is_made(&issue->documents[i]))
            add_document(parcels, known, issue, left, &issue->documents[i]);
    map_free(known);
    name_files(parcels);
}

void parcels_free(Parcels *parcels)
{
    for (size_t i = 0; i < parcels->count; i++)
        free(parcels->items[i].documents);
    free(parcels->items);
    free(parcels->refusals);
    *parcels = (Parcels){0};
}
