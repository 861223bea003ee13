/* place: where a company, a school or a sequence is, as it is printed. Private to text/. */
#ifndef ATE_TEXT_PLACE_H
#define ATE_TEXT_PLACE_H

#include "text/model.h"

/* "12, rue X, Québec (Québec)  G1R 5A5"; "" when nothing is known. */
const char *place_school_line(const Model *model);
const char *place_company_line(const Model *model, const Row *company);
/* The sequence's own place where it has one, else the company's. */
const char *place_sequence_line(const Model *model, const Row *sequence);
const char *place_sequence_town(const Model *model, const Row *sequence);
bool place_is_outside_quebec(const Model *model, const Row *sequence);

#endif
