#include "record/declarable.h"

Declarable record_declarable(const Record *record, const Row *sequence)
{
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    if (record_status(record, sequence) < 0)
        return DECLARABLE_UNKNOWN;
    if (!record_is_ended(record, sequence))
        return DECLARABLE_NOT_ENDED;
    if (!student)
        return DECLARABLE_UNKNOWN;
    if (record_value(record, sequence, SEQUENCES_HEURES_REALISEES)->state != VALUE_GOOD)
        return DECLARABLE_NO_HOURS;
    if (record_value(record, student, ELEVES_CODE_PERMANENT)->state != VALUE_GOOD)
        return DECLARABLE_NO_PERMANENT_CODE;
    return DECLARABLE_YES;
}
