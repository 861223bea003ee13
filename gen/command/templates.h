/* templates: the parts of `ate modeles`, one file each. Private to command/. */
#ifndef ATE_COMMAND_TEMPLATES_H
#define ATE_COMMAND_TEMPLATES_H

#include "command/options.h"
#include "text/catalogue.h"
#include "text/variables.h"

/* --verifier: every remark on standard output; STATUS_USAGE when one is an error. */
Status templates_verify(const Options *options, Error *error);
/* --apercu: output/apercu/KIND-LANG.pdf, whose paths go to standard output. */
Status templates_preview(const Options *options, Error *error);

/* What is listed: some kinds, and the variables that they reach. */
typedef struct Listing {
    const Kind **kinds;
    size_t kind_count;
    VariableGroup *groups;
    size_t group_count;
    const char *sha256; /* of the catalogue */
} Listing;
void listing_say_kinds(const Listing *listing);
void listing_say_variables(const Listing *listing);
void listing_write_json(const Listing *listing);

#endif
