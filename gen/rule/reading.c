/* reading: what was found while the tables were read, as findings.
 *
 * The term keeps Problems; each kind belongs to one code of the family Reading, and
 * one function says it in words. A hint is not given for a PERSONAL column: it could
 * hold the value itself. */
#include "rule/families.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "rule/facts.h"

typedef void SayProblem(Check *check, const Problem *problem, Place place);

static const char *file_of(const Check *check, const Problem *problem)
{
    return check->term->tables[problem->table].file;
}

static const char *column_name(const Problem *problem)
{
    return problem->column >= 0 ? schema_column(problem->table, problem->column)->name : "";
}

static bool is_personal(const Problem *problem)
{
    return problem->column >= 0 &&
           (schema_column(problem->table, problem->column)->flags & COLUMN_PERSONAL);
}

static bool table_is_personal(int table)
{
    const TableSchema *schema = schema_table(table);
    for (size_t c = 0; c < schema->column_count; c++)
        if (schema->columns[c].flags & COLUMN_PERSONAL)
            return true;
    return false;
}

/* The column of the file where the problem is, -1 when it is of the row or the file. */
static int problem_column(const Table *table, const Problem *problem)
{
    for (size_t f = 0; problem->header && f < table->header_count; f++)
        if (table->headers[f] == problem->header)
            return (int)f;
    return problem->column >= 0 && table->file_column ? table->file_column[problem->column] : -1;
}

static Place problem_place(const Check *check, const Problem *problem)
{
    const Table *table = &check->term->tables[problem->table];
    Place place = problem->row ? place_of(check->term, problem->row, problem->column)
                               : place_of_file(check->term, problem->table);
    if (problem->line)
        place.line = problem->line;
    int file_column = problem_column(table, problem);
    if (!problem->row && file_column >= 0) {
        place.column_id = problem->column;
        place.column = table->headers[file_column];
        cell_name(file_column, problem->record, place.cell);
    }
    if (problem->value)
        place.value = place_mask(problem->table, problem->column, problem->value);
    bool whole_record = problem->kind == PROBLEM_RECORD && problem->value;
    if (whole_record && table_is_personal(problem->table))
        place.value = "***";
    return place;
}

static void say_absent(Check *check, const Problem *problem, Place place)
{
    if (problem->table == T_DECLARATION_REFUS)
        return; /* there is one only once a destination has refused something */
    if (schema_table(problem->table)->required)
        report(check, place, _("cette table obligatoire n'est pas dans le dossier"));
    else
        report_as(check, SEVERITY_INFO, place,
                  _("ajoutez ce fichier si vous tenez ces données ; sinon, rien à faire"),
                  _("cette table facultative n'est pas dans le dossier : ce qui en dépend n'est ni "
                    "vérifié ni produit"));
}

static void say_unreadable(Check *check, const Problem *problem, Place place)
{
    report(check, place, _("ce fichier ne peut pas être lu : %s"),
           problem->a ? problem->a : _("il n'est pas lisible"));
}

static void say_empty(Check *check, const Problem *problem, Place place)
{
    if (problem->kind == PROBLEM_FILE_EMPTY)
        report(check, place, _("ce fichier est vide : il n'a pas même une ligne de titres"));
    else if (schema_table(problem->table)->required)
        report(check, place, _("cette table obligatoire a des titres, mais aucune ligne"));
    else
        report_as(check, SEVERITY_INFO, place, _("rien à faire si cette table doit être vide"),
                  _("cette table a des titres, mais aucune ligne"));
}

static void say_encoding(Check *check, const Problem *problem, Place place)
{
    report(check, place, _("lu en %s, colonnes séparées par « %s »"), problem->a ? problem->a : "",
           problem->b ? problem->b : "");
}

/* "« No fiche », « Groupe » et 3 autres": the headers that belong to no column. */
static const char *say_extras(Check *check, const Table *table)
{
    enum { MOST_NAMED = 4 };
    Buffer names = {0};
    for (size_t i = 0; i < table->extra_count && i < MOST_NAMED; i++)
        buffer_printf(&names, "%s« %s »", i ? ", " : "", table->extra_headers[i]);
    if (table->extra_count > MOST_NAMED)
        buffer_printf(&names,
                      ngettext(" et %zu autre", " et %zu autres", table->extra_count - MOST_NAMED),
                      table->extra_count - MOST_NAMED);
    const char *text = arena_string(check->scratch, buffer_text(&names));
    buffer_free(&names);
    return text;
}

static const char *fix_column_missing(Check *check, const Problem *problem)
{
    const Table *table = &check->term->tables[problem->table];
    if (table->titles_line)
        return arena_printf(check->scratch,
                            _("retirez les lignes au-dessus des titres : ils semblent être à la "
                              "ligne %u"),
                            (unsigned)table->titles_line);
    if (table->extra_count == 0)
        return arena_printf(check->scratch, _("ajoutez une colonne « %s » à %s"), problem->a,
                            table->file);
    return arena_printf(check->scratch,
                        _("ajoutez cette colonne ou, si elle porte un autre titre (%s), écrivez "
                          "dans config.ini, sous [colonnes.%s] : « %s = » suivi de ce titre"),
                        say_extras(check, table), table->schema->name, problem->a);
}

static void say_column_missing(Check *check, const Problem *problem, Place place)
{
    report_as(check, SEVERITY_ERROR, place, fix_column_missing(check, problem),
              _("la colonne obligatoire « %s » manque dans %s"), problem->a,
              file_of(check, problem));
    /* What has no identifier cannot be numbered, nor found again in the registry. */
    if (problem->column == schema_table(problem->table)->key)
        report_holds(check, "*");
}

/* The fault is in config.ini, whose line is the place. */
static void say_mapping_absent(Check *check, const Problem *problem, Place place)
{
    place = (Place){
        .file = path_name(check->config->path), .line = problem->line,
        .column = column_name(problem), .value = problem->a, .table = -1, .column_id = -1,
    };
    const char *table = schema_table(problem->table)->name;
    const char *fix =
        problem->b ? arena_printf(check->scratch, _("écrivez « %s = %s » sous [colonnes.%s]"),
                                  column_name(problem), problem->b, table)
                   : arena_printf(check->scratch,
                                  _("écrivez, sous [colonnes.%s], « %s = » suivi du titre qui est "
                                    "dans %s, ou retirez cette ligne"),
                                  table, column_name(problem), file_of(check, problem));
    report_as(check, SEVERITY_ERROR, place, fix, _("aucun titre « %s » dans %s"), problem->a,
              file_of(check, problem));
}

static void say_column_unknown(Check *check, const Problem *problem, Place place)
{
    if (problem->b)
        report_as(check, SEVERITY_WARNING, place,
                  arena_printf(check->scratch,
                               _("si c'est bien elle, écrivez dans config.ini, sous "
                                 "[colonnes.%s] : « %s = %s » ; sinon, ne faites rien"),
                               schema_table(problem->table)->name, problem->b, problem->a),
                  _("« %s » n'est pas une colonne connue ; elle ressemble à « %s », qui manque"),
                  problem->a, problem->b);
    else
        report(check, place, _("« %s » n'est pas une colonne connue : elle n'est pas vérifiée"),
               problem->a);
}

static void say_column_double(Check *check, const Problem *problem, Place place)
{
    report(check, place, _("deux titres donnent la même colonne « %s » : %s"), problem->a,
           problem->b ? problem->b : "");
}

static void say_record(Check *check, const Problem *problem, Place place)
{
    report(check, place, _("cette ligne ne peut pas être lue : %s"), problem->a ? problem->a : "");
}

static void say_required(Check *check, const Problem *problem, Place place)
{
    report(check, place, _("« %s » est obligatoire, et la case est vide"), column_name(problem));
}

static void say_type(Check *check, const Problem *problem, Place place)
{
    bool is_date =
        problem->column >= 0 && schema_column(problem->table, problem->column)->type == TYPE_DATE;
    const char *fix = is_personal(problem) ? NULL : problem->b; /* what was meant is a value too */
    if (fix && is_date)
        fix = arena_printf(check->scratch, _("écrivez la date : %s"), fix);
    else if (is_date)
        fix = _("écrivez la date en AAAA-MM-JJ ; si toute la colonne est ainsi, donnez-lui dans Excel "
                "le format de cellule « aaaa-mm-jj » et enregistrez de nouveau");
    if (is_personal(problem))
        report_as(check, SEVERITY_ERROR, place, fix, _("« %s » devrait être %s"), column_name(problem),
                  problem->a);
    else
        report_as(check, SEVERITY_ERROR, place, fix, _("« %s » n'est pas %s"), problem->value,
                  problem->a);
}

static void say_too_long(Check *check, const Problem *problem, Place place)
{
    size_t length = problem->value ? utf8_count(problem->value) : 0;
    report(check, place, _("« %s » a %zu caractères ; le maximum est de %s"), column_name(problem),
           length, problem->a ? problem->a : "");
}

static void say_key_double(Check *check, const Problem *problem, Place place)
{
    report(check, place, _("« %s » sert déjà d'identifiant à %s"),
           problem->value ? problem->value : "", problem->a ? problem->a : "");
    /* What names the key may mean either row. */
    const Row **both = arena_array_of(check->findings->arena, 2, const Row *);
    both[0] = problem->row;
    both[1] = term_find(check->term, problem->table, row_key(problem->row));
    report_about(check, both, 2);
}

static void say_link_unknown(Check *check, const Problem *problem, Place place)
{
    const char *fix =
        problem->b ? arena_printf(check->scratch, _("vouliez-vous dire « %s » ?"), problem->b)
                   : NULL;
    report_as(check, SEVERITY_ERROR, place, fix, _("« %s » n'est pas dans %s"),
              problem->value ? problem->value : "", problem->a ? problem->a : "");
}

static void say_days_assumed(Check *check, const Problem *problem, Place place)
{
    report(check, place,
           _("des cases « jours » de %s sont vides : la présence est comptée du lundi au vendredi"),
           file_of(check, problem));
}

typedef struct Reading {
    ProblemKind kind;
    const char *code;
    SayProblem *say;
} Reading;

static const Reading readings[] = {
    {PROBLEM_FILE_ABSENT, "fichier-absent", say_absent},
    {PROBLEM_FILE_UNREADABLE, "fichier-illisible", say_unreadable},
    {PROBLEM_FILE_EMPTY, "fichier-vide", say_empty},
    {PROBLEM_NO_ROWS, "fichier-vide", say_empty},
    {PROBLEM_ENCODING, "encodage-detecte", say_encoding},
    {PROBLEM_COLUMN_MISSING, "colonne-absente", say_column_missing},
    {PROBLEM_MAPPING_ABSENT, "colonne-absente", say_mapping_absent},
    {PROBLEM_COLUMN_UNKNOWN, "colonne-inconnue", say_column_unknown},
    {PROBLEM_COLUMN_DOUBLE, "colonne-double", say_column_double},
    {PROBLEM_RECORD, "enregistrement-invalide", say_record},
    {PROBLEM_VALUE_REQUIRED, "valeur-requise", say_required},
    {PROBLEM_VALUE_TYPE, "valeur-type", say_type},
    {PROBLEM_VALUE_TOO_LONG, "valeur-trop-longue", say_too_long},
    {PROBLEM_KEY_DOUBLE, "cle-double", say_key_double},
    {PROBLEM_LINK_UNKNOWN, "lien-inconnu", say_link_unknown},
    {PROBLEM_DAYS_ASSUMED, "jours-presumes", say_days_assumed},
};

static const Reading *reading_of(ProblemKind kind)
{
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++)
        if (readings[i].kind == kind)
            return &readings[i];
    return NULL;
}

void reading_problems(Check *check, const Row *row)
{
    (void)row;
    for (size_t i = 0; i < check->term->problem_count; i++) {
        const Problem *problem = &check->term->problems[i];
        const Reading *reading = reading_of(problem->kind);
        if (reading && text_is(reading->code, check->rule->code))
            reading->say(check, problem, problem_place(check, problem));
    }
}

/* Why links to this table were not judged. */
static const char *why_not_judged(const Table *target, Arena *arena)
{
    if (!target->present)
        return arena_printf(arena, _("%s n'est pas dans le dossier"), target->file);
    int key = target->schema->key;
    if (target->slot[key] < 0)
        return arena_printf(arena, _("la colonne « %s » n'est pas dans %s"),
                            target->schema->columns[key].name, target->file);
    return arena_printf(arena, _("des lignes de %s n'ont pas pu être lues"), target->file);
}

void reading_links(Check *check, const Row *row)
{
    reading_problems(check, row);
    for (int t = 0; t < TABLE_COUNT; t++) {
        const Table *table = &check->term->tables[t];
        for (size_t c = 0; table->unjudged && c < table->schema->column_count; c++) {
            if (table->unjudged[c] == 0)
                continue;
            const Table *target = &check->term->tables[table->schema->columns[c].target];
            report_unchecked(check, t, why_not_judged(target, check->scratch), table->unjudged[c]);
        }
    }
}
