/* past: an earlier constats.json, read back. What it lacks or has of another kind makes it
 * another file: none of it is guessed. */
#include "show/since.h"

#include "base/file.h"
#include "base/text.h"

#include <jansson.h>
#include <stdio.h>

static const uint64_t PAST_LARGEST = (uint64_t)1 << 30; /* bytes */
static const char way_out[] =
    N_("donnez le constats.json d'une vérification précédente, comme output/constats.json");

static Status not_findings(Error *error, const char *path, int line, const char *why)
{
    char place[512];
    if (line > 0)
        snprintf(place, sizeof place, "%s:%d", path, line);
    else
        snprintf(place, sizeof place, "%s", path);
    error_set(error, STATUS_USAGE, place, _("ce n'est pas un constats.json : %s"), why);
    error_remedy(error, "%s", _(way_out));
    return STATUS_USAGE;
}

static bool take_text(Past *past, const json_t *from, const char *key, const char **text)
{
    const json_t *value = json_object_get(from, key);
    *text = arena_string(past->arena, json_string_value(value));
    return json_is_string(value) || json_is_null(value);
}

static bool take_line(const json_t *from, uint32_t *line)
{
    const json_t *value = json_object_get(from, "ligne");
    json_int_t number = json_integer_value(value);
    *line = number > 0 && number <= UINT32_MAX ? (uint32_t)number : 0;
    return json_is_null(value) || *line > 0;
}

static bool take_finding(Past *past, const json_t *from, PastFinding *finding)
{
    return take_text(past, from, "code", &finding->code) &&
           take_text(past, from, "gravite", &finding->severity) &&
           take_text(past, from, "fichier", &finding->file) &&
           take_text(past, from, "colonne", &finding->column) &&
           take_text(past, from, "valeur", &finding->value) &&
           take_text(past, from, "message", &finding->message) &&
           take_line(from, &finding->line) && finding->code && finding->severity &&
           finding->file && finding->message;
}

static Status take_all(Past *past, const json_t *root, Error *error)
{
    const json_t *list = json_object_get(root, "constats"), *item;
    const json_t *version = json_object_get(root, "version");
    size_t i;
    if (!json_is_array(list) || !json_is_integer(version) ||
        !take_text(past, root, "date", &past->date) || !past->date)
        return not_findings(error, past->path, 0, _("« version », « date » ou « constats » manque"));
    if (json_integer_value(version) != 1)
        return not_findings(error, past->path, 0, _("sa version n'est pas 1"));
    past->items = arena_array_of(past->arena, json_array_size(list), PastFinding);
    json_array_foreach(list, i, item)
    {
        if (!take_finding(past, item, &past->items[i]))
            return not_findings(error, past->path, 0,
                                arena_printf(past->arena, _("le constat %zu n'est pas lisible"),
                                             i + 1));
        past->count++;
    }
    return STATUS_OK;
}

Status past_read(Past *past, const char *path, Error *error)
{
    *past = (Past){.arena = arena_new(), .path = path};
    Buffer bytes = {0};
    Status status = file_read(path, PAST_LARGEST, &bytes, error);
    if (status != STATUS_OK) {
        /* The path is the user's: another one is the way out, not another run. */
        status = STATUS_USAGE;
        if (error)
            error->status = status;
        error_remedy(error, "%s", _(way_out));
    } else {
        json_error_t fault;
        json_t *root =
            json_loadb(buffer_text(&bytes), bytes.length, JSON_REJECT_DUPLICATES, &fault);
        status = root ? take_all(past, root, error)
                      : not_findings(error, path, fault.line, _("le JSON est mal formé"));
        json_decref(root);
    }
    buffer_free(&bytes);
    return status;
}

void past_close(Past *past)
{
    arena_free(past->arena);
    *past = (Past){0};
}
