/* expression: a condition as a tree, between expression.c that reads it and
 * condition.c that checks and evaluates it. Private to text/. */
#ifndef ATE_TEXT_EXPRESSION_H
#define ATE_TEXT_EXPRESSION_H

#include "text/condition.h"

typedef enum Operator {
    OPERATOR_AND, OPERATOR_OR, OPERATOR_NOT,
    OPERATOR_TRUE, /* a field alone */
    OPERATOR_EQUAL, OPERATOR_DIFFERENT, OPERATOR_LESS, OPERATOR_LESS_EQUAL, OPERATOR_MORE,
    OPERATOR_MORE_EQUAL,
    OPERATOR_AMONG, /* dans */
} Operator;

typedef enum OperandKind {
    OPERAND_WORD, /* a field, or a word of the list of the field beside it */
    OPERAND_TEXT, OPERAND_NUMBER, OPERAND_DATE, OPERAND_YES, OPERAND_NO, OPERAND_EMPTY,
} OperandKind;

typedef struct Operand {
    OperandKind kind;
    const char *text; /* as written, a text without its quotes */
    Number number;
    Date date;
    size_t column;    /* characters, from 1 */
} Operand;

typedef struct Expression {
    Operator operator;
    struct Expression *left, *right; /* AND, OR; NOT: left */
    Operand field;
    Operand *values;
    size_t value_count;
} Expression;

struct Condition {
    const char *place;
    Expression *root;
};

/* STATUS_USAGE at the condition's place, with the column before the message. */
Status condition_fault(const Condition *condition, size_t column, Error *error, const char *format,
                       ...) __attribute__((format(printf, 4, 5)));

#endif
