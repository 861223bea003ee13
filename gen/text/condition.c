/* Conditions: checked against the names of a scope, then evaluated on its rows.
 * Reading them is expression.c's. */
#include "text/condition.h"

#include "base/message.h"
#include "base/text.h"
#include "text/expression.h"
#include "text/knows.h"

#include <string.h>

/* Checking */

typedef struct Checker {
    const Condition *condition;
    const Model *model;
    Scope scope;
    Error *error;
} Checker;

static Status unknown_name(const Checker *checker, const Operand *operand, const char *nearest)
{
    Status status = condition_fault(checker->condition, operand->column, checker->error,
                                    _("« %s » n'est ni un champ ni un mot connu"), operand->text);
    if (nearest)
        error_remedy(checker->error, _("vouliez-vous dire « %s » ?"), nearest);
    return status;
}

static const char *code_at(const void *context, size_t i)
{
    return ((const ChoiceList *)context)->choices[i].code;
}

static int find_code(Shape shape, const char *text)
{
    if (shape.kind != SHAPE_CHOICE && shape.kind != SHAPE_SET)
        return -1;
    const ChoiceList *list = schema_choices(shape.of);
    for (size_t i = 0; i < list->count; i++)
        if (text_is(list->choices[i].code, text))
            return (int)i;
    return -1;
}

static Known known_name(const Checker *checker, const Operand *operand)
{
    NameSite site = {.scope = checker->scope};
    return knows_name(checker->model, &site, operand->text);
}

static Status check_field(const Checker *checker, const Operand *operand, Shape *shape)
{
    Known known = known_name(checker, operand);
    *shape = known.shape;
    if (shape->kind == SHAPE_NONE)
        return unknown_name(checker, operand, known.nearest);
    return STATUS_OK;
}

/* The kind of value that an operand is worth beside `left`. */
static Status check_operand(const Checker *checker, Shape left, const Operand *operand,
                            ShapeKind *kind)
{
    static const ShapeKind kinds[] = {
        [OPERAND_TEXT] = SHAPE_TEXT, [OPERAND_NUMBER] = SHAPE_NUMBER, [OPERAND_DATE] = SHAPE_DATE,
        [OPERAND_YES] = SHAPE_FLAG, [OPERAND_NO] = SHAPE_FLAG,
    };
    bool is_code = operand->kind != OPERAND_EMPTY && find_code(left, operand->text) >= 0;
    *kind = is_code || operand->kind == OPERAND_EMPTY ? left.kind : kinds[operand->kind];
    if (is_code || operand->kind != OPERAND_WORD)
        return STATUS_OK;
    Known known = known_name(checker, operand);
    const char *nearest = known.nearest;
    *kind = known.shape.kind;
    if (*kind != SHAPE_NONE)
        return STATUS_OK;
    if (left.kind == SHAPE_CHOICE || left.kind == SHAPE_SET) {
        const ChoiceList *codes = schema_choices(left.of);
        const char *code = text_nearest(operand->text, code_at, codes, codes->count);
        nearest = code ? code : nearest;
    }
    return unknown_name(checker, operand, nearest);
}

/* A choice and a row can be compared with a text: their code, their key. */
static bool can_compare(ShapeKind left, ShapeKind right)
{
    bool named = left == SHAPE_CHOICE || left == SHAPE_SET || left == SHAPE_OBJECT;
    return left == right || (named && right == SHAPE_TEXT);
}

static Status check_comparison(const Checker *checker, const Expression *e)
{
    Shape left;
    Status status = check_field(checker, &e->field, &left);
    for (size_t i = 0; i < e->value_count && !status; i++) {
        const Operand *value = &e->values[i];
        ShapeKind right;
        status = check_operand(checker, left, value, &right);
        if (!status && !can_compare(left.kind, right))
            status = condition_fault(checker->condition, value->column, checker->error,
                                     _("« %s » et « %s » ne sont pas de la même sorte"),
                                     e->field.text, value->text);
    }
    return status;
}

static Status check(const Checker *checker, const Expression *e)
{
    if (e->operator == OPERATOR_NOT)
        return check(checker, e->left);
    if (e->operator != OPERATOR_AND && e->operator != OPERATOR_OR)
        return check_comparison(checker, e);
    Status status = check(checker, e->left);
    return status ? status : check(checker, e->right);
}

Status condition_check(const Condition *condition, const Model *model, Scope scope, Error *error)
{
    Checker checker = {condition, model, scope, error};
    return check(&checker, condition->root);
}

/* Evaluating */

typedef struct Evaluation {
    const Model *model;
    Datum root;
} Evaluation;

static Datum find(const Evaluation *evaluation, const char *name)
{
    const DataSource *source = &evaluation->model->source;
    char *rest = arena_string(evaluation->model->arena, name);
    Datum datum = evaluation->root;
    while (rest && datum.kind != DATUM_NONE)
        datum = source->get(source, datum, strsep(&rest, "."));
    if (datum.kind == DATUM_LIST && source->count(source, datum) == 0)
        datum.kind = DATUM_EMPTY;
    return datum;
}

static bool is_empty(Datum datum)
{
    return datum.kind == DATUM_NONE || datum.kind == DATUM_EMPTY;
}

static Truth truth_of(bool yes)
{
    return yes ? TRUTH_YES : TRUTH_NO;
}

static const char *text_of(const Item *item)
{
    switch (item->shape.kind) {
    case SHAPE_TEXT: return item->text;
    case SHAPE_CHOICE: return schema_choices(item->shape.of)->choices[item->choice].code;
    case SHAPE_OBJECT: return item->row ? row_key(item->row) : "";
    default: return NULL;
    }
}

static int sign(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

/* False when the two are of different sorts: then they differ, and neither is the larger. */
static bool compare_items(const Item *a, const Item *b, int *order)
{
    ShapeKind kind = a->shape.kind;
    if (kind == SHAPE_CHOICE && b->shape.kind == SHAPE_CHOICE && a->shape.of == b->shape.of) {
        *order = sign(a->choice, b->choice);
        return true;
    }
    if (text_of(a) && text_of(b)) {
        *order = strcmp(text_of(a), text_of(b));
        return true;
    }
    if (kind != b->shape.kind)
        return false;
    switch (kind) {
    case SHAPE_DATE: *order = sign(a->date, b->date); return true;
    case SHAPE_TIME: *order = sign(a->minutes, b->minutes); return true;
    case SHAPE_NUMBER: *order = sign(a->number, b->number); return true;
    case SHAPE_FLAG: *order = sign(a->yes, b->yes); return true;
    case SHAPE_SET: *order = sign(a->set, b->set); return true;
    default: return false;
    }
}

/* What an operand is worth beside `left`; DATUM_VALUE and the item, or empty, or bad. A list
 * equals each of its words: beside one, a word is worth the list itself, or its contrary. */
static DatumKind operand_value(const Evaluation *evaluation, const Item *left,
                               const Operand *operand, Item *item)
{
    int code = find_code(left->shape, operand->text);
    if (code >= 0 && left->shape.kind == SHAPE_SET) {
        *item = (Item){.shape = left->shape, .state = VALUE_GOOD,
                       .set = left->set >> code & 1 ? left->set : ~left->set};
        return DATUM_VALUE;
    }
    if (code >= 0) {
        *item = (Item){.shape = left->shape, .state = VALUE_GOOD, .choice = code};
        return DATUM_VALUE;
    }
    *item = (Item){.state = VALUE_GOOD};
    switch (operand->kind) {
    case OPERAND_TEXT:
        item->shape.kind = SHAPE_TEXT;
        item->text = operand->text;
        return DATUM_VALUE;
    case OPERAND_NUMBER:
        item->shape.kind = SHAPE_NUMBER;
        item->number = operand->number;
        return DATUM_VALUE;
    case OPERAND_DATE:
        item->shape.kind = SHAPE_DATE;
        item->date = operand->date;
        return DATUM_VALUE;
    case OPERAND_YES: case OPERAND_NO:
        item->shape.kind = SHAPE_FLAG;
        item->yes = operand->kind == OPERAND_YES;
        return DATUM_VALUE;
    default:
        break;
    }
    Datum datum = find(evaluation, operand->text);
    if (is_empty(datum) || datum.kind == DATUM_BAD)
        return datum.kind == DATUM_BAD ? DATUM_BAD : DATUM_EMPTY;
    *item = *(const Item *)datum.object;
    return DATUM_VALUE;
}

/* An empty value equals nothing but vide, and is neither larger nor smaller. */
static Truth compare(const Evaluation *evaluation, Operator operator, Datum left,
                     const Operand *operand)
{
    if (left.kind == DATUM_BAD)
        return TRUTH_UNKNOWN;
    if (operand->kind == OPERAND_EMPTY)
        return truth_of(is_empty(left) == (operator == OPERATOR_EQUAL));
    if (is_empty(left))
        return truth_of(operator == OPERATOR_DIFFERENT);
    Item right;
    DatumKind kind = operand_value(evaluation, left.object, operand, &right);
    if (kind == DATUM_BAD)
        return TRUTH_UNKNOWN;
    int order;
    if (kind == DATUM_EMPTY || !compare_items(left.object, &right, &order))
        return truth_of(operator == OPERATOR_DIFFERENT);
    switch (operator) {
    case OPERATOR_EQUAL: return truth_of(order == 0);
    case OPERATOR_DIFFERENT: return truth_of(order != 0);
    case OPERATOR_LESS: return truth_of(order < 0);
    case OPERATOR_LESS_EQUAL: return truth_of(order <= 0);
    case OPERATOR_MORE: return truth_of(order > 0);
    default: return truth_of(order >= 0);
    }
}

static Truth among(const Evaluation *evaluation, Datum left, const Expression *e)
{
    Truth truth = TRUTH_NO;
    for (size_t i = 0; i < e->value_count; i++) {
        Truth one = compare(evaluation, OPERATOR_EQUAL, left, &e->values[i]);
        if (one == TRUTH_YES)
            return TRUTH_YES;
        if (one == TRUTH_UNKNOWN)
            truth = TRUTH_UNKNOWN;
    }
    return truth;
}

static Truth evaluate(const Evaluation *evaluation, const Expression *e);

/* `decisive` settles the pair, whatever the other is worth. */
static Truth evaluate_pair(const Evaluation *evaluation, const Expression *e, Truth decisive)
{
    Truth left = evaluate(evaluation, e->left);
    if (left == decisive)
        return decisive;
    Truth right = evaluate(evaluation, e->right);
    return right == decisive || left != TRUTH_UNKNOWN ? right : TRUTH_UNKNOWN;
}

static Truth evaluate(const Evaluation *evaluation, const Expression *e)
{
    if (e->operator == OPERATOR_AND)
        return evaluate_pair(evaluation, e, TRUTH_NO);
    if (e->operator == OPERATOR_OR)
        return evaluate_pair(evaluation, e, TRUTH_YES);
    if (e->operator == OPERATOR_NOT) {
        Truth inner = evaluate(evaluation, e->left);
        return inner == TRUTH_UNKNOWN ? inner : truth_of(inner == TRUTH_NO);
    }
    Datum field = find(evaluation, e->field.text);
    if (e->operator == OPERATOR_AMONG)
        return among(evaluation, field, e);
    if (e->operator != OPERATOR_TRUE)
        return compare(evaluation, e->operator, field, &e->values[0]);
    if (field.kind == DATUM_BAD)
        return TRUTH_UNKNOWN;
    return truth_of(!is_empty(field) && field.kind != DATUM_FALSE);
}

Truth condition_holds(const Condition *condition, const Model *model, Datum root)
{
    Evaluation evaluation = {model, root};
    return evaluate(&evaluation, condition->root);
}
