/* layout: how a lot is written, as data: templates/declaration/NAME.ini.
 *
 *   [modele]        nom, description, avis, format (csv, fixe, xml), encodage, fichier …
 *   [tete]          fields of a record that comes first; may be absent
 *   [champs]        fields of each declared sequence, in the order of the file
 *   [pied]          fields of a record that comes last; may be absent
 *   [codes.LIST]    our code = theirs
 *
 * A field is   NAME IN THE FILE = source, option, option …   A source is a field of
 * record.h, a text in quotes, or in [tete] and [pied] a total: nombre, somme FIELD,
 * controle FIELD (the digits of each value as one number, added, the last `largeur`
 * figures kept). Options: docs/declaration.md explains each one to administrators.
 * `avis` says what the layout is worth (local, or whose) and heads each report.
 * Every fault is told, at "…/NAME.ini:LINE".
 *
 * layout.c reads the sections and [modele], layout_field.c a field and its options,
 * layout_check.c judges what only the whole file can tell; writer.h writes.
 */
#ifndef ATE_DECLARE_LAYOUT_H
#define ATE_DECLARE_LAYOUT_H

#include "base/digest.h"
#include "declare/charset.h"
#include "declare/record.h"
#include "text/remark.h"

typedef enum LayoutFormat { LAYOUT_CSV, LAYOUT_FIXED, LAYOUT_XML } LayoutFormat;
typedef enum QuoteUse { QUOTE_NEEDED, QUOTE_ALWAYS, QUOTE_NEVER } QuoteUse;
typedef enum LineEnd { LINE_CRLF, LINE_LF, LINE_NONE } LineEnd;
typedef enum DateForm {
    DATE_ISO,       /* 2027-03-19 */
    DATE_COMPACT,   /* 20270319 */
    DATE_SHORT,     /* 270319 */
    DATE_DAY_FIRST, /* 19/03/2027 */
    DATE_DAY_COMPACT, /* 19032027 */
} DateForm;
enum { DECIMAL_IMPLIED = 0 }; /* no mark: 350,5 with two decimals is 35050 */

typedef struct LayoutCode {
    const char *list, *code, *value; /* "type", "mise_en_oeuvre", "M" */
    uint32_t line;
} LayoutCode;

/* `si FIELD = VALUE`, `si FIELD != VALUE`, `si FIELD dans VALUE VALUE`. */
typedef struct LayoutTest {
    DeclaredField field;
    bool denied;                /* != */
    const char *const *values;
    size_t value_count;
} LayoutTest;

typedef enum SourceKind {
    SOURCE_TEXT,  /* `constant` */
    SOURCE_VALUE, /* `source` of the record, or of the lot in [tete] and [pied] */
    SOURCE_COUNT, /* records that pass the tests */
    SOURCE_SUM,   /* of `source` over them */
    SOURCE_HASH,  /* likewise, of its digits */
} SourceKind;

typedef enum FieldSide { SIDE_DEFAULT, SIDE_LEFT, SIDE_RIGHT } FieldSide;

typedef struct LayoutField {
    const char *name;     /* csv: in the header line; xml: "GROUP/NAME", "@ATTRIBUTE" */
    SourceKind kind;
    int source;           /* DECLARED_…; -1: none */
    const char *constant;
    bool required, cut, upper, plain; /* plain: without accents */
    long width;           /* characters at most (fixed: exactly); 0: any */
    long position;        /* fixed: of its first character, from 1; 0: after the one before */
    long decimals;        /* -1: as many as needed */
    FieldSide side;       /* fixed: against which end */
    char fill;            /* fixed: what is put at the other end; 0: as its type wants */
    const char *empty;    /* what stands for an empty value; NULL: nothing */
    const char *codes;    /* its list; NULL: codes are written as they are */
    const LayoutTest *tests; /* written only where all hold */
    size_t test_count;
    uint32_t line;
} LayoutField;

typedef enum RecordKind { RECORD_HEAD, RECORD_DETAIL, RECORD_FOOT, RECORD_KIND_COUNT } RecordKind;

typedef struct LayoutRecord {
    const LayoutField *fields;
    size_t field_count;   /* 0 in the head or the foot: there is none */
    long width;           /* fixed: characters of the record */
} LayoutRecord;

typedef struct Layout {
    const char *name;     /* "local-csv" */
    const char *path;     /* of the .ini, as messages show it */
    const char *title, *description, *notice; /* nom, description, avis */
    const char *file;     /* pattern: {lot} {organisme} {annee} */
    int format;           /* LayoutFormat */
    int encoding;         /* Charset */
    int separator;        /* csv: a character */
    int quotes;           /* csv: QuoteUse */
    int line_end;         /* LineEnd */
    int decimal;          /* a character, or DECIMAL_IMPLIED */
    int date;             /* DateForm */
    int header;           /* csv, entete: 1 or 0 */
    int mark;             /* csv, bom: 1 or 0; UTF-8 only */
    int neutralise; /* csv, formules: 1 when a text that a spreadsheet would run gets a ' before it */
    const char *length;   /* fixed, longueur: of every record; NULL: each its own */
    const char *root, *element, *head, *foot; /* xml: names of elements */
    const char *space;    /* xml, espace: the namespace; NULL: none */
    const char *schema;   /* xml, schema: "local-xml.xsd", beside the .ini; NULL: none */
    LayoutRecord records[RECORD_KIND_COUNT];
    const LayoutCode *codes;
    size_t code_count;
    const Encoder *encoder;
    const Buffer *schema_bytes; /* in the arena; NULL: none */
    Sha256 sha256;        /* of the .ini */
} Layout;

/* Reads `folder`/declaration/`name`.ini with every fault as a remark; everything lives in
 * `arena`, that of the remarks too. A layout that has any is not to be written with.
 * STATUS_SYSTEM alone stops. */
Status layout_review(Layout *layout, Arena *arena, const char *folder, const char *name,
                     Remarks *remarks, Error *error);
/* The same for a run: the first fault is STATUS_USAGE. */
Status layout_load(Layout *layout, Arena *arena, const char *folder, const char *name,
                   Error *error);
/* Their code for ours in a list; NULL when the list has none. */
const char *layout_code(const Layout *layout, const char *list, const char *code);

#endif
