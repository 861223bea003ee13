/* Secrets: the words of a command, and what is accepted of what it prints. */
#include "base/secret.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>

/* The words between bars, or what is wrong. */
static const char *split(Arena *arena, const char *command)
{
    char **words;
    Error error = {0};
    if (secret_words(arena, command, &words, &error) != STATUS_OK) {
        ck_assert_int_eq(error.status, STATUS_USAGE);
        return arena_string(arena, error.what);
    }
    const char *joined = "";
    for (; *words; words++)
        joined = arena_printf(arena, "%s|%s", joined, *words);
    return joined;
}

START_TEST(test_words)
{
    static const struct {
        const char *command, *words;
    } cases[] = {
        {"pass ate", "|pass|ate"},
        {"  pass\t ate  ", "|pass|ate"},
        {"a 'b c' \"d e\"", "|a|b c|d e"},
        {"a 'b \"c' \"d 'e\"", "|a|b \"c|d 'e"},
        {"a --k='b c'd", "|a|--k=b cd"},
        {"a '' b", "|a||b"},
        {"a \\ $HOME `b` ; c>d", "|a|\\|$HOME|`b`|;|c>d"},
        {"a b c d e f g", "|a|b|c|d|e|f|g"},
        {"", "la commande est vide"},
        {" \t", "la commande est vide"},
        {"a 'b", "un guillemet de la commande n'est pas fermé"},
        {"a 'b\"", "un guillemet de la commande n'est pas fermé"},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_str_eq(split(arena, cases[i].command), cases[i].words);
    arena_free(arena);
}
END_TEST

/* What a shell script prints, as a secret; NULL when it is refused, with `error` filled. */
static const char *ask(const char *script, Secret *secret, Error *error)
{
    char shell[] = "sh", option[] = "-c", text[512];
    snprintf(text, sizeof text, "%s", script);
    char *words[] = {shell, option, text, NULL};
    *error = (Error){0};
    return secret_ask(words, "/", secret, error) == STATUS_OK ? secret->text : NULL;
}

START_TEST(test_first_line)
{
    static const struct {
        const char *script, *secret;
    } cases[] = {
        {"echo mot", "mot"},
        {"printf mot", "mot"},
        {"printf 'mot\\r\\nautre\\n'", "mot"},
        {"printf ' mot de passe '", " mot de passe "},
        {"printf 'm'; sleep 0.05; printf 'ot\\n'; echo autre", "mot"},
        {"echo élève2026; echo secret >&2", "élève2026"},
        {"pwd", "/"},
        {"cat; echo rien", "rien"}, /* its input is empty */
        {"printf '%01023d' 1 | tr 0 a", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Secret secret;
        Error error;
        const char *text = ask(cases[i].script, &secret, &error);
        ck_assert_msg(text != NULL, "%s: %s", cases[i].script, error.what);
        if (cases[i].secret)
            ck_assert_str_eq(text, cases[i].secret);
        else
            ck_assert_uint_eq(strlen(text), SECRET_MOST);
    }
}
END_TEST

START_TEST(test_refused)
{
    static const struct {
        const char *script, *what;
    } cases[] = {
        {"printf %01024d 1", "trop long"},
        {"printf '\\177'", "caractère de contrôle"},
        {"printf 'a\\r\\rb'", "caractère de contrôle"},
        {"printf '\\355\\240\\200'", "pas en UTF-8"},
        {"printf '\\r\\n'", "n'a rien donné"},
        {"exit 127", "code 127"},
        {"echo mot; kill -TERM $$", "signal 15"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Secret secret, none = {0};
        Error error;
        ck_assert_ptr_null(ask(cases[i].script, &secret, &error));
        ck_assert_int_eq(error.status, STATUS_USAGE);
        ck_assert_msg(strstr(error.what, cases[i].what) != NULL, "%s: %s", cases[i].script,
                      error.what);
        ck_assert_str_ne(error.remedy, "");
        ck_assert_ptr_null(strstr(error.what, "mot;"));
        ck_assert_int_eq(memcmp(&secret, &none, sizeof none), 0); /* nothing of it stays */
    }
}
END_TEST

START_TEST(test_closed_while_it_lives)
{
    Secret secret;
    Error error;
    ck_assert_int_eq(prctl(PR_GET_DUMPABLE), 1);
    ck_assert_str_eq(ask("echo secret", &secret, &error), "secret");
    ck_assert_int_eq(prctl(PR_GET_DUMPABLE), 0);
    secret_wipe(&secret);
    ck_assert_int_eq(prctl(PR_GET_DUMPABLE), 1);
    ck_assert_ptr_null(ask("exit 1", &secret, &error));
    ck_assert_int_eq(prctl(PR_GET_DUMPABLE), 1);
}
END_TEST

SUITE("secret", test_closed_while_it_lives, test_words, test_first_line, test_refused)
