#include "term/visit.h"

bool visit_stands(const Row *visit)
{
    int state = row_choice(visit, VISITES_STATUT);
    return state >= 0 && state != STATUT_VISITE_ANNULEE;
}

bool visit_is_done(const Row *visit)
{
    return row_is(visit, VISITES_STATUT, STATUT_VISITE_REALISEE);
}

bool visit_is_follow_up(const Row *visit)
{
    return row_value(visit, VISITES_TYPE)->state == VALUE_EMPTY ||
           row_is(visit, VISITES_TYPE, TYPE_VISITE_SUIVI);
}

const Row *visit_person(const Row *visit)
{
    if (row_value(visit, VISITES_RESPONSABLE)->state != VALUE_EMPTY)
        return row_link(visit, VISITES_RESPONSABLE);
    return row_link(row_link(visit, VISITES_SEQUENCE), SEQUENCES_RESPONSABLE);
}

const char *visit_town(const Row *sequence)
{
    const char *town = row_text(sequence, SEQUENCES_LIEU_VILLE);
    return *town ? town : row_text(row_link(sequence, SEQUENCES_ENTREPRISE), ENTREPRISES_VILLE);
}

bool visits_wanted(const Config *config, const Row *sequence, Number *wanted)
{
    const Row *programme = row_link(row_link(sequence, SEQUENCES_ELEVE), ELEVES_PROGRAMME);
    const Value *profile = config_profile(config, CONFIG_PROFIL_FP_VISITES_MIN);
    if (row_has(sequence, SEQUENCES_VISITES_CONVENUES))
        *wanted = row_number(sequence, SEQUENCES_VISITES_CONVENUES, 0);
    else if (row_has(programme, PROGRAMMES_VISITES_PREVUES))
        *wanted = row_number(programme, PROGRAMMES_VISITES_PREVUES, 0);
    else if (config_has(config, CONFIG_VISITES_PAR_SEQUENCE))
        *wanted = config_number(config, CONFIG_VISITES_PAR_SEQUENCE, 0);
    else if (profile && profile->state == VALUE_GOOD)
        *wanted = profile->number;
    else
        return false;
    return true;
}

Number visits_a_day(const Config *config, const Row *person)
{
    return row_has(person, PERSONNEL_VISITES_MAX_JOUR)
               ? row_number(person, PERSONNEL_VISITES_MAX_JOUR, 0)
               : config_number(config, CONFIG_VISITES_MAX_PAR_JOUR, 4 * NUMBER_ONE);
}

Number visit_minutes(const Config *config)
{
    return config_number(config, CONFIG_VISITES_DUREE_MINUTES, 60 * NUMBER_ONE);
}

Number visits_first_week(const Config *config)
{
    return config_number(config, CONFIG_VISITES_PREMIERE_SEMAINE_MAX, 3 * NUMBER_ONE);
}
