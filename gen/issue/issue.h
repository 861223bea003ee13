/* issue: documents decided, numbered, made and listed.
 *
 * issue_plan says what is due, what is held back by which finding; issue_reserve
 * takes numbers and dates from the registry in one transaction, in the order of
 * kind and key, before any page is made; issue_make sets the pages with forked
 * workers (the same bytes for any number of them) and writes each file whole;
 * the manifest comes last.
 */
#ifndef ATE_ISSUE_ISSUE_H
#define ATE_ISSUE_ISSUE_H

#include "base/file.h"
#include "page/page.h"
#include "record/contract.h"
#include "record/documents.h"
#include "rule/rule.h"
#include "text/catalogue.h"

/* What a run does with a document, known once its number is (issue_recall, issue_foresee). */
typedef enum Fate {
    FATE_HELD,     /* by a finding */
    FATE_NEW,      /* never issued before */
    FATE_REVISED,  /* what it says changed */
    FATE_REMADE,   /* template, style, characters or program changed, or --forcer */
    FATE_MISSING,  /* its file is gone, or is not the one that was made */
    FATE_RESTORED, /* put back from its original */
    FATE_KEPT,     /* its file is what it has to be */
    FATE_LOST,     /* signed, and can neither be found nor made again */
} Fate;
enum { FATE_COUNT = 8 };

typedef struct Document {
    const Kind *kind;
    Subject subject;
    Lang lang;
    const KindTemplate *template;
    const char *path;          /* relative to output/: "documents/protocole/…pdf" */
    Sha256 terms;
    Issued issued;
    bool specimen;             /* shows what a kind looks like: marked so, never issued */
    bool proposed;             /* says what is only proposed: likewise */
    const Contract *contract;  /* that it is, or amends; NULL: none, or not issued yet */
    const Amendment *amendment;/* that it is; NULL: none */
    bool settled;              /* signed: number, revision and date stay, and so do its bytes */
    const char *held_by;       /* codes of the findings that hold it back, "" when free */
    bool kept;                 /* nothing to make: the file is what it has to be */
    Fate fate;
    bool lost;                 /* signed, and what was signed can neither be found nor made again */
    /* after issue_make: */
    int pages;
    size_t bytes;
    Sha256 sha256;
    FileStamp stamp;           /* of its file when it had that digest */
    bool written;              /* false: it was already there, the same */
    bool failed;
    const Error *error;        /* NULL unless it failed */
} Document;

/* --seulement, --sequence, --eleve, --entreprise, --responsable */
typedef struct Selection {
    const char *const *kinds;  /* NULL-terminated; NULL: all */
    const char *sequence, *student, *company, *responsable; /* NULL: all */
} Selection;
bool selection_is_whole(const Selection *selection);
bool selection_takes(const Selection *selection, const Kind *kind);

/* A file of an earlier run that is not to be used any more: it stays, and is said. */
typedef struct StaleFile {
    const char *path;   /* relative to output/ */
    const char *reason; /* in the user's language: "n'est plus dû", "retenu par neq-forme" */
    bool form;          /* without number, and its time is over: nobody is misled by it */
} StaleFile;

/* What a run has to say of documents that is no finding of the tables. */
typedef struct IssueNote {
    const char *text; /* in the user's language */
    bool once;        /* of something that happened: the next run does not say it again */
} IssueNote;

typedef struct Issue {
    const Record *record;
    const Catalogue *catalogue;
    const Findings *findings;
    Selection selection;
    bool forced;               /* --forcer: makes again what is neither settled nor kept */
    const char *output;        /* folder */
    Arena *arena;
    Document *documents;       /* in the order of kind and key */
    size_t count, capacity;
    StaleFile *stale;          /* after issue_find_stale: sorted by path */
    size_t stale_count;
    bool lettered;             /* the press was told its characters (letters_want) */
    IssueNote *notes;             /* what the registry has to say */
    size_t note_count, note_capacity;
    struct Witness *witness;   /* of the files that were not touched; NULL: each is read again */
    bool recorded;             /* the registry holds what was made: only then is it told */
} Issue;

void issue_note(Issue *issue, const char *format, ...) __attribute__((format(printf, 2, 3)));
void issue_note_once(Issue *issue, const char *format, ...) __attribute__((format(printf, 2, 3)));

Status issue_plan(Issue *issue, Error *error);
Status issue_reserve(Issue *issue, Registry *registry, Error *error);
/* A document that fails has it in `failed` and `error`; the status is not OK only when
 * the run itself stopped (STATUS_INTERRUPTED: by SIGINT or SIGTERM). */
Status issue_make(Issue *issue, Press *press, int workers, Error *error);

/* Fills Finding.held for every error: "KIND:ID", sorted, for the documents that are due (or
 * whose condition is unknown because a value cannot be read), and "declaration:SEQ" for a
 * record that a lot leaves out. */
void held_mark(Findings *findings, const Record *record, const Catalogue *catalogue);

/* manifeste.json: a file an entry, sorted by path; other writers (reports, lots,
 * messages) add theirs. Entries of what this run did not select are kept. */
typedef struct ManifestEntry {
    const char *path, *kind, *number, *lang, *state;
    int revision, pages;
    unsigned recipients;
    const Subject *subject;    /* NULL: none */
    size_t bytes;
    const char *sha256;
    const Row *const *sources; /* rows it was made from */
    size_t source_count;
    const char *template_path, *template_sha256; /* NULL: none */
} ManifestEntry;
typedef struct Manifest Manifest;
Status manifest_open(Manifest **manifest, const char *output, Error *error); /* reads the last one */
void manifest_set(Manifest *manifest, const ManifestEntry *entry);           /* replaces by path */
void manifest_remove(Manifest *manifest, const char *path);
/* The documents of a run. What is held back or failed keeps the entry of its last
 * good file; after a run without selection, what is no longer due is marked "annule"
 * while its file is there, and else forgotten. */
Status manifest_add_documents(Manifest *manifest, const Issue *issue, Error *error);
/* What the last runs left under output/documents that this one would not make: no longer due
 * (as far as manifest_add_documents could tell), held back, or failed. After it. */
void issue_find_stale(Issue *issue, const Manifest *manifest);
/* What it lists, in no order; texts live as long as the manifest, "" for null. */
typedef struct ManifestFile {
    const char *path, *kind, *number, *sha256;
    const char *student, *sequence, *visit, *company; /* keys */
    bool cancelled;                                   /* "annule" */
} ManifestFile;
size_t manifest_files(const Manifest *manifest, ManifestFile **files);
/* Where its files are, itself among them, in no order; in `arena`. */
size_t manifest_paths(const Manifest *manifest, Arena *arena, const char ***paths);
/* How many files it lists that a registry remembers: numbered documents, lots, messages. */
size_t manifest_recorded(const Manifest *manifest);
/* An entry, by its bytes or its path. Texts live in `arena`. */
typedef struct ListedFile {
    const char *path, *kind, *sha256;
    int revision;              /* 0: none */
    bool cancelled;            /* "annule" */
} ListedFile;
bool manifest_find_sha256(const Manifest *manifest, const char *sha256, Arena *arena,
                          ListedFile *file);
bool manifest_find_path(const Manifest *manifest, const char *path, Arena *arena,
                        ListedFile *file);
/* A file of the school's own, by its path in output/: a workbook, constats.json. */
Status manifest_add_report(Manifest *manifest, const char *path, Error *error);
Status manifest_write(Manifest *manifest, Date date, bool *written, Error *error);
void manifest_close(Manifest *manifest);

#endif
