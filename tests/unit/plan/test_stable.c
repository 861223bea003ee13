/* Deferred acceptance against every possible answer, on every market of a small size. */
#include "suite.h"

#include "plan/stable.h"

#include <stdbool.h>
#include <string.h>

enum { SIDE = 3, ORDERS = 16 /* of 3 hosts or fewer, none included */, CHOICES_MOST = SIDE * SIDE };

/* Every way to rank some of `hosts` hosts; `count` of each. */
typedef struct Orders {
    size_t count;
    size_t length[ORDERS], hosts[ORDERS][SIDE];
} Orders;

static void extend(Orders *orders, size_t hosts, size_t *taken, size_t length, bool whole)
{
    if (!whole || length == hosts) {
        orders->length[orders->count] = length;
        memcpy(orders->hosts[orders->count++], taken, sizeof *taken * length);
    }
    for (size_t h = 0; h < hosts; h++) {
        bool used = false;
        for (size_t i = 0; i < length; i++)
            used = used || taken[i] == h;
        if (used)
            continue;
        taken[length] = h;
        extend(orders, hosts, taken, length + 1, whole);
    }
}

static Orders orders_of(size_t hosts, bool whole)
{
    Orders orders = {0};
    size_t taken[SIDE + 1];
    extend(&orders, hosts, taken, 0, whole);
    return orders;
}

/* A market of which everything can be asked. */
typedef struct Case {
    size_t applicants, hosts, places[SIDE], first[SIDE + 1];
    StableChoice choices[CHOICES_MOST];
} Case;

/* `picked`: by applicant a choice, or none. */
static bool is_stable(const Case *c, const size_t *picked)
{
    size_t held[SIDE] = {0}, worst[SIDE] = {0};
    for (size_t a = 0; a < c->applicants; a++) {
        if (picked[a] == STABLE_NONE)
            continue;
        const StableChoice *choice = &c->choices[picked[a]];
        held[choice->host]++;
        if (choice->standing > worst[choice->host])
            worst[choice->host] = choice->standing;
    }
    for (size_t h = 0; h < c->hosts; h++)
        if (held[h] > c->places[h])
            return false;
    for (size_t a = 0; a < c->applicants; a++)
        for (size_t i = c->first[a]; i < c->first[a + 1] && i != picked[a]; i++) {
            const StableChoice *better = &c->choices[i];
            if (held[better->host] < c->places[better->host] ||
                (held[better->host] && better->standing < worst[better->host]))
                return false; /* both would rather */
        }
    return true;
}

/* By applicant, the first of his choices in any stable answer; `c->first[a + 1]` for none. */
static size_t best_of(const Case *c, size_t *best)
{
    size_t picked[SIDE], stable = 0;
    for (size_t a = 0; a < c->applicants; a++) {
        picked[a] = c->first[a];
        best[a] = c->first[a + 1];
    }
    for (;;) {
        size_t answer[SIDE];
        for (size_t a = 0; a < c->applicants; a++)
            answer[a] = picked[a] < c->first[a + 1] ? picked[a] : STABLE_NONE;
        if (is_stable(c, answer)) {
            stable++;
            for (size_t a = 0; a < c->applicants; a++)
                best[a] = picked[a] < best[a] ? picked[a] : best[a];
        }
        size_t a = 0;
        while (a < c->applicants && picked[a] == c->first[a + 1]) {
            picked[a] = c->first[a];
            a++;
        }
        if (a == c->applicants)
            return stable;
        picked[a]++;
    }
}

static void check_case(Case *c, Arena *arena)
{
    size_t best[SIDE];
    ck_assert_uint_gt(best_of(c, best), 0);
    StableMarket market = {c->applicants, c->hosts, c->places, c->choices, c->first};
    arena_reset(arena);
    size_t *obtained = stable_match(&market, arena);
    if (!is_stable(c, obtained))
        ck_abort_msg("not stable");
    for (size_t a = 0; a < c->applicants; a++)
        if ((obtained[a] == STABLE_NONE ? c->first[a + 1] : obtained[a]) != best[a])
            ck_abort_msg("applicant %zu could have better", a);
}

static size_t digit(size_t *number, size_t base)
{
    size_t d = *number % base;
    *number /= base;
    return d;
}

/* The orders in which the hosts come as 0, 1, 2. */
static Orders plain_orders(const Orders *all)
{
    Orders plain = {0};
    for (size_t o = 0; o < all->count; o++) {
        bool is_plain = true;
        for (size_t i = 0; i < all->length[o]; i++)
            is_plain = is_plain && all->hosts[o][i] == i;
        if (!is_plain)
            continue;
        plain.length[plain.count] = all->length[o];
        memcpy(plain.hosts[plain.count++], all->hosts[o], sizeof plain.hosts[0]);
    }
    return plain;
}

/* Every profile: the applicants' orders (whole or not), the hosts' own, from `least` to `most`
 * places. Hosts have no names: the first applicant calls them 0, 1, 2 in his order. */
static size_t check_all(size_t applicants, size_t hosts, bool whole, size_t least, size_t most)
{
    Orders wishes = orders_of(hosts, whole), likings = orders_of(applicants, true);
    Orders plain = plain_orders(&wishes);
    Arena *arena = arena_new();
    size_t profiles = plain.count, checked = 0;
    for (size_t a = 1; a < applicants; a++)
        profiles *= wishes.count;
    for (size_t h = 0; h < hosts; h++)
        profiles *= likings.count * (most - least + 1);
    for (size_t profile = 0; profile < profiles; profile++, checked++) {
        Case c = {.applicants = applicants, .hosts = hosts};
        size_t rest = profile, standing[SIDE][SIDE];
        for (size_t h = 0; h < hosts; h++) {
            const size_t *liked = likings.hosts[digit(&rest, likings.count)];
            for (size_t i = 0; i < applicants; i++)
                standing[h][liked[i]] = i;
            c.places[h] = least + digit(&rest, most - least + 1);
        }
        for (size_t a = 0; a < applicants; a++) {
            const Orders *orders = a == 0 ? &plain : &wishes;
            size_t order = digit(&rest, orders->count);
            c.first[a + 1] = c.first[a] + orders->length[order];
            for (size_t i = 0; i < orders->length[order]; i++) {
                size_t host = orders->hosts[order][i];
                c.choices[c.first[a] + i] = (StableChoice){host, standing[host][a]};
            }
        }
        check_case(&c, arena);
    }
    arena_free(arena);
    return checked;
}

START_TEST(every_complete_market_of_three_by_three)
{
    ck_assert_uint_eq(check_all(3, 3, true, 0, 2), 6 * 6 * 216 * 27);
}
END_TEST

START_TEST(every_market_of_three_by_three_with_partial_wishes)
{
    ck_assert_uint_eq(check_all(3, 3, false, 1, 1), 4 * 16 * 16 * 216);
}
END_TEST

START_TEST(every_smaller_market_with_partial_wishes)
{
    ck_assert_uint_eq(check_all(3, 2, false, 0, 3), 3 * 5 * 5 * 36 * 16);
    ck_assert_uint_eq(check_all(2, 3, false, 0, 2), 4 * 16 * 8 * 27);
    ck_assert_uint_eq(check_all(3, 1, false, 0, 3), 8 * 6 * 4);
}
END_TEST

/* ---- Classic hard cases. */

enum { MANY = 300 };

/* The most requests that there can be, n(n-1)+1: all but the last host are asked by everyone, each
 * time by one whom they like better, until the one whom nobody liked falls back on the last. */
START_TEST(the_worst_case_of_gale_and_shapley)
{
    static StableChoice choices[MANY * MANY];
    size_t places[MANY], first[MANY + 1] = {0};
    for (size_t a = 0; a < MANY; a++) {
        places[a] = 1;
        first[a + 1] = first[a] + MANY;
        for (size_t i = 0; i < MANY - 1; i++) { /* round the circle of the others, from his own */
            size_t host = (a + i) % (MANY - 1);
            choices[first[a] + i] = (StableChoice){host, MANY - 1 - (host + MANY - a) % MANY};
        }
        choices[first[a] + MANY - 1] = (StableChoice){MANY - 1, a};
    }
    Arena *arena = arena_new();
    size_t *obtained = stable_match(&(StableMarket){MANY, MANY, places, choices, first}, arena);
    ck_assert_uint_eq(obtained[0], MANY - 1); /* his last choice */
    for (size_t a = 1; a < MANY; a++) {
        ck_assert_uint_eq(obtained[a], first[a] + MANY - 2);
        ck_assert_uint_eq(choices[obtained[a]].host, a - 1);
    }
    arena_free(arena);
}
END_TEST

START_TEST(everyone_wants_the_same)
{
    static StableChoice choices[MANY * MANY];
    size_t places[MANY], first[MANY + 1] = {0};
    for (size_t a = 0; a < MANY; a++) {
        places[a] = 1;
        first[a + 1] = first[a] + MANY;
        for (size_t h = 0; h < MANY; h++)
            choices[first[a] + h] = (StableChoice){h, MANY - 1 - a};
    }
    Arena *arena = arena_new();
    size_t *obtained = stable_match(&(StableMarket){MANY, MANY, places, choices, first}, arena);
    for (size_t a = 0; a < MANY; a++)
        ck_assert_uint_eq(choices[obtained[a]].host, MANY - 1 - a);
    arena_free(arena);
}
END_TEST

/* One who comes last displaces the first, who displaces the second … to the last place. */
START_TEST(a_long_chain_of_displacements)
{
    enum { LONG = 20000 };
    StableChoice *choices = calloc(2 * (LONG + 1), sizeof *choices);
    size_t *places = calloc(LONG + 1, sizeof *places), *first = calloc(LONG + 2, sizeof *first);
    for (size_t a = 0; a < LONG; a++) { /* his own host, where he stands second, then the next one */
        choices[2 * a] = (StableChoice){a, 1};
        choices[2 * a + 1] = (StableChoice){a + 1, 0};
        first[a + 1] = 2 * (a + 1);
    }
    choices[2 * LONG] = (StableChoice){0, 0};
    first[LONG + 1] = 2 * LONG + 1;
    for (size_t h = 0; h <= LONG; h++)
        places[h] = 1;
    Arena *arena = arena_new();
    size_t *obtained =
        stable_match(&(StableMarket){LONG + 1, LONG + 1, places, choices, first}, arena);
    for (size_t a = 0; a < LONG; a++)
        ck_assert_uint_eq(obtained[a], 2 * a + 1);
    ck_assert_uint_eq(obtained[LONG], 2 * LONG);
    arena_free(arena);
    free(choices);
    free(places);
    free(first);
}
END_TEST

START_TEST(no_place_at_all_and_more_places_than_askers)
{
    StableChoice choices[] = {{0, 0}, {0, 1}, {1, 0}};
    size_t first[] = {0, 1, 3}, none[] = {0, 0}, plenty[] = {1, SIZE_MAX / 64};
    Arena *arena = arena_new();
    size_t *obtained = stable_match(&(StableMarket){2, 2, none, choices, first}, arena);
    ck_assert_uint_eq(obtained[0], STABLE_NONE);
    ck_assert_uint_eq(obtained[1], STABLE_NONE);
    obtained = stable_match(&(StableMarket){2, 2, plenty, choices, first}, arena);
    ck_assert_uint_eq(obtained[0], 0);
    ck_assert_uint_eq(obtained[1], 2);
    arena_free(arena);
}
END_TEST

SUITE("stable", every_complete_market_of_three_by_three,
      every_market_of_three_by_three_with_partial_wishes, every_smaller_market_with_partial_wishes,
      the_worst_case_of_gale_and_shapley, everyone_wants_the_same, a_long_chain_of_displacements,
      no_place_at_all_and_more_places_than_askers)
