/* witness: what a whole run read and left, so that the next one sees in a moment what did not change.
 *
 * registre/temoin.json holds the digest of all that the run read (tables, config.ini, templates, the
 * day, the program, the registry) and found, the stamp of each file it left, and what it had to say. A file whose
 * stamp is the same was not touched since, and is not read again to know it; when everything is as it
 * was, so is the outcome. It is a memory and no authority: without it, or with one that another
 * program wrote, a run looks at everything again. It is beside the registry and not in output/, whose
 * bytes do not depend on the machine. */
#ifndef ATE_ISSUE_WITNESS_H
#define ATE_ISSUE_WITNESS_H

#include "base/file.h"
#include "issue/issue.h"

typedef struct Witness Witness;

/* The last one, and what this run reads beside. One that vouches for nothing when it cannot be read. */
Witness *witness_open(const Record *record, const Catalogue *catalogue, const Findings *findings,
                      const char *output, Lang lang, bool strict);
void witness_close(Witness *witness); /* NULL is allowed */

/* Nothing that a whole run reads or leaves changed: what it would say. NULL: something did. */
const char *witness_stands(const Witness *witness, Registry *registry);

/* A file, by its path in output/, or "originaux/SHA256.pdf" for one that the registry keeps. */
/* It is as it was last seen, and had that digest; its length in `*stamp`. NULL vouches for nothing. */
bool witness_vouches(const Witness *witness, const char *path, const char *sha256, FileStamp *stamp);
/* It was read, or written, with that digest, when it had that stamp. */
void witness_saw(Witness *witness, const char *path, const char *sha256, const FileStamp *stamp);

/* After a whole run that ended well: what was seen of it, the files of its manifest, what the next one
 * would say. Best done and never an error: without it the next run is only slower. */
void witness_write(Witness *witness, const char *outcome, const Manifest *manifest, Registry *registry);
/* It names files: gone with what is purged. */
void witness_drop(const Config *config);

#endif
