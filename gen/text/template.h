/* template: one file of templates/, lexed once, filled many times.
 *
 * One Mustache lexer, two renderers. Text: for messages, lots and Mustache's own
 * tests; the escape is a parameter. Tree: for documents; the Markdown is parsed
 * before data goes in (tags are protected, cmark-gfm's tree is walked, text nodes
 * are filled), so that no value can change the layout. A section tag alone in its
 * paragraph encloses blocks; in the first and last cell of a table row it repeats
 * the row; elsewhere it is inline; any other crossing is an error with its place.
 *
 * Every fault (unclosed section, unknown partial, unknown variable) is
 * STATUS_USAGE with the place "templates/fr/protocole.md:LINE".
 */
#ifndef ATE_TEXT_TEMPLATE_H
#define ATE_TEXT_TEMPLATE_H

#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"
#include "text/data.h"
#include "text/doc.h"
#include "text/remark.h"

typedef struct Template Template;
typedef enum Escape { ESCAPE_NONE, ESCAPE_HTML, ESCAPE_CSV, ESCAPE_XML } Escape;

/* The templates of a language: "templates/fr". */
const char *template_folder(Arena *arena, const char *templates, Lang lang);
/* Reads `path`, with its faults as remarks (NULL: the first one stops); partials {{> name}} are
 * looked for as name.md (or name.txt …: the template's own ending) beside it, then in its folder's
 * `clauses/`. Lives in `arena`. */
Status template_load(Arena *arena, const char *path, Remarks *remarks, Template **made,
                     Error *error);
/* From memory, for tests; `partial` gives the text of a partial or NULL. */
Status template_parse(Arena *arena, const char *place, const char *text,
                      const char *(*partial)(void *context, const char *name), void *context,
                      Template **made, Error *error);
/* The same, with its faults as remarks (NULL: the first one stops); such a template is not to be
 * filled when it has any. */
Status template_review(Arena *arena, const char *place, const char *text,
                       const char *(*partial)(void *context, const char *name), void *context,
                       Remarks *remarks, Template **made, Error *error);
const char *template_path(const Template *template);
const char *template_sha256(const Template *template); /* of its text and its partials' */
/* Its own file, then those of its partials. */
typedef void TemplateFile(void *context, const char *path);
void template_files(const Template *template, TemplateFile *visit, void *context);

/* Every name the template uses, for the check against a model. */
typedef Status TemplateName(void *context, const char *const *sections, size_t depth,
                            const char *name, const char *place, Error *error);
Status template_names(const Template *template, TemplateName *visit, void *context, Error *error);
/* Only those whose value is printed: not those of sections. */
Status template_prints(const Template *template, TemplateName *visit, void *context, Error *error);

Status template_text(const Template *template, const DataSource *source, Datum root, Escape escape,
                     Buffer *out, Error *error);
/* Fills `doc->root`; the other fields of doc come from the caller, its language first. */
Status template_doc(const Template *template, const DataSource *source, Datum root, Arena *arena,
                    Doc *doc, Error *error);
/* The terms digest: SHA-256 of the values that the template prints and of the plain values
 * that choose its clauses, in order, as "name=value" and "name?oui" lines, without those of
 * `document.` (number, date, revision), `date_du_jour` and `etablissement.logo`. */
Status template_terms(const Template *template, const DataSource *source, Datum root,
                      Sha256 digest, Error *error);

#endif
