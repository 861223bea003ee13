/* fuzz_template: any text as a template or a condition. The first byte says what is done with it
 * (0 text, 1 document, 2 terms digest, 3 condition, 4 every remark), the second over which data (0 JSON, 1 a
 * sequence of a term) and how it is escaped. */
#include "dossier.h"

#include "../unit/text/json_source.h"
#include "text/condition.h"
#include "text/review.h"
#include "text/vet.h"

/* The items of the only list of two hide its name, so that nested sections stay few. */
static const char JSON[] =
    "{\"a\": \"un <b> & | ; \\\"mot\\\"\", \"z\": \"\", \"n\": 12.5, \"t\": true, \"f\": false,"
    " \"v\": null, \"o\": {\"a\": \"dedans\", \"b\": \"# pas un titre\"}, \"e\": [],"
    " \"l\": [{\"l\": null, \"a\": \"1\"}, {\"l\": null, \"a\": \"deux\\nlignes\"}]}";

static const char *partial(void *context, const char *name)
{
    if (text_is(name, "p"))
        return "{{a}} et **{{o.b}}**\n";
    return text_is(name, "moi") ? context : NULL; /* a template that holds itself */
}

static void run_template(unsigned what, unsigned how, const char *text, const DataSource *source,
                         Datum root, Arena *arena)
{
    Error error = {0};
    Template *template;
    Status status =
        template_parse(arena, "modele.md", text, partial, (void *)(uintptr_t)text, &template, &error);
    Buffer out = {0};
    Sha256 digest;
    Doc doc = {.lang = LANG_FR};
    if (status == STATUS_OK && what == 0)
        status = template_text(template, source, root, (Escape)(how / 2 % 4), &out, &error);
    else if (status == STATUS_OK && what == 1)
        status = template_doc(template, source, root, arena, &doc, &error);
    else if (status == STATUS_OK)
        status = template_terms(template, source, root, digest, &error);
    MUST(status == STATUS_OK || (status == STATUS_USAGE && *error.what));
    MUST(utf8_valid_prefix(buffer_text(&out), out.length) == out.length);
    buffer_free(&out);
}

/* All that is to be said of it, and of itself as its own twin in the other language. */
static void run_review(const char *text, const Model *model, Arena *arena)
{
    Error error = {0};
    Template *template;
    Remarks remarks = {.arena = arena};
    Status status = template_review(arena, "modele.md", text, partial, (void *)(uintptr_t)text,
                                    &remarks, &template, &error);
    status = remarks_keep(&remarks, status, &error);
    MUST(status == STATUS_OK);
    Vet vet = {.record = model->record, .scope = SCOPE_SEQUENCE, .company_kind = "lettre",
               .remarks = &remarks};
    MUST(vet_template(&vet, template, &error) == STATUS_OK);
    Review review = {.model = model, .folder = "templates",
                     .remarks = &remarks};
    const Template *const twins[LANG_COUNT] = {template, template};
    review_reach(&review, template, SCOPE_SEQUENCE, false);
    size_t before = remarks.count;
    review_twins(&review, twins, SCOPE_SEQUENCE, false);
    MUST(remarks.count == before);
    remarks_sort(&remarks);
    for (size_t i = 0; i < remarks.count; i++)
        MUST(*remarks.items[i].place && *remarks.items[i].what);
    remarks_free(&remarks);
}

static void run_condition(const char *text, const Model *model, Datum root, Arena *arena)
{
    Error error = {0};
    Condition *condition;
    Status status = condition_parse(arena, "catalogue.ini:1", text, &condition, &error);
    if (status == STATUS_OK)
        status = condition_check(condition, model, SCOPE_SEQUENCE, &error);
    if (status != STATUS_OK) {
        MUST(status == STATUS_USAGE && *error.what);
        return;
    }
    /* What can never hold does not hold here. */
    Truth truth = condition_holds(condition, model, root);
    MUST(truth <= TRUTH_UNKNOWN);
    Remarks remarks = {.arena = arena};
    Review review = {.model = model, .remarks = &remarks};
    review_conditions(&review, &(Kind){.name = "lettre", .scope = SCOPE_SEQUENCE, .due = condition});
    MUST(remarks.count == 0 || truth != TRUTH_YES);
    remarks_free(&remarks);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static json_t *json;
    if (!json)
        MUST((json = json_loads(JSON, 0, NULL)));
    Input input = {data, size};
    unsigned what = input_choice(&input, 5), how = input_choice(&input, 8);
    const FuzzDossier *dossier = dossier_once();
    Arena *arena = arena_new();
    const char *text = input_text(&input, 4096, arena);
    Model model;
    model_open(&model, &dossier->record, arena, LANG_FR);
    const Row *row = &dossier->term.tables[T_SEQUENCES].rows[how / 2 % 2];
    Datum root = model_root(&model, &(Subject){SCOPE_SEQUENCE, row, row->key});
    if (what == 4)
        run_review(text, &model, arena);
    else if (what == 3)
        run_condition(text, &model, root, arena);
    else if (how % 2)
        run_template(what, how, text, &model.source, root, arena);
    else
        run_template(what, how, text, &json_source, json_datum(json), arena);
    arena_free(arena);
    return 0;
}
