#include "text/part.h"

#include "base/message.h"
#include "base/text.h"

#include <stdlib.h>

Part *part_new(Arena *arena, PartKind kind)
{
    Part *part = arena_new_of(arena, Part);
    part->kind = kind;
    return part;
}

void part_append(Part *parent, Part *part)
{
    part->next = NULL;
    if (parent->last)
        parent->last->next = part;
    else
        parent->first = part;
    parent->last = part;
}

void part_append_all(Part *parent, Part *from)
{
    if (!from->first)
        return;
    if (parent->last)
        parent->last->next = from->first;
    else
        parent->first = from->first;
    parent->last = from->last;
    from->first = from->last = NULL;
}

static bool is_tag(const Part *part)
{
    return part->kind == PART_OPEN || part->kind == PART_END;
}

static bool is_blank(const Part *part)
{
    return part->kind == PART_TEXT && text_is_blank(part->text);
}

bool part_only_tags(const Part *parent)
{
    bool any = false;
    for (const Part *part = parent->first; part; part = part->next) {
        if (!is_tag(part) && !is_blank(part))
            return false;
        any |= is_tag(part);
    }
    return any;
}

void part_hoist(Part *parent, const Part *from)
{
    for (Part *part = from->first, *next; part; part = next) {
        next = part->next;
        if (is_tag(part))
            part_append(parent, part);
    }
}

static Status crossing(const Token *tag, Error *error)
{
    if (tag->kind == TOKEN_END)
        tag = tag->partner;
    Status status = token_fault(
        tag, error, _("la section « %s » s'ouvre et se ferme dans des blocs différents"),
        tag->name);
    error_remedy(error, _("mettez ses deux balises dans le même paragraphe, ou chacune seule sur "
                          "sa ligne, au même niveau"));
    return status;
}

Status part_nest(Part *parent, Error *error)
{
    Part **opened = NULL;
    size_t depth = 0, capacity = 0;
    Status status = STATUS_OK;
    Part *part = parent->first, *next;
    parent->first = parent->last = NULL;
    for (; part && !status; part = next) {
        next = part->next;
        Part *inner = depth ? opened[depth - 1] : parent;
        if (part->kind == PART_END) {
            if (depth == 0 || part->tag->partner != inner->tag)
                status = crossing(part->tag, error);
            else
                depth--;
            continue;
        }
        part_append(inner, part);
        if (part->kind == PART_OPEN) {
            part->kind = PART_SECTION;
            opened = vector_reserve(opened, &capacity, depth + 1, sizeof *opened);
            opened[depth++] = part;
        }
    }
    if (!status && depth > 0)
        status = crossing(opened[depth - 1]->tag, error);
    free(opened);
    return status;
}

static Part *drop_first(Part *cell)
{
    Part *part = cell->first;
    cell->first = part->next;
    if (!cell->first)
        cell->last = NULL;
    part->next = NULL;
    return part;
}

static void drop_last(Part *cell)
{
    Part *before = NULL;
    for (Part *part = cell->first; part != cell->last; part = part->next)
        before = part;
    if (before)
        before->next = NULL;
    else
        cell->first = NULL;
    cell->last = before;
}

/* The section that opens the row and that its last cell closes, taken out; NULL: none. */
static Part *take_section(Part *row)
{
    Part *first = row->first, *last = row->last;
    if (!first || !first->first || !last->last || first->first->kind != PART_OPEN ||
        last->last->kind != PART_END || last->last->tag->partner != first->first->tag)
        return NULL;
    Part *section = drop_first(first);
    drop_last(last);
    section->kind = PART_SECTION;
    return section;
}

Status part_wrap_row(Part *row, Part **wrapped, Error *error)
{
    Part *outer = NULL, *inner = NULL;
    for (Part *section; (section = take_section(row));) {
        if (inner)
            part_append(inner, section);
        else
            outer = section;
        inner = section;
    }
    for (Part *cell = row->first; cell; cell = cell->next) {
        Status status = part_nest(cell, error);
        if (status)
            return status;
    }
    if (inner)
        part_append(inner, row);
    *wrapped = outer ? outer : row;
    return STATUS_OK;
}
