#include "plan/rounds.h"

#include "plan/diary.h"
#include "plan/search.h"

/* Puts the visits of an earlier plan back where they were, as far as they may still be there. */
static void keep_earlier(Diary *diary)
{
    const Hours *hours = diary->rounds->hours;
    for (size_t i = 0; i < diary->rounds->count; i++) {
        Wish *wish = &diary->rounds->wishes[i];
        wish->pinned = false;
        for (int s = 0; wish->kept_day != DATE_NONE && !wish->pinned && s < hours->count; s++) {
            if (hours->starts[s] != wish->kept_minutes ||
                !diary_takes(diary, wish, wish->kept_day, s) ||
                !diary_is_apart(diary, wish, wish->kept_day))
                continue;
            diary_put(diary, wish, wish->kept_day, s);
            wish->pinned = true;
        }
    }
}

int64_t rounds_insert(Rounds *rounds)
{
    Diary diary;
    diary_open(&diary, rounds);
    keep_earlier(&diary);
    search_insert(&diary);
    int64_t cost = diary.cost;
    diary_close(&diary);
    return cost;
}

int64_t rounds_solve(Rounds *rounds)
{
    Diary diary;
    diary_open(&diary, rounds);
    keep_earlier(&diary);
    search_insert(&diary);
    search_improve(&diary);
    int64_t cost = diary.cost;
    diary_close(&diary);
    return cost;
}

Bar rounds_bar(const Rounds *rounds, const Wish *wish)
{
    const Wish *end = rounds->wishes + rounds->count;
    for (int d = 0; d < wish->days && wish->first + d <= wish->latest; d++) {
        bool apart = true;
        for (const Wish *w = rounds->wishes; w < end; w++)
            apart &= w->sequence != wish->sequence || w->day == DATE_NONE ||
                     (w->day > wish->first + d ? w->day - wish->first - d
                                               : wish->first + d - w->day) >= rounds->gap;
        if (wish->halves[d] && apart)
            return BAR_PERSON;
    }
    return BAR_SIBLINGS;
}
