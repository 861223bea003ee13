/* rules: the table of rules for people and programs (`ate regles`). A NULL rule
 * stands for all of them; a NULL config for the defaults of both networks.
 */
#ifndef ATE_SHOW_RULES_H
#define ATE_SHOW_RULES_H

#include "base/buffer.h"
#include "rule/rule.h"

/* A list of one line a rule, or one rule explained. */
void show_rules_text(const Rule *rule, const Config *config, Buffer *out);
/* {"version":1,"regles":[{"code","famille","gravite":{"fp","collegial","reglee"},"enonce",
 * "source","reference","seuils":[{"section","cle","valeur","ecrit","description"}],"retient":[],
 * "verrouillee","titre","verifie","correction","exemple":{"faux","juste"}}]}; "reglee" is what
 * [regles] says, null when it says nothing. */
void show_rules_json(const Rule *rule, const Config *config, Buffer *out);
/* docs/regles.md: every rule with the defaults. */
void show_rules_markdown(Buffer *out);

/* For the views of this room. */
const char *rule_severity(const Rule *rule, Arena *arena); /* "erreur", "info / erreur" */
const char *rule_source(const Rule *rule);                 /* in words */
const char *rule_held(const Rule *rule);                   /* what an error holds back, in words */

#endif
