/* ini: the one reader of .ini files (config.ini, catalogue.ini, layouts, styles), over inih.
 *
 * The whole file is read first (up to 4 MiB; its encoding is found as for a table), then handed
 * to inih line by line, so that every value comes with its physical line. What inih would do by
 * itself is set otherwise: values up to 8 KiB arrive whole, " ;" inside a value is text (comments
 * are whole lines that begin with ';' or '#'), an indented line is an ordinary line, CR alone ends
 * a line too. What inih would cut silently (a longer line, a section name over 49 bytes) is an
 * error at its line. Values are trimmed by inih and valid UTF-8, in normal form C. Repeated
 * sections and keys are given as they come: only the visitor knows whether they are a fault.
 */
#ifndef ATE_READ_INI_H
#define ATE_READ_INI_H

#include "base/error.h"

#include <stdint.h>

enum { INI_VALUE_MOST = 8192 }; /* bytes */

/* One `key = value` of `section` ("" before the first one). The texts live only during the
 * call. A status other than STATUS_OK stops the reading and is returned by ini_read; when the
 * visitor leaves `error->place` empty, "PATH:LINE" is put there. */
typedef Status IniVisitor(void *context, const char *section, const char *key, const char *value,
                          uint32_t line, Error *error);

/* STATUS_USAGE with the place "PATH:LINE" for what is not INI; STATUS_USAGE with the place PATH
 * for a file that is absent, too large, binary or not a file; STATUS_SYSTEM when the disk fails. */
Status ini_read(const char *path, IniVisitor *visit, void *context, Error *error);

#endif
