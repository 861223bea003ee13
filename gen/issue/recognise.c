#include "issue/recognise.h"

#include "base/file.h"
#include "base/text.h"
#include "issue/retire.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_LIMIT = 1 << 28 };

static const char copy_kind[] = "copie-protegee";

static void judge(Recognition *found)
{
    const Holding *holding = &found->holding;
    found->verdict = holding->cancelled                               ? VERDICT_CANCELLED
                     : holding->revision == holding->standing_revision ? VERDICT_CURRENT
                                                                       : VERDICT_REPLACED;
}

/* --- a file -------------------------------------------------------------- */

static Status recognise_listed(const Recogniser *of, const ListedFile *file, Recognition *found,
                               Error *error)
{
    bool known = false, is_copy = text_is(file->kind, copy_kind);
    ListedFile source;
    found->verdict = file->cancelled ? VERDICT_CANCELLED : VERDICT_CURRENT;
    found->piece = is_copy ? PIECE_COPY : PIECE_REPORT;
    found->path = file->path;
    /* "proteges/KIND/FILE" is a copy of "documents/KIND/FILE". */
    const char *below = strchr(file->path, '/');
    if (!is_copy || !below ||
        !manifest_find_path(of->manifest, arena_printf(of->arena, "documents%s", below), of->arena,
                            &source))
        return STATUS_OK;
    Status status =
        lookup_file(of->registry, source.sha256, of->arena, &found->holding, &known, error);
    if (status == STATUS_OK && known) {
        found->holding.revision = file->revision;
        judge(found);
    }
    return status;
}

/* The path below output/; NULL: it is elsewhere. */
static const char *below_output(const Recogniser *of, const char *path)
{
    char output[PATH_MAX], file[PATH_MAX];
    if (!realpath(of->output, output) || !realpath(path, file))
        return NULL;
    size_t length = strlen(output);
    return text_starts(file, output) && file[length] == '/'
               ? arena_string(of->arena, file + length + 1)
               : NULL;
}

/* Known by its place alone: it was altered there. */
static Status recognise_place(const Recogniser *of, const char *path, Recognition *found,
                              Error *error)
{
    ListedFile listed;
    bool known;
    const char *below = below_output(of, path);
    found->verdict = VERDICT_UNKNOWN;
    if (!below || !manifest_find_path(of->manifest, below, of->arena, &listed))
        return STATUS_OK;
    found->verdict = VERDICT_ALTERED;
    found->piece = PIECE_DOCUMENT;
    return lookup_file(of->registry, listed.sha256, of->arena, &found->holding, &known, error);
}

static Status recognise_digest(const Recogniser *of, const char *path, const char *sha256,
                               Recognition *found, Error *error)
{
    bool known;
    ListedFile listed;
    Status status = lookup_file(of->registry, sha256, of->arena, &found->holding, &known, error);
    if (status != STATUS_OK)
        return status;
    if (known) {
        found->piece = found->holding.scan ? PIECE_SCAN : PIECE_DOCUMENT;
        judge(found);
        return STATUS_OK;
    }
    if (manifest_find_sha256(of->manifest, sha256, of->arena, &listed))
        return recognise_listed(of, &listed, found, error);
    return recognise_place(of, path, found, error);
}

Status recognise_file(const Recogniser *of, const char *path, Recognition *found, Error *error)
{
    Buffer bytes = {0};
    Error unread = {0};
    *found = (Recognition){.by = ASKED_FILE, .asked = path};
    Status status = STATUS_OK;
    if (file_read(path, FILE_LIMIT, &bytes, &unread) != STATUS_OK) {
        found->verdict = VERDICT_UNREADABLE;
        found->why = unread.cause ? error_cause_text(unread.cause)
                                  : arena_string(of->arena, unread.what);
    } else {
        Sha256 sha256;
        sha256_hex(buffer_text(&bytes), bytes.length, sha256);
        status = recognise_digest(of, path, sha256, found, error);
    }
    buffer_free(&bytes);
    return status;
}

/* --- a number, a code ---------------------------------------------------- */

static Status suggest(const Recogniser *of, const char *number, Recognition *found, Error *error)
{
    Revision revision;
    bool known;
    return registry_find_number(of->registry, number, of->arena, &revision, &known,
                                &found->nearest, error);
}

static Status look_up(const Recogniser *of, const char *number, int revision, Recognition *found,
                      Error *error)
{
    bool known;
    Status status = lookup_number(of->registry, number, revision, of->arena, &found->holding,
                                  &known, error);
    if (status != STATUS_OK)
        return status;
    found->piece = known ? PIECE_DOCUMENT : PIECE_NONE;
    found->verdict = VERDICT_UNKNOWN;
    if (!known)
        return suggest(of, number, found, error);
    judge(found);
    return STATUS_OK;
}

Status recognise_number(const Recogniser *of, const char *number, Recognition *found, Error *error)
{
    *found = (Recognition){.by = ASKED_NUMBER, .asked = number};
    return look_up(of, text_trim(of->arena, number, strlen(number)), 0, found, error);
}

/* "ATE1|organisme|numero|revision|16 hex", cut in place. */
typedef struct Code {
    const char *organisation, *number, *digest;
    int revision;
} Code;

static bool read_code(char *text, Code *code)
{
    enum { PARTS = 5, DIGITS = 16 };
    const char *parts[PARTS];
    size_t count = 0;
    for (char *p = text; count < PARTS; p++) {
        parts[count++] = p;
        p += strcspn(p, "|");
        if (*p == '\0' || count == PARTS)
            break;
        *p = '\0';
    }
    char *end = NULL;
    long revision = count == PARTS ? strtol(parts[3], &end, 10) : 0;
    if (count != PARTS || !text_is(parts[0], "ATE1") || !*parts[2] || *end || revision < 1 ||
        revision > INT_MAX || strlen(parts[4]) != DIGITS ||
        strspn(parts[4], "0123456789abcdefABCDEF") != DIGITS)
        return false;
    *code = (Code){parts[1], parts[2], parts[4], (int)revision};
    return true;
}

Status recognise_code(const Recogniser *of, const char *text, Recognition *found, Error *error)
{
    Code code;
    *found = (Recognition){.by = ASKED_CODE, .asked = text, .verdict = VERDICT_UNKNOWN};
    if (!read_code(text_trim(of->arena, text, strlen(text)), &code)) {
        error_set(error, STATUS_USAGE, "", _("« %s » n'est pas le code d'un document"), text);
        error_remedy(error, _("copiez tout ce que dit le code QR, entre apostrophes : "
                              "--code='ATE1|organisme|numéro|révision|empreinte'"));
        return STATUS_USAGE;
    }
    if (!text_is(code.organisation, of->organisation))
        return STATUS_OK;
    Status status = look_up(of, code.number, code.revision, found, error);
    if (status == STATUS_OK && found->piece == PIECE_DOCUMENT &&
        strncasecmp(code.digest, found->holding.terms_sha256, strlen(code.digest)) != 0)
        found->verdict = VERDICT_ALTERED;
    return status;
}
