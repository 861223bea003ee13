/* The command line is walked by hand: getopt_long takes abbreviations, which would
 * let `--eleve` mean something else the day an option is added. */
#include "command/options.h"

#include "base/text.h"
#include "command/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CHECK = 1, BUILD = 2, DECLARE = 4, SEND = 8, INIT = 16, RULES = 32, SCHEMA = 64, TEMPLATES = 128,
    ARCHIVE = 256, STATE = 512, VERIFY = 1024, PLAN = 2048, MATCH = 4096,
    DOSSIER = CHECK | BUILD | DECLARE | SEND | TEMPLATES | ARCHIVE | STATE | PLAN | MATCH,
    EVERY = 8191,
};

const Command commands[] = {
    {"initialiser", "init", INIT, N_("DOSSIER"), 1, 1,
     N_("prépare un nouveau dossier : config.ini, tables vides, modèles"), command_initialise},
    {"valider", "check", CHECK, "", 0, 0,
     N_("lit et vérifie tout, écrit les constats, ne produit rien d'autre"), command_validate},
    {"jumeler", "match", MATCH, "", 0, 0,
     N_("propose un jumelage des élèves et des entreprises : affichage, assignation, offre directe"),
     command_match},
    {"planifier", "plan", PLAN, "", 0, 0,
     N_("propose des visites (jours, heures, tournées) aux séquences qui en manquent"),
     command_plan_visits},
    {"produire", "build", BUILD, "", 0, 0,
     N_("vérifie, puis produit les documents et les rapports qui sont dus"), command_produce},
    {"declarer", "declare", DECLARE, "", 0, 0,
     N_("écrit le prochain lot de déclaration : ce qui est nouveau, modifié ou annulé"),
     command_declare},
    {"envoyer", "send", SEND, "", 0, 0,
     N_("prépare un message .eml par entreprise et par occasion, documents joints ; --transmettre les envoie"),
     command_send},
    {"etat", "status", STATE, "", 0, 0,
     N_("dit ce qui est produit, signé, retenu, en retard, et ce qui est à faire aujourd'hui"),
     command_status},
    {"verifier", "verify", VERIFY, N_("FICHIER…"), 0, SIZE_MAX,
     N_("dit si un PDF, un numéro ou un code QR est de nous, intact, en vigueur"), command_verify},
    {"archiver", "archive", ARCHIVE, "", 0, 0,
     N_("réunit le dossier de chaque élève en un PDF, avec un index ; --purger détruit ce qui a fait son temps"),
     command_archive},
    {"regles", "rules", RULES, N_("[CODE]"), 0, 1, N_("liste les règles, ou en explique une"),
     command_rules},
    {"schema", "schema", SCHEMA, N_("[TABLE]"), 0, 1,
     N_("décrit les tables et les colonnes des fichiers d'entrée"), command_schema},
    {"modeles", "templates", TEMPLATES, "", 0, 0,
     N_("liste les genres de documents et les variables, vérifie les modèles, en fait un aperçu"),
     command_templates},
};
const size_t command_count = sizeof commands / sizeof *commands;

typedef struct OptionRow {
    const char *name, *alias;   /* alias NULL: the same word in both languages */
    char letter;
    const char *argument;       /* N_(); NULL: a flag; "[=…]": a value if one is given after '=' */
    size_t offset;              /* of a const char * or a bool in Options */
    unsigned commands;
    const char *summary;        /* N_() */
} OptionRow;

#define AT(field) offsetof(Options, field)
static const OptionRow rows[] = {
    {"dossier", "folder", 'C', N_("DOSSIER"), AT(dossier), DOSSIER | RULES | VERIFY,
     N_("le dossier qui contient config.ini (par défaut : le dossier courant)")},
    {"config", NULL, 'c', N_("FICHIER"), AT(config), DOSSIER | RULES | VERIFY,
     N_("un autre fichier de configuration")},
    {"date", NULL, 0, N_("AAAA-MM-JJ"), AT(date), DOSSIER, N_("le jour de la production")},
    {"depuis", "since", 0, N_("CONSTATS.json"), AT(from), CHECK,
     N_("dit ce qui est nouveau ou réparé depuis cette vérification")},
    {"depuis", "since", 0, N_("DOSSIER"), AT(from), INIT,
     N_("continue ce dossier-là dans le nouveau : la période suivante")},
    {"depuis", "since", 0, N_("PROPOSITIONS.csv"), AT(from), PLAN,
     N_("garde ce qui tient encore de ces visites proposées")},
    {"exemple", "example", 0, NULL, AT(example), INIT,
     N_("un petit dossier rempli, inventé, pour essayer")},
    {"colonnes", "columns", 0, N_("EXPORT.csv"), AT(columns), INIT,
     N_("reconnaît une exportation : écrit les sections [colonnes] à coller dans config.ini")},
    {"seulement", "only", 0, N_("GENRE,…"), AT(only), BUILD | SEND | STATE | TEMPLATES,
     N_("seulement ces genres de documents")},
    {"sequence", NULL, 0, N_("ID"), AT(sequence), BUILD | STATE, N_("seulement cette séquence")},
    {"eleve", "student", 0, N_("ID"), AT(student), BUILD | STATE | ARCHIVE, N_("seulement cet élève")},
    {"entreprise", "company", 0, N_("ID"), AT(company), BUILD | SEND | STATE,
     N_("seulement cette entreprise")},
    {"responsable", NULL, 0, N_("ID"), AT(responsable), STATE, N_("seulement ce responsable")},
    {"numero", "number", 0, N_("NUMERO"), AT(number), VERIFY, N_("un numéro imprimé au bas d'un document")},
    {"code", NULL, 0, N_("'ATE1|…'"), AT(code), VERIFY, N_("ce que dit le code QR d'un document")},
    {"jobs", NULL, 'j', N_("N"), AT(jobs), BUILD | SEND | ARCHIVE | PLAN, N_("nombre de processus (0 : un par cœur)")},
    {"simuler", "dry-run", 'n', NULL, AT(simulate), CHECK | BUILD | DECLARE | ARCHIVE | PLAN | MATCH,
     N_("dit ce qui serait fait et pourquoi, n'écrit rien")},
    {"forcer", "force", 0, NULL, AT(force), BUILD,
     N_("refait aussi ce qui n'a pas changé, sauf ce qui est émis ou signé")},
    {"strict", NULL, 0, NULL, AT(strict), DOSSIER, N_("les avertissements comptent comme des erreurs")},
    {"format", NULL, 0, N_("texte|json"), AT(format_name),
     CHECK | RULES | SCHEMA | TEMPLATES | STATE | VERIFY | PLAN,
     N_("forme du résultat sur la sortie standard (schema : aussi tableschema)")},
    {"tout", "all", 0, NULL, AT(all), DOSSIER, N_("montre tous les constats, même répétés")},
    {"lang", NULL, 0, N_("fr|en"), AT(lang), EVERY, N_("langue des messages")},
    {"couleur", "color", 0, N_("oui|non"), AT(colour), DOSSIER, N_("couleurs sur le terminal")},
    {"quiet", NULL, 'q', NULL, AT(quiet), EVERY, N_("ne dit que les erreurs")},
    {"verbose", NULL, 'v', NULL, AT(verbose), EVERY, N_("en dit plus")},
    {"purger", "purge", 0, NULL, AT(purge), ARCHIVE,
     N_("détruit les dossiers dont la durée de conservation est passée, après confirmation")},
    {"transmettre", "deliver", 0, NULL, AT(deliver), SEND,
     N_("envoie les messages par le serveur de [courriel], après confirmation de leur nombre")},
    {"essai", "trial", 0, N_("ADRESSE"), AT(trial), SEND,
     N_("les envoie tous à cette adresse, pour voir ; ils restent à envoyer")},
    {"limite", "limit", 0, N_("N"), AT(limit), SEND, N_("N messages au plus")},
    {"reprendre", "resume", 0, N_("[=MESSAGE,…]"), AT(resume), SEND,
     N_("renvoie ceux qui ont été refusés, et demande pour chacun de ceux qui sont en doute")},
    {"deja-envoye", "already-sent", 0, N_("[=MESSAGE,…]"), AT(already_sent), SEND,
     N_("note comme envoyés ces brouillons, ou tous, que vous avez envoyés vous-même")},
    {"oui", "yes", 0, NULL, AT(yes), SEND | ARCHIVE, N_("confirme d'avance, pour un script")},
    {"empreinte", "digest", 0, NULL, AT(digest), TEMPLATES, N_("l'empreinte des modèles, pour [modeles] empreinte")},
    {"verifier", "verify", 0, NULL, AT(verify), TEMPLATES | DECLARE,
     N_("relit les modèles et dit tout ce qui y cloche, fautes et doutes")},
    {"modele", "layout", 0, N_("MODELE"), AT(layout), DECLARE,
     N_("un autre modèle de déclaration que celui de config.ini")},
    {"lot", NULL, 0, N_("N"), AT(lot), DECLARE,
     N_("refait les fichiers de ce lot d'après le registre et dit ce qu'il contient")},
    {"variables", NULL, 0, NULL, AT(variables), TEMPLATES,
     N_("liste les variables que les modèles peuvent nommer, avec un exemple")},
    {"apercu", "preview", 0, N_("[=GENRE,…]"), AT(preview), TEMPLATES,
     N_("fait un spécimen de chaque genre, avec des données inventées")},
    {"aide", "help", 'h', NULL, AT(help), EVERY, N_("cette aide")},
    {"version", NULL, 'V', NULL, AT(version), EVERY, N_("la version du programme")},
};
#undef AT
enum { ROWS = sizeof rows / sizeof *rows };

static const char *command_candidate(const void *context, size_t i)
{
    (void)context;
    return i % 2 ? commands[i / 2].alias : commands[i / 2].name;
}

static const char *option_candidate(const void *context, size_t i)
{
    const unsigned *bits = context;
    const OptionRow *row = &rows[i / 2];
    return row->commands & *bits ? (i % 2 ? row->alias : row->name) : NULL;
}

static const Command *find_command(const char *word)
{
    for (size_t i = 0; i < command_count; i++)
        if (text_is(commands[i].name, word) || text_is(commands[i].alias, word))
            return &commands[i];
    return NULL;
}

static Status unknown_command(const char *word, Error *error)
{
    const char *nearest = text_nearest(word, command_candidate, NULL, command_count * 2);
    error_set(error, STATUS_USAGE, "", _("« %s » n'est pas une commande"), word);
    if (nearest)
        error_remedy(error, _("vouliez-vous dire « %s » ? (« ate --help » les liste toutes)"), nearest);
    else
        error_remedy(error, _("« ate --help » liste les commandes"));
    return STATUS_USAGE;
}

static Status unknown_option(const Command *command, const char *word, Error *error)
{
    unsigned bits = command ? command->bit : EVERY;
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    const char *nearest = text_nearest(name, option_candidate, &bits, (size_t)ROWS * 2);
    error_set(error, STATUS_USAGE, "", command ? _("« %s » n'est pas une option de « ate %s »")
                                               : _("« %s » n'est pas une option"),
              word, command ? command->name : "");
    if (nearest)
        error_remedy(error, _("vouliez-vous dire « --%s » ?"), nearest);
    else
        error_remedy(error, _("« ate %s --help » liste les options"), command ? command->name : "");
    return STATUS_USAGE;
}

/* One name may be an option of two commands, with another meaning: that of the command first. */
static const OptionRow *find_long(const Command *command, const char *name, size_t length)
{
    const OptionRow *other = NULL;
    for (size_t i = 0; i < ROWS; i++) {
        const char *names[] = {rows[i].name, rows[i].alias};
        for (size_t k = 0; k < 2; k++) {
            if (!names[k] || strlen(names[k]) != length || strncmp(names[k], name, length))
                continue;
            if (!command || rows[i].commands & command->bit)
                return &rows[i];
            other = &rows[i];
        }
    }
    return other;
}

static const OptionRow *find_letter(char letter)
{
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].letter == letter)
            return &rows[i];
    return NULL;
}

/* The words of the command line, taken one by one. */
typedef struct Line {
    int argc, at;
    char **argv;
} Line;

static Status take_option(Options *options, const Command *command, const OptionRow *row,
                          const char *word, const char *value, Line *line, Error *error)
{
    if (command && !(row->commands & command->bit))
        return unknown_option(command, word, error);
    void *field = (char *)options + row->offset;
    if (!row->argument) {
        if (value)
            return error_set(error, STATUS_USAGE, "", _("l'option « --%s » ne prend pas de valeur"),
                             row->name);
        *(bool *)field = true;
        return STATUS_OK;
    }
    if (row->argument[0] == '[') {
        *(const char **)field = value ? value : "";
        return STATUS_OK;
    }
    if (!value && line->at < line->argc)
        value = line->argv[line->at++];
    if (!value || !*value) {
        error_set(error, STATUS_USAGE, "", _("il manque une valeur à l'option « %s »"), word);
        error_remedy(error, _("par exemple « --%s=%s »"), row->name, _(row->argument));
        return STATUS_USAGE;
    }
    *(const char **)field = value;
    return STATUS_OK;
}

static Status take_word(Options *options, const Command **command, char *word, Line *line,
                        Error *error)
{
    if (text_starts(word, "--")) {
        const char *equals = strchr(word, '=');
        size_t length = equals ? (size_t)(equals - word - 2) : strlen(word + 2);
        const OptionRow *row = find_long(*command, word + 2, length);
        return row ? take_option(options, *command, row, word, equals ? equals + 1 : NULL, line, error)
                   : unknown_option(*command, word, error);
    }
    if (word[0] == '-' && word[1]) {
        const OptionRow *row = find_letter(word[1]);
        return row ? take_option(options, *command, row, word, word[2] ? word + 2 : NULL, line, error)
                   : unknown_option(*command, word, error);
    }
    if (*command) {
        options->operands[options->operand_count++] = word;
        return STATUS_OK;
    }
    *command = find_command(word);
    return *command ? STATUS_OK : unknown_command(word, error);
}

static Status read_format(Options *options, const Command *command, Error *error)
{
    static const struct { const char *name; Format format; unsigned commands; } names[] = {
        {"texte", FORMAT_TEXT, EVERY}, {"text", FORMAT_TEXT, EVERY}, {"json", FORMAT_JSON, EVERY},
        {"tableschema", FORMAT_TABLESCHEMA, SCHEMA}, {"markdown", FORMAT_MARKDOWN, RULES},
    };
    const char *name = options->format_name;
    if (!name)
        return STATUS_OK;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is(name, names[i].name) && (!command || names[i].commands & command->bit)) {
            options->format = names[i].format;
            return STATUS_OK;
        }
    error_set(error, STATUS_USAGE, "", _("« %s » n'est pas un format connu"), name);
    error_remedy(error, command && command->bit == SCHEMA ? _("« texte », « json » ou « tableschema »")
                                                          : _("« texte » ou « json »"));
    return STATUS_USAGE;
}

static Status read_workers(Options *options, Error *error)
{
    options->workers = -1;
    if (!options->jobs)
        return STATUS_OK;
    char *end;
    long n = strtol(options->jobs, &end, 10);
    if (*end || n < 0 || n > 256) {
        error_set(error, STATUS_USAGE, "", _("« -j %s » : un nombre de 0 à 256 est attendu"), options->jobs);
        return STATUS_USAGE;
    }
    options->workers = (int)n;
    return STATUS_OK;
}

static Status check_words(const Options *options, const Command *command, Error *error)
{
    if (options->lang && !text_is(options->lang, "fr") && !text_is(options->lang, "en"))
        return error_set(error, STATUS_USAGE, "", _("« --lang=%s » : « fr » ou « en » est attendu"),
                         options->lang);
    if (options->colour && !text_is(options->colour, "oui") && !text_is(options->colour, "non") &&
        !text_is(options->colour, "yes") && !text_is(options->colour, "no"))
        return error_set(error, STATUS_USAGE, "", _("« --couleur=%s » : « oui » ou « non » est attendu"),
                         options->colour);
    if (!command || options->help || options->version)
        return STATUS_OK;
    if (options->columns) {
        if (options->operand_count)
            return error_set(error, STATUS_USAGE, "", _("« %s » est de trop après « ate %s »"),
                             options->operands[0], "initialiser --colonnes");
        return STATUS_OK;
    }
    if (options->operand_count < command->least) {
        error_set(error, STATUS_USAGE, "", _("il manque quelque chose après « ate %s »"), command->name);
        error_remedy(error, "ate %s %s", command->name, _(command->operands));
        return STATUS_USAGE;
    }
    if (options->operand_count > command->most)
        return error_set(error, STATUS_USAGE, "", _("« %s » est de trop après « ate %s »"),
                         options->operands[command->most], command->name);
    return STATUS_OK;
}

Status options_parse(Options *options, const Command **command, int argc, char **argv, Arena *arena,
                     Error *error)
{
    *options = (Options){.dossier = "."};
    options->operands = arena_array_of(arena, (size_t)argc + 1, const char *);
    *command = NULL;
    Line line = {argc, 1, argv};
    Status status = STATUS_OK;
    bool only_operands = false;
    while (status == STATUS_OK && line.at < argc) {
        char *word = argv[line.at++];
        if (text_is(word, "--") && !only_operands)
            only_operands = true;
        else if (only_operands && *command)
            options->operands[options->operand_count++] = word;
        else
            status = take_word(options, command, word, &line, error);
    }
    if (status == STATUS_OK)
        status = check_words(options, *command, error);
    if (status == STATUS_OK)
        status = read_format(options, *command, error);
    if (status == STATUS_OK)
        status = read_workers(options, error);
    return status;
}

const char *options_early_lang(int argc, char **argv)
{
    const char *found = NULL;
    for (int i = 1; i < argc; i++) {
        if (text_starts(argv[i], "--lang="))
            found = argv[i] + strlen("--lang=");
        else if (text_is(argv[i], "--lang") && i + 1 < argc)
            found = argv[i + 1];
    }
    return found;
}

/* Pads by characters, not bytes: the words have accents. */
static void add_padded(Buffer *out, const char *text, size_t width)
{
    buffer_add_text(out, text);
    for (size_t n = utf8_count(text); n < width; n++)
        buffer_add_char(out, ' ');
}

static void add_option(Buffer *out, const OptionRow *row)
{
    Buffer left = {0};
    buffer_add_text(&left, "  ");
    if (row->letter)
        buffer_printf(&left, "-%c%s%s, ", row->letter, row->argument ? " " : "",
                      row->argument ? _(row->argument) : "");
    const char *name = message_lang() == LANG_EN && row->alias ? row->alias : row->name;
    bool optional = row->argument && row->argument[0] == '[';
    buffer_printf(&left, "--%s%s%s", name, row->argument && !optional ? "=" : "",
                  row->argument ? _(row->argument) : "");
    add_padded(out, buffer_text(&left), 32);
    buffer_printf(out, "  %s\n", _(row->summary));
    buffer_free(&left);
}

void options_help(const Command *command, Buffer *out)
{
    bool english = message_lang() == LANG_EN;
    if (command) {
        buffer_printf(out, _("Usage : ate %s [OPTIONS] %s\n"), english ? command->alias : command->name,
                      *command->operands ? _(command->operands) : "");
        buffer_printf(out, "  %s\n\n", _(command->summary));
    } else {
        buffer_add_text(out, _("Usage : ate COMMANDE [OPTIONS]\n"));
        buffer_add_text(out, _("Documents et rapports de l'alternance travail-études, à partir des tables d'un trimestre.\n\n"));
        buffer_add_text(out, _("Commandes\n"));
        for (size_t i = 0; i < command_count; i++) {
            buffer_add_text(out, "  ");
            add_padded(out, english ? commands[i].alias : commands[i].name, 14);
            buffer_printf(out, "%s\n", _(commands[i].summary));
        }
        buffer_add_char(out, '\n');
    }
    buffer_add_text(out, _("Options\n"));
    for (size_t i = 0; i < ROWS; i++)
        if (!command || rows[i].commands & command->bit)
            add_option(out, &rows[i]);
    buffer_add_text(out, _("\nCodes de sortie : 0 fait ; 1 des constats de gravité « erreur » ; 2 ligne de commande,\n"
                           "config.ini ou modèles ; 3 panne (recommencer) ; 4 interrompu (recommencer).\n"));
}
