/* ate valider: reads and checks everything; writes the findings (constats.json,
 * constats.xlsx, index.html), nothing else. */
#include "command/commands.h"
#include "command/console.h"
#include "command/dossier.h"
#include "show/json.h"

Status command_validate(const Options *options, Error *error)
{
    Dossier dossier;
    Status status = dossier_open(&dossier, options, REGISTRY_READ, error);
    if (status != STATUS_OK)
        goto out;
    if (options->format == FORMAT_JSON) {
        Buffer json = {0};
        show_json(&dossier.findings, dossier.record.today, &json);
        console_write(&json);
        buffer_free(&json);
    } else {
        dossier_show_findings(&dossier, options);
    }
    status = dossier_write_findings(&dossier, error);
    if (status == STATUS_OK)
        status = dossier_write_page(&dossier, NULL, error);
    if (status == STATUS_OK)
        status = dossier_verdict(&dossier);
out:
    dossier_close(&dossier);
    return status;
}
