/* review: all that is to be said of a folder of templates, at once: what a run would refuse, and
 * what it would take but that nobody can have meant (warnings): files that nothing calls, text
 * that can never be printed, conditions that can never hold, languages that differ. */
#ifndef ATE_TEXT_REVIEW_H
#define ATE_TEXT_REVIEW_H

#include "text/catalogue.h"

/* `record` serves to check names. STATUS_SYSTEM alone stops. */
Status review_templates(const char *folder, const Record *record, Remarks *remarks, Error *error);

/* Between the files of the review. */
typedef struct Review {
    const Model *model;
    const char *folder;
    const Catalogue *catalogue;
    Remarks *remarks;
} Review;

/* reach.c: sections of a template that can never be printed. */
void review_reach(const Review *review, const Template *template, Scope scope, bool in_message);
/* twin.c: what one language names or holds, and the other does not. */
void review_twins(const Review *review, const Template *const templates[LANG_COUNT], Scope scope,
                  bool in_message);
/* never.c: conditions of a kind that can never hold. */
void review_conditions(const Review *review, const Kind *kind);
/* files.c: files that nothing calls, or that one language alone has. */
void review_files(const Review *review);

#endif
