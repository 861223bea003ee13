/* ate regles: the rule table, as it runs. With the thresholds in force when the folder
 * is a dossier, so that `ate regles` serves before there is one. */
#include "base/file.h"
#include "base/text.h"
#include "command/commands.h"
#include "command/console.h"
#include "command/dossier.h"
#include "rule/rule.h"
#include "show/rules.h"

static const char *code_candidate(const void *context, size_t i)
{
    (void)context;
    size_t count;
    return rule_table(&count)[i].code;
}

static Status find_rule(const char *code, const Rule **rule, Error *error)
{
    *rule = rule_find(code);
    if (*rule)
        return STATUS_OK;
    size_t count;
    rule_table(&count);
    const char *nearest = text_nearest(code, code_candidate, NULL, count);
    error_set(error, STATUS_USAGE, "", _("« %s » n'est pas le code d'une règle"), code);
    error_remedy(error,
                 nearest ? _("vouliez-vous dire « %s » ?") : _("« ate regles » les liste toutes"),
                 nearest);
    return STATUS_USAGE;
}

/* A folder that does not exist is a fault; one without config.ini is not. */
static bool has_config(const Options *options)
{
    if (options->config || file_kind(options->dossier) != FILE_FOLDER)
        return true;
    Arena *arena = arena_new();
    bool has = file_kind(path_join(arena, options->dossier, "config.ini")) != FILE_ABSENT;
    arena_free(arena);
    return has;
}

static void write_rules(const Rule *rule, const Config *config, Format format)
{
    Buffer out = {0};
    if (format == FORMAT_MARKDOWN)
        show_rules_markdown(&out);
    else if (format == FORMAT_JSON)
        show_rules_json(rule, config, &out);
    else
        show_rules_text(rule, config, &out);
    console_write(&out);
    buffer_free(&out);
}

Status command_rules(const Options *options, Error *error)
{
    const Rule *rule = NULL;
    Status status = STATUS_OK;
    if (options->operand_count)
        status = find_rule(options->operands[0], &rule, error);
    if (status != STATUS_OK)
        return status;
    if (options->format == FORMAT_MARKDOWN || !has_config(options)) {
        write_rules(rule, NULL, options->format);
        return STATUS_OK;
    }
    Dossier dossier;
    status = dossier_open_config(&dossier, options, error);
    if (status == STATUS_OK)
        write_rules(rule, &dossier.config, options->format);
    dossier_close(&dossier);
    return status;
}
