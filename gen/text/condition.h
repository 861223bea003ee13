/* condition: the small language of the catalogue's `du` and of the choice of a
 * template.
 *
 *   statut dans (jumelee, signee, en_cours) et non (remuneree = oui ou heures < 140)
 *
 * Fields are the names of templates; = != < <= > >= dans; et ou non, parentheses;
 * "texts in quotes", numbers, dates (2026-05-25), date_du_jour, words of a list of
 * choices, oui and non, vide (`superviseur = vide`). Evaluation is three-valued:
 * a value that could not be read makes a comparison unknown; an empty value is
 * equal to nothing but vide.
 */
#ifndef ATE_TEXT_CONDITION_H
#define ATE_TEXT_CONDITION_H

#include "base/error.h"
#include "text/model.h"

typedef struct Condition Condition;
typedef enum Truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN } Truth;

Status condition_parse(Arena *arena, const char *place, const char *text, Condition **made,
                       Error *error); /* column of the fault in the message */
/* Unknown fields are errors at loading: checks every field against the scope. */
Status condition_check(const Condition *condition, const Model *model, Scope scope, Error *error);
Truth condition_holds(const Condition *condition, const Model *model, Datum root);

#endif
