/* originals: the bytes of what was issued, signed or sent, kept beside the registry in
 * originaux/SHA256.pdf and listed in its table. They are written once and never again:
 * output/ is made from them, whatever program or template comes later. */
#ifndef ATE_RECORD_ORIGINALS_H
#define ATE_RECORD_ORIGINALS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/digest.h"
#include "record/registry.h"

typedef enum OriginalNature { ORIGINAL_ISSUED, ORIGINAL_SCAN } OriginalNature;

typedef struct Original {
    const char *kind, *key; /* of a document that the registry knows */
    int revision;
    OriginalNature nature;
    Date kept_on;
} Original;

/* Puts the bytes in place, then lists them. Within a transaction. `*added` (NULL: not wanted)
 * is false when the document had them already. */
Status originals_add(Registry *registry, const Original *original, const void *bytes,
                     size_t length, bool *added, Error *error);
/* The digest of what was issued as a revision; "" when it was not kept. */
Status originals_find(const Registry *registry, const char *kind, const char *key, int revision,
                      Sha256 sha256, Error *error);
/* Whether these are the bytes of a document that is still in force. */
Status originals_in_force(const Registry *registry, const Sha256 sha256, bool *in_force,
                          Error *error);
/* Where the bytes of that digest are, or would be; as the registry's folder has it:
 * "originaux/SHA256.pdf". */
const char *originals_name(const char *sha256, Arena *arena);
const char *originals_path(const Registry *registry, const char *sha256, Arena *arena);
/* The bytes of that digest; `*sound` false when the file is gone or is not what it was. */
Status originals_read(const Registry *registry, const Sha256 sha256, Buffer *bytes, bool *sound,
                      Error *error);

#endif
