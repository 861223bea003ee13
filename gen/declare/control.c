#include "declare/control.h"

#include "base/csv.h"

static void add_cell(Buffer *out, const char *text, char after)
{
    csv_add_cell(out, text);
    buffer_add_char(out, after);
}

static void add_hours(Buffer *out, const DeclaredRecord *record)
{
    for (const char *p = record ? record->values[DECLARED_HEURES] : ""; *p; p++)
        buffer_add_char(out, *p == '.' ? ',' : *p);
    buffer_add_char(out, ';');
}

static void add_record(const LotLine *line, Buffer *out)
{
    add_cell(out, line->record.values[DECLARED_NUMERO], ';');
    add_cell(out, nature_code(line->nature), ';');
    add_cell(out, row_key(line->row), ';');
    add_cell(out, line->record.values[DECLARED_PROGRAMME], ';');
    add_hours(out, &line->record);
    add_hours(out, line->before);
    add_cell(out, line->refusal ? line->refusal->lot : "", ';');
    add_cell(out, line->refusal ? line->refusal->code : "", ';');
    buffer_add_text(out, ";\r\n");
}

static void add_omission(const LotOmission *omission, Buffer *out)
{
    buffer_add_text(out, ";non_declaree;");
    add_cell(out, omission->sequence, ';');
    add_cell(out, omission->programme, ';');
    buffer_add_text(out, ";;;;");
    add_cell(out, omission->place, ';');
    add_cell(out, omission->reason, '\r');
    buffer_add_char(out, '\n');
}

void control_sheet(const LotPlan *plan, Buffer *out)
{
    buffer_add_text(out, CSV_MARK
                         "numero;nature;sequence;programme;heures;heures_avant;refusee_au_lot;"
                         "code_du_refus;ou;motif\r\n");
    for (size_t i = 0; i < plan->line_count; i++)
        add_record(&plan->lines[i], out);
    for (size_t i = 0; i < plan->omission_count; i++)
        add_omission(&plan->omissions[i], out);
}
