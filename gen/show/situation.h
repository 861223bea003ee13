/* situation: where the term stands (`ate etat`): what is to do, sorted by deadline; what holds
 * documents back and how to free them; then tables by kind and by officer. Keys and numbers, never
 * a name. */
#ifndef ATE_SHOW_SITUATION_H
#define ATE_SHOW_SITUATION_H

#include "base/buffer.h"
#include "issue/situation.h"

typedef struct SituationView {
    const Situation *situation;
    bool all;          /* duties beyond the horizon too */
    size_t to_declare; /* records of the next lot; told when the situation is whole */
} SituationView;

void show_situation_text(const SituationView *view, Buffer *out);
/* docs/etat.schema.json; every duty, whatever its deadline. */
void show_situation_json(const SituationView *view, Buffer *out);

#endif
