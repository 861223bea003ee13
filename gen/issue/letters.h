/* letters: the characters that a run may print, told to the press before its faces
 * are cut down to them. They come from every value, template and label, whatever
 * the run was asked for: the faces, hence the bytes of a document, do not depend on
 * which others are made beside it. What the templates print by themselves is told apart:
 * most documents carry it, so it goes together. */
#ifndef ATE_ISSUE_LETTERS_H
#define ATE_ISSUE_LETTERS_H

#include "issue/issue.h"

Status letters_want(Press *press, const Issue *issue, Error *error);

#endif
