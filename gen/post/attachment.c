#include "post/attachment.h"

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"

enum { LIMIT = 256 << 20 }; /* bytes */

static Status read_whole(const char *full, const char *path, const Sha256 sha256, Buffer *bytes,
                         Error *error)
{
    if (file_kind(full) != FILE_REGULAR)
        return error_set(error, STATUS_FINDINGS, "",
                         _("%s n'est pas dans le dossier des résultats : relancez « ate produire »"),
                         path);
    Status status = file_read(full, LIMIT, bytes, error);
    if (status != STATUS_OK)
        return status;
    Sha256 digest;
    sha256_hex(buffer_text(bytes), bytes->length, digest);
    if (!text_is(digest, sha256))
        return error_set(error, STATUS_FINDINGS, "",
                         _("%s a été modifié depuis sa production : relancez « ate produire »"), path);
    return STATUS_OK;
}

Status attachment_read(const char *output, const char *path, const Sha256 sha256, Buffer *bytes,
                       Error *error)
{
    Arena *arena = arena_new();
    Status status = read_whole(path_join(arena, output, path), path, sha256, bytes, error);
    arena_free(arena);
    return status;
}
