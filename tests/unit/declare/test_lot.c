/* Lots over several runs: natures, bytes, what is left out, and what a crash leaves. */
#include "suite.h"

#include "base/text.h"
#include "declare/lot.h"
#include "declare/report.h"
#include "dossier.h"
#include "rule/rule.h"

#define HEADER                                                                                    \
    "\xEF\xBB\xBFLOT;NUMERO;NATURE;ANNEE_SCOLAIRE;CODE_ORGANISME;SEQUENCE;FICHE;CODE_PERMANENT;NOM;"     \
    "PRENOM;PROGRAMME;SANCTION;ATE;RANG;TYPE;ETAT;DEBUT;FIN;SEMAINES;HEURES;NEQ;ENTREPRISE;"      \
    "REMUNEREE;RESULTAT\r\n"
#define LOT_1 "ATE-2026-2027-001"
#define LOT_2 "ATE-2026-2027-002"
#define LOT_3 "ATE-2026-2027-003"

static Findings nothing;
static LotPlan plan;
static Layout layout;

static void prepare(Bench *b, const Findings *findings)
{
    lot_free(&plan);
    Status status = layout_load(&layout, b->arena, "templates", "local-csv", &b->error);
    if (status == STATUS_OK)
        status = lot_prepare(&plan, &b->record, findings, &layout, NULL, b->arena, &b->error);
    ck_assert_msg(status == STATUS_OK, "%s: %s", b->error.place, b->error.what);
}

static size_t write_lot(Bench *b, LotOutput **files)
{
    size_t count;
    ck_assert_msg(lot_write(&plan, b->registry, b->output, files, &count, &b->error) == STATUS_OK,
                  "%s: %s", b->error.place, b->error.what);
    return count;
}

/* One run of `ate declarer`: its lines, or 0. */
static size_t run(Bench *b)
{
    LotOutput *files;
    bench_load(b, date_of(2026, 11, 20));
    prepare(b, &nothing);
    write_lot(b, &files);
    return plan.line_count;
}

static const LotOmission *omission(const char *sequence)
{
    for (size_t i = 0; i < plan.omission_count; i++)
        if (text_is(plan.omissions[i].sequence, sequence))
            return &plan.omissions[i];
    return NULL;
}

/* The sequences with one line changed. */
static void sequences(Bench *b, const char *lines)
{
    bench_write(b, "input/sequences.csv", arena_printf(b->arena, BENCH_SEQUENCES "%s", lines));
}

#define SEQ_1 "SEQ-1;E1;A;S1;P1;1;mise_en_oeuvre;terminee;2026-08-31;2026-10-23;30;240;non;;240;\n"
#define SEQ_2(STATE, HOURS) \
    "SEQ-2;E2;B;;P1;1;developpement;" STATE ";2026-08-31;2026-09-25;35;140;oui;18,50;" HOURS ";\n"

START_TEST(test_first_lot)
{
    Bench b = bench_new();
    LotOutput *files;
    bench_load(&b, date_of(2026, 11, 20));
    prepare(&b, &nothing);
    ck_assert_uint_eq(plan.line_count, 2);
    ck_assert_uint_eq(plan.natures[NATURE_AJOUT], 2);
    ck_assert_uint_eq(plan.waiting[STATUT_SEQUENCE_EN_COURS], 1);
    ck_assert_int_eq(omission("SEQ-3")->kind, OMISSION_INCOMPLETE);
    ck_assert_str_eq(omission("SEQ-3")->place, "eleves.csv:4 (B4)");
    ck_assert_uint_eq(write_lot(&b, &files), 1); /* a plan without press makes no report */
    ck_assert_str_eq(files[0].path, "declaration/" LOT_1 "/" LOT_1 ".csv");
    ck_assert(files[0].written);
    ck_assert_str_eq(
        bench_read(&b, "output/declaration/" LOT_1 "/" LOT_1 ".csv"),
        HEADER LOT_1 ";" LOT_1 "-0001;A;2026-2027;123456;SEQ-1;E1;TREM01019901;Tremblay;Zoé;5309;DEP;O;1;M;T;"
        "2026-08-31;2026-10-23;8;240,00;1175166686;\"Atelier \"\"Le Pin\"\"\";N;\r\n"
        LOT_1 ";" LOT_1 "-0002;A;2026-2027;123456;SEQ-2;E2;NGUY02020002;Nguyễn;Léa;5298;DEP;O;1;D;T;"
        "2026-08-31;2026-09-25;4;138,50;;Bois & Fils;O;\r\n");
    bench_free(&b);
}
END_TEST

/* The words of a tree, a line a block. */
static void gather(const Block *block, Buffer *text)
{
    for (const Run *run = block->runs; run; run = run->next)
        buffer_printf(text, "%s\n", run->text);
    for (const Block *child = block->first; child; child = child->next)
        gather(child, text);
}

static const char *report_text(void)
{
    static Buffer text;
    buffer_clear(&text);
    gather(report_doc(&plan, &plan.lot.files[0]).root, &text);
    return buffer_text(&text);
}

START_TEST(test_report_says_what_matters_and_no_name)
{
    Bench b = bench_new();
    ck_assert_uint_eq(run(&b), 2);
    const char *report = report_text();
    static const char *const said[] = {
        LOT_1, "Ce n'est pas celui du ministère", "123456", "2026-2027",
        "5298\n1\n138,50\n0\n0,00\n0\n0,00\n", "5309\n1\n240,00\n",
        "Total\n2\n378,50\n", "SEQ-3\n5309\neleves.csv:4 (B4)\nélève sans code permanent\n",
        "« en cours » : 1", "2 (ajouts 2, modifications 0, annulations 0)"};
    static const char *const unsaid[] = {"Tremblay", "Zoé", "Nguyễn", "Atelier", "Bois",
                                         "TREM01019901", "NGUY02020002", "a changé"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        ck_assert_msg(strstr(report, said[i]), "« %s » is not in:\n%s", said[i], report);
    for (size_t i = 0; i < sizeof unsaid / sizeof *unsaid; i++)
        ck_assert_msg(!strstr(report, unsaid[i]), "« %s » is in the report", unsaid[i]);
    bench_free(&b);
}
END_TEST

START_TEST(test_report_is_a_pdf_kept_with_the_lot)
{
    Bench b = bench_new();
    Press *press;
    LotOutput *files;
    bench_load(&b, date_of(2026, 11, 20));
    ck_assert_int_eq(press_open(&press, "templates/style.ini", &b.error), STATUS_OK);
    lot_free(&plan);
    ck_assert_int_eq(layout_load(&layout, b.arena, "templates", "local-csv", &b.error), STATUS_OK);
    ck_assert_int_eq(lot_prepare(&plan, &b.record, &nothing, &layout, press, b.arena, &b.error),
                     STATUS_OK);
    ck_assert_uint_eq(write_lot(&b, &files), 3);
    ck_assert_str_eq(files[1].path, "declaration/" LOT_1 "/controle.csv");
    ck_assert_str_eq(files[2].path, "declaration/" LOT_1 "/rapport.pdf");
    const char *pdf = bench_read(&b, "output/declaration/" LOT_1 "/rapport.pdf");
    ck_assert(text_starts(pdf, "%PDF-1.7"));
    press_close(press);
    bench_free(&b);
}
END_TEST

/* What came back, then the next lot: its lines. */
static size_t refuse_and_run(Bench *b, const char *rows)
{
    bench_unload(b);
    bench_write(b, "input/declaration-refus.csv",
                arena_printf(b->arena, "numero;code;message\n%s", rows));
    return run(b);
}

START_TEST(test_refused_records_come_again_as_what_they_were)
{
    Bench b = bench_new();
    ck_assert_uint_eq(run(&b), 2);
    ck_assert_uint_eq(refuse_and_run(&b, LOT_1 "-0002;E12;NEQ inconnu\n"), 1);
    ck_assert_int_eq(plan.lines[0].nature, NATURE_AJOUT);
    ck_assert_str_eq(row_key(plan.lines[0].row), "SEQ-2");
    ck_assert_str_eq(plan.lines[0].refusal->lot, LOT_1);
    ck_assert_str_eq(plan.lines[0].refusal->code, "E12");
    ck_assert_ptr_nonnull(strstr(report_text(), "Reprises après un refus\n"));
    ck_assert_ptr_nonnull(strstr(report_text(), "SEQ-2\n" LOT_1 "\nE12\najout\n"));
    bench_unload(&b);
    ck_assert_uint_eq(run(&b), 0); /* the same file again changes nothing */

    /* A refused modification leaves what was accepted before it. */
    bench_unload(&b);
    sequences(&b, SEQ_1 SEQ_2("terminee", "120"));
    ck_assert_uint_eq(run(&b), 1);
    ck_assert_uint_eq(refuse_and_run(&b, LOT_3 "-0001;;\n"), 1);
    ck_assert_int_eq(plan.lines[0].nature, NATURE_MODIFICATION);
    ck_assert_str_eq(plan.lines[0].before->values[DECLARED_HEURES], "138.5");
    bench_unload(&b);
    sequences(&b, SEQ_1 SEQ_2("annulee", "120"));
    ck_assert_uint_eq(run(&b), 1);
    ck_assert_int_eq(plan.lines[0].nature, NATURE_ANNULATION);
    ck_assert_uint_eq(refuse_and_run(&b, "SEQ-2;X;non\n"), 1); /* by its key: its last record */
    ck_assert_int_eq(plan.lines[0].nature, NATURE_ANNULATION);
    bench_free(&b);
}
END_TEST

START_TEST(test_a_refusal_is_remembered_without_its_file)
{
    Bench b = bench_new();
    ck_assert_uint_eq(run(&b), 2);
    bench_unload(&b);
    sequences(&b, SEQ_1); /* so that it cannot come again at once */
    bench_write(&b, "input/declaration-refus.csv", "numero;code;message\n" LOT_1 ";T9;tout\n");
    ck_assert_uint_eq(run(&b), 1); /* SEQ-1 alone */
    bench_unload(&b);
    bench_write(&b, "input/declaration-refus.csv", "numero;code;message\n");
    sequences(&b, SEQ_1 SEQ_2("terminee", "138,5"));
    ck_assert_uint_eq(run(&b), 1);
    ck_assert_int_eq(plan.lines[0].nature, NATURE_AJOUT);
    ck_assert_str_eq(plan.lines[0].refusal->code, "T9");
    bench_free(&b);
}
END_TEST

START_TEST(test_another_layout_declares_again_only_what_changed)
{
    Bench b = bench_new();
    ck_assert_uint_eq(run(&b), 2);
    bench_unload(&b);
    bench_load(&b, date_of(2026, 11, 20));
    ck_assert(!lot_layout_changed(&plan));
    lot_free(&plan);
    ck_assert_int_eq(layout_load(&layout, b.arena, "templates", "local-xml", &b.error), STATUS_OK);
    ck_assert_int_eq(lot_prepare(&plan, &b.record, &nothing, &layout, NULL, b.arena, &b.error),
                     STATUS_OK);
    ck_assert_uint_eq(plan.line_count, 0);
    ck_assert_uint_eq(plan.unchanged, 2);
    ck_assert(lot_layout_changed(&plan));

    sequences(&b, SEQ_1 SEQ_2("terminee", "120"));
    bench_unload(&b);
    bench_load(&b, date_of(2026, 11, 20));
    lot_free(&plan);
    ck_assert_int_eq(lot_prepare(&plan, &b.record, &nothing, &layout, NULL, b.arena, &b.error),
                     STATUS_OK);
    ck_assert_uint_eq(plan.line_count, 1);
    ck_assert_int_eq(plan.lines[0].nature, NATURE_MODIFICATION);
    ck_assert_uint_eq(plan.lot.file_count, 2); /* with its schema */
    ck_assert_ptr_nonnull(strstr(report_text(), "a changé depuis le lot " LOT_1));
    bench_free(&b);
}
END_TEST

START_TEST(test_what_the_schema_refuses_is_named_by_its_sequence)
{
    Bench b = bench_new();
    sequences(&b, SEQ_1 SEQ_2("terminee", "-1")); /* the schema wants hours from zero */
    bench_load(&b, date_of(2026, 11, 20));
    lot_free(&plan);
    ck_assert_int_eq(layout_load(&layout, b.arena, "templates", "local-xml", &b.error), STATUS_OK);
    ck_assert_int_eq(lot_prepare(&plan, &b.record, &nothing, &layout, NULL, b.arena, &b.error),
                     STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(b.error.what, "heures': [facet 'minInclusive']"));
    ck_assert_ptr_null(strstr(b.error.what, "'-1"));
    ck_assert_ptr_nonnull(strstr(b.error.remedy, "SEQ-2"));
    bench_free(&b);
}
END_TEST

START_TEST(test_nothing_new_makes_no_lot)
{
    Bench b = bench_new();
    LotOutput *files;
    ck_assert_uint_eq(run(&b), 2);
    bench_unload(&b);
    bench_load(&b, date_of(2026, 12, 20)); /* another day changes nothing */
    prepare(&b, &nothing);
    ck_assert_uint_eq(plan.line_count, 0);
    ck_assert_uint_eq(write_lot(&b, &files), 1);
    ck_assert(!files[0].written);
    bench_free(&b);
}
END_TEST

START_TEST(test_natures_over_the_runs)
{
    Bench b = bench_new();
    ck_assert_uint_eq(run(&b), 2);
    bench_unload(&b);

    sequences(&b, SEQ_1 SEQ_2("terminee", "140"));
    ck_assert_uint_eq(run(&b), 1);
    ck_assert_int_eq(plan.lines[0].nature, NATURE_MODIFICATION);
    ck_assert_ptr_nonnull(strstr(bench_read(&b, "output/declaration/" LOT_2 "/" LOT_2 ".csv"),
                                 LOT_2 ";" LOT_2 "-0001;M;2026-2027;123456;SEQ-2;E2;"));
    bench_unload(&b);

    sequences(&b, SEQ_1 SEQ_2("annulee", "140"));
    ck_assert_uint_eq(run(&b), 1);
    ck_assert_int_eq(plan.lines[0].nature, NATURE_ANNULATION);
    ck_assert_ptr_nonnull(strstr(bench_read(&b, "output/declaration/" LOT_3 "/" LOT_3 ".csv"),
                                 ";X;2026-2027;123456;SEQ-2;E2;NGUY02020002;"));
    ck_assert_ptr_nonnull(
        strstr(bench_read(&b, "output/declaration/" LOT_3 "/" LOT_3 ".csv"), ";140,00;"));
    bench_unload(&b);

    ck_assert_uint_eq(run(&b), 0); /* cancelled once only */
    bench_unload(&b);

    sequences(&b, SEQ_1 SEQ_2("interrompue", "100"));
    ck_assert_uint_eq(run(&b), 1);
    ck_assert_int_eq(plan.lines[0].nature, NATURE_AJOUT);
    ck_assert_str_eq(plan.lot.number, "ATE-2026-2027-004");
    bench_free(&b);
}
END_TEST

START_TEST(test_missing_rows_are_not_cancelled)
{
    Bench b = bench_new();
    run(&b);
    bench_unload(&b);
    sequences(&b, SEQ_1);
    ck_assert_uint_eq(run(&b), 0);
    ck_assert_int_eq(omission("SEQ-2")->kind, OMISSION_ABSENT);
    ck_assert_ptr_nonnull(strstr(omission("SEQ-2")->reason, LOT_1));
    bench_unload(&b);

    /* The year after, what was declared is history: no mention, and its own numbers. */
    Buffer config = {0};
    const char *year = strstr(bench_config, "2026-2027");
    buffer_add(&config, bench_config, (size_t)(year - bench_config));
    buffer_printf(&config, "2027-2028%s", year + 9);
    bench_write(&b, "config.ini", buffer_text(&config));
    buffer_free(&config);
    ck_assert_uint_eq(run(&b), 0);
    ck_assert_ptr_null(omission("SEQ-2"));
    ck_assert_str_eq(plan.lot.number, "ATE-2027-2028-001");
    bench_unload(&b);

    /* A correction keeps the school year under which it was declared. */
    sequences(&b, SEQ_1 SEQ_2("terminee", "120"));
    ck_assert_uint_eq(run(&b), 1);
    ck_assert_str_eq(plan.lines[0].record.values[DECLARED_ANNEE_SCOLAIRE], "2026-2027");
    bench_free(&b);
}
END_TEST

START_TEST(test_what_is_declared_and_incomplete_stays_declared)
{
    Bench b = bench_new();
    run(&b);
    bench_unload(&b);
    sequences(&b, SEQ_1 SEQ_2("terminee", ""));
    ck_assert_uint_eq(run(&b), 0);
    ck_assert_int_eq(omission("SEQ-2")->kind, OMISSION_INCOMPLETE);
    ck_assert_str_eq(omission("SEQ-2")->place, "sequences.csv:3 (O3)");
    bench_free(&b);
}
END_TEST

START_TEST(test_held_records_stay_out)
{
    Bench b = bench_new();
    Rule rules[] = {{.code = "neq-forme"}, {.code = "lien-inconnu"}, {.code = "neq"}};
    const char *held[] = {"attestation:SEQ-1", "declaration:SEQ-1"};
    const char *other[] = {"declaration:SEQ-2"};
    Finding items[] = {
        {.rule = &rules[0], .severity = SEVERITY_ERROR, .held = held, .held_count = 2},
        {.rule = &rules[1], .severity = SEVERITY_ERROR, .held = held, .held_count = 2},
        {.rule = &rules[1], .severity = SEVERITY_ERROR, .held = held, .held_count = 2},
        {.rule = &rules[2], .severity = SEVERITY_ERROR, .held = held, .held_count = 2},
        {.rule = &rules[0], .severity = SEVERITY_WARNING, .held = other, .held_count = 1},
    };
    Findings findings = {.items = items, .count = 5};
    bench_load(&b, date_of(2026, 11, 20));
    prepare(&b, &findings);
    ck_assert_uint_eq(plan.line_count, 1);
    ck_assert_str_eq(row_key(plan.lines[0].row), "SEQ-2");
    ck_assert_int_eq(omission("SEQ-1")->kind, OMISSION_HELD);
    ck_assert_str_eq(omission("SEQ-1")->reason,
                     "retenue par des erreurs : neq-forme, lien-inconnu, neq");
    ck_assert_uint_eq(plan.refused, 0);
    bench_free(&b);
}
END_TEST

START_TEST(test_what_the_encoding_lacks_is_refused_at_its_cell)
{
    Bench b = bench_new();
    bench_load(&b, date_of(2026, 11, 20));
    prepare(&b, &nothing);
    lot_free(&plan);
    layout.encoding = CHARSET_WINDOWS_1252;
    encoder_open(&layout.encoder, CHARSET_WINDOWS_1252, b.arena, &b.error);
    layout.mark = 0;
    ck_assert_int_eq(lot_prepare(&plan, &b.record, &nothing, &layout, NULL, b.arena, &b.error),
                     STATUS_OK);
    ck_assert_uint_eq(plan.line_count, 1);
    ck_assert_uint_eq(plan.refused, 1);
    ck_assert_int_eq(omission("SEQ-2")->kind, OMISSION_REFUSED);
    ck_assert_str_eq(omission("SEQ-2")->place, "eleves.csv:3 (C3)");
    ck_assert_str_eq(omission("SEQ-2")->reason,
                     "champ NOM : le caractère « ễ » (U+1EC5) n'existe pas en Windows-1252");
    bench_free(&b);
}
END_TEST

START_TEST(test_order_of_rows_does_not_matter)
{
    Bench b = bench_new();
    sequences(&b, SEQ_1 SEQ_2("terminee", "138,5"));
    bench_load(&b, date_of(2026, 11, 20));
    prepare(&b, &nothing);
    Buffer first = {0};
    buffer_add(&first, plan.lot.files[0].bytes, plan.lot.files[0].length);
    bench_unload(&b);
    sequences(&b, SEQ_2("terminee", "138,5") SEQ_1);
    bench_load(&b, date_of(2026, 11, 20));
    prepare(&b, &nothing);
    ck_assert_str_eq(plan.lot.files[0].bytes, buffer_text(&first));
    buffer_free(&first);
    bench_free(&b);
}
END_TEST

START_TEST(test_hours_declared_are_hours_done)
{
    Bench b = bench_new();
    bench_load(&b, date_of(2026, 11, 20));
    prepare(&b, &nothing);
    Number sum = 0;
    for (size_t i = 0; i < plan.line_count; i++) {
        ck_assert_int_eq(plan.lines[i].record.hours,
                         row_number(plan.lines[i].row, SEQUENCES_HEURES_REALISEES, -1));
        sum += plan.lines[i].record.hours;
    }
    ck_assert_int_eq(sum, 3785000);
    bench_free(&b);
}
END_TEST

START_TEST(test_a_crash_before_the_files_loses_nothing)
{
    Bench b = bench_new();
    LotOutput *files;
    bench_load(&b, date_of(2026, 11, 20));
    prepare(&b, &nothing);
    const char *bytes = plan.lot.files[0].bytes;
    ck_assert_int_eq(lot_register(&plan, b.registry, &b.error), STATUS_OK);
    ck_assert_str_eq(bench_read(&b, "output/declaration/" LOT_1 "/" LOT_1 ".csv"), "");
    bench_unload(&b);

    bench_load(&b, date_of(2026, 11, 21));
    const char *kept = arena_string(b.arena, bytes);
    prepare(&b, &nothing);
    ck_assert_uint_eq(plan.line_count, 0);
    ck_assert_uint_eq(write_lot(&b, &files), 1);
    ck_assert(files[0].written);
    ck_assert_str_eq(bench_read(&b, "output/declaration/" LOT_1 "/" LOT_1 ".csv"), kept);
    bench_free(&b);
}
END_TEST

START_TEST(test_a_crash_before_the_registry_doubles_nothing)
{
    Bench b = bench_new();
    bench_load(&b, date_of(2026, 11, 20));
    prepare(&b, &nothing);
    ck_assert_int_eq(registry_begin(b.registry, &b.error), STATUS_OK);
    ck_assert_int_eq(lots_add(b.registry, &plan.lot, &b.error), STATUS_OK);
    registry_rollback(b.registry);
    bench_unload(&b);
    ck_assert_uint_eq(run(&b), 2);
    ck_assert_str_eq(plan.lot.number, LOT_1);
    bench_free(&b);
}
END_TEST

START_TEST(test_numbers_make_safe_names)
{
    Bench b = bench_new();
    bench_write(&b, "config.ini",
                arena_printf(b.arena, "%s[declaration]\nlot_prefixe = ../a\n", bench_config));
    bench_load(&b, date_of(2026, 11, 20));
    ck_assert_int_eq(layout_load(&layout, b.arena, "templates", "local-csv", &b.error), STATUS_OK);
    lot_free(&plan);
    ck_assert_int_eq(lot_prepare(&plan, &b.record, &nothing, &layout, NULL, b.arena, &b.error),
                     STATUS_USAGE);
    bench_free(&b);
}
END_TEST

SUITE("lot", test_first_lot, test_report_says_what_matters_and_no_name,
      test_report_is_a_pdf_kept_with_the_lot, test_refused_records_come_again_as_what_they_were,
      test_a_refusal_is_remembered_without_its_file,
      test_another_layout_declares_again_only_what_changed,
      test_what_the_schema_refuses_is_named_by_its_sequence,
      test_nothing_new_makes_no_lot, test_natures_over_the_runs,
      test_missing_rows_are_not_cancelled, test_what_is_declared_and_incomplete_stays_declared,
      test_held_records_stay_out, test_what_the_encoding_lacks_is_refused_at_its_cell,
      test_order_of_rows_does_not_matter, test_hours_declared_are_hours_done,
      test_a_crash_before_the_files_loses_nothing,
      test_a_crash_before_the_registry_doubles_nothing, test_numbers_make_safe_names)
