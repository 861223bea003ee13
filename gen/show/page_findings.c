/* page_findings: the findings of index.html, as plain rows for the first ones, as data for all. */
#include "show/page_part.h"

#include "rule/rule.h"
#include "show/html.h"

/* --- Filters and plain rows ------------------------------------------------------------ */

void page_severity_boxes(const PageView *view, Buffer *out)
{
    for (Severity s = SEVERITY_ERROR; s < SEVERITY_IGNORE; s++) {
        buffer_printf(out, "<label><input type=\"checkbox\" value=\"%d\" checked> ", (int)s);
        html_add(out, page_severity(s));
        buffer_add_text(out, " (");
        html_add_count(out, findings_count(view->findings, s), view->lang);
        buffer_add_text(out, ")</label>\n");
    }
}

static size_t plain_count(const PageView *view)
{
    size_t count = view->findings->count;
    return count < PAGE_ROWS_PLAIN ? count : PAGE_ROWS_PLAIN;
}

void page_first_findings(const PageView *view, Buffer *out)
{
    if (view->findings->count == 0)
        buffer_add_text(out, _("Aucun constat."));
    else
        buffer_printf(out, ngettext("%zu constat, dont les %zu premiers ici.",
                                    "%zu constats, dont les %zu premiers ici.", view->findings->count),
                      view->findings->count, plain_count(view));
}

static void open_cell(Buffer *out, const char *label)
{
    buffer_add_text(out, "<td role=\"cell\" data-label=\"");
    html_add(out, label);
    buffer_add_text(out, "\">");
}

static void add_cell(Buffer *out, const char *label, const char *text)
{
    open_cell(out, label);
    html_add(out, text);
    buffer_add_text(out, "</td>");
}

static void add_line_cell(Buffer *out, const Place *place)
{
    open_cell(out, _("Ligne"));
    buffer_add_text(out, "<div>");
    if (place->line)
        buffer_printf(out, "%u", (unsigned)place->line);
    if (*place->cell)
        buffer_printf(out, "<small>%s</small>", place->cell);
    buffer_add_text(out, "</div></td>");
}

static void add_message_cell(Buffer *out, const Finding *finding)
{
    open_cell(out, _("Constat et correction"));
    buffer_add_text(out, "<div>");
    html_add(out, finding->message);
    if (finding->fix && *finding->fix) {
        buffer_add_text(out, "<span class=\"fix\">");
        html_add(out, finding->fix);
        buffer_add_text(out, "</span>");
    }
    for (size_t i = 0; i < finding->held_count; i++) {
        buffer_add_text(out, i ? ", " : "<span class=\"held\">");
        if (i == 0)
            buffer_printf(out, "%s ", _("Retient :"));
        html_add(out, finding->held[i]);
    }
    buffer_add_text(out, finding->held_count ? "</span></div></td>" : "</div></td>");
}

static void add_row(Buffer *out, const Finding *finding)
{
    const Place *place = &finding->place;
    buffer_add_text(out, "<tr role=\"row\">");
    open_cell(out, _("Gravité"));
    buffer_printf(out, "<span class=\"mark %s\">", severity_code(finding->severity));
    html_add(out, page_severity(finding->severity));
    buffer_add_text(out, "</span></td>");
    add_cell(out, _("Code"), finding->rule->code);
    add_cell(out, _("Fichier"), place->file);
    add_line_cell(out, place);
    add_cell(out, _("Colonne"), place->column);
    add_cell(out, _("Valeur"), place->value);
    add_message_cell(out, finding);
    buffer_add_text(out, "</tr>\n");
}

/* The gravest first, as the script sorts them. */
void page_first_rows(const PageView *view, Buffer *out)
{
    size_t left = plain_count(view);
    for (Severity s = SEVERITY_ERROR; s < SEVERITY_IGNORE; s++)
        for (size_t i = 0; i < view->findings->count && left > 0; i++)
            if (view->findings->items[i].severity == s) {
                add_row(out, &view->findings->items[i]);
                left--;
            }
}

void page_unchecked_table(const PageView *view, Buffer *out)
{
    const Findings *findings = view->findings;
    if (findings->unchecked_count == 0) {
        buffer_printf(out, "<p>%s</p>", _("Toutes les vérifications ont été faites."));
        return;
    }
    buffer_add_text(out, "<table>\n<caption>");
    html_add(out, _("Ce qui n'a pas pu être vérifié, et pourquoi"));
    buffer_printf(out, "</caption>\n<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
                       "<th scope=\"col\">%s</th><th scope=\"col\" class=\"number\">%s</th></tr></thead>\n<tbody>\n",
                  _("Code"), _("Fichier"), _("Pourquoi"), _("Lignes"));
    for (size_t i = 0; i < findings->unchecked_count; i++) {
        const Unchecked *unchecked = &findings->unchecked[i];
        buffer_add_text(out, "<tr><th scope=\"row\">");
        html_add(out, unchecked->code);
        buffer_add_text(out, "</th><td>");
        html_add(out, unchecked->table);
        buffer_add_text(out, "</td><td>");
        html_add(out, unchecked->reason);
        buffer_add_text(out, "</td><td class=\"number\">");
        if (unchecked->count)
            html_add_count(out, unchecked->count, view->lang);
        else
            buffer_add_text(out, _("toutes"));
        buffer_add_text(out, "</td></tr>\n");
    }
    buffer_add_text(out, "</tbody>\n</table>");
}

/* --- Data ------------------------------------------------------------------------------ */

/* [severity, code, file, line, column, cell, value, message, fix, [held]] */
static void add_finding(Texts *texts, const Finding *finding, Buffer *out)
{
    const Place *place = &finding->place;
    buffer_printf(out, "[%d", (int)finding->severity);
    buffer_printf(out, ",%zu", page_rank(texts, finding->rule->code));
    buffer_printf(out, ",%zu,%u", page_rank(texts, place->file), (unsigned)place->line);
    buffer_printf(out, ",%zu,\"%s\"", page_rank(texts, place->column), place->cell);
    buffer_printf(out, ",%zu", page_rank(texts, place->value));
    buffer_printf(out, ",%zu", page_rank(texts, finding->message));
    buffer_printf(out, ",%zu,[", page_rank(texts, finding->fix));
    for (size_t i = 0; i < finding->held_count; i++)
        buffer_printf(out, "%s%zu", i ? "," : "", page_rank(texts, finding->held[i]));
    buffer_add_text(out, "]]");
}

void page_findings_data(const PageView *view, Texts *texts, Buffer *out)
{
    buffer_add_text(out, "\"findings\":[");
    for (size_t i = 0; i < view->findings->count; i++) {
        buffer_add_text(out, i ? ",\n" : "\n");
        add_finding(texts, &view->findings->items[i], out);
    }
    buffer_add_char(out, ']');
}
