/* report: made to be read, signed and filed with the lot. */
#include "declare/report.h"

#include "base/text.h"
#include "declare/total.h"
#include "term/value.h"

#include <stdlib.h>
#include <string.h>

typedef struct Report {
    const LotPlan *plan;
    Arena *arena;
    Block *root;
} Report;

/* ---- Blocks ---- */

static void add_heading(const Report *report, int level, const char *text)
{
    Block *heading = doc_block(report->arena, report->root, BLOCK_HEADING);
    heading->level = level;
    doc_run(report->arena, heading, text, 0);
}

static void add_paragraph(const Report *report, Block *parent, const char *text)
{
    doc_run(report->arena, doc_block(report->arena, parent, BLOCK_PARAGRAPH), text, 0);
}

static void add_cell(const Report *report, Block *row, const char *text, unsigned style)
{
    doc_run(report->arena, doc_block(report->arena, row, BLOCK_CELL), text, style);
}

static void add_field(const Report *report, Block *fields, const char *label, const char *value)
{
    Block *row = doc_block(report->arena, fields, BLOCK_ROW);
    add_cell(report, row, label, 0);
    add_cell(report, row, value, 0);
}

/* `numbers`: its columns after the first one stand against the right. */
static Block *add_table(const Report *report, const char *const *titles, int columns, bool numbers)
{
    Align *aligns = arena_array_of(report->arena, (size_t)columns, Align);
    Block *table = doc_block(report->arena, report->root, BLOCK_TABLE);
    Block *head = doc_block(report->arena, table, BLOCK_ROW);
    for (int i = 0; i < columns; i++) {
        aligns[i] = numbers && i > 0 ? ALIGN_RIGHT : ALIGN_LEFT;
        add_cell(report, head, titles[i], 0);
    }
    table->column_count = columns;
    table->aligns = aligns;
    return table;
}

static void add_row(const Report *report, Block *table, const char *const *cells, unsigned style)
{
    Block *row = doc_block(report->arena, table, BLOCK_ROW);
    for (int i = 0; i < table->column_count; i++)
        add_cell(report, row, cells[i], style);
}

/* ---- What the lot is ---- */

static void add_facts(const Report *report, const LotFile *file)
{
    const LotPlan *plan = report->plan;
    const Layout *layout = plan->layout;
    DateText date;
    Sha256 sha256;
    sha256_hex(file->bytes, file->length, sha256);
    Block *fields = doc_block(report->arena, report->root, BLOCK_FIELDS);
    add_field(report, fields, _("Modèle"),
              arena_printf(report->arena, _("%s (%s.ini, empreinte %.16s)"), layout->title,
                           layout->name, layout->sha256));
    add_field(report, fields, _("Organisme"),
              config_text(plan->record->config, CONFIG_ETABLISSEMENT_CODE_ORGANISME));
    add_field(report, fields, _("Année scolaire"), plan->lot.school_year);
    add_field(report, fields, _("Date"),
              arena_string(report->arena, date_iso(plan->lot.made_on, date)));
    add_field(report, fields, _("Fichier"),
              arena_printf(report->arena, _("%s, %zu octets, %s"), file->name, file->length,
                           charset_name((Charset)layout->encoding)));
    add_field(report, fields, "SHA-256", arena_string(report->arena, sha256));
    add_field(report, fields, _("Enregistrements"),
              arena_printf(report->arena, _("%zu (ajouts %zu, modifications %zu, annulations %zu)"),
                           plan->line_count, plan->natures[NATURE_AJOUT],
                           plan->natures[NATURE_MODIFICATION], plan->natures[NATURE_ANNULATION]));
    add_field(report, fields, _("Déjà déclarées, inchangées"),
              arena_printf(report->arena, "%zu", plan->unchanged));
}

static void add_notices(const Report *report)
{
    const LotPlan *plan = report->plan;
    Block *notice = doc_block(report->arena, report->root, BLOCK_NOTICE);
    add_paragraph(report, notice, plan->layout->notice);
    if (!lot_layout_changed(plan))
        return;
    add_paragraph(report, notice,
                  arena_printf(report->arena,
                               _("Le modèle a changé depuis le lot %s (%s.ini). Les séquences déjà "
                                 "déclarées et inchangées ne le sont pas de nouveau : seules leurs "
                                 "prochaines modifications suivront ce modèle."),
                               plan->last.number, plan->last.layout));
}

/* ---- By programme ---- */

static void add_sum(const Report *report, Block *table, const ProgrammeTotal *total, unsigned style)
{
    const char *cells[1 + 2 * NATURE_COUNT] = {total->programme};
    for (int n = 0; n < NATURE_COUNT; n++) {
        cells[1 + 2 * n] = arena_printf(report->arena, "%zu", total->count[n]);
        cells[2 + 2 * n] = value_print_number(report->arena, total->hours[n], message_lang(), 2);
    }
    add_row(report, table, cells, style);
}

static void add_programmes(const Report *report)
{
    size_t count;
    const ProgrammeTotal *totals = totals_by_programme(report->plan, report->arena, &count);
    const char *const titles[] = {_("Programme"), _("Ajouts"),  _("Heures"), _("Modifications"),
                                  _("Heures"),    _("Annulations"), _("Heures")};
    add_heading(report, 2, _("Par programme"));
    Block *table = add_table(report, titles, 1 + 2 * NATURE_COUNT, true);
    for (size_t i = 0; i <= count; i++)
        add_sum(report, table, &totals[i], i == count ? RUN_BOLD : 0);
    add_paragraph(report, report->root,
                  _("Les heures déclarées sont les heures réalisées, celles des attestations."));
}

/* ---- What is not declared, what comes again, what was cut ---- */

static void add_omissions(const Report *report)
{
    const LotPlan *plan = report->plan;
    const char *const titles[] = {_("Séquence"), _("Programme"), _("Où"), _("Pourquoi")};
    add_heading(report, 2, _("Non déclarées dans ce lot, et pourquoi"));
    Block *table = plan->omission_count ? add_table(report, titles, 4, false) : NULL;
    for (size_t i = 0; i < plan->omission_count; i++) {
        const LotOmission *o = &plan->omissions[i];
        const char *cells[] = {o->sequence, o->programme, o->place, o->reason};
        add_row(report, table, cells, 0);
    }
    if (!table)
        add_paragraph(report, report->root,
                      _("Aucune séquence terminée n'est laissée de côté."));
    const ChoiceList *states = schema_choices(C_STATUT_SEQUENCE);
    for (int i = 0; i < STATUT_SEQUENCE_COUNT; i++)
        if (plan->waiting[i])
            add_paragraph(report, report->root,
                          arena_printf(report->arena, _("Sans objet, à l'état « %s » : %zu"),
                                       states->choices[i].label[message_lang()],
                                       plan->waiting[i]));
}

static void add_refused(const Report *report)
{
    const LotPlan *plan = report->plan;
    const char *const titles[] = {_("Séquence"), _("Refusée au lot"), _("Code"), _("Nature")};
    Block *table = NULL;
    for (size_t i = 0; i < plan->line_count; i++) {
        const LotRefusal *refusal = plan->lines[i].refusal;
        if (!refusal)
            continue;
        if (!table) {
            add_heading(report, 2, _("Reprises après un refus"));
            table = add_table(report, titles, 4, false);
        }
        const char *cells[] = {refusal->sequence, refusal->lot, refusal->code,
                               nature_code(plan->lines[i].nature)};
        add_row(report, table, cells, 0);
    }
}

/* Said, because a cut name is not the name. */
static void add_cuts(const Report *report)
{
    const LotPlan *plan = report->plan;
    const LayoutRecord *detail = &plan->layout->records[RECORD_DETAIL];
    const char *const titles[] = {_("Séquence"), _("Champ")};
    Block *table = NULL;
    for (size_t i = 0; i < plan->line_count; i++)
        for (size_t f = 0; f < detail->field_count; f++) {
            if (!plan->lines[i].cut[f])
                continue;
            if (!table) {
                add_heading(report, 2, _("Textes coupés à la largeur du modèle"));
                table = add_table(report, titles, 2, false);
            }
            const char *cells[] = {row_key(plan->lines[i].row), detail->fields[f].name};
            add_row(report, table, cells, 0);
        }
}

Doc report_doc(const LotPlan *plan, const LotFile *file)
{
    const char *school = config_text(plan->record->config, CONFIG_ETABLISSEMENT_NOM);
    const char *title = arena_printf(plan->arena, _("Rapport de contrôle du lot %s"),
                                     plan->lot.number);
    Report report = {plan, plan->arena, doc_block(plan->arena, NULL, BLOCK_ROOT)};
    add_heading(&report, 1, title);
    add_notices(&report);
    add_facts(&report, file);
    add_programmes(&report);
    add_omissions(&report);
    add_refused(&report);
    add_cuts(&report);
    return (Doc){
        .root = report.root,
        .lang = message_lang(),
        .title = title,
        .author = school,
        .number = plan->lot.number,
        .footer = arena_printf(plan->arena, _("%s — Déclaration"), school),
    };
}

Status report_set(const LotPlan *plan, const LotFile *file, Press *press, Buffer *pdf,
                  Error *error)
{
    int pages;
    Doc doc = report_doc(plan, file);
    press_want_doc(press, &doc);
    Status status = press_ready(press, error);
    if (status != STATUS_OK)
        return status;
    Compositor *compositor = compositor_open(press);
    status = page_set(compositor, &doc, pdf, &pages, error);
    compositor_close(compositor);
    return status;
}
