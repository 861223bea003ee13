/* stable: each host keeps a heap of those it holds, the one it likes least on top, so that a
 * choice costs the logarithm of the places whoever it is made by. */
#include "plan/stable.h"

typedef struct Held {
    size_t applicant, standing;
} Held;

typedef struct Keeper { /* a host */
    Held *held;
    size_t count;
} Keeper;

static void swap(Held *a, Held *b)
{
    Held kept = *a;
    *a = *b;
    *b = kept;
}

static void rise(Held *heap, size_t i)
{
    for (; i > 0 && heap[(i - 1) / 2].standing < heap[i].standing; i = (i - 1) / 2)
        swap(&heap[(i - 1) / 2], &heap[i]);
}

static void sink(Held *heap, size_t count)
{
    for (size_t i = 0;;) {
        size_t worst = i;
        for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < count; child++)
            if (heap[child].standing > heap[worst].standing)
                worst = child;
        if (worst == i)
            return;
        swap(&heap[i], &heap[worst]);
        i = worst;
    }
}

/* Whom the host turns away: the asker himself, one whom it held, or nobody. */
static size_t ask(Keeper *host, size_t places, Held asker)
{
    if (host->count < places) {
        host->held[host->count] = asker;
        rise(host->held, host->count++);
        return STABLE_NONE;
    }
    if (places == 0 || host->held[0].standing < asker.standing)
        return asker.applicant;
    size_t away = host->held[0].applicant;
    host->held[0] = asker;
    sink(host->held, host->count);
    return away;
}

/* A host holds no more than ask for it, whatever its places. */
static Keeper *make_keepers(const StableMarket *market, Arena *arena)
{
    Keeper *keepers = arena_array_of(arena, market->hosts, Keeper);
    size_t *askers = arena_array_of(arena, market->hosts, size_t);
    for (size_t c = 0; c < market->first[market->applicants]; c++)
        askers[market->choices[c].host]++;
    for (size_t h = 0; h < market->hosts; h++)
        keepers[h].held = arena_array_of(
            arena, askers[h] < market->places[h] ? askers[h] : market->places[h], Held);
    return keepers;
}

size_t *stable_match(const StableMarket *market, Arena *arena)
{
    Keeper *keepers = make_keepers(market, arena);
    size_t *next = arena_array_of(arena, market->applicants, size_t);
    size_t *obtained = arena_array_of(arena, market->applicants, size_t);
    for (size_t a = 0; a < market->applicants; a++) {
        next[a] = market->first[a];
        obtained[a] = STABLE_NONE;
    }
    for (size_t a = 0; a < market->applicants; a++)
        for (size_t asker = a; asker != STABLE_NONE && next[asker] < market->first[asker + 1];) {
            size_t choice = next[asker]++;
            const StableChoice *wish = &market->choices[choice];
            size_t away = ask(&keepers[wish->host], market->places[wish->host],
                              (Held){asker, wish->standing});
            if (away == asker)
                continue;
            obtained[asker] = choice;
            if (away != STABLE_NONE)
                obtained[away] = STABLE_NONE;
            asker = away;
        }
    return obtained;
}
