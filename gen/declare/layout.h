/* layout: how a lot is written, as data: templates/declaration/NAME.ini.
 *
 *   [modele]        nom, description, avis, format, encodage, fichier …
 *   [champs]        NAME IN THE FILE = source, option, option …   (in the order of the file)
 *   [codes.LIST]    our code = theirs
 *
 * A source is a field of record.h or a text in quotes. Options: requis; largeur N
 * (characters at most: beyond is an error); couper (a text may be cut at its
 * largeur, and the report says which; never an identifier); codes LIST; decimales N.
 * `avis` says what the layout is worth (local, or whose) and heads each report.
 * Every fault is STATUS_USAGE at "…/NAME.ini:LINE".
 *
 * One format today; another is a value of LayoutFormat, its words in layout.c and
 * its branch in writer.c.
 */
#ifndef ATE_DECLARE_LAYOUT_H
#define ATE_DECLARE_LAYOUT_H

#include "base/digest.h"
#include "declare/charset.h"
#include "declare/record.h"

typedef enum LayoutFormat { LAYOUT_CSV } LayoutFormat;
typedef enum QuoteUse { QUOTE_NEEDED, QUOTE_ALWAYS, QUOTE_NEVER } QuoteUse;
typedef enum LineEnd { LINE_CRLF, LINE_LF } LineEnd;
typedef enum DateForm { DATE_ISO, DATE_COMPACT, DATE_DAY_FIRST } DateForm;

typedef struct LayoutCode {
    const char *list, *code, *value; /* "type", "mise_en_oeuvre", "M" */
    uint32_t line;
} LayoutCode;

typedef struct LayoutField {
    const char *name;     /* in the file's header */
    int source;           /* DECLARED_…; -1: constant */
    const char *constant;
    bool required, cut;
    long width;           /* characters at most; 0: any */
    long decimals;        /* -1: as many as needed */
    const char *codes;    /* its list; NULL: codes are written as they are */
    uint32_t line;
} LayoutField;

typedef struct Layout {
    const char *name;     /* "local-csv" */
    const char *path;     /* of the .ini, as messages show it */
    const char *title, *description, *notice; /* nom, description, avis */
    const char *file;     /* pattern: {lot} {organisme} {annee} */
    int format;           /* LayoutFormat */
    int encoding;         /* Charset */
    int separator;        /* a character */
    int quotes;           /* QuoteUse */
    int line_end;         /* LineEnd */
    int decimal;          /* a character */
    int date;             /* DateForm */
    int header;           /* entete: 1 or 0 */
    int mark;             /* bom: 1 or 0; UTF-8 only */
    int neutralise; /* formules: 1 when a text that a spreadsheet would run gets a ' before it */
    const LayoutField *fields;
    size_t field_count;
    const LayoutCode *codes;
    size_t code_count;
    Sha256 sha256;        /* of the .ini */
} Layout;

/* Reads `folder`/declaration/`name`.ini; everything lives in `arena`. */
Status layout_load(Layout *layout, Arena *arena, const char *folder, const char *name,
                   Error *error);
/* Their code for ours in a list; NULL when the list has none. */
const char *layout_code(const Layout *layout, const char *list, const char *code);

#endif
