/* words: what the front sheet says, in both languages. */
#ifndef ATE_SHEET_WORDS_H
#define ATE_SHEET_WORDS_H

#include "base/message.h"
#include "sheet/tally.h"

typedef enum Word {
    WORD_NAME, WORD_DAY, WORD_PRIVATE, WORD_AMENDED, WORD_BRIEF, WORD_DONE, WORD_OF, WORD_SHARE,
    WORD_PROTOCOLS, WORD_STATES, WORD_UNKNOWN, WORD_TOTAL,
    WORD_MONTHS, WORD_OUTSIDE, WORD_PLANNED, WORD_VISITS_DONE, WORD_ATTESTATIONS,
    WORD_OFFICERS, WORD_NOBODY, WORD_LATE,
    WORD_HOURS, WORD_HOURS_PLANNED, WORD_HOURS_DONE, WORD_SEQUENCES, WORD_NO_PROGRAMME,
    WORD_POSTS, WORD_AMOUNT, WORD_AMOUNT_DONE, WORD_TASKS, WORD_NO_POST,
    WORD_DOCUMENTS, WORD_PRODUCED, WORD_HELD, WORD_PARTIAL,
    WORD_FINDINGS, WORD_UNCHECKED, WORD_SHEETS,
    WORD_VISITS_CHART, WORD_ATTESTATIONS_CHART,
    WORD_COUNT
} Word;

const char *words_of(Word word, Lang lang);
const char *words_share(ShareKind kind, Lang lang);
const char *words_month(int month, Lang lang); /* from 1: "janv." */

#endif
