/* json: constats.json, the findings for other programs.
 *
 * {"version":1, "date", "resume":{"erreur","avertissement","info"}, "constats":[…],
 *  "non_verifie":[{"code","table","motif","nombre"}]}; a finding is {"code","gravite",
 * "fichier","ligne","colonne","cellule","valeur","message","correction","retient"}.
 * Keys are in that order; those that do not apply are null. Indented by 2, in UTF-8.
 */
#ifndef ATE_SHOW_JSON_H
#define ATE_SHOW_JSON_H

#include "base/buffer.h"
#include "rule/finding.h"

#include <jansson.h>

void show_json(const Findings *findings, Date date, Buffer *out);

/* For the other JSON of this room. A string, null for NULL; bytes that are not UTF-8
 * become U+FFFD. */
json_t *json_text(const char *text);
/* Adds `value` (its reference is taken) indented by 2, its lines after the first by
 * `indent` spaces more. */
void json_add(Buffer *out, json_t *value, int indent);

#endif
