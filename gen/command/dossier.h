/* dossier: what every command that reads a dossier opens first, in one order:
 * config, day, tables, registry, press, catalogue, findings. What fails stops the
 * run before anything is written. */
#ifndef ATE_COMMAND_DOSSIER_H
#define ATE_COMMAND_DOSSIER_H

#include "command/options.h"
#include "issue/issue.h"
#include "issue/witness.h"
#include "page/page.h"
#include "record/registry.h"
#include "rule/rule.h"
#include "text/catalogue.h"

typedef struct Dossier {
    Arena *arena;
    Config config;
    Term term;
    Registry *registry;
    Record record;
    Press *press;
    Catalogue catalogue;
    Check check;
    Findings findings;
    int hold;           /* on the output folder, once this run may write there (base/file) */
    Witness *witness;   /* NULL: no document is made or looked at (command/making) */
    const char *output; /* folder */
    Lang lang;          /* of messages and reports */
} Dossier;

typedef enum RegistryUse { REGISTRY_READ, REGISTRY_WRITE } RegistryUse;

/* To be closed with dossier_close even when it fails. */
Status dossier_open(Dossier *dossier, const Options *options, RegistryUse use, Error *error);
/* Its config and the language of the run, nothing else. Closed likewise. */
Status dossier_open_config(Dossier *dossier, const Options *options, Error *error);
/* Its config and its registry, to be read, without the tables. Closed likewise. */
Status dossier_open_registry(Dossier *dossier, const Options *options, Error *error);
/* Its folders and the language of the run, though config.ini may still lack what a school must
 * say. `*templates` is where catalogue.ini is. */
Status dossier_open_folders(Dossier *dossier, const Options *options, const char **templates,
                            Error *error);
void dossier_close(Dossier *dossier);

/* Below the output folder: the views of the findings alone that are files. */
enum { VIEW_JSON, VIEW_BOOK, DOSSIER_VIEW_COUNT };
extern const char *const dossier_views[DOSSIER_VIEW_COUNT];

/* The findings as they stand now that the registry changed; `findings` zeroed, to be freed. Those
 * of the dossier stay as they were at its opening, for what the command says. */
Status dossier_judge_again(const Dossier *dossier, Findings *findings, Error *error);
/* constats.json and constats.xlsx into the output folder. */
Status dossier_write_findings(Dossier *dossier, Error *error);
/* The findings, on standard error, and what they hold back. */
void dossier_show_findings(const Dossier *dossier, const Options *options);
/* For a command that does not show the findings: the tables of which nothing could be read, which
 * explain what it leaves out. */
void dossier_say_lost_tables(const Dossier *dossier);
/* STATUS_FINDINGS when a finding is an error, else STATUS_OK. */
Status dossier_verdict(const Dossier *dossier);

/* Where the program's own data is ("templates", "locale", "exemple"): beside the program when
 * it runs from its build folder, else where `make install` put it. */
const char *program_data(Arena *arena, const char *name);

#endif
