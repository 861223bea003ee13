/* page_data: what the script of index.html draws: findings and duties, with their words. */
#include "show/page_part.h"

#include "show/html.h"

#include <stdint.h>
#include <stdlib.h>

size_t page_rank(Texts *texts, const char *text)
{
    text = text ? text : "";
    uintptr_t known = (uintptr_t)map_get(texts->ranks, text);
    if (known)
        return known - 1;
    texts->items = vector_reserve(texts->items, &texts->capacity, texts->count + 1, sizeof *texts->items);
    texts->items[texts->count++] = text;
    map_set(texts->ranks, text, (void *)(uintptr_t)texts->count);
    return texts->count - 1;
}

/* Keep {n} and {total}: the script puts numbers there. */
static void add_words(Buffer *out)
{
    const struct {
        const char *name, *word;
    } words[] = {
        {"severity", _("Gravité")}, {"code", _("Code")}, {"file", _("Fichier")}, {"line", _("Ligne")},
        {"column", _("Colonne")}, {"value", _("Valeur")}, {"message", _("Constat et correction")},
        {"holds", _("Retient :")}, {"none", _("Aucun constat ne répond à ces filtres.")},
        {"result", _("{n} constats sur {total}")},
        {"day", _("Échéance")}, {"near", _("État")}, {"what", _("Quoi")}, {"key", _("Clé")},
        {"who", _("Élève et entreprise")}, {"officer", _("Responsable")}, {"missing", _("il manque : ")},
        {"no_due", _("Aucune échéance ne répond à ces filtres.")},
        {"due_result", _("{n} échéances sur {total}")},
        {"no_file", _("Aucun fichier ne répond à ces filtres.")},
        {"file_result", _("{n} fichiers sur {total}")},
        {"found", _("{n} résultats")}, {"not_found", _("Rien ne répond à cette recherche.")},
        {"in_held", _("Documents retenus")},
        {"in_files", _("Fichiers")}, {"in_due", _("Échéances")}, {"in_companies", _("Entreprises")},
        {"in_findings", _("Constats")}, {"see_all", _("Tout voir ({n})")},
        {"its_files", _("Voir ses fichiers")},
    };
    buffer_add_text(out, "\"words\":{");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        buffer_printf(out, "%s\"%s\":", i ? "," : "", words[i].name);
        html_add_json(out, words[i].word);
    }
    buffer_add_text(out, "},\n\"severities\":[");
    for (Severity s = SEVERITY_ERROR; s < SEVERITY_IGNORE; s++) {
        buffer_printf(out, "%s{\"code\":\"%s\",\"word\":", s ? "," : "", severity_code(s));
        html_add_json(out, page_severity(s));
        buffer_add_char(out, '}');
    }
    buffer_add_char(out, ']');
}

void page_data(const PageView *view, Buffer *out)
{
    Texts texts = {.ranks = map_new()};
    buffer_add_char(out, '{');
    add_words(out);
    buffer_add_text(out, ",\n");
    page_due_data(view, &texts, out);
    buffer_add_text(out, ",\n");
    page_findings_data(view, &texts, out);
    buffer_add_text(out, ",\n\"texts\":[");
    for (size_t i = 0; i < texts.count; i++) {
        buffer_add_text(out, i ? ",\n" : "\n");
        html_add_json(out, texts.items[i]);
    }
    buffer_add_text(out, "]}");
    free(texts.items);
    map_free(texts.ranks);
}
