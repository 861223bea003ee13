/* families: the functions that the table of rules (table.c) names, by file.
 * What each one checks is said there: its statement, source and thresholds.
 */
#ifndef ATE_RULE_FAMILIES_H
#define ATE_RULE_FAMILIES_H

#include "rule/rule.h"

/* reading.c */
void reading_problems(Check *check, const Row *row);
void reading_links(Check *check, const Row *row);

/* print.c */
void print_characters(Check *check, const Row *row);

/* identifier.c */
void identifier_permanent_form(Check *check, const Row *student);
void identifier_permanent_birth(Check *check, const Row *student);
void identifier_permanent_name(Check *check, const Row *student);
void identifier_permanent_absent(Check *check, const Row *student);
void identifier_permanent_double(Check *check, const Row *row);
void identifier_neq_form(Check *check, const Row *company);
void identifier_neq_prefix(Check *check, const Row *company);
void identifier_neq_key(Check *check, const Row *company);
void identifier_postal_code_form(Check *check, const Row *row);
void identifier_postal_province(Check *check, const Row *row);
void identifier_phone_form(Check *check, const Row *row);
void identifier_email_form(Check *check, const Row *row);
void identifier_email_domain(Check *check, const Row *row);
void identifier_programme_form(Check *check, const Row *programme);
void identifier_programme_units(Check *check, const Row *programme);
void identifier_organisation_form(Check *check, const Row *row);
void identifier_company_double(Check *check, const Row *row);
void identifier_student_double(Check *check, const Row *row);
void identifier_sequence_double(Check *check, const Row *row);

/* administration.c */
void administration_commitment(Check *check, const Row *student);
void administration_consent(Check *check, const Row *student);
void administration_late_task(Check *check, const Row *task);
void administration_unpaid(Check *check, const Row *sequence);
void administration_templates(Check *check, const Row *row);

/* attestation.c */
void attestation_deadline(Check *check, const Row *sequence);
void attestation_hours(Check *check, const Row *student);
void attestation_evaluation(Check *check, const Row *sequence);
void attestation_hours_done(Check *check, const Row *sequence);
void attestation_declaration(Check *check, const Row *sequence);
void attestation_establishment(Check *check, const Row *sequence);
void attestation_public_body(Check *check, const Row *sequence);
void attestation_kin(Check *check, const Row *sequence);
void attestation_weeks(Check *check, const Row *sequence);
void attestation_supervisor(Check *check, const Row *supervisor);

/* declaration.c */
void declaration_missing(Check *check, const Row *row);
void declaration_hours(Check *check, const Row *row);
void declaration_refused(Check *check, const Row *row);
void declaration_refusal_unknown(Check *check, const Row *row);
void declaration_reused_key(Check *check, const Row *row); /* the part of the lots in cle-reutilisee */

/* party.c */
void party_changed(Check *check, const Row *row);
void party_reused_key(Check *check, const Row *row);

/* placement.c */
void placement_confirmed(Check *check, const Row *company);
void placement_criteria(Check *check, const Row *company);
void placement_places(Check *check, const Row *company);
void placement_matching(Check *check, const Row *sequence);
void placement_student(Check *check, const Row *sequence);
void placement_supervisor(Check *check, const Row *sequence);
void placement_supervisor_company(Check *check, const Row *sequence);
void placement_responsable(Check *check, const Row *sequence);
void placement_responsable_role(Check *check, const Row *sequence);

/* protocol.c */
void protocol_signatories(Check *check, const Row *row);
void protocol_activities(Check *check, const Row *sequence);
void protocol_late(Check *check, const Row *sequence);
void protocol_after_start(Check *check, const Row *sequence);
void protocol_minor_holder(Check *check, const Row *student);
void protocol_minor_age(Check *check, const Row *sequence);
void protocol_minor_night(Check *check, const Row *sequence);
void protocol_minor_hours(Check *check, const Row *sequence);
void protocol_minimum_wage(Check *check, const Row *sequence);
void protocol_pay_coherent(Check *check, const Row *sequence);
void protocol_pay_absent(Check *check, const Row *sequence);

/* sequence.c */
void sequence_dates(Check *check, const Row *sequence);
void sequence_hours(Check *check, const Row *sequence);
void sequence_overlap(Check *check, const Row *student);
void sequence_rank(Check *check, const Row *student);
void sequence_rank_double(Check *check, const Row *student);
void sequence_least_count(Check *check, const Row *student);
void sequence_share_of_hours(Check *check, const Row *student);
void sequence_weeks(Check *check, const Row *sequence);
void sequence_full_time(Check *check, const Row *sequence);
void sequence_least_hours(Check *check, const Row *sequence);
void sequence_state(Check *check, const Row *sequence);
void sequence_interruption(Check *check, const Row *sequence);

/* visit.c */
void visit_count(Check *check, const Row *sequence);
void visit_first(Check *check, const Row *sequence);
void visit_outside(Check *check, const Row *visit);
void visit_day(Check *check, const Row *visit);
void visit_conflict(Check *check, const Row *person);
void visit_measures(Check *check, const Row *sequence);
void visit_evaluation_late(Check *check, const Row *evaluation);
void visit_evaluation_absent(Check *check, const Row *sequence);

/* return.c */
void return_meeting_absent(Check *check, const Row *sequence);
void return_meeting_early(Check *check, const Row *sequence);
void return_meeting_late(Check *check, const Row *sequence);
void return_absent(Check *check, const Row *student);
void return_activity(Check *check, const Row *activity);
void return_gap_unwritten(Check *check, const Row *sequence);
void return_gap_without_remedy(Check *check, const Row *gap);
void return_remedy_late(Check *check, const Row *gap);

#endif
