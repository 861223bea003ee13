#include "text/mail.h"

#include "text/template_parts.h"
#include "text/vet.h"

#include "base/file.h"
#include "base/text.h"

#include <string.h>

const char *mail_path(Arena *arena, const char *templates, const char *name, Lang lang)
{
    return path_join(arena, template_folder(arena, templates, lang),
                     arena_printf(arena, "courriels/%s.txt", name));
}

/* What follows "Objet :" at the start of a line; NULL when it starts otherwise. */
static const char *after_label(Arena *arena, const char *line, size_t length)
{
    const char *colon = memchr(line, ':', length);
    if (!colon)
        return NULL;
    const char *label = text_fold(arena, arena_slice(arena, line, (size_t)(colon - line)));
    return text_is(label, "objet") || text_is(label, "subject") ? colon + 1 : NULL;
}

static Status no_subject(Arena *arena, const Template *template, Error *error)
{
    error_set(error, STATUS_USAGE, arena_printf(arena, "%s:1", template_path(template)),
              _("la première ligne d'un message est son objet"));
    error_remedy(error, _("commencez le fichier par « Objet : … » (« Subject: … » en anglais)"));
    return STATUS_USAGE;
}

static Status empty_subject(Arena *arena, const Template *template, Error *error)
{
    return error_set(error, STATUS_USAGE, arena_printf(arena, "%s:1", template_path(template)),
                     _("l'objet du message est vide"));
}

/* What is printed first: a section or a clause begins with its content. */
static const Token *first_printed(const Tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        const Token *token = &tokens->items[i];
        if (token->kind == TOKEN_TEXT || token->kind == TOKEN_VALUE || token->kind == TOKEN_RAW)
            return token;
        const Token *inner = token->kind == TOKEN_PARTIAL && token->partial
                                 ? first_printed(template_tokens(token->partial))
                                 : NULL;
        if (inner)
            return inner;
    }
    return NULL;
}

/* The text of a token goes to the end of its line, or to the next tag. */
static Status check_subject(Arena *arena, const Template *template, Error *error)
{
    const Token *first = first_printed(template_tokens(template));
    if (!first || first->kind != TOKEN_TEXT)
        return no_subject(arena, template, error);
    const char *end = first->text + first->length;
    const char *subject = after_label(arena, first->text, first->length);
    if (!subject)
        return no_subject(arena, template, error);
    bool ends_line = strchr("\r\n", end[-1]) || !*end;
    if (ends_line && !*text_trim(arena, subject, (size_t)(end - subject)))
        return empty_subject(arena, template, error);
    return STATUS_OK;
}

Status mail_load(Arena *arena, const char *templates, const char *name, Lang lang,
                 const Record *record, Remarks *remarks, Template **made, Error *error)
{
    Vet vet = {.record = record, .scope = SCOPE_ENTREPRISE, .is_message = true, .remarks = remarks};
    Status status =
        template_load(arena, mail_path(arena, templates, name, lang), remarks, made, error);
    if (!status)
        status = remarks_keep(remarks, check_subject(arena, *made, error), error);
    return status ? status : vet_template(&vet, *made, error);
}

Status mail_split(Arena *arena, const Template *template, const char *filled,
                  const char **subject, const char **text, Error *error)
{
    size_t length = strcspn(filled, "\r\n");
    const char *start = after_label(arena, filled, length);
    if (!start)
        return no_subject(arena, template, error);
    *subject = text_trim(arena, start, (size_t)(filled + length - start));
    const char *body = filled + length;
    body += strspn(body, " \t\r\n");
    size_t end = strlen(body);
    while (end > 0 && strchr(" \t\r\n", body[end - 1]))
        end--;
    *text = arena_printf(arena, "%.*s\n", (int)end, body);
    return **subject ? STATUS_OK : empty_subject(arena, template, error);
}
