#include "text/example.h"

#include "base/text.h"

#include <string.h>

enum { EXAMPLE_MOST = 60 }; /* characters */

/* Invented values: personal columns, and what is known when a document or a message is made. */
static const struct Invented {
    int owner;
    const char *name, *text[LANG_COUNT];
} invented[] = {
    {T_ELEVES, "code_permanent", {"INVE14530801", "INVE14530801"}},
    {T_ELEVES, "date_naissance", {"14 mars 2008", "March 14, 2008"}},
    {T_ELEVES, "adresse", {"12, rue de l'Exemple", "12 Example Street"}},
    {T_ELEVES, "ville", {"Villexemple", "Exampleville"}},
    {T_ELEVES, "code_postal", {"G0X 0X0", "G0X 0X0"}},
    {OWNER_DOCUMENT, "numero", {"P-2026-000000-00001", "P-2026-000000-00001"}},
    {OWNER_DOCUMENT, "revision", {"2", "2"}},
    {OWNER_DOCUMENT, "date", {"15 mars 2027", "March 15, 2027"}},
    {OWNER_DOCUMENT, "titre", {"Protocole d'entente", "Tripartite agreement"}},
    {OWNER_DOCUMENT, "qr", {"ATE1|000000|P-2026-000000-00001|2|…", "ATE1|000000|P-2026-000000-00001|2|…"}},
    {OWNER_DOCUMENT, "transcription", {"non", "no"}},
    {OWNER_REPLACED, "revision", {"1", "1"}},
    {OWNER_REPLACED, "date", {"1er mars 2027", "March 1, 2027"}},
    {OWNER_CONTRACT, "numero", {"P-2026-000000-00001", "P-2026-000000-00001"}},
    {OWNER_CONTRACT, "revision", {"2", "2"}},
    {OWNER_CONTRACT, "date", {"1er mars 2027", "March 1, 2027"}},
    {OWNER_CONTRACT, "signe_le", {"10 mars 2027", "March 10, 2027"}},
    {OWNER_AMENDMENT, "numero", {"1", "1"}},
    {OWNER_AMENDMENT, "effet_le", {"12 avril 2027", "April 12, 2027"}},
    {OWNER_AMENDMENT, "signe_le", {"2 avril 2027", "April 2, 2027"}},
    {OWNER_AMENDMENT, "protocole_numero", {"P-2026-000000-00001", "P-2026-000000-00001"}},
    {OWNER_AMENDMENT, "protocole_signe_le", {"10 mars 2027", "March 10, 2027"}},
    {OWNER_AMENDMENT, "revision", {"2", "2"}},
    {OWNER_CHANGE, "article", {"3", "3"}},
    {OWNER_CHANGE, "terme", {"dernier jour", "last day"}},
    {OWNER_CHANGE, "ancien", {"28 mai 2027", "May 28, 2027"}},
    {OWNER_CHANGE, "nouveau", {"4 juin 2027", "June 4, 2027"}},
    {OWNER_MESSAGE, "plusieurs", {"oui", "yes"}},
    {OWNER_MESSAGE, "signatures", {"oui", "yes"}},
    {OWNER_MESSAGE, "partie", {"1", "1"}},
    {OWNER_MESSAGE, "parties", {"2", "2"}},
    {OWNER_MESSAGE, "limite", {"29 mars 2027", "March 29, 2027"}},
    {OWNER_MESSAGE, "reponse", {"ate@ecole.example", "ate@school.example"}},
    {OWNER_ADDRESSED, "nom", {"Camille Exemple", "Camille Example"}},
    {OWNER_ATTACHED, "titre", {"Protocole d'entente", "Tripartite agreement"}},
    {OWNER_ATTACHED, "numero", {"P-2026-000000-00001", "P-2026-000000-00001"}},
    {OWNER_ATTACHED, "revision", {"2", "2"}},
    {OWNER_ATTACHED, "fichier", {"protocole-seq-1.pdf", "protocole-seq-1.pdf"}},
    {OWNER_ATTACHED, "sequence", {"SEQ-1", "SEQ-1"}},
    {OWNER_ATTACHED, "eleve", {"Dominique Exemple", "Dominique Example"}},
    {OWNER_ATTACHED, "debut", {"12 avril 2027", "April 12, 2027"}},
    {OWNER_ATTACHED, "fin", {"4 juin 2027", "June 4, 2027"}},
    {OWNER_ATTACHED, "a_signer", {"oui", "yes"}},
    {OWNER_LISTED, "premier", {"oui", "yes"}},
    {OWNER_LISTED, "dernier", {"non", "no"}},
    {OWNER_LISTED, "position", {"1", "1"}},
};

static const char *invented_text(int owner, const char *name, Lang lang)
{
    for (size_t i = 0; i < sizeof invented / sizeof *invented; i++)
        if (invented[i].owner == owner && text_is(invented[i].name, name))
            return invented[i].text[lang];
    return "";
}

/* On one line, without what is past the limit. */
static const char *shortened(Arena *arena, const char *text)
{
    char *line = arena_string(arena, text);
    for (char *p = line; *p; p++)
        if (*p == '\n' || *p == '\r' || *p == '\t')
            *p = ' ';
    if (utf8_count(line) <= EXAMPLE_MOST)
        return line;
    const char *at = line, *end = line + strlen(line);
    for (int i = 0; i < EXAMPLE_MOST - 1; i++)
        utf8_next(&at, end);
    return arena_printf(arena, "%.*s…", (int)(at - line), line);
}

static const char *print_name(const Model *model, const Item *of, const char *name)
{
    const DataSource *source = &model->source;
    Datum found = source->get(source, (Datum){.kind = DATUM_OBJECT, .object = of}, name);
    bool plain = found.kind == DATUM_VALUE || found.kind == DATUM_FALSE;
    return plain ? source->print(source, found, model->arena) : "";
}

/* The rows of a table, until one says something. `list`: the elements of that list of theirs. */
static const char *print_of_rows(const Model *model, int table, const char *list, const char *name,
                                 Arena *arena)
{
    const Table *rows = &model->record->term->tables[table];
    const DataSource *source = &model->source;
    const char *text = "";
    for (size_t i = 0; i < rows->row_count && !*text; i++) {
        arena_reset(model->arena);
        Item row = {.shape = {SHAPE_OBJECT, table}, .state = VALUE_GOOD, .row = &rows->rows[i]};
        if (!list) {
            text = print_name(model, &row, name);
            continue;
        }
        Datum all = source->get(source, (Datum){.kind = DATUM_OBJECT, .object = &row}, list);
        if (all.kind == DATUM_LIST && source->count(source, all) > 0)
            text = print_name(model, source->item(source, all, 0).object, name);
    }
    return shortened(arena, text);
}

/* An object without a row: what config.ini says, the day, a group by its name. */
static const char *print_of_names(const Model *model, int owner, const char *name, Arena *arena)
{
    size_t count;
    Scope scope = owner == OWNER_GROUP ? SCOPE_GROUPE : SCOPE_SEQUENCE;
    const Subject *subjects = model_subjects(model->record, scope, model->arena, &count);
    Item item = {.shape = {SHAPE_OBJECT, owner}, .state = VALUE_GOOD,
                 .key = count ? subjects[0].key : ""};
    return shortened(arena, print_name(model, &item, name));
}

static const char *print_from_data(const Model *model, int owner, const char *name, Arena *arena)
{
    if (owner < TABLE_COUNT)
        return print_of_rows(model, owner, NULL, name, arena);
    switch (owner) {
    case OWNER_HOLIDAY: return print_of_rows(model, T_SEQUENCES, "jours_feries", name, arena);
    case OWNER_ROUND: return print_of_rows(model, T_PERSONNEL, "tournees", name, arena);
    default: return print_of_names(model, owner, name, arena);
    }
}

Example example_of(const Record *record, int owner, const char *name, Lang lang, Arena *arena)
{
    static const char *const masked[LANG_COUNT] = {"(jamais montré)", "(never shown)"};
    Found found = names_find(record, owner, name);
    const char *own = invented_text(owner, name, lang);
    if (names_is_personal(owner, &found))
        return (Example){*own ? own : masked[lang], true};
    bool plain = found.shape.kind != SHAPE_OBJECT && found.shape.kind != SHAPE_LIST;
    if (*own || !plain || found.kind == FOUND_EXTRA || !record || !record->term)
        return (Example){own, *own != '\0'};
    Model model;
    Arena *scratch = arena_new();
    model_open(&model, record, scratch, lang);
    const char *text = print_from_data(&model, owner, name, arena);
    arena_free(scratch);
    return (Example){text, false};
}
