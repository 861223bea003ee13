/* letter: what the program itself takes for the letter of the bench: the template is loaded and
 * the press made ready once, then each letter is filled with its own values and set.
 *
 *   letter memory|disk|nosync WORKERS COUNT [FOLDER] */
#include "letter/letter.h"
#include "letter/meter.h"

#include "page/page.h"

typedef struct Shop { /* shared by the workers */
    Letter letter;
    Press *press;
} Shop;

typedef struct Bench { /* of one worker */
    const Shop *shop;
    Compositor *compositor;
    Arena *arena;
} Bench;

static void *open_bench(void *context)
{
    Bench *bench = memory_resize(NULL, 1, sizeof *bench);
    const Shop *shop = context;
    *bench = (Bench){shop, compositor_open(shop->press), arena_new()};
    return bench;
}

static void close_bench(void *opened)
{
    Bench *bench = opened;
    compositor_close(bench->compositor);
    arena_free(bench->arena);
    free(bench);
}

static void make(void *opened, long index, Buffer *bytes)
{
    Bench *bench = opened;
    const Letter *letter = &bench->shop->letter;
    arena_reset(bench->arena);
    json_t *data = letter_data(letter, index);
    Doc doc = letter_fill(letter, data, bench->arena);
    Error error = {0};
    int pages;
    if (page_set(bench->compositor, &doc, bytes, &pages, &error))
        letter_stop(&error);
    if (pages != 2) {
        fprintf(stderr, "letter %ld has %d pages\n", index, pages);
        exit(EXIT_FAILURE);
    }
    json_decref(data);
}

/* As the program does before its first document: the characters of all, and what the template
 * prints whatever the data. */
static void want(Shop *shop)
{
    Arena *arena = arena_new();
    Error error = {0};
    json_t *nothing = json_object();
    Doc blank = letter_fill(&shop->letter, nothing, arena);
    press_lead_doc(shop->press, &blank);
    json_decref(nothing);
    for (long i = 0; i < LETTER_LONGEST_LIST; i++) {
        json_t *data = letter_data(&shop->letter, i);
        Doc doc = letter_fill(&shop->letter, data, arena);
        press_want_doc(shop->press, &doc);
        json_decref(data);
    }
    arena_free(arena);
    if (press_ready(shop->press, &error))
        letter_stop(&error);
}

int main(int argc, char **argv)
{
    MeterOrder order = meter_order(argc, argv);
    Shop shop = {.letter = letter_open("tests/bench/letter")};
    Error error = {0};
    if (press_open(&shop.press, NULL, &error))
        letter_stop(&error);
    want(&shop);
    meter_run(&(Meter){"ate", open_bench, make, close_bench, &shop}, &order);
    press_close(shop.press);
    letter_close(&shop.letter);
    return EXIT_SUCCESS;
}
