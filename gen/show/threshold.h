/* threshold: the values of config.ini that a rule judges by, as they are in force.
 *
 * With a config, those of its network's profile; without one, the defaults, of both
 * profiles. They live in `arena`.
 */
#ifndef ATE_SHOW_THRESHOLD_H
#define ATE_SHOW_THRESHOLD_H

#include "rule/rule.h"

typedef struct Threshold {
    const char *section, *key; /* "profil.fp", "semaines_min"; key "" when the section is empty */
    const char *value;         /* NULL: none */
    bool written;              /* in config.ini; else the default */
    const char *meaning;       /* in the language of the run; "" when the key says it */
} Threshold;

typedef struct Thresholds {
    Threshold *items;
    size_t count;
} Thresholds;

Thresholds rule_thresholds(const Rule *rule, const Config *config, Arena *arena);
/* "[profil.fp] semaines_min" */
const char *threshold_name(const Threshold *threshold, Arena *arena);
/* The value in words: "8", "8 (par défaut)", "non jugé". */
const char *threshold_value(const Threshold *threshold, Arena *arena);

#endif
