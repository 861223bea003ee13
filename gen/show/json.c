/* json: findings one at a time, so that memory does not grow with them. */
#include "show/json.h"

#include "base/text.h"
#include "rule/rule.h"

#include <string.h>

json_t *json_text(const char *text)
{
    if (!text)
        return json_null();
    size_t length = strlen(text);
    if (utf8_valid_prefix(text, length) == length)
        return json_string_nocheck(text);
    Buffer clean = {0};
    for (const char *p = text, *end = text + length; p < end;)
        buffer_add_codepoint(&clean, utf8_next(&p, end));
    json_t *value = json_string_nocheck(buffer_text(&clean));
    buffer_free(&clean);
    return value;
}

typedef struct Sink {
    Buffer *out;
    int indent;
} Sink;

/* JSON writes a line break inside a string as \n: every raw one is layout. */
static int sink_write(const char *bytes, size_t count, void *context)
{
    const Sink *sink = context;
    for (size_t i = 0; i < count; i++) {
        buffer_add_char(sink->out, bytes[i]);
        for (int n = 0; bytes[i] == '\n' && n < sink->indent; n++)
            buffer_add_char(sink->out, ' ');
    }
    return 0;
}

void json_add(Buffer *out, json_t *value, int indent)
{
    Sink sink = {out, indent};
    if (json_dump_callback(value, sink_write, &sink, JSON_INDENT(2) | JSON_ENCODE_ANY) != 0)
        memory_exhausted(0);
    json_decref(value);
}

static json_t *held_list(const Finding *finding)
{
    json_t *list = json_array();
    for (size_t i = 0; i < finding->held_count; i++)
        json_array_append_new(list, json_text(finding->held[i]));
    return list;
}

static json_t *finding_json(const Finding *finding)
{
    const Place *place = &finding->place;
    json_t *made = json_object();
    json_object_set_new(made, "code", json_text(finding->rule->code));
    json_object_set_new(made, "gravite", json_text(severity_code(finding->severity)));
    json_object_set_new(made, "fichier", json_text(place->file));
    json_object_set_new(made, "ligne", place->line ? json_integer(place->line) : json_null());
    json_object_set_new(made, "colonne", json_text(place->column));
    json_object_set_new(made, "cellule", json_text(*place->cell ? place->cell : NULL));
    json_object_set_new(made, "valeur", json_text(place->value));
    json_object_set_new(made, "message", json_text(finding->message));
    json_object_set_new(made, "correction", json_text(finding->fix));
    json_object_set_new(made, "retient", held_list(finding));
    return made;
}

static json_t *unchecked_json(const Unchecked *unchecked)
{
    json_t *made = json_object();
    json_object_set_new(made, "code", json_text(unchecked->code));
    json_object_set_new(made, "table", json_text(unchecked->table));
    json_object_set_new(made, "motif", json_text(unchecked->reason));
    json_object_set_new(made, "nombre",
                        unchecked->count ? json_integer((json_int_t)unchecked->count)
                                         : json_null());
    return made;
}

static json_t *summary_json(const Findings *findings)
{
    json_t *made = json_object();
    for (int s = SEVERITY_ERROR; s <= SEVERITY_INFO; s++)
        json_object_set_new(made, severity_code((Severity)s),
                            json_integer((json_int_t)findings_count(findings, (Severity)s)));
    return made;
}

void show_json(const Findings *findings, Date date, Buffer *out)
{
    DateText day;
    buffer_printf(out,
                  "{\n  \"version\": 1,\n  \"date\": \"%s\",\n  \"resume\": ", date_iso(date, day));
    json_add(out, summary_json(findings), 2);
    buffer_add_text(out, ",\n  \"constats\": [");
    for (size_t i = 0; i < findings->count; i++) {
        buffer_add_text(out, i ? ",\n    " : "\n    ");
        json_add(out, finding_json(&findings->items[i]), 4);
    }
    buffer_add_text(out,
                    findings->count ? "\n  ],\n  \"non_verifie\": [" : "],\n  \"non_verifie\": [");
    for (size_t i = 0; i < findings->unchecked_count; i++) {
        buffer_add_text(out, i ? ",\n    " : "\n    ");
        json_add(out, unchecked_json(&findings->unchecked[i]), 4);
    }
    buffer_add_text(out, findings->unchecked_count ? "\n  ]\n}\n" : "]\n}\n");
}
