/* layout_xml: what an xml layout alone must have: names that XML allows, attributes before
 * elements, groups in one piece, a schema that is one. */
#include "declare/layout_part.h"

#include "base/file.h"
#include "base/text.h"
#include "declare/valid.h"

#include <libxml/tree.h>

#include <string.h>

enum { SCHEMA_LIMIT = 4 << 20 }; /* bytes */

/* A namespace prefix is none of ours. */
static bool is_name(const char *text, size_t length, Arena *arena)
{
    return xmlValidateNCName((const xmlChar *)arena_slice(arena, text, length), 0) == 0;
}

static void check_element(Loading *loading, const char *key, const char *name)
{
    if (name && !is_name(name, strlen(name), loading->arena))
        layout_fault(loading, 0, _("%s = « %s » ne peut pas être un nom d'élément XML"), key, name);
}

static bool path_is_good(const char *path, Arena *arena)
{
    for (const char *p = path + (*path == '@');;) {
        size_t length = strcspn(p, "/");
        if (!is_name(p, length, arena) || (*path == '@' && p[length]))
            return false;
        if (!p[length])
            return true;
        p += length + 1;
    }
}

/* Whether both paths go through the group of `length` bytes. */
static bool shares_group(const char *a, const char *b, size_t length)
{
    return strncmp(a, b, length) == 0 && b[length] == '/';
}

/* A group that was left and comes again would be two elements. */
static void check_groups(Loading *loading, const LayoutRecord *record, size_t i)
{
    const char *name = record->fields[i].name;
    for (const char *slash = name; i > 0 && (slash = strchr(slash, '/')); slash++) {
        size_t length = (size_t)(slash - name);
        if (shares_group(name, record->fields[i - 1].name, length))
            continue;
        for (size_t before = 0; before + 1 < i; before++)
            if (shares_group(name, record->fields[before].name, length)) {
                layout_fault(loading, record->fields[i].line,
                             _("le groupe %.*s est en deux morceaux : ses champs se suivent"),
                             (int)length, name);
                return;
            }
    }
}

static void check_record(Loading *loading, const LayoutRecord *record)
{
    bool elements = false;
    for (size_t i = 0; i < record->field_count; i++) {
        const LayoutField *field = &record->fields[i];
        if (!path_is_good(field->name, loading->arena)) {
            layout_fault(loading, field->line, _("« %s » ne peut pas être un nom XML"), field->name);
            layout_remedy(loading, _("par exemple NOM, ELEVE/NOM ou @nature"));
        } else if (*field->name == '@' && elements) {
            layout_fault(loading, field->line, _("l'attribut %s vient après un élément"),
                         field->name);
        }
        elements = elements || *field->name != '@';
        check_groups(loading, record, i);
    }
}

static void read_schema(Loading *loading)
{
    Layout *layout = loading->layout;
    if (!layout->schema)
        return;
    Error why = {0};
    Buffer read = {0};
    const char *path = path_join(loading->arena, path_folder(loading->arena, layout->path),
                                 path_name(layout->schema));
    Status status = text_is(layout->schema, path_name(layout->schema))
                        ? file_read(path, SCHEMA_LIMIT, &read, &why)
                        : error_set(&why, STATUS_USAGE, path, _("« schema » nomme un fichier de ce dossier, sans chemin"));
    if (status == STATUS_OK)
        status = valid_schema(path, &read, &why);
    if (status == STATUS_OK) {
        Buffer *kept = arena_new_of(loading->arena, Buffer);
        kept->data = arena_slice(loading->arena, read.data, read.length);
        kept->length = read.length;
        layout->schema_bytes = kept;
    } else {
        remarks_keep(loading->remarks, STATUS_USAGE, &why);
    }
    buffer_free(&read);
}

void layout_check_xml(Loading *loading)
{
    const Layout *layout = loading->layout;
    check_element(loading, "racine", layout->root);
    check_element(loading, "enregistrement", layout->element);
    check_element(loading, "tete", layout->head);
    check_element(loading, "pied", layout->foot);
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++)
        check_record(loading, &layout->records[kind]);
    if (!layout->head != !layout->records[RECORD_HEAD].field_count)
        layout_fault(loading, 0, _("« tete » de [modele] et la section [tete] vont ensemble"));
    if (!layout->foot != !layout->records[RECORD_FOOT].field_count)
        layout_fault(loading, 0, _("« pied » de [modele] et la section [pied] vont ensemble"));
    if (layout->line_end == LINE_NONE)
        layout_fault(loading, 0, _("« fin_de_ligne = aucune » ne va qu'au format « fixe »"));
    read_schema(loading);
}
