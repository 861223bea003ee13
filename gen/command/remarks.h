/* remarks: what `--verifier` found in templates or in a layout, shown as text or JSON. Private to
 * command/. */
#ifndef ATE_COMMAND_REMARKS_H
#define ATE_COMMAND_REMARKS_H

#include "command/options.h"
#include "text/remark.h"

/* Every remark on standard output, by file and line. STATUS_USAGE at `place` when one is an error
 * (with --strict, a warning). */
Status remarks_show(Remarks *remarks, const Options *options, const char *place, Error *error);

#endif
