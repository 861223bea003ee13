#include "plan/obstacle.h"

static const struct {
    const char *code, *reason, *remedy;
} obstacles[OBSTACLE_COUNT] = {
    [OBSTACLE_NONE] = {"", "", ""},
    [OBSTACLE_DOUBLE] = {"sequence_en_double", N_("deux séquences portent cet identifiant"),
                         N_("donnez à chacune le sien dans sequences.csv")},
    [OBSTACLE_DATES] = {"dates_illisibles",
                        N_("le début ou la fin de la séquence manque ou ne peut pas être lu"),
                        N_("corrigez debut, fin ou fin_reelle dans sequences.csv")},
    [OBSTACLE_DAYS] = {"jours_illisibles",
                       N_("les jours de travail du stagiaire ne peuvent pas être lus"),
                       N_("corrigez jours dans sequences.csv, ou les lignes de periodes.csv")},
    [OBSTACLE_COMPANY] = {"entreprise_inconnue", N_("l'entreprise de la séquence n'est pas connue"),
                          N_("corrigez entreprise dans sequences.csv")},
    [OBSTACLE_SUPERVISOR] = {"superviseur_inconnu", N_("le superviseur nommé n'est pas connu"),
                             N_("corrigez superviseur dans sequences.csv")},
    [OBSTACLE_PERSON] = {"responsable_inconnu", N_("le responsable nommé n'est pas connu"),
                         N_("corrigez responsable dans sequences.csv")},
    [OBSTACLE_AVAILABILITY] = {"disponibilites_illisibles",
                               N_("les disponibilités du superviseur ne peuvent pas être lues"),
                               N_("corrigez disponibilites dans superviseurs.csv")},
    [OBSTACLE_STUDENT] =
        {"eleve_absent", N_("l'élève n'est pas connu, ou son statut est abandon ou suspendu"),
         N_("corrigez l'élève dans sequences.csv, son statut dans eleves.csv, ou le "
            "statut de la séquence")},
    [OBSTACLE_VISITS] = {"visite_illisible",
                         N_("une visite de la séquence n'a pas de date ou d'état lisible"),
                         N_("corrigez cette visite dans visites.csv")},
    [OBSTACLE_TABLE] =
        {"visites_illisibles",
         N_("des lignes de visites.csv ne peuvent pas être lues : elles sont peut-être "
            "de cette séquence"),
         N_("corrigez ces lignes ; « ate valider » les montre")},
    [OBSTACLE_NOBODY] =
        {"sans_responsable",
         N_("la séquence n'a pas de responsable, et personne n'a le rôle encadrement "
            "ou coordination"),
         N_("écrivez responsable dans sequences.csv")},
    [OBSTACLE_OVER] = {"sequence_finie", N_("il ne reste aucun jour avant la fin de la séquence"),
                       N_("notez les visites qui ont eu lieu dans visites.csv")},
    [OBSTACLE_CLOSED] = {"aucun_jour_ouvert",
                         N_("aucun jour de semaine qui reste n'est à la fois travaillé par le "
                            "stagiaire et ouvert à l'entreprise et à l'école"),
                         N_("vérifiez jours, periodes.csv et calendrier.csv, ou fixez vous-même la "
                            "visite")},
    [OBSTACLE_SUPERVISOR_DAYS] = {"superviseur_indisponible",
                                  N_("le superviseur n'est disponible aucune des demi-journées où "
                                     "le stagiaire travaille"),
                                  N_("demandez-lui une autre demi-journée, et ajoutez-la à "
                                     "disponibilites dans superviseurs.csv")},
    [OBSTACLE_FIRST_WEEK] = {"premiere_semaine",
                             N_("aucune demi-journée ne convient avant la semaine limite de la "
                                "première visite"),
                             N_("demandez une autre demi-journée au superviseur, ou augmentez "
                                "[visites] premiere_semaine_max")},
    [OBSTACLE_GAP] =
        {"ecart", N_("les jours qui conviennent sont trop près d'une autre visite de la séquence"),
         N_("diminuez [visites] ecart_min_jours, ou demandez une autre demi-journée au "
            "superviseur")},
    [OBSTACLE_FULL] =
        {"responsable_complet",
         N_("le responsable n'a plus de place ces jours-là : nombre par jour, heures, "
            "ou visites dans une autre ville la même demi-journée"),
         N_("confiez la séquence à un autre responsable, élargissez [visites] heures ou "
            "max_par_jour, ou demandez d'autres demi-journées au superviseur")},
};

const char *obstacle_code(Obstacle obstacle)
{
    return obstacles[obstacle].code;
}

const char *obstacle_reason(Obstacle obstacle)
{
    return _(obstacles[obstacle].reason);
}

const char *obstacle_remedy(Obstacle obstacle)
{
    return _(obstacles[obstacle].remedy);
}
