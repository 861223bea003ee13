/* rules: the table of rules for people and programs (`ate regles`). A NULL rule
 * stands for all of them. */
#ifndef ATE_SHOW_RULES_H
#define ATE_SHOW_RULES_H

#include "base/buffer.h"
#include "rule/rule.h"

void show_rules_text(const Rule *rule, Buffer *out);
/* {"version":1,"regles":[{"code","gravite":{"fp","collegial"},"enonce","source","reference",
 * "seuils":[],"retient":[],"verrouillee","titre","verifie","correction"}]} */
void show_rules_json(const Rule *rule, Buffer *out);

#endif
