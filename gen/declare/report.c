/* report: plain text in aligned columns, made to be read and filed with the lot. */
#include "declare/report.h"

#include "base/text.h"
#include "term/value.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { PROGRAMME_WIDTH = 12, COUNT_WIDTH = 8, HOURS_WIDTH = 13 };

typedef struct Sum {
    const char *programme;
    size_t count[NATURE_COUNT];
    Number hours[NATURE_COUNT];
} Sum;

static void add_heading(Buffer *out, const char *title)
{
    buffer_printf(out, "\n%s\n", title);
    for (size_t i = utf8_count(title); i > 0; i--)
        buffer_add_char(out, '-');
    buffer_add_char(out, '\n');
}

/* `width` characters, filled at the right end (positive) or at the left (negative). */
static void add_padded(Buffer *out, const char *text, int width)
{
    size_t room = (size_t)abs(width), used = utf8_count(text);
    if (width > 0)
        buffer_add_text(out, text);
    for (; used < room; used++)
        buffer_add_char(out, ' ');
    if (width < 0)
        buffer_add_text(out, text);
}

static void add_to(Sum *sum, const LotLine *line)
{
    sum->count[line->nature]++;
    sum->hours[line->nature] += line->record.hours;
}

static int by_programme(const void *a, const void *b)
{
    return strcmp(((const Sum *)a)->programme, ((const Sum *)b)->programme);
}

/* One sum a programme, sorted; the last one is the total. */
static Sum *sums_of(const LotPlan *plan, size_t *count)
{
    Sum *sums = arena_array_of(plan->arena, plan->line_count + 1, Sum);
    Sum total = {.programme = _("Total")};
    *count = 0;
    for (size_t i = 0; i < plan->line_count; i++) {
        const LotLine *line = &plan->lines[i];
        const char *programme = line->record.values[DECLARED_PROGRAMME];
        size_t s = 0;
        while (s < *count && !text_is(sums[s].programme, programme))
            s++;
        if (s == *count)
            sums[(*count)++].programme = programme;
        add_to(&sums[s], line);
        add_to(&total, line);
    }
    qsort(sums, *count, sizeof *sums, by_programme);
    sums[*count] = total;
    return sums;
}

static void add_sum(const LotPlan *plan, const Sum *sum, Buffer *out)
{
    add_padded(out, sum->programme, PROGRAMME_WIDTH);
    for (int n = 0; n < NATURE_COUNT; n++) {
        add_padded(out, arena_printf(plan->arena, "%zu", sum->count[n]), -COUNT_WIDTH);
        add_padded(out, value_print_number(plan->arena, sum->hours[n], message_lang(), 2),
                   -HOURS_WIDTH);
    }
    buffer_add_char(out, '\n');
}

static void add_programmes(const LotPlan *plan, Buffer *out)
{
    size_t count;
    const Sum *sums = sums_of(plan, &count);
    const char *const titles[NATURE_COUNT] = {_("ajouts"), _("modif."), _("annul.")};
    add_heading(out, _("Par programme"));
    add_padded(out, _("Programme"), PROGRAMME_WIDTH);
    for (int n = 0; n < NATURE_COUNT; n++) {
        add_padded(out, titles[n], -COUNT_WIDTH);
        add_padded(out, _("heures"), -HOURS_WIDTH);
    }
    buffer_add_char(out, '\n');
    for (size_t i = 0; i <= count; i++)
        add_sum(plan, &sums[i], out);
    buffer_add_text(out, _("\nLes heures déclarées sont les heures réalisées, celles des "
                           "attestations.\n"));
}

static void add_omissions(const LotPlan *plan, Buffer *out)
{
    add_heading(out, _("Non déclarées dans ce lot, et pourquoi"));
    for (size_t i = 0; i < plan->omission_count; i++) {
        const LotOmission *omission = &plan->omissions[i];
        buffer_printf(out, "%s", omission->sequence);
        if (*omission->place)
            buffer_printf(out, " [%s]", omission->place);
        buffer_printf(out, _(" : %s\n"), omission->reason);
    }
    if (plan->omission_count == 0)
        buffer_printf(out, "%s\n", _("Aucune séquence terminée n'est laissée de côté."));
    const ChoiceList *states = schema_choices(C_STATUT_SEQUENCE);
    for (int i = 0; i < STATUT_SEQUENCE_COUNT; i++)
        if (plan->waiting[i])
            buffer_printf(out, _("Sans objet, à l'état « %s » : %zu\n"),
                          states->choices[i].label[message_lang()], plan->waiting[i]);
}

/* Said, because a cut name is not the name. */
static void add_cuts(const LotPlan *plan, Buffer *out)
{
    bool any = false;
    for (size_t i = 0; i < plan->line_count; i++)
        for (size_t f = 0; f < plan->layout->field_count; f++) {
            if (!plan->lines[i].cut[f])
                continue;
            if (!any)
                add_heading(out, _("Textes coupés à la largeur du modèle"));
            any = true;
            buffer_printf(out, _("%s : %s\n"), row_key(plan->lines[i].row),
                          plan->layout->fields[f].name);
        }
}

void report_lot(const LotPlan *plan, const LotFile *file, Buffer *out)
{
    const Layout *layout = plan->layout;
    DateText date;
    Sha256 sha256;
    sha256_hex(file->bytes, file->length, sha256);
    buffer_printf(out, _("Rapport de contrôle du lot %s\n\n"), plan->lot.number);
    buffer_printf(out, "%s\n\n", layout->notice);
    buffer_printf(out, _("Modèle : %s (%s.ini, empreinte %.16s)\n"), layout->title, layout->name,
                  layout->sha256);
    buffer_printf(out, _("Organisme : %s\n"),
                  config_text(plan->record->config, CONFIG_ETABLISSEMENT_CODE_ORGANISME));
    buffer_printf(out, _("Année scolaire : %s\n"), plan->lot.school_year);
    buffer_printf(out, _("Date : %s\n"), date_iso(plan->lot.made_on, date));
    buffer_printf(out, _("Fichier : %s, %zu octets\n"), file->name, file->length);
    buffer_printf(out, "SHA-256 : %s\n", sha256);
    buffer_printf(out,
                  _("Enregistrements : %zu (ajouts %zu, modifications %zu, annulations %zu)\n"),
                  plan->line_count, plan->natures[NATURE_AJOUT], plan->natures[NATURE_MODIFICATION],
                  plan->natures[NATURE_ANNULATION]);
    add_programmes(plan, out);
    add_omissions(plan, out);
    add_cuts(plan, out);
}
