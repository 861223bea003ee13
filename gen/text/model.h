/* model: the names that templates and conditions can use, over one record.
 *
 * Names of columns come from the schema, links lead to the row they point to
 * (`eleve.programme.titre`), the tables that point to a row are lists
 * (`activites`, `visites`), and what is computed (`semaines`, `heures_calcul`,
 * `mineur` …) is one table in computed.c. A last name is a format:
 * `debut.long`, `taux_horaire.argent`; a choice answers to its codes
 * (`type.developpement` is true or false). `etablissement`, `periode`,
 * `date_du_jour` are known everywhere; `document` in documents.
 */
#ifndef ATE_TEXT_MODEL_H
#define ATE_TEXT_MODEL_H

#include "record/effective.h"
#include "text/data.h"

typedef enum Scope {
    SCOPE_SEQUENCE, SCOPE_VISITE, SCOPE_ELEVE, SCOPE_ENTREPRISE, SCOPE_OFFRE, SCOPE_RESPONSABLE,
    SCOPE_GROUPE, SCOPE_PROGRAMME, SCOPE_ETABLISSEMENT,
    SCOPE_COUNT
} Scope;
const char *scope_name(Scope scope);  /* "sequence", "responsable" … */
int scope_find(const char *name);     /* -1 when none */
int scope_table(Scope scope);         /* T_…; -1 for groupe and etablissement */

/* What a document is about. */
typedef struct Subject {
    Scope scope;
    const Row *row;   /* NULL for groupe and etablissement */
    const char *key;  /* the row's key; a visit without id: "SEQ-1.v2"; a group: its name */
} Subject;
/* All subjects of a scope, in the order of their keys. */
Subject *model_subjects(const Record *record, Scope scope, Arena *arena, size_t *count);

/* Values made by the caller, looked up before the record's: `document`, what a
 * message carries. A dict holds texts, dates, numbers, flags, dicts and lists of dicts. */
typedef struct Dict Dict;
Dict *dict_new(Arena *arena);
void dict_text(Dict *dict, const char *name, const char *text); /* "" and NULL are empty */
void dict_date(Dict *dict, const char *name, Date date);
void dict_number(Dict *dict, const char *name, Number number);
void dict_flag(Dict *dict, const char *name, bool flag);
Dict *dict_dict(Dict *dict, const char *name);      /* a new dict under that name */
Dict *dict_append(Dict *dict, const char *name);    /* a new dict at the end of that list */

/* `hidden` leaves rows out of lists and says how many (horaire-visites: visits with an
 * error): NULL hides none. The Model is cheap: one a document. */
typedef struct Model {
    DataSource source; /* source.context is the model */
    const Record *record;
    Arena *arena;      /* for what is computed */
    Lang lang;         /* of the document */
    const Dict *extra; /* NULL: none */
    bool (*hidden)(void *context, const Row *row);
    void *hidden_context;
} Model;
/* `model` stays where it is: its source points back to it. */
void model_open(Model *model, const Record *record, Arena *arena, Lang lang);
Datum model_root(const Model *model, const Subject *subject);
/* The value of a column from its canonical text (term/value.h): what was agreed once. DATUM_BAD for
 * a link to a row that is not there any more. */
Datum model_agreed(const Model *model, int table, int column, const char *text);
/* Whether `name` (dotted) is known for a scope inside the given sections; the nearest name
 * otherwise. */
bool model_knows(const Model *model, Scope scope, const char *const *sections, size_t depth,
                 const char *name, const char **nearest);

/* The person of a company for a role (ROLE_CONTACT_…): a contact for that sequence (NULL: none),
 * else one for the whole company; NULL: its representative. */
const Row *model_contact(const Record *record, const Row *company, const Row *sequence, int role);

#endif
