/* ate archiver: what both halves read, and the choice between them. */
#include "command/archive.h"

#include "base/text.h"
#include "command/commands.h"

/* A student of the tables or, for what is to be destroyed, of the registry. */
static Status check_student(const Archive *archive, Error *error)
{
    const char *key = archive->options->student;
    if (!key || map_get(archive->folders.by_key, key))
        return STATUS_OK;
    error_set(error, STATUS_USAGE, "", _("aucun élève « %s » dans les tables ni dans le registre"),
              key);
    error_remedy(error, _("vérifiez l'identifiant, majuscules comprises"));
    return STATUS_USAGE;
}

Status command_archive(const Options *options, Error *error)
{
    Dossier dossier;
    Archive archive = {.dossier = &dossier, .options = options};
    Status status =
        dossier_open(&dossier, options, options->simulate ? REGISTRY_READ : REGISTRY_WRITE, error);
    if (status == STATUS_OK)
        status = retention_read(&archive.retention, &dossier.config, error);
    if (status == STATUS_OK)
        status = manifest_open(&archive.manifest, dossier.output, error);
    if (status != STATUS_OK)
        goto out;
    dossier_say_lost_tables(&dossier);
    status = folders_open(&archive.folders, &dossier.record, &dossier.catalogue, archive.manifest,
                          dossier.arena, error);
    if (status == STATUS_OK)
        status = check_student(&archive, error);
    if (status == STATUS_OK)
        status = options->purge ? archive_purge(&archive, error) : archive_gather(&archive, error);
    folders_close(&archive.folders);
out:
    manifest_close(archive.manifest);
    dossier_close(&dossier);
    return status;
}
