#include "command/dossier.h"

#include "base/file.h"
#include "base/quebec.h"
#include "base/text.h"
#include "command/console.h"
#include "issue/older.h"
#include "record/contract.h"
#include "record/handover.h"
#include "sheet/findings_book.h"
#include "show/json.h"
#include "show/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

const char *const dossier_views[DOSSIER_VIEW_COUNT] = {
    [VIEW_JSON] = "constats.json", [VIEW_BOOK] = "constats.xlsx",
};

const char *program_data(Arena *arena, const char *name)
{
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length > 0 ? length : 0] = '\0';
    const char *folder = path_folder(arena, program), *above = path_folder(arena, folder);
    /* build/locale; templates/ and docs/exemple/ beside build/; what `make install` puts beside bin/ */
    const char *places[] = {path_join(arena, folder, name), path_join(arena, above, name),
                            path_join(arena, path_join(arena, above, "docs"), name),
                            path_join(arena, path_join(arena, above, "share/ate"), name)};
    enum { INSTALLED = sizeof places / sizeof *places - 1 };
    for (size_t i = 0; i < INSTALLED; i++)
        if (file_kind(places[i]) == FILE_FOLDER)
            return places[i];
    return places[INSTALLED];
}

static Status choose_day(const Options *options, const Config *config, Date *today, Error *error)
{
    if (options->date) {
        if (date_parse_iso(options->date, today))
            return STATUS_OK;
        error_set(error, STATUS_USAGE, "", _("« --date=%s » n'est pas une date"), options->date);
        error_remedy(error, _("écrivez-la comme 2027-03-15"));
        return STATUS_USAGE;
    }
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (epoch && *epoch) {
        char *end;
        errno = 0;
        long long seconds = strtoll(epoch, &end, 10);
        if (errno || *end || seconds < 0 || seconds > 253402300799)
            return error_set(error, STATUS_USAGE, "", _("SOURCE_DATE_EPOCH=%s n'est pas un nombre de secondes"),
                             epoch);
        *today = (Date)(seconds / 86400);
        return STATUS_OK;
    }
    *today = config_date(config, CONFIG_PERIODE_DATE_DU_JOUR);
    if (*today == DATE_NONE)
        *today = quebec_day((int64_t)time(NULL), NULL);
    return STATUS_OK;
}

/* A file that the user names, or that his dossier should have. */
static Status need_file(const char *path, const char *remedy, Error *error)
{
    if (file_kind(path) != FILE_ABSENT)
        return STATUS_OK;
    error_set(error, STATUS_USAGE, path, _("le fichier n'existe pas"));
    error_remedy(error, "%s", remedy);
    return STATUS_USAGE;
}

typedef Status ConfigReader(Config *config, const char *path, Error *error);

static Status open_config(Dossier *dossier, const Options *options, ConfigReader *read, Error *error)
{
    *dossier = (Dossier){.arena = arena_new()};
    if (file_kind(options->dossier) != FILE_FOLDER) {
        error_set(error, STATUS_USAGE, options->dossier, _("ce dossier n'existe pas"));
        error_remedy(error, _("donnez le dossier avec « -C », ou créez-en un avec « ate initialiser DOSSIER »"));
        return STATUS_USAGE;
    }
    const char *path = options->config
                           ? options->config
                           : path_join(dossier->arena, options->dossier, "config.ini");
    Status status = need_file(path,
                              options->config
                                  ? _("vérifiez le nom du fichier donné avec « -c »")
                                  : _("lancez ate dans le dossier qui contient config.ini, ou "
                                      "nommez ce dossier : « ate -C DOSSIER … » ; « ate "
                                      "initialiser DOSSIER » en prépare un nouveau"),
                              error);
    if (status == STATUS_OK)
        status = read(&dossier->config, path, error);
    if (status != STATUS_OK)
        return status;
    int langue = options->lang ? (text_is(options->lang, "en") ? LANGUE_EN : LANGUE_FR)
                               : config_choice(&dossier->config, CONFIG_ETABLISSEMENT_LANGUE);
    dossier->lang = langue == LANGUE_EN ? LANG_EN : LANG_FR;
    message_open(program_data(dossier->arena, "locale"), dossier->lang);
    dossier->output = config_path(&dossier->config, CONFIG_SORTIES_DOSSIER, dossier->arena);
    return STATUS_OK;
}

static Status need_catalogue(const Dossier *dossier, const char *templates, Error *error)
{
    return need_file(path_join(dossier->arena, templates, "catalogue.ini"),
                     _("remettez les modèles en place, ou nommez leur dossier dans config.ini : "
                       "[sorties] modeles ; « ate initialiser DOSSIER » en fait une copie neuve"),
                     error);
}

Status dossier_open_config(Dossier *dossier, const Options *options, Error *error)
{
    return open_config(dossier, options, config_load, error);
}

Status dossier_open_folders(Dossier *dossier, const Options *options, const char **templates,
                            Error *error)
{
    Status status = open_config(dossier, options, config_read, error);
    if (status != STATUS_OK)
        return status;
    *templates = config_path(&dossier->config, CONFIG_SORTIES_MODELES, dossier->arena);
    return need_catalogue(dossier, *templates, error);
}

static bool press_prints(void *press, uint32_t codepoint)
{
    return press_can_print(press, codepoint);
}

static Status check_everything(Dossier *dossier, const Options *options, Error *error)
{
    int network = config_choice(&dossier->config, CONFIG_ETABLISSEMENT_RESEAU);
    dossier->check = (Check){
        .term = &dossier->term,
        .config = &dossier->config,
        .record = &dossier->record,
        .today = dossier->record.today,
        .network = network,
        .strict = options->strict,
        .printable = press_prints,
        .fonts = dossier->press,
        .findings = &dossier->findings,
        .templates_sha256 = dossier->catalogue.sha256,
    };
    Status status = rule_run(&dossier->check, error);
    if (status == STATUS_OK)
        held_mark(&dossier->findings, &dossier->record, &dossier->catalogue);
    return status;
}

Status dossier_judge_again(const Dossier *dossier, Findings *findings, Error *error)
{
    Check check = dossier->check;
    check.findings = findings;
    Status status = rule_run(&check, error);
    if (status == STATUS_OK)
        held_mark(findings, &dossier->record, &dossier->catalogue);
    return status;
}

/* What would give numbers twice stops a run that writes; one that reads says it and goes on. */
static Status refuse_or_say(RegistryUse use, Error *error)
{
    if (use == REGISTRY_WRITE)
        return STATUS_SYSTEM;
    console_error(error);
    *error = (Error){0};
    return STATUS_OK;
}

/* A registry that is not there though output/ holds what one remembers: a new one would give
 * the same numbers to other documents. Said, and refused for writing. */
static Status check_registry(const Dossier *dossier, const char *path, RegistryUse use,
                             Error *error)
{
    Manifest *manifest = NULL;
    if (file_kind(path) != FILE_ABSENT)
        return STATUS_OK;
    Status status = manifest_open(&manifest, dossier->output, error);
    size_t count = status == STATUS_OK ? manifest_recorded(manifest) : 0;
    manifest_close(manifest);
    if (count == 0)
        return status;
    error_set(error, STATUS_SYSTEM, path,
              ngettext("le registre n'est plus là, alors que %s contient %zu fichier qu'il a "
                       "enregistré (documents numérotés, lots, messages)",
                       "le registre n'est plus là, alors que %s contient %zu fichiers qu'il a "
                       "enregistrés (documents numérotés, lots, messages)", count),
              config_text(&dossier->config, CONFIG_SORTIES_DOSSIER), count);
    error_remedy(error,
                 _("remettez en place votre copie de sauvegarde de %s ; pour vraiment repartir à "
                   "neuf, retirez d'abord %s : un registre neuf redonnerait des numéros déjà émis"),
                 config_text(&dossier->config, CONFIG_REGISTRE_DOSSIER),
                 config_text(&dossier->config, CONFIG_SORTIES_DOSSIER));
    return refuse_or_say(use, error);
}

/* A registry that is there, but is an old copy of what it was: said, and refused for writing. */
static Status check_age(Dossier *dossier, const char *path, RegistryUse use, Error *error)
{
    const char *file, *number;
    Status status = registry_outrun(dossier->registry, dossier->output, dossier->arena, &file,
                                    &number, error);
    if (status != STATUS_OK || !file)
        return status;
    error_set(error, STATUS_SYSTEM, path,
              _("ce registre est plus ancien que %s : il ne connaît pas %s tel que %s le porte"),
              config_text(&dossier->config, CONFIG_SORTIES_DOSSIER), number, file);
    error_remedy(error,
                 _("remettez en place la copie la plus récente de %s : celui-ci redonnerait des "
                   "numéros déjà émis ; si elle est perdue, mettez %s de côté et avisez qui a reçu "
                   "ce que ce registre ne connaît pas"),
                 config_text(&dossier->config, CONFIG_REGISTRE_DOSSIER),
                 config_text(&dossier->config, CONFIG_SORTIES_DOSSIER));
    return refuse_or_say(use, error);
}

/* A registry that goes on from another, with which somebody produced since. */
static Status check_fork(Dossier *dossier, const char *folder, RegistryUse use, Error *error)
{
    const char *origin = handover_forked(folder, dossier->arena);
    if (!origin)
        return STATUS_OK;
    error_set(error, STATUS_SYSTEM, folder,
              _("ce registre continue celui de %s, qui a changé depuis : tous deux donneraient les "
                "mêmes numéros"),
              origin);
    error_remedy(error,
                 _("si rien n'a encore été émis ici, remplacez %s par une copie de %s ; sinon, comparez "
                   "leurs numéros, ne produisez plus dans l'ancien dossier, puis retirez %s/suite-de"),
                 config_text(&dossier->config, CONFIG_REGISTRE_DOSSIER), origin,
                 config_text(&dossier->config, CONFIG_REGISTRE_DOSSIER));
    return refuse_or_say(use, error);
}

static Status open_registry(Dossier *dossier, RegistryUse use, Error *error)
{
    const char *folder = config_path(&dossier->config, CONFIG_REGISTRE_DOSSIER, dossier->arena);
    const char *path = path_join(dossier->arena, folder, "registre.db");
    bool is_new = file_kind(path) == FILE_ABSENT;
    Status status = check_registry(dossier, path, use, error);
    if (status == STATUS_OK)
        status = check_fork(dossier, folder, use, error);
    if (status == STATUS_OK)
        status = registry_open(&dossier->registry, folder, use == REGISTRY_READ, error);
    return status == STATUS_OK && !is_new ? check_age(dossier, path, use, error) : status;
}

Status dossier_open_registry(Dossier *dossier, const Options *options, Error *error)
{
    Status status = dossier_open_config(dossier, options, error);
    return status == STATUS_OK ? open_registry(dossier, REGISTRY_READ, error) : status;
}

Status dossier_open(Dossier *dossier, const Options *options, RegistryUse use, Error *error)
{
    Status status = dossier_open_config(dossier, options, error);
    Date today = DATE_NONE;
    if (status == STATUS_OK)
        status = summary_check(&dossier->config, error);
    if (status == STATUS_OK)
        status = choose_day(options, &dossier->config, &today, error);
    if (status == STATUS_OK)
        status = term_load(&dossier->term, &dossier->config, error);
    if (status == STATUS_OK)
        status = open_registry(dossier, use, error);
    if (status == STATUS_OK && use == REGISTRY_WRITE)
        status = file_hold(dossier->output, &dossier->hold, error);
    if (status != STATUS_OK)
        return status;
    dossier->record = (Record){&dossier->term, &dossier->config, dossier->registry, today, NULL};
    status = contracts_read(&dossier->record, dossier->arena, error);
    if (status != STATUS_OK)
        return status;
    const char *templates = config_path(&dossier->config, CONFIG_SORTIES_MODELES, dossier->arena);
    status = press_open(&dossier->press, path_join(dossier->arena, templates, "style.ini"), error);
    if (status == STATUS_OK && config_yes(&dossier->config, CONFIG_SORTIES_PDFA))
        press_claim(dossier->press);
    if (status == STATUS_OK)
        status = need_catalogue(dossier, templates, error);
    if (status == STATUS_OK)
        status = catalogue_load(&dossier->catalogue, dossier->arena, templates, &dossier->record, error);
    if (status == STATUS_OK)
        status = check_everything(dossier, options, error);
    return status;
}

void dossier_close(Dossier *dossier)
{
    findings_free(&dossier->findings);
    file_release(dossier->hold);
    witness_close(dossier->witness);
    press_close(dossier->press);
    registry_close(dossier->registry);
    term_free(&dossier->term);
    config_free(&dossier->config);
    arena_free(dossier->arena);
    *dossier = (Dossier){0};
}

static const char *view_path(const Dossier *dossier, int view)
{
    return path_join(dossier->arena, dossier->output, dossier_views[view]);
}

Status dossier_write_findings(Dossier *dossier, Error *error)
{
    Buffer json = {0};
    Status status = file_hold(dossier->output, &dossier->hold, error);
    if (status != STATUS_OK)
        return status;
    show_json(&dossier->findings, dossier->record.today, &json);
    status = file_put(view_path(dossier, VIEW_JSON), buffer_text(&json), json.length, NULL, error);
    buffer_free(&json);
    if (status != STATUS_OK)
        return status;
    Summary summary = {&dossier->record, &dossier->findings, NULL, dossier->lang};
    return findings_book_write(&summary, view_path(dossier, VIEW_BOOK), NULL, error);
}

void dossier_show_findings(const Dossier *dossier, const Options *options)
{
    int wanted = !options->colour ? -1 : options->colour[0] == 'o' || options->colour[0] == 'y';
    ShowOptions show = {
        .colour = console_wants_colour(wanted, STDERR_FILENO),
        .all = options->all,
        .quiet = options->quiet,
    };
    Buffer text = {0};
    show_text(&dossier->findings, &dossier->term, &show, &text);
    console_say("%s", buffer_text(&text));
    buffer_free(&text);
}

void dossier_say_lost_tables(const Dossier *dossier)
{
    for (size_t i = 0; i < dossier->findings.count; i++) {
        const Finding *finding = &dossier->findings.items[i];
        if (finding->severity == SEVERITY_ERROR && place_is_lost_table(&dossier->term, &finding->place))
            console_say("%s [%s] : %s\n", finding->place.file, finding->rule->code, finding->message);
    }
}

Status dossier_verdict(const Dossier *dossier)
{
    return findings_count(&dossier->findings, SEVERITY_ERROR) ? STATUS_FINDINGS : STATUS_OK;
}
