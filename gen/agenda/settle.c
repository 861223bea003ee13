#include "agenda/settle.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

Status ledger_open(Ledger *ledger, const Gathering *gathering, Error *error)
{
    *ledger = (Ledger){.hidden = map_new()};
    for (size_t i = 0; i < gathering->count; i++)
        if (gathering->entries[i].hidden)
            map_set(ledger->hidden, gathering->entries[i].appointment.key, ledger);
    return appointments_list(gathering->record->registry, gathering->arena, &ledger->known,
                             &ledger->known_count, error);
}

void ledger_free(Ledger *ledger)
{
    map_free(ledger->hidden);
    free(ledger->news);
    free(ledger->past);
    *ledger = (Ledger){0};
}

/* --- what an appointment says ----------------------------------------------- */

/* The reminder is left out: it is the reader's comfort, not news. */
static void digest(const Appointment *appointment, Sha256 sha256)
{
    Buffer text = {0};
    buffer_printf(&text, "%d\n%d\n%d\n%d\n%s\n%s\n%s", appointment->day, appointment->minutes,
                  appointment->length, appointment->state, appointment->summary, appointment->place,
                  appointment->details);
    sha256_hex(buffer_text(&text), text.length, sha256);
    buffer_free(&text);
}

static void note_news(Ledger *ledger, const Calendar *calendar, const Appointment *appointment,
                      const char *sha256)
{
    ledger->news = vector_reserve(ledger->news, &ledger->news_capacity, ledger->news_count + 1,
                                  sizeof *ledger->news);
    ledger->news[ledger->news_count++] = (KnownAppointment){
        .calendar = calendar->owner,
        .key = appointment->key,
        .student = appointment->student,
        .day = appointment->day,
        .minutes = appointment->minutes,
        .length = appointment->length,
        .revision = appointment->revision,
        .changed_on = appointment->changed_on,
        .cancelled = appointment->state == APPOINTMENT_CANCELLED,
        .sha256 = sha256,
    };
}

static void note_past(Ledger *ledger, const KnownAppointment *known)
{
    ledger->past = vector_reserve(ledger->past, &ledger->past_capacity, ledger->past_count + 1,
                                  sizeof *ledger->past);
    ledger->past[ledger->past_count++] = *known;
}

/* --- those of the tables ---------------------------------------------------- */

static int by_key(const void *key, const void *element)
{
    return strcmp(key, ((const KnownAppointment *)element)->key);
}

typedef struct Part { /* of what is known: one calendar */
    const KnownAppointment *known;
    size_t count;
} Part;

/* The first of the known that is not before the calendar (`after` 0), or that is after it (1). */
static size_t bound(const Ledger *ledger, const char *owner, int after)
{
    size_t low = 0, high = ledger->known_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(ledger->known[middle].calendar, owner) < after)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static Part part_of(const Ledger *ledger, const char *owner)
{
    size_t first = bound(ledger, owner, 0), end = bound(ledger, owner, 1);
    return (Part){ledger->known + first, end - first};
}

static const KnownAppointment *find(const Part *part, const char *key)
{
    return part->count ? bsearch(key, part->known, part->count, sizeof *part->known, by_key) : NULL;
}

/* True when it is news. */
static bool settle_one(Ledger *ledger, const Gathering *gathering, const Calendar *calendar,
                       const KnownAppointment *known, Appointment *appointment)
{
    Sha256 sha256;
    digest(appointment, sha256);
    bool same = known && text_is(known->sha256, sha256);
    appointment->revision = !known ? 0 : same ? known->revision : known->revision + 1;
    appointment->changed_on = same ? known->changed_on : gathering->record->today;
    if (!same)
        note_news(ledger, calendar, appointment, arena_string(gathering->arena, sha256));
    return !same;
}

/* --- those that left them --------------------------------------------------- */

static bool may_be_there(const Ledger *ledger, const Gathering *gathering, const char *key)
{
    return gathering->unsure[words_kind(key)] || map_get(ledger->hidden, key);
}

/* It says only that it is cancelled: nothing else of it was kept. */
static Appointment gone(const KnownAppointment *known, Lang lang)
{
    return (Appointment){
        .key = known->key,
        .student = known->student,
        .day = known->day,
        .minutes = known->minutes,
        .length = known->length,
        .state = APPOINTMENT_CANCELLED,
        .busy = known->minutes >= 0,
        .summary = words_gone(words_kind(known->key), lang),
        .place = "",
        .details = "",
    };
}

/* One that is not among those of the tables. */
static void settle_other(Ledger *ledger, const Gathering *gathering, Calendar *calendar,
                         const KnownAppointment *known, Settled *settled)
{
    if (may_be_there(ledger, gathering, known->key)) {
        settled->withheld++;
        return;
    }
    if (known->day < gathering->first) {
        note_past(ledger, known);
        return;
    }
    Appointment *appointment = &calendar->appointments[calendar->count++];
    *appointment = gone(known, calendar->lang);
    settled->changed += settle_one(ledger, gathering, calendar, known, appointment);
}

Settled ledger_settle(Ledger *ledger, const Gathering *gathering, Calendar *calendar)
{
    Settled settled = {0};
    Part part = part_of(ledger, calendar->owner);
    size_t told = calendar->count;
    bool *met = arena_array_of(gathering->arena, part.count + 1, bool);
    Appointment *all = arena_array_of(gathering->arena, told + part.count + 1, Appointment);
    if (told)
        memcpy(all, calendar->appointments, told * sizeof *all);
    calendar->appointments = all;
    for (size_t i = 0; i < told; i++) {
        const KnownAppointment *known = find(&part, all[i].key);
        settled.changed += settle_one(ledger, gathering, calendar, known, &all[i]);
        if (known)
            met[known - part.known] = true;
    }
    for (size_t i = 0; i < part.count; i++)
        if (!met[i])
            settle_other(ledger, gathering, calendar, &part.known[i], &settled);
    if (calendar->count)
        qsort(all, calendar->count, sizeof *all, appointment_order);
    return settled;
}

/* --- the registry ------------------------------------------------------------ */

static Status write_all(const Ledger *ledger, Registry *registry, Error *error)
{
    Status status = STATUS_OK;
    for (size_t i = 0; i < ledger->news_count && status == STATUS_OK; i++)
        status = appointments_put(registry, &ledger->news[i], error);
    for (size_t i = 0; i < ledger->past_count && status == STATUS_OK; i++)
        status = appointments_forget(registry, &ledger->past[i], error);
    return status;
}

Status ledger_write(const Ledger *ledger, Registry *registry, Error *error)
{
    if (ledger->news_count + ledger->past_count == 0)
        return STATUS_OK;
    Status status = registry_begin(registry, error);
    if (status != STATUS_OK)
        return status;
    status = write_all(ledger, registry, error);
    if (status == STATUS_OK)
        status = registry_commit(registry, error);
    if (status != STATUS_OK)
        registry_rollback(registry);
    return status;
}
