/* proposed: the schedules of visits that are only proposed, by person and by company.
 *
 * They are the kinds horaire-visites and horaire-visites-entreprise of the catalogue, over the
 * term with the proposals in it (visits_extend), marked PROPOSITION. They take no number, and no
 * registry is read nor written. */
#ifndef ATE_ISSUE_PROPOSED_H
#define ATE_ISSUE_PROPOSED_H

#include "issue/issue.h"
#include "plan/proposal.h"
#include "plan/visits.h"

#define PROPOSED_FOLDER PROPOSALS_FOLDER "horaires"

/* Puts in `issue`, whose record is over the extended term, a schedule for each person and company
 * that has a proposal: "propositions/horaires/horaire-visites-p12.pdf". A kind that the catalogue
 * does not have, or that has no template for one of them, is passed over. */
void proposed_plan(Issue *issue, const Visits *visits);

#endif
