/* The text renderer: Mustache to bytes, for messages and lots. */
#include "text/template_parts.h"

#include "base/message.h"
#include "base/text.h"

#include <string.h>

enum { PARTIAL_DEPTH = 100 };

typedef struct Render {
    Fill *fill;
    Escape escape;
    Buffer *out;
    Error *error;
} Render;

typedef struct Indent { /* of the partials entered, outermost last */
    const char *blanks;
    const struct Indent *outer;
} Indent;

/* XML has no way to write the control characters but TAB, LF, CR. */
static void add_markup(Buffer *out, const char *text, bool xml)
{
    for (; *text; text++) {
        const char *entity = text_entity((unsigned char)*text);
        bool control = (unsigned char)*text < 0x20 && !strchr("\t\n\r", *text);
        if (entity)
            buffer_add_text(out, entity);
        else if (!xml || !control)
            buffer_add_char(out, *text);
    }
}

/* Quoted (RFC 4180) when it holds a separator of any kind, a quote or a line break. */
static void add_csv(Buffer *out, const char *text)
{
    if (!text[strcspn(text, "\",;\t|\r\n")]) {
        buffer_add_text(out, text);
        return;
    }
    buffer_add_quoted(out, text);
}

static void add_value(Buffer *out, const char *text, Escape escape)
{
    switch (escape) {
    case ESCAPE_NONE: buffer_add_text(out, text); break;
    case ESCAPE_HTML: add_markup(out, text, false); break;
    case ESCAPE_XML: add_markup(out, text, true); break;
    case ESCAPE_CSV: add_csv(out, text); break;
    }
}

static void add_indent(Buffer *out, const Indent *indent)
{
    if (!indent)
        return;
    add_indent(out, indent->outer);
    buffer_add_text(out, indent->blanks);
}

static Status render_run(Render *render, const Token *from, const Token *to, const Frame *frame,
                         const Indent *indent, int depth);

static Status render_section(Render *render, const Token *section, const Frame *frame,
                             const Indent *indent, int depth)
{
    Passes passes = fill_passes(render->fill, frame, section);
    Status status = STATUS_OK;
    for (size_t i = 0; i < passes.count && !status; i++) {
        Frame inner = fill_pass(render->fill, frame, &passes, i);
        status = render_run(render, section + 1, section->partner, &inner, indent, depth);
        if (section->partner->starts_line)
            add_indent(render->out, indent);
    }
    return status;
}

static Status render_partial(Render *render, const Token *tag, const Frame *frame,
                             const Indent *indent, int depth)
{
    if (!tag->partial)
        return STATUS_OK;
    if (depth >= PARTIAL_DEPTH)
        return token_fault(tag, render->error, _("la clause « %s » s'inclut elle-même"),
                           tag->name);
    const Tokens *tokens = template_tokens(tag->partial);
    Indent deeper = {tag->indent, indent};
    return render_run(render, tokens->items, tokens->items + tokens->count, frame,
                      tag->indent ? &deeper : indent, depth + 1);
}

static Status render_token(Render *render, const Token *token, const Frame *frame,
                           const Indent *indent, int depth)
{
    switch (token->kind) {
    case TOKEN_TEXT:
        buffer_add(render->out, token->text, token->length);
        return STATUS_OK;
    case TOKEN_VALUE:
        add_value(render->out, fill_print(render->fill, frame, token), render->escape);
        return STATUS_OK;
    case TOKEN_RAW:
        buffer_add_text(render->out, fill_print(render->fill, frame, token));
        return STATUS_OK;
    case TOKEN_PARTIAL:
        return render_partial(render, token, frame, indent, depth);
    default:
        return render_section(render, token, frame, indent, depth);
    }
}

/* The tokens of one level: a section's content is rendered with the section. */
static Status render_run(Render *render, const Token *from, const Token *to, const Frame *frame,
                         const Indent *indent, int depth)
{
    Status status = STATUS_OK;
    for (const Token *token = from; token < to && !status; token++) {
        bool bare = token->kind == TOKEN_TEXT && strchr("\r\n", token->text[0]);
        if (token->starts_line && !bare)
            add_indent(render->out, indent);
        status = render_token(render, token, frame, indent, depth);
        if (token->kind == TOKEN_SECTION || token->kind == TOKEN_INVERTED)
            token = token->partner;
    }
    return status;
}

Status text_render(const Tokens *tokens, Fill *fill, Datum root, Escape escape, Buffer *out,
                   Error *error)
{
    Render render = {fill, escape, out, error};
    Frame frame = {root, NULL};
    return render_run(&render, tokens->items, tokens->items + tokens->count, &frame, NULL, 0);
}
