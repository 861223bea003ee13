#include "text/fill.h"

#include "base/text.h"

static Datum find_first(const Fill *fill, const Frame *frame, const char *name)
{
    for (; frame; frame = frame->outer) {
        if (frame->datum.kind != DATUM_OBJECT)
            continue;
        Datum found = fill->source->get(fill->source, frame->datum, name);
        if (found.kind != DATUM_NONE)
            return found;
    }
    return (Datum){.kind = DATUM_NONE};
}

Datum fill_find(const Fill *fill, const Frame *frame, const Token *tag)
{
    if (tag->path_count == 0)
        return frame->datum;
    Datum datum = find_first(fill, frame, tag->path[0]);
    for (size_t i = 1; i < tag->path_count && datum.kind != DATUM_NONE; i++)
        datum = fill->source->get(fill->source, datum, tag->path[i]);
    return datum;
}

/* What the registry and the day give changes without the terms changing; so does the look. */
static bool is_term(const Token *tag)
{
    return tag->path_count == 0 ||
           (!text_is(tag->path[0], "document") && !text_is(tag->path[0], "date_du_jour") &&
            !text_is(tag->name, "etablissement.logo"));
}

static void note(const Fill *fill, const Token *tag, const char *sign, const char *value)
{
    if (!fill->terms || !is_term(tag))
        return;
    buffer_add_text(fill->terms, tag->name);
    buffer_add_text(fill->terms, sign);
    buffer_add_text(fill->terms, value);
    buffer_add_char(fill->terms, '\n');
}

const char *fill_print(const Fill *fill, const Frame *frame, const Token *tag)
{
    Datum datum = fill_find(fill, frame, tag);
    const char *text = "";
    if (datum.kind == DATUM_VALUE || datum.kind == DATUM_FALSE || datum.kind == DATUM_LIST ||
        datum.kind == DATUM_OBJECT)
        text = fill->source->print(fill->source, datum, fill->arena);
    note(fill, tag, "=", text);
    return text;
}

Passes fill_passes(const Fill *fill, const Frame *frame, const Token *section)
{
    Passes passes = {.datum = fill_find(fill, frame, section)};
    bool plain = true;
    switch (passes.datum.kind) {
    case DATUM_LIST:
        passes.list = true;
        passes.count = fill->source->count(fill->source, passes.datum);
        plain = false;
        break;
    case DATUM_OBJECT:
        plain = false;
        passes.count = 1;
        break;
    case DATUM_VALUE:
        passes.count = 1;
        break;
    default:
        break;
    }
    if (plain)
        note(fill, section, "?", passes.count ? "oui" : "non");
    if (section->kind == TOKEN_INVERTED) {
        passes.inverted = true;
        passes.count = passes.count == 0;
    }
    return passes;
}

Frame fill_pass(const Fill *fill, const Frame *frame, const Passes *passes, size_t i)
{
    if (passes->inverted)
        return *frame;
    Datum datum = passes->list ? fill->source->item(fill->source, passes->datum, i) : passes->datum;
    return (Frame){datum, frame};
}
