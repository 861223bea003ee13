/* path: a student's sequences, chains folded into one step. */
#include "rule/path.h"

#include "rule/facts.h"

#include <stdlib.h>

/* What a sequence brings: hours done once it has ended, planned hours before. */
static Number hours_of(const Check *check, const Row *sequence)
{
    Number planned = amount(sequence, SEQUENCES_HEURES, 0);
    if (!sequence_is_ended(check, sequence))
        return planned;
    bool interrupted = row_is(sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_INTERROMPUE);
    return amount(sequence, SEQUENCES_HEURES_REALISEES, interrupted ? 0 : planned);
}

static bool hours_can_be_told(const Check *check, const Row *sequence)
{
    const Value *done = row_value(sequence, SEQUENCES_HEURES_REALISEES);
    if (sequence_is_ended(check, sequence) && done->state != VALUE_EMPTY)
        return done->state == VALUE_GOOD;
    return row_has(sequence, SEQUENCES_HEURES);
}

Step path_chain(const Check *check, const Row *sequence)
{
    enum { LONGEST = 32 };
    bool interrupted = row_is(sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_INTERROMPUE);
    Step step = {
        .row = sequence,
        .rank = (int)(amount(sequence, SEQUENCES_RANG, 0) / NUMBER_ONE),
        .start = row_date(sequence, SEQUENCES_DEBUT),
        .end = sequence_end(sequence),
        .hours = hours_of(check, sequence),
        .hours_known = hours_can_be_told(check, sequence),
        .done = row_is(sequence, SEQUENCES_STATUT, STATUT_SEQUENCE_TERMINEE),
        .counts = !interrupted,
    };
    const Row *before = row_link(sequence, SEQUENCES_REMPLACE);
    for (int i = 0; before && i < LONGEST; i++) { /* a cycle ends here too */
        Date start = row_date(before, SEQUENCES_DEBUT);
        if (start != DATE_NONE && start < step.start)
            step.start = start;
        step.hours += hours_of(check, before);
        step.hours_known &= hours_can_be_told(check, before);
        before = row_link(before, SEQUENCES_REMPLACE);
    }
    return step;
}

static Step earlier_step(const Row *earlier)
{
    return (Step){
        .earlier = earlier,
        .rank = (int)(amount(earlier, SEQUENCES_ANTERIEURES_RANG, 0) / NUMBER_ONE),
        .start = row_date(earlier, SEQUENCES_ANTERIEURES_DEBUT),
        .end = row_date(earlier, SEQUENCES_ANTERIEURES_FIN),
        .hours = amount(earlier, SEQUENCES_ANTERIEURES_HEURES, 0),
        .hours_known = row_has(earlier, SEQUENCES_ANTERIEURES_HEURES),
        .done = true,
        .counts = true,
    };
}

static int compare_steps(const void *left, const void *right)
{
    const Step *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->row ? a->row->index + 1 : 0) < (b->row ? b->row->index + 1 : 0) ? -1 : 1;
}

/* What could not be read may be a step, or stand at any rank. */
static bool can_be_read(const Check *check, RowSpan sequences, RowSpan earlier)
{
    bool readable = check->term->tables[T_SEQUENCES].broken_count == 0 &&
                    check->term->tables[T_SEQUENCES_ANTERIEURES].broken_count == 0;
    for (size_t i = 0; i < sequences.count; i++)
        readable &= row_has(sequences.rows[i], SEQUENCES_STATUT) &&
                    row_has(sequences.rows[i], SEQUENCES_RANG);
    for (size_t i = 0; i < earlier.count; i++)
        readable &= row_has(earlier.rows[i], SEQUENCES_ANTERIEURES_RANG);
    return readable;
}

Path path_of(Check *check, const Row *student)
{
    RowSpan sequences = children(check, T_SEQUENCES, SEQUENCES_ELEVE, student);
    RowSpan earlier =
        children(check, T_SEQUENCES_ANTERIEURES, SEQUENCES_ANTERIEURES_ELEVE, student);
    Path path = {.steps =
                     arena_array_of(check->scratch, sequences.count + earlier.count + 1, Step)};
    for (size_t i = 0; i < sequences.count; i++)
        if (sequence_is_live(check, sequences.rows[i]) &&
            !sequence_is_replaced(check, sequences.rows[i]))
            path.steps[path.count++] = path_chain(check, sequences.rows[i]);
    for (size_t i = 0; i < earlier.count; i++)
        path.steps[path.count++] = earlier_step(earlier.rows[i]);
    if (path.count)
        qsort(path.steps, path.count, sizeof *path.steps, compare_steps);
    path.readable = can_be_read(check, sequences, earlier);
    path.whole = check->term->tables[T_SEQUENCES_ANTERIEURES].present || path.count == 0 ||
                 path.steps[0].rank <= 1;
    return path;
}

bool path_known(Check *check, const Row *student, Path *path)
{
    *path = path_of(check, student);
    if (!path->readable) {
        report_unread(check, T_SEQUENCES);
        return false;
    }
    if (path->whole)
        return path->count > 0;
    report_unchecked(check, T_SEQUENCES,
                     _("le parcours commence après le rang 1, et sequences_anterieures.csv n'est "
                       "pas dans le dossier"),
                     1);
    return false;
}
