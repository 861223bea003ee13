/* page_companies: company by company in index.html: what was made for it, what waits. */
#include "show/page_part.h"

#include "base/text.h"
#include "issue/subject.h"
#include "show/html.h"

typedef struct CompanyCount {
    const Row *row;
    size_t sequences, files, held, messages;
    Date next; /* the nearest duty that is not past; DATE_NONE: none */
    size_t late;
} CompanyCount;

static CompanyCount *count_of(CompanyCount *counts, const Row *company)
{
    return company ? &counts[company->index] : NULL;
}

static void count_sequences(const PageView *view, CompanyCount *counts)
{
    const Table *table = &view->record->term->tables[T_SEQUENCES];
    for (size_t i = 0; i < table->row_count; i++) {
        CompanyCount *count = count_of(counts, row_link(&table->rows[i], SEQUENCES_ENTREPRISE));
        if (count && !record_is_cancelled(view->record, &table->rows[i]))
            count->sequences++;
    }
}

static void count_files(const PageView *view, CompanyCount *counts)
{
    for (size_t i = 0; i < view->file_count; i++) {
        const ManifestFile *file = &view->files[i];
        CompanyCount *count = *file->company && !file->cancelled
                                  ? count_of(counts, term_find(view->record->term, T_ENTREPRISES,
                                                               file->company))
                                  : NULL;
        if (!count)
            continue;
        count->files += text_starts(file->path, "documents/");
        count->messages += text_starts(file->path, "courriels/");
    }
}

static void count_held(const PageView *view, CompanyCount *counts)
{
    const Issue *issue = view->situation->issue;
    for (size_t i = 0; i < issue->count; i++) {
        CompanyCount *count = count_of(counts, subject_keys(&issue->documents[i].subject).company);
        if (count)
            count->held += *issue->documents[i].held_by != '\0';
    }
}

/* They come by deadline. */
static void count_duties(const PageView *view, CompanyCount *counts)
{
    const Situation *situation = view->situation;
    for (size_t i = 0; i < situation->duty_count; i++) {
        const Duty *duty = &situation->duties[i];
        CompanyCount *count = count_of(counts, row_link(duty->sequence, SEQUENCES_ENTREPRISE));
        if (!count || duty->due_on == DATE_NONE)
            continue;
        if (duty_is_late(duty, situation->today))
            count->late++;
        else if (count->next == DATE_NONE)
            count->next = duty->due_on;
    }
}

static void add_row(const PageView *view, const CompanyCount *count, Buffer *out)
{
    DateText day;
    buffer_add_text(out, "<tr data-company=\"");
    html_add(out, row_key(count->row));
    buffer_add_text(out, "\"><th scope=\"row\">");
    html_add(out, page_company(count->row));
    buffer_add_text(out, " <small>");
    html_add(out, row_key(count->row));
    buffer_add_text(out, "</small></th>");
    page_figure(view, out, count->sequences);
    page_figure(view, out, count->files);
    page_figure(view, out, count->held);
    page_figure(view, out, count->messages);
    page_figure(view, out, count->late);
    buffer_printf(out, "<td>%s</td></tr>\n",
                  count->next == DATE_NONE ? "–" : date_iso(count->next, day));
}

void page_companies(const PageView *view, Buffer *out)
{
    const Table *table = &view->record->term->tables[T_ENTREPRISES];
    const char *const heads[] = {
        _("Entreprise"), _("Séquences"), _("Documents"), _("Retenus"),
        _("Messages"), _("En retard"), _("Prochaine échéance"),
    };
    Arena *arena = arena_new();
    CompanyCount *counts = arena_array_of(arena, table->row_count + 1, CompanyCount);
    for (size_t i = 0; i < table->row_count; i++)
        counts[i] = (CompanyCount){.row = &table->rows[i], .next = DATE_NONE};
    count_sequences(view, counts);
    count_files(view, counts);
    count_held(view, counts);
    count_duties(view, counts);
    html_open_table(out, _("Par entreprise : celles qui ont une séquence, un document ou une échéance"),
                    heads, sizeof heads / sizeof *heads, 1);
    for (size_t i = 0; i < table->row_count; i++)
        if (counts[i].sequences + counts[i].files + counts[i].held + counts[i].messages)
            add_row(view, &counts[i], out);
    html_close_table(out);
    arena_free(arena);
}
