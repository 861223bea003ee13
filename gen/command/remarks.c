#include "command/remarks.h"

#include "base/text.h"
#include "command/console.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static void say_remark(const Remark *remark)
{
    console_out(_("%s : "), remark->place);
    console_out("%s%s\n", remark->warning ? _("avertissement : ") : "", remark->what);
    if (*remark->remedy)
        console_out("  → %s\n", remark->remedy);
}

static json_t *remark_json(const Remark *remark)
{
    const char *colon = strrchr(remark->place, ':');
    char *end = NULL;
    long line = colon ? strtol(colon + 1, &end, 10) : 0;
    bool has_line = colon && end > colon + 1 && !*end;
    size_t length = has_line ? (size_t)(colon - remark->place) : strlen(remark->place);
    return json_pack("{s:s, s:s%, s:o, s:s, s:o}", "gravite",
                     remark->warning ? "avertissement" : "erreur", "fichier", remark->place, length,
                     "ligne", has_line ? json_integer(line) : json_null(), "message", remark->what,
                     "correction", *remark->remedy ? json_string(remark->remedy) : json_null());
}

static void write_json(const Remarks *remarks, size_t errors)
{
    json_t *list = json_array();
    for (size_t i = 0; i < remarks->count; i++)
        json_array_append_new(list, remark_json(&remarks->items[i]));
    json_t *all = json_pack("{s:i, s:{s:I, s:I}, s:o}", "version", 1, "resume", "erreur",
                            (json_int_t)errors, "avertissement",
                            (json_int_t)(remarks->count - errors), "constats", list);
    char *text = json_dumps(all, JSON_INDENT(2));
    console_out("%s\n", text);
    free(text);
    json_decref(all);
}

Status remarks_show(Remarks *remarks, const Options *options, const char *place, Error *error)
{
    remarks_sort(remarks);
    size_t errors = remarks_errors(remarks), warnings = remarks->count - errors;
    if (options->format == FORMAT_JSON)
        write_json(remarks, errors);
    for (size_t i = 0; i < remarks->count && options->format == FORMAT_TEXT; i++)
        say_remark(&remarks->items[i]);
    if (remarks->count == 0)
        console_say(_("Les modèles n'ont ni faute ni doute.\n"));
    else if (errors == 0)
        console_say(ngettext("Les modèles n'ont pas de faute, mais %zu avertissement.\n",
                             "Les modèles n'ont pas de faute, mais %zu avertissements.\n",
                             warnings), warnings);
    if (errors == 0 && !(options->strict && warnings))
        return STATUS_OK;
    size_t faults = options->strict ? remarks->count : errors;
    error_set(error, STATUS_USAGE, place,
              ngettext("%zu faute à corriger dans les modèles", "%zu fautes à corriger dans les modèles",
                       faults), faults);
    error_remedy(error, _("rien ne sera produit tant qu'il en reste"));
    if (errors == 0)
        error->remedy[0] = '\0';
    return STATUS_USAGE;
}
