/* table: every rule of the program, in the order of the families. The rows are in one
 * NAME.def a family: the one place where a rule's severity, source, thresholds, held
 * documents and words are written; `ate regles` prints them, rule_run walks them.
 *
 *   RULE("code", severity, "énoncé", source, "reference", "thresholds", "holds", locked,
 *        table, function, "needs", title, statement, fix, an example that breaks it, one that
 *        does not)
 *
 * in the order of struct Rule, where each column is explained. */
#include "rule/families.h"

#define RULE(...) {__VA_ARGS__, .family = FAMILY},

/* clang-format off */
#define BOTH(severity) {SEVERITY_##severity, SEVERITY_##severity}
#define FP_COL(fp, collegial) {SEVERITY_##fp, SEVERITY_##collegial}
/* clang-format on */

/* What names a company, a programme or hours in writing. */
#define CONTRACT "protocole avenant"
#define CREDIT "attestation fiche-credit"
#define WRITTEN CONTRACT " " CREDIT " declaration"

static const Rule rules[] = {
#define FAMILY FAMILY_READING
#include "rule/reading.def"
#undef FAMILY
#define FAMILY FAMILY_IDENTIFIER
#include "rule/identifier.def"
#undef FAMILY
#define FAMILY FAMILY_ADMINISTRATION
#include "rule/administration.def"
#undef FAMILY
#define FAMILY FAMILY_PLACEMENT
#include "rule/placement.def"
#undef FAMILY
#define FAMILY FAMILY_SEQUENCE
#include "rule/sequence.def"
#undef FAMILY
#define FAMILY FAMILY_RETURN
#include "rule/return.def"
#undef FAMILY
};

const Rule *rule_table(size_t *count)
{
    *count = sizeof rules / sizeof *rules;
    return rules;
}

const char *rule_family_name(RuleFamily family)
{
    static const char *const names[] = {
        N_("Lecture des tables"),
        N_("Identifiants et doublons"),
        N_("18 — Administration et élèves"),
        N_("19 — Entreprises, jumelage, protocole"),
        N_("20 — La séquence en entreprise"),
        N_("21 — Le retour à l'école"),
    };
    return _(names[family]);
}
