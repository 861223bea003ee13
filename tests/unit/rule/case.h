/* case: a small clean dossier, changed by a few words, checked for one finding.
 *
 *   {"entreprises.1.neq=111234567", BOTH, "neq-forme", "E entreprises.csv:2 neq"}
 *
 * Changes are separated by " & ":
 *   TABLE.ROW.COLUMN=TEXT   a cell, rows counted from 1
 *   +TABLE:COL;COL=A;B      a row more (the table is made when it is not there)
 *   -TABLE.COLUMN           a column less
 *   -TABLE                  a table less
 *   config.SECTION.KEY=TEXT a key of config.ini
 *   today=2027-02-01        the day of the run (else 2026-11-02)
 * The expectation is "E|W|I file:line column" ("-" for no column, line 0 for the file), or
 * "" when the code must not appear at all, or "?" when it must be among the unchecked.
 */
#ifndef ATE_TESTS_CASE_H
#define ATE_TESTS_CASE_H

#include "suite.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "rule/rule.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FP = 1, COLLEGE = 2, BOTH = 3 };
enum { CASE_COLUMNS = 48, CASE_ROWS = 16, CASE_KEYS = 64 };

typedef struct CaseTable {
    const char *columns[CASE_COLUMNS];
    const char *cells[CASE_ROWS][CASE_COLUMNS];
    size_t column_count, row_count;
} CaseTable;

typedef struct CaseKey {
    const char *section, *key, *value;
} CaseKey;

typedef struct Case {
    Arena *arena;
    char folder[64];
    CaseTable tables[TABLE_COUNT];
    CaseKey keys[CASE_KEYS];
    size_t key_count;
    Date today;
    Config config;
    Term term;
    Record record;
    Findings findings;
    Check check;
    Status status;
    Error error;
} Case;

/* ---- The clean dossier. */

static const char *case_split(Arena *arena, const char **text, const char *separator)
{
    if (!*text)
        return NULL;
    const char *end = strstr(*text, separator);
    const char *part = end ? arena_slice(arena, *text, (size_t)(end - *text)) : *text;
    *text = end ? end + strlen(separator) : NULL;
    return part;
}

static size_t case_column(CaseTable *table, const char *name)
{
    for (size_t c = 0; c < table->column_count; c++)
        if (text_is(table->columns[c], name))
            return c;
    ck_assert_uint_lt(table->column_count, CASE_COLUMNS);
    table->columns[table->column_count] = name;
    return table->column_count++;
}

static void case_add(Case *c, int id, const char *columns, const char *cells)
{
    CaseTable *table = &c->tables[id];
    ck_assert_uint_lt(table->row_count, CASE_ROWS);
    const char **row = table->cells[table->row_count++];
    for (const char *name; (name = case_split(c->arena, &columns, ";"));) {
        const char *cell = case_split(c->arena, &cells, ";");
        row[case_column(table, name)] = cell ? cell : "";
    }
}

static void case_config(Case *c, const char *section, const char *key, const char *value)
{
    for (size_t i = 0; i < c->key_count; i++)
        if (text_is(c->keys[i].section, section) && text_is(c->keys[i].key, key)) {
            c->keys[i].value = value;
            return;
        }
    ck_assert_uint_lt(c->key_count, CASE_KEYS);
    c->keys[c->key_count++] = (CaseKey){section, key, value};
}

static void case_fill_config(Case *c, int network)
{
    static const CaseKey keys[] = {
        {"etablissement", "nom", "Centre de formation inventé"},
        {"etablissement", "code_organisme", "000123"},
        {"etablissement", "adresse", "1, rue de l'Exemple"},
        {"etablissement", "ville", "Québec"},
        {"etablissement", "code_postal", "G1R 5A5"},
        {"etablissement", "telephone", "418 555-0100"},
        {"etablissement", "signataire_nom", "Camille Exemple"},
        {"etablissement", "signataire_titre", "directrice"},
        {"periode", "nom", "2026-2027"},
        {"periode", "annee_scolaire", "2026-2027"},
        {"periode", "debut", "2026-08-24"},
        {"periode", "fin", "2027-06-23"},
        {"salaire_minimum", "2026-05-01", "16,60"},
        {"salaire_minimum", "2027-05-01", "17,10"},
        {"courriel", "expediteur", "ate@exemple.ca"},
    };
    case_config(c, "etablissement", "reseau", network == COLLEGE ? "collegial" : "fp");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        case_config(c, keys[i].section, keys[i].key, keys[i].value);
}

static void case_fill_tables(Case *c, int network)
{
    static const char sequences[] =
        "id;eleve;entreprise;superviseur;responsable;rang;type;statut;debut;fin;jours;heures_"
        "semaine;"
        "heures;horaire;quart;remuneree;taux_horaire;jumelage;protocole_signe_le;fin_reelle;"
        "interruption_motif;heures_realisees;credit_impot;formulaire_prescrit_le;retour_le;"
        "remplace;"
        "heures_encadrement;declaration_entreprise_le;lieu_code_postal;visites_convenues;mandat;"
        "lieu_ville";
    if (network == COLLEGE)
        case_add(c, T_PROGRAMMES,
                 "code;titre;sanction;heures;unites;heures_entreprise;visites_prevues",
                 "420.B0;Techniques de l'informatique;DEC;2520;;;");
    else
        case_add(c, T_PROGRAMMES,
                 "code;titre;sanction;heures;unites;heures_entreprise;visites_prevues",
                 "5195;Soudage-montage;DEP;1800;120;;");
    case_add(c, T_PERSONNEL, "id;nom;prenom;role;courriel;telephone;visites_max_jour",
             "PER-1;Gagnon;Luc;encadrement;luc.gagnon@exemple.ca;418 555-0101;");
    case_add(c, T_ELEVES,
             "id;code_permanent;nom;prenom;date_naissance;programme;statut;courriel;telephone;code_"
             "postal;"
             "engagement_le;consentement_le;titulaire_nom;retour_heures",
             network == COLLEGE ? "ELV-1;TREZ76530701;Tremblay;Zoé;2007-03-14;420.B0;actif;zoe@"
                                  "exemple.ca;;G1R 5A5;2026-08-26;2026-08-26;;"
                                : "ELV-1;TREZ76530701;Tremblay;Zoé;2007-03-14;5195;actif;zoe@"
                                  "exemple.ca;;G1R 5A5;2026-08-26;2026-08-26;;");
    case_add(
        c, T_ENTREPRISES,
        "id;nom;neq;adresse;ville;province;code_postal;pays;representant_nom;representant_titre;"
        "courriel;"
        "telephone;statut;confirmee_le;criteres;places;etablissement_quebec",
        "ENT-1;Ateliers Inventés inc.;1112345674;2, rue de l'Essai;Lévis;QC;G6V 1A1;;Anne Bérubé;"
        "présidente;info@ateliers.exemple.ca;418 555-0110;confirmee;2026-09-01;oui;3;oui");
    case_add(c, T_SUPERVISEURS,
             "id;entreprise;nom;prenom;courriel;telephone;heures_contrat_semaine",
             "SUP-1;ENT-1;Roy;Jean;jean.roy@exemple.ca;418 555-0111;35");
    case_add(c, T_SEQUENCES, sequences,
             "SEQ-1;ELV-1;ENT-1;SUP-1;PER-1;1;mise_en_oeuvre;jumelee;2027-01-11;2027-03-19;"
             "lun|mar|mer|jeu|ven;35;350;8 h à 16 h;jour;oui;18,50;assignation");
    case_add(c, T_SEQUENCES, sequences,
             "SEQ-2;ELV-1;ENT-1;SUP-1;PER-1;2;mise_en_oeuvre;prevue;2027-04-12;2027-06-04;"
             "lun|mar|mer|jeu|ven;35;273;8 h à 16 h;jour;oui;18,50;assignation");
}

static Case *case_new(int network)
{
    Arena *arena = arena_new();
    Case *c = arena_new_of(arena, Case);
    c->arena = arena;
    c->today = date_of(2026, 11, 2);
    strcpy(c->folder, "/tmp/ate-rule-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(c->folder));
    case_fill_config(c, network);
    case_fill_tables(c, network);
    return c;
}

/* ---- Changes. */

static int case_table(const char *name)
{
    int table = schema_find_table(name);
    ck_assert_msg(table >= 0, "no table %s", name);
    return table;
}

static void case_remove(Case *c, const char *name)
{
    const char *table = case_split(c->arena, &name, ".");
    CaseTable *t = &c->tables[case_table(table)];
    if (!name)
        *t = (CaseTable){0};
    else
        t->columns[case_column(t, name)] = "";
}

static void case_change(Case *c, const char *change)
{
    if (*change == '-') {
        case_remove(c, change + 1);
        return;
    }
    const char *value = change, *left = case_split(c->arena, &value, "=");
    if (text_is(left, "today")) {
        ck_assert(date_parse_iso(value, &c->today));
    } else if (*left == '+') {
        const char *columns = left + 1, *table = case_split(c->arena, &columns, ":");
        case_add(c, case_table(table), columns, value);
    } else if (text_starts(left, "config.")) {
        const char *dot = strrchr(left, '.');
        case_config(c, arena_slice(c->arena, left + 7, (size_t)(dot - left - 7)), dot + 1, value);
    } else {
        const char *table = case_split(c->arena, &left, "."),
                   *row = case_split(c->arena, &left, ".");
        CaseTable *t = &c->tables[case_table(table)];
        ck_assert_int_le(atoi(row), (int)t->row_count);
        t->cells[atoi(row) - 1][case_column(t, left)] = value;
    }
}

static void case_apply(Case *c, const char *changes)
{
    for (const char *change; (change = case_split(c->arena, &changes, " & "));)
        if (*change)
            case_change(c, change);
}

/* ---- The run. */

static void case_put(const Case *c, const char *name, const Buffer *bytes)
{
    ck_assert_int_eq(file_put(path_join(c->arena, c->folder, name), buffer_text(bytes),
                              bytes->length, NULL, NULL),
                     STATUS_OK);
}

static void case_write_config(const Case *c)
{
    Buffer out = {0};
    for (size_t i = 0; i < c->key_count; i++) {
        bool first = true;
        for (size_t j = 0; j < i; j++)
            first = first && !text_is(c->keys[i].section, c->keys[j].section);
        if (!first)
            continue;
        buffer_printf(&out, "[%s]\n", c->keys[i].section);
        for (size_t j = i; j < c->key_count; j++)
            if (text_is(c->keys[i].section, c->keys[j].section))
                buffer_printf(&out, "%s = %s\n", c->keys[j].key, c->keys[j].value);
    }
    case_put(c, "config.ini", &out);
    buffer_free(&out);
}

static void case_write_line(const CaseTable *table, const char *const *cells, Buffer *out)
{
    bool first = true;
    for (size_t i = 0; i < table->column_count; i++) {
        if (!*table->columns[i])
            continue;
        buffer_printf(out, "%s%s", first ? "" : ";", cells[i] ? cells[i] : "");
        first = false;
    }
    buffer_add_char(out, '\n');
}

static void case_write_tables(const Case *c)
{
    for (int t = 0; t < TABLE_COUNT; t++) {
        const CaseTable *table = &c->tables[t];
        if (!table->column_count)
            continue;
        Buffer out = {0};
        case_write_line(table, table->columns, &out);
        for (size_t r = 0; r < table->row_count; r++)
            case_write_line(table, table->cells[r], &out);
        case_put(c, arena_printf(c->arena, "input/%s.csv", schema_table(t)->name), &out);
        buffer_free(&out);
    }
}

static void case_run(Case *c)
{
    case_write_config(c);
    case_write_tables(c);
    c->status = config_load(&c->config, path_join(c->arena, c->folder, "config.ini"), &c->error);
    ck_assert_msg(c->status == STATUS_OK, "%s: %s", c->error.place, c->error.what);
    c->status = term_load(&c->term, &c->config, &c->error);
    ck_assert_msg(c->status == STATUS_OK, "%s: %s", c->error.place, c->error.what);
    c->record = (Record){&c->term, &c->config, c->record.registry, c->today, NULL};
    c->check.term = &c->term;
    c->check.config = &c->config;
    c->check.record = &c->record;
    c->check.today = c->today;
    c->check.network = config_choice(&c->config, CONFIG_ETABLISSEMENT_RESEAU);
    c->check.findings = &c->findings;
    c->status = rule_run(&c->check, &c->error);
}

static void case_free(Case *c)
{
    findings_free(&c->findings);
    term_free(&c->term);
    config_free(&c->config);
    for (int t = 0; t < TABLE_COUNT; t++)
        unlink(path_join(c->arena, c->folder,
                         arena_printf(c->arena, "input/%s.csv", schema_table(t)->name)));
    unlink(path_join(c->arena, c->folder, "config.ini"));
    rmdir(path_join(c->arena, c->folder, "input"));
    rmdir(c->folder);
    arena_free(c->arena);
}

/* ---- Expectations. */

typedef struct Expectation {
    const char *changes;
    int networks;
    const char *code, *expected;
} Expectation;

static char case_letter(Severity severity)
{
    return "EWI-"[severity];
}

static const char *case_found(const Case *c, const Finding *finding)
{
    return arena_printf(c->arena, "%c %s:%u %s", case_letter(finding->severity),
                        finding->place.file, finding->place.line,
                        finding->place.column ? finding->place.column : "-");
}

static bool case_unchecked(const Case *c, const char *code)
{
    for (size_t i = 0; i < c->findings.unchecked_count; i++)
        if (text_is(c->findings.unchecked[i].code, code))
            return true;
    return false;
}

/* The findings of a code, one after the other: "E a:1 x, W b:2 y". */
static const char *case_all(const Case *c, const char *code)
{
    const char *all = "";
    for (size_t i = 0; i < c->findings.count; i++)
        if (text_is(c->findings.items[i].rule->code, code))
            all = arena_printf(c->arena, "%s%s%s", all, *all ? ", " : "",
                               case_found(c, &c->findings.items[i]));
    return all;
}

static inline const Finding *case_finding(const Case *c, const char *code)
{
    for (size_t i = 0; i < c->findings.count; i++)
        if (text_is(c->findings.items[i].rule->code, code))
            return &c->findings.items[i];
    return NULL;
}

static void case_expect_in(const Expectation *e, int network)
{
    Case *c = case_new(network);
    case_apply(c, e->changes);
    case_run(c);
    ck_assert_msg(c->status == STATUS_OK, "%s: %s %s", e->changes, c->error.place, c->error.what);
    const char *all = case_all(c, e->code);
    bool good =
        text_is(e->expected, "?") ? !*all && case_unchecked(c, e->code) : text_is(all, e->expected);
    ck_assert_msg(good, "%s (%s), %s: expected \"%s\", got \"%s\"", e->changes,
                  network == FP ? "fp" : "collegial", e->code, e->expected, all);
    case_free(c);
}

static inline void case_expect(const Expectation *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (table[i].networks & FP)
            case_expect_in(&table[i], FP);
        if (table[i].networks & COLLEGE)
            case_expect_in(&table[i], COLLEGE);
    }
}

#define EXPECT_ALL(table) case_expect(table, sizeof(table) / sizeof *(table))

#endif
