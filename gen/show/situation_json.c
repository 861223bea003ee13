#include "show/situation_part.h"

#include "base/text.h"
#include "issue/subject.h"
#include "record/signatures.h"
#include "show/json.h"

static json_t *day_json(Date day)
{
    DateText text;
    return day == DATE_NONE ? json_null() : json_text(date_iso(day, text));
}

static json_t *key_json(const Row *row)
{
    return row ? json_text(row_key(row)) : json_null();
}

static json_t *count_json(size_t count)
{
    return json_integer((json_int_t)count);
}

/* --- duties -------------------------------------------------------------- */

static json_t *missing_json(unsigned missing)
{
    json_t *list = json_array();
    for (unsigned s = 0; s < SIGNATORY_COUNT; s++)
        if (missing & 1u << s)
            json_array_append_new(list, json_text(signatory_code((Signatory)s)));
    return list;
}

static json_t *duty_json(const Situation *situation, const Duty *duty)
{
    json_t *made = json_object();
    json_object_set_new(made, "quoi", json_text(duty_code(duty->kind)));
    json_object_set_new(made, "cle", json_text(duty->key));
    json_object_set_new(made, "echeance", day_json(duty->due_on));
    json_object_set_new(made, "en_retard", json_boolean(duty_is_late(duty, situation->today)));
    json_object_set_new(made, "sequence", key_json(duty->sequence));
    json_object_set_new(made, "eleve", key_json(row_link(duty->sequence, SEQUENCES_ELEVE)));
    json_object_set_new(made, "entreprise",
                        key_json(row_link(duty->sequence, SEQUENCES_ENTREPRISE)));
    json_object_set_new(made, "responsable", key_json(duty->responsable));
    json_object_set_new(made, "manque", missing_json(duty->missing));
    return made;
}

/* --- documents ----------------------------------------------------------- */

static json_t *hold_json(const Hold *hold)
{
    const Finding *first = hold->first;
    json_t *made = json_object();
    json_object_set_new(made, "code", json_text(hold->rule->code));
    json_object_set_new(made, "documents", count_json(hold->count));
    json_object_set_new(made, "fichier", json_text(first ? first->place.file : NULL));
    json_object_set_new(made, "ligne", first && first->place.line ? json_integer(first->place.line)
                                                                  : json_null());
    json_object_set_new(made, "correction", json_text(first ? first->fix : _(hold->rule->fix)));
    return made;
}

static json_t *held_json(const Document *document)
{
    const SubjectKeys keys = subject_keys(&document->subject);
    json_t *made = json_object(), *codes = json_array();
    for (const char *code = document->held_by; *code;) {
        size_t length = 0;
        while (code[length] && code[length] != ',')
            length++;
        json_array_append_new(codes, json_stringn(code, length));
        for (code += length; *code == ',' || *code == ' ';)
            code++;
    }
    json_object_set_new(made, "genre", json_text(document->kind->name));
    json_object_set_new(made, "cle", json_text(document->subject.key));
    json_object_set_new(made, "responsable", key_json(keys.responsable));
    json_object_set_new(made, "codes", codes);
    return made;
}

static json_t *kind_json(const KindCount *count)
{
    json_t *made = json_object();
    json_object_set_new(made, "genre", json_text(count->kind->name));
    json_object_set_new(made, "produits", count_json(count->produced));
    json_object_set_new(made, "a_faire", count_json(count->to_make));
    json_object_set_new(made, "retenus", count_json(count->held));
    json_object_set_new(made, "a_signer", count_json(count->to_sign));
    json_object_set_new(made, "signes", count_json(count->signed_by_all));
    json_object_set_new(made, "prets", count_json(count->ready));
    json_object_set_new(made, "envoyes", count_json(count->sent));
    json_object_set_new(made, "annules", count_json(count->cancelled));
    return made;
}

static json_t *officer_json(const Officer *officer)
{
    json_t *made = json_object();
    json_object_set_new(made, "responsable", key_json(officer->row));
    json_object_set_new(made, "sequences", count_json(officer->sequences));
    json_object_set_new(made, "a_signer", count_json(officer->to_sign));
    json_object_set_new(made, "en_retard", count_json(officer->late));
    json_object_set_new(made, "bientot", count_json(officer->soon));
    json_object_set_new(made, "retenus", count_json(officer->held));
    return made;
}

/* --- the whole ----------------------------------------------------------- */

static json_t *declaration_json(const SituationView *view)
{
    const Situation *situation = view->situation;
    if (!situation->whole)
        return json_null();
    json_t *made = json_object();
    json_object_set_new(made, "declarees", count_json(situation->declared));
    json_object_set_new(made, "a_declarer", count_json(view->to_declare));
    json_object_set_new(made, "dernier_lot",
                        json_text(*situation->last_lot ? situation->last_lot : NULL));
    json_object_set_new(made, "fait_le", day_json(situation->last_lot_on));
    return made;
}

static json_t *messages_json(const Situation *situation)
{
    if (!situation->whole)
        return json_null();
    json_t *made = json_object();
    json_object_set_new(made, "prets", count_json(situation->messages_ready));
    json_object_set_new(made, "envoyes", count_json(situation->messages_sent));
    json_object_set_new(made, "refuses", count_json(situation->messages_refused));
    json_object_set_new(made, "en_doute", count_json(situation->messages_doubtful));
    return made;
}

static json_t *held_list(const Issue *issue)
{
    json_t *list = json_array();
    for (size_t i = 0; i < issue->count; i++)
        if (*issue->documents[i].held_by)
            json_array_append_new(list, held_json(&issue->documents[i]));
    return list;
}

void show_situation_json(const SituationView *view, Buffer *out)
{
    const Situation *situation = view->situation;
    json_t *made = json_object(), *duties = json_array(), *holds = json_array(),
           *kinds = json_array(), *officers = json_array();
    for (size_t i = 0; i < situation->duty_count; i++)
        json_array_append_new(duties, duty_json(situation, &situation->duties[i]));
    for (size_t i = 0; i < situation->hold_count; i++)
        json_array_append_new(holds, hold_json(&situation->holds[i]));
    for (size_t i = 0; i < situation->kind_count; i++)
        json_array_append_new(kinds, kind_json(&situation->kinds[i]));
    for (size_t i = 0; i < situation->officer_count; i++)
        json_array_append_new(officers, officer_json(&situation->officers[i]));
    json_object_set_new(made, "version", json_integer(1));
    json_object_set_new(made, "date", day_json(situation->today));
    json_object_set_new(made, "a_faire", duties);
    json_object_set_new(made, "blocages", holds);
    json_object_set_new(made, "retenus", held_list(situation->issue));
    json_object_set_new(made, "genres", kinds);
    json_object_set_new(made, "responsables", officers);
    json_object_set_new(made, "declaration", declaration_json(view));
    json_object_set_new(made, "messages", messages_json(situation));
    json_add(out, made, 0);
    buffer_add_char(out, '\n');
}
