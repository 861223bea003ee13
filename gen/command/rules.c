/* ate regles: the rule table, as it runs. */
#include "command/commands.h"
#include "command/console.h"
#include "rule/rule.h"
#include "base/text.h"
#include "show/rules.h"

static const char *code_candidate(const void *context, size_t i)
{
    (void)context;
    size_t count;
    return rule_table(&count)[i].code;
}

Status command_rules(const Options *options, Error *error)
{
    const Rule *rule = NULL;
    if (options->operand_count) {
        const char *code = options->operands[0];
        rule = rule_find(code);
        if (!rule) {
            size_t count;
            rule_table(&count);
            const char *nearest = text_nearest(code, code_candidate, NULL, count);
            error_set(error, STATUS_USAGE, "", _("« %s » n'est pas le code d'une règle"), code);
            error_remedy(error, nearest ? _("vouliez-vous dire « %s » ?") : _("« ate regles » les liste toutes"),
                         nearest);
            return STATUS_USAGE;
        }
    }
    Buffer out = {0};
    if (options->format == FORMAT_JSON)
        show_rules_json(rule, &out);
    else
        show_rules_text(rule, &out);
    console_write(&out);
    buffer_free(&out);
    return STATUS_OK;
}
