#include "issue/reads.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* What a record leads to: the link of a row, under the column's own name. */
static const struct {
    int table, column;
} links[] = {
    {T_SEQUENCES, SEQUENCES_ELEVE},       {T_SEQUENCES, SEQUENCES_ENTREPRISE},
    {T_SEQUENCES, SEQUENCES_SUPERVISEUR}, {T_SEQUENCES, SEQUENCES_RESPONSABLE},
    {T_ELEVES, ELEVES_PROGRAMME},         {T_VISITES, VISITES_SEQUENCE},
    {T_VISITES, VISITES_RESPONSABLE},     {T_OFFRES, OFFRES_ENTREPRISE},
    {T_OFFRES, OFFRES_PROGRAMME},         {T_CANDIDATURES, CANDIDATURES_ELEVE},
    {T_CANDIDATURES, CANDIDATURES_OFFRE}, {T_LACUNES, LACUNES_RECUPERATION_RESPONSABLE},
    {T_CRITERES_ENTREPRISES, CRITERES_ENTREPRISES_CODE},
};
enum { LINK_COUNT = sizeof links / sizeof *links };

/* Computed names (text/computed.c) that read a row without saying the name of its link. */
static const struct {
    const char *word, *also;
} aliases[] = {
    {"activites_realisees", "activites"},
    {"calcul_concorde", "calendrier"},
    {"candidats", "candidatures"},
    {"candidats", "eleve"},
    {"coordination", "personnel"},
    {"eleves_actifs", "eleves"},
    {"entreprises_confirmees", "entreprises"},
    {"entreprises_sollicitees", "entreprises"},
    {"evaluation_finale", "evaluations"},
    {"heures_calcul", "calendrier"},
    {"heures_faites", "sequences"},
    {"heures_faites", "sequences_anterieures"},
    {"hors_quebec", "entreprise"},
    {"jours_travailles", "calendrier"},
    {"lacunes_a_corriger", "lacunes"},
    {"lacunes_a_corriger", "sequences"},
    {"lieu_ligne", "entreprise"},
    {"lieu_nom", "entreprise"},
    {"parcours", "entreprise"},
    {"parcours", "evaluations"},
    {"parcours", "sequences"},
    {"parcours", "sequences_anterieures"},
    {"programme", "eleve"},
    {"rencontre_prevue", "integrations"},
    {"retours", "integrations"},
    {"retours", "sequences"},
    {"semaines_travaillees", "calendrier"},
    {"semaines_travaillees", "entreprise"},
    {"sequence_a_jumeler", "sequences"},
    {"sequences_a_venir", "sequences"},
    {"sequences_en_cours", "sequences"},
    {"sequences_finies", "sequences"},
    {"sequences_retirees", "sequences"},
    {"tournees", "visites"},
    {"ville_visite", "entreprise"},
    {"visites_realisees", "visites"},
};

static const char *const declaration_words[] = {"eleve", "entreprise", "evaluations", "programme"};

/* --- words --------------------------------------------------------------- */

typedef struct Words {
    Arena *arena;
    const char **items; /* on the heap until they are sorted */
    size_t count, capacity;
} Words;

static void add_word(Words *words, const char *word)
{
    words->items =
        vector_reserve(words->items, &words->capacity, words->count + 1, sizeof *words->items);
    words->items[words->count++] = word;
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (text_is(word, aliases[i].word))
            add_word(words, aliases[i].also);
}

static void add_name(Words *words, const char *name)
{
    while (*name) {
        size_t length = strcspn(name, ".");
        add_word(words, arena_slice(words->arena, name, length));
        name += length + (name[length] == '.');
    }
}

static Status take_name(void *context, const char *const *sections, size_t depth, const char *name,
                        const char *place, Error *error)
{
    (void)place, (void)error;
    for (size_t i = 0; i < depth; i++)
        add_name(context, sections[i]);
    add_name(context, name);
    return STATUS_OK;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void keep_words(Words *words, Reader *reader)
{
    if (words->count)
        qsort(words->items, words->count, sizeof *words->items, by_text);
    reader->words = arena_array_of(words->arena, words->count + 1, const char *);
    for (size_t i = 0; i < words->count; i++)
        if (i == 0 || !text_is(words->items[i], words->items[i - 1]))
            reader->words[reader->word_count++] = words->items[i];
    free(words->items);
}

static Reader reader_of_kind(const Kind *kind, Arena *arena)
{
    Reader reader = {.name = kind->name, .kind = kind, .scope = kind->scope};
    Words words = {.arena = arena};
    for (size_t t = 0; t < kind->template_count; t++)
        for (int lang = 0; lang < LANG_COUNT; lang++)
            if (kind->templates[t].template[lang])
                template_names(kind->templates[t].template[lang], take_name, &words, NULL);
    keep_words(&words, &reader);
    return reader;
}

static Reader reader_of_declaration(Arena *arena)
{
    Reader reader = {.name = "declaration", .scope = SCOPE_SEQUENCE};
    Words words = {.arena = arena};
    for (size_t i = 0; i < sizeof declaration_words / sizeof *declaration_words; i++)
        add_word(&words, declaration_words[i]);
    keep_words(&words, &reader);
    return reader;
}

void reads_open(Reads *reads, const Record *record, const Catalogue *catalogue, Arena *arena)
{
    *reads = (Reads){.term = record->term, .count = catalogue->count + 1};
    reads->readers = arena_array_of(arena, reads->count, Reader);
    for (size_t k = 0; k < catalogue->count; k++)
        reads->readers[k] = reader_of_kind(&catalogue->kinds[k], arena);
    reads->readers[catalogue->count] = reader_of_declaration(arena);
}

const Reader *reads_of(const Reads *reads, const Kind *kind)
{
    for (size_t i = 0; i < reads->count; i++)
        if (reads->readers[i].kind == kind)
            return &reads->readers[i];
    return NULL;
}

static bool uses(const Reader *reader, const char *word)
{
    return !reader ||
           bsearch(&word, reader->words, reader->word_count, sizeof *reader->words, by_text);
}

static bool uses_link(const Reader *reader, size_t link)
{
    return uses(reader, schema_column(links[link].table, links[link].column)->name);
}

/* The spells of a sequence make its length and hours, under no name of their own. */
static bool uses_table(const Reader *reader, int table)
{
    return table == T_PERIODES || uses(reader, schema_table(table)->name);
}

bool reader_reads(const Reader *reader, int table)
{
    int own = reader->scope == SCOPE_GROUPE ? T_ELEVES : scope_table(reader->scope);
    if (own == table || uses_table(reader, table))
        return true;
    for (size_t i = 0; i < LINK_COUNT; i++)
        if (schema_column(links[i].table, links[i].column)->target == table &&
            uses_link(reader, i))
            return true;
    return false;
}

/* The column by which a row of `table` belongs to a row of `parent`; -1: none. */
static int belonging(int table, int parent)
{
    const TableSchema *schema = schema_table(table);
    for (size_t c = 0; c < schema->column_count; c++)
        if (schema->columns[c].type == TYPE_LINK && schema->columns[c].target == parent)
            return (int)c;
    return -1;
}

/* --- walks --------------------------------------------------------------- */

void walk_free(Walk *walk)
{
    for (int t = 0; t < TABLE_COUNT; t++)
        free(walk->seen[t]);
    free(walk->rows);
    *walk = (Walk){.reads = walk->reads};
}

static void walk_start(Walk *walk)
{
    walk->count = 0;
    walk->serial++;
}

static void step(Walk *walk, const Row *row)
{
    if (!row)
        return;
    uint32_t **seen = &walk->seen[row->table->id];
    if (!*seen) {
        *seen = memory_resize(NULL, row->table->row_count, sizeof **seen);
        memset(*seen, 0, row->table->row_count * sizeof **seen);
    }
    if ((*seen)[row->index] == walk->serial)
        return;
    (*seen)[row->index] = walk->serial;
    walk->rows = vector_reserve(walk->rows, &walk->capacity, walk->count + 1, sizeof *walk->rows);
    walk->rows[walk->count++] = row;
}

static void step_to_readers(Walk *walk, const Reader *reader, const Row *row)
{
    for (size_t i = 0; i < LINK_COUNT; i++) {
        if (schema_column(links[i].table, links[i].column)->target != row->table->id ||
            !uses_link(reader, i))
            continue;
        RowSpan span = term_children(walk->reads->term, links[i].table, links[i].column, row);
        for (size_t c = 0; c < span.count; c++)
            step(walk, span.rows[c]);
    }
}

/* The sequence that an activity, a spell, an evaluation belongs to; by every link, the
 * company that a criterion was checked for. */
static const Row *owner_of(const Reader *reader, const Row *row)
{
    int table = row->table->id;
    if (table == T_SEQUENCES)
        return NULL;
    int column = belonging(table, T_SEQUENCES);
    if (column >= 0)
        return uses_table(reader, table) ? row_link(row, column) : NULL;
    return !reader && table == T_CRITERES_ENTREPRISES
               ? row_link(row, CRITERES_ENTREPRISES_ENTREPRISE)
               : NULL;
}

void walk_up(Walk *walk, const Reader *reader, const Row *start)
{
    walk_start(walk);
    step(walk, start);
    step(walk, owner_of(reader, start));
    for (size_t i = 0; i < walk->count; i++)
        step_to_readers(walk, reader, walk->rows[i]);
}

static void step_along_links(Walk *walk, const Reader *reader, const Row *row)
{
    for (size_t i = 0; i < LINK_COUNT; i++)
        if (links[i].table == row->table->id && uses_link(reader, i))
            step(walk, row_link(row, links[i].column));
}

void walk_links(Walk *walk, const Reader *reader, const Row *row)
{
    walk_start(walk);
    step(walk, row);
    for (size_t i = 0; i < walk->count; i++)
        step_along_links(walk, reader, walk->rows[i]);
}

typedef struct Screen {
    bool (*hidden)(void *context, const Row *row);
    void *context;
} Screen;

/* The rows of other tables that belong to `row`, where the reader names their table. */
static void step_to_lists(Walk *walk, const Reader *reader, const Row *row, Screen screen)
{
    for (int table = 0; table < TABLE_COUNT; table++) {
        int column = belonging(table, row->table->id);
        if (column < 0 || table == row->table->id || !uses_table(reader, table))
            continue;
        RowSpan span = term_children(walk->reads->term, table, column, row);
        for (size_t c = 0; c < span.count; c++)
            if (!screen.hidden || !screen.hidden(screen.context, span.rows[c]))
                step(walk, span.rows[c]);
    }
}

/* A visit without a person of its own is made by that of its sequence. */
static void step_to_usual_visits(Walk *walk, const Row *person, Screen screen)
{
    const Term *term = walk->reads->term;
    RowSpan sequences = term_children(term, T_SEQUENCES, SEQUENCES_RESPONSABLE, person);
    for (size_t s = 0; s < sequences.count; s++) {
        RowSpan visits = term_children(term, T_VISITES, VISITES_SEQUENCE, sequences.rows[s]);
        for (size_t v = 0; v < visits.count; v++)
            if (row_value(visits.rows[v], VISITES_RESPONSABLE)->state == VALUE_EMPTY &&
                (!screen.hidden || !screen.hidden(screen.context, visits.rows[v])))
                step(walk, visits.rows[v]);
    }
}

/* The visits of a company are those of the sequences that it receives. */
static void step_to_placements(Walk *walk, const Row *company, Screen screen)
{
    RowSpan span = term_children(walk->reads->term, T_SEQUENCES, SEQUENCES_ENTREPRISE, company);
    for (size_t i = 0; i < span.count; i++)
        if (!screen.hidden || !screen.hidden(screen.context, span.rows[i]))
            step(walk, span.rows[i]);
}

/* What is read of the school as a whole: the programmes and the criteria of any document that
 * names them; every table that the state of the project names. */
static void step_to_whole_tables(Walk *walk, const Reader *reader, Scope scope, Screen screen)
{
    for (int t = 0; t < TABLE_COUNT; t++) {
        bool common = t == T_PROGRAMMES || t == T_CRITERES;
        if (!(common || scope == SCOPE_ETABLISSEMENT) || !uses(reader, schema_table(t)->name))
            continue;
        const Table *table = &walk->reads->term->tables[t];
        for (size_t r = 0; r < table->row_count; r++)
            if (!screen.hidden || !screen.hidden(screen.context, &table->rows[r]))
                step(walk, &table->rows[r]);
    }
}

static void step_to_group(Walk *walk, const char *group)
{
    const Table *students = &walk->reads->term->tables[T_ELEVES];
    for (size_t r = 0; r < students->row_count; r++)
        if (text_is(row_text(&students->rows[r], ELEVES_GROUPE), group))
            step(walk, &students->rows[r]);
}

/* Whether a document on `subject` tells what belongs to a row that it reached. A schedule reads
 * its own visits of a sequence, not all of them. */
static bool goes_on_from(const Subject *subject, const Row *row)
{
    switch (subject->scope) {
    case SCOPE_VISITE:
    case SCOPE_ELEVE:
    case SCOPE_ENTREPRISE:
        return row->table->id == T_SEQUENCES;
    case SCOPE_GROUPE:
        return row->table->id == T_SEQUENCES || row->table->id == T_ELEVES;
    default:
        return false;
    }
}

void walk_down(Walk *walk, const Reader *reader, const Subject *subject,
               bool (*hidden)(void *context, const Row *row), void *context)
{
    const Screen screen = {hidden, context};
    walk_start(walk);
    if (subject->scope == SCOPE_GROUPE)
        step_to_group(walk, subject->key);
    if (subject->row) {
        step(walk, subject->row);
        step_to_lists(walk, reader, subject->row, screen);
    }
    step_to_whole_tables(walk, reader, subject->scope, screen);
    if (subject->scope == SCOPE_RESPONSABLE && uses_table(reader, T_VISITES))
        step_to_usual_visits(walk, subject->row, screen);
    if (subject->scope == SCOPE_ENTREPRISE && uses_table(reader, T_VISITES))
        step_to_placements(walk, subject->row, screen);
    for (size_t i = 0; i < walk->count; i++) {
        step_along_links(walk, reader, walk->rows[i]);
        if (goes_on_from(subject, walk->rows[i]))
            step_to_lists(walk, reader, walk->rows[i], screen);
    }
}

/* --- links that lead nowhere --------------------------------------------- */

bool row_is_cut(const Reader *reader, const Row *row)
{
    for (size_t i = 0; i < LINK_COUNT; i++)
        if (links[i].table == row->table->id && uses_link(reader, i) &&
            row_value(row, links[i].column)->state == VALUE_BAD)
            return true;
    return false;
}

void reads_cut(const Reads *reads, const Reader *reader, int table, RowVisitor *visit,
               void *context)
{
    for (size_t i = 0; i < LINK_COUNT; i++) {
        if (schema_column(links[i].table, links[i].column)->target != table)
            continue;
        const Table *from = &reads->term->tables[links[i].table];
        for (size_t r = 0; r < from->row_count; r++)
            if (row_value(&from->rows[r], links[i].column)->state == VALUE_BAD)
                visit(context, &from->rows[r], uses_link(reader, i));
    }
}
