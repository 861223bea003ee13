/* summary: rapports/sommaire.xlsx: the front sheet with its counts, then the sheets of lines. */
#include "sheet/summary.h"

#include "sheet/grid.h"

enum { LABEL, FIRST, SECOND }; /* columns of Résumé */
enum { TITLE_HEIGHT = 24 };    /* points */

static const Sheet *const sheets[] = {
    &sheet_sequences, &sheet_students,     &sheet_companies,
    &sheet_visits,    &sheet_attestations, &sheet_findings,
};

/* clang-format off */
enum Word {
    WORD_NAME, WORD_DAY, WORD_STATES, WORD_UNKNOWN, WORD_TOTAL, WORD_DOCUMENTS, WORD_PRODUCED,
    WORD_HELD, WORD_FINDINGS, WORD_UNCHECKED,
    WORD_COUNT
};
static const char *const words[WORD_COUNT][LANG_COUNT] = {
    [WORD_NAME] = {"Résumé", "Summary"},
    [WORD_DAY] = {"Situation au", "State on"},
    [WORD_STATES] = {"Séquences par état", "Sequences by state"},
    [WORD_UNKNOWN] = {"état inconnu", "state unknown"},
    [WORD_TOTAL] = {"Total", "Total"},
    [WORD_DOCUMENTS] = {"Documents", "Documents"},
    [WORD_PRODUCED] = {"Produits", "Produced"},
    [WORD_HELD] = {"Retenus", "Held back"},
    [WORD_FINDINGS] = {"Constats", "Findings"},
    [WORD_UNCHECKED] = {"vérifications non faites", "checks not made"},
};
/* clang-format on */

static void put_words(Grid *grid, uint32_t row, uint16_t column, Format format, enum Word word)
{
    grid_put(grid, row, column, format, cell_text(words[word][grid->summary->lang]));
}

static void put_count(Grid *grid, uint32_t row, const char *label, size_t count)
{
    grid_put(grid, row, LABEL, FORMAT_TEXT, cell_text(label));
    grid_put(grid, row, FIRST, FORMAT_INTEGER, cell_count(count));
}

/* Each block is given its first row, and answers the row after a blank one. */
static uint32_t put_head(Grid *grid, uint32_t row)
{
    const Record *record = grid->summary->record;
    grid_put(grid, row++, LABEL, FORMAT_TITLE,
             cell_text(config_text(record->config, CONFIG_ETABLISSEMENT_NOM)));
    grid_put(grid, row++, LABEL, FORMAT_TEXT,
             cell_text(config_text(record->config, CONFIG_PERIODE_NOM)));
    put_words(grid, row, LABEL, FORMAT_TEXT, WORD_DAY);
    grid_put(grid, row++, FIRST, FORMAT_DATE, cell_date(record->today));
    return row + 1;
}

static uint32_t put_states(Grid *grid, uint32_t row)
{
    const Record *record = grid->summary->record;
    const Table *sequences = &record->term->tables[T_SEQUENCES];
    size_t counts[STATUT_SEQUENCE_COUNT] = {0}, lost = 0;
    for (size_t i = 0; i < sequences->row_count; i++) {
        int status = record_status(record, &sequences->rows[i]);
        if (status < 0)
            lost++;
        else
            counts[status]++;
    }
    put_words(grid, row++, LABEL, FORMAT_HEADING, WORD_STATES);
    const ChoiceList *list = schema_choices(C_STATUT_SEQUENCE);
    for (size_t i = 0; i < list->count; i++)
        put_count(grid, row++, list->choices[i].label[grid->summary->lang], counts[i]);
    if (lost)
        put_count(grid, row++, words[WORD_UNKNOWN][grid->summary->lang], lost);
    put_count(grid, row++, words[WORD_TOTAL][grid->summary->lang], sequences->row_count);
    return row + 1;
}

static uint32_t put_documents(Grid *grid, uint32_t row)
{
    const Issue *issue = grid->summary->issue;
    if (!issue)
        return row;
    put_words(grid, row, LABEL, FORMAT_HEADING, WORD_DOCUMENTS);
    put_words(grid, row, FIRST, FORMAT_HEADING, WORD_PRODUCED);
    put_words(grid, row++, SECOND, FORMAT_HEADING, WORD_HELD);
    for (size_t k = 0; k < issue->catalogue->count; k++) {
        const Kind *kind = &issue->catalogue->kinds[k];
        size_t done = 0, held = 0;
        for (size_t i = 0; i < issue->count; i++) {
            const Document *document = &issue->documents[i];
            if (document->kind != kind)
                continue;
            bool stopped = document->held_by && *document->held_by;
            held += stopped;
            done += !stopped && !document->failed;
        }
        put_count(grid, row, kind->title[grid->summary->lang], done);
        grid_put(grid, row++, SECOND, FORMAT_INTEGER, cell_count(held));
    }
    return row + 1;
}

static void put_findings(Grid *grid, uint32_t row)
{
    const Findings *findings = grid->summary->findings;
    put_words(grid, row++, LABEL, FORMAT_HEADING, WORD_FINDINGS);
    for (Severity severity = SEVERITY_ERROR; severity < SEVERITY_IGNORE; severity++)
        put_count(grid, row++, severity_word(severity, grid->summary->lang),
                  findings_count(findings, severity));
    put_count(grid, row, words[WORD_UNCHECKED][grid->summary->lang], findings->unchecked_count);
}

static void put_front(Grid *grid)
{
    grid_add_sheet(grid, words[WORD_NAME][grid->summary->lang]);
    if (!grid->sheet)
        return;
    worksheet_set_column(grid->sheet, LABEL, LABEL, 44, NULL);
    worksheet_set_column(grid->sheet, FIRST, SECOND, 13, NULL);
    worksheet_set_row(grid->sheet, 0, TITLE_HEIGHT, NULL);
    uint32_t row = put_head(grid, 0);
    row = put_states(grid, row);
    row = put_documents(grid, row);
    put_findings(grid, row);
    grid_print_setup(grid, false);
}

static void put_sheets(Grid *grid, void *context)
{
    (void)context;
    put_front(grid);
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
        grid_sheet(grid, sheets[i]);
}

Status summary_write(const Summary *summary, const char *path, bool *written, Error *error)
{
    return grid_write(summary, path, put_sheets, NULL, written, error);
}
