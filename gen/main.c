/* ate: chooses the command and turns its status into the exit code. */
#include "base/version.h"
#include "command/commands.h"
#include "command/console.h"
#include "command/dossier.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>


static void out_of_memory(size_t wanted)
{
    (void)wanted;
    /* Nothing can be allocated now, not even for a translation. */
    static const char message[] =
        "ate: la mémoire manque; rien n'est perdu, recommencez / out of memory; nothing is lost, "
        "run again\n";
    ssize_t ignored = write(STDERR_FILENO, message, sizeof message - 1);
    (void)ignored;
    _exit(STATUS_SYSTEM);
}

/* Names of real people pass through here: no core dumps, no files for others. */
static void protect_process(void)
{
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    umask(077);
    signal(SIGPIPE, SIG_IGN); /* their write fails instead, and is told */
    signal(SIGXFSZ, SIG_IGN);
}

static Status run(int argc, char **argv, Arena *arena, Error *error)
{
    const char *lang = options_early_lang(argc, argv);
    message_open(program_data(arena, "locale"), lang && !strcmp(lang, "en") ? LANG_EN : LANG_FR);
    Options options;
    const Command *command;
    Status status = options_parse(&options, &command, argc, argv, arena, error);
    if (status != STATUS_OK)
        return status;
    console_quiet(options.quiet);
    if (options.version) {
        console_out("ate %s\n", ATE_VERSION);
        return STATUS_OK;
    }
    if (options.help || !command) {
        Buffer help = {0};
        options_help(command, &help);
        console_write(&help);
        buffer_free(&help);
        if (options.help)
            return STATUS_OK;
        return error_set(error, STATUS_USAGE, "", _("il manque une commande"));
    }
    return command->run(&options, error);
}

int main(int argc, char **argv)
{
    protect_process();
    memory_on_exhausted(out_of_memory);
    Arena *arena = arena_new();
    Error error = {0};
    Status status = run(argc, argv, arena, &error);
    if (status > STATUS_FINDINGS)
        console_error(&error);
    if (status <= STATUS_FINDINGS) {
        Status closing = console_close(&error);
        if (closing != STATUS_OK) {
            console_error(&error);
            status = closing;
        }
    }
    arena_free(arena);
    return (int)status;
}
