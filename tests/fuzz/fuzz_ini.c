/* fuzz_ini: any bytes as one of the .ini files. The first one chooses its reader: 0 bare,
 * 1 config.ini, 2 catalogue.ini, 3 a layout of declarations, 4 style.ini. */
#include "dossier.h"

#include "declare/example.h"
#include "page/style.h"
#include "read/ini.h"
#include "text/catalogue.h"

static Status check_pair(void *context, const char *section, const char *key, const char *value,
                         uint32_t line, Error *error)
{
    (void)error;
    uint32_t *last = context;
    MUST(line >= *last && line > 0);
    *last = line;
    MUST(strlen(value) <= INI_VALUE_MOST);
    const char *texts[] = {section, key, value};
    for (size_t i = 0; i < 3; i++)
        MUST(utf8_valid_prefix(texts[i], strlen(texts[i])) == strlen(texts[i]));
    return STATUS_OK;
}

static Status read_config(const char *path, Error *error)
{
    Config config;
    Status status = config_load(&config, path, error);
    config_free(&config);
    return status;
}

static void put_templates(Arena *arena)
{
    static const char *const names[] = {"fr/protocole.md", "en/protocole.md", "fr/courriels/mot.txt",
                                        "en/courriels/mot.txt"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        scratch_put(arena, names[i], "# {{id}}\n", 9);
}

static Status read_catalogue(const char *path, Arena *arena, Error *error)
{
    Catalogue catalogue;
    return catalogue_load(&catalogue, arena, path_folder(arena, path), &dossier_once()->record,
                          error);
}

/* A layout without faults writes invented records, or says which field it cannot. */
static void write_example(const Layout *layout, Arena *arena)
{
    Buffer file = {0};
    FieldFault fault = {0};
    LotContent content = example_content(arena);
    bool made = writer_file(layout, &content, arena, &file, &fault);
    MUST(made || (fault.field && fault.reason));
    long width = layout->records[RECORD_DETAIL].width;
    if (made && layout->format == LAYOUT_FIXED && layout->line_end == LINE_NONE &&
        !layout->records[RECORD_HEAD].field_count && !layout->records[RECORD_FOOT].field_count)
        MUST(file.length == (size_t)width * content.count);
    buffer_free(&file);
}

static Status read_layout(Arena *arena, Error *error)
{
    Layout layout;
    Status status = layout_load(&layout, arena, scratch_folder(), "local", error);
    if (status == STATUS_OK)
        write_example(&layout, arena);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"bare.ini", "dossier/config.ini", "catalogue.ini",
                                        "declaration/local.ini", "style.ini"};
    Input input = {data, size};
    unsigned reader = input_choice(&input, sizeof names / sizeof *names);
    Arena *arena = arena_new();
    if (reader == 2)
        put_templates(arena);
    const char *path = scratch_put(arena, names[reader], input.next, input.left);
    Error error = {0};
    uint32_t line = 0;
    Style style;
    Status status = reader == 0   ? ini_read(path, check_pair, &line, &error)
                    : reader == 1 ? read_config(path, &error)
                    : reader == 2 ? read_catalogue(path, arena, &error)
                    : reader == 3 ? read_layout(arena, &error)
                                  : style_load(path, &style, &error);
    MUST(status == STATUS_OK || (status == STATUS_USAGE && *error.place && *error.what));
    arena_free(arena);
    return 0;
}
