/* ate envoyer: one .eml a recipient and occasion, its documents attached. Each file opens as a
 * draft; nothing leaves without --transmettre. */
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "command/closing.h"
#include "command/commands.h"
#include "command/console.h"
#include "command/making.h"
#include "command/send.h"
#include "issue/retire.h"
#include "post/preview.h"
#include "post/traces.h"

static void say_next(const Post *post, const Dossier *dossier)
{
    console_say(_("Lisez-les dans %s, qui dit aussi où vont les réponses.\n"),
                path_join(dossier->arena, dossier->output, PREVIEW_PATH));
    if (!post->count)
        return;
    console_say(_("Ensuite, ouvrez et envoyez chaque brouillon, puis dites-le par « --deja-envoye » ; ou, "
                  "si le serveur est dans [courriel], essayez « --transmettre --essai=VOTRE-ADRESSE ».\n"));
}

static void say_messages(const Post *post, const Dossier *dossier, const Options *options)
{
    size_t written = 0;
    for (size_t i = 0; i < post->count; i++)
        written += post->messages[i].written;
    console_say(_("Messages prêts : %zu, dont écrits maintenant : %zu."), post->count, written);
    console_say(options->deliver ? "\n" : _(" Rien n'est envoyé.\n"));
    if (post->parcels.left_count)
        console_say(ngettext("%zu document déjà parti, inchangé, n'y est pas joint de nouveau.\n",
                             "%zu documents déjà partis, inchangés, n'y sont pas joints de nouveau.\n",
                             post->parcels.left_count),
                    post->parcels.left_count);
    if (post->untold_count)
        console_say(ngettext("%zu de ceux-là est parti d'après %s, et le registre ne le sait pas : "
                             "remettez en place sa copie la plus récente.\n",
                             "%zu de ceux-là sont partis d'après %s, et le registre ne le sait pas : "
                             "remettez en place sa copie la plus récente.\n",
                             post->untold_count),
                    post->untold_count, TRACES_PATH);
    if (post->copies.wanted)
        console_say(_("Les documents joints ne s'ouvrent qu'avec le mot de passe : donnez-le "
                      "autrement que par courriel.\n"));
    for (size_t i = 0; i < post->withdrawn_count; i++) {
        const MessageRow *m = &post->withdrawn[i];
        if (!post_has_successor(post, m))
            console_say(_("  retiré : %s %s (%s)\n"), m->company, m->occasion, m->path);
    }
    for (size_t i = 0; i < post->parcels.refusal_count; i++) {
        const Refusal *r = &post->parcels.refusals[i];
        console_say(_("  non préparé : %s (%s) — %s%s\n"), r->company, r->occasion, r->reason,
                    console_place(r->place));
    }
    if (!options->deliver)
        say_next(post, dossier);
}

static void list_messages(Manifest *manifest, const Post *post)
{
    for (size_t i = 0; i < post->withdrawn_count; i++)
        manifest_remove(manifest, post->withdrawn[i].path); /* before its successor is set */
    for (size_t i = 0; i < post->count; i++) {
        const Message *m = &post->messages[i];
        if (m->row.state != MESSAGE_TO_SEND)
            continue;
        Subject company = {SCOPE_ENTREPRISE, m->parcel->company, row_key(m->parcel->company)};
        manifest_set(manifest, &(ManifestEntry){
                                   .path = m->row.path,
                                   .kind = "courriel",
                                   .lang = lang_code(m->lang),
                                   .state = "courant",
                                   .recipients = RECIPIENT_COMPANY,
                                   .subject = &company,
                                   .bytes = m->length,
                                   .sha256 = m->sha256,
                                   .sources = m->sources,
                                   .source_count = m->source_count,
                               });
    }
}

/* The protected copies; those of no message any more go. */
static void list_copies(Manifest *manifest, const Post *post)
{
    for (size_t i = 0; i < post->copies.count; i++) {
        const Copy *copy = &post->copies.items[i];
        const Document *document = copy->document;
        if (!copy->fault)
            manifest_set(manifest, &(ManifestEntry){
                                       .path = copy->path,
                                       .kind = "copie-protegee",
                                       .number = document->issued.number,
                                       .revision = document->issued.revision,
                                       .lang = lang_code(document->lang),
                                       .state = "courant",
                                       .pages = document->pages,
                                       .recipients = RECIPIENT_COMPANY,
                                       .subject = &document->subject,
                                       .bytes = copy->length,
                                       .sha256 = copy->sha256,
                                       .sources = &document->subject.row,
                                       .source_count = 1,
                                   });
    }
    if (post->only_company)
        return;
    manifest_clear(manifest, COPIES_FOLDER);
}

static Status write_preview(const Dossier *dossier, const Post *post, Error *error)
{
    Buffer page = {0};
    preview_write(post, dossier->lang, &page);
    Status status = file_put(path_join(dossier->arena, dossier->output, PREVIEW_PATH),
                             buffer_text(&page), page.length, NULL, error);
    buffer_free(&page);
    return status;
}

/* The drafts listed that are of no message to send any more: sent, in doubt, refused. */
static Status forget_drafts(Manifest *manifest, const Dossier *dossier, Error *error)
{
    MessageRow *rows;
    ManifestFile *files;
    size_t count;
    Status status = messages_in_state(dossier->registry, MESSAGE_TO_SEND, dossier->arena, &rows,
                                      &count, error);
    if (status != STATUS_OK)
        return status;
    Map *drafts = map_new();
    for (size_t i = 0; i < count; i++)
        map_put(drafts, rows[i].path, &rows[i]);
    count = manifest_files(manifest, &files);
    for (size_t i = 0; i < count; i++)
        if (text_is(files[i].kind, "courriel") && !map_get(drafts, files[i].path)) {
            file_drop(path_join(dossier->arena, dossier->output, files[i].path));
            manifest_remove(manifest, files[i].path);
        }
    map_free(drafts);
    return STATUS_OK;
}

static Status keep_traces(Manifest *manifest, const Dossier *dossier, Error *error)
{
    bool there;
    Status status = traces_keep(dossier->registry, dossier->output, dossier->arena, &there, error);
    return status == STATUS_OK && there ? manifest_add_report(manifest, TRACES_PATH, error) : status;
}

static Status write_manifest(Dossier *dossier, Issue *issue, const Post *post, Error *error)
{
    Manifest *manifest = NULL;
    Status status = manifest_open(&manifest, dossier->output, error);
    if (status != STATUS_OK) {
        manifest_close(manifest);
        return status;
    }
    status = manifest_add_documents(manifest, issue, error);
    list_messages(manifest, post);
    list_copies(manifest, post);
    if (status == STATUS_OK)
        status = forget_drafts(manifest, dossier, error);
    if (status == STATUS_OK)
        status = write_preview(dossier, post, error);
    if (status == STATUS_OK)
        status = manifest_add_report(manifest, PREVIEW_PATH, error);
    if (status == STATUS_OK)
        status = keep_traces(manifest, dossier, error);
    if (status == STATUS_OK)
        status = closing_write(dossier, manifest, issue, error);
    manifest_close(manifest);
    return status;
}

/* The documents of a message are made, or found as they were, before it. */
static Status prepare(Dossier *dossier, const Options *options, Issue *issue, Post *post,
                      Error *error)
{
    dossier_say_lost_tables(dossier);
    Status status = making_plan(dossier, options, true, issue, error);
    if (status == STATUS_OK) {
        making_remember(dossier, options, issue);
        status = making_open_output(dossier, error);
    }
    if (status == STATUS_OK)
        status = making_run(dossier, options, issue, error);
    if (status == STATUS_OK)
        status = post_prepare(post, issue, options->company, making_workers(dossier, options),
                              dossier->arena, error);
    if (status == STATUS_OK)
        status = post_write(post, dossier->registry, error);
    return status == STATUS_OK ? write_manifest(dossier, issue, post, error) : status;
}

/* Whatever stopped it, what left is listed no more. */
static Status transmit(Dossier *dossier, const Options *options, const Account *account, Issue *issue,
                       Post *post, Error *error)
{
    Status status = send_transmit(dossier, options, account, post, error);
    if (options->trial)
        return status;
    Status listed = write_manifest(dossier, issue, post, status > STATUS_FINDINGS ? NULL : error);
    return status > STATUS_FINDINGS ? status : listed > status ? listed : status;
}

static Status send(Dossier *dossier, const Options *options, Post *post, Error *error)
{
    Issue issue = {0};
    Account account = {0};
    size_t waiting = 0;
    Status status = options->deliver
                        ? account_read(&account, &dossier->config, dossier->arena, error)
                        : STATUS_OK;
    if (status == STATUS_OK)
        status = send_decide(dossier, options, error);
    if (status == STATUS_OK)
        status = prepare(dossier, options, &issue, post, error);
    if (status != STATUS_OK)
        return status;
    say_messages(post, dossier, options);
    if (options->deliver)
        status = transmit(dossier, options, &account, &issue, post, error);
    Status said = send_say_waiting(dossier, options, &waiting, status > STATUS_FINDINGS ? NULL : error);
    if (status > STATUS_FINDINGS)
        return status;
    if (said != STATUS_OK)
        return said;
    /* A trial that was refused leaves no message waiting, and is told all the same. */
    return status == STATUS_FINDINGS || waiting || post->parcels.refusal_count
               ? STATUS_FINDINGS
               : dossier_verdict(dossier);
}

Status command_send(const Options *options, Error *error)
{
    Dossier dossier = {0};
    Post post = {0};
    Status status = send_check_options(options, error);
    if (status != STATUS_OK)
        return status;
    status = dossier_open(&dossier, options, REGISTRY_WRITE, error);
    if (status == STATUS_OK)
        status = send(&dossier, options, &post, error);
    post_free(&post);
    dossier_close(&dossier);
    return status;
}
