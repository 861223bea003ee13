#include "base/secret.h"

#include "base/message.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 1 << 16 }; /* bytes read of a command that does not end */

/* --- words --------------------------------------------------------------- */

/* The next word of `*text` into `word`; false when a quote is not closed. */
static bool take_word(const char **text, char *word)
{
    const char *p = *text;
    char quote = '\0';
    for (; *p && (quote || (*p != ' ' && *p != '\t')); p++) {
        if (quote ? *p == quote : *p == '\'' || *p == '"')
            quote = quote ? '\0' : *p;
        else
            *word++ = *p;
    }
    *word = '\0';
    *text = p;
    return !quote;
}

Status secret_words(Arena *arena, const char *command, char ***words, Error *error)
{
    size_t length = strlen(command), count = 0;
    *words = arena_array_of(arena, length / 2 + 2, char *);
    for (const char *p = command; *(p += strspn(p, " \t"));) {
        (*words)[count] = arena_alloc(arena, length + 1);
        if (!take_word(&p, (*words)[count++]))
            return error_set(error, STATUS_USAGE, "", _("un guillemet de la commande n'est pas fermé"));
    }
    return count ? STATUS_OK : error_set(error, STATUS_USAGE, "", _("la commande est vide"));
}

/* --- running ------------------------------------------------------------- */

/* errno, or 0. */
static int start(char *const *words, const char *folder, int pipe_end, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t broken_pipe; /* ignored here, not there */
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addchdir_np(&actions, *folder ? folder : ".");
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipe_end, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &broken_pipe);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    int fault = posix_spawnp(pid, words[0], &actions, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return fault;
}

/* The bytes of the first line, or of the first that there is room for: how many there were. */
static size_t read_line(int pipe_end, Secret *secret)
{
    char bytes[256];
    size_t length = 0, total = 0;
    bool ended = false;
    while (total < PATIENCE) {
        ssize_t got = read(pipe_end, bytes, sizeof bytes);
        if (got == 0 || (got < 0 && errno != EINTR))
            break;
        for (ssize_t i = 0; i < got && !ended; i++) {
            ended = bytes[i] == '\n';
            if (!ended && length < SECRET_MOST)
                secret->text[length] = bytes[i];
            length += !ended;
        }
        total += got > 0 ? (size_t)got : 0;
    }
    explicit_bzero(bytes, sizeof bytes);
    return length;
}

static Status wait_for(pid_t pid, Error *error)
{
    int state;
    while (waitpid(pid, &state, 0) < 0)
        if (errno != EINTR)
            return error_errno(error, "", _("la commande du mot de passe ne répond plus"));
    if (WIFSIGNALED(state))
        return error_set(error, STATUS_USAGE, "",
                         _("la commande du mot de passe a été arrêtée par le signal %d"),
                         WTERMSIG(state));
    if (WEXITSTATUS(state) != 0)
        return error_set(error, STATUS_USAGE, "",
                         _("la commande du mot de passe a échoué (code %d)"), WEXITSTATUS(state));
    return STATUS_OK;
}

static bool has_control(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            return true;
    return false;
}

static Status check_line(Secret *secret, size_t length, Error *error)
{
    if (length > 0 && length <= SECRET_MOST && secret->text[length - 1] == '\r')
        secret->text[--length] = '\0';
    if (length == 0)
        return error_set(error, STATUS_USAGE, "",
                         _("la commande du mot de passe n'a rien donné sur sa première ligne"));
    if (length > SECRET_MOST)
        return error_set(error, STATUS_USAGE, "", _("le mot de passe est trop long"));
    if (strlen(secret->text) != length || has_control(secret->text))
        return error_set(error, STATUS_USAGE, "",
                         _("le mot de passe contient un caractère de contrôle"));
    if (utf8_valid_prefix(secret->text, length) != length)
        return error_set(error, STATUS_USAGE, "", _("le mot de passe n'est pas en UTF-8"));
    return STATUS_OK;
}

static Status run(char *const *words, const char *folder, Secret *secret, Error *error)
{
    int ends[2];
    pid_t pid;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_errno(error, "", _("la commande du mot de passe ne peut pas être lancée"));
    int fault = start(words, folder, ends[1], &pid);
    close(ends[1]);
    size_t length = fault ? 0 : read_line(ends[0], secret);
    close(ends[0]); /* before it is waited for: one that writes without end ends now */
    if (fault)
        return error_set(error, STATUS_USAGE, "",
                         _("la commande du mot de passe ne peut pas être lancée : %s"),
                         error_cause_text(fault));
    Status status = wait_for(pid, error);
    return status == STATUS_OK ? check_line(secret, length, error) : status;
}

Status secret_ask(char *const *words, const char *folder, Secret *secret, Error *error)
{
    *secret = (Secret){0};
    prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L);
    Status status = run(words, folder, secret, error);
    if (status != STATUS_OK) {
        secret_wipe(secret);
        error_remedy(error, _("lancez vous-même la commande : elle doit écrire le mot de passe sur "
                              "sa première ligne"));
    }
    return status;
}

void secret_wipe(Secret *secret)
{
    explicit_bzero(secret, sizeof *secret);
    prctl(PR_SET_DUMPABLE, 1L, 0L, 0L, 0L);
}
