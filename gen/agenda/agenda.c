#include "agenda/agenda.h"

#include "agenda/ics.h"
#include "agenda/settle.h"
#include "base/file.h"
#include "base/text.h"
#include "issue/retire.h"
#include "issue/subject.h"

#include <stdlib.h>
#include <string.h>

const char agenda_kind[] = "calendrier";
static const char agenda_folder[] = "calendriers";

/* --- whose ------------------------------------------------------------------ */

static const char *title_of(const CalendarFile *file, Arena *arena)
{
    static const char *const titles[][LANG_COUNT] = {
        {"Alternance travail-études : %s", "Work-study: %s"},
        {"Visites de l'école, %s", "School visits, %s"},
    };
    const Row *row = file->subject.row;
    bool company = file->subject.scope == SCOPE_ENTREPRISE;
    const char *name = !row      ? file->subject.key
                       : company ? row_text(row, ENTREPRISES_NOM)
                                 : arena_printf(arena, "%s %s", row_text(row, PERSONNEL_PRENOM),
                                                row_text(row, PERSONNEL_NOM));
    return arena_printf(arena, titles[company][file->calendar.lang], name);
}

static const char *left_out_text(const CalendarFile *file, Arena *arena)
{
    if (!file->left_out)
        return "";
    return arena_printf(arena,
                        file->calendar.lang == LANG_EN
                            ? "Left out because of an error in the data: %zu. The list of "
                              "findings says which."
                            : "Laissés de côté à cause d'une erreur dans les données : %zu. La "
                              "liste des constats dit lesquels.",
                        file->left_out);
}

/* A file of the owner "responsable.P11", who may be in no table any more. */
static void begin_file(Agenda *agenda, const Gathering *gathering, const char *owner)
{
    const Config *config = agenda->issue->record->config;
    const char *key = strchr(owner, '.') + 1;
    bool company = text_starts(owner, "entreprise.");
    const Row *row =
        term_find(agenda->issue->record->term, company ? T_ENTREPRISES : T_PERSONNEL, key);
    CalendarFile *file = &agenda->files[agenda->count++];
    *file = (CalendarFile){.subject = {company ? SCOPE_ENTREPRISE : SCOPE_RESPONSABLE, row, key}};
    file->calendar = (Calendar){
        .owner = owner,
        .domain = arena_printf(agenda->arena, "%s.ate",
                               config_text(config, CONFIG_ETABLISSEMENT_CODE_ORGANISME)),
        .details = "",
        .lang = row ? gathering_lang(gathering->record, row)
                : config_choice(config, CONFIG_ETABLISSEMENT_LANGUE) == LANGUE_EN ? LANG_EN
                                                                                  : LANG_FR,
    };
    file->calendar.title = title_of(file, agenda->arena);
}

static int by_owner(const void *left, const void *right)
{
    const CalendarFile *a = left, *b = right;
    return strcmp(a->calendar.owner, b->calendar.owner);
}

/* Small letters only: two keys that differ by their case alone are two files on every disk. */
static void name_file(Agenda *agenda, CalendarFile *file, Map *taken)
{
    char *stem = text_ascii_lower(agenda->arena, file->calendar.owner);
    *strchr(stem, '.') = '-';
    const char *name = stem;
    for (int n = 2; !map_put(taken, name, file); n++)
        name = arena_printf(agenda->arena, "%s-%d", stem, n);
    file->path = arena_printf(agenda->arena, "%s/%s.ics", agenda->folder, name);
}

/* All that had or have appointments, in the order of their owners. */
static void list_files(Agenda *agenda, const Gathering *gathering, const Ledger *ledger)
{
    Map *owners = map_new(), *taken = map_new();
    agenda->files =
        arena_array_of(agenda->arena, gathering->count + ledger->known_count + 1, CalendarFile);
    for (size_t i = 0; i < gathering->count; i++) {
        const Row *row = gathering->entries[i].owner;
        const char *owner = row ? gathering_owner(row, agenda->arena) : NULL;
        if (owner && map_put(owners, owner, agenda))
            begin_file(agenda, gathering, owner);
    }
    for (size_t i = 0; i < ledger->known_count; i++)
        if (map_put(owners, ledger->known[i].calendar, agenda))
            begin_file(agenda, gathering, ledger->known[i].calendar);
    if (agenda->count)
        qsort(agenda->files, agenda->count, sizeof *agenda->files, by_owner);
    for (size_t i = 0; i < agenda->count; i++)
        name_file(agenda, &agenda->files[i], taken);
    map_free(owners);
    map_free(taken);
}

static bool is_selected(const Issue *issue, const CalendarFile *file)
{
    SubjectKeys keys = subject_keys(&file->subject);
    bool of_kind = !issue->selection.kinds;
    for (const char *const *name = issue->selection.kinds; !of_kind && *name; name++)
        of_kind = text_is(*name, agenda_kind);
    return of_kind && keys_are_selected(&keys, &issue->selection);
}

/* --- what they say ------------------------------------------------------------ */

static int by_place(const void *a, const void *b)
{
    const Row *x = *(const Row *const *)a, *y = *(const Row *const *)b;
    if (x->table->id != y->table->id)
        return x->table->id < y->table->id ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* The rows that the entries come from, each once, in the order of the tables. */
static void list_sources(CalendarFile *file, const Gathering *gathering, const Entry *entries,
                         size_t count)
{
    Walk walk = {.reads = &gathering->reads};
    const Row **rows = NULL;
    size_t row_count = 0, capacity = 0;
    for (size_t i = 0; i < count; i++) {
        if (entries[i].hidden)
            continue;
        walk_links(&walk, &gathering_reader, entries[i].sequence);
        rows = vector_reserve(rows, &capacity, row_count + walk.count + 1, sizeof *rows);
        rows[row_count++] = entries[i].row;
        memcpy(rows + row_count, walk.rows, walk.count * sizeof *rows);
        row_count += walk.count;
    }
    if (row_count)
        qsort(rows, row_count, sizeof *rows, by_place);
    file->sources = arena_array_of(gathering->arena, row_count + 1, const Row *);
    for (size_t i = 0; i < row_count; i++)
        if (i == 0 || rows[i] != rows[i - 1])
            file->sources[file->source_count++] = rows[i];
    free(rows);
    walk_free(&walk);
}

/* The entries of an owner are side by side. */
static const Entry *entries_of(const Gathering *gathering, const Row *owner, size_t *count)
{
    size_t first = 0, end;
    while (first < gathering->count && gathering->entries[first].owner != owner)
        first++;
    for (end = first; end < gathering->count && gathering->entries[end].owner == owner;)
        end++;
    *count = owner ? end - first : 0;
    return gathering->entries + first;
}

static void fill_file(CalendarFile *file, const Gathering *gathering, Ledger *ledger)
{
    size_t count;
    const Entry *entries = entries_of(gathering, file->subject.row, &count);
    Calendar *calendar = &file->calendar;
    calendar->appointments = arena_array_of(gathering->arena, count + 1, Appointment);
    for (size_t i = 0; i < count; i++)
        if (entries[i].hidden)
            file->left_out++;
        else
            calendar->appointments[calendar->count++] = entries[i].appointment;
    calendar->details = left_out_text(file, gathering->arena);
    Settled settled = ledger_settle(ledger, gathering, calendar);
    file->changed = settled.changed;
    file->kept = calendar->count == 0 && (file->left_out || settled.withheld);
    list_sources(file, gathering, entries, count);
}

/* A table that is there and cannot be read: what is not in it is not known. */
static bool is_blind(const Issue *issue)
{
    for (size_t i = 0; i < issue->findings->count; i++) {
        const Finding *finding = &issue->findings->items[i];
        if (finding->severity == SEVERITY_ERROR &&
            place_is_lost_table(issue->record->term, &finding->place) &&
            reader_reads(&gathering_reader, finding->place.table))
            return true;
    }
    return false;
}

static bool is_there(const Agenda *agenda, const CalendarFile *file)
{
    return file_kind(path_join(agenda->arena, agenda->issue->output, file->path)) == FILE_REGULAR;
}

/* Those of the run, filled; an owner without any appointment has no file, unless what was told
 * cannot be read today. */
static void fill_files(Agenda *agenda, const Gathering *gathering, Ledger *ledger)
{
    bool blind = is_blind(agenda->issue);
    size_t kept = 0;
    for (size_t i = 0; i < agenda->count; i++) {
        CalendarFile *file = &agenda->files[i];
        if (!is_selected(agenda->issue, file))
            continue;
        file->kept = blind;
        if (!blind)
            fill_file(file, gathering, ledger);
        if (file->kept ? is_there(agenda, file) : file->calendar.count > 0)
            agenda->files[kept++] = *file;
    }
    agenda->count = kept;
}

static Status plan(Agenda *agenda, const Issue *issue, const char *folder, Arena *arena,
                   Ledger *ledger, Error *error)
{
    Gathering gathering;
    *agenda = (Agenda){.issue = issue, .folder = folder, .arena = arena};
    Status status = gathering_open(&gathering, issue, arena, error);
    if (status == STATUS_OK)
        status = ledger_open(ledger, &gathering, error);
    if (status == STATUS_OK) {
        list_files(agenda, &gathering, ledger);
        fill_files(agenda, &gathering, ledger);
    }
    gathering_free(&gathering);
    return status;
}

Status agenda_plan(Agenda *agenda, const Issue *issue, Arena *arena, Error *error)
{
    Ledger ledger = {0};
    Status status = plan(agenda, issue, agenda_folder, arena, &ledger, error);
    ledger_free(&ledger);
    return status;
}

/* --- files -------------------------------------------------------------------- */

static Status write_file(Agenda *agenda, CalendarFile *file, Error *error)
{
    Buffer text = {0};
    ics_write(&file->calendar, &text);
    file->bytes = text.length;
    sha256_hex(buffer_text(&text), text.length, file->sha256);
    Status status = file_put_among(path_join(agenda->arena, agenda->issue->output, file->path),
                                   buffer_text(&text), text.length, &file->written, error);
    buffer_free(&text);
    return status;
}

static Status write_files(Agenda *agenda, Error *error)
{
    bool written = false;
    Status status = STATUS_OK;
    for (size_t i = 0; i < agenda->count && status == STATUS_OK; i++)
        if (!agenda->files[i].kept) {
            status = write_file(agenda, &agenda->files[i], error);
            written |= agenda->files[i].written;
        }
    const char *folder = path_join(agenda->arena, agenda->issue->output, agenda->folder);
    return status == STATUS_OK && written ? file_settle(folder, error) : status;
}

Status agenda_make(Agenda *agenda, const Issue *issue, Arena *arena, Registry *registry,
                   Error *error)
{
    Ledger ledger = {0};
    Status status = plan(agenda, issue, agenda_folder, arena, &ledger, error);
    if (status == STATUS_OK)
        status = ledger_write(&ledger, registry, error);
    if (status == STATUS_OK)
        status = write_files(agenda, error);
    ledger_free(&ledger);
    return status;
}

Status agenda_propose(Agenda *agenda, const Issue *issue, const char *folder, AgendaChooser *chosen,
                      const void *context, Arena *arena, Error *error)
{
    Ledger ledger = {0};
    size_t count = 0;
    Status status = plan(agenda, issue, folder, arena, &ledger, error);
    for (size_t i = 0; i < agenda->count; i++)
        if (agenda->files[i].subject.row && chosen(context, agenda->files[i].subject.row))
            agenda->files[count++] = agenda->files[i];
    agenda->count = count;
    if (status == STATUS_OK)
        status = write_files(agenda, error);
    ledger_free(&ledger);
    return status;
}

void agenda_list(const Agenda *agenda, Manifest *manifest)
{
    static const char *const codes[LANG_COUNT] = {"fr", "en"};
    for (size_t i = 0; i < agenda->count; i++) {
        const CalendarFile *file = &agenda->files[i];
        bool company = file->subject.scope == SCOPE_ENTREPRISE;
        if (file->kept)
            manifest_keep(manifest, file->path);
        else
            manifest_set(manifest,
                         &(ManifestEntry){
                             .path = file->path,
                             .kind = agenda_kind,
                             .lang = codes[file->calendar.lang],
                             .state = "courant",
                             .recipients = RECIPIENT_SCHOOL |
                                           (company ? RECIPIENT_COMPANY : RECIPIENT_RESPONSABLE),
                             .subject = file->subject.row ? &file->subject : NULL,
                             .bytes = file->bytes,
                             .sha256 = file->sha256,
                             .sources = file->sources,
                             .source_count = file->source_count,
                         });
    }
    if (selection_is_whole(&agenda->issue->selection))
        manifest_retire(manifest, arena_printf(agenda->arena, "%s/", agenda->folder), NULL, NULL);
}
