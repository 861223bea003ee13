/* valid: XML against its XSD, by libxml2. The schema stands alone (no xs:include, no
 * xs:import) and nothing is fetched: neither the network nor another file is read. */
#ifndef ATE_DECLARE_VALID_H
#define ATE_DECLARE_VALID_H

#include "base/buffer.h"
#include "base/error.h"

/* STATUS_USAGE at "`place`:LINE" for what is not a schema. */
Status valid_schema(const char *place, const Buffer *schema, Error *error);
/* STATUS_USAGE, with the line of the document and what the schema asks there, at `place`, for a
 * document that is not valid. `*line` is the line in the document. */
Status valid_document(const char *place, const Buffer *schema, const Buffer *document, long *line,
                      Error *error);

#endif
