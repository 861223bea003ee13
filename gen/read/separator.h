/* separator: which of ; , TAB parts the fields of a table. */
#ifndef ATE_READ_SEPARATOR_H
#define ATE_READ_SEPARATOR_H

#include <stdbool.h>
#include <stddef.h>

/* Counted outside quotes in the first records; ';' when none is seen. */
char separator_detect(const char *text, size_t length);

/* Excel's first line `sep=;`: its length with its line break, and the separator it names; 0 when
 * `text` does not begin with such a line. */
size_t separator_line(const char *text, size_t length, char *separator);

/* "; , TAB tab tabulation \t" of config.ini; false for anything else. */
bool separator_find(const char *name, char *separator);

#endif
