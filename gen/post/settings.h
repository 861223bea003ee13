/* settings: what [courriel] says of every message: from whom, where the answers go, how heavy.
 *
 * A message that nobody could answer is of no use: answers go to `repondre_a`, else to
 * `expediteur`, which is then no address that says not to answer it.
 */
#ifndef ATE_POST_SETTINGS_H
#define ATE_POST_SETTINGS_H

#include "base/error.h"
#include "term/config.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct MailSettings {
    const char *from_name, *from;
    const char *reply_to, *copy; /* "" when not given */
    const char *answers_to;      /* the one of them that gets the answers */
    size_t most;                 /* bytes of a message, at most */
    const char *most_text;       /* "20M" */
    bool split;                  /* a message too heavy becomes several */
} MailSettings;

/* STATUS_USAGE at its line of config.ini for an address or a size that cannot serve. */
Status settings_read(MailSettings *settings, const Config *config, Error *error);

#endif
