/* Loading of templates and their partials, and the public functions over them. */
#include "text/shelf.h"
#include "text/template_parts.h"

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { TEMPLATE_LIMIT = 1 << 20 };

/* Where partials come from. */
typedef struct Source {
    const char *folder, *ending;  /* files */
    const char *(*partial)(void *context, const char *name); /* memory; NULL: files */
    void *context;
} Source;

typedef struct Included {
    const char *name;
    Template *template;
    struct Included *next;
} Included;

struct Template {
    const char *path;
    const char *text;
    Tokens tokens;
    Included *included; /* of the main template: every partial, in the order of their first use */
    Part *tree;
    Sha256 sha256;
};

typedef struct Loader {
    Arena *arena;
    Source source;
    Template *main;
    Included **end;
    Remarks *remarks; /* NULL: the first fault stops */
    Error *error;
} Loader;

const Tokens *template_tokens(const Template *template)
{
    return &template->tokens;
}

const Part *template_tree(const Template *template)
{
    return template->tree;
}

const char *template_path(const Template *template)
{
    return template->path;
}

const char *template_sha256(const Template *template)
{
    return template->sha256;
}

void template_files(const Template *template, TemplateFile *visit, void *context)
{
    visit(context, template->path);
    for (const Included *i = template->included; i; i = i->next)
        visit(context, i->template->path);
}

static int line_at(const char *text, size_t offset)
{
    int line = 1;
    for (size_t i = 0; i < offset; i++)
        line += text[i] == '\n';
    return line;
}

/* The file's text in `text`: UTF-8 without NUL, in normal form. */
static Status read_template(Loader *loader, const char *path, const char **text)
{
    Buffer bytes = {0};
    Status status = file_read(path, TEMPLATE_LIMIT, &bytes, loader->error);
    if (status) {
        /* an absent or unreadable template is the user's to mend, not a failing disk */
        if (loader->error)
            loader->error->status = STATUS_USAGE;
        status = STATUS_USAGE;
    } else {
        size_t valid = utf8_valid_prefix(buffer_text(&bytes), bytes.length);
        const char *nul = memchr(buffer_text(&bytes), '\0', bytes.length);
        if (nul && (size_t)(nul - bytes.data) < valid)
            valid = (size_t)(nul - bytes.data);
        const char *start = buffer_text(&bytes);
        size_t skip = text_starts(start, "\xEF\xBB\xBF") ? 3 : 0;
        if (valid < bytes.length) {
            const char *place = arena_printf(loader->arena, "%s:%d", path, line_at(start, valid));
            status = error_set(loader->error, STATUS_USAGE, place,
                               _("le modèle n'est pas un texte en UTF-8"));
        } else {
            *text = text_nfc(loader->arena, start + skip, bytes.length - skip);
        }
    }
    buffer_free(&bytes);
    return status;
}

static Status lex(Loader *loader, Template *template);

static Status no_clause(const Loader *loader, const Token *tag, const char *beside,
                        const char *clause)
{
    const Source *source = &loader->source;
    const char *const folders[] = {source->folder,
                                   path_join(loader->arena, source->folder, "clauses")};
    const char *nearest = shelf_nearest(loader->arena, folders, 2, source->ending, tag->name);
    Status status =
        token_fault(tag, loader->error, _("la clause « %s » est introuvable"), tag->name);
    if (nearest)
        error_remedy(loader->error, _("vouliez-vous dire « %s » ?"), nearest);
    else
        error_remedy(loader->error, _("ajoutez le fichier %s ou %s"), beside, clause);
    return status;
}

/* Beside the template, then in clauses/. */
static Status find_partial_file(Loader *loader, const Token *tag, Template *template)
{
    const Source *source = &loader->source;
    const char *name = arena_printf(loader->arena, "%s%s", tag->name, source->ending);
    const char *beside = path_join(loader->arena, source->folder, name);
    const char *clause = path_join(loader->arena, source->folder,
                                   arena_printf(loader->arena, "clauses/%s", name));
    template->path = file_kind(beside) != FILE_ABSENT ? beside : clause;
    if (!shelf_is_name(tag->name) || file_kind(template->path) == FILE_ABSENT)
        return no_clause(loader, tag, beside, clause);
    return read_template(loader, template->path, &template->text);
}

/* A partial that memory does not know prints nothing, as Mustache says; a file
 * that is missing is a fault. */
static Status add_partial(Loader *loader, Token *tag)
{
    Template *template = arena_new_of(loader->arena, Template);
    Status status = STATUS_OK;
    if (loader->source.partial) {
        template->path = arena_printf(loader->arena, "%s", tag->name);
        template->text = loader->source.partial(loader->source.context, tag->name);
        if (!template->text)
            return STATUS_OK;
    } else {
        status = find_partial_file(loader, tag, template);
    }
    if (status)
        return status;
    Included *included = arena_new_of(loader->arena, Included);
    *included = (Included){tag->name, template, NULL};
    *loader->end = included;
    loader->end = &included->next;
    tag->partial = template;
    return lex(loader, template);
}

static Status resolve(Loader *loader, Token *tag)
{
    for (const Included *i = loader->main->included; i; i = i->next)
        if (text_is(i->name, tag->name)) {
            tag->partial = i->template;
            return STATUS_OK;
        }
    return add_partial(loader, tag);
}

static Status lex(Loader *loader, Template *template)
{
    Tokens *tokens = &template->tokens;
    Status status = lexer_run(loader->arena, template->path, template->text, tokens,
                              loader->remarks, loader->error);
    for (size_t i = 0; i < tokens->count && !status; i++)
        if (tokens->items[i].kind == TOKEN_PARTIAL)
            status = remarks_keep(loader->remarks, resolve(loader, (Token *)&tokens->items[i]),
                                  loader->error);
    return status;
}

static void digest(Template *template)
{
    Buffer all = {0};
    buffer_add(&all, template->text, strlen(template->text) + 1);
    for (const Included *i = template->included; i; i = i->next) {
        buffer_add(&all, i->name, strlen(i->name) + 1);
        buffer_add(&all, i->template->text, strlen(i->template->text) + 1);
    }
    sha256_hex(all.data, all.length, template->sha256);
    buffer_free(&all);
}

static const char *ending_of(const char *path)
{
    const char *dot = strrchr(path_name(path), '.');
    return dot ? dot : "";
}

/* A .md is a document: its Markdown is parsed now, so that its faults show at loading. */
static Status finish(Loader *loader)
{
    Template *template = loader->main;
    loader->end = &template->included;
    Status status = lex(loader, template);
    if (status)
        return status;
    digest(template);
    if (!text_is(ending_of(template->path), ".md"))
        return STATUS_OK;
    const char *folder = path_folder(loader->arena, template->path);
    return markdown_parse(loader->arena, &template->tokens, folder, &template->tree,
                          loader->remarks, loader->error);
}

const char *template_folder(Arena *arena, const char *templates, Lang lang)
{
    return path_join(arena, templates, lang == LANG_EN ? "en" : "fr");
}

Status template_load(Arena *arena, const char *path, Remarks *remarks, Template **made,
                     Error *error)
{
    Template *template = arena_new_of(arena, Template);
    Loader loader = {.arena = arena, .main = template, .remarks = remarks, .error = error};
    template->path = arena_string(arena, path);
    loader.source.folder = path_folder(arena, path);
    loader.source.ending = ending_of(template->path);
    Status status = read_template(&loader, path, &template->text);
    if (!status)
        status = finish(&loader);
    *made = template;
    return status;
}

static const char *no_partial(void *context, const char *name)
{
    (void)context;
    (void)name;
    return NULL;
}

Status template_parse(Arena *arena, const char *place, const char *text,
                      const char *(*partial)(void *context, const char *name), void *context,
                      Template **made, Error *error)
{
    return template_review(arena, place, text, partial, context, NULL, made, error);
}

Status template_review(Arena *arena, const char *place, const char *text,
                       const char *(*partial)(void *context, const char *name), void *context,
                       Remarks *remarks, Template **made, Error *error)
{
    Template *template = arena_new_of(arena, Template);
    template->path = arena_string(arena, place);
    template->text = text_nfc(arena, text, strlen(text));
    Loader loader = {.arena = arena, .main = template, .remarks = remarks, .error = error,
                     .source = {.partial = partial ? partial : no_partial, .context = context}};
    *made = template;
    return finish(&loader);
}

typedef struct Names {
    TemplateName *visit;
    void *context;
    bool printed_only;
    const char **sections;
    size_t depth, capacity;
    const Tokens **inside; /* partials entered: a recursive one is visited once */
    size_t level, level_capacity;
    Error *error;
} Names;

static Status visit_tokens(Names *names, const Tokens *tokens);

static Status visit_partial(Names *names, const Token *tag)
{
    if (!tag->partial)
        return STATUS_OK;
    const Tokens *tokens = template_tokens(tag->partial);
    for (size_t i = 0; i < names->level; i++)
        if (names->inside[i] == tokens)
            return STATUS_OK;
    return visit_tokens(names, tokens);
}

static Status visit_name(Names *names, const Token *tag)
{
    Arena *arena = arena_new();
    const char *place = arena_printf(arena, "%s:%d", tag->place, tag->line);
    Status status = names->visit(names->context, names->sections, names->depth, tag->name, place,
                                 names->error);
    arena_free(arena);
    return status;
}

/* A section without its end, inside, is left with it. */
static void leave(Names *names, const Token *section)
{
    if (section->kind != TOKEN_SECTION)
        return;
    while (names->sections[--names->depth] != section->name)
        ;
}

static Status visit_token(Names *names, const Token *token)
{
    if (token->kind == TOKEN_TEXT)
        return STATUS_OK;
    if (token->kind == TOKEN_PARTIAL)
        return visit_partial(names, token);
    if (token->kind == TOKEN_END) {
        leave(names, token->partner);
        return STATUS_OK;
    }
    bool printed = token->kind == TOKEN_VALUE || token->kind == TOKEN_RAW;
    Status status = STATUS_OK;
    if (printed || !names->printed_only)
        status = visit_name(names, token);
    if (token->kind == TOKEN_SECTION) {
        names->sections = vector_reserve(names->sections, &names->capacity, names->depth + 1,
                                         sizeof *names->sections);
        names->sections[names->depth++] = token->name;
    }
    return status;
}

static Status visit_tokens(Names *names, const Tokens *tokens)
{
    names->inside = vector_reserve(names->inside, &names->level_capacity, names->level + 1,
                                   sizeof *names->inside);
    names->inside[names->level++] = tokens;
    Status status = STATUS_OK;
    for (size_t i = 0; i < tokens->count && !status; i++)
        status = visit_token(names, &tokens->items[i]);
    names->level--;
    return status;
}

static Status visit_all(Names *names, const Template *template)
{
    Status status = visit_tokens(names, &template->tokens);
    free(names->sections);
    free(names->inside);
    return status;
}

Status template_names(const Template *template, TemplateName *visit, void *context, Error *error)
{
    Names names = {.visit = visit, .context = context, .error = error};
    return visit_all(&names, template);
}

Status template_prints(const Template *template, TemplateName *visit, void *context, Error *error)
{
    Names names = {.visit = visit, .context = context, .printed_only = true, .error = error};
    return visit_all(&names, template);
}

Status template_text(const Template *template, const DataSource *source, Datum root, Escape escape,
                     Buffer *out, Error *error)
{
    Fill fill = {.source = source, .arena = arena_new()};
    Status status = text_render(&template->tokens, &fill, root, escape, out, error);
    arena_free(fill.arena);
    return status;
}

static Status not_a_document(const Template *template, Error *error)
{
    return error_set(error, STATUS_USAGE, template->path,
                     _("le modèle d'un document est un fichier .md"));
}

Status template_doc(const Template *template, const DataSource *source, Datum root, Arena *arena,
                    Doc *doc, Error *error)
{
    if (!template->tree)
        return not_a_document(template, error);
    Fill fill = {.source = source, .arena = arena};
    tree_fill(template->tree, &fill, root, doc);
    return STATUS_OK;
}

Status template_terms(const Template *template, const DataSource *source, Datum root, Sha256 sha256,
                      Error *error)
{
    Buffer terms = {0}, unused = {0};
    Fill fill = {.source = source, .arena = arena_new(), .terms = &terms};
    Status status = STATUS_OK;
    if (template->tree)
        tree_fill(template->tree, &fill, root, &(Doc){0});
    else
        status = text_render(&template->tokens, &fill, root, ESCAPE_NONE, &unused, error);
    sha256_hex(buffer_text(&terms), terms.length, sha256);
    arena_free(fill.arena);
    buffer_free(&terms);
    buffer_free(&unused);
    return status;
}
