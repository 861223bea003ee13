/* layout_check: refuses what could not be written right: options against the type of
 * their field, positions against widths, codes against those that can occur, texts
 * against the encoding. */
#include "declare/layout_part.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static FieldType type_of(const LayoutField *field)
{
    if (field->kind == SOURCE_TEXT)
        return FIELD_TEXT;
    if (field->kind != SOURCE_VALUE)
        return FIELD_NUMBER;
    return declared_field((DeclaredField)field->source)->type;
}

/* ---- Sources ---- */

static bool is_of_lot(int source)
{
    return source == DECLARED_LOT || source == DECLARED_DATE_LOT || source == DECLARED_ORGANISME ||
           source == DECLARED_ANNEE_SCOLAIRE;
}

static void check_source(Loading *loading, RecordKind kind, const LayoutField *field)
{
    bool total = field->kind != SOURCE_TEXT && field->kind != SOURCE_VALUE;
    if (kind == RECORD_DETAIL && total)
        layout_fault(loading, field->line, _("le champ %s est un total : il va dans [tete] ou [pied]"),
                     field->name);
    if (kind != RECORD_DETAIL && field->kind == SOURCE_VALUE && !is_of_lot(field->source)) {
        layout_fault(loading, field->line, _("le champ %s : « %s » change d'un enregistrement à l'autre"),
                     field->name, declared_field((DeclaredField)field->source)->name);
        layout_remedy(loading, _("[tete] et [pied] ont pour sources lot, date_lot, organisme, "
                                 "annee_scolaire, nombre, somme CHAMP, controle CHAMP, ou un texte"));
    }
    if (field->kind == SOURCE_SUM &&
        declared_field((DeclaredField)field->source)->type != FIELD_NUMBER)
        layout_fault(loading, field->line, _("« somme » ne va qu'à un nombre : %s n'en est pas un"),
                     declared_field((DeclaredField)field->source)->name);
    if (field->kind == SOURCE_HASH && (field->width < 1 || field->width > 18))
        layout_fault(loading, field->line, _("« controle » veut une « largeur » de 1 à 18 (%s)"),
                     field->name);
}

/* ---- Options ---- */

static bool can_be(DeclaredField source, const char *code, Arena *arena)
{
    const char *known;
    for (size_t i = 0; (known = declared_code(source, i, arena)); i++)
        if (text_is(known, code))
            return true;
    return false;
}

static void check_tests(Loading *loading, RecordKind kind, const LayoutField *field)
{
    bool head = kind != RECORD_DETAIL && (field->kind == SOURCE_TEXT || field->kind == SOURCE_VALUE);
    if (field->test_count && head)
        layout_fault(loading, field->line,
                     _("« si » ne va qu'aux totaux dans [tete] et [pied] (%s)"), field->name);
    for (size_t t = 0; t < field->test_count; t++) {
        const LayoutTest *test = &field->tests[t];
        if (declared_field(test->field)->type != FIELD_CODE)
            continue;
        for (size_t v = 0; v < test->value_count; v++)
            if (*test->values[v] && !can_be(test->field, test->values[v], loading->arena))
                layout_fault(loading, field->line, _("« %s » n'est pas un code de %s"),
                             test->values[v], declared_field(test->field)->name);
    }
}

static void check_options(Loading *loading, const LayoutField *field)
{
    FieldType type = type_of(field);
    bool words = field->kind == SOURCE_VALUE && type == FIELD_TEXT;
    bool fixed = loading->layout->format == LAYOUT_FIXED;
    if (field->cut && !words)
        layout_fault(loading, field->line,
                     _("« couper » ne va qu'à un texte : %s ne peut pas être tronqué"), field->name);
    if (field->cut && !field->width)
        layout_fault(loading, field->line, _("« couper » veut une « largeur » (%s)"), field->name);
    if ((field->upper || field->plain) && !words)
        layout_fault(loading, field->line,
                     _("« majuscules » et « sans accents » ne vont qu'à un texte (%s)"), field->name);
    if (field->decimals >= 0 && type != FIELD_NUMBER)
        layout_fault(loading, field->line, _("« decimales » ne va qu'à un nombre (%s)"), field->name);
    if (field->decimals < 0 && type == FIELD_NUMBER && field->kind != SOURCE_COUNT &&
        field->kind != SOURCE_HASH && loading->layout->decimal == DECIMAL_IMPLIED)
        layout_fault(loading, field->line,
                     _("« decimale = implicite » veut « decimales N » à chaque nombre (%s)"),
                     field->name);
    if (!fixed && (field->position || field->fill || field->side != SIDE_DEFAULT))
        layout_fault(loading, field->line,
                     _("« position », « remplir », « gauche » et « droite » ne vont qu'au format « fixe » (%s)"),
                     field->name);
    if (field->empty && field->required)
        layout_fault(loading, field->line, _("%s ne peut pas être à la fois « requis » et « vide »"),
                     field->name);
}

/* ---- Codes ---- */

/* Every code that can occur must be in the list, and nothing else. */
static void check_codes(Loading *loading, const LayoutField *field)
{
    const Layout *layout = loading->layout;
    if (!field->codes)
        return;
    if (type_of(field) != FIELD_CODE) {
        layout_fault(loading, field->line, _("« codes » ne va qu'à un choix (%s)"), field->name);
        return;
    }
    DeclaredField source = (DeclaredField)field->source;
    const char *code;
    for (size_t i = 0; (code = declared_code(source, i, loading->arena)); i++) {
        if (layout_code(layout, field->codes, code))
            continue;
        layout_fault(loading, field->line, _("[codes.%s] ne dit pas comment écrire « %s »"),
                     field->codes, code);
        layout_remedy(loading, _("ajoutez une ligne « %s = … » à cette section"), code);
    }
    for (size_t k = 0; k < layout->code_count; k++) {
        const LayoutCode *entry = &layout->codes[k];
        if (!text_is(entry->list, field->codes))
            continue;
        if (!can_be(source, entry->code, loading->arena))
            layout_fault(loading, entry->line, _("« %s » n'est pas un code de %s"), entry->code,
                         declared_field(source)->name);
        if (field->width && utf8_count(entry->value) > (size_t)field->width)
            layout_fault(loading, entry->line, _("« %s » est plus large que les %ld caractères de %s"),
                         entry->value, field->width, field->name);
    }
}

/* A list of codes that no field uses is a typing error; it is told at its first line. */
static void check_lists(Loading *loading)
{
    const Layout *layout = loading->layout;
    const LayoutRecord *detail = &layout->records[RECORD_DETAIL];
    for (size_t k = 0; k < layout->code_count; k++) {
        bool used = k > 0 && text_is(layout->codes[k].list, layout->codes[k - 1].list);
        for (size_t i = 0; !used && i < detail->field_count; i++)
            used = detail->fields[i].codes && text_is(detail->fields[i].codes, layout->codes[k].list);
        if (!used)
            layout_fault(loading, layout->codes[k].line, _("aucun champ n'utilise [codes.%s]"),
                         layout->codes[k].list);
    }
}

/* ---- The encoding ---- */

static void check_text(Loading *loading, const char *text, uint32_t line)
{
    uint32_t missing;
    Buffer bytes = {0}, character = {0};
    if (!encoder_add(loading->layout->encoder, &bytes, text, &missing)) {
        buffer_add_codepoint(&character, missing);
        layout_fault(loading, line, _("le caractère « %s » (U+%04X) n'existe pas en %s"),
                     buffer_text(&character), (unsigned)missing,
                     charset_name((Charset)loading->layout->encoding));
    }
    buffer_free(&character);
    buffer_free(&bytes);
}

/* What the layout itself puts in the file. */
static void check_texts(Loading *loading)
{
    const Layout *layout = loading->layout;
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++)
        for (size_t i = 0; i < layout->records[kind].field_count; i++) {
            const LayoutField *field = &layout->records[kind].fields[i];
            bool named = layout->format == LAYOUT_XML ||
                         (layout->format == LAYOUT_CSV && layout->header && kind == RECORD_DETAIL);
            if (named)
                check_text(loading, field->name, field->line);
            if (field->constant)
                check_text(loading, field->constant, field->line);
            if (field->empty)
                check_text(loading, field->empty, field->line);
        }
    for (size_t k = 0; k < layout->code_count; k++)
        check_text(loading, layout->codes[k].value, layout->codes[k].line);
    const char *const names[] = {layout->root, layout->element, layout->head, layout->foot,
                                 layout->space, layout->schema};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i])
            check_text(loading, names[i], 0);
}

/* ---- Widths and positions ---- */

static void check_width(Loading *loading, const LayoutField *field)
{
    if (!field->width) {
        if (loading->layout->format == LAYOUT_FIXED)
            layout_fault(loading, field->line, _("le format « fixe » veut une « largeur » (%s)"),
                         field->name);
        return;
    }
    const char *texts[] = {field->constant, field->empty};
    for (size_t i = 0; i < 2; i++)
        if (texts[i] && utf8_count(texts[i]) > (size_t)field->width)
            layout_fault(loading, field->line, _("« %s » est plus large que les %ld caractères de %s"),
                         texts[i], field->width, field->name);
}

/* A field begins where it says, else after the one before it. */
static void check_positions(Loading *loading, LayoutRecord *record)
{
    long next = 1;
    for (size_t i = 0; i < record->field_count; i++) {
        const LayoutField *field = &record->fields[i];
        if (field->position && field->position < next) {
            layout_fault(loading, field->line,
                         _("%s commence à la position %ld, mais le champ qui précède va jusqu'à %ld"),
                         field->name, field->position, next - 1);
        }
        if (field->position > next)
            next = field->position;
        next += field->width;
    }
    record->width = next - 1;
}

static void check_fixed(Loading *loading, uint32_t length_line, uint32_t encoding_line)
{
    Layout *layout = loading->layout;
    if (layout->encoding == CHARSET_UTF8) {
        layout_fault(loading, encoding_line,
                     _("le format « fixe » veut un encodage d'un octet par caractère, pas UTF-8"));
        layout_remedy(loading, _("par exemple « encodage = ISO-8859-1 »"));
    }
    char *end = NULL;
    long length = layout->length ? strtol(layout->length, &end, 10) : 0;
    if (layout->length && (*end || length < 1))
        layout_fault(loading, length_line, _("longueur = « %s » n'est pas un nombre"), layout->length);
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        LayoutRecord *record = &layout->records[kind];
        check_positions(loading, record);
        if (!record->field_count || length < 1 || *end)
            continue;
        if (record->width > length)
            layout_fault(loading, length_line,
                         _("un enregistrement a %ld caractères, plus que les %ld de « longueur »"),
                         record->width, length);
        record->width = length;
    }
}

/* ---- The whole ---- */

/* The file is the lot's: without its natures and keys a difference means nothing. */
static void check_needed(Loading *loading)
{
    static const DeclaredField needed[] = {DECLARED_NATURE, DECLARED_CODE_PERMANENT,
                                           DECLARED_HEURES};
    const LayoutRecord *detail = &loading->layout->records[RECORD_DETAIL];
    for (size_t n = 0; n < sizeof needed / sizeof *needed; n++) {
        bool found = false;
        for (size_t i = 0; i < detail->field_count; i++)
            found = found || (detail->fields[i].kind == SOURCE_VALUE &&
                              detail->fields[i].source == (int)needed[n]);
        if (!found)
            layout_fault(loading, 0, _("aucun champ de [champs] n'a pour source « %s »"),
                         declared_field(needed[n])->name);
    }
}

static void check_csv(Loading *loading, uint32_t mark_line)
{
    const Layout *layout = loading->layout;
    if (layout->mark && layout->encoding != CHARSET_UTF8)
        layout_fault(loading, mark_line, _("« bom = oui » ne va qu'avec « encodage = UTF-8 »"));
    if (layout->separator == layout->decimal && layout->quotes == QUOTE_NEVER)
        layout_fault(loading, 0,
                     _("sans guillemets, la virgule ne peut pas servir à la fois de séparateur "
                       "et de décimale"));
    if (layout->line_end == LINE_NONE)
        layout_fault(loading, 0, _("« fin_de_ligne = aucune » ne va qu'au format « fixe »"));
}

void layout_check(Loading *loading, uint32_t (*line_of)(const Loading *loading, const char *key))
{
    Layout *layout = loading->layout;
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++)
        for (size_t i = 0; i < layout->records[kind].field_count; i++) {
            const LayoutField *field = &layout->records[kind].fields[i];
            bool unknown = field->source < 0 && field->kind != SOURCE_TEXT &&
                           field->kind != SOURCE_COUNT;
            if (unknown)
                continue; /* told when it was read */
            check_source(loading, (RecordKind)kind, field);
            check_tests(loading, (RecordKind)kind, field);
            check_options(loading, field);
            check_width(loading, field);
            check_codes(loading, field);
        }
    check_lists(loading);
    check_texts(loading);
    check_needed(loading);
    switch (layout->format) {
    case LAYOUT_CSV:
        check_csv(loading, line_of(loading, "bom"));
        break;
    case LAYOUT_FIXED:
        check_fixed(loading, line_of(loading, "longueur"), line_of(loading, "encodage"));
        break;
    default:
        layout_check_xml(loading);
    }
}
