#include "base/error.h"

#include "base/message.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void fill(Error *error, Status status, const char *place, int cause, const char *format,
                 va_list args)
{
    if (!error)
        return;
    error->status = status;
    error->cause = cause;
    error->remedy[0] = '\0';
    snprintf(error->place, sizeof error->place, "%s", place ? place : "");
    vsnprintf(error->what, sizeof error->what, format, args);
}

Status error_set(Error *error, Status status, const char *place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(error, status, place, 0, format, args);
    va_end(args);
    return status;
}

Status error_errno(Error *error, const char *place, const char *format, ...)
{
    int cause = errno;
    va_list args;
    va_start(args, format);
    fill(error, STATUS_SYSTEM, place, cause, format, args);
    va_end(args);
    return STATUS_SYSTEM;
}

void error_remedy(Error *error, const char *format, ...)
{
    if (!error)
        return;
    va_list args;
    va_start(args, format);
    vsnprintf(error->remedy, sizeof error->remedy, format, args);
    va_end(args);
}

const char *error_cause_text(int cause)
{
    static const struct {
        int cause;
        const char *text;
    } known[] = {
        {ENOENT, N_("fichier ou dossier introuvable")},
        {EACCES, N_("accès refusé par les droits du fichier ou du dossier")},
        {EPERM, N_("opération interdite par le système")},
        {EROFS, N_("le disque est en lecture seule")},
        {ENOSPC, N_("le disque est plein")},
        {EDQUOT, N_("le quota d'espace disque est atteint")},
        {EFBIG, N_("fichier trop gros")},
        {EIO, N_("panne de lecture ou d'écriture du disque")},
        {EISDIR, N_("c'est un dossier")},
        {ENOTDIR, N_("ce n'est pas un dossier")},
        {EEXIST, N_("ce nom est déjà pris")},
        {ENAMETOOLONG, N_("nom trop long")},
        {EINVAL, N_("demande que le système ne permet pas")},
        {EMFILE, N_("trop de fichiers ouverts")},
        {ENOMEM, N_("mémoire insuffisante")},
        {ETXTBSY, N_("fichier en cours d'utilisation par un programme")},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].cause == cause)
            return _(known[i].text);
    return strerror(cause);
}
