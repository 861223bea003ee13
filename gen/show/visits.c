#include "show/visits.h"

#include "show/json.h"
#include "term/visit.h"

/* --- words --------------------------------------------------------------- */

static const char *code_of(int list, int choice)
{
    return schema_choices(list)->choices[choice].code;
}

static void add_visit(const ProposedVisit *visit, Buffer *out)
{
    bool on_site = visit->mode == MODE_VISITE_SUR_PLACE;
    buffer_printf(out, "%s %s %s %s", visit->texts[VISITES_DATE], visit->texts[VISITES_HEURE],
                  row_key(visit->person), row_key(visit->sequence));
    const char *town = on_site ? visit_town(visit->sequence) : "";
    buffer_printf(out, " (%s%s%s", visit->texts[VISITES_MODE], *town ? ", " : "", town);
    if (visit->replaced)
        buffer_printf(out, _(", au lieu de %s:%u"), visit->replaced->table->file,
                      (unsigned)visit->replaced->line);
    buffer_add_text(out, ")\n");
}

/* The sequences that one obstacle stops, under it. */
static void add_obstacle(const Visits *visits, Obstacle obstacle, Buffer *out)
{
    size_t count = 0;
    for (size_t i = 0; i < visits->unplaced_count; i++)
        count += visits->unplaced[i].obstacle == obstacle ? visits->unplaced[i].count : 0;
    if (count == 0)
        return;
    buffer_printf(
        out, ngettext("\n%zu visite sans place : %s.\n", "\n%zu visites sans place : %s.\n", count),
        count, obstacle_reason(obstacle));
    buffer_add_text(out, " ");
    for (size_t i = 0; i < visits->unplaced_count; i++)
        if (visits->unplaced[i].obstacle == obstacle)
            buffer_printf(out, " %s", row_key(visits->unplaced[i].sequence));
    buffer_printf(out, "\n  → %s\n", obstacle_remedy(obstacle));
}

static size_t count_late(const Visits *visits)
{
    size_t count = 0;
    for (size_t i = 0; i < visits->count; i++)
        count += visits->items[i].late;
    return count;
}

void show_visits_text(const Visits *visits, bool each, Buffer *out)
{
    size_t late = count_late(visits);
    for (size_t i = 0; each && i < visits->count; i++)
        add_visit(&visits->items[i], out);
    if (each && visits->count)
        buffer_add_char(out, '\n');
    if (visits->sequences == 0) {
        buffer_add_text(out, _("Aucune séquence ne manque de visites.\n"));
        return;
    }
    buffer_printf(out,
                  ngettext("%zu séquence manque de visites", "%zu séquences manquent de visites",
                           visits->sequences),
                  visits->sequences);
    buffer_printf(out,
                  ngettext(" : %zu visite proposée, %zu sans place.\n",
                           " : %zu visites proposées, %zu sans place.\n", visits->count),
                  visits->count, visits_unplaced(visits));
    if (late)
        buffer_printf(
            out,
            ngettext(
                "%zu première visite est proposée après sa semaine limite, déjà passée.\n",
                "%zu premières visites sont proposées après leur semaine limite, déjà passée.\n",
                late),
            late);
    for (Obstacle obstacle = OBSTACLE_NONE + 1; obstacle < OBSTACLE_COUNT; obstacle++)
        add_obstacle(visits, obstacle, out);
}

/* --- JSON ---------------------------------------------------------------- */

static json_t *key_json(const Row *row)
{
    return row ? json_text(row_key(row)) : json_null();
}

static json_t *visit_json(const ProposedVisit *visit)
{
    json_t *made = json_object();
    json_object_set_new(made, "id", json_text(visit->texts[VISITES_ID]));
    json_object_set_new(made, "sequence", key_json(visit->sequence));
    json_object_set_new(made, "responsable", key_json(visit->person));
    json_object_set_new(made, "date", json_text(visit->texts[VISITES_DATE]));
    json_object_set_new(made, "heure", json_text(visit->texts[VISITES_HEURE]));
    json_object_set_new(made, "mode", json_text(visit->texts[VISITES_MODE]));
    json_object_set_new(made, "type", json_text(visit->texts[VISITES_TYPE]));
    json_object_set_new(made, "remplace",
                        visit->replaced ? json_sprintf("%s:%u", visit->replaced->table->file,
                                                       (unsigned)visit->replaced->line)
                                        : json_null());
    int type = row_choice(visit->evaluation, EVALUATIONS_TYPE);
    json_object_set_new(made, "evaluation",
                        type < 0 ? json_null() : json_text(code_of(C_TYPE_EVALUATION, type)));
    json_object_set_new(made, "tardive", json_boolean(visit->late));
    json_object_set_new(made, "responsable_choisi", json_boolean(visit->assigned));
    return made;
}

static json_t *unplaced_json(const UnplacedVisits *unplaced)
{
    json_t *made = json_object();
    json_object_set_new(made, "sequence", key_json(unplaced->sequence));
    json_object_set_new(made, "responsable", key_json(unplaced->person));
    json_object_set_new(made, "nombre", json_integer((json_int_t)unplaced->count));
    json_object_set_new(made, "code", json_text(obstacle_code(unplaced->obstacle)));
    json_object_set_new(made, "motif", json_text(obstacle_reason(unplaced->obstacle)));
    json_object_set_new(made, "remede", json_text(obstacle_remedy(unplaced->obstacle)));
    return made;
}

void show_visits_json(const Visits *visits, Buffer *out)
{
    json_t *whole = json_object(), *proposed = json_array(), *unplaced = json_array();
    DateText day;
    for (size_t i = 0; i < visits->count; i++)
        json_array_append_new(proposed, visit_json(&visits->items[i]));
    for (size_t i = 0; i < visits->unplaced_count; i++)
        json_array_append_new(unplaced, unplaced_json(&visits->unplaced[i]));
    json_object_set_new(whole, "version", json_integer(1));
    json_object_set_new(whole, "date", json_text(date_iso(visits->record->today, day)));
    json_object_set_new(whole, "propositions", proposed);
    json_object_set_new(whole, "non_placees", unplaced);
    json_add(out, whole, 0);
    buffer_add_char(out, '\n');
}
