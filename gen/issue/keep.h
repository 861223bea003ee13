/* keep: what is not made again, and what is kept for ever.
 *
 * issue_recall comes between the numbers and the pages: a document whose original is
 * kept is put back from it; one whose file is what this run would make is left alone;
 * one that was signed, and can neither be found nor made again, is said. issue_consign
 * comes after the pages: the registry learns of the files, and the originals are kept.
 */
#ifndef ATE_ISSUE_KEEP_H
#define ATE_ISSUE_KEEP_H

#include "issue/issue.h"

Status issue_recall(Issue *issue, Registry *registry, Press *press, Error *error);
/* What issue_reserve and issue_recall would find, touching nothing: each document has the number,
 * revision and fate that the next run would give it. */
Status issue_foresee(Issue *issue, Press *press, Error *error);
Status issue_consign(Issue *issue, Registry *registry, const Press *press, Error *error);
/* Keeps the original of a document that a message is about to carry, where its kind wants one
 * (issue_consign would, but only at the next run). Within a transaction. */
Status issue_keep_sent(const Issue *issue, const Document *document, Registry *registry,
                       Error *error);
/* Takes in the signed scans of input/signes/NUMERO.pdf. */
Status issue_take_scans(Issue *issue, Registry *registry, Error *error);

#endif
