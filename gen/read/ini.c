/* Debian's inih exports its settings as variables (ini_max_line …): they are set before each
 * reading. Its line number is not told to the handler, so our reader, which inih asks for each
 * line, keeps it. */
#include "read/ini.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "read/encoding.h"

#include <errno.h>
#include <ini.h>
#include <string.h>

enum {
    FILE_MOST = 4 * 1024 * 1024,
    KEY_MOST = 1024,                        /* room for the key, '=' and blanks beside the value */
    LINE_MOST = INI_VALUE_MOST + KEY_MOST,
    SECTION_MOST = 49,                      /* MAX_SECTION of inih, less its NUL */
};

typedef struct IniFile {
    const char *path;
    const char *next, *end;
    uint32_t line; /* of the text last given to inih */
    IniVisitor *visit;
    void *context;
    Arena *scratch;
    Status status;
    Error *error;
} IniFile;

static Status fault(IniFile *file, const char *what, const char *remedy)
{
    char place[512];
    snprintf(place, sizeof place, "%s:%u", file->path, (unsigned)file->line);
    file->status = error_set(file->error, STATUS_USAGE, place, "%s", what);
    if (remedy)
        error_remedy(file->error, "%s", remedy);
    return file->status;
}

/* What inih would cut without a word. */
static bool line_is_whole(IniFile *file, const char *start, size_t length)
{
    if (length > LINE_MOST) {
        fault(file, _("la ligne est trop longue"), _("une valeur a au plus 8192 octets"));
        return false;
    }
    while (length > 0 && (*start == ' ' || *start == '\t')) {
        start++;
        length--;
    }
    const char *close = length > 0 && *start == '[' ? memchr(start, ']', length) : NULL;
    if (close && close - start - 1 > SECTION_MOST) {
        fault(file, _("le nom de la section est trop long"), _("un nom de section a au plus 49 octets"));
        return false;
    }
    return true;
}

/* Given to inih in the place of fgets; it ends the reading when a fault is known. */
static char *next_line(char *into, int room, void *stream)
{
    IniFile *file = stream;
    if (file->status != STATUS_OK || file->next == file->end)
        return NULL;
    const char *start = file->next, *stop = start;
    while (stop < file->end && *stop != '\n' && *stop != '\r')
        stop++;
    file->next = stop;
    if (file->next < file->end)
        file->next += file->end - stop >= 2 && stop[0] == '\r' && stop[1] == '\n' ? 2 : 1;
    file->line++;
    size_t length = (size_t)(stop - start);
    if (!line_is_whole(file, start, length) || length + 2 > (size_t)room)
        return NULL;
    memcpy(into, start, length);
    into[length] = '\n';
    into[length + 1] = '\0';
    return into;
}

static int give_pair(void *user, const char *section, const char *key, const char *value)
{
    IniFile *file = user;
    size_t length = strlen(value);
    if (length > INI_VALUE_MOST) {
        fault(file, _("la valeur est trop longue"), _("une valeur a au plus 8192 octets"));
        return 0;
    }
    arena_reset(file->scratch);
    Error ignored = {0}, *error = file->error ? file->error : &ignored;
    file->status = file->visit(file->context, text_nfc(file->scratch, section, strlen(section)),
                               text_nfc(file->scratch, key, strlen(key)),
                               text_nfc(file->scratch, value, length), file->line, error);
    if (file->status != STATUS_OK && error->place[0] == '\0')
        snprintf(error->place, sizeof error->place, "%s:%u", file->path, (unsigned)file->line);
    return file->status == STATUS_OK;
}

static void set_inih(void)
{
    ini_use_stack = false;
    ini_allow_realloc = false;
    ini_max_line = ini_initial_alloc = LINE_MOST + 3; /* CR, LF and NUL */
    ini_allow_multiline = false;
    ini_allow_inline_comments = false;
    ini_stop_on_first_error = true;
}

static Status load(const char *path, Buffer *bytes, Error *error)
{
    Error why = {0};
    if (file_read(path, FILE_MOST, bytes, &why) != STATUS_OK) {
        if (why.cause != EIO)
            why.status = STATUS_USAGE;
        if (why.cause == ENOENT) {
            snprintf(why.what, sizeof why.what, "%s", _("le fichier n'existe pas"));
            why.cause = 0;
        }
        if (error)
            *error = why;
        return why.status;
    }
    encoding_decode(bytes, encoding_detect(buffer_text(bytes), bytes->length));
    if (memchr(buffer_text(bytes), '\0', bytes->length) ||
        utf8_valid_prefix(buffer_text(bytes), bytes->length) != bytes->length)
        return error_set(error, STATUS_USAGE, path, _("ce n'est pas un fichier de texte"));
    return STATUS_OK;
}

Status ini_read(const char *path, IniVisitor *visit, void *context, Error *error)
{
    Buffer bytes = {0};
    Status status = load(path, &bytes, error);
    if (status == STATUS_OK) {
        const char *text = buffer_text(&bytes);
        IniFile file = {
            .path = path, .next = text, .end = text + bytes.length,
            .visit = visit, .context = context, .scratch = arena_new(), .error = error,
        };
        set_inih();
        int first_bad = ini_parse_stream(next_line, &file, give_pair, &file);
        if (first_bad == -2)
            memory_exhausted(LINE_MOST);
        if (first_bad != 0 && file.status == STATUS_OK)
            fault(&file, _("la ligne n'est ni une section [nom] ni une clé = valeur"), NULL);
        status = file.status;
        arena_free(file.scratch);
    }
    buffer_free(&bytes);
    return status;
}
