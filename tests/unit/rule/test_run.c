/* The runner: the table's own order, [regles], --strict, order of findings, checks not made. */
#include "case.h"

#include "base/map.h"

START_TEST(table_is_sound)
{
    size_t count;
    const Rule *rules = rule_table(&count);
    Map *codes = map_new();
    for (size_t i = 0; i < count; i++) {
        const Rule *r = &rules[i];
        ck_assert_msg(map_put(codes, r->code, codes), "%s twice", r->code);
        ck_assert_msg(*r->title && *r->statement && *r->fix, "%s lacks a text", r->code);
        ck_assert_ptr_eq(rule_find(r->code), r);
        /* a need that names nothing would never be met, or always */
        Arena *arena = arena_new();
        const char *needs = *r->needs ? r->needs : NULL;
        for (const char *need; (need = case_split(arena, &needs, " "));) {
            const char *column = need, *table = case_split(arena, &column, ".");
            if (text_is(table, "registre"))
                continue;
            ck_assert_msg(schema_find_table(table) >= 0, "%s needs %s", r->code, need);
            ck_assert_msg(!column || schema_find_column(schema_find_table(table), column) >= 0,
                          "%s needs %s", r->code, need);
        }
        arena_free(arena);
    }
    map_free(codes);
    ck_assert_ptr_null(rule_find("sequence"));
}
END_TEST

static Case *run(const char *changes, bool strict)
{
    Case *c = case_new(FP);
    case_apply(c, changes);
    c->check.strict = strict;
    case_run(c);
    return c;
}

START_TEST(overrides)
{
    static const Expectation table[] = {
        {"sequences.1.jumelage= & config.regles.jumelage-absent=erreur", BOTH, "jumelage-absent",
         "E sequences.csv:2 jumelage"},
        {"sequences.1.jumelage= & config.regles.jumelage-absent=info", FP, "jumelage-absent",
         "I sequences.csv:2 jumelage"},
        {"sequences.1.jumelage= & config.regles.jumelage-absent=ignorer", FP, "jumelage-absent",
         ""},
        {"entreprises.1.confirmee_le= & config.regles.entreprise-non-confirmee=info", FP,
         "entreprise-non-confirmee", "I entreprises.csv:2 confirmee_le"},
        /* a rule that this network ignores, asked for */
        {"programmes.1.sanction=DEP & programmes.1.unites=1 & "
         "config.regles.programme-unites=erreur",
         COLLEGE, "programme-unites", "E programmes.csv:2 unites"},
        {"sequences.1.statut= & config.regles.valeur-requise=erreur", FP, "valeur-requise",
         "E sequences.csv:2 statut"},
    };
    EXPECT_ALL(table);
}
END_TEST

static void expect_refused(const char *change, const char *what, const char *remedy)
{
    Case *c = run(change, false);
    ck_assert_msg(c->status == STATUS_USAGE, "%s: accepted", change);
    ck_assert_str_eq(c->error.place, "config.ini:22");
    ck_assert_str_eq(c->error.what, what);
    ck_assert_str_eq(c->error.remedy, remedy);
    ck_assert_uint_eq(c->findings.count, 0);
    case_free(c);
}

START_TEST(overrides_refused)
{
    expect_refused("config.regles.jumelage-absant=info",
                   "[regles] : « jumelage-absant » n'est pas le code d'une règle",
                   "vouliez-vous dire « jumelage-absent » ?");
    expect_refused("config.regles.zzz=info", "[regles] : « zzz » n'est pas le code d'une règle",
                   "« ate regles » donne la liste des codes");
    expect_refused("config.regles.jumelage-absent=grave",
                   "[regles] jumelage-absent : « grave » n'est pas une gravité",
                   "écrivez erreur, avertissement, info ou ignorer");
    static const char *const locked[] = {"valeur-requise",
                                         "valeur-type",
                                         "lien-inconnu",
                                         "cle-double",
                                         "cle-reutilisee",
                                         "enregistrement-invalide",
                                         "caractere-non-imprimable",
                                         "signataire-absent",
                                         "mineur-age"};
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof locked / sizeof *locked; i++)
        expect_refused(
            arena_printf(arena, "config.regles.%s=avertissement", locked[i]),
            arena_printf(arena, "[regles] : « %s » reste toujours une erreur", locked[i]),
            "retirez cette ligne");
    arena_free(arena);
}
END_TEST

START_TEST(strict_makes_warnings_errors)
{
    Case *c = run("sequences.1.jumelage=", true);
    ck_assert_str_eq(case_all(c, "jumelage-absent"), "E sequences.csv:2 jumelage");
    ck_assert_uint_eq(findings_count(&c->findings, SEVERITY_WARNING), 0);
    ck_assert_uint_gt(findings_count(&c->findings, SEVERITY_INFO), 0);
    case_free(c);
}
END_TEST

START_TEST(findings_are_sorted)
{
    Case *c = run("sequences.2.superviseur=X & sequences.1.taux_horaire=x & sequences.1.rang=y & "
                  "sequences.1.debut=z & "
                  "eleves.1.statut=q & entreprises.1.neq=4",
                  false);
    const Findings *f = &c->findings;
    for (size_t i = 1; i < f->count; i++) {
        const Place *a = &f->items[i - 1].place, *b = &f->items[i].place;
        int files = strcmp(a->file, b->file);
        ck_assert_int_le(files, 0);
        ck_assert(files < 0 || a->line <= b->line);
    }
    ck_assert_str_eq(case_all(c, "valeur-type"),
                     "E eleves.csv:2 statut, E sequences.csv:2 rang, E sequences.csv:2 debut, "
                     "E sequences.csv:2 taux_horaire"); /* by column of the file */
    case_free(c);
}
END_TEST

static const Unchecked *unchecked(const Case *c, const char *code)
{
    for (size_t i = 0; i < c->findings.unchecked_count; i++)
        if (text_is(c->findings.unchecked[i].code, code))
            return &c->findings.unchecked[i];
    ck_abort_msg("%s was checked", code);
    return NULL;
}

START_TEST(reasons_of_checks_not_made)
{
    Case *c = run("-entreprises.neq & sequences.1.rang=2 & sequences.2.rang=3", false);
    ck_assert_str_eq(unchecked(c, "neq-forme")->reason,
                     "la colonne « neq » n'est pas dans entreprises.csv");
    ck_assert_str_eq(unchecked(c, "visites-nombre")->table, "visites.csv");
    ck_assert_str_eq(unchecked(c, "visites-nombre")->reason,
                     "visites.csv n'est pas dans le dossier");
    ck_assert_uint_eq(unchecked(c, "visites-nombre")->count, 0);
    ck_assert_uint_eq(unchecked(c, "sequence-rang")->count, 1);
    ck_assert_str_eq(unchecked(c, "sequence-non-declaree")->reason,
                     "le dossier n'a pas encore de registre");
    case_free(c);
}
END_TEST

START_TEST(a_broken_row_accuses_nobody)
{
    static const Expectation table[] = {
        {"+activites:sequence;numero;activite=SEQ-1;1;\"Souder", FP, "activites-absentes", "?"},
        {"+evaluations:sequence;type;date_prevue=SEQ-1;\"finale & sequences.1.statut=terminee", FP,
         "evaluation-absente", "?"},
    };
    EXPECT_ALL(table);
}
END_TEST

START_TEST(twice_is_the_same)
{
    Case *one = run("sequences.1.taux_horaire=1 & sequences.2.debut=x", false);
    Case *two = run("sequences.1.taux_horaire=1 & sequences.2.debut=x", false);
    ck_assert_uint_eq(one->findings.count, two->findings.count);
    for (size_t i = 0; i < one->findings.count; i++)
        ck_assert_str_eq(one->findings.items[i].message, two->findings.items[i].message);
    case_free(one);
    case_free(two);
}
END_TEST

SUITE("run", table_is_sound, overrides, overrides_refused, strict_makes_warnings_errors,
      findings_are_sorted, reasons_of_checks_not_made, a_broken_row_accuses_nobody,
      twice_is_the_same)
