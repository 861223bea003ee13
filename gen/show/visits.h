/* visits: what `ate planifier` proposes, in words and in JSON. Keys, towns and numbers, never a
 * name.
 *
 * {"version":1, "date", "propositions":[{"id","sequence","responsable","date","heure","mode",
 * "type","remplace","evaluation","tardive","responsable_choisi"}],
 * "non_placees":[{"sequence","responsable","nombre","code","motif","remede"}]}; "remplace" is the
 * place of the visit, "visites.csv:12", "evaluation" the type of one that is due that day; null
 * where there is none. */
#ifndef ATE_SHOW_VISITS_H
#define ATE_SHOW_VISITS_H

#include "base/buffer.h"
#include "plan/visits.h"

/* `each`: the visits one by one too, by sequence. */
void show_visits_text(const Visits *visits, bool each, Buffer *out);
void show_visits_json(const Visits *visits, Buffer *out);

#endif
