/* console: the only place that talks. Results go to standard output, what is said
 * of the run to standard error; neither ever carries a personal value. */
#ifndef ATE_COMMAND_CONSOLE_H
#define ATE_COMMAND_CONSOLE_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>

void console_out(const char *format, ...) __attribute__((format(printf, 1, 2)));
void console_write(const Buffer *text);  /* to standard output, as it is */
void console_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void console_quiet(bool quiet);          /* console_say keeps silent */
/* "ate: config.ini:12 : ce qui ne va pas" and its way out, even when quiet. */
void console_error(const Error *error);
/* " [entreprises.csv:12 (D12)]", "" for none. The text is kept until the next call. */
const char *console_place(const char *place);
bool console_wants_colour(int wanted, int descriptor); /* wanted: 1 yes, 0 no, -1 as fits */
/* Flushes standard output; a result that could not be written is STATUS_SYSTEM. */
Status console_close(Error *error);

#endif
