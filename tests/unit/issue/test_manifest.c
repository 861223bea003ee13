/* manifeste.json: its keys, its order, and what other runs left in it. */
#include "issue/retire.h"
#include "small.h"

#include <jansson.h>

static Manifest *open_manifest(Small *small)
{
    Manifest *manifest = NULL;
    SMALL_OK(small, manifest_open(&manifest, small->output, &small->error));
    return manifest;
}

static bool write_and_close(Small *small, Manifest *manifest)
{
    bool written = false;
    SMALL_OK(small, manifest_write(manifest, small->record.today, &written, &small->error));
    manifest_close(manifest);
    return written;
}

static const char *manifest_text(const Small *small)
{
    Buffer bytes = {0};
    ck_assert_int_eq(
        file_read(path_join(small->arena, small->output, "manifeste.json"), 1 << 20, &bytes, NULL),
        STATUS_OK);
    const char *text = arena_string(small->arena, buffer_text(&bytes));
    buffer_free(&bytes);
    return text;
}

static ManifestEntry simple(const char *path)
{
    return (ManifestEntry){.path = path, .kind = "rapport", .state = "courant", .sha256 = "00"};
}

static void set(Manifest *manifest, const char *path)
{
    ManifestEntry entry = simple(path);
    manifest_set(manifest, &entry);
}

/* "path:state", in the order of the file. */
static const char *listed(const Small *small)
{
    json_t *root = json_loads(manifest_text(small), 0, NULL);
    const json_t *files = json_object_get(root, "fichiers");
    Buffer out = {0};
    for (size_t i = 0; i < json_array_size(files); i++)
        buffer_printf(&out, "%s:%s ",
                      json_string_value(json_object_get(json_array_get(files, i), "chemin")),
                      json_string_value(json_object_get(json_array_get(files, i), "etat")));
    const char *text = arena_string(small->arena, buffer_text(&out));
    buffer_free(&out);
    json_decref(root);
    return text;
}

START_TEST(test_exact_bytes)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    const Row *visit = small_row(&small, T_VISITES, "V3");
    const Row *const sources[] = {term_find(&small.term, T_ELEVES, "E2"), visit};
    const Subject subject = {SCOPE_VISITE, visit, "V3"};
    const ManifestEntry entry = {
        .path = "documents/fiche-visite/fiche-v3.pdf",
        .kind = "fiche-visite",
        .number = "F-1",
        .lang = "fr",
        .state = "courant",
        .revision = 2,
        .pages = 3,
        .recipients = RECIPIENT_SCHOOL | RECIPIENT_RESPONSABLE,
        .subject = &subject,
        .bytes = 1234,
        .sha256 = "abcd",
        .sources = sources,
        .source_count = 2,
        .template_path = "templates/fr/fiche-visite.md",
        .template_sha256 = "ef01",
    };
    Manifest *manifest = open_manifest(&small);
    manifest_set(manifest, &entry);
    set(manifest, "constats.json");
    ck_assert(write_and_close(&small, manifest));
    Sha256 student, day;
    static const char student_values[] =
        "id=E2\0nom=Nguyễn\0prenom=An\0programme=5319\0groupe=G2\0statut=actif";
    static const char visit_values[] =
        "id=V3\0sequence=seq-1\0date=2027-05-12\0mode=visio\0statut=proposee";
    sha256_hex(student_values, sizeof student_values, student);
    sha256_hex(visit_values, sizeof visit_values, day);
    ck_assert_str_eq(
        manifest_text(&small),
        arena_printf(
            small.arena,
            "{\"version\":1,\"date\":\"2027-03-01\",\"logiciel\":\"ate 0.1.0\",\"fichiers\":[\n"
            "{\"chemin\":\"constats.json\",\"genre\":\"rapport\",\"numero\":null,\"revision\":null,"
            "\"langue\":null,\"destinataires\":[],\"cles\":{\"sequence\":null,\"visite\":null,"
            "\"eleve\":null,\"entreprise\":null,\"offre\":null,\"responsable\":null,\"groupe\":"
            "null,"
            "\"programme\":null},\"pages\":null,\"octets\":0,\"sha256\":\"00\",\"sources\":[],"
            "\"modele\":null,\"etat\":\"courant\"},\n"
            "{\"chemin\":\"documents/fiche-visite/fiche-v3.pdf\",\"genre\":\"fiche-visite\","
            "\"numero\":\"F-1\",\"revision\":2,\"langue\":\"fr\","
            "\"destinataires\":[\"ecole\",\"responsable\"],\"cles\":{\"sequence\":\"seq-1\","
            "\"visite\":\"V3\",\"eleve\":\"E2\",\"entreprise\":\"C1\",\"offre\":null,"
            "\"responsable\":\"P2\",\"groupe\":\"G2\",\"programme\":\"5319\"},\"pages\":3,"
            "\"octets\":1234,\"sha256\":\"abcd\",\"sources\":[{\"fichier\":\"eleves.csv\","
            "\"ligne\":3,"
            "\"sha256\":\"%s\"},{\"fichier\":\"visites.csv\",\"ligne\":4,\"sha256\":\"%s\"}],"
            "\"modele\":{\"fichier\":\"templates/fr/fiche-visite.md\",\"sha256\":\"ef01\"},"
            "\"etat\":\"courant\"}\n]}\n",
            student, day));
    small_close(&small);
}
END_TEST

START_TEST(test_same_entries_write_nothing)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    Manifest *manifest = open_manifest(&small);
    set(manifest, "b.xlsx");
    set(manifest, "a.xlsx");
    ck_assert(write_and_close(&small, manifest));
    manifest = open_manifest(&small);
    set(manifest, "a.xlsx");
    set(manifest, "b.xlsx");
    ck_assert(!write_and_close(&small, manifest));
    small.record.today++;
    manifest = open_manifest(&small);
    ck_assert(write_and_close(&small, manifest));
    ck_assert_str_eq(listed(&small), "a.xlsx:courant b.xlsx:courant ");
    small_close(&small);
}
END_TEST

START_TEST(test_entries_of_other_runs_stay)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    Manifest *manifest = open_manifest(&small);
    set(manifest, "courriels/x.eml");
    set(manifest, "documents/a.pdf");
    write_and_close(&small, manifest);
    manifest = open_manifest(&small);
    ManifestEntry entry = simple("documents/a.pdf");
    entry.bytes = 7;
    manifest_set(manifest, &entry);
    write_and_close(&small, manifest);
    ck_assert_str_eq(listed(&small), "courriels/x.eml:courant documents/a.pdf:courant ");
    ck_assert_ptr_nonnull(strstr(manifest_text(&small), "\"octets\":7"));
    manifest = open_manifest(&small);
    manifest_remove(manifest, "courriels/x.eml");
    manifest_remove(manifest, "courriels/inconnu.eml");
    write_and_close(&small, manifest);
    ck_assert_str_eq(listed(&small), "documents/a.pdf:courant ");
    small_close(&small);
}
END_TEST

START_TEST(test_what_is_no_longer_due)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    small_put(&small, "output/documents/there.pdf", "pdf");
    small_put(&small, "output/documents/held.pdf", "pdf");
    Manifest *manifest = open_manifest(&small);
    set(manifest, "documents/there.pdf");
    set(manifest, "documents/held.pdf");
    set(manifest, "documents/gone.pdf");
    set(manifest, "rapports/gone.xlsx");
    write_and_close(&small, manifest);
    manifest = open_manifest(&small);
    set(manifest, "documents/new.pdf");
    manifest_keep(manifest, "documents/held.pdf");
    manifest_keep(manifest, "documents/never.pdf");
    manifest_retire(manifest, "documents/", NULL, NULL);
    write_and_close(&small, manifest);
    ck_assert_str_eq(listed(&small), "documents/held.pdf:courant documents/new.pdf:courant "
                                     "documents/there.pdf:annule rapports/gone.xlsx:courant ");
    manifest = open_manifest(&small); /* due again */
    set(manifest, "documents/there.pdf");
    write_and_close(&small, manifest);
    ck_assert_ptr_nonnull(strstr(listed(&small), "documents/there.pdf:courant"));
    small_close(&small);
}
END_TEST

START_TEST(test_unreadable_manifest_is_made_again)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    small_put(&small, "output/manifeste.json", "{\"version\":1,\"fichiers\":[{\"chemin\":");
    Manifest *manifest = open_manifest(&small);
    set(manifest, "a.xlsx");
    write_and_close(&small, manifest);
    ck_assert_str_eq(listed(&small), "a.xlsx:courant ");
    small_close(&small);
}
END_TEST

/* Another program may have laid it out anew: its entries stay all the same. */
START_TEST(test_any_layout_is_read)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    Manifest *manifest = open_manifest(&small);
    set(manifest, "rapports/a.xlsx");
    set(manifest, "rapports/b.xlsx");
    write_and_close(&small, manifest);
    const char *ours = manifest_text(&small);
    json_t *root = json_loads(ours, 0, NULL);
    char *indented = json_dumps(root, JSON_INDENT(2));
    small_put(&small, "output/manifeste.json", indented);
    free(indented);
    json_decref(root);
    ck_assert(write_and_close(&small, open_manifest(&small)));
    ck_assert_str_eq(manifest_text(&small), ours);
    /* cut after an entry, it is no manifest */
    small_put(&small, "output/manifeste.json",
              arena_slice(small.arena, ours, (size_t)(strstr(ours, ",\n") - ours) + 2));
    write_and_close(&small, open_manifest(&small));
    ck_assert_str_eq(listed(&small), "");
    small_close(&small);
}
END_TEST

/* Whoever edited it does not have us remove a file of somebody else's. */
START_TEST(test_entries_that_lead_elsewhere_are_not_read)
{
    static const char *const paths[] = {"/etc/passwd", "../a.xlsx", "proteges/../../a.xlsx", "a//b.xlsx",
                                        "..", ".", "", "rapports/", "rapports/..", "./a.xlsx"};
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    Buffer text = {0};
    buffer_add_text(&text, "{\"version\":1,\"fichiers\":[");
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        buffer_printf(&text, "{\"chemin\":\"%s\",\"genre\":\"rapport\",\"etat\":\"courant\"},", paths[i]);
    buffer_add_text(&text, "{\"chemin\":\"rapports/..a.xlsx\",\"genre\":\"rapport\",\"etat\":\"courant\"}]}");
    small_put(&small, "output/manifeste.json", buffer_text(&text));
    buffer_free(&text);
    write_and_close(&small, open_manifest(&small));
    ck_assert_str_eq(listed(&small), "rapports/..a.xlsx:courant ");
    small_close(&small);
}
END_TEST

START_TEST(test_report_is_what_the_file_is)
{
    Small small;
    small_make(&small);
    small_open(&small, "2027-03-01");
    small_put(&small, "output/constats.json", "abc");
    Manifest *manifest = open_manifest(&small);
    SMALL_OK(&small, manifest_add_report(manifest, "constats.json", &small.error));
    ck_assert_int_eq(manifest_add_report(manifest, "rapports/absent.xlsx", &small.error),
                     STATUS_SYSTEM);
    write_and_close(&small, manifest);
    const char *text = manifest_text(&small);
    ck_assert_ptr_nonnull(strstr(text, "\"genre\":\"constats\""));
    ck_assert_ptr_nonnull(
        strstr(text, "\"octets\":3,\"sha256\":"
                     "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\""));
    small_close(&small);
}
END_TEST

SUITE("manifest", test_exact_bytes, test_same_entries_write_nothing,
      test_entries_of_other_runs_stay, test_what_is_no_longer_due,
      test_unreadable_manifest_is_made_again, test_any_layout_is_read, test_entries_that_lead_elsewhere_are_not_read,
      test_report_is_what_the_file_is)
