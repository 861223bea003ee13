/* The term's records as the data of a template. Every name is looked up in
 * names.c first; what it found is read here through record_value. */
#include "text/names.h"

#include "base/text.h"
#include "term/value.h"

#include <stdlib.h>
#include <string.h>

static const struct ScopeName {
    const char *name;
    int table;
    int owner;
} scopes[SCOPE_COUNT] = {
    [SCOPE_SEQUENCE] = {"sequence", T_SEQUENCES, T_SEQUENCES},
    [SCOPE_VISITE] = {"visite", T_VISITES, T_VISITES},
    [SCOPE_ELEVE] = {"eleve", T_ELEVES, T_ELEVES},
    [SCOPE_ENTREPRISE] = {"entreprise", T_ENTREPRISES, T_ENTREPRISES},
    [SCOPE_OFFRE] = {"offre", T_OFFRES, T_OFFRES},
    [SCOPE_RESPONSABLE] = {"responsable", T_PERSONNEL, T_PERSONNEL},
    [SCOPE_GROUPE] = {"groupe", -1, OWNER_GROUP},
    [SCOPE_PROGRAMME] = {"programme", T_PROGRAMMES, T_PROGRAMMES},
    [SCOPE_ETABLISSEMENT] = {"etablissement", -1, OWNER_WHOLE_SCHOOL},
};

const char *scope_name(Scope scope)
{
    return scopes[scope].name;
}

int scope_find(const char *name)
{
    for (int i = 0; i < SCOPE_COUNT; i++)
        if (text_is(scopes[i].name, name))
            return i;
    return -1;
}

int scope_table(Scope scope)
{
    return scopes[scope].table;
}

int scope_owner(Scope scope)
{
    return scopes[scope].owner;
}

/* Values of rows */

/* The term keeps telephones in French form; an English page says "ext." */
static const char *phone_text(const Model *model, const char *print)
{
    static const char extension[] = ", poste ";
    const char *found = strstr(print, extension);
    if (model->lang == LANG_FR || !found)
        return print;
    return arena_printf(model->arena, "%.*s, ext. %s", (int)(found - print), print,
                        found + sizeof extension - 1);
}

static void read_value(const Model *model, const Value *value, const ColumnSchema *column, Item *item)
{
    item->state = value->state;
    if (value->state != VALUE_GOOD)
        return;
    switch (item->shape.kind) {
    case SHAPE_DATE: item->date = value->date; break;
    case SHAPE_TIME: item->minutes = value->minutes; break;
    case SHAPE_NUMBER: item->number = value->number; break;
    case SHAPE_FLAG: item->yes = value->yes; break;
    case SHAPE_CHOICE: item->choice = value->choice; break;
    case SHAPE_SET: item->set = value->set; break;
    case SHAPE_OBJECT: item->row = value->link; break;
    default:
        item->text = column->type == TYPE_ID || column->type == TYPE_TEXT ? value->text
                     : column->type == TYPE_PHONE ? phone_text(model, value->print)
                                                  : value->print;
    }
}

void model_value(const Model *model, const Row *row, int column, Item *item)
{
    const ColumnSchema *schema = schema_column(row->table->id, column);
    read_value(model, record_value(model->record, row, column), schema, item);
    if (item->state == VALUE_EMPTY && schema->flags & COLUMN_SCHOOL_DAYS) {
        item->set = 1U << MONDAY | 1U << TUESDAY | 1U << WEDNESDAY | 1U << THURSDAY | 1U << FRIDAY;
        item->state = VALUE_GOOD;
    }
}

static void config_value(const Model *model, int key, Item *item)
{
    read_value(model, &model->record->config->values[key], &config_key(key)->type, item);
}

/* Lists of rows */

/* The order of a list. The rest is settled by the values of the rows, from the first column on:
 * the order of a file, which an export changes, reaches no document. */
static const struct Order {
    int table;
    int columns[2]; /* dates, times or numbers; -1: none */
} orders[] = {
    {T_VISITES, {VISITES_DATE, VISITES_HEURE}},
    {T_ACTIVITES, {ACTIVITES_NUMERO, -1}},
    {T_SEQUENCES, {SEQUENCES_RANG, SEQUENCES_DEBUT}},
    {T_PERIODES, {PERIODES_DEBUT, PERIODES_FIN}},
    {T_AVENANTS, {AVENANTS_NUMERO, AVENANTS_EFFET_LE}},
    {T_TACHES, {TACHES_ECHEANCE, -1}},
    {T_CALENDRIER, {CALENDRIER_DATE, CALENDRIER_FIN}},
    {T_SEQUENCES_ANTERIEURES, {SEQUENCES_ANTERIEURES_RANG, SEQUENCES_ANTERIEURES_DEBUT}},
    {T_EVALUATIONS, {EVALUATIONS_DATE_PREVUE, EVALUATIONS_DATE_REALISEE}},
    {T_INTEGRATIONS, {INTEGRATIONS_DATE, INTEGRATIONS_HEURE}},
};

typedef struct Ranked {
    const Row *row;
    int64_t keys[2];
} Ranked;

static int64_t sort_key(const Model *model, const Row *row, int column)
{
    const Value *value = column < 0 ? NULL : record_value(model->record, row, column);
    if (!value || value->state != VALUE_GOOD)
        return INT64_MAX;
    switch (row_column(row, column)->type) {
    case TYPE_DATE: return value->date;
    case TYPE_TIME: return value->minutes;
    default: return value->number;
    }
}

static int compare(const void *left, const void *right)
{
    const Ranked *a = left, *b = right;
    for (int i = 0; i < 2; i++)
        if (a->keys[i] != b->keys[i])
            return a->keys[i] < b->keys[i] ? -1 : 1;
    for (size_t c = 0; c < a->row->table->schema->column_count; c++) {
        int order = strcmp(row_text(a->row, (int)c), row_text(b->row, (int)c));
        if (order)
            return order;
    }
    return a->row->index < b->row->index ? -1 : a->row->index > b->row->index;
}

Items *model_rows(const Model *model, int table, const Row *const *rows, size_t count)
{
    Ranked *ranked = arena_array_of(model->arena, count + 1, Ranked);
    const struct Order *order = NULL;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (orders[i].table == table)
            order = &orders[i];
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (model->hidden && model->hidden(model->hidden_context, rows[i]))
            continue;
        ranked[kept] = (Ranked){.row = rows[i]};
        for (int k = 0; order && k < 2; k++)
            ranked[kept].keys[k] = sort_key(model, rows[i], order->columns[k]);
        kept++;
    }
    if (kept > 1)
        qsort(ranked, kept, sizeof *ranked, compare);
    Items *items = arena_new_of(model->arena, Items);
    for (size_t i = 0; i < kept; i++) {
        Item item = {.shape = {SHAPE_OBJECT, table}, .state = VALUE_GOOD, .row = ranked[i].row};
        items_add(model->arena, items, &item);
    }
    return items;
}

Items *model_children(const Model *model, const Row *row, int table, int column)
{
    RowSpan span = term_children(model->record->term, table, column, row);
    return model_rows(model, table, span.rows, span.count);
}

Items *model_table(const Model *model, int table)
{
    const Table *all = &model->record->term->tables[table];
    const Row **rows = arena_array_of(model->arena, all->row_count + 1, const Row *);
    for (size_t i = 0; i < all->row_count; i++)
        rows[i] = &all->rows[i];
    return model_rows(model, table, rows, all->row_count);
}

/* Names of an object */

static void read_found(const Model *model, const Item *in, const Found *found, Item *out)
{
    const ComputedName *computed = found->computed;
    switch (found->kind) {
    case FOUND_COLUMN:
        model_value(model, in->row, found->column, out);
        break;
    case FOUND_CHILDREN:
        item_list(out, model_children(model, in->row, found->table, found->column));
        break;
    case FOUND_EXTRA:
        item_text(out, in->row->extra[found->column]);
        break;
    default:
        if (computed->compute)
            computed->compute(model, in, out);
        else if (computed->config >= 0)
            config_value(model, computed->config, out);
    }
}

static bool get_listed(const Item *in, const char *name, Item *out)
{
    Found found = names_find(NULL, OWNER_LISTED, name);
    if (!in->position || !found.kind)
        return false;
    *out = (Item){.shape = found.shape};
    if (text_is(name, "premier"))
        item_flag(out, in->position == 1);
    else if (text_is(name, "dernier"))
        item_flag(out, in->is_last);
    else
        item_count(out, in->position);
    return true;
}

/* A name of an object that has a value, or is empty or cannot be read: then so is the name. */
static bool get_own(const Model *model, const Item *in, int owner, const char *name, Item *out)
{
    Found found = names_find(model->record, owner, name);
    if (!found.kind)
        return false;
    *out = (Item){.shape = found.shape, .state = VALUE_EMPTY};
    if (in->state == VALUE_GOOD)
        read_found(model, in, &found, out);
    else
        out->state = in->state;
    return true;
}

static bool get_of_object(const Model *model, const Item *in, const char *name, Item *out)
{
    if (in->is_root && model->extra && dict_find(model->extra, name, out))
        return true;
    if (get_listed(in, name, out))
        return true;
    if (in->shape.of == OWNER_DICT)
        return in->state == VALUE_GOOD && dict_find(in->dict, name, out);
    if (get_own(model, in, in->shape.of, name, out))
        return true;
    return in->is_root && get_own(model, in, OWNER_EVERYWHERE, name, out);
}

static DatumKind kind_of(const Item *item)
{
    if (item->state != VALUE_GOOD)
        return item->state == VALUE_BAD ? DATUM_BAD : DATUM_EMPTY;
    switch (item->shape.kind) {
    case SHAPE_OBJECT: return DATUM_OBJECT;
    case SHAPE_LIST: return DATUM_LIST;
    case SHAPE_FLAG: return item->yes ? DATUM_VALUE : DATUM_FALSE;
    case SHAPE_NUMBER: return item->number ? DATUM_VALUE : DATUM_FALSE;
    case SHAPE_SET: return item->set ? DATUM_VALUE : DATUM_EMPTY;
    default: return DATUM_VALUE;
    }
}

static Datum datum_of(const Model *model, const Item *item)
{
    Item *kept = arena_new_of(model->arena, Item);
    *kept = *item;
    return (Datum){.kind = kind_of(item), .object = kept};
}

static Datum get(const DataSource *source, Datum in, const char *name)
{
    const Model *model = source->context;
    const Item *item = in.object;
    Item out;
    if (item->shape.kind == SHAPE_OBJECT && get_of_object(model, item, name, &out))
        return datum_of(model, &out);
    if (!item->is_root && format_apply(item, name, &out))
        return datum_of(model, &out);
    return (Datum){.kind = DATUM_NONE};
}

static size_t count(const DataSource *source, Datum list)
{
    (void)source;
    return ((const Item *)list.object)->list->count;
}

static Datum item_at(const DataSource *source, Datum list, size_t i)
{
    const Items *items = ((const Item *)list.object)->list;
    Item item = items->items[i];
    item.position = i + 1;
    item.is_last = i + 1 == items->count;
    return datum_of(source->context, &item);
}

static const char *print(const DataSource *source, Datum value, Arena *arena)
{
    const Model *model = source->context;
    return format_print(value.object, model->lang, arena);
}

void model_open(Model *model, const Record *record, Arena *arena, Lang lang)
{
    *model = (Model){
        .source = {get, count, item_at, print, model},
        .record = record, .arena = arena, .lang = lang,
    };
}

Datum model_agreed(const Model *model, int table, int column, const char *text)
{
    const ColumnSchema *schema = schema_column(table, column);
    Item item = {.shape = names_column_shape(schema)};
    Value value = {.text = text, .state = VALUE_EMPTY};
    ValueFault fault;
    if (*text) {
        bool good = value_parse(schema, text, model->arena, &value, &fault);
        if (good && schema->type == TYPE_LINK)
            value.link = term_find(model->record->term, schema->target, text);
        good = good && (schema->type != TYPE_LINK || value.link);
        value.state = good ? VALUE_GOOD : VALUE_BAD;
    }
    read_value(model, &value, schema, &item);
    return datum_of(model, &item);
}

Datum model_root(const Model *model, const Subject *subject)
{
    Item root = {.shape = {SHAPE_OBJECT, scopes[subject->scope].owner}, .state = VALUE_GOOD,
                 .row = subject->row, .key = subject->key, .is_root = true};
    return datum_of(model, &root);
}

const Row *model_contact(const Record *record, const Row *company, const Row *sequence, int role)
{
    RowSpan contacts = term_children(record->term, T_CONTACTS, CONTACTS_ENTREPRISE, company);
    const Row *of_company = NULL;
    for (size_t i = 0; i < contacts.count; i++) {
        const Row *contact = contacts.rows[i];
        const Value *of_role = record_value(record, contact, CONTACTS_ROLE);
        const Value *only = record_value(record, contact, CONTACTS_SEQUENCE);
        if (of_role->state != VALUE_GOOD || of_role->choice != role)
            continue;
        if (only->state == VALUE_GOOD && sequence && only->link == sequence)
            return contact;
        if (only->state == VALUE_EMPTY && !of_company)
            of_company = contact;
    }
    return of_company;
}
