/* internal: the kinds of documents that are the school's own business, and never leave for a
 * company: what a responsable found at a visit, the balance of a sequence, the gaps of a
 * student, the record for the school file, the facts of the tax credit.
 *
 * It is a promise to students, not a setting: catalogue.ini may rename or add kinds, but one that
 * bears such a name, or prints such a template, alone or within another, cannot have a company as
 * recipient.
 */
#ifndef ATE_TEXT_INTERNAL_H
#define ATE_TEXT_INTERNAL_H

#include "text/template.h"

#include <stdbool.h>

bool name_is_internal(const char *name); /* of a kind or of a template: "bilan" */
/* The first of its files (template_files) that is such a template; NULL: none. */
const char *template_internal_file(const Template *template);

#endif
