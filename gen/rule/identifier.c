/* identifier: forms of the identifiers that Québec's schools and companies use.
 * Sources of each form: the reference of its row in rule/table.c. */
#include "rule/families.h"

#include "base/map.h"
#include "base/text.h"
#include "rule/facts.h"
#include "term/value.h"

#include <ctype.h>
#include <string.h>

enum { PERMANENT_CODE_LENGTH = 12, NEQ_LENGTH = 10 };

/* Without blanks and hyphens, upper case: the form that is judged. */
static const char *compact(Check *check, const char *text)
{
    char *out = arena_string(check->scratch, text);
    size_t used = 0;
    for (const char *p = text; *p; p++)
        if (*p != ' ' && *p != '-')
            out[used++] = (char)toupper((unsigned char)*p);
    out[used] = '\0';
    return out;
}

static bool all_digits(const char *text)
{
    return *text && text[strspn(text, "0123456789")] == '\0';
}

static int two_digits(const char *text)
{
    return (text[0] - '0') * 10 + text[1] - '0';
}

/* ---- Code permanent: 3 letters of the surname, 1 of the given name, DDMMYY, 2 digits.
 * 50 is added to the month for women, 62 to the day for births from 2000 on. */

static const char *permanent_code_fault(Check *check, const char *code)
{
    size_t length = utf8_count(code);
    if (length != PERMANENT_CODE_LENGTH)
        return arena_printf(check->scratch, _("il a %zu caractères au lieu de 12"), length);
    for (size_t i = 0; i < 4; i++)
        if (!isupper((unsigned char)code[i]))
            return _("ses quatre premiers caractères ne sont pas des lettres sans accent");
    if (!all_digits(code + 4))
        return _("ses huit derniers caractères ne sont pas des chiffres");
    int day = two_digits(code + 4), month = two_digits(code + 6);
    if (day < 1 || (day > 31 && day < 63) || day > 93)
        return _("les chiffres du jour (5e et 6e) ne sont pas de 01 à 31 ni de 63 à 93");
    if (month < 1 || (month > 12 && month < 51) || month > 62)
        return _("les chiffres du mois (7e et 8e) ne sont pas de 01 à 12 ni de 51 à 62");
    return NULL;
}

static Date permanent_code_birth(const char *code)
{
    int day = two_digits(code + 4), month = two_digits(code + 6), year = two_digits(code + 8);
    return date_of((day > 62 ? 2000 : 1900) + year, month > 50 ? month - 50 : month,
                   day > 62 ? day - 62 : day);
}

/* The code in the form that is judged, NULL when there is none or its form is wrong. */
static const char *good_permanent_code(Check *check, const Row *student)
{
    const char *code = compact(check, row_text(student, ELEVES_CODE_PERMANENT));
    bool good =
        *code && !permanent_code_fault(check, code) && permanent_code_birth(code) != DATE_NONE;
    return good ? code : NULL;
}

void identifier_permanent_form(Check *check, const Row *student)
{
    const char *code = compact(check, row_text(student, ELEVES_CODE_PERMANENT));
    if (!*code)
        return;
    const char *fault = permanent_code_fault(check, code);
    if (!fault && permanent_code_birth(code) == DATE_NONE)
        fault = _("le jour, le mois et l'année qu'il contient ne font pas une date");
    if (fault)
        report(check, place_of(check->term, student, ELEVES_CODE_PERMANENT),
               _("ce n'est pas un code permanent : %s"), fault);
}

void identifier_permanent_birth(Check *check, const Row *student)
{
    const char *code = good_permanent_code(check, student);
    Date birth = row_date(student, ELEVES_DATE_NAISSANCE);
    if (code && birth != DATE_NONE && permanent_code_birth(code) != birth)
        report(check, place_of(check->term, student, ELEVES_CODE_PERMANENT),
               _("la date que contient le code permanent n'est pas la date de naissance"));
}

static bool is_ascii_start(const char *letters, size_t count)
{
    for (size_t i = 0; i < count && letters[i]; i++)
        if ((unsigned char)letters[i] >= 0x80)
            return false;
    return true;
}

void identifier_permanent_name(Check *check, const Row *student)
{
    const char *code = good_permanent_code(check, student);
    if (!code)
        return;
    const char *surname = text_letters(check->scratch, row_text(student, ELEVES_NOM));
    const char *given = text_letters(check->scratch, row_text(student, ELEVES_PRENOM));
    if (!*surname || !*given || !is_ascii_start(surname, 3) || !is_ascii_start(given, 1))
        return;
    char expected[5] = "XXXX";
    memcpy(expected, surname, strlen(surname) < 3 ? strlen(surname) : 3);
    expected[3] = given[0];
    if (strncmp(code, expected, 4) != 0)
        report(check, place_of(check->term, student, ELEVES_CODE_PERMANENT),
               _("les quatre lettres du code permanent ne viennent pas du nom et du prénom"));
}

void identifier_permanent_absent(Check *check, const Row *student)
{
    if (row_value(student, ELEVES_CODE_PERMANENT)->state != VALUE_EMPTY)
        return;
    RowSpan all = children(check, T_SEQUENCES, SEQUENCES_ELEVE, student);
    for (size_t i = 0; i < all.count; i++)
        if (sequence_is_ended(check, all.rows[i])) {
            report(check, place_of(check->term, student, ELEVES_CODE_PERMANENT),
                   _("la séquence %s est finie, et sans code permanent elle ne peut pas être "
                     "déclarée"),
                   row_key(all.rows[i]));
            return;
        }
}

void identifier_permanent_double(Check *check, const Row *row)
{
    (void)row;
    const Table *students = &check->term->tables[T_ELEVES];
    Map *seen = map_new();
    for (size_t i = 0; i < students->row_count; i++) {
        const Row *student = &students->rows[i];
        const char *code = compact(check, row_text(student, ELEVES_CODE_PERMANENT));
        const Row *first = *code ? map_get(seen, code) : NULL;
        if (first)
            report(check, place_of(check->term, student, ELEVES_CODE_PERMANENT),
                   _("l'élève %s (%s) a le même code permanent"), row_key(first),
                   say_line(check, first));
        else if (*code)
            map_put(seen, code, (void *)(uintptr_t)student);
    }
    map_free(seen);
}

/* ---- NEQ: 10 digits, a prefix, a Luhn key over the last 8. */

static bool luhn(const char *digits)
{
    int sum = 0;
    bool twice = false;
    for (size_t i = strlen(digits); i-- > 0; twice = !twice) {
        int d = digits[i] - '0';
        if (twice && (d *= 2) > 9)
            d -= 9;
        sum += d;
    }
    return sum % 10 == 0;
}

static bool neq_is_formed(const char *neq)
{
    return strlen(neq) == NEQ_LENGTH && all_digits(neq);
}

void identifier_neq_form(Check *check, const Row *company)
{
    const char *neq = compact(check, row_text(company, ENTREPRISES_NEQ));
    if (!*neq || neq_is_formed(neq))
        return;
    Place place = place_of(check->term, company, ENTREPRISES_NEQ);
    if (all_digits(neq))
        report(check, place, _("un NEQ a 10 chiffres ; celui-ci en a %zu"), strlen(neq));
    else
        report(check, place, _("un NEQ n'a que des chiffres (10)"));
}

void identifier_neq_prefix(Check *check, const Row *company)
{
    static const char *const prefixes[] = {"11", "22", "33", "88"};
    const char *neq = compact(check, row_text(company, ENTREPRISES_NEQ));
    if (!neq_is_formed(neq))
        return;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (text_starts(neq, prefixes[i]))
            return;
    report(check, place_of(check->term, company, ENTREPRISES_NEQ),
           _("un NEQ commence par 11, 22, 33 ou 88 ; celui-ci commence par %.2s"), neq);
}

void identifier_neq_key(Check *check, const Row *company)
{
    const char *neq = compact(check, row_text(company, ENTREPRISES_NEQ));
    if (neq_is_formed(neq) && !luhn(neq + 2))
        report(check, place_of(check->term, company, ENTREPRISES_NEQ),
               _("le dernier chiffre ne répond pas aux autres : un chiffre est sans doute faux ou "
                 "deux sont inversés"));
}

/* ---- Addresses, telephones, postal codes: wherever the schema has one. */

typedef struct Where {
    const Row *row; /* NULL: a key of config.ini */
    int column;     /* of the row, or the key */
} Where;

static Place place_at(const Check *check, const Where *where)
{
    return where->row ? place_of(check->term, where->row, where->column)
                      : place_of_config(check->config, where->column);
}

static bool is_of(const Where *where, int table)
{
    return where->row && where->row->table->id == table;
}

typedef void JudgeValue(Check *check, const char *text, const Where *where);

static void each_value(Check *check, Type type, JudgeValue *judge)
{
    for (int key = 0; key < CONFIG_KEY_COUNT; key++)
        if (config_key(key)->type.type == type && config_has(check->config, key))
            judge(check, config_text(check->config, key), &(Where){NULL, key});
    for (int t = 0; t < TABLE_COUNT; t++) {
        const Table *table = &check->term->tables[t];
        for (size_t c = 0; table->present && c < table->schema->column_count; c++) {
            if (table->schema->columns[c].type != type)
                continue;
            for (size_t i = 0; i < table->row_count; i++) {
                const Row *row = &table->rows[i];
                if (*row_text(row, (int)c))
                    judge(check, row_text(row, (int)c), &(Where){row, (int)c});
            }
        }
    }
}

static bool postal_code_is_canadian(Check *check, const char *text)
{
    static const char first[] = "ABCEGHJKLMNPRSTVXY", others[] = "ABCEGHJKLMNPRSTVWXYZ";
    const char *code = arena_string(check->scratch, text);
    const char *space = strchr(code, ' ');
    if (space && space - code != 3)
        return false;
    code = compact(check, text);
    if (strlen(code) != 6)
        return false;
    for (size_t i = 0; i < 6; i++) {
        const char *letters = i == 0 ? first : others;
        if (i % 2 ? !isdigit((unsigned char)code[i]) : !strchr(letters, code[i]))
            return false;
    }
    return true;
}

/* The columns that say the country and province of a postal code; -1: Québec, Canada. */
static int column_beside(const Where *where, int of_company, int of_sequence)
{
    if (is_of(where, T_ENTREPRISES))
        return of_company;
    return is_of(where, T_SEQUENCES) ? of_sequence : -1;
}

static bool in_canada(Check *check, const Where *where)
{
    int column = column_beside(where, ENTREPRISES_PAYS, SEQUENCES_LIEU_PAYS);
    const char *country = column < 0 ? "" : row_text(where->row, column);
    return !*country || text_is(text_fold(check->scratch, country), "canada");
}

static bool in_quebec(Check *check, const Where *where)
{
    int column = column_beside(where, ENTREPRISES_PROVINCE, SEQUENCES_LIEU_PROVINCE);
    const char *province =
        text_fold(check->scratch, column < 0 ? "" : row_text(where->row, column));
    return !*province || text_is(province, "qc") || text_is(province, "quebec");
}

static void judge_postal_code(Check *check, const char *text, const Where *where)
{
    if (!in_canada(check, where) || postal_code_is_canadian(check, text))
        return;
    report(check, place_at(check, where),
           _("ce n'est pas un code postal du Canada, comme « G1R 5A5 »"));
    if (is_of(where, T_ELEVES)) /* a home address is printed for nobody */
        report_holds(check, "");
}

void identifier_postal_code_form(Check *check, const Row *row)
{
    (void)row;
    each_value(check, TYPE_POSTAL_CODE, judge_postal_code);
}

static void judge_postal_province(Check *check, const char *text, const Where *where)
{
    bool judged = !is_of(where, T_ELEVES) && in_canada(check, where) && in_quebec(check, where) &&
                  postal_code_is_canadian(check, text);
    if (judged && !strchr("GHJ", toupper((unsigned char)text[0])))
        report(check, place_at(check, where),
               _("au Québec, un code postal commence par G, H ou J"));
}

void identifier_postal_province(Check *check, const Row *row)
{
    (void)row;
    each_value(check, TYPE_POSTAL_CODE, judge_postal_province);
}

/* A company abroad, or somebody of one: its numbers have another form. */
static bool is_abroad(Check *check, const Row *row)
{
    static const char *const near[] = {"", "canada", "etatsunis", "usa", "unitedstates"};
    if (row && row->table->id == T_SUPERVISEURS)
        row = row_link(row, SUPERVISEURS_ENTREPRISE);
    else if (row && row->table->id == T_CONTACTS)
        row = row_link(row, CONTACTS_ENTREPRISE);
    if (!row || row->table->id != T_ENTREPRISES)
        return false;
    const char *country = text_fold(check->scratch, row_text(row, ENTREPRISES_PAYS));
    for (size_t i = 0; i < sizeof near / sizeof *near; i++)
        if (text_is(country, near[i]))
            return false;
    return true;
}

static void judge_phone(Check *check, const char *text, const Where *where)
{
    const char *print;
    if (!is_abroad(check, where->row) && !phone_normalise(text, check->scratch, &print))
        report(check, place_at(check, where),
               _("ce n'est pas un numéro de 10 chiffres d'Amérique du Nord"));
}

void identifier_phone_form(Check *check, const Row *row)
{
    (void)row;
    each_value(check, TYPE_PHONE, judge_phone);
}

static const char *email_fault(const char *text)
{
    const char *at = strchr(text, '@');
    if (!at)
        return _("il n'a pas de « @ »");
    if (strchr(at + 1, '@'))
        return _("il a plus d'un « @ »");
    if (strpbrk(text, " \t"))
        return _("il contient une espace");
    if (!strchr(at + 1, '.'))
        return _("son domaine n'a pas de point");
    return _("il contient un caractère ou un point mal placé");
}

static void judge_email(Check *check, const char *text, const Where *where)
{
    if (!email_is_sendable(text))
        report(check, place_at(check, where), _("on ne peut pas écrire à ce courriel : %s"),
               email_fault(text));
}

void identifier_email_form(Check *check, const Row *row)
{
    (void)row;
    each_value(check, TYPE_EMAIL, judge_email);
}

static const struct {
    const char *typo, *meant;
} domains[] = {
    {"gmai.com", "gmail.com"},        {"gmial.com", "gmail.com"},
    {"gamil.com", "gmail.com"},       {"gmal.com", "gmail.com"},
    {"gmaill.com", "gmail.com"},      {"gnail.com", "gmail.com"},
    {"gmail.con", "gmail.com"},       {"gmail.cm", "gmail.com"},
    {"gmail.co", "gmail.com"},        {"gmaik.com", "gmail.com"},
    {"hotmial.com", "hotmail.com"},   {"hotmai.com", "hotmail.com"},
    {"hotmal.com", "hotmail.com"},    {"hotmil.com", "hotmail.com"},
    {"hotmaill.com", "hotmail.com"},  {"hotnail.com", "hotmail.com"},
    {"homail.com", "hotmail.com"},    {"hotmail.con", "hotmail.com"},
    {"hotmail.co", "hotmail.com"},    {"outlok.com", "outlook.com"},
    {"outloo.com", "outlook.com"},    {"outlokk.com", "outlook.com"},
    {"otulook.com", "outlook.com"},   {"outllok.com", "outlook.com"},
    {"outlook.con", "outlook.com"},   {"outlook.co", "outlook.com"},
    {"yaho.com", "yahoo.com"},        {"yahooo.com", "yahoo.com"},
    {"yhaoo.com", "yahoo.com"},       {"yahoo.con", "yahoo.com"},
    {"iclou.com", "icloud.com"},      {"icloud.con", "icloud.com"},
    {"videotrno.ca", "videotron.ca"}, {"vidoetron.ca", "videotron.ca"},
    {"videotorn.ca", "videotron.ca"}, {"sympatcio.ca", "sympatico.ca"},
    {"sympatic.ca", "sympatico.ca"},  {"sympatico.com", "sympatico.ca"},
};

static void judge_domain(Check *check, const char *text, const Where *where)
{
    const char *at = strrchr(text, '@');
    const char *domain = at ? text_fold(check->scratch, at + 1) : "";
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
        if (text_is(domain, domains[i].typo))
            report_as(
                check, check->rule->severity[check->network], place_at(check, where),
                arena_printf(check->scratch, _("vouliez-vous dire « %s » ?"), domains[i].meant),
                _("« %s » ressemble à une faute de frappe"), domains[i].typo);
}

void identifier_email_domain(Check *check, const Row *row)
{
    (void)row;
    each_value(check, TYPE_EMAIL, judge_domain);
}

/* ---- Programmes and the school. */

/* '9' a digit, 'A' a letter, '*' either; anything else is itself. */
static bool has_shape(const char *text, const char *shape)
{
    for (; *shape; shape++, text++) {
        unsigned char c = (unsigned char)*text;
        bool fits = *shape == '9'   ? isdigit(c)
                    : *shape == 'A' ? isupper(c)
                    : *shape == '*' ? isupper(c) || isdigit(c)
                                    : c == (unsigned char)*shape;
        if (!fits)
            return false;
    }
    return *text == '\0';
}

void identifier_programme_form(Check *check, const Row *programme)
{
    static const char *const shapes[SANCTION_COUNT] = {
        [SANCTION_DEP] = "9999",   [SANCTION_ASP] = "9999",   [SANCTION_AEP] = "9999",
        [SANCTION_DEC] = "999.A*", [SANCTION_AEC] = "AAA.**",
    };
    static const char *const examples[SANCTION_COUNT] = {
        [SANCTION_DEP] = "5195",   [SANCTION_ASP] = "5195",   [SANCTION_AEP] = "5195",
        [SANCTION_DEC] = "420.B0", [SANCTION_AEC] = "LEA.DY",
    };
    int sanction = row_choice(programme, PROGRAMMES_SANCTION);
    const char *code = row_text(programme, PROGRAMMES_CODE);
    if (sanction < 0 || !*code || has_shape(code, shapes[sanction]))
        return;
    report(check, place_of(check->term, programme, PROGRAMMES_CODE),
           _("« %s » n'a pas la forme d'un code de programme menant à un %s, comme « %s »"), code,
           schema_choices(C_SANCTION)->choices[sanction].code, examples[sanction]);
}

void identifier_programme_units(Check *check, const Row *programme)
{
    enum { HOURS_A_UNIT = 15 };
    int sanction = row_choice(programme, PROGRAMMES_SANCTION);
    if (sanction != SANCTION_DEP && sanction != SANCTION_ASP && sanction != SANCTION_AEP)
        return;
    Number units = amount(programme, PROGRAMMES_UNITES, -1);
    Number hours = amount(programme, PROGRAMMES_HEURES, -1);
    if (units < 0 || hours < 0 || hours == units * HOURS_A_UNIT)
        return;
    report(check, place_of(check->term, programme, PROGRAMMES_UNITES),
           _("%s unités de 15 h font %s h, mais « heures » dit %s"), say_number(check, units),
           say_number(check, units * HOURS_A_UNIT), say_number(check, hours));
}

void identifier_organisation_form(Check *check, const Row *row)
{
    (void)row;
    const char *code = config_text(check->config, CONFIG_ETABLISSEMENT_CODE_ORGANISME);
    if (*code && !has_shape(code, "999999"))
        report(check, place_of_config(check->config, CONFIG_ETABLISSEMENT_CODE_ORGANISME),
               _("un code d'organisme a 6 chiffres, zéros compris"));
}

/* ---- The same thing twice, under two identifiers. */

static const Row *seen_before(Map *seen, const char *key, const Row *row)
{
    const Row *first = map_get(seen, key);
    if (!first)
        map_put(seen, key, (void *)(uintptr_t)row);
    return first;
}

/* NULL when a part is empty: two blanks are not the same thing. */
static const char *company_name_key(Check *check, const Row *company)
{
    const char *name = text_letters(check->scratch, row_text(company, ENTREPRISES_NOM));
    const char *code = compact(check, row_text(company, ENTREPRISES_CODE_POSTAL));
    return *name && *code ? arena_printf(check->scratch, "%s|%s", name, code) : NULL;
}

static void judge_company_neq(Check *check, const Row *company, const Row *first)
{
    Place place = place_of(check->term, company, ENTREPRISES_NEQ);
    const char *here = compact(check, row_text(company, ENTREPRISES_CODE_POSTAL));
    const char *there = compact(check, row_text(first, ENTREPRISES_CODE_POSTAL));
    if (!*here || !*there)
        report_as(check, SEVERITY_INFO, place, _("rien à faire si c'est une succursale"),
                  _("l'entreprise %s (%s) a le même NEQ"), row_key(first),
                  say_line(check, first));
    else if (text_is(here, there))
        report(check, place, _("l'entreprise %s (%s) a le même NEQ et le même code postal"),
               row_key(first), say_line(check, first));
    else
        report_as(check, SEVERITY_INFO, place, _("rien à faire si c'est une succursale"),
                  _("l'entreprise %s (%s) a le même NEQ à une autre adresse"), row_key(first),
                  say_line(check, first));
}

void identifier_company_double(Check *check, const Row *row)
{
    (void)row;
    const Table *companies = &check->term->tables[T_ENTREPRISES];
    Map *names = map_new(), *numbers = map_new();
    for (size_t i = 0; i < companies->row_count; i++) {
        const Row *company = &companies->rows[i];
        const char *key = company_name_key(check, company);
        const Row *first = key ? seen_before(names, key, company) : NULL;
        if (first) {
            report(check, place_of(check->term, company, ENTREPRISES_NOM),
                   _("l'entreprise %s (%s) a le même nom et le même code postal"), row_key(first),
                   say_line(check, first));
            continue;
        }
        const char *neq = compact(check, row_text(company, ENTREPRISES_NEQ));
        first = *neq ? seen_before(numbers, neq, company) : NULL;
        if (first)
            judge_company_neq(check, company, first);
    }
    map_free(names);
    map_free(numbers);
}

void identifier_student_double(Check *check, const Row *row)
{
    (void)row;
    const Table *students = &check->term->tables[T_ELEVES];
    Map *seen = map_new();
    for (size_t i = 0; i < students->row_count; i++) {
        const Row *student = &students->rows[i];
        Date birth = row_date(student, ELEVES_DATE_NAISSANCE);
        const char *name = text_letters(check->scratch, row_text(student, ELEVES_NOM));
        const char *given = text_letters(check->scratch, row_text(student, ELEVES_PRENOM));
        if (birth == DATE_NONE || !*name || !*given)
            continue;
        const char *key = arena_printf(check->scratch, "%s|%s|%d", name, given, birth);
        const Row *first = seen_before(seen, key, student);
        if (first)
            report(check, place_of(check->term, student, ELEVES_NOM),
                   _("l'élève %s (%s) a le même nom, le même prénom et la même date de naissance"),
                   row_key(first), say_line(check, first));
    }
    map_free(seen);
}

void identifier_sequence_double(Check *check, const Row *row)
{
    (void)row;
    const Table *sequences = &check->term->tables[T_SEQUENCES];
    Map *seen = map_new();
    for (size_t i = 0; i < sequences->row_count; i++) {
        const Row *sequence = &sequences->rows[i];
        const Row *student = row_link(sequence, SEQUENCES_ELEVE);
        const Row *company = row_link(sequence, SEQUENCES_ENTREPRISE);
        Date start = row_date(sequence, SEQUENCES_DEBUT);
        bool alone = children(check, T_SEQUENCES, SEQUENCES_ELEVE, student).count < 2;
        if (alone || !company || start == DATE_NONE || !sequence_is_live(check, sequence))
            continue;
        const char *key =
            arena_printf(check->scratch, "%u|%u|%d", student->index, company->index, start);
        const Row *first = seen_before(seen, key, sequence);
        if (first)
            report(check, place_of(check->term, sequence, SEQUENCES_ID),
                   _("la séquence %s (%s) a le même élève, la même entreprise et le même premier "
                     "jour"),
                   row_key(first), say_line(check, first));
    }
    map_free(seen);
}
