/* options: the command line, from one table of commands and one of options.
 *
 * Every name exists in French first and in English; an unknown one is
 * STATUS_USAGE with the nearest known name. */
#ifndef ATE_COMMAND_OPTIONS_H
#define ATE_COMMAND_OPTIONS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"
#include "base/message.h"

#include <stdbool.h>

typedef enum Format {
    FORMAT_TEXT, FORMAT_JSON,
    FORMAT_TABLESCHEMA, /* of `ate schema` alone */
    FORMAT_MARKDOWN,    /* of `ate regles` alone: docs/regles.md */
} Format;

typedef struct Options {
    const char *dossier;        /* -C, "." */
    const char *config;         /* -c, NULL: config.ini of the dossier */
    const char *date;           /* --date, NULL */
    const char *from;           /* --depuis, NULL: findings, or a dossier for `ate initialiser` */
    const char *columns;        /* --colonnes, NULL: an export to recognise */
    const char *only;           /* --seulement, NULL: all kinds */
    const char *sequence, *student, *company, *responsable;
    const char *number, *code;  /* of `ate verifier`, NULL */
    const char *lang;           /* --lang, NULL: config's */
    const char *colour;         /* --couleur, NULL: as fits */
    const char *format_name;    /* --format, NULL: text */
    const char *jobs;           /* -j, NULL: config's */
    const char *preview;        /* --apercu: NULL, the kinds, or "" for all */
    bool digest;                /* --empreinte */
    bool verify, variables;     /* of `ate modeles`; verify: of `ate declarer` too */
    bool example;               /* --exemple */
    bool purge;                 /* of `ate archiver` */
    bool yes;                   /* --oui: confirmed beforehand */
    bool deliver;               /* of `ate envoyer`, and the next ones: --transmettre */
    const char *resume, *already_sent; /* NULL, the messages' names, or "" for all */
    const char *trial, *limit;  /* NULL */
    const char *layout, *lot;   /* of `ate declarer`, NULL */
    bool simulate, force, strict, all, quiet, verbose, help, version;
    Format format;              /* of format_name */
    int workers;                /* of jobs; -1: config's */
    const char **operands;      /* what follows the command */
    size_t operand_count;
} Options;

typedef struct Command {
    const char *name, *alias;
    unsigned bit;               /* in OptionRow.commands */
    const char *operands;       /* N_(): "DOSSIER", "[CODE]" or "" */
    size_t least, most;         /* operands */
    const char *summary;        /* N_() */
    Status (*run)(const Options *options, Error *error);
} Command;

/* The whole command line into `options`. `*command` stays NULL for --help,
 * --version or an empty line. */
Status options_parse(Options *options, const Command **command, int argc, char **argv, Arena *arena,
                     Error *error);
void options_help(const Command *command, Buffer *out); /* NULL: of the program */
/* "fr" or "en" found on the command line before anything else is understood, so that
 * even its faults are said in the user's language; NULL when absent. */
const char *options_early_lang(int argc, char **argv);

extern const Command commands[];
extern const size_t command_count;

#endif
