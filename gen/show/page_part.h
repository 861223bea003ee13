/* page_part: the parts of index.html, one a slot of page.html; nobody outside show/ reads this. */
#ifndef ATE_SHOW_PAGE_PART_H
#define ATE_SHOW_PAGE_PART_H

#include "base/map.h"
#include "show/page.h"

typedef void PagePart(const PageView *view, Buffer *out);

/* page_brief.c: the figures of the day, and what to begin with. */
PagePart page_tiles, page_steps;
/* page_due.c: what falls due. */
PagePart page_first_due, page_due_rows;
/* page_holds.c: what errors hold back, rule by rule, and how to free it. */
PagePart page_holds;
/* page_kinds.c: documents by kind, those that failed, those not to be used any more. */
PagePart page_kinds;
/* page_charts.c */
PagePart page_charts;
/* page_companies.c: company by company. */
PagePart page_companies;
/* page_list.c: every file; those to open first. */
PagePart page_lists, page_main_files;
/* page_findings.c: the findings as rows. */
PagePart page_severity_boxes, page_first_findings, page_first_rows, page_unchecked_table;
/* page_data.c: what the script draws. */
PagePart page_data;

/* What they share (page_words.c). */
/* <th scope="row"> and <td>; a figure of zero is a dash, so that what counts stands out. */
void page_row_head(Buffer *out, const char *text);
void page_figure(const PageView *view, Buffer *out, size_t count);
/* "Tremblay, Zoé"; "" for NULL. Lives in `arena`. */
const char *page_student(Arena *arena, const Row *student);
const char *page_officer(Arena *arena, const Row *officer); /* "Marc Roy (P11)" */
const char *page_company(const Row *company);
const char *page_severity(Severity severity);

/* Documents and records of a lot that findings hold back, each counted once: "KIND:ID". `rule`
 * NULL: by any rule. */
typedef struct HeldCount {
    size_t documents, declarations;
} HeldCount;
HeldCount page_held(const Findings *findings, const Rule *rule);
/* Duties past their day, and those of the days to come (SITUATION_HORIZON). */
void page_count_duties(const Situation *situation, size_t *late, size_t *soon);

/* Texts of the data, each once: rows that share words share their rank. */
typedef struct Texts {
    Map *ranks; /* text -> rank + 1 */
    const char **items;
    size_t count, capacity;
} Texts;
size_t page_rank(Texts *texts, const char *text); /* NULL is "" */
/* The rows of the data, in brackets: page_data.c names what each column is. */
void page_findings_data(const PageView *view, Texts *texts, Buffer *out);
void page_due_data(const PageView *view, Texts *texts, Buffer *out);

/* page_files.c: page.html, page.css and the scripts, as they are in gen/show. */
extern const char page_html[], page_css[], page_table_js[], page_find_js[];

#endif
