/* rule: the checks, as rows of one table (rule/table.c).
 *
 * A rule is a small pure function of (term, record, day, config) to findings.
 * Adding one is a row of the table (the .def of its family), a function in the file
 * of its family and a test. What a rule holds back is a column of its row: a list of kinds of
 * documents, "*" for every document that reads the faulty row, or "" for none.
 */
#ifndef ATE_RULE_RULE_H
#define ATE_RULE_RULE_H

#include "record/effective.h"
#include "rule/finding.h"
#include "term/config.h"

/* S ministry guide, L law or official text, C several colleges, X one school, D data hygiene */
typedef enum Source {
    SOURCE_GUIDE, SOURCE_LAW, SOURCE_COLLEGES, SOURCE_SCHOOL, SOURCE_DATA
} Source;

/* In the order of the table: of the data, then of the guide's activities. */
typedef enum RuleFamily {
    FAMILY_READING, FAMILY_IDENTIFIER, FAMILY_ADMINISTRATION, FAMILY_PLACEMENT, FAMILY_SEQUENCE,
    FAMILY_RETURN,
} RuleFamily;

typedef struct Check Check; /* what a rule is given, and where it puts its findings */

struct Rule {
    const char *code;
    Severity severity[2];   /* by network: RESEAU_FP, RESEAU_COLLEGIAL */
    const char *enonce;     /* "19.3", or "" */
    Source source;
    const char *reference;  /* law and section, or "" */
    const char *thresholds; /* config keys, separated by spaces, or "" */
    const char *holds;      /* "protocole avenant", "*" or "" */
    bool locked;            /* [regles] may not lower it */
    int table;              /* T_…: run once a row of it; -1: once */
    void (*run)(Check *check, const Row *row); /* NULL: judged elsewhere (config-invalide) */
    const char *needs;      /* "visites visites.heure registre": tables, columns (and the registry)
                               that it cannot do without; "" when none */
    const char *title, *statement, *fix; /* N_(): name, what must hold, how to mend it */
    const char *broken, *kept; /* N_(): an example that breaks it, one that does not; as cells */
    RuleFamily family;
};

struct Check {
    const Term *term;
    const Config *config;
    const Record *record;   /* registry and effective view */
    Date today;
    int network;            /* RESEAU_FP or RESEAU_COLLEGIAL */
    bool strict;
    bool (*printable)(void *fonts, uint32_t codepoint); /* NULL: every character is */
    void *fonts;
    const char *templates_sha256; /* digest of the templates in use; NULL: not checked */
    Findings *findings;
    /* Set by rule_run: */
    const Rule *rule;       /* the one being run */
    int override;           /* Severity that [regles] gives it, -1: none */
    Arena *scratch;         /* emptied before each call of a rule */
};

const Rule *rule_table(size_t *count);
const Rule *rule_find(const char *code);
const char *rule_family_name(RuleFamily family); /* in the language of the run */

/* Runs every rule and sorts the findings. STATUS_USAGE when [regles] is wrong. */
Status rule_run(Check *check, Error *error);

/* For the rules themselves. `severity` of report_as is the one of this case; the
 * [regles] override replaces it. A NULL fix is the rule's own. */
void report(Check *check, Place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void report_as(Check *check, Severity severity, Place place, const char *fix, const char *format,
               ...)
    __attribute__((format(printf, 5, 6)));
/* The finding just reported holds back only these kinds. */
void report_holds(Check *check, const char *kinds);
/* Counts add up for one rule, table and reason; a count of 0 stands for every row. */
/* The last finding holds back the documents of these rows only, wherever its place is. */
void report_about(Check *check, const Row *const *rows, size_t count);
void report_unchecked(Check *check, int table, const char *reason, size_t count);

#endif
