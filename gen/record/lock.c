#include "record/lock.h"

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { SIGN_LIMIT = 4096 };

static const char *sign_path(Arena *arena, const char *folder)
{
    return path_join(arena, folder, "en-cours");
}

Status lock_sign(const char *folder, Error *error)
{
    char host[HOST_NAME_MAX + 1] = "", when[32];
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    strftime(when, sizeof when, "%Y-%m-%d %H:%M", &local);
    gethostname(host, sizeof host - 1);
    Arena *arena = arena_new();
    const char *text = arena_printf(arena, "%ld\n%s\n%s\n", (long)getpid(), host, when);
    Status status = file_put(sign_path(arena, folder), text, strlen(text), NULL, error);
    arena_free(arena);
    return status;
}

void lock_leave(const char *folder)
{
    Arena *arena = arena_new();
    unlink(sign_path(arena, folder));
    arena_free(arena);
}

const char *lock_holder(const char *folder, Arena *arena)
{
    Buffer text = {0};
    long process = 0;
    char host[HOST_NAME_MAX + 1] = "", when[32] = "";
    bool known = file_read(sign_path(arena, folder), SIGN_LIMIT, &text, NULL) == STATUS_OK &&
                 sscanf(buffer_text(&text), "%ld %64s %31[0-9: -]", &process, host, when) == 3;
    buffer_free(&text);
    return known ? arena_printf(arena, _("processus %ld de %s, depuis %s"), process, host, when)
                 : "";
}
