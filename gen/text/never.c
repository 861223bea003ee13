/* Conditions that can never hold. Only what stands out is told: two comparisons of one field, both
 * asked for, that no value satisfies together. */
#include "text/review.h"

#include "base/message.h"
#include "base/text.h"
#include "text/expression.h"
#include "text/knows.h"

#include <string.h>

typedef struct Atom { /* what a condition asks for, whatever else it asks */
    const Expression *e;
    bool negated;
} Atom;

enum { ATOMS_MOST = 64 };

typedef struct Atoms {
    Atom items[ATOMS_MOST];
    size_t count;
    bool partial; /* a choice between several, or more atoms, were left out */
} Atoms;

static void collect(Atoms *atoms, const Expression *e, bool negated)
{
    Operator both = negated ? OPERATOR_OR : OPERATOR_AND;
    if (e->operator == OPERATOR_NOT) {
        collect(atoms, e->left, !negated);
    } else if (e->operator == both) {
        collect(atoms, e->left, negated);
        collect(atoms, e->right, negated);
    } else if (e->operator == OPERATOR_AND || e->operator == OPERATOR_OR ||
               atoms->count == ATOMS_MOST) {
        atoms->partial = true;
    } else {
        atoms->items[atoms->count++] = (Atom){e, negated};
    }
}

/* How the user wrote it, or nearly. */
static const char *atom_text(Arena *arena, const Atom *atom)
{
    static const char *const signs[] = {
        [OPERATOR_EQUAL] = "=", [OPERATOR_DIFFERENT] = "!=", [OPERATOR_LESS] = "<",
        [OPERATOR_LESS_EQUAL] = "<=", [OPERATOR_MORE] = ">", [OPERATOR_MORE_EQUAL] = ">=",
        [OPERATOR_AMONG] = "dans",
    };
    const Expression *e = atom->e;
    const char *text = arena_printf(arena, "%s%s", atom->negated ? "non " : "", e->field.text);
    if (e->operator == OPERATOR_TRUE)
        return text;
    bool list = e->operator == OPERATOR_AMONG;
    text = arena_printf(arena, "%s %s %s", text, signs[e->operator], list ? "(" : "");
    for (size_t i = 0; i < e->value_count; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? ", " : "", e->values[i].text);
    return list ? arena_printf(arena, "%s)", text) : text;
}

typedef struct Judge {
    const Review *review;
    const Kind *kind;
    Shape shape; /* of the field of the two atoms */
} Judge;

static bool is_code(const Judge *judge, const Operand *value)
{
    if (judge->shape.kind != SHAPE_CHOICE || value->kind != OPERAND_WORD)
        return false;
    const ChoiceList *list = schema_choices(judge->shape.of);
    for (size_t i = 0; i < list->count; i++)
        if (text_is(list->choices[i].code, value->text))
            return true;
    return false;
}

static bool is_constant(const Judge *judge, const Operand *value)
{
    return value->kind != OPERAND_WORD || is_code(judge, value);
}

static bool are_equal(const Operand *a, const Operand *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case OPERAND_NUMBER: return a->number == b->number;
    case OPERAND_DATE: return a->date == b->date;
    case OPERAND_WORD: case OPERAND_TEXT: return text_is(a->text, b->text);
    default: return true;
    }
}

/* Whether two operands can be ordered here, and how. */
static bool order_of(const Operand *a, const Operand *b, int *order)
{
    if (a->kind != b->kind || (a->kind != OPERAND_NUMBER && a->kind != OPERAND_DATE))
        return false;
    int64_t left = a->kind == OPERAND_NUMBER ? a->number : a->date;
    int64_t right = a->kind == OPERAND_NUMBER ? b->number : b->date;
    *order = left < right ? -1 : left > right;
    return true;
}

static bool is_among(const Operand *value, const Expression *e)
{
    for (size_t i = 0; i < e->value_count; i++)
        if (are_equal(value, &e->values[i]))
            return true;
    return false;
}

/* Whether a constant satisfies a comparison; unknown when data must say. */
static Truth satisfies(const Judge *judge, const Operand *value, const Expression *e)
{
    int order;
    for (size_t i = 0; i < e->value_count; i++)
        if (!is_constant(judge, &e->values[i]))
            return TRUTH_UNKNOWN;
    switch (e->operator) {
    case OPERATOR_TRUE:
        if (value->kind == OPERAND_NUMBER)
            return value->number ? TRUTH_YES : TRUTH_NO;
        return value->kind == OPERAND_NO || value->kind == OPERAND_EMPTY ? TRUTH_NO : TRUTH_YES;
    case OPERATOR_EQUAL: case OPERATOR_AMONG:
        return is_among(value, e) ? TRUTH_YES : TRUTH_NO;
    case OPERATOR_DIFFERENT:
        return is_among(value, e) ? TRUTH_NO : TRUTH_YES;
    default:
        break;
    }
    if (value->kind == OPERAND_EMPTY)
        return TRUTH_NO;
    if (!order_of(value, &e->values[0], &order))
        return TRUTH_UNKNOWN;
    switch (e->operator) {
    case OPERATOR_LESS: return order < 0 ? TRUTH_YES : TRUTH_NO;
    case OPERATOR_LESS_EQUAL: return order <= 0 ? TRUTH_YES : TRUTH_NO;
    case OPERATOR_MORE: return order > 0 ? TRUTH_YES : TRUTH_NO;
    default: return order >= 0 ? TRUTH_YES : TRUTH_NO;
    }
}

/* The values that an atom leaves possible, when they can be told one by one. */
static size_t finite_values(const Judge *judge, const Atom *atom, const Operand **values)
{
    static const Operand yes = {.kind = OPERAND_YES, .text = "oui"};
    const Expression *e = atom->e;
    *values = e->values;
    if (atom->negated)
        return 0;
    if (e->operator == OPERATOR_TRUE && judge->shape.kind == SHAPE_FLAG) {
        *values = &yes;
        return 1;
    }
    if (e->operator != OPERATOR_EQUAL && e->operator != OPERATOR_AMONG)
        return 0;
    for (size_t i = 0; i < e->value_count; i++)
        if (!is_constant(judge, &e->values[i]))
            return 0;
    return e->value_count;
}

static bool none_satisfies(const Judge *judge, const Atom *finite, const Atom *other)
{
    const Operand *values;
    size_t count = finite_values(judge, finite, &values);
    Truth refused = other->negated ? TRUTH_YES : TRUTH_NO;
    for (size_t i = 0; i < count; i++)
        if (satisfies(judge, &values[i], other->e) != refused)
            return false;
    return count > 0;
}

static bool is_above(Operator operator)
{
    return operator == OPERATOR_MORE || operator == OPERATOR_MORE_EQUAL;
}

static bool is_below(Operator operator)
{
    return operator == OPERATOR_LESS || operator == OPERATOR_LESS_EQUAL;
}

/* heures > 20 and heures < 10 */
static bool bounds_cross(const Atom *low, const Atom *high)
{
    int order;
    if (low->negated || high->negated || !is_above(low->e->operator) ||
        !is_below(high->e->operator) || !order_of(low->e->values, high->e->values, &order))
        return false;
    bool both_closed =
        low->e->operator == OPERATOR_MORE_EQUAL && high->e->operator == OPERATOR_LESS_EQUAL;
    return order > 0 || (order == 0 && !both_closed);
}

static bool same_comparison(Arena *arena, const Atom *a, const Atom *b)
{
    Atom left = {a->e, false}, right = {b->e, false};
    return text_is(atom_text(arena, &left), atom_text(arena, &right));
}

static Shape field_shape(const Judge *judge, const Atom *atom)
{
    NameSite site = {.scope = judge->kind->scope};
    return knows_name(judge->review->model, &site, atom->e->field.text).shape;
}

static bool contradict(Judge *judge, const Atom *a, const Atom *b)
{
    if (!text_is(a->e->field.text, b->e->field.text))
        return false;
    judge->shape = field_shape(judge, a);
    if (judge->shape.kind == SHAPE_SET) /* it equals each of its words */
        return false;
    Arena *arena = judge->review->remarks->arena;
    return (a->negated != b->negated && same_comparison(arena, a, b)) || bounds_cross(a, b) ||
           bounds_cross(b, a) || none_satisfies(judge, a, b) || none_satisfies(judge, b, a);
}

static bool find_contradiction(Judge *judge, const Atoms *atoms, const Atom **a, const Atom **b)
{
    for (size_t i = 0; i < atoms->count; i++)
        for (size_t j = i + 1; j < atoms->count; j++)
            if (contradict(judge, &atoms->items[i], &atoms->items[j])) {
                *a = &atoms->items[i];
                *b = &atoms->items[j];
                return true;
            }
    return false;
}

static bool asks_for(Arena *arena, const Atoms *atoms, const Atom *wanted)
{
    for (size_t i = 0; i < atoms->count; i++)
        if (atoms->items[i].negated == wanted->negated &&
            same_comparison(arena, &atoms->items[i], wanted))
            return true;
    return false;
}

/* What satisfies the later satisfies the earlier: all that it asks for, the later asks for too. */
static bool is_taken_by(Arena *arena, const Condition *later, const Condition *earlier)
{
    Atoms more = {0}, less = {0};
    collect(&more, later->root, false);
    collect(&less, earlier->root, false);
    for (size_t i = 0; i < less.count; i++)
        if (!asks_for(arena, &more, &less.items[i]))
            return false;
    return !less.partial && less.count > 0;
}

static void warn_never(const Judge *judge, const char *place, const char *what, const Atom *a,
                       const Atom *b)
{
    Remarks *remarks = judge->review->remarks;
    remarks_warn(remarks, place, _("%s : « %s » et « %s » ne vont jamais ensemble"), what,
                 atom_text(remarks->arena, a), atom_text(remarks->arena, b));
    remarks_remedy(remarks, _("remplacez « et » par « ou », ou retirez l'une des deux"));
}

static void review_template(Judge *judge, size_t t)
{
    Remarks *remarks = judge->review->remarks;
    const Kind *kind = judge->kind;
    const KindTemplate *template = &kind->templates[t];
    if (!template->condition)
        return;
    const char *place = template->condition->place;
    const Atom *a, *b;
    Atoms atoms = {0};
    if (kind->due)
        collect(&atoms, kind->due->root, false);
    size_t of_due = atoms.count;
    bool due_alone = find_contradiction(judge, &atoms, &a, &b);
    collect(&atoms, template->condition->root, false);
    if (!due_alone && atoms.count > of_due && find_contradiction(judge, &atoms, &a, &b))
        warn_never(judge, place,
                   arena_printf(remarks->arena, _("le modèle « %s » ne sert jamais"),
                                template->name),
                   a, b);
    for (size_t i = 0; i < t; i++)
        if (kind->templates[i].condition &&
            is_taken_by(remarks->arena, template->condition, kind->templates[i].condition)) {
            remarks_warn(remarks, place,
                         _("le modèle « %s » ne sert jamais : « %s », ligne %d, est choisi avant "
                           "lui"),
                         template->name, kind->templates[i].name, kind->templates[i].line);
            remarks_remedy(remarks, _("mettez avant le modèle dont la condition demande le plus"));
            return;
        }
}

void review_conditions(const Review *review, const Kind *kind)
{
    Judge judge = {.review = review, .kind = kind};
    Atoms atoms = {0};
    const Atom *a, *b;
    if (kind->due) {
        collect(&atoms, kind->due->root, false);
        if (find_contradiction(&judge, &atoms, &a, &b))
            warn_never(&judge, kind->due->place,
                       arena_printf(review->remarks->arena, _("« %s » n'est jamais dû"), kind->name),
                       a, b);
    }
    for (size_t t = 0; t < kind->template_count; t++)
        review_template(&judge, t);
}
