#include "archive/piece.h"

#include "archive/join.h"
#include "base/file.h"
#include "base/text.h"

enum { PIECE_LIMIT = 1 << 28 };

void pieces_open(Pieces *pieces, const Folders *folders, const char *output, Lang lang)
{
    *pieces = (Pieces){folders, map_new(), output, lang};
    for (size_t i = 0; i < folders->file_count; i++)
        map_put(pieces->by_digest, folders->files[i].sha256, (void *)folders->files[i].path);
}

void pieces_close(Pieces *pieces)
{
    map_free(pieces->by_digest);
}

/* --- what the registry keeps of a document -------------------------------- */

/* Both lists are sorted by document, their items' first member. */
static const void *items_of(const void *items, size_t size, size_t total, int64_t document,
                            size_t *count)
{
    const char *base = items;
    size_t low = 0, high = total;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (*(const int64_t *)(const void *)(base + middle * size) < document)
            low = middle + 1;
        else
            high = middle;
    }
    for (*count = 0; low + *count < total; ++*count)
        if (*(const int64_t *)(const void *)(base + (low + *count) * size) != document)
            break;
    return base + low * size;
}

static const HistoryOriginal *originals_of(const History *history, int64_t document, size_t *count)
{
    return items_of(history->originals, sizeof *history->originals, history->original_count,
                    document, count);
}

const HistorySignature *signatures_of(const History *history, int64_t document, size_t *count)
{
    return items_of(history->signatures, sizeof *history->signatures, history->signature_count,
                    document, count);
}

/* --- a list of pieces ----------------------------------------------------- */

static const struct {
    const char *plain, *revised, *scan;
} words[LANG_COUNT] = {
    [LANG_FR] = {"%s %s", "%s %s, révision %d", "%s — exemplaire signé"},
    [LANG_EN] = {"%s %s", "%s %s, revision %d", "%s — signed copy"},
};

static const char *title_of(const Pieces *pieces, const HistoryPaper *paper, bool scan,
                            Arena *arena)
{
    const Kind *kind = catalogue_find(pieces->folders->catalogue, paper->kind);
    const char *title = kind && kind->title[pieces->lang] ? kind->title[pieces->lang] : paper->kind;
    const char *name = *paper->number ? paper->number : paper->key;
    const char *full =
        paper->revision > 1
            ? arena_printf(arena, words[pieces->lang].revised, title, name, paper->revision)
            : arena_printf(arena, words[pieces->lang].plain, title, name);
    return scan ? arena_printf(arena, words[pieces->lang].scan, full) : full;
}

static void add_original(const Pieces *pieces, const HistoryPaper *paper,
                         const HistoryOriginal *original, Piece *piece, Arena *arena)
{
    bool scan = original->nature == ORIGINAL_SCAN;
    *piece =
        (Piece){.paper = paper,
                .scan = scan,
                .sha256 = original->sha256,
                .path = originals_path(pieces->folders->record->registry, original->sha256, arena),
                .title = title_of(pieces, paper, scan, arena)};
}

/* The file of output/, whose digest the registry knows. */
static void add_file(const Pieces *pieces, const HistoryPaper *paper, Piece *piece, Arena *arena)
{
    const char *path = *paper->sha256 ? map_get(pieces->by_digest, paper->sha256) : NULL;
    *piece = (Piece){.paper = paper,
                     .sha256 = paper->sha256,
                     .path = path ? path_join(arena, pieces->output, path) : NULL,
                     .title = title_of(pieces, paper, false, arena)};
}

static size_t add_paper(const Pieces *pieces, const HistoryPaper *paper, Piece *list, Arena *arena)
{
    size_t count, added = 0;
    bool kept = false;
    const HistoryOriginal *originals =
        originals_of(&pieces->folders->history, paper->document, &count);
    for (size_t i = 0; i < count; i++)
        kept = kept ||
               (originals[i].revision == paper->revision && originals[i].nature == ORIGINAL_ISSUED);
    if (!kept && paper->last)
        add_file(pieces, paper, &list[added++], arena);
    for (size_t i = 0; i < count; i++)
        if (originals[i].revision == paper->revision)
            add_original(pieces, paper, &originals[i], &list[added++], arena);
    return added;
}

Piece *pieces_of(const Pieces *pieces, const Folder *folder, Arena *arena, size_t *count)
{
    size_t most = 1, of_one;
    for (size_t i = 0; i < folder->paper_count; i++) {
        originals_of(&pieces->folders->history, folder->papers[i]->document, &of_one);
        most += of_one + 1;
    }
    Piece *list = arena_array_of(arena, most, Piece);
    *count = 0;
    for (size_t i = 0; i < folder->paper_count; i++)
        *count += add_paper(pieces, folder->papers[i], list + *count, arena);
    return list;
}

/* --- reading -------------------------------------------------------------- */

Status piece_read(Piece *piece, Error *error)
{
    Sha256 sha256;
    if (!piece->path || file_kind(piece->path) != FILE_REGULAR)
        return STATUS_OK;
    Status status = file_read(piece->path, PIECE_LIMIT, &piece->bytes, error);
    if (status != STATUS_OK)
        return status;
    sha256_hex(buffer_text(&piece->bytes), piece->bytes.length, sha256);
    if (text_is(sha256, piece->sha256))
        piece->pages = join_pages(&piece->bytes, !piece->scan);
    return STATUS_OK;
}

void piece_forget(Piece *piece)
{
    buffer_free(&piece->bytes);
}
