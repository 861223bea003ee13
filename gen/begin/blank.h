/* blank: the files of a dossier that has nothing in it yet, made from the schema. */
#ifndef ATE_BEGIN_BLANK_H
#define ATE_BEGIN_BLANK_H

#include "base/error.h"
#include "term/schema.h"

typedef struct Arena Arena;

/* A table's header alone. Excel opens it as columns of French text: BOM, semicolons, CRLF. */
Status blank_table(const char *path, const TableSchema *table, Error *error);
/* config.ini below `folder`: every key with its description; what is optional is a comment. */
Status blank_config(const char *folder, Arena *arena, Error *error);

#endif
