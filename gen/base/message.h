/* message: the language in which the program speaks (gettext).
 *
 * The msgids are the French sentences; po/en.po holds their English twins.
 * Documents do not pass here: their words are in templates/, their labels in
 * the schema and in text/format. LC_NUMERIC and LC_COLLATE always stay "C".
 */
#ifndef ATE_BASE_MESSAGE_H
#define ATE_BASE_MESSAGE_H

#include <libintl.h>

typedef enum Lang { LANG_FR, LANG_EN } Lang;
enum { LANG_COUNT = 2 };

#define _(msgid) gettext(msgid)
#define N_(msgid) msgid /* marked for translation, translated where it is shown */

/* In French none is singular, as one is ("0 document"): gettext without a catalog counts as in
 * English. The name stays what xgettext looks for. */
const char *message_plural(const char *one, const char *many, unsigned long count)
    __attribute__((format_arg(1), format_arg(2)));
#undef ngettext
#define ngettext(one, many, count) message_plural(one, many, count)

/* `catalogs` is the folder that holds en/LC_MESSAGES/ate.mo. Without it, or on a
 * machine without any locale, the program speaks French. */
void message_open(const char *catalogs, Lang lang);
Lang message_lang(void);

#endif
