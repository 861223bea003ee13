/* since: pairs the findings of two runs (how: since.h) and tells what is left. Each pass
 * sorts both sides by what it compares and merges them: 100,000 findings cost no more than
 * their sorting. */
#include "show/since.h"

#include "base/map.h"
#include "base/text.h"
#include "rule/rule.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN_MOST = 10 };

/* ---- A finding as it is compared. */

typedef struct Trace {
    PastFinding of;      /* "" for NULL; its message without the places that it names */
    size_t rank;         /* on its side */
} Trace;

typedef struct Side {
    Trace *items; /* those not paired yet */
    size_t count;
} Side;

static bool follows(const char *text, const char *p, const char *words)
{
    size_t length = strlen(words);
    return (size_t)(p - text) >= length && strncmp(p - length, words, length) == 0;
}

/* Bytes of the line number or the cell at p: "14" of "a.csv:14" or "ligne 14" (but not "30"
 * of "8:30"), "C14" of "cellule C14"; 0 when there is none. */
static size_t place_at(const char *text, const char *p)
{
    static const char *const words[] = {"ligne ", "line ", "cellule ", "cell "};
    bool named = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        named = named || follows(text, p, words[i]);
    bool after_file = p - text >= 2 && p[-1] == ':' && (p[-2] < '0' || p[-2] > '9');
    if (!named && !after_file)
        return 0;
    size_t letters = named ? strspn(p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") : 0;
    size_t digits = strspn(p + letters, "0123456789");
    return digits ? letters + digits : 0;
}

static const char *without_places(const char *message, Arena *arena)
{
    char *kept = arena_string(arena, message), *to = kept;
    for (const char *p = message; *p;) {
        size_t skipped = place_at(message, p);
        if (skipped)
            p += skipped;
        else
            *to++ = *p++;
    }
    *to = '\0';
    return kept;
}

static PastFinding as_past(const Finding *finding)
{
    return (PastFinding){
        .code = finding->rule->code,
        .severity = severity_code(finding->severity),
        .file = finding->place.file,
        .column = finding->place.column,
        .value = finding->place.value,
        .message = finding->message,
        .line = finding->place.line,
    };
}

static Trace trace_of(PastFinding finding, size_t rank, Arena *arena)
{
    finding.column = finding.column ? finding.column : "";
    finding.value = finding.value ? finding.value : "";
    finding.message = without_places(finding.message, arena);
    return (Trace){finding, rank};
}

/* ---- Passes. */

typedef int TraceOrder(const PastFinding *a, const PastFinding *b);

static int by_line(const PastFinding *a, const PastFinding *b)
{
    return (a->line > b->line) - (a->line < b->line);
}

static int by_column(const PastFinding *a, const PastFinding *b)
{
    int order = strcmp(a->code, b->code);
    if (!order)
        order = strcmp(a->file, b->file);
    return order ? order : strcmp(a->column, b->column);
}

static int by_words(const PastFinding *a, const PastFinding *b)
{
    int order = by_column(a, b);
    if (!order)
        order = strcmp(a->value, b->value);
    return order ? order : strcmp(a->message, b->message);
}

static int by_everything(const PastFinding *a, const PastFinding *b)
{
    int order = by_words(a, b);
    return order ? order : by_line(a, b);
}

static int by_cell(const PastFinding *a, const PastFinding *b)
{
    int order = by_column(a, b);
    return order ? order : by_line(a, b);
}

typedef struct Pass {
    TraceOrder *order;
} Pass;

static int in_order(const void *left, const void *right, void *pass)
{
    const Trace *a = left, *b = right;
    int order = ((const Pass *)pass)->order(&a->of, &b->of);
    return order ? order : (a->rank > b->rank) - (a->rank < b->rank);
}

static void sort(Side *side, Pass *pass)
{
    if (side->count)
        qsort_r(side->items, side->count, sizeof *side->items, in_order, pass);
}

/* Takes the pairs out of both sides; returns how many there were. */
static size_t pair(Side *then, Side *now, Pass pass)
{
    sort(then, &pass);
    sort(now, &pass);
    size_t t = 0, n = 0, pairs = 0;
    Side then_left = {then->items, 0}, now_left = {now->items, 0};
    while (t < then->count && n < now->count) {
        int order = pass.order(&then->items[t].of, &now->items[n].of);
        if (order < 0) {
            then_left.items[then_left.count++] = then->items[t++];
        } else if (order > 0) {
            now_left.items[now_left.count++] = now->items[n++];
        } else {
            t++;
            n++;
            pairs++;
        }
    }
    while (t < then->count)
        then_left.items[then_left.count++] = then->items[t++];
    while (n < now->count)
        now_left.items[now_left.count++] = now->items[n++];
    *then = then_left;
    *now = now_left;
    return pairs;
}

static int by_nothing(const PastFinding *a, const PastFinding *b)
{
    (void)a;
    (void)b;
    return 0; /* the rank decides */
}

void since_compare(Since *since, const Past *past, const Findings *findings)
{
    *since = (Since){.arena = arena_new(), .past = past, .findings = findings};
    static const Pass passes[] = {{by_everything}, {by_words}, {by_cell}};
    Arena *arena = arena_new();
    Side then = {arena_array_of(arena, past->count, Trace), past->count};
    Side now = {arena_array_of(arena, findings->count, Trace), findings->count};
    for (size_t i = 0; i < then.count; i++)
        then.items[i] = trace_of(past->items[i], i, arena);
    for (size_t i = 0; i < now.count; i++)
        now.items[i] = trace_of(as_past(&findings->items[i]), i, arena);
    for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
        since->same_count += pair(&then, &now, passes[i]);
    Pass ranks = {by_nothing};
    sort(&then, &ranks);
    sort(&now, &ranks);
    since->mended = arena_array_of(since->arena, then.count, const PastFinding *);
    since->fresh = arena_array_of(since->arena, now.count, const Finding *);
    for (; since->mended_count < then.count; since->mended_count++)
        since->mended[since->mended_count] = &past->items[then.items[since->mended_count].rank];
    for (; since->fresh_count < now.count; since->fresh_count++)
        since->fresh[since->fresh_count] = &findings->items[now.items[since->fresh_count].rank];
    arena_free(arena);
}

void since_free(Since *since)
{
    arena_free(since->arena);
    *since = (Since){0};
}

/* ---- In words. */

typedef struct List {
    const char *mark;
    bool all;
    Arena *arena;
    Map *counts; /* by code: size_t */
    Buffer *out;
} List;

static size_t *count_of(const List *list, const char *code)
{
    size_t *count = map_get(list->counts, code);
    if (!count) {
        count = arena_new_of(list->arena, size_t);
        map_put(list->counts, code, count);
    }
    return count;
}

static void add_one(const List *list, const PastFinding *finding)
{
    if (++*count_of(list, finding->code) > SHOWN_MOST && !list->all)
        return;
    buffer_printf(list->out, "  %s [%s] %s", list->mark, finding->code, finding->file);
    if (finding->line)
        buffer_printf(list->out, ":%u", finding->line);
    if (finding->column)
        buffer_printf(list->out, _(" (« %s »)"), finding->column);
    buffer_printf(list->out, _(" : %s\n"), finding->message);
}

static void add_rest(const char *code, void *value, void *context)
{
    const List *list = context;
    size_t count = *(size_t *)value;
    if (count <= SHOWN_MOST || list->all)
        return;
    size_t rest = count - SHOWN_MOST;
    buffer_printf(list->out,
                  ngettext("  … et %zu autre [%s] (--tout le montre)\n",
                           "  … et %zu autres [%s] (--tout les montre)\n", rest),
                  rest, code);
}

static void add_counts(const Since *since, Buffer *out)
{
    buffer_printf(out, _("Depuis %s (%s) — nouveaux : %zu, réparés : %zu, inchangés : %zu\n"),
                  since->past->path, since->past->date, since->fresh_count, since->mended_count,
                  since->same_count);
}

static List list_open(const char *mark, bool all, Buffer *out)
{
    return (List){mark, all, arena_new(), map_new(), out};
}

static void list_close(List *list)
{
    map_each(list->counts, add_rest, list);
    map_free(list->counts);
    arena_free(list->arena);
}

void since_text(const Since *since, bool all, Buffer *out)
{
    add_counts(since, out);
    List fresh = list_open(_("nouveau"), all, out);
    for (size_t i = 0; i < since->fresh_count; i++) {
        PastFinding one = as_past(since->fresh[i]);
        add_one(&fresh, &one);
    }
    list_close(&fresh);
    List mended = list_open(_("réparé"), all, out);
    for (size_t i = 0; i < since->mended_count; i++)
        add_one(&mended, since->mended[i]);
    list_close(&mended);
}
