/* Fenced blocks that are ours: signatures, champs, qr, avis. A line is cut where
 * the template says, before any value is in it. */
#include "text/markdown.h"

#include "base/message.h"
#include "base/text.h"

#include <string.h>

typedef struct Fence {
    const char *name;
    BlockKind block;
    Status (*line)(Markdown *md, Part *parent, const char *text, size_t length, int line);
} Fence;

/* A cell of the text between two places, without the blanks around it. */
static Status add_cell(Markdown *md, Part *parent, const char *from, const char *to, int line)
{
    const char *text = text_trim(md->arena, from, (size_t)(to - from));
    return markdown_spans(md, markdown_block(md, parent, BLOCK_CELL, line), text, strlen(text),
                          line);
}

/* Libellé | {{nom}} | {{titre}} */
static Status read_signature(Markdown *md, Part *parent, const char *text, size_t length, int line)
{
    Part *signature = markdown_block(md, NULL, BLOCK_SIGNATURE, line), *wrapped;
    const char *at = text, *end = text + length;
    Status status = STATUS_OK;
    for (int i = 0; i < 3 && !status; i++) {
        const char *bar = i < 2 ? memchr(at, '|', (size_t)(end - at)) : NULL;
        status = add_cell(md, signature, at, bar ? bar : end, line);
        at = bar ? bar + 1 : end;
    }
    if (!status)
        status = part_wrap_row(signature, &wrapped, md->error);
    if (!status)
        part_append(parent, wrapped);
    return status;
}

/* Libellé : {{valeur}} */
static Status read_field(Markdown *md, Part *parent, const char *text, size_t length, int line)
{
    const char *end = text + length, *colon = text;
    while ((colon = memchr(colon, ':', (size_t)(end - colon))) && colon + 1 < end &&
           colon[1] != ' ')
        colon++;
    if (!colon)
        return markdown_fault(md, line,
                              _("un champ s'écrit « Libellé : valeur » : il manque « : »"));
    Part *row = markdown_block(md, NULL, BLOCK_ROW, line), *wrapped;
    Status status = add_cell(md, row, text, colon, line);
    if (!status)
        status = add_cell(md, row, colon + 1, end, line);
    if (!status)
        status = part_wrap_row(row, &wrapped, md->error);
    if (!status)
        part_append(parent, wrapped);
    return status;
}

static Status read_lines(Markdown *md, Part *block, const Fence *fence, const char *content,
                         int line)
{
    Status status = STATUS_OK;
    const char *end;
    for (; *content && !status; content = *end ? end + 1 : end, line++) {
        end = strchrnul(content, '\n');
        const char *text = text_trim(md->arena, content, (size_t)(end - content));
        Part pieces = {.kind = PART_BLOCK};
        markdown_pieces(md, &pieces, text, strlen(text), 0);
        if (part_only_tags(&pieces))
            part_hoist(block, &pieces);
        else if (*text)
            status = remarks_keep(md->remarks, fence->line(md, block, text, strlen(text), line),
                                  md->error);
    }
    return status ? status : part_nest(block, md->error);
}

static const Fence fences[] = {
    {"signatures", BLOCK_SIGNATURES, read_signature},
    {"champs", BLOCK_FIELDS, read_field},
    {"qr", BLOCK_QR, NULL},
    {"avis", BLOCK_NOTICE, NULL},
};
enum { FENCE_COUNT = sizeof fences / sizeof *fences };

static const char *fence_name(const void *context, size_t i)
{
    (void)context;
    return fences[i].name;
}

static Status unknown_fence(const Markdown *md, const char *info, int line)
{
    const char *nearest = text_nearest(info, fence_name, NULL, FENCE_COUNT);
    Status status = markdown_fault(md, line, _("bloc « %s » inconnu"), info);
    if (nearest)
        error_remedy(md->error, _("vouliez-vous dire « %s » ?"), nearest);
    else
        error_remedy(md->error, _("les blocs sont : signatures, champs, qr et avis"));
    return status;
}

Status fence_read(Markdown *md, Part *parent, const char *info, const char *content, int line)
{
    const Fence *fence = NULL;
    for (size_t i = 0; i < FENCE_COUNT && !fence; i++)
        if (text_is(fences[i].name, info))
            fence = &fences[i];
    if (!fence)
        return unknown_fence(md, info, line - 1);
    Part *block = markdown_block(md, parent, fence->block, line - 1);
    if (fence->block == BLOCK_NOTICE)
        return markdown_blocks(md, block, content, strlen(content), line);
    if (fence->line)
        return read_lines(md, block, fence, content, line);
    Status status = add_cell(md, block, content, content + strlen(content), line);
    return status ? status : part_nest(block->first, md->error);
}
