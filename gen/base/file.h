/* file: bytes come in and leave through here.
 *
 * A file that we write is whole or absent: the bytes go to a temporary name in
 * the same folder, every return is checked, then fsync, rename, fsync of the
 * folder. A file that already holds the same bytes is left untouched. Folders
 * are made 0700, files 0600. Temporary names begin with ".ate-"; file_sweep
 * removes those that a crash left.
 */
#ifndef ATE_BASE_FILE_H
#define ATE_BASE_FILE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum FileKind { FILE_ABSENT, FILE_REGULAR, FILE_FOLDER, FILE_OTHER } FileKind;
FileKind file_kind(const char *path); /* follows links */

/* What tells that a file was not touched since: any write changes its status time, which no
 * program sets. Times in nanoseconds. */
typedef struct FileStamp {
    int64_t size, modified, changed;
    uint64_t node;
} FileStamp;
bool file_stamp(const char *path, FileStamp *stamp); /* false: no regular file */
bool file_stamps_equal(const FileStamp *a, const FileStamp *b);

/* The whole file into `bytes` (cleared first). STATUS_SYSTEM with `error` when
 * it cannot be read (cause = errno; EISDIR for a folder, EFBIG past `limit`). */
Status file_read(const char *path, uint64_t limit, Buffer *bytes, Error *error);

/* Makes the folder and its parents. */
Status file_make_folder(const char *path, Error *error);

/* Writes `length` bytes as `path`, whole or not at all; its folder is made when
 * missing. `*written` (may be NULL) says whether the file changed. */
Status file_put(const char *path, const void *bytes, size_t length, bool *written, Error *error);

/* The same for one of many files: the name it takes is only confirmed by file_settle, once for
 * its folder. A crash before that leaves each of them whole, as it was or as it is. */
Status file_put_among(const char *path, const void *bytes, size_t length, bool *written,
                      Error *error);
Status file_settle(const char *folder, Error *error);

/* For libraries that insist on opening a path (libxlsxwriter): a temporary path
 * beside `path`, to be filled and closed by the library, then committed (same
 * checks as file_put) or dropped. */
Status file_temporary(const char *path, Arena *arena, char **temporary, Error *error);
Status file_commit(const char *temporary, const char *path, bool *written, Error *error);
void file_drop(const char *temporary);

/* Keeps other runs out of a folder until file_release: two would sweep each other's temporary files
 * and write each other's lists over. Waits a moment for one that is just ending; a folder that
 * cannot be held (absent, some network shares) is not. */
Status file_hold(const char *folder, int *hold, Error *error); /* `*hold` is 0 before the first */
void file_release(int hold);                                  /* 0 is allowed */

/* Removes what a crash left under `folder` (recursively). */
void file_sweep(const char *folder);

char *path_join(Arena *arena, const char *folder, const char *name); /* an absolute name stays */
char *path_folder(Arena *arena, const char *path);                   /* "." when it has none */
const char *path_name(const char *path);                             /* after the last '/' */

#endif
