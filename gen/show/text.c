/* text: findings on a terminal. */
#include "show/text.h"

#include "base/text.h"
#include "show/excerpt.h"

#include <string.h>

enum { HELD_MOST = 3 };

/* Of one code in one file. What only warns must not bury what holds documents back. */
static const size_t shown_most[] = {
    [SEVERITY_ERROR] = 10, [SEVERITY_WARNING] = 3, [SEVERITY_INFO] = 3};

typedef struct Screen {
    const Findings *findings;
    const ShowOptions *options;
    Buffer *out;
} Screen;

static const char *severity_name(Severity severity)
{
    static const char *const names[] = {N_("erreur"), N_("avertissement"), N_("info"),
                                        N_("ignorer")};
    return _(names[severity]);
}

static const char *severity_colour(Severity severity)
{
    static const char *const colours[] = {"\033[1;31m", "\033[1;33m", "\033[36m", ""};
    return colours[severity];
}

static const char *paint(const Screen *screen, const char *sequence)
{
    return screen->options->colour ? sequence : "";
}

/* ---- One finding. */

static void add_place(const Screen *screen, const Place *place)
{
    buffer_add_text(screen->out, place->file);
    if (place->line)
        buffer_printf(screen->out, ":%u", place->line);
    if (*place->cell && place->column)
        buffer_printf(screen->out, _(" (%s, colonne « %s »)"), place->cell, place->column);
    else if (place->column)
        buffer_printf(screen->out, " (« %s »)", place->column);
}

/* "protocole:SEQ-1" -> "protocole SEQ-1" */
static void add_held(const Screen *screen, const Finding *finding)
{
    if (!finding->held_count)
        return;
    size_t named = finding->held_count > HELD_MOST + 1 ? HELD_MOST : finding->held_count;
    buffer_printf(screen->out, "  %s", _("retient : "));
    for (size_t i = 0; i < named; i++) {
        const char *held = finding->held[i], *colon = strchr(held, ':');
        buffer_printf(screen->out, "%s%.*s%s%s", i ? ", " : "",
                      colon ? (int)(colon - held) : (int)strlen(held), held, colon ? " " : "",
                      colon ? colon + 1 : "");
    }
    if (named < finding->held_count)
        buffer_printf(screen->out,
                      ngettext(" et %zu autre", " et %zu autres", finding->held_count - named),
                      finding->held_count - named);
    buffer_add_char(screen->out, '\n');
}

static void add_finding(const Screen *screen, const Finding *finding)
{
    const char *colour = paint(screen, severity_colour(finding->severity));
    const char *end = paint(screen, "\033[0m");
    buffer_printf(screen->out, "%s%s%s [%s] ", colour, severity_name(finding->severity), end,
                  finding->rule->code);
    add_place(screen, &finding->place);
    buffer_add_char(screen->out, '\n');
    excerpt_add(&finding->place, &(Paint){paint(screen, "\033[2m"), colour, end}, screen->out);
    buffer_printf(screen->out, "  %s\n  → %s\n", finding->message, finding->fix);
    add_held(screen, finding);
    buffer_add_char(screen->out, '\n');
}

/* ---- Findings by file, at most some of a code. */

typedef struct Tally {
    const Rule *rule;
    Severity severity;
    size_t count, shown;
} Tally;

static Tally *tally_of(Tally *tallies, size_t *count, const Finding *finding)
{
    for (size_t i = 0; i < *count; i++)
        if (tallies[i].rule == finding->rule && tallies[i].severity == finding->severity)
            return &tallies[i];
    tallies[*count] = (Tally){finding->rule, finding->severity, 0, 0};
    return &tallies[(*count)++];
}

/* Room for every code at each severity. */
static Tally *tallies_new(Arena *arena)
{
    size_t rules;
    rule_table(&rules);
    return arena_array_of(arena, rules * (SEVERITY_IGNORE + 1), Tally);
}

static bool is_wanted(const Screen *screen, const Finding *finding)
{
    Severity least = screen->options->quiet ? SEVERITY_ERROR : SEVERITY_WARNING;
    return finding->severity <= least;
}

static void add_rest(const Screen *screen, const Tally *tallies, size_t count, const char *file)
{
    for (size_t i = 0; i < count; i++) {
        size_t rest = tallies[i].count - tallies[i].shown;
        if (rest)
            buffer_printf(screen->out,
                          ngettext("… et %zu autre [%s] dans %s (--tout le montre)\n\n",
                                   "… et %zu autres [%s] dans %s (--tout les montre)\n\n", rest),
                          rest, tallies[i].rule->code, file);
    }
}

/* The findings of one file, from `from`; returns where the next file begins. */
static size_t add_file(const Screen *screen, size_t from)
{
    const Findings *all = screen->findings;
    const char *file = all->items[from].place.file;
    Arena *arena = arena_new();
    Tally *tallies = tallies_new(arena);
    size_t count = 0, i = from;
    bool titled = false;
    for (; i < all->count && text_is(all->items[i].place.file, file); i++) {
        const Finding *finding = &all->items[i];
        if (!is_wanted(screen, finding))
            continue;
        if (!titled)
            buffer_printf(screen->out, "%s── %s ──%s\n\n", paint(screen, "\033[1m"), file,
                          paint(screen, "\033[0m"));
        titled = true;
        Tally *tally = tally_of(tallies, &count, finding);
        tally->count++;
        if (tally->shown >= shown_most[finding->severity] && !screen->options->all)
            continue;
        tally->shown++;
        add_finding(screen, finding);
    }
    add_rest(screen, tallies, count, file);
    arena_free(arena);
    return i;
}

/* ---- What is only worth knowing: a line each, after the rest; one line for many of a code. */

static void add_information(const Screen *screen, const Finding *finding)
{
    buffer_printf(screen->out, "  [%s] ", finding->rule->code);
    add_place(screen, &finding->place);
    buffer_printf(screen->out, " : %s\n", finding->message);
}

static void add_folded_title(const Screen *screen, const Rule *rule, size_t count)
{
    if (text_is(rule->code, "fichier-vide"))
        buffer_printf(screen->out, _("%zu fichiers facultatifs sans ligne"), count);
    else if (text_is(rule->code, "fichier-absent"))
        buffer_printf(screen->out, _("%zu fichiers facultatifs absents"), count);
    else
        buffer_printf(screen->out, "%s (%zu)", _(rule->title), count);
}

/* The places of a code, in the order of the findings; a hundred would be no reading. */
static void add_folded(const Screen *screen, const Tally *tally)
{
    enum { PLACES_MOST = 20 };
    buffer_printf(screen->out, "  [%s] ", tally->rule->code);
    add_folded_title(screen, tally->rule, tally->count);
    size_t said = 0;
    for (size_t i = 0; i < screen->findings->count && said < PLACES_MOST; i++) {
        const Finding *finding = &screen->findings->items[i];
        if (finding->rule != tally->rule || finding->severity != tally->severity)
            continue;
        buffer_add_text(screen->out, said++ ? ", " : " : ");
        add_place(screen, &finding->place);
    }
    buffer_add_text(screen->out, said < tally->count ? _(", … (--tout les montre)\n") : "\n");
}

static void add_informations(const Screen *screen)
{
    if (screen->options->quiet || !findings_count(screen->findings, SEVERITY_INFO))
        return;
    Arena *arena = arena_new();
    Tally *tallies = tallies_new(arena);
    size_t count = 0;
    buffer_printf(screen->out, "%s── %s ──%s\n\n", paint(screen, "\033[1m"), _("Pour information"),
                  paint(screen, "\033[0m"));
    for (size_t i = 0; i < screen->findings->count; i++)
        if (screen->findings->items[i].severity == SEVERITY_INFO)
            tally_of(tallies, &count, &screen->findings->items[i])->count++;
    for (size_t i = 0; i < screen->findings->count; i++) {
        const Finding *finding = &screen->findings->items[i];
        if (finding->severity != SEVERITY_INFO)
            continue;
        Tally *tally = tally_of(tallies, &count, finding);
        if (screen->options->all || tally->count <= shown_most[SEVERITY_INFO])
            add_information(screen, finding);
        else if (tally->shown++ == 0)
            add_folded(screen, tally);
    }
    buffer_add_char(screen->out, '\n');
    arena_free(arena);
}

/* ---- Summary. */

static const char *counted(Severity severity, size_t count)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return ngettext("%zu erreur", "%zu erreurs", count);
    case SEVERITY_WARNING:
        return ngettext("%zu avertissement", "%zu avertissements", count);
    default:
        return ngettext("%zu information", "%zu informations", count);
    }
}

/* "2 erreurs, 1 avertissement": those that there are. */
static void add_totals(const Screen *screen)
{
    if (!screen->findings->count) {
        buffer_add_text(screen->out, _("Aucun constat.\n"));
        return;
    }
    bool first = true;
    for (int s = SEVERITY_ERROR; s <= SEVERITY_INFO; s++) {
        size_t count = findings_count(screen->findings, (Severity)s);
        if (!count)
            continue;
        buffer_add_text(screen->out, first ? "" : ", ");
        buffer_printf(screen->out, counted((Severity)s, count), count);
        first = false;
    }
    buffer_add_char(screen->out, '\n');
}

/* By severity, then in the order of the table of rules. */
static void add_codes(const Screen *screen)
{
    size_t rules;
    const Rule *table = rule_table(&rules);
    for (int s = SEVERITY_ERROR; s <= SEVERITY_INFO; s++) {
        if (screen->options->quiet && s != SEVERITY_ERROR)
            break;
        for (size_t r = 0; r < rules; r++) {
            size_t count = 0;
            for (size_t i = 0; i < screen->findings->count; i++)
                count += screen->findings->items[i].rule == &table[r] &&
                         (int)screen->findings->items[i].severity == s;
            if (count)
                buffer_printf(screen->out, "  %s%7zu%s  %-26s %s\n",
                              paint(screen, severity_colour((Severity)s)), count,
                              paint(screen, "\033[0m"), table[r].code, _(table[r].title));
        }
    }
}

/* Checks with the same reason share one line. */
static void add_unchecked(const Screen *screen)
{
    const Findings *all = screen->findings;
    if (!all->unchecked_count || screen->options->quiet)
        return;
    buffer_add_text(screen->out, _("\nVérifications non faites\n"));
    for (size_t i = 0; i < all->unchecked_count; i++) {
        const Unchecked *first = &all->unchecked[i];
        bool told = false;
        for (size_t j = 0; j < i && !told; j++)
            told = text_is(all->unchecked[j].reason, first->reason);
        if (told)
            continue;
        buffer_printf(screen->out, "  %s :", first->reason);
        for (size_t j = i; j < all->unchecked_count; j++) {
            const Unchecked *same = &all->unchecked[j];
            if (!text_is(same->reason, first->reason))
                continue;
            buffer_printf(screen->out, "%s %s", j == i ? "" : ",", same->code);
            if (same->count)
                buffer_printf(screen->out, " (%zu)", same->count);
        }
        buffer_add_char(screen->out, '\n');
    }
}

void show_text(const Findings *findings, const Term *term, const ShowOptions *options, Buffer *out)
{
    (void)term;
    Screen screen = {findings, options, out};
    for (size_t i = 0; i < findings->count;)
        i = add_file(&screen, i);
    add_informations(&screen);
    add_totals(&screen);
    add_codes(&screen);
    add_unchecked(&screen);
}
