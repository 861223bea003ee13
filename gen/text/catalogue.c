/* catalogue.ini into kinds. Sections are first gathered as they are written, then
 * each is read on its own, with its templates in both languages. */
#include "text/catalogue.h"

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "read/ini.h"
#include "text/internal.h"
#include "text/mail.h"
#include "text/shelf.h"
#include "text/vet.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum Key {
    KEY_TITLE, KEY_TITLE_EN, KEY_SCOPE, KEY_DUE, KEY_FILE, KEY_NUMBER, KEY_RECIPIENTS, KEY_ROLE,
    KEY_OCCASION, KEY_MAIL, KEY_ORIGINAL, KEY_CORRECTIONS, KEY_TEMPLATE, KEY_COUNT
} Key;

static const struct { const char *name; bool required; } keys[KEY_COUNT] = {
    {"titre", true}, {"titre_en", true}, {"portee", true}, {"du", false}, {"fichier", false},
    {"numero", false}, {"destinataires", true}, {"role", false}, {"occasion", false},
    {"courriel", false}, {"original", false}, {"corrections", false}, {"modele", true},
};

typedef struct Line { /* a value and where it is written */
    const char *text;
    uint32_t line;
} Line;

typedef struct Draft { /* a section */
    const char *name;
    uint32_t line;
    Line values[KEY_COUNT]; /* KEY_TEMPLATE: the first one */
    Line *templates;        /* `modele` and `modele.N`, in the order of the file */
    size_t template_count, template_capacity;
    AgreementLine *terms;   /* `avenant.NAME`, in the order of the file */
    size_t term_count, term_capacity;
} Draft;

typedef struct Loader {
    Arena *arena;
    const char *path, *folder;
    const Record *record;
    Draft *drafts;
    size_t count, capacity;
    Buffer values; /* all of them, for the digest */
    Remarks *remarks; /* NULL: the first fault stops */
    Error *error;
} Loader;

static Status keep(const Loader *loader, Status status)
{
    return remarks_keep(loader->remarks, status, loader->error);
}

static Status fault(const Loader *loader, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static Status fault(const Loader *loader, uint32_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *place = arena_printf(loader->arena, "%s:%u", loader->path, line);
    const char *what = arena_vprintf(loader->arena, format, args);
    va_end(args);
    return error_set(loader->error, STATUS_USAGE, place, "%s", what);
}

typedef const char *NameAt(const void *context, size_t i);

static Status unknown(const Loader *loader, uint32_t line, const char *format, const char *word,
                      NameAt *name, size_t count) __attribute__((format(printf, 3, 0)));
static Status unknown(const Loader *loader, uint32_t line, const char *format, const char *word,
                      NameAt *name, size_t count)
{
    const char *place = arena_printf(loader->arena, "%s:%u", loader->path, line);
    const char *nearest = text_nearest(word, name, NULL, count);
    Status status = error_set(loader->error, STATUS_USAGE, place, format, word);
    if (nearest)
        error_remedy(loader->error, _("vouliez-vous dire « %s » ?"), nearest);
    return status;
}

/* Sections and keys as they come */

static const char *key_at(const void *context, size_t i)
{
    (void)context;
    return keys[i].name;
}

static bool is_numbered_template(const char *key)
{
    if (!text_starts(key, "modele."))
        return false;
    const char *rank = key + strlen("modele.");
    return *rank && strspn(rank, "0123456789") == strlen(rank);
}

static void add_template(Loader *loader, Draft *draft, const char *value, uint32_t line)
{
    draft->templates = vector_reserve(draft->templates, &draft->template_capacity,
                                      draft->template_count + 1, sizeof *draft->templates);
    draft->templates[draft->template_count++] = (Line){arena_string(loader->arena, value), line};
}

static const char amendment_prefix[] = "avenant.";

static void add_term(Loader *loader, Draft *draft, const char *name, const char *value,
                     uint32_t line)
{
    draft->terms = vector_reserve(draft->terms, &draft->term_capacity, draft->term_count + 1,
                                  sizeof *draft->terms);
    draft->terms[draft->term_count++] = (AgreementLine){
        arena_string(loader->arena, name), arena_string(loader->arena, value), line};
}

static Draft *draft_of(Loader *loader, const char *section, uint32_t line)
{
    for (size_t i = 0; i < loader->count; i++)
        if (text_is(loader->drafts[i].name, section))
            return &loader->drafts[i];
    loader->drafts = vector_reserve(loader->drafts, &loader->capacity, loader->count + 1,
                                    sizeof *loader->drafts);
    Draft *draft = &loader->drafts[loader->count++];
    *draft = (Draft){.name = arena_string(loader->arena, section), .line = line};
    return draft;
}

static Status take_pair(Loader *loader, const char *section, const char *key, const char *value,
                        uint32_t line)
{
    if (!*section)
        return fault(loader, line, _("la clé « %s » n'est dans aucune section"), key);
    Draft *draft = draft_of(loader, section, line);
    buffer_printf(&loader->values, "[%s] %s = %s\n", section, key, value);
    if (is_numbered_template(key)) {
        add_template(loader, draft, value, line);
        return STATUS_OK;
    }
    if (text_starts(key, amendment_prefix)) {
        add_term(loader, draft, key + strlen(amendment_prefix), value, line);
        return STATUS_OK;
    }
    size_t k = 0;
    while (k < KEY_COUNT && !text_is(keys[k].name, key))
        k++;
    if (k == KEY_COUNT)
        return unknown(loader, line, _("clé « %s » inconnue"), key, key_at, KEY_COUNT);
    if (draft->values[k].text)
        return fault(loader, line, _("la clé « %s » est donnée deux fois dans la section « %s »"),
                     key, section);
    draft->values[k] = (Line){arena_string(loader->arena, value), line};
    if (k == KEY_TEMPLATE)
        add_template(loader, draft, value, line);
    return STATUS_OK;
}

static Status visit(void *context, const char *section, const char *key, const char *value,
                    uint32_t line, Error *error)
{
    (void)error;
    return keep(context, take_pair(context, section, key, value, line));
}

/* Templates */

static Status vet(const Loader *loader, const Kind *kind, const Template *template,
                  Remarks *remarks)
{
    bool to_company = kind->recipients & RECIPIENT_COMPANY;
    Vet vet = {.record = loader->record, .scope = kind->scope,
               .company_kind = to_company ? kind->name : NULL, .remarks = remarks};
    return vet_template(&vet, template, loader->error);
}

/* Says that a file is absent, and which one beside it was probably meant. */
static Status absent(const Loader *loader, const Kind *kind, uint32_t line, const char *path)
{
    const char *folder = path_folder(loader->arena, path), *name = path_name(path);
    const char *ending = strrchr(name, '.');
    const char *bare = arena_slice(loader->arena, name, (size_t)(ending - name));
    const char *nearest = shelf_nearest(loader->arena, &folder, 1, ending, bare);
    Status status = fault(loader, line, _("le modèle « %s » de « %s » est introuvable"), path,
                          kind->name);
    if (nearest)
        error_remedy(loader->error, _("vouliez-vous dire « %s » ?"), nearest);
    return status;
}

static Status not_for_company(const Loader *loader, uint32_t line, const char *name)
{
    Status status = fault(loader, line, _("« %s » ne va jamais à une entreprise"), name);
    error_remedy(loader->error, _("retirez « entreprise » de ses destinataires"));
    return status;
}

static Status load_template(const Loader *loader, const Kind *kind, uint32_t line,
                            KindTemplate *template, Lang lang)
{
    const char *path = path_join(loader->arena,
                                 template_folder(loader->arena, loader->folder, lang),
                                 arena_printf(loader->arena, "%s.md", template->name));
    Template *loaded;
    if (file_kind(path) == FILE_ABSENT)
        return absent(loader, kind, line, path);
    Status status =
        template_load(loader->arena, path, loader->remarks, &loaded, loader->error);
    if (status)
        return status;
    template->template[lang] = loaded;
    const char *internal =
        kind->recipients & RECIPIENT_COMPANY ? template_internal_file(loaded) : NULL;
    if (internal) {
        status = keep(loader, not_for_company(loader, line, internal));
        if (status)
            return status;
    }
    return vet(loader, kind, loaded, loader->remarks);
}

static Status read_condition(const Loader *loader, Scope scope, const char *text, uint32_t line,
                             const Condition **made)
{
    Condition *condition;
    const char *place = arena_printf(loader->arena, "%s:%u", loader->path, line);
    Status status = condition_parse(loader->arena, place, text, &condition, loader->error);
    if (status)
        return status;
    Arena *arena = arena_new();
    Model model;
    model_open(&model, loader->record, arena, LANG_FR);
    status = condition_check(condition, &model, scope, loader->error);
    arena_free(arena);
    if (!status)
        *made = condition;
    return status;
}

static Status check_file_name(const Loader *loader, const char *name, const Line *value)
{
    if (shelf_is_name(name))
        return STATUS_OK;
    return fault(loader, value->line, _("« %s » n'est pas le nom d'un modèle"), value->text);
}

/* "protocole-remunere si remuneree = oui" */
static Status read_template(const Loader *loader, const Kind *kind, const Line *value,
                            KindTemplate *template)
{
    const char *condition = strstr(value->text, " si ");
    size_t length = condition ? (size_t)(condition - value->text) : strlen(value->text);
    template->name = text_trim(loader->arena, value->text, length);
    template->line = (int)value->line;
    Status status = check_file_name(loader, template->name, value);
    for (Lang lang = LANG_FR; lang <= LANG_EN && !status; lang++)
        status = keep(loader, load_template(loader, kind, value->line, template, lang));
    if (!status && condition)
        status = read_condition(loader, kind->scope, condition + strlen(" si "), value->line,
                                &template->condition);
    return status;
}

/* Those with a condition first, in the order of the file; the one without serves for the rest. */
static Status read_templates(const Loader *loader, const Draft *draft, Kind *kind)
{
    KindTemplate *templates = arena_array_of(loader->arena, draft->template_count, KindTemplate);
    KindTemplate otherwise = {0};
    size_t count = 0;
    for (size_t i = 0; i < draft->template_count; i++) {
        KindTemplate template = {0};
        Status status = read_template(loader, kind, &draft->templates[i], &template);
        if (!status && !template.condition && otherwise.name)
            status = fault(loader, draft->templates[i].line,
                           _("« %s » a deux modèles sans condition"), draft->name);
        if (status || template.condition)
            templates[count++] = template;
        else
            otherwise = template;
        status = keep(loader, status);
        if (status)
            return status;
    }
    if (otherwise.name)
        templates[count++] = otherwise;
    kind->templates = templates;
    kind->template_count = count;
    return STATUS_OK;
}

/* The message that carries the documents: `ate envoyer` is too late to find its faults. */
static Status read_message(const Loader *loader, const Draft *draft, Kind *kind)
{
    const Line *value = &draft->values[KEY_MAIL], *occasion = &draft->values[KEY_OCCASION];
    kind->mail = value->text ? value->text : "";
    kind->occasion = occasion->text ? occasion->text : "";
    if (!*kind->mail)
        return STATUS_OK;
    if (!*kind->occasion)
        kind->occasion = kind->name;
    Status status = check_file_name(loader, kind->mail, value);
    for (Lang lang = LANG_FR; lang <= LANG_EN && !status; lang++) {
        const char *path = mail_path(loader->arena, loader->folder, kind->mail, lang);
        Template *loaded = NULL;
        if (file_kind(path) == FILE_ABSENT)
            status = absent(loader, kind, value->line, path);
        else
            status = mail_load(loader->arena, loader->folder, kind->mail, lang, loader->record,
                               loader->remarks, &loaded, loader->error);
        if (!status)
            kind->message[lang] = loaded;
        status = keep(loader, status);
    }
    return status;
}

/* The other keys */

static const char *scope_at(const void *context, size_t i)
{
    (void)context;
    return scope_name((Scope)i);
}

static Status read_scope(const Loader *loader, const Draft *draft, Kind *kind)
{
    const Line *value = &draft->values[KEY_SCOPE];
    int scope = scope_find(value->text);
    if (scope < 0)
        return unknown(loader, value->line, _("portée « %s » inconnue"), value->text, scope_at,
                       SCOPE_COUNT);
    kind->scope = (Scope)scope;
    return STATUS_OK;
}

static const struct { const char *name; unsigned recipient; } recipients[] = {
    {"ecole", RECIPIENT_SCHOOL}, {"entreprise", RECIPIENT_COMPANY}, {"eleve", RECIPIENT_STUDENT},
    {"responsable", RECIPIENT_RESPONSABLE},
};
enum { RECIPIENT_COUNT = sizeof recipients / sizeof *recipients };

static const char *recipient_at(const void *context, size_t i)
{
    (void)context;
    return recipients[i].name;
}

static Status read_due(const Loader *loader, const Draft *draft, Kind *kind)
{
    const Line *value = &draft->values[KEY_DUE];
    return value->text ? read_condition(loader, kind->scope, value->text, value->line, &kind->due)
                       : STATUS_OK;
}

static Status read_recipients(const Loader *loader, const Draft *draft, Kind *kind)
{
    const Line *value = &draft->values[KEY_RECIPIENTS];
    char *rest = arena_string(loader->arena, value->text);
    for (char *part; (part = strsep(&rest, ",|"));) {
        const char *name = text_trim(loader->arena, part, strlen(part));
        size_t i = 0;
        while (i < RECIPIENT_COUNT && !text_is(recipients[i].name, name))
            i++;
        if (i == RECIPIENT_COUNT)
            return unknown(loader, value->line, _("destinataire « %s » inconnu"), name,
                           recipient_at, RECIPIENT_COUNT);
        kind->recipients |= recipients[i].recipient;
    }
    return kind->recipients & RECIPIENT_COMPANY && name_is_internal(kind->name)
               ? not_for_company(loader, value->line, kind->name)
               : STATUS_OK;
}

static const char *role_at(const void *context, size_t i)
{
    (void)context;
    return schema_choices(C_ROLE_CONTACT)->choices[i].code;
}

static Status read_role(const Loader *loader, const Draft *draft, Kind *kind)
{
    const Line *value = &draft->values[KEY_ROLE];
    kind->role = value->text ? value->text : "";
    for (size_t i = 0; i < schema_choices(C_ROLE_CONTACT)->count; i++)
        if (text_is(kind->role, role_at(NULL, i)))
            return STATUS_OK;
    return *kind->role ? unknown(loader, value->line, _("rôle « %s » inconnu"), kind->role, role_at,
                                 schema_choices(C_ROLE_CONTACT)->count)
                       : STATUS_OK;
}

/* The name of a file is a template too. */
static Status read_file(const Loader *loader, const Draft *draft, Kind *kind)
{
    const Line *value = &draft->values[KEY_FILE];
    uint32_t line = value->line ? value->line : (uint32_t)kind->line;
    kind->file = value->text ? value->text
                             : arena_printf(loader->arena, "%s-{{cle}}.pdf", kind->name);
    Template *template;
    Status status = template_parse(loader->arena, loader->path, kind->file, NULL, NULL, &template,
                                   loader->error);
    if (!status)
        status = vet(loader, kind, template, NULL); /* its place is not yet the catalogue's */
    if (status && loader->error)
        snprintf(loader->error->place, sizeof loader->error->place, "%s:%u", loader->path, line);
    return status;
}

static const char *config_value(const Loader *loader, const char *name)
{
    for (int i = 0; i < CONFIG_KEY_COUNT; i++) {
        const ConfigKey *key = config_key(i);
        if (text_is(name, arena_printf(loader->arena, "%s.%s", key->section, key->key)))
            return config_text(loader->record->config, i);
    }
    return NULL;
}

static const char *const number_parts[] = {"annee", "organisme", "seq", "genre"};
enum { NUMBER_PART_COUNT = sizeof number_parts / sizeof *number_parts };

static const char *number_part_at(const void *context, size_t i)
{
    (void)context;
    return number_parts[i];
}

static bool is_number_part(const char *name)
{
    const char *width = text_starts(name, "seq:") ? name + strlen("seq:") : NULL;
    if (width)
        return isdigit((unsigned char)*width) && !width[1];
    for (size_t i = 0; i < NUMBER_PART_COUNT; i++)
        if (text_is(number_parts[i], name))
            return true;
    return false;
}

/* Puts in what is known now: {genre} and keys of config.ini; the rest is the registry's. */
static Status expand_number(const Loader *loader, const Line *value, const char *text, bool nested,
                            const char *genre, Buffer *out)
{
    while (*text) {
        const char *end = *text == '{' ? strchr(text, '}') : NULL;
        if (!end) {
            buffer_add_char(out, *text++);
            continue;
        }
        const char *name = arena_slice(loader->arena, text + 1, (size_t)(end - text - 1));
        const char *from_config = nested ? NULL : config_value(loader, name);
        Status status = STATUS_OK;
        if (from_config)
            status = expand_number(loader, value, from_config, true, genre, out);
        else if (!is_number_part(name))
            status = unknown(loader, value->line, _("« {%s} » n'a pas de sens dans un numéro"),
                             name, number_part_at, NUMBER_PART_COUNT);
        else if (text_is(name, "genre"))
            buffer_add_text(out, genre);
        else
            buffer_add(out, text, (size_t)(end + 1 - text));
        if (status)
            return status;
        text = end + 1;
    }
    return STATUS_OK;
}

static Status read_number(const Loader *loader, const Draft *draft, Kind *kind)
{
    const Line *value = &draft->values[KEY_NUMBER];
    kind->number = "";
    if (!value->text || !*value->text)
        return STATUS_OK;
    Buffer number = {0};
    Status status = expand_number(loader, value, value->text, false, kind->name, &number);
    kind->number = arena_string(loader->arena, buffer_text(&number));
    buffer_free(&number);
    if (!status && !strstr(kind->number, "{seq"))
        status = fault(loader, value->line, _("un numéro doit contenir {seq} : sans lui, tous les "
                                              "documents auraient le même"));
    return status;
}

static const struct { const char *name; KeepOriginal keep; } originals[] = {
    {"emission", KEEP_WHEN_ISSUED}, {"signature", KEEP_WHEN_SIGNED},
};
enum { ORIGINAL_COUNT = sizeof originals / sizeof *originals };

static const char *original_at(const void *context, size_t i)
{
    (void)context;
    return originals[i].name;
}

static Status read_original(const Loader *loader, const Draft *draft, Kind *kind)
{
    const Line *value = &draft->values[KEY_ORIGINAL];
    if (!value->text || !*value->text)
        return STATUS_OK;
    for (size_t i = 0; i < ORIGINAL_COUNT; i++)
        if (text_is(originals[i].name, value->text)) {
            kind->original = originals[i].keep;
            return STATUS_OK;
        }
    return unknown(loader, value->line,
                   _("« %s » ne dit pas quand garder l'original : emission ou signature"),
                   value->text, original_at, ORIGINAL_COUNT);
}

static Status read_agreement(const Loader *loader, const Draft *draft, Kind *kind)
{
    const AgreementSource source = {
        .path = loader->path, .record = loader->record, .scope = kind->scope,
        .lines = draft->terms, .count = draft->term_count,
        .corrections = draft->values[KEY_CORRECTIONS].text,
        .corrections_line = draft->values[KEY_CORRECTIONS].line,
    };
    Status status = agreement_read(&source, loader->arena, &kind->agreement, loader->error);
    for (size_t t = 0; t < kind->template_count; t++)
        for (Lang lang = LANG_FR; lang <= LANG_EN && !status; lang++)
            if (kind->templates[t].template[lang])
                status = keep(loader, agreement_covers(&kind->agreement, kind->name,
                                                       kind->templates[t].template[lang],
                                                       loader->error));
    return status;
}

/* Of the scope depends what every other key means: it comes first, and stops the kind. */
static Status (*const steps[])(const Loader *loader, const Draft *draft, Kind *kind) = {
    read_due,       read_recipients, read_role,     read_file,      read_number,
    read_templates, read_original,   read_agreement, read_message,
};

static Status need_keys(const Loader *loader, const Draft *draft)
{
    for (size_t k = 0; k < KEY_COUNT; k++) {
        bool given = k == KEY_TEMPLATE ? draft->template_count > 0
                                       : draft->values[k].text && *draft->values[k].text;
        if (keys[k].required && !given) {
            Status status = keep(loader, fault(loader, draft->line,
                                               _("il manque la clé « %s » à la section « %s »"),
                                               keys[k].name, draft->name));
            if (status)
                return status;
        }
    }
    return STATUS_OK;
}

static const char *value_of(const Draft *draft, Key key)
{
    return draft->values[key].text ? draft->values[key].text : "";
}

static Status read_kind(const Loader *loader, const Draft *draft, Kind *kind)
{
    *kind = (Kind){.name = draft->name, .line = (int)draft->line, .mail = "", .occasion = "",
                   .number = "", .role = "",
                   .title = {value_of(draft, KEY_TITLE), value_of(draft, KEY_TITLE_EN)}};
    Status status = need_keys(loader, draft);
    if (status || !*value_of(draft, KEY_SCOPE))
        return status;
    status = read_scope(loader, draft, kind);
    if (status)
        return status;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !status; i++)
        status = keep(loader, steps[i](loader, draft, kind));
    return status;
}

static void add_digest(Buffer *all, const Template *template)
{
    buffer_printf(all, "%s\n", template ? template_sha256(template) : "");
}

static const char *digest(const Loader *loader, const Kind *kinds)
{
    Buffer all = {0};
    buffer_add(&all, buffer_text(&loader->values), loader->values.length);
    for (size_t i = 0; i < loader->count; i++)
        for (Lang lang = LANG_FR; lang <= LANG_EN; lang++) {
            for (size_t t = 0; t < kinds[i].template_count; t++)
                add_digest(&all, kinds[i].templates[t].template[lang]);
            add_digest(&all, kinds[i].message[lang]);
        }
    char *hex = arena_alloc(loader->arena, sizeof(Sha256));
    sha256_hex(buffer_text(&all), all.length, hex);
    buffer_free(&all);
    return hex;
}

static Status read_catalogue(Loader *loader, Catalogue *catalogue)
{
    Status status = keep(loader, ini_read(loader->path, visit, loader, loader->error));
    Kind *kinds = arena_array_of(loader->arena, loader->count + 1, Kind);
    for (size_t i = 0; i < loader->count && !status; i++)
        status = keep(loader, read_kind(loader, &loader->drafts[i], &kinds[i]));
    *catalogue = (Catalogue){.kinds = kinds, .count = loader->count};
    if (!status && !loader->remarks)
        catalogue->sha256 = digest(loader, kinds);
    for (size_t i = 0; i < loader->count; i++) {
        free(loader->drafts[i].templates);
        free(loader->drafts[i].terms);
    }
    free(loader->drafts);
    buffer_free(&loader->values);
    return status;
}

Status catalogue_review(Catalogue *catalogue, Arena *arena, const char *folder,
                        const Record *record, Remarks *remarks, Error *error)
{
    Loader loader = {.arena = arena, .path = path_join(arena, folder, "catalogue.ini"),
                     .folder = arena_string(arena, folder), .record = record, .remarks = remarks,
                     .error = error};
    return read_catalogue(&loader, catalogue);
}

Status catalogue_load(Catalogue *catalogue, Arena *arena, const char *folder, const Record *record,
                      Error *error)
{
    return catalogue_review(catalogue, arena, folder, record, NULL, error);
}
