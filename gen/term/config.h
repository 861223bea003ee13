/* config: config.ini, checked against config.def.
 *
 * Any fault (unknown section or key, bad value, a value that arrives cut) is an
 * Error of STATUS_USAGE whose place is "config.ini:LINE" and whose remedy names
 * the nearest known name; the first one stops the run. Paths are made relative
 * to the folder of config.ini.
 */
#ifndef ATE_TERM_CONFIG_H
#define ATE_TERM_CONFIG_H

#include "term/term.h"

enum {
#define SECTION(S, NAME)
#define KEY(S, ID, ...) CONFIG_##S##_##ID,
#define END_SECTION(S)
#include "term/config.def"
#undef SECTION
#undef KEY
#undef END_SECTION
    CONFIG_KEY_COUNT
};

typedef struct ConfigKey {
    const char *section, *key;
    ColumnSchema type;       /* name, type, choices */
    const char *fallback;    /* default, NULL when none */
} ConfigKey;
const ConfigKey *config_key(int key);

/* A pair of a section with free keys, in the order of the file. */
typedef struct ConfigPair {
    const char *section, *key, *value;
    uint32_t line;
} ConfigPair;

struct Config {
    Arena *arena;
    const char *path;     /* of config.ini, as given */
    const char *folder;   /* the dossier */
    Value values[CONFIG_KEY_COUNT]; /* defaults filled in; line 0 for a default */
    const ConfigPair *pairs;
    size_t pair_count;
};

Status config_load(Config *config, const char *path, Error *error);
/* The same, though required keys may be missing: for what needs folders and no school. */
Status config_read(Config *config, const char *path, Error *error);
void config_free(Config *config);

const char *config_text(const Config *config, int key);   /* "" when none */
bool config_has(const Config *config, int key);
Number config_number(const Config *config, int key, Number otherwise);
int config_choice(const Config *config, int key);          /* -1 when none */
Date config_date(const Config *config, int key);
bool config_yes(const Config *config, int key);
/* Where its value is, for an Error: "config.ini:12"; the file alone when it is not given there. */
typedef char ConfigPlace[512];
const char *config_place(const Config *config, int key, ConfigPlace place);
/* A path key, resolved against the dossier. */
const char *config_path(const Config *config, int key, Arena *arena);
/* A threshold of the profile of the school's network: give the key of PROFIL_FP. */
const Value *config_profile(const Config *config, int profil_fp_key);
/* The value of a free pair; NULL when there is none. */
const char *config_pair(const Config *config, const char *section, const char *key);
/* The wage in force on a day ([salaire_minimum]); false when none is known. */
bool config_minimum_wage(const Config *config, Date day, Number *rate);

#endif
