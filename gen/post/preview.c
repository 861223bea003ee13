/* preview: from the top of the page down. */
#include "post/preview.h"

#include "base/text.h"
#include "post/twin.h"
#include "show/frame.h"
#include "show/html.h"

static const char style[] =
    ".facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 0.75rem 0; }\n"
    ".facts dt { color: var(--soft); }\n"
    ".facts dd { margin: 0; overflow-wrap: anywhere; }\n"
    ".message { margin: 1rem 0; padding: 0 1rem; border: 1px solid var(--line); border-radius: 0.5rem; }\n"
    ".letter { display: flow-root; margin: 1rem 0; padding: 1rem 1.25rem 0; max-width: 44rem; border-left: 4px solid var(--line);"
    " background: var(--panel); }\n"
    ".letter li { margin: 0.25rem 0; }\n"
    "@media print { .letter { border-color: #999; } }\n";

static bool is_to_leave(const Message *message)
{
    return message->row.state == MESSAGE_TO_SEND;
}

static size_t attached_bytes(const Post *post, const Document *document)
{
    return post->copies.wanted ? copies_find(&post->copies, document)->length : document->bytes;
}

/* What the page counts, of the messages that are to leave. */
typedef struct Sums {
    size_t messages, files, pages, bytes, parts;
} Sums;

static Sums sums_of(const Post *post)
{
    Sums sums = {0};
    for (size_t i = 0; i < post->count; i++) {
        const Message *message = &post->messages[i];
        if (!is_to_leave(message))
            continue;
        sums.messages++;
        sums.files += message->parcel->document_count;
        sums.bytes += message->length;
        sums.parts += message->parcel->parts > 1;
        for (size_t d = 0; d < message->parcel->document_count; d++)
            sums.pages += (size_t)message->parcel->documents[d]->pages;
    }
    return sums;
}

/* ---- Pieces ---- */

static void add_fact(Buffer *out, const char *name, const char *value)
{
    buffer_add_text(out, "<dt>");
    html_add(out, name);
    buffer_add_text(out, "</dt><dd>");
    html_add(out, value);
    buffer_add_text(out, "</dd>\n");
}

static void add_cell(Buffer *out, const char *text)
{
    buffer_add_text(out, "<td>");
    html_add(out, text);
    buffer_add_text(out, "</td>");
}

static void add_count_cell(Buffer *out, size_t count, Lang lang)
{
    buffer_add_text(out, "<td class=\"number\">");
    html_add_count(out, count, lang);
    buffer_add_text(out, "</td>");
}

static void add_size_cell(Buffer *out, size_t bytes, Lang lang)
{
    buffer_add_text(out, "<td class=\"number\">");
    html_add_size(out, bytes, lang);
    buffer_add_text(out, "</td>");
}

static const char *company_name(const Message *message)
{
    return row_text(message->parcel->company, ENTREPRISES_NOM);
}

static void add_person(Buffer *out, const Parcel *parcel)
{
    html_add(out, parcel->to_name);
    buffer_add_text(out, "<br>");
    html_add(out, parcel->to);
}

/* ---- In brief ---- */

static void add_brief(const Post *post, const Sums *sums, Lang lang, Buffer *out)
{
    const MailSettings *settings = &post->settings;
    size_t refused = post->parcels.refusal_count;
    buffer_add_text(out, "<section id=\"bilan\" aria-labelledby=\"h-bilan\">\n<h2 id=\"h-bilan\">");
    html_add(out, _("En bref"));
    buffer_add_text(out, "</h2>\n<ul class=\"tiles\">\n");
    html_tile(out, lang, "made", sums->messages, ngettext("message prêt", "messages prêts", sums->messages));
    html_tile(out, lang, "made", sums->files, ngettext("pièce jointe", "pièces jointes", sums->files));
    html_tile(out, lang, "erreur", refused, ngettext("message non préparé", "messages non préparés", refused));
    html_tile(out, lang, "avertissement", sums->parts,
             ngettext("message d'un envoi scindé", "messages d'envois scindés", sums->parts));
    buffer_add_text(out, "</ul>\n");
    html_paragraph(out, _("Ces messages ne sont pas partis. Lisez-les, puis ouvrez chaque brouillon pour l'envoyer "
                          "vous-même, ou lancez « ate envoyer --transmettre ». Pour en changer un, corrigez les tables "
                          "ou les modèles et relancez « ate envoyer »."));
    if (post->only_company)
        html_paragraph(out, _("Cet aperçu ne montre que l'entreprise demandée ; les brouillons des autres sont "
                             "restés comme ils étaient."));
    buffer_add_text(out, "<dl class=\"facts\">\n");
    add_fact(out, _("De"), settings->from);
    add_fact(out, _("Les réponses vont à"), settings->answers_to);
    add_fact(out, _("Copie à"), *settings->copy ? settings->copy : _("personne"));
    add_fact(out, _("Taille d'un message"),
             arena_printf(post->arena, settings->split ? _("%s au plus ; au-delà, plusieurs messages numérotés")
                                                       : _("%s au plus ; au-delà, il n'est pas préparé"),
                          settings->most_text));
    if (post->copies.wanted)
        add_fact(out, _("Mot de passe"),
                 _("les pièces jointes ne s'ouvrent qu'avec lui : donnez-le autrement que par courriel"));
    buffer_add_text(out, "</dl>\n</section>\n");
}

/* ---- What is not prepared ---- */

static void add_refusals(const Post *post, Buffer *out)
{
    const char *const heads[] = {_("Entreprise"), _("Occasion"), _("Pourquoi"), _("Où")};
    if (post->parcels.refusal_count == 0)
        return;
    buffer_add_text(out, "<section id=\"refus\" aria-labelledby=\"h-refus\">\n<h2 id=\"h-refus\">");
    html_add(out, _("Non préparés"));
    buffer_add_text(out, "</h2>\n");
    html_open_table(out, _("Ce qui ne peut pas partir, et pourquoi"), heads, 4, 4);
    for (size_t i = 0; i < post->parcels.refusal_count; i++) {
        const Refusal *refusal = &post->parcels.refusals[i];
        buffer_add_text(out, "<tr><th scope=\"row\">");
        html_add(out, refusal->company);
        buffer_add_text(out, "</th>");
        add_cell(out, refusal->occasion);
        add_cell(out, refusal->reason);
        add_cell(out, refusal->place);
        buffer_add_text(out, "</tr>\n");
    }
    html_close_table(out);
    buffer_add_text(out, "</section>\n");
}

/* ---- The messages ---- */

static void add_row(const Post *post, size_t rank, Lang lang, Buffer *out)
{
    const Message *message = &post->messages[rank];
    const Parcel *parcel = message->parcel;
    size_t pages = 0;
    for (size_t i = 0; i < parcel->document_count; i++)
        pages += (size_t)parcel->documents[i]->pages;
    buffer_add_text(out, "<tr><th scope=\"row\">");
    html_add(out, company_name(message));
    buffer_add_text(out, "</th><td>");
    add_person(out, parcel);
    buffer_printf(out, "</td>\n<td lang=\"%s\"><a href=\"#m%zu\">", lang_code(message->lang), rank + 1);
    html_add(out, message->subject);
    buffer_add_text(out, "</a>");
    if (parcel->parts > 1) {
        buffer_add_text(out, " <span class=\"mark avertissement\">");
        html_add(out, _("scindé"));
        buffer_add_text(out, "</span>");
    }
    buffer_add_text(out, "</td>");
    add_count_cell(out, parcel->document_count, lang);
    add_count_cell(out, pages, lang);
    add_size_cell(out, message->length, lang);
    buffer_add_text(out, "</tr>\n");
}

static void add_files(const Post *post, const Message *message, Lang lang, Buffer *out)
{
    const char *const heads[] = {_("Pièce jointe"), _("Document"), _("Numéro"), _("Pages"), _("Taille")};
    html_open_table(out, arena_printf(post->arena, _("Pièces jointes de %s"), path_name(message->row.path)),
                    heads, 5, 3);
    for (size_t i = 0; i < message->parcel->document_count; i++) {
        const Document *document = message->parcel->documents[i];
        buffer_add_text(out, "<tr><th scope=\"row\">");
        html_add_link(out, arena_printf(post->arena, "../%s", document->path), path_name(document->path));
        buffer_add_text(out, "</th><td>");
        html_add(out, document->kind->title[lang]);
        buffer_add_text(out, " – ");
        html_add(out, document->subject.key);
        buffer_add_text(out, "</td>");
        add_cell(out, document->issued.number);
        add_count_cell(out, (size_t)document->pages, lang);
        add_size_cell(out, attached_bytes(post, document), lang);
        buffer_add_text(out, "</tr>\n");
    }
    html_close_table(out);
}

static void add_message(const Post *post, size_t rank, Lang lang, Buffer *out)
{
    const Message *message = &post->messages[rank];
    buffer_printf(out, "<article class=\"message\" id=\"m%zu\" aria-labelledby=\"h%zu\" tabindex=\"-1\">\n"
                       "<h3 id=\"h%zu\">", rank + 1, rank + 1, rank + 1);
    html_add(out, company_name(message));
    buffer_add_text(out, " — ");
    html_add(out, message->row.occasion);
    if (message->parcel->parts > 1)
        buffer_printf(out, _(" (%d de %d)"), message->parcel->part, message->parcel->parts);
    buffer_add_text(out, "</h3>\n<dl class=\"facts\">\n<dt>");
    html_add(out, _("À"));
    buffer_add_text(out, "</dt><dd>");
    add_person(out, message->parcel);
    buffer_add_text(out, "</dd>\n");
    add_fact(out, _("Objet"), message->subject);
    buffer_add_text(out, "<dt>");
    html_add(out, _("Brouillon"));
    buffer_add_text(out, "</dt><dd>");
    html_add_link(out, path_name(message->row.path), path_name(message->row.path));
    buffer_add_text(out, "</dd>\n</dl>\n");
    add_files(post, message, lang, out);
    buffer_printf(out, "<div class=\"letter\" lang=\"%s\">\n", lang_code(message->lang));
    twin_body(message->text, out);
    buffer_add_text(out, "</div>\n</article>\n");
}

static void add_messages(const Post *post, const Sums *sums, Lang lang, Buffer *out)
{
    const char *const heads[] = {_("Entreprise"), _("Destinataire"), _("Objet"), _("Pièces jointes"),
                                 _("Pages"), _("Taille")};
    buffer_add_text(out, "<section id=\"messages\" aria-labelledby=\"h-messages\">\n<h2 id=\"h-messages\">");
    html_add(out, _("Messages"));
    buffer_add_text(out, "</h2>\n");
    if (sums->messages == 0) {
        html_paragraph(out, _("Aucun message n'est à envoyer."));
        buffer_add_text(out, "</section>\n");
        return;
    }
    html_open_table(out, _("Messages prêts ; l'objet mène au texte et aux pièces jointes"), heads, 6, 3);
    for (size_t i = 0; i < post->count; i++)
        if (is_to_leave(&post->messages[i]))
            add_row(post, i, lang, out);
    buffer_add_text(out, "</tbody>\n<tfoot><tr><th scope=\"row\" colspan=\"3\">");
    html_add(out, _("En tout"));
    buffer_add_text(out, "</th>");
    add_count_cell(out, sums->files, lang);
    add_count_cell(out, sums->pages, lang);
    add_size_cell(out, sums->bytes, lang);
    buffer_add_text(out, "</tr></tfoot>\n</table>\n</div>\n");
    for (size_t i = 0; i < post->count; i++)
        if (is_to_leave(&post->messages[i]))
            add_message(post, i, lang, out);
    buffer_add_text(out, "</section>\n");
}

void preview_write(const Post *post, Lang lang, Buffer *out)
{
    const Record *record = post->issue->record;
    DateText day;
    Sums sums = sums_of(post);
    frame_open(out, lang, _("Messages à envoyer"), style);
    buffer_add_text(out, "<a class=\"skip\" href=\"#messages\">");
    html_add(out, _("Aller aux messages"));
    buffer_add_text(out, "</a>\n<header>\n<p class=\"kicker\">");
    html_add(out, config_text(record->config, CONFIG_ETABLISSEMENT_NOM));
    buffer_add_text(out, "</p>\n<h1>");
    html_add(out, _("Messages à envoyer"));
    buffer_add_text(out, "</h1>\n<p>");
    html_add(out, config_text(record->config, CONFIG_PERIODE_NOM));
    date_iso(record->today, day);
    buffer_printf(out, " · <time datetime=\"%s\">%s</time> · ", day, day);
    html_add_link(out, "../index.html", "index.html");
    buffer_add_text(out, "</p>\n</header>\n<main>\n");
    add_brief(post, &sums, lang, out);
    add_refusals(post, out);
    add_messages(post, &sums, lang, out);
    buffer_add_text(out, "</main>\n");
    frame_close(out);
}
