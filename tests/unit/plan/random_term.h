/* random_term: a dossier thrown from a seed: staff, companies in towns written in several ways,
 * supervisors more or less free, sequences of all kinds, visits of which some cannot be, closures,
 * evaluations. The rows of each table come out in the order of another seed. */
#ifndef ATE_TESTS_PLAN_RANDOM_TERM_H
#define ATE_TESTS_PLAN_RANDOM_TERM_H

#include "../term/dossier.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "dice.h"

#define PICK(dice, list) (list)[dice_throw(dice, (int)(sizeof(list) / sizeof *(list)))]

typedef struct RandomTerm {
    TestDossier dossier;
    Dice dice;
    Arena *arena;
    int staff, companies, supervisors, sequences, visits;
    Date today;
} RandomTerm;

/* Lines of a table, shuffled under their header. */
typedef struct Lines {
    const char *header;
    const char *items[256];
    int count;
} Lines;

static inline void lines_write(RandomTerm *t, const char *file, Lines *lines, uint64_t order)
{
    Dice dice = dice_of(order);
    Buffer out = {0};
    for (int i = lines->count - 1; order && i > 0; i--) {
        int j = dice_throw(&dice, i + 1);
        const char *moved = lines->items[i];
        lines->items[i] = lines->items[j];
        lines->items[j] = moved;
    }
    buffer_printf(&out, "%s\n", lines->header);
    for (int i = 0; i < lines->count; i++)
        buffer_printf(&out, "%s\n", lines->items[i]);
    dossier_write(&t->dossier, file, buffer_text(&out));
    buffer_free(&out);
}

static inline const char *random_day(RandomTerm *t, int from, int span)
{
    DateText text;
    return arena_string(t->arena,
                        date_iso(date_of(2027, 1, 4) + from + dice_throw(&t->dice, span), text));
}

/* A word of a list set: "lun-am|mar-pm", each with this chance. */
static inline const char *random_set(RandomTerm *t, const char *const *words, int count,
                                     int percent)
{
    Buffer out = {0};
    for (int i = 0; i < count; i++)
        if (dice_says(&t->dice, percent))
            buffer_printf(&out, "%s%s", out.length ? "|" : "", words[i]);
    const char *set = arena_string(t->arena, buffer_text(&out));
    buffer_free(&out);
    return set;
}

static inline void throw_people(RandomTerm *t, uint64_t order)
{
    static const char *const towns[] = {"Lévis",        "LEVIS",        "Québec",
                                        "Saint-Agapit", "saint agapit", ""};
    static const char *const codes[] = {"G6V 1A1", "G1R 5A5", "G0S 1Z0", "H2X 1Y4", ""};
    static const char *const halves[] = {"lun-am", "lun-pm", "mar-am", "mar-pm", "mer-am",
                                         "mer-pm", "jeu-am", "jeu-pm", "ven-am", "ven-pm"};
    static const char *const roles[] = {"encadrement", "encadrement", "coordination", "direction"};
    static const char *const most[] = {"", "", "1", "2", "6"};
    Lines staff = {.header = "id;nom;prenom;role;visites_max_jour"};
    Lines companies = {.header = "id;nom;adresse;ville;code_postal;representant_nom;statut"};
    Lines supervisors = {.header = "id;entreprise;nom;prenom;disponibilites"};
    for (int i = 0; i < t->staff; i++)
        staff.items[staff.count++] = arena_printf(t->arena, "P%d;Roy;Ève;%s;%s", i,
                                                  PICK(&t->dice, roles), PICK(&t->dice, most));
    for (int i = 0; i < t->companies; i++)
        companies.items[companies.count++] =
            arena_printf(t->arena, "C%d;Garage %d;2, rue A;%s;%s;Ada Un;confirmee", i, i,
                         PICK(&t->dice, towns), PICK(&t->dice, codes));
    for (int i = 0; i < t->supervisors; i++)
        supervisors.items[supervisors.count++] =
            arena_printf(t->arena, "S%d;C%d;Lavoie;Zoé;%s", i, i % t->companies,
                         dice_says(&t->dice, 40) ? "" : random_set(t, halves, 10, 35));
    lines_write(t, "personnel.csv", &staff, order);
    lines_write(t, "entreprises.csv", &companies, order);
    lines_write(t, "superviseurs.csv", &supervisors, order);
}

static inline void throw_sequences(RandomTerm *t, uint64_t order)
{
    static const char *const days[] = {"lun", "mar", "mer", "jeu", "ven", "sam", "dim"};
    static const char *const states[] = {"jumelee", "signee", "en_cours", "jumelee",
                                         "signee",  "prevue", "terminee", "annulee"};
    static const char *const shifts[] = {"", "jour", "jour", "soir", "nuit"};
    static const char *const wanted[] = {"", "1", "2", "2", "3", "4"};
    Lines sequences = {
        .header = "id;eleve;entreprise;superviseur;responsable;rang;type;statut;debut;fin;"
                  "jours;heures_semaine;heures;quart;teletravail;remuneree;visites_convenues"};
    Lines spells = {.header = "sequence;debut;fin;jours"};
    for (int i = 0; i < t->sequences; i++) {
        int start = dice_throw(&t->dice, 90), length = 14 + dice_throw(&t->dice, 90);
        int company = dice_throw(&t->dice, t->companies);
        sequences.items[sequences.count++] = arena_printf(
            t->arena, "Q%02d;E%d;C%d;%s;%s;1;developpement;%s;%s;%s;%s;35;140;%s;%s;oui;%s", i,
            1 + i % 2, company,
            dice_says(&t->dice, 25) ? "" : arena_printf(t->arena, "S%d", company),
            dice_says(&t->dice, 20) ? ""
                                    : arena_printf(t->arena, "P%d", dice_throw(&t->dice, t->staff)),
            PICK(&t->dice, states), random_day(t, start, 1), random_day(t, start + length, 1),
            dice_says(&t->dice, 40) ? "" : random_set(t, days, 7, 55), PICK(&t->dice, shifts),
            dice_says(&t->dice, 10) ? "oui" : "", PICK(&t->dice, wanted));
        for (int s = 0; dice_says(&t->dice, 15) && s < 4; s++)
            spells.items[spells.count++] =
                arena_printf(t->arena, "Q%02d;%s;%s;", i, random_day(t, start + s * 20, 1),
                             random_day(t, start + s * 20 + 10, 1));
    }
    lines_write(t, "sequences.csv", &sequences, order);
    lines_write(t, "periodes.csv", &spells, order);
}

static inline void throw_visits(RandomTerm *t, uint64_t order)
{
    static const char *const states[] = {"proposee", "proposee", "confirmee", "realisee",
                                         "annulee"};
    static const char *const hours[] = {"9:00", "9:30", "10:30", "13:00", "15:30", ""};
    static const char *const modes[] = {"sur_place", "sur_place", "sur_place", "visio",
                                        "telephone"};
    static const char *const types[] = {"", "suivi", "suivi", "finale", "signature"};
    Lines visits = {.header = "id;sequence;type;date;heure;mode;statut;responsable"};
    Lines evaluations = {.header = "id;sequence;type;date_prevue;date_realisee"};
    for (int i = 0; i < t->visits; i++)
        visits.items[visits.count++] = arena_printf(
            t->arena, "%s;Q%02d;%s;%s;%s;%s;%s;%s",
            dice_says(&t->dice, 30) ? "" : arena_printf(t->arena, "V%d", i),
            dice_throw(&t->dice, t->sequences), PICK(&t->dice, types), random_day(t, 0, 180),
            PICK(&t->dice, hours), PICK(&t->dice, modes), PICK(&t->dice, states),
            dice_says(&t->dice, 60)
                ? ""
                : arena_printf(t->arena, "P%d", dice_throw(&t->dice, t->staff)));
    for (int i = 0; i < t->sequences; i++)
        if (dice_says(&t->dice, 50))
            evaluations.items[evaluations.count++] = arena_printf(
                t->arena, "X%d;Q%02d;%s;%s;", i, dice_throw(&t->dice, t->sequences),
                dice_says(&t->dice, 50) ? "finale" : "mi_parcours", random_day(t, 10, 160));
    lines_write(t, "visites.csv", &visits, order);
    lines_write(t, "evaluations.csv", &evaluations, order);
}

static inline void throw_calendar(RandomTerm *t, uint64_t order)
{
    static const char *const kinds[] = {"conge", "pedagogique", "fermeture", "reprise"};
    static const char *const scopes[] = {"", "ecole", "tous", "entreprise"};
    static const char *const hours[] = {"9:00-16:00", "8:30-15:00", "8 h - 12 h", "13:00-17:30",
                                        "9:00-16:00"};
    Lines calendar = {.header = "date;fin;type;portee;entreprise"};
    for (int i = dice_throw(&t->dice, 8); i > 0; i--) {
        int day = dice_throw(&t->dice, 170);
        bool company = dice_says(&t->dice, 30);
        calendar.items[calendar.count++] = arena_printf(
            t->arena, "%s;%s;%s;%s;%s", random_day(t, day, 1),
            dice_says(&t->dice, 50) ? "" : random_day(t, day, 8), PICK(&t->dice, kinds),
            company ? "entreprise" : PICK(&t->dice, scopes),
            company ? arena_printf(t->arena, "C%d", dice_throw(&t->dice, t->companies)) : "");
    }
    lines_write(t, "calendrier.csv", &calendar, order);
    snprintf(t->dossier.config_extra, sizeof t->dossier.config_extra,
             "[visites]\npar_sequence = %d\npremiere_semaine_max = %d\necart_min_jours = %d\n"
             "max_par_jour = %d\nheures = %s\nduree_minutes = %d\npaques = %s\n",
             1 + dice_throw(&t->dice, 3), 1 + dice_throw(&t->dice, 4), dice_throw(&t->dice, 22),
             1 + dice_throw(&t->dice, 4), PICK(&t->dice, hours), 30 + 15 * dice_throw(&t->dice, 4),
             dice_says(&t->dice, 50) ? "vendredi" : "lundi");
}

/* `order` 0: rows in the order in which they were thrown. */
static inline void random_term_make(RandomTerm *t, uint64_t seed, uint64_t order)
{
    *t = (RandomTerm){.dice = dice_of(seed), .arena = arena_new()};
    dossier_make(&t->dossier);
    t->staff = 1 + dice_throw(&t->dice, 4);
    t->companies = 1 + dice_throw(&t->dice, 7);
    t->supervisors = t->companies + dice_throw(&t->dice, 3);
    t->sequences = 1 + dice_throw(&t->dice, 24);
    t->visits = dice_throw(&t->dice, 30);
    t->today = date_of(2027, 1, 4) + dice_throw(&t->dice, 120) - 20;
    throw_people(t, order);
    throw_sequences(t, order);
    throw_visits(t, order);
    throw_calendar(t, order);
    dossier_load(&t->dossier);
}

static inline void random_term_end(RandomTerm *t)
{
    dossier_end(&t->dossier);
    arena_free(t->arena);
}

#endif
