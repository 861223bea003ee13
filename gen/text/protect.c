#include "text/protect.h"

#include "base/message.h"
#include "base/text.h"
#include "text/template_parts.h"

#include <stdlib.h>
#include <string.h>

enum { PARTIAL_DEPTH = 32 };

typedef struct Indent { /* of the partials entered, outermost last */
    const char *blanks;
    const struct Indent *outer;
} Indent;

typedef struct Protector {
    Protected *out;
    const Token **in_table; /* section tags that stand between the rows of a table */
    size_t table_count, table_capacity;
    Error *error;
} Protector;

void protect_free(Protected *protected)
{
    buffer_free(&protected->text);
    free(protected->tags);
    free(protected->lines);
    *protected = (Protected){0};
}

const Token *protect_tag(const Protected *protected, uint32_t codepoint)
{
    size_t rank = (size_t)codepoint - PROTECT_FIRST;
    return codepoint >= PROTECT_FIRST && rank < protected->tag_count ? protected->tags[rank] : NULL;
}

Origin protect_origin(const Protected *protected, int line)
{
    size_t i = line > 0 ? (size_t)line - 1 : 0;
    if (protected->line_count == 0)
        return (Origin){"", 0};
    return protected->lines[i < protected->line_count ? i : protected->line_count - 1];
}

static bool at_line_start(const Protected *out)
{
    return out->text.length == 0 || out->text.data[out->text.length - 1] == '\n';
}

/* Every line is told where it comes from when its first byte is written. */
static void put(Protected *out, const Token *token, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (at_line_start(out)) {
            out->lines = vector_reserve(out->lines, &out->line_capacity, out->line_count + 1,
                                        sizeof *out->lines);
            out->lines[out->line_count++] = (Origin){token->place, token->line};
        }
        if (bytes[i] != '\r')
            buffer_add_char(&out->text, bytes[i]);
    }
}

static void put_indent(Protected *out, const Token *token, const Indent *indent)
{
    if (!indent)
        return;
    put_indent(out, token, indent->outer);
    put(out, token, indent->blanks, strlen(indent->blanks));
}

/* Ends the line at hand, and leaves one blank after it. */
static void put_blank_line(Protected *out, const Token *token)
{
    if (!at_line_start(out))
        put(out, token, "\n", 1);
    size_t n = out->text.length;
    if (n >= 2 && out->text.data[n - 2] != '\n')
        put(out, token, "\n", 1);
}

/* A section that lacks its end was told: it is left out. */
static bool is_lame(const Token *tag)
{
    return (tag->kind == TOKEN_SECTION || tag->kind == TOKEN_INVERTED) && !tag->partner;
}

static Status put_tag(Protector *p, const Token *tag)
{
    Protected *out = p->out;
    if (out->tag_count > PROTECT_MOST)
        return token_fault(tag, p->error, _("trop de balises dans un modèle"));
    out->tags =
        vector_reserve(out->tags, &out->tag_capacity, out->tag_count + 1, sizeof *out->tags);
    out->tags[out->tag_count] = tag;
    Buffer bytes = {0};
    buffer_add_codepoint(&bytes, PROTECT_FIRST + (unsigned)out->tag_count++);
    put(out, tag, bytes.data, bytes.length);
    buffer_free(&bytes);
    return STATUS_OK;
}

/* Whether the last line written is a row of a table. */
static bool follows_row(const Protected *out)
{
    const char *text = buffer_text(&out->text), *p = text + out->text.length;
    if (p == text || p[-1] != '\n')
        return false;
    for (p--; p > text && p[-1] != '\n'; p--)
        ;
    while (*p == ' ' || *p == '\t' || *p == '>')
        p++;
    return *p == '|';
}

static bool starts_with_row(const Tokens *tokens)
{
    if (tokens->count == 0 || tokens->items[0].kind != TOKEN_TEXT)
        return false;
    const Token *text = &tokens->items[0];
    for (size_t i = 0; i < text->length; i++)
        if (text->text[i] != ' ' && text->text[i] != '\t')
            return text->text[i] == '|';
    return false;
}

/* A section stands between rows when its first tag follows one: the table's own
 * syntax would be broken by a blank line there. */
static bool stands_in_table(Protector *p, const Token *tag)
{
    if (tag->kind == TOKEN_END) {
        for (size_t i = 0; i < p->table_count; i++)
            if (p->in_table[i] == tag->partner)
                return true;
        return false;
    }
    if (!follows_row(p->out))
        return false;
    p->in_table = vector_reserve(p->in_table, &p->table_capacity, p->table_count + 1,
                                 sizeof *p->in_table);
    p->in_table[p->table_count++] = tag;
    return true;
}

static Status put_standalone(Protector *p, const Token *tag, const Indent *indent)
{
    bool row = stands_in_table(p, tag);
    if (!row)
        put_blank_line(p->out, tag);
    put_indent(p->out, tag, indent);
    put(p->out, tag, tag->indent, strlen(tag->indent));
    put(p->out, tag, "| ", row ? 2 : 0);
    Status status = put_tag(p, tag);
    put(p->out, tag, " |", row ? 2 : 0);
    put(p->out, tag, "\n", 1);
    if (!row)
        put_blank_line(p->out, tag);
    return status;
}

static Status put_text(Protector *p, const Token *token)
{
    const char *at = token->text, *end = at + token->length;
    while (at < end) {
        uint32_t c = utf8_next(&at, end);
        if (c >= PROTECT_FIRST && c <= PROTECT_FIRST + PROTECT_MOST)
            return token_fault(token, p->error,
                               _("un caractère d'usage privé (U+%X) est réservé au programme"), c);
    }
    put(p->out, token, token->text, token->length);
    return STATUS_OK;
}

static Status put_tokens(Protector *p, const Tokens *tokens, const Indent *indent, int depth);

static Status put_partial(Protector *p, const Token *tag, const Indent *indent, int depth)
{
    if (depth >= PARTIAL_DEPTH)
        return token_fault(tag, p->error, _("la clause « %s » s'inclut elle-même"),
                           tag->name);
    if (!tag->partial)
        return STATUS_OK;
    const Tokens *tokens = template_tokens(tag->partial);
    if (!tag->indent)
        return put_tokens(p, tokens, indent, depth + 1);
    Indent deeper = {tag->indent, indent};
    bool rows = follows_row(p->out) && starts_with_row(tokens);
    if (!rows)
        put_blank_line(p->out, tag);
    Status status = put_tokens(p, tokens, &deeper, depth + 1);
    if (rows && !at_line_start(p->out))
        put(p->out, tag, "\n", 1);
    if (!rows)
        put_blank_line(p->out, tag);
    return status;
}

static Status put_tokens(Protector *p, const Tokens *tokens, const Indent *indent, int depth)
{
    Status status = STATUS_OK;
    for (size_t i = 0; i < tokens->count && !status; i++) {
        const Token *token = &tokens->items[i];
        if (is_lame(token))
            continue;
        bool bare = token->kind == TOKEN_TEXT && (token->text[0] == '\n' || token->text[0] == '\r');
        if (token->starts_line && !bare)
            put_indent(p->out, token, indent);
        if (token->kind == TOKEN_TEXT)
            status = put_text(p, token);
        else if (token->kind == TOKEN_PARTIAL)
            status = put_partial(p, token, indent, depth);
        else if (token->indent)
            status = put_standalone(p, token, indent);
        else
            status = put_tag(p, token);
    }
    return status;
}

Status protect_tokens(const Tokens *tokens, Protected *protected, Error *error)
{
    Protector protector = {.out = protected, .error = error};
    *protected = (Protected){0};
    Status status = put_tokens(&protector, tokens, NULL, 0);
    free(protector.in_table);
    return status;
}
