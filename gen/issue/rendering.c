#include "issue/rendering.h"

#include "base/file.h"
#include "base/version.h"
#include "issue/shelves.h"
#include "issue/view.h"

enum { FILE_LIMIT = 1 << 26 };

/* "" for a file that is not there: a fixture without style, a school without logo. */
static Status add_file(Buffer *all, const char *path, Error *error)
{
    if (file_kind(path) != FILE_REGULAR)
        return STATUS_OK;
    Buffer bytes = {0};
    Sha256 sha256;
    Status status = file_read(path, FILE_LIMIT, &bytes, error);
    sha256_hex(buffer_text(&bytes), bytes.length, sha256);
    buffer_add_text(all, sha256);
    buffer_free(&bytes);
    return status;
}

/* Those that a template can show are known by their names only in its text. */
static Status add_pictures(Buffer *all, const Config *config, const char *templates, Arena *arena,
                           Error *error)
{
    size_t count;
    const char **pictures = shelves_list(config, ".png", arena, &count);
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        buffer_printf(all, "\n%s ", pictures[i]);
        status = add_file(all, path_join(arena, templates, pictures[i]), error);
    }
    return status;
}

Status rendering_open(Rendering *rendering, const Issue *issue, const Press *press, Error *error)
{
    const Config *config = issue->record->config;
    Arena *arena = arena_new();
    Buffer all = {0};
    Sha256 letters;
    press_letters(press, letters);
    buffer_printf(&all, "ate %s\n%s\n%s\n%s\n", ATE_VERSION, letters, issue->catalogue->sha256,
                  config_text(config, CONFIG_ETABLISSEMENT_NOM));
    const char *templates = config_path(config, CONFIG_SORTIES_MODELES, arena);
    Status status = add_file(&all, path_join(arena, templates, "style.ini"), error);
    if (status == STATUS_OK && config_has(config, CONFIG_ETABLISSEMENT_LOGO))
        status = add_file(&all, config_path(config, CONFIG_ETABLISSEMENT_LOGO, arena), error);
    if (status == STATUS_OK)
        status = add_pictures(&all, config, templates, arena, error);
    sha256_hex(buffer_text(&all), all.length, rendering->common);
    buffer_free(&all);
    arena_free(arena);
    return status;
}

void rendering_digest(const Rendering *rendering, const Document *document, Sha256 sha256)
{
    const Issued *issued = &document->issued;
    DateText on, before;
    Buffer all = {0};
    buffer_printf(&all, "%s\n%s\n%s\n%s\n%s\n", rendering->common, document->terms,
                  template_sha256(document_template(document)),
                  document->kind->title[document->lang], document->subject.key);
    buffer_printf(&all, "%d\n%s\n%d\n%s\n%d\n%s\n%d\n", (int)document->lang, issued->number,
                  issued->revision, date_iso(issued->issued_on, on), issued->previous_revision,
                  date_iso(issued->previous_issued_on, before), issued->transcription);
    sha256_hex(buffer_text(&all), all.length, sha256);
    buffer_free(&all);
}
