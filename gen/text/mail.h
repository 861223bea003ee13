/* mail: the template of a message, templates/LANG/courriels/NAME.txt.
 *
 * The first line is the subject ("Objet : …", "Subject: …"); the rest, after blank
 * lines, is the text. Names are those of a company (text/model.h), with these before
 * them (OWNER_MESSAGE of computed.c; who fills the template gives them):
 *   destinataire.nom            who receives the message
 *   entreprise.nom
 *   documents                   list: titre, numero, revision, fichier, sequence, eleve,
 *                               debut, fin, a_signer, position, premier, dernier
 *   plusieurs                   flag: more than one document
 *   signatures                  flag: one of them at least waits to be signed
 *   protege                     flag: they are copies that a password opens
 *   scinde                      flag: too heavy for one message, they are in several
 *   partie, parties             numbers: of this message among them, and of them all
 *   limite                      date: these are to be returned by then; empty when it is past
 *   reponse                     the address to answer to
 * A company receives it: no PERSONAL column is printed.
 */
#ifndef ATE_TEXT_MAIL_H
#define ATE_TEXT_MAIL_H

#include "text/model.h"
#include "text/template.h"

/* "templates/fr/courriels/protocoles.txt" */
const char *mail_path(Arena *arena, const char *templates, const char *name, Lang lang);
/* STATUS_USAGE at its place for an unknown or personal name, or no subject; or remarks (NULL:
 * none). */
Status mail_load(Arena *arena, const char *templates, const char *name, Lang lang,
                 const Record *record, Remarks *remarks, Template **made, Error *error);
/* The two parts of the template once filled; the text ends with one line break. */
Status mail_split(Arena *arena, const Template *template, const char *filled,
                  const char **subject, const char **text, Error *error);

#endif
