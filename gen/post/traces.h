/* traces: what left, told outside the registry, so that a registry put back from an old copy does
 * not make it go again.
 *
 * courriels/partis.txt has a line a document and recipient that the ledger saw leave: a digest, no
 * name and no address. Lines are added, never taken off; without the file, the ledger alone tells. */
#ifndef ATE_POST_TRACES_H
#define ATE_POST_TRACES_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/map.h"
#include "record/messages.h"

#define TRACES_PATH "courriels/partis.txt" /* below the output folder */

typedef struct Traces {
    Map *digests;
} Traces;

/* None when there is no file. To be given back with traces_close even when it fails. */
Status traces_read(Traces *traces, const char *output, Arena *arena, Error *error);
bool traces_have(const Traces *traces, const LeftDocument *document);
void traces_close(Traces *traces);

/* Adds what the registry saw leave. `*there` false: nothing ever left, there is no file. */
Status traces_keep(const Registry *registry, const char *output, Arena *arena, bool *there,
                   Error *error);

#endif
