/* text: findings on a terminal, the way good compilers show them: the place, the
 * faulty cell among its neighbours and underlined, what is wrong, how to mend it,
 * what it holds back; by file; then, a line each, what is only worth knowing, a
 * summary by code and the checks not made.
 * PERSONAL cells are masked, neighbours too. Ends with a newline.
 */
#ifndef ATE_SHOW_TEXT_H
#define ATE_SHOW_TEXT_H

#include "base/buffer.h"
#include "rule/rule.h"

typedef struct ShowOptions {
    bool colour; /* ANSI sequences */
    bool all;    /* every finding: else at most 10 of a code a file, and the count of the rest */
    bool quiet;  /* errors only, without the checks not made */
} ShowOptions;

/* `findings` are sorted (rule_run). */
void show_text(const Findings *findings, const Term *term, const ShowOptions *options, Buffer *out);

#endif
