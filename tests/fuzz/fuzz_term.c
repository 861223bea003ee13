/* fuzz_term: a whole dossier, read, checked and shown. Lines "@sequences" begin the content of a
 * table, "@config" that of config.ini (dossier.h's where there is none). */
#include "dossier.h"

#include "rule/rule.h"
#include "show/json.h"
#include "show/text.h"

typedef struct Parts {
    const char *config; /* path */
    const char *tables[TABLE_COUNT];
} Parts;

static const char *next_mark(const char *text, const char *end)
{
    for (const char *p = text; p < end; p++)
        if (*p == '@' && (p == text || p[-1] == '\n'))
            return p;
    return end;
}

/* `text` is what follows an '@': a name, a line break, the content. */
static void put_part(Parts *parts, const char *text, const char *end, Arena *arena)
{
    const char *content = memchr(text, '\n', (size_t)(end - text));
    if (!content)
        return;
    const char *name = arena_slice(arena, text, (size_t)(content - text));
    size_t length = (size_t)(end - ++content);
    int table = schema_find_table(name);
    if (text_is(name, "config"))
        parts->config = scratch_put(arena, "config.ini", content, length);
    else if (table >= 0)
        parts->tables[table] =
            scratch_put(arena, arena_printf(arena, "input/%s.csv", name), content, length);
}

static Parts put_parts(const Input *input, Arena *arena)
{
    Parts parts = {0};
    const char *text = (const char *)input->next, *end = text + input->left;
    for (text = next_mark(text, end); text < end;) {
        const char *next = next_mark(text + 1, end);
        put_part(&parts, text + 1, next, arena);
        text = next;
    }
    MUST(file_make_folder(path_join(arena, scratch_folder(), "input"), NULL) == STATUS_OK);
    if (!parts.config)
        parts.config = scratch_put(arena, "config.ini", dossier_config, strlen(dossier_config));
    return parts;
}

static void check_findings(const Findings *findings, const Term *term)
{
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        MUST(finding->rule && *finding->message && finding->fix && finding->place.file);
    }
    Buffer out = {0};
    show_json(findings, date_of(2027, 1, 15), &out);
    json_t *json = json_loadb(buffer_text(&out), out.length, JSON_REJECT_DUPLICATES, NULL);
    MUST(json && json_array_size(json_object_get(json, "constats")) == findings->count);
    json_decref(json);
    buffer_clear(&out);
    show_text(findings, term, &(ShowOptions){.all = true, .colour = true}, &out);
    MUST(utf8_valid_prefix(buffer_text(&out), out.length) == out.length);
    buffer_free(&out);
}

static void check_term(const Term *term, const Config *config)
{
    Record record = {term, config, NULL, date_of(2027, 1, 15), NULL};
    Findings findings = {0};
    Check check = {
        .term = term, .config = config, .record = &record, .today = record.today,
        .network = config_choice(config, CONFIG_ETABLISSEMENT_RESEAU), .findings = &findings,
    };
    Error error = {0};
    Status status = rule_run(&check, &error);
    MUST(status == STATUS_OK || (status == STATUS_USAGE && *error.what));
    if (status == STATUS_OK)
        check_findings(&findings, term);
    findings_free(&findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Input input = {data, size};
    Arena *arena = arena_new();
    Parts parts = put_parts(&input, arena);
    Config config;
    if (config_load(&config, parts.config, NULL) == STATUS_OK) {
        Term term;
        if (term_load(&term, &config, NULL) == STATUS_OK)
            check_term(&term, &config);
        term_free(&term);
    }
    config_free(&config);
    for (int t = 0; t < TABLE_COUNT; t++)
        if (parts.tables[t])
            remove(parts.tables[t]);
    arena_free(arena);
    return 0;
}
