/* declaration: the inputs beside what the registry's lots say was declared. */
#include "rule/families.h"

#include "base/map.h"
#include "base/text.h"
#include "record/refusal.h"
#include "rule/facts.h"
#include "term/value.h"

/* The last entry of each sequence, by its key; NULL, with an Unchecked, when the
 * registry cannot be read. */
static Map *declared(Check *check)
{
    Error error;
    LotEntry *entries;
    size_t count;
    if (lots_declared(check->record->registry, check->scratch, &entries, &count, &error) !=
        STATUS_OK) {
        report_unchecked(check, T_SEQUENCES, error.what, 0);
        return NULL;
    }
    Map *map = map_new();
    for (size_t i = 0; i < count; i++)
        map_put(map, entries[i].sequence, &entries[i]);
    return map;
}

static const char *declared_value(const LotEntry *entry, const char *field)
{
    for (size_t i = 0; i < entry->value_count; i++)
        if (text_is(entry->values[i].field, field))
            return entry->values[i].value;
    return NULL;
}

typedef void JudgeDeclared(Check *check, const Row *sequence, const LotEntry *entry);

/* `entry` is NULL for a sequence that no lot holds. */
static void each_sequence(Check *check, JudgeDeclared *judge)
{
    const Table *sequences = &check->term->tables[T_SEQUENCES];
    Map *map = declared(check);
    for (size_t i = 0; map && i < sequences->row_count; i++)
        judge(check, &sequences->rows[i], map_get(map, row_key(&sequences->rows[i])));
    map_free(map);
}

static void judge_missing(Check *check, const Row *sequence, const LotEntry *entry)
{
    if (sequence_is_ended(check, sequence) && (!entry || entry->nature == NATURE_ANNULATION))
        report(check, place_of(check->term, sequence, -1),
               _("la séquence %s a fini le %s et n'est dans aucun lot de déclaration"),
               row_key(sequence), say_day(check, sequence_end(sequence)));
}

void declaration_missing(Check *check, const Row *row)
{
    (void)row;
    each_sequence(check, judge_missing);
}

static void judge_hours(Check *check, const Row *sequence, const LotEntry *entry)
{
    if (!entry || entry->nature == NATURE_ANNULATION ||
        !row_has(sequence, SEQUENCES_HEURES_REALISEES))
        return;
    const char *text = declared_value(entry, "heures");
    Number told, done = row_number(sequence, SEQUENCES_HEURES_REALISEES, 0);
    if (text && value_parse_number(text, &told) && told != done)
        report(check, place_of(check->term, sequence, SEQUENCES_HEURES_REALISEES),
               _("le lot %s a déclaré %s h, mais les heures réalisées sont de %s h"), entry->lot,
               say_number(check, told), say_number(check, done));
}

void declaration_hours(Check *check, const Row *row)
{
    (void)row;
    each_sequence(check, judge_hours);
}

/* False, with an Unchecked, when the registry cannot be read. */
static bool refusals_known(Check *check, Refusals *refusals)
{
    Error error;
    if (refusals_read(check->record, check->scratch, refusals, &error) == STATUS_OK)
        return true;
    report_unchecked(check, T_DECLARATION_REFUS, error.what, 0);
    return false;
}

void declaration_refused(Check *check, const Row *row)
{
    (void)row;
    Refusals refusals;
    if (!refusals_known(check, &refusals))
        return;
    for (size_t i = 0; i < refusals.count; i++) {
        const Refusal *refusal = &refusals.items[i];
        const LotRefusal *told = &refusal->refused;
        if (!refusal->last)
            continue;
        report(check, place_of(check->term, refusal->row, DECLARATION_REFUS_NUMERO),
               *told->code ? _("le destinataire a refusé la séquence %s (lot %s, code %s)")
                           : _("le destinataire a refusé la séquence %s (lot %s)"),
               told->sequence, told->lot, told->code);
    }
}

void declaration_refusal_unknown(Check *check, const Row *row)
{
    (void)row;
    Refusals refusals;
    if (!refusals_known(check, &refusals))
        return;
    for (size_t i = 0; i < refusals.unknown_count; i++)
        report(check, place_of(check->term, refusals.unknown[i], DECLARATION_REFUS_NUMERO),
               _("« %s » n'est le numéro d'aucun enregistrement, lot ou séquence déclarée"),
               row_text(refusals.unknown[i], DECLARATION_REFUS_NUMERO));
}

static void judge_reuse(Check *check, const Row *sequence, const LotEntry *entry)
{
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    const char *known = entry ? declared_value(entry, "fiche") : NULL;
    if (student && known && !text_is(known, row_key(student)))
        report(check, place_of(check->term, sequence, SEQUENCES_ID),
               _("« %s » a déjà été déclarée pour l'élève %s (lot %s), pas pour %s"),
               row_key(sequence), known, entry->lot, row_key(student));
}

void declaration_reused_key(Check *check, const Row *row)
{
    (void)row;
    each_sequence(check, judge_reuse);
}
