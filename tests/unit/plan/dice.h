/* dice: the same throws everywhere, from a seed. */
#ifndef ATE_TESTS_PLAN_DICE_H
#define ATE_TESTS_PLAN_DICE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Dice {
    uint64_t state;
} Dice;

static inline Dice dice_of(uint64_t seed)
{
    return (Dice){seed * 0x9E3779B97F4A7C15u + 0x1234567};
}

/* From 0 to `sides` - 1 (splitmix64). */
static inline int dice_throw(Dice *dice, int sides)
{
    uint64_t z = dice->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (int)((z ^ z >> 31) % (uint64_t)sides);
}

static inline bool dice_says(Dice *dice, int percent)
{
    return dice_throw(dice, 100) < percent;
}

#endif
