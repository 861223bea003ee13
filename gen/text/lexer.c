/* The lexer walks the text once. Tokens of the line at hand are held back until
 * its end, where it is known whether the line stands alone. */
#include "text/lexer.h"

#include "base/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DELIMITER_LENGTH = 16, PLACE_LENGTH = 512 };

typedef struct Lexer {
    Arena *arena;
    const char *place;
    const char *at;         /* what is left to read */
    int line;
    char open[DELIMITER_LENGTH], close[DELIMITER_LENGTH];
    Token *items;
    size_t count, capacity;
    size_t line_first;      /* the first token of the line at hand */
    Error *error;
} Lexer;

static Status fault_at(Error *error, const char *place, int line, const char *format, va_list args)
{
    char where[PLACE_LENGTH], what[1024];
    snprintf(where, sizeof where, "%s:%d", place, line);
    vsnprintf(what, sizeof what, format, args);
    return error_set(error, STATUS_USAGE, where, "%s", what);
}

Status token_fault(const Token *token, Error *error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Status status = fault_at(error, token->place, token->line, format, args);
    va_end(args);
    return status;
}

static Status lexer_fault(const Lexer *lexer, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static Status lexer_fault(const Lexer *lexer, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Status status = fault_at(lexer->error, lexer->place, line, format, args);
    va_end(args);
    return status;
}

static Token *push(Lexer *lexer, TokenKind kind, int line)
{
    lexer->items = vector_reserve(lexer->items, &lexer->capacity, lexer->count + 1, sizeof(Token));
    Token *token = &lexer->items[lexer->count++];
    *token = (Token){.kind = kind, .place = lexer->place, .line = line};
    return token;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_blank_text(const Token *token)
{
    for (size_t i = 0; i < token->length; i++)
        if (!is_blank(token->text[i]))
            return false;
    return true;
}

static bool stands_alone(const Token *line, size_t count)
{
    size_t tags = 0, partials = 0;
    for (size_t i = 0; i < count; i++) {
        if (line[i].kind == TOKEN_VALUE || line[i].kind == TOKEN_RAW)
            return false;
        if (line[i].kind == TOKEN_TEXT && !is_blank_text(&line[i]))
            return false;
        tags += line[i].kind != TOKEN_TEXT;
        partials += line[i].kind == TOKEN_PARTIAL;
    }
    return tags > 0 && (partials == 0 || tags == 1);
}

/* Drops what a standalone line must not print, and tells which token begins a line. */
static void end_line(Lexer *lexer)
{
    Token *line = lexer->items + lexer->line_first;
    size_t count = lexer->count - lexer->line_first, kept = 0;
    bool alone = stands_alone(line, count);
    const char *indent = "";
    if (alone && line[0].kind == TOKEN_TEXT)
        indent = arena_slice(lexer->arena, line[0].text, line[0].length);
    for (size_t i = 0; i < count; i++) {
        if (line[i].kind == TOKEN_NOTHING || (alone && line[i].kind == TOKEN_TEXT))
            continue;
        line[kept] = line[i];
        line[kept].indent = alone ? indent : NULL;
        line[kept].starts_line = !alone && kept == 0;
        kept++;
    }
    lexer->count = lexer->line_first += kept;
}

/* The text up to `end`, a token a line. */
static void read_text(Lexer *lexer, const char *end)
{
    while (lexer->at < end) {
        const char *stop = memchr(lexer->at, '\n', (size_t)(end - lexer->at));
        const char *next = stop ? stop + 1 : end;
        Token *token = push(lexer, TOKEN_TEXT, lexer->line);
        token->text = lexer->at;
        token->length = (size_t)(next - lexer->at);
        lexer->at = next;
        if (stop) {
            end_line(lexer);
            lexer->line++;
        }
    }
}

static int count_lines(const char *from, const char *to)
{
    int lines = 0;
    for (; from < to; from++)
        lines += *from == '\n';
    return lines;
}

/* {{=<% %>=}} */
static Status read_delimiters(Lexer *lexer, const char *from, const char *to, int line)
{
    char text[2 * DELIMITER_LENGTH + 16], opening[sizeof text], closing[sizeof text], more[2];
    size_t length = (size_t)(to - from);
    if (length >= sizeof text)
        return lexer_fault(lexer, line, _("délimiteurs de balises trop longs"));
    memcpy(text, from, length);
    text[length] = '\0';
    if (sscanf(text, "%s %s %1s", opening, closing, more) != 2 || strchr(text, '=') ||
        strlen(opening) >= DELIMITER_LENGTH || strlen(closing) >= DELIMITER_LENGTH)
        return lexer_fault(lexer, line, _("il faut deux délimiteurs, comme dans {{=<%% %%>=}}"));
    strcpy(lexer->open, opening);
    strcpy(lexer->close, closing);
    push(lexer, TOKEN_NOTHING, line);
    return STATUS_OK;
}

static void cut_name(Lexer *lexer, Token *token)
{
    if (!strcmp(token->name, "."))
        return;
    size_t count = 1;
    for (const char *p = token->name; *p; p++)
        count += *p == '.';
    const char **path = arena_array_of(lexer->arena, count, const char *);
    char *rest = arena_string(lexer->arena, token->name);
    for (size_t i = 0; i < count; i++)
        path[i] = strsep(&rest, ".");
    token->path = path;
    token->path_count = count;
}

static TokenKind kind_of_sigil(char sigil)
{
    switch (sigil) {
    case '#': return TOKEN_SECTION;
    case '^': return TOKEN_INVERTED;
    case '/': return TOKEN_END;
    case '>': return TOKEN_PARTIAL;
    case '&': case '{': return TOKEN_RAW;
    case '!': case '=': return TOKEN_NOTHING;
    default: return TOKEN_VALUE;
    }
}

/* The tag at lexer->at. */
static Status read_tag(Lexer *lexer)
{
    int line = lexer->line;
    const char *inside = lexer->at + strlen(lexer->open);
    char sigil = *inside;
    TokenKind kind = kind_of_sigil(sigil);
    if (kind != TOKEN_VALUE)
        inside++;
    char ending[DELIMITER_LENGTH + 1] = "";
    if (sigil == '{' || sigil == '=')
        ending[0] = sigil == '{' ? '}' : '=';
    strcat(ending, lexer->close);
    const char *end = strstr(inside, ending);
    if (!end)
        return lexer_fault(lexer, line, _("une balise n'est pas fermée : « %s » manque"), ending);
    lexer->at = end + strlen(ending);
    lexer->line += count_lines(inside, end);
    if (sigil == '=')
        return read_delimiters(lexer, inside, end, line);
    Token *token = push(lexer, kind, line);
    if (sigil == '!')
        return STATUS_OK;
    while (inside < end && is_blank(*inside))
        inside++;
    while (end > inside && is_blank(end[-1]))
        end--;
    if (end == inside)
        return lexer_fault(lexer, line, _("une balise n'a pas de nom"));
    token->name = arena_slice(lexer->arena, inside, (size_t)(end - inside));
    cut_name(lexer, token);
    return STATUS_OK;
}

typedef struct Pairing { /* the sections opened, innermost last */
    Token **opened;
    size_t depth, capacity;
    Remarks *remarks;
    Error *error;
} Pairing;

/* How many sections are opened up to the innermost of that name, itself included; 0: none is. */
static size_t depth_of(const Pairing *pairing, const char *name)
{
    size_t depth = pairing->depth;
    while (depth > 0 && strcmp(pairing->opened[depth - 1]->name, name))
        depth--;
    return depth;
}

static Status wrong_end(const Pairing *pairing, const Token *end)
{
    Error *error = pairing->error;
    if (pairing->depth == 0)
        return token_fault(end, error, _("{{/%s}} ferme une section qui n'est pas ouverte"),
                           end->name);
    const Token *section = pairing->opened[pairing->depth - 1];
    return token_fault(end, error, _("{{/%s}} ne ferme pas la section « %s » de la ligne %d"),
                       end->name, section->name, section->line);
}

/* After a remark, an end closes the section of its name with what is open inside; one that
 * closes nothing is no tag. */
static Status close_section(Pairing *pairing, Token *end)
{
    size_t depth = depth_of(pairing, end->name);
    if (depth == 0 || depth < pairing->depth) {
        Status status = remarks_keep(pairing->remarks, wrong_end(pairing, end), pairing->error);
        if (status)
            return status;
    }
    if (depth == 0) {
        *end = (Token){.kind = TOKEN_TEXT, .text = "", .place = end->place, .line = end->line};
        return STATUS_OK;
    }
    Token *section = pairing->opened[depth - 1];
    end->partner = section;
    section->partner = end;
    pairing->depth = depth - 1;
    return STATUS_OK;
}

static Status not_closed(const Token *section, Error *error)
{
    return token_fault(section, error, _("la section « %s » n'est pas fermée"), section->name);
}

/* Ties every section to its end. */
static Status pair_sections(Token *items, size_t count, Remarks *remarks, Error *error)
{
    Pairing pairing = {.remarks = remarks, .error = error};
    Status status = STATUS_OK;
    for (size_t i = 0; i < count && !status; i++) {
        Token *token = &items[i];
        if (token->kind == TOKEN_SECTION || token->kind == TOKEN_INVERTED) {
            pairing.opened = vector_reserve(pairing.opened, &pairing.capacity, pairing.depth + 1,
                                            sizeof *pairing.opened);
            pairing.opened[pairing.depth++] = token;
        } else if (token->kind == TOKEN_END) {
            status = close_section(&pairing, token);
        }
    }
    while (!status && pairing.depth > 0)
        status = remarks_keep(remarks, not_closed(pairing.opened[--pairing.depth], error), error);
    free(pairing.opened);
    return status;
}

Status lexer_run(Arena *arena, const char *place, const char *text, Tokens *tokens,
                 Remarks *remarks, Error *error)
{
    Lexer lexer = {.arena = arena, .place = place, .at = text, .line = 1,
                   .open = "{{", .close = "}}", .error = error};
    Status status = STATUS_OK;
    while (*lexer.at && !status) {
        const char *tag = strstr(lexer.at, lexer.open);
        read_text(&lexer, tag ? tag : lexer.at + strlen(lexer.at));
        if (tag)
            status = read_tag(&lexer);
    }
    if (!status) {
        if (lexer.count > lexer.line_first)
            end_line(&lexer);
        Token *items = arena_array_of(arena, lexer.count + 1, Token);
        if (lexer.count)
            memcpy(items, lexer.items, lexer.count * sizeof(Token));
        *tokens = (Tokens){items, lexer.count};
        status = pair_sections(items, lexer.count, remarks, error);
    }
    free(lexer.items);
    return status;
}
