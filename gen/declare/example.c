#include "declare/example.h"

#include "base/text.h"
#include "declare/valid.h"
#include "record/lots.h"

#include <string.h>

static const char *const values[DECLARED_COUNT] = {
    [DECLARED_ANNEE_SCOLAIRE] = "2026-2027",
    [DECLARED_ORGANISME] = "123456",
    [DECLARED_SEQUENCE] = "SEQ-1",
    [DECLARED_FICHE] = "1234567",
    [DECLARED_CODE_PERMANENT] = "TREZ01019901",
    [DECLARED_NOM] = "Tremblay",
    [DECLARED_PRENOM] = "Zoé",
    [DECLARED_PROGRAMME] = "5309",
    [DECLARED_PROGRAMME_TITRE] = "Soudage-montage",
    [DECLARED_RANG] = "1",
    [DECLARED_DEBUT] = "2027-01-11",
    [DECLARED_FIN] = "2027-03-19",
    [DECLARED_SEMAINES] = "10",
    [DECLARED_HEURES] = "350.5",
    [DECLARED_NEQ] = "1175166686",
    [DECLARED_ENTREPRISE] = "Atelier Le Pin & fils",
    [DECLARED_LOT] = "ATE-2026-2027-001",
    [DECLARED_DATE_LOT] = "2027-04-12",
};

/* What a term may leave empty. */
static const DeclaredField optional[] = {DECLARED_SEMAINES, DECLARED_NEQ, DECLARED_RESULTAT};

static void invent(Arena *arena, size_t rank, DeclaredRecord *record)
{
    for (int f = 0; f < DECLARED_COUNT; f++) {
        const char *code = NULL;
        if (declared_field((DeclaredField)f)->type == FIELD_CODE) {
            code = declared_code((DeclaredField)f, rank, arena);
            code = code ? code : declared_code((DeclaredField)f, 0, arena);
        }
        record->values[f] = code ? code : values[f];
    }
    record->values[DECLARED_LIGNE] = arena_printf(arena, "%zu", rank + 1);
    record->values[DECLARED_NUMERO] =
        lots_record_number(values[DECLARED_LOT], (int)rank + 1, arena);
}

/* The most codes that a choice has. */
static size_t codes_most(Arena *arena)
{
    size_t most = 1;
    for (int f = 0; f < DECLARED_COUNT; f++)
        while (declared_field((DeclaredField)f)->type == FIELD_CODE &&
               declared_code((DeclaredField)f, most, arena))
            most++;
    return most;
}

LotContent example_content(Arena *arena)
{
    size_t count = codes_most(arena) + 1;
    DeclaredRecord *records = arena_array_of(arena, count, DeclaredRecord);
    const DeclaredRecord **list = arena_array_of(arena, count, const DeclaredRecord *);
    for (size_t i = 0; i < count; i++) {
        invent(arena, i, &records[i]);
        list[i] = &records[i];
    }
    for (size_t o = 0; o < sizeof optional / sizeof *optional; o++)
        records[count - 1].values[optional[o]] = "";
    return (LotContent){list[0], list, count};
}

void example_review(const Layout *layout, Arena *arena, Remarks *remarks)
{
    long line;
    Error why = {0};
    Buffer file = {0};
    FieldFault fault = {0};
    LotContent content = example_content(arena);
    if (!writer_file(layout, &content, arena, &file, &fault)) {
        const char *place = fault.field ? arena_printf(arena, "%s:%u", layout->path,
                                                       (unsigned)fault.field->line)
                                        : layout->path;
        remarks_warn(remarks, place, _("champ %s : %s (avec un enregistrement inventé)"),
                     fault.field ? fault.field->name : "", fault.reason);
    } else if (layout->schema_bytes &&
               valid_document(layout->path, layout->schema_bytes, &file, &line, &why) !=
                   STATUS_OK) {
        error_remedy(&why, _("accordez le modèle avec %s"), layout->schema);
        remarks_keep(remarks, STATUS_USAGE, &why);
    }
    buffer_free(&file);
}
