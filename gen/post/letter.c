/* letter: what a parcel says of itself to its template. */
#include "post/letter.h"

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "post/copies.h"
#include "term/calendar.h"
#include "text/mail.h"

struct Letters {
    Arena *arena;
    const Record *record;
    const char *folder; /* templates/ */
    Map *templates;     /* path -> Template */
};

Letters *letters_new(Arena *arena, const Record *record)
{
    Letters *letters = arena_new_of(arena, Letters);
    *letters = (Letters){.arena = arena, .record = record, .templates = map_new()};
    letters->folder = config_path(record->config, CONFIG_SORTIES_MODELES, arena);
    return letters;
}

void letters_free(Letters *letters)
{
    map_free(letters->templates);
}

Lang company_lang(const Record *record, const Row *company)
{
    const Value *own = record_value(record, company, ENTREPRISES_LANGUE);
    int langue = own->state == VALUE_GOOD
                     ? own->choice
                     : config_choice(record->config, CONFIG_ETABLISSEMENT_LANGUE);
    return langue == LANGUE_EN ? LANG_EN : LANG_FR;
}

const char *lang_code(Lang lang)
{
    return lang == LANG_EN ? "en" : "fr";
}

static Status load_template(Letters *letters, const char *name, Lang lang, const Template **found,
                            Error *error)
{
    const char *path = mail_path(letters->arena, letters->folder, name, lang);
    *found = map_get(letters->templates, path);
    if (*found)
        return STATUS_OK;
    Template *template;
    Status status = mail_load(letters->arena, letters->folder, name, lang, letters->record,
                              NULL, &template, error);
    if (status != STATUS_OK)
        return status;
    map_put(letters->templates, path, template);
    *found = template;
    return STATUS_OK;
}

/* ---- What the template can name: the OWNER_MESSAGE of text/computed.c ---- */

static Date sequence_start(const Record *record, const Row *sequence)
{
    const Value *start = sequence ? record_value(record, sequence, SEQUENCES_DEBUT) : NULL;
    return start && start->state == VALUE_GOOD ? start->date : DATE_NONE;
}

static bool is_to_sign(const Document *document)
{
    const Row *sequence = document_sequence(document);
    if (document->amendment)
        return !document->settled;
    return sequence && text_is(document->kind->role, "signature") &&
           record_signed_on(sequence) == DATE_NONE;
}

/* The day before which all must be signed: the first start to come, less the school's delay. */
static Date signing_limit(const Record *record, const Parcel *parcel, Date day)
{
    const Value *delay = config_profile(record->config, CONFIG_PROFIL_FP_DELAI_PROTOCOLE_JOURS);
    Date days = delay->state == VALUE_GOOD ? (Date)(delay->number / NUMBER_ONE) : 0;
    Date first = DATE_NONE;
    for (size_t i = 0; i < parcel->document_count; i++) {
        const Document *document = parcel->documents[i];
        Date start = is_to_sign(document) ? sequence_start(record, document_sequence(document))
                                          : DATE_NONE;
        if (start != DATE_NONE && (first == DATE_NONE || start < first))
            first = start;
    }
    return first != DATE_NONE && first - days >= day ? first - days : DATE_NONE;
}

static void describe(Dict *documents, const Record *record, const Document *document, Lang lang,
                     Arena *arena)
{
    const Row *sequence = document_sequence(document);
    const Row *student = row_link(sequence, SEQUENCES_ELEVE);
    dict_text(documents, "titre", document->kind->title[lang]);
    dict_text(documents, "numero", document->issued.number);
    dict_number(documents, "revision", (Number)document->issued.revision * NUMBER_ONE);
    dict_text(documents, "fichier", path_name(document->path));
    dict_text(documents, "sequence", sequence ? row_key(sequence) : "");
    dict_text(documents, "eleve",
              student ? arena_printf(arena, "%s %s", row_text(student, ELEVES_PRENOM),
                                     row_text(student, ELEVES_NOM))
                      : "");
    dict_date(documents, "debut", sequence_start(record, sequence));
    dict_date(documents, "fin", sequence ? sequence_end(record_row(record, sequence)) : DATE_NONE);
    dict_flag(documents, "a_signer", is_to_sign(document));
}

static Dict *message_dict(const Record *record, const Parcel *parcel, Date day, Lang lang,
                          Arena *arena)
{
    const Config *config = record->config;
    Dict *dict = dict_new(arena);
    dict_text(dict_dict(dict, "destinataire"), "nom", parcel->to_name);
    dict_text(dict_dict(dict, "entreprise"), "nom", row_text(parcel->company, ENTREPRISES_NOM));
    dict_flag(dict, "plusieurs", parcel->document_count > 1);
    bool signatures = false;
    for (size_t i = 0; i < parcel->document_count; i++)
        signatures = signatures || is_to_sign(parcel->documents[i]);
    dict_flag(dict, "signatures", signatures);
    dict_flag(dict, "protege", copies_wanted(config));
    dict_flag(dict, "scinde", parcel->parts > 1);
    if (parcel->parts > 1) {
        dict_number(dict, "partie", (Number)parcel->part * NUMBER_ONE);
        dict_number(dict, "parties", (Number)parcel->parts * NUMBER_ONE);
    }
    dict_date(dict, "limite", signing_limit(record, parcel, day));
    dict_text(dict, "reponse",
              config_has(config, CONFIG_COURRIEL_REPONDRE_A)
                  ? config_text(config, CONFIG_COURRIEL_REPONDRE_A)
                  : config_text(config, CONFIG_COURRIEL_EXPEDITEUR));
    for (size_t i = 0; i < parcel->document_count; i++)
        describe(dict_append(dict, "documents"), record, parcel->documents[i], lang, arena);
    return dict;
}

/* Whatever the template says of it, who gets one message knows that there are others. */
static const char *numbered(Arena *arena, const char *subject, const Parcel *parcel, Lang lang)
{
    static const char *const forms[LANG_COUNT] = {"%s (%d de %d)", "%s (%d of %d)"};
    return parcel->parts > 1 ? arena_printf(arena, forms[lang], subject, parcel->part, parcel->parts)
                             : subject;
}

Status letter_write(Letters *letters, const Parcel *parcel, Date day, Letter *letter, Error *error)
{
    Lang lang = company_lang(letters->record, parcel->company);
    const Template *template;
    Status status = load_template(letters, parcel->mail, lang, &template, error);
    if (status != STATUS_OK)
        return status;
    Record record = *letters->record;
    record.today = day;
    Model model;
    Buffer text = {0};
    Subject subject = {SCOPE_ENTREPRISE, parcel->company, row_key(parcel->company)};
    model_open(&model, &record, letters->arena, lang);
    model.extra = message_dict(&record, parcel, day, lang, letters->arena);
    status = template_text(template, &model.source, model_root(&model, &subject), ESCAPE_NONE,
                           &text, error);
    if (status == STATUS_OK)
        status = mail_split(letters->arena, template, buffer_text(&text), &letter->subject,
                            &letter->text, error);
    if (status == STATUS_OK)
        letter->subject = numbered(letters->arena, letter->subject, parcel, lang);
    buffer_free(&text);
    return status;
}
