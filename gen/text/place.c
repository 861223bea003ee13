#include "text/place.h"

#include "base/text.h"

#include <string.h>

typedef struct Place {
    const char *address, *town, *province, *postal_code, *country;
} Place;

static const struct Province {
    const char *folded[4]; /* how users write it, folded */
    const char *name[LANG_COUNT];
} provinces[] = {
    {{"qc", "quebec", "pq"}, {"Québec", "Québec"}},
    {{"on", "ontario"}, {"Ontario", "Ontario"}},
    {{"nb", "nouveaubrunswick", "newbrunswick"}, {"Nouveau-Brunswick", "New Brunswick"}},
    {{"ns", "ne", "nouvelleecosse", "novascotia"}, {"Nouvelle-Écosse", "Nova Scotia"}},
    {{"pe", "ipe", "ileduprinceedouard", "princeedwardisland"},
     {"Île-du-Prince-Édouard", "Prince Edward Island"}},
    {{"nl", "tnl", "terreneuveetlabrador", "newfoundlandandlabrador"},
     {"Terre-Neuve-et-Labrador", "Newfoundland and Labrador"}},
    {{"mb", "manitoba"}, {"Manitoba", "Manitoba"}},
    {{"sk", "saskatchewan"}, {"Saskatchewan", "Saskatchewan"}},
    {{"ab", "alberta"}, {"Alberta", "Alberta"}},
    {{"bc", "cb", "colombiebritannique", "britishcolumbia"},
     {"Colombie-Britannique", "British Columbia"}},
    {{"yt", "yukon"}, {"Yukon", "Yukon"}},
    {{"nt", "tno", "territoiresdunordouest", "northwestterritories"},
     {"Territoires du Nord-Ouest", "Northwest Territories"}},
    {{"nu", "nunavut"}, {"Nunavut", "Nunavut"}},
};
enum { QUEBEC = 0, PROVINCE_COUNT = sizeof provinces / sizeof *provinces };

static bool in_canada(const Model *model, const Place *place)
{
    const char *folded = text_fold(model->arena, place->country);
    return !*folded || text_is(folded, "canada") || text_is(folded, "ca");
}

/* The rank of a province; Québec when nothing is said in Canada; -1 when it is not known. */
static int province_of(const Model *model, const Place *place)
{
    const char *folded = text_fold(model->arena, place->province);
    if (!*folded)
        return in_canada(model, place) ? QUEBEC : -1;
    for (int i = 0; i < PROVINCE_COUNT; i++)
        for (int j = 0; j < 4 && provinces[i].folded[j]; j++)
            if (text_is(provinces[i].folded[j], folded))
                return i;
    return -1;
}

static const char *line_of(const Model *model, const Place *place)
{
    if (!*place->address && !*place->town)
        return "";
    int rank = province_of(model, place);
    const char *province = rank < 0 ? place->province : provinces[rank].name[model->lang];
    return arena_printf(model->arena, "%s%s%s%s%s%s%s%s%s%s", place->address,
                        *place->address && *place->town ? ", " : "", place->town,
                        *province ? " (" : "", province, *province ? ")" : "",
                        *place->postal_code ? "  " : "", place->postal_code,
                        in_canada(model, place) ? "" : ", ",
                        in_canada(model, place) ? "" : place->country);
}

static const char *text_of(const Model *model, const Row *row, int column)
{
    const Value *value = record_value(model->record, row, column);
    if (value->state != VALUE_GOOD)
        return "";
    return row_column(row, column)->type == TYPE_POSTAL_CODE ? value->print : value->text;
}

static Place place_of_company(const Model *model, const Row *company)
{
    return (Place){
        text_of(model, company, ENTREPRISES_ADRESSE), text_of(model, company, ENTREPRISES_VILLE),
        text_of(model, company, ENTREPRISES_PROVINCE),
        text_of(model, company, ENTREPRISES_CODE_POSTAL), text_of(model, company, ENTREPRISES_PAYS),
    };
}

/* A province or a country alone corrects the company's. */
static Place place_of_sequence(const Model *model, const Row *sequence)
{
    const char *province = text_of(model, sequence, SEQUENCES_LIEU_PROVINCE);
    const char *country = text_of(model, sequence, SEQUENCES_LIEU_PAYS);
    Place own = {
        text_of(model, sequence, SEQUENCES_LIEU_ADRESSE),
        text_of(model, sequence, SEQUENCES_LIEU_VILLE), province,
        text_of(model, sequence, SEQUENCES_LIEU_CODE_POSTAL), country,
    };
    if (*own.address || *own.town)
        return own;
    const Value *company = record_value(model->record, sequence, SEQUENCES_ENTREPRISE);
    Place place = place_of_company(model, company->state == VALUE_GOOD ? company->link : NULL);
    if (*province || *country) {
        place.province = province;
        place.country = country;
    }
    return place;
}

const char *place_school_line(const Model *model)
{
    const Config *config = model->record->config;
    const Value *code = &config->values[CONFIG_ETABLISSEMENT_CODE_POSTAL];
    Place place = {config_text(config, CONFIG_ETABLISSEMENT_ADRESSE),
                   config_text(config, CONFIG_ETABLISSEMENT_VILLE), "",
                   code->state == VALUE_GOOD ? code->print : "", ""};
    return line_of(model, &place);
}

const char *place_company_line(const Model *model, const Row *company)
{
    Place place = place_of_company(model, company);
    return line_of(model, &place);
}

const char *place_sequence_line(const Model *model, const Row *sequence)
{
    Place place = place_of_sequence(model, sequence);
    return line_of(model, &place);
}

const char *place_sequence_town(const Model *model, const Row *sequence)
{
    return place_of_sequence(model, sequence).town;
}

bool place_is_outside_quebec(const Model *model, const Row *sequence)
{
    Place place = place_of_sequence(model, sequence);
    return !in_canada(model, &place) || province_of(model, &place) != QUEBEC;
}
