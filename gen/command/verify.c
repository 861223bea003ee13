/* ate verifier: whether files, a number or a scanned code are of our documents. It needs the
 * registry and the manifest, not the tables. */
#include "command/commands.h"
#include "command/console.h"
#include "command/dossier.h"
#include "issue/recognise.h"
#include "show/recognition.h"

static Status nothing_asked(Error *error)
{
    error_set(error, STATUS_USAGE, "", _("il manque quelque chose à vérifier"));
    error_remedy(error, _("nommez des fichiers, ou donnez « --numero=P-2027-… » ou « --code='ATE1|…' »"));
    return STATUS_USAGE;
}

static Status recognise_all(const Recogniser *of, const Options *options, Recognition *found,
                            size_t *count, Error *error)
{
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < options->operand_count; i++)
        status = recognise_file(of, options->operands[i], &found[(*count)++], error);
    if (status == STATUS_OK && options->number)
        status = recognise_number(of, options->number, &found[(*count)++], error);
    if (status == STATUS_OK && options->code)
        status = recognise_code(of, options->code, &found[(*count)++], error);
    return status;
}

static void write_recognitions(const Recognition *found, size_t count, Format format)
{
    Buffer out = {0};
    if (format == FORMAT_JSON)
        show_recognitions_json(found, count, &out);
    else
        for (size_t i = 0; i < count; i++)
            show_recognition_text(&found[i], &out);
    console_write(&out);
    buffer_free(&out);
}

static Status verdict_of(const Recognition *found, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (found[i].verdict != VERDICT_CURRENT)
            return STATUS_FINDINGS;
    return STATUS_OK;
}

Status command_verify(const Options *options, Error *error)
{
    Dossier dossier = {0};
    Manifest *manifest = NULL;
    Recognition *found = NULL;
    size_t count = 0;
    if (!options->operand_count && !options->number && !options->code)
        return nothing_asked(error);
    Status status = dossier_open_registry(&dossier, options, error);
    if (status == STATUS_OK)
        status = manifest_open(&manifest, dossier.output, error);
    if (status == STATUS_OK) {
        const Recogniser of = {
            .registry = dossier.registry,
            .manifest = manifest,
            .output = dossier.output,
            .organisation = config_text(&dossier.config, CONFIG_ETABLISSEMENT_CODE_ORGANISME),
            .arena = dossier.arena,
        };
        found = arena_array_of(dossier.arena, options->operand_count + 2, Recognition);
        status = recognise_all(&of, options, found, &count, error);
    }
    if (status == STATUS_OK) {
        write_recognitions(found, count, options->format);
        status = verdict_of(found, count);
    }
    manifest_close(manifest);
    dossier_close(&dossier);
    return status;
}
