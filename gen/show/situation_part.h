/* What the two forms of the situation share. */
#ifndef ATE_SHOW_SITUATION_PART_H
#define ATE_SHOW_SITUATION_PART_H

#include "show/situation.h"

/* In words, and as data. */
const char *duty_name(DutyKind kind);
const char *duty_code(DutyKind kind);
const char *signatory_name(Signatory signatory);

#endif
