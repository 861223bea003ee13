#include "post/transmit.h"

#include "base/file.h"
#include "base/text.h"
#include "issue/keep.h"
#include "post/attachment.h"
#include "post/outgoing.h"
#include "record/events.h"
#include "record/sendings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Item {
    Message *message;
    int tries;
} Item;

typedef struct Answered { /* known, and not in the registry yet */
    Message *message;     /* NULL: nothing is */
    int64_t sending;
    SendingResult result;
    char code[24];
} Answered;

typedef struct Lot {
    Transmission *order;
    Smtp *smtp;
    Pace pace;
    Item *items;          /* those at `at` and after are to be sent; put off ones come back last */
    size_t at, count;
    int failures;         /* in a row */
    int64_t started, done;/* ms; messages that had their answer since */
    Answered answered;
    Buffer draft, bytes;
} Lot;

static int64_t now_ms(const Lot *lot)
{
    const Clock *clock = lot->order->clock;
    return clock->now_ms(clock->context);
}

static bool stopped(const Lot *lot)
{
    return lot->order->clock->stopped(lot->order->clock->context);
}

/* --- the ledger ---------------------------------------------------------- */

static MessageState state_after(SendingResult result)
{
    switch (result) {
    case SENDING_SENT: return MESSAGE_SENT;
    case SENDING_REFUSED: return MESSAGE_REFUSED;
    case SENDING_DOUBTFUL: return MESSAGE_UNCERTAIN;
    default: return MESSAGE_TO_SEND;
    }
}

static Status note_sent(const Lot *lot, const Message *message, Error *error)
{
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < message->parcel->document_count; i++) {
        const Document *document = message->parcel->documents[i];
        status = events_add(lot->order->registry,
                            &(Event){.nature = EVENT_SENT,
                                     .day = lot->order->post->issue->record->today,
                                     .kind = document->kind->name,
                                     .key = document->subject.key,
                                     .number = document->issued.number,
                                     .revision = document->issued.revision,
                                     .detail = message->row.message_id},
                            error);
    }
    return status;
}

/* Within a transaction. */
static Status record_answer(Lot *lot, Error *error)
{
    const Answered *answered = &lot->answered;
    Registry *registry = lot->order->registry;
    if (!answered->message)
        return STATUS_OK;
    Status status = sendings_end(registry, answered->sending, answered->result, answered->code,
                                 error);
    if (status != STATUS_OK || lot->order->trial)
        return status;
    status = messages_set_state(registry, answered->message->row.key,
                                state_after(answered->result), error);
    return status == STATUS_OK && answered->result == SENDING_SENT
               ? note_sent(lot, answered->message, error)
               : status;
}

/* Within a transaction. */
static Status record_departure(Lot *lot, const Message *message, const char *moment,
                               int64_t *sending, Error *error)
{
    const Transmission *order = lot->order;
    Status status = sendings_begin(order->registry, message->row.key,
                                   order->trial ? SENDING_TRIAL : SENDING_TRANSMISSION, moment,
                                   sending, error);
    if (status != STATUS_OK || order->trial)
        return status;
    status = messages_set_state(order->registry, message->row.key, MESSAGE_SENDING, error);
    for (size_t i = 0; status == STATUS_OK && i < message->parcel->document_count; i++)
        status = issue_keep_sent(order->post->issue, message->parcel->documents[i],
                                 order->registry, error);
    return status;
}

/* The draft of what left, or may have, must not be found and sent by hand. */
static void settle_answer(Lot *lot)
{
    Message *message = lot->answered.message;
    lot->answered.message = NULL;
    if (!message || lot->order->trial)
        return;
    const Post *post = lot->order->post;
    message->row.state = state_after(lot->answered.result);
    if (message->row.state != MESSAGE_TO_SEND)
        file_drop(path_join(post->arena, post->issue->output, message->row.path));
}

/* One durable step: the answer to the message before, and the departure of `message` (NULL: of
 * none). */
static Status step(Lot *lot, const Message *message, const char *moment, int64_t *sending,
                   Error *error)
{
    Registry *registry = lot->order->registry;
    if (!message && !lot->answered.message)
        return STATUS_OK;
    Status status = registry_begin(registry, error);
    if (status != STATUS_OK)
        return status;
    status = record_answer(lot, error);
    if (status == STATUS_OK && message)
        status = record_departure(lot, message, moment, sending, error);
    if (status == STATUS_OK)
        status = registry_commit(registry, error);
    if (status != STATUS_OK)
        registry_rollback(registry);
    else
        settle_answer(lot);
    return status;
}

/* --- pauses -------------------------------------------------------------- */

static void tell(Lot *lot, const Message *message, const Delivery *delivery)
{
    Transmission *order = lot->order;
    size_t rest = lot->count - lot->at;
    int64_t rate_ms = pace_span(&lot->pace, now_ms(lot), rest);
    int64_t own_ms = lot->done ? (now_ms(lot) - lot->started) / lot->done * (int64_t)rest : 0;
    order->left_ms = rate_ms > own_ms ? rate_ms : own_ms;
    if (order->told)
        order->told(order->context, order, message, delivery);
}

/* What is known is durable before a pause. */
static Status pause_for(Lot *lot, int64_t ms, Error *error)
{
    if (ms <= 0)
        return STATUS_OK;
    Status status = step(lot, NULL, NULL, NULL, error);
    if (status != STATUS_OK)
        return status;
    tell(lot, NULL, NULL);
    lot->order->clock->wait_ms(lot->order->clock->context, ms);
    return STATUS_OK;
}

static Status wait_for_turn(Lot *lot, Error *error)
{
    static const int64_t back_off_ms[FAILURES_IN_A_ROW] = {0, 2000, 8000, 30000};
    Status status = pause_for(lot, back_off_ms[lot->failures], error);
    if (status == STATUS_OK && !stopped(lot))
        status = pause_for(lot, pace_delay(&lot->pace, now_ms(lot)), error);
    return status;
}

/* The last messages of an earlier run count too. */
static Status recall_pace(Lot *lot, Arena *arena, Error *error)
{
    const Clock *clock = lot->order->clock;
    int64_t utc = clock->utc(clock->context), now = now_ms(lot);
    int64_t *moments;
    size_t count;
    MomentText since;
    moment_iso(utc - lot->pace.rate.period_ms / 1000, since);
    Status status = sendings_since(lot->order->registry, since, arena, &moments, &count, error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        if (moments[i] <= utc) /* not of a clock that was set back */
            pace_mark(&lot->pace, now - (utc - moments[i]) * 1000);
    return status;
}

/* --- one message --------------------------------------------------------- */

/* The bytes of its draft, as they were made in this run from the files of the manifest. */
static Status read_draft(Lot *lot, const Message *message, int64_t utc, Error *error)
{
    const Transmission *order = lot->order;
    Status status = attachment_read(order->post->issue->output, message->row.path, message->sha256,
                                    &lot->draft, error);
    if (status == STATUS_FINDINGS) /* someone touched it within these seconds */
        status = error->status = STATUS_SYSTEM;
    if (status == STATUS_OK)
        outgoing_make(lot->draft.data, lot->draft.length, utc, order->trial, &lot->bytes);
    return status;
}

static SendingResult result_of(Outcome outcome)
{
    switch (outcome) {
    case OUTCOME_SENT: return SENDING_SENT;
    case OUTCOME_REFUSED: return SENDING_REFUSED;
    case OUTCOME_DOUBT: return SENDING_DOUBTFUL;
    default: return SENDING_PUT_OFF;
    }
}

static void keep_answer(Lot *lot, Message *message, int64_t sending, const Delivery *delivery)
{
    const Attempt *attempt = &delivery->attempt;
    lot->answered = (Answered){message, sending, result_of(delivery->outcome), ""};
    if (attempt->code)
        snprintf(lot->answered.code, sizeof lot->answered.code, "%d%s%s", attempt->code,
                 *attempt->detail ? " " : "", attempt->detail);
}

static Status send_one(Lot *lot, Message *message, Delivery *delivery, Error *error)
{
    const Transmission *order = lot->order;
    int64_t utc = order->clock->utc(order->clock->context), sending = 0;
    MomentText moment;
    Status status = read_draft(lot, message, utc, error);
    if (status == STATUS_OK)
        status = step(lot, message, moment_iso(utc, moment), &sending, error);
    if (status != STATUS_OK)
        return status;
    const SmtpMail mail = {
        .from = order->account->from,
        .to = order->trial ? order->trial : message->parcel->to,
        .copy = order->trial ? "" : order->account->copy,
        .bytes = lot->bytes.data,
        .length = lot->bytes.length,
    };
    pace_mark(&lot->pace, now_ms(lot));
    smtp_send(lot->smtp, &mail, delivery);
    keep_answer(lot, message, sending, delivery);
    return STATUS_OK;
}

/* --- all of them --------------------------------------------------------- */

static void count(Lot *lot, Outcome outcome)
{
    lot->done++;
    lot->order->sent += outcome == OUTCOME_SENT;
    lot->order->refused += outcome == OUTCOME_REFUSED;
    lot->order->doubtful += outcome == OUTCOME_DOUBT;
}

/* The message goes behind the others, or has had its tries. */
static void put_off(Lot *lot)
{
    Item item = lot->items[lot->at++];
    if (++item.tries < TRIES_EACH)
        lot->items[lot->count++] = item;
    else
        lot->order->put_off++;
}

/* What the answer means for the rest. Not STATUS_OK: it stops. */
static Status go_on(Lot *lot, const Delivery *delivery, Error *error)
{
    bool failed = true;
    switch (delivery->outcome) {
    case OUTCOME_SENT:
    case OUTCOME_REFUSED:
        failed = false; /* the server is well */
        /* fall through */
    case OUTCOME_DOUBT:
        lot->at++;
        count(lot, delivery->outcome);
        break;
    case OUTCOME_LATER:
        put_off(lot);
        break;
    default: break;
    }
    lot->failures = failed ? lot->failures + 1 : 0;
    bool over = lot->failures >= FAILURES_IN_A_ROW && lot->at < lot->count;
    if (delivery->outcome != OUTCOME_STOP && !over)
        return STATUS_OK;
    *error = delivery->error;
    if (error->status < STATUS_USAGE) /* doubts in a row: the connection, not the messages */
        error->status = STATUS_SYSTEM;
    if (error->status == STATUS_USAGE && !*error->place)
        account_place(lot->order->post->issue->record->config, &delivery->attempt, error);
    return error->status;
}

static Status run(Lot *lot, Error *error)
{
    Status status = STATUS_OK;
    while (status == STATUS_OK && lot->at < lot->count) {
        Delivery delivery;
        Message *message = lot->items[lot->at].message;
        status = wait_for_turn(lot, error);
        if (status == STATUS_OK && stopped(lot))
            status = error_set(error, STATUS_INTERRUPTED, "", _("l'envoi a été interrompu"));
        if (status == STATUS_OK)
            status = send_one(lot, message, &delivery, error);
        if (status != STATUS_OK)
            break;
        status = go_on(lot, &delivery, error);
        tell(lot, message, &delivery);
    }
    Status last = step(lot, NULL, NULL, NULL, status == STATUS_OK ? error : NULL);
    return status == STATUS_OK ? last : status;
}

static bool carries(const Message *message, const char *const *kinds)
{
    const Parcel *parcel = message->parcel;
    for (size_t i = 0; i < parcel->document_count; i++)
        for (size_t k = 0; kinds[k]; k++)
            if (text_is(parcel->documents[i]->kind->name, kinds[k]))
                return true;
    return false;
}

static bool is_wanted(const Transmission *order, const Message *message)
{
    return message->row.state == MESSAGE_TO_SEND && (!order->kinds || carries(message, order->kinds));
}

size_t transmission_count(const Transmission *order)
{
    size_t found = 0;
    for (size_t i = 0; i < order->post->count; i++)
        found += is_wanted(order, &order->post->messages[i]);
    return order->limit && order->limit < found ? order->limit : found;
}

static void list(Lot *lot)
{
    Transmission *order = lot->order;
    Post *post = order->post;
    order->wanted = transmission_count(order);
    lot->items = arena_array_of(post->arena, order->wanted * TRIES_EACH + 1, Item);
    for (size_t i = 0; lot->count < order->wanted; i++)
        if (is_wanted(order, &post->messages[i]))
            lot->items[lot->count++] = (Item){&post->messages[i], 0};
}

static Status verdict(const Transmission *order, Error *error)
{
    if (!order->put_off)
        return order->refused || order->doubtful ? STATUS_FINDINGS : STATUS_OK;
    error_set(error, STATUS_SYSTEM, "",
              ngettext("%zu message n'a pas pu partir : le serveur demande d'attendre",
                       "%zu messages n'ont pas pu partir : le serveur demande d'attendre",
                       order->put_off),
              order->put_off);
    error_remedy(error, _("recommencez plus tard : seul ce qui n'est pas parti sera envoyé"));
    return STATUS_SYSTEM;
}

Status transmission_run(Transmission *order, Error *error)
{
    Lot lot = {.order = order};
    list(&lot);
    pace_open(&lot.pace, order->account->rate);
    lot.smtp = smtp_new(&order->account->server, order->clock);
    lot.started = now_ms(&lot);
    Status status = recall_pace(&lot, order->post->arena, error);
    if (status == STATUS_OK)
        status = run(&lot, error);
    smtp_free(lot.smtp);
    pace_close(&lot.pace);
    buffer_free(&lot.draft);
    buffer_free(&lot.bytes);
    return status == STATUS_OK ? verdict(order, error) : status;
}
