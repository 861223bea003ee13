/* Reading of conditions: words, then a recursive descent (ou, et, non, comparison). */
#include "text/expression.h"

#include "base/message.h"
#include "base/text.h"
#include "term/value.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum WordKind {
    WORD_END, WORD_NAME, WORD_TEXT, WORD_NUMBER, WORD_DATE, WORD_SIGN,
} WordKind;

typedef struct Word {
    WordKind kind;
    const char *text;
    size_t column;
} Word;

enum { DEEPEST = 64 };

typedef struct Parser {
    Arena *arena;
    const Condition *condition;
    const char *text, *at;
    Word word;    /* the one at hand */
    bool in_list; /* a comma separates values, and is no decimal mark */
    int depth;
    Error *error;
} Parser;

Status condition_fault(const Condition *condition, size_t column, Error *error, const char *format,
                       ...)
{
    char what[768];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    return error_set(error, STATUS_USAGE, condition->place, _("condition, colonne %zu : %s"),
                     column, what);
}

/* Words */

static size_t column_of(const Parser *parser, const char *at)
{
    size_t column = 1;
    for (const char *p = parser->text; p < at; p++)
        column += ((unsigned char)*p & 0xC0) != 0x80;
    return column;
}

static bool is_name_char(char c)
{
    return isalnum((unsigned char)c) || strchr("_-.", c) || (unsigned char)c >= 0x80;
}

static const char *skip_digits(const char *p)
{
    while (isdigit((unsigned char)*p))
        p++;
    return p;
}

/* "2026-05-25" or "-18,50"; the end of it in `*end`. */
static WordKind number_or_date(const Parser *parser, const char *from, const char **end)
{
    const char *p = skip_digits(*from == '-' ? from + 1 : from);
    if (*from != '-' && p - from == 4 && *p == '-' && isdigit((unsigned char)p[1])) {
        while (isdigit((unsigned char)*p) || *p == '-')
            p++;
        *end = p;
        return WORD_DATE;
    }
    if ((*p == '.' || (*p == ',' && !parser->in_list)) && isdigit((unsigned char)p[1]))
        p = skip_digits(p + 1);
    *end = p;
    return WORD_NUMBER;
}

static Status read_text(Parser *parser)
{
    const char *from = parser->at + 1, *end = strchr(from, '"');
    if (!end)
        return condition_fault(parser->condition, parser->word.column, parser->error,
                               _("un texte entre guillemets n'est pas fermé"));
    parser->word.kind = WORD_TEXT;
    parser->word.text = arena_slice(parser->arena, from, (size_t)(end - from));
    parser->at = end + 1;
    return STATUS_OK;
}

static Status next(Parser *parser)
{
    while (isspace((unsigned char)*parser->at) || text_starts(parser->at, "\xC2\xA0"))
        parser->at += isspace((unsigned char)*parser->at) ? 1 : 2;
    const char *from = parser->at, *end = from + 1;
    parser->word = (Word){WORD_SIGN, "", column_of(parser, from)};
    if (!*from) {
        parser->word.kind = WORD_END;
        return STATUS_OK;
    }
    if (*from == '"')
        return read_text(parser);
    if (isdigit((unsigned char)*from) || (*from == '-' && isdigit((unsigned char)from[1]))) {
        parser->word.kind = number_or_date(parser, from, &end);
    } else if (is_name_char(*from)) {
        parser->word.kind = WORD_NAME;
        while (*end && is_name_char(*end))
            end++;
    } else if (strchr("!<>", *from) && *end == '=') {
        end++;
    } else if (!strchr("=<>(),", *from)) {
        return condition_fault(parser->condition, parser->word.column, parser->error,
                               _("le signe « %c » n'a pas de sens ici"), *from);
    }
    parser->word.text = arena_slice(parser->arena, from, (size_t)(end - from));
    parser->at = end;
    return STATUS_OK;
}

static bool word_is(const Parser *parser, const char *text)
{
    return (parser->word.kind == WORD_NAME || parser->word.kind == WORD_SIGN) &&
           text_is(parser->word.text, text);
}

static Status expected(const Parser *parser, const char *what)
{
    if (parser->word.kind == WORD_END)
        return condition_fault(parser->condition, parser->word.column, parser->error,
                               _("il manque %s à la fin"), what);
    return condition_fault(parser->condition, parser->word.column, parser->error,
                           _("il faut %s, et non « %s »"), what, parser->word.text);
}

static Status skip(Parser *parser, const char *sign, const char *what)
{
    return word_is(parser, sign) ? next(parser) : expected(parser, what);
}

/* Expressions */

static Status read_name(Parser *parser, Operand *operand)
{
    static const struct { const char *word; OperandKind kind; } kinds[] = {
        {"oui", OPERAND_YES}, {"non", OPERAND_NO}, {"vide", OPERAND_EMPTY},
    };
    operand->kind = OPERAND_WORD;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (word_is(parser, kinds[i].word))
            operand->kind = kinds[i].kind;
    bool reserved = word_is(parser, "et") || word_is(parser, "ou") || word_is(parser, "dans");
    return reserved ? expected(parser, _("une valeur")) : STATUS_OK;
}

static Status read_operand(Parser *parser, Operand *operand)
{
    *operand = (Operand){.text = parser->word.text, .column = parser->word.column};
    Status status = STATUS_OK;
    switch (parser->word.kind) {
    case WORD_NAME:
        status = read_name(parser, operand);
        break;
    case WORD_TEXT:
        operand->kind = OPERAND_TEXT;
        break;
    case WORD_NUMBER:
        operand->kind = OPERAND_NUMBER;
        if (!value_parse_number(operand->text, &operand->number))
            status = expected(parser, _("un nombre"));
        break;
    case WORD_DATE:
        operand->kind = OPERAND_DATE;
        if (!date_parse_iso(operand->text, &operand->date))
            status = expected(parser, _("une date, comme 2026-05-25"));
        break;
    default:
        status = expected(parser, _("une valeur"));
    }
    return status ? status : next(parser);
}

static Status read_list(Parser *parser, Expression *e)
{
    Operand *values = NULL;
    size_t capacity = 0;
    parser->in_list = true;
    Status status = skip(parser, "(", _("une parenthèse"));
    while (!status) {
        values = vector_reserve(values, &capacity, e->value_count + 1, sizeof *values);
        status = read_operand(parser, &values[e->value_count++]);
        if (status || !word_is(parser, ","))
            break;
        status = next(parser);
    }
    parser->in_list = false;
    if (!status)
        status = skip(parser, ")", _("une parenthèse fermante"));
    e->values = arena_array_of(parser->arena, e->value_count + 1, Operand);
    if (e->value_count)
        memcpy(e->values, values, e->value_count * sizeof *values);
    free(values);
    return status;
}

static Status read_comparison(Parser *parser, Expression *e)
{
    static const struct { const char *sign; Operator operator; } signs[] = {
        {"=", OPERATOR_EQUAL}, {"!=", OPERATOR_DIFFERENT}, {"<", OPERATOR_LESS},
        {"<=", OPERATOR_LESS_EQUAL}, {">", OPERATOR_MORE}, {">=", OPERATOR_MORE_EQUAL},
        {"dans", OPERATOR_AMONG},
    };
    if (parser->word.kind != WORD_NAME)
        return expected(parser, _("le nom d'un champ"));
    Status status = read_operand(parser, &e->field);
    if (status)
        return status;
    if (e->field.kind != OPERAND_WORD)
        return condition_fault(parser->condition, e->field.column, parser->error,
                               _("il faut le nom d'un champ, et non « %s »"), e->field.text);
    e->operator = OPERATOR_TRUE;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (word_is(parser, signs[i].sign))
            e->operator = signs[i].operator;
    if (e->operator == OPERATOR_TRUE)
        return STATUS_OK;
    status = next(parser);
    if (status)
        return status;
    if (e->operator == OPERATOR_AMONG)
        return read_list(parser, e);
    e->values = arena_new_of(parser->arena, Operand);
    e->value_count = 1;
    return read_operand(parser, e->values);
}

static Status read_or(Parser *parser, Expression **made);

static Status read_factor(Parser *parser, Expression **made)
{
    Expression *e = *made = arena_new_of(parser->arena, Expression);
    if (++parser->depth > DEEPEST)
        return condition_fault(parser->condition, parser->word.column, parser->error,
                               _("trop de parenthèses"));
    Status status;
    if (word_is(parser, "non")) {
        e->operator = OPERATOR_NOT;
        status = next(parser);
        if (!status)
            status = read_factor(parser, &e->left);
    } else if (word_is(parser, "(")) {
        status = next(parser);
        if (!status)
            status = read_or(parser, made);
        if (!status)
            status = skip(parser, ")", _("une parenthèse fermante"));
    } else {
        status = read_comparison(parser, e);
    }
    parser->depth--;
    return status;
}

static Status read_pairs(Parser *parser, const char *word, Operator operator,
                         Status (*read)(Parser *parser, Expression **made), Expression **made)
{
    Status status = read(parser, made);
    while (!status && word_is(parser, word)) {
        Expression *pair = arena_new_of(parser->arena, Expression);
        pair->operator = operator;
        pair->left = *made;
        *made = pair;
        status = next(parser);
        if (!status)
            status = read(parser, &pair->right);
    }
    return status;
}

static Status read_and(Parser *parser, Expression **made)
{
    return read_pairs(parser, "et", OPERATOR_AND, read_factor, made);
}

static Status read_or(Parser *parser, Expression **made)
{
    return read_pairs(parser, "ou", OPERATOR_OR, read_and, made);
}

Status condition_parse(Arena *arena, const char *place, const char *text, Condition **made,
                       Error *error)
{
    Condition *condition = *made = arena_new_of(arena, Condition);
    condition->place = arena_string(arena, place);
    Parser parser = {
        .arena = arena, .condition = condition, .text = text, .at = text, .error = error,
    };
    Status status = next(&parser);
    if (!status)
        status = read_or(&parser, &condition->root);
    if (!status && parser.word.kind != WORD_END)
        status = expected(&parser, _("« et », « ou » ou la fin"));
    return status;
}
