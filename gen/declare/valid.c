/* valid: the first complaint of libxml2 is kept, without the library's own habit of
 * writing to standard error. Its texts are in English and name elements and types. */
#include "declare/valid.h"

#include "base/message.h"
#include "base/text.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <stdio.h>
#include <string.h>

typedef struct Complaint {
    int line; /* 0: none yet */
    char what[512];
} Complaint;

static void keep_first(void *context, xmlErrorPtr told)
{
    Complaint *complaint = context;
    if (*complaint->what)
        return;
    complaint->line = told->line;
    snprintf(complaint->what, sizeof complaint->what, "%s", told->message ? told->message : "?");
    complaint->what[strcspn(complaint->what, "\n")] = '\0';
    complaint->what[utf8_valid_prefix(complaint->what, strlen(complaint->what))] = '\0';
}

/* What may be said of a document: the element and the rule. What libxml2 adds is the value, which
 * can be a person's name, unless it is about the elements themselves. */
static void hide_value(char *what)
{
    static const char *const kept[] = {"This element is not expected", "Missing child element",
                                       "No matching global declaration"};
    char *said = strstr(what, "': ");
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (!said || strstr(what, kept[i]))
            return;
    char *facet = strncmp(said + 3, "[facet '", 8) == 0 ? strchr(said, ']') : NULL;
    (facet ? facet : said)[1] = '\0';
}

static xmlParserInputPtr refuse(const char *url, const char *id, xmlParserCtxtPtr context)
{
    (void)url, (void)id, (void)context;
    return NULL;
}

static xmlSchemaPtr parse(const Buffer *schema, Complaint *complaint)
{
    xmlSetExternalEntityLoader(refuse);
    xmlSetStructuredErrorFunc(complaint, keep_first);
    xmlSchemaParserCtxtPtr context =
        xmlSchemaNewMemParserCtxt(buffer_text(schema), (int)schema->length);
    xmlSchemaSetParserStructuredErrors(context, keep_first, complaint);
    xmlSchemaPtr made = xmlSchemaParse(context);
    xmlSchemaFreeParserCtxt(context);
    return made;
}

static void close_library(xmlSchemaPtr schema)
{
    xmlSchemaFree(schema);
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlCleanupParser();
}

static Status not_schema(const char *place, const Complaint *complaint, Error *error)
{
    char at[512];
    snprintf(at, sizeof at, complaint->line ? "%s:%d" : "%s", place, complaint->line);
    return error_set(error, STATUS_USAGE, at, _("ce n'est pas un schéma XSD : %s"), complaint->what);
}

Status valid_schema(const char *place, const Buffer *schema, Error *error)
{
    Complaint complaint = {0};
    xmlSchemaPtr made = parse(schema, &complaint);
    close_library(made);
    return made ? STATUS_OK : not_schema(place, &complaint, error);
}

static bool validate(xmlSchemaPtr schema, const Buffer *document, Complaint *complaint)
{
    xmlDocPtr tree = xmlReadMemory(buffer_text(document), (int)document->length, NULL, NULL,
                                   XML_PARSE_NONET | XML_PARSE_BIG_LINES);
    xmlSchemaValidCtxtPtr context = xmlSchemaNewValidCtxt(schema);
    xmlSchemaSetValidStructuredErrors(context, keep_first, complaint);
    bool valid = tree && xmlSchemaValidateDoc(context, tree) == 0;
    xmlSchemaFreeValidCtxt(context);
    xmlFreeDoc(tree);
    return valid;
}

Status valid_document(const char *place, const Buffer *schema, const Buffer *document, long *line,
                      Error *error)
{
    Complaint complaint = {0};
    xmlSchemaPtr made = parse(schema, &complaint);
    bool valid = made && validate(made, document, &complaint);
    close_library(made);
    *line = complaint.line;
    if (!made)
        return not_schema(place, &complaint, error);
    if (valid)
        return STATUS_OK;
    hide_value(complaint.what);
    return error_set(error, STATUS_USAGE, place, _("la ligne %d du fichier ne suit pas le schéma : %s"),
                     complaint.line, complaint.what);
}
