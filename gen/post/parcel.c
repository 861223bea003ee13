/* parcel: companies, persons and names of files. */
#include "post/parcel.h"

#include "base/map.h"
#include "base/text.h"
#include "post/header.h"
#include "term/value.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

typedef struct Person { /* who receives a document; the row and column where the address stands */
    const char *name, *email;
    const Row *row;
    int column;
} Person;

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
    /* A transcription is for the school's record: the company holds the signed original. */
    return *document->kind->mail && document->kind->recipients & RECIPIENT_COMPANY &&
           !document->issued.transcription;
}

/* ---- To whom it goes ---- */

static Person person_for(const Record *record, const Row *company, const Row *sequence,
                         const char *role)
{
    int wanted = schema_find_choice(C_ROLE_CONTACT, role);
    const Row *contact = wanted < 0 ? NULL : model_contact(record, company, sequence, wanted);
    Person person = {row_text(company, ENTREPRISES_REPRESENTANT_NOM), "", company,
                     ENTREPRISES_COURRIEL};
    if (contact) {
        person.name = row_text(contact, CONTACTS_NOM);
        if (row_has(contact, CONTACTS_COURRIEL)) {
            person.row = contact;
            person.column = CONTACTS_COURRIEL;
        }
    }
    const Value *value = record_value(record, person.row, person.column);
    person.email = value->state == VALUE_GOOD ? value->print : "";
    return person;
}

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

static const char *place_text(Arena *arena, const Term *term, const Person *person)
{
    Place place = place_of(term, person->row, person->column);
    return *place.cell
               ? arena_printf(arena, "%s:%u (%s)", place.file, (unsigned)place.line, place.cell)
               : arena_printf(arena, "%s:%u", place.file, (unsigned)place.line);
}

/* NULL when the person can be written to; else the reason, which names no one. */
static const char *person_fault(const Person *person)
{
    if (!*person->email)
        return _("aucune adresse de courriel");
    if (!email_is_sendable(person->email) || address_fault(person->email))
        return _("l'adresse de courriel ne peut pas servir");
    const char *fault = header_fault(person->name);
    return fault ? _("le nom du destinataire contient un caractère interdit") : NULL;
}

/* ---- Together ---- */

static const char *lower_case(Arena *arena, const char *text)
{
    char *copy = arena_string(arena, text);
    for (char *p = copy; *p; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p - 'A' + 'a');
    return copy;
}

static Parcel *parcel_for(Parcels *parcels, Map *known, const Row *company, const Kind *kind,
                          const Person *person)
{
    const char *address = lower_case(parcels->arena, person->email);
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

static void add_document(Parcels *parcels, Map *known, const Issue *issue, const Left *left,
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
                       place_text(parcels->arena, record->term, &person), fault);
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
        for (int n = 2; !map_put(taken, lower_case(parcels->arena, name), parcels); n++)
            name = arena_printf(parcels->arena, "%s-%d", base, n);
        parcels->items[i].path = arena_printf(parcels->arena, "courriels/%s.eml", name);
    }
    map_free(taken);
}

void parcels_make(Parcels *parcels, const Issue *issue, const Left *left, Arena *arena)
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
