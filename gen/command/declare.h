/* declare: the parts of `ate declarer`, one file each. Private to command/. */
#ifndef ATE_COMMAND_DECLARE_H
#define ATE_COMMAND_DECLARE_H

#include "command/options.h"
#include "declare/lot.h"

/* --verifier: a layout alone: every remark, then, when it has no fault, what it writes. */
Status declare_verify(const Options *options, Error *error);

/* What a lot holds, or would hold, on standard output; what stays out of it and why, on standard
 * error. No personal value: a field that holds one is only named. */
void declare_say(const LotPlan *plan, bool simulated);
/* A lot of the registry, with what was refused of it. */
Status declare_say_lot(const Registry *registry, const Lot *lot, Arena *arena, Error *error);

#endif
