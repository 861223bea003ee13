#include "post/person.h"

#include "base/message.h"
#include "base/text.h"
#include "post/header.h"
#include "rule/finding.h"
#include "term/value.h"
#include "text/model.h"

#include <strings.h>

static const char *address_of(const Record *record, const Row *row, int column)
{
    const Value *value = record_value(record, row, column);
    return value->state == VALUE_GOOD ? value->print : "";
}

/* ---- Supervisors ---- */

static bool is_address_of(const Record *record, const Row *supervisor, const char *address)
{
    return strcasecmp(address_of(record, supervisor, SUPERVISEURS_COURRIEL), address) == 0;
}

static bool is_supervisor(const Record *record, const Row *company, const char *address)
{
    RowSpan rows = term_children(record->term, T_SUPERVISEURS, SUPERVISEURS_ENTREPRISE, company);
    for (size_t i = 0; i < rows.count; i++)
        if (is_address_of(record, rows.rows[i], address))
            return true;
    return false;
}

/* Nobody's trainee is not his. */
static bool supervises(const Record *record, const Row *sequence, const char *address)
{
    const Value *link = record_value(record, sequence, SEQUENCES_SUPERVISEUR);
    return link->state == VALUE_GOOD && is_address_of(record, link->link, address);
}

/* What is of the company as a whole tells of all its trainees. */
static bool supervises_all(const Record *record, const Row *company, const char *address)
{
    RowSpan rows = term_children(record->term, T_SEQUENCES, SEQUENCES_ENTREPRISE, company);
    for (size_t i = 0; i < rows.count; i++)
        if (!supervises(record, rows.rows[i], address))
            return false;
    return true;
}

static bool may_follow(const Record *record, const Row *company, const Row *sequence,
                       const char *address)
{
    return !is_supervisor(record, company, address) ||
           (sequence ? supervises(record, sequence, address)
                     : supervises_all(record, company, address));
}

/* ---- The person ---- */

static const Row *contact_for(const Record *record, const Row *company, const Row *sequence,
                              const char *role)
{
    int wanted = schema_find_choice(C_ROLE_CONTACT, role);
    const Row *contact = wanted < 0 ? NULL : model_contact(record, company, sequence, wanted);
    if (!contact || wanted != ROLE_CONTACT_SUIVI)
        return contact;
    const char *address = address_of(record, contact, CONTACTS_COURRIEL);
    return !*address || may_follow(record, company, sequence, address) ? contact : NULL;
}

Person person_for(const Record *record, const Row *company, const Row *sequence, const char *role)
{
    const Row *contact = contact_for(record, company, sequence, role);
    Person person = {row_text(company, ENTREPRISES_REPRESENTANT_NOM), "", company,
                     ENTREPRISES_COURRIEL};
    if (contact) {
        person.name = row_text(contact, CONTACTS_NOM);
        if (row_has(contact, CONTACTS_COURRIEL)) {
            person.row = contact;
            person.column = CONTACTS_COURRIEL;
        }
    }
    person.email = address_of(record, person.row, person.column);
    return person;
}

const char *person_place(Arena *arena, const Term *term, const Person *person)
{
    Place place = place_of(term, person->row, person->column);
    return *place.cell
               ? arena_printf(arena, "%s:%u (%s)", place.file, (unsigned)place.line, place.cell)
               : arena_printf(arena, "%s:%u", place.file, (unsigned)place.line);
}

const char *person_fault(const Person *person)
{
    if (!*person->email)
        return _("aucune adresse de courriel");
    if (!email_is_sendable(person->email) || address_fault(person->email))
        return _("l'adresse de courriel ne peut pas servir");
    const char *fault = header_fault(person->name);
    return fault ? _("le nom du destinataire contient un caractère interdit") : NULL;
}
