/* vet: the names of a template, against those that its reader may be told. Private to text/.
 *
 * Every name must be known where it stands. What a company receives prints no PERSONAL
 * column, by whatever link, section, format or clause; a section on one is allowed. */
#ifndef ATE_TEXT_VET_H
#define ATE_TEXT_VET_H

#include "text/model.h"
#include "text/template.h"

typedef struct Vet {
    const Record *record;
    Scope scope;
    bool is_message;          /* of a company: it has the names of a message, none personal */
    const char *company_kind; /* the kind of document, when companies receive it; else NULL */
    Remarks *remarks;         /* NULL: the first fault stops */
} Vet;

/* STATUS_USAGE at "templates/fr/protocole.md:12". */
Status vet_template(const Vet *vet, const Template *template, Error *error);

#endif
