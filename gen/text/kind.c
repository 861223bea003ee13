/* Questions asked of a kind of document, one subject at a time. */
#include "text/catalogue.h"

#include "base/text.h"

const Kind *catalogue_find(const Catalogue *catalogue, const char *name)
{
    for (size_t i = 0; i < catalogue->count; i++)
        if (text_is(catalogue->kinds[i].name, name))
            return &catalogue->kinds[i];
    return NULL;
}

bool kind_is_mailed(const Kind *kind)
{
    bool has_company = kind->scope == SCOPE_SEQUENCE || kind->scope == SCOPE_VISITE ||
                       kind->scope == SCOPE_ENTREPRISE || kind->scope == SCOPE_OFFRE;
    return *kind->mail && kind->recipients & RECIPIENT_COMPANY && has_company;
}

Truth kind_is_due(const Kind *kind, const Model *model, Datum root)
{
    return kind->due ? condition_holds(kind->due, model, root) : TRUTH_YES;
}

const KindTemplate *kind_template(const Kind *kind, const Model *model, Datum root)
{
    for (size_t i = 0; i < kind->template_count; i++) {
        const Condition *condition = kind->templates[i].condition;
        if (!condition || condition_holds(condition, model, root) == TRUTH_YES)
            return &kind->templates[i];
    }
    return NULL;
}

static const Row *link_of(const Record *record, const Row *row, int column)
{
    const Value *value = record_value(record, row, column);
    return value->state == VALUE_GOOD ? value->link : NULL;
}

/* The columns that lead to the student and the company of a subject; -1: the row itself,
 * -2: it has none. */
static const struct { int table, student, company; } ways[] = {
    {T_SEQUENCES, SEQUENCES_ELEVE, SEQUENCES_ENTREPRISE},
    {T_ELEVES, -1, -2},
    {T_ENTREPRISES, -2, -1},
    {T_OFFRES, -2, OFFRES_ENTREPRISE},
};

static const Row *follow(const Record *record, const Row *row, int column)
{
    return column == -1 ? row : column < 0 ? NULL : link_of(record, row, column);
}

static bool row_lang(const Record *record, const Row *row, int column, Lang *lang)
{
    const Value *value = record_value(record, row, column);
    if (!row || value->state != VALUE_GOOD)
        return false;
    *lang = value->choice == LANGUE_EN ? LANG_EN : LANG_FR;
    return true;
}

Lang kind_lang(const Kind *kind, const Record *record, const Subject *subject)
{
    bool is_english = config_choice(record->config, CONFIG_ETABLISSEMENT_LANGUE) == LANGUE_EN;
    Lang lang = is_english ? LANG_EN : LANG_FR;
    const Row *row = subject->row, *student = NULL, *company = NULL;
    if (subject->scope == SCOPE_VISITE)
        row = link_of(record, row, VISITES_SEQUENCE);
    for (size_t i = 0; row && i < sizeof ways / sizeof *ways; i++)
        if (row->table->id == ways[i].table) {
            student = follow(record, row, ways[i].student);
            company = follow(record, row, ways[i].company);
        }
    if (student && kind->recipients & RECIPIENT_STUDENT)
        row_lang(record, student, ELEVES_LANGUE, &lang);
    else if (company && kind->recipients & RECIPIENT_COMPANY)
        row_lang(record, company, ENTREPRISES_LANGUE, &lang);
    return lang;
}
