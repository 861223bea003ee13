/* check: reads and checks a dossier, and writes nothing: `ate valider` without its views. */
#include "rule/rule.h"

#include <stdio.h>
#include <stdlib.h>

static void stop(const Error *error)
{
    fprintf(stderr, "%s: %s\n", error->place, error->what);
    exit(EXIT_FAILURE);
}

int main(int argc, char **argv)
{
    Error error = {0};
    Config config;
    Term term;
    if (argc != 2 || config_load(&config, argv[1], &error) != STATUS_OK ||
        term_load(&term, &config, &error) != STATUS_OK)
        stop(&error);
    Record record = {&term, &config, NULL, config_date(&config, CONFIG_PERIODE_DATE_DU_JOUR), NULL};
    Findings findings = {0};
    Check check = {
        .term = &term, .config = &config, .record = &record, .today = record.today,
        .network = config_choice(&config, CONFIG_ETABLISSEMENT_RESEAU), .findings = &findings,
    };
    if (rule_run(&check, &error) != STATUS_OK)
        stop(&error);
    printf("%zu\n", findings.count);
    findings_free(&findings);
    term_free(&term);
    config_free(&config);
    return EXIT_SUCCESS;
}
