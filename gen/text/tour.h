/* tour: the tags of a template, one after the other, with what each one names from outside every
 * section: `{{nom}}` in `{{#superviseur}}` is "superviseur.nom". Private to text/. */
#ifndef ATE_TEXT_TOUR_H
#define ATE_TEXT_TOUR_H

#include "text/knows.h"
#include "text/template_parts.h"

typedef struct Stop {
    const Token *tag;  /* VALUE, RAW, SECTION, INVERTED or END; a partial is entered */
    const char *name;  /* lives as long as the tour's arena; "" for an END */
    Known known;       /* SHAPE_NONE: nothing can be said of it */
} Stop;
typedef void TourVisitor(void *context, const Stop *stop);

typedef struct Tour {
    const Model *model;
    Scope scope;
    bool in_message;
    TourVisitor *visit;
    void *context;
} Tour;

void tour_template(const Tour *tour, const Template *template);

#endif
