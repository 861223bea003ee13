#include "base/message.h"

#include <locale.h>
#include <stdlib.h>

static Lang current = LANG_FR;

void message_open(const char *catalogs, Lang lang)
{
    current = lang;
    /* gettext translates in any locale but "C"; C.UTF-8 is part of Debian's libc
     * and changes neither numbers nor order. */
    setlocale(LC_MESSAGES, lang == LANG_FR ? "C" : "C.UTF-8");
    setenv("LANGUAGE", lang == LANG_FR ? "fr" : "en", 1);
    bindtextdomain("ate", catalogs);
    bind_textdomain_codeset("ate", "UTF-8");
    textdomain("ate");
}

const char *message_plural(const char *one, const char *many, unsigned long count)
{
    if (current == LANG_FR)
        return count < 2 ? one : many;
    return (ngettext)(one, many, count);
}

Lang message_lang(void)
{
    return current;
}
