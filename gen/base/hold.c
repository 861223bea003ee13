#include "base/file.h"
#include "base/message.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 5000, STEP_MS = 50 };

static bool is_held_by_another(int folder)
{
    const struct timespec step = {.tv_nsec = STEP_MS * 1000000L};
    for (int waited = 0;; waited += STEP_MS) {
        if (flock(folder, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
            return false;
        if (waited >= PATIENCE_MS)
            return true;
        nanosleep(&step, NULL);
    }
}

Status file_hold(const char *folder, int *hold, Error *error)
{
    if (*hold)
        return STATUS_OK;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *hold = fd + 1;
    if (fd < 0 || !is_held_by_another(fd))
        return STATUS_OK;
    close(fd);
    *hold = 0;
    error_set(error, STATUS_SYSTEM, folder, _("Une autre production est en cours sur ce dossier"));
    error_remedy(error, _("attendez qu'elle finisse, puis recommencez"));
    return STATUS_SYSTEM;
}

void file_release(int hold)
{
    if (hold)
        close(hold - 1);
}
