/* page_due: what falls due in index.html: the duties of `ate etat`, those that cannot wait first. */
#include "show/page_part.h"

#include "base/text.h"
#include "show/html.h"
#include "show/situation_part.h"

/* How near a duty is: the order of the words in page_data.c, and of the classes in page.css. */
static int nearness(const Situation *situation, const Duty *duty)
{
    enum { LATE, SOON, LATER, NEVER };
    if (duty->due_on == DATE_NONE)
        return NEVER;
    if (duty_is_late(duty, situation->today))
        return LATE;
    return duty_is_soon(duty, situation->today) ? SOON : LATER;
}

static const struct {
    const char *class, *word;
} nearnesses[] = {
    {"late", N_("en retard")}, {"soon", N_("bientôt")}, {"later", N_("plus tard")}, {"never", N_("sans échéance")},
};

/* One duty in words: what the row shows and the data holds. */
typedef struct DueRow {
    int near;
    const char *day, *what, *key, *sequence, *student, *company, *officer, *missing;
} DueRow;

static const char *missing_text(const Duty *duty, Arena *arena)
{
    Buffer text = {0};
    for (unsigned s = 0; s < SIGNATORY_COUNT; s++)
        if (duty->missing & 1u << s)
            buffer_printf(&text, "%s%s", text.length ? ", " : "", signatory_name((Signatory)s));
    if (duty->held)
        buffer_add_text(&text, _(" (retenu par une erreur)"));
    const char *copy = arena_string(arena, buffer_text(&text));
    buffer_free(&text);
    return copy;
}

static DueRow row_of(const Situation *situation, const Duty *duty, Arena *arena)
{
    DateText day;
    const Row *sequence = duty->sequence;
    const char *sequence_key = sequence ? row_key(sequence) : "";
    return (DueRow){
        .near = nearness(situation, duty),
        .day = arena_string(arena, date_iso(duty->due_on, day)),
        .what = duty_name(duty->kind),
        .key = duty->key,
        .sequence = text_is(duty->key, sequence_key) ? "" : sequence_key,
        .student = page_student(arena, row_link(sequence, SEQUENCES_ELEVE)),
        .company = page_company(row_link(sequence, SEQUENCES_ENTREPRISE)),
        .officer = page_officer(arena, duty->responsable),
        .missing = missing_text(duty, arena),
    };
}

static void add_cell(Buffer *out, const char *label, const char *text)
{
    buffer_add_text(out, "<td role=\"cell\" data-label=\"");
    html_add(out, label);
    buffer_add_text(out, "\">");
    html_add(out, text);
    buffer_add_text(out, "</td>");
}

/* A first line, then smaller ones; empty ones are left out. */
static void add_lines(Buffer *out, const char *label, const char *first, const char *second,
                      const char *before_third, const char *third)
{
    buffer_add_text(out, "<td role=\"cell\" data-label=\"");
    html_add(out, label);
    buffer_add_text(out, "\"><div>");
    html_add(out, first);
    if (*second) {
        buffer_add_text(out, "<small>");
        html_add(out, second);
        buffer_add_text(out, "</small>");
    }
    if (*third) {
        buffer_add_text(out, "<small>");
        html_add(out, before_third);
        html_add(out, third);
        buffer_add_text(out, "</small>");
    }
    buffer_add_text(out, "</div></td>");
}

static void add_row(Buffer *out, const DueRow *row)
{
    buffer_add_text(out, "<tr role=\"row\">");
    add_cell(out, _("Échéance"), *row->day ? row->day : "–");
    buffer_add_text(out, "<td role=\"cell\" data-label=\"");
    html_add(out, _("État"));
    buffer_printf(out, "\"><span class=\"mark %s\">", nearnesses[row->near].class);
    html_add(out, _(nearnesses[row->near].word));
    buffer_add_text(out, "</span></td>");
    add_lines(out, _("Quoi"), row->what, "", _("il manque : "), row->missing);
    add_lines(out, _("Clé"), row->key, row->sequence, "", "");
    add_lines(out, _("Élève et entreprise"), row->student, row->company, "", "");
    add_cell(out, _("Responsable"), row->officer);
    buffer_add_text(out, "</tr>\n");
}

void page_first_due(const PageView *view, Buffer *out)
{
    size_t count = view->situation->duty_count;
    size_t shown = count < PAGE_ROWS_PLAIN ? count : PAGE_ROWS_PLAIN;
    if (count == 0)
        buffer_add_text(out, _("Rien à faire."));
    else
        buffer_printf(out, ngettext("%zu échéance, dont les %zu premières ici.",
                                    "%zu échéances, dont les %zu premières ici.", count),
                      count, shown);
}

void page_due_rows(const PageView *view, Buffer *out)
{
    const Situation *situation = view->situation;
    Arena *arena = arena_new();
    for (size_t i = 0; i < situation->duty_count && i < PAGE_ROWS_PLAIN; i++) {
        DueRow row = row_of(situation, &situation->duties[i], arena);
        add_row(out, &row);
        arena_reset(arena);
    }
    arena_free(arena);
}

/* [near, day, what, key, sequence, student, company, officer, missing] */
static void add_data(Texts *texts, const DueRow *row, Buffer *out)
{
    const char *const rest[] = {row->day,     row->what,    row->key,     row->sequence,
                                row->student, row->company, row->officer, row->missing};
    buffer_printf(out, "[%d", row->near);
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        buffer_printf(out, ",%zu", page_rank(texts, rest[i]));
    buffer_add_char(out, ']');
}

void page_due_data(const PageView *view, Texts *texts, Buffer *out)
{
    const Situation *situation = view->situation;
    buffer_add_text(out, "\"nearnesses\":[");
    for (size_t i = 0; i < sizeof nearnesses / sizeof *nearnesses; i++) {
        buffer_printf(out, "%s{\"code\":\"%s\",\"word\":", i ? "," : "", nearnesses[i].class);
        html_add_json(out, _(nearnesses[i].word));
        buffer_add_char(out, '}');
    }
    buffer_add_text(out, "],\n\"due\":[");
    for (size_t i = 0; i < situation->duty_count; i++) {
        DueRow row = row_of(situation, &situation->duties[i], situation->issue->arena);
        buffer_add_text(out, i ? ",\n" : "\n");
        add_data(texts, &row, out);
    }
    buffer_add_char(out, ']');
}
