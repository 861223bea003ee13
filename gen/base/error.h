/* error: what a failing function says of itself.
 *
 * A function that can fail returns a Status and, when it is not STATUS_OK,
 * fills an Error. Findings (rule/finding.h) are not errors: they are the
 * program's result on the user's data. The values are the exit codes of the
 * program.
 */
#ifndef ATE_BASE_ERROR_H
#define ATE_BASE_ERROR_H

typedef enum Status {
    STATUS_OK = 0,
    STATUS_FINDINGS = 1,    /* done, with findings of severity erreur */
    STATUS_USAGE = 2,       /* command line, config.ini, templates, absent dossier */
    STATUS_SYSTEM = 3,      /* disk, registry, network: run again */
    STATUS_INTERRUPTED = 4, /* by a signal */
} Status;

typedef struct Error {
    Status status;
    char place[512];  /* "config.ini:12", "templates/fr/protocole.md:8", a path; may be "" */
    char what[1024];  /* one sentence, in the user's language, without final newline */
    char remedy[512]; /* the way out; may be "" */
    int cause;        /* errno, 0 when it does not apply */
} Error;

/* Fill `error` (NULL is allowed) and return `status`, so that a function can
 * end with `return error_set(...)`. */
Status error_set(Error *error, Status status, const char *place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
Status error_errno(Error *error, const char *place, const char *format, ...) /* STATUS_SYSTEM, errno */
    __attribute__((format(printf, 3, 4)));
/* What an errno means, in the user's language. */
const char *error_cause_text(int cause);
void error_remedy(Error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
