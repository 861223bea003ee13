/* tree: short ways to build document trees in the tests of page/, and an
 * invented tripartite agreement that has every kind of block. */
#ifndef ATE_TESTS_PAGE_TREE_H
#define ATE_TESTS_PAGE_TREE_H

#include "text/doc.h"

#include <stdio.h>

static inline Block *tree_text(Arena *arena, Block *parent, BlockKind kind, const char *text)
{
    Block *block = doc_block(arena, parent, kind);
    doc_run(arena, block, text, 0);
    return block;
}

static inline Block *tree_paragraph(Arena *arena, Block *parent, const char *text)
{
    return tree_text(arena, parent, BLOCK_PARAGRAPH, text);
}

static inline Block *tree_heading(Arena *arena, Block *parent, int level, const char *text)
{
    Block *heading = tree_text(arena, parent, BLOCK_HEADING, text);
    heading->level = level;
    return heading;
}

static inline Block *tree_list(Arena *arena, Block *parent, bool ordered)
{
    Block *list = doc_block(arena, parent, BLOCK_LIST);
    list->ordered = ordered;
    list->start = 1;
    return list;
}

static inline Block *tree_item(Arena *arena, Block *list, const char *text)
{
    Block *item = doc_block(arena, list, BLOCK_ITEM);
    if (text)
        tree_paragraph(arena, item, text);
    return item;
}

static inline Block *tree_table(Arena *arena, Block *parent, int columns, const Align *aligns)
{
    Block *table = doc_block(arena, parent, BLOCK_TABLE);
    table->column_count = columns;
    table->aligns = aligns;
    return table;
}

/* `cells` separated by '|'. */
static inline Block *tree_row(Arena *arena, Block *table, const char *cells)
{
    Block *row = doc_block(arena, table, BLOCK_ROW);
    for (const char *start = cells;;) {
        const char *end = start;
        while (*end && *end != '|')
            end++;
        tree_text(arena, row, BLOCK_CELL, arena_slice(arena, start, (size_t)(end - start)));
        if (!*end)
            return row;
        start = end + 1;
    }
}

static inline Block *tree_signature(Arena *arena, Block *parent, const char *label,
                                    const char *name, const char *title)
{
    Block *signature = doc_block(arena, parent, BLOCK_SIGNATURE);
    signature->label = label;
    signature->name = name;
    signature->title = title;
    return signature;
}

static inline Doc tree_doc(Arena *arena, Lang lang, const char *title)
{
    return (Doc){.root = doc_block(arena, NULL, BLOCK_ROOT),
                 .lang = lang,
                 .title = title,
                 .author = "Centre de formation professionnelle des Trois-Lacs",
                 .number = "",
                 .footer = ""};
}

static inline void contract_parties(Arena *arena, Block *root)
{
    tree_heading(arena, root, 2, "1. Les parties");
    Block *fields = doc_block(arena, root, BLOCK_FIELDS);
    tree_row(arena, fields, "Établissement|Centre de formation professionnelle des Trois-Lacs");
    tree_row(arena, fields,
             "Organisme|882001, représenté par Mme Émilie Bérubé-Lafrenière, directrice");
    tree_row(arena, fields, "Entreprise|Ateliers mécaniques Dvořák & fils inc. (NEQ 1140000004)");
    tree_row(arena, fields, "Représentant|M. Łukasz Wiśniewski, directeur de l'usine");
    tree_row(arena, fields, "Élève|Nguyễn Thị Hằng");
    tree_row(arena, fields,
             "Responsable de l'encadrement|M. Şükrü Erdoğan, enseignant, 450 555-0123, "
             "sukru.erdogan@cfp-trois-lacs.example");
    tree_row(arena, fields, "Superviseure|Mme Putulik ᐳᑐᓕᒃ Ittuk, chef d'équipe, 450 555-0188");
}

static inline void contract_programme(Arena *arena, Block *root)
{
    static const Align aligns[] = {ALIGN_LEFT, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_RIGHT, ALIGN_RIGHT};
    tree_heading(arena, root, 2, "2. Le programme et la séquence");
    tree_paragraph(arena, root,
                   "La présente entente régit la 2e séquence de travail, de type « exécution », du "
                   "programme Techniques d'usinage (DEP 5223), sanctionné par un diplôme d'études "
                   "professionnelles. Elle se déroule du 11 janvier 2027 au 5 mars 2027, soit 8 "
                   "semaines à raison de 35 heures par semaine: 280 heures en tout.");
    Block *table = tree_table(arena, root, 5, aligns);
    tree_row(arena, table, "Semaine|Jours|Heures|Taux|Montant");
    tree_row(arena, table,
             "11 au 15 janvier 2027|lundi au vendredi, de 8 h 00 à 16 h 00|35,0|"
             "21,50 $|752,50 $");
    tree_row(arena, table,
             "18 au 22 janvier 2027|lundi au vendredi, de 8 h 00 à 16 h 00|35,0|"
             "21,50 $|752,50 $");
    tree_row(arena, table,
             "25 au 29 janvier 2027|lundi au jeudi; le vendredi est une journée "
             "pédagogique au centre|28,0|21,50 $|602,00 $");
    tree_row(arena, table, "1er au 5 février 2027|lundi au vendredi|35,0|21,50 $|752,50 $");
    tree_row(arena, table, "Total||133,0||2 859,50 $");
    Block *notice = doc_block(arena, root, BLOCK_NOTICE);
    Block *first = doc_block(arena, notice, BLOCK_PARAGRAPH);
    doc_run(arena, first, "À savoir. ", RUN_BOLD);
    doc_run(arena, first,
            "L'attestation de participation ne remplace pas le formulaire prescrit "
            "CO-1029.8.33.10, que l'établissement délivre à part.",
            0);
}

static inline void contract_activities(Arena *arena, Block *root)
{
    tree_heading(arena, root, 2, "3. Les activités prévues");
    tree_paragraph(arena, root,
                   "L'entreprise confie à l'élève les activités suivantes, sous la "
                   "direction de la superviseure :");
    Block *list = tree_list(arena, root, false);
    tree_item(arena, list,
              "usiner des pièces simples au tour conventionnel, selon le plan et la "
              "gamme d'opérations;");
    Block *item = tree_item(arena, list, "contrôler les pièces:");
    Block *inner = tree_list(arena, item, false);
    tree_item(arena, inner, "mesure au micromètre et au comparateur;");
    tree_item(arena, inner, "tenue du registre de contrôle.");
    tree_item(arena, list, "entretenir le poste de travail.");
    Block *steps = tree_list(arena, root, true);
    tree_item(arena, steps, "Accueil, visite des lieux, règles de santé et de sécurité.");
    tree_item(arena, steps, "Jumelage avec une compagne ou un compagnon d'expérience.");
    tree_item(arena, steps, "Première évaluation à mi-parcours.");
    Block *tasks = tree_list(arena, root, false);
    tree_item(arena, tasks, "équipement de protection fourni par l'entreprise")->task = TASK_DONE;
    tree_item(arena, tasks, "formation SIMDUT à compléter avant le début")->task = TASK_OPEN;
}

static inline void contract_clauses(Arena *arena, Block *root)
{
    static const char *const TITLES[] = {"4. L'encadrement", "5. Les obligations des parties",
                                         "6. Les accidents du travail", "7. La confidentialité",
                                         "8. La fin de l'entente"};
    for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++) {
        tree_heading(arena, root, 2, TITLES[i]);
        tree_paragraph(
            arena, root,
            "Le responsable de l'encadrement effectue au moins deux visites, dont une en "
            "présence; leur date est convenue d'avance avec la superviseure. Il s'assure que les "
            "activités confiées à l'élève correspondent à son programme, que l'horaire convenu est "
            "respecté, et que chacun sait à qui s'adresser en cas de difficulté.");
        if (i == 1) {
            tree_heading(arena, root, 3, "L'entreprise");
            tree_paragraph(
                arena, root,
                "L'entreprise accueille l'élève, désigne une personne pour le superviser "
                "et lui fournit l'équipement nécessaire. Elle avise l'établissement sans "
                "délai de toute absence; l'élève fait de même.");
            Block *quote = doc_block(arena, root, BLOCK_QUOTE);
            tree_paragraph(arena, quote,
                           "Nul ne peut exercer de représailles contre un stagiaire pour le motif "
                           "qu'il exerce un droit.");
        }
    }
}

static inline Doc tree_contract(Arena *arena)
{
    Doc doc = tree_doc(arena, LANG_FR, "Protocole d'entente — alternance travail-études");
    doc.number = "P-2027-882001-00042";
    doc.footer = "Centre de formation professionnelle des Trois-Lacs · Protocole d'entente";
    Block *root = doc.root;
    tree_heading(arena, root, 1, "Protocole d'entente\nAlternance travail-études");
    contract_parties(arena, root);
    contract_programme(arena, root);
    contract_activities(arena, root);
    contract_clauses(arena, root);
    tree_heading(arena, root, 2, "9. Les signatures");
    tree_paragraph(arena, root, "Les parties déclarent avoir lu l'entente et l'accepter.");
    Block *signatures = doc_block(arena, root, BLOCK_SIGNATURES);
    tree_signature(arena, signatures, "Pour l'établissement", "Émilie Bérubé-Lafrenière",
                   "directrice");
    tree_signature(arena, signatures, "Pour l'entreprise", "Łukasz Wiśniewski",
                   "directeur de l'usine");
    tree_signature(arena, signatures, "L'élève", "Nguyễn Thị Hằng", "");
    tree_signature(arena, signatures, "Responsable de l'encadrement", "Şükrü Erdoğan",
                   "enseignant en techniques d'usinage");
    tree_signature(arena, signatures, "Superviseure", "Putulik ᐳᑐᓕᒃ Ittuk", "chef d'équipe");
    Block *qr = doc_block(arena, root, BLOCK_QR);
    qr->source = "ATE1|882001|P-2027-882001-00042|1|0123456789abcdef";
    qr->alt = "Protocole P-2027-882001-00042, révision 1";
    return doc;
}

#endif
