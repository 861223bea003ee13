#include "record/originals.h"

#include "base/file.h"
#include "base/text.h"
#include "record/database.h"
#include "record/schema.h"

#include <string.h>

enum { ORIGINAL_LIMIT = 1 << 28 };

const char originals_ddl[] =
    "CREATE TABLE originaux ("
    " document INTEGER NOT NULL REFERENCES documents (id),"
    " sha256 TEXT NOT NULL CHECK (length(sha256) = 64)," /* its file is originaux/SHA256.pdf */
    " revision INTEGER NOT NULL CHECK (revision >= 1),"
    " nature TEXT NOT NULL CHECK (nature IN ('emis', 'signe'))," /* ours, or a signed scan */
    " octets INTEGER NOT NULL,"
    " garde_le TEXT NOT NULL CHECK (garde_le = date(garde_le)),"
    " PRIMARY KEY (document, sha256)) WITHOUT ROWID;";

static const char *const codes[] = {[ORIGINAL_ISSUED] = "emis", [ORIGINAL_SCAN] = "signe"};

const char *originals_name(const char *sha256, Arena *arena)
{
    return arena_printf(arena, "originaux/%s.pdf", sha256);
}

const char *originals_path(const Registry *registry, const char *sha256, Arena *arena)
{
    return path_join(arena, registry->folder, originals_name(sha256, arena));
}

static Status is_listed(const Registry *registry, const Original *original, const char *sha256,
                        bool *listed, Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               "SELECT 1 FROM originaux o JOIN documents d ON d.id = o.document"
               " WHERE d.genre = ? AND d.cle = ? AND o.sha256 = ?");
    query_bind_text(&query, 1, original->kind);
    query_bind_text(&query, 2, original->key);
    query_bind_text(&query, 3, sha256);
    *listed = query_next(&query);
    return query_close(&query, error);
}

static Status list(Registry *registry, const Original *original, const char *sha256, size_t length,
                   Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               "INSERT INTO originaux (document, sha256, revision, nature, octets, garde_le)"
               " SELECT id, ?, ?, ?, ?, ? FROM documents WHERE genre = ? AND cle = ?");
    query_bind_text(&query, 1, sha256);
    query_bind_number(&query, 2, original->revision);
    query_bind_text(&query, 3, codes[original->nature]);
    query_bind_number(&query, 4, (int64_t)length);
    query_bind_date(&query, 5, original->kept_on);
    query_bind_text(&query, 6, original->kind);
    query_bind_text(&query, 7, original->key);
    query_next(&query);
    return query_close(&query, error);
}

Status originals_add(Registry *registry, const Original *original, const void *bytes, size_t length,
                     bool *added, Error *error)
{
    Sha256 sha256;
    bool listed = false;
    Arena *arena = arena_new();
    sha256_hex(bytes, length, sha256);
    Status status = is_listed(registry, original, sha256, &listed, error);
    if (status == STATUS_OK && !listed)
        status = file_put(originals_path(registry, sha256, arena), bytes, length, NULL, error);
    if (status == STATUS_OK && !listed)
        status = list(registry, original, sha256, length, error);
    if (added)
        *added = status == STATUS_OK && !listed;
    arena_free(arena);
    return status;
}

Status originals_find(const Registry *registry, const char *kind, const char *key, int revision,
                      Sha256 sha256, Error *error)
{
    Query query;
    Arena *arena = arena_new();
    memset(sha256, 0, sizeof(Sha256));
    query_open(&query, registry_database(registry),
               "SELECT o.sha256 FROM originaux o JOIN documents d ON d.id = o.document"
               " WHERE d.genre = ? AND d.cle = ? AND o.revision = ? AND o.nature = 'emis'"
               " ORDER BY o.garde_le, o.sha256");
    query_bind_text(&query, 1, kind);
    query_bind_text(&query, 2, key);
    query_bind_number(&query, 3, revision);
    if (query_next(&query))
        strncpy(sha256, query_text(&query, 1, arena), sizeof(Sha256) - 1);
    arena_free(arena);
    return query_close(&query, error);
}

Status originals_in_force(const Registry *registry, const Sha256 sha256, bool *in_force,
                          Error *error)
{
    Query query;
    query_open(&query, registry_database(registry),
               "SELECT 1 FROM originaux o"
               " JOIN revisions r ON r.document = o.document AND r.revision = o.revision"
               " WHERE o.sha256 = ? AND o.nature = 'emis' AND r.etat = 'courant'");
    query_bind_text(&query, 1, sha256);
    *in_force = query_next(&query);
    return query_close(&query, error);
}

Status originals_read(const Registry *registry, const Sha256 sha256, Buffer *bytes, bool *sound,
                      Error *error)
{
    Arena *arena = arena_new();
    const char *path = originals_path(registry, sha256, arena);
    Status status = STATUS_OK;
    *sound = file_kind(path) == FILE_REGULAR;
    if (*sound)
        status = file_read(path, ORIGINAL_LIMIT, bytes, error);
    if (*sound && status == STATUS_OK) {
        Sha256 now;
        sha256_hex(buffer_text(bytes), bytes->length, now);
        *sound = text_is(now, sha256);
    }
    arena_free(arena);
    return status;
}
