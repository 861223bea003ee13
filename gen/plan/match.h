/* match: which student goes to which company, proposed (statement 19.2 of the guide).
 *
 * A *place* takes students of a programme: an offer of offres.csv that is not past; else, for an
 * application to another programme of the company or a company without an offer, what
 * entreprises.places says beyond its offers. What the sequences of the same days already take is
 * off it. Nobody is placed with a company that is not confirmed, whose criteria are not known to be
 * met, or over its places.
 *
 * Who is placed: active students with a sequence `prevue`, else those whose path lacks one and who
 * have none jumelee, signee or en_cours this period. Whoever waits for a matched sequence to begin
 * is not placed again.
 *
 * The three modes of the guide, in two steps (a sequence whose planned mode is assignation has its
 * applications taken for interests only, in step 2):
 * 1. *affichage* and *offre directe*: the students' applications, in one stable matching that is
 *    the best for the students (plan/stable.h). A student's order is rang_eleve; then come those
 *    without a rank, except what he found himself (offre directe), which comes first. A company's
 *    order is rang_entreprise, then those without one; between equals, the student who ranked it
 *    higher, then the one it met (entrevue_le), then the student's identifier. Between equal
 *    choices of a student: the identifiers of company and offer.
 * 2. *assignation*: those who are left, unless their planned sequence says another mode, to offers
 *    of that mode and to companies without an offer that are known to take the programme, as many
 *    as can be, at the least cost in all (match_cost).
 *
 * The order of rows changes nothing: students and places are taken in the order of their keys.
 */
#ifndef ATE_PLAN_MATCH_H
#define ATE_PLAN_MATCH_H

#include "base/buffer.h"
#include "record/effective.h"

/* Why nobody, or not this student, can be placed somewhere. */
typedef enum MatchFlaw {
    FLAW_NONE,
    FLAW_COMPANY_TWICE, FLAW_OFFER_TWICE,      /* two rows have its identifier */
    FLAW_NOT_CONFIRMED, FLAW_CONFIRMED_LONG_AGO,
    FLAW_CRITERIA_FAILED, FLAW_CRITERIA_UNKNOWN,
    FLAW_CRITERION_FAILED, FLAW_CRITERION_UNKNOWN, /* row: the criterion */
    FLAW_PLACES_UNKNOWN, FLAW_FULL,
    FLAW_OFFER_PAST, FLAW_OFFER_DATES,         /* begun; dates that cannot be read, or reversed */
    FLAW_OFFER_OF_ANOTHER,                     /* row: the offer, which another company makes */
    FLAW_COMPANY_LOST, FLAW_OFFER_LOST,        /* the application names one that is not there */
    FLAW_PROGRAMME,                            /* it takes other programmes */
    FLAW_APART,                                /* its dates are not those of his sequence */
    FLAW_OVERLAP,                              /* row: his other sequence of the same days */
} MatchFlaw;

typedef struct MatchFault {
    MatchFlaw flaw;
    const Row *row;
} MatchFault;

typedef struct MatchProgramme {
    const Row *programme;
    MatchFault fault;
    size_t unverified; /* criteria of the programme that nobody wrote as met, one by one */
    bool known;        /* by more than an application: an offer, a sequence, a criterion */
} MatchProgramme;

typedef struct MatchPlace {
    const Row *company, *offer; /* offer NULL: the company's own places */
    int mode;                   /* MODE_JUMELAGE_…; -1: the company's own places */
    bool beside;                /* own places of a company that makes offers */
    Date first, last;           /* of the offer; else the days of the sequences to be matched */
    MatchFault fault;           /* whoever the student */
    MatchProgramme *programmes; /* one for an offer */
    size_t programme_count;
    size_t offered, taken, given;
    const Row **takers;         /* sequences that take a place already */
    size_t taker_count;
    size_t wished;              /* applications */
    uint32_t index;
} MatchPlace;

/* An application, or what a sequence says of it. */
typedef struct MatchWish {
    const Row *row;             /* of candidatures.csv; NULL: the sequence names the company */
    const Row *company;
    MatchPlace *place;          /* NULL: none can be told */
    MatchFault fault;
    Number student_rank, company_rank; /* as they are compared */
    bool ranked;                /* by the student */
    bool direct;                /* he found it himself */
    bool counts;                /* in step 1; else it is an interest, for step 2 */
    bool met;                   /* interviewed */
} MatchWish;

typedef enum MatchState {
    MATCH_SEEKS,
    MATCH_PLACED_ALREADY,       /* `other` says by which sequence */
    MATCH_PATH_COMPLETE, MATCH_NOT_ACTIVE,
    MATCH_STUDENT_TWICE, MATCH_SEQUENCE_TWICE, /* two rows have its identifier */
    MATCH_DATES,                /* those of `sequence` cannot be read, or are reversed */
} MatchState;

/* A company where the student was. */
typedef struct MatchStay {
    const Row *company;
    const Row *sequence;        /* NULL: before the registry */
} MatchStay;

typedef struct MatchStudent {
    const Row *student, *programme;
    MatchState state;
    const Row *sequence;        /* the planned one, to be matched; NULL: a new one */
    const Row *other;
    Date first, last;           /* of `sequence`; DATE_NONE for a new one */
    int rank;                   /* of the sequence to be matched */
    MatchStay *stays;
    size_t stay_count;
    MatchWish *wishes;          /* in his order */
    size_t wish_count;
    MatchPlace *place;          /* proposed; NULL: none */
    const MatchWish *wish;      /* that `place` fulfils; NULL: assigned */
    int mode;                   /* of the proposal */
    bool assignable;            /* in step 2 */
    size_t reachable;           /* places of step 2 where he could have gone */
} MatchStudent;

typedef struct Matching {
    const Record *record;
    Arena *arena;
    int lost;                   /* T_…: nothing is proposed for want of it, see match_make; -1 */
    MatchPlace *places;         /* by company, offer, first day */
    size_t place_count;
    MatchStudent *students;     /* by identifier: those who seek, and those who applied */
    size_t student_count;
    size_t placed[MODE_JUMELAGE_COUNT];
    size_t left;                /* without a place though they are to have one */
    /* For the files that make it: */
    const Row **twice;          /* rows that share their identifier with another */
    size_t twice_count;
    size_t *span_first, *span_count; /* places of a company, by Row.index */
} Matching;

/* The whole of it. Everything lives in `arena`. Nothing is proposed when students, companies or
 * sequences are not there, or when a row of sequences, applications or criteria cannot be read: it
 * may be what says that a student is placed, that a place is taken or that a company may not be
 * given anyone. */
void match_make(Matching *matching, const Record *record, Arena *arena);

/* What an assignment costs: the sum of
 * - distance between the home and the company, by postal code, for want of a map: 0 the same first
 *   three characters, 10 the same first two, 20 the same first one, 30 otherwise or unknown;
 * - 25 when the student was there before: another setting is better for him;
 * - 2 for each criterion not written as met one by one, 10 at most;
 * - 40 when he did not apply there (an application to an offer that the school assigns is an
 *   interest, not a right), and 30 when his planned sequence does not name the company. */
enum {
    COST_DISTANCE = 10, DISTANCE_FAR = 3, COST_AGAIN = 25, COST_UNVERIFIED = 2, UNVERIFIED_MOST = 5,
    COST_NO_INTEREST = 40, COST_NOT_PLANNED = 30,
};
int match_cost(const MatchStudent *student, const MatchPlace *place);
int match_distance(const MatchStudent *student, const MatchPlace *place); /* 0 to DISTANCE_FAR */
/* His stay with the company; NULL for none. */
const MatchStay *match_stay(const MatchStudent *student, const Row *company);

/* ---- What is said of it, in the language of the run. Texts live in `arena`. */
const char *match_reason(const MatchStudent *student, Arena *arena);
/* What the postal codes of home and company have in common. It tells where a home is: for the
 * workbook alone. */
const char *match_distance_words(int distance);
/* What the user has still to see to; "" for nothing. */
const char *match_remark(const Matching *matching, const MatchStudent *student, Arena *arena);
const char *match_place_remark(const MatchPlace *place, Arena *arena);

/* ---- jumelage-propose.csv: the proposals in the shape of sequences.csv, to be copied there. */
const char *match_value(const Matching *matching, const MatchStudent *student, int column,
                        Arena *arena);
void match_csv(const Matching *matching, Buffer *csv);

#endif
