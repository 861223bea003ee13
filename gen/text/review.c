#include "text/review.h"

static void review_kind(const Review *review, const Kind *kind)
{
    for (size_t t = 0; t < kind->template_count; t++) {
        const Template *const *languages = kind->templates[t].template;
        for (Lang lang = LANG_FR; lang <= LANG_EN; lang++)
            if (languages[lang])
                review_reach(review, languages[lang], kind->scope, false);
        review_twins(review, languages, kind->scope, false);
    }
    for (Lang lang = LANG_FR; lang <= LANG_EN; lang++)
        if (kind->message[lang])
            review_reach(review, kind->message[lang], SCOPE_ENTREPRISE, true);
    review_twins(review, kind->message, SCOPE_ENTREPRISE, true);
    review_conditions(review, kind);
}

Status review_templates(const char *folder, const Record *record, Remarks *remarks, Error *error)
{
    Catalogue catalogue;
    Arena *arena = remarks->arena;
    Status status = catalogue_review(&catalogue, arena, folder, record, remarks, error);
    if (status)
        return status;
    Model model;
    model_open(&model, record, arena, LANG_FR);
    Review review = {&model, folder, &catalogue, remarks};
    for (size_t i = 0; i < catalogue.count; i++)
        review_kind(&review, &catalogue.kinds[i]);
    review_files(&review);
    return STATUS_OK;
}
