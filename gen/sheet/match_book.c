#include "sheet/match_book.h"

#include "sheet/table.h"

/* A Basis that knows more: the sheets below are given it back. */
typedef struct MatchBook {
    Basis basis; /* first */
    const Matching *matching;
} MatchBook;

static const Matching *matching_of(const Basis *basis)
{
    return ((const MatchBook *)basis)->matching;
}

static const char *name_of(const Row *student, Arena *arena)
{
    return arena_printf(arena, "%s, %s", row_text(student, ELEVES_NOM),
                        row_text(student, ELEVES_PRENOM));
}

/* --- Jumelages ------------------------------------------------------------------------ */

static Cell match_sequence(const Line *line)
{
    return cell_text(
        match_value(matching_of(line->basis), line->match, SEQUENCES_ID, line->arena));
}

static Cell match_number(const Line *line)
{
    return line_value(line, line->match->student, ELEVES_ID);
}

static Cell match_name(const Line *line)
{
    return cell_text(name_of(line->match->student, line->arena));
}

static Cell match_programme_code(const Line *line)
{
    return line_value(line, line->match->student, ELEVES_PROGRAMME);
}

static Cell match_group(const Line *line)
{
    return line_value(line, line->match->student, ELEVES_GROUPE);
}

static Cell match_company(const Line *line)
{
    return cell_text(row_key(line->match->place->company));
}

static Cell match_company_name(const Line *line)
{
    return line_value(line, line->match->place->company, ENTREPRISES_NOM);
}

static Cell match_offer(const Line *line)
{
    return line_value(line, line->match->place->offer, OFFRES_ID);
}

static Cell match_mode(const Line *line)
{
    return cell_text(
        schema_choices(C_MODE_JUMELAGE)->choices[line->match->mode].label[line_lang(line)]);
}

static Cell match_first(const Line *line)
{
    return line->match->sequence ? cell_date(line->match->first)
                                 : line_value(line, line->match->place->offer, OFFRES_DEBUT);
}

static Cell match_last(const Line *line)
{
    return line->match->sequence ? cell_date(line->match->last)
                                 : line_value(line, line->match->place->offer, OFFRES_FIN);
}

static Cell match_near(const Line *line)
{
    return cell_text(match_distance_words(match_distance(line->match, line->match->place)));
}

static Cell match_why(const Line *line)
{
    return cell_text(match_reason(line->match, line->arena));
}

static Cell match_to_see(const Line *line)
{
    return cell_text(match_remark(matching_of(line->basis), line->match, line->arena));
}

/* clang-format off */
static const Column match_columns[] = {
    {"sequence", {"Séquence", "Sequence"}, 14, FORMAT_TEXT, BY(match_sequence)},
    {"fiche", {"Fiche", "Student no."}, 11, FORMAT_TEXT, BY(match_number)},
    {"eleve", {"Élève", "Student"}, 26, FORMAT_TEXT, BY(match_name)},
    {"programme", {"Programme", "Programme"}, 11, FORMAT_TEXT, BY(match_programme_code)},
    {"groupe", {"Groupe", "Group"}, 9, FORMAT_TEXT, BY(match_group)},
    {"entreprise", {"Entreprise", "Company"}, 11, FORMAT_TEXT, BY(match_company)},
    {"nom", {"Nom de l'entreprise", "Name of the company"}, 32, FORMAT_WRAP,
     BY(match_company_name)},
    {"offre", {"Offre", "Offer"}, 9, FORMAT_TEXT, BY(match_offer)},
    {"mode", {"Mode de jumelage", "Mode of matching"}, 18, FORMAT_WRAP, BY(match_mode)},
    {"debut", {"Début", "Start"}, 11, FORMAT_DATE, BY(match_first)},
    {"fin", {"Fin", "End"}, 11, FORMAT_DATE, BY(match_last)},
    {"codes_postaux", {"Codes postaux du domicile et de l'entreprise", "Postal codes, home and company"},
     22, FORMAT_WRAP, BY(match_near)},
    {"pourquoi", {"Pourquoi", "Why"}, 52, FORMAT_WRAP, BY(match_why)},
    {"a_voir", {"À voir", "To see to"}, 44, FORMAT_WRAP, BY(match_to_see)},
};
/* clang-format on */

static size_t lines_of_students(const Basis *basis, Arena *arena, bool placed, Line **lines)
{
    const Matching *matching = matching_of(basis);
    size_t count = 0;
    *lines = arena_array_of(arena, matching->student_count, Line);
    for (size_t i = 0; i < matching->student_count; i++)
        if ((matching->students[i].place != NULL) == placed)
            (*lines)[count++].match = &matching->students[i];
    return count;
}

static size_t match_lines(const Basis *basis, Arena *arena, Line **lines)
{
    return lines_of_students(basis, arena, true, lines);
}

static const Sheet sheet_matches = {
    .key = "jumelages",
    .name = {"Jumelages", "Matches"},
    .table = -1,
    .columns = match_columns,
    .column_count = sizeof match_columns / sizeof *match_columns,
    .lines = match_lines,
};

/* --- Sans placement ------------------------------------------------------------------- */

static Cell left_sequence(const Line *line)
{
    return line_value(line, line->match->sequence, SEQUENCES_ID);
}

static Cell left_applications(const Line *line)
{
    return cell_count(term_children(line_record(line)->term, T_CANDIDATURES, CANDIDATURES_ELEVE,
                                    line->match->student)
                          .count);
}

/* clang-format off */
static const Column left_columns[] = {
    {"fiche", {"Fiche", "Student no."}, 11, FORMAT_TEXT, BY(match_number)},
    {"eleve", {"Élève", "Student"}, 26, FORMAT_TEXT, BY(match_name)},
    {"programme", {"Programme", "Programme"}, 11, FORMAT_TEXT, BY(match_programme_code)},
    {"groupe", {"Groupe", "Group"}, 9, FORMAT_TEXT, BY(match_group)},
    {"sequence", {"Séquence prévue", "Planned sequence"}, 14, FORMAT_TEXT, BY(left_sequence)},
    {"candidatures", {"Candidatures", "Applications"}, 13, FORMAT_INTEGER, BY(left_applications)},
    {"pourquoi", {"Pourquoi", "Why"}, 100, FORMAT_WRAP, BY(match_why)},
};
/* clang-format on */

static size_t left_lines(const Basis *basis, Arena *arena, Line **lines)
{
    return lines_of_students(basis, arena, false, lines);
}

static const Sheet sheet_left = {
    .key = "sans_placement",
    .name = {"Sans placement", "Not placed"},
    .table = -1,
    .columns = left_columns,
    .column_count = sizeof left_columns / sizeof *left_columns,
    .lines = left_lines,
};

/* --- Entreprises ---------------------------------------------------------------------- */

static Cell place_company(const Line *line)
{
    return cell_text(row_key(line->place->company));
}

static Cell place_company_name(const Line *line)
{
    return line_value(line, line->place->company, ENTREPRISES_NOM);
}

static Cell place_offer(const Line *line)
{
    return line_value(line, line->place->offer, OFFRES_ID);
}

static Cell place_mode(const Line *line)
{
    return line_value(line, line->place->offer, OFFRES_MODE);
}

static Cell place_programmes(const Line *line)
{
    const MatchPlace *place = line->place;
    const char *text = "";
    for (size_t i = 0; i < place->programme_count; i++)
        text = arena_printf(line->arena, "%s%s%s", text, i ? ", " : "",
                            row_key(place->programmes[i].programme));
    return cell_text(text);
}

static Cell place_first(const Line *line)
{
    return cell_date(line->place->first);
}

static Cell place_last(const Line *line)
{
    return cell_date(line->place->last);
}

static Cell place_offered(const Line *line)
{
    return line->place->fault.flaw == FLAW_PLACES_UNKNOWN ? cell_text(NULL)
                                                          : cell_count(line->place->offered);
}

static Cell place_taken(const Line *line)
{
    return cell_count(line->place->taken);
}

static Cell place_given(const Line *line)
{
    return cell_count(line->place->given);
}

static Cell place_left(const Line *line)
{
    const MatchPlace *place = line->place;
    size_t used = place->taken + place->given;
    return cell_count(place->offered > used ? place->offered - used : 0);
}

static Cell place_applications(const Line *line)
{
    return cell_count(line->place->wished);
}

static Cell place_who(const Line *line)
{
    const Matching *matching = matching_of(line->basis);
    Buffer out = {0};
    for (size_t i = 0; i < matching->student_count; i++)
        if (matching->students[i].place == line->place)
            buffer_printf(&out, "%s%s", out.length ? "\n" : "",
                          name_of(matching->students[i].student, line->arena));
    Cell cell = cell_text(arena_string(line->arena, buffer_text(&out)));
    buffer_free(&out);
    return cell;
}

static Cell place_remark(const Line *line)
{
    return cell_text(match_place_remark(line->place, line->arena));
}

/* clang-format off */
static const Column place_columns[] = {
    {"entreprise", {"Entreprise", "Company"}, 11, FORMAT_TEXT, BY(place_company)},
    {"nom", {"Nom", "Name"}, 32, FORMAT_WRAP, BY(place_company_name)},
    {"offre", {"Offre", "Offer"}, 9, FORMAT_TEXT, BY(place_offer)},
    {"mode", {"Mode", "Mode"}, 18, FORMAT_WRAP, BY(place_mode)},
    {"programmes", {"Programmes", "Programmes"}, 14, FORMAT_WRAP, BY(place_programmes)},
    {"debut", {"Du", "From"}, 11, FORMAT_DATE, BY(place_first)},
    {"fin", {"Au", "To"}, 11, FORMAT_DATE, BY(place_last)},
    {"places", {"Places", "Places"}, 8, FORMAT_INTEGER, BY(place_offered)},
    {"prises", {"Déjà prises", "Taken already"}, 9, FORMAT_INTEGER, BY(place_taken)},
    {"candidatures", {"Candidatures", "Applications"}, 13, FORMAT_INTEGER, BY(place_applications)},
    {"proposees", {"Proposées", "Proposed"}, 11, FORMAT_INTEGER, BY(place_given)},
    {"restantes", {"Restantes", "Left"}, 11, FORMAT_INTEGER, BY(place_left)},
    {"eleves", {"Élèves proposés", "Students proposed"}, 30, FORMAT_WRAP, BY(place_who)},
    {"remarque", {"Remarque", "Remark"}, 52, FORMAT_WRAP, BY(place_remark)},
};
/* clang-format on */

/* Offers, what was asked for, and the places of confirmed companies that make no offer. */
static size_t place_lines(const Basis *basis, Arena *arena, Line **lines)
{
    const Matching *matching = matching_of(basis);
    size_t count = 0;
    *lines = arena_array_of(arena, matching->place_count, Line);
    for (size_t i = 0; i < matching->place_count; i++) {
        const MatchPlace *place = &matching->places[i];
        bool shown = !place->beside &&
                     row_is(place->company, ENTREPRISES_STATUT, STATUT_ENTREPRISE_CONFIRMEE);
        if (shown || place->wished)
            (*lines)[count++].place = place;
    }
    return count;
}

static const Sheet sheet_places = {
    .key = "places",
    .name = {"Entreprises", "Companies"},
    .table = -1,
    .columns = place_columns,
    .column_count = sizeof place_columns / sizeof *place_columns,
    .lines = place_lines,
};

static void put_sheets(Grid *grid, void *context)
{
    (void)context;
    table_sheet(grid, &sheet_matches);
    table_sheet(grid, &sheet_left);
    table_sheet(grid, &sheet_places);
}

Status match_book_write(const Summary *summary, const Matching *matching, const char *path,
                        bool *written, Error *error)
{
    MatchBook book = {.basis = {.summary = summary}, .matching = matching};
    return grid_write(&book.basis, path, put_sheets, NULL, written, error);
}
