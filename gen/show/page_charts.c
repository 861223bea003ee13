/* page_charts: what the charts of index.html count. */
#include "show/page_part.h"

#include "base/text.h"
#include "issue/subject.h"
#include "show/chart.h"
#include "show/html.h"
#include "term/calendar.h"
#include "term/visit.h"

/* "5195 Soudage-montage" */
static const char *programme_name(Arena *arena, const Row *programme)
{
    if (!programme)
        return _("sans programme");
    return arena_printf(arena, "%s %s", row_key(programme), row_text(programme, PROGRAMMES_TITRE));
}

/* --- Protocols ------------------------------------------------------------------------------ */

static void count_protocols(const PageView *view, Chart *chart)
{
    enum { SIGNED, TO_SIGN, TO_MAKE, HELD };
    const Situation *situation = view->situation;
    for (size_t i = 0; i < situation->issue->count; i++) {
        const Document *document = &situation->issue->documents[i];
        if (!text_is(document->kind->name, contract_kind))
            continue;
        const char *programme =
            programme_name(chart->arena, subject_keys(&document->subject).programme);
        chart_count(chart, programme,
                    *document->held_by               ? HELD
                    : !situation->produced[i]        ? TO_MAKE
                    : document->settled ||
                            document->issued.transcription ? SIGNED
                                                           : TO_SIGN,
                    1);
    }
}

/* --- Visits --------------------------------------------------------------------------------- */

static void count_visits(const PageView *view, Chart *chart)
{
    enum { DONE, TO_COME, PAST };
    const Table *table = &view->record->term->tables[T_VISITES];
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *visit = &table->rows[i], *sequence = row_link(visit, VISITES_SEQUENCE);
        const Row *officer = visit_person(visit);
        Date day = row_date(visit, VISITES_DATE);
        if (!visit_stands(visit) || record_is_cancelled(view->record, sequence))
            continue;
        chart_count(chart, officer ? page_officer(chart->arena, officer) : _("personne"),
                    visit_is_done(visit)                               ? DONE
                    : day != DATE_NONE && day < view->situation->today ? PAST
                                                                       : TO_COME,
                    1);
    }
}

/* --- Attestations ------------------------------------------------------------------------- */

static void count_attestations(const PageView *view, Chart *chart)
{
    enum { MADE, TO_MAKE, HELD };
    const Situation *situation = view->situation;
    for (size_t i = 0; i < situation->issue->count; i++) {
        const Document *document = &situation->issue->documents[i];
        const Row *sequence = subject_keys(&document->subject).sequence;
        if (!sequence || !text_is(document->kind->name, "attestation"))
            continue;
        DateText day;
        Date end = sequence_end(record_row(view->record, sequence));
        if (end == DATE_NONE)
            continue;
        chart_count(chart, arena_slice(chart->arena, date_iso(end, day), sizeof "2027-03" - 1),
                    *document->held_by ? HELD : situation->produced[i] ? MADE : TO_MAKE, 1);
    }
}

/* --- Hours ---------------------------------------------------------------------------------- */

static size_t whole_hours(Number hours)
{
    return hours > 0 ? (size_t)((hours + NUMBER_ONE / 2) / NUMBER_ONE) : 0;
}

/* Each sequence is rounded to the hour. What is left is told for those that are not over. */
static void count_hours(const PageView *view, Chart *chart)
{
    enum { DONE, LEFT };
    const Table *table = &view->record->term->tables[T_SEQUENCES];
    for (size_t i = 0; i < table->row_count; i++) {
        const Row *sequence = record_row(view->record, &table->rows[i]);
        if (!record_is_live(view->record, &table->rows[i]))
            continue;
        bool over = record_is_ended(view->record, &table->rows[i]);
        size_t done = whole_hours(row_number(sequence, SEQUENCES_HEURES_REALISEES, 0));
        size_t agreed = whole_hours(row_number(sequence, SEQUENCES_HEURES, 0));
        const char *programme = programme_name(
            chart->arena, row_link(row_link(sequence, SEQUENCES_ELEVE), ELEVES_PROGRAMME));
        chart_count(chart, programme, DONE, done);
        chart_count(chart, programme, LEFT, over || agreed < done ? 0 : agreed - done);
    }
}

/* --- All of them ---------------------------------------------------------------------------- */

typedef void Count(const PageView *view, Chart *chart);

static void add(const PageView *view, Chart chart, Count *count, Buffer *out)
{
    chart.total = _("En tout");
    chart_open(&chart);
    count(view, &chart);
    chart_add(&chart, _("les autres"), view->lang, out);
    chart_close(&chart);
}

void page_charts(const PageView *view, Buffer *out)
{
    size_t before = out->length;
    add(view,
        (Chart){.id = "graphique-protocoles",
                .title = _("Protocoles par programme"),
                .by = _("Programme"),
                .parts = {{_("signés"), CHART_DONE}, {_("à signer"), CHART_NEXT},
                          {_("à produire"), CHART_WAITING}, {_("retenus"), CHART_STOPPED}}},
        count_protocols, out);
    add(view,
        (Chart){.id = "graphique-visites",
                .title = _("Visites faites et prévues, par responsable"),
                .by = _("Responsable"),
                .parts = {{_("faites"), CHART_DONE}, {_("à venir"), CHART_NEXT},
                          {_("passées, à noter"), CHART_STOPPED}}},
        count_visits, out);
    add(view,
        (Chart){.id = "graphique-attestations",
                .title = _("Attestations, par mois de fin de la séquence"),
                .by = _("Mois"),
                .parts = {{_("produites"), CHART_DONE}, {_("à produire"), CHART_WAITING},
                          {_("retenues"), CHART_STOPPED}}},
        count_attestations, out);
    add(view,
        (Chart){.id = "graphique-heures",
                .title = _("Heures en entreprise, par programme"),
                .by = _("Programme"),
                .parts = {{_("réalisées"), CHART_DONE}, {_("restantes"), CHART_NEXT}}},
        count_hours, out);
    if (out->length == before)
        html_paragraph(out, _("Rien encore à représenter."));
}
