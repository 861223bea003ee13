/* agreement: the terms of a contract, as its kind's section of catalogue.ini gives them.
 *
 *     avenant.debut = 3                    a change of `debut` needs an amendment of article 3
 *     avenant.taux_horaire.argent = 6      … and is printed as money
 *     avenant.superviseur.nom_complet = 2  a change of person; his name is printed
 *     avenant.activites.activite = 4       a column of a list
 *     corrections = eleve.*, rang          printed too; mended without an amendment
 *
 * Everything that the templates of such a kind print is one or the other: what is
 * neither is STATUS_USAGE at its place in the template.
 */
#ifndef ATE_TEXT_AGREEMENT_H
#define ATE_TEXT_AGREEMENT_H

#include "record/contract.h"
#include "text/model.h"
#include "text/template.h"

typedef struct AgreementTerm {
    const char *name;    /* as the registry keeps it: "taux_horaire", "activites.activite" */
    const char *print;   /* what is printed of it: "taux_horaire.argent" */
    const char *article; /* of the contract: "6" */
    uint32_t line;       /* of catalogue.ini */
} AgreementTerm;

typedef struct Agreement {
    const AgreementTerm *terms; /* in the order of the file; NULL: the kind has none */
    const char *const *names;   /* theirs */
    size_t count;
    const char *const *corrections; /* "rang", "eleve.*" */
    size_t correction_count;
} Agreement;

/* A key `avenant.NAME` without its first word, and its value. */
typedef struct AgreementLine {
    const char *name, *article;
    uint32_t line;
} AgreementLine;

typedef struct AgreementSource {
    const char *path;               /* of catalogue.ini */
    const Record *record;
    Scope scope;
    const AgreementLine *lines;
    size_t count;
    const char *corrections;        /* NULL: not given */
    uint32_t corrections_line;
} AgreementSource;

/* STATUS_USAGE at "templates/catalogue.ini:LINE". */
Status agreement_read(const AgreementSource *source, Arena *arena, Agreement *agreement,
                      Error *error);
/* Whether a template of the kind prints nothing that the agreement does not know. */
Status agreement_covers(const Agreement *agreement, const char *kind, const Template *template,
                        Error *error);

/* What `protocole` names: numero, revision, date, signe_le. */
void agreement_tell_contract(const Contract *contract, Dict *dict);
/* Puts `avenant` (numero, effet_le, protocole_numero, revision, changements) in `names`: what the
 * template of an amendment prints. */
void agreement_tell(const Agreement *agreement, const Contract *contract,
                    const Amendment *amendment, const Model *model, Dict *names);

#endif
