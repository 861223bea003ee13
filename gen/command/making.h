/* making: the documents of a dossier, chosen by the options, planned and made. Shared by
 * `produire`, and by `envoyer`, whose messages carry them. */
#ifndef ATE_COMMAND_MAKING_H
#define ATE_COMMAND_MAKING_H

#include "command/dossier.h"
#include "issue/issue.h"

/* "protocole,attestation" into a NULL-terminated list; STATUS_USAGE for a kind that does not exist.
 * `also` (NULL: nothing): a name that is good though it is no kind of document. */
Status making_kinds(const Catalogue *catalogue, Arena *arena, const char *only, const char *also,
                    const char *const **kinds, Error *error);
/* Of all the documents, not planned yet. */
Issue making_issue(const Dossier *dossier);
/* Makes `issue` ready to be planned: what the options select (`whole`: all, whatever the options).
 * STATUS_USAGE for a kind or a key that does not exist. */
Status making_begin(Dossier *dossier, const Options *options, bool whole, Issue *issue,
                    Error *error);
/* Gives it the last run's witness: for a command that makes documents, or says which it would. */
void making_remember(Dossier *dossier, const Options *options, Issue *issue);
/* As making_begin, and plans its documents. */
Status making_plan(Dossier *dossier, const Options *options, bool whole, Issue *issue, Error *error);
/* Numbers, pages, files. The first document that failed gives the status; the others are made. */
Status making_run(Dossier *dossier, const Options *options, Issue *issue, Error *error);
/* -j, else config.ini, else one a core. */
int making_workers(const Dossier *dossier, const Options *options);
/* The output folder: made, private, without what a crash left. */
Status making_open_output(Dossier *dossier, Error *error);

#endif
