#include "archive/retention.h"

#include "base/message.h"

#include <stdio.h>

enum { MOST_YEARS = 100 };

static Status read_years(const Config *config, int key, int *years, Error *error)
{
    ConfigPlace place;
    Number wanted = config_number(config, key, 0);
    *years = (int)(wanted / NUMBER_ONE);
    if (!config_has(config, key) ||
        (wanted % NUMBER_ONE == 0 && wanted >= NUMBER_ONE && *years <= MOST_YEARS))
        return STATUS_OK;
    error_set(error, STATUS_USAGE, config_place(config, key, place),
              _("[registre] %s = %s n'est pas une durée"), config_key(key)->key,
              config_text(config, key));
    error_remedy(error, _("écrivez un nombre entier d'années, de 1 à %d"), MOST_YEARS);
    return STATUS_USAGE;
}

Status retention_read(Retention *retention, const Config *config, Error *error)
{
    Status status =
        read_years(config, CONFIG_REGISTRE_CONSERVATION_ANNEES, &retention->years, error);
    return status == STATUS_OK ? read_years(config, CONFIG_REGISTRE_CONSERVATION_ATTESTATIONS,
                                            &retention->proof_years, error)
                               : status;
}

static int ending_year(Date day)
{
    CivilDate date = date_civil(day);
    return date.month >= 7 ? date.year + 1 : date.year;
}

Date school_year_end(Date day)
{
    return day == DATE_NONE ? DATE_NONE : date_of(ending_year(day), 6, 30);
}

const char *school_year_name(Date day, SchoolYear name)
{
    int end = ending_year(day);
    snprintf(name, sizeof(SchoolYear), "%04d-%04d", end - 1, end);
    return name;
}

Date retention_until(Date last, int years)
{
    if (last == DATE_NONE || years <= 0)
        return DATE_NONE;
    return date_of(ending_year(last) + years, 6, 30);
}
