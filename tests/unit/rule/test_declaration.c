/* Rules that compare the inputs with the lots of the registry. */
#include "case.h"

#include "record/lots.h"

#define ENDED "sequences.1.statut=terminee & sequences.1.heures_realisees=350"

/* A case whose registry holds a lot that declares SEQ-1. */
static Case *declared(const char *changes, const char *student, const char *hours, Nature nature)
{
    Case *c = case_new(FP);
    case_apply(c, changes);
    Sha256 digest;
    sha256_hex("", 0, digest);
    Registry *registry;
    ck_assert_int_eq(
        registry_open(&registry, path_join(c->arena, c->folder, "registre"), false, NULL),
        STATUS_OK);
    LotValue values[] = {{"fiche", student}, {"heures", hours}};
    LotEntry entry = {.sequence = "SEQ-1", .nature = nature, .values = values, .value_count = 2};
    Lot lot = {.number = "ATE-2026-2027-001",
               .school_year = "2026-2027",
               .rank = 1,
               .made_on = c->today,
               .layout = "local-csv",
               .layout_sha256 = digest,
               .entries = &entry,
               .entry_count = 1};
    ck_assert_int_eq(registry_begin(registry, NULL), STATUS_OK);
    ck_assert_int_eq(lots_add(registry, &lot, NULL), STATUS_OK);
    ck_assert_int_eq(registry_commit(registry, NULL), STATUS_OK);
    c->record.registry = registry;
    case_run(c);
    return c;
}

static void declared_free(Case *c)
{
    registry_close((Registry *)(uintptr_t)c->record.registry);
    const char *folder = path_join(c->arena, c->folder, "registre");
    unlink(path_join(c->arena, folder, "registre.db"));
    rmdir(folder);
    case_free(c);
}

START_TEST(hours)
{
    Case *c = declared(ENDED, "ELV-1", "350", NATURE_AJOUT);
    ck_assert_str_eq(case_all(c, "declaration-heures"), "");
    ck_assert_str_eq(case_all(c, "sequence-non-declaree"), "");
    ck_assert_str_eq(case_all(c, "cle-reutilisee"), "");
    declared_free(c);
    c = declared(ENDED, "ELV-1", "349.5", NATURE_AJOUT);
    ck_assert_str_eq(case_all(c, "declaration-heures"), "E sequences.csv:2 heures_realisees");
    ck_assert_str_eq(
        case_finding(c, "declaration-heures")->message,
        "le lot ATE-2026-2027-001 a déclaré 349,5 h, mais les heures réalisées sont de 350 h");
    declared_free(c);
}
END_TEST

START_TEST(missing)
{
    Case *c = declared(ENDED " & sequences.2.statut=interrompue", "ELV-1", "350", NATURE_AJOUT);
    ck_assert_str_eq(case_all(c, "sequence-non-declaree"), "W sequences.csv:3 -");
    declared_free(c);
    c = declared(ENDED, "ELV-1", "350", NATURE_ANNULATION);
    ck_assert_str_eq(case_all(c, "sequence-non-declaree"), "W sequences.csv:2 -");
    declared_free(c);
}
END_TEST

START_TEST(reused)
{
    Case *c = declared(ENDED, "ELV-9", "350", NATURE_AJOUT);
    ck_assert_str_eq(case_all(c, "cle-reutilisee"), "E sequences.csv:2 id");
    declared_free(c);
}
END_TEST

SUITE("declaration", hours, missing, reused)
