#include "show/frame.h"

#include "base/version.h"
#include "show/html.h"
#include "show/page_part.h"

void frame_open(Buffer *out, Lang lang, const char *title, const char *style)
{
    buffer_printf(out,
                  "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"color-scheme\" content=\"light dark\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n"
                  "<link rel=\"icon\" href=\"data:,\">\n<title>",
                  lang == LANG_EN ? "en" : "fr");
    html_add(out, title);
    buffer_printf(out, "</title>\n<style>\n%s%s</style>\n</head>\n<body>\n", page_css, style);
}

void frame_made_by(Buffer *out)
{
    buffer_printf(out, _("Page faite par ate %s, sans connexion à un réseau."), ATE_VERSION);
}

void frame_close(Buffer *out)
{
    buffer_add_text(out, "<footer><p>");
    frame_made_by(out);
    buffer_add_text(out, "</p></footer>\n</body>\n</html>\n");
}
