/* secret: a password that a command prints, so that no file and no argument holds it.
 *
 * The command is words separated by blanks, ' or " keeping blanks inside a word; it
 * is run without a shell, in `folder`, its input and its messages going nowhere. The
 * secret is its first line. It is never shown: an Error says what is wrong with it,
 * not what it is. To be wiped as soon as it is used: until then nobody but root may look
 * into this process, and no dump of it is made.
 */
#ifndef ATE_BASE_SECRET_H
#define ATE_BASE_SECRET_H

#include "base/arena.h"
#include "base/error.h"

enum { SECRET_MOST = 1023 }; /* bytes */

typedef struct Secret {
    char text[SECRET_MOST + 1]; /* UTF-8, without control characters, not empty */
} Secret;

/* Its words, then NULL. STATUS_USAGE when there is none or a quote is not closed. */
Status secret_words(Arena *arena, const char *command, char ***words, Error *error);
/* STATUS_USAGE when the command cannot be run, fails, or prints no acceptable line; the
 * place is left empty. */
Status secret_ask(char *const *words, const char *folder, Secret *secret, Error *error);
void secret_wipe(Secret *secret);

#endif
