/* page_words: pieces of HTML and counts that several parts of index.html share. */
#include "show/page_part.h"

#include "base/text.h"
#include "rule/rule.h"
#include "show/html.h"

#include <stdint.h>

void page_row_head(Buffer *out, const char *text)
{
    buffer_add_text(out, "<th scope=\"row\">");
    html_add(out, text);
    buffer_add_text(out, "</th>");
}

void page_figure(const PageView *view, Buffer *out, size_t count)
{
    buffer_printf(out, "<td class=\"number\" data-n=\"%zu\">", count);
    if (count)
        html_add_count(out, count, view->lang);
    else
        buffer_add_text(out, "–");
    buffer_add_text(out, "</td>");
}

const char *page_student(Arena *arena, const Row *student)
{
    if (!student)
        return "";
    return arena_printf(arena, "%s, %s", row_text(student, ELEVES_NOM),
                        row_text(student, ELEVES_PRENOM));
}

const char *page_officer(Arena *arena, const Row *officer)
{
    if (!officer)
        return "";
    return arena_printf(arena, "%s %s (%s)", row_text(officer, PERSONNEL_PRENOM),
                        row_text(officer, PERSONNEL_NOM), row_key(officer));
}

const char *page_company(const Row *company)
{
    return row_text(company, ENTREPRISES_NOM);
}

const char *page_severity(Severity severity)
{
    return _(severity_code(severity)); /* the codes are words of the terminal view too */
}

HeldCount page_held(const Findings *findings, const Rule *rule)
{
    HeldCount count = {0};
    Map *seen = map_new();
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->items[i];
        for (size_t h = 0; (!rule || finding->rule == rule) && h < finding->held_count; h++) {
            bool is_record = text_starts(finding->held[h], "declaration:");
            if (!map_put(seen, finding->held[h], (void *)(uintptr_t)1))
                continue;
            count.declarations += is_record;
            count.documents += !is_record;
        }
    }
    map_free(seen);
    return count;
}

void page_count_duties(const Situation *situation, size_t *late, size_t *soon)
{
    *late = *soon = 0;
    for (size_t i = 0; i < situation->duty_count; i++) {
        bool is_late = duty_is_late(&situation->duties[i], situation->today);
        *late += is_late;
        *soon += !is_late && duty_is_soon(&situation->duties[i], situation->today);
    }
}
